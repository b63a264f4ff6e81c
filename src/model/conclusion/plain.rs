//! A sentence as the grammar reads it.

use std::ops::Range;

/// A sentence in lower-case ASCII with single spaces and without its quotations and asides in brackets, and where
/// each byte of it came from.
pub(super) struct Plain<'t> {
    raw: &'t str,
    text: String,
    origins: Vec<usize>,
}

impl<'t> Plain<'t> {
    /// Reads a sentence; `quotations` are byte ranges of it, in order.
    pub(super) fn new(raw: &'t str, quotations: &[Range<usize>]) -> Plain<'t> {
        let (text, origins) = (String::with_capacity(raw.len()), Vec::with_capacity(raw.len()));
        let mut plain = Plain { raw, text, origins };
        let mut quotations = quotations.iter().peekable();
        let mut at = 0;
        while let Some(char) = raw[at..].chars().next() {
            let rest = &raw[at..];
            if let Some(quotation) = quotations.next_if(|quotation| quotation.start <= at) {
                plain.push('"', at);
                at = quotation.end.max(at);
            } else if let Some(length) = aside(rest).filter(|_| at > 0) {
                at += length;
            } else if let Some(length) =
                split_word(rest).filter(|_| plain.text.ends_with(|c: char| c.is_ascii_lowercase()))
            {
                at += length;
            } else {
                plain.push(char, at);
                at += char.len_utf8();
            }
        }
        plain
    }

    /// What the grammar reads.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the plain text stands in the raw text; it must not be empty.
    pub(super) fn source(&self, range: Range<usize>) -> Range<usize> {
        let last = self.origins[range.end - 1];
        let width = self.raw[last..].chars().next().map_or(0, char::len_utf8);
        self.origins[range.start]..last + width
    }

    fn push(&mut self, char: char, origin: usize) {
        if char.is_whitespace() {
            if !self.text.ends_with(' ') {
                self.add(" ", origin);
            }
            return;
        }
        match char {
            '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
            '’' | '‘' => self.add("'", origin),
            '“' | '”' => self.add("\"", origin),
            '–' | '‑' | '‐' => self.add("-", origin),
            '—' => self.add(",", origin),
            'ﬁ' => self.add("fi", origin),
            'ﬂ' => self.add("fl", origin),
            _ if char.is_ascii() => self.add(char.to_ascii_lowercase().encode_utf8(&mut [0; 4]), origin),
            _ if char.is_alphanumeric() => self.add("x", origin),
            _ => self.add("~", origin),
        }
    }

    fn add(&mut self, ascii: &str, origin: usize) {
        self.text.push_str(ascii);
        self.origins.extend(std::iter::repeat_n(origin, ascii.len()));
    }
}

/// The length of the aside in brackets at the start of a text. A shorter one, such as `(not)`, is none.
fn aside(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('(')?;
    inside.bytes().take(LONGEST_ASIDE).position(|byte| byte == b')').filter(|&at| at > SHORTEST_ASIDE).map(|at| at + 2)
}

const SHORTEST_ASIDE: usize = 3;
const LONGEST_ASIDE: usize = 200;

/// The length of the hyphen and the line break that split a word in two, at the start of a text.
fn split_word(text: &str) -> Option<usize> {
    let after = text.strip_prefix(['-', '\u{ad}'])?;
    let next = after.trim_start();
    let breaks = after[..after.len() - next.len()].contains(['\n', '\r']);
    (breaks && next.starts_with(|char: char| char.is_ascii_lowercase())).then_some(text.len() - next.len())
}
