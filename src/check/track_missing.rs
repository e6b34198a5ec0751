//! What no track shows.

use std::collections::BTreeSet;

use super::{Example, Finder, Lint, Subject};
use crate::curriculum::{FOLDER, Page};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, PageId};

pub const LINT: Lint = Lint {
    code: "track-missing",
    finds: "A lesson or a section that is in no track, or a track without lessons.",
    why: "Nobody would get it, or everybody would get what was meant for some.",
    example: Example {
        written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\ntracks:\n  days: {title: Days}\n  nights: {title: Nights}\n\
                  -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\ntracks: [days]\n---\n\n\
                  ## At night {track=nights}\n\nText.\n",
        better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\ntracks:\n  days: {title: Days}\n  nights: {title: Nights}\n\
                 -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\ntracks: [days, nights]\n---\n\n\
                 ## At night {track=nights}\n\nText.\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let curriculum = subject.curriculum;
    let known: BTreeSet<&str> = curriculum
        .settings
        .tracks
        .iter()
        .map(|track| track.id.as_str())
        .collect();
    if known.is_empty() {
        return;
    }
    for (id, page) in curriculum.pages() {
        if !matches!(id, PageId::Module(_)) {
            findings.extend(of_no_track(page, &known));
        }
        let shown = if page.tracks.is_empty() {
            known.clone()
        } else {
            page.tracks.iter().map(String::as_str).collect()
        };
        sections(page, &page.body.blocks, &shown, findings);
    }
    let lessons = || curriculum.modules.iter().flat_map(|module| &module.lessons);
    for track in &curriculum.settings.tracks {
        let reached =
            lessons().any(|lesson| lesson.page.tracks.is_empty() || lesson.page.tracks.contains(&track.id));
        if !reached {
            findings.push(
                Diagnostic::warning(
                    LINT.code,
                    &format!("{FOLDER}/curriculum.yaml"),
                    format!("no lesson is in the track `{}`", track.id),
                )
                .at(track.span)
                .help("Name it under `tracks` of its lessons, or delete it here."),
            );
        }
    }
}

/// A list of tracks that names none.
fn of_no_track(page: &Page, known: &BTreeSet<&str>) -> Option<Diagnostic> {
    let place = *page.front.get("tracks")?;
    let message = if page.tracks.is_empty() {
        "the list of tracks is empty"
    } else if page.tracks.iter().any(|track| known.contains(track.as_str())) {
        return None;
    } else {
        "none of these tracks is in curriculum.yaml"
    };
    let names: Vec<&str> = known.iter().copied().collect();
    Some(
        Diagnostic::warning(
            LINT.code,
            &page.path,
            format!("{message}, so this page is in no track"),
        )
        .at(place)
        .help(format!(
            "Leave `tracks` out when the page is for everyone; else name some of: {}.",
            names.join(", ")
        )),
    )
}

/// Sections whose track the page, or a section around them, leaves out.
fn sections(page: &Page, blocks: &[Block], shown: &BTreeSet<&str>, findings: &mut Vec<Diagnostic>) {
    for block in blocks {
        let Block::Section(section) = block else {
            continue;
        };
        match section.track.as_deref() {
            Some(track) if !shown.contains(track) => findings.push(
                Diagnostic::warning(
                    LINT.code,
                    &page.path,
                    format!("nobody sees this section: it is for `{track}`, and what is around it is not"),
                )
                .at(section.span)
                .help(format!(
                    "Add `{track}` to the `tracks` of the page, or take `track={track}` off the heading."
                )),
            ),
            Some(track) => sections(page, &section.blocks, &BTreeSet::from([track]), findings),
            None => sections(page, &section.blocks, shown, findings),
        }
    }
}
