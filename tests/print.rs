//! What is printed on request: which things, and how they are set.

mod support;

use std::path::Path;
use std::process::{Command, Output};

use curricle::build::Plan;
use curricle::curriculum::Language;
use curricle::edition::{self, Occasion, Product, Setting, Wish};
use curricle::files::Files;
use curricle::render::print::impose::Imposition;
use support::{fixture, print_plan, texts};

/// Two modules, a handout, a list, a track and a lesson in Spanish.
fn programme() -> Files {
    fixture(
        "-- curriculum.yaml --\ntitle: Tiny\nprogram: A small programme\nedition: \"1\"\nlanguages: [en, es]\n\
         tracks:\n  both:\n    title: Both\n\
         workbooks:\n  first-week:\n    title: My first week\n    parts: [ST-1, TR-1]\n\
         -- modules/01-triggers/01-what-is-a-trigger.es.md --\n---\ntitle: ¿Qué es?\nsummary: Un lugar.\n---\n\nEs un comienzo.\n\n\
         ## Mis lugares {.exercise minutes=10}\n\nEl lugar por el que paso: ____________________\n\
         -- modules/01-triggers/handouts/01-card.md --\n---\ntitle: A card\nsummary: A card.\n---\n\nA word: ______________\n\
         -- modules/02-stress/module.md --\n---\ntitle: Stress\ncode: ST\nsummary: S.\n---\n\nStress.\n\
         -- modules/02-stress/01-breathe.md --\n---\ntitle: Breathe\nsummary: B.\ntracks: [both]\n---\n\nBreathe out.\n",
    )
}

fn asked(words: &[&str]) -> Result<Vec<Product>, Vec<String>> {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    edition::asked(&print_plan(&programme()).curriculum, &words)
}

#[test]
fn things_are_asked_for_by_the_codes_that_stand_on_them() {
    let words = [
        "tr",
        "TR-1",
        "TR-H1",
        "TR-1#my-places",
        "workbook",
        "first-week",
        "both",
    ];
    let all = [
        Product::Workbook(0),
        Product::Lesson(0, 0),
        Product::Handout(0, 0),
        Product::Activity(0, 0, 0),
        Product::WholeWorkbook,
        Product::Collection(0),
        Product::TrackWorkbook(0),
    ];
    assert_eq!(asked(&words), Ok(all.to_vec()));
}

#[test]
fn a_word_before_codes_says_what_of_them() {
    let all = [
        Product::FacilitatorGuide(0),
        Product::FacilitatorGuide(1),
        Product::SessionPlan(0, 0),
        Product::Handout(0, 0),
        Product::SignIn,
    ];
    let words = ["guide", "TR", "ST", "plan", "TR-1", "handouts", "TR"];
    assert_eq!(asked(&words), Ok(all[..4].to_vec()));
    assert_eq!(
        asked(&["guide TR ST", "plan TR-1 handouts TR"]),
        Ok(all[..4].to_vec())
    );
    assert_eq!(
        asked(&[""]),
        Err(vec![
            "There is nothing to print. Say what, such as `TR-1`.".to_owned()
        ])
    );
    assert_eq!(asked(&["sign-in"]), Ok(all[4..].to_vec()));
}

#[test]
fn what_is_not_there_is_said_with_what_is_near() {
    let wrong = asked(&["TR-2", "TR-1#my-place", "guid"]).unwrap_err();
    assert_eq!(
        wrong,
        [
            "`TR-2` is no code of this curriculum. Did you mean `TR-1`?",
            "`my-place` is no activity of TR-1, “What is a trigger?”. Did you mean `my-places`?",
            "`guid` is no code of this curriculum. Did you mean `guide`?",
        ]
    );
    let wrong = asked(&["guide"]).unwrap_err();
    assert_eq!(
        wrong,
        ["`guide` is followed by no code. Say of what, such as `guide TR`."]
    );
}

#[test]
fn a_list_is_a_workbook_in_its_own_order() {
    let plan = print_plan(&programme());
    let occasion = Occasion::default();
    let list = edition::edition(&plan.curriculum, Product::Collection(0), &occasion);
    let codes: Vec<&str> = list
        .modules
        .iter()
        .map(|part| part.module.page.code.as_str())
        .collect();
    assert_eq!((list.title, codes), ("My first week", vec!["ST", "TR"]));
    let track = edition::edition(&plan.curriculum, Product::TrackWorkbook(0), &occasion);
    assert_eq!(track.modules.len(), 2);
}

#[test]
fn a_part_of_a_list_that_is_not_there_is_an_error() {
    let mut files = programme();
    let path = "curriculum/curriculum.yaml";
    let text = files.text(path).unwrap().replace("ST-1, TR-1", "ST-1, TR-9");
    files.insert(path, text.as_bytes());
    let found = support::findings(&files);
    assert!(
        found.contains("`TR-9` is not the code of a module, a lesson or a handout"),
        "{found}"
    );
}

