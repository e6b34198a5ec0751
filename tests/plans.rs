//! Plans for one person: a pack is printed of them, and nothing of one is ever published.

mod support;

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Output};

fn curricle(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_curricle"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program starts")
}

/// Standard output of a command that must end well.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = curricle(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("words")
}

/// Standard error of a command that must be refused.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = curricle(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8(output.stderr).expect("words")
}

/// A programme with this plan in it.
fn programme(plan: &str) -> tempfile::TempDir {
    let folder = support::folder_with("tiny");
    let plans = folder.path().join("curriculum/plans");
    std::fs::create_dir_all(&plans).unwrap();
    std::fs::write(plans.join("p-07.yaml"), plan).unwrap();
    folder
}

/// Every text of it holds the word `zebra` and its own one.
const MARKED: &str = "\
pack: P-07
cohort: zebra-dawn
goals: [Reach the zebra goal]
strengths: [A zebra strength]
needs: [A zebra need]
lessons:
  - code: TR-1
    why: For the zebra reason
    when: on the zebra day
";

/// The text of a PDF, page by page, without breaks.
fn text_of(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).expect("its text");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All that can be read in a file: its bytes, and what is packed in it.
fn readings(path: &Path) -> Vec<Vec<u8>> {
    let bytes = std::fs::read(path).unwrap();
    let mut readings = vec![bytes.clone()];
    if bytes.starts_with(b"%PDF-") {
        readings.push(text_of(&bytes).into_bytes());
        let mut document = lopdf::Document::load_mem(&bytes).unwrap();
        document.decompress();
        let mut open = Vec::new();
        document.save_to(&mut open).unwrap();
        readings.push(open);
    } else if bytes.starts_with(b"PK") {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for at in 0..archive.len() {
            let mut inside = Vec::new();
            archive.by_index(at).unwrap().read_to_end(&mut inside).unwrap();
            readings.push(inside);
        }
    } else if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut inside = Vec::new();
        flate2::read::GzDecoder::new(bytes.as_slice())
            .read_to_end(&mut inside)
            .unwrap();
        readings.push(inside);
    }
    readings
}

/// The files below a folder in which a word can be read.
fn holding(folder: &Path, word: &str) -> Vec<String> {
    let has = |bytes: &Vec<u8>| {
        bytes
            .to_ascii_lowercase()
            .windows(word.len())
            .any(|part| part == word.as_bytes())
    };
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .filter(|entry| {
            let name = entry.path().to_string_lossy().to_lowercase();
            name.contains(word) || readings(entry.path()).iter().any(has)
        })
        .map(|entry| entry.path().display().to_string())
        .collect()
}

#[test]
fn the_person_gets_goals_and_lessons_and_staff_get_the_reasons() {
    let place = programme(MARKED);
    let words = said(
        place.path(),
        &["pack", "P-07", "--base-url", "https://example.org/site"],
    );
    assert!(words.contains("https://example.org/site/#plan=TR-1"), "{words}");
    let pdf = |name: &str| text_of(&std::fs::read(place.path().join("packs").join(name)).unwrap());
    let workbook = pdf("p-07-workbook.pdf");
    assert!(
        workbook.contains("Workbook P-07")
            && workbook.contains("Reach the zebra goal")
            && workbook.contains("example.org/site"),
        "{workbook}"
    );
    for hidden in ["strength", "need", "reason", "day", "dawn"] {
        assert!(
            !workbook.contains(&format!("zebra {hidden}")) && !workbook.contains(&format!("zebra-{hidden}")),
            "{hidden}"
        );
    }
    let staff = pdf("p-07-staff.pdf");
    for shown in [
        "zebra goal",
        "zebra strength",
        "zebra need",
        "zebra reason",
        "zebra day",
        "zebra-dawn",
        "TR-1",
    ] {
        assert!(staff.contains(shown), "{shown}: {staff}");
    }
}

#[test]
fn nothing_of_a_plan_is_in_what_is_built() {
    let place = programme(MARKED);
    said(
        place.path(),
        &["build", "--base-url", "https://example.org/site/"],
    );
    for word in ["zebra", "p-07"] {
        assert_eq!(holding(&place.path().join("public"), word), [""; 0], "{word}");
        assert_eq!(holding(&place.path().join("staff"), word), [""; 0], "{word}");
    }
    // The search itself finds what is there.
    said(place.path(), &["pack", "curriculum/plans/p-07.yaml"]);
    assert_eq!(holding(&place.path().join("packs"), "zebra").len(), 2);
    assert!(!holding(&place.path().join("public"), "trigger").is_empty());
}

