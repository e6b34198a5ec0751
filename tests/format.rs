//! The authoring format: what is written, and what a reader gets.

mod support;

use support::{codes, lesson, main_of, page};

/// The main part of the page of a lesson with this body.
fn shown(body: &str) -> String {
    main_of(&page(&lesson(body), "triggers/lesson/index.html")).to_owned()
}

#[test]
fn a_blank_is_a_field_named_by_the_words_before_it() {
    let html = shown("## Call {.exercise}\n\nMy helper's number: ______________\n");
    assert!(
        html.contains("aria-label=\"My helper&#39;s number\"")
            || html.contains("aria-label=\"My helper&#x27;s number\""),
        "{html}"
    );
}

#[test]
fn lines_are_named_by_the_paragraph_before_them() {
    let html = shown("## Write {.exercise}\n\nWhat happened?\n______\n______\n______\n");
    assert!(html.contains("<p>What happened?</p>"), "{html}");
    assert!(
        html.contains("<textarea") && html.contains("aria-label=\"What happened?\""),
        "{html}"
    );
}

#[test]
fn a_table_cell_is_named_by_its_heads() {
    let html = shown("## Log {.exercise}\n\n| Day | What I did |\n|---|---|\n| Mon | |\n");
    assert!(html.contains("aria-label=\"What I did: Mon\""), "{html}");
}

#[test]
fn two_blanks_on_a_line_have_a_name_each() {
    let html = shown("## Call {.exercise}\n\nName: ______ Number: ______\n");
    assert!(
        html.contains("aria-label=\"Name\"") && html.contains("aria-label=\"Number\""),
        "{html}"
    );
}

#[test]
fn a_practice_step_keeps_its_time() {
    let html = shown("## Breathe {.practice}\n\n1. Breathe out. (30 s)\n2. Rest. (2 min)\n");
    assert!(
        html.contains("30 seconds") && html.contains("2 minutes") && !html.contains("(30 s)"),
        "{html}"
    );
}

#[test]
fn html_is_shown_as_text() {
    let html = shown("A <script>alert(1)</script> here.\n");
    assert!(
        html.contains("&lt;script&gt;") && !html.contains("<script>"),
        "{html}"
    );
}

#[test]
fn underscores_inside_code_and_addresses_stay() {
    let html = shown("`a___b` and [x](https://example.org/a___b).\n");
    assert!(
        html.contains("<code>a___b</code>") && html.contains("https://example.org/a___b"),
        "{html}"
    );
}

#[test]
fn a_rule_of_hyphens_is_no_line_to_write_on() {
    let html = shown("Above.\n\n---\n\nBelow.\n");
    assert!(html.contains("<hr>") && !html.contains("<textarea"), "{html}");
}

#[test]
fn a_citation_leads_to_its_source_and_back_to_nothing_foreign() {
    let files = support::site("kitchen-sink");
    let html = page(&files, "triggers/everything/index.html");
    assert!(
        html.contains("href=\"#source-1\"") && html.contains("id=\"source-1\""),
        "{html}"
    );
    assert!(html.contains("id=\"source-2\""), "{html}");
}

#[test]
fn links_lead_to_pages_words_and_help() {
    let html = page(&support::site("kitchen-sink"), "triggers/everything/index.html");
    for address in [
        "../../calm/breathe/index.html#slow-steps",
        "../handouts/card/index.html",
        "../../glossary/index.html#term-craving",
        "../../help/index.html#help-988",
    ] {
        let from_root = address.replace("../handouts", "../../triggers/handouts");
        assert!(
            html.contains(address) || html.contains(&from_root),
            "{address} is not linked"
        );
    }
}

#[test]
fn the_number_in_a_name_is_the_number_in_the_code() {
    let files = support::fixture(
        "-- modules/01-triggers/07-seven.md --\n---\ntitle: Seven\nsummary: The seventh.\n---\n\nText.\n",
    );
    let (plan, _) = support::plan(&files);
    let codes: Vec<&str> = plan.curriculum.modules[0]
        .lessons
        .iter()
        .map(|lesson| &*lesson.page.code)
        .collect();
    assert_eq!(codes, ["TR-1", "TR-7"]);
}

#[test]
fn an_answer_keeps_its_identity_when_the_lesson_around_it_changes() {
    let id = |body: &str| {
        let html = shown(body);
        let at = html.find("id=\"a").unwrap() + 4;
        html[at..at + 13].to_owned()
    };
    let before = id("## Call {.exercise}\n\nMy number: ______\n");
    let after = id(
        "A new first line.\n\n## Before\n\nMore.\n\n## Call {.exercise}\n\nRead this first.\n\nMy number: ______\n",
    );
    let other = id("## Call {.exercise}\n\nMy other number: ______\n");
    assert_eq!(before, after);
    assert_ne!(before, other);
}

#[test]
fn a_self_check_keeps_its_answers_from_the_workbook() {
    use curricle::edition::{Product, edition};
    let (plan, _) = support::plan(&support::site("kitchen-sink"));
    let text = |product| {
        let edition = edition(&plan.curriculum, product);
        format!("{:?}", edition.modules[0].lessons[0].1)
    };
    let workbook = text(Product::Workbook(0));
    assert!(
        workbook.contains("a start")
            && !workbook.contains("It starts an urge")
            && !workbook.contains("right: true")
    );
    let guide = text(Product::FacilitatorGuide(0));
    assert!(guide.contains("It starts an urge") && guide.contains("right: true"));
}

#[test]
fn every_construct_at_once() {
    let files = support::site("kitchen-sink");
    assert_eq!(codes(&files), Vec::<&str>::new());
    insta::assert_snapshot!(main_of(&page(&files, "triggers/everything/index.html")));
}

#[test]
fn every_construct_at_once_for_print() {
    use curricle::edition::Product;
    use curricle::render::{Input, print};
    let (plan, _) = support::plan(&support::site("kitchen-sink"));
    let fonts = print::Fonts::of(&plan.theme);
    let input = Input {
        files: &plan.files,
        curriculum: &plan.curriculum,
        theme: &plan.theme,
        base_url: None,
        fonts: &fonts,
    };
    let mut data: serde_json::Value =
        serde_json::from_str(&print::data(input, Product::FacilitatorGuide(0))).unwrap();
    // The theme's words and drawings have tests of their own.
    data["t"] = serde_json::Value::Null;
    data["icons"] = serde_json::Value::Null;
    insta::assert_snapshot!(serde_json::to_string_pretty(&data).unwrap());
}
