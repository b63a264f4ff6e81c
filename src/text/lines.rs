//! Reading a text line by line from any offset, without copying more than a line.

use super::Text;
use ropey::iter::Chunks;
use std::borrow::Cow;

/// Pieces of lines from an offset on: each is a whole line with its line break, or, where a line is
/// longer than the limit given, a part of one.
pub struct Lines<'t> {
    chunks: Chunks<'t>,
    chunk: &'t str,
}

impl Text {
    /// The lines from `offset` on. The offset must not split a character.
    pub fn lines_from(&self, offset: usize) -> Lines<'_> {
        let (mut chunks, start, _, _) = self.rope.chunks_at_byte(offset.min(self.len()));
        let chunk = chunks.next().unwrap_or("");
        Lines { chunk: chunk.get(offset - start..).unwrap_or(""), chunks }
    }

    /// Where each line starts, for those who ask for the lines of many places.
    pub fn line_starts(&self) -> Vec<usize> {
        const PIECE: usize = 64 * 1024;
        let (mut starts, mut offset) = (vec![0], 0);
        let mut lines = self.lines_from(0);
        while let Some(piece) = lines.next(PIECE) {
            offset += piece.len();
            if piece.ends_with(['\n', '\r']) {
                starts.push(offset);
            }
        }
        starts
    }
}

impl<'t> Lines<'t> {
    /// The next piece: up to and with its line break, or `limit` bytes and the rest of the last character
    /// if none comes sooner. The limit must not be zero.
    pub fn next(&mut self, limit: usize) -> Option<Cow<'t, str>> {
        let mut piece = Cow::Borrowed("");
        while piece.len() < limit {
            if self.chunk.is_empty() {
                match self.chunks.next() {
                    Some(chunk) => self.chunk = chunk,
                    None => return (!piece.is_empty()).then_some(piece),
                }
                continue;
            }
            let found = memchr::memchr2(b'\n', b'\r', self.chunk.as_bytes());
            let room = limit - piece.len();
            let (end, done) = match found {
                Some(at) if at < room && self.chunk[at..].starts_with("\r\n") => (at + 2, true),
                Some(at) if at < room => (at + 1, true),
                _ if self.chunk.len() >= room => (ceil_boundary(self.chunk, room), true),
                _ => (self.chunk.len(), false),
            };
            let (head, rest) = self.chunk.split_at(end);
            self.chunk = rest;
            if piece.is_empty() {
                piece = Cow::Borrowed(head);
            } else {
                piece.to_mut().push_str(head);
            }
            if done {
                if head.ends_with('\r') && self.peek() == Some(b'\n') {
                    self.chunk = &self.chunk[1..];
                    piece.to_mut().push('\n');
                }
                return Some(piece);
            }
        }
        Some(piece)
    }

    fn peek(&mut self) -> Option<u8> {
        while self.chunk.is_empty() {
            self.chunk = self.chunks.next()?;
        }
        self.chunk.as_bytes().first().copied()
    }
}

fn ceil_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, offset: usize, limit: usize) -> Vec<String> {
        let text = Text::from(text);
        let mut lines = text.lines_from(offset);
        std::iter::from_fn(|| lines.next(limit).map(Cow::into_owned)).collect()
    }

    #[test]
    fn line_breaks_stay_with_their_lines() {
        assert_eq!(pieces("a\r\nb\rc\n\nd", 0, 99), ["a\r\n", "b\r", "c\n", "\n", "d"]);
        assert_eq!(pieces("a\r\nb", 3, 99), ["b"]);
        assert_eq!(pieces("", 0, 99), [""; 0]);
    }

    #[test]
    fn all_lines_are_found() {
        let long = "x".repeat(100_000);
        for text in ["", "a", "a\r\nb\rc\n\nd\n", "a\r", &format!("{long}\r\n{long}’\n")] {
            let text = Text::from(text);
            let starts: Vec<usize> = (0..text.line_count()).map(|line| text.line_range(line).start).collect();
            assert_eq!(text.line_starts(), starts);
        }
    }

    #[test]
    fn long_lines_come_in_pieces() {
        assert_eq!(pieces("aaaa’bbb\ncc", 0, 5), ["aaaa’", "bbb\n", "cc"]);
    }

    #[test]
    fn large_texts_lose_nothing() {
        let text: String = (0..9000).map(|line| format!("line {line} ’\r\n")).collect();
        let read = pieces(&text, 0, 4096);
        assert_eq!(read.len(), 9000);
        assert_eq!(read.concat(), text);
    }
}
