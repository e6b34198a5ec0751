//! Lessons and handouts that nobody has looked at for a long time.

use super::age::{Age, age};
use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "reviewed-old",
    finds: "A page that was reviewed longer ago than `review-months` of curriculum.yaml, or on a day that is still to come.",
    why: "What was right two years ago, about medicines above all, may harm today.",
    example: Example {
        written: "---\ntitle: Triggers\nsummary: What starts an urge.\nreviewed: 2024-01-15\n---\n\nA trigger starts an urge.\n",
        better: "---\ntitle: Triggers\nsummary: What starts an urge.\nreviewed: 2026-11-02\n---\n\nA trigger starts an urge.\n",
    },
    finder: Finder::Text(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let Some(today) = subject.today else { return };
    let months = subject.curriculum.settings.checks.review_months;
    for (_, page) in subject.curriculum.pages() {
        let Some(reviewed) = page.reviewed else { continue };
        let message = match age(reviewed, today, months) {
            Age::ToCome => format!("{reviewed} is later than {today}, the day of this check"),
            Age::Old => format!("this was last reviewed on {reviewed}, more than {months} months ago"),
            Age::Fresh => continue,
        };
        findings.push(
            Diagnostic::warning(LINT.code, &page.path, message)
                .at(page.front.get("reviewed").copied().unwrap_or_default())
                .help("Read it through, put right what has changed, and write the day on which you did."),
        );
    }
}
