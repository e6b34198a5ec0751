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

/// What a walk lets alter, outer before inner.
pub enum VisitMut<'a> {
    Block(&'a mut Block),
    Inline(&'a mut Inline),
}

/// Lets `change` alter every block and inline of `blocks`, in reading order.
pub fn visit_blocks_mut(blocks: &mut [Block], change: &mut dyn FnMut(VisitMut)) {
    for block in blocks {
        change(VisitMut::Block(block));
        match block {
            Block::Section(section) => {
                visit_inlines_mut(&mut section.title, change);
                visit_blocks_mut(&mut section.blocks, change);
            }
            Block::Paragraph(inlines) => visit_inlines_mut(inlines, change),
            Block::List(list) => {
                for item in &mut list.items {
                    visit_blocks_mut(&mut item.blocks, change);
                }
            }
            Block::Choices(choices) => {
                for choice in &mut choices.choices {
                    visit_inlines_mut(&mut choice.text, change);
                    visit_blocks_mut(&mut choice.blocks, change);
                    visit_blocks_mut(&mut choice.explanation, change);
                }
            }
            Block::Table(table) => {
                for cell in &mut table.head {
                    visit_inlines_mut(cell, change);
                }
                for cell in table.rows.iter_mut().flatten() {
                    if let Cell::Text(inlines) = cell {
                        visit_inlines_mut(inlines, change);
                    }
                }
            }
            Block::Callout(callout) => visit_blocks_mut(&mut callout.blocks, change),
            Block::Facilitator(inner) | Block::Quote(inner) => visit_blocks_mut(inner, change),
            Block::Lines(_) | Block::Code(_) | Block::Figure(_) | Block::Rule => {}
        }
    }
}

fn visit_inlines_mut(inlines: &mut [Inline], change: &mut dyn FnMut(VisitMut)) {
    for inline in inlines {
        change(VisitMut::Inline(inline));
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) => visit_inlines_mut(inner, change),
            Inline::Link(link) => visit_inlines_mut(&mut link.text, change),
            _ => {}
        }
    }
}

/// Lets `change` alter every line of the document, whole: what stands in a paragraph, a cell, a title, a choice, or a mark inside one.
pub fn lines_mut(document: &mut Document, change: &mut dyn FnMut(&mut Vec<Inline>)) {
    let mut see = |visit: VisitMut| match visit {
        VisitMut::Block(Block::Section(section)) => change(&mut section.title),
        VisitMut::Block(Block::Paragraph(line))
        | VisitMut::Inline(Inline::Emphasis(line) | Inline::Strong(line)) => {
            change(line);
        }
        VisitMut::Block(Block::Choices(choices)) => {
            for choice in &mut choices.choices {
                change(&mut choice.text);
            }
        }
        VisitMut::Block(Block::Table(table)) => {
            table.head.iter_mut().for_each(&mut *change);
            for cell in table.rows.iter_mut().flatten() {
                if let Cell::Text(line) = cell {
                    change(line);
                }
            }
        }
        VisitMut::Block(_) | VisitMut::Inline(_) => {}
    };
    visit_blocks_mut(&mut document.blocks, &mut see);
    for footnote in &mut document.footnotes {
        visit_blocks_mut(&mut footnote.blocks, &mut see);
    }
}

/// Lets `change` alter every inline of the document and every figure's image (as an inline).
pub fn inlines_mut(document: &mut Document, change: &mut dyn FnMut(&mut Inline)) {
    let mut see = |visit: VisitMut| match visit {
        VisitMut::Inline(inline) => change(inline),
        VisitMut::Block(Block::Figure(image)) => {
            let mut inline = Inline::Image(image.clone());
            change(&mut inline);
            if let Inline::Image(changed) = inline {
                *image = changed;
            }
        }
        VisitMut::Block(_) => {}
    };
    visit_blocks_mut(&mut document.blocks, &mut see);
    for footnote in &mut document.footnotes {
        visit_blocks_mut(&mut footnote.blocks, &mut see);
    }
}
