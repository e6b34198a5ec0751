//! Speed, as ratios measured in one run: `cargo bench`, or `cargo bench -- workbook` for one of `edit`, `site`, `workbook` and `programme`. The
//! figures and what they mean are in `benches/README.md`.

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use curricle::build;
use curricle::edition::{Occasion, Product, Setting};
use curricle::files::{self, Files};
use curricle::inputs::Inputs;
use curricle::parse::{self, AnswerSpaces};
use curricle::publish::{Folder, Folders};
use curricle::render::{Input, print};
use curricle::site::Part;
use mimalloc::MiMalloc;
use rayon::prelude::*;

/// As in the program.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    // Cargo adds `--bench` to what it is given.
    let asked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let benches: [(&str, fn()); 4] = [
        ("edit", edit_among_a_thousand_lessons),
        ("site", site_of_a_thousand_lessons),
        ("workbook", workbook_of_three_hundred_pages),
        ("programme", programme_of_three_hundred_lessons),
    ];
    for (name, bench) in benches {
        if asked.is_empty() || asked.iter().any(|word| word == name) {
            bench();
        }
    }
}

/// The whole way from files to a published site, against reading, parsing and writing the same files.
fn site_of_a_thousand_lessons() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&generated(50, 20), folder.path());
    let plain = || read_parse_write(folder.path());
    let whole = || {
        let out = tempfile::tempdir_in(folder.path()).expect("a temporary folder");
        let (files, findings) = files::read(folder.path());
        assert_eq!(findings, []);
        let (plan, findings) = build::plan(&files, &[Part::Web], None);
        assert_eq!(findings, []);
        let output = plan.render_all(&(), || ()).expect("the theme renders");
        let public = Folder::open(&out.path().join("public")).expect("an empty folder");
        public
            .publish(&output.public, |_| false)
            .expect("it can be written");
    };
    let (whole, plain) = medians(5, whole, plain);
    report(
        "site of 1,000 lessons",
        "reading, parsing and writing",
        whole,
        plain,
        4.0,
    );
}

/// From a saved lesson to the signal that a browser waits for, beyond the debounce; its page is rendered when asked for.
fn edit_among_a_thousand_lessons() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&generated(50, 20), folder.path());
    let mut inputs = Inputs::read(folder.path());
    let lesson = folder
        .path()
        .join("curriculum/modules/07-module-7/03-lesson-3.md");
    let text = std::fs::read_to_string(&lesson).expect("the bench wrote it");
    let edits = (0..10).map(|edit| {
        std::fs::write(&lesson, format!("{text}\nEdit {edit}.\n")).expect("it can be written");
        let mut planned = None;
        let time = time(&mut || {
            inputs.follow(std::slice::from_ref(&lesson));
            planned = Some(inputs.plan(&Part::ALL, None));
        });
        assert_eq!(planned.expect("it was planned").1, []);
        comemo::evict(5);
        time
    });
    // The first one warms the caches. As while serving, what was planned before is let go of after the signal.
    let time = middle(edits.skip(1).collect());
    println!(
        "edit of one lesson among 1,000: {:.1} ms to the signal, limit 50 ms",
        time.as_secs_f64() * 1000.0
    );
}

/// All outputs of a programme with 300 lessons in two languages and three cohorts, then the same with nothing changed.
fn programme_of_three_hundred_lessons() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(&in_two_languages(generated(30, 10)), folder.path());
    let out = |name: &str| folder.path().join(name);
    let build = || {
        let (files, findings) = files::read(folder.path());
        assert_eq!(findings, []);
        let (plan, findings) = build::plan(&files, &Part::ALL, None);
        assert_eq!(findings, []);
        let [public, staff] =
            ["public", "staff"].map(|name| Folder::open(&out(name)).expect("a folder of ours"));
        let output = plan
            .render_all(&Folders::new(&public, &staff), || ())
            .expect("the theme renders");
        public
            .publish(&output.public, |_| false)
            .expect("it can be written");
        staff
            .publish(&output.staff, |_| false)
            .expect("it can be written");
        (output.public.len() + output.staff.len(), output.rendered)
    };
    let mut made = (0, 0);
    let first = time(&mut || made = build());
    println!(
        "programme of 300 lessons in two languages: {} files, {} PDFs made",
        made.0, made.1
    );
    let again = time(&mut || made = build());
    assert_eq!(made.1, 0, "nothing changed");
    report("the same again", "a first build", again, first, 0.05);
}

