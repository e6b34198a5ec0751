//! Translations that ask for other answers than their originals.

use std::collections::BTreeMap;

use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Cell, Document, Inline, Span, Visit, visit_blocks};

pub const LINT: Lint = Lint {
    code: "translation-differs",
    finds: "A translation whose activities or spaces to answer are not those of its original.",
    why: "Answers are kept once for all languages: what somebody wrote in one would be lost in the other.",
    example: Example {
        written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n\
                  -- modules/01-triggers/01-what-is-a-trigger.es.md --\n---\ntitle: Algo\nsummary: Algo.\n---\n\n\
                  ## Mis lugares {.exercise minutes=10}\n\n- [ ] El lugar\n",
        better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n\
                 -- modules/01-triggers/01-what-is-a-trigger.es.md --\n---\ntitle: Algo\nsummary: Algo.\n---\n\n\
                 ## Mis lugares {.exercise minutes=10}\n\nEl lugar: ____________________\n",
    },
    finder: Finder::Check(run),
};

/// What there is to do and to answer in one activity.
struct Part {
    /// The kind of activity; none for what stands outside of any.
    kind: Option<&'static str>,
    /// Kinds of answer spaces, with their number.
    spaces: BTreeMap<String, usize>,
    span: Span,
}

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for translation in &subject.curriculum.translations {
        let original = subject.curriculum.page(translation.of);
        let theirs = parts(&original.body);
        let ours = parts(&translation.page.body);
        if let Some((message, place)) = difference(&theirs, &ours) {
            let finding = Diagnostic::warning(LINT.code, &translation.page.path, message).help(format!(
                "Make the activities and spaces to answer the same as in `{}`, in the same order.",
                original.path
            ));
            findings.push(match place {
                Some(place) => finding.at(place),
                None => finding,
            });
        }
    }
}

/// The first difference, and its place in the translation.
fn difference(theirs: &[Part], ours: &[Part]) -> Option<(String, Option<Span>)> {
    for (their, our) in theirs.iter().zip(ours) {
        let place = our.kind.is_some().then_some(our.span);
        if their.kind != our.kind {
            return Some((
                format!("this is {}; in the original it is {}", name(our), name(their)),
                place,
            ));
        }
        if their.spaces != our.spaces {
            return Some((
                format!(
                    "the spaces to answer are {}; in the original they are {}",
                    describe(&our.spaces),
                    describe(&their.spaces)
                ),
                place,
            ));
        }
    }
    if theirs.len() == ours.len() {
        return None;
    }
    // What stands outside of any activity is the first part of each.
    let message = format!(
        "there are {} activities here, and {} in the original",
        ours.len() - 1,
        theirs.len() - 1
    );
    Some((message, ours.get(theirs.len()).map(|part| part.span)))
}

fn name(part: &Part) -> String {
    part.kind
        .map_or_else(|| "no activity".to_owned(), |kind| format!("a `.{kind}`"))
}

fn describe(spaces: &BTreeMap<String, usize>) -> String {
    if spaces.is_empty() {
        return "none".to_owned();
    }
    let parts: Vec<String> = spaces
        .iter()
        .map(|(space, count)| format!("{count} × {space}"))
        .collect();
    parts.join(", ")
}

/// What stands outside of any activity, then each activity.
fn parts(document: &Document) -> Vec<Part> {
    let mut parts = vec![Part {
        kind: None,
        spaces: BTreeMap::new(),
        span: Span::default(),
    }];
    blocks(&document.blocks, 0, &mut parts);
    parts
}

fn blocks(all: &[Block], part: usize, parts: &mut Vec<Part>) {
    for block in all {
        match block {
            Block::Section(section) => {
                let own = match &section.activity {
                    Some(activity) => {
                        parts.push(Part {
                            kind: Some(activity.kind.name()),
                            spaces: BTreeMap::new(),
                            span: section.span,
                        });
                        parts.len() - 1
                    }
                    None => part,
                };
                blocks(&section.blocks, own, parts);
            }
            other => visit_blocks(std::slice::from_ref(other), &mut |visit| {
                for space in spaces(&visit) {
                    *parts[part].spaces.entry(space).or_default() += 1;
                }
            }),
        }
    }
}

/// The answer spaces that a block or an inline is.
fn spaces(visit: &Visit) -> Vec<String> {
    match visit {
        Visit::Inline(Inline::Blank { .. }) => vec!["blank".to_owned()],
        Visit::Inline(Inline::Scale(scale)) => vec![format!("scale {}–{}", scale.low, scale.high)],
        Visit::Block(Block::Lines(_)) => vec!["lines".to_owned()],
        Visit::Block(Block::Choices(choices)) => {
            let kind = if choices.single {
                "choice of one of"
            } else {
                "boxes to tick:"
            };
            let right = choices.choices.iter().filter(|choice| choice.right).count();
            let right = if right > 0 {
                format!(", {right} right")
            } else {
                String::new()
            };
            vec![format!("{kind} {}{right}", choices.choices.len())]
        }
        Visit::Block(Block::Table(table)) => table
            .rows
            .iter()
            .flatten()
            .filter(|cell| matches!(cell, Cell::Answer(_)))
            .map(|_| "cell to fill in".to_owned())
            .collect(),
        _ => Vec::new(),
    }
}
