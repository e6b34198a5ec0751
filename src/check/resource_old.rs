//! Places to get help that nobody has called or opened for a long time.

use chrono::NaiveDate;

use super::age::{Age, age};
use super::{Example, Finder, Lint, resources_file};
use crate::curriculum::{Curriculum, Resource};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "resource-old",
    finds: "A place to get help that nobody has called or opened for `resource-months` of curriculum.yaml; each build says so too.",
    why: "A number that no longer answers, in the worst hour, may cost a life.",
    example: Example {
        written: "-- resources.yaml --\n- id: \"988\"\n  name: 988 Lifeline\n  for: Any crisis.\n  call: \"988\"\n  reviewed: 2026-01-10\n",
        better: "-- resources.yaml --\n- id: \"988\"\n  name: 988 Lifeline\n  for: Any crisis.\n  call: \"988\"\n  reviewed: 2026-11-10\n",
    },
    finder: Finder::Warning(run),
};

fn run(curriculum: &Curriculum, today: Option<NaiveDate>, findings: &mut Vec<Diagnostic>) {
    let months = curriculum.settings.checks.resource_months;
    let (mut undated, mut old) = (Vec::new(), Vec::new());
    for resource in &curriculum.resources {
        let Some(reviewed) = resource.reviewed else {
            undated.push(resource);
            continue;
        };
        let Some(today) = today else { continue };
        match age(reviewed, today, months) {
            Age::Fresh => {}
            Age::Old => old.push((reviewed, resource)),
            Age::ToCome => findings.push(finding(
                resource,
                format!("{reviewed} is later than {today}, the day of this check"),
            )),
        }
    }
    old.sort_by_key(|(reviewed, _)| *reviewed);
    findings.extend(without_a_day(&undated));
    findings.extend(not_tried(&old, months));
}

/// One finding for all: they are called in one go.
fn without_a_day(undated: &[&Resource]) -> Option<Diagnostic> {
    let (first, more) = undated.split_first()?;
    let message = if more.is_empty() {
        format!(
            "“{}” does not say when somebody last called or opened it",
            first.name
        )
    } else {
        let ids: Vec<String> = undated
            .iter()
            .map(|resource| format!("`{}`", resource.id))
            .collect();
        format!(
            "{} places to get help do not say when somebody last called or opened them: {}",
            undated.len(),
            ids.join(", ")
        )
    };
    Some(finding(first, message))
}

/// One finding for all, the oldest first.
fn not_tried(old: &[(NaiveDate, &Resource)], months: u32) -> Option<Diagnostic> {
    let ((day, first), more) = old.split_first()?;
    let message = if more.is_empty() {
        format!(
            "“{}” was last tried on {day}, more than {months} months ago",
            first.name
        )
    } else {
        let ids: Vec<String> = old
            .iter()
            .map(|(day, resource)| format!("`{}` ({day})", resource.id))
            .collect();
        format!(
            "{} places to get help were last tried more than {months} months ago: {}",
            old.len(),
            ids.join(", ")
        )
    };
    Some(finding(first, message))
}

fn finding(resource: &Resource, message: String) -> Diagnostic {
    Diagnostic::warning(LINT.code, &resources_file(), message)
        .at(resource.span)
        .help(
            "Call or open each, check its number, hours and languages, and write that day after `reviewed:`.",
        )
}
