//! The lints on time, objectives, sources and safety: given this text, these findings.

mod support;

use chrono::NaiveDate;
use curricle::build;
use curricle::check::{self, Subject};
use curricle::diagnostic::Diagnostic;
use curricle::files::Files;
use curricle::site::Part;
use support::{fixture, lesson};

/// Places to get help that the tests know.
const RESOURCES: &str = r#"-- resources.yaml --
- id: "988"
  name: 988 Lifeline
  for: Thoughts of suicide, or any crisis.
  call: "988"
  text: {to: "988"}
  web: https://988lifeline.org/
  spanish: For Spanish, call 988 and press 2, or text AYUDA to 988.
  pinned: true
  reviewed: 2026-11-01
- id: crisis-text
  name: Crisis Text Line
  for: Any crisis, by text.
  text: {to: "741741", say: "HOME"}
  spanish: For Spanish, text HOLA to 741741.
  reviewed: 2026-11-01
- id: samhsa
  name: SAMHSA National Helpline
  for: Finds treatment.
  call: "1-800-662-4357"
  web: https://findtreatment.gov/
  reviewed: 2026-11-01
"#;

fn found(files: &Files, today: Option<&str>) -> Vec<Diagnostic> {
    let (plan, mut findings) = build::plan(files, &[Part::Web], None);
    let today = today.map(|day| day.parse::<NaiveDate>().expect("a day"));
    findings.extend(check::check(&Subject::new(files, &plan.curriculum, today)).findings);
    findings
}

/// The texts at which a lint finds something in the files.
fn places(files: &Files, code: &str) -> Vec<String> {
    found(files, Some("2026-11-24"))
        .into_iter()
        .filter(|finding| finding.code == code)
        .map(|finding| {
            let text = files.text(&finding.path).expect("a text");
            text[finding.span.expect("a place")].trim().to_owned()
        })
        .collect()
}

/// The same, in the body of a lesson.
fn in_lesson(body: &str, code: &str) -> Vec<String> {
    places(&lesson(body), code)
}

fn with_help(body: &str) -> Files {
    fixture(&format!(
        "{RESOURCES}-- modules/01-triggers/02-lesson.md --\n---\ntitle: Lesson\nsummary: A lesson.\n---\n\n{body}"
    ))
}

fn outside(body: &str) -> Vec<String> {
    places(&with_help(body), "contact-outside")
}

fn typed(body: &str) -> Vec<String> {
    places(&with_help(body), "contact-typed")
}

fn front(front: &str, body: &str) -> Files {
    fixture(&format!(
        "-- modules/01-triggers/02-lesson.md --\n---\ntitle: Lesson\nsummary: A lesson.\n{front}\n---\n\n{body}"
    ))
}

const NONE: [&str; 0] = [];

#[test]
fn a_module_takes_as_long_as_its_lessons() {
    let module = |minutes: u32| {
        fixture(&format!(
            "-- modules/01-triggers/module.md --\n---\ntitle: Triggers\ncode: TR\nsummary: What starts an urge.\nminutes: {minutes}\n---\n\nAn urge has a start.\n"
        ))
    };
    assert_eq!(places(&module(50), "lesson-minutes"), ["50"]);
    assert_eq!(places(&module(10), "lesson-minutes"), NONE);
}

#[test]
fn sections_for_two_tracks_run_at_the_same_time() {
    let tracks = "-- curriculum.yaml --\ntitle: Tiny\nprogram: A programme\ntracks:\n  a: {title: A}\n  b: {title: B}\n";
    let of = |minutes: u32| {
        fixture(&format!(
            "{tracks}-- modules/01-triggers/02-lesson.md --\n---\ntitle: Lesson\nsummary: A lesson.\nminutes: {minutes}\n---\n\n## Talk {{minutes=10}}\n\n## For one {{minutes=20 track=a}}\n\n## For the other {{minutes=20 track=b}}\n"
        ))
    };
    assert_eq!(places(&of(30), "lesson-minutes"), NONE);
    assert_eq!(places(&of(40), "lesson-minutes"), ["40"]);
}

#[test]
fn an_activity_that_nobody_could_do_in_its_minutes_is_found_with_the_numbers() {
    let long = "word ".repeat(700);
    let message = |body: &str| {
        found(&lesson(body), None)
            .into_iter()
            .find(|finding| finding.code == "activity-minutes")
            .map(|finding| finding.message)
    };
    let read = message(&format!("## Talk {{.discussion minutes=5}}\n\n{long}\n")).expect("found");
    assert!(
        read.contains("700 words to read aloud") && read.contains("has 5 minutes"),
        "{read}"
    );
    assert_eq!(
        message(&format!("## Talk {{.discussion minutes=10}}\n\n{long}\n")),
        None
    );
    let questions = "- What helps you?\n".repeat(12);
    assert!(message(&format!("## Talk {{.discussion minutes=5}}\n\n{questions}")).is_some());
    assert!(message("## Walk {.exercise minutes=90}\n\nWalk.\n").is_some());
    assert!(message("## Walk {.exercise minutes=0}\n\nWalk.\n").is_some());
    assert!(message("## Walk {.practice minutes=2}\n\n1. Walk. (2 min)\n2. Stop. (30 s)\n").is_some());
    assert_eq!(
        message("## Walk {.practice minutes=2}\n\n1. Walk. (90 s)\n2. Stop. (30 s)\n"),
        None
    );
}

