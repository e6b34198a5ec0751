//! Layout of a book, part by part.
//!
//! Typst lays out a document as a whole: what it remembers of 600 pages is held at once, and where one page looks up something that is not
//! known yet, as the contents do, all are gone through again. So each part of a book is a document of its own:
//!
//! 1. the layout is evaluated, and its content split (`split`);
//! 2. the parts are laid out in parallel, and joined;
//! 3. those that looked up what is different now are laid out again, until none is left;
//! 4. what stands around the text of each page is made, links lead to their labels (`links`), and headings have their codes.

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use typst::World;
use typst::diag::SourceResult;
use typst::ecow::EcoVec;
use typst::foundations::{Array, IntoValue, Selector, dict};
use typst::introspection::{Introspector, Location, MetadataElem};
use typst::layout::{Abs, Frame, Point};
use typst::model::DocumentInfo;
use typst::utils::hash128;
use typst_layout::{Page, PagedDocument};

use super::known::Known;
use super::links;
use super::split::{Book, ON_PAGE, named, split};
use super::typesetter::{Laid, Typesetter};
use crate::parallel::{in_parallel, is_beside_others};

/// How often parts are laid out at most, as in Typst; then they are taken as they are.
const MOST_PASSES: usize = 5;

/// After so many pages Typst forgets what it remembers of layouts, one or two megabytes a page; little of it stands in other parts.
const REMEMBERED: usize = 320;

/// The same where it is one of several documents, as in a build.
const REMEMBERED_BESIDE_OTHERS: usize = 48;

/// The pages of all parts.
struct Joined {
    document: PagedDocument,
    places: Vec<Place>,
}

/// What a page is of its book.
struct Place {
    part: usize,
    /// Of its part.
    pages_before: usize,
    /// Whether it was left empty, so that the next part begins on a right-hand page.
    is_empty: bool,
}

/// Lays out the main file of `world`.
///
/// # Errors
///
/// What is wrong with the layouts.
pub fn laid_out(world: &dyn World) -> SourceResult<PagedDocument> {
    let typesetter = Typesetter::new(world);
    let book = split(&typesetter.evaluated()?);
    let mut laid: Vec<Option<Laid>> = book.parts.iter().map(|_| None).collect();
    let mut joined: Option<Joined> = None;
    for _ in 0..MOST_PASSES {
        let known = Known(joined.as_ref().map(|joined| &**joined.document.introspector()));
        let stale: Vec<usize> = (0..laid.len())
            .filter(|&at| !laid[at].as_ref().is_some_and(|part| part.holds(&known)))
            .collect();
        if stale.is_empty() {
            break;
        }
        let made = lay_out(&typesetter, &book, &stale, &known);
        for (at, made) in stale.into_iter().zip(all_or_errors(made)?) {
            laid[at] = Some(made);
        }
        joined = Some(join(&book, laid.iter().flatten()));
    }
    let errors = laid.iter().flatten().map(|part| part.errors.clone());
    all_or_errors(errors.filter(|errors| !errors.is_empty()).map(Err::<(), _>))?;
    finish(
        &typesetter,
        &book,
        joined.expect("the first pass lays out every part"),
    )
}

/// The parts at these places, laid out.
fn lay_out(typesetter: &Typesetter, book: &Book, parts: &[usize], known: &Known) -> Vec<SourceResult<Laid>> {
    let remembered = if is_beside_others() {
        REMEMBERED_BESIDE_OTHERS
    } else {
        REMEMBERED
    };
    let (parts_left, pages) = (AtomicUsize::new(parts.len()), AtomicUsize::new(0));
    in_parallel(parts, |&at| {
        let content = &book.parts[at].content;
        let laid = typesetter.pages(content, Location::new(hash128(&at)), known)?;
        let before = pages.fetch_add(laid.pages.len(), Ordering::Relaxed);
        let crosses_limit = before / remembered < (before + laid.pages.len()) / remembered;
        let is_last = parts_left.fetch_sub(1, Ordering::Relaxed) == 1;
        if crosses_limit && !is_last {
            super::forget_layouts();
        }
        Ok(laid)
    })
}

