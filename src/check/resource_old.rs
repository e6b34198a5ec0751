//! Places to get help that nobody has called or opened for a long time.

use chrono::Months;

use super::{Example, Finder, Lint, Subject, resources_file};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "resource-old",
    finds: "A place to get help that nobody has called or opened for `resource-months` of curriculum.yaml.",
    why: "A number that no longer answers, in the worst hour, may cost a life.",
    example: Example {
        written: "-- resources.yaml --\n- id: \"988\"\n  name: 988 Lifeline\n  for: Any crisis.\n  call: \"988\"\n  reviewed: 2026-01-10\n",
        better: "-- resources.yaml --\n- id: \"988\"\n  name: 988 Lifeline\n  for: Any crisis.\n  call: \"988\"\n  reviewed: 2026-11-10\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let months = subject.curriculum.settings.checks.resource_months;
    for resource in &subject.curriculum.resources {
        let message = match (resource.reviewed, subject.today) {
            (None, _) => format!(
                "“{}” does not say when somebody last called or opened it",
                resource.name
            ),
            (Some(reviewed), Some(today)) if reviewed > today => {
                format!("{reviewed} is later than {today}, the day of this check")
            }
            (Some(reviewed), Some(today))
                if reviewed
                    .checked_add_months(Months::new(months))
                    .is_some_and(|due| due < today) =>
            {
                format!(
                    "“{}” was last tried on {reviewed}, more than {months} months ago",
                    resource.name
                )
            }
            _ => continue,
        };
        findings.push(
            Diagnostic::warning(LINT.code, &resources_file(), message)
                .at(resource.span)
                .help("Call or open it, check its number, hours and languages, and write that day after `reviewed:`."),
        );
    }
}
