//! What the catalogue knows of one thing, laid out for a reader: never more certain than the catalogue is.

use crate::guidelines::{Catalogue, Cited, Fact, GuidelineId, Pages, Status, Topic, TopicId, TreatmentId, Validity};

/// What is known of one thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// What it is called.
    pub title: String,
    /// What is known, in the order in which it is of use.
    pub entries: Vec<Entry>,
}

/// A piece of what is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Something with a name.
    Fact {
        /// What is told.
        name: &'static str,
        /// What it is.
        value: String,
    },
    /// Several things with one name.
    List {
        /// What they are.
        name: &'static str,
        /// All of them.
        values: Vec<String>,
    },
    /// A sentence.
    Note(String),
}

/// A list is cut behind so many.
const LONGEST_LIST: usize = 12;

impl Card {
    pub(super) fn titled(title: impl Into<String>) -> Self {
        Card { title: title.into(), entries: Vec::new() }
    }

    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.entries.push(Entry::Note(note.into()));
    }

    pub(super) fn fact(&mut self, name: &'static str, value: Option<String>) {
        self.entries.extend(value.map(|value| Entry::Fact { name, value }));
    }

    pub(super) fn list(&mut self, name: &'static str, values: impl IntoIterator<Item = String>) {
        let mut values: Vec<String> = values.into_iter().collect();
        if values.len() > LONGEST_LIST {
            let more = values.len() - LONGEST_LIST;
            values.truncate(LONGEST_LIST);
            values.push(format!("… and {more} more"));
        }
        if !values.is_empty() {
            self.entries.push(Entry::List { name, values });
        }
    }

    /// What is known of a topic.
    pub fn of_topic(catalogue: &Catalogue, id: TopicId) -> Card {
        let topic = catalogue.topic(id);
        let mut card = Card::titled(topic.title());
        let document = catalogue.guideline(topic.guideline);
        let edition = topic.edition.map_or_else(String::new, |edition| format!(", {edition}"));
        card.fact("Guideline", Some(format!("{}{edition}", document.name)));
        card.fact("Part of", topic.parent.map(|parent| catalogue.topic(parent).title().to_owned()));
        card.fact("Pages", pages(topic));
        card.fact("Regulation", topic.regulation.clone());
        card.fact("In force", in_force(topic.validity));
        card.fact("Known from", Some(topic.origin.clone()).filter(|origin| !origin.is_empty()));
        card.list("Phrases of the office", catalogue.phrases(id).iter().cloned());
        card
    }

    /// What is known of a document.
    pub fn of_guideline(catalogue: &Catalogue, id: GuidelineId) -> Card {
        let guideline = catalogue.guideline(id);
        let topics = || catalogue.topics().map(|(_, topic)| topic).filter(|topic| topic.guideline == id);
        let mut card = Card::titled(guideline.name.clone());
        card.fact("Edition", guideline.edition.map(|edition| edition.to_string()));
        card.fact("Regulation", common(topics().map(|topic| topic.regulation.clone())).flatten());
        card.fact("In force", common(topics().map(|topic| topic.validity)).and_then(in_force));
        card.note(match guideline.in_mtus {
            true => "Part of the Medical Treatment Utilization Schedule.",
            false => "Not part of the Medical Treatment Utilization Schedule.",
        });
        card
    }

    /// What is known of a treatment.
    pub fn of_treatment(catalogue: &Catalogue, id: TreatmentId) -> Card {
        let treatment = catalogue.treatment(id);
        let mut card = Card::titled(treatment.name.clone());
        card.fact("Class", treatment.class.clone());
        card.list("Brands", treatment.brands.iter().cloned());
        card.list("Other names", treatment.synonyms.iter().cloned());
        card.list("Decisions cite", treatment.cited.iter().map(|cited| cited_topic(catalogue, cited)));
        card.list("Also", treatment.also.iter().map(|topic| catalogue.topic(*topic).title().to_owned()));
        let cites = !treatment.cited.is_empty() || !treatment.also.is_empty();
        if cites && treatment.status < Status::Confirmed {
            card.note(format!("What decisions cite is {}.", certainty(treatment.status)));
        }
        card
    }

    /// What is known of a class of treatments.
    pub fn of_class(catalogue: &Catalogue, class: &str) -> Card {
        let mut card = Card::titled(class);
        let members = catalogue.treatments().filter(|(_, treatment)| treatment.class.as_deref() == Some(class));
        card.list("Treatments of this class", members.map(|(_, treatment)| treatment.name.clone()));
        card
    }
}

/// A topic's pages, and how sure they are.
pub(super) fn pages(topic: &Topic) -> Option<String> {
    let Fact { value, status } = topic.pages()?;
    Some(with_certainty(&value.to_string(), status))
}

fn cited_topic(catalogue: &Catalogue, cited: &Cited) -> String {
    let pages = cited.pages.map_or_else(String::new, |pages: Pages| format!(", {pages}"));
    format!("{}{pages}", catalogue.topic(cited.topic).title())
}

fn with_certainty(value: &str, status: Status) -> String {
    if status == Status::Confirmed { value.to_owned() } else { format!("{value} ({})", certainty(status)) }
}

/// How sure something is that nobody has looked up.
fn certainty(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "confirmed",
        Status::Likely => "likely, unverified",
        Status::Unsure => "unsure, unverified",
        Status::Doubtful => "doubtful",
    }
}

fn in_force(Validity { from, until }: Validity) -> Option<String> {
    match (from, until) {
        (Some(from), Some(until)) => Some(format!("{from} to {until}")),
        (Some(from), None) => Some(format!("from {from}; no end is recorded")),
        (None, Some(until)) => Some(format!("until {until}")),
        (None, None) => None,
    }
}

/// The one value that all have.
fn common<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}
