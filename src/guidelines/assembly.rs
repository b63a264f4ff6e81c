//! Putting a catalogue together from files, the later ones correcting the earlier.

use super::catalogue::{Catalogue, Cited, Guideline, GuidelineId, Topic, TopicId, Treatment};
use super::facts::{Fact, Status, Validity};
use super::file::{CitedEntry, Entry, File, GuidelineEntry, Place, Problem, TopicEntry, TreatmentEntry};
use super::names::Names;
use super::resolve::Index;
use super::search::SearchIndex;
use jiff::civil::Date;
use std::collections::HashMap;

/// Names that a message lists as possible meanings are at least this like what was written.
const ALIKE: f64 = 0.75;

/// A catalogue of all that the files say, and what they say that cannot be used.
pub(super) fn assemble(files: &[File]) -> (Catalogue, Vec<Problem>) {
    let mut assembly = Assembly::default();
    for guideline in merged(files.iter().flat_map(|file| &file.guidelines), |entry| &entry.id, GuidelineEntry::correct)
    {
        assembly.guideline(&guideline);
    }
    let topics = merged(files.iter().flat_map(|file| &file.topics), |entry| &entry.name, TopicEntry::correct);
    let topics: Vec<_> = topics.into_iter().filter(|entry| assembly.topic(entry)).collect();
    for entry in &topics {
        assembly.parent(entry);
    }
    let treatments =
        merged(files.iter().flat_map(|file| &file.treatments), |entry| &entry.name, TreatmentEntry::correct);
    for entry in treatments {
        assembly.treatment(entry);
    }
    for entry in files.iter().flat_map(|file| &file.phrases) {
        let about = format!("phrase for “{}”", entry.says.topic);
        if let Some(topic) = assembly.topic_called(&entry.says.topic, &entry.place, &about) {
            assembly.catalogue.phrases.entry(topic).or_default().push(entry.says.text.clone());
        }
    }
    assembly.finish()
}

/// One entry for each key, with what later entries correct, in the order of the first ones.
fn merged<'a, T: Clone + 'a>(
    entries: impl Iterator<Item = &'a Entry<T>>,
    key: impl Fn(&T) -> &str,
    correct: impl Fn(&mut T, &T),
) -> Vec<Entry<T>> {
    let mut merged: Vec<Entry<T>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        match places.get(key(&entry.says)) {
            Some(at) => {
                correct(&mut merged[*at].says, &entry.says);
                merged[*at].place = entry.place.clone();
            }
            None => {
                places.insert(key(&entry.says).to_owned(), merged.len());
                merged.push(entry.clone());
            }
        }
    }
    merged
}

/// Takes what the correction says, and keeps what it is silent about.
fn replace<T: Clone>(old: &mut Option<T>, new: &Option<T>) {
    if new.is_some() {
        old.clone_from(new);
    }
}

impl GuidelineEntry {
    fn correct(&mut self, by: &Self) {
        replace(&mut self.name, &by.name);
        replace(&mut self.in_mtus, &by.in_mtus);
        replace(&mut self.edition, &by.edition);
        replace(&mut self.regulation, &by.regulation);
        replace(&mut self.valid_from, &by.valid_from);
        replace(&mut self.valid_until, &by.valid_until);
    }
}

impl TopicEntry {
    fn correct(&mut self, by: &Self) {
        replace(&mut self.guideline, &by.guideline);
        replace(&mut self.edition, &by.edition);
        replace(&mut self.regulation, &by.regulation);
        replace(&mut self.valid_from, &by.valid_from);
        replace(&mut self.valid_until, &by.valid_until);
        replace(&mut self.kind, &by.kind);
        replace(&mut self.parent, &by.parent);
        replace(&mut self.cite, &by.cite);
        replace(&mut self.first_page, &by.first_page);
        replace(&mut self.last_page, &by.last_page);
        replace(&mut self.origin, &by.origin);
    }
}

impl TreatmentEntry {
    fn correct(&mut self, by: &Self) {
        replace(&mut self.brands, &by.brands);
        replace(&mut self.synonyms, &by.synonyms);
        replace(&mut self.class, &by.class);
        replace(&mut self.only_in_headings, &by.only_in_headings);
        replace(&mut self.body_parts, &by.body_parts);
        replace(&mut self.cited, &by.cited);
        replace(&mut self.also, &by.also);
        replace(&mut self.status, &by.status);
    }
}

#[derive(Default)]
struct Assembly {
    catalogue: Catalogue,
    guidelines: HashMap<String, (GuidelineId, GuidelineEntry)>,
    problems: Vec<Problem>,
}

impl Assembly {
    fn guideline(&mut self, entry: &Entry<GuidelineEntry>) {
        let says = &entry.says;
        let about = format!("guideline “{}”", says.id);
        let (Some(name), Some(in_mtus)) = (&says.name, says.in_mtus) else {
            return self.complain(&entry.place, &about, "A new guideline needs `name` and `in-mtus`.");
        };
        let guideline = Guideline { id: says.id.clone(), name: name.clone(), in_mtus, edition: says.edition };
        let id = GuidelineId(self.catalogue.guidelines.len());
        self.guidelines.insert(says.id.clone(), (id, says.clone()));
        self.catalogue.guidelines.push(guideline);
    }

