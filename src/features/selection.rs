//! What a selection grows to: word, sentence, paragraph, field, item, section, letter.

use super::outline::{EntryKind, outline};
use crate::analysis::Snapshot;
use crate::model::{PartKind, paragraphs, sentences, shifted};
use std::ops::Range;

/// So far around a place a word can reach.
const LONGEST_WORD: usize = 100;

/// The ranges around an offset, each within the next, the smallest first. The last is the whole text.
pub fn selections(snapshot: &Snapshot, offset: usize) -> Vec<Range<usize>> {
    let text = snapshot.text();
    let offset = offset.min(text.len());
    let mut ranges = vec![word(snapshot, offset)];
    if let Some((start, part)) = snapshot.letter().part_at(offset) {
        let at = offset - start;
        let is_around = |range: &Range<usize>| range.start <= at && at <= range.end;
        let mut own: Vec<Range<usize>> = Vec::new();
        match &part.kind {
            PartKind::Item(item) => {
                own.extend(
                    item.heading
                        .iter()
                        .flat_map(|heading| [heading.words.clone(), heading.request.clone(), heading.range.clone()]),
                );
                own.extend(
                    item.fields.iter().flat_map(|field| field.citations.iter().map(|citation| citation.span.clone())),
                );
                own.extend(item.fields.iter().filter_map(|field| field.content.clone()));
                own.extend(item.fields.iter().map(|field| field.range()));
            }
            PartKind::Section(section) => {
                own.extend(section.heading.iter().chain(&section.lead_in).chain(&section.content).cloned())
            }
            PartKind::Front => own.push(0..part.text_end),
        }
        own.retain(is_around);
        if let Some(content) = own.iter().min_by_key(|range| range.len()).cloned() {
            let words = text.slice(shifted(&content, start));
            let pieces =
                sentences(&words).into_iter().chain(paragraphs(&words)).map(|piece| shifted(&piece, content.start));
            own.extend(pieces.filter(is_around).collect::<Vec<_>>());
        }
        ranges.extend(own.iter().map(|range| shifted(range, start)));
    }
    for entry in outline(snapshot) {
        let items = entry.children.iter().filter(|child| child.kind == EntryKind::Item);
        ranges.extend(items.chain([&entry]).map(|entry| entry.range.clone()));
    }
    ranges.push(0..text.len());
    nested(ranges, offset)
}

/// Those that hold the offset and lie within each other.
fn nested(mut ranges: Vec<Range<usize>>, offset: usize) -> Vec<Range<usize>> {
    ranges.retain(|range| range.start <= offset && offset <= range.end && !range.is_empty());
    ranges.sort_by_key(|range| range.len());
    let mut nested: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        let holds = |inner: &Range<usize>| range.start <= inner.start && inner.end <= range.end && *inner != range;
        if nested.last().is_none_or(holds) {
            nested.push(range);
        }
    }
    nested
}

fn word(snapshot: &Snapshot, offset: usize) -> Range<usize> {
    let text = snapshot.text();
    let (before, behind) =
        (text.slice(offset.saturating_sub(LONGEST_WORD)..offset), text.slice(offset..offset + LONGEST_WORD));
    let is_part = |char: &char| char.is_alphanumeric() || matches!(char, '-' | '\'' | '’' | '/' | '.');
    let start: usize = before.chars().rev().take_while(is_part).map(char::len_utf8).sum();
    let end: usize = behind.chars().take_while(is_part).map(char::len_utf8).sum();
    let range = offset - start..offset + end;
    let written = text.slice(range.clone());
    let trimmed = written.trim_end_matches(['.', '-', '/', '\'', '’']);
    if range.start + trimmed.len() < offset { range } else { range.start..range.start + trimmed.len() }
}