/// Each lesson in Spanish too (its words are the same), and three cohorts over all of them.
fn in_two_languages(mut files: Files) -> Files {
    let lessons: Vec<(String, String)> = files
        .under("curriculum/modules")
        .filter(|(path, _)| !path.ends_with("module.md"))
        .filter_map(|(path, _)| Some((path.to_owned(), files.text(path)?.to_owned())))
        .collect();
    for (path, text) in &lessons {
        let translates = format!("---\ntranslates: {}\n", parse::page_hash(text));
        let words = text.replacen("---\n", &translates, 1);
        files.insert(path.replace(".md", ".es.md"), words.into_bytes());
    }
    files.insert(
        "curriculum/curriculum.yaml",
        *b"title: Generated\nprogram: A bench\nedition: \"1\"\nlanguages: [en, es]\n",
    );
    let mut cohorts = String::from("agendas:\n  day:\n    - lesson: 90\n    - lesson: 90\ngrids:\n  all:\n");
    let codes: Vec<String> = (1..=30)
        .flat_map(|m| (1..=10).map(move |l| format!("M{m}-{l}")))
        .collect();
    for week in codes.chunks(6) {
        let _ = writeln!(cohorts, "    - [{}]", week.join(", "));
    }
    cohorts.push_str("cohorts:\n");
    for (id, at) in [("morning", "9:00"), ("noon", "13:00"), ("evening", "17:30")] {
        let _ = write!(
            cohorts,
            "  {id}:\n    title: {id}\n    zone: America/New_York\n    start: 2027-01-04\n    weeks: 50\n    grid: all\n    \
             meetings:\n      - {{days: [monday, wednesday, friday], at: \"{at}\", agenda: day}}\n"
        );
    }
    files.insert("curriculum/cohorts.yaml", cohorts.into_bytes());
    files
}

/// The least that any generator does with the same lessons: read them, parse them, write as many files.
fn read_parse_write(root: &Path) {
    let out = tempfile::tempdir_in(root).expect("a temporary folder");
    let (files, _) = files::read(root);
    let lessons: Vec<(&str, &str)> = files
        .under("curriculum/modules")
        .filter_map(|(path, _)| Some((path, files.text(path)?)))
        .collect();
    let parsed: Vec<_> = lessons
        .par_iter()
        .map(|(path, text)| parse::markdown(path, text, AnswerSpaces::InActivities))
        .collect();
    for ((_, text), at) in lessons.iter().zip(0..) {
        let folder = out.path().join(format!("{at}"));
        std::fs::create_dir(&folder).expect("a new folder");
        std::fs::write(folder.join("index.html"), text).expect("it can be written");
    }
    drop(parsed);
}

/// A workbook against Typst alone on the same words laid out plainly.
fn workbook_of_three_hundred_pages() {
    let mut pages = 0;
    let lessons = 70;
    let files = generated(1, lessons);
    let (plan, findings) = build::plan(&files, &[Part::Print], None);
    assert_eq!(findings, []);
    let kit = print::Kit::of(&plan.theme);
    let (setting, occasion) = (Setting::of(&plan.curriculum), Occasion::default());
    let input = Input {
        files: &plan.files,
        curriculum: &plan.curriculum,
        written: &plan.curriculum,
        theme: &plan.theme,
        locales: &[],
        base_url: None,
        kit: &kit,
        facts: Input::no_facts(),
    };
    // The same words and as many pages, with no template: paragraphs, headings, tables and lines.
    let mut theme = (*plan.theme).clone();
    theme
        .print
        .insert("workbook.typ".to_owned(), PLAIN_LAYOUT.as_bytes().into());
    let plain_kit = print::Kit::of(&theme);
    let plain_input = Input {
        theme: &theme,
        kit: &plain_kit,
        locales: &[],
        ..input
    };
    let mut plain_pages = 0;
    let (whole, plain) = medians(
        9,
        || {
            let pdf = print::render(input, Product::Workbook(0), setting, &occasion)
                .expect("the theme lays it out");
            pages = page_count(&pdf);
        },
        || {
            let pdf = print::render(plain_input, Product::Workbook(0), setting, &occasion)
                .expect("the plain layout compiles");
            plain_pages = page_count(&pdf);
        },
    );
    println!("workbook: {pages} pages; plain: {plain_pages} pages");
    report(
        "workbook",
        "Typst alone, per page",
        per(whole, pages),
        per(plain, plain_pages),
        1.5,
    );
    report("workbook", "Typst alone, in all", whole, plain, 1.5);
    // The same lessons in another book: a single module is the whole curriculum here.
    let book = |product| print::render(input, product, setting, &occasion).expect("the theme lays it out");
    let (first, second) = (0..9)
        .map(|_| {
            comemo::evict(0);
            (
                time(&mut || drop(book(Product::Workbook(0)))),
                time(&mut || drop(book(Product::WholeWorkbook))),
            )
        })
        .unzip();
    report(
        "a second workbook of the same lessons",
        "the first",
        middle(second),
        middle(first),
        0.5,
    );
}

/// Typst's own defaults on the same data: what any layout of these words must cost.
const PLAIN_LAYOUT: &str = include_str!("plain.typ");

fn per(time: Duration, pages: usize) -> Duration {
    time / u32::try_from(pages.max(1)).unwrap_or(u32::MAX)
}