/// The width and the height of the pages, and how many there are.
fn pages(pdf: &[u8]) -> (f32, f32, usize) {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages = document.get_pages();
    let page = document.get_dictionary(pages[&1]).expect("a page");
    let edges = page
        .get(b"MediaBox")
        .and_then(lopdf::Object::as_array)
        .expect("a size");
    let edge = |at: usize| edges[at].as_float().expect("a number");
    (edge(2), edge(3), pages.len())
}

fn print(files: &Files, product: Product, setting: impl Fn(Setting) -> Setting) -> Vec<u8> {
    let plan = print_plan(files);
    let setting = setting(Setting::of(&plan.curriculum));
    let printed = plan.print(Language::FIRST, &[product], setting, &Occasion::default(), |_| {
        None
    });
    printed.expect("the theme lays it out").remove(0)
}

#[test]
fn every_setting_goes_with_every_other() {
    for product in [
        Product::Workbook(0),
        Product::Lesson(0, 0),
        Product::Handout(0, 0),
        Product::Activity(0, 0, 0),
    ] {
        let pdf = print(&programme(), product, |usual| Setting {
            large_print: true,
            low_ink: true,
            punch: true,
            with: (product != Product::Handout(0, 0)).then_some(Language(1)),
            ..usual
        });
        let (width, height, _) = pages(&pdf);
        assert_eq!((width, height), (612.0, 792.0));
    }
}

#[test]
fn a_booklet_has_two_pages_on_each_side_and_whole_sheets() {
    let plan = print_plan(&programme());
    let setting = Setting::of(&plan.curriculum);
    let as_booklet = |_| Some(Imposition::Booklet { back_cover: true });
    let occasion = Occasion::default();
    let printed = plan.print(
        Language::FIRST,
        &[Product::Workbook(0)],
        setting,
        &occasion,
        as_booklet,
    );
    let (width, height, sides) = pages(&printed.unwrap()[0]);
    assert_eq!((width, height, sides % 2), (792.0, 612.0, 0));
}

#[test]
fn a_lesson_and_its_translation_stand_part_by_part() {
    let plan = print_plan(&programme());
    let data = plan.data(
        Language::FIRST,
        Product::Lesson(0, 0),
        Setting {
            with: Some(Language(1)),
            ..Setting::of(&plan.curriculum)
        },
    );
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    let beside = &data["modules"][0]["lessons"][0]["beside"];
    assert_eq!(beside["title"], "¿Qué es?");
    assert_eq!(beside["pairs"][1]["type"], "sections");
    assert_eq!(beside["pairs"][1]["pairs"][0]["other"][0]["type"], "paragraph");
}

#[test]
fn a_card_that_has_a_back_is_printed_on_both_sides() {
    let cards = |body: &str| {
        let files = fixture(&format!(
            "-- modules/01-triggers/handouts/01-card.md --\n---\ntitle: Cards\nsummary: C.\nlayout: cards\n---\n\n{body}"
        ));
        pages(&print(&files, Product::Handout(0, 0), |usual| usual)).2
    };
    assert_eq!(cards("## One\n\nFront.\n\n## Two\n\nFront.\n"), 1);
    assert_eq!(cards("## One\n\nFront.\n\n---\n\nBack.\n\n## Two\n\nFront.\n"), 2);
}

#[test]
fn a_folded_handout_is_one_side_of_a_sheet_that_lies_on_its_side() {
    let fold = |sections: usize| {
        let body: String = (1..=sections)
            .map(|n| format!("## Part {n}\n\nA word: ____________\n\n"))
            .collect();
        let files = fixture(&format!(
            "-- modules/01-triggers/handouts/01-card.md --\n---\ntitle: Small book\nsummary: C.\nlayout: fold\n---\n\nRead.\n\n{body}"
        ));
        pages(&print(&files, Product::Handout(0, 0), |usual| usual))
    };
    for sections in [0, 3, 6, 9] {
        assert_eq!(fold(sections), (792.0, 612.0, 1), "{sections} parts");
    }
}

/// What the layout of a handout with this front matter is told of lines for a name.
fn has_names(front_matter: &str) -> bool {
    let plan = print_plan(&fixture(&format!(
        "-- modules/01-triggers/handouts/01-card.md --\n---\ntitle: Card\nsummary: C.\n{front_matter}---\n\nA word: ______________\n"
    )));
    let data = plan.data(
        Language::FIRST,
        Product::Handout(0, 0),
        Setting::of(&plan.curriculum),
    );
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    data["modules"][0]["handouts"][0]["names"].as_bool().unwrap()
}

