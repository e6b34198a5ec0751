//! Cohorts: a timetable in a file, and every session that follows from it, by the clock of its own place.

mod support;

use chrono::{Offset, Timelike};
use curricle::curriculum::{Cohort, Session};
use curricle::diagnostic::Diagnostic;
use curricle::files::Files;
use support::fixture;

/// A curriculum with four lessons, and this for `cohorts.yaml`.
fn with(cohorts: &str) -> Files {
    let lesson = |number: u32| {
        format!(
            "-- modules/01-triggers/0{number}-lesson-{number}.md --\n---\ntitle: Lesson {number}\nsummary: L.\n---\n\nText.\n"
        )
    };
    fixture(&format!(
        "-- cohorts.yaml --\n{cohorts}{}{}{}",
        lesson(2),
        lesson(3),
        lesson(4)
    ))
}

/// One cohort with these lines, an agenda `day` with one lesson and a grid `all` of four weeks.
fn evening(lines: &str) -> Files {
    with(&format!(
        "agendas:\n  day:\n    - check-in: 30\n    - lesson: 50\n    - break: 10\n    - open-group: 30\n\
         grids:\n  all:\n    - [TR-1]\n    - [TR-2]\n    - [TR-3]\n    - [TR-4]\n\
         cohorts:\n  evening:\n    title: Evening group\n{lines}"
    ))
}

const MONDAYS: &str = "    zone: America/New_York\n    start: 2027-01-04\n    grid: all\n    \
                       meetings:\n      - {days: [monday], at: 17:30, agenda: day}\n";

fn findings(files: &Files) -> Vec<Diagnostic> {
    let (_, findings) = support::plan(files);
    let mut findings = findings;
    findings.retain(|finding| finding.path.contains("cohorts"));
    findings
}

fn cohort(files: &Files) -> Cohort {
    let found = findings(files);
    assert_eq!(found, [], "{found:?}");
    let (plan, _) = support::plan(files);
    plan.curriculum.cohorts[0].clone()
}

/// `1 Mon 2027-01-04 17:30-19:30 -5 TR-1`: number, day, hours, distance from UTC, lessons.
fn told(session: &Session, files: &Files) -> String {
    let (plan, _) = support::plan(files);
    let codes: Vec<&str> = session
        .lessons()
        .map(|id| plan.curriculum.page(id).code.as_str())
        .collect();
    format!(
        "{} {} {}-{} {} {}",
        session.number,
        session.date().format("%a %Y-%m-%d"),
        session.starts.format("%H:%M"),
        session.ends.format("%H:%M"),
        session.starts.offset().fix().local_minus_utc() / 3600,
        codes.join(" ")
    )
}

fn timetable(files: &Files) -> Vec<String> {
    let sessions = cohort(files).sessions();
    sessions.iter().map(|session| told(session, files)).collect()
}

#[test]
fn each_meeting_takes_the_next_lessons_of_the_grid() {
    let files = evening(&format!("{MONDAYS}    weeks: 4\n"));
    assert_eq!(
        timetable(&files),
        [
            "1 Mon 2027-01-04 17:30-19:30 -5 TR-1",
            "2 Mon 2027-01-11 17:30-19:30 -5 TR-2",
            "3 Mon 2027-01-18 17:30-19:30 -5 TR-3",
            "4 Mon 2027-01-25 17:30-19:30 -5 TR-4",
        ]
    );
}

#[test]
fn the_lessons_of_a_skipped_day_move_on_and_none_is_lost() {
    let files = evening(&format!(
        "{MONDAYS}    weeks: 5\n    skip:\n      2027-01-18: Martin Luther King Jr. Day\n"
    ));
    assert_eq!(
        timetable(&files),
        [
            "1 Mon 2027-01-04 17:30-19:30 -5 TR-1",
            "2 Mon 2027-01-11 17:30-19:30 -5 TR-2",
            "4 Mon 2027-01-25 17:30-19:30 -5 TR-3",
            "5 Mon 2027-02-01 17:30-19:30 -5 TR-4",
        ]
    );
    let cohort = cohort(&files);
    let weeks = cohort.weeks();
    let minutes: Vec<u32> = weeks.iter().map(|week| week.group_minutes()).collect();
    assert_eq!(minutes, [110, 110, 0, 110, 110]);
    assert_eq!(weeks[2].skipped[0].why, "Martin Luther King Jr. Day");
}

