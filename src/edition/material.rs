//! What a lesson brings: its author's words, in which the codes of handouts may stand.

use std::ops::Range;

use crate::curriculum::{Curriculum, Page};
use crate::document::PageId;

/// A thing to bring.
pub struct Material<'a> {
    /// All its words, in their order.
    pub parts: Vec<Part<'a>>,
    /// What is said of its handouts, without how many: "on card" of `TR-H1 × 2, on card`.
    pub note: String,
}

/// A piece of the words of an author.
pub enum Part<'a> {
    Words(&'a str),
    Handout {
        page: &'a Page,
        /// How many copies of it each person gets: two for `TR-H1 × 2` and for `2 × TR-H1`.
        copies: u32,
    },
}

/// More copies are taken for another kind of number.
const MOST_COPIES: u32 = 20;

/// Takes the words of an author apart.
pub fn material<'a>(curriculum: &'a Curriculum, words: &'a str) -> Material<'a> {
    let mut parts = Vec::new();
    // The words without numbers, and what they say beside codes.
    let (mut note, mut beside) = (String::new(), String::new());
    let mut at = 0;
    let named = named(curriculum, words);
    for (page, place) in &named {
        let (before, after) = (&words[at..place.start], &words[place.end..]);
        let (number_before, number_behind) = (number_before(before), number_behind(after));
        if !before.is_empty() {
            parts.push(Part::Words(before));
        }
        let said = &before[..number_before.map_or(before.len(), |(_, from)| from)];
        beside.push_str(said);
        note.push_str(said);
        note.push_str(&page.code);
        let number = number_behind.or(number_before);
        parts.push(Part::Handout {
            page,
            copies: number.map_or(1, |(copies, _)| copies),
        });
        at = place.end;
        if let Some((_, length)) = number_behind {
            parts.push(Part::Words(&after[..length]));
            at += length;
        }
    }
    let rest = &words[at..];
    if !rest.is_empty() {
        parts.push(Part::Words(rest));
    }
    beside.push_str(rest);
    note.push_str(rest);
    // A code that stands first is in the same row, and not said again.
    let note = match named.as_slice() {
        [] => "",
        _ if !beside.contains(char::is_alphanumeric) => "",
        [(page, _)] => note.strip_prefix(page.code.as_str()).unwrap_or(&note),
        _ => &note,
    };
    let is_edge = |letter: char| letter.is_whitespace() || ",;:.".contains(letter);
    Material {
        parts,
        note: note.trim_matches(is_edge).to_owned(),
    }
}

/// The handouts whose codes stand in words, with their places, in order.
fn named<'a>(curriculum: &'a Curriculum, words: &str) -> Vec<(&'a Page, Range<usize>)> {
    let handouts = curriculum
        .pages()
        .filter(|(id, _)| matches!(id, PageId::Handout(..)));
    let places = handouts.filter_map(|(_, page)| {
        let at = place_of(&page.code, words)?;
        Some((page, at..at + page.code.len()))
    });
    let mut named: Vec<_> = places.collect();
    named.sort_by_key(|(_, place)| place.start);
    named
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

/// Signs of multiplication.
const TIMES: [char; 2] = ['×', 'x'];

/// The number behind a sign that `words` begin with, and where it ends.
fn number_behind(words: &str) -> Option<(u32, usize)> {
    let rest = words.trim_start().strip_prefix(TIMES)?.trim_start();
    let rest_after = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let copies = copies(&rest[..rest.len() - rest_after.len()])?;
    Some((copies, words.len() - rest_after.len()))
}

/// The number before a sign that `words` end with, and where it begins.
fn number_before(words: &str) -> Option<(u32, usize)> {
    let rest = words.trim_end().strip_suffix(TIMES)?.trim_end();
    let before = rest.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let is_word = !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '-');
    let copies = copies(&rest[before.len()..]).filter(|_| is_word)?;
    Some((copies, before.len()))
}

fn copies(digits: &str) -> Option<u32> {
    let number = digits.parse().ok();
    number.filter(|copies| (1..=MOST_COPIES).contains(copies))
}
