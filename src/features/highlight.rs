//! What belongs to the words at a place: the other mentions of a treatment, a decision's conclusion, an item's request
//! where its rationale repeats it.

use super::hover::treatment_at;
use crate::analysis::Snapshot;
use crate::guidelines::{Context, Mention, Named};
use crate::layouts::FieldKind;
use crate::model::{Item, PartKind, shifted};
use crate::text::spaces::one_line;
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
    let names = snapshot.catalogue().names();
    let mut places = Vec::new();
    let mut start = 0;
    for part in snapshot.letter().parts().iter() {
        let text = snapshot.text().slice(start..start + part.len);
        let request = match &part.kind {
            PartKind::Item(item) => item.heading.as_ref().map(|heading| heading.request.clone()),
            PartKind::Section(_) | PartKind::Front => None,
        };
        let in_heading = request.iter().flat_map(|request| {
            let mentions = names.mentions(&text[request.clone()], Context::Heading).into_iter();
            mentions.map(move |mention| Mention { span: shifted(&mention.span, request.start), ..mention })
        });
        let behind = request.as_ref().map_or(0, |request| request.end);
        let in_prose = names.mentions(&text[behind..], Context::Prose).into_iter();
        let in_prose = in_prose.map(|mention| Mention { span: shifted(&mention.span, behind), ..mention });
        let same = in_heading.chain(in_prose).filter(|mention| mention.named == *wanted);
        places.extend(same.map(|mention| shifted(&mention.span, start)));
        start += part.len;
    }
    places
}

/// A request, and where the rationale of its item repeats it.
fn repeated_request(snapshot: &Snapshot, offset: usize) -> Option<Vec<Range<usize>>> {
    let (start, item) = snapshot.letter().item_at(offset)?;
    let request = &item.heading.as_ref()?.request;
    let requested = one_line(&snapshot.text().slice(shifted(request, start)));
    let rationales = item.fields.iter().filter(|field| field.kind == FieldKind::Rationale);
    let repeated = rationales.filter_map(|field| field.content.as_ref()).flat_map(|content| {
        let content = shifted(content, start);
        let text = snapshot.text().slice(content.clone());
        text.match_indices(requested.as_str())
            .map(|(at, _)| content.start + at..content.start + at + requested.len())
            .collect::<Vec<_>>()
    });
    let places: Vec<Range<usize>> = [shifted(request, start)].into_iter().chain(repeated).collect();
    places.iter().any(|place| place.start <= offset && offset <= place.end).then_some(places)
}
