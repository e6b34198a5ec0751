//! What authors write inside a line of text: blanks, rating scales and citations.

use crate::document::{Answer, Citation, Inline, Scale, Span, Words};

/// Two underscores of a blank and three, while Markdown is read, so that they are not taken for emphasis or a rule.
///
/// As many bytes as they stand for, so that spans stay right; no letters that Markdown forbids in an address. Files that
/// hold them are refused before.
const PAIR: char = '\u{81}';
const TRIPLE: char = '\u{e000}';

/// Whether a letter may not stand in a file: it is invisible, or stands for a blank here.
pub fn is_reserved(letter: char) -> bool {
    letter.is_control() && !"\n\r\t".contains(letter) || letter == TRIPLE
}

/// Hides every run of three or more underscores from Markdown.
pub fn hide_blanks(text: &str) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('_') {
        let run = rest[at..].bytes().take_while(|byte| *byte == b'_').count();
        hidden.push_str(&rest[..at]);
        if run < 3 {
            hidden.push_str(&rest[at..at + run]);
        } else {
            let odd = run % 2;
            hidden.extend(std::iter::repeat_n(TRIPLE, odd));
            hidden.extend(std::iter::repeat_n(PAIR, (run - 3 * odd) / 2));
        }
        rest = &rest[at + run..];
    }
    hidden.push_str(rest);
    hidden
}

/// The text as the author wrote it.
pub fn restore_blanks(text: &str) -> String {
    text.replace(PAIR, "__").replace(TRIPLE, "___")
}

/// Cuts a text into words, blanks, scales and citations. `start` is where it stands in the file.
pub fn scan(text: &str, start: usize, inlines: &mut Vec<Inline>) {
    let mut words = Words::default();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let found = if rest.starts_with([PAIR, TRIPLE]) {
            Some(blank(rest, start + at))
        } else if rest.starts_with('[') {
            scale(rest, start + at).or_else(|| citations(rest, start + at))
        } else {
            None
        };
        match found {
            Some((inline, length)) => {
                if !words.text.is_empty() {
                    inlines.push(Inline::Text(std::mem::take(&mut words)));
                }
                inlines.push(inline);
                at += length;
            }
            None => {
                let letter = rest.chars().next().unwrap_or_default();
                if words.text.is_empty() {
                    words.start = start + at;
                }
                words.text.push(letter);
                at += letter.len_utf8();
            }
        }
    }
    if !words.text.is_empty() {
        inlines.push(Inline::Text(words));
    }
}

/// An answer whose label and identity are found later, by `answers`.
pub fn unnamed(start: usize, length: usize) -> Answer {
    Answer {
        id: String::new(),
        label: String::new(),
        span: Span::from(start..start + length),
    }
}

fn blank(text: &str, start: usize) -> (Inline, usize) {
    let width = text.len() - text.trim_start_matches([PAIR, TRIPLE]).len();
    let inline = Inline::Blank {
        answer: unnamed(start, width),
        width,
    };
    (inline, width)
}

/// `[0-10 none … strongest]`
fn scale(text: &str, start: usize) -> Option<(Inline, usize)> {
    let length = text.find(']')? + 1;
    let inside = text[1..length - 1].trim();
    let digits = inside.find(|letter: char| !letter.is_ascii_digit())?;
    let low: u32 = inside[..digits].parse().ok()?;
    let rest = inside[digits..].trim_start_matches(['-', '–']);
    if rest.len() == inside[digits..].len() {
        return None;
    }
    let digits = rest
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(rest.len());
    let high: u32 = rest[..digits].parse().ok()?;
    let words = rest[digits..].trim();
    let (low_word, high_word) = words
        .split_once('…')
        .or_else(|| words.split_once("..."))
        .unwrap_or((words, ""));
    if low >= high || high - low > 10 {
        return None;
    }
    let inline = Inline::Scale(Scale {
        answer: unnamed(start, length),
        low,
        high,
        low_word: low_word.trim().to_owned(),
        high_word: high_word.trim().to_owned(),
    });
    Some((inline, length))
}

/// `[@key]`, `[@key p. 12]`, `[@one; @two]`
fn citations(text: &str, start: usize) -> Option<(Inline, usize)> {
    if !text.starts_with("[@") {
        return None;
    }
    let length = text.find(']')? + 1;
    let mut citations = Vec::new();
    let mut at = 1;
    for part in text[1..length - 1].split(';') {
        let trimmed = part.trim();
        let (key, locator) = trimmed
            .strip_prefix('@')?
            .split_once(char::is_whitespace)
            .map_or((&trimmed[1..], None), |(key, locator)| {
                (key, Some(locator.trim().to_owned()))
            });
        let lead = part.len() - part.trim_start().len();
        let from = start + at + lead;
        citations.push(Citation {
            key: key.to_owned(),
            locator,
            span: Span::from(from..from + trimmed.len()),
        });
        at += part.len() + 1;
    }
    Some((Inline::Citation(citations), length))
}

/// Takes a time such as `(30 s)` or `(2 min)` off the end of a practice step; seconds.
pub fn take_seconds(inlines: &mut [Inline]) -> Option<u32> {
    let Some(Inline::Text(Words { text, .. })) = inlines.last_mut() else {
        return None;
    };
    let trimmed = text.trim_end();
    let open = trimmed.rfind('(')?;
    let (number, unit) = trimmed[open..]
        .strip_prefix('(')?
        .strip_suffix(')')?
        .split_once(' ')?;
    let number: u32 = number.parse().ok()?;
    let seconds = match unit {
        "s" => number,
        "min" => number.checked_mul(60)?,
        _ => return None,
    };
    text.truncate(open);
    text.truncate(text.trim_end().len());
    Some(seconds)
}
