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
        said.starts_with("12 pages, 9 PDFs (9 new), ") && said.contains(" 0 unchanged"),
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
fn build_says_which_places_to_get_help_nobody_has_tried_for_long() {
    let folder = support::folder_with("tiny");
    let resources = folder.path().join("curriculum/resources.yaml");
    std::fs::write(
        &resources,
        "- id: \"988\"\n  name: 988 Lifeline\n  call: \"988\"\n  reviewed: 2026-01-10\n",
    )
    .unwrap();
    let built = curricle(
        folder.path(),
        &["build", "--only", "web", "--today", "2026-11-24"],
    );
    assert!(built.status.success());
    let said = text(&built.stderr);
    assert!(
        said.starts_with("warning[resource-old]: “988 Lifeline” was last tried on 2026-01-10"),
        "{said}"
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
        (Some(11), Some(1))
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
    let made = [
        "public/index.html",
        "public/print/workbook.pdf",
        "staff/guides/triggers-guide.pdf",
        "staff/quality/index.html",
    ]
    .map(|path| folder.path().join(path));
    for only in ["web", "print", "quality"] {
        assert!(
            curricle(folder.path(), &["build", "--only", only])
                .status
                .success()
        );
        for path in &made {
            assert!(path.exists(), "{} is gone after --only {only}", path.display());
        }
    }
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

/// Every file of the two output folders.
fn outputs(root: &Path) -> std::collections::BTreeMap<std::path::PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(root)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            (
                entry.path().strip_prefix(root).unwrap().to_owned(),
                std::fs::read(entry.path()).unwrap(),
            )
        })
        .filter(|(path, _)| path.starts_with("public") || path.starts_with("staff"))
        .collect()
}

/// A build that is killed while it writes: the system ends a process that writes a file past the limit.
#[cfg(target_os = "linux")]
#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_puts_all_right() {
    let folder = support::folder_with("kitchen-sink");
    let fresh = support::folder_with("kitchen-sink");
    assert!(curricle(folder.path(), &["build"]).status.success());
    let old = outputs(folder.path());
    for root in [folder.path(), fresh.path()] {
        let settings = root.join("curriculum/curriculum.yaml");
        let text = std::fs::read_to_string(&settings).unwrap();
        std::fs::write(&settings, text.replace("The test programme", "Another programme")).unwrap();
    }
    assert!(curricle(fresh.path(), &["build"]).status.success());
    let new = outputs(fresh.path());
    let limited = Command::new("prlimit")
        .args(["--fsize=30000", env!("CARGO_BIN_EXE_curricle"), "build"])
        .current_dir(folder.path())
        .output();
    let Ok(limited) = limited else {
        eprintln!("skipped: there is no `prlimit` here");
        return;
    };
    assert!(!limited.status.success(), "the limit should end the build");
    for (path, bytes) in outputs(folder.path()) {
        let is_ours = path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let whole = old.get(&path) == Some(&bytes) || new.get(&path) == Some(&bytes);
        assert!(
            is_ours || whole,
            "{} is neither the old file nor the new one",
            path.display()
        );
    }
    let again = curricle(folder.path(), &["build"]);
    assert!(again.status.success(), "{}", text(&again.stderr));
    let after = outputs(folder.path());
    let different: Vec<_> = after
        .iter()
        .filter(|(path, bytes)| new.get(*path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(
        different.is_empty() && after.len() == new.len(),
        "the next build puts all right but {different:?}"
    );
}
