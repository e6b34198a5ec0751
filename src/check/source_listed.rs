//! Sources that a page names at its top and does not cite, or the other way round.

use std::collections::BTreeSet;

use super::places::citations;
use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "source-listed",
    finds: "A source that stands under `sources:` and is not cited in the text, or is cited and does not stand there.",
    why: "When a source is taken back, the list at the top is how somebody finds the lessons that rest on it.",
    example: Example {
        written: "-- sources.yaml --\nold:\n  type: book\n  title: An old book\n  author: Old, A.\n  date: 1990\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: Lesson\nsummary: A lesson.\nsources: [old]\n---\n\nA trigger is a start.\n",
        better: "-- sources.yaml --\nold:\n  type: book\n  title: An old book\n  author: Old, A.\n  date: 1990\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: Lesson\nsummary: A lesson.\nsources: [old]\n---\n\nA trigger is a start [@old].\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for (_, page) in subject.curriculum.pages() {
        let citations = citations(page);
        let listed: BTreeSet<&str> = page.sources.iter().map(|source| source.value.as_str()).collect();
        let cited: BTreeSet<&str> = citations.iter().map(|citation| citation.key.as_str()).collect();
        for source in &page.sources {
            if !cited.contains(source.value.as_str()) {
                findings.push(
                    Diagnostic::note(
                        LINT.code,
                        &page.path,
                        format!("`{}` is named here and not cited in the text", source.value),
                    )
                    .at(source.span)
                    .help(format!(
                        "Write `[@{}]` where its facts stand, or take it out here.",
                        source.value
                    )),
                );
            }
        }
        let mut told = BTreeSet::new();
        for citation in citations {
            if !listed.contains(citation.key.as_str()) && told.insert(citation.key.as_str()) {
                findings.push(
                    Diagnostic::note(
                        LINT.code,
                        &page.path,
                        format!("`{}` is cited here and not named under `sources:`", citation.key),
                    )
                    .at(citation.span)
                    .help(format!("Add `{}` to `sources:` at the top.", citation.key)),
                );
            }
        }
    }
}
