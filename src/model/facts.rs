//! What one block of the text says, seen by itself.

use super::citation::{self, Citation};
use super::conclusion::{self, Conclusion, Reading};
use super::cover::{self, Cover};
use super::credentials::credentials;
use super::dates::Steps;
use super::heading::Heading;
use super::part::Credentials;
use crate::guidelines::Catalogue;
use crate::layouts::told::{self, Told};
use crate::layouts::{FieldKind, LAYOUTS, Meaning, SectionKind, anchors, decision, phrase, request};
use crate::syntax::{Block, BlockKind, LineKind};
use crate::text::spaces::trimmed;
use std::ops::Range;

/// Longer text is never taken for a placeholder, whatever it is made of.
const LONGEST_PLACEHOLDER: usize = 80;

/// The facts of a block; places count from its start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// The label, the section's heading or the lead-in with which it starts.
    pub(super) label: Range<usize>,
    /// What stands behind that, without white space around it.
    pub(super) content: Option<Range<usize>>,
    /// Whether that is only a placeholder.
    pub(super) is_placeholder: bool,
    /// The heading, if it is an item's.
    pub(super) heading: Option<Heading>,
    /// The citations, if it belongs to a guideline line.
    pub(super) citations: Vec<Citation>,
    /// The conclusions, if it belongs to a rationale.
    pub(super) conclusions: Vec<Conclusion>,
    /// The sentences that were read for them.
    readings: Vec<Reading>,
    /// Whether a rationale without conclusion ends with a verdict in other words, or settles the request near its end.
    pub(super) has_verdict_cue: bool,
    /// What it tells of the reviewer.
    pub(super) credentials: Credentials,
    /// The days it gives to the steps of the review, if it may belong to the front of the letter.
    pub(super) on_front: Steps,
    /// The days it tells of, if it may belong to the case summary.
    pub(super) in_summary: Steps,
    /// What a cover page says, if it belongs to the front of the letter.
    pub(super) cover: Option<Cover>,
    /// The requests that sentences tell in a section.
    pub(super) told: Vec<Told>,
}

impl Facts {
    /// The facts of a block with this text; `earlier` are those of the block in its place before, if there was one.
    pub(super) fn of(block: &Block, text: &str, catalogue: &Catalogue, earlier: Option<&Facts>) -> Self {
        let whole = trimmed(text, 0..text.len());
        let label = match block.kind {
            BlockKind::Heading(_) | BlockKind::Field(_) | BlockKind::OrphanField(_) => {
                whole.start..whole.start + label_len(block, text, whole.start)
            }
            BlockKind::LeadIn(section) => whole.start..whole.start + lead_in_len(&text[whole.clone()], section),
            _ => whole.start..whole.start,
        };
        let content = Some(trimmed(text, label.end..text.len())).filter(|content| !content.is_empty());
        let is_item = match block.kind {
            BlockKind::Item | BlockKind::ToldItem => true,
            BlockKind::MaybeItem => names_treatment(&text[whole.clone()], catalogue),
            _ => false,
        };
        let heading = is_item.then(|| match block.kind {
            BlockKind::ToldItem => Heading::told(text, whole),
            _ => Heading::read(text, whole),
        });
        let mut facts = Facts { heading, label, content, ..Facts::default() };
        let Some(content) = facts.content.clone() else { return facts };
        facts.is_placeholder = content.len() <= LONGEST_PLACEHOLDER && decision::is_placeholder(&text[content.clone()]);
        match block.field {
            Some(FieldKind::ClaimsAdministrator | FieldKind::Maximus) => {
                facts.citations = citation::citations(&text[content.clone()]);
                facts.citations.iter_mut().for_each(|citation| citation.shift(content.start));
            }
            Some(FieldKind::Rationale) => {
                let known = earlier.map_or(&[][..], |earlier| &earlier.readings);
                (facts.conclusions, facts.readings) = conclusion::read(&text[content.clone()], known);
                facts.conclusions.iter_mut().for_each(|conclusion| conclusion.shift(content.start));
                facts.has_verdict_cue = facts.conclusions.is_empty() && conclusion::has_verdict_cue(&text[content]);
            }
            None if !is_item => {
                facts.credentials = credentials(text);
                let section = match block.kind {
                    BlockKind::Heading(section) | BlockKind::LeadIn(section) => Some(section),
                    _ => None,
                };
                // The title of a notice stands before what other letters have on their front.
                if section.is_none_or(|section| section == SectionKind::Title) {
                    facts.on_front = Steps::on_front(text);
                }
                if section.is_none_or(|section| section == SectionKind::CaseSummary) {
                    facts.in_summary = Steps::in_summary(text);
                }
                let has_cover = block.lines.iter().any(
                    |line| matches!(line.kind, LineKind::Anchor(anchor) if anchors()[anchor].meaning == Meaning::Cover),
                );
                let has_cover = has_cover || section.is_none() && cover::explains(text);
                facts.cover = if has_cover { Cover::read(text) } else { None };
                facts.read_told(block, text, content);
            }
            None => {}
        }
        facts
    }

