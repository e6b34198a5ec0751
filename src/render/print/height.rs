//! How high a section will be on paper, about. By this a layout keeps an activity whole without measuring it: to measure is to
//! lay out once more, and what is measured is not remembered from pass to pass.

use std::iter::Sum;
use std::ops::Add;

use crate::document::{ActivityKind, Block, Cell, Choices, Frame, Inline, Section, Table, plain_text};

/// A line holds about as many letters, beside the rail of a letter page in the size of a book.
const LETTERS: usize = 70;

/// In lines of a book's text, each 6 mm with the room above it.
#[derive(Clone, Copy, Default)]
pub struct Height {
    /// Text, which can be set closer.
    pub text: f64,
    /// Spaces to write, pictures: as high as they are.
    pub fixed: f64,
}

/// The height of `section` with its heading; of an activity, with what stands around it.
pub fn of_section(section: &Section) -> Height {
    let track = if section.track.is_some() { 1.0 } else { 0.0 };
    let around = section.activity.as_ref().map_or(0.0, |activity| {
        let frame = match activity.frame {
            _ if activity.kind != ActivityKind::Art => 0.0,
            Some(Frame::Half) => 20.0,
            Some(Frame::Circle) => 24.0,
            // A whole page stands by itself.
            Some(Frame::Full) | None => 0.0,
        };
        2.4 + frame
    });
    text(1.6 + track) + fixed(around) + of_blocks(&section.blocks)
}

/// The height from the top of `section` to the first place at which a page may end: what a layout never cuts stands together with
/// the heading above it.
pub fn of_opening(section: &Section) -> Height {
    let own = of_section(&Section {
        blocks: Vec::new(),
        ..section.clone()
    });
    let is_role_play = section
        .activity
        .as_ref()
        .is_some_and(|activity| activity.kind == ActivityKind::RolePlay);
    let inside = match section.blocks.first() {
        // A card is whole.
        Some(card @ Block::Section(_)) if is_role_play => of_block(card),
        _ => opening(&section.blocks, true),
    };
    own + inside
}

/// The opening of `blocks`, which come right after a heading where they are the `first`.
fn opening(blocks: &[Block], first: bool) -> Height {
    let mut height = Height::default();
    for (at, block) in blocks.iter().enumerate() {
        let stays = match block {
            Block::Paragraph(inlines) => {
                stays_with(&plain_text(inlines), blocks.get(at + 1), first && at == 0)
            }
            _ => false,
        };
        height = height + if stays { of_block(block) } else { beginning(block) };
        // A page is never longer, whatever stays together.
        if !stays || height.lines() > LONGEST_PAGE {
            break;
        }
    }
    height
}

/// The height of `block` to the first place at which a page may end.
fn beginning(block: &Block) -> Height {
    let whole = of_block(block);
    match block {
        Block::Section(section) => fixed(1.0) + of_opening(section),
        // The first two items stand together.
        Block::List(list) if whole.lines() >= LONGEST_LIST => {
            list.items.iter().take(2).map(|item| of_item(&item.blocks)).sum()
        }
        Block::Lines(_) if whole.lines() > 3.0 => fixed(3.0),
        Block::Facilitator(inner) | Block::Quote(inner) => {
            let part = text(3.0) + opening(inner, true);
            if part.lines() < whole.lines() { part } else { whole }
        }
        Block::Table(table) if table.rows.len() > LONGEST_TABLE => whole.grown(0.3, 0.3),
        Block::Choices(choices) if choices.choices.len() > LONGEST_CHOICES => whole.grown(0.3, 0.3),
        Block::Paragraph(_)
        | Block::List(_)
        | Block::Lines(_)
        | Block::Table(_)
        | Block::Choices(_)
        | Block::Callout(_)
        | Block::Code(_)
        | Block::Figure(_)
        | Block::Rule => whole,
    }
}

/// Whether a paragraph of these `words` stays with the block after it.
fn stays_with(words: &str, next: Option<&Block>, first: bool) -> bool {
    let leads_on = match next {
        None => return false,
        Some(Block::Lines(_) | Block::Choices(_) | Block::Table(_) | Block::List(_)) => true,
        Some(Block::Figure(_)) => words.len() < 160,
        Some(Block::Callout(_) | Block::Facilitator(_)) => words.len() < 320,
        Some(Block::Paragraph(inlines)) => words.ends_with(':') || words.len() < 240 && is_answer(inlines),
        Some(Block::Section(_) | Block::Quote(_) | Block::Code(_) | Block::Rule) => false,
    };
    leads_on || first && words.len() < 80
}

/// Whether a paragraph has a space to write or to ring.
fn is_answer(inlines: &[Inline]) -> bool {
    inlines
        .iter()
        .any(|inline| matches!(inline, Inline::Blank { .. } | Inline::Scale(_)))
}