#[test]
fn a_handout_has_lines_for_a_name_unless_it_leaves_the_room_or_is_private() {
    assert!(has_names(""));
    assert!(has_names("layout: fold\n"));
    assert!(!has_names("no-names: true\n"));
    assert!(!has_names("private: true\n"));
    assert!(!has_names("layout: poster\n"));
}

#[test]
fn what_is_cut_out_is_named_in_the_workbook_and_stands_apart_from_it() {
    let held = |front_matter: &str| {
        let plan = print_plan(&fixture(&format!(
            "-- modules/01-triggers/handouts/01-mask.md --\n---\ntitle: Mask\nsummary: M.\n{front_matter}---\n\nCut.\n"
        )));
        let data = plan.data(
            Language::FIRST,
            Product::Workbook(0),
            Setting::of(&plan.curriculum),
        );
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        ["handouts", "apart"].map(|place| data["modules"][0][place].as_array().unwrap().len())
    };
    assert_eq!(held(""), [1, 0]);
    assert_eq!(held("cut-out: true\n"), [0, 1]);
    assert_eq!(held("layout: cards\n"), [0, 1]);
}

#[test]
fn lines_fill_what_the_page_of_an_activity_has_left() {
    let lesson = |attribute: &str| {
        support::lesson(&format!(
            "## Write {{.exercise{attribute}}}\n\nA word: ____________\n\n## Talk {{.discussion}}\n\nTalk.\n"
        ))
    };
    let pages = |attribute: &str| pages(&print(&lesson(attribute), Product::Lesson(0, 1), |usual| usual)).2;
    assert_eq!((pages(""), pages(" lines=fill")), (1, 2));
    assert_eq!(support::codes(&lesson(" lines=full")), ["attribute-value"]);
    assert_eq!(
        support::codes(&support::lesson("## Read {lines=fill}\n\nText.\n")),
        ["attribute-outside-activity"]
    );
}

fn curricle(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_curricle"))
        .args(arguments)
        .current_dir(root)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_second_build_renders_no_pdf_that_is_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    support::write(&programme(), folder.path());
    let first = curricle(folder.path(), &["build"]);
    let count = |output: &Output| {
        let said = said(&output.stdout);
        let (_, rest) = said.split_once(" PDFs (").expect("it says how many are new");
        rest.split_once(" new)").unwrap().0.parse::<usize>().unwrap()
    };
    assert!(count(&first) > 5, "{}", said(&first.stderr));
    assert_eq!(count(&curricle(folder.path(), &["build"])), 0);
    // One handout changes: its two prints, the books that hold it, and no more.
    let handout = folder
        .path()
        .join("curriculum/modules/01-triggers/handouts/01-card.md");
    let text = std::fs::read_to_string(&handout).unwrap();
    std::fs::write(&handout, text.replace("A word", "My word")).unwrap();
    let changed = count(&curricle(folder.path(), &["build"]));
    assert!((3..count(&first)).contains(&changed), "{changed}");
    // A file that was changed by hand is not taken for ours.
    std::fs::write(folder.path().join("public/print/workbook.pdf"), "mine").unwrap();
    let refused = curricle(folder.path(), &["build"]);
    assert!(
        said(&refused.stderr).contains("was changed by hand"),
        "{}",
        said(&refused.stderr)
    );
}

#[test]
fn print_writes_where_it_is_told_and_never_over_anything_else() {
    let folder = tempfile::tempdir().unwrap();
    support::write(&programme(), folder.path());
    let root = folder.path();
    let printed = curricle(
        root,
        &["print", "TR-1", "--large-print", "--paper", "a4", "-o", "out"],
    );
    assert_eq!(said(&printed.stderr), "");
    assert_eq!(
        said(&printed.stdout).trim(),
        Path::new("out")
            .join("tr-1-what-is-a-trigger-a4-large-print.pdf")
            .to_string_lossy()
    );
    assert!(
        curricle(root, &["print", "TR-1", "-o", "mine.pdf"])
            .status
            .success()
    );
    assert!(
        curricle(root, &["print", "TR-1", "--two-up", "-o", "mine.pdf"])
            .status
            .success()
    );
    assert!(
        curricle(root, &["print", "TR-1", "-o", "mine.pdf"])
            .status
            .success()
    );
    for arguments in [
        ["print", "TR-1", "--fillable", "-o", "mine.pdf"].as_slice(),
        &["print", "TR-1", "--fillable", "-o", "mine.pdf"],
        &["print", "TR-1", "-o", "mine.pdf"],
    ] {
        let printed = curricle(root, arguments);
        assert!(printed.status.success(), "{}", said(&printed.stderr));
    }
    std::fs::write(root.join("mine.pdf"), "my own").unwrap();
    let refused = curricle(root, &["print", "TR-1", "-o", "mine.pdf"]);
    assert!(
        said(&refused.stderr).contains("Curricle did not make it"),
        "{}",
        said(&refused.stderr)
    );
    assert_eq!(std::fs::read_to_string(root.join("mine.pdf")).unwrap(), "my own");
}

