//! Codes of lessons and handouts that do not exist.

use std::collections::BTreeSet;

use super::lists::Lists;
use super::{Example, Finder, Lint, Subject, codes, places};
use crate::curriculum::Curriculum;
use crate::diagnostic::{Diagnostic, suggest};
use crate::document::{PageId, Span, Target, plain_text};

pub const LINT: Lint = Lint {
    code: "code-mentioned",
    finds: "A code such as TR-9 that no lesson or handout has, or that stands on a link to another page.",
    why: "People look for the sheet by its code, in the book and in the cupboard, and do not find it.",
    example: Example {
        written: "Take TR-9 with you.\n",
        better: "Take TR-1 with you.\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let curriculum = subject.curriculum;
    let codes = Codes {
        known: codes::known(curriculum),
        modules: curriculum
            .modules
            .iter()
            .map(|module| module.page.code.as_str())
            .collect(),
        lists: Lists::read(include_str!("lists/access.en.yaml")),
    };
    for (id, page, passages) in subject.pages() {
        let mut report = |code: &str, place: Span| {
            if curriculum.hidden.iter().any(|hidden| hidden.code == code) {
                findings.push(
                    Diagnostic::note(
                        LINT.code,
                        &page.path,
                        format!("{code} is named here, and `curriculum.yaml` hides it"),
                    )
                    .at(place)
                    .help("Read the sentence as somebody who has never seen that page. To change it, copy this page: `curricle adapt`."),
                );
            } else if codes.is_missing(code) {
                findings.push(
                    Diagnostic::warning(
                        LINT.code,
                        &page.path,
                        format!("no lesson or handout has the code {code}"),
                    )
                    .at(place)
                    .help(codes.help(code)),
                );
            }
        };
        for passage in passages {
            for range in codes::in_text(&passage.text) {
                report(&passage.text[range.clone()], passage.place(range));
            }
        }
        if let PageId::Lesson(m, l) = id {
            for material in &curriculum.modules[m].lessons[l].materials {
                for range in codes::in_text(&material.value) {
                    report(&material.value[range], material.span);
                }
            }
        }
        for link in places::links(page) {
            let text = plain_text(&link.text);
            if let Some(real) = mismatch(curriculum, &codes.known, &text, &link.target) {
                findings.push(
                    Diagnostic::warning(
                        LINT.code,
                        &page.path,
                        format!("the link says “{text}” and leads to {real}"),
                    )
                    .at(link.span)
                    .help("Put right the code or the path, whichever is not meant."),
                );
            }
        }
    }
}

struct Codes<'a> {
    known: BTreeSet<&'a str>,
    modules: BTreeSet<&'a str>,
    lists: Lists,
}

impl Codes<'_> {
    /// Whether this reads as a code of this curriculum and is none.
    fn is_missing(&self, code: &str) -> bool {
        let module = code.split('-').next().unwrap_or_default();
        let is_ours = self.modules.contains(module);
        // Another programme's scale (PHQ-9) or virus (HIV-1) is as long as no code of ours.
        let as_long = self.modules.iter().any(|known| known.len() == module.len());
        let other = self.lists.has("not-codes", module) || self.lists.has("not-codes", code);
        !self.known.contains(code) && (is_ours || as_long && !other)
    }

    fn help(&self, code: &str) -> String {
        let module = code.split('-').next().unwrap_or_default();
        let same: Vec<&str> = self
            .known
            .iter()
            .copied()
            .filter(|known| known.split('-').next() == Some(module))
            .collect();
        if same.is_empty() {
            suggest(code, self.known.iter().copied())
        } else {
            suggest(code, same)
        }
    }
}

/// The code of the page that a link leads to, when its words name another.
fn mismatch<'a>(
    curriculum: &'a Curriculum,
    known: &BTreeSet<&str>,
    text: &str,
    target: &Target,
) -> Option<&'a str> {
    let Target::Page { page, .. } = target else {
        return None;
    };
    let real = curriculum.page(*page).code.as_str();
    let ranges = codes::in_text(text);
    let [said] = ranges.as_slice() else {
        return None;
    };
    let said = &text[said.clone()];
    (known.contains(said) && said != real).then_some(real)
}
