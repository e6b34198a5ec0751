//! Handouts that no lesson mentions.

use std::collections::BTreeSet;

use super::{Example, Finder, Lint, Subject, codes, places};
use crate::diagnostic::Diagnostic;
use crate::document::{PageId, Target};

pub const LINT: Lint = Lint {
    code: "handout-unused",
    finds: "A handout that no lesson links or names by its code.",
    why: "Nobody hands it out when no lesson says when.",
    example: Example {
        written: "-- modules/01-triggers/handouts/01-card.md --\n---\ntitle: Card\nsummary: A card.\n---\n\nText.\n",
        better: "-- modules/01-triggers/handouts/01-card.md --\n---\ntitle: Card\nsummary: A card.\n---\n\nText.\n\
                 -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\nmaterials: [TR-H1]\n---\n\nText.\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let curriculum = subject.curriculum;
    let mut linked: BTreeSet<PageId> = BTreeSet::new();
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for (id, page, passages) in subject.pages() {
        if matches!(id, PageId::Handout(..)) {
            continue;
        }
        linked.extend(places::links(page).iter().filter_map(|link| match link.target {
            Target::Page { page, .. } => Some(page),
            _ => None,
        }));
        for passage in passages {
            let codes = codes::in_text(&passage.text);
            named.extend(codes.into_iter().map(|range| &passage.text[range]));
        }
        if let PageId::Lesson(m, l) = id {
            for material in &curriculum.modules[m].lessons[l].materials {
                let codes = codes::in_text(&material.value);
                named.extend(codes.into_iter().map(|range| &material.value[range]));
            }
        }
    }
    for (id, page) in curriculum.pages() {
        if matches!(id, PageId::Handout(..)) && !linked.contains(&id) && !named.contains(page.code.as_str()) {
            let finding =
                Diagnostic::note(LINT.code, &page.path, format!("no lesson mentions {}", page.code))
                    .help("Link it in a lesson where people need it, or name its code under `materials`.");
            findings.push(places::at_title(finding, page));
        }
    }
}
