//! What an author is told: all of it at once, with the file, the line and what to do.

mod support;

use support::{codes, findings, fixture, lesson, site};

#[test]
fn everything_that_is_wrong_at_once() {
    insta::assert_snapshot!(findings(&site("broken")));
}

#[test]
fn a_curriculum_without_faults_has_no_findings() {
    assert_eq!(findings(&site("tiny")), "");
    assert_eq!(findings(&site("kitchen-sink")), "");
}

#[test]
fn a_heading_that_skips_a_level() {
    assert_eq!(
        codes(&lesson("## One\n\n### Two\n\n## Three\n\n#### Four\n")),
        ["heading-skipped"]
    );
}

#[test]
fn two_pages_at_one_address() {
    let page = "---\ntitle: Twice\nsummary: Twice.\n---\n";
    let text =
        format!("-- modules/01-triggers/02-same.md --\n{page}-- modules/01-triggers/03-same.md --\n{page}");
    assert_eq!(codes(&fixture(&text)), ["address-twice"]);
}

#[test]
fn a_module_may_not_take_the_address_of_help() {
    let text = "-- modules/02-help/module.md --\n---\ntitle: Help\ncode: HE\nsummary: Help.\n---\n";
    assert_eq!(codes(&fixture(text)), ["address-twice"]);
}

#[test]
fn a_link_may_not_leave_the_curriculum() {
    let found = findings(&lesson("[out](../../../../etc/passwd.md)\n"));
    assert!(
        found.contains("A link may not leave the curriculum's folder."),
        "{found}"
    );
}

#[test]
fn each_answer_space_needs_a_name() {
    for body in [
        "## A {.exercise}\n\n____________\n",
        "## A {.exercise}\n\n[0-10 low … high]\n",
        "## A {.exercise}\n\n| | |\n|---|---|\n| | |\n",
    ] {
        assert!(codes(&lesson(body)).contains(&"answer-unlabelled"), "{body}");
    }
}

#[test]
fn a_misspelt_callout_for_staff_is_kept_from_participants() {
    let files = lesson("> [!facilitatr]\n> The canary sings.\n");
    let (plan, found) = support::plan(&files);
    assert_eq!(found[0].code, "unknown-callout");
    let text = curricle::edition::screen(&plan.curriculum.modules[0].lessons[1].page.body);
    assert!(!format!("{text:?}").contains("canary"));
}
