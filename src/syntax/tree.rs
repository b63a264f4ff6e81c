//! The tree of a whole text, kept up to date edit by edit.

use super::Block;
use super::parser::{Limits, Parser};
use super::state::State;
use crate::sequence::{Element, Sequence, Sum};
use crate::text::{Damage, Text};
use std::ops::Range;
use std::sync::Arc;

/// All blocks of a text, in order and without gaps.
#[derive(Clone, Default)]
pub struct Tree {
    blocks: Sequence<Arc<Block>>,
    limits: Limits,
}

/// Which elements of a sequence an edit replaced, and by how many new ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// The elements replaced, as numbered before the edit.
    pub old: Range<usize>,
    /// The elements that replaced them, as numbered after it.
    pub new: Range<usize>,
}

/// What blocks add up to.
#[derive(Clone, Debug, Default)]
pub struct BlockSum {
    /// Their length.
    pub bytes: usize,
    /// Which [`anchors`](crate::layouts::anchors) occur in them: one bit for each.
    pub anchors: u64,
    /// How far, from their start, the parser looked to find their ends.
    reach: usize,
}

impl Sum for BlockSum {
    fn append(&mut self, following: &Self) {
        self.reach = self.reach.max(self.bytes + following.reach);
        self.bytes += following.bytes;
        self.anchors |= following.anchors;
    }
}

impl Element for Arc<Block> {
    type Sum = BlockSum;

    fn sum(&self) -> BlockSum {
        BlockSum { bytes: self.len, anchors: self.anchors, reach: self.reach }
    }
}

impl Block {
    /// Which anchors its lines start with: one bit for each of [`anchors`](crate::layouts::anchors).
    pub fn anchors(&self) -> u64 {
        self.anchors
    }

    /// Whether a block with the same text says the same.
    pub fn says_as_much_as(&self, other: &Block) -> bool {
        (self.kind, self.field, self.len) == (other.kind, other.field, other.len)
    }
}

impl Tree {
    /// The tree of no text.
    pub fn new(limits: Limits) -> Self {
        Tree { blocks: Sequence::default(), limits }
    }

    /// The tree of a text.
    pub fn parse(text: &Text, limits: Limits) -> Self {
        let mut tree = Tree::new(limits);
        tree.update(text, &Damage { old: 0..0, new: 0..text.len() });
        tree
    }

    /// The blocks.
    pub fn blocks(&self) -> &Sequence<Arc<Block>> {
        &self.blocks
    }

    /// Follows an edit. `text` is the text after it. Starts at the first block that looked at the damage
    /// and stops where the new parse meets the old one in the same state.
    pub fn update(&mut self, text: &Text, damage: &Damage) -> Splice {
        let touched = self.blocks.find(|sum| sum.reach >= damage.old.start);
        let (first, start, state) = match &touched {
            Some(found) => (found.index, found.before.bytes, found.element.entry),
            None => (0, 0, State::default()),
        };
        let mut old = self.blocks.iter_from(first).peekable();
        let (mut old_end, mut old_start) = (first, start);
        let mended = touched.and_then(|found| found.element.mended(text, self.limits, start, damage));
        let mut parser = match &mended {
            Some((block, state)) => Parser::new(text, self.limits, start + block.len, *state),
            None => Parser::new(text, self.limits, start, state),
        };
        let mut parsed: Vec<Arc<Block>> = mended.into_iter().map(|(block, _)| Arc::new(block)).collect();
        loop {
            let (offset, state) = parser.at();
            if offset >= damage.new.end {
                let same_place = offset - damage.new.end + damage.old.end;
                while let Some(block) = old.next_if(|_| old_start < same_place) {
                    old_start += block.len;
                    old_end += 1;
                }
                if old_start == same_place && old.peek().is_some_and(|block| block.entry == state) {
                    break;
                }
            }
            let Some(block) = parser.next_block() else { break };
            parsed.push(Arc::new(block));
        }
        let splice = Splice { old: first..old_end, new: first..first + parsed.len() };
        self.blocks = self.blocks.splice(splice.old.clone(), parsed);
        splice
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Edit;

    const TINY: Limits = Limits { lines: 5, bytes: 96 };

    fn blocks(tree: &Tree) -> Vec<Block> {
        tree.blocks.iter().map(|block| Block::clone(block)).collect()
    }

    #[test]
    fn nothing_is_lost() {
        let text = "a\r\n\r\nCLINICAL CASE SUMMARY\rb\n\nDecision rationale: c\n\n\n\n";
        let tree = Tree::parse(&Text::from(text), TINY);
        assert_eq!(tree.blocks.sum().bytes, text.len());
        let lines: usize = tree.blocks.iter().flat_map(|block| block.lines.iter()).map(|line| line.len).sum();
        assert_eq!(lines, text.len());
    }

    #[test]
    fn an_edit_reparses_little() {
        let item = "Robaxin 500mg #30: Upheld\n\nClaims Administrator guideline: Decision based on MTUS.\n\n\
                    MAXIMUS guideline: Decision based on MTUS.\n\nDecision rationale: It is so. It is not \
                    medically necessary.\n\n";
        let mut text = Text::from(("IMR ISSUES, DECISIONS AND RATIONALES\n".to_owned() + &item.repeat(500)).as_str());
        let mut tree = Tree::parse(&text, Limits::default());
        let damage = text.apply(&Edit { range: 50_000..50_000, insert: "x".into() });
        let splice = tree.update(&text, &damage);
        assert!(splice.old.len() <= 4, "{splice:?}");
        assert_eq!(blocks(&tree), blocks(&Tree::parse(&text, Limits::default())));
    }
}
