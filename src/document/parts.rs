//! What there is to do and to answer in a document: by it a translation is compared with its original.

use super::{ActivityKind, Block, Cell, Document, Inline, Span, Visit, visit_blocks};

/// One activity, or what stands outside of any.
#[derive(Debug, PartialEq)]
pub struct Part<'a> {
    /// None for what stands outside of any activity.
    pub kind: Option<ActivityKind>,
    /// In reading order.
    pub spaces: Vec<Space<'a>>,
    /// The activity's heading.
    pub span: Span,
}

impl Part<'_> {
    /// What can be answered, in reading order.
    pub fn shapes(&self) -> Vec<Shape> {
        self.spaces.iter().map(|space| space.shape).collect()
    }
}

/// A space to answer.
#[derive(Debug, PartialEq)]
pub struct Space<'a> {
    pub shape: Shape,
    /// The ids of the answer and of its choices.
    pub ids: Vec<&'a str>,
}

/// What can be answered in a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shape {
    Blank,
    Scale {
        low: u32,
        high: u32,
    },
    Lines,
    Choices {
        single: bool,
        count: usize,
        right: usize,
    },
    Cell,
}

/// What stands outside of any activity, then each activity in reading order.
pub fn parts(document: &Document) -> Vec<Part<'_>> {
    let mut parts = vec![Part {
        kind: None,
        spaces: Vec::new(),
        span: Span::default(),
    }];
    collect(&document.blocks, 0, &mut parts);
    parts
}

fn collect<'a>(blocks: &'a [Block], part: usize, parts: &mut Vec<Part<'a>>) {
    for block in blocks {
        let Block::Section(section) = block else {
            visit_blocks(std::slice::from_ref(block), &mut |visit| {
                spaces(&visit, &mut parts[part].spaces);
            });
            continue;
        };
        let own = match &section.activity {
            Some(activity) => {
                parts.push(Part {
                    kind: Some(activity.kind),
                    spaces: Vec::new(),
                    span: section.span,
                });
                parts.len() - 1
            }
            None => part,
        };
        collect(&section.blocks, own, parts);
    }
}

/// Adds the spaces that a block or an inline is.
fn spaces<'a>(visit: &Visit<'a>, into: &mut Vec<Space<'a>>) {
    let (shape, answer, choices) = match visit {
        Visit::Inline(Inline::Blank { answer, .. }) => (Shape::Blank, answer, [].as_slice()),
        Visit::Inline(Inline::Scale(scale)) => {
            let (low, high) = (scale.low, scale.high);
            (Shape::Scale { low, high }, &scale.answer, [].as_slice())
        }
        Visit::Block(Block::Lines(lines)) => (Shape::Lines, &lines.answer, [].as_slice()),
        Visit::Block(Block::Choices(choices)) => {
            let shape = Shape::Choices {
                single: choices.single,
                count: choices.choices.len(),
                right: choices.choices.iter().filter(|choice| choice.right).count(),
            };
            (shape, &choices.answer, choices.choices.as_slice())
        }
        Visit::Block(Block::Table(table)) => {
            for cell in table.rows.iter().flatten() {
                if let Cell::Answer(answer) = cell {
                    into.push(Space {
                        shape: Shape::Cell,
                        ids: vec![&answer.id],
                    });
                }
            }
            return;
        }
        _ => return,
    };
    let of_choices = choices.iter().map(|choice| choice.id.as_str());
    into.push(Space {
        shape,
        ids: std::iter::once(answer.id.as_str()).chain(of_choices).collect(),
    });
}
