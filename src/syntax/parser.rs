//! The one parser: from any offset and carried state, block after block.
//!
//! A full parse starts at zero with the empty state; a reparse starts at a block's edge with the state
//! found there. There is no second grammar that could drift from the first.

mod item;
mod joined;
mod mended;
mod told;

use super::line::{Closing, Piece, fingerprint};
use super::state::State;
use super::{Block, BlockKind, Ending, Line, LineKind};
use crate::layouts::{FieldKind, Meaning, anchors};
use crate::text::Text;
use crate::text::lines::Lines;
use std::collections::VecDeque;

/// How long a block may grow before it is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most lines in a block, save for its heading; it is cut after half of them at the earliest.
    pub lines: usize,
    /// The most bytes in a block, save for its heading and its last line; it is cut after half of them at the
    /// earliest.
    pub bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { lines: 128, bytes: 8 * 1024 }
    }
}

/// Parses blocks from an offset on.
pub(super) struct Parser<'t> {
    text: &'t Text,
    limits: Limits,
    lines: Lines<'t>,
    ahead: VecDeque<Piece<'t>>,
    /// Where the next block starts.
    offset: usize,
    /// How far the text has been read into `ahead`.
    read_to: usize,
    /// Where the line starts that the parser is about to take.
    looks_from: usize,
    /// How far it has looked since it took the line before.
    looked_to: usize,
    state: State,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t Text, limits: Limits, offset: usize, state: State) -> Self {
        let lines = text.lines_from(offset);
        let ahead = VecDeque::new();
        Parser { text, limits, lines, ahead, offset, read_to: offset, looks_from: offset, looked_to: offset, state }
    }

    /// Where the next block starts, and the state there.
    pub(super) fn at(&self) -> (usize, State) {
        (self.offset, self.state)
    }

    /// The next block; `None` at the end of the text.
    pub(super) fn next_block(&mut self) -> Option<Block> {
        (self.looks_from, self.looked_to) = (self.offset, self.offset);
        let entry = self.state;
        let (kind, heading_lines) = self.opening()?;
        let field = self.state.field;
        let (lines, ending) = self.take_lines(kind, heading_lines);
        self.ahead.drain(..lines.len());
        let block = Block::of(kind, field, entry, lines, ending);
        self.offset += block.len;
        Some(block)
    }

    /// How the next block starts, and how many lines its heading or label has.
    fn opening(&mut self) -> Option<(BlockKind, usize)> {
        let joined = self.joined_anchor(0, self.state);
        let lines = joined.map_or(1, |joined| self.join(&joined));
        let kind = self.peek(0)?.kind;
        if let LineKind::Anchor(anchor) = kind {
            match self.state.opening_meaning(kind) {
                Some(Meaning::Heading(section)) => {
                    self.state.enter_section(section, anchors()[anchor].is_told());
                    return Some((BlockKind::Heading(section), lines));
                }
                Some(Meaning::LeadIn(section)) => {
                    self.state.enter_lead_in(section);
                    return Some((BlockKind::LeadIn(section), lines));
                }
                Some(Meaning::Field(field)) => {
                    let is_orphan = self.state.is_foreign(field);
                    self.state.enter_field(field);
                    let kind = if is_orphan { BlockKind::OrphanField } else { BlockKind::Field };
                    return Some((kind(field), lines));
                }
                Some(Meaning::Mark | Meaning::Cover) | None => {}
            }
        } else if let Some(lines) = self.told_item_at(0, self.state) {
            self.state.enter_told_item();
            return Some((BlockKind::ToldItem, lines));
        } else if let Some((kind, lines)) = self.item_at(0, self.state) {
            if kind == BlockKind::Item {
                self.state.enter_item();
            }
            return Some((kind, lines));
        }
        let kind = if self.state == State::default() { BlockKind::Text } else { BlockKind::Continuation };
        Some((kind, 1))
    }

    /// The lines of a block whose opening is known. Leaves the state behind the last of them.
    fn take_lines(&mut self, kind: BlockKind, heading_lines: usize) -> (Vec<Line>, Ending) {
        let mut lines = Vec::new();
        let mut bytes = 0;
        while let Some(line) = self.take_line(lines.len(), kind, heading_lines) {
            bytes += line.len;
            lines.push(line);
            let is_long = lines.len() >= self.limits.lines || bytes >= self.limits.bytes;
            if is_long && lines.len() >= heading_lines {
                let reach = reach(&lines);
                let kept = self.seam(&lines, heading_lines);
                lines.truncate(kept);
                self.state = lines[kept - 1].state.behind_cut();
                let len: usize = lines.iter().map(|line| line.len).sum();
                return (lines, Ending { is_cut: true, looks: reach - len });
            }
        }
        (lines, Ending { is_cut: false, looks: self.looks() })
    }

    /// Takes a line of a block for part of it; `None` if it starts another block or there is none.
    fn take_line(&mut self, index: usize, within: BlockKind, heading_lines: usize) -> Option<Line> {
        let mut state = self.state;
        if index >= heading_lines && self.starts_block(index, within, state) {
            return None;
        }
        let piece = self.peek(index)?;
        state.pass(piece);
        let (kind, len) = (piece.kind, piece.text.len());
        let looks = self.looks();
        self.state = state;
        self.looks_from += len;
        self.looked_to = self.looks_from;
        Some(Line { kind, len, looks, state })
    }

    /// How far the parser has looked since it took the last line, from the start of the next.
    fn looks(&self) -> usize {
        self.looked_to - self.looks_from
    }

    fn starts_block(&mut self, index: usize, within: BlockKind, state: State) -> bool {
        let is_heading = matches!(within, BlockKind::Item | BlockKind::ToldItem | BlockKind::MaybeItem);
        match self.peek(index).map(|piece| piece.kind) {
            Some(LineKind::Text) if state.mid_line => false,
            Some(LineKind::Text) => {
                is_heading
                    || self.joined_anchor(index, state).is_some()
                    || self.told_item_at(index, state).is_some()
                    || self.item_at(index, state).is_some()
            }
            Some(kind) => state.opening_meaning(kind).is_some() && !state.mid_line,
            None => false,
        }
    }

    /// How many lines a block that grew too long keeps: in its second half, after the line that suits
    /// best by its own words alone, so that an edit elsewhere does not move the cuts behind it.
    fn seam(&self, lines: &[Line], heading_lines: usize) -> usize {
        let mut before = 0;
        let mut best = None;
        for (index, line) in lines.iter().enumerate() {
            before += line.len;
            let is_early = index * 2 < self.limits.lines && before * 2 < self.limits.bytes;
            if is_early || index + 1 < heading_lines {
                continue;
            }
            let piece = &self.ahead[index];
            let rank = match piece.closing() {
                Closing::Sentence => 0,
                _ if piece.kind == LineKind::Text && piece.ends_line() => 1,
                _ if piece.ends_line() => 2,
                _ => 3,
            };
            let rank = (rank, piece.fingerprint());
            if best.is_none_or(|(_, least)| rank < least) {
                best = Some((index + 1, rank));
            }
        }
        best.map_or(lines.len(), |(kept, _)| kept)
    }

    fn peek(&mut self, index: usize) -> Option<&Piece<'t>> {
        while self.ahead.len() <= index {
            let goes_on = self.ahead.back().map_or(self.state.mid_line, |piece| !piece.ends_line());
            let limit = (self.limits.bytes / 2).max(8);
            let Some(mut text) = self.lines.next(limit) else {
                self.looked_to = self.looked_to.max(self.read_to);
                return None;
            };
            let looked_to = self.read_to + text.len();
            if text.len() >= limit && !text.ends_with(['\n', '\r']) {
                let cut = word_seam(&text, limit / 2);
                self.lines = self.text.lines_from(self.read_to + cut);
                text = self.text.slice(self.read_to..self.read_to + cut);
            }
            self.read_to += text.len();
            self.ahead.push_back(Piece::new(text, goes_on, looked_to));
        }
        let piece = self.ahead.get(index)?;
        self.looked_to = self.looked_to.max(piece.looked_to);
        Some(piece)
    }
}

