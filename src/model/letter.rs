//! A whole letter, kept up to date edit by edit.

mod assembly;
mod known;

use super::cover::Cover;
use super::dates::Steps;
use super::facts::Facts;
use super::governing::{GoverningDays, governing_days};
use super::heading::{DecidedIn, Heading};
use super::part::{Item, Part, PartKind, Section};
use super::shifted;
use crate::guidelines::Catalogue;
use crate::layouts::decision::Verdict;
use crate::layouts::told::Told;
use crate::layouts::{FieldKind, LayoutId, SectionKind};
use crate::sequence::{Element, Sequence, Sum};
use crate::syntax::{Splice, Tree};
use crate::text::{Damage, Text};
use assembly::next_part;
use known::KnownBlock;
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

    /// Whether it has any heading of a section or of an item, or any label.
    pub fn has_anchor(&self) -> bool {
        self.parts.iter().any(|part| part.kind != PartKind::Front)
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
        let reasons = self.section(SectionKind::Reasons).and_then(|(_, section)| section.conclusions.last());
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

    /// The one request of a review that has sections where other letters have an item with its fields: such an item, in a
    /// part that starts with the letter. `None` where the letter has items, or no reasons.
    pub fn review(&self) -> Option<Part> {
        let sum = self.parts.sum();
        let (reasons_at, reasons) = self.section(SectionKind::Reasons).filter(|_| sum.items == 0)?;
        let (dispute_at, dispute) = self.section(SectionKind::Dispute)?;
        let (told, decided) = (dispute.told.first()?, reasons.told.first()?);
        let heading = Heading {
            range: shifted(&dispute.content.clone()?, dispute_at),
            request: shifted(&told.request, dispute_at),
            words: shifted(&decided.words, reasons_at),
            verdict: decided.verdict,
            meant: None,
            has_colon: false,
            decided_in: DecidedIn::Sentence,
        };
        let relied_upon = self.section(SectionKind::ReliedUpon);
        let guideline = relied_upon.and_then(|(at, section)| section.as_field(FieldKind::Maximus, at));
        let fields = guideline.into_iter().chain(reasons.as_field(FieldKind::Rationale, reasons_at)).collect();
        let item = Item { heading: Some(heading), fields };
        Some(Part { len: sum.bytes, text_end: sum.text_end, ..Part::new(PartKind::Item(item)) })
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
        let mut old_offset = offset;
        let new = tree.blocks().iter_from(splice.new.start).take(splice.new.len()).map(|block| {
            let range = offset..offset + block.len;
            offset = range.end;
            let earlier = old.next();
            let is_in_place = old_offset == range.start && range.end <= damage.new.start;
            old_offset += earlier.map_or(0, |known| known.block.len);
            let is_same = |known: &&KnownBlock| is_in_place && known.block.says_as_much_as(block);
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
