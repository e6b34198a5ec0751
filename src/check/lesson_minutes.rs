//! Lessons whose parts do not add up to their minutes.

use super::{Example, Finder, Lint, Subject};
use crate::diagnostic::Diagnostic;
use crate::document::Block;

pub const LINT: Lint = Lint {
    code: "lesson-minutes",
    finds: "A lesson whose parts take more or less time than the lesson.",
    why: "Whoever leads the group plans by the clock.",
    example: Example {
        written: "---\ntitle: A walk\nsummary: A short walk.\nminutes: 50\n---\n\n## Talk {minutes=10}\n\n## Walk {minutes=30}\n",
        better: "---\ntitle: A walk\nsummary: A short walk.\nminutes: 50\n---\n\n## Talk {minutes=10}\n\n## Walk {minutes=40}\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for lesson in subject
        .curriculum
        .modules
        .iter()
        .flat_map(|module| &module.lessons)
    {
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
                .at(lesson.page.front["minutes"])
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
