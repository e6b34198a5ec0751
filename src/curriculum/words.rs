//! What a programme says beside its pages, in its other languages: `curriculum.es.yaml`, `glossary.es.yaml`, `resources.es.yaml`,
//! `cohorts.es.yaml`.
//!
//! Each holds words under the keys that they have in its original, and nothing else. Numbers and addresses stand in
//! `resources.yaml` alone, so that they cannot differ from language to language.

use std::collections::BTreeMap;

use super::language::is_code;
use super::settings::file;
use super::{Cohort, Curriculum, FOLDER, Resource, Settings, Taken, Term};
use crate::diagnostic::{Diagnostic, suggest};
use crate::document::Span;
use crate::files::Files;
use crate::parse;
use crate::parse::yaml::{Node, Spot, Value};

/// A file whose words can be translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordsOf {
    Curriculum,
    Glossary,
    Resources,
    Cohorts,
}

impl WordsOf {
    /// Every one.
    pub const ALL: [WordsOf; 4] = [
        WordsOf::Curriculum,
        WordsOf::Glossary,
        WordsOf::Resources,
        WordsOf::Cohorts,
    ];

    /// The file's name without its ending.
    pub fn name(self) -> &'static str {
        match self {
            WordsOf::Curriculum => "curriculum",
            WordsOf::Glossary => "glossary",
            WordsOf::Resources => "resources",
            WordsOf::Cohorts => "cohorts",
        }
    }

    /// The file of the original.
    pub fn path(self) -> String {
        format!("{FOLDER}/{}.yaml", self.name())
    }

    /// The file of a translation.
    pub fn path_in(self, language: &str) -> String {
        format!("{FOLDER}/{}.{language}.yaml", self.name())
    }
}

/// The words of one file in another language.
#[derive(Clone, Debug)]
pub struct Words {
    pub language: String,
    pub of: WordsOf,
    /// By key, as `tracks.co-occurring.title` or `988.hours`.
    pub texts: BTreeMap<String, Spot<String>>,
    /// The [`Curriculum::words_hash`] of the original that it was made of.
    pub translates: Option<Spot<String>>,
}

/// What can be said in other languages, with its key; what is said twice may have one key.
type Slots<'a> = Vec<(String, &'a mut String)>;

/// The words of a curriculum beside its pages.
#[derive(Clone, Debug)]
struct Said {
    settings: Settings,
    glossary: BTreeMap<String, Term>,
    resources: Vec<Resource>,
    cohorts: Vec<Cohort>,
}

impl Curriculum {
    /// The words of a file, by their keys.
    pub fn words(&self, of: WordsOf) -> BTreeMap<String, String> {
        let mut copy = Said {
            settings: self.settings.clone(),
            glossary: self.glossary.clone(),
            resources: self.resources.clone(),
            cohorts: self.cohorts.clone(),
        };
        let slots = slots(
            of,
            &mut copy.settings,
            &mut copy.glossary,
            &mut copy.resources,
            &mut copy.cohorts,
        );
        slots.into_iter().map(|(key, text)| (key, text.clone())).collect()
    }

    /// Names the words of a file, as [`super::Page::hash`] names a page's text. A number that changes does not change it, and neither
    /// does what `country:` and `contact:` leave out.
    pub fn words_hash(&self, of: WordsOf) -> &str {
        self.words_hashes.get(&of).map_or("", String::as_str)
    }

    /// The language of what stands under `key` in a file.
    pub fn language_of(&self, of: WordsOf, key: &str) -> &str {
        if self.untranslated.contains(&(of, key.to_owned())) {
            self.settings.written_in()
        } else {
            &self.language
        }
    }

    /// The file that holds the words of this language.
    pub fn own_path(&self, of: WordsOf) -> String {
        if self.is_original() {
            of.path()
        } else {
            of.path_in(&self.language)
        }
    }

    /// Puts the words of `language` in place of the original's, and remembers which are missing.
    pub(super) fn say_in(&mut self, language: &str) {
        let all = std::mem::take(&mut self.words);
        let mut untranslated = Vec::new();
        self.change_words(|of, key, text| {
            let own = all
                .iter()
                .find(|words| words.of == of && words.language == language);
            match own.and_then(|own| own.texts.get(key)) {
                Some(spot) => text.clone_from(&spot.value),
                None => untranslated.push((of, key.to_owned())),
            }
        });
        self.untranslated.extend(untranslated);
        let glossary = all
            .iter()
            .find(|words| words.of == WordsOf::Glossary && words.language == language);
        for (key, term) in &mut self.glossary {
            if let Some(spot) = glossary.and_then(|words| words.texts.get(&format!("{key}.definition"))) {
                term.defined = spot.span;
            }
        }
    }

