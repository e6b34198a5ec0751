//! The days of a cohort for layouts: one day, or a month as weeks.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::Serialize;

use crate::curriculum::{Cohort, Curriculum, Session, Taken, WordsOf, note_key};
use crate::edition::Product;
use crate::render::{Input, dates};

/// A day of a cohort.
#[derive(Serialize)]
pub struct DayData<'a> {
    /// In words, with the year.
    date: String,
    sessions: Vec<SessionData<'a>>,
}

/// A month of a cohort.
#[derive(Serialize)]
pub struct MonthData<'a> {
    /// In words.
    name: String,
    /// The names of the days, from Monday.
    weekdays: Vec<&'a str>,
    /// Each of seven days, from Monday.
    weeks: Vec<Vec<DayCell<'a>>>,
    place: &'a str,
    place_language: &'a str,
}

#[derive(Serialize)]
struct DayCell<'a> {
    number: u32,
    /// Whether it is a day of the month, and not of the one before or after.
    is_inside: bool,
    sessions: Vec<SessionData<'a>>,
    /// What is said of a day that is skipped.
    note: Option<String>,
}

#[derive(Serialize)]
struct SessionData<'a> {
    /// In words.
    hours: String,
    taken: Vec<TakenData<'a>>,
}

/// A slot of a session; where it has no lesson, it has a note alone.
#[derive(Serialize)]
struct TakenData<'a> {
    code: &'a str,
    title: &'a str,
    language: &'a str,
    note: String,
    note_language: &'a str,
}

/// The day that a product is for.
pub fn day<'a>(input: Input<'a>, product: Product) -> Option<DayData<'a>> {
    let (Product::DayRun(c, date) | Product::MakeUp(c, date)) = product else {
        return None;
    };
    let sessions = input.curriculum.cohorts[c].sessions();
    let sessions = sessions.iter().filter(|session| session.date() == date);
    Some(DayData {
        date: dates::day_of_year(input.theme, date),
        sessions: sessions.map(|session| session_data(input, session)).collect(),
    })
}

/// The month that a product shows.
pub fn month<'a>(input: Input<'a>, product: Product) -> Option<MonthData<'a>> {
    let Product::MonthSheet(c, first) = product else {
        return None;
    };
    let cohort = &input.curriculum.cohorts[c];
    let sessions = cohort.sessions();
    let from_monday = first.weekday().num_days_from_monday();
    let days = (first - Days::new(from_monday.into())).iter_days();
    let days: Vec<NaiveDate> = days
        .take_while(|day| day.month() == first.month() || *day < first || day.weekday() != Weekday::Mon)
        .collect();
    Some(MonthData {
        name: dates::month(input.theme, first),
        weekdays: days
            .iter()
            .take(7)
            .map(|day| dates::weekday(input.theme, day.weekday()))
            .collect(),
        weeks: days
            .chunks(7)
            .map(|week| {
                let cells = week.iter();
                cells
                    .map(|day| cell(input, cohort, &sessions, *day, first.month()))
                    .collect()
            })
            .collect(),
        place: &cohort.place,
        place_language: input
            .curriculum
            .language_of(WordsOf::Cohorts, &format!("{}.place", cohort.id)),
    })
}

fn cell<'a>(
    input: Input<'a>,
    cohort: &Cohort,
    sessions: &[Session],
    day: NaiveDate,
    month: u32,
) -> DayCell<'a> {
    let is_inside = day.month() == month;
    let skipped = cohort.skipped.iter().find(|skipped| skipped.date == day);
    let own = sessions
        .iter()
        .filter(|session| is_inside && session.date() == day);
    DayCell {
        number: day.day(),
        is_inside,
        sessions: own.map(|session| session_data(input, session)).collect(),
        note: skipped.filter(|_| is_inside).map(|skipped| {
            input
                .theme
                .say("schedule_skipped", &[("why", skipped.why.clone())])
        }),
    }
}

fn session_data<'a>(input: Input<'a>, session: &Session) -> SessionData<'a> {
    let taken = session.taken.iter();
    SessionData {
        hours: dates::hours(input.theme, session),
        taken: taken.map(|taken| taken_data(input.curriculum, taken)).collect(),
    }
}

fn taken_data<'a>(curriculum: &'a Curriculum, Taken { lesson, note }: &Taken) -> TakenData<'a> {
    let page = lesson.map(|id| curriculum.page(id));
    TakenData {
        code: page.map_or("", |page| &page.code),
        title: page.map_or("", |page| &page.title),
        language: page.map_or(&curriculum.language, |page| &page.language),
        note: note.clone(),
        note_language: curriculum.language_of(WordsOf::Cohorts, &note_key(note)),
    }
}
