//! White space around and between words.

use std::ops::Range;

/// A range without the white space at its ends. A byte order mark is white space too.
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let is_space = |char: char| char.is_whitespace() || char == '\u{feff}';
    let inner = &text[range.clone()];
    let start = range.start + inner.len() - inner.trim_start_matches(is_space).len();
    start..start.max(range.start + inner.trim_end_matches(is_space).len())
}

/// The words of a text on one line.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_goes() {
        assert_eq!(trimmed("a \u{feff}b c\u{a0}\n", 1..10), 5..8);
        assert_eq!(trimmed("   ", 0..3).len(), 0);
        assert_eq!(one_line(" a \r\n\r\nb\u{a0}c "), "a b c");
    }
}
