//! A cohort's sessions for calendar programs (RFC 5545): one event each, so that a skipped or moved day needs no rule.
//!
//! A phone is often shared, and shows events on its locked screen. So an event says no more than that there is a group, unless the
//! programme decides otherwise.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone};
use chrono_tz::{OffsetComponents, OffsetName, Tz};
use icalendar::{Calendar, Class, Component, Event, EventLike, Property};
use sha2::{Digest, Sha256};

use super::Input;
use super::rendered::hexadecimal;
use crate::curriculum::{Cohort, Curriculum, Session, Taken};
use crate::theme::Theme;

/// The calendar of a cohort, as text.
pub fn render(input: Input, cohort: &Cohort) -> String {
    let title = title(input.theme, cohort);
    let sessions = cohort.sessions();
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Curricle//Curricle//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("NAME", &title),
        ("X-WR-CALNAME", &title),
        ("X-WR-TIMEZONE", cohort.zone.name()),
        ("X-PUBLISHED-TTL", "P1D"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    for session in &sessions {
        calendar.push(event(input, cohort, &title, session));
    }
    let text = calendar.to_string();
    // The library would give a time zone an identity and a time stamp, which it may not have.
    let events = text
        .find("BEGIN:VEVENT")
        .or_else(|| text.find("END:VCALENDAR"))
        .unwrap_or(text.len());
    let (head, events) = text.split_at(events);
    format!("{head}{}{events}", time_zone(cohort))
}

/// What its sessions are called in calendars, on one line.
pub fn title(theme: &Theme, cohort: &Cohort) -> String {
    let title = cohort.calendar_title.as_deref();
    let words = title.unwrap_or_else(|| theme.string("calendar_group"));
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn event(input: Input, cohort: &Cohort, title: &str, session: &Session) -> Event {
    let at = |key: &str, time: &DateTime<Tz>| {
        let mut property = Property::new(key, local(time.naive_local()));
        property.add_parameter("TZID", cohort.zone.name());
        property.done()
    };
    let stamp = cohort.run.start().and_time(NaiveTime::MIN);
    let mut event = Event::with_uid(&identity(input.written, cohort, session));
    event
        .summary(title)
        .class(Class::Private)
        // No clock: the same curriculum gives the same calendar. What changed is told by its sequence.
        .append_property(Property::new("DTSTAMP", format!("{}Z", local(stamp))))
        .append_property(Property::new(
            "SEQUENCE",
            if session.is_moved() { "1" } else { "0" },
        ))
        .append_property(at("DTSTART", &session.starts))
        .append_property(at("DTEND", &session.ends));
    if cohort.calendar_details {
        let lessons: Vec<String> = session
            .taken
            .iter()
            .map(|taken| said(input.curriculum, taken))
            .collect();
        if !lessons.is_empty() {
            event.description(&lessons.join("\n"));
        }
        if !cohort.place.is_empty() {
            event.location(&cohort.place);
        }
        if let Some(link) = &cohort.link {
            event.url(link);
        }
    }
    event.done()
}

/// What is taken up, on one line: `TR-1 What is a trigger? (with guests)`.
fn said(curriculum: &Curriculum, Taken { lesson, note }: &Taken) -> String {
    let lesson = lesson.map(|id| curriculum.page(id));
    match lesson.map(|page| format!("{} {}", page.code, page.title)) {
        Some(lesson) if note.is_empty() => lesson,
        Some(lesson) => format!("{lesson} ({note})"),
        None => note.clone(),
    }
}

/// Names a session whenever it is held, so that one that is moved takes its own place in a calendar and not a second one. The
/// programme is a part of it: two of them may have an `evening`.
fn identity(curriculum: &Curriculum, cohort: &Cohort, session: &Session) -> String {
    let mut hash = Sha256::new();
    for part in [
        &curriculum.settings.program,
        &cohort.id,
        &session.number.to_string(),
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    let name = hexadecimal(&hash.finalize()[..12]);
    format!("{name}@curricle")
}

/// `20270104T173000`
fn local(time: NaiveDateTime) -> String {
    time.format("%Y%m%dT%H%M%S").to_string()
}

/// The time zone through the years of a run, each change of the clock by itself: programs that do not know its name read it from here.
fn time_zone(cohort: &Cohort) -> String {
    let zone = cohort.zone;
    let year = |date: NaiveDate| date.year();
    let first = NaiveDate::from_ymd_opt(year(*cohort.run.start()), 1, 1).unwrap_or(*cohort.run.start());
    // A session may be moved into the year after.
    let last = NaiveDate::from_ymd_opt(year(*cohort.run.end()) + 1, 12, 31).unwrap_or(*cohort.run.end());
    let begin = first.and_time(NaiveTime::MIN);
    let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{}\r\n", zone.name());
    let start = zone.offset_from_utc_datetime(&begin);
    text += &observance(&start, &start, begin);
    let days = first.iter_days().take_while(|day| *day <= last);
    for day in days {
        let day = day.and_time(NaiveTime::MIN);
        let next = day + TimeDelta::days(1);
        let before = zone.offset_from_utc_datetime(&day);
        let after = zone.offset_from_utc_datetime(&next);
        if before != after {
            let change = change_between(zone, day, next);
            text += &observance(&before, &after, change + before.fix());
        }
    }
    text + "END:VTIMEZONE\r\n"
}

/// The first second of the new time.
fn change_between(zone: Tz, mut before: NaiveDateTime, mut after: NaiveDateTime) -> NaiveDateTime {
    let old = zone.offset_from_utc_datetime(&before);
    while after - before > TimeDelta::seconds(1) {
        let middle = before + (after - before) / 2;
        if zone.offset_from_utc_datetime(&middle) == old {
            before = middle;
        } else {
            after = middle;
        }
    }
    after
}

/// From when on, by the clock that is then changed, which offset holds.
fn observance<O: Offset + OffsetName + OffsetComponents>(
    before: &O,
    after: &O,
    from: NaiveDateTime,
) -> String {
    let kind = if after.dst_offset().is_zero() {
        "STANDARD"
    } else {
        "DAYLIGHT"
    };
    let name = after
        .abbreviation()
        .map_or(String::new(), |name| format!("TZNAME:{name}\r\n"));
    let offset = |of: &O| of.fix().to_string().replace(':', "");
    format!(
        "BEGIN:{kind}\r\nDTSTART:{}\r\nTZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\n{name}END:{kind}\r\n",
        local(from),
        offset(before),
        offset(after)
    )
}
