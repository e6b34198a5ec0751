//! Groups of people who meet on set days: the values of `cohorts.yaml`, and the timetable that follows from them.

mod read;

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Weekday};
use chrono_tz::Tz;

use crate::document::{PageId, Span};

pub use read::read;

/// A group that goes through the lessons together.
#[derive(Clone, Debug)]
pub struct Cohort {
    pub id: String,
    pub title: String,
    pub people: People,
    /// Whether somebody may begin in any week, where the programme says it.
    pub entry: Option<Entry>,
    pub zone: Tz,
    /// The first and the last day on which it may meet.
    pub run: RangeInclusive<NaiveDate>,
    pub place: String,
    /// Where it meets on the web.
    pub link: Option<String>,
    /// By day of the week, from Monday, and then by time.
    pub meetings: Vec<Meeting>,
    pub individual: Option<Individual>,
    /// By date.
    pub skipped: Vec<Skipped>,
    /// By date.
    pub moved: Vec<Moved>,
    /// What is taken up in each slot, week by week.
    pub taken: Vec<Taken>,
    /// What its sessions are called in calendars.
    pub calendar_title: Option<String>,
    /// Whether calendars say the lessons and the place.
    pub calendar_details: bool,
    /// Its place in `cohorts.yaml`.
    pub span: Span,
}

/// For whom a group is: how many hours a week its level of care asks for depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum People {
    #[default]
    Adults,
    Adolescents,
}

impl People {
    /// Every one.
    pub const ALL: [Self; 2] = [People::Adults, People::Adolescents];

    /// The name that authors write.
    pub fn name(self) -> &'static str {
        match self {
            People::Adults => "adults",
            People::Adolescents => "adolescents",
        }
    }

    /// The least minutes of treatment a week at ASAM level 2.1, intensive outpatient.
    pub fn weekly_minutes(self) -> u32 {
        match self {
            People::Adults => 9 * 60,
            People::Adolescents => 6 * 60,
        }
    }
}

/// When people may join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// In any week.
    Rolling,
    /// In the first week only.
    Closed,
}

impl Entry {
    /// Every one.
    pub const ALL: [Self; 2] = [Entry::Rolling, Entry::Closed];

    /// The name that authors write.
    pub fn name(self) -> &'static str {
        match self {
            Entry::Rolling => "rolling",
            Entry::Closed => "closed",
        }
    }
}

/// A day of the week on which a group meets.
#[derive(Clone, Debug)]
pub struct Meeting {
    pub day: Weekday,
    pub starts: NaiveTime,
    pub agenda: Vec<Part>,
}

impl Meeting {
    /// From its beginning to its end.
    pub fn minutes(&self) -> u32 {
        self.agenda.iter().map(|part| part.minutes).sum()
    }

    /// What of it counts as group time.
    pub fn group_minutes(&self) -> u32 {
        let counted = self.agenda.iter().filter(|part| part.counts);
        counted.map(|part| part.minutes).sum()
    }

    /// How many lessons it has room for.
    pub fn slots(&self) -> usize {
        let lessons = self.agenda.iter();
        lessons.filter(|part| part.kind == PartKind::Lesson).count()
    }

    /// When it ends, by the clock on the wall.
    pub fn ends(&self) -> NaiveTime {
        self.starts
            .overflowing_add_signed(TimeDelta::minutes(self.minutes().into()))
            .0
    }
}

/// A stretch of a meeting.
#[derive(Clone, Debug)]
pub struct Part {
    pub kind: PartKind,
    pub minutes: u32,
    /// Whether it counts as group time.
    pub counts: bool,
}

/// What is done in a stretch of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    CheckIn,
    Lesson,
    OpenGroup,
    /// Plans for the days until the next meeting.
    Planning,
    Break,
    Meal,
}

