//! What belongs to the words at a place: the other mentions of a treatment, a decision's conclusion, an item's request
//! where its rationale repeats it.

use super::hover::treatment_at;
use crate::analysis::Snapshot;
use crate::guidelines::{Context, Named};
use crate::layouts::FieldKind;
use crate::model::{Item, Part, shifted};
use crate::text::spaces::one_line;
use regex::Regex;
use std::ops::Range;

/// All that belongs to the words at an offset, these included, in order.
pub fn highlights(snapshot: &Snapshot, offset: usize) -> Vec<Range<usize>> {
    if !snapshot.is_letter() {
        return Vec::new();
    }
    let in_item = snapshot.letter().item_at(offset).and_then(|(start, item)| decision(item, start, offset));
    let named = || treatment_at(snapshot, offset).map(|(_, named)| mentions_of(snapshot, &named));
    let found = in_item.or_else(named);
    found.or_else(|| repeated_request(snapshot, offset)).unwrap_or_default()
}

/// A decision and the conclusion of its rationale.
fn decision(item: &Item, start: usize, offset: usize) -> Option<Vec<Range<usize>>> {
    let decided = item.heading.as_ref().map(|heading| &heading.words).filter(|words| !words.is_empty());
    let concluded = item.conclusion().map(|conclusion| &conclusion.words);
    let places: Vec<Range<usize>> = decided.into_iter().chain(concluded).map(|words| shifted(words, start)).collect();
    places.iter().any(|place| place.start <= offset && offset <= place.end).then_some(places)
}

/// All mentions of a treatment or class, by whichever of its names.
pub(super) fn mentions_of(snapshot: &Snapshot, wanted: &Named) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let mut start = 0;
    for part in snapshot.letter().parts().iter() {
        places.extend(mentions_of_part(snapshot, start, part, wanted));
        start += part.len;
    }
    places
}

/// The same in the part at an offset alone.
pub(super) fn mentions_in(snapshot: &Snapshot, offset: usize, wanted: &Named) -> Vec<Range<usize>> {
    let part = snapshot.letter().part_at(offset);
    part.map(|(start, part)| mentions_of_part(snapshot, start, part, wanted)).unwrap_or_default()
}

fn mentions_of_part(snapshot: &Snapshot, start: usize, part: &Part, wanted: &Named) -> Vec<Range<usize>> {
    let names = snapshot.catalogue().names();
    let text = snapshot.text().slice(start..start + part.len);
    let request = part.item().and_then(|item| Some(item.heading.as_ref()?.request.clone())).unwrap_or(0..0);
    let in_heading = names.mentions(&text[request.clone()], Context::Heading).into_iter();
    let in_heading = in_heading.map(|mention| (shifted(&mention.span, request.start), mention.named));
    let in_prose = names.mentions(&text[request.end..], Context::Prose).into_iter();
    let in_prose = in_prose.map(|mention| (shifted(&mention.span, request.end), mention.named));
    let same = in_heading.chain(in_prose).filter(|(_, named)| named == wanted);
    same.map(|(span, _)| shifted(&span, start)).collect()
}

/// A request, and where the rationale of its item repeats it.
fn repeated_request(snapshot: &Snapshot, offset: usize) -> Option<Vec<Range<usize>>> {
    let (start, item) = snapshot.letter().item_at(offset)?;
    let request = &item.heading.as_ref()?.request;
    let requested = one_line(&snapshot.text().slice(shifted(request, start)));
    if requested.is_empty() {
        return None;
    }
    let rationales = item.fields_of(FieldKind::Rationale);
    let repeated = rationales.filter_map(|field| field.content.as_ref()).flat_map(|content| {
        let content = shifted(content, start);
        let text = snapshot.text().slice(content.clone());
        // However it wraps there.
        let words: Vec<String> = requested.split(' ').map(regex::escape).collect();
        let pattern = Regex::new(&words.join(r"\s+")).ok();
        let found = pattern.iter().flat_map(|pattern| pattern.find_iter(&text));
        found.map(|found| content.start + found.start()..content.start + found.end()).collect::<Vec<_>>()
    });
    let places: Vec<Range<usize>> = [shifted(request, start)].into_iter().chain(repeated).collect();
    places.iter().any(|place| place.start <= offset && offset <= place.end).then_some(places)
}
