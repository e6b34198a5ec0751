//! The command as its users see it.

mod support;

use std::path::{Path, PathBuf};
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

/// What `check` finds in a folder: the code, the file, the line and what to do.
fn found(root: &Path) -> Vec<(String, String, u64, String)> {
    let output = curricle(root, &["check", "--quick", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let word = |finding: &serde_json::Value, key: &str| finding[key].as_str().unwrap_or_default().to_owned();
    let findings = list.as_array().expect("a list").iter();
    findings
        .map(|finding| {
            let help = format!("{} | {}", word(finding, "message"), word(finding, "help"));
            let line = finding["line"].as_u64().unwrap_or_default();
            (word(finding, "code"), word(finding, "file"), line, help)
        })
        .collect()
}

/// The folder of a programme that extends the starter, with these words added to its settings.
fn extending(place: &Path, name: &str, settings: &str) -> PathBuf {
    let done = curricle(place, &["init", name, "--extends", "starter"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let ours = place.join(name);
    let path = ours.join("curriculum/curriculum.yaml");
    let before = std::fs::read_to_string(&path).unwrap();
    let named = before.replace("Your programme's name", "River House");
    std::fs::write(&path, named + settings).unwrap();
    let path = ours.join("curriculum/resources.yaml");
    let before = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, before.replace("name: Your programme", "name: River House")).unwrap();
    ours
}

#[test]
fn one_slip_in_the_settings_is_told_and_not_all_that_comes_of_it() {
    let place = tempfile::tempdir().unwrap();
    for (at, slip) in [
        "tracks:\n\tdays: {title: Days}\n",
        "summary: \"Our lessons\n",
        "summary: River House: Recovery\n",
        "paper: a4\npaper: a4\n",
    ]
    .into_iter()
    .enumerate()
    {
        let ours = extending(place.path(), &format!("ours-{at}"), slip);
        let cohorts = "grids:\n  all:\n    - [WE-1, WE-2]\ncohorts:\n  evening:\n    title: E\n    zone: America/New_York\n    \
                       start: 2027-01-04\n    weeks: 2\n    grid: all\n    meetings:\n      - {days: [monday], at: 17:30, agenda: [lesson: 50]}\n";
        std::fs::write(ours.join("curriculum/cohorts.yaml"), cohorts).unwrap();
        let found = found(&ours);
        let told: Vec<(&str, &str)> = found
            .iter()
            .map(|(code, path, ..)| (code.as_str(), path.as_str()))
            .collect();
        assert_eq!(
            told,
            [("yaml", "curriculum/curriculum.yaml")],
            "{slip}: {found:?}"
        );
    }
}

#[test]
fn one_slip_in_a_table_is_told_and_not_all_that_names_its_entries() {
    let place = tempfile::tempdir().unwrap();
    for (at, table) in [
        "curriculum/glossary.yaml",
        "upstream/curriculum/glossary.yaml",
        "upstream/curriculum/curriculum.yaml",
    ]
    .into_iter()
    .enumerate()
    {
        let ours = extending(place.path(), &format!("ours-{at}"), "");
        let before = std::fs::read_to_string(ours.join(table)).unwrap_or_default();
        std::fs::write(ours.join(table), before + "sleep: [\n").unwrap();
        let found = found(&ours);
        let told: Vec<(&str, &str)> = found
            .iter()
            .filter(|(code, ..)| code != "upstream-changed")
            .map(|(code, path, ..)| (code.as_str(), path.as_str()))
            .collect();
        assert_eq!(told, [("yaml", table)], "{found:?}");
    }
}

#[test]
fn a_lost_copy_of_upstream_is_told_and_not_all_that_comes_of_it() {
    let place = tempfile::tempdir().unwrap();
    let ours = extending(place.path(), "ours", "hide: [AR]\n");
    std::fs::remove_dir_all(ours.join("upstream")).unwrap();
    let found = found(&ours);
    let codes: Vec<&str> = found.iter().map(|(code, ..)| code.as_str()).collect();
    assert_eq!(codes, ["upstream-missing"], "{found:?}");
}

#[test]
fn a_misspelt_theme_is_told_where_it_is_named() {
    let folder = support::folder_with("tiny");
    let settings = "title: Tiny\nprogram: P\ntheme: clam\n";
    std::fs::write(folder.path().join("curriculum/curriculum.yaml"), settings).unwrap();
    let found = found(folder.path());
    let of_theme: Vec<_> = found
        .iter()
        .filter(|(code, path, ..)| {
            code.contains("theme") || code.contains("colour") || path.starts_with("themes")
        })
        .collect();
    let [(code, path, line, words)] = of_theme.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(
        (code.as_str(), path.as_str(), *line),
        ("theme-missing", "curriculum/curriculum.yaml", 3)
    );
    assert!(
        words.starts_with("there is no theme `clam` | Did you mean `calm`?"),
        "{words}"
    );
}

#[test]
fn an_upstream_that_is_not_there_is_told_before_the_next_drift() {
    let place = tempfile::tempdir().unwrap();
    let told = |root: &Path| {
        let found = found(root);
        let own = found.into_iter().find(|(code, ..)| code == "upstream-source");
        own.map(|(_, path, _, words)| (path, words))
    };
    let rename = |root: &Path, from: &str, to: &str| {
        let path = root.join("curriculum/curriculum.yaml");
        let before = std::fs::read_to_string(&path).unwrap();
        std::fs::write(
            &path,
            before.replace(&format!("extends: {from}"), &format!("extends: {to}")),
        )
        .unwrap();
    };
    let ours = extending(place.path(), "ours", "");
    assert_eq!(told(&ours), None);
    rename(&ours, "starter", "startr");
    let (path, words) = told(&ours).expect("it is told");
    assert!(
        path == "curriculum/curriculum.yaml" && words.ends_with("| Did you mean `starter`?"),
        "{words}"
    );
    // Two that extend each other.
    let other = extending(place.path(), "other", "");
    rename(&other, "starter", "../ours");
    rename(&ours, "startr", "../other");
    let (_, words) = told(&ours).expect("it is told");
    assert!(words.contains("goes round in a circle"), "{words}");
}

#[test]
fn two_files_with_one_number_are_both_named_and_ours_is_to_be_renamed() {
    let place = tempfile::tempdir().unwrap();
    let ours = extending(place.path(), "ours", "");
    let own = "curriculum/modules/02-triggers/01-a-new-one.md";
    let theirs = "upstream/curriculum/modules/02-triggers/01-what-is-a-trigger.md";
    std::fs::create_dir_all(ours.join("curriculum/modules/02-triggers")).unwrap();
    std::fs::write(ours.join(own), "---\ntitle: New\nsummary: New.\n---\n\nNew.\n").unwrap();
    let found = found(&ours);
    let twice = found.iter().find(|(code, ..)| code == "number-twice");
    let (_, path, _, words) = twice.expect("it is told");
    assert_eq!(path, own);
    assert!(
        words.contains(&format!("`{own}`"))
            && words.contains(&format!("`{theirs}`"))
            && words.contains("Rename yours"),
        "{words}"
    );
}

#[test]
fn what_is_wrong_in_upstreams_texts_leads_nobody_into_them() {
    let place = tempfile::tempdir().unwrap();
    // A translation that upstream did not put right, as the sum of its text says.
    let ours = extending(place.path(), "ours", "");
    let inside = "curriculum/modules/02-triggers/01-what-is-a-trigger.es.md";
    let path = ours.join("upstream").join(inside);
    let before = std::fs::read_to_string(&path).unwrap();
    let start = before.find("translates: ").expect("it translates") + "translates: ".len();
    let stale = format!("{}000000000000{}", &before[..start], &before[start + 12..]);
    std::fs::write(&path, stale).unwrap();
    let found = found(&ours);
    let (_, _, _, words) = found
        .iter()
        .find(|(code, path, ..)| code == "translation-stale" && path.ends_with(inside))
        .expect("it is told");
    assert!(
        words.ends_with(
            "This file is upstream's: run `curricle adapt TR-1` first and change your copy, or tell upstream."
        ),
        "{words}"
    );
    // Remarks are for those who keep upstream.
    assert!(
        !found
            .iter()
            .any(|(code, path, ..)| path.starts_with("upstream/curriculum") && code == "objective-unmet")
    );
}

#[test]
fn who_has_read_enough_ends_a_command_without_a_word() {
    let folder = support::folder_with("tiny");
    for arguments in [["explain", "link-broken"], ["check", "--quick"], ["man", "build"]] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_curricle"))
            .args(arguments)
            .current_dir(folder.path())
            .stdout(writer)
            .output()
            .expect("the program starts");
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
        assert!(output.status.success(), "{arguments:?}");
    }
}