    /// The citations, in a part in which the block starts at an offset.
    pub(super) fn citations_at(&self, at: usize) -> impl Iterator<Item = Citation> {
        self.citations.iter().map(move |citation| {
            let mut citation = citation.clone();
            citation.shift(at);
            citation
        })
    }

    /// The conclusions, in such a part.
    pub(super) fn conclusions_at(&self, at: usize) -> impl Iterator<Item = Conclusion> {
        self.conclusions.iter().map(move |conclusion| {
            let mut conclusion = conclusion.clone();
            conclusion.shift(at);
            conclusion
        })
    }

    /// Reads what sections without items tell of the requests.
    fn read_told(&mut self, block: &Block, text: &str, content: Range<usize>) {
        let words = &text[content.clone()];
        match block.kind {
            BlockKind::Heading(SectionKind::Reasons) => {
                let label = self.label.clone();
                self.told = vec![told::heading_of_reasons(&text[label.clone()])];
                self.told.iter_mut().for_each(|told| told.shift(label.start));
                self.conclusions = conclusion::conclusions(words);
                self.conclusions.iter_mut().for_each(|conclusion| conclusion.shift(content.start));
                self.has_verdict_cue = self.conclusions.is_empty() && conclusion::has_verdict_cue(words);
                return;
            }
            BlockKind::Heading(SectionKind::ReliedUpon) => {
                self.citations = citation::citations(words);
                self.citations.iter_mut().for_each(|citation| citation.shift(content.start));
            }
            BlockKind::Heading(SectionKind::Dispute) => self.told = vec![told::issue(words)],
            _ => self.told = told::results(words),
        }
        self.told.iter_mut().for_each(|told| told.shift(content.start));
    }

    /// Whether the block starts a disputed item.
    pub(super) fn starts_item(&self) -> bool {
        self.heading.is_some()
    }
}

/// Whether a paragraph without decision and fields reads as the name of a treatment.
fn names_treatment(paragraph: &str, catalogue: &Catalogue) -> bool {
    let name = &paragraph[request::numbering(paragraph)..];
    request::names_dose_or_quantity(name) || catalogue.names().starts_with_treatment(name)
}

/// The length of the heading or label with which a block starts, which may run over several lines.
fn label_len(block: &Block, text: &str, start: usize) -> usize {
    let Some(LineKind::Anchor(anchor)) = block.lines.first().map(|line| line.kind) else { return 0 };
    let last = block.lines.iter().rposition(|line| line.kind == LineKind::Anchor(anchor)).unwrap_or(0);
    let end = block.lines[..=last].iter().map(|line| line.len).sum();
    anchors()[anchor].covers(&text[trimmed(text, start..end)]).unwrap_or(0)
}

/// How far the fixed wording reaches with which a section opens: all of it if it stands there as it
/// should, else its first sentence.
fn lead_in_len(text: &str, section: SectionKind) -> usize {
    let forms = LAYOUTS.iter().filter_map(|layout| layout.section(section));
    let whole = forms.filter(|form| !form.lead_in.is_empty()).find_map(|form| phrase::prefix(text, form.lead_in));
    whole.unwrap_or_else(|| text.find([':', '.']).map_or(text.len(), |at| at + 1))
}
