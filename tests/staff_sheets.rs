//! The sheets for staff: what stands on them, how large, and on how many pages.

mod support;

use curricle::curriculum::Language;
use curricle::edition::{Occasion, Product, Setting};
use curricle::files::Files;
use lopdf::content::Operation;
use support::{fixture, print_plan, texts};

fn large(setting: Setting) -> Setting {
    Setting {
        large_print: true,
        ..setting
    }
}

/// A print-out for an occasion.
fn print(
    files: &Files,
    product: Product,
    setting: impl Fn(Setting) -> Setting,
    occasion: &Occasion,
) -> Vec<u8> {
    let plan = print_plan(files);
    let setting = setting(Setting::of(&plan.curriculum));
    let printed = plan.print(Language::FIRST, &[product], setting, occasion, |_| None);
    printed.expect("the theme lays it out").remove(0)
}

/// The steps that draw each page.
fn steps(pdf: &[u8]) -> Vec<Vec<Operation>> {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages = document.get_pages().into_values();
    pages
        .map(|page| {
            document
                .get_and_decode_page_content(page)
                .expect("a page")
                .operations
        })
        .collect()
}

fn number(step: &Operation, at: usize) -> f32 {
    step.operands[at].as_float().expect("a number")
}

/// A piece of text on a page: how far it stands from the left and from the foot, and the size of its letters, in points.
#[derive(Clone, Copy, Debug)]
struct Piece {
    left: f32,
    height: f32,
    letters: f32,
}

fn smallest<'a>(pieces: impl IntoIterator<Item = &'a Piece>) -> f32 {
    let letters = pieces.into_iter().map(|piece| piece.letters);
    letters.fold(f32::MAX, f32::min)
}

/// Those of each page, from its head.
fn pieces(pdf: &[u8]) -> Vec<Vec<Piece>> {
    let pages = steps(pdf).into_iter();
    pages
        .map(|steps| {
            let mut pieces = Vec::new();
            let (mut left, mut height) = (0.0, 0.0);
            for step in &steps {
                match step.operator.as_str() {
                    "cm" => (left, height) = (number(step, 4), number(step, 5)),
                    "Tf" => pieces.push(Piece {
                        left,
                        height,
                        letters: number(step, 1),
                    }),
                    _ => {}
                }
            }
            pieces.sort_by(|one: &Piece, other| other.height.total_cmp(&one.height));
            pieces
        })
        .collect()
}

#[test]
fn a_sign_in_sheet_has_a_line_for_each_person() {
    let files = support::site("tiny");
    let sheets = |people: Option<u32>, setting: fn(Setting) -> Setting| {
        let occasion = Occasion {
            people,
            ..Occasion::default()
        };
        texts(&print(&files, Product::SignIn, setting, &occasion))
    };
    for setting in [|setting| setting, large] {
        assert_eq!(sheets(None, setting).len(), 1);
        assert_eq!(sheets(Some(8), setting).len(), 1);
        for people in [30, 60] {
            let pages = sheets(Some(people), setting);
            assert!(pages.len() > 1);
            // What stands in the table, and nothing of the line at the foot.
            let rows = pages.iter().flat_map(|page| {
                let (_, below) = page.split_once("Left at").expect("a head");
                let (rows, _) = below.split_once("A small programme").expect("a foot");
                rows.split_whitespace()
            });
            let numbers: Vec<u32> = rows.map(|row| row.parse().expect("a number")).collect();
            assert!(numbers.len() >= people as usize, "{people}: {pages:?}");
            assert!(
                numbers.iter().copied().eq((1..).take(numbers.len())),
                "{numbers:?}"
            );
            for (at, page) in pages.iter().enumerate() {
                assert!(page.contains("Name or sign"), "{page}");
                assert!(page.contains("Sign-in sheet"), "{page}");
                assert!(
                    page.contains(&format!("Page {} of {}", at + 1, pages.len())),
                    "{page}"
                );
            }
        }
    }
}

#[test]
fn a_long_name_on_a_certificate_runs_over_nothing() {
    let files = support::site("tiny");
    let occasion = Occasion {
        names: vec![
            "Sam".to_owned(),
            "María Guadalupe de los Ángeles Hernández Rodríguez y Fernández de Córdoba de la Santísima Trinidad, who has walked a long way with us and helped others along"
                .to_owned(),
        ],
        ..Occasion::default()
    };
    let pages = pieces(&print(&files, Product::Certificate, |setting| setting, &occasion));
    assert_eq!(pages.len(), 2);
    for page in pages {
        for pair in page.windows(2) {
            let (apart, size) = (pair[0].height - pair[1].height, pair[1].letters);
            // What stands in one line has one height.
            assert!(apart < 0.1 || apart > size, "{page:?}");
        }
    }
}

