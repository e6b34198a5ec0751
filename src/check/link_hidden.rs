//! Links to what the programme hides; their words are left, without the link.

use super::{Example, Finder, Lint, Subject};
use crate::curriculum::LINK_HIDDEN;
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: LINK_HIDDEN,
    finds: "A link to a module, a lesson or a handout that `hide` of `curriculum.yaml` leaves out.",
    why: "Readers see its words without the link. A sentence such as “see the next lesson” may then point at nothing.",
    example: Example {
        written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nhide: [TR-2]\n\
                  -- modules/01-triggers/02-a-walk.md --\n---\ntitle: A walk\nsummary: A walk.\n---\n\nText.\n\
                  -- modules/01-triggers/03-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\nTake [a walk](02-a-walk.md).\n",
        better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nhide: [TR-2]\n\
                 -- modules/01-triggers/02-a-walk.md --\n---\ntitle: A walk\nsummary: A walk.\n---\n\nText.\n\
                 -- modules/01-triggers/03-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\nTake a walk.\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    findings.extend(subject.curriculum.hidden_links.iter().cloned());
}