#[test]
fn what_staff_read_and_what_is_done_at_home_takes_no_group_time() {
    let long = "word ".repeat(700);
    let staff = format!("## Talk {{.discussion minutes=2}}\n\nHello.\n\n> [!facilitator]\n> {long}\n");
    assert_eq!(in_lesson(&staff, "activity-minutes"), NONE);
    let rows = "| Mon | | | |\n".repeat(20);
    let home =
        format!("## At home {{.home-practice minutes=2}}\n\n| Day | A | B | C |\n|---|---|---|---|\n{rows}");
    assert_eq!(in_lesson(&home, "activity-minutes"), NONE);
}

#[test]
fn objectives_begin_with_what_can_be_seen() {
    let objectives = |lines: &[&str]| {
        let list: String = lines.iter().map(|line| format!("  - {line}\n")).collect();
        places(
            &front(
                &format!("objectives:\n{}", list.trim_end()),
                "## Talk {.discussion}\n\nTalk.\n",
            ),
            "objective-verb",
        )
    };
    let good = [
        "Say in your own words what a trigger is.",
        "You can name three signs.",
        "Come back to here and now.",
        "Clearly name one sign.",
        "To write a plan.",
        "Practise one breath.",
        "Names two people.",
        "Role-play a no.",
    ];
    assert_eq!(objectives(&good), NONE);
    let bad = [
        "Understand what a trigger is.",
        "understanding triggers",
        "You will be able to appreciate your strengths.",
        "Be aware of your triggers.",
        "Really know your signs.",
        "Learn how to say no.",
        "Gain insight.",
        "By the end of this lesson you can understand cravings.",
    ];
    assert_eq!(objectives(&bad).len(), bad.len());
}

#[test]
fn an_objective_is_met_by_an_activity() {
    let body = "## My plan {.exercise}\n\nMy plan for a\ncraving: ______\n";
    let of = |objective: &str, body: &str| {
        places(
            &front(&format!("objectives:\n  - {objective}"), body),
            "objective-unmet",
        )
    };
    assert_eq!(of("Write a plan for cravings.", body), NONE);
    assert_eq!(of("Draw the budget of a household.", body).len(), 1);
    let only_staff =
        "## My plan {.exercise}\n\nA thing: ______\n\n> [!facilitator]\n> Speak of the budget.\n";
    assert_eq!(of("Draw the budget of a household.", only_staff).len(), 1);
    assert_eq!(of("Write a plan.", "No activity.\n").len(), 1);
}

#[test]
fn facts_need_a_source() {
    for fact in [
        "Studies found that slow\nbreathing helps.",
        "About 7 in 10 people recover.",
        "It helped 40% of them.",
        "Sleep is linked with mood.",
        "People who walk are less likely to use.",
        "The group began in 1935.",
        "Research shows it.",
    ] {
        assert_eq!(in_lesson(fact, "source-needed"), [fact], "{fact}");
    }
    for plain in [
        "You may rest for 10 minutes.",
        "What do studies say?",
        "How sure are you, from 0 to 10? Two out of ten is fine.",
        "This comes from people's experience.",
        "Go in to the room at 10:30.",
        "What is the evidence for this thought?",
        "Read page 12.",
    ] {
        assert_eq!(in_lesson(plain, "source-needed"), NONE, "{plain}");
    }
}

#[test]
fn sources_are_cited_listed_and_whole() {
    let sources = "-- sources.yaml --\nold:\n  type: book\n  title: An old book\n  author: Old, A.\n  date: 1990\nnew:\n  type: report\n  title: A new report\n";
    let files = fixture(&format!(
        "{sources}-- modules/01-triggers/02-lesson.md --\n---\ntitle: Lesson\nsummary: A lesson.\nsources: [new]\n---\n\nStudies agree [@old p. 3].\n"
    ));
    assert_eq!(places(&files, "source-listed"), ["new", "@old p. 3"]);
    assert_eq!(places(&files, "source-incomplete"), ["new"]);
    assert_eq!(places(&files, "source-unused"), NONE);
    assert_eq!(
        places(&fixture(sources), "source-unused"),
        ["new", "old"]
            .map(String::from)
            .iter()
            .rev()
            .cloned()
            .collect::<Vec<_>>()
    );
}

