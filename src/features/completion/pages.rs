//! Pages behind their label.

use super::candidates::{Candidate, Choice};
use super::slot::{Slot, Stage};
use super::wish::{Wish, of_topic};
use crate::analysis::Snapshot;
use crate::guidelines::{GuidelineId, Hit, Pages, Reference, TopicId};
use std::collections::HashSet;

/// More hits of a search than this are of no use.
const MOST_HITS: usize = 50;

/// The pages of the topic that is named, or else those that decisions cite for the item, as far as they go with
/// the digits being written.
pub(super) fn candidates(snapshot: &Snapshot, choice: &Choice<'_>, wishes: Vec<Wish>, slot: &Slot) -> Vec<Candidate> {
    let Stage::Pages { guideline, topic } = &slot.stage else { return Vec::new() };
    let catalogue = choice.catalogue;
    let is_of_guideline = |id: TopicId| {
        let name = |guideline: GuidelineId| &catalogue.guideline(guideline).name;
        guideline.is_none_or(|guideline| name(guideline) == name(catalogue.topic(id).guideline))
    };
    let named = named(snapshot, *guideline, topic);
    let is_named = |id: TopicId| named.iter().any(|named| *named == id || catalogue.topic(id).parent == Some(*named));
    let mut all = wishes;
    if named.is_empty() {
        let hits = catalogue.search(&slot.query, MOST_HITS).into_iter();
        all.extend(hits.filter_map(|hit| if let Hit::Page(id) = hit { Some(of_topic(catalogue, id)) } else { None }));
    } else {
        all.retain(|wish| is_named(wish.topic));
        all.extend(named.iter().map(|id| of_topic(catalogue, *id)));
        all.extend(catalogue.topics().filter(|(id, _)| is_named(*id)).map(|(id, _)| of_topic(catalogue, id)));
    }
    let stop = if slot.is_last { "." } else { "" };
    let mut seen = HashSet::new();
    all.into_iter()
        .filter(|wish| is_of_guideline(wish.topic))
        .filter_map(|wish| choice.citable(wish))
        .filter_map(|wish| Some((wish, wish.pages?)))
        .filter(|(_, pages)| goes_with(*pages, &slot.query) && seen.insert(*pages))
        .map(|(wish, pages)| Candidate { wish, words: format!("{pages}{stop}") })
        .collect()
}

/// The topics that the words before the page label name.
fn named(snapshot: &Snapshot, guideline: Option<GuidelineId>, words: &str) -> Vec<TopicId> {
    let name = guideline.map(|guideline| snapshot.catalogue().guideline(guideline).name.as_str());
    let Some(name) = name.filter(|_| !words.is_empty()) else { return Vec::new() };
    let name = name.trim_start_matches("MTUS ");
    // A chapter of ACOEM is a topic of the catalogue as well.
    let is_chapter = words.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("ch"));
    let (chapter, topic) = if is_chapter { (Some(words), None) } else { (None, Some(words)) };
    let reference = Reference { guideline: Some(name), chapter, topic, ..Reference::default() };
    snapshot.resolve(&reference).topics.into_iter().map(|named| named.topic).collect()
}

/// Whether pages start with the digits being written, or hold the page that these are.
fn goes_with(pages: Pages, digits: &str) -> bool {
    pages.to_string().starts_with(digits)
        || digits.parse().is_ok_and(|page: u32| Pages { first: page, last: page }.lie_within(pages))
}
