//! The files under `modules/` as modules, lessons and handouts, in order and with their codes.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::adopt::{self, Body};
use super::language::is_code;
use super::settings::not_utf8;
use super::topics::topics;
use super::{FOLDER, Handout, Hidden, Layout, Lesson, Module, Page, Settings, Translation, arrange, pages};
use crate::diagnostic::{Diagnostic, nearest, suggest};
use crate::document::{Block, PageId, Span};
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

impl Kind {
    /// Where such a page may have spaces to answer.
    fn spaces(self) -> AnswerSpaces {
        match self {
            Kind::Handout => AnswerSpaces::Anywhere,
            Kind::Module | Kind::Lesson => AnswerSpaces::InActivities,
        }
    }
}

struct File<'a> {
    path: &'a str,
    folder: &'a str,
    kind: Kind,
    parsed: Arc<Parsed>,
}

/// What stands under `modules/`.
pub struct Pages {
    pub modules: Vec<Module>,
    /// What the programme does not use.
    pub hidden: Vec<Hidden>,
    pub translations: Vec<Translation>,
    /// Pictures, by path from the root.
    pub images: BTreeMap<String, Arc<[u8]>>,
}

/// Reads all modules, translations and pictures.
pub fn read(files: &Files, settings: &Settings, findings: &mut Vec<Diagnostic>) -> Pages {
    let start = format!("{FOLDER}/modules");
    let mut found = Vec::new();
    let mut translated = Vec::new();
    let mut images = BTreeMap::new();
    for (path, bytes) in files.under(&start) {
        let inside = &path[start.len() + 1..];
        match place(inside) {
            Place::Page(folder, kind) => found.push((path, folder, kind)),
            Place::Image => {
                images.insert(path.to_owned(), Arc::clone(bytes));
            }
            Place::Translation(language) => translated.push((path, language)),
            Place::Unknown => findings.push(
                Diagnostic::warning("file-unused", path, "this file has no place in a module").help(
                    "Lessons are `NN-name.md` in a module's folder, handouts in its `handouts/`, \
                     pictures (svg, png, jpg, gif, webp) in its `images/`.",
                ),
            ),
        }
    }
    let read: Vec<_> = found
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
    let modules: Vec<Module> = modules.into_iter().flatten().collect();
    let (modules, hidden) = arrange::arrange(modules, settings, findings);
    translated.retain(|(path, language)| !arrange::is_of_hidden(&hidden, path, language));
    let translations = translations(files, &modules, translated, settings, findings);
    Pages {
        modules,
        hidden,
        translations,
        images,
    }
}