#[test]
fn names_stand_in_no_published_folder() {
    let folder = tempfile::tempdir().unwrap();
    support::write(&programme(), folder.path());
    let root = folder.path();
    assert!(curricle(root, &["build", "--only", "web"]).status.success());
    let refused = curricle(
        root,
        &["print", "sign-in", "--name", "Sam", "-o", "public/list.pdf"],
    );
    assert!(!refused.status.success());
    assert!(
        said(&refused.stderr).contains("lies in the published folder"),
        "{}",
        said(&refused.stderr)
    );
    assert!(!root.join("public/list.pdf").exists());
}

#[test]
fn what_is_not_translated_is_said_before_anything_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    support::write(&programme(), folder.path());
    let refused = curricle(folder.path(), &["print", "TR-H1", "--with", "es"]);
    assert_eq!(
        said(&refused.stderr),
        "error: nothing of `tr-h1-card` is in both `en` and `es`. Print it without --with, or translate it first.\n\
         Nothing was printed.\n"
    );
    let unknown = curricle(folder.path(), &["print", "TR-1", "--language", "fr"]);
    assert!(
        said(&unknown.stderr).contains("`fr` is no language of this curriculum"),
        "{}",
        said(&unknown.stderr)
    );
}

/// A cohort that meets on Mondays, with two lessons and a holiday.
fn with_a_cohort() -> Files {
    let mut files = programme();
    files.insert(
        "curriculum/cohorts.yaml",
        *b"grids:\n  all:\n    - [TR-1, ST-1]\n    - [ST-1, TR-1]\ncohorts:\n  evening:\n    title: Evening group\n    \
           zone: America/New_York\n    start: 2027-01-04\n    weeks: 5\n    grid: all\n    meetings:\n      \
           - {days: [monday], at: 17:30, agenda: [lesson: 50, lesson: 50]}\n    skip:\n      2027-01-11: A holiday\n",
    );
    files.insert(
        "curriculum/modules/01-triggers/01-what-is-a-trigger.md",
        *b"---\ntitle: What is a trigger?\nsummary: A place.\nmaterials: [pens, TR-H1]\n---\n\nOpening words.\n\n\
           ## Talk {.discussion minutes=10}\n\nA long talk.\n\n## My places {.exercise minutes=10}\n\nThe place: ____________________\n\n\
           > [!facilitator]\n> Only for staff.\n\n## In five minutes\n\nThe short of it.\n",
    );
    files
}

fn asked_of_a_cohort(words: &[&str]) -> Result<Vec<Product>, Vec<String>> {
    let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
    edition::asked(&print_plan(&with_a_cohort()).curriculum, &words)
}

#[test]
fn days_and_months_of_a_cohort_are_asked_for_by_their_names() {
    let day = |month: u32, day: u32| chrono::NaiveDate::from_ymd_opt(2027, month, day).unwrap();
    assert_eq!(
        asked_of_a_cohort(&[
            "run:evening:2027-01-04",
            "makeup",
            "Evening:2027-01-18",
            "run",
            "2027-01-04",
            "TR-1"
        ]),
        Ok(vec![
            Product::DayRun(0, day(1, 4)),
            Product::MakeUp(0, day(1, 18)),
            Product::DayRun(0, day(1, 4)),
            Product::PrintRun(0, 0),
        ])
    );
    assert_eq!(
        asked_of_a_cohort(&["calendar", "evening", "evening:2027-02"]),
        Ok(vec![
            Product::MonthSheet(0, day(1, 1)),
            Product::MonthSheet(0, day(2, 1)),
            Product::MonthSheet(0, day(2, 1)),
        ])
    );
    let wrong = [
        (
            ["makeup", "evnening:2027-01-04"],
            "`evnening` is no cohort of cohorts.yaml. Did you mean `evening`?",
        ),
        (
            ["makeup", "evening:2027-01-11"],
            "`evening` does not meet on 2027-01-11. The nearest session is `evening:2027-01-04`.",
        ),
        (
            ["run", "2027-01-12"],
            "no cohort meets on 2027-01-12. The nearest session is `evening:2027-01-18`.",
        ),
        (
            ["run", "evening:2027-02-30"],
            "`2027-02-30` is no day of the calendar. Say a cohort and a day, such as `evening:2027-01-11`.",
        ),
        (
            ["calendar", "evening:"],
            "`evening:` has no month behind its colon. Leave the colon out for all months, or say one of 2027-01, 2027-02.",
        ),
        (
            ["calendar", "evening:2027-07"],
            "`evening` does not meet in `2027-07`. It meets in 2027-01, 2027-02.",
        ),
    ];
    for (words, sentence) in wrong {
        assert_eq!(asked_of_a_cohort(&words), Err(vec![sentence.to_owned()]));
    }
}

