//! Hints of a file that `curricle new` made, left where the text should be.

use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "hint-left",
    finds: "A hint such as “Write here: …” that nobody has replaced yet.",
    why: "A reader would find an instruction to the author in place of help.",
    example: Example {
        written: "Write here: the main idea in one sentence.\n",
        better: "A trigger is anything that can start an urge.\n",
    },
    finder: Finder::Check(run),
};

const HINT: &str = "Write here:";

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for (_, page, passages) in subject.pages() {
        let mut hints = passages
            .iter()
            .filter_map(|passage| Some(passage.place(at(&passage.text)?)));
        let Some(first) = hints.next() else { continue };
        let more = match hints.count() {
            0 => String::new(),
            1 => ", and one more on this page".to_owned(),
            more => format!(", and {more} more on this page"),
        };
        findings.push(
            Diagnostic::warning(LINT.code, &page.path, format!("a hint is left here{more}"))
                .at(first)
                .help("Write the text that the hint asks for, and delete the hint."),
        );
    }
}

/// A hint begins its text: a page may well speak of hints.
fn at(text: &str) -> Option<std::ops::Range<usize>> {
    let start = text.len() - text.trim_start().len();
    text[start..]
        .starts_with(HINT)
        .then_some(start..start + HINT.len())
}
