//! A whole letter, kept up to date edit by edit.

use super::cover::Cover;
use super::dates::Steps;
use super::facts::Facts;
use super::governing::{GoverningDays, governing_days};
use super::part::{Credentials, Field, Item, Part, PartKind, Section};
use super::shifted;
use crate::guidelines::Catalogue;
use crate::layouts::decision::Verdict;
use crate::layouts::told::Told;
use crate::layouts::{LAYOUTS, LayoutId, Meaning, SectionKind, anchors};
use crate::sequence::{Element, Iter, Sequence, Sum};
use crate::syntax::{Block, BlockKind, Splice, Tree};
use crate::text::{Damage, Text};
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

/// A letter: parts that together cover the text.
#[derive(Clone, Default)]
pub struct Letter {
    blocks: Sequence<KnownBlock>,
    parts: Sequence<Arc<Part>>,
    layout: LayoutId,
    /// The section of each kind that counts, with the offset of its part.
    sections: [Option<(usize, Arc<Part>)>; SectionKind::COUNT],
}

/// A block with what it says.
#[derive(Clone)]
struct KnownBlock {
    block: Arc<Block>,
    facts: Arc<Facts>,
}

/// What the blocks of a letter tell about its layout.
#[derive(Clone, Default, PartialEq)]
struct LayoutCues {
    anchors: u64,
    credentials: Credentials,
    citations_by_page: usize,
    citations_by_section: usize,
}

/// What parts add up to.
#[derive(Clone, Debug, Default)]
pub struct PartSum {
    /// How many there are.
    pub parts: usize,
    /// Their length in bytes.
    pub bytes: usize,
    /// How many are disputed items.
    pub items: usize,
    /// How many of them are decided Upheld.
    pub upheld: usize,
    /// How many of them are decided Overturned.
    pub overturned: usize,
    /// How many are sections with a heading, by kind.
    pub headed: [usize; SectionKind::COUNT],
    /// How many are sections, by kind, with a heading or without.
    pub sections: [usize; SectionKind::COUNT],
    /// Where the last text in them ends; zero if there is none.
    pub text_end: usize,
    /// Where the last thing starts that a reviewer wrote.
    pub written: Option<usize>,
    /// The days that they give to the steps of the review.
    pub steps: Steps,
    blocks: usize,
}

impl Sum for LayoutCues {
    fn append(&mut self, following: &Self) {
        self.anchors |= following.anchors;
        self.credentials = self.credentials.and(following.credentials);
        self.citations_by_page += following.citations_by_page;
        self.citations_by_section += following.citations_by_section;
    }
}

impl Element for KnownBlock {
    type Sum = LayoutCues;

    fn sum(&self) -> LayoutCues {
        let citations = &self.facts.citations;
        LayoutCues {
            anchors: self.block.anchors(),
            credentials: self.facts.credentials,
            citations_by_page: citations.iter().filter(|citation| !citation.pages.is_empty()).count(),
            citations_by_section: citations.iter().filter(|citation| citation.section.is_some()).count(),
        }
    }
}

impl Sum for PartSum {
    fn append(&mut self, following: &Self) {
        if following.text_end > 0 {
            self.text_end = self.bytes + following.text_end;
        }
        self.written = following.written.map(|written| self.bytes + written).or(self.written);
        self.parts += following.parts;
        self.bytes += following.bytes;
        self.items += following.items;
        self.upheld += following.upheld;
        self.overturned += following.overturned;
        for (kind, count) in following.headed.iter().enumerate() {
            self.headed[kind] += count;
        }
        for (kind, count) in following.sections.iter().enumerate() {
            self.sections[kind] += count;
        }
        self.steps = self.steps.and(following.steps);
        self.blocks += following.blocks;
    }
}

impl Element for Arc<Part> {
    type Sum = PartSum;

    fn sum(&self) -> PartSum {
        let mut sum = PartSum {
            parts: 1,
            bytes: self.len,
            text_end: self.text_end,
            written: self.written,
            steps: self.steps,
            blocks: self.blocks,
            ..PartSum::default()
        };
        match &self.kind {
            PartKind::Front => {}
            PartKind::Section(section) => {
                sum.sections[section.kind as usize] = 1;
                sum.headed[section.kind as usize] = usize::from(section.heading.is_some());
            }
            PartKind::Item(item) => {
                let verdict = item.heading.as_ref().map(|heading| heading.verdict);
                sum.items = 1;
                sum.upheld = usize::from(verdict == Some(Verdict::Upheld));
                sum.overturned = usize::from(verdict == Some(Verdict::Overturned));
            }
        }
        sum
    }
}