impl PartKind {
    /// Every one.
    pub const ALL: [Self; 6] = [
        PartKind::CheckIn,
        PartKind::Lesson,
        PartKind::OpenGroup,
        PartKind::Planning,
        PartKind::Break,
        PartKind::Meal,
    ];

    /// The name that authors write.
    pub fn name(self) -> &'static str {
        match self {
            PartKind::CheckIn => "check-in",
            PartKind::Lesson => "lesson",
            PartKind::OpenGroup => "open-group",
            PartKind::Planning => "planning",
            PartKind::Break => "break",
            PartKind::Meal => "meal",
        }
    }

    /// Whether it counts as group time where nobody says otherwise.
    fn usually_counts(self) -> bool {
        !matches!(self, PartKind::Break | PartKind::Meal)
    }
}

/// Sessions of one person with staff, on top of the group.
#[derive(Clone, Copy, Debug)]
pub struct Individual {
    pub minutes: u32,
    /// One in each of the first so many weeks.
    pub first_weeks: u32,
    /// After those, one in every so many weeks.
    pub then_every: u32,
}

impl Individual {
    /// The minutes in a week, counted from 1.
    pub fn minutes_in(self, week: u32) -> u32 {
        let after = week.saturating_sub(self.first_weeks);
        let is_held = after == 0 || after.is_multiple_of(self.then_every);
        if is_held { self.minutes } else { 0 }
    }
}

/// A day on which a group does not meet.
#[derive(Clone, Debug)]
pub struct Skipped {
    pub date: NaiveDate,
    /// A word why.
    pub why: String,
}

/// A session that is held on another day.
#[derive(Clone, Debug)]
pub struct Moved {
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// The time there, where it is not the usual one.
    pub at: Option<NaiveTime>,
}

/// What is taken up in a slot of a timetable: a lesson, a word on it, both, or neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub lesson: Option<PageId>,
    /// Such as "with guests"; empty where there is nothing to say.
    pub note: String,
}

/// A group's meeting on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Counted from 1 over all days on which the group would meet, the skipped ones too: a day that is skipped later changes no other
    /// session's number.
    pub number: u32,
    /// The week of the run, from 1; weeks begin on Mondays.
    pub week: u32,
    /// The day on which it would be.
    pub planned: NaiveDate,
    pub starts: DateTime<Tz>,
    pub ends: DateTime<Tz>,
    pub group_minutes: u32,
    /// In its order; a slot without a lesson is among them if there is a word on it.
    pub taken: Vec<Taken>,
}

impl Session {
    /// The day on which it is, where it is held.
    pub fn date(&self) -> NaiveDate {
        self.starts.date_naive()
    }

    /// The lessons that it takes up.
    pub fn lessons(&self) -> impl Iterator<Item = PageId> {
        self.taken.iter().filter_map(|taken| taken.lesson)
    }

    /// Whether it is on another day than planned.
    pub fn is_moved(&self) -> bool {
        self.date() != self.planned
    }
}

/// A week of a group, from Monday to Sunday.
#[derive(Clone, Debug)]
pub struct Week<'a> {
    /// From 1.
    pub number: u32,
    pub monday: NaiveDate,
    /// By their time.
    pub sessions: Vec<Session>,
    /// The days of it that are skipped, whether or not their sessions are held on another.
    pub skipped: Vec<&'a Skipped>,
    /// Whether the run begins after its first meeting or ends before its last one.
    pub is_cut: bool,
}

impl Week<'_> {
    /// What counts as group time.
    pub fn group_minutes(&self) -> u32 {
        self.sessions.iter().map(|session| session.group_minutes).sum()
    }
}

impl Cohort {
    /// How many lessons a usual week has room for.
    pub fn slots(&self) -> usize {
        self.meetings.iter().map(Meeting::slots).sum()
    }

    /// The week of the run that a day is in, from 1.
    pub fn week_of(&self, date: NaiveDate) -> u32 {
        let days = monday(date) - monday(*self.run.start());
        u32::try_from(days.num_weeks() + 1).unwrap_or(0)
    }

