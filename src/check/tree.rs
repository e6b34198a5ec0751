//! What lints on a page's tree share.

use std::collections::BTreeSet;

use super::Subject;
use crate::document::{Block, Document, Image, Inline, Link, Span, Visit, blocks_mut, visit_blocks};

/// Every block of a page and of its footnotes, to be looked at.
pub fn visit<'a>(document: &'a Document, see: &mut dyn FnMut(Visit<'a>)) {
    visit_blocks(&document.blocks, see);
    for footnote in &document.footnotes {
        visit_blocks(&footnote.blocks, see);
    }
}

/// The pictures of a page, in reading order.
pub fn images(document: &Document) -> Vec<&Image> {
    let mut images = Vec::new();
    visit(document, &mut |visit| {
        if let Visit::Block(Block::Figure(image)) | Visit::Inline(Inline::Image(image)) = visit {
            images.push(image);
        }
    });
    images
}

/// The links of a page, in reading order.
pub fn links(document: &Document) -> Vec<&Link> {
    let mut links = Vec::new();
    visit(document, &mut |visit| {
        if let Visit::Inline(Inline::Link(link)) = visit {
            links.push(link);
        }
    });
    links
}

/// A page as participants get it.
pub fn for_participants(document: &Document) -> Document {
    let mut document = document.clone();
    let mut leave_out = |blocks: &mut Vec<Block>| {
        blocks.retain(|block| !matches!(block, Block::Facilitator(_)));
    };
    blocks_mut(&mut document.blocks, &mut leave_out);
    for footnote in &mut document.footnotes {
        blocks_mut(&mut footnote.blocks, &mut leave_out);
    }
    document
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
    pages
        .flat_map(|page| images(&page.body))
        .map(|image| image.path.as_str())
        .collect()
}
