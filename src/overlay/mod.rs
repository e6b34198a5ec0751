//! A programme's curriculum over the one that it extends: which file, and which entry of a file, is taken from which.
//!
//! `inputs` calls [`compose`] between reading and loading. The upstream is the copy in the folder `upstream/`, so that a build is the same
//! everywhere and nothing changes unasked; `drift` compares that copy with what upstream says today.

mod lock;
mod merge;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::files::Files;
use crate::parse::yaml::{self, Node, Value};
use crate::parse::{self};

pub use lock::Lock;
pub use merge::{Entry, entries};
use merge::{Merged, merge};

/// The folder of the curriculum under a root, and under [`UPSTREAM`].
const CURRICULUM: &str = "curriculum";

/// The folder that holds the copy of the upstream.
pub const UPSTREAM: &str = "upstream";

/// What `extends` says to mean the curriculum inside the program.
pub const STARTER: &str = "starter";

/// A programme's files over those of its upstream.
#[derive(Clone, Debug, Default)]
pub struct Composed {
    /// The curriculum, whole, under `curriculum/`; all that was read besides it stays.
    pub files: Files,
    pub origins: Origins,
    pub findings: Vec<Diagnostic>,
}

/// From which file each text of a composed curriculum comes.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// What was taken whole from the upstream.
    taken: BTreeSet<String>,
    /// The entries that were taken from the upstream, behind the programme's own.
    merged: BTreeMap<String, Merged>,
}

impl Origins {
    /// The file on disk that stands at `path` of the composed curriculum.
    pub fn path(&self, path: &str) -> String {
        if self.taken.contains(path) {
            format!("{UPSTREAM}/{path}")
        } else {
            path.to_owned()
        }
    }

    /// Moves findings to the files that people can open, and leaves out what is not a programme's to tidy: a picture or a source of the
    /// upstream that nothing uses, because the programme hides what did.
    pub fn place(&self, findings: &mut Vec<Diagnostic>) {
        for finding in findings.iter_mut() {
            if COLLISIONS.contains(&finding.code) && self.taken.contains(&finding.path) {
                // The programme can give a name to its own file alone.
                let own = quoted(&finding.message).find(|path| self.is_own(path));
                finding.path = own.map_or_else(|| finding.path.clone(), str::to_owned);
            }
            finding.message = self.with_real_paths(&finding.message);
            if let Some(merged) = self.merged.get(&finding.path) {
                if let Some(span) = merged.place(finding.span.as_ref()) {
                    finding.path = format!("{UPSTREAM}/{}", finding.path);
                    finding.span = span;
                }
            } else {
                finding.path = self.path(&finding.path);
            }
        }
        findings.retain(|finding| of_upstream(&finding.path).is_none() || !finding.code.ends_with("-unused"));
    }

    fn is_own(&self, path: &str) -> bool {
        path.starts_with(CURRICULUM) && path.contains('/') && !self.taken.contains(path)
    }

    /// A sentence in which each path in backquotes is the one on disk.
    fn with_real_paths(&self, sentence: &str) -> String {
        let parts = sentence.split('`').enumerate();
        let parts = parts.map(|(at, part)| {
            if at % 2 == 1 {
                self.path(part)
            } else {
                part.to_owned()
            }
        });
        parts.collect::<Vec<_>>().join("`")
    }
}

/// What is wrong with two files together.
const COLLISIONS: [&str; 2] = ["number-twice", "address-twice"];

/// What stands in backquotes.
fn quoted(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split('`').skip(1).step_by(2)
}

/// The path of a file of the upstream in its own folder; none of a file that is the programme's.
pub fn of_upstream(path: &str) -> Option<&str> {
    path.strip_prefix(UPSTREAM)?.strip_prefix('/')
}

/// Whether the text at `path` of a composed curriculum is the upstream's, unchanged.
pub fn is_upstreams(files: &Files, path: &str) -> bool {
    files
        .bytes(&format!("{UPSTREAM}/{path}"))
        .is_some_and(|theirs| files.bytes(path) == Some(theirs))
}

/// Whether the text at `path` of a composed curriculum stands in the place of one of the upstream's.
pub fn is_replaced(files: &Files, path: &str) -> bool {
    files.bytes(&format!("{UPSTREAM}/{path}")).is_some() && !is_upstreams(files, path)
}