/// How far the parser looked from the start of the first of these lines.
fn reach(lines: &[Line]) -> usize {
    let (mut reach, mut offset) = (0, 0);
    for line in lines {
        reach = reach.max(offset + line.looks);
        offset += line.len;
    }
    reach
}

impl Block {
    fn of(kind: BlockKind, field: Option<FieldKind>, entry: State, lines: Vec<Line>, ending: Ending) -> Self {
        let len = lines.iter().map(|line| line.len).sum();
        let reach = reach(&lines).max(len + ending.looks);
        let anchors = lines.iter().fold(0, |bits, line| match line.kind {
            LineKind::Anchor(index) => bits | 1 << index,
            LineKind::Blank | LineKind::Text => bits,
        });
        Block { kind, field, lines: lines.into(), len, anchors, entry, reach, ending }
    }
}

/// Where to cut a very long line: behind the word, from `least` on, whose last letters have the least
/// fingerprint. The same words give the same cut, wherever the piece started.
fn word_seam(text: &str, least: usize) -> usize {
    const LETTERS: usize = 12;
    let bytes = text.as_bytes();
    memchr::memchr_iter(b' ', &bytes[least..])
        .map(|at| least + at + 1)
        .filter(|end| *end < text.len())
        .min_by_key(|end| fingerprint(&bytes[end.saturating_sub(LETTERS)..*end]))
        .unwrap_or(text.len())
}
