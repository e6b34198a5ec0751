//! Translations of a text that was changed since.

use super::{Example, Finder, Lint, Subject};
use crate::curriculum::WordsOf;
use crate::diagnostic::Diagnostic;
use crate::document::Span;
use crate::overlay::UPSTREAM;
use crate::parse;
use crate::parse::yaml::Spot;

pub const LINT: Lint = Lint {
    code: "translation-stale",
    finds: "A translation whose original was changed since, or that does not say what it translates.",
    why: "What was put right in the original may still be wrong in the translation, and nobody would know.",
    example: Example {
        written: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n\
                  -- modules/01-triggers/module.md --\n---\ntitle: Triggers\ncode: TR\nsummary: What starts an urge.\n---\n\nAn urge has a start.\n\
                  -- modules/01-triggers/module.es.md --\n---\ntitle: Detonantes\ncode: TR\nsummary: Lo que inicia un impulso.\n\
                  translates: 000000000000\n---\n\nUn impulso tiene un inicio.\n",
        better: "-- curriculum.yaml --\ntitle: Tiny\nprogram: P\nlanguages: [en, es]\n\
                  -- modules/01-triggers/module.md --\n---\ntitle: Triggers\ncode: TR\nsummary: What starts an urge.\n---\n\nAn urge has a start.\n\
                 -- modules/01-triggers/module.es.md --\n---\ntitle: Detonantes\ncode: TR\nsummary: Lo que inicia un impulso.\n\
                 translates: 8eb374b8eba5\n---\n\nUn impulso tiene un inicio.\n",
    },
    finder: Finder::Check(run),
};

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let curriculum = subject.curriculum;
    for translation in &curriculum.translations {
        let original = curriculum.page(translation.of);
        let page = &translation.page;
        let made = Made {
            of: format!("`{}`", original.path),
            hash: &original.hash,
            translates: translation.translates.as_ref(),
            top: page.front.get("title").copied(),
        };
        let stale = made.stale(&page.path);
        let parts = translation
            .translates
            .as_ref()
            .and_then(|made_of| changed_parts(subject, &original.path, &made_of.value));
        findings.extend(stale.map(|finding| match (&finding.help, parts) {
            (Some(help), Some(parts)) => {
                let help = format!("{help} What changed since: {parts}.");
                finding.help(help)
            }
            _ => finding,
        }));
    }
    let overlays = curriculum.settings.extends.is_some();
    for words in &curriculum.words {
        // Its entries are in part those of upstream, translated there; a programme need not answer for them.
        if overlays && words.translates.is_none() {
            continue;
        }
        let made = Made {
            of: match words.of {
                WordsOf::Resources if curriculum.settings.contact.is_some() => {
                    format!("`{}` or `contact` in curriculum.yaml", words.of.path())
                }
                of => format!("`{}`", of.path()),
            },
            hash: curriculum.words_hash(words.of),
            translates: words.translates.as_ref(),
            top: None,
        };
        findings.extend(made.stale(&words.of.path_in(&words.language)));
    }
}

/// The parts of the page at `path` that are not as in the text with the hash `made_of`, where that is at hand: a programme that changed a
/// page of upstream has it in `upstream/`.
fn changed_parts(subject: &Subject, path: &str, made_of: &str) -> Option<String> {
    let old = subject.files.text(&format!("{UPSTREAM}/{path}"))?;
    if parse::page_hash(old) != made_of {
        return None;
    }
    let new = subject.files.text(path)?;
    let (old, new) = (parse::adapted(old).0, parse::adapted(new).0);
    let (old, new) = (parts(&old), parts(&new));
    let changed = new.iter().filter(|part| !old.contains(part));
    let gone = old
        .iter()
        .filter(|(heading, _)| !new.iter().any(|(other, _)| other == heading));
    let names = changed.chain(gone).map(|(heading, _)| match *heading {
        "" => "what stands before the first heading".to_owned(),
        heading => format!("“{heading}”"),
    });
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Each heading with the text below it; the first without one.
fn parts(text: &str) -> Vec<(&str, String)> {
    let mut parts: Vec<(&str, String)> = vec![("", String::new())];
    for line in text.lines() {
        if line.starts_with('#') {
            let words = line
                .trim_start_matches('#')
                .split(" {")
                .next()
                .unwrap_or_default();
            parts.push((words.trim(), line.to_owned()));
        } else if let Some((_, below)) = parts.last_mut() {
            below.push_str(line.trim_end());
            below.push('\n');
        }
    }
    parts
}

/// What a translation was made of.
struct Made<'a> {
    /// The file of the original, for a message.
    of: String,
    /// What the original says today.
    hash: &'a str,
    /// What it said when it was translated.
    translates: Option<&'a Spot<String>>,
    /// The place to show where nothing says that.
    top: Option<Span>,
}

impl Made<'_> {
    fn stale(&self, path: &str) -> Option<Diagnostic> {
        let Self { of, hash, .. } = self;
        let (message, place, help) = match self.translates {
            Some(made_of) if made_of.value == *hash => return None,
            Some(made_of) => (
                format!("{of} was changed after it was translated"),
                Some(made_of.span),
                format!("Compare the two, put the translation right, then write `translates: {hash}`."),
            ),
            None => (
                format!("this does not say which text of {of} it translates"),
                self.top,
                format!("When it says what the original says today, add `translates: {hash}` at the top."),
            ),
        };
        let finding = Diagnostic::warning(LINT.code, path, message).help(help);
        Some(match place {
            Some(place) => finding.at(place),
            None => finding,
        })
    }
}