/// What the curriculum in `files` extends, with the place of that word; `None` when it stands by itself.
pub fn extends(files: &Files) -> Option<(String, Range<usize>)> {
    let path = settings_path();
    let (node, _) = yaml::remembered(&path, files.text(&path)?);
    let named = node.get("extends")?;
    match &named.value {
        Value::Scalar(source) if !source.trim().is_empty() => {
            Some((source.trim().to_owned(), named.span.into()))
        }
        _ => None,
    }
}

fn settings_path() -> String {
    format!("{CURRICULUM}/curriculum.yaml")
}

/// The curriculum of `files` over the copy of its upstream there. A curriculum that extends none is as it was.
pub fn compose(files: &Files) -> Composed {
    let mut composed = Composed {
        files: files.clone(),
        ..Composed::default()
    };
    let settings = settings_path();
    let Some((source, place)) = extends(files) else {
        if files.under(UPSTREAM).next().is_some() && files.bytes(&settings).is_some() {
            composed.findings.push(
                Diagnostic::warning(
                    "upstream-unused",
                    &settings,
                    "there is a folder `upstream/`, and this curriculum extends nothing",
                )
                .help("Write `extends: starter` here, or the path of the curriculum that it is a copy of; or delete the folder."),
            );
        }
        return composed;
    };
    let theirs = files.part(&format!("{UPSTREAM}/{CURRICULUM}"));
    let settings_of_theirs = format!("{UPSTREAM}/{settings}");
    if theirs.bytes(&settings_of_theirs).is_none() {
        composed.findings.push(
            Diagnostic::error(
                "upstream-missing",
                &settings,
                format!("this extends `{source}`, and `upstream/` holds no copy of it"),
            )
            .at(place)
            .help("Run `curricle drift --apply`: it takes the copy from which every build is made."),
        );
        return composed;
    }
    hand_changed(files, &theirs, &mut composed.findings);
    composed.merge(&settings, &BTreeSet::new());
    let languages = composed.languages(&theirs);
    let other_pictures = other_pictures(&theirs, &languages);
    for (path, bytes) in theirs.all() {
        let path = &path[UPSTREAM.len() + 1..];
        if path == settings || is_other_language(path, &theirs, &languages) || other_pictures.contains(path) {
            continue;
        }
        if is_table(path) {
            let replaced = original_of_words(path).map(|original| keys(files, &original));
            composed.merge(path, &replaced.unwrap_or_default());
        } else if files.bytes(path).is_none() {
            composed.files.insert(path, bytes.clone());
            composed.origins.taken.insert(path.to_owned());
        }
    }
    gone(files, &theirs, &mut composed.findings);
    composed
}

impl Composed {
    /// Puts the entries of the upstream's table at `path` behind the programme's own, without those that it has itself and without `replaced`.
    fn merge(&mut self, path: &str, replaced: &BTreeSet<String>) {
        let theirs_path = format!("{UPSTREAM}/{path}");
        let (Some(bytes), Some(theirs)) = (
            self.files.bytes(&theirs_path).cloned(),
            self.files.text(&theirs_path),
        ) else {
            return;
        };
        let ours = self.files.text(path);
        if self.files.bytes(path).is_none() && replaced.is_empty() && original_of_words(path).is_none() {
            self.files.insert(path, bytes);
            self.origins.taken.insert(path.to_owned());
            return;
        }
        match merge(path, ours.unwrap_or_default(), theirs, replaced) {
            Ok(merged) => {
                self.files.insert(path, merged.text.as_bytes());
                self.origins.merged.insert(path.to_owned(), merged);
            }
            Err(merge::Refused::Unreadable) => {
                // Ours is told by whoever reads it; theirs is not read then.
                let (_, wrong) = yaml::remembered(&theirs_path, theirs);
                self.findings.extend(wrong);
            }
            Err(merge::Refused::Layout(side)) => {
                let path = match side {
                    merge::Side::Ours => path,
                    merge::Side::Theirs => &theirs_path,
                };
                self.findings.push(
                    Diagnostic::error(
                        "overlay-layout",
                        path,
                        "the entries of this file cannot be put together with those of the other curriculum",
                    )
                    .help(
                        "Begin each `key:` (or each `- id:`) on a line of its own, at the very left, \
                         in the same way in both files.",
                    ),
                );
            }
        }
    }

