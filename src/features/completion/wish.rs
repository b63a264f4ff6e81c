//! What is probably wanted for an item: topics and pages, the likeliest first.

use super::place::ItemPlace;
use crate::analysis::Snapshot;
use crate::guidelines::{Catalogue, Context, Named, Pages, Status, TopicId, Treatment, TreatmentId};
use crate::layouts::FieldKind;
use crate::model::citation::references;
use std::collections::HashMap;

/// A topic, and pages of it that decisions cite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) topic: TopicId,
    pub(super) pages: Option<Pages>,
    /// How sure it is that these are the pages.
    pub(super) status: Status,
}

impl Wish {
    fn is_confirmed_around(&self, pages: Pages) -> bool {
        self.status == Status::Confirmed && self.pages.is_some_and(|own| pages.lie_within(own))
    }
}

/// A topic counts for a class if at least this share of its treatments cites it.
const SHARE_OF_CLASS: f64 = 0.3;

/// What is cited for what the item is about: for its treatments, for their classes, then what the claims
/// administrator cited.
pub(super) fn wishes(snapshot: &Snapshot, place: &ItemPlace<'_>) -> Vec<Wish> {
    let catalogue = snapshot.catalogue();
    let (treatments, classes) = named(snapshot, place);
    let mut wishes = Vec::new();
    for treatment in treatments.iter().map(|id| catalogue.treatment(*id)) {
        wishes.extend(cited_for(catalogue, treatment));
    }
    for treatment in treatments.iter().map(|id| catalogue.treatment(*id)) {
        let trusted = treatment.also.iter().filter(|_| treatment.status > Status::Doubtful);
        wishes.extend(trusted.map(|topic| of_topic(catalogue, *topic)));
    }
    for class in classes {
        wishes.extend(cited_for_class(catalogue, &class));
    }
    wishes.extend(reported(snapshot, place));
    wishes
}

/// What decisions cite for a treatment, with their pages.
pub(super) fn cited_for<'c>(catalogue: &'c Catalogue, treatment: &'c Treatment) -> impl Iterator<Item = Wish> + 'c {
    let trusted = treatment.cited.iter().filter(|_| treatment.status > Status::Doubtful);
    trusted.map(|cited| {
        let topic = of_topic(catalogue, cited.topic);
        match cited.pages {
            // Pages within pages that somebody has looked up are as sure as these.
            Some(pages) if topic.is_confirmed_around(pages) => Wish { pages: Some(pages), ..topic },
            Some(pages) => Wish { topic: cited.topic, pages: Some(pages), status: treatment.status },
            None => topic,
        }
    })
}

/// What at least some share of the treatments of a class cites, the most frequent first.
pub(super) fn cited_for_class(catalogue: &Catalogue, class: &str) -> Vec<Wish> {
    let members = || {
        catalogue
            .treatments()
            .map(|(_, treatment)| treatment)
            .filter(|treatment| treatment.class.as_deref() == Some(class))
    };
    let mut votes: HashMap<TopicId, Vec<Wish>> = HashMap::new();
    for wish in members().flat_map(|treatment| cited_for(catalogue, treatment)) {
        votes.entry(wish.topic).or_default().push(wish);
    }
    let least = SHARE_OF_CLASS * members().count() as f64;
    let mut votes: Vec<(usize, Wish)> = votes
        .into_values()
        .filter(|wishes| wishes.len() as f64 >= least && wishes.len() > 1)
        .filter_map(|wishes| Some((wishes.len(), most_frequent(&wishes)?)))
        .collect();
    votes.sort_by_key(|(count, wish)| (std::cmp::Reverse(*count), wish.topic));
    // The pages were cited for others of the class.
    let votes = votes.into_iter().map(|(_, wish)| wish);
    votes
        .map(|wish| match wish.pages {
            Some(pages) if of_topic(catalogue, wish.topic).is_confirmed_around(pages) => wish,
            _ => Wish { status: wish.status.min(Status::Likely), ..wish },
        })
        .collect()
}

/// A topic with all of its pages.
pub(super) fn of_topic(catalogue: &Catalogue, topic: TopicId) -> Wish {
    let pages = catalogue.topic(topic).pages();
    Wish { topic, pages: pages.map(|pages| pages.value), status: pages.map_or(Status::Unsure, |pages| pages.status) }
}

fn most_frequent(wishes: &[Wish]) -> Option<Wish> {
    let count = |wish: &Wish| wishes.iter().filter(|other| other.pages == wish.pages).count();
    wishes.iter().rev().copied().max_by_key(count)
}

/// The treatments that the heading of an item names, and their classes together with those it names itself.
/// A treatment for which nothing is known to be cited says nothing through its class either.
fn named(snapshot: &Snapshot, place: &ItemPlace<'_>) -> (Vec<TreatmentId>, Vec<String>) {
    let catalogue = snapshot.catalogue();
    let Some(heading) = &place.item.heading else { return (Vec::new(), Vec::new()) };
    let request = snapshot.text().slice(place.offset + heading.request.start..place.offset + heading.request.end);
    let (mut treatments, mut classes) = (Vec::new(), Vec::new());
    for mention in catalogue.names().mentions(&request, Context::Heading) {
        match mention.named {
            Named::Treatment(id) => {
                let treatment = catalogue.treatment(id);
                classes.extend(treatment.class.clone().filter(|_| !treatment.cited.is_empty()));
                treatments.push(id);
            }
            Named::Class(class) => classes.push(class),
        }
    }
    (treatments, classes)
}

/// What the claims administrator cited, as far as it is understood.
fn reported(snapshot: &Snapshot, place: &ItemPlace<'_>) -> Vec<Wish> {
    let Some(field) = place.item.field(FieldKind::ClaimsAdministrator) else { return Vec::new() };
    let text = snapshot.text().slice(place.offset..place.offset + field.range().end);
    let catalogue = snapshot.catalogue();
    let mut wishes = Vec::new();
    for reference in references(&text, &field.citations) {
        let resolution = snapshot.resolve(&reference);
        let named = resolution.topics.iter().map(|named| named.topic);
        let topics = if resolution.topics.is_empty() { resolution.by_pages.clone() } else { named.collect() };
        wishes.extend(topics.into_iter().map(|topic| {
            let known = of_topic(catalogue, topic);
            let within = |pages: &&Pages| known.pages.is_some_and(|all| pages.lie_within(all));
            Wish { pages: reference.pages.first().filter(within).copied().or(known.pages), ..known }
        }));
    }
    wishes
}
