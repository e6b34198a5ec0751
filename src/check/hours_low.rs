//! Weeks of a cohort with fewer hours of group than its level of care asks for.

use super::{Example, Finder, Lint, Subject, cohorts_file};
use crate::curriculum::{Cohort, Week};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "hours-low",
    finds: "A cohort with weeks of less group time than ASAM level 2.1 asks for: 9 hours for adults, 6 for adolescents. The first and the \
            last week are not counted where the run cuts them.",
    why: "Intensive outpatient care works by its hours, and who pays for it counts them.",
    example: Example {
        written: "-- cohorts.yaml --\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    meetings:\n      - {days: [monday, friday], at: 17:30, agenda: [open-group: 180]}\n",
        better: "-- cohorts.yaml --\ncohorts:\n  evening:\n    title: Evening group\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 2\n    meetings:\n      - {days: [monday, wednesday, friday], at: 17:30, agenda: [open-group: 180]}\n",
    },
    finder: Finder::Check(run),
};

/// More weeks than so many are counted.
const MOST: usize = 4;

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    // One that never meets is told of already.
    let cohorts = subject.curriculum.cohorts.iter();
    let cohorts = cohorts.filter(|cohort| !cohort.meetings.is_empty());
    findings.extend(cohorts.filter_map(look_at));
}

/// One finding for all weeks of a cohort: they are put right together.
fn look_at(cohort: &Cohort) -> Option<Diagnostic> {
    let least = cohort.people.weekly_minutes();
    let weeks = cohort.weeks();
    let whole = weeks.iter().filter(|week| !week.is_cut);
    let low: Vec<&Week> = whole.filter(|week| week.group_minutes() < least).collect();
    if low.is_empty() {
        return None;
    }
    let told: Vec<String> = low.iter().take(MOST).map(|week| tell(week)).collect();
    let more = low.len() - told.len();
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    Some(
        Diagnostic::warning(
            LINT.code,
            &cohorts_file(),
            format!(
                "`{}` has less than {} hours of group time in {} of {} weeks: {}{more}",
                cohort.id,
                least / 60,
                low.len(),
                weeks.len(),
                told.join(", ")
            ),
        )
        .at(cohort.span)
        .help("Make an agenda longer, meet on one more day, or make up a skipped day under `moved:` in the same week."),
    )
}

/// `week 3 (6.0 hours, 2027-01-18 is skipped)`
fn tell(week: &Week) -> String {
    let hours = f64::from(week.group_minutes()) / 60.0;
    let skipped = week
        .skipped
        .iter()
        .map(|skipped| format!(", {} is skipped", skipped.date));
    format!(
        "week {} ({hours:.1} hours{})",
        week.number,
        skipped.collect::<String>()
    )
}
