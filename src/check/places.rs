//! The parts of a page and where they stand in its file: sections, links, citations, pictures, spaces to answer.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Subject;
use crate::curriculum::Page;
use crate::diagnostic::Diagnostic;
use crate::document::{
    Answer, Block, Cell, Citation, Image, Inline, Link, Section, Span, Visit, visit_blocks,
};

/// A section, from its heading to the next of its level or above.
pub struct Part<'a> {
    pub section: &'a Section,
    pub range: Range<usize>,
    /// How many sections hold it.
    pub depth: usize,
}

/// Every section of a page, by their places: outer before inner.
pub fn parts(page: &Page) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    collect(&page.body.blocks, usize::MAX, 0, &mut parts);
    parts
}

fn collect<'a>(blocks: &'a [Block], end: usize, depth: usize, parts: &mut Vec<Part<'a>>) {
    let sections: Vec<&Section> = blocks
        .iter()
        .filter_map(|block| match block {
            Block::Section(section) => Some(section),
            _ => None,
        })
        .collect();
    for (at, section) in sections.iter().enumerate() {
        let end = sections.get(at + 1).map_or(end, |next| next.span.start);
        parts.push(Part {
            section,
            range: section.span.start..end,
            depth,
        });
        collect(&section.blocks, end, depth + 1, parts);
    }
}

/// Shows every block and inline of a page to `see`, those of footnotes too.
pub fn visit_page<'a>(page: &'a Page, see: &mut dyn FnMut(Visit<'a>)) {
    visit_blocks(&page.body.blocks, see);
    for footnote in &page.body.footnotes {
        visit_blocks(&footnote.blocks, see);
    }
}

/// `finding` at the title of `page`.
pub fn at_title(finding: Diagnostic, page: &Page) -> Diagnostic {
    match page.front.get("title") {
        Some(place) => finding.at(*place),
        None => finding,
    }
}

/// The links of a page, by their places.
pub fn links(page: &Page) -> Vec<&Link> {
    let mut links = Vec::new();
    visit_page(page, &mut |visit| {
        if let Visit::Inline(Inline::Link(link)) = visit {
            links.push(link);
        }
    });
    links.sort_by_key(|link| link.span.start);
    links
}

/// The link, among those of a page, in which a place of the file lies. Links lie beside each other.
pub fn link_at<'a>(links: &[&'a Link], at: usize) -> Option<&'a Link> {
    let after = links.partition_point(|link| link.span.start <= at);
    let link = links[after.checked_sub(1)?];
    (at < link.span.end).then_some(link)
}

/// The citations of a page.
pub fn citations(page: &Page) -> Vec<&Citation> {
    let mut citations = Vec::new();
    visit_page(page, &mut |visit| {
        if let Visit::Inline(Inline::Citation(together)) = visit {
            citations.extend(together);
        }
    });
    citations
}

/// The pictures of a page.
pub fn images(page: &Page) -> Vec<&Image> {
    let mut images = Vec::new();
    visit_page(page, &mut |visit| match visit {
        Visit::Inline(Inline::Image(image)) | Visit::Block(Block::Figure(image)) => images.push(image),
        _ => {}
    });
    images
}

/// The spaces to answer among `blocks`.
pub fn answers(blocks: &[Block]) -> Vec<&Answer> {
    let mut answers = Vec::new();
    visit_blocks(blocks, &mut |visit| match visit {
        Visit::Block(Block::Lines(lines)) => answers.push(&lines.answer),
        Visit::Block(Block::Choices(choices)) => answers.push(&choices.answer),
        Visit::Block(Block::Table(table)) => {
            answers.extend(table.rows.iter().flatten().filter_map(|cell| match cell {
                Cell::Answer(answer) => Some(answer),
                Cell::Text(_) => None,
            }));
        }
        Visit::Inline(Inline::Blank { answer, .. }) => answers.push(answer),
        Visit::Inline(Inline::Scale(scale)) => answers.push(&scale.answer),
        _ => {}
    });
    answers
}

/// The first line of a place in a file: enough to find a table by.
pub fn first_line(subject: &Subject, path: &str, span: Span) -> Span {
    let text = subject.files.text(path).unwrap_or_default();
    let line = text
        .get(span.start..span.end)
        .and_then(|text| text.lines().next());
    Span::from(span.start..line.map_or(span.end, |line| span.start + line.len()))
}

/// The paths of the pictures that some page shows, in any language.
pub fn shown_pictures<'a>(subject: &Subject<'a>) -> BTreeSet<&'a str> {
    let curriculum = subject.curriculum;
    let translations = curriculum
        .translations
        .iter()
        .map(|translation| &translation.page);
    let pages = curriculum.pages().map(|(_, page)| page).chain(translations);
    let logo = curriculum
        .settings
        .brand
        .logo
        .iter()
        .map(|logo| logo.path.as_str());
    let on_pages = pages.flat_map(images).map(|image| image.path.as_str());
    on_pages.chain(logo).collect()
}
