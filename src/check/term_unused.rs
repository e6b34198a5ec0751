//! Glossary entries that no page links.

use std::collections::{BTreeMap, BTreeSet};

use super::glossary::Glossary;
use super::{Example, Finder, Lint, Subject, places};
use crate::curriculum::{FOLDER, Term};
use crate::diagnostic::Diagnostic;
use crate::document::Target;

pub const LINT: Lint = Lint {
    code: "term-unused",
    finds: "A word of the glossary that no page links.",
    why: "Its meaning is there, and no reader who meets the word gets to it.",
    example: Example {
        written: "-- glossary.yaml --\nurge: A strong pull to do something.\n",
        better: "-- glossary.yaml --\nurge: A strong pull to do something.\n\
                 -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\nAn [urge](term:urge) passes.\n",
    },
    finder: Finder::Check(run),
};

/// More words that stand nowhere are counted in one finding.
const MOST: usize = 5;

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let curriculum = subject.curriculum;
    let linked: BTreeSet<&str> = curriculum
        .pages()
        .flat_map(|(_, page)| places::links(page))
        .filter_map(|link| match &link.target {
            Target::Term(term) => Some(term.as_str()),
            _ => None,
        })
        .collect();
    let glossary = Glossary::of(curriculum);
    let mut codes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, page, passages) in subject.pages() {
        for passage in passages {
            for (_, key) in glossary.uses(&passage.text) {
                let pages = codes.entry(key).or_default();
                if pages.last() != Some(&page.code.as_str()) {
                    pages.push(&page.code);
                }
            }
        }
    }
    let path = format!("{FOLDER}/glossary.yaml");
    let mut unread: Vec<&Term> = Vec::new();
    for (key, term) in &curriculum.glossary {
        match codes.get(key.as_str()).map(Vec::as_slice) {
            _ if linked.contains(key.as_str()) => {}
            Some([first, more @ ..]) => findings.push(
                Diagnostic::note(LINT.code, &path, format!("no page links `{}`", term.term))
                    .at(term.span)
                    .help(format!(
                        "The word stands in {first}{}: link it where it is first read, `[{}](term:{key})`.",
                        match more.len() {
                            0 => String::new(),
                            1 => " and one more page".to_owned(),
                            count => format!(" and {count} more pages"),
                        },
                        term.term
                    )),
            ),
            _ => unread.push(term),
        }
    }
    if unread.len() > MOST {
        let names: Vec<&str> = unread.iter().map(|term| term.term.as_str()).collect();
        findings.push(
            Diagnostic::note(
                LINT.code,
                &path,
                format!("no page links or uses {} words of the glossary", names.len()),
            )
            .at(unread[0].span)
            .help(format!(
                "Keep those that are for a lesson to come, and delete the others: {}.",
                names.join(", ")
            )),
        );
    } else {
        findings.extend(unread.into_iter().map(|term| {
            Diagnostic::note(LINT.code, &path, format!("no page links or uses `{}`", term.term))
                .at(term.span)
                .help("Keep it for a lesson to come, or delete it.")
        }));
    }
}
