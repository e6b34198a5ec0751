//! The search index of one language, by Pagefind: many small files, of which a browser loads the few that a search needs.
//!
//! It is made of what participants read: the texts of pages as on a screen, the words of the glossary, the places to get help.
//! A staff note cannot be found in it, because [`Text`] holds none.

use std::collections::BTreeMap;
use std::fmt::{Display, Write};

use pagefind::api::PagefindIndex;
use pagefind::options::PagefindServiceConfig;

use super::html::escape;
use crate::curriculum::{Curriculum, Page, Resource};
use crate::document::{Block, Cell, Inline, Visit, plain_text, visit_blocks};
use crate::edition::{self, Text};
use crate::site::{self, WebPage};

/// How much more a summary counts than other words; titles, codes and headings count more by themselves.
const WEIGHT: u8 = 5;

/// What Pagefind's licence asks to stand beside it.
const LICENCE: &str = include_str!("search/licence.txt");

/// Something that can be found, as Pagefind reads it.
struct Record {
    address: String,
    html: String,
}

/// The files of the index, by their path in its folder.
///
/// # Errors
///
/// A sentence when Pagefind refuses.
pub fn index(curriculum: &Curriculum) -> Result<BTreeMap<String, Vec<u8>>, String> {
    let refused = |error: &dyn Display| format!("the search index cannot be made: {error}");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| refused(&error))?;
    let made = runtime.block_on(async {
        let config = PagefindServiceConfig::builder().keep_index_url(true).build();
        let mut index = PagefindIndex::new(Some(config))?;
        for record in records(curriculum) {
            index
                .add_html_file(None, Some(record.address), record.html)
                .await?;
        }
        index.get_files().await
    });
    let made = made.map_err(|error| refused(&error))?;
    let mut files: BTreeMap<String, Vec<u8>> = made
        .into_iter()
        .map(|file| (file.filename.to_string_lossy().replace('\\', "/"), file.contents))
        .filter(|(path, _)| is_loaded(path))
        .collect();
    let own_program = format!("wasm.{}.pagefind", curriculum.language.to_lowercase());
    if files.contains_key(&own_program) {
        // The program for languages whose word endings Pagefind does not know.
        files.remove("wasm.unknown.pagefind");
    }
    files.insert("licence.txt".to_owned(), LICENCE.into());
    Ok(files)
}

/// Whether a search loads a file: Pagefind's own interface is left out.
fn is_loaded(path: &str) -> bool {
    let programs = ["pagefind.js", "pagefind-worker.js", "pagefind-entry.json"];
    let parts = [".pf_meta", ".pf_index", ".pf_fragment", ".pagefind"];
    programs.contains(&path) || parts.iter().any(|ending| path.ends_with(ending))
}

/// All that can be found in one language, in the order of the pages.
fn records(curriculum: &Curriculum) -> Vec<Record> {
    let to = |page| site::address(curriculum, page);
    let pages = curriculum.pages().map(|(id, page)| Record {
        address: to(WebPage::Content(id)),
        html: page_record(curriculum, page),
    });
    let words = curriculum.glossary.iter().map(|(key, term)| Record {
        address: format!("{}#term-{key}", to(WebPage::Glossary)),
        html: record(curriculum, &term.term, &paragraph(&term.definition)),
    });
    let help = curriculum.resources.iter().map(|resource| Record {
        address: format!("{}#help-{}", to(WebPage::Help), resource.id),
        html: record(curriculum, &resource.name, &resource_text(resource)),
    });
    pages.chain(words).chain(help).collect()
}

fn record(curriculum: &Curriculum, title: &str, body: &str) -> String {
    format!(
        "<html lang=\"{}\"><body><h1 data-pagefind-meta=\"title\" data-pagefind-ignore>{}</h1>{body}</body></html>",
        curriculum.language,
        escape(title)
    )
}

fn page_record(curriculum: &Curriculum, page: &Page) -> String {
    let code = escape(&page.code);
    let summary = escape(&page.summary);
    let text = text(&edition::screen(&page.body));
    let body = format!(
        "<p data-pagefind-meta=\"code\" data-pagefind-ignore>{code}</p>\
         <p data-pagefind-weight=\"{WEIGHT}\">{summary}</p>{text}"
    );
    record(curriculum, &page.title, &body)
}

/// The words of a text under its headings, whose ids make parts of a page found.
fn text(text: &Text) -> String {
    let mut html = String::new();
    let mut see = |visit: Visit| {
        let Visit::Block(block) = visit else { return };
        match block {
            Block::Section(section) => {
                let (level, id) = (section.level, escape(&section.id));
                let title = escape(&plain_text(&section.title));
                let _ = write!(html, "<h{level} id=\"{id}\">{title}</h{level}>");
            }
            Block::Paragraph(inlines) => html.push_str(&line(inlines)),
            Block::Choices(choices) => {
                html.extend(choices.choices.iter().map(|choice| line(&choice.text)));
            }
            Block::Table(table) => {
                html.extend(table.head.iter().map(|cell| line(cell)));
                html.extend(table.rows.iter().flatten().map(|cell| match cell {
                    Cell::Text(inlines) => line(inlines),
                    Cell::Answer(_) => String::new(),
                }));
            }
            _ => {}
        }
    };
    visit_blocks(text.blocks(), &mut see);
    for footnote in text.footnotes() {
        visit_blocks(&footnote.blocks, &mut see);
    }
    html
}

fn line(inlines: &[Inline]) -> String {
    paragraph(&plain_text(inlines))
}

fn paragraph(text: &str) -> String {
    format!("<p>{}</p>", escape(text))
}

/// All that a resource says, so that a number and a name of a group are found too.
fn resource_text(resource: &Resource) -> String {
    let text_line = resource.text.as_ref();
    let said = [
        Some(&resource.purpose),
        resource.call.as_ref(),
        text_line.map(|line| &line.to),
        text_line.and_then(|line| line.say.as_ref()),
        resource.hours.as_ref(),
        resource.spanish.as_ref(),
        resource.note.as_ref(),
    ];
    let links = resource.links.iter().map(|(name, _)| name);
    said.into_iter()
        .flatten()
        .chain(links)
        .map(|text| paragraph(text))
        .collect()
}
