//! A letter seen as a whole: what its front, its summary and its items tell, for the rules that compare them.
//!
//! What a part tells is read once and kept with the part, so that a keystroke has one part read anew.

mod absence;
mod asked;
mod denial;
mod done_to;
mod events;
mod given;
mod grounds;
mod histories;
mod impossible;
mod kin;
mod prose;
mod reasoning;
mod reported;
mod request;
mod studies;
mod subjects;
mod summarized;
mod topics;
mod vocabulary;
mod worked;

pub(super) use asked::Asked;
pub(super) use done_to::DoneTo;
pub(super) use events::Event;
pub(super) use grounds::is_grounds_for;
pub(super) use histories::{Names, Thing, ToldHistory};
pub(super) use kin::Kin;
pub(super) use prose::Prose;
pub(super) use reasoning::Reasoning;
pub(super) use request::Request;
pub(super) use summarized::Summarized;
pub(super) use vocabulary::Stray;
pub(super) use worked::{Treatment, Worked, only};

use super::passage::Passage;
use super::source::Source;
use crate::layouts::{FieldKind, SectionKind};
use crate::model::{Dated, Part, PartKind, shifted, steps_in_opening, steps_on_front};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// A letter seen as a whole.
pub(super) struct Whole<'a> {
    /// Its parts, in order.
    pub(super) parts: Vec<Told<'a>>,
    /// Where its rationales speak about another item, if a rule has asked.
    pub(super) strays: OnceCell<Vec<Range<usize>>>,
}

/// A part of a letter with what it tells.
pub(super) struct Told<'a> {
    /// Where it starts.
    pub(super) offset: usize,
    pub(super) part: &'a Part,
    pub(super) tells: &'a Tells,
}

/// What a part tells. Places count from its start.
#[derive(Debug, Default)]
pub(super) struct Tells {
    /// The days in the table on the front.
    pub(super) steps: Vec<Dated>,
    /// Those with which a notice opens its issues.
    pub(super) steps_told_again: Vec<Dated>,
    /// Those on the front that are in no calendar.
    pub(super) impossible_days: Vec<Range<usize>>,
    /// What an item requests.
    pub(super) request: Option<Arc<Request>>,
    /// The case summary, or the rationale of an item with a heading.
    pub(super) prose: Option<Prose>,
    /// What only a summary tells.
    summarized: Option<Summarized>,
    /// What only a rationale tells.
    reasoning: Option<Reasoning>,
}

impl Tells {
    /// Reads a part with its passages. `known` is what it requested before in the words that it has now.
    pub(super) fn of(
        part: &Part,
        passages: &[Arc<Passage>],
        known: Option<&Arc<Request>>,
        source: &Source<'_>,
    ) -> Self {
        match &part.kind {
            PartKind::Front => Tells::on_front(part, source),
            // A notice has on its front a title.
            PartKind::Section(section) if section.kind == SectionKind::Title => Tells::on_front(part, source),
            PartKind::Section(section) if section.kind == SectionKind::CaseSummary => {
                let prose = passages.first().map(|passage| Prose::read(passage, source));
                Tells { summarized: prose.as_ref().map(Summarized::read), prose, ..Tells::default() }
            }
            PartKind::Section(section) if section.kind == SectionKind::Issues => {
                Tells { steps_told_again: steps_in_opening(&source.text(&(0..part.len))), ..Tells::default() }
            }
            PartKind::Section(_) => Tells::default(),
            PartKind::Item(item) => {
                let request = item.heading.as_ref().map(|heading| match known {
                    Some(known) if known.is_still(item, heading, source) => known.clone(),
                    _ => Arc::new(Request::read(item, heading, source)),
                });
                let rationale = request.as_deref().and_then(|request| {
                    let field = item.field(FieldKind::Rationale)?;
                    let prose = Prose::read(Passage::of(field, passages)?, source);
                    Some((Reasoning::read(&prose, field, request), prose))
                });
                let (reasoning, prose) = rationale.unzip();
                Tells { request, prose, reasoning, ..Tells::default() }
            }
        }
    }

    fn on_front(part: &Part, source: &Source<'_>) -> Self {
        let text = source.text(&(0..part.len));
        Tells { steps: steps_on_front(&text), impossible_days: impossible::on_front(&text), ..Tells::default() }
    }
}

impl<'a> Told<'a> {
    fn narrative(&self) -> Option<Narrative<'a>> {
        let prose = self.tells.prose.as_ref()?;
        Some(Narrative { offset: self.offset + prose.passage.start, prose })
    }
}

impl<'a> Whole<'a> {
    /// The case summary, if it is written; of several the longest.
    pub(super) fn summary(&self) -> Option<Narrative<'a>> {
        self.summarized().map(|(summary, _)| summary)
    }

    /// The same with what only a summary tells.
    pub(super) fn summarized(&self) -> Option<(Narrative<'a>, &'a Summarized)> {
        let summaries = self.parts.iter().filter_map(|told| Some((told.narrative()?, told.tells.summarized.as_ref()?)));
        summaries.max_by_key(|(summary, _)| summary.prose.passage.text.len())
    }

    /// The rationales of items with a heading, in order.
    pub(super) fn rationales(&self) -> impl Iterator<Item = Rationale<'a>> {
        self.parts.iter().filter_map(|told| {
            let request = told.tells.request.as_deref()?;
            let (narrative, reasoning) = (told.narrative()?, told.tells.reasoning.as_ref()?);
            Some(Rationale { narrative, reasoning, request, offset: told.offset })
        })
    }

    /// All summaries and rationales, in order.
    pub(super) fn narratives(&self) -> impl Iterator<Item = Narrative<'a>> {
        self.parts.iter().filter_map(Told::narrative)
    }

    /// The requests of the items, in order, with the offsets from which their places count.
    pub(super) fn requests(&self) -> impl Iterator<Item = (usize, &'a Request)> {
        self.parts.iter().filter_map(|told| Some((told.offset, told.tells.request.as_deref()?)))
    }
}

/// The case summary, or the rationale of an item.
pub(super) struct Narrative<'a> {
    offset: usize,
    pub(super) prose: &'a Prose,
}

/// The rationale of an item with what that requests.
pub(super) struct Rationale<'a> {
    pub(super) narrative: Narrative<'a>,
    pub(super) reasoning: &'a Reasoning,
    pub(super) request: &'a Request,
    /// From where the places of the request count.
    pub(super) offset: usize,
}

impl Narrative<'_> {
    /// Where its text stands in the letter.
    pub(super) fn whole(&self) -> Range<usize> {
        self.place(&(0..self.prose.passage.text.len()))
    }

    /// A place of its text in the letter.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        shifted(range, self.offset)
    }
}