    /// The languages of the composed curriculum; the first must be the one that the upstream is written in.
    fn languages(&mut self, theirs: &Files) -> Vec<String> {
        let path = settings_path();
        let (ours, place) = named_languages(&path, self.files.text(&path).unwrap_or_default());
        let theirs_path = format!("{UPSTREAM}/{path}");
        let (theirs, _) = named_languages(&theirs_path, theirs.text(&theirs_path).unwrap_or_default());
        let written_in = theirs.first().map_or("en", String::as_str);
        if ours.first().is_some_and(|first| first != written_in) {
            self.findings.push(
                Diagnostic::error(
                    "overlay-language",
                    &path,
                    format!("the curriculum that this one extends is written in `{written_in}`, and here another language comes first"),
                )
                .at(place)
                .help(format!("Put `{written_in}` first, and the others behind it: `languages: [{written_in}, …]`.")),
            );
        }
        ours
    }
}

/// The languages of the curriculum in `files`, the one that it is written in first.
pub fn languages(files: &Files) -> Vec<String> {
    let path = settings_path();
    named_languages(&path, files.text(&path).unwrap_or_default()).0
}

/// The languages that `curriculum.yaml` names, and where.
fn named_languages(path: &str, text: &str) -> (Vec<String>, Range<usize>) {
    let (node, _) = yaml::remembered(path, text);
    let Some(named) = node.get("languages") else {
        return (Vec::new(), 0..0);
    };
    let items = match &named.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(named),
    };
    let codes = items.iter().filter_map(|item| match &item.value {
        Value::Scalar(code) => Some(code.trim().to_owned()),
        _ => None,
    });
    (codes.collect(), named.span.into())
}

/// Whether a file is a table whose entries are merged one by one.
pub fn is_table(path: &str) -> bool {
    let inside = path
        .strip_prefix(CURRICULUM)
        .and_then(|rest| rest.strip_prefix('/'));
    inside.is_some_and(|name| name.ends_with(".yaml") && !name.contains('/'))
}

/// The file and the language of a translation: `a/b.md` and `es` for `a/b.es.md`.
fn translated(path: &str) -> Option<(String, &str)> {
    let (stem, ending) = path.rsplit_once('.')?;
    let (start, language) = stem.rsplit_once('.')?;
    (!language.contains('/') && matches!(ending, "md" | "yaml"))
        .then(|| (format!("{start}.{ending}"), language))
}

/// The table of which the table at `path` is a translation.
fn original_of_words(path: &str) -> Option<String> {
    let (original, _) = translated(path)?;
    let name = original.rsplit('/').next().unwrap_or_default();
    (is_table(path) && matches!(name, "curriculum.yaml" | "glossary.yaml" | "resources.yaml"))
        .then_some(original)
}

/// The pictures with words in a language of the upstream that this programme does not have: `chain.es.svg` beside `chain.svg`.
fn other_pictures(theirs: &Files, languages: &[String]) -> BTreeSet<String> {
    let path = format!("{UPSTREAM}/{}", settings_path());
    let (named, _) = named_languages(&path, theirs.text(&path).unwrap_or_default());
    let others: Vec<String> = named
        .into_iter()
        .filter(|language| !languages.contains(language))
        .collect();
    let pictures = theirs.all().filter_map(|(path, _)| {
        let (start, ending) = path.rsplit_once('.')?;
        let (stem, language) = start.rsplit_once('.')?;
        let is_other = others.iter().any(|other| other == language);
        (is_other && theirs.bytes(&format!("{stem}.{ending}")).is_some())
            .then(|| path[UPSTREAM.len() + 1..].to_owned())
    });
    pictures.collect()
}

/// Whether it is a translation into a language that this programme does not have.
fn is_other_language(path: &str, theirs: &Files, languages: &[String]) -> bool {
    translated(path).is_some_and(|(original, language)| {
        theirs.bytes(&format!("{UPSTREAM}/{original}")).is_some()
            && !languages.iter().any(|known| known == language)
    })
}

