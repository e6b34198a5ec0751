//! The files under `modules/` as modules, lessons and handouts, in order and with their codes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::settings::not_utf8;
use super::topics::topics;
use super::{FOLDER, Handout, Layout, Lesson, Module, Page, Settings};
use crate::diagnostic::{Diagnostic, suggest};
use crate::document::Block;
use crate::files::Files;
use crate::parse::yaml::{Fields, Spot};
use crate::parse::{self, AnswerSpaces, Parsed};

const IMAGE_ENDINGS: [&str; 6] = ["svg", "png", "jpg", "jpeg", "gif", "webp"];

/// What a file under `modules/` is, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Module,
    Lesson,
    Handout,
}

struct File<'a> {
    path: &'a str,
    folder: &'a str,
    kind: Kind,
    parsed: Arc<Parsed>,
}

type Images = BTreeMap<String, Arc<[u8]>>;

/// Reads all modules and pictures.
pub fn read(files: &Files, settings: &Settings, findings: &mut Vec<Diagnostic>) -> (Vec<Module>, Images) {
    let start = format!("{FOLDER}/modules");
    let mut pages = Vec::new();
    let mut images = Images::new();
    for (path, bytes) in files.under(&start) {
        let inside = &path[start.len() + 1..];
        match place(inside) {
            Place::Page(folder, kind) => pages.push((path, folder, kind)),
            Place::Image => {
                images.insert(path.to_owned(), Arc::clone(bytes));
            }
            Place::Translation => findings.push(
                Diagnostic::warning("translation", path, "this translation is not published yet")
                    .help("Only the first language of `languages` is built."),
            ),
            Place::Unknown => findings.push(
                Diagnostic::warning("file-unused", path, "this file has no place in a module").help(
                    "Lessons are `NN-name.md` in a module's folder, handouts in its `handouts/`, \
                     pictures (svg, png, jpg, gif, webp) in its `images/`.",
                ),
            ),
        }
    }
    let read: Vec<_> = pages
        .into_par_iter()
        .map(|(path, folder, kind)| parse_file(files, path, folder, kind))
        .collect();
    let mut by_folder: BTreeMap<&str, Vec<File>> = BTreeMap::new();
    for (file, mut wrong) in read {
        findings.append(&mut wrong);
        if let Some(file) = file {
            by_folder.entry(file.folder).or_default().push(file);
        }
    }
    let modules: Vec<_> = by_folder
        .into_par_iter()
        .map(|(folder, files)| {
            let mut findings = Vec::new();
            (module(folder, files, settings, &mut findings), findings)
        })
        .collect();
    let (modules, wrong): (Vec<_>, Vec<_>) = modules.into_iter().unzip();
    findings.extend(wrong.into_iter().flatten());
    (modules.into_iter().flatten().collect(), images)
}

enum Place<'a> {
    Page(&'a str, Kind),
    Image,
    Translation,
    Unknown,
}

/// What stands at a path below `modules/`.
fn place(inside: &str) -> Place<'_> {
    let parts: Vec<&str> = inside.split('/').collect();
    let (stem, ending) = parts
        .last()
        .and_then(|name| name.rsplit_once('.'))
        .unwrap_or(("", ""));
    if IMAGE_ENDINGS.contains(&ending) && parts.len() > 1 {
        return Place::Image;
    }
    if ending != "md" {
        return Place::Unknown;
    }
    if stem
        .rsplit_once('.')
        .is_some_and(|(_, language)| (2..=3).contains(&language.len()))
    {
        return Place::Translation;
    }
    match parts.as_slice() {
        [folder, "module.md"] => Place::Page(folder, Kind::Module),
        [folder, _] => Place::Page(folder, Kind::Lesson),
        [folder, "handouts", _] => Place::Page(folder, Kind::Handout),
        _ => Place::Unknown,
    }
}

