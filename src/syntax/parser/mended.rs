//! A block in which something was typed: only the lines that looked at it are parsed again.

use super::{Limits, Parser};
use crate::syntax::state::State;
use crate::syntax::{Block, Ending, Line};
use crate::text::{Damage, Text};

impl Block {
    /// The block as it is after an edit, with the state behind it; `text` is the text after the edit, in which the block
    /// starts at `start` as it did before. `None` if the edit may concern how the block starts or where it is cut: then it
    /// has to be parsed as any other.
    pub(in crate::syntax) fn mended(
        &self,
        text: &Text,
        limits: Limits,
        start: usize,
        damage: &Damage,
    ) -> Option<(Block, State)> {
        if self.ending.is_cut {
            return None;
        }
        let mut old_offset = start;
        let is_unseen = |line: &&Line| {
            let is_unseen = old_offset + line.looks < damage.old.start;
            old_offset += if is_unseen { line.len } else { 0 };
            is_unseen
        };
        let kept = self.lines.iter().take_while(is_unseen).count();
        let mut old_state = self.lines[..kept].last()?.state;
        let mut lines = self.lines[..kept].to_vec();
        let mut rest = self.lines[kept..].iter();
        let mut parser = Parser::new(text, limits, old_offset, old_state);
        let ending = loop {
            let offset = parser.looks_from;
            if lines.len() >= limits.lines || offset - start >= limits.bytes {
                return None;
            }
            if offset >= damage.new.end {
                let same_place = offset - damage.new.end + damage.old.end;
                while old_offset < same_place
                    && let Some(line) = rest.next()
                {
                    old_offset += line.len;
                    old_state = line.state;
                }
                if old_offset == same_place && old_state == parser.state && !rest.as_slice().is_empty() {
                    lines.extend_from_slice(rest.as_slice());
                    break self.ending;
                }
            }
            match parser.take_line(lines.len() - kept, self.kind, 0) {
                Some(line) => lines.push(line),
                None => break Ending { is_cut: false, looks: parser.looks() },
            }
        };
        let block = Block::of(self.kind, self.field, self.entry, lines, ending);
        let is_cut = block.lines.len() >= limits.lines || block.len >= limits.bytes;
        let state = block.lines.last()?.state;
        (!is_cut).then_some((block, state))
    }
}