    /// Lets `change` alter every text beside the pages that can be translated, by its file and key.
    pub(super) fn change_words(&mut self, mut change: impl FnMut(WordsOf, &str, &mut String)) {
        for of in WordsOf::ALL {
            let slots = slots(
                of,
                &mut self.settings,
                &mut self.glossary,
                &mut self.resources,
                &mut self.cohorts,
            );
            for (key, text) in slots {
                change(of, &key, text);
            }
        }
    }
}

/// The key of a word on a lesson in a timetable: the word itself, since a grid may say it often.
pub fn note_key(note: &str) -> String {
    format!("notes.{note}")
}

/// Names what a file says in the original.
pub(super) fn hash(curriculum: &Curriculum, of: WordsOf) -> String {
    let words = curriculum.words(of);
    let lines: Vec<String> = words.iter().map(|(key, text)| format!("{key}: {text}")).collect();
    parse::fingerprint(&lines.join("\n"))
}

/// Every text that can be translated. What the original does not say is not among them.
fn slots<'a>(
    of: WordsOf,
    settings: &'a mut Settings,
    glossary: &'a mut BTreeMap<String, Term>,
    resources: &'a mut [Resource],
    cohorts: &'a mut [Cohort],
) -> Slots<'a> {
    let mut slots = Slots::new();
    match of {
        WordsOf::Curriculum => {
            slots.push(("title".to_owned(), &mut settings.title));
            slots.push(("program".to_owned(), &mut settings.program));
            slots.push(("summary".to_owned(), &mut settings.summary));
            slots.push(("notice".to_owned(), &mut settings.notice));
            slots.push(("licence".to_owned(), &mut settings.licence));
            if let Some(logo) = &mut settings.brand.logo {
                slots.push(("logo.alt".to_owned(), &mut logo.alt));
            }
            for track in &mut settings.tracks {
                slots.push((format!("tracks.{}.title", track.id), &mut track.title));
                slots.push((format!("tracks.{}.summary", track.id), &mut track.summary));
            }
            for workbook in &mut settings.workbooks {
                let id = &workbook.id;
                slots.push((format!("workbooks.{id}.title"), &mut workbook.title));
                slots.push((format!("workbooks.{id}.summary"), &mut workbook.summary));
            }
            for (key, title) in &mut settings.goals {
                slots.push((format!("goals.{key}"), title));
            }
        }
        WordsOf::Glossary => {
            for (key, term) in glossary {
                slots.push((format!("{key}.term"), &mut term.term));
                slots.push((format!("{key}.definition"), &mut term.definition));
            }
        }
        WordsOf::Resources => {
            for resource in resources {
                let id = &resource.id;
                slots.push((format!("{id}.name"), &mut resource.name));
                slots.push((format!("{id}.for"), &mut resource.purpose));
                let word = resource.text.as_mut().map(|line| &mut line.say);
                let more = [
                    ("hours", Some(&mut resource.hours)),
                    ("interpreters", Some(&mut resource.interpreters)),
                    ("spanish", Some(&mut resource.spanish)),
                    ("note", Some(&mut resource.note)),
                    ("text.say", word),
                ];
                for (key, text) in more {
                    if let Some(Some(text)) = text {
                        slots.push((format!("{id}.{key}"), text));
                    }
                }
            }
        }
        WordsOf::Cohorts => {
            for cohort in cohorts {
                let id = &cohort.id;
                slots.push((format!("{id}.title"), &mut cohort.title));
                slots.push((format!("{id}.place"), &mut cohort.place));
                for skipped in &mut cohort.skipped {
                    slots.push((format!("{id}.skip.{}", skipped.date), &mut skipped.why));
                }
                for Taken { note, .. } in &mut cohort.taken {
                    slots.push((note_key(note), note));
                }
            }
        }
    }
    slots.retain(|(_, text)| !text.is_empty());
    slots
}

/// Reads the words of every language but the first, with everything that is wrong in them.
pub fn read(files: &Files, curriculum: &Curriculum, findings: &mut Vec<Diagnostic>) -> Vec<Words> {
    let settings = &curriculum.settings;
    let mut all = Vec::new();
    for (path, _) in files.under(FOLDER) {
        let name = path[FOLDER.len() + 1..].strip_suffix(".yaml").unwrap_or_default();
        let Some((name, language)) = name.split_once('.') else {
            continue;
        };
        let Some(of) = WordsOf::ALL.into_iter().find(|of| of.name() == name) else {
            continue;
        };
        if !is_code(language) || !settings.languages[1..].iter().any(|known| known == language) {
            findings.push(
                Diagnostic::warning(
                    "translation",
                    path,
                    format!("`{language}` is not a language that this curriculum is translated into"),
                )
                .help(format!(
                    "Name it in `languages` in curriculum.yaml, not as the first; known there: {}.",
                    settings.languages.join(", ")
                )),
            );
            continue;
        }
        if let Some(node) = file(files, path, findings) {
            all.push(words(path, language, of, &node, curriculum, findings));
        }
    }
    all
}

