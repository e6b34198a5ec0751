//! Hard words that are read before they are explained.

use std::collections::{BTreeMap, BTreeSet};

use super::glossary::{Glossary, is_short_form, names};
use super::lists::{Lists, words};
use super::{Example, Finder, Lint, Passage, Role, Subject, places};
use crate::curriculum::{Curriculum, Page};
use crate::diagnostic::Diagnostic;
use crate::document::{Inline, PageId, Span, Target, Visit, visit_blocks};
use crate::edition;

pub const LINT: Lint = Lint {
    code: "term-early",
    finds: "A word of the glossary that a page uses before it links it, or a hard one that it does not link at all.",
    why: "A reader who does not know the word stops there, and the help stands further down.",
    example: Example {
        written: "-- glossary.yaml --\nurge: A strong pull to do something.\n\
                  -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\nAn urge rises in a minute or two, and in most people it falls again. An [urge](term:urge) is no order.\n",
        better: "-- glossary.yaml --\nurge: A strong pull to do something.\n\
                 -- modules/01-triggers/02-lesson.md --\n---\ntitle: A\nsummary: A.\n---\n\nAn [urge](term:urge) rises. An urge falls.\n",
    },
    finder: Finder::Check(run),
};

/// So many bytes behind a word, as after "**Stress.** It may help with [stress](…)", its link is still in sight.
const NEAR: usize = 60;

fn run(subject: &Subject, findings: &mut Vec<Diagnostic>) {
    let curriculum = subject.curriculum;
    let glossary = Glossary::of(curriculum);
    let lists = Lists::read(include_str!("lists/terms.en.yaml"));
    // What the module's pages before this one explained.
    let mut explained: (usize, BTreeSet<&str>) = (0, BTreeSet::new());
    for (id, page, passages) in subject.pages() {
        let module = module_of(id);
        if explained.0 != module {
            explained = (module, BTreeSet::new());
        }
        let links = term_links(page);
        let linked: Vec<Span> = places::links(page).iter().map(|link| link.span).collect();
        for (key, place) in early(&glossary, passages, &links, &linked) {
            let Some((known, term)) = curriculum.glossary.get_key_value(key) else {
                continue;
            };
            if explained.1.contains(key) || !links.contains_key(key) && !is_hard(curriculum, key, &lists) {
                continue;
            }
            let message = if links.contains_key(key) {
                format!("`{}` is used here before this page links it", term.term)
            } else {
                format!(
                    "`{}` is not explained on this page, or before it in its module",
                    term.term
                )
            };
            findings.push(
                Diagnostic::note(LINT.code, &page.path, message)
                    .at(place)
                    .help(format!(
                        "Link it here, where it is first read: `[…](term:{known})`."
                    )),
            );
        }
        explained.1.extend(
            links
                .keys()
                .filter_map(|key| curriculum.glossary.get_key_value(key))
                .map(|(key, _)| key.as_str()),
        );
    }
}

fn module_of(id: PageId) -> usize {
    match id {
        PageId::Module(m) | PageId::Lesson(m, _) | PageId::Handout(m, _) => m,
    }
}

/// Where participants first meet a link to each term.
fn term_links(page: &Page) -> BTreeMap<String, usize> {
    let mut first = BTreeMap::new();
    let text = edition::screen(&page.body);
    let notes = text.footnotes().iter().map(|note| note.blocks.as_slice());
    for blocks in std::iter::once(text.blocks()).chain(notes) {
        visit_blocks(blocks, &mut |visit| {
            if let Visit::Inline(Inline::Link(link)) = visit
                && let Target::Term(term) = &link.target
            {
                first.entry(term.clone()).or_insert(link.span.start);
            }
        });
    }
    first
}

/// The first use of each term that stands before its first link, or that has none.
///
/// Words inside a link lead somewhere already, and cannot hold another link.
fn early<'a>(
    glossary: &Glossary<'a>,
    passages: &[Passage],
    links: &BTreeMap<String, usize>,
    linked: &[Span],
) -> Vec<(&'a str, Span)> {
    let mut seen = BTreeSet::new();
    let mut early = Vec::new();
    let read =
        |passage: &&Passage| !passage.staff && matches!(passage.role, Role::Text | Role::Cell | Role::Choice);
    for passage in passages.iter().filter(read) {
        for (range, key) in glossary.uses(&passage.text) {
            let place = passage.place(range.clone());
            let quoted = passage
                .quoted
                .iter()
                .any(|quote| quote.start < range.end && range.start < quote.end);
            let in_link = linked
                .iter()
                .any(|link| link.start < place.end && place.start < link.end);
            let is_own = links.get(key).is_some_and(|link| *link <= place.start);
            if quoted || in_link && !is_own || !seen.insert(key) {
                continue;
            }
            if links.get(key).is_none_or(|link| place.end + NEAR <= *link) {
                early.push((key, place));
            }
        }
    }
    early
}

/// Whether a reader may not know a word: a short form, more than one word, or four syllables.
fn is_hard(curriculum: &Curriculum, key: &str, lists: &Lists) -> bool {
    let Some(term) = curriculum.glossary.get(key) else {
        return false;
    };
    let is_known = names(&term.term).any(|name| lists.has("known", &name.to_lowercase()));
    let is_long = |name| is_short_form(name) || words(name).len() > 1 || syllables(name) > 3;
    !is_known && names(&term.term).any(is_long)
}

/// Groups of vowels: near enough to tell a long word from a short one.
fn syllables(word: &str) -> usize {
    let mut count = 0;
    let mut before = false;
    for letter in word.chars() {
        let vowel = "aeiouyAEIOUY".contains(letter);
        count += usize::from(vowel && !before);
        before = vowel;
    }
    count
}
