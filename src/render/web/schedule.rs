//! When each cohort meets, week by week, and what a script needs to say what is on this week.

use serde::Serialize;

use super::{LinkContext, PageData, View};
use crate::curriculum::{Cohort, Entry, Session, Skipped, Taken, Week, WordsOf, note_key};
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
    /// What its timetable says of some lessons.
    notes: Vec<NoteContext>,
    /// Each session as its date, the place of its hours, and its slots, with `|` between sessions. A slot is the code of its lesson,
    /// or nothing, and behind a `:` the place of its note, if it has one.
    sessions: String,
}

/// A word on a lesson in a timetable.
#[derive(Serialize)]
struct NoteContext {
    text: String,
    /// See [`LinkContext::lang`].
    lang: String,
}

/// A slot of a session.
#[derive(Serialize)]
struct TakenContext<'a> {
    lesson: Option<LinkContext<'a>>,
    note: Option<NoteContext>,
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
    taken: Vec<TakenContext<'a>>,
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
        let (mut hours, mut notes) = (Vec::new(), Vec::new());
        let sessions: Vec<String> = cohort
            .sessions()
            .iter()
            .map(|session| {
                let place = place_in(&mut hours, dates::hours(self.input.theme, session));
                let slots = session.taken.iter().map(|Taken { lesson, note }| {
                    let code = lesson.map_or("", |id| &self.curriculum.page(id).code);
                    match note.as_str() {
                        "" => format!(" {code}"),
                        note => format!(" {code}:{}", place_in(&mut notes, note.to_owned())),
                    }
                });
                let slots: String = slots.collect();
                format!("{} {place}{slots}", session.date())
            })
            .collect();
        GroupContext {
            id: &cohort.id,
            title: &cohort.title,
            lang: self.cohort_lang(cohort, "title"),
            zone: cohort.zone.name(),
            hours: hours.join("|"),
            notes: notes.iter().filter_map(|note| self.note(note)).collect(),
            sessions: sessions.join("|"),
        }
    }

    fn cohort(&self, cohort: &'a Cohort) -> CohortContext<'a> {
        let theme = self.input.theme;
        let sessions = cohort.sessions();
        // The days of the run on which there is a group: it may begin in the middle of a week, and its last week ends on a Sunday.
        let first = sessions.first().map_or(*cohort.run.start(), Session::date);
        let last = sessions.last().map_or(*cohort.run.end(), Session::date);
        let meetings = cohort.meetings.iter();
        let zone = cohort.zone.name();
        let city = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
        let note = if cohort.calendar_details {
            "schedule_calendar_details"
        } else {
            "schedule_calendar_note"
        };
        CohortContext {
            id: &cohort.id,
            title: &cohort.title,
            lang: self.cohort_lang(cohort, "title"),
            run: theme.say(
                "schedule_run",
                &[
                    ("from", dates::day_of_year(theme, first)),
                    ("to", dates::day_of_year(theme, last)),
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
            taken: session
                .taken
                .iter()
                .map(|Taken { lesson, note }| TakenContext {
                    lesson: lesson.map(|id| self.link(id)),
                    note: self.note(note),
                })
                .collect(),
        }
    }

    /// What is said of a slot, where there is anything.
    fn note(&self, note: &str) -> Option<NoteContext> {
        (!note.is_empty()).then(|| NoteContext {
            text: note.to_owned(),
            lang: self.lang_of(WordsOf::Cohorts, &note_key(note)),
        })
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
            taken: Vec::new(),
        }
    }

    fn cohort_lang(&self, cohort: &Cohort, key: &str) -> String {
        self.lang_of(WordsOf::Cohorts, &format!("{}.{key}", cohort.id))
    }
}

/// The place of a text among those that are known; one that is new becomes the last.
fn place_in(known: &mut Vec<String>, text: String) -> usize {
    known.iter().position(|other| *other == text).unwrap_or_else(|| {
        known.push(text);
        known.len() - 1
    })
}
