//! The lints: each finds its own example and nothing in the better one.

mod support;

use chrono::NaiveDate;
use curricle::build;
use curricle::check::{self, Finder, LINTS, Lint, Subject};
use curricle::files::Files;
use curricle::overlay;
use curricle::site::Part;
use support::{fixture, lesson};

/// The day on which the examples are looked at.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
}

/// The files of an example; see `Example`.
fn example(text: &str) -> Files {
    if text.starts_with("-- ") {
        fixture(text)
    } else if text.starts_with("---\n") {
        fixture(&format!("-- modules/01-triggers/02-lesson.md --\n{text}"))
    } else {
        lesson(text)
    }
}

/// The codes of all that is found in an example.
fn codes(text: &str) -> Vec<&'static str> {
    let overlay::Composed {
        files,
        findings: before,
        ..
    } = overlay::compose(&example(text));
    let (plan, mut findings) = build::plan(&files, &[Part::Web, Part::Print], None);
    findings.extend(before);
    let subject = Subject::new(&files, &plan.curriculum, Some(today()));
    findings.extend(check::check(&subject).findings);
    findings.extend(check::check_plans(&subject).1.findings);
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn each_lint_finds_its_example_and_not_the_better_one() {
    let wrong: Vec<String> = check::all()
        .filter(|lint| !lint.example.is_in_words())
        .flat_map(|lint: &Lint| {
            let written = codes(lint.example.written);
            let better = codes(lint.example.better);
            let missed =
                (!written.contains(&lint.code)).then(|| format!("{}: missed, found {written:?}", lint.code));
            let invented = better
                .contains(&lint.code)
                .then(|| format!("{}: found in the better text", lint.code));
            missed.into_iter().chain(invented)
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_code_is_in_the_table_once() {
    let mut table: Vec<&str> = check::all().map(|lint| lint.code).collect();
    let count = table.len();
    table.sort_unstable();
    table.dedup();
    assert_eq!(table.len(), count, "a code stands twice in the table");
}

#[test]
fn a_lint_can_be_allowed_with_a_reason() {
    let files = example(
        "---\ntitle: A walk\nsummary: A short walk.\nminutes: 50\nallow:\n  lesson-minutes: The walk is as long as it is.\n---\n\n## Walk {minutes=30}\n",
    );
    let (plan, _) = build::plan(&files, &[Part::Web], None);
    let checked = check::check(&Subject::new(&files, &plan.curriculum, None));
    assert!(
        checked
            .findings
            .iter()
            .all(|finding| finding.code != "lesson-minutes")
    );
    let (finding, reason) = &checked.allowed[0];
    assert_eq!(
        (finding.code, reason.as_deref()),
        ("lesson-minutes", Some("The walk is as long as it is."))
    );
}

#[test]
fn an_exception_that_is_unknown_or_not_needed_is_found() {
    let with = |allow: &str| {
        codes(&format!(
            "---\ntitle: A\nsummary: A.\nallow: {allow}\n---\n\nText.\n"
        ))
    };
    assert!(with("[lesson-minuets]").contains(&"exception-unknown"));
    assert!(with("[lesson-minutes]").contains(&"exception-unused"));
    // What stops publishing would mislead or harm somebody.
    assert!(with("[alt-missing]").contains(&"exception-unknown"));
    assert!(LINTS.iter().any(|lint| matches!(lint.finder, Finder::Build(_))));
}