fn words(
    path: &str,
    language: &str,
    of: WordsOf,
    node: &Node,
    curriculum: &Curriculum,
    findings: &mut Vec<Diagnostic>,
) -> Words {
    let mut leaves = Vec::new();
    flatten("", node, &mut leaves);
    let mut translates = None;
    let mut texts = BTreeMap::new();
    let known = curriculum.words(of);
    for (key, leaf) in leaves {
        let value = match &leaf.value {
            Value::Scalar(text) => text.trim().to_owned(),
            Value::Null | Value::Unreadable => continue,
            Value::List(_) | Value::Map(_) => {
                findings.push(
                    Diagnostic::error("front-matter-type", path, format!("`{key}` should be a text"))
                        .at(leaf.span)
                        .help("Write each text behind its key, as in `988: {for: …, hours: …}`."),
                );
                continue;
            }
        };
        let text = Spot {
            value,
            span: leaf.span,
        };
        if key == "translates" {
            translates = Some(text);
        } else if known.contains_key(&key) {
            if of == WordsOf::Resources {
                numbers_stay(path, &key, &text, curriculum, findings);
            }
            texts.insert(key, text);
        } else {
            findings.push(unknown(path, of, &key, text.span, &known));
        }
    }
    Words {
        language: language.to_owned(),
        of,
        texts,
        translates,
    }
}

/// Adds everything below `node` that holds no more keys, with the keys on the way to it.
fn flatten<'a>(start: &str, node: &'a Node, leaves: &mut Vec<(String, &'a Node)>) {
    let Value::Map(entries) = &node.value else {
        leaves.push((start.to_owned(), node));
        return;
    };
    for (key, node) in entries {
        let key = match start {
            "" => key.name.clone(),
            start => format!("{start}.{}", key.name),
        };
        flatten(&key, node, leaves);
    }
}

fn unknown(path: &str, of: WordsOf, key: &str, span: Span, known: &BTreeMap<String, String>) -> Diagnostic {
    let help = match key.split_once('.') {
        Some((entry, _)) if known.keys().any(|known| known.starts_with(&format!("{entry}."))) => {
            let start = format!("{entry}.");
            let texts: Vec<&str> = known
                .keys()
                .filter_map(|known| known.strip_prefix(&start))
                .collect();
            format!(
                "Of `{entry}` only words can be translated: {}. All else comes from {}.",
                texts.join(", "),
                of.path()
            )
        }
        _ => suggest(key, known.keys().map(String::as_str)),
    };
    Diagnostic::error("unknown-key", path, format!("`{key}` is no text of the original"))
        .at(span)
        .help(help)
}

/// Reports a number in a sentence that its original does not hold: somebody would call it.
fn numbers_stay(
    path: &str,
    key: &str,
    text: &Spot<String>,
    curriculum: &Curriculum,
    findings: &mut Vec<Diagnostic>,
) {
    let id = key.split('.').next().unwrap_or_default();
    let Some(resource) = curriculum.resource(id) else {
        return;
    };
    let facts = [&resource.call, &resource.tty, &resource.videophone];
    let texts = [
        &resource.hours,
        &resource.interpreters,
        &resource.spanish,
        &resource.note,
    ];
    let facts = facts.into_iter().chain(texts).flatten();
    let known: Vec<String> = facts
        .chain([&resource.name, &resource.purpose])
        .chain(resource.text.as_ref().map(|line| &line.to))
        .flat_map(|text| numbers(text))
        .collect();
    for number in numbers(&text.value).filter(|number| !known.contains(number)) {
        findings.push(
            Diagnostic::error(
                "translation-number",
                path,
                format!(
                    "`{number}` is no number of `{id}` in {}",
                    WordsOf::Resources.path()
                ),
            )
            .at(text.span)
            .help("Write the number as it stands there. If it has changed, change it there first."),
        );
    }
}

/// The numbers in a text that somebody could dial, as digits only.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    text.split(|letter: char| !letter.is_ascii_digit() && letter != '-')
        .map(|number| number.replace('-', ""))
        .filter(|number| number.len() >= 3)
}
