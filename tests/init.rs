//! A programme's own folder, and the files that begin in it: what the user types, sees and gets.

mod support;

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

#[test]
fn an_empty_curriculum_builds_and_passes_its_checks() {
    let place = tempfile::tempdir().unwrap();
    let words = said(place.path(), &["init", "ours", "--from", "empty"]);
    assert!(words.contains("Your curriculum is in `ours`"), "{words}");
    let ours = place.path().join("ours");
    // The names that stand for others are told until they are.
    let told = curricle(&ours, &["check", "--quick", "--deny", "warnings"]);
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    assert!(
        told.contains("“Your programme's name” still stands here")
            && told.contains("“Your programme” still stands here"),
        "{told}"
    );
    for (file, before) in [
        ("curriculum.yaml", "Your programme's name"),
        ("resources.yaml", "Your programme"),
    ] {
        let path = ours.join("curriculum").join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace(before, "River House")).unwrap();
    }
    let checked = said(&ours, &["check", "--deny", "warnings", "--today", "2026-11-24"]);
    assert!(checked.contains("1 lesson and 1 handout checked"), "{checked}");
    said(&ours, &["build"]);
    let page = std::fs::read_to_string(ours.join("public/welcome/feet-on-the-floor/index.html")).unwrap();
    assert!(page.contains("Feet on the floor") && page.contains("988"));
    assert!(
        ours.join("public/print/workbook.pdf").exists()
            && ours.join("staff/guides/welcome-guide.pdf").exists()
    );
    let ignored = std::fs::read_to_string(ours.join(".gitignore")).unwrap();
    assert_eq!(
        ignored,
        "/public/\n/staff/\n/packs/\n/components/\n/curriculum/plans/\n"
    );
}

#[test]
fn the_starter_curriculum_is_inside_the_program() {
    let place = tempfile::tempdir().unwrap();
    said(place.path(), &["init", "ours"]);
    let ours = place.path().join("ours");
    said(&ours, &["build", "--only", "web"]);
    assert!(ours.join("public/triggers/what-is-a-trigger/index.html").exists());
    assert!(ours.join("README.md").exists() && ours.join("themes/calm/fonts").is_dir());
    let left: Vec<_> = std::fs::read_dir(&ours)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert!(!left.contains(&".curricle-new".into()), "{left:?}");
}

#[test]
fn a_folder_with_somebodys_work_is_refused_and_left_as_it_is() {
    let place = tempfile::tempdir().unwrap();
    std::fs::write(place.path().join("notes.txt"), "mine").unwrap();
    let words = refused(place.path(), &["init", "."]);
    assert!(words.contains("`.` holds `notes.txt` already"), "{words}");
    assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), 1);
    // An empty repository is not somebody's work.
    let fresh = place.path().join("fresh");
    std::fs::create_dir_all(fresh.join(".git")).unwrap();
    said(place.path(), &["init", "fresh", "--from", "empty"]);
    assert!(fresh.join("curriculum/curriculum.yaml").exists());
}

#[test]
fn a_new_lesson_has_its_number_its_code_and_parts_that_add_up() {
    let folder = support::folder_with("tiny");
    let words = said(
        folder.path(),
        &[
            "new",
            "lesson",
            "tr",
            "Outside: \"people\" & places",
            "--minutes",
            "45",
        ],
    );
    assert!(
        words.starts_with("TR-2 is in curriculum/modules/01-triggers/02-outside-people-places.md\n"),
        "{words}"
    );
    let found = curricle(folder.path(), &["check", "--format", "json"]);
    let found = String::from_utf8(found.stdout).unwrap();
    assert!(
        found.contains("hint-left") && !found.contains("\"error\"") && !found.contains("lesson-minutes"),
        "{found}"
    );
    // The number of a lesson that was taken out is not given again: its code may be on somebody's paper.
    let modules = folder.path().join("curriculum/modules/01-triggers");
    std::fs::rename(
        modules.join("02-outside-people-places.md"),
        modules.join("07-outside.md"),
    )
    .unwrap();
    assert!(said(folder.path(), &["new", "lesson", "1", "Next"]).starts_with("TR-8 is in"));
}

#[test]
fn a_new_module_and_handout() {
    let folder = support::folder_with("tiny");
    let words = said(folder.path(), &["new", "module", "Life balance"]);
    assert!(
        words.starts_with("LB is in curriculum/modules/02-life-balance/module.md\n"),
        "{words}"
    );
    let words = said(
        folder.path(),
        &["new", "handout", "life-balance", "My week", "--layout", "poster"],
    );
    assert!(
        words.starts_with("LB-H1 is in curriculum/modules/02-life-balance/handouts/01-my-week.md\n"),
        "{words}"
    );
    said(folder.path(), &["build", "--only", "web"]);
    // A code that is taken, and a module that is not there.
    assert!(refused(folder.path(), &["new", "module", "Traffic", "--code", "TR"]).contains("is the code of"));
    assert!(refused(folder.path(), &["new", "lesson", "trigers", "X"]).contains("Did you mean `triggers`?"));
}

#[test]
fn titles_that_could_do_harm_stay_in_their_folder() {
    let folder = support::folder_with("tiny");
    for title in [
        "../../etc/passwd",
        "a: b # c",
        "'; rm -rf /",
        "- [ ] x",
        "true",
        "🙂 smile",
        "{minutes}",
        "%2e%2e/x",
        "Ça va? «Oui»",
    ] {
        let words = said(folder.path(), &["new", "lesson", "TR", "--", title]);
        let path = words.lines().next().unwrap().split(" is in ").nth(1).unwrap();
        let path = folder.path().join(path);
        assert_eq!(
            path.parent().unwrap(),
            folder.path().join("curriculum/modules/01-triggers"),
            "{title}"
        );
        let built = curricle(folder.path(), &["build", "--only", "web"]);
        assert!(
            built.status.success(),
            "{title}: {}",
            String::from_utf8_lossy(&built.stderr)
        );
        let home = std::fs::read_to_string(folder.path().join("public/triggers/index.html")).unwrap();
        assert!(decoded(&home).contains(title), "{title}");
    }
    assert!(refused(folder.path(), &["new", "lesson", "TR", "…"]).contains("holds no letter or digit"));
    assert!(refused(folder.path(), &["new", "lesson", "TR", "one\ntwo"]).contains("one line"));
    let long = "long ".repeat(80);
    assert!(
        said(folder.path(), &["new", "lesson", "TR", &long])
            .lines()
            .next()
            .unwrap()
            .len()
            < 140
    );
}

/// The text of a page with the characters that HTML writes in another way, and quotation marks as they are typed.
fn decoded(html: &str) -> String {
    [
        ("‘", "'"),
        ("’", "'"),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(html.to_owned(), |text, (entity, letter)| {
        text.replace(entity, letter)
    })
}
