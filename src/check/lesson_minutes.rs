//! Lessons whose parts do not add up to their minutes.

use super::Lint;
use crate::curriculum::Curriculum;
use crate::diagnostic::Diagnostic;
use crate::document::Block;

pub const LINT: Lint = Lint {
    code: "lesson-minutes",
    finds: "A lesson whose parts take more or less time than the lesson.",
    why: "Whoever leads the group plans by the clock.",
    run,
};

fn run(curriculum: &Curriculum, findings: &mut Vec<Diagnostic>) {
    for lesson in curriculum.modules.iter().flat_map(|module| &module.lessons) {
        let Some(minutes) = lesson.minutes else {
            continue;
        };
        let sum = sum(&lesson.page.body.blocks);
        if sum != minutes {
            findings.push(
                Diagnostic::warning(
                    LINT.code,
                    &lesson.page.path,
                    format!("the parts take {sum} minutes, the lesson {minutes}"),
                )
                .help("Change `minutes=` on the headings, or `minutes:` at the top."),
            );
        }
    }
}

/// The minutes of the outermost sections that say them.
fn sum(blocks: &[Block]) -> u32 {
    blocks
        .iter()
        .map(|block| match block {
            Block::Section(section) => section.minutes.unwrap_or_else(|| sum(&section.blocks)),
            _ => 0,
        })
        .sum()
}
