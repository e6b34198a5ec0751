//! Two pages on each side of a sheet, for the printer: one after the other, or as a booklet that is folded and stapled.
//!
//! What comes out is a picture of pages: the tags, bookmarks and links of the PDF that went in are left out.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Which pages lie side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imposition {
    /// A booklet: sheets are printed on both sides, laid into one another, folded and stapled in the fold.
    Booklet {
        /// Whether the last page stands inside the back cover, which is left empty.
        back_cover: bool,
    },
    /// One page after the other.
    TwoUp,
}

/// One side of a sheet: which pages stand on it, from 0, and how far each is moved towards the fold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Side {
    pub left: Option<usize>,
    pub right: Option<usize>,
    /// In points.
    pub creep: f64,
}

/// How thick office paper is, in points (0.1 mm): in the fold, each sheet pushes the one inside it out by so much.
const THICKNESS: f64 = 0.1 * 72.0 / 25.4;

/// The sides of all sheets, in the order in which they are printed.
///
/// `from_right`: the language is read from right to left, so a booklet opens the other way.
pub fn sides(pages: usize, imposition: Imposition, from_right: bool) -> Vec<Side> {
    let mut sides = match imposition {
        Imposition::TwoUp => (0..pages)
            .step_by(2)
            .map(|page| Side {
                left: Some(page),
                right: (page + 1 < pages).then_some(page + 1),
                creep: 0.0,
            })
            .collect(),
        Imposition::Booklet { back_cover } => booklet(pages, back_cover),
    };
    if from_right {
        for side in &mut sides {
            std::mem::swap(&mut side.left, &mut side.right);
        }
    }
    sides
}

fn booklet(pages: usize, back_cover: bool) -> Vec<Side> {
    let places = (pages + usize::from(back_cover)).next_multiple_of(4);
    // The page at each place of the booklet.
    let at = |place: usize| {
        if back_cover {
            match place {
                _ if place + 1 == places => None,
                _ if place + 2 == places => pages.checked_sub(1),
                _ => (place + 1 < pages).then_some(place),
            }
        } else {
            (place < pages).then_some(place)
        }
    };
    (0..places / 4)
        .flat_map(|sheet| {
            let (first, last) = (2 * sheet, places - 1 - 2 * sheet);
            let creep = sheet as f64 * THICKNESS;
            let side = |left, right| Side {
                left: at(left),
                right: at(right),
                creep,
            };
            [side(last, first), side(first + 1, last - 1)]
        })
        .collect()
}

/// Where a page of this size stands on a sheet of the same size that lies on its side: by how much it is smaller, and how far its
/// lower left corner is from that of the sheet.
pub fn place((width, height): (f64, f64), is_right: bool, creep: f64) -> (f64, f64, f64) {
    let half = height / 2.0;
    let scale = (half / width).min(width / height);
    // A page touches the fold, and is moved over it by what the sheets around it take.
    let x = if is_right {
        half - creep
    } else {
        half - width * scale + creep
    };
    (scale, x, (width - height * scale) / 2.0)
}

/// The pages of `pdf` on the sides of sheets of the same paper.
///
/// # Errors
///
/// A sentence when it is no PDF whose pages are all of one size.
pub fn impose(pdf: &[u8], imposition: Imposition, from_right: bool) -> Result<Vec<u8>, String> {
    let wrong = |error: lopdf::Error| format!("the pages cannot be laid side by side: {error}");
    let mut document = Document::load_mem(pdf).map_err(wrong)?;
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let first = pages.first().ok_or("there is no page to lay side by side")?;
    let size = size(&document, *first).map_err(wrong)?;
    let mut forms = Vec::new();
    for page in &pages {
        let form = form(&document, *page, size).map_err(wrong)?;
        forms.push(document.add_object(form));
    }
    let tree = document.new_object_id();
    let mut kids = Vec::new();
    for side in sides(pages.len(), imposition, from_right) {
        let page = sheet(&mut document, tree, &forms, side, size).map_err(wrong)?;
        kids.push(Object::from(page));
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    document.objects.insert(
        tree,
        dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into(),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    document.prune_objects();
    document.renumber_objects();
    let mut bytes = Vec::new();
    document
        .save_to(&mut bytes)
        .map_err(|error| wrong(lopdf::Error::IO(error)))?;
    Ok(bytes)
}

fn size(document: &Document, page: ObjectId) -> lopdf::Result<(f64, f64)> {
    let edges = document
        .get_dictionary(page)?
        .get_deref(b"MediaBox", document)?
        .as_array()?;
    let edge = |at: usize| edges.get(at).map_or(Ok(0.0), Object::as_float).map(f64::from);
    Ok((edge(2)? - edge(0)?, edge(3)? - edge(1)?))
}

/// A page as one drawing.
fn form(document: &Document, page: ObjectId, (width, height): (f64, f64)) -> lopdf::Result<Stream> {
    let about = document.get_dictionary(page)?;
    let mut form = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), real(width), real(height)],
        "Resources" => about.get(b"Resources").cloned().unwrap_or_else(|_| Dictionary::new().into()),
    };
    if let Ok(group) = about.get(b"Group") {
        form.set("Group", group.clone());
    }
    let mut stream = Stream::new(form, document.get_page_content(page));
    stream.compress()?;
    Ok(stream)
}

