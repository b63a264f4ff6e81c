//! Between byte offsets and the client's lines and columns.

use crate::text::Text;
use crate::text::position::{self, Encoding};
use lsp_types::{Position, Range};
use std::cell::Cell;

/// A place in the client's units.
pub(super) fn range(text: &Text, range: &std::ops::Range<usize>, encoding: Encoding) -> Range {
    Range { start: at(text, range.start, encoding), end: at(text, range.end, encoding) }
}

/// A place between two characters, in the client's units.
pub(super) fn at(text: &Text, offset: usize, encoding: Encoding) -> Position {
    at_position(text.position(offset, encoding))
}

/// Our position as the client's.
pub(super) fn at_position(position: position::Position) -> Position {
    Position { line: number(position.line), character: number(position.column) }
}

fn number(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Many places of one text in the client's units.
pub(super) struct Places<'t> {
    text: &'t Text,
    encoding: Encoding,
    /// Where the lines start, if there are so many places that it pays to look all of them up at once.
    line_starts: Option<Vec<usize>>,
    /// The line of the last place. The next one is seldom far.
    line: Cell<usize>,
}

/// Looking up one place takes about as long as passing over so many bytes.
const LOOK_UP: usize = 1024;

impl<'t> Places<'t> {
    /// For about so many places.
    pub(super) fn of(text: &'t Text, encoding: Encoding, count: usize) -> Self {
        let line_starts = (count.saturating_mul(LOOK_UP) > text.len()).then(|| text.line_starts());
        Places { text, encoding, line_starts, line: Cell::new(0) }
    }

    /// A place in the client's units.
    pub(super) fn range(&self, range: &std::ops::Range<usize>) -> Range {
        Range { start: self.at(range.start), end: self.at(range.end) }
    }

    fn at(&self, offset: usize) -> Position {
        let Some(starts) = &self.line_starts else { return at(self.text, offset, self.encoding) };
        let offset = offset.min(self.text.len());
        let last = self.line.get();
        let is_there = |line: usize| starts[line] <= offset && starts.get(line + 1).is_none_or(|next| offset < *next);
        let line = if is_there(last) { last } else { starts.partition_point(|start| *start <= offset) - 1 };
        self.line.set(line);
        let column = self.text.width(starts[line]..offset, self.encoding);
        Position { line: number(line), character: number(column) }
    }
}

/// A range of the client's in bytes. One that runs backwards is empty.
pub(super) fn offsets(text: &Text, range: Range, encoding: Encoding) -> std::ops::Range<usize> {
    let start = text.offset(position(range.start), encoding);
    start..text.offset(position(range.end), encoding).max(start)
}

/// The client's position in ours.
pub(super) fn position(position: Position) -> position::Position {
    position::Position { line: position.line as usize, column: position.character as usize }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_the_same_however_they_are_looked_up() {
        let text = Text::from("a’\r\n\r𝖆b\n\nlast");
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let (few, many) = (Places::of(&text, encoding, 0), Places::of(&text, encoding, usize::MAX));
            assert!(few.line_starts.is_none() && many.line_starts.is_some());
            for place in [0..1, 4..6, 11..12, 13..99, 0..1] {
                assert_eq!(many.range(&place), few.range(&place), "{place:?}");
            }
        }
    }
}
