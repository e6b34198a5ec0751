//! `sources.yaml`: the bibliography, formatted once for every output.

use std::collections::BTreeMap;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{FontStyle, IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::types::EntryType;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren, Entry,
    Library,
};
use rayon::prelude::*;

use super::FOLDER;
use super::settings::not_utf8;
use crate::diagnostic::Diagnostic;
use crate::document::{Inline, Link, Span, Target};
use crate::files::Files;

/// The entries by key.
pub type Sources = BTreeMap<String, Source>;

/// One entry of the bibliography.
#[derive(Clone, Debug)]
pub struct Source {
    /// The whole reference, in the style of the American Psychological Association.
    pub reference: Vec<Inline>,
    /// That of its title: what `language` says below its key, else that in which the curriculum is written.
    pub language: String,
    pub title: Option<String>,
    /// Whether it says who wrote, edited or published it.
    pub has_author: bool,
    pub has_date: bool,
    /// Whether it is a law or a judgment, which nobody signs.
    pub is_law: bool,
    pub web: Option<String>,
    /// The place of its key in `sources.yaml`.
    pub span: Span,
}

/// Reads `sources.yaml`, which is in Hayagriva's format, for each of `languages`, with what is wrong with the file.
///
/// Titles and names are as they are written; the words around them ("Retrieved", "Eds.") and the dates are of the language.
pub fn read(files: &Files, languages: &[String]) -> (Vec<Sources>, Vec<Diagnostic>) {
    let path = format!("{FOLDER}/sources.yaml");
    let none = || vec![Sources::new(); languages.len()];
    if files.bytes(&path).is_none() {
        return (none(), Vec::new());
    }
    let Some(text) = files.text(&path) else {
        return (none(), vec![not_utf8(&path)]);
    };
    let Some(own) = languages.first() else {
        return (none(), Vec::new());
    };
    let formatted = languages
        .par_iter()
        .map(|language| format(text, &path, language, own));
    let (sources, wrong): (Vec<_>, Vec<_>) = formatted.collect();
    (sources, wrong.into_iter().next().unwrap_or_default())
}

/// The entries of a bibliography, formatted; remembered, because that takes longer than all else when one lesson changes.
#[comemo::memoize]
fn format(text: &str, path: &str, language: &str, own: &str) -> (Sources, Vec<Diagnostic>) {
    let library = match hayagriva::io::from_yaml_str(text) {
        Ok(library) => library,
        Err(error) => {
            let at = error
                .location()
                .map_or(0, |location| location.index().min(text.len().saturating_sub(1)));
            let finding =
                Diagnostic::error("sources", path, format!("this cannot be read: {error}"))
                    .at(at..at + 1)
                    .help("Each source is `key:` with `type`, `title`, `author` and `date` below it, as in Hayagriva's file format.");
            return (Sources::new(), vec![finding]);
        }
    };
    let style = style();
    let locales = hayagriva::archive::locales();
    let mut driver = BibliographyDriver::new();
    for entry in library.iter() {
        driver.citation(CitationRequest::from_items(
            vec![CitationItem::with_entry(entry)],
            &style,
            &locales,
        ));
    }
    let rendered = driver.finish(BibliographyRequest {
        style: &style,
        locale: locale_of(language, &locales),
        locale_files: &locales,
    });
    let places = places(text);
    let items = rendered
        .bibliography
        .map_or_else(Vec::new, |bibliography| bibliography.items);
    let sources = items
        .into_iter()
        .map(|item| {
            let mut reference = Vec::new();
            inlines(&item.content, &mut reference);
            let span = places.get(item.key.as_str()).copied().unwrap_or_default();
            let source = source(library.get(&item.key), reference, own, span);
            (item.key, source)
        })
        .collect();
    (sources, without_code(&library, path, &places))
}