/// More lines than any page has.
const LONGEST_PAGE: f64 = 60.0;

/// What of more lines, rows or choices may be cut.
const LONGEST_LIST: f64 = 7.0;
const LONGEST_TABLE: usize = 8;
const LONGEST_CHOICES: usize = 12;

/// The height of `blocks`, one under the other.
pub fn of_blocks(blocks: &[Block]) -> Height {
    blocks.iter().map(of_block).sum()
}

fn of_block(block: &Block) -> Height {
    match block {
        Block::Section(section) => fixed(1.0) + of_section(section),
        Block::Paragraph(inlines) => of_paragraph(inlines),
        Block::List(list) => list.items.iter().map(|item| of_item(&item.blocks)).sum(),
        Block::Choices(choices) => of_choices(choices),
        Block::Table(table) => of_table(table),
        Block::Lines(lines) => fixed(lines.count as f64 * 1.34 + 0.4),
        Block::Callout(callout) => text(3.0) + of_blocks(&callout.blocks),
        Block::Facilitator(inner) => text(3.0) + of_blocks(inner),
        Block::Quote(inner) => text(0.4) + of_blocks(inner),
        Block::Code(code) => text(code.lines().count() as f64 + 0.4),
        Block::Figure(_) => fixed(17.0),
        Block::Rule => fixed(1.0),
    }
}

fn of_paragraph(inlines: &[Inline]) -> Height {
    let spaces: f64 = inlines
        .iter()
        .map(|inline| match inline {
            Inline::Blank { .. } => 0.5,
            Inline::Scale(_) => 3.2,
            Inline::HardBreak => 0.7,
            _ => 0.0,
        })
        .sum();
    text(lines(inlines, LETTERS) + 0.4) + fixed(spaces)
}

fn of_item(blocks: &[Block]) -> Height {
    match blocks {
        [Block::Paragraph(inlines)] => text(lines(inlines, LETTERS - 4) + 0.15),
        _ => of_blocks(blocks),
    }
}

fn of_choices(choices: &Choices) -> Height {
    let all = &choices.choices;
    let short = all.len() >= 4
        && all
            .iter()
            .all(|choice| plain_text(&choice.text).chars().count() <= 31);
    // Short ones stand in two columns.
    let share = if short { 0.5 } else { 1.0 };
    let inner: Height = all
        .iter()
        .flat_map(|choice| [&choice.blocks, &choice.explanation])
        .map(|blocks| of_blocks(blocks))
        .sum();
    let rows: f64 = all
        .iter()
        .map(|choice| lines(&choice.text, LETTERS - 6) + 0.15)
        .sum();
    fixed(1.2 + rows * share) + inner
}

fn of_table(table: &Table) -> Height {
    let to_fill = table
        .rows
        .iter()
        .flatten()
        .any(|cell| matches!(cell, Cell::Answer(_)));
    // A row to fill is as high as handwriting, and higher where there are few.
    let least = match (to_fill, table.rows.len()) {
        (false, _) => 0.0,
        (true, 0..=4) => 2.67,
        (true, _) => 1.5,
    };
    let letters = LETTERS / table.head.len().max(1);
    let of_cell = |inlines: &Vec<Inline>| lines(inlines, letters) * 0.85 + 0.5;
    let head = table.head.iter().map(of_cell).fold(1.4, f64::max);
    let rows = table.rows.iter().map(|row| {
        let texts = row.iter().filter_map(|cell| match cell {
            Cell::Text(inlines) => Some(of_cell(inlines)),
            Cell::Answer(_) => None,
        });
        texts.fold(least, f64::max)
    });
    fixed(1.6 + head + rows.sum::<f64>())
}

/// Lines of text in a column that is so many letters wide.
fn lines(inlines: &[Inline], letters: usize) -> f64 {
    let count = plain_text(inlines).chars().count();
    count.div_ceil(letters.max(1)).max(1) as f64
}

impl Height {
    pub fn lines(self) -> f64 {
        self.text + self.fixed
    }

    /// The same where text takes so many times as much room, and all else so many times.
    pub fn grown(self, text: f64, fixed: f64) -> Self {
        Self {
            text: self.text * text,
            fixed: self.fixed * fixed,
        }
    }
}

fn text(text: f64) -> Height {
    Height { text, fixed: 0.0 }
}

fn fixed(fixed: f64) -> Height {
    Height { text: 0.0, fixed }
}

impl Add for Height {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            text: self.text + other.text,
            fixed: self.fixed + other.fixed,
        }
    }
}

impl Sum for Height {
    fn sum<I: Iterator<Item = Self>>(heights: I) -> Self {
        heights.fold(Self::default(), Add::add)
    }
}
