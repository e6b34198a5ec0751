//! Handouts that need more than a sheet in large print.

use super::{Example, Finder, Lint, Subject, places};
use crate::diagnostic::Diagnostic;
use crate::document::PageId;
use crate::edition::{Product, Proof};

pub const LINT: Lint = Lint {
    code: "handout-large-print",
    finds: "A handout that needs more than the two sides of a sheet in large print, in letters of 18 points.",
    why: "A person with low sight gets a pile of paper where others get one sheet.",
    example: Example::in_words("Say less on the sheet, or make two handouts of it, each with one idea."),
    finder: Finder::Print(run),
};

/// The two sides of a sheet.
const SIDES: usize = 2;

fn run(subject: &Subject, proofs: &[Proof], findings: &mut Vec<Diagnostic>) {
    for (id, page) in subject.curriculum.pages() {
        let PageId::Handout(m, h) = id else { continue };
        let pages = proofs
            .iter()
            // A handout of pictures has a page for each, in any print; it is not fitted.
            .filter(|proof| {
                proof.product == Product::Handout(m, h)
                    && proof.setting.large_print
                    && !proof.sheets.is_empty()
            })
            .map(|proof| proof.pages)
            .max()
            .unwrap_or_default();
        if pages > SIDES {
            let finding = Diagnostic::note(
                LINT.code,
                &page.path,
                format!("{} needs {pages} pages in large print", page.code),
            );
            findings.push(
                places::at_title(finding, page)
                    .help("Two pages are one sheet of paper. Say less, or make two handouts of it."),
            );
        }
    }
}
