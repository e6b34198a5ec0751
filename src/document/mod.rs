//! The document tree that every output reads: blocks, inlines, activities, answer spaces and targets.
//!
//! `parse` makes it, `curriculum` resolves its links, `edition` leaves out what an audience does not get, and each
//! renderer walks it. It knows no disk, no HTML and no Typst.

mod parts;
mod text;
mod walk;

pub use parts::{Part, Shape, Space, parts};
pub use text::{plain_text, slug};
pub use walk::{Visit, VisitMut, blocks_mut, inlines_mut, visit_blocks, visit_blocks_mut, visit_inlines};

use std::ops::Range;

/// A place in a source file, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self {
            start: range.start,
            end: range.end,
        }
    }
}

impl From<Span> for Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

/// One body of text: what stands before the first heading, then its sections.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub blocks: Vec<Block>,
    pub footnotes: Vec<Footnote>,
}

/// A note that the text points at by its number (from 1, in order of appearance).
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    pub number: usize,
    pub blocks: Vec<Block>,
}

/// A part of a document that stands on lines of its own.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    Section(Section),
    Paragraph(Vec<Inline>),
    List(List),
    Choices(Choices),
    Table(Table),
    /// Ruled lines to write on.
    Lines(Lines),
    Callout(Callout),
    /// For staff only. No participant edition holds one.
    Facilitator(Vec<Block>),
    Quote(Vec<Block>),
    Code(String),
    Figure(Image),
    Rule,
}

/// A heading and all that it owns, up to the next heading of its level.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// 2 to 6; the title of the page is 1.
    pub level: u8,
    /// Unique in the document: the fragment of its address.
    pub id: String,
    pub title: Vec<Inline>,
    /// Minutes of group time.
    pub minutes: Option<u32>,
    /// The one track that this section is for.
    pub track: Option<String>,
    pub activity: Option<Activity>,
    pub blocks: Vec<Block>,
    /// The heading's place.
    pub span: Span,
}

/// What a section asks people to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    pub kind: ActivityKind,
    pub group: Option<Grouping>,
    /// The blank frame to draw in, of an art activity.
    pub frame: Option<Frame>,
    /// Whether lines to write on fill what its page has left, in print.
    pub fills_page: bool,
}

/// A set of names that authors write, with the value that each stands for.
macro_rules! named {
    ($(#[$about:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$each])* $variant),+ }

        impl $name {
            /// Every value, in the order of the manual.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The name that authors write and themes use.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// The value with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }

            /// Every name, for suggestions.
            pub fn names() -> impl Iterator<Item = &'static str> + Clone {
                Self::ALL.iter().map(|value| value.name())
            }
        }
    };
}

named! {
    /// The kinds of activity. Each has a block template in each half of a theme.
    ActivityKind {
        Exercise = "exercise",
        Discussion = "discussion",
        RolePlay = "role-play",
        Practice = "practice",
        Art = "art",
        HomePractice = "home-practice",
        SelfCheck = "self-check",
        KeyPoints = "key-points",
    }
}

named! {
    /// How people sit together for an activity.
    Grouping { Alone = "alone", Pairs = "pairs", Threes = "threes", Whole = "whole" }
}

named! {
    /// The blank frame of an art activity, on paper.
    Frame { Full = "full", Half = "half", Circle = "circle" }
}

named! {
    /// The callouts that participants see.
    CalloutKind { Tip = "tip", Important = "important", Notice = "notice" }
}

/// A short passage set apart from the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Callout {
    pub kind: CalloutKind,
    pub blocks: Vec<Block>,
}

/// A list; the start number of an ordered one.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    pub start: Option<u64>,
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub blocks: Vec<Block>,
    /// How long a step of a practice lasts, in seconds.
    pub seconds: Option<u32>,
}

/// Boxes to tick, or a choice of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Choices {
    pub answer: Answer,
    /// Whether only one may be chosen.
    pub single: bool,
    pub choices: Vec<Choice>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub id: String,
    pub text: Vec<Inline>,
    /// Whether it is a right answer; always `false` outside a self-check.
    pub right: bool,
    /// What a self-check says to whoever chooses it.
    pub explanation: Vec<Block>,
    /// What else the item holds, such as a blank on a line of its own.
    pub blocks: Vec<Block>,
}

/// A table with a head; `rows` are as wide as `head`.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub head: Vec<Vec<Inline>>,
    pub rows: Vec<Vec<Cell>>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(Vec<Inline>),
    /// An empty cell, to be filled in.
    Answer(Answer),
}

/// Ruled lines, one under the other, for one answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    pub answer: Answer,
    pub count: usize,
}

/// A place to answer: what a screen reader calls it and what a saved answer is kept under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Made of the activity, the label and its count there, so that edits elsewhere do not change it.
    pub id: String,
    pub label: String,
    pub span: Span,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    Text(Words),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Code(String),
    Link(Link),
    Image(Image),
    /// A blank on the line, `width` letters wide.
    Blank {
        answer: Answer,
        width: usize,
    },
    Scale(Scale),
    Citation(Vec<Citation>),
    FootnoteReference(usize),
    SoftBreak,
    HardBreak,
}

/// Words on one line of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    pub text: String,
    /// The byte of the file at which they begin; 0 for words that no author wrote.
    pub start: usize,
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            start: 0,
        }
    }
}

/// A rating scale from `low` to `high`, with a word at each end.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    pub answer: Answer,
    pub low: u32,
    pub high: u32,
    pub low_word: String,
    pub high_word: String,
}

/// One source, and the page or part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    pub key: String,
    pub locator: Option<String>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub target: Target,
    pub text: Vec<Inline>,
    pub span: Span,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// As written: a path relative to the file, and a fragment. Only before links are resolved.
    Path { path: String, fragment: Option<String> },
    /// A page of the curriculum, and a section of it.
    Page { page: PageId, fragment: Option<String> },
    /// A term of the glossary.
    Term(String),
    /// An entry of the resources.
    Help(String),
    /// An address on the web.
    Web(String),
}

/// Which page of the curriculum, by position: stable while a curriculum is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageId {
    Module(usize),
    Lesson(usize, usize),
    Handout(usize, usize),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// As written; after links are resolved, the path from the root.
    pub path: String,
    /// What it shows; empty only when it is decorative.
    pub alt: String,
    pub decorative: bool,
    pub span: Span,
}