#[test]
fn a_plan_with_faults_does_not_stop_the_site() {
    let place = programme("pack: somebody\nname: Somebody\nlessons: [TR-9]\n");
    said(place.path(), &["build", "--only", "web"]);
    let words = refused(place.path(), &["pack", "plans/p-07.yaml"]);
    for part in [
        "`somebody` is no pack number",
        "`name` is not a key that is known here",
        "`TR-9` is not the code of a lesson",
        "Did you mean `TR-1`?",
        "Nothing was packed.",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!place.path().join("packs").exists());
    let output = curricle(place.path(), &["check", "--quick"]);
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        words.contains("plan-lesson-unknown") && !output.status.success(),
        "{words}"
    );
}

#[test]
fn a_pack_never_goes_where_things_are_published() {
    let place = programme(MARKED);
    said(place.path(), &["build", "--only", "web", "--out", "site"]);
    for folder in [
        "public",
        "public/packs",
        "staff",
        "curriculum/plans",
        "themes/../public",
    ] {
        let words = refused(place.path(), &["pack", "P-07", "-o", folder]);
        assert!(words.contains("a pack is for one person"), "{folder}: {words}");
    }
    let words = refused(place.path(), &["pack", "P-07", "-o", "site/packs"]);
    assert!(words.contains("lies in the published folder"), "{words}");
}

#[test]
fn who_is_not_known_is_asked_after() {
    let place = programme(MARKED);
    let words = refused(place.path(), &["pack", "P-70"]);
    assert!(
        words.contains("`P-70` is no plan of this programme. Did you mean `P-07`?"),
        "{words}"
    );
}

#[test]
fn a_plan_that_names_somebody_is_packed_with_a_warning() {
    let place = programme("pack: P-07\nneeds: [Lives with Maria Lopez]\nlessons: [TR-1]\n");
    let output = curricle(place.path(), &["pack", "P-07"]);
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        output.status.success() && words.contains("`Maria Lopez` seems to be a name"),
        "{words}"
    );
}

#[test]
fn a_plan_in_the_repository_is_told() {
    let folder = programme("pack: P-07\nlessons: [TR-1]\n");
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .arg("-C")
            .arg(folder.path())
            .args(arguments)
            .status();
        assert!(done.expect("git starts").success(), "{arguments:?}");
    };
    let checked = || {
        let output = curricle(folder.path(), &["check", "--quick"]);
        String::from_utf8(output.stdout).expect("words")
    };
    git(&["init", "--quiet"]);
    std::fs::write(folder.path().join(".gitignore"), curricle::starter::IGNORED).unwrap();
    git(&["add", "."]);
    assert!(!checked().contains("plan-in-repository"));
    // A sample of the starter is of nobody.
    let samples = curricle::starter::curriculum();
    let sample = samples.bytes("curriculum/plans/p-01.yaml").expect("a sample");
    std::fs::write(folder.path().join("curriculum/plans/p-01.yaml"), sample).unwrap();
    git(&["add", "--force", "curriculum/plans/p-01.yaml"]);
    assert!(!checked().contains("plan-in-repository"));
    git(&["add", "--force", "curriculum/plans/p-07.yaml"]);
    let words = checked();
    assert!(
        words.contains("plan-in-repository") && words.contains("curriculum/plans/p-07.yaml"),
        "{words}"
    );
}

#[test]
fn a_plan_names_a_cohort_that_there_is_and_staff_read_its_title() {
    let cohorts = "cohorts:\n  evening:\n    title: Evening group by the river\n    zone: America/New_York\n    start: 2027-01-04\n    \
                   weeks: 2\n    meetings:\n      - {days: [monday], at: 17:30, agenda: [lesson: 50]}\n";
    let folder = programme("pack: P-07\ncohort: evenings\nlessons: [TR-1]\n");
    std::fs::write(folder.path().join("curriculum/cohorts.yaml"), cohorts).unwrap();
    let words = refused(folder.path(), &["pack", "P-07"]);
    assert!(
        words.contains("`evenings` is not a cohort of cohorts.yaml")
            && words.contains("Did you mean `evening`?"),
        "{words}"
    );
    std::fs::write(
        folder.path().join("curriculum/plans/p-07.yaml"),
        "pack: P-07\ncohort: evening\nlessons: [TR-1]\n",
    )
    .unwrap();
    said(folder.path(), &["pack", "P-07"]);
    let sheet = std::fs::read(folder.path().join("packs/p-07-staff.pdf")).unwrap();
    assert!(text_of(&sheet).contains("Evening group by the river"));
}

#[test]
fn a_pack_to_fill_in_stands_beside_the_one_on_paper() {
    let folder = programme("pack: P-07\nlessons: [TR-1]\n");
    said(folder.path(), &["pack", "P-07"]);
    let packs = folder.path().join("packs");
    let paper = std::fs::read(packs.join("p-07-workbook.pdf")).unwrap();
    let words = said(folder.path(), &["pack", "P-07", "--fillable"]);
    assert!(words.contains("p-07-workbook-fillable.pdf"), "{words}");
    assert_eq!(std::fs::read(packs.join("p-07-workbook.pdf")).unwrap(), paper);
}
