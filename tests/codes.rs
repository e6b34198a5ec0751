//! The manual of findings holds every code that the program can report.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use curricle::check;

/// The codes that `src/` gives to findings, each with the file that does.
fn reported() -> BTreeSet<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut codes = BTreeSet::new();
    for entry in walkdir::WalkDir::new(&root).into_iter().filter_map(Result::ok) {
        if entry.path().extension().is_none_or(|ending| ending != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).expect("a source is text");
        let path = entry
            .path()
            .strip_prefix(&root)
            .expect("it is below src")
            .display()
            .to_string();
        for code in codes_of(&text) {
            codes.insert((code, path.clone()));
        }
    }
    codes
}

/// The first argument of each `error(`, `warning(` or `note(`, and of each pair that `links` hands on, where it is a text.
fn codes_of(text: &str) -> Vec<String> {
    let mut codes = Vec::new();
    for start in ["::error(", "::warning(", "::note(", "self.error(", "let what = ("] {
        for (at, _) in text.match_indices(start) {
            let argument = text[at + start.len()..].trim_start();
            if let Some((code, _)) = argument.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                codes.push(code.to_owned());
            }
        }
    }
    codes
}

#[test]
fn the_scan_sees_each_way_to_write_a_code() {
    let source = "Diagnostic::error(\n  \"a-b\", x) Diagnostic::note(\"c\") self.error(\"d\") let what = (\"e\", y) Diagnostic::warning(LINT.code)";
    assert_eq!(codes_of(source), ["a-b", "c", "d", "e"]);
}

#[test]
fn every_code_of_the_sources_is_explained() {
    let reported = reported();
    assert!(reported.len() > 45, "the scan found only {}", reported.len());
    let missing: Vec<String> = reported
        .iter()
        .filter(|(code, _)| check::lint(code).is_none())
        .map(|(code, path)| format!("src/{path}: `{code}` is not in src/check/reader.rs, nor a lint"))
        .collect();
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_reader_code_is_reported_somewhere() {
    let reported: BTreeSet<String> = reported().into_iter().map(|(code, _)| code).collect();
    let dead: Vec<&str> = check::all()
        .filter(|lint| matches!(lint.finder, check::Finder::Reader))
        .map(|lint| lint.code)
        .filter(|code| !reported.contains(*code))
        .collect();
    assert!(dead.is_empty(), "explained, but never reported: {dead:?}");
}

#[test]
fn every_fault_of_the_broken_site_is_explained() {
    for code in support::codes(&support::site("broken")) {
        assert!(check::lint(code).is_some(), "`{code}` is not explained");
    }
}
