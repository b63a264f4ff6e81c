//! What is known of what a citation names: the guideline, a topic, pages.

use super::{Hover, is_at};
use crate::analysis::{Cited, Snapshot};
use crate::features::card::{self, Card};
use crate::guidelines::{Catalogue, Confidence, Pages};
use crate::model::citation::PageRange;
use crate::model::shifted;
use std::ops::Range;

pub(super) fn hover(snapshot: &Snapshot, at: usize) -> Option<Hover> {
    let (offset, item) = snapshot.letter().item_at(at)?;
    let at = at.checked_sub(offset)?;
    let cited = snapshot.cited(offset, item).citations.into_iter().find(|cited| is_at(&cited.citation.span, at))?;
    let catalogue = snapshot.catalogue();
    let (range, card) = pages(&cited, at, catalogue)
        .or_else(|| topic(&cited, at, catalogue))
        .or_else(|| guideline(&cited, at, catalogue))?;
    Some(Hover { range: shifted(&range, offset), card })
}

/// The topics that hold the pages at a place, those that the citation names before others.
fn pages(cited: &Cited<'_>, at: usize, catalogue: &Catalogue) -> Option<(Range<usize>, Card)> {
    let page = cited.citation.pages.iter().find(|page| is_at(&page.span, at))?;
    let resolution = &cited.resolution;
    let mut topics: Vec<_> = resolution.topics.iter().map(|named| named.topic).collect();
    topics.extend(resolution.by_pages.iter().filter(|id| !topics.contains(id)).copied().collect::<Vec<_>>());
    let holds = |held: Pages| held.first <= page.pages().last && page.pages().first <= held.last;
    let topics = topics.into_iter().map(|id| catalogue.topic(id));
    let standing = topics.filter(|topic| topic.pages().is_some_and(|held| holds(held.value)));
    let mut card = Card::titled(title(page));
    card.fact("Guideline", resolution.guideline.map(|id| catalogue.guideline(id).name.clone()));
    card.list(
        "Here stands",
        standing.map(|topic| format!("{}, {}", topic.title(), card::pages(topic).unwrap_or_default())),
    );
    (!card.entries.is_empty()).then(|| (page.span.clone(), card))
}

fn title(page: &PageRange) -> String {
    let pages = page.pages();
    if pages.first == pages.last { format!("Page {pages}") } else { format!("Pages {pages}") }
}

fn topic(cited: &Cited<'_>, at: usize, catalogue: &Catalogue) -> Option<(Range<usize>, Card)> {
    let named = cited.resolution.topics.iter().find_map(|named| {
        let place = cited.citation.find(&named.place).filter(|place| is_at(place, at))?;
        Some((place, named))
    });
    let Some((place, named)) = named else {
        let place = cited.unresolved().find(|place| is_at(place, at))?;
        let nearest = cited.resolution.nearest?;
        let mut card = Card::of_topic(catalogue, nearest);
        card.note("No such topic is known. This is the nearest to it.");
        return Some((place, card));
    };
    let mut card = Card::of_topic(catalogue, named.topic);
    if named.confidence < Confidence::Exact {
        card.note("It is written in another way here; this is probably meant.");
    }
    Some((place, card))
}

fn guideline(cited: &Cited<'_>, at: usize, catalogue: &Catalogue) -> Option<(Range<usize>, Card)> {
    let place = cited.citation.guideline.as_ref().or(cited.citation.text.as_ref()).filter(|place| is_at(place, at))?;
    Some((place.clone(), Card::of_guideline(catalogue, cited.resolution.guideline?)))
}
