//! The entry of the catalogue that a citation names, and the page that shows it.

use super::card::Card;
use super::navigation::{cited_at, topic_of};
use crate::analysis::Snapshot;
use crate::guidelines::{Catalogue, GuidelineId, ToldAt, TopicId};

/// An entry of the catalogue, by what it is known by in all catalogues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CatalogueEntry {
    /// A guideline, by its short name for catalogue files.
    Guideline(String),
    /// A topic, by its unique name.
    Topic(String),
}

/// The entry that is cited at an offset, and where the office tells of it, if it does.
pub fn cited_entry(snapshot: &Snapshot, offset: usize) -> Option<(CatalogueEntry, Option<ToldAt>)> {
    let (cited, at) = cited_at(snapshot, offset)?;
    let catalogue = snapshot.catalogue();
    let guideline = cited.citation.guideline.as_ref().filter(|words| words.start <= at && at <= words.end);
    match topic_of(&cited, at).filter(|_| guideline.is_none()) {
        Some(topic) => Some(of_topic(catalogue, topic)),
        None => cited.resolution.guideline.map(|guideline| of_guideline(catalogue, guideline)),
    }
}

fn of_topic(catalogue: &Catalogue, id: TopicId) -> (CatalogueEntry, Option<ToldAt>) {
    let topic = catalogue.topic(id);
    (CatalogueEntry::Topic(topic.name.clone()), topic.told_at.clone())
}

fn of_guideline(catalogue: &Catalogue, id: GuidelineId) -> (CatalogueEntry, Option<ToldAt>) {
    let guideline = catalogue.guideline(id);
    (CatalogueEntry::Guideline(guideline.id.clone()), guideline.told_at.clone())
}

/// What a page about an entry that ships with the program shows; `None` if none of this name does.
pub fn page(entry: &CatalogueEntry) -> Option<Card> {
    let catalogue = Catalogue::shipped();
    let mut card = match entry {
        CatalogueEntry::Topic(name) => Card::of_topic(&catalogue, catalogue.topic_named(name)?),
        CatalogueEntry::Guideline(name) => {
            let (id, _) = catalogue.guidelines().find(|(_, guideline)| guideline.id == *name)?;
            Card::of_guideline(&catalogue, id)
        }
    };
    card.note("This ships with the program. Your office can confirm and correct it in a file of its own.");
    Some(card)
}
