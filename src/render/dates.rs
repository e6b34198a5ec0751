//! Days and times in the words of a language, for every renderer.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

use super::unbroken;
use crate::curriculum::Session;
use crate::theme::Theme;

/// `Monday`
pub fn weekday(theme: &Theme, day: Weekday) -> &str {
    word(theme, "weekday", day.number_from_monday())
}

/// `Monday, January 4`
pub fn day(theme: &Theme, date: NaiveDate) -> String {
    theme.say("date_day", &parts(theme, date))
}

/// `Monday, January 4, 2027`
pub fn day_of_year(theme: &Theme, date: NaiveDate) -> String {
    theme.say("date_day_year", &parts(theme, date))
}

/// `January 2027`
pub fn month(theme: &Theme, date: NaiveDate) -> String {
    theme.say("date_month", &parts(theme, date))
}

/// `9:00 am to 12:30 pm`
pub fn span(theme: &Theme, from: NaiveTime, to: NaiveTime) -> String {
    theme.say(
        "time_span",
        &[("from", time(theme, from)), ("to", time(theme, to))],
    )
}

/// The hours of a session, by the clock of its place.
pub fn hours(theme: &Theme, session: &Session) -> String {
    span(theme, session.starts.time(), session.ends.time())
}

/// `9:00 am`, which stays on one line.
fn time(theme: &Theme, time: NaiveTime) -> String {
    let (is_afternoon, hour) = time.hour12();
    let key = if is_afternoon { "time_pm" } else { "time_am" };
    let words = theme.say(key, &[("time", format!("{hour}:{:02}", time.minute()))]);
    unbroken(&words)
}

fn parts(theme: &Theme, date: NaiveDate) -> [(&'static str, String); 4] {
    [
        ("weekday", weekday(theme, date.weekday()).to_owned()),
        ("month", word(theme, "month", date.month()).to_owned()),
        ("day", date.day().to_string()),
        ("year", date.year().to_string()),
    ]
}

/// A word with a number in its key: `month_1`.
fn word<'a>(theme: &'a Theme, key: &str, number: u32) -> &'a str {
    theme
        .strings
        .get(&format!("{key}_{number}"))
        .map_or("", String::as_str)
}
