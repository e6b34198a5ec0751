//! The words of a theme in one language: sentences with holes, and a form of each for the numbers that need one.

use std::collections::{BTreeMap, BTreeSet};

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use tera::{Kwargs, State, TeraResult, Value as Filling};
use unic_langid::LanguageIdentifier;

use crate::curriculum::{Direction, direction};
use crate::diagnostic::{Diagnostic, suggest};
use crate::document::Span;
use crate::files::Files;
use crate::parse::yaml::{self, Key, Node, Value};

/// Words by key. A sentence that counts stands once for each form that the language has, as `minutes_one` and `minutes_other`.
pub type Strings = BTreeMap<String, String>;

/// The forms of words that count, as files name them.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Marks of Unicode around a text that is set by itself.
const ISOLATE: &str = "\u{2068}";
const END_OF_ISOLATE: &str = "\u{2069}";

/// The hole whose number chooses the form of a sentence.
const NUMBER: &str = "n";

/// Reads the words in `language`, with everything that is wrong in them. What another language of the theme has may not be missing.
///
/// The first of `folders` lies uppermost: a word that it has is said in its way, and all others in that of the layers below.
pub fn read(files: &Files, folders: &[String], language: &str, findings: &mut Vec<Diagnostic>) -> Strings {
    let all = files.layers(folders);
    let names = all.keys().filter_map(|path| {
        let name = path.strip_prefix("strings/")?.strip_suffix(".yaml")?;
        Some(name.to_owned())
    });
    let (own, others): (Vec<String>, Vec<String>) = names.partition(|name| name == language);
    let path = |language: &str| {
        let place = format!("strings/{language}.yaml");
        let folder = folders.first().map_or("", String::as_str);
        all.get(place.as_str())
            .map_or(format!("{folder}/{place}"), |(path, _)| (*path).to_owned())
    };
    let own_path = path(language);
    if own.is_empty() {
        findings.push(
            Diagnostic::error(
                "theme-strings",
                &own_path,
                format!("the theme has no words for `{language}`"),
            )
            .help(format!(
                "Copy `{}` to this name and translate what stands behind each key, \
                 or take `{language}` out of `languages` in curriculum.yaml.",
                path("en")
            )),
        );
        return Strings::new();
    }
    let ours = merged(files, folders, language, findings);
    let others: Vec<(String, Vec<Entry>)> = others
        .iter()
        .map(|other| (path(other), merged(files, folders, other, &mut Vec::new())))
        .collect();
    compare(&own_path, &ours, &others, findings);
    forms_are_whole(language, &ours, findings);
    flat(ours)
}

/// The words of one language: each in the way of the uppermost layer that has it.
fn merged(files: &Files, folders: &[String], language: &str, findings: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let mut words: Vec<Entry> = Vec::new();
    for folder in folders {
        let path = format!("{folder}/strings/{language}.yaml");
        for entry in entries(files, &path, findings) {
            if !words.iter().any(|above| above.key.name == entry.key.name) {
                words.push(entry);
            }
        }
    }
    words
}

/// A word or sentence, or its forms.
struct Entry {
    key: Key,
    /// The file that says it.
    path: String,
    /// By form; one text for all numbers has none.
    texts: Vec<(Option<&'static str>, String)>,
}

impl Entry {
    /// One of its texts, to translate.
    fn example(&self) -> &str {
        self.texts.last().map_or("", |(_, text)| text)
    }

