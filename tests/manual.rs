//! The manual is a curriculum like any other, and shows what it says.

mod support;

use std::path::PathBuf;
use std::process::Command;

use curricle::build;
use curricle::check::{self, Subject};
use curricle::diagnostic::{self, Severity};
use curricle::files;
use curricle::site::Part;
use curricle::starter;

fn docs() -> PathBuf {
    support::project().join("docs")
}

#[test]
fn the_manual_has_nothing_that_the_program_warns_of() {
    let (mut files, mut findings) = files::read(&docs());
    starter::add_themes(&mut files);
    let (plan, wrong) = build::plan(&files, &[Part::Web], None);
    findings.extend(wrong);
    findings.extend(check::check(&Subject::new(&files, &plan.curriculum, None)).findings);
    findings.retain(|finding| finding.severity != Severity::Note);
    let text = diagnostic::to_text(&findings, |path| files.text(path), false);
    assert!(findings.is_empty(), "{text}");
}

#[test]
fn what_is_shown_as_source_stands_below_as_result() {
    let (files, _) = files::read(&docs());
    let mut shown = 0;
    for (path, _) in files
        .under("curriculum/modules")
        .filter(|(path, _)| path.ends_with(".md"))
    {
        let text = files.text(path).expect("the manual is text");
        for block in text.split("```markdown\n").skip(1) {
            let source = block.split("```").next().expect("a block ends");
            // A lone heading would begin a section of the manual.
            if source.starts_with("##") {
                continue;
            }
            shown += 1;
            assert!(
                text.matches(source).count() >= 2,
                "{path}: this is shown and has no result:\n{source}"
            );
        }
    }
    assert!(shown >= 8, "{shown} examples");
}

#[test]
fn the_list_of_checks_is_the_one_in_the_program() {
    let output = Command::new(env!("CARGO_BIN_EXE_curricle"))
        .args(["explain", "--all"])
        .output()
        .expect("the program starts");
    let page = docs().join("curriculum/modules/01-authors/04-what-is-checked.md");
    let written = std::fs::read_to_string(&page).expect("the manual has the page");
    assert_eq!(
        written,
        String::from_utf8(output.stdout).expect("words"),
        "write it again: curricle explain --all > {}",
        page.display()
    );
}

#[test]
fn the_manual_and_the_starter_name_the_same_help() {
    let read = |folder: PathBuf| {
        std::fs::read_to_string(folder.join("curriculum/resources.yaml")).expect("it is there")
    };
    assert_eq!(read(docs()), read(support::project().to_owned()));
}