#[test]
fn a_moved_session_keeps_its_lessons_and_its_number() {
    let files = evening(&format!(
        "{MONDAYS}    weeks: 4\n    skip:\n      2027-01-18: A holiday\n\
         \x20   moved:\n      2027-01-18: {{to: 2027-01-26, at: 9:00}}\n      2027-01-04: 2027-01-05\n"
    ));
    assert_eq!(
        timetable(&files),
        [
            "1 Tue 2027-01-05 17:30-19:30 -5 TR-1",
            "2 Mon 2027-01-11 17:30-19:30 -5 TR-2",
            "4 Mon 2027-01-25 17:30-19:30 -5 TR-4",
            "3 Tue 2027-01-26 09:00-11:00 -5 TR-3",
        ]
    );
}

#[test]
fn the_hour_on_the_wall_stays_when_the_clock_is_changed() {
    let run = |zone: &str, start: &str, end: &str| {
        let files = evening(&format!(
            "    zone: {zone}\n    start: {start}\n    end: {end}\n    \
             meetings:\n      - {{days: [sunday], at: 9:00, agenda: day}}\n"
        ));
        let sessions = cohort(&files).sessions();
        assert!(sessions.iter().all(|session| session.starts.hour() == 9));
        assert!(sessions.iter().all(|session| session.ends.hour() == 11));
        let offsets = sessions
            .iter()
            .map(|session| session.starts.offset().fix().local_minus_utc() / 3600);
        offsets.collect::<Vec<_>>()
    };
    assert_eq!(run("America/New_York", "2027-03-07", "2027-03-21"), [-5, -4, -4]);
    assert_eq!(run("America/New_York", "2027-10-31", "2027-11-14"), [-4, -5, -5]);
    assert_eq!(run("America/Phoenix", "2027-03-07", "2027-03-21"), [-7, -7, -7]);
    assert_eq!(run("Europe/Berlin", "2027-03-21", "2027-04-04"), [1, 2, 2]);
    assert_eq!(run("Europe/Berlin", "2027-10-24", "2027-11-07"), [2, 1, 1]);
}

#[test]
fn a_session_over_a_change_of_the_clock_is_as_long_as_it_is() {
    let files = evening(
        "    zone: America/New_York\n    start: 2027-03-13\n    end: 2027-03-14\n    \
         meetings:\n      - {days: [saturday], at: 23:30, agenda: [open-group: 300]}\n",
    );
    let sessions = cohort(&files).sessions();
    // Five hours later the clock says half past five, not half past four.
    assert_eq!(sessions[0].ends.format("%H:%M").to_string(), "05:30");
}

