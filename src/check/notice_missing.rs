//! Lessons on hard topics that begin without a word of warning.

use super::hard_topics::{Weight, in_words};
use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;
use crate::document::PageId;

pub const LINT: Lint = Lint {
    code: "notice-missing",
    finds: "A lesson that speaks of overdose, self-harm, violence, trauma or sexual harm and has no `notice:`.",
    why: "A person who knows what is coming can get ready, skip it or ask for company; one who does not may be flooded.",
    example: Example {
        written: "---\ntitle: After a loss\nsummary: When someone died by suicide.\n---\n\nA suicide leaves many questions.\n",
        better: "---\ntitle: After a loss\nsummary: When someone died by suicide.\nnotice: Talks about suicide.\n---\n\nA suicide leaves many questions.\n",
    },
    finder: Finder::Text(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for (id, page, _) in subject.pages() {
        let PageId::Lesson(m, l) = id else { continue };
        let lesson = &subject.curriculum.modules[m].lessons[l];
        if lesson.notice.as_ref().is_some_and(|notice| !notice.is_empty()) {
            continue;
        }
        for found in &subject.hard_topics[&id] {
            let about = in_words(found.topic);
            let finding = match found.weight {
                Weight::Topic => Diagnostic::warning(
                    LINT.code,
                    &page.path,
                    format!("this lesson speaks of {about} and has no notice"),
                ),
                Weight::Mention => Diagnostic::note(
                    LINT.code,
                    &page.path,
                    format!("this lesson mentions {about} here and has no notice"),
                ),
            };
            findings.push(
                finding
                    .at(found.place)
                    .help("Add `notice:` at the top: one plain sentence on what the lesson talks about."),
            );
        }
    }
}
