//! Stretches of text, and what of them belongs to the words inside.

use super::words::{ABBREVIATIONS, SEPARATORS};
use std::ops::Range;

/// How many characters free words may have.
const LONGEST_WORDS: usize = 200;

/// Whether a stop found at `stop` is part of a number, an abbreviation or an address.
pub(super) fn is_inner_stop(text: &str, stop: Range<usize>) -> bool {
    if &text[stop.clone()] != "." {
        return false;
    }
    let (before, after) = (&text[..stop.start], &text[stop.end..]);
    let Some(next) = after.trim_start().chars().next() else { return false };
    let word = before.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
    let is_joined = !after.starts_with(char::is_whitespace);
    let is_number = before.ends_with(|char: char| char.is_ascii_digit()) && next.is_ascii_digit();
    let is_initial = word.chars().count() == 1 && word.starts_with(char::is_alphabetic);
    let is_abbreviation = ABBREVIATIONS.iter().any(|abbreviation| abbreviation.eq_ignore_ascii_case(word));
    is_number
        || is_abbreviation
        || is_initial && (is_joined || !next.is_uppercase())
        || is_joined && !next.is_uppercase()
}

pub(super) fn is_separator(char: char) -> bool {
    char.is_whitespace() || SEPARATORS.contains(&char)
}

pub(super) fn is_around_text(char: char) -> bool {
    char.is_whitespace() || [',', ';', ':', '.'].contains(&char)
}

pub(super) fn leading(text: &str, is_outside: fn(char) -> bool) -> usize {
    text.len() - text.trim_start_matches(is_outside).len()
}

pub(super) fn trim(text: &str, range: Range<usize>, is_outside: fn(char) -> bool) -> Range<usize> {
    let inner = &text[range.clone()];
    let start = range.start + leading(inner, is_outside);
    start..start + inner.trim_matches(is_outside).len()
}

/// Trims brackets too, unless they belong to the words inside, as in `Botox (for pain)`.
pub(super) fn unwrap(text: &str, range: Range<usize>) -> Range<usize> {
    let mut words = trim(text, range, is_separator);
    words.start += leading(&text[words.clone()], |char| char == ')' || is_separator(char));
    let inner = &text[words.clone()];
    if inner.starts_with('(') && inner.find(')').is_none_or(|end| end + 1 == inner.len()) {
        words.start += 1;
    }
    let inner = &text[words.clone()];
    let is_unopened = inner.matches('(').count() < inner.matches(')').count();
    if inner.ends_with('(') || inner.ends_with(')') && is_unopened {
        words.end -= 1;
    }
    trim(text, words, is_separator)
}

pub(super) fn shorten(text: &str, words: Range<usize>) -> Range<usize> {
    let Some((end, _)) = text[words.clone()].char_indices().nth(LONGEST_WORDS) else { return words };
    let kept = &text[words.start..words.start + end];
    let whole_words = kept.rfind(char::is_whitespace).map_or(kept, |space| &kept[..space]);
    words.start..words.start + whole_words.trim_end_matches(is_separator).len()
}

pub(super) fn non_empty(range: Range<usize>) -> Option<Range<usize>> {
    (!range.is_empty()).then_some(range)
}

pub(super) fn floor_char_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}