/// What is said of a cohort with these lines, with what to do about it.
fn said(lines: &str) -> String {
    let found = findings(&evening(lines));
    let said = found.iter().map(|finding| {
        format!(
            "{}: {} | {}",
            finding.code,
            finding.message,
            finding.help.as_deref().unwrap_or_default()
        )
    });
    said.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_wrong_is_told_with_what_to_do() {
    let cases = [
        (
            "    zone: Amercia/New_York\n    start: 2027-01-04\n    weeks: 4\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\n",
            "cohort-zone: `Amercia/New_York` is no time zone | Did you mean `America/New_York`?",
        ),
        (
            "    zone: new york\n    start: 2027-01-04\n    weeks: 4\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\n",
            "Did you mean `America/New_York`?",
        ),
        (
            &MONDAYS.replace("America/New_York", "America/Boston"),
            "cohort-zone: `America/Boston` is no time zone | Write a continent and a large city by whose clock you live",
        ),
        (
            &MONDAYS.replace("America/New_York", "EST"),
            "cohort-zone: `EST` is no place: its clock may not change when yours does | Write a continent",
        ),
        (
            &MONDAYS.replace("America/New_York", "EST5EDT"),
            "cohort-zone: `EST5EDT` is no place",
        ),
        (
            "    zone: America/New_York\n    start: 2027-02-30\n    weeks: 4\n    meetings:\n      - {days: [monday], at: 17:30, agenda: day}\n",
            "`start` should be a date such as 2026-11-23, found `2027-02-30`",
        ),
        (
            &format!("{MONDAYS}    end: 2027-01-03\n"),
            "cohort-date: `evening` would end on 2027-01-03, before it starts on 2027-01-04",
        ),
        (
            &format!("{MONDAYS}    weeks: 0\n"),
            "cohort-date: `evening` would end on 2027-01-03, before it starts on 2027-01-04",
        ),
        (
            &format!("{MONDAYS}    weeks: 4000000000\n"),
            "cohort-date: `evening` would run for more than three years",
        ),
        (MONDAYS, "`evening` says neither `weeks` nor `end`"),
        (
            &format!("{MONDAYS}    weeks: 4\n    skip:\n      2027-01-12: A holiday\n"),
            "cohort-date: 2027-01-12 cannot be skipped: it is a tuesday, and `evening` does not meet then | The nearest day on which it meets is 2027-01-11.",
        ),
        (
            &format!("{MONDAYS}    weeks: 4\n    skip:\n      2027-05-31: Memorial Day\n"),
            "cohort-date: 2027-05-31 cannot be skipped: `evening` runs from 2027-01-04 to 2027-01-31",
        ),
        (
            &format!("{MONDAYS}    weeks: 4\n    skip:\n      2027-01-32: A holiday\n"),
            "cohort-date: `2027-01-32` is no day of the calendar",
        ),
        (
            &format!("{MONDAYS}    weeks: 4\n    moved:\n      2027-01-18: 2028-01-18\n"),
            "cohort-date: the session of 2027-01-18 cannot be moved to 2028-01-18",
        ),
        (
            &format!("{MONDAYS}    weeks: 5\n    moved:\n      2027-01-18: 2027-01-25\n"),
            "cohort-time: two sessions of `evening` overlap: one on 2027-01-25 from 17:30 to 19:30, the next on 2027-01-25 from 17:30",
        ),
        (
            &format!("{MONDAYS}    weeks: 3\n"),
            "cohort-grid: the days of `evening` have no room for the last 1 lessons of `all`",
        ),
        (
            &MONDAYS.replace("grid: all", "grid: al\n    weeks: 4"),
            "unknown-name: `al` is not a grid of this file | Did you mean `all`?",
        ),
        (
            &MONDAYS.replace("[monday]", "[moonday]\n").replace("\n,", ","),
            "unknown-name: `moonday` is not a day of the week | Did you mean `monday`?",
        ),
        (
            &format!("{MONDAYS}    weeks: 4\n    holidays: []\n"),
            "unknown-key: `holidays` is not a key that is known here",
        ),
        (
            "    zone: America/New_York\n    start: 2027-03-14\n    weeks: 1\n    meetings:\n      - {days: [sunday], at: 2:30, agenda: day}\n",
            "cohort-time: `evening` cannot begin on 2027-03-14 at 2:30: the clocks are put forward over that time",
        ),
        (
            "    zone: America/New_York\n    start: 2027-03-14\n    weeks: 1\n    meetings:\n      - {days: [sunday], at: 9:30, agenda: [lessen: 50]}\n",
            "unknown-key: `lessen` is not a key that is known here | Did you mean `lesson`?",
        ),
    ];
    for (lines, expected) in cases {
        let said = said(lines);
        assert!(said.contains(expected), "expected: {expected}\nsaid: {said}");
    }
}

#[test]
fn a_misspelt_zone_does_not_hide_a_day_that_does_not_exist() {
    let both = MONDAYS.replace("America/New_York", "Amercia/New_York");
    let told = said(&format!(
        "{both}    weeks: 4\n    skip:\n      2027-02-30: A holiday\n"
    ));
    assert!(told.contains("cohort-zone: `Amercia/New_York`"), "{told}");
    assert!(
        told.contains("cohort-date: `2027-02-30` is no day of the calendar"),
        "{told}"
    );
}

#[test]
fn a_lesson_that_is_not_there_is_told_once_for_all_cohorts() {
    let files = with(
        "grids:\n  all:\n    - [TR-1, TR-9]\nagendas:\n  day: [lesson: 50, lesson: 50]\ncohorts:\n  \
         one: {title: One, zone: UTC, start: 2027-01-04, weeks: 1, grid: all, meetings: [{days: [monday], at: 9:00, agenda: day}]}\n  \
         two: {title: Two, zone: UTC, start: 2027-01-04, weeks: 1, grid: all, meetings: [{days: [friday], at: 9:00, agenda: day}]}\n",
    );
    let found = findings(&files);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].message, "`TR-9` is not the code of a lesson");
}

