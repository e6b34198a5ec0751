//! What a lesson brings: its author's words, in which the code of a handout may stand.

use crate::curriculum::{Curriculum, Page};
use crate::document::PageId;

/// A thing to bring.
pub struct Material<'a> {
    /// All words, or those before the code.
    pub before: &'a str,
    /// The handout that is named.
    pub handout: Option<&'a Page>,
    pub after: &'a str,
    /// How many copies of it each person gets: two for `TR-H1 × 2`.
    pub copies: u32,
}

/// Takes the words of an author apart.
pub fn material<'a>(curriculum: &'a Curriculum, words: &'a str) -> Material<'a> {
    let handouts = curriculum
        .pages()
        .filter(|(id, _)| matches!(id, PageId::Handout(..)));
    let named = handouts.filter_map(|(_, page)| Some((page, place_of(&page.code, words)?)));
    match named.min_by_key(|(_, at)| *at) {
        None => Material {
            before: words,
            handout: None,
            after: "",
            copies: 1,
        },
        Some((page, at)) => {
            let after = &words[at + page.code.len()..];
            Material {
                before: &words[..at],
                handout: Some(page),
                after,
                copies: copies(after),
            }
        }
    }
}

/// Where a code stands in words, as a word of its own.
pub fn place_of(code: &str, words: &str) -> Option<usize> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '-';
    let mut places = words.match_indices(code).map(|(at, _)| at);
    places.find(|at| {
        let (before, after) = (&words[..*at], &words[at + code.len()..]);
        !before.ends_with(is_part) && !after.starts_with(is_part)
    })
}

/// The number behind a sign of multiplication.
fn copies(after: &str) -> u32 {
    let number = after.trim_start().strip_prefix(['×', 'x']).map(str::trim);
    let number = number.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    number.filter(|copies| *copies > 0).unwrap_or(1)
}
