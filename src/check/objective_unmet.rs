//! Objectives that no activity works on.

use std::collections::BTreeSet;

use super::objective_verb::Verbs;
use super::phrases::{stem, words};
use super::places::{answers, images, parts};
use super::{Example, Finder, Lint, Passage, Subject, is_english};
use crate::curriculum::{Lesson, Page};
use crate::diagnostic::Diagnostic;
use crate::document::{ActivityKind, PageId, Span};

pub const LINT: Lint = Lint {
    code: "objective-unmet",
    finds: "An objective of which no activity of the lesson speaks, or a lesson with objectives and no activity.",
    why: "What is promised and not done leaves people to think that they missed something.",
    example: Example {
        written: "---\ntitle: Sleep\nsummary: A calmer evening.\nobjectives:\n  - Plan a wind-down for the evening.\n  - Show how to fill in a budget.\n---\n\n## My evening {.exercise}\n\nMy plan to wind down before sleep: ______\n",
        better: "---\ntitle: Sleep\nsummary: A calmer evening.\nobjectives:\n  - Plan a wind-down for the evening.\n---\n\n## My evening {.exercise}\n\nMy plan to wind down before sleep: ______\n",
    },
    finder: Finder::Check(run),
};

/// Words that say nothing of what an objective is about.
const STOP: &str = "a about after apart again all also am an and another any are aloud as at away back be because been before being \
    best better between both but by can choice come could day did different do does doing down each easy either else every \
    example few find first for four from get give go good had hard has have he help helps her here him his hour how i if in \
    into is it its just keep kind last least less life like list little long lot made make many matter may me minute more \
    most much must my need new next no not now of off often on once one only or other our out over own part people person \
    plan play put rather right same say see sentence she should show small so some someone something soon speak speaking such take tell than that \
    the their them then there these they thing things this those three through time to today too try turn two until up us \
    use used using very want was way ways we week well what when where which while who whole why will with without word \
    words work would write yes you your yours yourself five six seven eight nine ten name named point possible";

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let verbs = Verbs::read();
    let stop: BTreeSet<&str> = STOP.split_whitespace().collect();
    for (id, page, passages) in subject.pages() {
        let PageId::Lesson(m, l) = id else { continue };
        let lesson = &subject.curriculum.modules[m].lessons[l];
        if lesson.objectives.is_empty() {
            continue;
        }
        let activities = activities(page);
        if activities.is_empty() {
            findings.push(nothing_to_do(lesson));
            continue;
        }
        if !is_english(subject) {
            continue;
        }
        let known = stems(page, passages, &activities);
        for objective in &lesson.objectives {
            let all = words(&objective.value);
            let verb = verbs.start(&all);
            let about: Vec<&str> = all
                .iter()
                .skip(verb + 1)
                .map(|word| word.text.as_str())
                .filter(|word| word.chars().count() > 2 && !stop.contains(word))
                .collect();
            if !about.is_empty() && !about.iter().any(|word| known.contains(&stem(word))) {
                findings.push(unmet(page, objective.span, &about));
            }
        }
    }
}

fn nothing_to_do(lesson: &Lesson) -> Diagnostic {
    let place = lesson.objectives[0].span;
    Diagnostic::warning(
        LINT.code,
        &lesson.page.path,
        "this lesson has objectives and no activity in which to reach them",
    )
    .at(place)
    .help("Add an activity, such as `## My triggers {.exercise minutes=15}`.")
}

fn unmet(page: &Page, span: Span, about: &[&str]) -> Diagnostic {
    Diagnostic::note(
        LINT.code,
        &page.path,
        format!(
            "no activity of this lesson speaks of “{}”",
            about[..about.len().min(4)].join("”, “")
        ),
    )
    .at(span)
    .help("Say in which activity people do this, add one, or take the objective out.")
}

/// The places of the activities in which something is done.
fn activities(page: &Page) -> Vec<std::ops::Range<usize>> {
    let done = |kind| kind != ActivityKind::KeyPoints;
    parts(page)
        .into_iter()
        .filter(|part| {
            part.section
                .activity
                .as_ref()
                .is_some_and(|activity| done(activity.kind))
        })
        .map(|part| part.range)
        .collect()
}

/// The stems of all words that participants meet in activities.
fn stems(page: &Page, passages: &[Passage], activities: &[std::ops::Range<usize>]) -> BTreeSet<String> {
    let inside = |start: usize| activities.iter().any(|range| range.contains(&start));
    let texts = passages
        .iter()
        .filter(|passage| !passage.staff && inside(passage.place(0..1).start))
        .map(|passage| passage.text.as_str());
    let labels = answers(&page.body.blocks);
    let labels = labels
        .iter()
        .filter(|answer| inside(answer.span.start))
        .map(|answer| answer.label.as_str());
    let pictures = images(page);
    let pictures = pictures
        .iter()
        .filter(|image| inside(image.span.start))
        .map(|image| image.alt.as_str());
    texts
        .chain(labels)
        .chain(pictures)
        .flat_map(words)
        .map(|word| stem(&word.text))
        .collect()
}
