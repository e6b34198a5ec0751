//! Where sentences and words begin and end.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Language;

/// The sentences of one line of text, without the space around them.
///
/// Unicode's rules (UAX 29), and what they do not know: abbreviations, initials, an ellipsis that ends a sentence, and a question in
/// quotation marks inside a sentence.
///
/// ```
/// use curricle::check::reading::{Language, sentences};
/// let text = "Ask Dr. Diaz at 9 a.m. or later. \"Who can help?\" is a fair question.";
/// assert_eq!(sentences(text, Language::English).len(), 2);
/// ```
pub fn sentences(text: &str, language: Language) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, piece) in text.split_sentence_bound_indices() {
        for part in after_ellipses(piece) {
            let range = trim(text, start + part.start..start + part.end);
            if range.is_empty() {
                continue;
            }
            match found.last_mut() {
                Some(last) if goes_on(&text[last.clone()], &text[range.clone()], language) => {
                    last.end = range.end;
                }
                _ => found.push(range),
            }
        }
    }
    found
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// Cuts where `…` is followed by a capital letter.
fn after_ellipses(piece: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, mark) in piece.match_indices('…') {
        let end = at + mark.len();
        let rest = piece[end..].trim_start_matches(is_closing);
        let next = rest.trim_start();
        if next.len() < rest.len() && next.starts_with(char::is_uppercase) {
            parts.push(start..piece.len() - rest.len());
            start = piece.len() - rest.len();
        }
    }
    parts.push(start..piece.len());
    parts
}

fn is_closing(letter: char) -> bool {
    matches!(letter, '"' | '”' | '’' | '\'' | '»' | ')' | ']')
}

/// Whether `next` is the rest of the sentence `text`.
fn goes_on(text: &str, next: &str, language: Language) -> bool {
    let first = next
        .trim_start_matches(|letter: char| !letter.is_alphanumeric())
        .chars()
        .next();
    let Some(first) = first else {
        return true;
    };
    if first.is_lowercase() {
        return true;
    }
    let Some(before) = text.strip_suffix('.') else {
        return false;
    };
    let last = before
        .rsplit(|letter: char| letter.is_whitespace() || "(\"“«".contains(letter))
        .next()
        .unwrap_or_default();
    let is_initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase) && last != "I";
    is_initial && !ends_choice(before)
        || abbreviations(language).contains(&last.to_lowercase().as_str())
        || is_country(last) && !begins_sentence(next)
}

/// Whether a single letter names something ("Go to room B."), so that the stop after it ends a sentence.
fn ends_choice(before: &str) -> bool {
    let mut words = before.split_whitespace().rev().skip(1);
    words
        .next()
        .is_some_and(|word| word.chars().all(char::is_lowercase) && word.len() > 3)
}

/// Abbreviations after which a sentence goes on.
fn abbreviations(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            "dr", "mr", "mrs", "ms", "mx", "prof", "rev", "st", "mt", "fig", "vol", "ed", "eds", "pp", "vs",
            "e.g", "i.e", "cf", "approx", "gov", "sen", "rep", "sgt", "capt", "col", "gen",
        ],
        Language::Spanish => &[
            "dr", "dra", "sr", "sra", "srta", "d", "dña", "ud", "uds", "prof", "profa", "lic", "ing", "sto",
            "sta", "fig", "pág", "págs", "p. ej", "ej", "núm", "av", "avda", "tel", "cap", "vol", "ee", "uu",
        ],
    }
}

/// Whether it is letters with stops, such as "U.S": a name may follow, or a sentence.
fn is_country(word: &str) -> bool {
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase))
}

/// Whether the first word is one that begins sentences, and no part of a name.
fn begins_sentence(text: &str) -> bool {
    const FIRST: [&str; 44] = [
        "a", "an", "the", "this", "that", "these", "those", "there", "here", "i", "you", "he", "she", "it",
        "we", "they", "your", "my", "our", "his", "her", "their", "some", "many", "most", "all", "each",
        "if", "when", "what", "who", "how", "why", "where", "in", "on", "at", "for", "and", "but", "or",
        "so", "not", "ask",
    ];
    let first: String = text
        .chars()
        .skip_while(|letter| !letter.is_alphabetic())
        .take_while(|letter| letter.is_alphabetic())
        .flat_map(char::to_lowercase)
        .collect();
    FIRST.contains(&first.as_str())
}

/// The words of a text. What hyphens join is one word, as Kincaid counts; an address is none.
pub fn words(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        let end = start + word.len();
        match found.last_mut() {
            Some(last) if matches!(&text[last.end..start], "-" | "‑" | "'" | "’") => last.end = end,
            _ => found.push(start..end),
        }
    }
    found
}
