//! Lessons that no cohort takes.

use std::collections::BTreeSet;

use super::{Example, Finder, Lint, Subject, cohorts_file, places};
use crate::curriculum::Page;
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
    let pages = curriculum.pages();
    let missing = pages.filter(|(id, _)| matches!(id, PageId::Lesson(..)) && !taken.contains(id));
    // A lesson that says why is told by itself, so that the report shows the reason.
    let is_allowed = |page: &&Page| page.exceptions.iter().any(|own| own.code == LINT.code);
    let (allowed, missing): (Vec<&Page>, Vec<&Page>) = missing.map(|(_, page)| page).partition(is_allowed);
    findings.extend(allowed.into_iter().map(|page| {
        let finding = Diagnostic::note(LINT.code, &page.path, format!("no cohort takes {}", page.code));
        places::at_title(finding, page)
    }));
    let codes: Vec<&str> = missing.iter().map(|page| page.code.as_str()).collect();
    let message = match codes.as_slice() {
        [] => return,
        [one] => format!("no cohort takes {one}"),
        [..] if codes.len() <= MOST => format!("no cohort takes {}", codes.join(", ")),
        [..] => format!(
            "no cohort takes {} lessons: {} and {} more",
            codes.len(),
            codes[..MOST].join(", "),
            codes.len() - MOST
        ),
    };
    findings.push(
        Diagnostic::note(LINT.code, &cohorts_file(), message).help(
            "Write them into a week of a grid. If one is for people by themselves, say so under `allow` in that lesson; \
             if all are, under `checks` in curriculum.yaml.",
        ),
    );
}

/// So many lessons are named.
const MOST: usize = 6;
