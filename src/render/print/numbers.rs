//! On which pages the parts of a printed book begin.
//!
//! A layout says `<part>` with a `code` where a page of the curriculum or another part begins (see `split`). Below it stand the headings of
//! its sections, in their order.

use std::collections::BTreeMap;

use typst::foundations::{NativeElement, Selector, Value};
use typst::introspection::{Introspector, MetadataElem};
use typst::model::HeadingElem;
use typst_layout::PagedDocument;

use super::split::{PART, named};
use crate::document::{Block, Visit, visit_blocks};
use crate::edition::{Begin, Edition, EditionModule, PageNumbers};

/// What stands in a book before and after the pages of the curriculum.
const BEFORE: [&str; 2] = ["start", "contents"];
const AFTER: [&str; 3] = ["sources", NOTES, "help"];

/// Pages for notes, which an e-book has not, go with what stands before them.
const NOTES: &str = "notes";

/// A part, and the pages of the headings below its own.
struct Part {
    code: String,
    page: usize,
    headings: Vec<usize>,
}

/// Reads the pages of `document`, which holds `edition`. A part whose headings are not those of its sections is known as a whole.
pub fn read(document: &PagedDocument, edition: &Edition) -> PageNumbers {
    let parts = parts(document);
    let sections: BTreeMap<&str, Vec<&str>> = edition
        .modules
        .iter()
        .flat_map(EditionModule::texts)
        .map(|(page, text)| (page.code.as_str(), section_ids(text.blocks())))
        .collect();
    let mut begins = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let begin = |id: &str, page: usize| Begin {
            code: part.code.clone(),
            id: id.to_owned(),
            page,
        };
        let named = if part.code.is_empty() {
            name(&parts, at)
        } else {
            Some("")
        };
        let Some(named) = named.filter(|&named| named != NOTES) else {
            continue;
        };
        begins.push(begin(named, part.page));
        let ids = sections.get(part.code.as_str()).map_or(&[][..], Vec::as_slice);
        if ids.len() == part.headings.len() {
            begins.extend(ids.iter().zip(&part.headings).map(|(id, page)| begin(id, *page)));
        }
    }
    PageNumbers {
        count: document.pages().len(),
        begins,
    }
}

fn parts(document: &PagedDocument) -> Vec<Part> {
    let introspector = document.introspector();
    let mut parts: Vec<Part> = Vec::new();
    // Whether the part has its own heading yet.
    let mut is_headed = false;
    for element in introspector.query(&Selector::Label(named(PART)).or(vec![HeadingElem::ELEM.select()])) {
        let place = element
            .location()
            .and_then(|location| introspector.position(location));
        let Some(page) = place.map(|place| place.page.get()) else {
            continue;
        };
        match element.to_packed::<MetadataElem>() {
            Some(mark) => {
                let Value::Dict(mark) = &mark.value else { continue };
                let code = mark
                    .get("code")
                    .ok()
                    .and_then(|code| code.clone().cast::<String>().ok())
                    .unwrap_or_default();
                // A head that a theme made for an earlier version says it once more.
                if parts
                    .last()
                    .is_none_or(|last| (&last.code, last.page) != (&code, page))
                {
                    parts.push(Part {
                        code,
                        page,
                        headings: Vec::new(),
                    });
                }
                is_headed = false;
            }
            None if is_headed => parts
                .last_mut()
                .into_iter()
                .for_each(|part| part.headings.push(page)),
            None => is_headed = true,
        }
    }
    parts
}

/// What a part without a code is, by its place among those before the first and after the last page of the curriculum.
fn name(parts: &[Part], at: usize) -> Option<&'static str> {
    let is_before = parts[..at].iter().all(|part| part.code.is_empty());
    let left = parts.len() - at;
    let name = if is_before {
        BEFORE.get(at)
    } else {
        AFTER.len().checked_sub(left).and_then(|after| AFTER.get(after))
    };
    name.copied()
}

fn section_ids(blocks: &[Block]) -> Vec<&str> {
    let mut ids = Vec::new();
    visit_blocks(blocks, &mut |visit| {
        if let Visit::Block(Block::Section(section)) = visit {
            ids.push(section.id.as_str());
        }
    });
    ids
}
