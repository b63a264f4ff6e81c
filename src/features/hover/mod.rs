//! What is known of the thing at a place.

mod citation;
mod decision;
mod treatment;

pub(super) use treatment::treatment_at;

use super::card::Card;
use crate::analysis::Snapshot;
use std::ops::Range;

/// What is known of the words at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The words.
    pub range: Range<usize>,
    /// What is known.
    pub card: Card,
}

/// What is known of the citation, treatment or decision at an offset.
pub fn hover(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    if !snapshot.is_letter() {
        return None;
    }
    citation::hover(snapshot, offset)
        .or_else(|| decision::hover(snapshot, offset))
        .or_else(|| treatment::hover(snapshot, offset))
}

/// Whether a cursor at an offset is at a word: in it, or right before or behind it.
fn is_at(range: &Range<usize>, offset: usize) -> bool {
    range.start <= offset && offset <= range.end
}