#[test]
fn words_of_cohorts_are_said_in_other_languages() {
    let mut files = evening(&format!(
        "    place: Room 2\n{MONDAYS}    weeks: 5\n    skip:\n      2027-01-18: A holiday\n"
    ));
    files.insert(
        "curriculum/curriculum.yaml",
        *b"title: Tiny\nprogram: P\nlanguages: [en, es]\n",
    );
    files.insert(
        "curriculum/cohorts.es.yaml",
        *b"evening:\n  title: Grupo de la tarde\n  skip:\n    2027-01-18: Un feriado\n",
    );
    let (plan, _) = support::plan(&files);
    let spanish = plan.curriculum_in(curricle::curriculum::Language(1));
    assert_eq!(spanish.cohorts[0].title, "Grupo de la tarde");
    assert_eq!(spanish.cohorts[0].skipped[0].why, "Un feriado");
    assert_eq!(spanish.cohorts[0].place, "Room 2");
}

#[test]
fn the_schedule_stands_in_the_site_where_there_are_cohorts() {
    let files = evening(&format!(
        "    place: Room 2\n    entry: rolling\n{MONDAYS}    weeks: 5\n    skip:\n      2027-01-18: A holiday\n"
    ));
    let page = support::page(&files, "schedule/index.html");
    for words in [
        "Monday, 5:30\u{a0}pm to 7:30\u{a0}pm",
        "From Monday, January 4, 2027 to Monday, February 1, 2027",
        "Times are those of the clock in New York (America/New_York).",
        "You can begin in any week.",
        "No group: A holiday",
        "href=\"../calendar/evening.ics\"",
        "href=\"../triggers/what-is-a-trigger/index.html\"",
    ] {
        assert!(page.contains(words), "{words} is not in\n{page}");
    }
    let home = support::page(&files, "index.html");
    assert!(home.contains("data-sessions=\"2027-01-04 0 TR-1|2027-01-11 0 TR-2|2027-01-25 0 TR-3|"));
    assert!(home.contains("href=\"schedule/index.html\""));
    let (plan, _) = support::plan(&support::site("tiny"));
    assert!(!plan.site.public.contains_key("schedule/index.html"));
    assert!(!support::page(&support::site("tiny"), "index.html").contains("schedule"));
}

/// Four weeks, in two of which the timetable says more than a code.
fn noted() -> Files {
    let files = evening(&format!("{MONDAYS}    weeks: 4\n    calendar-details: true\n"));
    let text = files.text("curriculum/cohorts.yaml").expect("it is a text");
    let text = text
        .replace("[TR-2]", "[TR-2: with guests]")
        .replace("[TR-3]", "[\"-\": \"film night, in room 2\"]");
    let mut files = files;
    files.insert("curriculum/cohorts.yaml", text.into_bytes());
    files
}

#[test]
fn a_note_on_a_slot_is_shown_wherever_its_lesson_is() {
    let files = noted();
    assert_eq!(findings(&files), []);
    let page = support::page(&files, "schedule/index.html");
    assert!(
        page.contains("Lesson 2</span></a><span class=\"remark\">with guests</span></li>"),
        "{page}"
    );
    assert!(page.contains("<li><span class=\"remark\">film night, in room 2</span></li>"));
    // For the script: each note once, and in a session its place.
    let home = support::page(&files, "index.html");
    assert!(
        home.contains("|2027-01-11 0 TR-2:0|2027-01-18 0 :1|2027-01-25 0 TR-4\""),
        "{home}"
    );
    assert!(home.contains(
        "<span hidden><span class=\"remark\">with guests</span><span class=\"remark\">film night, in room 2</span></span>"
    ));
    let calendar = calendar(&files);
    assert!(
        calendar.contains("DESCRIPTION:TR-2 Lesson 2 (with guests)\r\n"),
        "{calendar}"
    );
    assert!(
        calendar.contains("DESCRIPTION:film night\\, in room 2\r\n"),
        "{calendar}"
    );
}

