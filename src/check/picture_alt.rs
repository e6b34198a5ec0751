//! Pictures without a text that says what they show.

use super::{Example, Finder, Lint};
use crate::curriculum::Curriculum;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Image, Inline, Visit, visit_blocks};

pub const LINT: Lint = Lint {
    code: "alt-missing",
    finds: "A picture that has no alternative text and is not marked as decorative.",
    why: "People who cannot see the picture would not know that something is said there.",
    example: Example {
        written: "![](images/chain.svg)\n",
        better: "![A chain of four links; the third is open](images/chain.svg)\n",
    },
    finder: Finder::Build(run),
};

fn run(curriculum: &Curriculum, findings: &mut Vec<Diagnostic>) {
    for (_, page) in curriculum.pages() {
        let mut look = |image: &Image| {
            if image.alt.trim().is_empty() && !image.decorative {
                findings.push(
                    Diagnostic::error(LINT.code, &page.path, "this picture has no alternative text")
                        .at(image.span)
                        .help("Say what it shows: `![Four links of a chain](…)`; or mark it: `![](…){.decorative}`."),
                );
            }
        };
        visit_blocks(&page.body.blocks, &mut |visit| match visit {
            Visit::Block(Block::Figure(image)) | Visit::Inline(Inline::Image(image)) => look(image),
            _ => {}
        });
    }
}
