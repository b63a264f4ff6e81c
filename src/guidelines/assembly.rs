//! Putting a catalogue together from files, the later ones correcting the earlier.

use super::catalogue::{Catalogue, Cited, Guideline, GuidelineId, SHIPPED, ToldAt, Topic, TopicId, Treatment};
use super::facts::{Fact, Pages, Status, Validity};
use super::file::{CitedEntry, Entry, File, GuidelineEntry, Place, Problem, TopicEntry, TopicKind, TreatmentEntry};
use super::hierarchy::last_of_circles;
use super::merging::{Correctable, merged};
use super::names::{Names, key};
use super::resolve::Index;
use super::search::SearchIndex;
use crate::text::alike::did_you_mean;
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// A catalogue of all that the files say, and what they say that cannot be used.
pub(super) fn assemble(files: &[File]) -> (Catalogue, Vec<Problem>) {
    let mut assembly = Assembly::default();
    let guidelines = files.iter().flat_map(|file| &file.guidelines);
    for entry in merged(guidelines, GuidelineEntry::fault, &mut assembly.problems) {
        assembly.guideline(entry);
    }
    let topics = || files.iter().flat_map(|file| &file.topics);
    let ids: Vec<&str> = assembly.guidelines.keys().map(String::as_str).collect();
    let fault = |says: &TopicEntry| {
        let others = topics().map(|entry| entry.says.name.as_str()).filter(|name| *name != says.name);
        says.guideline_fault(&ids, others).or_else(|| says.fault())
    };
    let topics = merged(topics(), fault, &mut assembly.problems);
    for entry in &topics {
        assembly.topic(entry);
    }
    assembly.parents(&topics);
    let treatments = files.iter().flat_map(|file| &file.treatments);
    let treatments = merged(treatments, |_| None, &mut assembly.problems);
    // In the order of the files: a name belongs to the treatment that was given it first.
    for entry in files.iter().flat_map(|file| &file.treatments) {
        assembly.claim_names(entry);
    }
    for entry in treatments {
        assembly.treatment(entry);
    }
    for entry in files.iter().flat_map(|file| &file.phrases) {
        let topic = &entry.says.topic;
        if let Some(topic) = assembly.topic_called(topic, |message| entry.place.problem("phrase", topic, message)) {
            assembly.catalogue.phrases.entry(topic).or_default().push(entry.says.text.clone());
        }
    }
    assembly.finish()
}

impl GuidelineEntry {
    /// What keeps it from being used.
    fn fault(&self) -> Option<String> {
        let is_whole = self.name.is_some() && self.in_mtus.is_some();
        let unwhole = (!is_whole).then(|| "A new guideline needs `name` and `in-mtus`.".to_owned());
        unwhole.or_else(|| address_fault(self.address.as_deref()))
    }
}

impl TopicEntry {
    /// What keeps it from being used.
    fn fault(&self) -> Option<String> {
        let (first, last) = (self.first_page.map(Fact::from), self.last_page.map(Fact::from));
        if let (Some(first), Some(last)) = (first, last)
            && first.value > last.value
        {
            return Some(format!("Page {} cannot be the first if {} is the last.", first.value, last.value));
        }
        if first.or(last).is_some_and(|page| page.value == 0) {
            return Some("Pages count from 1.".to_owned());
        }
        let cite = self.cite.clone().map(Fact::from);
        if cite.is_some_and(|cite| cite.status < Status::Likely) {
            let message = "Words that go into a letter must be `likely` or `confirmed`. If not, leave `cite` out.";
            return Some(message.to_owned());
        }
        address_fault(self.address.as_deref())
    }

    fn guideline_fault<'a>(&self, ids: &[&str], others: impl Iterator<Item = &'a str>) -> Option<String> {
        match &self.guideline {
            Some(id) if ids.contains(&id.as_str()) => None,
            Some(id) => Some(format!("There is no guideline “{id}”.{}", did_you_mean(id, ids.iter().copied()))),
            None => Some(format!("A new topic needs `guideline`.{}", did_you_mean(&self.name, others))),
        }
    }
}

/// A place in an office's file; what ships is in none.
fn told_at(place: &Place) -> Option<ToldAt> {
    (place.rank >= SHIPPED.len()).then(|| ToldAt { file: place.file.clone(), line: place.line })
}

