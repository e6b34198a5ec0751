//! The hours report for staff: what each cohort has of group time, week by week, beside what its level of care asks for.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Input, dates};
use crate::curriculum::{Cohort, People, Week, direction};
use crate::site;
use crate::theme::Theme;

#[derive(Serialize)]
struct Report<'a> {
    language: &'a str,
    /// `ltr` or `rtl`
    direction: &'static str,
    site: &'a str,
    program: &'a str,
    edition: &'a str,
    assets: String,
    t: &'a BTreeMap<String, String>,
    cohorts: Vec<CohortRows<'a>>,
}

#[derive(Serialize)]
struct CohortRows<'a> {
    id: &'a str,
    title: &'a str,
    /// How many hours a week should have, in words.
    least: String,
    weeks: Vec<WeekRow>,
    weeks_short: usize,
    sessions: usize,
    group: String,
    individual: String,
    sum: String,
}

#[derive(Serialize)]
struct WeekRow {
    number: u32,
    /// The Monday that it begins on, in words.
    from: String,
    sessions: usize,
    /// Hours with one decimal, like all here.
    group: String,
    individual: String,
    sum: String,
    /// Nothing where no hour is missing, or the week is not whole.
    short: Option<String>,
    notes: Vec<String>,
}

/// The page at `from`, in the folder for staff.
///
/// # Errors
///
/// A sentence with the template's file and line when the theme cannot be filled in.
pub fn render(input: Input, from: &str) -> Result<String, String> {
    let curriculum = input.curriculum;
    let settings = &curriculum.settings;
    let report = Report {
        language: &curriculum.language,
        direction: direction(&curriculum.language).name(),
        site: &settings.title,
        program: &settings.program,
        edition: &settings.edition,
        assets: site::relative(from, &site::assets_folder(input.theme)),
        t: &input.theme.strings,
        cohorts: curriculum
            .cohorts
            .iter()
            .map(|cohort| rows(input.theme, cohort))
            .collect(),
    };
    input.theme.render("pages/hours.html", &report)
}

fn rows<'a>(theme: &Theme, cohort: &'a Cohort) -> CohortRows<'a> {
    let weeks = cohort.weeks();
    let least = match cohort.people {
        People::Adults => "hours_adults",
        People::Adolescents => "hours_adolescents",
    };
    let individual = |week: &Week| individual_minutes(cohort, week);
    let group: u32 = weeks.iter().map(Week::group_minutes).sum();
    let alone: u32 = weeks.iter().map(individual).sum();
    CohortRows {
        id: &cohort.id,
        title: &cohort.title,
        least: theme.say(
            least,
            &[("hours", (cohort.people.weekly_minutes() / 60).to_string())],
        ),
        weeks_short: weeks
            .iter()
            .filter(|week| missing_minutes(cohort, week) > 0)
            .count(),
        sessions: weeks.iter().map(|week| week.sessions.len()).sum(),
        group: hours(group),
        individual: hours(alone),
        sum: hours(group + alone),
        weeks: weeks.iter().map(|week| row(theme, cohort, week)).collect(),
    }
}

fn row(theme: &Theme, cohort: &Cohort, week: &Week) -> WeekRow {
    let group = week.group_minutes();
    let individual = individual_minutes(cohort, week);
    let missing = missing_minutes(cohort, week);
    let is_cut = week.is_cut.then(|| theme.string("hours_cut").to_owned());
    let skipped = week.skipped.iter().map(|skipped| {
        theme.say(
            "hours_is_skipped",
            &[
                ("date", dates::day(theme, skipped.date)),
                ("why", skipped.why.clone()),
            ],
        )
    });
    let moved = week.sessions.iter().filter(|session| session.is_moved());
    let moved = moved.map(|session| {
        theme.say(
            "hours_is_moved",
            &[
                ("date", dates::day(theme, session.date())),
                ("planned", dates::day(theme, session.planned)),
            ],
        )
    });
    WeekRow {
        number: week.number,
        from: dates::day_of_year(theme, week.monday),
        sessions: week.sessions.len(),
        group: hours(group),
        individual: hours(individual),
        sum: hours(group + individual),
        short: (missing > 0).then(|| hours(missing)),
        notes: is_cut.into_iter().chain(skipped).chain(moved).collect(),
    }
}

/// One-to-one time, in weeks in which the group meets.
fn individual_minutes(cohort: &Cohort, week: &Week) -> u32 {
    let individual = cohort.individual.filter(|_| !week.sessions.is_empty());
    individual.map_or(0, |individual| individual.minutes_in(week.number))
}

/// What a whole week lacks of group time.
fn missing_minutes(cohort: &Cohort, week: &Week) -> u32 {
    if week.is_cut {
        0
    } else {
        cohort
            .people
            .weekly_minutes()
            .saturating_sub(week.group_minutes())
    }
}

fn hours(minutes: u32) -> String {
    format!("{:.1}", f64::from(minutes) / 60.0)
}
