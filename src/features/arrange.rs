//! Putting another item behind one, and exchanging an item with its neighbour.

use super::new_letter::{BLANK, item_form, spaced};
use crate::analysis::Snapshot;
use crate::layouts::request;
use crate::model::dialect::Dialect;
use crate::model::{DecidedIn, Heading, Part};
use crate::text::Edit;
use std::ops::Range;

/// An item that stands in a letter.
struct Block<'l> {
    /// Where its part starts and ends.
    part: Range<usize>,
    /// From its heading to its last word.
    text: Range<usize>,
    heading: &'l Heading,
}

impl<'l> Block<'l> {
    fn of(offset: usize, part: &'l Part) -> Option<Self> {
        let heading = part.item()?.heading.as_ref().filter(|heading| heading.decided_in == DecidedIn::Word)?;
        let text = offset + heading.range.start..offset + part.text_end.max(heading.range.end);
        Some(Block { part: offset..offset + part.len, text, heading })
    }

    fn at(snapshot: &'l Snapshot, at: usize) -> Option<Self> {
        let (offset, part) = snapshot.letter().part_at(at)?;
        Block::of(offset, part)
    }

    /// The item right behind it.
    fn next(&self, snapshot: &'l Snapshot) -> Option<Self> {
        Block::at(snapshot, self.part.end).filter(|next| next.part.start == self.part.end)
    }

    /// The item right before it.
    fn previous(&self, snapshot: &'l Snapshot) -> Option<Self> {
        Block::at(snapshot, self.part.start.checked_sub(1)?)
    }

    /// What numbers it, as in `2. `; empty if nothing does.
    fn numbering(&self, snapshot: &Snapshot) -> String {
        let heading = snapshot.text().slice(self.text.start..self.part.start + self.heading.range.end);
        heading[..request::numbering(&heading)].to_owned()
    }
}

/// Puts an item to be filled in behind the one at a place; those behind it get the next numbers. `None` if no item stands
/// there, or if the numbers are in no order.
pub fn insert_item(snapshot: &Snapshot, at: usize) -> Option<Vec<Edit>> {
    let here = Block::at(snapshot, at)?;
    let dialect = Dialect::around(snapshot.text(), here.text.start);
    let numbering = here.numbering(snapshot);
    let next_number = number(&numbering).map(|number| number + 1);
    let own = next_number.map_or(String::new(), |number| with_number(&numbering, number));
    let form = spaced(&item_form(&format!("{own}{BLANK}")), &dialect);
    let insert = format!("{}{form}", dialect.paragraph_break());
    let mut edits = vec![Edit { range: here.text.end..here.text.end, insert }];
    let (mut last, mut expected) = (here, next_number);
    while let Some(next) = last.next(snapshot) {
        let numbering = next.numbering(snapshot);
        if number(&numbering) != expected {
            return None;
        }
        if let Some(number) = expected {
            let range = next.text.start..next.text.start + numbering.len();
            edits.push(Edit { range, insert: with_number(&numbering, number + 1) });
        }
        (last, expected) = (next, expected.map(|number| number + 1));
    }
    Some(edits)
}

/// Exchanges the item at a place with the one before it; each number stays where it is. `None` if there are no two items,
/// or if their numbers are in no order.
pub fn move_item_up(snapshot: &Snapshot, at: usize) -> Option<Vec<Edit>> {
    let lower = Block::at(snapshot, at)?;
    exchange(snapshot, &lower.previous(snapshot)?, &lower)
}

/// Exchanges the item at a place with the one behind it, likewise.
pub fn move_item_down(snapshot: &Snapshot, at: usize) -> Option<Vec<Edit>> {
    let upper = Block::at(snapshot, at)?;
    exchange(snapshot, &upper, &upper.next(snapshot)?)
}

fn exchange(snapshot: &Snapshot, upper: &Block<'_>, lower: &Block<'_>) -> Option<Vec<Edit>> {
    let numbers = [upper, lower].map(|block| block.numbering(snapshot));
    if number(&numbers[0]).map(|number| number + 1) != number(&numbers[1]) {
        return None;
    }
    let places = [(upper, &numbers[0]), (lower, &numbers[1])]
        .map(|(block, number)| block.text.start + number.len()..block.text.end);
    let texts = places.clone().map(|place| snapshot.text().slice(place).into_owned());
    let [upper_text, lower_text] = texts;
    let [upper_place, lower_place] = places;
    Some(vec![Edit { range: upper_place, insert: lower_text }, Edit { range: lower_place, insert: upper_text }])
}

fn number(numbering: &str) -> Option<usize> {
    digits(numbering).and_then(|digits| numbering[digits].parse().ok())
}

/// The same numbering with another number.
fn with_number(numbering: &str, number: usize) -> String {
    let Some(digits) = digits(numbering) else { return String::new() };
    format!("{}{number}{}", &numbering[..digits.start], &numbering[digits.end..])
}

fn digits(numbering: &str) -> Option<Range<usize>> {
    let start = numbering.find(|char: char| char.is_ascii_digit())?;
    let length = numbering[start..].find(|char: char| !char.is_ascii_digit()).unwrap_or(numbering.len() - start);
    Some(start..start + length)
}