fn parse_file<'a>(
    files: &'a Files,
    path: &'a str,
    folder: &'a str,
    kind: Kind,
) -> (Option<File<'a>>, Vec<Diagnostic>) {
    let Some(text) = files.text(path) else {
        return (None, vec![not_utf8(path)]);
    };
    let spaces = match kind {
        Kind::Handout => AnswerSpaces::Anywhere,
        Kind::Module | Kind::Lesson => AnswerSpaces::InActivities,
    };
    let (parsed, findings) = parse::remembered(path, text, spaces);
    let file = File {
        path,
        folder,
        kind,
        parsed,
    };
    (Some(file), findings)
}

fn module(
    folder: &str,
    files: Vec<File>,
    settings: &Settings,
    findings: &mut Vec<Diagnostic>,
) -> Option<Module> {
    let Some(front) = files.iter().find(|file| file.kind == Kind::Module) else {
        findings.push(
            Diagnostic::error(
                "module-missing",
                files[0].path,
                format!("the folder `{folder}` has no `module.md`"),
            )
            .help("Add a `module.md` with `title`, `code` and `summary`."),
        );
        return None;
    };
    let mut fields = Fields::new(front.path, &front.parsed.front, findings);
    let code = fields.required_text("code");
    let icon = fields.text("icon");
    let minutes = fields.number("minutes");
    let page = page(front, code.clone(), &mut fields);
    fields.finish();
    let mut module = Module {
        page: Page {
            slug: numbered(folder).1.to_owned(),
            ..page
        },
        icon,
        minutes,
        lessons: Vec::new(),
        handouts: Vec::new(),
    };
    for (number, file) in number_files(&files, Kind::Lesson, findings) {
        let code = format!("{code}-{number}");
        module.lessons.push(lesson(file, code, settings, findings));
    }
    for (number, file) in number_files(&files, Kind::Handout, findings) {
        let code = format!("{code}-H{number}");
        module.handouts.push(handout(file, code, settings, findings));
    }
    Some(module)
}

/// Files of one kind with their numbers: the one in front of the name, or the next that is free.
///
/// The number in the name is the number in the code, so that a code printed years ago still names the same lesson
/// after another is taken out.
fn number_files<'a, 'b>(
    files: &'b [File<'a>],
    kind: Kind,
    findings: &mut Vec<Diagnostic>,
) -> Vec<(u32, &'b File<'a>)> {
    let mut taken = BTreeSet::new();
    let mut rows: Vec<(Option<u32>, &File)> = Vec::new();
    for file in files.iter().filter(|file| file.kind == kind) {
        let number = numbered(file_stem(file.path)).0;
        if let Some(number) = number
            && !taken.insert(number)
        {
            findings.push(
                Diagnostic::error(
                    "number-twice",
                    file.path,
                    format!("two files of this folder have the number {number}"),
                )
                .help("Give each a number of its own: the number is part of the code that people say."),
            );
        }
        rows.push((number, file));
    }
    let mut next = 1;
    let mut numbered: Vec<(u32, &File)> = rows
        .into_iter()
        .map(|(number, file)| {
            let number = number.unwrap_or_else(|| {
                while !taken.insert(next) {
                    next += 1;
                }
                next
            });
            (number, file)
        })
        .collect();
    numbered.sort_by_key(|(number, file)| (*number, file.path));
    numbered
}

