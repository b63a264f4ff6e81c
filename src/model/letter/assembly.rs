//! How blocks become parts.

use super::known::KnownBlock;
use crate::layouts::SectionKind;
use crate::model::facts::Facts;
use crate::model::part::{Credentials, Field, Item, Part, PartKind, Section};
use crate::model::shifted;
use crate::sequence::Iter;
use crate::syntax::{Block, BlockKind};
use std::iter::Peekable;
use std::ops::Range;

/// Takes the blocks of one part, of which at least one must be there.
pub(super) fn next_part(blocks: &mut Peekable<Iter<'_, KnownBlock>>) -> Part {
    let mut part = Part::new(PartKind::Front);
    while let Some(known) = blocks.next_if(|known| part.blocks == 0 || !starts_part(known, &part.kind)) {
        if part.blocks == 0 {
            part.kind = kind_started_by(known);
        }
        part.add(known);
    }
    part.settle();
    part.written = part.last_written();
    part
}

fn kind_started_by(known: &KnownBlock) -> PartKind {
    match known.block.kind {
        BlockKind::Heading(kind) | BlockKind::LeadIn(kind) => PartKind::Section(Section {
            kind,
            heading: None,
            lead_in: None,
            content: None,
            is_placeholder: false,
            credentials: Credentials::default(),
            told: Vec::new(),
            citations: Vec::new(),
            conclusions: Vec::new(),
            has_verdict_cue: false,
        }),
        _ if known.facts.starts_item() => PartKind::Item(Item::default()),
        BlockKind::Field(_) | BlockKind::OrphanField(_) => PartKind::Item(Item::default()),
        _ => PartKind::Front,
    }
}

fn starts_part(known: &KnownBlock, within: &PartKind) -> bool {
    match (known.block.kind, within) {
        (BlockKind::LeadIn(kind), PartKind::Section(section)) => {
            section.kind != kind || section.lead_in.is_some() || section.content.is_some()
        }
        (BlockKind::Heading(_) | BlockKind::LeadIn(_) | BlockKind::OrphanField(_), _) => true,
        _ => known.facts.starts_item(),
    }
}

impl Part {
    fn add(&mut self, known: &KnownBlock) {
        let KnownBlock { block, facts } = known;
        let at = self.len;
        let place = |range: &Range<usize>| shifted(range, at);
        let content = facts.content.as_ref().map(place);
        match &mut self.kind {
            PartKind::Front => {
                self.steps = self.steps.and(facts.on_front);
                self.cover = self.cover.take().or_else(|| facts.cover.as_ref().map(|cover| cover.shifted(at)));
            }
            PartKind::Section(section) => {
                match section.kind {
                    SectionKind::CaseSummary => self.steps = self.steps.and(facts.in_summary),
                    SectionKind::Title => self.steps = self.steps.and(facts.on_front),
                    _ => {}
                }
                match block.kind {
                    BlockKind::Heading(_) => section.heading = Some(place(&facts.label)),
                    BlockKind::LeadIn(_) => section.lead_in = Some(place(&facts.label)),
                    _ => {}
                }
                section.is_placeholder = facts.is_placeholder && section.content.is_none();
                section.content = joined(section.content.take(), content.clone());
                section.credentials = section.credentials.and(facts.credentials);
                section.told.extend(facts.told.iter().cloned().map(|mut told| {
                    told.shift(at);
                    told
                }));
                section.citations.extend(facts.citations_at(at));
                section.conclusions.extend(facts.conclusions_at(at));
                section.has_verdict_cue = facts.has_verdict_cue;
            }
            PartKind::Item(item) => item.add(block, facts, at),
        }
        let end = content.map(|content| content.end).or((!facts.label.is_empty()).then_some(facts.label.end + at));
        self.text_end = end.unwrap_or(self.text_end);
        self.blocks += 1;
        self.len += block.len;
    }

    /// Takes the decision of an item from where it is told.
    fn settle(&mut self) {
        let PartKind::Item(item) = &mut self.kind else { return };
        let conclusion = item.conclusion().cloned();
        if let (Some(heading), Some(conclusion)) = (&mut item.heading, conclusion) {
            heading.settle(&conclusion);
        }
    }

    fn last_written(&self) -> Option<usize> {
        match &self.kind {
            PartKind::Front => None,
            // How the determination was made is fixed wording.
            PartKind::Section(section) if section.kind == SectionKind::HowMade => None,
            PartKind::Section(section) => section.written().map(|content| content.start),
            PartKind::Item(item) => {
                let decided = item.heading.as_ref().filter(|heading| heading.verdict.word().is_some());
                let decided = decided.map(|heading| heading.words.start);
                let fields = item.fields.iter().filter_map(|field| field.written().map(|content| content.start));
                fields.chain(decided).max()
            }
        }
    }
}

impl Item {
    fn add(&mut self, block: &Block, facts: &Facts, at: usize) {
        if let Some(heading) = &facts.heading {
            let mut heading = heading.clone();
            heading.shift(at);
            self.heading = Some(heading);
            return;
        }
        if let BlockKind::Field(kind) | BlockKind::OrphanField(kind) = block.kind {
            self.fields.push(Field {
                kind,
                label: shifted(&facts.label, at),
                content: None,
                is_placeholder: false,
                citations: Vec::new(),
                conclusions: Vec::new(),
                has_verdict_cue: false,
            });
        }
        let belongs = |field: &&mut Field| Some(field.kind) == block.field;
        let Some(field) = self.fields.last_mut().filter(belongs) else { return };
        let Some(content) = &facts.content else { return };
        field.is_placeholder = facts.is_placeholder && field.content.is_none();
        field.content = joined(field.content.take(), Some(shifted(content, at)));
        field.citations.extend(facts.citations_at(at));
        field.conclusions.extend(facts.conclusions_at(at));
        field.has_verdict_cue = facts.has_verdict_cue;
    }
}

fn joined(first: Option<Range<usize>>, second: Option<Range<usize>>) -> Option<Range<usize>> {
    match (first, second) {
        (Some(first), Some(second)) => Some(first.start..second.end),
        (first, second) => first.or(second),
    }
}
