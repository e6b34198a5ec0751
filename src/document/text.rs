//! Text out of the tree: for labels, indexes and addresses.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::Inline;

/// The words of a run of inlines, without marks, citations and footnotes.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push(inlines, &mut text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push_str(&words.text),
            Inline::Code(code) => text.push_str(code),
            Inline::Emphasis(inner) | Inline::Strong(inner) => push(inner, text),
            Inline::Link(link) => push(&link.text, text),
            Inline::Image(image) => text.push_str(&image.alt),
            Inline::Blank { .. } => text.push('…'),
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::Scale(_) | Inline::Citation(_) | Inline::FootnoteReference(_) => {}
        }
    }
}

/// Words as they are set: a range of numbers (`0–10`) stays in one line, and three dots with the word before them.
///
/// ```
/// use curricle::document::as_set;
/// assert_eq!(as_set("From 0–10."), "From 0–\u{2060}10.");
/// assert_eq!(as_set("I feel …"), "I feel\u{a0}…");
/// ```
pub fn as_set(text: &str) -> Cow<'_, str> {
    static TIED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("([0-9]–)([0-9])| …").expect("it is a pattern"));
    TIED.replace_all(text, |found: &Captures| match (found.get(1), found.get(2)) {
        (Some(from), Some(to)) => format!("{}\u{2060}{}", from.as_str(), to.as_str()),
        _ => "\u{a0}…".to_owned(),
    })
}

/// A name for an address: lower-case letters and digits, joined by hyphens.
///
/// ```
/// assert_eq!(curricle::document::slug("What is a trigger?"), "what-is-a-trigger");
/// ```
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if matches!(letter, '\'' | '’') {
            // "people's" is one word
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}
