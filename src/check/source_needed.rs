//! Statements of fact without a source.

use std::collections::BTreeSet;

use super::phrases::{Lists, Phrases, Word, sentences, words};
use super::places::{citations, parts};
use super::{Example, Finder, Lint, Passage, Role, Subject, is_english};
use crate::curriculum::Page;
use crate::diagnostic::Diagnostic;
use crate::document::{ActivityKind, PageId};

pub const LINT: Lint = Lint {
    code: "source-needed",
    finds: "A sentence that gives research or numbers in a lesson, or a part of one, that cites no source.",
    why: "People stake their health on what they read here; they and staff must be able to look it up.",
    example: Example {
        written: "## What is known\n\nStudies found that slow breathing calms the body.\n",
        better: "-- sources.yaml --\nzaccaro:\n  type: article\n  title: Slow breathing\n  author: Zaccaro, A.\n  date: 2018\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: Breath\nsummary: Breathe slowly.\n---\n\n## What is known\n\nStudies found that slow breathing calms the body [@zaccaro].\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    if !is_english(subject) {
        return;
    }
    let facts = Facts::read();
    for (id, page, passages) in subject.pages() {
        let PageId::Lesson(..) = id else { continue };
        look(page, passages, &facts, findings);
    }
}

fn look(page: &Page, passages: &[Passage], facts: &Facts, findings: &mut Vec<Diagnostic>) {
    let cited: Vec<usize> = citations(page)
        .iter()
        .map(|citation| citation.span.start)
        .collect();
    let parts = parts(page);
    let tops: Vec<_> = parts
        .iter()
        .filter(|part| part.depth == 0)
        .map(|part| part.range.clone())
        .collect();
    let repeats: Vec<_> = parts
        .iter()
        .filter(|part| {
            part.section
                .activity
                .as_ref()
                .is_some_and(|activity| repeats(activity.kind))
        })
        .map(|part| part.range.clone())
        .collect();
    // The parts in which something was found already: one finding each is enough.
    let mut told = BTreeSet::new();
    for passage in passages {
        if !matches!(passage.role, Role::Text | Role::Front) {
            continue;
        }
        for sentence in sentences(&passage.text) {
            let text = &passage.text[sentence.clone()];
            let Some(strength) = facts.strength(text) else {
                continue;
            };
            let place = passage.place(sentence);
            let is_said_again = repeats.iter().any(|range| range.contains(&place.start));
            // Small headings inside a part that cites do not need a source each.
            let inner = parts.partition_point(|part| part.range.start <= place.start);
            let key = inner.checked_sub(1).map_or(0, |at| parts[at].range.start);
            let outer = tops.partition_point(|part| part.start <= place.start);
            let outer = outer.checked_sub(1).map_or(0..usize::MAX, |at| tops[at].clone());
            if cited.is_empty() && page.sources.is_empty() {
                if told.insert(key) {
                    findings.push(
                        Diagnostic::warning(
                            LINT.code,
                            &page.path,
                            "this states a fact, and the lesson cites no source",
                        )
                        .at(place)
                        .help(HELP),
                    );
                }
            } else if strength == Strength::Strong
                && passage.role == Role::Text
                && !is_said_again
                && !passage.staff
                && !cited.iter().any(|at| outer.contains(at))
                && told.insert(key)
            {
                findings.push(
                    Diagnostic::note(
                        LINT.code,
                        &page.path,
                        "this states a fact, and this part of the lesson cites no source",
                    )
                    .at(place)
                    .help(HELP),
                );
            }
        }
    }
}

const HELP: &str =
    "Write the key of its source behind it, such as `[@key]`, or say that it comes from experience.";

/// Kinds that say again what the lesson said before, or that nobody takes as fact.
fn repeats(kind: ActivityKind) -> bool {
    matches!(
        kind,
        ActivityKind::KeyPoints | ActivityKind::SelfCheck | ActivityKind::RolePlay
    )
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Strength {
    /// It names research, or a number of people.
    Strong,
    /// It sounds like a fact.
    Weak,
}

struct Facts {
    research: Phrases,
    number: Phrases,
    year: Phrases,
}

impl Facts {
    fn read() -> Self {
        let lists = Lists::read(include_str!("lists/facts.en.yaml"));
        Self {
            research: lists.phrases("research"),
            number: lists.phrases("number"),
            year: lists.phrases("year"),
        }
    }

    fn strength(&self, sentence: &str) -> Option<Strength> {
        if sentence.trim_end_matches(['"', '”', '*']).ends_with('?') {
            return None;
        }
        let words = words(sentence);
        if self.research.find(&words).is_some() || self.number.find(&words).is_some() {
            return Some(Strength::Strong);
        }
        self.has_year(&words).then_some(Strength::Weak)
    }

    fn has_year(&self, words: &[Word]) -> bool {
        words.windows(2).enumerate().any(|(at, pair)| {
            let year = &pair[1].text;
            let is_year = year.len() == 4
                && year.chars().all(|letter| letter.is_ascii_digit())
                && (year.starts_with("19") || year.starts_with("20"));
            is_year && self.year.at(words, at).is_some()
        })
    }
}