#[test]
fn who_missed_a_session_gets_its_lessons_in_short_with_the_worksheets() {
    let files = with_a_cohort();
    let plan = print_plan(&files);
    let day = chrono::NaiveDate::from_ymd_opt(2027, 1, 4).unwrap();
    let setting = Setting::of(&plan.curriculum);
    let data = plan.data(Language::FIRST, Product::MakeUp(0, day), setting);
    for words in [
        "The short of it.",
        "My places",
        "A card",
        "Monday, January 4, 2027",
        "Breathe out.",
    ] {
        assert!(data.contains(words), "{words} is missing");
    }
    for words in ["Opening words.", "A long talk.", "Only for staff."] {
        assert!(!data.contains(words), "{words} is there");
    }
    let text = usual_print(&plan, Product::DayRun(0, day));
    assert!(text.starts_with(b"%PDF"));
}

#[test]
fn the_months_of_a_cohort_are_published_and_its_print_runs_are_not() {
    let files = with_a_cohort();
    let plan = print_plan(&files);
    let public: Vec<&String> = plan
        .site
        .public
        .keys()
        .filter(|address| address.contains("evening"))
        .collect();
    assert_eq!(
        public,
        [
            "es/print/evening-2027-01-large-print.pdf",
            "es/print/evening-2027-01.pdf",
            "es/print/evening-2027-02-large-print.pdf",
            "es/print/evening-2027-02.pdf",
            "print/evening-2027-01-large-print.pdf",
            "print/evening-2027-01.pdf",
            "print/evening-2027-02-large-print.pdf",
            "print/evening-2027-02.pdf",
        ]
    );
    let month = chrono::NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    let data = plan.data(
        Language::FIRST,
        Product::MonthSheet(0, month),
        Setting::of(&plan.curriculum),
    );
    assert!(data.contains("January 2027") && data.contains("No group: A holiday"));
}

/// A print-out as it is usually set.
fn usual_print(plan: &Plan, product: Product) -> Vec<u8> {
    usual_print_in(plan, Language::FIRST, product)
}

fn usual_print_in(plan: &Plan, language: Language, product: Product) -> Vec<u8> {
    let setting = Setting::of(&plan.curriculum);
    let printed = plan.print(language, &[product], setting, &Occasion::default(), |_| None);
    printed.unwrap().remove(0)
}

/// The programme, with `more` at the end of one of its files.
fn programme_with(path: &str, more: &str) -> Plan {
    let mut files = programme();
    let text = files.text(path).expect("a file of the programme");
    let text = format!("{text}{more}");
    files.insert(path, text.into_bytes());
    print_plan(&files)
}

/// The words of a PDF, without breaks.
fn text_of(pdf: &[u8]) -> String {
    texts(pdf).join(" ")
}

#[test]
fn scenes_of_a_role_play_are_cut_out_and_stand_among_what_to_print() {
    let scenes = "## Say no {.role-play minutes=10}\n\nIn pairs.\n\n### You offer\n\nHold out a cup.\n\n### You say no\n\nShake your head.\n";
    let plan = print_plan(&support::lesson(scenes));
    let run = text_of(&usual_print(&plan, Product::PrintRun(0, 1)));
    assert!(run.contains("Say no TR-2#say-no to cut out"), "{run}");
    let sheet = text_of(&usual_print(&plan, Product::Activity(0, 1, 0)));
    assert!(
        sheet.contains("You offer") && sheet.contains("You say no"),
        "{sheet}"
    );
}

#[test]
fn every_activity_of_the_curriculum_is_a_sheet() {
    let (files, _) = curricle::files::read(support::project());
    let plan = print_plan(&files);
    for (language, with) in [
        (Language(0), None),
        (Language(1), None),
        (Language(0), Some(Language(1))),
    ] {
        let curriculum = plan.curriculum_in(language);
        let mut sheets = Vec::new();
        for (m, module) in curriculum.modules.iter().enumerate() {
            for (l, lesson) in module.lessons.iter().enumerate() {
                let activities = edition::activities(&lesson.page.body).len();
                sheets.extend((0..activities).map(|n| Product::Activity(m, l, n)));
            }
        }
        assert!(sheets.len() > 300);
        let setting = Setting {
            with,
            ..Setting::of(curriculum)
        };
        let printed = plan.print(language, &sheets, setting, &Occasion::default(), |_| None);
        assert_eq!(printed.map(|sheets| sheets.len()), Ok(sheets.len()));
    }
}

