//! When each cohort meets, week by week, and what a script needs to say what is on this week.

use serde::Serialize;

use super::{LinkContext, PageData, View};
use crate::curriculum::{Cohort, Entry, Session, Skipped, Week, WordsOf};
use crate::render::{calendar, dates};
use crate::site;

#[derive(Serialize)]
pub struct ScheduleData<'a> {
    /// What a script reads; see [`GroupContext`].
    groups: Vec<GroupContext<'a>>,
    cohorts: Vec<CohortContext<'a>>,
}

/// A cohort, as the script that tells this week's sessions reads it.
#[derive(Serialize)]
pub struct GroupContext<'a> {
    id: &'a str,
    title: &'a str,
    /// See [`LinkContext::lang`].
    lang: String,
    /// The name of its time zone: what day it is there, the device knows.
    zone: &'static str,
    /// The hours in words that its sessions have, with `|` between them.
    hours: String,
    /// Each session as its date, the place of its hours, and the codes of its lessons, with `|` between sessions.
    sessions: String,
}

#[derive(Serialize)]
struct CohortContext<'a> {
    id: &'a str,
    title: &'a str,
    lang: String,
    run: String,
    is_rolling: bool,
    is_closed: bool,
    /// Each day of the week with its hours.
    meetings: Vec<String>,
    place: &'a str,
    place_lang: String,
    link: Option<&'a str>,
    zone: String,
    calendar: String,
    calendar_note: String,
    weeks: Vec<WeekContext<'a>>,
}

#[derive(Serialize)]
struct WeekContext<'a> {
    number: u32,
    days: Vec<DayContext<'a>>,
}

/// A session, or a day that is skipped, which has no hours.
#[derive(Serialize)]
struct DayContext<'a> {
    /// `YYYY-MM-DD`
    date: String,
    /// In words.
    day: String,
    hours: Option<String>,
    note: Option<String>,
    lessons: Vec<LinkContext<'a>>,
}

impl<'a> View<'a> {
    pub(super) fn schedule(&self) -> PageData<'a> {
        PageData::Schedule(ScheduleData {
            groups: self.groups(),
            cohorts: self
                .curriculum
                .cohorts
                .iter()
                .map(|cohort| self.cohort(cohort))
                .collect(),
        })
    }

    /// Every cohort for the script.
    pub(super) fn groups(&self) -> Vec<GroupContext<'a>> {
        let cohorts = self.curriculum.cohorts.iter();
        cohorts.map(|cohort| self.group(cohort)).collect()
    }

    fn group(&self, cohort: &'a Cohort) -> GroupContext<'a> {
        let mut hours: Vec<String> = Vec::new();
        let sessions: Vec<String> = cohort
            .sessions()
            .iter()
            .map(|session| {
                let words = dates::hours(self.input.theme, session);
                let place = hours.iter().position(|known| *known == words).unwrap_or_else(|| {
                    hours.push(words);
                    hours.len() - 1
                });
                let codes = session.lessons.iter().map(|id| &self.curriculum.page(*id).code);
                let codes: String = codes.map(|code| format!(" {code}")).collect();
                format!("{} {place}{codes}", session.date())
            })
            .collect();
        GroupContext {
            id: &cohort.id,
            title: &cohort.title,
            lang: self.cohort_lang(cohort, "title"),
            zone: cohort.zone.name(),
            hours: hours.join("|"),
            sessions: sessions.join("|"),
        }
    }

    fn cohort(&self, cohort: &'a Cohort) -> CohortContext<'a> {
        let theme = self.input.theme;
        let (start, end) = (*cohort.run.start(), *cohort.run.end());
        let meetings = cohort.meetings.iter();
        let zone = cohort.zone.name();
        let city = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
        let note = if cohort.calendar_details {
            "schedule_calendar_details"
        } else {
            "schedule_calendar_note"
        };
        let first = cohort.sessions().first().map_or(start, Session::date);
        CohortContext {
            id: &cohort.id,
            title: &cohort.title,
            lang: self.cohort_lang(cohort, "title"),
            run: theme.say(
                "schedule_run",
                &[
                    ("from", dates::day_of_year(theme, first)),
                    ("to", dates::day_of_year(theme, end)),
                ],
            ),
            is_rolling: cohort.entry == Some(Entry::Rolling),
            is_closed: cohort.entry == Some(Entry::Closed),
            meetings: meetings
                .map(|meeting| {
                    let hours = dates::span(theme, meeting.starts, meeting.ends());
                    format!("{}, {hours}", dates::weekday(theme, meeting.day))
                })
                .collect(),
            place: &cohort.place,
            place_lang: self.cohort_lang(cohort, "place"),
            link: cohort.link.as_deref(),
            zone: theme.say("schedule_zone", &[("city", city), ("zone", zone.to_owned())]),
            calendar: self.to(&site::calendar_address(cohort)),
            calendar_note: theme.say(note, &[("title", calendar::title(self.calendar_theme(), cohort))]),
            weeks: cohort
                .weeks()
                .iter()
                .map(|week| self.week(cohort, week))
                .collect(),
        }
    }

    /// The theme in the language of the calendars, which all languages share.
    fn calendar_theme(&self) -> &'a crate::theme::Theme {
        self.input
            .locales
            .first()
            .map_or(self.input.theme, |locale| &locale.theme)
    }

    fn week(&self, cohort: &Cohort, week: &Week) -> WeekContext<'a> {
        let sessions = week.sessions.iter().map(|session| self.session(session));
        let skipped = week.skipped.iter().map(|skipped| self.skipped(cohort, skipped));
        let mut days: Vec<DayContext> = sessions.chain(skipped).collect();
        days.sort_by(|one, other| one.date.cmp(&other.date));
        WeekContext {
            number: week.number,
            days,
        }
    }

    fn session(&self, session: &Session) -> DayContext<'a> {
        let theme = self.input.theme;
        let note = session.is_moved().then(|| {
            let planned = dates::day(theme, session.planned);
            theme.say("schedule_moved", &[("date", planned)])
        });
        DayContext {
            date: session.date().to_string(),
            day: dates::day(theme, session.date()),
            hours: Some(dates::hours(theme, session)),
            note,
            lessons: session.lessons.iter().map(|id| self.link(*id)).collect(),
        }
    }

    fn skipped(&self, cohort: &Cohort, skipped: &Skipped) -> DayContext<'a> {
        let theme = self.input.theme;
        let why = ("why", skipped.why.clone());
        let note = match cohort.moved_from(skipped.date) {
            Some(moved) => theme.say("schedule_made_up", &[why, ("date", dates::day(theme, moved.to))]),
            None => theme.say("schedule_skipped", &[why]),
        };
        DayContext {
            date: skipped.date.to_string(),
            day: dates::day(theme, skipped.date),
            hours: None,
            note: Some(note),
            lessons: Vec::new(),
        }
    }

    fn cohort_lang(&self, cohort: &Cohort, key: &str) -> String {
        self.lang_of(WordsOf::Cohorts, &format!("{}.{key}", cohort.id))
    }
}