/// The keys that the programme's own table at `path` has.
fn keys(files: &Files, path: &str) -> BTreeSet<String> {
    let text = files.text(path).unwrap_or_default();
    let entries = entries(path, text).unwrap_or_default();
    entries.into_iter().map(|entry| entry.key).collect()
}

/// Warns of each file of the copy that is not as it was taken: nothing could be merged with it.
fn hand_changed(files: &Files, theirs: &Files, findings: &mut Vec<Diagnostic>) {
    let lock = Lock::read(files);
    if lock.files.is_empty() && lock.coming.is_empty() {
        findings.push(
            Diagnostic::warning(
                "upstream-changed",
                &Lock::path(),
                "the list of the files of upstream is not there, or cannot be read",
            )
            .help(
                "Bring it back from your repository, or run `curricle drift --apply`, which writes it again.",
            ),
        );
        return;
    }
    for path in changed_by_hand(&lock, theirs) {
        let inside = &path[UPSTREAM.len() + 1..];
        findings.push(
            Diagnostic::warning(
                "upstream-changed",
                &path,
                "this file is not as it was taken from upstream",
            )
            .help(format!(
                "Put your change into `{inside}`, which replaces it, and bring this file back to what it was: \
                 delete it and run `curricle drift --apply`."
            )),
        );
    }
}

/// The files of the copy in `theirs` that are not as `lock` says they were taken, or are not there.
pub fn changed_by_hand(lock: &Lock, theirs: &Files) -> Vec<String> {
    let prefix = UPSTREAM.len() + 1;
    let changed = theirs
        .all()
        .filter(|(path, bytes)| !lock.knows(&path[prefix..], &parse::file_hash(bytes)))
        .map(|(path, _)| path.to_owned());
    let here = changed.collect::<Vec<_>>();
    let lost = lock
        .files
        .keys()
        // What is coming in its place is nothing: a taking stopped midway.
        .filter(|path| !lock.coming.contains_key(*path))
        .map(|path| format!("{UPSTREAM}/{path}"))
        .filter(|path| theirs.bytes(path).is_none());
    here.into_iter().chain(lost).collect()
}

/// Reports each page that says it was made from a page of the upstream which is not there.
fn gone(files: &Files, theirs: &Files, findings: &mut Vec<Diagnostic>) {
    let pages = files.under(CURRICULUM).filter(|(path, _)| path.ends_with(".md"));
    for (path, _) in pages {
        let Some(text) = files.text(path) else { continue };
        if theirs.bytes(&format!("{UPSTREAM}/{path}")).is_some() || parse::adapted(text).1.is_none() {
            continue;
        }
        let finding = Diagnostic::error(
            "adapts-gone",
            path,
            "this says that it adapts a page of upstream, and upstream has no page at this path",
        )
        .help("Take out the line `adapts: …`: the page is then your own. If upstream gave its page another name, give this file the same name.");
        findings.push(match adapts(path, text) {
            Some(place) => finding.at(place),
            None => finding,
        });
    }
}

/// Where the front matter names the text of upstream.
fn adapts(path: &str, text: &str) -> Option<Range<usize>> {
    let front: Node = parse::front(path, text);
    front.get("adapts").map(|node| node.span.into())
}

/// What a programme keeps to itself: its groups, and the plans of its people.
const KEPT: [&str; 2] = ["curriculum/cohorts.", "curriculum/plans/"];

/// What the curriculum in `composed` gives to one that extends it: all of it, as a curriculum that extends nothing, but what a programme keeps
/// to itself.
///
/// What it hides and how it orders stays in its settings; the lines that only it needs are taken out.
pub fn offered(composed: &Composed) -> Files {
    let mut flat = Files::default();
    for (path, bytes) in composed.files.under(CURRICULUM) {
        if KEPT.iter().any(|kept| path.starts_with(kept)) {
            continue;
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if path == settings_path() => {
                flat.insert(path, merge::without(path, text, "extends").as_bytes());
            }
            Ok(text) if path.ends_with(".md") => flat.insert(path, parse::adapted(text).0.as_bytes()),
            _ => flat.insert(path, bytes.clone()),
        }
    }
    flat
}
