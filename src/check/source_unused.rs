//! Sources that no page cites.

use std::collections::BTreeSet;

use super::places::citations;
use super::{Example, Finder, Lint, Subject, sources_file};
use crate::diagnostic::Diagnostic;

pub const LINT: Lint = Lint {
    code: "source-unused",
    finds: "An entry of sources.yaml that no page cites or names.",
    why: "A list of sources that nothing rests on makes the lessons seem better founded than they are.",
    example: Example {
        written: "-- sources.yaml --\nold:\n  type: book\n  title: An old book\n  author: Old, A.\n  date: 1990\n",
        better: "-- sources.yaml --\nold:\n  type: book\n  title: An old book\n  author: Old, A.\n  date: 1990\n-- modules/01-triggers/02-lesson.md --\n---\ntitle: Lesson\nsummary: A lesson.\nsources: [old]\n---\n\nA trigger is a start [@old].\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for (_, page) in subject.curriculum.pages() {
        used.extend(page.sources.iter().map(|source| source.value.as_str()));
        used.extend(citations(page).iter().map(|citation| citation.key.as_str()));
    }
    for (key, source) in &subject.curriculum.sources {
        if !used.contains(key.as_str()) {
            findings.push(
                Diagnostic::note(LINT.code, &sources_file(), format!("no page cites `{key}`"))
                    .at(source.span)
                    .help("Cite it where its facts stand, or delete it here."),
            );
        }
    }
}
