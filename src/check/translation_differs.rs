//! Translations that ask for other answers than their originals.

use std::collections::BTreeMap;

use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;
use crate::document::{Part, Shape, Span, parts};

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
        let (their, our) = (their.shapes(), our.shapes());
        if their == our {
            continue;
        }
        let message = if counted(&their) == counted(&our) {
            "the spaces to answer stand in another order than in the original".to_owned()
        } else {
            format!(
                "the spaces to answer are {}; in the original they are {}",
                describe(&our),
                describe(&their)
            )
        };
        return Some((message, place));
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
    part.kind.map_or_else(
        || "no activity".to_owned(),
        |kind| format!("a `.{}`", kind.name()),
    )
}

fn counted(shapes: &[Shape]) -> BTreeMap<Shape, usize> {
    let mut counts = BTreeMap::new();
    for shape in shapes {
        *counts.entry(*shape).or_default() += 1;
    }
    counts
}

fn describe(shapes: &[Shape]) -> String {
    if shapes.is_empty() {
        return "none".to_owned();
    }
    let parts: Vec<String> = counted(shapes)
        .into_iter()
        .map(|(shape, count)| format!("{count} × {}", in_words(shape)))
        .collect();
    parts.join(", ")
}

fn in_words(shape: Shape) -> String {
    match shape {
        Shape::Blank => "blank".to_owned(),
        Shape::Scale { low, high } => format!("scale {low}–{high}"),
        Shape::Lines => "lines".to_owned(),
        Shape::Choices { single, count, right } => {
            let kind = if single {
                "choice of one of"
            } else {
                "boxes to tick:"
            };
            let right = if right > 0 {
                format!(", {right} right")
            } else {
                String::new()
            };
            format!("{kind} {count}{right}")
        }
        Shape::Cell => "cell to fill in".to_owned(),
    }
}