#[test]
fn a_long_name_on_a_sign_in_sheet_stays_in_its_row() {
    let files = support::site("tiny");
    let long = "María Guadalupe de los Ángeles Hernández Rodríguez y Fernández de Córdoba de la Santísima Trinidad, who has walked a long way with us and helped others along";
    let occasion = Occasion {
        names: ["Sam", long, "Alex"].map(str::to_owned).to_vec(),
        ..Occasion::default()
    };
    for (setting, gap) in [(|setting| setting) as fn(Setting) -> Setting, large]
        .into_iter()
        .zip([25.5, 34.0])
    {
        let pdf = print(&files, Product::SignIn, setting, &occasion);
        let text = texts(&pdf).join(" ");
        assert!(
            text.contains("Sam") && text.contains("helped others along"),
            "{text}"
        );
        // In one column with the first name and the last one, which are two rows apart.
        let page = &pieces(&pdf)[0];
        let small = smallest(page.iter().filter(|piece| piece.height > 60.0));
        let long: Vec<_> = page.iter().filter(|piece| piece.letters == small).collect();
        assert!(long.len() > 1 && small < 11.0, "{page:?}");
        let (top, bottom) = (long[0], long[long.len() - 1]);
        assert!(top.height - bottom.height + small < gap, "{page:?}");
    }
}

/// A lesson that brings a sheet in its author's words, and leads to another one.
fn bringing(materials: &str) -> Files {
    let sheet = |number: u32, title: &str| {
        format!(
            "-- modules/01-triggers/handouts/0{number}-sheet.md --\n---\ntitle: {title}\nsummary: S.\n---\n\nA word: ______\n"
        )
    };
    fixture(&format!(
        "-- modules/01-triggers/02-lesson.md --\n---\ntitle: A lesson\nsummary: L.\nmaterials: [{materials}]\n---\n\n\
         Take the [second sheet](handouts/02-sheet.md).\n{}{}",
        sheet(1, "My first sheet"),
        sheet(2, "My second sheet")
    ))
}

#[test]
fn what_a_lesson_brings_is_named_once_with_its_title() {
    let text = |materials: &str| {
        let plan = Product::SessionPlan(0, 1);
        texts(&print(
            &bringing(materials),
            plan,
            |setting| setting,
            &Occasion::default(),
        ))
        .join(" ")
    };
    for (materials, line) in [
        ("TR-H1", "TR-H1 My first sheet"),
        ("TR-H1 on card", "TR-H1 (My first sheet) on card"),
        (
            "one TR-H1 for each pair",
            "one TR-H1 (My first sheet) for each pair",
        ),
        ("TR-H1 × 2", "TR-H1 (My first sheet) × 2"),
    ] {
        let text = text(&format!("pens, {materials}"));
        assert!(text.contains("pens") && text.contains(line), "{text}");
        assert_eq!(text.matches("TR-H1").count(), 1, "{text}");
        assert!(text.contains("TR-H2 My second sheet"), "{text}");
    }
}

/// How far from the foot of its page the lowest rule of a print-out stands, in points.
fn lowest_rule(pdf: &[u8]) -> f32 {
    let mut lowest = f32::MAX;
    for steps in steps(pdf) {
        let mut height = 0.0;
        for step in &steps {
            match step.operator.as_str() {
                "cm" => height = number(step, 5),
                "l" => lowest = lowest.min(height - number(step, 1)),
                _ => {}
            }
        }
    }
    lowest
}

#[test]
fn lines_for_notes_run_to_the_foot_of_a_session_plan() {
    let files = bringing("pens");
    for setting in [(|setting| setting) as fn(Setting) -> Setting, large] {
        let plan = print(&files, Product::SessionPlan(0, 1), setting, &Occasion::default());
        let text = texts(&plan);
        assert_eq!(text.len(), 1, "{text:?}");
        let lowest = lowest_rule(&plan);
        assert!((50.0..130.0).contains(&lowest), "{lowest}");
    }
}

