//! Activities that a page break cuts badly in the workbook.

use super::{Example, Finder, Lint, Subject, places};
use crate::curriculum::Paper;
use crate::diagnostic::Diagnostic;
use crate::document::{ActivityKind, Block, Section};
use crate::edition::{Extent, Proof};

pub const LINT: Lint = Lint {
    code: "activity-split",
    finds: "An activity that leaves a few lines, or nothing but its frame, on a page of the workbook, or runs over more than two pages.",
    why: "People turn the page back and forth between the question and the space to answer, and lose the thread.",
    example: Example::in_words(
        "Make the activity a few lines shorter so that it fits a page, or make two activities of it, each whole.",
    ),
    finder: Finder::Print(run),
};

/// A part of an activity that is less than so much of a page's height is a stray.
const STRAY: f64 = 0.15;

fn run(subject: &Subject, proofs: &[Proof], findings: &mut Vec<Diagnostic>) {
    for (_, page) in subject.curriculum.pages() {
        for part in places::parts(page) {
            let section = part.section;
            let fault = proofs.iter().find_map(|proof| {
                let of_section = |extent: &&Extent| extent.code == page.code && extent.id == section.id;
                let extent = proof.activities.iter().find(of_section)?;
                fault(extent, is_cards(section)).map(|fault| (fault, proof.setting.paper))
            });
            if let Some((fault, paper)) = fault {
                findings.push(
                    Diagnostic::note(
                        LINT.code,
                        &page.path,
                        format!("in the workbook on {} paper this activity {fault}", name(paper)),
                    )
                    .at(section.span)
                    .help("Make it a few lines shorter or longer, or make two activities of it, each whole."),
                );
            }
        }
    }
}

/// Whether it is a role-play of cards: each card is whole, and they may take as many pages as they need.
fn is_cards(section: &Section) -> bool {
    section
        .activity
        .as_ref()
        .is_some_and(|activity| activity.kind == ActivityKind::RolePlay)
        && section
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Section(_)))
}

fn fault(extent: &Extent, cards: bool) -> Option<String> {
    let (begin, end) = extent.pages;
    if extent.heading > begin {
        return Some("leaves an empty frame at the foot of a page".to_owned());
    }
    let sides = end + 1 - begin;
    match sides {
        0 | 1 => None,
        2 if extent.last < STRAY => Some("leaves a few lines alone on its second page".to_owned()),
        2 if extent.first < STRAY => Some("begins with a few lines at the foot of a page".to_owned()),
        2 => None,
        _ if cards => None,
        _ => Some(format!("runs over {sides} pages")),
    }
}

fn name(paper: Paper) -> &'static str {
    match paper {
        Paper::Letter => "letter",
        Paper::A4 => "A4",
    }
}