#[test]
fn a_note_is_said_in_another_language_once_however_often_it_stands() {
    let mut files = noted();
    files.insert(
        "curriculum/curriculum.yaml",
        *b"title: Tiny\nprogram: P\nlanguages: [en, es]\n",
    );
    files.insert(
        "curriculum/cohorts.es.yaml",
        *b"evening:\n  title: Grupo de la tarde\nnotes:\n  with guests: con invitados\n",
    );
    let page = support::page(&files, "es/schedule/index.html");
    assert!(
        page.contains("<span class=\"remark\">con invitados</span>"),
        "{page}"
    );
    assert!(
        page.contains("<span class=\"remark\" lang=\"en\">film night, in room 2</span>"),
        "{page}"
    );
}

#[test]
fn a_note_without_words_or_without_a_colon_is_told() {
    let told = |slot: &str| {
        let files = evening(&format!("{MONDAYS}    weeks: 4\n"));
        let text = files.text("curriculum/cohorts.yaml").expect("it is a text");
        let text = text.replace("[TR-2]", slot);
        let mut files = files;
        files.insert("curriculum/cohorts.yaml", text.into_bytes());
        let found = findings(&files);
        assert_eq!(found.len(), 1, "{slot}: {found:?}");
        format!(
            "{}: {} | {}",
            found[0].code,
            found[0].message,
            found[0].help.as_deref().unwrap_or_default()
        )
    };
    assert_eq!(
        told("[TR-2 with guests]"),
        "unknown-name: `TR-2 with guests` is not the code of a lesson | A note stands behind a colon: `TR-2: with guests`."
    );
    let help = "Write at most 60 letters behind the colon, as in `TR-2: with guests`, or the code alone.";
    for slot in ["[TR-2: ]", "[TR-2: [with, guests]]"] {
        assert_eq!(
            told(slot),
            format!("cohort-note: the note on `TR-2` should be a few words | {help}")
        );
    }
    assert_eq!(
        told(&format!("[TR-2: {}]", "with guests ".repeat(6))),
        format!("cohort-note: the note on `TR-2` has 71 letters | {help}")
    );
    assert!(told("[TR-9: with guests]").starts_with("unknown-name: `TR-9` is not the code of a lesson"));
    assert!(told("[{TR-2: one, TR-3: two}]").starts_with("front-matter-type: expected the code of a lesson"));
}

#[test]
fn the_hours_report_is_for_staff_and_counts_each_week() {
    let files = evening(&format!(
        "{MONDAYS}    weeks: 5\n    individual: {{minutes: 60, first-weeks: 1, then-every: 2}}\n    skip:\n      2027-01-18: A holiday\n"
    ));
    let (plan, _) = support::plan(&files);
    assert!(!plan.site.public.contains_key("hours/index.html"));
    let entry = &plan.site.staff["hours/index.html"];
    let page = String::from_utf8(plan.render("hours/index.html", entry).unwrap()).unwrap();
    let week = |number: u32, from: &str, cells: [&str; 5]| {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| format!("<td class=\"count\">{cell}</td>"))
            .collect();
        format!(
            "<tr><th scope=\"row\">{number}</th><td>{from}</td>{}",
            cells.concat()
        )
    };
    // 110 minutes each, of 9 hours.
    let rows = [
        week(
            1,
            "Monday, January 4, 2027",
            ["1", "1.8", "1.0", "2.8", "<strong>7.2</strong>"],
        ),
        week(
            2,
            "Monday, January 11, 2027",
            ["1", "1.8", "0.0", "1.8", "<strong>7.2</strong>"],
        ),
        week(
            3,
            "Monday, January 18, 2027",
            ["0", "0.0", "0.0", "0.0", "<strong>9.0</strong>"],
        ),
    ];
    for row in rows {
        assert!(page.contains(&row), "{row} is not in\n{page}");
    }
    assert!(page.contains("Monday, January 18 is skipped: A holiday"));
}

/// The calendar of the cohort `evening`, its folded lines put together again.
fn calendar(files: &Files) -> String {
    let (plan, _) = support::plan(files);
    let address = "calendar/evening.ics";
    let text = plan.render(address, &plan.site.public[address]).unwrap();
    String::from_utf8(text).unwrap().replace("\r\n ", "")
}

