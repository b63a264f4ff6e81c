//! Which entries of the catalogue a citation means.

mod chapters;
mod documents;
mod folding;
mod lists;
mod pages;
mod spelling;
mod titles;

use super::catalogue::{Catalogue, GuidelineId, TopicId, TopicKind};
use super::facts::{Pages, Validity};
pub use chapters::ChapterName;
use documents::DocumentNames;
use jiff::civil::Date;
use lists::Found;
use pages::KnownPages;
pub use pages::PageFit;
use std::ops::{Range, RangeInclusive};
use titles::{Scope, Titles};

/// What is looked up, prepared once for each catalogue.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The topics of each guideline, in order.
    topics_of: Vec<Vec<TopicId>>,
    /// The days on which something comes into force, in order, and the last days of what was.
    first_days: Vec<Date>,
    last_days: Vec<Date>,
    titles: Titles,
    documents: DocumentNames,
    pages: KnownPages,
}

impl Index {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let mut topics_of = vec![Vec::new(); catalogue.guidelines.len()];
        for (id, topic) in catalogue.topics() {
            topics_of[topic.guideline.0].push(id);
        }
        let in_order = |day: fn(Validity) -> Option<Date>| {
            let mut days: Vec<Date> = catalogue.topics().filter_map(|(_, topic)| day(topic.validity)).collect();
            days.sort_unstable();
            days.dedup();
            days
        };
        Index {
            first_days: in_order(|validity| validity.from),
            last_days: in_order(|validity| validity.until),
            topics_of,
            titles: Titles::of(catalogue),
            documents: DocumentNames::of(catalogue),
            pages: KnownPages::of(catalogue),
        }
    }
}

/// What a citation says, in its own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference<'t> {
    /// The guideline's name, or a title with its year.
    pub guideline: Option<&'t str>,
    /// A chapter's number, its title or both.
    pub chapter: Option<&'t str>,
    /// The topic, or several.
    pub topic: Option<&'t str>,
    /// What follows `Section(s):`.
    pub section: Option<&'t str>,
    /// All the words of a citation from outside the schedule.
    pub text: Option<&'t str>,
    /// The pages.
    pub pages: Vec<Pages>,
}

/// A part of a [`Reference`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Element {
    /// The guideline's name.
    Guideline,
    /// The chapter.
    Chapter,
    /// The topic, or several.
    Topic,
    /// What follows `Section(s):`.
    Section,
    /// The words of a citation from outside the schedule.
    Text,
}

/// Some words of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The part of the reference that holds them.
    pub element: Element,
    /// Where they stand in that part, in bytes.
    pub span: Range<usize>,
}

/// How surely a citation means what it is taken for, from the least to the most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Nothing tells what is meant.
    #[default]
    None,
    /// Only the pages tell.
    Pages,
    /// Misspelt, shortened or in another order, but nothing else can be meant.
    Near,
    /// The words of the catalogue; case, number, white space and punctuation do not matter.
    Exact,
}

/// A topic that the words of a citation name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedTopic {
    /// The topic.
    pub topic: TopicId,
    /// How surely it is meant.
    pub confidence: Confidence,
    /// The words that name it.
    pub place: Place,
}

/// What a citation means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// The document.
    pub guideline: Option<GuidelineId>,
    /// What the words name, in order: a chapter before its topic, and every topic of several before one page list.
    pub topics: Vec<NamedTopic>,
    /// The words that should name a topic and name none.
    pub unresolved: Vec<Place>,
    /// The most specific topics that hold the pages. Those that share a page stand side by side.
    pub by_pages: Vec<TopicId>,
    /// How the pages agree with the named topics; `None` without pages or named topics.
    pub page_fit: Option<PageFit>,
    /// For words that name nothing: the topic most like them, to be offered and not asserted.
    pub nearest: Option<TopicId>,
    /// How surely all of this is meant; of several topics the least sure one counts.
    pub confidence: Confidence,
}

impl Catalogue {
    /// Whether the same topics can be in force on these governing days as on those.
    pub fn holds_alike(&self, these: &RangeInclusive<Date>, those: &RangeInclusive<Date>) -> bool {
        let in_force = |days: &RangeInclusive<Date>| {
            let begun = self.index.first_days.partition_point(|first| first <= days.end());
            (begun, self.index.last_days.partition_point(|last| last < days.start()))
        };
        in_force(these) == in_force(those)
    }

    /// What a citation means. Of several editions only those count that were in force on one of the governing `days`.
    pub fn resolve(&self, reference: &Reference<'_>, days: Option<&RangeInclusive<Date>>) -> Resolution {
        let documents = self.documents(reference, days);
        let mut found = Found::default();
        let mut scope = Scope { guidelines: documents.guidelines, within: None };
        if let Some(label) = documents.label {
            scope = self.scope_of_label(label.topic);
            found.topics.push(label);
        }
        if let Some(Place { element, span }) = documents.free_words {
            let words = if element == Element::Guideline { reference.guideline } else { reference.text };
            found.take(words.map(|words| self.free_text(element, words, span, &scope)).unwrap_or_default());
        }
        if let Some(words) = reference.chapter {
            found.take(self.one(Element::Chapter, words, &scope));
            scope.within = found.topics.last().map(|named| named.topic);
        }
        for (element, words) in [(Element::Topic, reference.topic), (Element::Section, reference.section)] {
            found.take(words.map(|words| self.list(element, words, &scope)).unwrap_or_default());
        }
        self.conclude(reference, found, documents.first, scope)
    }

    fn conclude(
        &self,
        reference: &Reference<'_>,
        found: Found,
        document: Option<GuidelineId>,
        mut scope: Scope,
    ) -> Resolution {
        let guideline = found.topics.first().map(|named| self.topic(named.topic).guideline).or(document);
        if let Some(guideline) = guideline.filter(|guideline| scope.guidelines.contains(guideline)) {
            scope.guidelines = vec![guideline];
        }
        if scope.within.is_none() {
            let mut named = found.topics.iter().map(|named| named.topic);
            scope.within = named.find(|topic| {
                self.topic(*topic).kind == TopicKind::Chapter
                    && scope.guidelines.contains(&self.topic(*topic).guideline)
            });
        }
        // Each chapter may count its pages anew, so those of an unknown one hold nothing.
        let is_unknown_chapter = reference.chapter.is_some() && scope.within.is_none();
        let by_pages = if is_unknown_chapter { Vec::new() } else { self.by_pages(&reference.pages, &scope) };
        let least = found.topics.iter().map(|named| named.confidence).min();
        let by_pages_only = if by_pages.is_empty() { Confidence::None } else { Confidence::Pages };
        Resolution {
            guideline,
            page_fit: self.page_fit(&found.topics, &reference.pages),
            by_pages,
            confidence: least.unwrap_or(by_pages_only),
            topics: found.topics,
            unresolved: found.unresolved,
            nearest: found.nearest,
        }
    }
}