    /// Takes up a topic, without its parent; tells whether it could.
    fn topic(&mut self, entry: &Entry<TopicEntry>) -> bool {
        let says = &entry.says;
        let about = format!("topic “{}”", says.name);
        let Some((guideline, document)) = says.guideline.as_ref().and_then(|id| self.guidelines.get(id)) else {
            let message = match &says.guideline {
                Some(id) => format!("There is no guideline “{id}”."),
                None => {
                    let nearest = nearest(&says.name, self.catalogue.topic_names.keys());
                    format!("A new topic needs `guideline`.{nearest}")
                }
            };
            self.complain(&entry.place, &about, &message);
            return false;
        };
        let pages = (says.first_page.map(Fact::from), says.last_page.map(Fact::from));
        if let (Some(first), Some(last)) = pages
            && first.value > last.value
        {
            let message = format!("Page {} cannot be the first if {} is the last.", first.value, last.value);
            self.complain(&entry.place, &about, &message);
            return false;
        }
        let edition = says.edition.or(document.edition);
        let from = says.valid_from.or(document.valid_from);
        let topic = Topic {
            name: says.name.clone(),
            guideline: *guideline,
            kind: says.kind.unwrap_or_default(),
            parent: None,
            cite: says.cite.clone().map(Fact::from),
            first_page: pages.0,
            last_page: pages.1,
            edition,
            regulation: says.regulation.clone().or_else(|| document.regulation.clone()),
            // No edition is in force before its own year.
            validity: Validity {
                from: from.or_else(|| edition.and_then(|year| Date::new(year, 1, 1).ok())),
                until: says.valid_until.or(document.valid_until),
            },
            origin: says.origin.clone().unwrap_or_default(),
        };
        self.catalogue.topic_names.insert(says.name.clone(), TopicId(self.catalogue.topics.len()));
        self.catalogue.topics.push(topic);
        true
    }

    fn parent(&mut self, entry: &Entry<TopicEntry>) {
        let Some(parent) = &entry.says.parent else { return };
        let about = format!("topic “{}”", entry.says.name);
        let parent = self.topic_called(parent, &entry.place, &about);
        if let Some(topic) = self.catalogue.topic_named(&entry.says.name) {
            let is_circle = |id| self.ancestors(id).any(|ancestor| ancestor == topic);
            if parent.is_some_and(is_circle) {
                return self.complain(&entry.place, &about, "Its `parent` is a part of the topic itself.");
            }
            self.catalogue.topics[topic.0].parent = parent;
        }
    }

    /// A topic and all that it is a part of.
    fn ancestors(&self, topic: TopicId) -> impl Iterator<Item = TopicId> {
        std::iter::successors(Some(topic), |id| self.catalogue.topic(*id).parent)
    }

    fn treatment(&mut self, entry: Entry<TreatmentEntry>) {
        let Entry { place, says } = entry;
        let about = format!("treatment “{}”", says.name);
        let mut topics = Vec::new();
        for CitedEntry { topic, pages } in says.cited.unwrap_or_default() {
            if let Some(topic) = self.topic_called(&topic, &place, &about) {
                topics.push(Cited { topic, pages });
            }
        }
        let also = says.also.unwrap_or_default();
        let also = also.iter().filter_map(|topic| self.topic_called(topic, &place, &about)).collect();
        let treatment = Treatment {
            name: says.name,
            brands: says.brands.unwrap_or_default(),
            synonyms: says.synonyms.unwrap_or_default(),
            class: says.class,
            only_in_headings: says.only_in_headings.unwrap_or_default(),
            body_parts: says.body_parts.unwrap_or_default(),
            cited: topics,
            also,
            // What nobody vouches for is not sure.
            status: says.status.unwrap_or(Status::Unsure),
        };
        self.catalogue.treatments.push(treatment);
    }

    fn topic_called(&mut self, name: &str, place: &Place, about: &str) -> Option<TopicId> {
        let topic = self.catalogue.topic_named(name);
        if topic.is_none() {
            let nearest = nearest(name, self.catalogue.topic_names.keys());
            self.complain(place, about, &format!("There is no topic “{name}”.{nearest}"));
        }
        topic
    }

    fn complain(&mut self, place: &Place, about: &str, message: &str) {
        self.problems.push(Problem {
            file: place.file.clone(),
            line: place.line,
            entry: about.to_owned(),
            message: message.to_owned(),
        });
    }

    fn finish(mut self) -> (Catalogue, Vec<Problem>) {
        self.catalogue.names = Names::of(&self.catalogue.treatments);
        self.catalogue.index = Index::of(&self.catalogue);
        self.catalogue.search = SearchIndex::of(&self.catalogue);
        (self.catalogue, self.problems)
    }
}

/// A hint at the name that was probably meant.
fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a String>) -> String {
    let alike = names.map(|known| (strsim::jaro_winkler(name, known), known)).filter(|(likeness, _)| *likeness > ALIKE);
    let best = alike.max_by(|one, other| one.0.total_cmp(&other.0));
    best.map_or_else(String::new, |(_, known)| format!(" Did you mean “{known}”?"))
}
