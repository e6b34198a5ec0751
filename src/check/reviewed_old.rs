//! Lessons and handouts that nobody has looked at for a long time.

use chrono::Months;

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
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let Some(today) = subject.today else { return };
    let months = subject.curriculum.settings.checks.review_months;
    for (_, page) in subject.curriculum.pages() {
        let Some(reviewed) = page.reviewed else { continue };
        let is_old = reviewed
            .checked_add_months(Months::new(months))
            .is_some_and(|due| due < today);
        let message = if reviewed > today {
            format!("{reviewed} is later than {today}, the day of this check")
        } else if is_old {
            format!("this was last reviewed on {reviewed}, more than {months} months ago")
        } else {
            continue;
        };
        findings.push(
            Diagnostic::warning(LINT.code, &page.path, message)
                .at(page.front.get("reviewed").copied().unwrap_or_default())
                .help("Read it through, put right what has changed, and write the day on which you did."),
        );
    }
}
