//! The parts of a letter, put together from blocks.

use super::citation::Citation;
use super::conclusion::Conclusion;
use super::cover::Cover;
use super::dates::Steps;
use super::heading::Heading;
use super::shifted;
use crate::layouts::told::Told;
use crate::layouts::{FieldKind, SectionKind};
use std::ops::Range;

/// A stretch of the letter: everything from one part's start to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its length in bytes.
    pub len: usize,
    /// How many blocks it covers.
    pub(super) blocks: usize,
    /// Where its last text ends, without white space; zero if it is blank.
    pub text_end: usize,
    /// Where the last thing starts that a reviewer wrote: neither a heading, nor a label, nor fixed
    /// wording. A gap before it has been passed over.
    pub written: Option<usize>,
    /// The days that it gives to the steps of the review.
    pub steps: Steps,
    /// What a cover page in it says.
    pub cover: Option<Cover>,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// What comes before the first section.
    Front,
    /// A section up to its first disputed item.
    Section(Section),
    /// A disputed item.
    Item(Item),
}

/// A section up to its first disputed item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub kind: SectionKind,
    /// Its heading; `None` where only the fixed wording behind it stands.
    pub heading: Option<Range<usize>>,
    /// The fixed wording that opens it.
    pub lead_in: Option<Range<usize>>,
    /// Its own text.
    pub content: Option<Range<usize>>,
    /// Whether that is only a placeholder.
    pub is_placeholder: bool,
    /// What it tells of the reviewer.
    pub credentials: Credentials,
    /// The requests that sentences tell in it, with what they decide: the results of a notice, the issue at dispute.
    pub told: Vec<Told>,
    /// Its citations, if it tells the guidelines that were relied upon.
    pub citations: Vec<Citation>,
    /// The reviewer's conclusions in it, if it holds the reasons.
    pub conclusions: Vec<Conclusion>,
    /// Whether, without a conclusion, it ends with a verdict in other words, or settles the request near its end.
    pub has_verdict_cue: bool,
}

/// What a text tells of the reviewer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Credentials {
    /// In sentences, as letters of 2014 do.
    pub in_prose: bool,
    /// In a block of labels, as letters from 2015 on do.
    pub in_block: bool,
    /// A specialty is named.
    pub specialty: bool,
    /// A state of licensure is named.
    pub states: bool,
}

/// A disputed item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Its heading; `None` if only fields stand there.
    pub heading: Option<Heading>,
    /// Its fields as they stand.
    pub fields: Vec<Field>,
}

/// A labelled field of a disputed item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which one.
    pub kind: FieldKind,
    /// Its label, with the colon.
    pub label: Range<usize>,
    /// Its text, without white space around it.
    pub content: Option<Range<usize>>,
    /// Whether that is only a placeholder.
    pub is_placeholder: bool,
    /// Its citations, if it is a guideline line.
    pub citations: Vec<Citation>,
    /// The reviewer's conclusions in it, if it is a rationale.
    pub conclusions: Vec<Conclusion>,
    /// Whether, without a conclusion, it ends with a verdict in other words, or settles the request near its end.
    pub has_verdict_cue: bool,
}

impl Credentials {
    /// What both tell together.
    #[must_use]
    pub fn and(self, other: Credentials) -> Credentials {
        Credentials {
            in_prose: self.in_prose || other.in_prose,
            in_block: self.in_block || other.in_block,
            specialty: self.specialty || other.specialty,
            states: self.states || other.states,
        }
    }
}

impl Part {
    /// An empty part.
    pub(super) fn new(kind: PartKind) -> Self {
        Part { kind, blocks: 0, len: 0, text_end: 0, written: None, steps: Steps::default(), cover: None }
    }

    /// The disputed item, if it is one.
    pub fn item(&self) -> Option<&Item> {
        match &self.kind {
            PartKind::Item(item) => Some(item),
            PartKind::Front | PartKind::Section(_) => None,
        }
    }

    /// The fields of the disputed item; of all else there are none.
    pub fn fields(&self) -> &[Field] {
        self.item().map_or(&[], |item| &item.fields)
    }

    /// What it says in words of its own: the text of a section, the request and the rationale of an item. The front
    /// of a letter is a table or a private page, and guideline lines name what others wrote.
    pub fn own_words(&self) -> Vec<Range<usize>> {
        match &self.kind {
            PartKind::Front => Vec::new(),
            PartKind::Section(section) => section.written().cloned().into_iter().collect(),
            PartKind::Item(item) => {
                let rationales = item.fields_of(FieldKind::Rationale);
                let request = item.heading.as_ref().map(|heading| heading.request.clone());
                request.into_iter().chain(rationales.filter_map(|field| field.written().cloned())).collect()
            }
        }
    }
}

impl Item {
    /// The place that stands for the whole item: what was requested, or else its first label.
    pub fn place(&self) -> Range<usize> {
        let request = self.heading.as_ref().map(|heading| heading.request.clone()).filter(|range| !range.is_empty());
        request.or_else(|| self.fields.first().map(|field| field.label.clone())).unwrap_or_default()
    }

    /// The fields of a kind, in order.
    pub fn fields_of(&self, kind: FieldKind) -> impl DoubleEndedIterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.kind == kind)
    }

    /// The first field of a kind.
    pub fn field(&self, kind: FieldKind) -> Option<&Field> {
        self.fields_of(kind).next()
    }

    /// The conclusion that counts: the last in the rationale.
    pub fn conclusion(&self) -> Option<&Conclusion> {
        self.fields_of(FieldKind::Rationale).filter_map(|field| field.conclusions.last()).next_back()
    }
}

impl Section {
    /// The section, in a part at an offset, as the field of an item.
    pub(super) fn as_field(&self, kind: FieldKind, at: usize) -> Option<Field> {
        let mut field = Field {
            kind,
            label: shifted(self.heading.as_ref()?, at),
            content: self.content.as_ref().map(|content| shifted(content, at)),
            is_placeholder: self.is_placeholder,
            citations: self.citations.clone(),
            conclusions: self.conclusions.clone(),
            has_verdict_cue: self.has_verdict_cue,
        };
        field.citations.iter_mut().for_each(|citation| citation.shift(at));
        field.conclusions.iter_mut().for_each(|conclusion| conclusion.shift(at));
        Some(field)
    }

    /// Its text, unless that is only a placeholder.
    pub fn written(&self) -> Option<&Range<usize>> {
        self.content.as_ref().filter(|_| !self.is_placeholder)
    }
}

impl Field {
    /// Its text, unless that is only a placeholder.
    pub fn written(&self) -> Option<&Range<usize>> {
        self.content.as_ref().filter(|_| !self.is_placeholder)
    }

    /// The field from its label to the end of its text.
    pub fn range(&self) -> Range<usize> {
        self.label.start..self.content.as_ref().map_or(self.label.end, |content| content.end)
    }
}