    /// Every session that is held, by its time.
    ///
    /// A skipped day's lessons move on to the next meeting, and those of all later meetings with them; a session that is held on
    /// another day keeps its own.
    pub fn sessions(&self) -> Vec<Session> {
        let mut slots = self.taken.iter();
        let mut sessions: Vec<Session> = self
            .held()
            .filter_map(|(number, planned, meeting, starts)| {
                let taken = slots
                    .by_ref()
                    .take(meeting.slots())
                    .filter(|slot| **slot != Taken::default())
                    .cloned()
                    .collect();
                let starts = self.zone.from_local_datetime(&starts).earliest()?;
                let date = starts.date_naive();
                Some(Session {
                    number,
                    week: self.week_of(date),
                    planned,
                    ends: starts + TimeDelta::minutes(meeting.minutes().into()),
                    starts,
                    group_minutes: meeting.group_minutes(),
                    taken,
                })
            })
            .collect();
        sessions.sort_by_key(|session| session.starts.naive_utc());
        sessions
    }

    /// Every week of the run, with what is in it.
    pub fn weeks(&self) -> Vec<Week<'_>> {
        let sessions = self.sessions();
        let last = sessions.iter().map(Session::date).chain([*self.run.end()]).max();
        let count = last.map_or(0, |last| self.week_of(last));
        let first = monday(*self.run.start());
        (1..=count)
            .map(|number| {
                let monday = first + Days::new(u64::from(number - 1) * 7);
                let meets = |day: Weekday| monday + Days::new(day.num_days_from_monday().into());
                Week {
                    number,
                    monday,
                    sessions: sessions
                        .iter()
                        .filter(|session| session.week == number)
                        .cloned()
                        .collect(),
                    skipped: self
                        .skipped
                        .iter()
                        .filter(|skipped| self.week_of(skipped.date) == number)
                        .collect(),
                    is_cut: self
                        .meetings
                        .iter()
                        .any(|meeting| !self.run.contains(&meets(meeting.day))),
                }
            })
            .collect()
    }

    /// The first day of each month in which it meets.
    pub fn months(&self) -> Vec<NaiveDate> {
        let sessions = self.sessions();
        let mut months: Vec<NaiveDate> = sessions
            .iter()
            .filter_map(|session| session.date().with_day(1))
            .collect();
        months.dedup();
        months
    }

    /// The day to which the session of a day is moved.
    pub fn moved_from(&self, date: NaiveDate) -> Option<&Moved> {
        self.moved.iter().find(|moved| moved.from == date)
    }

    /// Every day of the run on which the group would meet, with that meeting.
    fn planned(&self) -> impl Iterator<Item = (NaiveDate, &Meeting)> {
        let days = self.run.start().iter_days();
        days.take_while(|day| day <= self.run.end()).flat_map(|day| {
            let meetings = self.meetings.iter();
            meetings
                .filter(move |meeting| meeting.day == day.weekday())
                .map(move |meeting| (day, meeting))
        })
    }

    /// Every meeting that is held, as it was planned: its number, the day, and when it begins, by the clock on the wall.
    fn held(&self) -> impl Iterator<Item = (u32, NaiveDate, &Meeting, NaiveDateTime)> {
        (1..)
            .zip(self.planned())
            .filter_map(|(number, (planned, meeting))| {
                let starts = match self.moved_from(planned) {
                    Some(moved) => moved.to.and_time(moved.at.unwrap_or(meeting.starts)),
                    None if self.skipped.iter().any(|skipped| skipped.date == planned) => return None,
                    None => planned.and_time(meeting.starts),
                };
                Some((number, planned, meeting, starts))
            })
    }
}

/// The Monday of a day's week.
fn monday(date: NaiveDate) -> NaiveDate {
    date - Days::new(date.weekday().num_days_from_monday().into())
}