impl Letter {
    /// The parts in order.
    pub fn parts(&self) -> &Sequence<Arc<Part>> {
        &self.parts
    }

    /// The disputed items in order, each with the offset of its part.
    pub fn items(&self) -> impl Iterator<Item = (usize, &Item)> {
        let mut offset = 0;
        self.parts.iter().filter_map(move |part| {
            let start = offset;
            offset += part.len;
            match &part.kind {
                PartKind::Item(item) => Some((start, item)),
                PartKind::Front | PartKind::Section(_) => None,
            }
        })
    }

    /// The part at an offset, or the last one, with its own offset.
    pub fn part_at(&self, offset: usize) -> Option<(usize, &Part)> {
        let found = self.parts.find(|sum| sum.bytes > offset);
        let found = found.or_else(|| self.parts.get(self.parts.len().checked_sub(1)?))?;
        Some((found.before.bytes, found.element))
    }

    /// The disputed item at an offset, with the offset of its part.
    pub fn item_at(&self, offset: usize) -> Option<(usize, &Item)> {
        let (start, part) = self.part_at(offset)?;
        part.item().map(|item| (start, item))
    }

    /// The first section of a kind that has a heading, or else the first of that kind; with the offset
    /// of its part.
    pub fn section(&self, kind: SectionKind) -> Option<(usize, &Section)> {
        let (offset, part) = self.sections[kind as usize].as_ref()?;
        match &part.kind {
            PartKind::Section(section) => Some((*offset, section)),
            PartKind::Front | PartKind::Item(_) => None,
        }
    }

    fn find_section(&self, kind: usize) -> Option<(usize, Arc<Part>)> {
        let headed = self.parts.find(|sum| sum.headed[kind] > 0);
        let found = headed.or_else(|| self.parts.find(|sum| sum.sections[kind] > 0))?;
        Some((found.before.bytes, found.element.clone()))
    }

    /// What the cover page says, which always is in the first part.
    pub fn cover(&self) -> Option<&Cover> {
        self.parts.get(0)?.element.cover.as_ref()
    }

    /// The requests that sentences tell in sections, as stand-ins for items where a letter has none: each with the offset
    /// that its places count from. An issue at dispute is decided by the conclusion of the reasons.
    pub fn told_requests(&self) -> Vec<(usize, Told)> {
        let reasons = self.section(SectionKind::Reasons).and_then(|(_, section)| section.conclusion.as_ref());
        let concluded = reasons.map(|conclusion| conclusion.necessity.verdict());
        let kinds = [SectionKind::Dispute, SectionKind::Issues, SectionKind::Title];
        let sections = kinds.into_iter().filter_map(|kind| self.section(kind));
        let Some((offset, section)) = sections.into_iter().find(|(_, section)| !section.told.is_empty()) else {
            return Vec::new();
        };
        let decided = |told: &Told| match (section.kind, concluded) {
            (SectionKind::Dispute, Some(verdict)) => Told { verdict, ..told.clone() },
            _ => told.clone(),
        };
        section.told.iter().map(|told| (offset, decided(told))).collect()
    }

    /// The layout, counted from the anchors that occur. A text with fewer than two is no letter.
    pub fn layout(&self) -> LayoutId {
        self.layout
    }

    /// The days whose guidelines govern the letter, as far as it tells, if it is of this layout.
    pub fn governing_days(&self, layout: LayoutId) -> Option<GoverningDays> {
        governing_days(&self.parts.sum().steps, layout)
    }

    /// Follows an edit; `text` and `tree` are those after it, `splice` is what the tree replaced. The parser
    /// starts before the damage, so the first blocks may be the same as before. The catalogue must be that of
    /// the updates before.
    pub fn update(
        &mut self,
        text: &Text,
        tree: &Tree,
        damage: &Damage,
        splice: &Splice,
        catalogue: &Catalogue,
    ) -> Splice {
        let mut old = self.blocks.iter_from(splice.old.start).take(splice.old.len());
        let mut offset = tree.blocks().get(splice.new.start).map_or(0, |found| found.before.bytes);
        let new = tree.blocks().iter_from(splice.new.start).take(splice.new.len()).map(|block| {
            let range = offset..offset + block.len;
            offset = range.end;
            let earlier = old.next();
            let is_same = |known: &&KnownBlock| range.end <= damage.new.start && known.block.says_as_much_as(block);
            let facts = match earlier.filter(is_same) {
                Some(known) => known.facts.clone(),
                None => Arc::new(Facts::of(block, &text.slice(range), catalogue, earlier.map(|known| &*known.facts))),
            };
            KnownBlock { block: block.clone(), facts }
        });
        let new: Vec<KnownBlock> = new.collect();
        let blocks = self.blocks.splice(splice.old.clone(), new);
        if blocks.sum() != self.blocks.sum() {
            self.layout = blocks.sum().layout();
        }
        self.blocks = blocks;
        self.reassemble(splice)
    }

