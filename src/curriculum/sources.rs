//! `sources.yaml`: the bibliography, formatted once for every output.

use std::collections::BTreeMap;

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{FontStyle, IndependentStyle, Style};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren,
};

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
}

/// Reads `sources.yaml`, which is in Hayagriva's format.
pub fn read(files: &Files, findings: &mut Vec<Diagnostic>) -> Sources {
    let path = format!("{FOLDER}/sources.yaml");
    if files.bytes(&path).is_none() {
        return Sources::new();
    }
    let Some(text) = files.text(&path) else {
        findings.push(not_utf8(&path));
        return Sources::new();
    };
    let (sources, mut wrong) = format(text, &path);
    findings.append(&mut wrong);
    sources
}

/// The entries of a bibliography, formatted; remembered, because that takes longer than all else when one lesson changes.
#[comemo::memoize]
fn format(text: &str, path: &str) -> (Sources, Vec<Diagnostic>) {
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
        locale: None,
        locale_files: &locales,
    });
    let items = rendered
        .bibliography
        .map_or_else(Vec::new, |bibliography| bibliography.items);
    let sources = items
        .into_iter()
        .map(|item| {
            let mut reference = Vec::new();
            inlines(&item.content, &mut reference);
            (item.key, Source { reference })
        })
        .collect();
    (sources, Vec::new())
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
