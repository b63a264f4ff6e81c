//! The text of a letter: a rope, edited by byte ranges, read by lines.
//!
//! Everything above this layer speaks in byte offsets. Lines and columns exist only at the edge, in
//! [`position`], because what a column counts is the client's choice.

pub mod alike;
pub mod lines;
pub mod pattern;
pub(crate) mod planted;
pub mod position;
pub mod spaces;

use ropey::Rope;
use std::borrow::Cow;
use std::ops::Range;

/// A replacement of the bytes in `range` by `insert`. The range refers to the text before the edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes replaced.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub insert: String,
}

/// A text with edits applied, which stand in the order of their places and do not overlap.
pub fn apply_all(text: &str, edits: &[Edit]) -> String {
    let mut applied = text.to_owned();
    for edit in edits.iter().rev() {
        applied.replace_range(edit.range.clone(), &edit.insert);
    }
    applied
}

/// Where a text changed: `old` bytes of the earlier text became `new` bytes of the later one.
/// Both start at the same offset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The replaced bytes, in the earlier text.
    pub old: Range<usize>,
    /// What replaced them, in the later text.
    pub new: Range<usize>,
}

impl Damage {
    /// The damage of two edits in a row, as one: the smallest range that holds both.
    #[must_use]
    pub fn then(self, later: &Damage) -> Damage {
        let start = self.new.start.min(later.old.start);
        let middle_end = self.new.end.max(later.old.end);
        Damage {
            old: start..middle_end - self.new.end + self.old.end,
            new: start..middle_end - later.old.end + later.new.end,
        }
    }
}

/// The text of one letter. Cloning is cheap and shares everything.
#[derive(Clone, Default)]
pub struct Text {
    rope: Rope,
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text { rope: Rope::from_str(text) }
    }
}

impl Text {
    /// The length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text in `range`. What lies outside the text, or splits a character, is left out.
    pub fn slice(&self, range: Range<usize>) -> Cow<'_, str> {
        let (chunk, chunk_start, _, _) = self.rope.chunk_at_byte(range.start.min(self.len()));
        if let Some(slice) = chunk.get(range.start - chunk_start..range.end.saturating_sub(chunk_start)) {
            return Cow::Borrowed(slice);
        }
        let start = self.char_boundary(range.start);
        let end = self.char_boundary(range.end).max(start);
        self.rope.get_byte_slice(start..end).map_or(Cow::Borrowed(""), Cow::from)
    }

    /// Replaces a range and tells what changed. A range that reaches past the end, or into the middle
    /// of a character, is drawn in to the nearest place before it.
    pub fn apply(&mut self, edit: &Edit) -> Damage {
        let start = self.char_boundary(edit.range.start);
        let end = self.char_boundary(edit.range.end).max(start);
        let first = self.rope.byte_to_char(start);
        self.rope.remove(first..self.rope.byte_to_char(end));
        self.rope.insert(first, &edit.insert);
        Damage { old: start..end, new: start..start + edit.insert.len() }
    }

    /// Where the last word before an offset ends: the start of the white space before it.
    pub fn end_before(&self, offset: usize) -> usize {
        let mut end = self.char_boundary(offset);
        let mut chars = self.rope.chars_at(self.rope.byte_to_char(end));
        while let Some(char) = chars.prev().filter(|char| char.is_whitespace()) {
            end -= char.len_utf8();
        }
        end
    }

    fn char_boundary(&self, offset: usize) -> usize {
        let offset = offset.min(self.len());
        let (chunk, chunk_start, _, _) = self.rope.chunk_at_byte(offset);
        let is_boundary = |at: &usize| chunk.is_char_boundary(*at);
        chunk_start + (0..=offset - chunk_start).rev().find(is_boundary).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_drawn_in_to_the_text() {
        let mut text = Text::from("a’b");
        let damage = text.apply(&Edit { range: 2..90, insert: "x".into() });
        assert_eq!(text.slice(0..9), "ax");
        assert_eq!(damage, Damage { old: 1..5, new: 1..2 });
    }

    #[test]
    fn damages_add_up() {
        let mut text = Text::from("0123456789");
        let before = text.clone();
        let one = text.apply(&Edit { range: 2..4, insert: "abcdef".into() });
        let two = text.apply(&Edit { range: 5..9, insert: String::new() });
        let three = text.apply(&Edit { range: 0..1, insert: "zz".into() });
        let all = one.then(&two).then(&three);
        let (old, new) = (before.slice(0..99).into_owned(), text.slice(0..99).into_owned());
        assert_eq!(old[..all.old.start], new[..all.new.start]);
        assert_eq!(old[all.old.end..], new[all.new.end..]);
    }
}
