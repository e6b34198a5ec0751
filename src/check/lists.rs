//! Word lists, which stand in the YAML files of `lists/`, and texts as words that are compared with them.

use std::collections::{BTreeMap, BTreeSet};

pub use super::phrases::Word;
use super::phrases::word;
use crate::document::Span;
use crate::parse::yaml::{self, Value};

/// The words and phrases of one file, by key.
pub struct Lists(BTreeMap<String, BTreeSet<String>>);

impl Lists {
    /// Reads one of our own files.
    pub fn read(text: &str) -> Self {
        let mut findings = Vec::new();
        let node = yaml::parse("lists", text, Span::from(0..text.len()), &mut findings);
        debug_assert!(findings.is_empty(), "{findings:?}");
        let Value::Map(entries) = node.value else {
            return Self(BTreeMap::new());
        };
        let lists = entries.into_iter().map(|(key, node)| {
            let items = match node.value {
                Value::List(items) => items,
                _ => Vec::new(),
            };
            let words = items.into_iter().filter_map(|item| match item.value {
                Value::Scalar(word) => Some(word),
                _ => None,
            });
            (key.name, words.collect())
        });
        Self(lists.collect())
    }

    /// The list under `key`.
    pub fn of(&self, key: &str) -> &BTreeSet<String> {
        &self.0[key]
    }

    pub fn has(&self, key: &str, word: &str) -> bool {
        self.0[key].contains(word)
    }

    /// Whether a phrase of the list stands in `words`.
    pub fn any_in(&self, key: &str, words: &[Word]) -> bool {
        let text = format!(" {} ", join(words));
        self.0[key]
            .iter()
            .any(|phrase| text.contains(&format!(" {phrase} ")))
    }
}

/// The words of a text, as [`super::phrases::words`] but whole where a hyphen joins: letters and digits, and hyphens and apostrophes between them; `%` and `$`.
pub fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<usize> = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let joins = "-–'’".contains(letter) && open.is_some() && next.is_some_and(char::is_alphanumeric);
        if letter.is_alphanumeric() || joins {
            open.get_or_insert(at);
            continue;
        }
        words.extend(open.take().map(|start| word(text, start..at)));
        if "%$".contains(letter) {
            words.push(word(text, at..at + 1));
        }
    }
    words.extend(open.map(|start| word(text, start..text.len())));
    words
}

/// Words with one space between, for comparing.
pub fn join(words: &[Word]) -> String {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}

/// The words of a text with one space between: how texts are compared.
pub fn plain(text: &str) -> String {
    join(&words(text))
}
