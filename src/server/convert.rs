//! Between byte offsets and the client's lines and columns.

use crate::text::Text;
use crate::text::position::{self, Encoding};
use lsp_types::{Position, Range};

/// A place in the client's units.
pub(super) fn range(text: &Text, range: &std::ops::Range<usize>, encoding: Encoding) -> Range {
    Range { start: at(text, range.start, encoding), end: at(text, range.end, encoding) }
}

fn at(text: &Text, offset: usize, encoding: Encoding) -> Position {
    let position = text.position(offset, encoding);
    let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    Position { line: number(position.line), character: number(position.column) }
}

/// The client's position in ours.
pub(super) fn position(position: Position) -> position::Position {
    position::Position { line: position.line as usize, column: position.character as usize }
}
