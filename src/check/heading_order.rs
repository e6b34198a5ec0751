//! Headings that skip a level.

use super::{Example, Finder, Lint};
use crate::curriculum::{Curriculum, Page};
use crate::diagnostic::Diagnostic;
use crate::document::Block;

pub const LINT: Lint = Lint {
    code: "heading-skipped",
    finds: "A heading that is more than one level below the one above it.",
    why: "People who listen to a page, or jump through a PDF by its bookmarks, think that a part is missing.",
    example: Example {
        written: "## My week\n\n#### Monday\n",
        better: "## My week\n\n### Monday\n",
    },
    finder: Finder::Build(run),
};

fn run(curriculum: &Curriculum, findings: &mut Vec<Diagnostic>) {
    for (_, page) in curriculum.pages() {
        walk(page, &page.body.blocks, 1, findings);
    }
}

fn walk(page: &Page, blocks: &[Block], above: u8, findings: &mut Vec<Diagnostic>) {
    for block in blocks {
        let Block::Section(section) = block else {
            continue;
        };
        if section.level > above + 1 {
            let expected = "#".repeat(usize::from(above) + 1);
            findings.push(
                Diagnostic::error(
                    LINT.code,
                    &page.path,
                    format!(
                        "a level-{} heading stands below a level-{above} heading",
                        section.level
                    ),
                )
                .at(section.span)
                .help(format!("Write `{expected}` here.")),
            );
        }
        walk(page, &section.blocks, section.level, findings);
    }
}
