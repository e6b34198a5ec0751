//! How a print-out came out, read from the marks that a theme's layout leaves in a proof.
//!
//! - `<sheet>` with `letters` (points) and `fits`, for each sheet that was fitted to its page;
//! - `<activity>` with the `code` of the lesson, the `id` of the section, and `top` and `height` of the page's text (points), where the
//!   edge of an activity begins, at its heading, and where it ends.
//!
//! A theme without marks gets no findings.

use typst::foundations::{Dict, FromValue, Label, Selector, Value};
use typst::introspection::{Introspector, MetadataElem, PagedPosition};

use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::edition::{Extent, Fit, Product, Proof, Setting};

/// Reads the marks of `document`.
pub fn read(document: &PagedDocument, language: &str, product: Product, setting: Setting) -> Proof {
    let marks = marks(document, "activity");
    Proof {
        language: language.to_owned(),
        product,
        setting,
        pages: document.pages().len(),
        sheets: self::marks(document, "sheet")
            .iter()
            .filter_map(|(mark, _)| fit(mark))
            .collect(),
        activities: extents(&marks),
    }
}

fn fit(mark: &Dict) -> Option<Fit> {
    Some(Fit {
        letters: value(mark, "letters")?,
        fits: value(mark, "fits")?,
    })
}

/// Each activity has three marks: its edge, its heading and its end.
fn extents(marks: &[(Dict, PagedPosition)]) -> Vec<Extent> {
    marks
        .chunks_exact(3)
        .filter_map(|three| {
            let [(mark, begin), (_, heading), (_, end)] = three else {
                return None;
            };
            let top: f64 = value(mark, "top")?;
            let height: f64 = value(mark, "height")?;
            // How far down its page's text a place is.
            let down = |place: &PagedPosition| ((place.point.y.to_pt() - top) / height).clamp(0.0, 1.0);
            Some(Extent {
                code: value(mark, "code")?,
                id: value(mark, "id")?,
                pages: (begin.page.get(), end.page.get()),
                heading: heading.page.get(),
                first: 1.0 - down(begin),
                last: down(end),
            })
        })
        .collect()
}

fn value<T: FromValue>(mark: &Dict, key: &str) -> Option<T> {
    mark.get(key).ok()?.clone().cast().ok()
}

/// The values of all metadata with this label, and where they stand, in reading order.
fn marks(document: &PagedDocument, label: &str) -> Vec<(Dict, PagedPosition)> {
    let Some(label) = Label::new(PicoStr::intern(label)) else {
        return Vec::new();
    };
    let introspector = document.introspector();
    introspector
        .query(&Selector::Label(label))
        .iter()
        .filter_map(|element| {
            let place = introspector.position(element.location()?)?;
            match &element.to_packed::<MetadataElem>()?.value {
                Value::Dict(mark) => Some((mark.clone(), place)),
                _ => None,
            }
        })
        .collect()
}