/// What keeps a page on the web from being opened.
fn address_fault(address: Option<&str>) -> Option<String> {
    let is_of_web = |address: &str| {
        let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
        rest.is_some_and(|rest| {
            rest.starts_with(char::is_alphanumeric)
                && !rest.contains(|char: char| char.is_whitespace() || char.is_control())
        })
    };
    let is_possible = address.is_none_or(is_of_web);
    (!is_possible).then(|| "Write the whole `address` of a page, beginning with https://.".to_owned())
}

#[derive(Default)]
struct Assembly {
    catalogue: Catalogue,
    guidelines: HashMap<String, (GuidelineId, GuidelineEntry)>,
    /// The ranks of the files that had the last word on each topic.
    topic_ranks: Vec<usize>,
    /// Which treatment each name belongs to.
    owners: HashMap<String, String>,
    problems: Vec<Problem>,
}

impl Assembly {
    fn guideline(&mut self, entry: Entry<GuidelineEntry>) {
        let Entry { place, says } = entry;
        let guideline = Guideline {
            id: says.id.clone(),
            name: says.name.clone().unwrap_or_default(),
            in_mtus: says.in_mtus.unwrap_or_default(),
            address: says.address.clone(),
            edition: says.edition,
            told_at: told_at(&place),
        };
        let id = GuidelineId(self.catalogue.guidelines.len());
        self.guidelines.insert(says.id.clone(), (id, says));
        self.catalogue.guidelines.push(guideline);
    }

    /// Takes up a topic, without its parent.
    fn topic(&mut self, entry: &Entry<TopicEntry>) {
        let says = &entry.says;
        let Some((guideline, document)) = says.guideline.as_ref().and_then(|id| self.guidelines.get(id)) else {
            return;
        };
        let edition = says.edition.or(document.edition);
        let from = says.valid_from.or(document.valid_from);
        let topic = Topic {
            name: says.name.clone(),
            guideline: *guideline,
            kind: says.kind.unwrap_or_default(),
            address: says.address.clone(),
            parent: None,
            cite: says.cite.clone().map(Fact::from),
            first_page: says.first_page.map(Fact::from),
            last_page: says.last_page.map(Fact::from),
            edition,
            regulation: says.regulation.clone().or_else(|| document.regulation.clone()),
            // No edition is in force before its own year.
            validity: Validity {
                from: from.or_else(|| edition.and_then(|year| Date::new(year, 1, 1).ok())),
                until: says.valid_until.or(document.valid_until),
            },
            origin: says.origin.clone().unwrap_or_default(),
            told_at: told_at(&entry.place),
        };
        self.catalogue.topic_names.insert(says.name.clone(), TopicId(self.catalogue.topics.len()));
        self.catalogue.topics.push(topic);
        self.topic_ranks.push(entry.place.rank);
    }

    /// Gives topics the parents that they name, but for the last of those that are parts of each other in a circle.
    fn parents(&mut self, entries: &[Entry<TopicEntry>]) {
        let mut named = Vec::new();
        for entry in entries {
            named.extend(self.named_parent(entry).map(|(topic, parent)| (topic, parent, entry)));
        }
        for (topic, parent, _) in &named {
            self.catalogue.topics[topic.0].parent = Some(*parent);
        }
        let topics = &self.catalogue.topics;
        let last = last_of_circles(topics.len(), |id| topics[id].parent.map(|parent| parent.0));
        for id in &last {
            self.catalogue.topics[*id].parent = None;
        }
        let last: HashSet<usize> = last.into_iter().collect();
        for (topic, parent, entry) in named {
            if last.contains(&topic.0) {
                self.complain(entry, "Its `parent` is a part of the topic itself.");
            } else {
                self.compare_pages(topic, parent, entry);
            }
        }
    }

    /// A topic with the one that it names as its parent.
    fn named_parent(&mut self, entry: &Entry<TopicEntry>) -> Option<(TopicId, TopicId)> {
        let topic = self.catalogue.topic_named(&entry.says.name)?;
        let Some(parent) = &entry.says.parent else {
            if self.catalogue.topic(topic).kind == TopicKind::Pointer {
                self.complain(entry, "A pointer needs `parent`: the topic to which it refers.");
            }
            return None;
        };
        Some((topic, self.topic_called(parent, |message| entry.problem(message))?))
    }

    fn compare_pages(&mut self, topic: TopicId, parent: TopicId, entry: &Entry<TopicEntry>) {
        if let (Some(own), Some(whole)) = (self.catalogue.topic(topic).pages(), self.catalogue.topic(parent).pages())
            && self.catalogue.topic(topic).kind != TopicKind::Pointer
            && !own.value.lie_within(whole.value)
            && self.topic_ranks[parent.0] <= entry.place.rank
        {
            let name = &self.catalogue.topic(parent).name;
            let message = format!("Its pages {} lie outside of “{name}”, which has {}.", own.value, whole.value);
            self.complain(entry, &message);
        }
    }