/// Every translation whose page exists.
fn translations(
    files: &Files,
    modules: &[Module],
    found: Vec<(&str, &str)>,
    settings: &Settings,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Translation> {
    let originals: BTreeMap<&str, (PageId, &Page)> = pages(modules)
        .map(|(id, page)| (page.path.as_str(), (id, page)))
        .collect();
    let mut translations = Vec::new();
    for (path, language) in found {
        let original = path
            .strip_suffix(&format!(".{language}.md"))
            .map(|stem| format!("{stem}.md"))
            .unwrap_or_default();
        match settings.languages.iter().position(|known| known == language) {
            None => findings.push(
                Diagnostic::warning(
                    "translation",
                    path,
                    format!("`{language}` is not a language of this curriculum"),
                )
                .help(format!(
                    "Add it to `languages` in curriculum.yaml; known there: {}.",
                    settings.languages.join(", ")
                )),
            ),
            Some(0) => findings.push(
                Diagnostic::warning(
                    "translation",
                    path,
                    format!("lessons are written in `{language}`, so this is not a translation"),
                )
                .help("Put its text into the file without the language in its name."),
            ),
            Some(_) => {}
        }
        match originals.get(original.as_str()) {
            Some((id, page)) => {
                translations.extend(translation(
                    files,
                    (path, language),
                    (*id, page),
                    settings,
                    findings,
                ));
            }
            None => findings.push(
                Diagnostic::warning(
                    "translation-orphan",
                    path,
                    format!("this translates `{original}`, which does not exist"),
                )
                .help(match nearest(&original, originals.keys().copied()) {
                    Some(near) => format!(
                        "Did the page get another name? Give this file the same: `{}.{language}.md`.",
                        near.trim_end_matches(".md")
                    ),
                    None => "Delete it, or bring the page back.".to_owned(),
                }),
            ),
        }
    }
    translations.sort_by(|a, b| (&a.page.language, a.of).cmp(&(&b.page.language, b.of)));
    translations
}

fn translation(
    files: &Files,
    (path, language): (&str, &str),
    (of, original): (PageId, &Page),
    settings: &Settings,
    findings: &mut Vec<Diagnostic>,
) -> Option<Translation> {
    let kind = match of {
        PageId::Module(_) => Kind::Module,
        PageId::Lesson(..) => Kind::Lesson,
        PageId::Handout(..) => Kind::Handout,
    };
    let (file, mut wrong) = parse_file(files, path, "", kind);
    findings.append(&mut wrong);
    let file = file?;
    facts_stay(files, &file, original, findings);
    known_tracks_inside(&file, settings, findings);
    let mut fields = Fields::new(path, &file.parsed.front, findings);
    let page = page(&file, original.code.clone(), language, &mut fields);
    let title = page.front.get("title").copied().unwrap_or_default();
    let page = Page {
        slug: original.slug.clone(),
        sources: at(&original.sources, title),
        tracks: original.tracks.clone(),
        private: original.private,
        topics: at(&original.topics, title),
        ..page
    };
    for fact in FACTS {
        fields.node(fact);
    }
    let (objectives, notice, materials) = if kind == Kind::Lesson {
        let notice = if original.front.contains_key("notice") {
            Some(fields.required_text("notice"))
        } else {
            fields.text("notice")
        };
        (fields.texts("objectives"), notice, fields.texts("materials"))
    } else {
        (Vec::new(), None, Vec::new())
    };
    let translates = fields.texts("translates").pop();
    fields.finish();
    let (body, aliases) = adopt::adopted(&Body::of(original), &Body::of(&page));
    Some(Translation {
        of,
        page: Page { body, ..page },
        objectives,
        notice,
        materials,
        translates,
        aliases,
    })
}

/// The same values at a place in another file, where findings on them can be shown.
fn at<T: Clone>(spots: &[Spot<T>], span: Span) -> Vec<Spot<T>> {
    let moved = spots.iter().map(|spot| Spot {
        value: spot.value.clone(),
        span,
    });
    moved.collect()
}

/// What a front matter says besides words. In a translation it may stand as it stands in the original, or be left out.
const FACTS: [&str; 11] = [
    "code", "icon", "minutes", "goals", "tracks", "topics", "private", "sources", "layout", "no-names",
    "cut-out",
];

/// Reports each fact that a translation gives in another way than its original.
fn facts_stay(files: &Files, translation: &File, original: &Page, findings: &mut Vec<Diagnostic>) {
    let Some(text) = files.text(&original.path) else {
        return;
    };
    let (of_original, _) = parse::remembered(&original.path, text, translation.kind.spaces());
    for fact in FACTS {
        let Some(ours) = translation.parsed.front.get(fact) else {
            continue;
        };
        if of_original
            .front
            .get(fact)
            .is_none_or(|theirs| !theirs.says(ours))
        {
            findings.push(
                Diagnostic::warning(
                    "translation",
                    translation.path,
                    format!("`{fact}` is not what it is in `{}`", original.path),
                )
                .at(ours.span)
                .help("Leave the line out: a translation holds words only, and all else comes from the original."),
            );
        }
    }
}

enum Place<'a> {
    Page(&'a str, Kind),
    Image,
    /// A page in this language.
    Translation(&'a str),
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
    if let Some((_, language)) = stem.rsplit_once('.')
        && is_code(language)
    {
        return Place::Translation(language);
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
    let (parsed, findings) = parse::remembered(path, text, kind.spaces());
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
    let mut module = front_of(front, settings, findings);
    let code = module.page.code.clone();
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

/// A module without its lessons and handouts.
fn front_of(front: &File, settings: &Settings, findings: &mut Vec<Diagnostic>) -> Module {
    let mut fields = Fields::new(front.path, &front.parsed.front, findings);
    let code = fields.required_text("code");
    let icon = fields.text("icon");
    let minutes = fields.number("minutes");
    let page = page(front, code, settings.written_in(), &mut fields);
    fields.finish();
    Module {
        page: Page {
            slug: numbered(front.folder).1.to_owned(),
            ..page
        },
        icon,
        minutes,
        lessons: Vec::new(),
        handouts: Vec::new(),
    }
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
    let mut taken: BTreeMap<u32, &str> = BTreeMap::new();
    let mut rows: Vec<(Option<u32>, &File)> = Vec::new();
    for file in files.iter().filter(|file| file.kind == kind) {
        let number = numbered(file_stem(file.path)).0;
        if let Some(number) = number
            && let Some(other) = taken.insert(number, file.path)
        {
            findings.push(
                Diagnostic::error(
                    "number-twice",
                    file.path,
                    format!("`{}` and `{other}` have the same number, {number}", file.path),
                )
                .help("Rename yours: the number is part of the code that people say."),
            );
        }
        rows.push((number, file));
    }
    let mut next = 1;
    let mut numbered: Vec<(u32, &File)> = rows
        .into_iter()
        .map(|(number, file)| {
            let number = number.unwrap_or_else(|| {
                while taken.contains_key(&next) {
                    next += 1;
                }
                taken.insert(next, file.path);
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
    let page = page(file, code, settings.written_in(), &mut fields);
    let values = |spots: Vec<Spot<String>>| spots.into_iter().map(|spot| spot.value).collect();
    let minutes = fields.number("minutes");
    let objectives = fields.texts("objectives");
    let goals = fields.texts("goals");
    let notice = fields.text("notice");
    let materials = fields.texts("materials");
    let tracks = fields.texts("tracks");
    let names = fields.texts("topics");
    let private = fields.flag("private");
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
            private,
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
    let page = page(file, code, settings.written_in(), &mut fields);
    let layout = fields.one_of(
        "layout",
        |name| Layout::ALL.into_iter().find(|layout| layout.name() == name),
        Layout::ALL.map(Layout::name),
    );
    let tracks = fields.texts("tracks");
    let names = fields.texts("topics");
    let private = fields.flag("private");
    let no_names = fields.flag("no-names");
    let cut_out = fields.flag("cut-out");
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
            private,
            ..page
        },
        layout: layout.unwrap_or(Layout::Page),
        no_names,
        cut_out,
    }
}

fn page(file: &File, code: String, language: &str, fields: &mut Fields) -> Page {
    Page {
        path: file.path.to_owned(),
        slug: numbered(file_stem(file.path)).1.to_owned(),
        code,
        language: language.to_owned(),
        title: fields.required_text("title"),
        summary: fields.required_text("summary"),
        sources: fields.texts("sources"),
        tracks: Vec::new(),
        topics: Vec::new(),
        private: false,
        reviewed: fields.date("reviewed"),
        adapts: fields.texts("adapts").pop(),
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