#[test]
fn a_print_run_counts_what_each_person_gets_twice() {
    let text = |materials: &str| {
        let occasion = Occasion {
            people: Some(12),
            ..Occasion::default()
        };
        let run = print(
            &bringing(materials),
            Product::PrintRun(0, 1),
            |setting| setting,
            &occasion,
        );
        texts(&run).join(" ")
    };
    let once = text("pens, TR-H1 on card");
    assert!(
        once.contains("TR-H1 My first sheet on both sides, if it has more than one page on card 12"),
        "{once}"
    );
    let how = "TR-H1 My first sheet on both sides, if it has more than one page";
    let mut all = vec![once];
    for (materials, row) in [
        ("TR-H1 × 2", "24"),
        ("2 × TR-H1", "24"),
        ("TR-H1 ×2.", "24"),
        ("'TR-H1 × 2, on card'", "on card 24"),
        ("two colours of TR-H1 x 3", "two colours of TR-H1 36"),
        // So many are no copies for each person.
        ("TR-H1 × 300", "× 300 12"),
        ("A2 × TR-H1", "A2 × TR-H1 12"),
    ] {
        let text = text(&format!("pens, {materials}"));
        assert!(text.contains(&format!("{how} {row}")), "{materials}: {text}");
        if !row.contains("TR-H1") {
            all.push(text);
        }
    }
    for text in all {
        assert!(text.contains("Bring pens A small programme"), "{text}");
        assert_eq!(text.matches("TR-H1").count(), 1, "{text}");
    }
}

#[test]
fn two_sheets_that_are_brought_in_one_breath_are_two() {
    let files = bringing("pens, TR-H1 and TR-H2 × 2");
    let occasion = Occasion {
        people: Some(12),
        ..Occasion::default()
    };
    let sheet = |product| texts(&print(&files, product, |setting| setting, &occasion)).join(" ");
    let run = sheet(Product::PrintRun(0, 1));
    let how = "on both sides, if it has more than one page TR-H1 and TR-H2";
    assert!(run.contains(&format!("TR-H1 My first sheet {how} 12")), "{run}");
    assert!(run.contains(&format!("TR-H2 My second sheet {how} 24")), "{run}");
    let plan = sheet(Product::SessionPlan(0, 1));
    assert!(
        plan.contains("TR-H1 (My first sheet) and TR-H2 (My second sheet) × 2"),
        "{plan}"
    );
}

/// As many lessons as a curriculum has.
fn many_lessons() -> Files {
    let lessons = (2..=60).map(|number| {
        format!(
            "-- modules/0{0}-module-{0}/{number:02}-lesson.md --\n---\ntitle: A lesson, which is number {number}\nsummary: L.\n---\n\nText.\n",
            number / 10 + 2
        )
    });
    let modules = (2..=8).map(|module| {
        format!("-- modules/0{module}-module-{module}/module.md --\n---\ntitle: Module {module}\ncode: M{}\nsummary: M.\n---\n\nText.\n", "ABCDEFGHI".as_bytes()[module] as char)
    });
    fixture(&modules.chain(lessons).collect::<String>())
}

#[test]
fn a_chart_of_many_lessons_takes_two_pages_before_its_letters_are_small() {
    let pdf = print(
        &many_lessons(),
        Product::ProgressChart,
        |setting| setting,
        &Occasion::default(),
    );
    let pages = pieces(&pdf);
    assert_eq!(pages.len(), 2);
    for page in pages {
        // The line at the foot is none that people look for.
        let smallest = smallest(page.iter().filter(|piece| piece.height > 55.0));
        assert!(smallest >= 10.0, "{smallest}");
    }
    let lessons = texts(&pdf).join(" ");
    assert!(
        (2..=60).all(|number| lessons.contains(&format!("number {number}"))),
        "{lessons}"
    );
}