fn lesson(file: &File, code: String, settings: &Settings, findings: &mut Vec<Diagnostic>) -> Lesson {
    let mut fields = Fields::new(file.path, &file.parsed.front, findings);
    let page = page(file, code, &mut fields);
    let values = |spots: Vec<Spot<String>>| spots.into_iter().map(|spot| spot.value).collect();
    let minutes = fields.number("minutes");
    let objectives = fields.texts("objectives");
    let goals = fields.texts("goals");
    let notice = fields.text("notice");
    let materials = values(fields.texts("materials"));
    let tracks = fields.texts("tracks");
    let names = fields.texts("topics");
    fields.finish();
    let topics = topics(file.path, names, findings);
    known_names(
        file.path,
        "a track of curriculum.yaml",
        &tracks,
        settings.tracks.iter().map(|track| track.id.as_str()),
        findings,
    );
    known_names(
        file.path,
        "a goal of curriculum.yaml",
        &goals,
        settings.goals.iter().map(|(key, _)| key.as_str()),
        findings,
    );
    known_tracks_inside(file, settings, findings);
    Lesson {
        page: Page {
            tracks: values(tracks),
            topics,
            ..page
        },
        minutes,
        objectives,
        goals: values(goals),
        notice,
        materials,
    }
}

fn handout(file: &File, code: String, settings: &Settings, findings: &mut Vec<Diagnostic>) -> Handout {
    let mut fields = Fields::new(file.path, &file.parsed.front, findings);
    let page = page(file, code, &mut fields);
    let layout = fields.one_of(
        "layout",
        |name| {
            [Layout::Page, Layout::Cards, Layout::Poster]
                .into_iter()
                .find(|layout| layout.name() == name)
        },
        ["page", "cards", "poster"],
    );
    let tracks = fields.texts("tracks");
    let names = fields.texts("topics");
    fields.finish();
    let topics = topics(file.path, names, findings);
    known_names(
        file.path,
        "a track of curriculum.yaml",
        &tracks,
        settings.tracks.iter().map(|track| track.id.as_str()),
        findings,
    );
    known_tracks_inside(file, settings, findings);
    Handout {
        page: Page {
            tracks: tracks.into_iter().map(|spot| spot.value).collect(),
            topics,
            ..page
        },
        layout: layout.unwrap_or(Layout::Page),
    }
}

fn page(file: &File, code: String, fields: &mut Fields) -> Page {
    Page {
        path: file.path.to_owned(),
        slug: numbered(file_stem(file.path)).1.to_owned(),
        code,
        title: fields.required_text("title"),
        summary: fields.required_text("summary"),
        sources: fields.texts("sources"),
        tracks: Vec::new(),
        topics: Vec::new(),
        reviewed: fields.date("reviewed"),
        exceptions: fields.exceptions(),
        front: fields.places(),
        body: Arc::clone(&file.parsed.body),
        hash: file.parsed.hash.clone(),
    }
}

/// Reports each name that is not known; `what` says what a known one is.
pub fn known_names<'a>(
    path: &str,
    what: &str,
    names: &[Spot<String>],
    known: impl Iterator<Item = &'a str> + Clone,
    findings: &mut Vec<Diagnostic>,
) {
    for name in names {
        if !known.clone().any(|known| known == name.value) {
            findings.push(
                Diagnostic::error("unknown-name", path, format!("`{}` is not {what}", name.value))
                    .at(name.span)
                    .help(suggest(&name.value, known.clone())),
            );
        }
    }
}

fn known_tracks_inside(file: &File, settings: &Settings, findings: &mut Vec<Diagnostic>) {
    let mut names = Vec::new();
    crate::document::visit_blocks(&file.parsed.body.blocks, &mut |visit| {
        if let crate::document::Visit::Block(Block::Section(section)) = visit
            && let Some(track) = &section.track
        {
            names.push(Spot {
                value: track.clone(),
                span: section.span,
            });
        }
    });
    let known = settings.tracks.iter().map(|track| track.id.as_str());
    known_names(file.path, "a track of curriculum.yaml", &names, known, findings);
}

fn file_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// The number in front of a name, and the rest: `01-triggers` is 1 and `triggers`.
fn numbered(name: &str) -> (Option<u32>, &str) {
    match name.split_once('-') {
        Some((number, rest)) if !rest.is_empty() => match number.parse() {
            Ok(number) => (Some(number), rest),
            Err(_) => (None, name),
        },
        _ => (None, name),
    }
}
