//! Links inside a document: a layout links to the name of a label as if it were an address, and here it becomes the place.
//!
//! Typst's own links to labels are looked up while it lays out. No label is known in the first pass, so every paragraph with such a
//! link, such as a citation, would be laid out again in the next.

use typst::foundations::Label;
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem};
use typst::model::Destination;
use typst::utils::PicoStr;
use typst_layout::{PagedDocument, PagedIntrospector};

use super::form;

/// `document`, with each link to the name of one of its labels leading there.
pub fn resolved(mut document: PagedDocument) -> PagedDocument {
    let info = document.info_mut().clone();
    let introspector = document.introspector().clone();
    let pages = document.pages().iter().cloned().map(|mut page| {
        resolve(&mut page.frame, &introspector);
        page
    });
    PagedDocument::new(pages.collect(), info)
}

fn resolve(frame: &mut Frame, introspector: &PagedIntrospector) {
    // Frames are shared with what Typst remembers: only those that change are copied.
    if !holds_address(frame) {
        return;
    }
    frame.retain(|item| {
        match item {
            FrameItem::Link(destination, _) => {
                if let Some(place) = place(destination, introspector) {
                    *destination = place;
                }
            }
            FrameItem::Group(group) => resolve(&mut group.frame, introspector),
            _ => {}
        }
        true
    });
}

fn holds_address(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Link(destination, _) => matches!(destination, Destination::Url(_)),
        FrameItem::Group(group) => holds_address(&group.frame),
        _ => false,
    })
}

fn place(destination: &Destination, introspector: &PagedIntrospector) -> Option<Destination> {
    let Destination::Url(name) = destination else {
        return None;
    };
    if name.starts_with(form::SCHEME) {
        return None;
    }
    let label = Label::new(PicoStr::intern(name))?;
    let element = introspector.query_label(label).ok()?;
    element.location().map(Destination::Location)
}
