//! Lessons and modules whose parts do not add up to their minutes.

use std::collections::BTreeSet;

use super::{Example, Finder, Lint, Subject};
use crate::curriculum::{Lesson, Module};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Visit, visit_blocks};

pub const LINT: Lint = Lint {
    code: "lesson-minutes",
    finds: "A lesson or a module whose parts take more or less time than it says.",
    why: "Whoever leads the group plans by the clock.",
    example: Example {
        written: "---\ntitle: A walk\nsummary: A short walk.\nminutes: 50\n---\n\n## Talk {minutes=10}\n\n## Walk {minutes=30}\n",
        better: "---\ntitle: A walk\nsummary: A short walk.\nminutes: 50\n---\n\n## Talk {minutes=10}\n\n## Walk {minutes=40}\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    for module in &subject.curriculum.modules {
        for lesson in &module.lessons {
            findings.extend(look_at_lesson(lesson));
            look_inside(&lesson.page.path, &lesson.page.body.blocks, findings);
        }
        findings.extend(look_at_module(module));
    }
}

fn look_at_lesson(lesson: &Lesson) -> Option<Diagnostic> {
    let minutes = lesson.minutes?;
    let blocks = &lesson.page.body.blocks;
    let all = sum(blocks, None);
    if all == minutes {
        return None;
    }
    // Sections for different tracks may run at the same time.
    let tracks = tracks(blocks);
    if !tracks.is_empty() && tracks.iter().all(|track| sum(blocks, Some(track)) == minutes) {
        return None;
    }
    Some(
        Diagnostic::warning(
            LINT.code,
            &lesson.page.path,
            format!("the parts take {all} minutes, the lesson {minutes}"),
        )
        .at(place(&lesson.page))
        .help("Change `minutes=` on the headings, or `minutes:` at the top."),
    )
}

fn look_at_module(module: &Module) -> Option<Diagnostic> {
    let minutes = module.minutes?;
    let lessons = module.lessons.iter();
    let all: u32 = lessons.fold(0, |all, lesson| {
        let own = lesson
            .minutes
            .unwrap_or_else(|| sum(&lesson.page.body.blocks, None));
        all.saturating_add(own)
    });
    (all != minutes).then(|| {
        Diagnostic::warning(
            LINT.code,
            &module.page.path,
            format!("the lessons take {all} minutes, the module {minutes}"),
        )
        .at(place(&module.page))
        .help("Change `minutes:` here, or at the top of the lessons.")
    })
}

/// Sections that hold more minutes than they have.
fn look_inside(path: &str, blocks: &[Block], findings: &mut Vec<Diagnostic>) {
    visit_blocks(blocks, &mut |visit| {
        if let Visit::Block(Block::Section(section)) = visit
            && let Some(minutes) = section.minutes
            && sum(&section.blocks, None) > minutes
            && tracks(&section.blocks).is_empty()
        {
            let inside = sum(&section.blocks, None);
            findings.push(
                Diagnostic::warning(
                    LINT.code,
                    path,
                    format!("the parts of this section take {inside} minutes, the section {minutes}"),
                )
                .at(section.span)
                .help("Change `minutes=` here, or on the headings below."),
            );
        }
    });
}

fn place(page: &crate::curriculum::Page) -> crate::document::Span {
    page.front.get("minutes").copied().unwrap_or_default()
}

/// The minutes of the outermost sections that say them, without those that are for another track.
fn sum(blocks: &[Block], track: Option<&str>) -> u32 {
    let minutes = blocks.iter().map(|block| match block {
        Block::Section(section)
            if track.is_some() && section.track.as_deref().is_some_and(|own| Some(own) != track) =>
        {
            0
        }
        Block::Section(section) => section.minutes.unwrap_or_else(|| sum(&section.blocks, track)),
        _ => 0,
    });
    minutes.fold(0, u32::saturating_add)
}

/// The tracks that some sections are for.
fn tracks(blocks: &[Block]) -> BTreeSet<&str> {
    let mut tracks = BTreeSet::new();
    visit_blocks(blocks, &mut |visit| {
        if let Visit::Block(Block::Section(section)) = visit {
            tracks.extend(section.track.as_deref());
        }
    });
    tracks
}
