//! Where texts use the words of the glossary, whether or not they link them.

use std::collections::HashMap;
use std::ops::Range;

use super::lists::{Word, words};
use crate::curriculum::Curriculum;

/// The words of a glossary, ready to be found.
pub struct Glossary<'a> {
    /// By first word, longer names first.
    by_first: HashMap<String, Vec<Name<'a>>>,
}

/// The words of a term, whether its capitals count, and its key.
type Name<'a> = (Vec<String>, bool, &'a str);

impl<'a> Glossary<'a> {
    pub fn of(curriculum: &'a Curriculum) -> Self {
        let mut by_first: HashMap<String, Vec<Name>> = HashMap::new();
        for (key, term) in &curriculum.glossary {
            for name in names(&term.term) {
                let parts: Vec<String> = words(name).into_iter().map(|word| word.text).collect();
                if let Some(first) = parts.first() {
                    let capitals = is_short_form(name);
                    for first in [first.clone(), format!("{first}s")] {
                        by_first
                            .entry(first)
                            .or_default()
                            .push((parts.clone(), capitals, key.as_str()));
                    }
                    if parts.len() == 1 {
                        for form in forms(&parts[0]) {
                            let known = by_first.entry(form).or_default();
                            known.push((parts.clone(), capitals, key.as_str()));
                        }
                    }
                }
            }
        }
        for terms in by_first.values_mut() {
            terms.sort_by_key(|(parts, ..)| std::cmp::Reverse(parts.len()));
        }
        Self { by_first }
    }

    /// Every use in a text, with its place there and the key of the term.
    pub fn uses(&self, text: &str) -> Vec<(Range<usize>, &'a str)> {
        let words = words(text);
        let mut uses = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let found = self.by_first.get(&words[at].text).and_then(|terms| {
                terms
                    .iter()
                    .find(|(parts, capitals, _)| is_here(&words[at..], parts, *capitals, text))
            });
            // "Mindfulness-based relapse prevention" is the name of one programme.
            let in_name = at > 0 && words[at - 1].text.ends_with("-based");
            match found.filter(|_| !in_name) {
                Some((parts, _, key)) => {
                    let end = words[at + parts.len() - 1].range.end;
                    uses.push((words[at].range.start..end, *key));
                    at += parts.len();
                }
                None => at += 1,
            }
        }
        uses
    }
}

/// The names of a term: `cognitive behavioural therapy (CBT)` has two, `detox / withdrawal care` too.
pub fn names(term: &str) -> impl Iterator<Item = &str> {
    term.split(['(', ')', '/'])
        .map(str::trim)
        .filter(|name| !name.is_empty())
}

/// Whether a name is made of capitals, as `HALT` is: in small letters it is another word.
pub fn is_short_form(name: &str) -> bool {
    name.chars().filter(|letter| letter.is_uppercase()).count() > 1 && !name.contains(char::is_lowercase)
}

/// The plural, as English makes it.
fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![format!("{word}es"), format!("{word}'s")];
    if let Some(stem) = word.strip_suffix('y') {
        forms.push(format!("{stem}ies"));
    }
    forms
}

fn is_here(words: &[Word], parts: &[String], capitals: bool, text: &str) -> bool {
    let Some(words) = words.get(..parts.len()) else {
        return false;
    };
    let Some((last, before)) = words.split_last() else {
        return false;
    };
    let end = &parts[parts.len() - 1];
    let same = before.iter().zip(parts).all(|(word, part)| word.text == *part);
    let ends = last.text == *end || last.text == format!("{end}s") || forms(end).contains(&last.text);
    // A term does not run on over a full stop or a comma.
    let joined = words
        .windows(2)
        .all(|pair| text[pair[0].range.end..pair[1].range.start].trim().is_empty());
    let written = &text[words[0].range.start..last.range.end];
    same && ends
        && joined
        && (!capitals || is_short_form(written.trim_end_matches("'s").trim_end_matches('s')))
}
