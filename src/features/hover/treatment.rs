//! What is known of a treatment or a class of treatments, in the heading of an item or wherever it is mentioned.

use super::{Hover, is_at};
use crate::analysis::Snapshot;
use crate::features::card::Card;
use crate::guidelines::{Context, Named};
use crate::model::shifted;
use std::ops::Range;

/// So far around a place a name can reach.
const REACH: usize = 160;

pub(super) fn hover(snapshot: &Snapshot, at: usize) -> Option<Hover> {
    let catalogue = snapshot.catalogue();
    let (range, named) = treatment_at(snapshot, at)?;
    let card = match named {
        Named::Treatment(id) => Card::of_treatment(catalogue, id),
        Named::Class(class) => Card::of_class(catalogue, &class),
    };
    Some(Hover { range, card })
}

/// The treatment or class that is named at a place, and where its name stands.
pub(in crate::features) fn treatment_at(snapshot: &Snapshot, at: usize) -> Option<(Range<usize>, Named)> {
    let heading = snapshot.letter().item_at(at).and_then(|(offset, item)| {
        let request = shifted(&item.heading.as_ref()?.request, offset);
        is_at(&request, at).then_some(request)
    });
    let (around, context) = match heading {
        Some(request) => (request, Context::Heading),
        None => (words_around(snapshot, at), Context::Prose),
    };
    let text = snapshot.text().slice(around.clone());
    let mentions = snapshot.catalogue().names().mentions(&text, context).into_iter();
    let mut placed = mentions.map(|mention| (shifted(&mention.span, around.start), mention.named));
    placed.find(|(range, _)| is_at(range, at))
}

/// Whole words on both sides of a place.
fn words_around(snapshot: &Snapshot, at: usize) -> Range<usize> {
    let text = snapshot.text();
    let before = text.slice(at.saturating_sub(REACH)..at);
    let behind = text.slice(at..at + REACH);
    let start = if at > REACH { before.find(char::is_whitespace).unwrap_or(0) } else { 0 };
    let end = if at + REACH < text.len() { behind.rfind(char::is_whitespace) } else { None };
    at - before.len() + start..at + end.unwrap_or(behind.len())
}
