//! A year later: what upstream changed under a programme's own texts, shown and taken. What the user types, sees and gets.

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use curricle::drift::{self, Kind, take};
use curricle::files::Files;
use curricle::inputs::{self, Inputs};
use curricle::publish;

fn curricle(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_curricle"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

/// Standard output of a command that must end well.
fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = curricle(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let words = String::from_utf8(output.stdout).expect("words");
    assert!(output.status.success(), "{arguments:?}: {errors}{words}");
    words
}

/// Standard output and error of a command that must be refused.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let output = curricle(folder, arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8([output.stdout, output.stderr].concat()).expect("words")
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn change(path: &Path, from: &str, to: &str) {
    let text = read(path);
    assert!(text.contains(from), "{}: no `{from}`", path.display());
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// Every file below `folder`, by path.
fn all(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    files
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap();
            (path.display().to_string(), std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

const MODULE: &str = "curriculum/modules/01-triggers";

fn lesson(root: &Path, number: u32) -> std::path::PathBuf {
    root.join(format!("{MODULE}/{number:02}-lesson-{number}.md"))
}

/// An upstream of twelve lessons, and a programme that extends it, beside each other in `place`.
fn upstream_and_ours(place: &Path) -> (std::path::PathBuf, std::path::PathBuf) {
    let (upstream, ours) = (place.join("upstream-of-all"), place.join("ours"));
    write(
        &upstream.join("curriculum/curriculum.yaml"),
        "title: Steady\nprogram: Upstream\nlanguages: [en, es]\nedition: \"1\"\n",
    );
    write(
        &upstream.join("curriculum/glossary.yaml"),
        "urge: A strong wish.\ncalm: At rest.\n",
    );
    write(
        &upstream.join("curriculum/resources.yaml"),
        "- id: \"988\"\n  name: 988 Lifeline\n  call: \"988\"\n  pinned: true\n",
    );
    write(
        &upstream.join(format!("{MODULE}/module.md")),
        "---\ntitle: Triggers\ncode: TR\nsummary: What starts an urge.\n---\n",
    );
    for number in 1..=12 {
        write(
            &lesson(&upstream, number),
            &format!(
                "---\ntitle: Lesson {number}\nsummary: It is number {number}.\n---\n\nFirst words of {number}.\n\n\
                 Middle words of {number}.\n\nLast words of {number}.\n"
            ),
        );
    }
    said(place, &["init", "ours", "--extends", "upstream-of-all"]);
    (upstream, ours)
}

#[test]
fn ten_lessons_change_two_of_them_under_local_changes() {
    let place = tempfile::tempdir().unwrap();
    let (upstream, ours) = upstream_and_ours(place.path());
    assert!(read(&ours.join("curriculum/curriculum.yaml")).contains("extends: ../upstream-of-all\n"));
    said(&ours, &["adapt", "TR-1", "tr-2"]);
    change(&lesson(&ours, 1), "Middle words of 1.", "Our words of 1.");
    change(&lesson(&ours, 2), "Middle words of 2.", "Our words of 2.");
    said(&ours, &["build", "--only", "web"]);
    assert!(said(&ours, &["drift"]).contains("Upstream says what it said when you last took it."));

    // Ten lessons change: one where ours did, one at another place of a page that we changed, eight that we did not touch.
    change(&lesson(&upstream, 1), "Middle words of 1.", "Better words of 1.");
    for number in 2..=10 {
        change(&lesson(&upstream, number), "Last words", "Better last words");
    }
    let before = all(&ours);
    let words = said(&ours, &["drift"]);
    insta::assert_snapshot!(words);
    assert!(words.lines().all(|line| line.chars().count() <= 80), "{words}");
    assert_eq!(all(&ours), before, "to look changes nothing");

    let words = said(&ours, &["drift", "--apply"]);
    assert!(words.ends_with("9 files taken, 1 left.\n"), "{words}");
    assert!(
        !lesson(&ours, 3).exists(),
        "what was not touched stays upstream's"
    );
    for number in 3..=10 {
        assert!(read(&lesson(&ours.join("upstream"), number)).contains("Better last words"));
    }
    let two = read(&lesson(&ours, 2));
    assert!(
        two.contains("Our words of 2.") && two.contains("Better last words of 2."),
        "{two}"
    );
    let one = read(&lesson(&ours, 1));
    assert_eq!(before[&format!("{MODULE}/01-lesson-1.md")], one.as_bytes());
    assert!(read(&lesson(&ours.join("upstream"), 1)).contains("Middle words of 1."));
    said(&ours, &["build", "--only", "web"]);

    // The conflict waits, as often as one asks, until somebody decides.
    let words = said(&ours, &["drift", "--apply"]);
    assert!(words.ends_with("0 files taken, 1 left.\n"), "{words}");
    let hash = words
        .split("`adapts: ")
        .nth(1)
        .unwrap()
        .split('`')
        .next()
        .unwrap();
    change(
        &lesson(&ours, 1),
        "Our words of 1.",
        "Better words of 1, and ours.",
    );
    let old = one.split("adapts: ").nth(1).unwrap().lines().next().unwrap();
    change(&lesson(&ours, 1), old, hash);
    let words = said(&ours, &["drift", "--apply"]);
    assert!(
        words.contains("as `adapts` says") && words.ends_with("1 file taken, 0 left.\n"),
        "{words}"
    );
    assert!(said(&ours, &["drift"]).contains("Upstream says what it said"));
    let found = said(&ours, &["check", "--quick"]);
    assert!(
        !found.contains("adapts-unclear") && !found.contains("upstream-changed"),
        "{found}"
    );
}

/// A taking that stops after any number of writes loses nothing, and the next one ends as if it had not stopped.
#[test]
fn a_taking_that_stops_midway_goes_on_from_there() {
    let place = tempfile::tempdir().unwrap();
    let (upstream, ours) = upstream_and_ours(place.path());
    said(&ours, &["adapt", "TR-1", "TR-2"]);
    change(&lesson(&ours, 1), "Middle words of 1.", "Our words of 1.");
    change(&lesson(&ours, 2), "Middle words of 2.", "Our words of 2.");
    change(&lesson(&upstream, 1), "Middle words of 1.", "Better words of 1.");
    change(&lesson(&upstream, 2), "Last words", "Better last words");
    change(&lesson(&upstream, 3), "Last words", "Better last words");
    std::fs::remove_file(lesson(&upstream, 12)).unwrap();
    write(
        &lesson(&upstream, 13),
        "---\ntitle: New\nsummary: New.\n---\n\nNew.\n",
    );
    let start = all(&ours);
    let apply = |writes_done: Option<usize>| {
        let inputs = Inputs::read(&ours);
        let theirs = inputs::upstream(&ours, "../upstream-of-all").unwrap();
        let drift = drift::compare(inputs.on_disk(), &theirs);
        let taking = take::take(inputs.on_disk(), &theirs, "../upstream-of-all", &drift);
        let writes = &taking.writes[..writes_done.unwrap_or(taking.writes.len())];
        publish::take(&ours, writes).unwrap();
        taking.writes.len()
    };
    let restore = || {
        for part in ["curriculum", "upstream"] {
            std::fs::remove_dir_all(ours.join(part)).unwrap();
        }
        for (path, bytes) in &start {
            let path = ours.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    };
    let count = apply(None);
    let end = all(&ours);
    assert!(count >= 7, "{count} writes");
    for stop in 0..count {
        restore();
        apply(Some(stop));
        // What stands there is a curriculum, and nobody is told of a change by hand.
        let inputs = Inputs::read(&ours);
        let (plan, found) = inputs.plan(&[], None);
        let found = inputs.all(&plan.curriculum, found);
        assert_eq!(found, [], "after {stop} writes");
        let two = read(&lesson(&ours, 2));
        assert!(two.contains("Our words of 2."), "after {stop} writes: {two}");
        apply(None);
        let again = all(&ours);
        let different: Vec<&String> = end
            .keys()
            .chain(again.keys())
            .filter(|path| end.get(*path) != again.get(*path))
            .collect();
        assert!(different.is_empty(), "after {stop} writes: {different:?}");
    }
    assert_eq!(apply(None), 0, "a second taking writes nothing");
}

#[test]
fn what_would_break_the_curriculum_is_left_and_the_rest_is_taken() {
    let place = tempfile::tempdir().unwrap();
    let (upstream, ours) = upstream_and_ours(place.path());
    // Our own lesson leads to one that upstream takes out, uses a word that it takes out, and has the number that it gives to a new one.
    write(
        &ours.join(format!("{MODULE}/13-ours.md")),
        "---\ntitle: Ours\nsummary: Ours.\n---\n\nSee [twelve](12-lesson-12.md), and [be calm](term:calm).\n",
    );
    std::fs::remove_file(lesson(&upstream, 12)).unwrap();
    write(
        &upstream.join("curriculum/glossary.yaml"),
        "urge: A strong wish.\n",
    );
    write(
        &lesson(&upstream, 13),
        "---\ntitle: New\nsummary: New.\n---\n\nNew.\n",
    );
    change(&lesson(&upstream, 1), "Last words", "Better last words");
    // And one of upstream's has a fault of its own.
    change(&lesson(&upstream, 2), "Last words", "[Last words](nowhere.md)");
    // To look says the same as to take.
    let seen = said(&ours, &["drift"]);
    let words = refused(&ours, &["drift", "--apply"]);
    let count = |words: &str, before: &str| {
        let start = words.split(before).next().expect("a part");
        let number = start.rsplit([' ', '\n']).find(|word| !word.is_empty());
        number.and_then(|number| number.parse::<usize>().ok())
    };
    assert!(count(&words, " left.").is_some_and(|left| left > 1), "{words}");
    assert_eq!(count(&seen, " left to you."), count(&words, " left."), "{seen}");
    assert!(
        words.contains("Not taken: your curriculum would have errors with it"),
        "{words}"
    );
    assert!(
        words.contains("number-twice") && words.contains("link-broken") && words.contains("unknown-term"),
        "{words}"
    );
    assert!(
        read(&lesson(&ours.join("upstream"), 1)).contains("Better last words"),
        "{words}"
    );
    assert!(lesson(&ours.join("upstream"), 12).exists() && !lesson(&ours.join("upstream"), 13).exists());
    assert!(!read(&lesson(&ours.join("upstream"), 2)).contains("nowhere"));
    said(&ours, &["build", "--only", "web"]);
}

#[test]
fn tables_pictures_and_pages_without_adapts_stay_ours_and_are_told() {
    let place = tempfile::tempdir().unwrap();
    let (upstream, ours) = upstream_and_ours(place.path());
    write(&ours.join("curriculum/glossary.yaml"), "calm: Quiet.\n");
    write(
        &lesson(&ours, 4),
        "---\ntitle: Ours\nsummary: Ours.\n---\n\nAll ours.\n",
    );
    write(
        &upstream.join("curriculum/glossary.yaml"),
        "urge: A wish.\ncalm: Still.\nnew: A new word.\n",
    );
    change(&lesson(&upstream, 4), "Last words", "Better last words");
    let words = said(&ours, &["drift", "--apply"]);
    assert!(
        words.contains("    calm: changed; yours stays\n    new: new\n    urge: changed\n"),
        "{words}"
    );
    assert!(words.contains("TR-4  Ours"), "{words}");
    let inputs = Inputs::read(&ours);
    let (plan, _) = inputs.plan(&[], None);
    assert_eq!(plan.curriculum.glossary["calm"].definition, "Quiet.");
    assert_eq!(plan.curriculum.glossary["urge"].definition, "A wish.");
    assert!(read(&lesson(&ours, 4)).contains("All ours."));
}

#[test]
fn a_page_that_upstream_takes_out_under_ours() {
    let place = tempfile::tempdir().unwrap();
    let (upstream, ours) = upstream_and_ours(place.path());
    said(&ours, &["adapt", "TR-5"]);
    std::fs::remove_file(lesson(&upstream, 5)).unwrap();
    let words = said(&ours, &["drift", "--apply"]);
    assert!(
        words.contains("Taken out upstream, and changed by you") && words.contains("0 files taken, 1 left"),
        "{words}"
    );
    // Without the line it is the programme's own.
    let text = read(&lesson(&ours, 5));
    let without: String = text
        .lines()
        .filter(|line| !line.starts_with("adapts"))
        .map(|line| format!("{line}\n"))
        .collect();
    write(&lesson(&ours, 5), &without);
    assert!(said(&ours, &["drift", "--apply"]).ends_with("1 file taken, 0 left.\n"));
    said(&ours, &["build", "--only", "web"]);
    assert!(ours.join("public/triggers/lesson-5/index.html").exists());
}

#[test]
fn a_page_that_upstream_gives_another_name_under_ours() {
    let place = tempfile::tempdir().unwrap();
    let (upstream, ours) = upstream_and_ours(place.path());
    said(&ours, &["adapt", "TR-5"]);
    change(&lesson(&ours, 5), "Middle words of 5.", "Our words of 5.");
    change(&lesson(&upstream, 5), "Last words", "Better last words");
    let renamed = |root: &Path| root.join(format!("{MODULE}/05-a-better-name.md"));
    std::fs::rename(lesson(&upstream, 5), renamed(&upstream)).unwrap();
    let words = refused(&ours, &["drift", "--apply"]);
    assert!(
        words.contains("Taken out upstream, and changed by you") && words.contains("number-twice"),
        "{words}"
    );
    // The programme goes along, and the two are put together as before.
    std::fs::rename(lesson(&ours, 5), renamed(&ours)).unwrap();
    let words = said(&ours, &["drift", "--apply"]);
    assert!(words.ends_with("2 files taken, 0 left.\n"), "{words}");
    let five = read(&renamed(&ours));
    assert!(
        five.contains("Our words of 5.") && five.contains("Better last words of 5."),
        "{five}"
    );
    said(&ours, &["build", "--only", "web"]);
    assert!(said(&ours, &["drift"]).contains("Upstream says what it said"));
}

#[test]
fn a_copy_that_was_changed_by_hand_is_told_and_left() {
    let place = tempfile::tempdir().unwrap();
    let (upstream, ours) = upstream_and_ours(place.path());
    change(&lesson(&ours.join("upstream"), 6), "Middle", "My");
    change(&lesson(&upstream, 6), "Last words", "Better last words");
    let words = said(&ours, &["drift", "--apply"]);
    assert!(
        words.contains("changed by hand, and is left as it is (1)"),
        "{words}"
    );
    assert!(read(&lesson(&ours.join("upstream"), 6)).contains("My words of 6."));
    assert!(said(&ours, &["check", "--quick"]).contains("upstream-changed"));
    std::fs::remove_file(lesson(&ours.join("upstream"), 6)).unwrap();
    assert!(said(&ours, &["drift", "--apply"]).ends_with("1 file taken, 0 left.\n"));
    assert!(!said(&ours, &["check", "--quick"]).contains("upstream-changed"));
}

#[test]
fn a_translation_of_ours_whose_original_changed() {
    let place = tempfile::tempdir().unwrap();
    let (upstream, ours) = upstream_and_ours(place.path());
    write(
        &ours.join(format!("{MODULE}/07-lesson-7.es.md")),
        "---\ntitle: Lección 7\nsummary: Es la siete.\n---\n\nPalabras.\n",
    );
    change(&lesson(&upstream, 7), "Last words", "Better last words");
    let words = said(&ours, &["drift"]);
    assert!(
        words.contains("Your translation curriculum/modules/01-triggers/07-lesson-7.es.md"),
        "{words}"
    );
    assert!(words.contains("upstream | Better last words of 7."), "{words}");
}

#[test]
fn circles_missing_folders_and_curriculums_of_their_own() {
    let place = tempfile::tempdir().unwrap();
    let (upstream, ours) = upstream_and_ours(place.path());
    let settings = ours.join("curriculum/curriculum.yaml");
    change(&settings, "extends: ../upstream-of-all", "extends: ../nowhere");
    let words = refused(&ours, &["drift"]);
    assert!(
        words.contains("`extends: ../nowhere` names")
            && words.contains("holds no `curriculum/curriculum.yaml`"),
        "{words}"
    );
    change(&settings, "extends: ../nowhere", "extends: ../upstream-of-all");
    let root = upstream.join("curriculum/curriculum.yaml");
    write(&root, &format!("extends: ../ours\n{}", read(&root)));
    let words = refused(&ours, &["drift"]);
    assert!(
        words.contains("goes round in a circle: ") && words.matches(" → ").count() == 2,
        "{words}"
    );
    change(&root, "extends: ../ours\n", "");
    assert!(refused(&upstream, &["drift"]).contains("extends no curriculum"));
    assert!(refused(&upstream, &["adapt", "TR-1"]).contains("extends no other"));
    assert!(refused(&ours, &["adapt", "TR-77"]).contains("Did you mean `TR-7`?"));
    said(&ours, &["adapt", "TR-1"]);
    assert!(refused(&ours, &["adapt", "TR-1"]).contains("is yours already"));
}

#[test]
fn what_is_hidden_is_said_to_be() {
    let place = tempfile::tempdir().unwrap();
    let (upstream, ours) = upstream_and_ours(place.path());
    let settings = ours.join("curriculum/curriculum.yaml");
    change(&settings, "# hide: [AR, TR-8]", "hide: [TR-8]");
    for number in [7, 8] {
        change(&lesson(&upstream, number), "Last words", "Better last words");
    }
    let words = said(&ours, &["drift"]);
    let is_told = |code: &str| {
        let line = words.lines().find(|line| line.trim_start().starts_with(code));
        line.expect("it is listed").ends_with(" (you hide it)")
    };
    assert!(is_told("TR-8") && !is_told("TR-7"), "{words}");
}

#[test]
fn an_upstream_that_extends_another_is_taken_whole() {
    let place = tempfile::tempdir().unwrap();
    let (_, ours) = upstream_and_ours(place.path());
    change(
        &ours.join("curriculum/curriculum.yaml"),
        "# hide: [AR, TR-8]",
        "hide: [TR-8]",
    );
    said(&ours, &["adapt", "TR-1"]);
    change(&lesson(&ours, 1), "Middle words of 1.", "Our words of 1.");
    said(place.path(), &["init", "daughter", "--extends", "ours"]);
    let daughter = place.path().join("daughter");
    said(&daughter, &["build", "--only", "web"]);
    let page = read(&daughter.join("public/triggers/lesson-1/index.html"));
    assert!(page.contains("Our words of 1."));
    assert!(!daughter.join("public/triggers/lesson-8").exists());
    assert!(said(&daughter, &["drift"]).contains("Upstream says what it said"));
}

#[test]
fn the_starter_inside_the_program_is_an_upstream() {
    let place = tempfile::tempdir().unwrap();
    said(place.path(), &["init", "ours", "--extends", "starter"]);
    let ours = place.path().join("ours");
    said(&ours, &["build", "--only", "web"]);
    assert!(ours.join("public/triggers/what-is-a-trigger/index.html").exists());
    assert!(
        ours.join("public/es/triggers/what-is-a-trigger/index.html")
            .exists()
    );
    assert!(said(&ours, &["drift"]).contains("Upstream says what it said"));
    // The next number is counted with upstream's, and with what is hidden.
    let settings = ours.join("curriculum/curriculum.yaml");
    change(&settings, "# hide: [AR, TR-8]", "hide: [AR, TR-8]");
    let words = said(&ours, &["new", "lesson", "TR", "Our own"]);
    assert!(
        words.starts_with("TR-9 is in curriculum/modules/02-triggers/09-our-own.md\n"),
        "{words}"
    );
    assert!(refused(&ours, &["new", "module", "Aromas", "--code", "AR"]).contains("hides"));
    let words = said(&ours, &["adapt", "TR-3"]);
    assert!(words.starts_with("TR-3 is in curriculum/modules/02-triggers/03-inside-triggers.md\nTR-3 is in curriculum/modules/02-triggers/03-inside-triggers.es.md\n"), "{words}");
    said(&ours, &["build", "--only", "web"]);
    let words = said(&ours, &["check", "--quick", "--today", "2026-11-24"]);
    assert!(
        !words.contains("translation-stale") && !words.contains("-unused"),
        "{words}"
    );
}

#[test]
fn what_programs_read() {
    let place = tempfile::tempdir().unwrap();
    let (upstream, ours) = upstream_and_ours(place.path());
    change(&lesson(&upstream, 3), "Last words", "Better last words");
    let words = said(&ours, &["drift", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&words).expect("JSON");
    let change = &value["changes"][0];
    assert_eq!(
        (change["code"].as_str(), change["kind"].as_str()),
        (Some("TR-3"), Some("changed"))
    );
    assert_eq!(change["regions"][0]["theirs"]["first"], 10);
    let theirs: Files = inputs::upstream(&ours, "../upstream-of-all").unwrap();
    let drift = drift::compare(Inputs::read(&ours).on_disk(), &theirs);
    assert_eq!(drift.changes[0].kind, Kind::Changed);
}
