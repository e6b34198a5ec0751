//! Reads `cohorts.yaml`, with everything that is wrong in it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, NaiveTime, TimeZone, Weekday};
use chrono_tz::{TZ_VARIANTS, Tz};

use super::{Cohort, Entry, Individual, Meeting, Moved, Part, PartKind, People, Skipped, Taken, monday};
use crate::curriculum::settings::file;
use crate::curriculum::{Curriculum, FOLDER, pages};
use crate::diagnostic::{Diagnostic, is_slip};
use crate::document::{PageId, Span};
use crate::files::Files;
use crate::parse::yaml::{self, Fields, Key, Node, Spot, Value};

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// A longer run is a slip of the pen.
const LONGEST: Days = Days::new(3 * 366);

/// A run in other years is one too.
const YEARS: RangeInclusive<i32> = 1970..=2199;

/// A part of a meeting that is longer is one too.
const LONGEST_PART: u32 = 12 * 60;

/// A session is moved so far beyond the run at most.
const MOVED_BEYOND: Days = Days::new(28);

/// How the name of a zone begins that is a place, where clocks are changed as people there change them. `EST` is none.
const CONTINENTS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// The one zone that is no place.
const UTC: &str = "UTC";

/// A slot of a grid that has no lesson.
const NO_LESSON: &str = "-";

/// So long is a word on a lesson at most: it stands in a small square of a month.
const LONGEST_NOTE: usize = 60;

/// What the cohorts of a file share.
struct Shared<'a> {
    path: &'a str,
    /// By name: the lessons of each week.
    grids: BTreeMap<&'a str, Vec<Week>>,
    /// By name.
    agendas: BTreeMap<&'a str, Vec<Part>>,
}

/// The slots of a week of a grid, with its place.
struct Week {
    slots: Vec<Taken>,
    span: Span,
}

/// Reads `cohorts.yaml`; a curriculum without one has no cohorts.
pub fn read(files: &Files, curriculum: &Curriculum, findings: &mut Vec<Diagnostic>) -> Vec<Cohort> {
    let path = format!("{FOLDER}/cohorts.yaml");
    let Some(node) = file(files, &path, findings) else {
        return Vec::new();
    };
    let mut fields = Fields::new(&path, &node, findings);
    let grids = fields.map("grids");
    let agendas = fields.map("agendas");
    let cohorts = fields.map("cohorts");
    fields.finish();
    let shared = Shared {
        path: &path,
        grids: grids
            .iter()
            .map(|(key, node)| (key.name.as_str(), grid(&path, node, curriculum, findings)))
            .collect(),
        agendas: agendas
            .iter()
            .map(|(key, node)| (key.name.as_str(), agenda(&path, node, findings)))
            .collect(),
    };
    cohorts
        .iter()
        .filter_map(|(key, node)| cohort(&shared, key, node, findings))
        .collect()
}

/// The weeks of a grid, each a list of the codes of lessons, some with a note: `[TR-1, WE-5: with guests]`.
fn grid(path: &str, node: &Node, curriculum: &Curriculum, findings: &mut Vec<Diagnostic>) -> Vec<Week> {
    let weeks = list(path, node, "a list of weeks, each a list of lessons", findings);
    let all = curriculum.pages().filter_map(|(id, page)| match id {
        PageId::Lesson(..) => Some((page.code.as_str(), id)),
        _ => None,
    });
    let lessons: BTreeMap<&str, PageId> = all.collect();
    let mut slot = |node: &Node| {
        let (code, place, note) = match &node.value {
            Value::Scalar(code) => (code.trim(), node.span, String::new()),
            Value::Map(entries) if entries.len() == 1 => {
                let (key, node) = &entries[0];
                (key.name.trim(), key.span, note(path, key, node, findings))
            }
            _ => {
                findings.push(
                    Diagnostic::error("front-matter-type", path, "expected the code of a lesson")
                        .at(node.span)
                        .help("Write the codes of a week as `[TR-1, MI-1: with guests]`; a slot without a lesson is `-`."),
                );
                return Taken::default();
            }
        };
        let lesson = lessons.get(code).copied();
        if lesson.is_none() && code != NO_LESSON {
            let (message, help) = curriculum.unknown_code("lesson", code, lessons.keys().copied());
            let noted = code
                .split_once(' ')
                .filter(|(code, _)| lessons.contains_key(code));
            let help = noted.map_or(help, |(code, note)| {
                format!("A note stands behind a colon: `{code}: {}`.", note.trim())
            });
            findings.push(
                Diagnostic::error("unknown-name", path, message)
                    .at(place)
                    .help(help),
            );
        }
        Taken { lesson, note }
    };
    weeks
        .iter()
        .map(|week| {
            let slots = match &week.value {
                Value::List(slots) => slots.as_slice(),
                _ => std::slice::from_ref(week),
            };
            Week {
                slots: slots.iter().map(&mut slot).collect(),
                span: week.span,
            }
        })
        .collect()
}