    /// Puts parts together again, from the one before the replaced blocks to where old and new meet.
    fn reassemble(&mut self, replaced: &Splice) -> Splice {
        let touched = self.parts.find(|sum| sum.blocks >= replaced.old.start.max(1));
        let (first, first_block) = touched.map_or((0, 0), |found| (found.index, found.before.blocks));
        let mut old = self.parts.iter_from(first).peekable();
        let (mut old_end, mut old_block) = (first, first_block);
        let mut blocks = self.blocks.iter_from(first_block).peekable();
        let mut block = first_block;
        let mut parts = Vec::new();
        while blocks.peek().is_some() {
            if block >= replaced.new.end {
                let same_place = block - replaced.new.end + replaced.old.end;
                while let Some(part) = old.next_if(|_| old_block < same_place) {
                    old_block += part.blocks;
                    old_end += 1;
                }
                if old_block == same_place && old.peek().is_some() {
                    break;
                }
            }
            let part = next_part(&mut blocks);
            block += part.blocks;
            parts.push(Arc::new(part));
        }
        if blocks.peek().is_none() {
            old_end = self.parts.len();
        }
        let splice = Splice { old: first..old_end, new: first..first + parts.len() };
        self.parts = self.parts.splice(splice.old.clone(), parts);
        self.sections = std::array::from_fn(|kind| self.find_section(kind));
        splice
    }
}

impl LayoutCues {
    fn layout(&self) -> LayoutId {
        let present = || anchors().iter().enumerate().filter(|(index, _)| self.anchors & 1 << index != 0);
        if present().filter(|(_, anchor)| !matches!(anchor.meaning, Meaning::Mark | Meaning::Cover)).count() < 2 {
            return LayoutId::Other;
        }
        let votes = |id| {
            let bit = LAYOUTS.iter().position(|layout| layout.id == id).map_or(0, |index| 1 << index);
            present().filter(|(_, anchor)| anchor.layouts & bit != 0).count()
        };
        let own = [LayoutId::Notice2013, LayoutId::Letter2013, LayoutId::ProfessionalReview];
        let best = own.into_iter().max_by_key(|id| votes(*id)).filter(|id| votes(*id) > votes(LayoutId::Letter2015));
        best.unwrap_or_else(|| self.generation())
    }

    /// Which of the layouts from 2014 on, which have the same sections.
    fn generation(&self) -> LayoutId {
        if self.citations_by_section > self.citations_by_page {
            LayoutId::Letter2016
        } else if self.credentials.in_prose && !self.credentials.in_block {
            LayoutId::Letter2014
        } else {
            LayoutId::Letter2015
        }
    }
}

/// Takes the blocks of one part, of which at least one must be there.
fn next_part(blocks: &mut Peekable<Iter<'_, KnownBlock>>) -> Part {
    let mut part = Part {
        kind: PartKind::Front,
        blocks: 0,
        len: 0,
        text_end: 0,
        written: None,
        steps: Steps::default(),
        cover: None,
    };
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
            conclusion: None,
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
                if section.kind == SectionKind::CaseSummary {
                    self.steps = self.steps.and(facts.in_summary);
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
                if let Some(conclusion) = facts.conclusions.last() {
                    let mut conclusion = conclusion.clone();
                    conclusion.shift(at);
                    section.conclusion = Some(conclusion);
                }
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
        field.citations.extend(facts.citations.iter().map(|citation| {
            let mut citation = citation.clone();
            citation.shift(at);
            citation
        }));
        field.conclusions.extend(facts.conclusions.iter().map(|conclusion| {
            let mut conclusion = conclusion.clone();
            conclusion.shift(at);
            conclusion
        }));
        field.has_verdict_cue = facts.has_verdict_cue;
    }
}

fn joined(first: Option<Range<usize>>, second: Option<Range<usize>>) -> Option<Range<usize>> {
    match (first, second) {
        (Some(first), Some(second)) => Some(first.start..second.end),
        (first, second) => first.or(second),
    }
}
