//! Lessons that do not say what people can do afterwards.

use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "objective-missing",
    finds: "A lesson without objectives.",
    why: "Whoever leads the group does not know what to keep when time is short, and nobody can tell what was learned.",
    example: Example {
        written: "-- modules/01-triggers/01-what-is-a-trigger.md --\n---\ntitle: Triggers\nsummary: What starts an urge.\n---\n\nA trigger starts an urge.\n",
        better: "-- modules/01-triggers/01-what-is-a-trigger.md --\n---\ntitle: Triggers\nsummary: What starts an urge.\nobjectives:\n  - Say what a trigger is.\n---\n\n## Talk {.discussion}\n\nWhat is a trigger?\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for lesson in subject
        .curriculum
        .modules
        .iter()
        .flat_map(|module| &module.lessons)
    {
        if lesson.objectives.is_empty() {
            findings.push(
                Diagnostic::note(LINT.code, &lesson.page.path, "this lesson has no objectives")
                    .at(lesson.page.front.get("title").copied().unwrap_or_default())
                    .help("Add `objectives:` at the top: one to three lines that begin with what people do."),
            );
        }
    }
}