#[test]
fn the_other_side_of_a_sheet_says_what_it_is_of_and_notes_stand_at_its_end_alone() {
    let parts: String = (1..=9)
        .map(|n| format!("## Part {n}\n\nA word: ____________\n\n{{lines=3}}\n\n"))
        .collect();
    let mut files = programme();
    files.insert(
        "curriculum/modules/02-stress/handouts/01-long.md",
        format!("---\ntitle: A long sheet\nsummary: S.\n---\n\n{parts}").into_bytes(),
    );
    let sides = texts(&usual_print(&print_plan(&files), Product::Handout(1, 0)));
    let [front, back] = sides.as_slice() else {
        panic!("two sides, not {}", sides.len());
    };
    assert!(front.contains("More on the other side"), "{front}");
    assert!(!front.contains("Room for notes"), "{front}");
    assert!(back.contains("A long sheet") && back.contains("ST-H1"), "{back}");
}

#[test]
fn who_reads_spanish_is_told_how_to_be_helped_in_it() {
    let plan = programme_with("curriculum/resources.yaml", "  spanish: Oprima el 2.\n");
    for (code, is_told) in [("es", true), ("en", false)] {
        let language = plan.language(code).expect("a language");
        let text = text_of(&usual_print_in(&plan, language, Product::Lesson(0, 0)));
        assert_eq!(text.contains("Oprima el 2."), is_told, "{text}");
    }
}

#[test]
fn a_workbook_names_the_cards_and_posters_that_it_does_not_hold() {
    let mut files = programme();
    files.insert(
        "curriculum/modules/02-stress/handouts/01-calm.md",
        *b"---\ntitle: Calm words\nsummary: S.\nlayout: cards\n---\n\n## Slow\n\nBreathe.\n",
    );
    let plan = print_plan(&files);
    for product in [Product::Workbook(1), Product::WholeWorkbook] {
        let text = text_of(&usual_print(&plan, product));
        assert!(text.contains("Not in this book"), "{text}");
        assert!(text.contains("ST-H1 Calm words · to cut out"), "{text}");
    }
    let without = text_of(&usual_print(&plan, Product::Workbook(0)));
    assert!(!without.contains("Not in this book"), "{without}");
}

#[test]
fn what_staff_do_first_stands_in_guides_and_in_no_workbook() {
    let plan = programme_with(
        "curriculum/curriculum.yaml",
        "notice: These pages are for learning.\n",
    );
    let [guide, workbook] = [Product::FacilitatorGuide(0), Product::Workbook(0)]
        .map(|product| text_of(&usual_print(&plan, product)));
    for text in [&guide, &workbook] {
        assert!(text.contains("These pages are for learning."), "{text}");
    }
    assert!(guide.contains("licensed clinical lead reads them"), "{guide}");
    assert!(!workbook.contains("licensed clinical lead"), "{workbook}");
}

#[test]
fn a_session_without_a_lesson_says_so_on_the_month_as_on_the_site() {
    let cohorts = "grids:\n  all:\n    - [\"-\"]\n    - [TR-1]\ncohorts:\n  evening:\n    title: Evening\n    zone: America/New_York\n    \
                   start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: [lesson: 50]}\n";
    let mut files = programme();
    files.insert("curriculum/cohorts.yaml", cohorts.as_bytes());
    let plan = print_plan(&files);
    let month = chrono::NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    let text = text_of(&usual_print(&plan, Product::MonthSheet(0, month)));
    assert_eq!(text.matches("Group without a set lesson").count(), 1, "{text}");
    let page = support::page(&files, "schedule/index.html");
    assert_eq!(page.matches("Group without a set lesson").count(), 1);
}

