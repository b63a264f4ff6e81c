//! Lines and columns, in the units a client chose.

use super::Text;
use std::ops::Range;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default.
    #[default]
    Utf16,
    /// Characters (Unicode scalar values).
    Utf32,
}

/// A place in a text: both numbers start at zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Lines end at LF, CR LF or CR.
    pub line: usize,
    /// Counted in the units of an [`Encoding`].
    pub column: usize,
}

impl Text {
    /// The number of lines; a text that ends with a line break has an empty last line.
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// The line that holds `offset`.
    pub fn line_at(&self, offset: usize) -> usize {
        self.rope.byte_to_line(offset.min(self.len()))
    }

    /// The bytes of a line without its line break; past the last line, the empty range at the end.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        if line >= self.line_count() {
            return self.len()..self.len();
        }
        let start = self.rope.line_to_byte(line);
        let mut end = self.rope.line_to_byte(line + 1);
        if end > start && self.rope.byte(end - 1) == b'\n' {
            end -= 1;
        }
        if end > start && self.rope.byte(end - 1) == b'\r' {
            end -= 1;
        }
        start..end
    }

    /// The byte offset of a position. A line past the end means the end of the text, a column past the
    /// end of its line the end of that line, a column inside a character the start of that character.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = self.line_range(position.line);
        if position.line >= self.line_count() {
            return line.end;
        }
        let rope = &self.rope;
        let first = || rope.byte_to_char(line.start);
        let char = match encoding {
            Encoding::Utf8 => return self.char_boundary(line.start.saturating_add(position.column).min(line.end)),
            Encoding::Utf32 => first().saturating_add(position.column).min(rope.len_chars()),
            Encoding::Utf16 => {
                let units = rope.char_to_utf16_cu(first()).saturating_add(position.column);
                rope.utf16_cu_to_char(units.min(rope.len_utf16_cu()))
            }
        };
        rope.char_to_byte(char).min(line.end)
    }

    /// The position of a byte offset; an offset past the end means the end.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = offset.min(self.len());
        let line = self.rope.byte_to_line(offset);
        let start = self.rope.line_to_byte(line);
        Position { line, column: self.width(start..offset, encoding) }
    }

    /// How many units of an encoding a stretch of text has.
    pub fn width(&self, range: Range<usize>, encoding: Encoding) -> usize {
        match encoding {
            Encoding::Utf8 => range.len(),
            Encoding::Utf32 => self.slice(range).chars().count(),
            Encoding::Utf16 => self.slice(range).chars().map(char::len_utf16).sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];
    const TEXTS: [&str; 7] = [
        "",
        "plain",
        "a’–é𝖆🧑‍⚕️b\r\nsecond\rthird\nfourth\u{2028}still fourth\u{b}\u{c}\u{85}",
        "\u{feff}with a mark\r\n",
        "\n\n\r\r\n\n",
        "ends with CR\r",
        "𝖆\n𝖆𝖆",
    ];

    #[test]
    fn positions_and_offsets_are_inverse() {
        for text in TEXTS {
            let rope = Text::from(text);
            for encoding in ENCODINGS {
                for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                    let inside_break = text.as_bytes().get(offset) == Some(&b'\n')
                        && offset > 0
                        && text.as_bytes()[offset - 1] == b'\r';
                    let expected = if inside_break { offset - 1 } else { offset };
                    assert_eq!(rope.offset(rope.position(offset, encoding), encoding), expected, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn only_the_protocols_line_breaks_count() {
        assert_eq!(Text::from(TEXTS[2]).line_count(), 4);
        assert_eq!(Text::from(TEXTS[4]).line_count(), 6);
    }

    #[test]
    fn columns_count_what_was_negotiated() {
        let text = Text::from("a’𝖆b");
        let column = |encoding| text.position(8, encoding).column;
        assert_eq!(ENCODINGS.map(column), [8, 4, 3]);
    }

    #[test]
    fn anything_is_clamped() {
        for text in TEXTS {
            let rope = Text::from(text);
            for encoding in ENCODINGS {
                for line in [0, 1, 2, 3, 9, usize::MAX] {
                    for column in [0, 1, 2, 3, 4, 5, 99, usize::MAX] {
                        let offset = rope.offset(Position { line, column }, encoding);
                        assert!(text.is_char_boundary(offset));
                        let end = if line < rope.line_count() { rope.line_range(line).end } else { text.len() };
                        assert!(offset <= end);
                    }
                }
            }
        }
    }
}
