//! Lessons and handouts that nobody says to have looked at.

use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;
use crate::document::PageId;

pub const LINT: Lint = Lint {
    code: "reviewed-missing",
    finds: "A lesson or a handout without the day on which somebody last looked whether it is right.",
    why: "Without a day, nobody notices when a text has grown old.",
    example: Example {
        written: "-- modules/01-triggers/01-what-is-a-trigger.md --\n---\ntitle: Triggers\nsummary: What starts an urge.\n---\n\nA trigger starts an urge.\n",
        better: "-- modules/01-triggers/01-what-is-a-trigger.md --\n---\ntitle: Triggers\nsummary: What starts an urge.\nreviewed: 2026-11-02\n---\n\nA trigger starts an urge.\n",
    },
    finder: Finder::Text(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for (id, page) in subject.curriculum.pages() {
        if page.reviewed.is_none() && !matches!(id, PageId::Module(_)) && !page.front.contains_key("reviewed")
        {
            findings.push(
                Diagnostic::warning(
                    LINT.code,
                    &page.path,
                    "this does not say when it was last reviewed",
                )
                .at(page.front.get("title").copied().unwrap_or_default())
                .help("When somebody has read it through, add `reviewed: YYYY-MM-DD` at the top."),
            );
        }
    }
}