#[test]
fn an_option_that_changes_nothing_is_told_with_what_it_is_for() {
    let folder = tempfile::tempdir().unwrap();
    support::write(&with_a_cohort(), folder.path());
    let told = |arguments: &[&str]| {
        let printed = curricle(folder.path(), &[&["print", "-o", "out"], arguments].concat());
        assert!(printed.status.success(), "{}", said(&printed.stderr));
        said(&printed.stderr)
    };
    let occasion = [
        "--name", "Sam", "--date", "May 4", "--people", "9", "--starts", "18:00",
    ];
    assert_eq!(
        told(&[&["TR-1"], &occasion[..]].concat()),
        "warning: --starts changes nothing here. It is for `plan` and `guide`.\n\
         warning: --people changes nothing here. It is for `run` and `sign-in`.\n\
         warning: --name changes nothing here. It is for `sign-in` and `certificate`.\n\
         warning: --date changes nothing here. It is for `sign-in` and `certificate`.\n"
    );
    // It is enough that one of them takes it.
    assert_eq!(
        told(&[&["TR-1", "sign-in", "plan", "TR-1"], &occasion[..]].concat()),
        ""
    );
    for words in [
        ["sign-in"].as_slice(),
        &["calendar", "evening"],
        &["plan", "TR-1"],
    ] {
        let told = told(&[words, &["--with", "es"]].concat());
        assert!(
            told.starts_with("warning: --with changes nothing here.") && told.contains("--language es"),
            "{told}"
        );
    }
    assert!(folder.path().join("out/sign-in.pdf").exists());
    assert_eq!(told(&["TR-1", "--with", "es"]), "");
    assert_eq!(
        told(&[
            "certificate",
            "--fillable",
            "--large-print",
            "--punch",
            "--base-url",
            "https://a.example/"
        ]),
        "warning: --fillable changes nothing here. It is for workbooks, lessons, handouts, `makeup` and `progress`.\n\
         warning: --large-print changes nothing here. It is for all but `certificate`.\n\
         warning: --punch changes nothing here. It is for all but `certificate` and `calendar`.\n\
         warning: --base-url changes nothing here. It is for workbooks, lessons, handouts, `makeup` and `guide`.\n"
    );
    // The help of the command says the same, of one print-out or of all.
    let help = said(&curricle(folder.path(), &["print", "--help"]).stdout);
    let help: Vec<&str> = help.split_whitespace().collect();
    let help = help.join(" ");
    for wish in [Wish::People, Wish::Names, Wish::Date] {
        let is_for = wish.is_for();
        let of_one = is_for.replace(" and ", " or ");
        assert!(
            [is_for, of_one]
                .iter()
                .any(|words| help.contains(&format!("for {words}"))),
            "{wish:?}: {help}"
        );
    }
    // Its name says nothing of what did not change it.
    assert!(folder.path().join("out/certificate.pdf").exists());
}

#[test]
fn what_cannot_be_meant_is_refused_with_what_to_say() {
    let folder = tempfile::tempdir().unwrap();
    support::write(&with_a_cohort(), folder.path());
    let root = folder.path();
    std::fs::write(root.join("notes.txt"), "mine").unwrap();
    let cases: [(&[&str], &str); 6] = [
        (
            &["TR-1", "-o", "x.docx"],
            "`x.docx` ends in `.docx`, and what is printed is a PDF. Write `x.pdf` for a file, or `x.docx/` for a folder.",
        ),
        (
            &["TR-1", "-o", "notes.txt/x.pdf"],
            "`notes.txt/x.pdf` cannot be written: `notes.txt` is a file, and no folder.",
        ),
        (
            &["run", "TR-1", "--people", "abc"],
            "expected how many people come, from 1 to 200, such as 12",
        ),
        (
            &["run", "TR-1", "--people", "-3"],
            "expected how many people come, from 1 to 200, such as 12",
        ),
        (
            &["run", "evening"],
            "`evening` is a cohort: the day is missing. Say it behind a colon, such as `run evening:2027-01-04`.",
        ),
        (&["makeup", "evening"], "such as `makeup evening:2027-01-04`."),
    ];
    for (arguments, sentence) in cases {
        let refused = curricle(root, &[&["print"], arguments].concat());
        assert!(!refused.status.success(), "{arguments:?}");
        let told = said(&refused.stderr);
        assert!(told.contains(sentence), "{told}");
    }
    assert!(!root.join("x.docx").exists());
    assert!(
        curricle(root, &["print", "TR-1", "-o", "my.sheets/"])
            .status
            .success()
    );
    assert!(root.join("my.sheets/tr-1-what-is-a-trigger.pdf").exists());
    // What is a folder already, or is said to be one, is no file whatever it ends in.
    std::fs::create_dir(root.join("there.pdf")).unwrap();
    for out in ["there.pdf", "new.pdf/", "a.b."] {
        let printed = curricle(root, &["print", "TR-1", "-o", out]);
        assert!(printed.status.success(), "{}", said(&printed.stderr));
        assert!(
            root.join(out).join("tr-1-what-is-a-trigger.pdf").exists(),
            "{out}"
        );
    }
}

