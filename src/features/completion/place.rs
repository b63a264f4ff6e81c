//! What stands around the cursor.

use crate::analysis::Snapshot;
use crate::layouts::FieldKind;
use crate::model::{Field, Item, Part, PartKind};
use std::ops::Range;

/// A place where something may be offered.
pub(super) enum Place<'s> {
    /// The text of a guideline line.
    Guideline(FieldPlace<'s>),
    /// The prose of a rationale.
    Prose(FieldPlace<'s>),
    /// Where the decision of an item stands, or should.
    Decision(ItemPlace<'s>),
    /// A line at the end of a part that is blank, or holds the start of a heading or a label.
    Gap(Gap<'s>),
}

/// A disputed item and where its part starts.
#[derive(Clone, Copy)]
pub(super) struct ItemPlace<'s> {
    pub(super) item: &'s Item,
    pub(super) offset: usize,
}

/// A field of a disputed item.
#[derive(Clone, Copy)]
pub(super) struct FieldPlace<'s> {
    pub(super) item: ItemPlace<'s>,
    pub(super) field: &'s Field,
}

/// A line behind which its part holds nothing more.
pub(super) struct Gap<'s> {
    /// What stands on the line before the cursor, without white space around it.
    pub(super) typed: Range<usize>,
    /// The part, and where it starts; `None` in an empty text.
    pub(super) part: Option<(&'s Part, usize)>,
}

impl<'s> Place<'s> {
    /// What stands around `offset`; `None` in prose and wherever nothing is to be offered.
    pub(super) fn at(snapshot: &'s Snapshot, offset: usize) -> Option<Self> {
        let parts = snapshot.letter().parts();
        let last = || parts.get(parts.len().checked_sub(1)?);
        let found = parts.find(|sum| sum.bytes > offset).or_else(last);
        let Some(found) = found else { return Gap::at(snapshot, offset, None).map(Place::Gap) };
        let (part, start): (&Part, usize) = (found.element, found.before.bytes);
        let gap = || Gap::at(snapshot, offset, Some((part, start)));
        let PartKind::Item(item) = &part.kind else { return gap().map(Place::Gap) };
        let item = ItemPlace { item, offset: start };
        if item.is_in_decision(snapshot, offset) {
            return Some(Place::Decision(item));
        }
        let behind_label = |field: &&Field| start + field.label.end <= offset;
        let Some(field) = item.item.fields.iter().rfind(behind_label) else { return gap().map(Place::Gap) };
        let place = FieldPlace { item, field };
        match field.kind {
            FieldKind::Rationale => match gap().filter(|gap| gap.typed.is_empty()) {
                Some(gap) => Some(Place::Gap(gap)),
                None => Some(Place::Prose(place)),
            },
            _ => match gap().filter(|_| place.is_complete_before_line_of(snapshot, offset)) {
                Some(gap) => Some(Place::Gap(gap)),
                None => Some(Place::Guideline(place)),
            },
        }
    }
}

impl ItemPlace<'_> {
    /// Whether the offset is behind the colon of the heading, where the decision stands.
    fn is_in_decision(&self, snapshot: &Snapshot, offset: usize) -> bool {
        let Some(heading) = self.item.heading.as_ref().filter(|heading| heading.has_colon) else { return false };
        let end = self.offset + heading.range.end;
        let behind_request = &snapshot.text().slice(self.offset + heading.request.end..offset);
        behind_request.contains(':') && same_line(snapshot, end, offset)
    }
}

impl FieldPlace<'_> {
    /// Whether the field has text that ends with a full stop on a line before that of the cursor.
    fn is_complete_before_line_of(&self, snapshot: &Snapshot, offset: usize) -> bool {
        let text = snapshot.text();
        let line = text.line_range(text.line_at(offset)).start;
        text.slice(self.item.offset + self.field.label.end..line).trim_end().ends_with('.')
    }
}

impl<'s> Gap<'s> {
    fn at(snapshot: &Snapshot, offset: usize, part: Option<(&'s Part, usize)>) -> Option<Self> {
        let text = snapshot.text();
        if part.is_some_and(|(part, start)| offset < start + part.text_end) {
            return None;
        }
        let line = text.line_range(text.line_at(offset));
        let before = text.slice(line.start..offset);
        let start = line.start + (before.len() - before.trim_start_matches(is_space).len());
        Some(Gap { typed: start..start.max(line.start + before.trim_end().len()), part })
    }
}

fn is_space(char: char) -> bool {
    char.is_whitespace() || char == '\u{feff}'
}

fn same_line(snapshot: &Snapshot, one: usize, other: usize) -> bool {
    snapshot.text().line_at(one) == snapshot.text().line_at(other)
}