#[test]
fn the_lessons_of_a_long_module_go_on_in_the_next_column_and_on_a_page_that_is_named() {
    for (count, setting, pages) in [
        (34, (|setting| setting) as fn(Setting) -> Setting, 1),
        (120, |setting| setting, 2),
        (28, large, 2),
    ] {
        let lessons = (2..=count).map(|number| {
            format!(
                "-- modules/02-long/{number:03}-lesson.md --\n---\ntitle: A lesson with a title that takes two lines here, number {number}\nsummary: L.\n---\n\nText.\n"
            )
        });
        let files = fixture(&format!(
            "-- modules/02-long/module.md --\n---\ntitle: Long\ncode: LG\nsummary: M.\n---\n\nText.\n{}",
            lessons.collect::<String>()
        ));
        let pdf = print(&files, Product::ProgressChart, setting, &Occasion::default());
        let texts = texts(&pdf);
        assert!(texts.len() >= pages, "{count}: {} pages", texts.len());
        for page in &texts {
            let is_named = page.contains("My way so far") && page.contains("Name");
            assert!(is_named, "{page}");
        }
        let words: Vec<&str> = texts.iter().flat_map(|page| page.split(' ')).collect();
        for number in 2..=count {
            let code = format!("LG-{number}");
            assert_eq!(words.iter().filter(|word| **word == code).count(), 1, "{code}");
        }
        for page in pieces(&pdf) {
            for (at, one) in page.iter().enumerate() {
                let over = page[at + 1..].iter().find(|other| {
                    let apart = one.height - other.height;
                    (one.left - other.left).abs() < 0.1 && 0.1 < apart && apart < other.letters
                });
                assert!(over.is_none(), "{count}: {one:?} and {over:?}");
                assert!(one.height > 20.0, "{count}: {one:?} stands below the page");
            }
        }
    }
}

#[test]
fn large_print_is_large_on_every_sheet_for_staff() {
    let files = bringing("pens, TR-H1");
    let chart = many_lessons();
    for (files, product) in [
        (&files, Product::SessionPlan(0, 1)),
        (&files, Product::PrintRun(0, 1)),
        (&files, Product::SignIn),
        (&chart, Product::ProgressChart),
    ] {
        for page in pieces(&print(files, product, large, &Occasion::default())) {
            let smallest = smallest(&page);
            assert!(smallest >= 16.0, "{product:?}: {smallest}");
        }
    }
}

/// January 2027 of a group that takes five lessons on each Saturday.
fn weekend() -> (Files, Product) {
    let lessons = "[TR-1, MC-2, MC-3, MC-4, MC-5]";
    let mut files = many_lessons();
    files.insert(
        "curriculum/curriculum.yaml",
        *b"title: Tiny\nprogram: A small programme\nedition: \"1\"\nlanguages: [en, es]\n",
    );
    let cohorts = format!(
        "grids:\n  all: [{}]\ncohorts:\n  weekend:\n    title: Weekend group\n    zone: America/New_York\n    start: 2027-01-02\n    \
         weeks: 5\n    grid: all\n    meetings:\n      - {{days: [saturday], at: 17:30, agenda: [lesson: 40, lesson: 40, lesson: 40, lesson: 40, lesson: 40]}}\n",
        [lessons; 5].join(", ")
    );
    files.insert("curriculum/cohorts.yaml", cohorts.into_bytes());
    let first = chrono::NaiveDate::from_ymd_opt(2027, 1, 1).expect("a day");
    (files, Product::MonthSheet(0, first))
}

#[test]
fn days_on_which_nobody_meets_are_narrow_and_leave_the_others_room_for_titles() {
    let (files, month) = weekend();
    let pdf = print(&files, month, |setting| setting, &Occasion::default());
    assert!(texts(&pdf)[0].contains("MC-5 A lesson, which is number 5"));
    let pages = pieces(&pdf);
    let [page] = pages.as_slice() else {
        panic!("{} pages", pages.len());
    };
    // Titles stand between the days' names and the help numbers, and hours are a little smaller than 9 points.
    let titles = page.iter().filter(|piece| (90.0..480.0).contains(&piece.height));
    let smallest = smallest(titles);
    assert!(smallest >= 8.2, "{smallest}: {page:?}");
}

#[test]
fn a_time_stays_on_one_line_and_a_month_begins_with_a_capital() {
    let (files, month) = weekend();
    let plan = print_plan(&files);
    let spanish = plan.language("es").expect("a language");
    let setting = Setting::of(&plan.curriculum);
    let hours = "de 5:30\u{a0}p.\u{a0}m. a 8:50\u{a0}p.\u{a0}m.";
    assert!(plan.data(spanish, month, setting).contains(hours));
    let printed = plan.print(spanish, &[month], setting, &Occasion::default(), |_| None);
    let text = texts(&printed.expect("a month")[0]).join(" ");
    assert!(text.starts_with("Enero de 2027"), "{text}");
}
