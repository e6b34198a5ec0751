//! Gives a translation the identities of its original: an answer is kept once for all languages, and a link to a section leads to
//! it in each.
//!
//! Both are hashes or slugs of words, so they would differ. They are taken over by position, where the two have the same
//! structure; the lint `translation-differs` says where they have not.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::Page;
use crate::document::{
    ActivityKind, Answer, Block, Cell, Document, Inline, Section, Visit, VisitMut, parts, visit_blocks,
    visit_blocks_mut,
};

/// A body that is known by its file's hash and its place in memory: the hash leaves out how lines end, which moves spans.
pub struct Body<'a> {
    hash: &'a str,
    pub body: &'a Document,
}

impl<'a> Body<'a> {
    /// The body of `page`.
    pub fn of(page: &'a Page) -> Self {
        Self {
            hash: &page.hash,
            body: &page.body,
        }
    }
}

impl Hash for Body<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
        std::ptr::hash(self.body, state);
    }
}

/// The body of a translation with the ids of the original's answers and sections, and the sections' own ids with those that they
/// got; remembered, as links are.
#[comemo::memoize]
pub fn adopted(original: &Body, translation: &Body) -> (Arc<Document>, BTreeMap<String, String>) {
    let answers = answers(original.body, translation.body);
    let sections = sections(original.body, translation.body);
    let mut body = translation.body.clone();
    let rename = |id: &mut String, names: &BTreeMap<String, String>| {
        if let Some(name) = names.get(id) {
            id.clone_from(name);
        }
    };
    let rename_answer = |answer: &mut Answer| rename(&mut answer.id, &answers);
    visit_blocks_mut(&mut body.blocks, &mut |visit| match visit {
        VisitMut::Block(Block::Section(section)) => rename(&mut section.id, &sections),
        VisitMut::Block(Block::Lines(lines)) => rename_answer(&mut lines.answer),
        VisitMut::Block(Block::Choices(choices)) => {
            rename_answer(&mut choices.answer);
            for choice in &mut choices.choices {
                rename(&mut choice.id, &answers);
            }
        }
        VisitMut::Block(Block::Table(table)) => {
            for cell in table.rows.iter_mut().flatten() {
                if let Cell::Answer(answer) = cell {
                    rename_answer(answer);
                }
            }
        }
        VisitMut::Inline(Inline::Blank { answer, .. }) => rename_answer(answer),
        VisitMut::Inline(Inline::Scale(scale)) => rename_answer(&mut scale.answer),
        _ => {}
    });
    (Arc::new(body), sections)
}

/// The translation's ids of answers and choices with those of the original, for each activity that asks for the same.
fn answers(original: &Document, translation: &Document) -> BTreeMap<String, String> {
    let (theirs, ours) = (parts(original), parts(translation));
    let is_same = theirs.len() == ours.len() && theirs.iter().zip(&ours).all(|(a, b)| a.kind == b.kind);
    if !is_same {
        // Some activity is missing or new: what looks the same may be another question.
        return BTreeMap::new();
    }
    let pairs = theirs
        .iter()
        .zip(&ours)
        .filter(|(theirs, ours)| theirs.shapes() == ours.shapes());
    pairs
        .flat_map(|(theirs, ours)| theirs.spaces.iter().zip(&ours.spaces))
        .flat_map(|(theirs, ours)| ours.ids.iter().zip(&theirs.ids))
        .map(|(own, id)| ((*own).to_owned(), (*id).to_owned()))
        .collect()
}

/// The translation's ids of sections with those of the original: of all where the two have the same headings, else of the activities
/// where they have the same of those.
fn sections(original: &Document, translation: &Document) -> BTreeMap<String, String> {
    let (mut theirs, mut ours) = (outline(original), outline(translation));
    let look = |sections: &[&Section]| -> Vec<_> {
        let looks = sections.iter().map(|section| (section.level, kind(section)));
        looks.collect()
    };
    if look(&theirs) != look(&ours) {
        theirs.retain(|section| kind(section).is_some());
        ours.retain(|section| kind(section).is_some());
    }
    if look(&theirs) != look(&ours) {
        return BTreeMap::new();
    }
    let pairs = ours.iter().zip(&theirs);
    pairs
        .map(|(own, theirs)| (own.id.clone(), theirs.id.clone()))
        .collect()
}

fn outline(document: &Document) -> Vec<&Section> {
    let mut sections = Vec::new();
    visit_blocks(&document.blocks, &mut |visit| {
        if let Visit::Block(Block::Section(section)) = visit {
            sections.push(section);
        }
    });
    sections
}

fn kind(section: &Section) -> Option<ActivityKind> {
    section.activity.as_ref().map(|activity| activity.kind)
}
