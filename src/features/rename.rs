//! Calling the treatment of an item by another name, in its heading, its rationale and its conclusion.

use super::highlight::mentions_in;
use super::hover::treatment_at;
use crate::analysis::Snapshot;
use crate::layouts::FieldKind;
use crate::model::conclusion::quotations;
use crate::model::{Item, sentences, shifted};
use std::ops::Range;

/// A place that is to be written in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamed {
    /// Where.
    pub range: Range<usize>,
    /// Whether only the reviewer can tell: it stands in a quotation, which is somebody else's words, or the treatment
    /// has another name there, as in the history of how one brand came after another.
    pub is_doubtful: bool,
}

/// The name at a place that can be changed: that of a treatment in the heading or the rationale of an item.
pub fn renamable(snapshot: &Snapshot, offset: usize) -> Option<Range<usize>> {
    let (name, _) = treatment_at(snapshot, offset)?;
    places(snapshot, offset)?.iter().any(|place| place.range == name).then_some(name)
}

/// All places of the item at an offset that name the same treatment, by whichever of its names.
pub fn places(snapshot: &Snapshot, offset: usize) -> Option<Vec<Renamed>> {
    let (start, item) = snapshot.letter().item_at(offset)?;
    let (name, named) = treatment_at(snapshot, offset)?;
    let quoted = quoted(snapshot, start, item);
    let own: Vec<Range<usize>> = own_words(item).map(|words| shifted(words, start)).collect();
    let within = |place: &Range<usize>, all: &[Range<usize>]| {
        all.iter().any(|range| range.start <= place.start && place.end <= range.end)
    };
    let words = |place: &Range<usize>| snapshot.text().slice(place.clone()).to_lowercase();
    let written = words(&name);
    let mentions = mentions_in(snapshot, offset, &named).into_iter().filter(|place| within(place, &own));
    let renamed = |range| Renamed { is_doubtful: within(&range, &quoted) || words(&range) != written, range };
    Some(mentions.map(renamed).collect())
}

/// The words of an item that are the reviewer's: guideline lines name treatments as guidelines do.
fn own_words(item: &Item) -> impl Iterator<Item = &Range<usize>> {
    let rationales = item.fields_of(FieldKind::Rationale);
    item.heading.iter().map(|heading| &heading.request).chain(rationales.filter_map(|field| field.content.as_ref()))
}

fn quoted(snapshot: &Snapshot, start: usize, item: &Item) -> Vec<Range<usize>> {
    let quoted = |words: &Range<usize>| {
        let place = shifted(words, start);
        let text = snapshot.text().slice(place.clone()).into_owned();
        let quotations = quotations(&text, &sentences(&text));
        quotations.iter().map(|range| shifted(range, place.start)).collect::<Vec<_>>()
    };
    own_words(item).flat_map(quoted).collect()
}