#[test]
fn a_calendar_says_nothing_of_treatment_unless_the_programme_wants_it() {
    let lines = format!("    place: Room 2, first floor\n{MONDAYS}    weeks: 4\n");
    let discreet = calendar(&evening(&lines));
    assert!(discreet.contains("SUMMARY:Group\r\n"));
    for word in ["Evening", "Room", "TR-1", "Tiny", "DESCRIPTION", "LOCATION"] {
        assert!(!discreet.contains(word), "{word} is in\n{discreet}");
    }
    let named = calendar(&evening(&format!(
        "{lines}    calendar-title: Evening, as ever\n    calendar-details: true\n"
    )));
    assert!(named.contains("SUMMARY:Evening\\, as ever\r\n"));
    assert!(named.contains("LOCATION:Room 2\\, first floor\r\n"));
    assert!(named.contains("DESCRIPTION:TR-1 What is a trigger?\r\n"));
}

#[test]
fn a_session_keeps_its_identity_however_a_name_is_set() {
    let identity_for = |program: &str| {
        let mut files = evening(&format!("{MONDAYS}    weeks: 1\n"));
        let settings = format!("title: Tiny\nprogram: {program}\n");
        files.insert("curriculum/curriculum.yaml", settings.into_bytes());
        let text = calendar(&files);
        let identity = text.lines().find(|line| line.starts_with("UID:"));
        identity.expect("a session has an identity").to_owned()
    };
    // It is made of what is written: marks that are set in another way some day change no calendar.
    assert_ne!(identity_for("St. Mary's House"), identity_for("St. Mary’s House"));
}

#[test]
fn a_calendar_holds_each_session_and_the_changes_of_the_clock() {
    let files = evening(
        "    zone: Europe/Berlin\n    start: 2027-03-22\n    end: 2027-04-04\n    \
         meetings:\n      - {days: [monday], at: 17:30, agenda: day}\n",
    );
    let text = calendar(&files);
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
    assert!(text.contains("DTSTART;TZID=Europe/Berlin:20270329T173000\r\n"));
    assert!(text.contains(
        "BEGIN:DAYLIGHT\r\nDTSTART:20270328T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\n"
    ));
    // The day on which the run begins, not that of the build.
    assert_eq!(text.matches("DTSTAMP:20270322T000000Z\r\n").count(), 2);
    assert_eq!(text, calendar(&files));
}

#[test]
fn what_follows_from_a_wrong_time_is_not_said() {
    let wrong = MONDAYS.replace("17:30", "5:30 pm");
    let told = said(&format!(
        "{wrong}    weeks: 4\n    moved:\n      2027-01-18: 2027-01-19\n"
    ));
    assert_eq!(
        told,
        "cohort-time: `5:30 pm` is no time of the day | Write hours and minutes, from 0:00 to 23:59: half past five in the evening is 17:30."
    );
    // Nor that there are no hours.
    let files = evening(&format!("{wrong}    weeks: 4\n"));
    let (plan, _) = support::plan(&files);
    let checked = curricle::check::check(&curricle::check::Subject::new(&files, &plan.curriculum, None));
    assert!(checked.findings.iter().all(|finding| finding.code != "hours-low"));
}

#[test]
fn the_fault_of_an_original_comes_before_those_of_its_translation() {
    let mut found = vec![
        Diagnostic::error("b", "curriculum/cohorts.es.yaml", "second"),
        Diagnostic::error("a", "curriculum/cohorts.yaml", "first"),
        Diagnostic::error("c", "curriculum/curriculum.yaml", "third"),
    ];
    curricle::diagnostic::sort(&mut found);
    let order: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(order, ["first", "second", "third"]);
}

#[test]
fn lessons_that_no_cohort_takes_are_told_once() {
    let files = evening(&format!("{MONDAYS}    weeks: 4\n").replace("grid: all", "grid: one"));
    let text = files.text("curriculum/cohorts.yaml").expect("cohorts");
    let text = text.replace("grids:\n", "grids:\n  one:\n    - [TR-1]\n");
    let mut files = files.clone();
    files.insert("curriculum/cohorts.yaml", text.as_bytes());
    let (plan, _) = support::plan(&files);
    let checked = curricle::check::check(&curricle::check::Subject::new(&files, &plan.curriculum, None));
    let missing: Vec<&Diagnostic> = checked
        .findings
        .iter()
        .filter(|finding| finding.code == "grid-lesson-missing")
        .collect();
    let [one] = missing.as_slice() else {
        panic!("{missing:?}");
    };
    assert_eq!(one.message, "no cohort takes TR-2, TR-3, TR-4");
}