/// All that was made, or all that is wrong, each once.
fn all_or_errors<T>(results: impl IntoIterator<Item = SourceResult<T>>) -> SourceResult<Vec<T>> {
    let (mut all, mut errors) = (Vec::new(), EcoVec::new());
    for result in results {
        match result {
            Ok(made) => all.push(made),
            Err(wrong) => errors.extend(wrong),
        }
    }
    let mut known = HashSet::new();
    errors.retain(|error| known.insert(hash128(&(error.span, &error.message))));
    if errors.is_empty() { Ok(all) } else { Err(errors) }
}

fn join<'a>(book: &Book, laid: impl Iterator<Item = &'a Laid>) -> Joined {
    let mut pages: EcoVec<Page> = EcoVec::new();
    let mut places = Vec::new();
    let mut info = DocumentInfo::default();
    let shift = book.around.as_ref().map_or(Abs::zero(), |around| around.shift);
    for (at, (part, laid)) in book.parts.iter().zip(laid).enumerate() {
        if at == 0 {
            info = laid.info.clone();
        }
        let is_next_even = |pages: &[Page]| pages.len() % 2 == 1;
        if let Some(last) = pages
            .last()
            .filter(|_| part.begins_right() && is_next_even(&pages))
        {
            let frame = Frame::hard(last.frame.size());
            pages.push(Page {
                frame,
                ..last.clone()
            });
            places.push(Place {
                part: at - 1,
                pages_before: 0,
                is_empty: true,
            });
        }
        // Its pages were laid out as if they stood on the other side.
        let is_shifted = part.mark.is_some() && is_next_even(&pages);
        for (pages_before, page) in laid.pages.iter().enumerate() {
            let mut page = page.clone();
            if is_shifted {
                let to_the_right = if pages_before % 2 == 0 { shift } else { -shift };
                page.frame.translate(Point::with_x(to_the_right));
            }
            pages.push(page);
            places.push(Place {
                part: at,
                pages_before,
                is_empty: false,
            });
        }
    }
    // A layout that is one part may count its pages as it likes.
    if book.parts.len() > 1 {
        for (page, number) in pages.make_mut().iter_mut().zip(1..) {
            page.number = number;
        }
    }
    Joined {
        document: PagedDocument::new(pages, info),
        places,
    }
}

/// The pages with what stands around their text, and with links to their labels.
fn finish(typesetter: &Typesetter, book: &Book, joined: Joined) -> SourceResult<PagedDocument> {
    let Joined { mut document, places } = joined;
    let info = std::mem::take(document.info_mut());
    let known = document.introspector();
    let marks = marks(&document);
    let pages: Vec<SourceResult<Page>> = (document.pages().par_iter().zip(&places).enumerate())
        .map(|(at, (page, place))| {
            let mut page = page.clone();
            if let (Some(around), Some(mark)) = (&book.around, &book.parts[place.part].mark) {
                let facts = dict! {
                    "page" => at + 1,
                    "of" => places.len(),
                    "part" => mark.clone(),
                    "before" => place.pages_before,
                    "is-empty" => place.is_empty,
                    "marks" => marks.get(&(at + 1)).cloned().unwrap_or_default(),
                };
                let location = Location::new(hash128(&("around", at)));
                let frame = typesetter.frame(around, facts, location, page.frame.size())?;
                page.frame.push_frame(Point::zero(), frame);
            }
            links::resolve(&mut page.frame, known);
            Ok(page)
        })
        .collect();
    Ok(PagedDocument::new(all_or_errors(pages)?.into(), info))
}

/// What the layout says in `<on-page>` of each page, from 1: its value, and how far down it stands.
fn marks(document: &PagedDocument) -> BTreeMap<usize, Array> {
    let mut marks: BTreeMap<usize, Array> = BTreeMap::new();
    let known = document.introspector();
    for element in known.query(&Selector::Label(named(ON_PAGE))) {
        let place = element.location().and_then(|location| known.position(location));
        if let (Some(place), Some(mark)) = (place, element.to_packed::<MetadataElem>()) {
            let mark = dict! { "value" => mark.value.clone(), "down" => place.point.y };
            marks.entry(place.page.get()).or_default().push(mark.into_value());
        }
    }
    marks
}
