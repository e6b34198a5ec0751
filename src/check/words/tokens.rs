//! A text as words, with what finding phrases needs to know of each.

use std::ops::Range;

use crate::check::reading::{Language, sentences};

/// A word of a text; what hyphens join, and "'s" and the like, are words of their own.
#[derive(Clone, Debug)]
pub struct Token {
    /// In small letters, with straight apostrophes.
    pub word: String,
    /// As it is written.
    pub written: String,
    pub range: Range<usize>,
    /// The number of its sentence.
    pub sentence: usize,
    /// Whether its sentence is a question.
    pub in_question: bool,
    /// Whether nothing but a space, a hyphen or a quotation mark parts it from the word before.
    pub linked: bool,
    pub after_hyphen: bool,
    pub before_hyphen: bool,
    /// Whether it is the first of its sentence, or of what a colon or a quotation mark opens.
    pub begins: bool,
}

impl Token {
    /// Whether it begins with a capital letter.
    pub fn is_capital(&self) -> bool {
        self.written.starts_with(char::is_uppercase)
    }

    /// Whether it is a figure.
    pub fn is_number(&self) -> bool {
        self.word.starts_with(|letter: char| letter.is_ascii_digit())
    }

    /// Whether it is in capitals only.
    pub fn is_loud(&self) -> bool {
        self.written.chars().count() > 1 && !self.written.contains(char::is_lowercase)
    }
}

/// The tokens in a part of the text.
pub fn tokens_in<'a>(tokens: &'a [Token], part: &Range<usize>) -> &'a [Token] {
    let start = tokens.partition_point(|token| token.range.start < part.start);
    let end = tokens.partition_point(|token| token.range.end <= part.end);
    &tokens[start..end.max(start)]
}

/// The words of a text.
pub fn tokens(text: &str, language: Language) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for (number, sentence) in sentences(text, language).into_iter().enumerate() {
        let in_question = text[sentence.clone()]
            .trim_end_matches(|letter: char| !letter.is_alphanumeric() && letter != '?')
            .ends_with('?');
        let mut end = sentence.start;
        let mut is_first = true;
        for range in split(text, sentence) {
            let gap = &text[end..range.start];
            let is_link = |letter: char| letter.is_whitespace() || "-‑/\"“”‘«»".contains(letter);
            let after_hyphen = !is_first && matches!(gap, "-" | "‑");
            if after_hyphen && let Some(last) = tokens.last_mut() {
                last.before_hyphen = true;
            }
            let written = text[range.clone()].to_owned();
            end = range.end;
            tokens.push(Token {
                word: written.to_lowercase().replace('’', "'"),
                written,
                sentence: number,
                in_question,
                linked: !is_first && gap.chars().all(is_link),
                after_hyphen,
                before_hyphen: false,
                begins: is_first || gap.contains([':', '"', '“', '«', '(', '¿', '¡']),
                range,
            });
            is_first = false;
        }
    }
    tokens
}

/// The words of a phrase of a list, as [`tokens`] cuts them. Capitals stay where there are two or more ("MAT").
pub fn pieces(phrase: &str) -> Vec<String> {
    let capitals = phrase.chars().filter(|letter| letter.is_uppercase()).count();
    split(phrase, 0..phrase.len())
        .into_iter()
        .map(|range| match capitals {
            0 | 1 => phrase[range].to_lowercase(),
            _ => phrase[range].to_owned(),
        })
        .collect()
}

/// Where words stand in a part of a text.
fn split(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let letters = text[part.clone()]
        .char_indices()
        .map(|(at, letter)| (part.start + at, letter));
    let mut previous = ' ';
    for (at, letter) in letters {
        let next = text[at + letter.len_utf8()..].chars().next().unwrap_or(' ');
        let joins = matches!(letter, '\'' | '’')
            && next.is_alphabetic()
            && (previous.is_alphanumeric() || is_ending(&text[at..]));
        if letter.is_alphanumeric() || joins {
            if joins
                && is_ending(&text[at..])
                && let Some(start) = start.take()
            {
                found.push(start..at);
            }
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            found.push(start..at);
        }
        previous = letter;
    }
    found.extend(start.map(|start| start..part.end));
    found
}

/// Whether "'s", "'m", "'re", "'ve", "'ll" or "'d" stands here, which is a word of its own.
fn is_ending(text: &str) -> bool {
    let letters: String = text
        .chars()
        .skip(1)
        .take(3)
        .take_while(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    matches!(letters.as_str(), "s" | "m" | "re" | "ve" | "ll" | "d")
}
