//! What comes with the program: its version, its manual page and the words that a shell finishes.

mod support;

use std::process::Command;

use curricle::document::Span;
use curricle::parse::yaml;

fn said(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_curricle"))
        .args(arguments)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).expect("words")
}

#[test]
fn the_version_names_the_commit_and_the_theme() {
    let words = said(&["--version"]);
    let theme = std::fs::read_to_string(support::project().join("themes/calm/theme.yaml")).unwrap();
    let version = theme
        .lines()
        .find_map(|line| line.strip_prefix("version: "))
        .unwrap();
    let version = version.trim_matches('"');
    assert!(
        words.starts_with(&format!("curricle {} (", env!("CARGO_PKG_VERSION"))),
        "{words}"
    );
    assert!(
        words.trim_end().ends_with(&format!("theme calm {version})")),
        "{words}"
    );
    if let Some(commit) = option_env!("CURRICLE_COMMIT") {
        assert!(words.contains(&format!("commit {commit}")), "{words}");
    }
}

#[test]
fn every_shell_can_finish_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = said(&["completions", shell]);
        for command in ["build", "pack", "publish-check", "publish-files"] {
            assert!(script.contains(command), "{shell}: {command}");
        }
        assert!(
            script.contains("github-pages") || shell == "elvish" || shell == "powershell",
            "{shell}"
        );
    }
}

#[test]
fn each_command_has_a_page_of_the_manual() {
    let page = said(&["man"]);
    assert!(
        page.contains(".TH") && page.contains("publish") && page.contains("SUBCOMMANDS"),
        "{page}"
    );
    for command in ["build", "pack", "print", "publish-check"] {
        let page = said(&["man", command]);
        assert!(
            page.contains(&format!("curricle\\-{}", command.replace('-', "\\-"))),
            "{page}"
        );
    }
    let output = Command::new(env!("CARGO_BIN_EXE_curricle"))
        .args(["man", "biuld"])
        .output()
        .unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(
        !output.status.success() && words.contains("Did you mean `build`?"),
        "{words}"
    );
}

#[test]
fn the_release_asks_for_no_more_than_it_needs() {
    let path = ".github/workflows/release.yml";
    let text = std::fs::read_to_string(support::project().join(path)).unwrap();
    let mut findings = Vec::new();
    yaml::parse(path, &text, Span::from(0..text.len()), &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    let (head, _) = text.split_once("\njobs:").unwrap();
    assert!(head.contains("permissions:\n  contents: read"));
    for line in text.lines().filter(|line| line.contains("uses:")) {
        let version = line.rsplit_once("@v").map_or("", |(_, version)| version);
        assert_eq!(version.split('.').count(), 3, "pinned to a whole version: {line}");
    }
}
