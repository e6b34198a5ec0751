//! Handouts that do not fit their sheet, or only in small letters.

use super::{Example, Finder, Lint, Subject, places};
use crate::diagnostic::Diagnostic;
use crate::document::PageId;
use crate::edition::{Fit, Product, Proof};

pub const LINT: Lint = Lint {
    code: "handout-too-long",
    finds: "A handout that does not fit one sheet of letter or A4 paper, front and back, or only in letters of less than 10.5 points.",
    why: "What does not fit is cut off or runs into the foot, and small letters shut people out.",
    example: Example::in_words(
        "Leave out what is not needed on the sheet, make fewer lines or rows to write on, or make two handouts of it.",
    ),
    finder: Finder::Print(run),
};

/// In points; the body of a book is 12.5.
const SMALL: f64 = 10.5;

fn run(subject: &Subject, proofs: &[Proof], findings: &mut Vec<Diagnostic>) {
    for (id, page) in subject.curriculum.pages() {
        let PageId::Handout(m, h) = id else { continue };
        // The worst of its sheets, on either paper.
        let worst = proofs
            .iter()
            .filter(|proof| proof.product == Product::Handout(m, h) && !proof.setting.large_print)
            .flat_map(|proof| proof.sheets.iter().map(|fit| (fit, proof.setting.paper.name())))
            .min_by(|(a, _), (b, _)| {
                (a.fits, a.letters)
                    .partial_cmp(&(b.fits, b.letters))
                    .expect("sizes")
            });
        let finding = match worst {
            Some((Fit { fits: false, .. }, paper)) => Diagnostic::warning(
                LINT.code,
                &page.path,
                format!(
                    "{} does not fit one sheet of {paper} paper, even in the smallest letters",
                    page.code
                ),
            ),
            Some((fit, paper)) if fit.letters < SMALL => Diagnostic::note(
                LINT.code,
                &page.path,
                format!(
                    "{} fits one sheet of {paper} paper only in letters of {} points",
                    page.code, fit.letters
                ),
            ),
            _ => continue,
        };
        findings.push(places::at_title(finding, page).help(
            "Leave out what the sheet can do without, make fewer lines or rows to write on, or make two handouts of it.",
        ));
    }
}
