//! Quotations: what they say, the reviewer does not say.

use super::super::sentences::paragraphs;
use std::ops::Range;

/// The quotations of a text with their marks, as byte ranges in order. `sentences` are those of the text.
///
/// A quotation that never closes, or only after many sentences or in another paragraph, was probably none: it
/// reaches no further than the sentence it opens in.
pub fn quotations(text: &str, sentences: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Most rationales quote nothing, and the first byte of every mark is one of two.
    if memchr::memchr2(b'"', "“".as_bytes()[0], text.as_bytes()).is_none() {
        return found;
    }
    for paragraph in paragraphs(text) {
        let mut open = None;
        for mark in marks(text, paragraph) {
            match open {
                Some(start) if mark.closes => {
                    found.push(start..bounded(start, mark.at.end, sentences));
                    open = None;
                }
                Some(start) if mark.opens => {
                    found.push(start..bounded(start, usize::MAX, sentences).min(mark.at.start));
                    open = Some(mark.at.start);
                }
                None if mark.opens => open = Some(mark.at.start),
                _ => {}
            }
        }
        found.extend(open.map(|start| start..bounded(start, usize::MAX, sentences)));
    }
    found
}

/// What stands of quotations in a sentence, as byte ranges of the sentence.
pub(super) fn within(sentence: &Range<usize>, quotations: &[Range<usize>]) -> Box<[Range<usize>]> {
    let touching = |quotation: &&Range<usize>| quotation.start < sentence.end && sentence.start < quotation.end;
    let place = |quotation: &Range<usize>| {
        quotation.start.saturating_sub(sentence.start)..quotation.end.min(sentence.end) - sentence.start
    };
    quotations.iter().filter(touching).map(place).collect()
}

/// How many sentences a quotation may go on for.
const LONGEST: usize = 10;

/// Where a quotation ends: at its closing mark, or with its first sentence if the mark is too far away.
fn bounded(start: usize, close: usize, sentences: &[Range<usize>]) -> usize {
    let first = sentences.partition_point(|sentence| sentence.end <= start);
    let is_near = sentences.get(first + LONGEST).is_none_or(|sentence| close <= sentence.start);
    let end = sentences.get(first).map_or(close, |sentence| sentence.end);
    if close != usize::MAX && is_near { close } else { end }
}

struct Mark {
    at: Range<usize>,
    opens: bool,
    closes: bool,
}

/// The quotation marks of a paragraph. Those that look alike on both sides are told apart by what stands next to
/// them; one after a number is an inch mark.
fn marks(text: &str, paragraph: Range<usize>) -> impl Iterator<Item = Mark> {
    let inside = &text[paragraph.clone()];
    inside.match_indices(['"', '“', '”', '„', '‟']).map(move |(at, glyph)| {
        let before = inside[..at].chars().next_back();
        let after = inside[at + glyph.len()..].chars().next();
        let is_free = |side: Option<char>| side.is_none_or(char::is_whitespace);
        let (opens, closes) = match glyph {
            "“" | "„" | "‟" => (true, false),
            "”" => (false, true),
            _ => {
                let is_inch = before.is_some_and(|char| char.is_ascii_digit());
                (!is_inch && (is_free(before) || !is_free(after)), !is_free(before) || is_free(after))
            }
        };
        let start = paragraph.start + at;
        Mark { at: start..start + glyph.len(), opens, closes }
    })
}
