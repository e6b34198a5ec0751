//! A layout's content in parts.
//!
//! A layout marks with metadata where something begins a page of its own, and how the text of pages is surrounded:
//!
//! - `<part>`: a dictionary, which `around` is given. With `right: true` the part begins on a right-hand page; with `code`, it is a page
//!   of the curriculum. What stands before the first mark, such as a cover, has nothing around it.
//! - `<around>`: a dictionary with `make`, a function that is given what is known of a page and gives what stands around its text, on the
//!   whole of the paper; and `shift`, by how much the text of an even page stands further to the right than that of an odd one.
//! - `<on-page>`: any value, which `around` is given with the page that it stands on.
//!
//! What is known of a page is a dictionary too: `page`, from 1, `of` how many, the `part` as it was marked, how many pages the part had
//! `before`, whether it `is-empty` so that the next part begins at the right, and `marks`, of which each has a `value` and how far `down` it
//! stands.
//!
//! Marks of parts within a `context` or a block are not seen. A layout that says no `around` is one part.

use typst::foundations::{Content, Dict, Func, Label, SequenceElem, StyledElem, Styles, Value};
use typst::introspection::MetadataElem;
use typst::layout::{Abs, Length, PagebreakElem};
use typst::model::ParbreakElem;
use typst::text::SpaceElem;
use typst::utils::PicoStr;

/// The labels of marks.
pub const PART: &str = "part";
const AROUND: &str = "around";
pub const ON_PAGE: &str = "on-page";

/// The label with this name, which is not empty.
pub fn named(name: &str) -> Label {
    Label::new(PicoStr::intern(name)).expect("a name is not empty")
}

/// Content in parts: one, where its layout marks none.
pub struct Book {
    pub parts: Vec<Part>,
    pub around: Option<Around>,
}

pub struct Part {
    pub content: Content,
    /// What the layout says of it.
    pub mark: Option<Dict>,
}

impl Part {
    /// Whether it begins on a right-hand page.
    pub fn begins_right(&self) -> bool {
        let right = self.mark.as_ref().and_then(|mark| mark.get("right").ok());
        right == Some(&Value::Bool(true))
    }
}

/// How the text of pages is surrounded.
pub struct Around {
    pub make: Func,
    pub shift: Abs,
    /// The styles of the place where the layout says it, from the outermost.
    pub styles: Vec<Styles>,
}

/// `content` at its marks.
pub fn split(content: &Content) -> Book {
    let mut splitter = Splitter::default();
    let mut pieces = splitter.pieces(content);
    if splitter.around.is_none() || pieces.len() == 1 {
        let whole = Part {
            content: content.clone(),
            mark: None,
        };
        return Book {
            parts: vec![whole],
            around: None,
        };
    }
    // What a document is called stands before its first page.
    if !pieces[0].content.iter().any(makes_pages) {
        let before = pieces.remove(0).content;
        pieces[0].content.splice(0..0, before);
    }
    Book {
        parts: pieces.into_iter().map(Piece::into_part).collect(),
        around: splitter.around,
    }
}

/// Whether there is more to it than what is said of the document.
fn makes_pages(content: &Content) -> bool {
    if let Some(styled) = content.to_packed::<StyledElem>() {
        return makes_pages(&styled.child);
    }
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        return sequence.children.iter().any(makes_pages);
    }
    !is_nothing(content) && !content.is::<MetadataElem>()
}

/// Whether it is but a place between others.
fn is_nothing(content: &Content) -> bool {
    content.is::<SpaceElem>() || content.is::<ParbreakElem>() || content.is::<PagebreakElem>()
}

#[derive(Default)]
struct Piece {
    content: Vec<Content>,
    mark: Option<Dict>,
}

impl Piece {
    fn of(content: Content) -> Self {
        Self {
            content: vec![content],
            mark: None,
        }
    }

    fn into_part(self) -> Part {
        Part {
            content: Content::sequence(self.content),
            mark: self.mark,
        }
    }
}

#[derive(Default)]
struct Splitter {
    /// Of what is being split.
    styles: Vec<Styles>,
    around: Option<Around>,
}

impl Splitter {
    /// The first piece goes on with what stands before `content`; each other one begins with a mark.
    fn pieces(&mut self, content: &Content) -> Vec<Piece> {
        if let Some(styled) = content.to_packed::<StyledElem>() {
            return self.styled(styled);
        }
        if let Some(sequence) = content.to_packed::<SequenceElem>() {
            let mut all = vec![Piece::default()];
            for child in &sequence.children {
                let mut pieces = self.pieces(child).into_iter();
                if let (Some(last), Some(first)) = (all.last_mut(), pieces.next()) {
                    last.content.extend(first.content);
                }
                all.extend(pieces);
            }
            return all;
        }
        let mark = content.to_packed::<MetadataElem>().zip(content.label());
        match mark.map(|(mark, label)| (&mark.value, label)) {
            Some((value, label)) if label == named(PART) => {
                let mark = value.clone().cast::<Dict>().ok();
                vec![
                    Piece::default(),
                    Piece {
                        mark,
                        ..Piece::of(content.clone())
                    },
                ]
            }
            Some((value, label)) if label == named(AROUND) => {
                self.around = self.around(value);
                vec![Piece::default()]
            }
            _ => vec![Piece::of(content.clone())],
        }
    }

    /// Pieces of the same styles.
    fn styled(&mut self, styled: &StyledElem) -> Vec<Piece> {
        self.styles.push(styled.styles.clone());
        let mut pieces = self.pieces(&styled.child);
        self.styles.pop();
        for piece in &mut pieces {
            let content = std::mem::take(&mut piece.content);
            // Styles of nothing would begin a page of nothing.
            if !content.iter().all(is_nothing) {
                piece.content = vec![Content::sequence(content).styled_with_map(styled.styles.clone())];
            }
        }
        pieces
    }

    fn around(&self, value: &Value) -> Option<Around> {
        let fields = value.clone().cast::<Dict>().ok()?;
        let shift: Length = fields.get("shift").ok()?.clone().cast().ok()?;
        Some(Around {
            make: fields.get("make").ok()?.clone().cast().ok()?,
            shift: shift.abs,
            styles: self.styles.clone(),
        })
    }
}
