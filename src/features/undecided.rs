//! The items that still wait for a decision.

use crate::analysis::Snapshot;
use crate::layouts::decision::Verdict;
use crate::model::shifted;
use std::ops::Range;

/// The place where the decision of the next undecided item is to be written, from an offset on; behind the last one the
/// first comes again.
pub fn next_undecided(snapshot: &Snapshot, offset: usize) -> Option<Range<usize>> {
    let places = undecided(snapshot);
    places.iter().find(|place| place.start > offset).or(places.first()).cloned()
}

/// The same backwards.
pub fn previous_undecided(snapshot: &Snapshot, offset: usize) -> Option<Range<usize>> {
    let places = undecided(snapshot);
    places.iter().rev().find(|place| place.end < offset).or(places.last()).cloned()
}

fn undecided(snapshot: &Snapshot) -> Vec<Range<usize>> {
    let headings = snapshot.letter().items().filter_map(|(start, item)| Some((start, item.heading.as_ref()?)));
    let open = headings.filter(|(_, heading)| matches!(heading.verdict, Verdict::Undecided | Verdict::Unknown));
    open.map(|(start, heading)| shifted(&heading.words, start)).collect()
}
