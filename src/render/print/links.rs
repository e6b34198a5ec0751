//! What is put into the pages once all are known: the codes of headings, and the places of links. A layout links to the name of a label as if
//! it were an address, and here it becomes the place.
//!
//! Typst's own links to labels are looked up while it lays out. No label is known in the first pass, so every paragraph with such a
//! link, such as a citation, would be laid out again in the next.

use typst::ecow::EcoString;
use typst::foundations::{Content, Label};
use typst::introspection::{Introspector, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, HeadingElem};
use typst::utils::PicoStr;
use typst_layout::PagedIntrospector;

use super::form;

/// How the label of a heading begins whose code is before it in bookmarks.
const CODE: &str = "code:";

/// Leads each link in `frame` to the name of one of the labels that are `known` there, and gives headings their codes.
pub fn resolve(frame: &mut Frame, known: &PagedIntrospector) {
    // Frames are shared with what Typst remembers: only those that change are copied.
    if !would_change(frame) {
        return;
    }
    frame.retain(|item| {
        match item {
            FrameItem::Link(destination, _) => {
                if let Some(place) = place(destination, known) {
                    *destination = place;
                }
            }
            FrameItem::Group(group) => resolve(&mut group.frame, known),
            FrameItem::Tag(Tag::Start(element, _)) => {
                let code = code(element);
                if let Some((heading, code)) = element.to_packed_mut::<HeadingElem>().zip(code) {
                    heading.numbers = Some(code);
                }
            }
            _ => {}
        }
        true
    });
}

fn would_change(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Link(destination, _) => matches!(destination, Destination::Url(_)),
        FrameItem::Group(group) => would_change(&group.frame),
        FrameItem::Tag(Tag::Start(element, _)) => code(element).is_some(),
        _ => false,
    })
}

/// The code that a layout puts before a heading.
fn code(element: &Content) -> Option<EcoString> {
    let label = element.label().filter(|_| element.is::<HeadingElem>())?;
    label.resolve().as_str().strip_prefix(CODE).map(EcoString::from)
}

fn place(destination: &Destination, known: &PagedIntrospector) -> Option<Destination> {
    let Destination::Url(name) = destination else {
        return None;
    };
    if name.starts_with(form::SCHEME) {
        return None;
    }
    let label = Label::new(PicoStr::intern(name))?;
    let element = known.query_label(label).ok()?;
    element.location().map(Destination::Location)
}
