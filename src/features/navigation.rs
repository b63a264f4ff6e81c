//! Where to go from a place: from a treatment to the item that is about it, from a decision to its conclusion, and to
//! all places that name the same treatment or cite the same topic.

use super::highlight::mentions_of;
use super::hover::treatment_at;
use crate::analysis::{Cited, Snapshot};
use crate::guidelines::{Context, Named, TopicId};
use crate::model::{Item, shifted};
use std::ops::Range;

/// Where what stands at an offset is decided: the requests of the items about a treatment, the mentions outside of an
/// item for its own request; the conclusion of a decision, the decision of a conclusion.
pub fn definitions(snapshot: &Snapshot, offset: usize) -> Vec<Range<usize>> {
    if !snapshot.is_letter() {
        return Vec::new();
    }
    let counterpart = snapshot.letter().item_at(offset).and_then(|(start, item)| counterpart(item, start, offset));
    if let Some(counterpart) = counterpart {
        return vec![counterpart];
    }
    let Some((_, named)) = treatment_at(snapshot, offset) else { return Vec::new() };
    let requests = requests_of(snapshot, &named);
    match requests.iter().any(|request| request.start <= offset && offset <= request.end) {
        true => {
            let is_elsewhere = |place: &Range<usize>| {
                requests.iter().all(|request| place.end <= request.start || request.end <= place.start)
            };
            mentions_of(snapshot, &named).into_iter().filter(is_elsewhere).take(1).collect()
        }
        false => requests,
    }
}

/// All places that name the treatment or cite the topic at an offset.
pub fn references(snapshot: &Snapshot, offset: usize) -> Vec<Range<usize>> {
    if !snapshot.is_letter() {
        return Vec::new();
    }
    match cited_topic(snapshot, offset) {
        Some(topic) => citations_of(snapshot, &topic),
        None => treatment_at(snapshot, offset).map(|(_, named)| mentions_of(snapshot, &named)).unwrap_or_default(),
    }
}

/// The unique name of the topic that is cited at an offset.
pub fn cited_topic(snapshot: &Snapshot, offset: usize) -> Option<String> {
    let (cited, at) = cited_at(snapshot, offset)?;
    topic_of(&cited, at).map(|topic| snapshot.catalogue().topic(topic).name.clone())
}

/// The citation at an offset, and that place as it counts.
pub(super) fn cited_at(snapshot: &Snapshot, offset: usize) -> Option<(Cited<'_>, usize)> {
    if !snapshot.is_letter() {
        return None;
    }
    let (start, item) = snapshot.letter().item_at(offset)?;
    let at = offset.checked_sub(start)?;
    let cited = snapshot.cited(start, item).citations;
    let cited = cited.into_iter().find(|cited| cited.citation.span.start <= at && at <= cited.citation.span.end)?;
    Some((cited, at))
}

/// The topic that a citation names at a place, or else the last one that it names.
pub(super) fn topic_of(cited: &Cited<'_>, at: usize) -> Option<TopicId> {
    let named = cited.resolution.topics.iter().rev();
    let here = named
        .clone()
        .find(|named| cited.citation.find(&named.place).is_some_and(|place| place.start <= at && at <= place.end));
    here.or_else(|| named.clone().next()).map(|named| named.topic)
}

/// Where the topic with this unique name is cited.
pub fn citations_of(snapshot: &Snapshot, topic: &str) -> Vec<Range<usize>> {
    let mut places = Vec::new();
    let Some(topic) = snapshot.catalogue().topic_named(topic).filter(|_| snapshot.is_letter()) else { return places };
    for (start, item) in snapshot.letter().items() {
        let cited = snapshot.cited(start, item).citations;
        let own = cited.iter().filter(|cited| cited.resolution.topics.iter().any(|named| named.topic == topic));
        places.extend(own.map(|cited| shifted(&cited.citation.span, start)));
    }
    places
}

/// The requests that are about a treatment.
fn requests_of(snapshot: &Snapshot, named: &Named) -> Vec<Range<usize>> {
    let names = snapshot.catalogue().names();
    let request = |(start, item): (usize, &Item)| {
        let request = shifted(&item.heading.as_ref()?.request, start);
        let words = snapshot.text().slice(request.clone());
        names.mentions(&words, Context::Heading).iter().any(|mention| mention.named == *named).then_some(request)
    };
    snapshot.letter().items().filter_map(request).collect()
}

/// From a decision to the conclusion of its rationale, and back.
fn counterpart(item: &Item, start: usize, offset: usize) -> Option<Range<usize>> {
    let decided = shifted(&item.heading.as_ref()?.words, start);
    let concluded = shifted(&item.conclusion()?.words, start);
    let is_at = |place: &Range<usize>| !place.is_empty() && place.start <= offset && offset <= place.end;
    match (is_at(&decided), is_at(&concluded)) {
        (true, _) => Some(concluded),
        (false, true) => Some(decided).filter(|decided| !decided.is_empty()),
        (false, false) => None,
    }
}
