//! What is known of a document while its parts are laid out.

use std::num::NonZeroUsize;

use typst::diag::StrResult;
use typst::ecow::{EcoString, EcoVec};
use typst::foundations::{Content, Label, Selector};
use typst::introspection::{DocumentPosition, EmptyIntrospector, Introspector, Location};
use typst::model::Numbering;
use typst::syntax::VirtualPath;
use typst_layout::PagedIntrospector;

/// All that Typst knows of the document from the pass before, but where what is measured will stand: it would be asked of each thing in
/// it, and whatever was measured in the first pass, as each sheet is, would be laid out once more.
pub struct Known<'a>(pub Option<&'a PagedIntrospector>);

impl Known<'_> {
    fn introspector(&self) -> &dyn Introspector {
        match self.0 {
            Some(known) => known,
            None => &EmptyIntrospector,
        }
    }
}

impl Introspector for Known<'_> {
    fn locator(&self, _: u128, _: Location) -> Option<Location> {
        None
    }

    fn query(&self, selector: &Selector) -> EcoVec<Content> {
        self.introspector().query(selector)
    }

    fn query_first(&self, selector: &Selector) -> Option<Content> {
        self.introspector().query_first(selector)
    }

    fn query_unique(&self, selector: &Selector) -> StrResult<Content> {
        self.introspector().query_unique(selector)
    }

    fn query_label(&self, label: Label) -> StrResult<&Content> {
        self.introspector().query_label(label)
    }

    fn query_labelled(&self) -> EcoVec<Content> {
        self.introspector().query_labelled()
    }

    fn query_count_before(&self, selector: &Selector, end: Location) -> usize {
        self.introspector().query_count_before(selector, end)
    }

    fn label_count(&self, label: Label) -> usize {
        self.introspector().label_count(label)
    }

    fn pages(&self, location: Location) -> Option<NonZeroUsize> {
        self.introspector().pages(location)
    }

    fn page(&self, location: Location) -> Option<NonZeroUsize> {
        self.introspector().page(location)
    }

    fn position(&self, location: Location) -> Option<DocumentPosition> {
        self.introspector().position(location)
    }

    fn page_numbering(&self, location: Location) -> Option<&Numbering> {
        self.introspector().page_numbering(location)
    }

    fn page_supplement(&self, location: Location) -> Option<&Content> {
        self.introspector().page_supplement(location)
    }

    fn anchor(&self, location: Location) -> Option<&EcoString> {
        self.introspector().anchor(location)
    }

    fn document(&self, location: Location) -> Option<Location> {
        self.introspector().document(location)
    }

    fn path(&self, location: Location) -> Option<&VirtualPath> {
        self.introspector().path(location)
    }
}