    /// The names in braces. A form may say "one" or "no" in place of a number.
    fn holes(&self) -> BTreeSet<&str> {
        let texts = self.texts.iter();
        texts.flat_map(|(_, text)| holes(text)).collect()
    }
}

fn entries(files: &Files, path: &str, findings: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let Some(text) = files.text(path) else {
        return Vec::new();
    };
    let node = yaml::parse(path, text, Span::from(0..text.len()), findings);
    let Value::Map(entries) = node.value else {
        return Vec::new();
    };
    let entries = entries.into_iter();
    entries
        .filter_map(|(key, node)| {
            let texts = texts(path, &node, findings)?;
            Some(Entry {
                key,
                path: path.to_owned(),
                texts,
            })
        })
        .collect()
}

fn texts(
    path: &str,
    node: &Node,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<(Option<&'static str>, String)>> {
    match &node.value {
        Value::Scalar(text) => Some(vec![(None, text.clone())]),
        Value::Map(forms) => {
            let forms = forms.iter().filter_map(|(key, node)| {
                let form = FORMS.into_iter().find(|form| *form == key.name);
                match (form, &node.value) {
                    (Some(form), Value::Scalar(text)) => Some((Some(form), text.clone())),
                    _ => {
                        findings.push(
                            Diagnostic::error(
                                "theme-strings",
                                path,
                                format!("`{}` is not a form of a word that counts", key.name),
                            )
                            .at(key.span)
                            .help(suggest(&key.name, FORMS)),
                        );
                        None
                    }
                }
            });
            Some(forms.collect())
        }
        _ => None,
    }
}

/// Reports keys and holes that another language has and this one has not, each once.
fn compare(path: &str, ours: &[Entry], others: &[(String, Vec<Entry>)], findings: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<&str, (&str, &Entry)> = BTreeMap::new();
    for (other, theirs) in others {
        for their in theirs {
            known.entry(&their.key.name).or_insert((other, their));
        }
    }
    for (key, (other, their)) in known {
        let Some(our) = ours.iter().find(|our| our.key.name == key) else {
            findings.push(
                Diagnostic::error(
                    "theme-strings",
                    path,
                    format!("`{key}` is missing: `{other}` has it"),
                )
                .help(format!("Say in this language: {}", their.example())),
            );
            continue;
        };
        if our.holes() != their.holes() {
            findings.push(
                Diagnostic::error(
                    "theme-strings",
                    &our.path,
                    format!("`{key}` has not the words in braces that it has in `{other}`"),
                )
                .at(our.key.span)
                .help(format!("Say with the same words in braces: {}", their.example())),
            );
        }
    }
}

/// Reports words that count and lack a form that the language needs.
fn forms_are_whole(language: &str, entries: &[Entry], findings: &mut Vec<Diagnostic>) {
    // By the rules of every language, numbers repeat their forms after two hundred.
    let needed: Vec<&str> = FORMS
        .into_iter()
        .filter(|form| (0..200).any(|number| self::form(language, number) == *form))
        .collect();
    for entry in entries
        .iter()
        .filter(|entry| entry.texts.iter().any(|(form, _)| form.is_some()))
    {
        let missing = needed
            .iter()
            .filter(|needed| !entry.texts.iter().any(|(form, _)| form == &Some(**needed)));
        for form in missing {
            findings.push(
                Diagnostic::error(
                    "theme-strings",
                    &entry.path,
                    format!("`{}` has no form `{form}`", entry.key.name),
                )
                .at(entry.key.span)
                .help(format!(
                    "`{language}` counts with {}: write each below the key.",
                    needed.join(", ")
                )),
            );
        }
    }
}

fn flat(entries: Vec<Entry>) -> Strings {
    let texts = entries.into_iter().flat_map(|entry| {
        let key = entry.key.name;
        entry.texts.into_iter().map(move |(form, text)| match form {
            Some(form) => (format!("{key}_{form}"), text),
            None => (key.clone(), text),
        })
    });
    texts.collect()
}

fn holes(text: &str) -> impl Iterator<Item = &str> {
    let after_open = text.split('{').skip(1);
    after_open.filter_map(|rest| Some(rest.split_once('}')?.0))
}

/// Which form `language` has for a number.
fn form(language: &str, number: u64) -> &'static str {
    let rules = |code: &str| {
        let code: LanguageIdentifier = code.parse().ok()?;
        PluralRules::create(code, PluralRuleType::CARDINAL).ok()
    };
    let general = language.split('-').next().unwrap_or_default();
    let rules = rules(language).or_else(|| rules(general));
    match rules.and_then(|rules| rules.select(number).ok()) {
        Some(PluralCategory::ZERO) => "zero",
        Some(PluralCategory::ONE) => "one",
        Some(PluralCategory::TWO) => "two",
        Some(PluralCategory::FEW) => "few",
        Some(PluralCategory::MANY) => "many",
        Some(PluralCategory::OTHER) | None => "other",
    }
}

/// The sentence under `key` with its holes filled; its key where there is none. A number for the hole `n` chooses the form.
pub fn say(strings: &Strings, language: &str, key: &str, values: &[(&str, String)]) -> String {
    let number = values.iter().find(|(name, _)| *name == NUMBER);
    let counted = number
        .and_then(|(_, number)| number.parse().ok())
        .and_then(|number| strings.get(&format!("{key}_{}", form(language, number))));
    let Some(sentence) = counted.or_else(|| strings.get(key)) else {
        return key.to_owned();
    };
    // In a script that runs from right to left each filling stands apart, or a number with hyphens would be turned around.
    let (open, close) = match direction(language) {
        Direction::LeftToRight => ("", ""),
        Direction::RightToLeft => (ISOLATE, END_OF_ISOLATE),
    };
    values.iter().fold(sentence.clone(), |sentence, (name, value)| {
        sentence.replace(&format!("{{{name}}}"), &format!("{open}{value}{close}"))
    })
}

/// The same for templates: `{{ say(key="minutes", n=10) }}`.
pub fn for_templates(
    strings: Strings,
    language: String,
) -> impl Fn(Kwargs, &State) -> TeraResult<String> + Sync + Send + 'static {
    move |arguments, _| {
        let key: String = arguments.must_get("key")?;
        let values: Vec<(&str, String)> = arguments
            .iter()
            .filter_map(|(name, value): (_, &Filling)| Some((name.as_str()?, value.to_string())))
            .collect();
        let said = say(&strings, &language, &key, &values);
        if said == key {
            return Err(tera::Error::message(format!(
                "the theme has no words for `{key}`"
            )));
        }
        Ok(said)
    }
}
