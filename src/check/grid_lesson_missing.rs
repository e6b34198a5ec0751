//! Lessons that no cohort takes.

use std::collections::BTreeSet;

use super::{Example, Finder, Lint, Subject, places};
use crate::diagnostic::Diagnostic;
use crate::document::PageId;

pub const LINT: Lint = Lint {
    code: "grid-lesson-missing",
    finds: "A lesson that stands in no grid that a cohort follows.",
    why: "Nobody would meet it in a group, and it may have been forgotten.",
    example: Example {
        written: "-- cohorts.yaml --\ngrids:\n  all:\n    - [TR-1]\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: [lesson: 50]}\n\
                  -- modules/01-triggers/02-a-walk.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\nText.\n",
        better: "-- cohorts.yaml --\ngrids:\n  all:\n    - [TR-1]\n    - [TR-2]\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: [lesson: 50]}\n\
                 -- modules/01-triggers/02-a-walk.md --\n---\ntitle: A walk\nsummary: A short walk.\n---\n\nText.\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let curriculum = subject.curriculum;
    let slots = curriculum.cohorts.iter().flat_map(|cohort| &cohort.taken);
    let taken: BTreeSet<PageId> = slots.filter_map(|slot| slot.lesson).collect();
    if taken.is_empty() {
        return;
    }
    for (id, page) in curriculum.pages() {
        if matches!(id, PageId::Lesson(..)) && !taken.contains(&id) {
            let finding = Diagnostic::note(
                LINT.code,
                &page.path,
                format!("no cohort takes {}", page.code),
            )
            .help("Write its code into a week of a grid in cohorts.yaml, or say under `allow` here why it is for people by themselves.");
            findings.push(places::at_title(finding, page));
        }
    }
}
