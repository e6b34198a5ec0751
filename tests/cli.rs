//! The command as its users see it.

mod support;

use std::path::Path;
use std::process::{Command, Output};

fn curricle(root: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_curricle"))
        .args(arguments)
        .current_dir(root)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn build_writes_the_site_and_says_what_it_did() {
    let folder = support::folder_with("tiny");
    let first = curricle(folder.path(), &["build"]);
    assert!(first.status.success(), "{}", text(&first.stderr));
    let said = text(&first.stdout);
    assert!(
        said.starts_with("8 pages, 3 PDFs, ") && said.contains(" 0 unchanged"),
        "{said}"
    );
    assert!(
        folder
            .path()
            .join("public/triggers/what-is-a-trigger/index.html")
            .exists()
    );
    assert!(folder.path().join("public/print/triggers-workbook.pdf").exists());
    assert!(folder.path().join("staff/guides/triggers-guide.pdf").exists());
    let again = curricle(folder.path(), &["build"]);
    assert!(
        text(&again.stdout).contains("; 0 files written, "),
        "{}",
        text(&again.stdout)
    );
}

#[test]
fn an_error_keeps_the_last_good_site() {
    let folder = support::folder_with("tiny");
    assert!(
        curricle(folder.path(), &["build", "--only", "web"])
            .status
            .success()
    );
    let page = folder.path().join("public/triggers/what-is-a-trigger/index.html");
    let before = std::fs::read(&page).unwrap();
    let lesson = folder
        .path()
        .join("curriculum/modules/01-triggers/01-what-is-a-trigger.md");
    std::fs::write(&lesson, "---\ntitle: Broken\nsumary: x\n---\n\nText.\n").unwrap();
    let output = curricle(folder.path(), &["build", "--only", "web"]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(text(&output.stderr));
    assert_eq!(std::fs::read(&page).unwrap(), before);
}

#[test]
fn findings_for_programs() {
    let folder = support::folder_with("broken");
    let output = curricle(folder.path(), &["build", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let rows: Vec<serde_json::Value> =
        serde_json::from_slice(&output.stdout).expect("standard output is JSON");
    let row = rows
        .iter()
        .find(|row| row["code"] == "link-broken")
        .expect("the broken link is reported");
    assert_eq!(
        (row["line"].as_u64(), row["column"].as_u64()),
        (Some(10), Some(1))
    );
}

#[test]
fn staff_folders_never_stand_inside_the_site() {
    let folder = support::folder_with("tiny");
    for arguments in [
        ["build", "--out", "public", "--staff-out", "public/staff"],
        ["build", "--out", "staff/site", "--staff-out", "staff"],
        ["build", "--out", "same", "--staff-out", "same"],
        ["build", "--out", "x/../same", "--staff-out", "same"],
        ["build", "--out", "curriculum/site", "--staff-out", "staff"],
        ["build", "--out", ".", "--staff-out", "/tmp/elsewhere"],
    ] {
        let output = curricle(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(!folder.path().join("public").exists(), "{arguments:?}");
    }
}

#[test]
fn only_one_part_leaves_the_other_as_it_is() {
    let folder = support::folder_with("tiny");
    assert!(curricle(folder.path(), &["build"]).status.success());
    let workbook = folder.path().join("public/print/workbook.pdf");
    assert!(workbook.exists());
    assert!(
        curricle(folder.path(), &["build", "--only", "web"])
            .status
            .success()
    );
    assert!(workbook.exists());
}

#[test]
fn two_builds_on_two_paths_give_the_same_bytes() {
    let read = |folder: &tempfile::TempDir| {
        let mut all = Vec::new();
        for entry in walkdir::WalkDir::new(folder.path()).sort_by_file_name() {
            let entry = entry.unwrap();
            let path = entry.path().strip_prefix(folder.path()).unwrap().to_owned();
            if entry.file_type().is_file() && (path.starts_with("public") || path.starts_with("staff")) {
                all.push((path, std::fs::read(entry.path()).unwrap()));
            }
        }
        all
    };
    let (one, two) = (
        support::folder_with("kitchen-sink"),
        support::folder_with("kitchen-sink"),
    );
    for folder in [&one, &two] {
        let output = curricle(folder.path(), &["build"]);
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
    let (one, two) = (read(&one), read(&two));
    assert!(one.len() > 20);
    for (a, b) in one.iter().zip(&two) {
        assert_eq!(a.0, b.0);
        assert!(a.1 == b.1, "{} differs", a.0.display());
    }
}

#[test]
fn a_folder_without_a_curriculum() {
    let folder = tempfile::tempdir().unwrap();
    let output = curricle(folder.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("there is no curriculum here"),
        "{}",
        text(&output.stderr)
    );
}