#[test]
fn ages_are_counted_from_a_day_and_not_without_one() {
    let files = front("reviewed: 2024-11-20", "Text.\n");
    let codes = |files: &Files, today: Option<&str>| -> Vec<&'static str> {
        let findings = found(files, today).into_iter();
        findings
            .filter(|finding| {
                ["reviewed-old", "resource-old"].contains(&finding.code)
                    && !finding.path.ends_with("resources.yaml")
            })
            .map(|finding| finding.code)
            .collect()
    };
    assert_eq!(codes(&files, Some("2026-11-24")), ["reviewed-old"]);
    assert_eq!(codes(&files, Some("2026-11-20")), NONE);
    assert_eq!(codes(&files, None), NONE);
    // Reviewed after the newest commit, and not committed yet.
    assert_eq!(codes(&files, Some("2024-11-06")), NONE);
    assert_eq!(codes(&files, Some("2024-11-05")), ["reviewed-old"]);
}

#[test]
fn a_place_to_get_help_is_called_every_half_year() {
    let of = |reviewed: &str| {
        let files = fixture(&format!(
            "-- resources.yaml --\n- id: a\n  name: A\n  for: All.\n  call: \"211\"\n{reviewed}"
        ));
        places(&files, "resource-old").len()
    };
    assert_eq!(of(""), 1);
    assert_eq!(of("  reviewed: 2026-05-01\n"), 1);
    assert_eq!(of("  reviewed: 2026-06-01\n"), 0);
    assert_eq!(of("  reviewed: 2027-01-01\n"), 1);
}

#[test]
fn places_to_get_help_that_are_due_are_one_finding_with_the_oldest_first() {
    let one = |id: &str, reviewed: &str| {
        format!("- id: {id}\n  name: Place {id}\n  for: All.\n  call: \"211\"\n{reviewed}")
    };
    let list = [
        one("a", "  reviewed: 2026-02-01\n"),
        one("b", "  reviewed: 2026-01-01\n"),
        one("c", "  reviewed: 2026-11-01\n"),
        one("d", ""),
        one("e", ""),
    ];
    let files = fixture(&format!("-- resources.yaml --\n{}", list.concat()));
    let messages: Vec<String> = found(&files, Some("2026-11-24"))
        .into_iter()
        .filter(|finding| finding.code == "resource-old")
        .map(|finding| finding.message)
        .collect();
    assert_eq!(
        messages,
        [
            "2 places to get help were last tried more than 6 months ago: `b` (2026-01-01), `a` (2026-02-01)",
            "2 places to get help do not say when somebody last called or opened them: `d`, `e`",
        ]
    );
}

#[test]
fn a_hard_topic_has_a_notice() {
    let found = |body: &str| in_lesson(body, "notice-missing");
    assert_eq!(found("## Suicide\n\nWe talk about it.\n"), ["Suicide"]);
    assert_eq!(
        found("Your partner beats you\nagain.\n\nAbuse is never your fault.\n").len(),
        1
    );
    // Passing mentions: a line to call, a link, a staff note, the name of another thing.
    assert_eq!(found("If you think of suicide, call [988](help:988).\n"), NONE);
    assert_eq!(
        found("> [!facilitator]\n> Ask about suicide. Suicide is a risk.\n"),
        NONE
    );
    assert_eq!(
        found("Treatment of substance abuse.\n\nDrug abuse is an old word.\n"),
        NONE
    );
    assert_eq!(found("An urge to hurt yourself can come.\n"), NONE);
    let tagged = front("topics: [trauma]", "Text.\n");
    assert_eq!(places(&tagged, "notice-missing"), ["trauma"]);
    let with_notice = front("topics: [trauma]\nnotice: Talks about trauma.", "Text.\n");
    assert_eq!(places(&with_notice, "notice-missing"), NONE);
}

#[test]
fn a_topic_that_nobody_knows_is_an_error_with_the_nearest() {
    let wrong = found(&front("topics: [overdoes]", "Text.\n"), None);
    let finding = wrong
        .iter()
        .find(|finding| finding.code == "unknown-name")
        .expect("found");
    assert_eq!(finding.message, "`overdoes` is not a topic that is known here");
    assert_eq!(finding.help.as_deref(), Some("Did you mean `overdose`?"));
}

#[test]
fn help_for_a_hard_topic_is_in_reach() {
    let page = |topic: &str, body: &str| places(&front(&format!("topics: [{topic}]"), body), "help-missing");
    // 988 stands on every page.
    assert_eq!(page("self-harm", "Text.\n"), NONE);
    assert_eq!(page("overdose", "Text.\n"), ["overdose"]);
    assert_eq!(page("violence", "Here is [help](help:988).\n"), ["violence"]);
}

