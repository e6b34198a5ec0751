//! Codes such as `TR-1` and `TR-H9` in a text.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::curriculum::Curriculum;
use crate::document::PageId;

/// The codes of all lessons and handouts.
pub fn known(curriculum: &Curriculum) -> BTreeSet<&str> {
    let pages = curriculum.pages();
    pages
        .filter(|(id, _)| !matches!(id, PageId::Module(_)))
        .map(|(_, page)| page.code.as_str())
        .collect()
}

/// Every code in a text: capitals, a hyphen, a number of at most three digits, with an `H` before it for a handout.
pub fn in_text(text: &str) -> Vec<Range<usize>> {
    let is_part = |letter: char| letter.is_alphanumeric() || "-–_/.".contains(letter);
    let mut codes = Vec::new();
    let mut start = 0;
    for token in text.split_inclusive(|letter| !is_part(letter)) {
        let whole = token
            .trim_end_matches(|letter| !is_part(letter))
            .trim_end_matches(['.', '-', '–', '/']);
        if is_code(whole) {
            codes.push(start..start + whole.len());
        }
        start += token.len();
    }
    codes
}

fn is_code(token: &str) -> bool {
    let Some((module, number)) = token.split_once('-') else {
        return false;
    };
    let number = number.strip_prefix('H').unwrap_or(number);
    (2..=4).contains(&module.len())
        && module.bytes().all(|letter| letter.is_ascii_uppercase())
        && (1..=3).contains(&number.len())
        && number.bytes().all(|letter| letter.is_ascii_digit())
}
