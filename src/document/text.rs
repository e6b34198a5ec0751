//! Text out of the tree: for labels, indexes and addresses.

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