/// One side of a sheet.
fn sheet(
    document: &mut Document,
    tree: ObjectId,
    forms: &[ObjectId],
    side: Side,
    (width, height): (f64, f64),
) -> lopdf::Result<ObjectId> {
    let mut operations = Vec::new();
    let mut drawings = Dictionary::new();
    for (page, is_right, name) in [(side.left, false, "L"), (side.right, true, "R")] {
        let Some(form) = page.and_then(|page| forms.get(page)) else {
            continue;
        };
        drawings.set(name, *form);
        let (scale, x, y) = place((width, height), is_right, side.creep);
        let matrix = [scale, 0.0, 0.0, scale, x, y].map(real);
        operations.extend([
            Operation::new("q", Vec::new()),
            Operation::new("cm", matrix.to_vec()),
            Operation::new("Do", vec![name.into()]),
            Operation::new("Q", Vec::new()),
        ]);
    }
    let content = document.add_object(Stream::new(Dictionary::new(), Content { operations }.encode()?));
    Ok(document.add_object(dictionary! {
        "Type" => "Page",
        "Parent" => tree,
        "MediaBox" => vec![0.into(), 0.into(), real(height), real(width)],
        "Resources" => dictionary! { "XObject" => drawings },
        "Contents" => content,
    }))
}

fn real(number: f64) -> Object {
    #[allow(clippy::cast_possible_truncation, reason = "a place on paper")]
    Object::Real(number as f32)
}

#[cfg(test)]
mod tests {
    use super::{Imposition, place, sides};

    /// The pages of each side, from 1, as a printer writes them; 0 is empty.
    fn order(pages: usize, imposition: Imposition, from_right: bool) -> Vec<(usize, usize)> {
        let number = |page: Option<usize>| page.map_or(0, |page| page + 1);
        let sides = sides(pages, imposition, from_right);
        sides
            .iter()
            .map(|side| (number(side.left), number(side.right)))
            .collect()
    }

    const BOOKLET: Imposition = Imposition::Booklet { back_cover: false };
    const BOOK: Imposition = Imposition::Booklet { back_cover: true };

    #[test]
    fn a_booklet_of_eight_pages_lies_on_two_sheets() {
        assert_eq!(order(8, BOOKLET, false), [(8, 1), (2, 7), (6, 3), (4, 5)]);
        assert_eq!(order(8, BOOKLET, true), [(1, 8), (7, 2), (3, 6), (5, 4)]);
    }

    #[test]
    fn what_is_missing_to_whole_sheets_is_left_empty_at_the_end() {
        assert_eq!(order(5, BOOKLET, false), [(0, 1), (2, 0), (0, 3), (4, 5)]);
        assert_eq!(order(1, BOOKLET, false), [(0, 1), (0, 0)]);
    }

    #[test]
    fn the_last_page_of_a_book_stands_inside_the_back_cover() {
        assert_eq!(order(7, BOOK, false), [(0, 1), (2, 7), (6, 3), (4, 5)]);
        assert_eq!(order(5, BOOK, false), [(0, 1), (2, 5), (0, 3), (4, 0)]);
        assert_eq!(order(8, BOOK, false).len(), 6);
    }

    #[test]
    fn every_page_stands_once_in_a_booklet() {
        for pages in 1..70 {
            for imposition in [BOOKLET, BOOK] {
                let sides = order(pages, imposition, false);
                let mut found: Vec<usize> = sides.iter().flat_map(|(left, right)| [*left, *right]).collect();
                found.retain(|page| *page > 0);
                found.sort_unstable();
                assert_eq!(found, (1..=pages).collect::<Vec<_>>());
                assert_eq!(sides.len() % 2, 0);
            }
        }
    }

    #[test]
    fn two_up_goes_on_from_left_to_right() {
        assert_eq!(order(3, Imposition::TwoUp, false), [(1, 2), (3, 0)]);
        assert_eq!(order(3, Imposition::TwoUp, true), [(2, 1), (0, 3)]);
    }

    #[test]
    fn pages_meet_in_the_fold_and_inner_sheets_move_over_it() {
        let letter = (612.0, 792.0);
        let (scale, left, low) = place(letter, false, 0.0);
        let (_, right, _) = place(letter, true, 0.0);
        assert!((left + 612.0 * scale - 396.0).abs() < 1e-9 && (right - 396.0).abs() < 1e-9);
        assert!(low > 0.0 && low + 792.0 * scale < 612.0);
        assert!((place(letter, false, 0.5).1 - left - 0.5).abs() < 1e-9);
        assert!((right - place(letter, true, 0.5).1 - 0.5).abs() < 1e-9);
        let creep: Vec<f64> = sides(12, BOOKLET, false).iter().map(|side| side.creep).collect();
        assert_eq!(creep[0], 0.0);
        assert!(creep[5] > creep[2] && creep[4] == creep[5]);
    }
}