#[test]
fn nobody_is_made_to_tell() {
    let found = |body: &str| in_lesson(body, "disclosure-required");
    assert_eq!(
        found("## Round {.discussion}\n\nEveryone shares when they last\nused. Then we rest.\n"),
        ["Everyone shares when they last\nused."]
    );
    assert_eq!(
        found("## Round {.discussion}\n\nYou must tell the group about your arrests.\n").len(),
        1
    );
    assert_eq!(
        found("## Round {.discussion}\n\nEach person reads their story aloud.\n").len(),
        1
    );
    assert_eq!(
        found("## Mine {.exercise}\n\nMy arrest record: ______\n").len(),
        1
    );
    assert_eq!(
        found("## Mine {.exercise}\n\nWhat was done to me:\n______________\n______________\n").len(),
        1
    );
    for fine in [
        "## Round {.discussion}\n\nEveryone shares when they last used. You may pass.\n",
        "## Round {.discussion}\n\nYou do not have to tell anyone about your arrests.\n",
        "## Round {.discussion}\n\nIf you like, tell the group about your diagnosis.\n",
        "## Round {.discussion}\n\nEach person names one colour.\n",
        "## Mine {.exercise}\n\nSkip any line.\n\nMy arrest record: ______\n",
        "## Mine {.exercise}\n\nA song that helps me: ______\n",
        "> [!facilitator]\n> Each person tells about their arrests.\n",
    ] {
        assert_eq!(found(fine), NONE, "{fine}");
    }
}

#[test]
fn numbers_that_nobody_has_checked_are_found() {
    for (text, number) in [
        ("Call 989 now.", "989"),
        ("Call 911 now.", "911"),
        ("Dial 9-8-9.", "9-8-9"),
        ("Call 1-800-662-4358.", "1-800-662-4358"),
        ("Reach us at (800) 555-0134.", "(800) 555-0134"),
        ("Ring 555-0134 today.", "555-0134"),
        ("+44 20 7946 0958", "+44 20 7946 0958"),
        ("0800 123 4567", "0800 123 4567"),
        ("1-800-273-TALK", "1-800-273-TALK"),
        ("Text HOME to 741742.", "741742"),
        ("Text 741-742 at night.", "741-742"),
        ("The 989 Lifeline is there.", "989"),
        ("Call 1-800-\n662-4358.", "1-800-\n662-4358"),
        ("> [!facilitator]\n> Call 989.", "989"),
        ("Write to help@example.org.", "help@example.org"),
        ("See example.org/help.", "example.org/help"),
        (
            "See [this](https://example.org/).",
            "[this](https://example.org/)",
        ),
        ("Text HELP to 741741.", "HELP"),
        ("Call 988 and press 3.", "press 3"),
        ("Call [988](help:samhsa).", "988"),
        ("Llame al 989.", "989"),
        ("| Line | Number |\n|---|---|\n| Crisis line | 989 |", "989"),
        ("Send it to `1-800-662-4358`.", "1-800-662-4358"),
    ] {
        assert_eq!(outside(text), [number], "{text}");
    }
}

#[test]
fn other_numbers_are_left_alone() {
    for text in [
        "Nine or 9 or more hours a week.",
        "It began in 2019, and in 2026-11-23 it went on.",
        "Read pages 101-120 and 1689-1695.",
        "doi 10.1542/peds.2022-057529 and PMC4268880",
        "DHHS Publication No. (SMA) 06-4152, and PEP23-02-01-001",
        "Group is at 10:30, or from 9 to 12.",
        "How strong is it? [0-10 none … strongest]",
        "A review of 27 studies with 10,565 people, and 6,703 more.",
        "Call 100 people. Text 200 words.",
        "It costs $988.50 or 100 dollars.",
        "Room 204 on line 3.",
        "42 CFR Part 2, TR-1 and ST-2",
        "Call [988](help:988), or text [HOME to 741741](help:crisis-text).",
        "Call 988 and press 2. Text AYUDA to 988.",
        "Text HOLA to 741741.",
        "Call 1 (800) 662-4357 or 1-800-662-HELP.",
        "See findtreatment.gov, e.g. in the U.S. at 5 p.m.",
        "We met 365 days a year.",
    ] {
        assert_eq!(outside(text), NONE, "{text}");
    }
}

#[test]
fn a_number_that_is_known_is_linked_and_not_typed() {
    assert_eq!(typed("Call 1-800-662-4357."), ["1-800-662-4357"]);
    assert_eq!(typed("Call 988."), ["988"]);
    assert_eq!(
        typed("See [them](https://findtreatment.gov)."),
        ["[them](https://findtreatment.gov)"]
    );
    assert_eq!(typed("Call [988](help:988). Ask 988 how."), NONE);
    assert_eq!(typed("Call [988](help:988). Then call 989."), NONE);
}
