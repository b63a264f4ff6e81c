//! What may be cited at a slot, the best first.

use super::slot::{Slot, Stage};
use super::wish::{Wish, cited_for, cited_for_class, of_topic};
use crate::guidelines::{Catalogue, Guideline, Hit, Pages, Reference, Status, Topic, TopicId, TopicKind};
use crate::layouts::{LayoutId, phrase};
use crate::model::citation::canonical;
use jiff::civil::Date;
use std::collections::HashSet;
use std::ops::RangeInclusive;

const LEAD: &str = "Decision based on";
/// More hits of a search than this are of no use.
const MOST_HITS: usize = 100;

/// What decides what may be cited.
pub(super) struct Choice<'c> {
    pub(super) catalogue: &'c Catalogue,
    /// The days that govern the letter, if they are known.
    pub(super) days: Option<RangeInclusive<Date>>,
    pub(super) layout: LayoutId,
}

/// Something to cite, and how it goes on with what stands before the cursor.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) wish: Wish,
    pub(super) words: String,
}

impl Choice<'_> {
    /// What may be cited, of what is wished for the item and of what the words being written match.
    pub(super) fn candidates(&self, wishes: Vec<Wish>, slot: &Slot) -> Vec<Candidate> {
        let wished = wishes.into_iter().filter_map(|wish| self.candidate(wish, slot));
        if slot.query.is_empty() {
            distinct(wished.chain(self.rest(slot).filter_map(|wish| self.candidate(wish, slot))))
        } else {
            distinct(self.matching(wished.collect(), slot).into_iter())
        }
    }

    /// First what is wished and goes on as the words being written begin, then what is wished and found by
    /// them, then what else is found by them.
    fn matching(&self, wished: Vec<Candidate>, slot: &Slot) -> Vec<Candidate> {
        let candidates = |wishes: Vec<Wish>| wishes.into_iter().filter_map(|wish| self.candidate(wish, slot));
        let mut found: Vec<Candidate> = candidates(self.found(&slot.query)).collect();
        if found.is_empty() {
            found.extend(candidates(self.understood(slot)));
        }
        let begins = |candidate: &Candidate| phrase::prefix(&candidate.words, &slot.query).is_some();
        let (mut begun, others): (Vec<_>, Vec<_>) = wished.into_iter().partition(begins);
        if !matches!(slot.stage, Stage::Guideline(_)) {
            begun.extend(candidates(self.rest(slot).collect()).filter(begins));
        }
        let is_found = |wished: &Candidate| found.iter().any(|found| found.wish.topic == wished.wish.topic);
        let both = others.into_iter().filter(is_found).collect::<Vec<_>>();
        begun.into_iter().chain(both).chain(found).collect()
    }

    /// What the words being written may stand for: topics, treatments, classes, pages.
    fn found(&self, query: &str) -> Vec<Wish> {
        let hits = self.catalogue.search(query, MOST_HITS).into_iter();
        hits.flat_map(|hit| match hit {
            Hit::Class(class) => cited_for_class(self.catalogue, &class),
            Hit::Treatment(id) => cited_for(self.catalogue, self.catalogue.treatment(id)).collect(),
            Hit::Topic(id) | Hit::Page(id) => vec![of_topic(self.catalogue, id)],
        })
        .collect()
    }

    /// What misspelt words stand for.
    fn understood(&self, slot: &Slot) -> Vec<Wish> {
        let Stage::Guideline(guideline) = slot.stage else { return Vec::new() };
        let name = self.catalogue.guideline(guideline).name.trim_start_matches("MTUS ");
        let topic = Some(slot.words.as_str());
        let reference = Reference { guideline: Some(name), topic, ..Reference::default() };
        let resolution = self.catalogue.resolve(&reference, self.days.as_ref());
        resolution.topics.iter().map(|named| of_topic(self.catalogue, named.topic)).collect()
    }

    /// What there is beside what is wished: the topics of a guideline that is named, else whole guidelines and
    /// chapters, whose pages would say nothing.
    fn rest(&self, slot: &Slot) -> impl Iterator<Item = Wish> {
        let topics = self.catalogue.topics();
        let is_named = matches!(slot.stage, Stage::Guideline(_));
        let fits = move |topic: &Topic| if is_named { topic.cite.is_some() } else { topic.kind == TopicKind::Chapter };
        topics.filter(move |(_, topic)| fits(topic)).map(|(id, topic)| match topic.kind {
            TopicKind::Chapter => Wish { topic: id, pages: None, status: Status::Unsure },
            _ => of_topic(self.catalogue, id),
        })
    }

    /// The candidate for a wish, if it may be cited in this letter and at this slot.
    fn candidate(&self, wish: Wish, slot: &Slot) -> Option<Candidate> {
        let wish = self.citable(wish)?;
        let guideline = self.guideline(wish.topic);
        let fits = match &slot.stage {
            Stage::Start | Stage::Lead => true,
            Stage::Outside => !guideline.in_mtus,
            Stage::Mtus => guideline.in_mtus,
            // Editions of one guideline are cited by one name.
            Stage::Guideline(named) => self.catalogue.guideline(*named).name == guideline.name,
            Stage::Pages { .. } => false,
        };
        fits.then(|| Candidate { words: self.words(&wish, slot), wish })
    }

    /// The wish as it may be cited: a title that refers to another stands for that, doubtful pages for none.
    pub(super) fn citable(&self, wish: Wish) -> Option<Wish> {
        let topic = self.catalogue.topic(wish.topic);
        if topic.kind == TopicKind::Pointer {
            return topic.parent.and_then(|parent| self.citable(of_topic(self.catalogue, parent)));
        }
        let is_over = self.days.as_ref().is_some_and(|days| topic.validity.excludes(days));
        // A label for an older chapter is how letters that cite by section write that chapter.
        let is_label = is_title(self.guideline(wish.topic)) && topic.parent.is_some();
        if topic.kind == TopicKind::Note || is_over || is_label {
            return None;
        }
        Some(Wish { pages: wish.pages.filter(|_| wish.status > Status::Doubtful), ..wish })
    }

    /// The citation from what stands before the cursor on.
    fn words(&self, wish: &Wish, slot: &Slot) -> String {
        let guideline = self.catalogue.topic(wish.topic).guideline;
        let pages: Vec<Pages> = wish.pages.into_iter().collect();
        let whole = canonical(self.catalogue, guideline, Some(wish.topic), &pages, self.layout);
        let written: &[&str] = match &slot.stage {
            Stage::Start | Stage::Pages { .. } => &[],
            Stage::Lead => &[LEAD],
            Stage::Outside => &[LEAD, "Non-MTUS Citation"],
            Stage::Mtus => &[LEAD, "MTUS"],
            Stage::Guideline(_) => &[LEAD, "Non-MTUS Citation", &self.catalogue.guideline(guideline).name, ","],
        };
        let rest =
            written.iter().fold(whole.as_str(), |rest, part| rest.strip_prefix(part).unwrap_or(rest).trim_start());
        if slot.is_last { rest.to_owned() } else { rest.trim_end_matches('.').to_owned() }
    }

    fn guideline(&self, topic: TopicId) -> &Guideline {
        self.catalogue.guideline(self.catalogue.topic(topic).guideline)
    }
}

/// The first of those that put the same words into the letter; one more than can be shown is enough.
fn distinct(candidates: impl Iterator<Item = Candidate>) -> Vec<Candidate> {
    let mut seen = HashSet::new();
    candidates.filter(|candidate| seen.insert(candidate.words.clone())).take(super::MOST + 1).collect()
}

/// Whether this is the list of labels of a title and a year.
fn is_title(guideline: &Guideline) -> bool {
    guideline.name == "MTUS"
}
