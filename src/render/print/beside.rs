//! Two texts that say the same in two languages, laid side by side: part by part where they have the same parts.

use crate::document::{Block, Section};

/// What stands beside one another.
#[derive(Debug, PartialEq)]
pub enum Pair<'a> {
    /// Blocks of the one text and of the other.
    Blocks(&'a [Block], &'a [Block]),
    /// A section of each, and what stands in them.
    Sections(&'a Section, &'a Section, Vec<Pair<'a>>),
}

/// The parts of two texts beside one another, in order; nothing where their sections differ.
pub fn pairs<'a>(one: &'a [Block], other: &'a [Block]) -> Option<Vec<Pair<'a>>> {
    let (ones, others) = (runs(one), runs(other));
    if ones.len() != others.len() {
        return None;
    }
    let mut pairs = Vec::new();
    for (one, other) in ones.into_iter().zip(others) {
        match (one, other) {
            ([Block::Section(one)], [Block::Section(other)]) => {
                if !are_alike(one, other) {
                    return None;
                }
                let inside = self::pairs(&one.blocks, &other.blocks)
                    .unwrap_or_else(|| vec![Pair::Blocks(&one.blocks, &other.blocks)]);
                pairs.push(Pair::Sections(one, other, inside));
            }
            ([Block::Section(_)], _) | (_, [Block::Section(_)]) => return None,
            _ if have_same_kinds(one, other) => {
                let blocks = one.chunks(1).zip(other.chunks(1));
                pairs.extend(blocks.map(|(one, other)| Pair::Blocks(one, other)));
            }
            _ => pairs.push(Pair::Blocks(one, other)),
        }
    }
    Some(pairs)
}

/// Each section by itself, and what stands between two of them together.
fn runs(blocks: &[Block]) -> Vec<&[Block]> {
    let is_section = |block: &Block| matches!(block, Block::Section(_));
    blocks
        .chunk_by(|one, other| !is_section(one) && !is_section(other))
        .collect()
}

fn are_alike(one: &Section, other: &Section) -> bool {
    let kind = |section: &Section| section.activity.as_ref().map(|activity| activity.kind);
    one.level == other.level && kind(one) == kind(other)
}

fn have_same_kinds(one: &[Block], other: &[Block]) -> bool {
    let kind = std::mem::discriminant::<Block>;
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| kind(one) == kind(other))
}

#[cfg(test)]
mod tests {
    use super::{Pair, pairs};
    use crate::document::Block;
    use crate::parse;

    fn blocks(text: &str) -> Vec<Block> {
        let text = format!("---\ntitle: T\nsummary: S.\n---\n\n{text}");
        let (parsed, _) = parse::remembered(
            "curriculum/modules/01-a/01-a.md",
            &text,
            parse::AnswerSpaces::InActivities,
        );
        parsed.body.blocks.clone()
    }

    #[test]
    fn texts_with_the_same_parts_stand_part_by_part() {
        let one = blocks("One.\n\nTwo.\n\n## Write {.exercise}\n\nMy word: ______\n");
        let other = blocks("Uno.\n\nDos.\n\n## Escribir {.exercise}\n\nMi palabra: ______\n");
        let pairs = pairs(&one, &other).expect("they are alike");
        assert!(matches!(
            &pairs[..],
            [Pair::Blocks(..), Pair::Blocks(..), Pair::Sections(_, _, inside)] if inside.len() == 1
        ));
    }

    #[test]
    fn a_run_of_other_blocks_stands_as_a_whole_and_other_sections_not_at_all() {
        let one = blocks("One.\n\nTwo.\n");
        let other = blocks("Uno y dos.\n");
        assert_eq!(pairs(&one, &other), Some(vec![Pair::Blocks(&one, &other)]));
        assert_eq!(pairs(&one, &blocks("Uno.\n\n## Dos\n\nTres.\n")), None);
    }
}