    fn claim_names(&mut self, entry: &Entry<TreatmentEntry>) {
        let says = &entry.says;
        for name in [&says.name].into_iter().chain(says.brands.iter().chain(&says.synonyms).flatten()) {
            let owner = self.owners.entry(key(name)).or_insert_with(|| says.name.clone());
            if *owner != says.name {
                let message = format!("“{name}” is already a name of “{owner}”.");
                self.complain(entry, &message);
            }
        }
    }

    fn owns(&self, treatment: &str, name: &str) -> bool {
        self.owners.get(&key(name)).is_some_and(|owner| owner == treatment)
    }

    fn treatment(&mut self, entry: Entry<TreatmentEntry>) {
        let says = &entry.says;
        if !self.owns(&says.name, &says.name) {
            return;
        }
        let cited: Vec<_> = says.cited.iter().flatten().filter_map(|cited| self.cited(cited, &entry)).collect();
        let also = says.also.iter().flatten();
        let also = also.filter_map(|topic| self.topic_called(topic, |message| entry.problem(message))).collect();
        let own = |names: &Option<Vec<String>>| -> Vec<String> {
            names.iter().flatten().filter(|name| self.owns(&says.name, name)).cloned().collect()
        };
        let (brands, synonyms) = (own(&says.brands), own(&says.synonyms));
        let mut only_in_headings = says.only_in_headings.clone().unwrap_or_default();
        only_in_headings.retain(|name| {
            let is_own = *name == says.name || brands.contains(name) || synonyms.contains(name);
            if !is_own {
                let names = [&says.name].into_iter().chain(&brands).chain(&synonyms).map(String::as_str);
                let message =
                    format!("“{name}” in `only-in-headings` is none of its names.{}", did_you_mean(name, names));
                self.problems.push(entry.problem(message));
            }
            is_own
        });
        self.catalogue.treatments.push(Treatment {
            cited,
            also,
            brands,
            synonyms,
            only_in_headings,
            // What nobody vouches for is not sure.
            status: says.status.unwrap_or(Status::Unsure),
            name: entry.says.name,
            class: entry.says.class,
            body_parts: entry.says.body_parts.unwrap_or_default(),
        });
    }

    /// What is cited, without pages that the topic does not have. If whoever gave the topic its pages came later, there
    /// is nothing to complain about: the pages cited are the older knowledge.
    fn cited(&mut self, cited: &CitedEntry, entry: &Entry<TreatmentEntry>) -> Option<Cited> {
        let id = self.topic_called(&cited.topic, |message| entry.problem(message))?;
        let topic = self.catalogue.topic(id);
        let lie_within = |pages: &Pages| {
            topic.first_page.is_none_or(|first| first.value <= pages.first)
                && topic.last_page.is_none_or(|last| pages.last <= last.value)
        };
        let pages = cited.pages.filter(lie_within);
        if pages != cited.pages && self.topic_ranks[id.0] <= entry.place.rank {
            let outside = cited.pages.map(|pages| pages.to_string()).unwrap_or_default();
            let message = format!("The cited pages {outside} lie outside of the topic “{}”.", topic.name);
            self.complain(entry, &message);
        }
        Some(Cited { topic: id, pages })
    }

    fn topic_called(&mut self, name: &str, problem: impl Fn(String) -> Problem) -> Option<TopicId> {
        let topic = self.catalogue.topic_named(name);
        if topic.is_none() {
            self.problems.push(problem(format!("There is no topic “{name}”.{}", self.nearest_topic(name))));
        }
        topic
    }

    fn nearest_topic(&self, name: &str) -> String {
        did_you_mean(name, self.catalogue.topic_names.keys().map(String::as_str))
    }

    fn complain<T: Correctable>(&mut self, entry: &Entry<T>, message: &str) {
        self.problems.push(entry.problem(message.to_owned()));
    }

    fn finish(mut self) -> (Catalogue, Vec<Problem>) {
        self.catalogue.names = Names::of(&self.catalogue.treatments);
        self.catalogue.index = Index::of(&self.catalogue);
        self.catalogue.search = SearchIndex::of(&self.catalogue);
        (self.catalogue, self.problems)
    }
}
