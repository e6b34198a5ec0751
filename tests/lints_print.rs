//! The lints of print: what they say of pages that were laid out, on letter and A4 paper and in large print.

mod support;

use curricle::build;
use curricle::check::{self, Subject};
use curricle::diagnostic::Diagnostic;
use curricle::edition::Product;
use curricle::files::Files;
use curricle::site::Part;
use support::{fixture, lesson};

/// What is found when pages are laid out too.
fn found(files: &Files) -> Vec<Diagnostic> {
    let (plan, _) = build::plan(files, &[Part::Print], None);
    let proofs = plan.proofs().expect("the theme lays it out");
    let subject = Subject::new(files, &plan.curriculum, None).with_proofs(proofs);
    check::check(&subject).findings
}

/// The sentences of the findings with this code.
fn sentences(files: &Files, code: &str) -> Vec<String> {
    found(files)
        .into_iter()
        .filter(|finding| finding.code == code)
        .map(|finding| finding.message)
        .collect()
}

fn handout(layout: &str, body: &str) -> Files {
    fixture(&format!(
        "-- modules/01-triggers/handouts/01-card.md --\n---\ntitle: Card\nsummary: A card.\nlayout: {layout}\n---\n\n{body}"
    ))
}

/// As many lines to write on as asked for, each under a label.
fn lines(count: usize) -> String {
    (1..=count)
        .map(|number| format!("Number {number}:\n\n____________________________________\n\n"))
        .collect()
}

#[test]
fn a_handout_that_does_not_fit_its_sheet_is_found() {
    let full = sentences(&handout("page", &lines(60)), "handout-too-long");
    assert_eq!(full.len(), 1, "{full:?}");
    assert!(
        full[0].starts_with("TR-H1 does not fit one sheet of "),
        "{full:?}"
    );
}

#[test]
fn a_handout_that_fits_only_in_small_letters_is_found_with_its_size() {
    let small = sentences(&handout("page", &lines(26)), "handout-too-long");
    assert_eq!(small.len(), 1, "{small:?}");
    assert!(small[0].contains("only in letters of "), "{small:?}");
}

#[test]
fn a_sheet_takes_both_its_sides_before_its_letters_are_small() {
    let files = handout("page", &lines(14));
    assert!(sentences(&files, "handout-too-long").is_empty());
    let (plan, _) = build::plan(&files, &[Part::Print], None);
    let proofs = plan.proofs().expect("the theme lays it out");
    let pages: Vec<_> = proofs
        .iter()
        .filter(|proof| matches!(proof.product, Product::Handout(..)) && !proof.setting.large_print)
        .map(|proof| (proof.pages, proof.sheets[0].letters))
        .collect();
    assert!(!pages.is_empty());
    for (pages, letters) in pages {
        assert_eq!(pages, 2);
        assert!(letters >= 11.5, "{letters}");
    }
}

#[test]
fn cards_take_more_sheets_before_their_letters_are_small() {
    let cards: String = (1..=12)
        .map(|at| format!("## Card {at}\n\n{}", lines(2)))
        .collect();
    let files = handout("cards", &cards);
    assert!(sentences(&files, "handout-too-long").is_empty());
}

#[test]
fn a_handout_with_room_is_not_found() {
    let files = handout("page", &lines(4));
    assert!(sentences(&files, "handout-too-long").is_empty());
    assert!(sentences(&files, "handout-large-print").is_empty());
}

#[test]
fn cards_and_posters_are_fitted_too() {
    let card = format!("## One\n\n{}## Two\n\n{}", lines(30), lines(30));
    for layout in ["cards", "poster"] {
        let full = sentences(&handout(layout, &card), "handout-too-long");
        assert_eq!(full.len(), 1, "{layout}: {full:?}");
    }
}

#[test]
fn a_handout_that_fills_more_than_two_pages_in_large_print_is_found() {
    let large = sentences(&handout("page", &lines(40)), "handout-large-print");
    assert_eq!(large.len(), 1, "{large:?}");
    assert!(large[0].starts_with("TR-H1 needs "), "{large:?}");
}

#[test]
fn an_activity_over_three_pages_is_found_at_its_heading() {
    let files = lesson(&format!("## My day {{.exercise}}\n\n{}", lines(60)));
    let split: Vec<Diagnostic> = found(&files)
        .into_iter()
        .filter(|finding| finding.code == "activity-split")
        .collect();
    assert_eq!(split.len(), 1, "{split:?}");
    assert!(split[0].message.contains("runs over"), "{split:?}");
    let span = split[0].span.as_ref().expect("a place");
    let text = files.text(&split[0].path).expect("the lesson");
    assert!(text[span.start..].starts_with("## My day"));
}

#[test]
fn an_activity_is_not_begun_where_its_first_table_does_not_fit() {
    let rows = "| A place | |\n".repeat(10);
    for filler in [5, 8, 11] {
        let text = "A line of its own.\n\n".repeat(filler);
        let files = lesson(&format!(
            "## Before\n\n{text}## My day {{.exercise}}\n\n| Place | Risk |\n|---|---|\n{rows}\n{}",
            lines(12)
        ));
        let (plan, _) = build::plan(&files, &[Part::Print], None);
        let proofs = plan.proofs().expect("the theme lays it out");
        let activities: Vec<_> = proofs.iter().flat_map(|proof| &proof.activities).collect();
        assert!(!activities.is_empty());
        for activity in activities {
            assert_eq!(activity.heading, activity.pages.0, "{activity:?}");
        }
    }
}

#[test]
fn an_activity_that_fits_a_page_is_whole() {
    let files = lesson(&format!("## My day {{.exercise}}\n\n{}", lines(8)));
    assert!(sentences(&files, "activity-split").is_empty());
}

#[test]
fn cards_of_a_role_play_may_take_as_many_pages_as_they_need() {
    let cards: String = (1..=6)
        .map(|number| format!("### Scene {number}\n\n{}", lines(8)))
        .collect();
    let files = lesson(&format!("## Say it {{.role-play}}\n\n{cards}"));
    assert!(sentences(&files, "activity-split").is_empty());
}

#[test]
fn an_exception_for_print_is_not_called_needless_where_no_page_was_laid_out() {
    let with = "-- modules/01-triggers/handouts/01-card.md --\n---\ntitle: Card\nsummary: A card.\nlayout: page\n\
                allow:\n  handout-too-long: It is folded twice.\n---\n\nText.\n";
    let files = fixture(with);
    let (plan, _) = build::plan(&files, &[Part::Print], None);
    let quick = check::check(&Subject::new(&files, &plan.curriculum, None)).findings;
    assert!(quick.iter().all(|finding| finding.code != "exception-unused"));
    // With its pages laid out it is: the text fits.
    assert!(
        found(&files)
            .iter()
            .any(|finding| finding.code == "exception-unused")
    );
}

#[test]
fn a_proof_measures_each_handout_on_both_papers_and_in_large_print() {
    let files = handout("page", &lines(4));
    let (plan, _) = build::plan(&files, &[Part::Print], None);
    let proofs = plan.proofs().expect("the theme lays it out");
    let of_handout: Vec<_> = proofs
        .iter()
        .filter(|proof| proof.product == Product::Handout(0, 0))
        .map(|proof| {
            (
                proof.setting.paper.name(),
                proof.setting.large_print,
                proof.sheets[0].letters,
            )
        })
        .collect();
    assert_eq!(
        of_handout,
        [
            ("letter", false, 12.5),
            ("a4", false, 12.5),
            ("letter", true, 18.0),
            ("a4", true, 18.0)
        ]
    );
}