/// The words behind a code, on one line.
fn note(path: &str, key: &Key, node: &Node, findings: &mut Vec<Diagnostic>) -> String {
    let words = match &node.value {
        Value::Scalar(words) => words.split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Unreadable => return String::new(),
        _ => String::new(),
    };
    let message = match words.chars().count() {
        0 => format!("the note on `{}` should be a few words", key.name),
        length if length > LONGEST_NOTE => {
            format!("the note on `{}` has {length} letters", key.name)
        }
        _ => return words,
    };
    findings.push(
        Diagnostic::error("cohort-note", path, message)
            .at(node.span)
            .help(format!(
                "Write at most {LONGEST_NOTE} letters behind the colon, as in `{}: with guests`, or the code alone.",
                key.name
            )),
    );
    String::new()
}

/// The parts of a meeting: `- check-in: 30`, or with `counts: true` or `false` beside it.
fn agenda(path: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Vec<Part> {
    let parts = list(path, node, "a list of parts such as `- check-in: 30`", findings);
    let parts = parts.iter().filter_map(|node| {
        let mut fields = Fields::new(path, node, findings);
        // Every name is asked for, so that a misspelt one is told with its nearest.
        let named = PartKind::ALL.map(|kind| (kind, fields.number(kind.name())));
        let is_said = fields.node("counts").is_some();
        let counts = fields.flag("counts");
        fields.finish();
        let (kind, minutes) = named.into_iter().find(|(_, minutes)| minutes.is_some())?;
        let minutes = minutes.unwrap_or_default();
        if !(1..=LONGEST_PART).contains(&minutes) {
            findings.push(
                Diagnostic::error(
                    "cohort-time",
                    path,
                    format!("`{}` would take {minutes} minutes", kind.name()),
                )
                .at(node.span)
                .help("Write its minutes, from 1 to 720."),
            );
            return None;
        }
        Some(Part {
            kind,
            minutes,
            counts: if is_said { counts } else { kind.usually_counts() },
        })
    });
    parts.collect()
}

/// One cohort; nothing of one that cannot be placed in time, whose faults are told.
fn cohort(shared: &Shared, key: &Key, node: &Node, findings: &mut Vec<Diagnostic>) -> Option<Cohort> {
    let path = shared.path;
    let before = findings.len();
    let mut fields = Fields::new(path, node, findings);
    let title = fields.required_text("title");
    let people = fields.one_of(
        "for",
        named(People::ALL, People::name),
        People::ALL.map(People::name),
    );
    let entry = fields.one_of(
        "entry",
        named(Entry::ALL, Entry::name),
        Entry::ALL.map(Entry::name),
    );
    let zone_name = fields.required_text("zone");
    fields.required_text("start");
    let start = fields.date("start");
    let weeks = fields.number("weeks");
    let end = fields.date("end");
    let place = fields.text("place").unwrap_or_default();
    let link = fields.text("link");
    let meeting_nodes = fields.list("meetings");
    let individual_node = fields.node("individual");
    let skip = fields.map("skip");
    let moved = fields.map("moved");
    let grid_name = fields.texts("grid");
    let calendar_title = fields.text("calendar-title").filter(|title| !title.is_empty());
    let calendar_details = fields.flag("calendar-details");
    let places = fields.places();
    fields.finish();
    let place_of = |name: &str| places.get(name).copied().unwrap_or(key.span);
    if let Some(wrong) = link.as_deref().filter(|link| !link.starts_with("https://")) {
        findings.push(
            Diagnostic::error("front-matter-value", path, format!("`link` is `{wrong}`"))
                .at(place_of("link"))
                .help("Write the whole address of the page: it begins with `https://`."),
        );
    }
    if !is_file_name(&key.name) {
        findings.push(
            Diagnostic::error(
                "front-matter-value",
                path,
                format!("`{}` cannot be a part of an address", key.name),
            )
            .at(key.span)
            .help("Name the cohort with small letters, digits and hyphens: `morning`."),
        );
    }
    let zone = zone(path, &zone_name, place_of("zone"), findings);
    let before_meetings = findings.len();
    let mut meetings: Vec<Meeting> = meeting_nodes
        .iter()
        .flat_map(|node| meetings_of(shared, node, findings))
        .collect();
    if findings.len() > before_meetings {
        // Days and hours of half a timetable would be told as wrong once more.
        meetings.clear();
    }
    meetings.sort_by_key(|meeting| (meeting.day.num_days_from_monday(), meeting.starts));
    if meetings.is_empty() && findings.len() == before {
        findings.push(
            Diagnostic::error(
                "front-matter-missing",
                path,
                format!("`{}` has no `meetings`", key.name),
            )
            .at(key.span)
            .help("Say when it meets: `meetings:` and below it `- {days: [monday], at: 9:00, agenda: …}`."),
        );
    }
    let individual = individual_node.map(|node| individual(path, node, findings));
    let grid = grid_name.first();
    pages::known_names(
        path,
        "a grid of this file",
        grid.map_or(&[], std::slice::from_ref),
        shared.grids.keys().copied(),
        findings,
    );
    let run = run(path, key, start?, weeks, end, &place_of, findings)?;
    let cohort = Cohort {
        id: key.name.clone(),
        title,
        people: people.unwrap_or_default(),
        entry,
        // Nothing is published with a zone that there is not; what else is wrong is told all the same.
        zone: zone.unwrap_or(Tz::UTC),
        run,
        place,
        link,
        meetings,
        individual,
        skipped: skipped(path, skip, findings),
        moved: moves(path, moved, findings),
        taken: Vec::new(),
        calendar_title,
        calendar_details,
        span: key.span,
    };
    if !cohort.meetings.is_empty() {
        days_are_meetings(path, &cohort, skip, moved, findings);
    }
    moves_are_near(path, &cohort, moved, findings);
    if findings.len() > before {
        // A timetable of wrong days would be told as wrong once more.
        return Some(cohort);
    }
    times_are_right(path, &cohort, findings);
    let weeks = grid.and_then(|name| Some((name, shared.grids.get(name.value.as_str())?)));
    Some(match weeks {
        Some((name, weeks)) => Cohort {
            taken: taken(path, &cohort, name, weeks, findings),
            ..cohort
        },
        None => cohort,
    })
}

/// What a grid takes up, slot by slot, each week as long as a week of the cohort.
fn taken(
    path: &str,
    cohort: &Cohort,
    name: &Spot<String>,
    weeks: &[Week],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Taken> {
    let slots = cohort.slots();
    let mut all = Vec::new();
    for (at, week) in weeks.iter().enumerate() {
        let has = week.slots.len();
        if has > slots {
            findings.push(
                Diagnostic::error(
                    "cohort-grid",
                    path,
                    format!(
                        "week {} of `{}` has {has} lessons, and a week of `{}` has room for {slots}",
                        at + 1,
                        name.value,
                        cohort.id
                    ),
                )
                .at(week.span)
                .help("Take lessons out of this week, or write one `- lesson: 50` more into an agenda for each."),
            );
        }
        all.extend_from_slice(&week.slots);
        all.extend(std::iter::repeat_n(Taken::default(), slots.saturating_sub(has)));
    }
    let room: usize = cohort.held().map(|(_, _, meeting, _)| meeting.slots()).sum();
    let left = all.iter().skip(room).filter(|slot| slot.lesson.is_some()).count();
    if left > 0 {
        findings.push(
            Diagnostic::error(
                "cohort-grid",
                path,
                format!(
                    "the days of `{}` have no room for the last {left} lessons of `{}`",
                    cohort.id, name.value
                ),
            )
            .at(name.span)
            .help("Let it run longer, or move skipped days to others under `moved:`."),
        );
    }
    all
}

/// From the first to the last day.
fn run(
    path: &str,
    key: &Key,
    start: NaiveDate,
    weeks: Option<u32>,
    end: Option<NaiveDate>,
    place_of: &impl Fn(&str) -> Span,
    findings: &mut Vec<Diagnostic>,
) -> Option<RangeInclusive<NaiveDate>> {
    let finding = |message: String, place: &str| {
        Diagnostic::error("cohort-date", path, message)
            .at(place_of(place))
            .help("Check `start`, and `weeks` or `end`.")
    };
    if !YEARS.contains(&start.year()) {
        findings.push(finding(
            format!("`{}` would start in the year {}", key.name, start.year()),
            "start",
        ));
        return None;
    }
    let longest = start + LONGEST;
    let (last, place) = match (weeks, end) {
        (_, Some(end)) => (end, "end"),
        // Weeks are those of the calendar, so that a weekend is one week.
        (Some(weeks), None) => {
            let after = monday(start).checked_add_days(Days::new(u64::from(weeks) * 7));
            (
                after.map_or(NaiveDate::MAX, |after| after - Days::new(1)),
                "weeks",
            )
        }
        (None, None) => {
            findings.push(
                Diagnostic::error(
                    "front-matter-missing",
                    path,
                    format!("`{}` says neither `weeks` nor `end`", key.name),
                )
                .at(key.span)
                .help("Say how long it runs: `weeks: 16`, or its last day as `end: 2027-04-25`."),
            );
            return None;
        }
    };
    if last > longest {
        let message = format!("`{}` would run for more than three years", key.name);
        findings.push(finding(message, place));
        return None;
    }
    if last < start {
        let message = format!("`{}` would end on {last}, before it starts on {start}", key.name);
        findings.push(finding(message, place));
        return None;
    }
    Some(start..=last)
}

/// The meetings of one entry, one for each of its days.
fn meetings_of(shared: &Shared, node: &Node, findings: &mut Vec<Diagnostic>) -> Vec<Meeting> {
    let path = shared.path;
    let mut fields = Fields::new(path, node, findings);
    let days = fields.texts("days");
    let at_text = fields.required_text("at");
    let at_place = fields.node("at").map_or(node.span, |node| node.span);
    let agenda_node = fields.node("agenda");
    fields.finish();
    let starts = time(path, &at_text, at_place, findings);
    if days.is_empty() {
        findings.push(
            Diagnostic::error("front-matter-missing", path, "`days` is missing")
                .at(node.span)
                .help("Say on which days it meets: `days: [monday, wednesday]`."),
        );
    }
    let agenda = match agenda_node.map(|node| (&node.value, node)) {
        Some((Value::Scalar(name), node)) => {
            let name = Spot {
                value: name.trim().to_owned(),
                span: node.span,
            };
            let known = shared.agendas.keys().copied();
            pages::known_names(
                path,
                "an agenda of this file",
                std::slice::from_ref(&name),
                known,
                findings,
            );
            shared
                .agendas
                .get(name.value.as_str())
                .cloned()
                .unwrap_or_default()
        }
        Some((_, node)) => agenda(path, node, findings),
        None => {
            findings.push(
                Diagnostic::error("front-matter-missing", path, "`agenda` is missing")
                    .at(node.span)
                    .help("Name one of `agendas:`, or list the parts here: `agenda: [check-in: 30, lesson: 50]`."),
            );
            Vec::new()
        }
    };
    let names = DAYS.map(|(name, _)| name);
    pages::known_names(path, "a day of the week", &days, names.into_iter(), findings);
    let Some(starts) = starts else {
        return Vec::new();
    };
    let known = days
        .iter()
        .filter_map(|day| DAYS.into_iter().find(|(name, _)| *name == day.value));
    known
        .map(|(_, day)| Meeting {
            day,
            starts,
            agenda: agenda.clone(),
        })
        .collect()
}

fn individual(path: &str, node: &Node, findings: &mut Vec<Diagnostic>) -> Individual {
    let mut fields = Fields::new(path, node, findings);
    let individual = Individual {
        minutes: fields.number("minutes").unwrap_or_default(),
        first_weeks: fields.number("first-weeks").unwrap_or_default(),
        then_every: fields.number("then-every").unwrap_or(1).max(1),
    };
    fields.finish();
    individual
}

fn skipped(path: &str, entries: &[(Key, Node)], findings: &mut Vec<Diagnostic>) -> Vec<Skipped> {
    let mut skipped: Vec<Skipped> = Vec::new();
    for (key, node) in entries {
        let why = match &node.value {
            Value::Scalar(why) => why.trim(),
            _ => "",
        };
        if why.is_empty() {
            findings.push(
                Diagnostic::error(
                    "front-matter-missing",
                    path,
                    format!("`{}` is skipped without a word why", key.name),
                )
                .at(key.span)
                .help("People want to know: `2027-01-18: Martin Luther King Jr. Day`."),
            );
        }
        skipped.extend(date(path, &key.name, key.span, findings).map(|date| Skipped {
            date,
            why: why.to_owned(),
        }));
    }
    skipped.sort_by_key(|skipped| skipped.date);
    skipped
}

/// `2027-01-18: 2027-01-19`, or `2027-01-18: {to: 2027-01-19, at: 17:30}`.
fn moves(path: &str, entries: &[(Key, Node)], findings: &mut Vec<Diagnostic>) -> Vec<Moved> {
    let mut moved = Vec::new();
    for (key, node) in entries {
        let from = date(path, &key.name, key.span, findings);
        let (to, at) = match &node.value {
            Value::Scalar(to) => (date(path, to.trim(), node.span, findings), None),
            _ => {
                let mut fields = Fields::new(path, node, findings);
                fields.required_text("to");
                let to = fields.date("to");
                let at = fields.text("at");
                let at_place = fields.node("at").map_or(node.span, |node| node.span);
                fields.finish();
                (to, at.and_then(|at| time(path, &at, at_place, findings)))
            }
        };
        if let (Some(from), Some(to)) = (from, to) {
            moved.push(Moved { from, to, at });
        }
    }
    moved.sort_by_key(|moved| moved.from);
    moved
}

/// Reports skipped and moved days on which the cohort would not meet, or that lie outside of its run.
fn days_are_meetings(
    path: &str,
    cohort: &Cohort,
    skip: &[(Key, Node)],
    moved: &[(Key, Node)],
    findings: &mut Vec<Diagnostic>,
) {
    let entries = skip
        .iter()
        .map(|(key, _)| (key, "skipped"))
        .chain(moved.iter().map(|(key, _)| (key, "moved")));
    for (key, done) in entries {
        let Some(day) = yaml::date(&key.name) else {
            continue;
        };
        let message = if !cohort.run.contains(&day) {
            let (start, end) = (cohort.run.start(), cohort.run.end());
            format!(
                "{day} cannot be {done}: `{}` runs from {start} to {end}",
                cohort.id
            )
        } else if !cohort.planned().any(|(planned, _)| planned == day) {
            let name = day.weekday();
            let name = DAYS
                .into_iter()
                .find(|(_, known)| *known == name)
                .map_or("", |(name, _)| name);
            format!(
                "{day} cannot be {done}: it is a {name}, and `{}` does not meet then",
                cohort.id
            )
        } else {
            continue;
        };
        let near = cohort
            .planned()
            .map(|(planned, _)| planned)
            .min_by_key(|planned| (*planned - day).num_days().abs());
        let help = near.map_or_else(
            || "Say first when it meets.".to_owned(),
            |near| format!("The nearest day on which it meets is {near}."),
        );
        findings.push(
            Diagnostic::error("cohort-date", path, message)
                .at(key.span)
                .help(help),
        );
    }
}

/// Reports sessions that are moved far beyond the run.
fn moves_are_near(path: &str, cohort: &Cohort, moved: &[(Key, Node)], findings: &mut Vec<Diagnostic>) {
    let (start, end) = (
        *cohort.run.start() - MOVED_BEYOND,
        *cohort.run.end() + MOVED_BEYOND,
    );
    for far in cohort
        .moved
        .iter()
        .filter(|moved| !(start..=end).contains(&moved.to))
    {
        let entry = moved
            .iter()
            .find(|(key, _)| yaml::date(&key.name) == Some(far.from));
        findings.push(
            Diagnostic::error(
                "cohort-date",
                path,
                format!("the session of {} cannot be moved to {}", far.from, far.to),
            )
            .at(entry.map_or(cohort.span, |(_, node)| node.span))
            .help(format!(
                "Choose a day from {start} to {end}: at most four weeks beyond the run."
            )),
        );
    }
}

/// Reports sessions of a cohort that are held at the same time, and times that a change of the clock leaves out.
fn times_are_right(path: &str, cohort: &Cohort, findings: &mut Vec<Diagnostic>) {
    for (_, _, _, starts) in cohort.held() {
        if cohort.zone.from_local_datetime(&starts).earliest().is_none() {
            findings.push(
                Diagnostic::error(
                    "cohort-time",
                    path,
                    format!(
                        "`{}` cannot begin on {} at {}: the clocks are put forward over that time",
                        cohort.id,
                        starts.date(),
                        starts.format("%-H:%M")
                    ),
                )
                .at(cohort.span)
                .help("Choose another time, or move that day under `moved:`."),
            );
        }
    }
    let sessions = cohort.sessions();
    let overlap = sessions
        .iter()
        .zip(sessions.iter().skip(1))
        .find(|(one, other)| other.starts < one.ends);
    if let Some((one, other)) = overlap {
        findings.push(
            Diagnostic::error(
                "cohort-time",
                path,
                format!(
                    "two sessions of `{}` overlap: one on {} from {} to {}, the next on {} from {}",
                    cohort.id,
                    one.date(),
                    one.starts.format("%-H:%M"),
                    one.ends.format("%-H:%M"),
                    other.date(),
                    other.starts.format("%-H:%M"),
                ),
            )
            .at(cohort.span)
            .help("Change when one of them begins, make an agenda shorter, or move one to another day."),
        );
    }
}

fn zone(path: &str, name: &str, place: Span, findings: &mut Vec<Diagnostic>) -> Option<Tz> {
    if name.is_empty() {
        return None;
    }
    let is_place = |name: &&str| {
        let continent = name.split_once('/').map(|(continent, _)| continent);
        continent.is_some_and(|continent| CONTINENTS.contains(&continent))
    };
    let known: Option<Tz> = name.parse().ok();
    let zone = known.filter(|_| name == UTC || is_place(&name));
    if zone.is_none() {
        let places = || TZ_VARIANTS.iter().map(|zone| zone.name()).filter(is_place);
        // People write `New York`, or the city alone.
        let written = name.replace(' ', "_");
        let city = |place: &str| place.rsplit('/').next().unwrap_or(place).to_lowercase();
        let near = places()
            .find(|place| city(place) == written.to_lowercase())
            .or_else(|| places().find(|place| is_slip(&written, place)));
        let help = match near {
            Some(near) => format!("Did you mean `{near}`?"),
            None => {
                "Write a continent and a large city by whose clock you live, such as `America/New_York`. \
                     The list is at https://en.wikipedia.org/wiki/List_of_tz_database_time_zones"
                    .to_owned()
            }
        };
        let message = match known {
            Some(_) => format!("`{name}` is no place: its clock may not change when yours does"),
            None => format!("`{name}` is no time zone"),
        };
        findings.push(
            Diagnostic::error("cohort-zone", path, message)
                .at(place)
                .help(help),
        );
    }
    zone
}

fn date(path: &str, text: &str, place: Span, findings: &mut Vec<Diagnostic>) -> Option<NaiveDate> {
    let date = yaml::date(text);
    if date.is_none() {
        findings.push(
            Diagnostic::error("cohort-date", path, format!("`{text}` is no day of the calendar"))
                .at(place)
                .help("Write the year, the month and the day, such as 2027-01-18."),
        );
    }
    date
}

fn time(path: &str, text: &str, place: Span, findings: &mut Vec<Diagnostic>) -> Option<NaiveTime> {
    if text.is_empty() {
        return None;
    }
    let time = NaiveTime::parse_from_str(text, "%H:%M").ok();
    if time.is_none() {
        findings.push(
            Diagnostic::error("cohort-time", path, format!("`{text}` is no time of the day"))
                .at(place)
                .help("Write hours and minutes, from 0:00 to 23:59: half past five in the evening is 17:30."),
        );
    }
    time
}

/// The items of a list; anything else is a finding.
fn list<'a>(path: &str, node: &'a Node, expected: &str, findings: &mut Vec<Diagnostic>) -> &'a [Node] {
    match &node.value {
        Value::List(items) => items,
        Value::Unreadable => &[],
        _ => {
            findings.push(
                Diagnostic::error("front-matter-type", path, format!("expected {expected}"))
                    .at(node.span)
                    .help("Begin each line of a list with a hyphen."),
            );
            &[]
        }
    }
}

/// Finds the value with a name.
fn named<T: Copy + PartialEq, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
) -> impl Fn(&str) -> Option<T> {
    move |written| all.into_iter().find(|value| name(*value) == written)
}

fn is_file_name(id: &str) -> bool {
    !id.is_empty()
        && id
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-')
}