fn page_count(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.match_indices("/Type /Page")
        .filter(|(at, _)| !text[at + 11..].starts_with('s'))
        .count()
        + text
            .match_indices("/Type/Page")
            .filter(|(at, _)| !text[at + 10..].starts_with('s'))
            .count()
}

/// The medians of two jobs that take turns, so that what else the machine does slows both. None finds what Typst remembers of the other,
/// nor is the time to forget it counted.
fn medians(runs: usize, mut one: impl FnMut(), mut other: impl FnMut()) -> (Duration, Duration) {
    one();
    other();
    let alone = |job: &mut dyn FnMut()| {
        comemo::evict(0);
        time(job)
    };
    let (ones, others) = (0..runs).map(|_| (alone(&mut one), alone(&mut other))).unzip();
    (middle(ones), middle(others))
}

fn time(job: &mut (impl FnMut() + ?Sized)) -> Duration {
    let start = Instant::now();
    job();
    start.elapsed()
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn report(what: &str, against: &str, time: Duration, base: Duration, limit: f64) {
    let ratio = time.as_secs_f64() / base.as_secs_f64();
    let word = if ratio <= limit { "within" } else { "ABOVE" };
    println!(
        "{what}: {:.1} ms; {against}: {:.1} ms; ratio {ratio:.2}, {word} {limit}",
        time.as_secs_f64() * 1000.0,
        base.as_secs_f64() * 1000.0
    );
}

/// A curriculum of `modules` × `lessons` with the real themes, in memory.
fn generated(modules: usize, lessons: usize) -> Files {
    let (all, _) = files::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut files = Files::default();
    for (path, bytes) in all.under("themes") {
        files.insert(path, bytes.clone());
    }
    for name in ["resources.yaml", "glossary.yaml", "sources.yaml"] {
        let path = format!("curriculum/{name}");
        files.insert(
            path.clone(),
            all.bytes(&path).expect("the starter curriculum has it").clone(),
        );
    }
    files.insert(
        "curriculum/curriculum.yaml",
        *b"title: Generated\nprogram: A bench\nedition: \"1\"\n",
    );
    for m in 1..=modules {
        let folder = format!("curriculum/modules/{m:02}-module-{m}");
        let front =
            format!("---\ntitle: Module {m}\ncode: M{m}\nsummary: Module {m}.\nicon: spark\n---\n\nHello.\n");
        files.insert(format!("{folder}/module.md"), front.into_bytes());
        for l in 1..=lessons {
            files.insert(
                format!("{folder}/{l:02}-lesson-{l}.md"),
                lesson(l, lessons).into_bytes(),
            );
        }
    }
    files
}

/// A lesson as long as a real one, with each kind of answer space.
fn lesson(l: usize, lessons: usize) -> String {
    let mut text = format!(
        "---\ntitle: Lesson {l}\nsummary: The lesson with the number {l}.\nminutes: 50\nobjectives:\n  - Say what it is.\n---\n\n"
    );
    let next = l % lessons + 1;
    let _ = writeln!(
        text,
        "A [craving](term:craving) rises and falls. See [the next](./{next:02}-lesson-{next}.md) and [988](help:988).\n"
    );
    for (at, (heading, kind)) in [
        ("Popcorn", ".discussion minutes=5"),
        ("What is known", "minutes=10"),
        ("My chain", ".exercise minutes=20"),
        ("Slow breath", ".practice minutes=10"),
        ("At home", ".home-practice minutes=5"),
    ]
    .into_iter()
    .enumerate()
    {
        let _ = writeln!(text, "## {heading} {{{kind}}}\n");
        for _ in 0..3 {
            text.push_str(
                "You may write, draw or just think. You can stop at any time. A trigger is anything that the brain has \
                 linked with use: a place, a person, a feeling, a time. *The link is learned*, and **it can fade** \
                 [@nida-cbt-1998].\n\n",
            );
        }
        text.push_str("> [!tip]\n> One small thing is enough.\n\n> [!facilitator]\n> Ask, then wait.\n\n");
        if at == 2 {
            text.push_str(
                "My helper's number: ______________\n\nWhat happened?\n______________\n______________\n______________\n\n\
                 How strong is it? [0-10 none … strongest]\n\nToday:\n\n- [ ] I slept badly\n- [ ] I ate late\n\n\
                 | Day | What I did | How it was |\n|---|---|---|\n| Mon | | |\n| Tue | | |\n| Wed | | |\n\n",
            );
        }
        if at == 3 {
            text.push_str("1. Feel your feet. (30 s)\n2. Breathe out. (1 min)\n\n");
        }
        if at == 4 {
            text.push_str("| Day | I did it |\n|---|---|\n| Mon | |\n| Tue | |\n\n");
        }
    }
    text
}

fn write(files: &Files, root: &Path) {
    for folder in files::INPUT_FOLDERS {
        for (path, bytes) in files.under(folder) {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("inputs stand in folders")).expect("a new folder");
            std::fs::write(path, bytes).expect("it can be written");
        }
    }
}