#[test]
fn a_holiday_leads_to_the_day_on_which_it_is_made_up() {
    let mut files = with_a_cohort();
    let path = "curriculum/cohorts.yaml";
    let text = files.text(path).expect("cohorts").to_owned();
    let moved = format!("{text}    moved:\n      2027-01-11: 2027-01-13\n");
    files.insert(path, moved.into_bytes());
    let curriculum = &print_plan(&files).curriculum;
    for word in ["evening:2027-01-11", "2027-01-11"] {
        let asked = edition::asked(curriculum, &["run".to_owned(), word.to_owned()]);
        let sentence = "`evening` does not meet on 2027-01-11: that session is made up on 2027-01-13. Say `evening:2027-01-13`.";
        assert_eq!(asked, Err(vec![sentence.to_owned()]));
    }
    // Each group that moved the day is told.
    let text = files.text(path).expect("cohorts").to_owned();
    let (head, evening) = text.split_once("  evening:\n").expect("a cohort");
    let both = format!(
        "{head}  evening:\n{evening}  morning:\n{}",
        evening
            .replace("2027-01-13", "2027-01-14")
            .replace("17:30", "09:30")
    );
    files.insert(path, both.into_bytes());
    let curriculum = &print_plan(&files).curriculum;
    let asked = edition::asked(curriculum, &["run".to_owned(), "2027-01-11".to_owned()]);
    let told = asked.expect_err("nobody meets").join(" ");
    assert!(
        told.contains("Say `evening:2027-01-13`.") && told.contains("Say `morning:2027-01-14`."),
        "{told}"
    );
}

#[test]
fn a_cohort_without_a_day_is_told_unless_its_name_is_the_code_of_a_module() {
    let mut files = with_a_cohort();
    let missing = |said: &str| {
        format!(
            "`evening` is a cohort: the day is missing. Say it behind a colon, such as `{said} evening:2027-01-04`."
        )
    };
    for (words, said) in [
        (["evening"].as_slice(), "run"),
        (&["plan", "evening"], "run"),
        (&["run", "evening:"], "run"),
        (&["run:evening"], "run"),
        (&["makeup", "evening:"], "makeup"),
    ] {
        assert_eq!(asked_of_a_cohort(words), Err(vec![missing(said)]), "{words:?}");
    }
    let path = "curriculum/cohorts.yaml";
    let text = files.text(path).expect("cohorts").replace("  evening:", "  tr:");
    files.insert(path, text.into_bytes());
    let asked = edition::asked(&print_plan(&files).curriculum, &["run TR".to_owned()]);
    assert_eq!(asked, Ok(vec![Product::PrintRun(0, 0)]));
}

/// The programme, with lessons on right-hand pages.
fn begins_right() -> Files {
    let mut files = programme();
    let path = "curriculum/curriculum.yaml";
    let text = files.text(path).expect("the programme has one");
    let text = format!("{text}lessons-begin: right\n");
    files.insert(path, text.into_bytes());
    files
}

#[test]
fn parts_of_a_book_are_joined_with_the_numbers_of_its_pages() {
    let pages = texts(&usual_print(&print_plan(&programme()), Product::WholeWorkbook));
    let of = pages.len();
    assert!(!pages[0].contains("Page"), "a cover has no number: {}", pages[0]);
    for (page, number) in pages.iter().zip(1..).skip(1) {
        assert!(page.contains(&format!("Page {number} of {of}")), "{page}");
    }
    let contents = pages
        .iter()
        .find(|page| page.contains("Contents"))
        .expect("contents");
    let begin = pages
        .iter()
        .position(|page| page.contains("Breathe out."))
        .expect("the lesson")
        + 1;
    let row = contents
        .split("Breathe")
        .nth(1)
        .expect("the lesson is in the contents");
    let number: String = row.chars().filter(char::is_ascii_digit).collect();
    assert!(number.starts_with(&begin.to_string()), "{begin}: {contents}");
}

#[test]
fn where_lessons_begin_at_the_right_a_page_left_empty_is_for_notes() {
    let pages = texts(&usual_print(&print_plan(&begins_right()), Product::WholeWorkbook));
    let mut empty = 0;
    for (at, page) in pages.iter().enumerate() {
        if page.contains("What is a trigger?") && page.contains("After this lesson")
            || page.contains("Breathe out.")
        {
            assert_eq!(at % 2, 0, "page {} is a left-hand page: {page}", at + 1);
        }
        assert!(at == 0 || page.contains(&format!("Page {} of", at + 1)), "{page}");
        empty += usize::from(page.contains("Room for notes") && page.len() < 200);
    }
    assert!(empty > 0, "{pages:?}");
}

#[test]
fn what_is_above_and_below_a_page_is_no_part_of_its_text() {
    let pdf = usual_print(&print_plan(&programme()), Product::Workbook(0));
    let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let last = *document.get_pages().values().last().expect("pages");
    let content = document.get_page_content(last);
    let content = String::from_utf8_lossy(&content);
    assert!(
        content.contains("/Subtype /Footer") || content.contains("/Subtype/Footer"),
        "{content}"
    );
}