/// Languages that are named by a word: BCP 47 has codes of two or three letters for all that are spoken.
fn without_code(library: &Library, path: &str, places: &BTreeMap<&str, Span>) -> Vec<Diagnostic> {
    let of = |entry: &Entry| {
        let language = language_of(entry)?;
        let code = language.split('-').next().unwrap_or_default();
        (!matches!(code.len(), 2 | 3)).then_some(language)
    };
    library
        .iter()
        .filter_map(|entry| {
            let language = of(entry)?;
            let message = format!("`{language}` is no code of a language");
            let span = places.get(entry.key()).copied().unwrap_or_default();
            let finding = Diagnostic::error("sources", path, message).at(span);
            Some(finding.help("Write its code of two or three letters after `language:`, such as `es`."))
        })
        .collect()
}

/// The locale with the words of a language: its own, or the first of another country. That of the style, which is American English,
/// needs no name, and stands in for languages that nobody wrote one for.
fn locale_of(language: &str, locales: &[Locale]) -> Option<LocaleCode> {
    let base = |code: &str| code.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let codes = || locales.iter().filter_map(|locale| locale.lang.as_ref());
    let own = codes().find(|code| code.0.eq_ignore_ascii_case(language));
    let near = || codes().find(|code| base(&code.0) == base(language) && base(language) != "en");
    own.or_else(near).cloned()
}

fn source(entry: Option<&Entry>, reference: Vec<Inline>, own: &str, span: Span) -> Source {
    Source {
        reference,
        language: entry.and_then(language_of).unwrap_or_else(|| own.to_owned()),
        title: entry
            .and_then(|entry| entry.title())
            .map(ToString::to_string)
            .filter(|title| !title.trim().is_empty()),
        has_author: entry.is_some_and(|entry| {
            entry.authors().is_some_and(|authors| !authors.is_empty())
                || entry.editors().is_some_and(|editors| !editors.is_empty())
                || entry.affiliated().is_some_and(|people| !people.is_empty())
                || entry.organization().is_some()
        }),
        has_date: entry.is_some_and(|entry| entry.date_any().is_some()),
        is_law: entry
            .is_some_and(|entry| matches!(entry.entry_type(), EntryType::Legislation | EntryType::Case)),
        web: entry
            .and_then(|entry| entry.url_any())
            .map(|url| url.value.to_string()),
        span,
    }
}

/// What an entry says after `language:`.
fn language_of(entry: &Entry) -> Option<String> {
    entry.language().map(ToString::to_string)
}

/// Where each key stands: Hayagriva reads no places, and a key begins its line.
fn places(text: &str) -> BTreeMap<&str, Span> {
    let mut places = BTreeMap::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split(':').next().unwrap_or_default().trim_end();
        let name = key.trim_matches(['"', '\'']);
        if line.len() > key.len() && !key.starts_with([' ', '#', '-']) && !name.is_empty() {
            places.insert(name, Span::from(start..start + key.len()));
        }
        start += line.len();
    }
    places
}

fn style() -> IndependentStyle {
    match ArchivedStyle::AmericanPsychologicalAssociation.get() {
        Style::Independent(style) => style,
        Style::Dependent(_) => unreachable!("the archived style is a whole style"),
    }
}

fn inlines(children: &ElemChildren, into: &mut Vec<Inline>) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => {
                let words = Inline::Text(text.text.as_str().into());
                into.push(match text.formatting.font_style {
                    FontStyle::Italic => Inline::Emphasis(vec![words]),
                    FontStyle::Normal => words,
                });
            }
            ElemChild::Elem(element) => inlines(&element.children, into),
            ElemChild::Markup(text) => into.push(Inline::Text(text.as_str().into())),
            ElemChild::Link { text, url } => into.push(Inline::Link(Link {
                target: Target::Web(url.clone()),
                text: vec![Inline::Text(text.text.as_str().into())],
                span: Span::default(),
            })),
            ElemChild::Transparent { .. } => {}
        }
    }
}
