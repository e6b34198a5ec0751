//! Walking the tree: one place that knows which block holds which.

use super::{Block, Cell, Document, Inline};

/// What a walk shows, outer before inner.
pub enum Visit<'a> {
    Block(&'a Block),
    Inline(&'a Inline),
}

/// Shows every block and inline of `blocks` to `see`, in reading order.
pub fn visit_blocks<'a>(blocks: &'a [Block], see: &mut dyn FnMut(Visit<'a>)) {
    for block in blocks {
        see(Visit::Block(block));
        match block {
            Block::Section(section) => {
                visit_inlines(&section.title, see);
                visit_blocks(&section.blocks, see);
            }
            Block::Paragraph(inlines) => visit_inlines(inlines, see),
            Block::List(list) => {
                for item in &list.items {
                    visit_blocks(&item.blocks, see);
                }
            }
            Block::Choices(choices) => {
                for choice in &choices.choices {
                    visit_inlines(&choice.text, see);
                    visit_blocks(&choice.blocks, see);
                    visit_blocks(&choice.explanation, see);
                }
            }
            Block::Table(table) => {
                for cell in &table.head {
                    visit_inlines(cell, see);
                }
                for cell in table.rows.iter().flatten() {
                    if let Cell::Text(inlines) = cell {
                        visit_inlines(inlines, see);
                    }
                }
            }
            Block::Callout(callout) => visit_blocks(&callout.blocks, see),
            Block::Facilitator(inner) | Block::Quote(inner) => visit_blocks(inner, see),
            Block::Lines(_) | Block::Code(_) | Block::Figure(_) | Block::Rule => {}
        }
    }
}

/// Shows every inline of a line to `see`.
pub fn visit_inlines<'a>(inlines: &'a [Inline], see: &mut dyn FnMut(Visit<'a>)) {
    for inline in inlines {
        see(Visit::Inline(inline));
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) => visit_inlines(inner, see),
            Inline::Link(link) => visit_inlines(&link.text, see),
            _ => {}
        }
    }
}

/// Lets `change` alter every list of blocks in the tree, inner lists after outer ones.
pub fn blocks_mut(blocks: &mut Vec<Block>, change: &mut dyn FnMut(&mut Vec<Block>)) {
    change(blocks);
    for block in blocks {
        match block {
            Block::Section(section) => blocks_mut(&mut section.blocks, change),
            Block::List(list) => {
                for item in &mut list.items {
                    blocks_mut(&mut item.blocks, change);
                }
            }
            Block::Choices(choices) => {
                for choice in &mut choices.choices {
                    blocks_mut(&mut choice.blocks, change);
                    blocks_mut(&mut choice.explanation, change);
                }
            }
            Block::Callout(callout) => blocks_mut(&mut callout.blocks, change),
            Block::Facilitator(inner) | Block::Quote(inner) => blocks_mut(inner, change),
            Block::Paragraph(_)
            | Block::Table(_)
            | Block::Lines(_)
            | Block::Code(_)
            | Block::Figure(_)
            | Block::Rule => {}
        }
    }
}

/// Lets `change` alter every inline of the document and every figure's image (as an inline).
pub fn inlines_mut(document: &mut Document, change: &mut dyn FnMut(&mut Inline)) {
    in_blocks(&mut document.blocks, change);
    for footnote in &mut document.footnotes {
        in_blocks(&mut footnote.blocks, change);
    }
}

fn in_blocks(blocks: &mut [Block], change: &mut dyn FnMut(&mut Inline)) {
    for block in blocks {
        match block {
            Block::Section(section) => {
                in_inlines(&mut section.title, change);
                in_blocks(&mut section.blocks, change);
            }
            Block::Paragraph(inlines) => in_inlines(inlines, change),
            Block::List(list) => {
                for item in &mut list.items {
                    in_blocks(&mut item.blocks, change);
                }
            }
            Block::Choices(choices) => {
                for choice in &mut choices.choices {
                    in_inlines(&mut choice.text, change);
                    in_blocks(&mut choice.blocks, change);
                    in_blocks(&mut choice.explanation, change);
                }
            }
            Block::Table(table) => {
                for cell in &mut table.head {
                    in_inlines(cell, change);
                }
                for cell in table.rows.iter_mut().flatten() {
                    if let Cell::Text(inlines) = cell {
                        in_inlines(inlines, change);
                    }
                }
            }
            Block::Callout(callout) => in_blocks(&mut callout.blocks, change),
            Block::Facilitator(inner) | Block::Quote(inner) => in_blocks(inner, change),
            Block::Figure(image) => {
                let mut inline = Inline::Image(image.clone());
                change(&mut inline);
                if let Inline::Image(changed) = inline {
                    *image = changed;
                }
            }
            Block::Lines(_) | Block::Code(_) | Block::Rule => {}
        }
    }
}

fn in_inlines(inlines: &mut [Inline], change: &mut dyn FnMut(&mut Inline)) {
    for inline in inlines {
        change(inline);
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) => in_inlines(inner, change),
            Inline::Link(link) => in_inlines(&mut link.text, change),
            _ => {}
        }
    }
}
