//! The authoring format: what is written, and what a reader gets.

mod support;

use curricle::curriculum::Language;
use curricle::edition::{Occasion, Product, Setting, edition};
use curricle::files::Files;
use support::{codes, lesson, main_of, page};

/// The main part of the page of a lesson with this body.
fn shown(body: &str) -> String {
    main_of(&page(&lesson(body), "triggers/lesson/index.html")).to_owned()
}

#[test]
fn a_blank_is_a_field_named_by_the_words_before_it() {
    let html = shown("## Call {.exercise}\n\nMy helper's number: ______________\n");
    assert!(html.contains("aria-label=\"My helper’s number\""), "{html}");
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
fn quotation_marks_and_apostrophes_are_set_as_in_a_book() {
    let html = shown(
        "She said: \"Don't say *'never'*.\"\n\n\"*So?*\" (\"yes\") In the '90s, the twins' [\"list\"](https://example.org/).\n\n<https://example.org/d'or>\n",
    );
    assert!(html.contains("She said: “Don’t say <em>‘never’</em>.”"), "{html}");
    assert!(
        html.contains("“<em>So?</em>” (“yes”) In the ’90s, the twins’ "),
        "{html}"
    );
    assert!(html.contains(">“list”</a>"), "{html}");
    assert!(
        html.contains(">https://example.org/d&#39;or</a>") || html.contains(">https://example.org/d'or</a>"),
        "{html}"
    );
}

#[test]
fn each_text_has_the_quotation_marks_of_its_language() {
    let mut files = support::fixture(
        "-- curriculum.yaml --\ntitle: T\nprogram: P\nlanguages: [en, fr]\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: Say \"no\"\nsummary: L.\n---\n\nA \"no\".\n\
         -- modules/01-triggers/02-lesson.fr.md --\n---\ntitle: Dire \"non\"\nsummary: L.\n---\n\nUn \"non\", c'est 'non'.\n\
         -- modules/01-triggers/03-other.md --\n---\ntitle: Other\nsummary: L.\n---\n\nA \"yes\".\n",
    );
    let words = files.bytes("themes/calm/strings/en.yaml").unwrap().clone();
    files.insert("themes/calm/strings/fr.yaml", words);
    let translated = page(&files, "fr/triggers/lesson/index.html");
    assert!(translated.contains("Un «non», c’est “non”."), "{translated}");
    assert!(translated.contains("Dire «non»"), "{translated}");
    let original = page(&files, "fr/triggers/other/index.html");
    assert!(original.contains("A “yes”."), "{original}");
}

#[test]
fn a_table_cell_is_named_by_its_heads() {
    let html = shown("## Log {.exercise}\n\n| Day | What I did |\n|---|---|\n| Mon | |\n");
    assert!(html.contains("aria-label=\"What I did: Mon\""), "{html}");
}

#[test]
fn the_empty_corner_of_a_table_is_no_head() {
    let html = shown("| | Before |\n|---|---|\n| Body | tight |\n");
    assert!(
        html.contains("<tr><td></td><th scope=\"col\">Before</th></tr>"),
        "{html}"
    );
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
fn a_choice_may_have_a_blank_in_its_words() {
    let html = shown("## Pick {.exercise}\n\nWhat helps?\n\n- [ ] Tea\n- [ ] Something else: ______\n");
    assert_eq!(
        html.matches("<label ").count(),
        1,
        "a label names one field: {html}"
    );
    assert!(
        html.contains("aria-labelledby=") && html.contains("aria-label=\"Something else\""),
        "{html}"
    );
}

#[test]
fn a_section_for_a_track_says_so() {
    let files = support::fixture(
        "-- curriculum.yaml --\ntitle: T\nprogram: P\ntracks:\n  both: {title: Both at once}\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: L\nsummary: L.\n---\n\n## For some {track=both}\n\nText.\n",
    );
    let html = page(&files, "triggers/lesson/index.html");
    assert!(
        html.contains("data-track=\"both\"") && html.contains("For: Both at once"),
        "{html}"
    );
}

#[test]
fn a_goal_that_no_lesson_helps_with_is_not_offered() {
    let files = support::fixture(
        "-- curriculum.yaml --\ntitle: T\nprogram: P\ngoals:\n  sleep: Sleep better\n  work: Find work\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: L\nsummary: L.\ngoals: [sleep]\n---\n\nText.\n",
    );
    let html = page(&files, "index.html");
    assert!(
        html.contains("Sleep better") && !html.contains("Find work"),
        "{html}"
    );
}

#[test]
fn my_workbook_knows_every_page_that_can_be_written_in() {
    let html = page(&support::site("kitchen-sink"), "my-workbook/index.html");
    for code in ["TR-1", "TR-H1", "TR-H2"] {
        assert!(html.contains(&format!("data-code=\"{code}\"")), "{code}: {html}");
    }
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
fn a_column_of_a_log_that_says_done_is_ticked() {
    let table = "| Day | Done | A few words |\n|---|---|---|\n| Mon | | |\n";
    let log = shown(&format!("## Log {{.home-practice}}\n\n{table}"));
    assert!(
        log.contains("type=\"checkbox\"") && log.contains("aria-label=\"Done: Mon\""),
        "{log}"
    );
    assert_eq!(log.matches("<textarea").count(), 1, "{log}");
    let elsewhere = shown(&format!("## Log {{.exercise}}\n\n{table}"));
    assert!(!elsewhere.contains("type=\"checkbox\""), "{elsewhere}");
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
fn below_a_misspelt_kind_of_activity_only_the_kind_is_a_fault() {
    for kind in ["excercise", "quiz"] {
        let files = lesson(&format!(
            "## Write {{.{kind} group=pairs}}\n\nName: ______\n\n- [ ] Tea\n"
        ));
        assert_eq!(codes(&files), ["unknown-kind"], "{kind}");
    }
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
fn a_reference_has_the_words_of_its_readers_language() {
    let files = support::fixture(
        "-- curriculum.yaml --\ntitle: T\nprogram: P\nlanguages: [en, es]\n\
         -- sources.yaml --\nact:\n  type: book\n  title: On \"triggers\"\n  author: Doe, Ann\n  date: 2020\n  edition: 2\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: L\nsummary: L.\n---\n\nA fact [@act].\n",
    );
    let original = page(&files, "sources/index.html");
    assert!(original.contains("On “triggers”</em> (2nd ed.)"), "{original}");
    let local = page(&files, "es/sources/index.html");
    assert!(local.contains("On “triggers”</em> (2ª ed.)"), "{local}");
}

#[test]
fn a_reference_is_in_the_language_of_its_title() {
    let files = support::fixture(
        "-- curriculum.yaml --\ntitle: T\nprogram: P\nlanguages: [en, es]\n\
         -- sources.yaml --\nact: {type: book, title: On triggers, date: 2020}\n\
         guia: {type: book, title: Guía, date: 2021, language: es}\n\
         -- modules/01-triggers/02-lesson.md --\n---\ntitle: L\nsummary: L.\n---\n\nA fact [@act; @guia].\n",
    );
    let original = page(&files, "sources/index.html");
    assert!(original.contains("id=\"ref-act\">"), "{original}");
    assert!(original.contains("id=\"ref-guia\" lang=\"es\">"), "{original}");
    let local = page(&files, "es/sources/index.html");
    assert!(local.contains("id=\"ref-act\" lang=\"en\">"), "{local}");
    assert!(local.contains("id=\"ref-guia\">"), "{local}");
    let wrong = support::fixture(
        "-- sources.yaml --\nact: {type: book, title: On triggers, date: 2020}\nguia: {type: book, title: Guía, date: 2021, language: spanish}\n",
    );
    assert_eq!(support::codes(&wrong), ["sources"]);
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

/// The data of a printed thing, without the theme's words and drawings, which have tests of their own.
fn print_data(files: &Files, product: Product) -> serde_json::Value {
    let (plan, _) = support::plan(files);
    let setting = Setting::of(&plan.curriculum);
    let data = plan.data(Language::FIRST, product, setting);
    let mut data: serde_json::Value = serde_json::from_str(&data).unwrap();
    data["t"] = serde_json::Value::Null;
    data["icons"] = serde_json::Value::Null;
    data
}

#[test]
fn on_paper_a_link_to_help_has_its_number_unless_its_words_do() {
    let resources = "-- resources.yaml --\n- id: hotline\n  name: A hotline\n  for: All.\n  call: \"1-800-799-7233\"\n  text: {to: \"88788\"}\n\
                     - id: by-text\n  name: By text\n  for: All.\n  text: {to: \"741741\", say: HOME}\n\
                     - id: site\n  name: A site\n  for: All.\n  web: https://www.findtreatment.gov/\n";
    let reach = |link: &str| {
        let files = support::fixture(&format!(
            "{resources}-- modules/01-triggers/handouts/01-card.md --\n---\ntitle: Card\nsummary: A card.\n---\n\n{link}\n"
        ));
        let data = print_data(&files, Product::Handout(0, 0));
        data["modules"][0]["handouts"][0]["text"]["blocks"][0]["inlines"][0]["reach"].clone()
    };
    assert_eq!(
        reach("[the hotline](help:hotline)"),
        serde_json::json!({"way": "call", "number": "1-800-799-7233"})
    );
    assert_eq!(
        reach("[the text line](help:by-text)"),
        serde_json::json!({"way": "text", "number": "741741", "word": "HOME"})
    );
    assert_eq!(
        reach("[this list](help:site)"),
        serde_json::json!({"way": "web", "address": "findtreatment.gov"})
    );
    for said in [
        "[the hotline, (800) 799-7233](help:hotline)",
        "[text 741741](help:by-text)",
        "[FindTreatment.gov](help:site)",
    ] {
        assert_eq!(reach(said), serde_json::Value::Null, "{said}");
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
    let (plan, _) = support::plan(&support::site("kitchen-sink"));
    let text = |product| {
        let occasion = Occasion::default();
        let edition = edition(&plan.curriculum, product, &occasion);
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
    let data = print_data(&support::site("kitchen-sink"), Product::FacilitatorGuide(0));
    insta::assert_snapshot!(serde_json::to_string_pretty(&data).unwrap());
}
