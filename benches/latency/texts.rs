//! Letter-like texts of any size, the same for the same seed: finished letters that give nothing to complain about.

use crate::printer::{Item, Printer};
use crate::random::Random;
use crate::wording::{DRUGS, OPENING, SENTENCES};

pub(crate) const SEED: u64 = 2015;

/// What makes a text large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As many items as fit.
    Items,
    /// One item whose rationale fills the size.
    GiantItem,
    /// One item whose rationale is a single line of that size.
    GiantLine,
}

/// A place where something is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Rationale,
    FirstLine,
    Summary,
    ItemHeading,
}

/// A text and where to edit it; the text is ASCII, so that a column is the same in every encoding.
pub(crate) struct Text {
    pub(crate) body: String,
    places: [(Place, usize); 4],
}

impl Shape {
    pub(crate) const ALL: [Self; 3] = [Self::Items, Self::GiantItem, Self::GiantLine];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Items => "many items",
            Self::GiantItem => "one giant item",
            Self::GiantLine => "one giant line",
        }
    }
}

impl Place {
    pub(crate) const ALL: [Self; 4] = [Self::Rationale, Self::FirstLine, Self::Summary, Self::ItemHeading];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rationale => "rationale",
            Self::FirstLine => "line 0",
            Self::Summary => "summary",
            Self::ItemHeading => "item heading",
        }
    }
}

impl Text {
    pub(crate) fn new(shape: Shape, size: usize, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let items = items(shape, size, &mut random);
        let mut printer = Printer::default();
        let summary = printer.front(&items) + 200;

        let mut heading = 0;
        let mut rationale = 0;
        for (index, item) in items.iter().enumerate() {
            let start = printer.item(item, shape);
            if index == items.len() / 2 {
                heading = start + 3;
                rationale = middle_of_a_word(&printer.text, usize::midpoint(start + 500, printer.text.len()));
            }
        }
        let summary = middle_of_a_word(&printer.text, summary);
        Self {
            body: printer.text,
            places: [
                (Place::Rationale, rationale),
                (Place::FirstLine, 0),
                (Place::Summary, summary),
                (Place::ItemHeading, heading),
            ],
        }
    }

    /// The line and column of a place.
    pub(crate) fn position(&self, place: Place) -> (usize, usize) {
        let offset = self.places.iter().find(|(other, _)| *other == place).map_or(0, |(_, offset)| *offset);
        let before = &self.body.as_bytes()[..offset];
        let line = memchr::memchr_iter(b'\n', before).count();
        let start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
        (line, offset - start)
    }
}

fn items(shape: Shape, size: usize, random: &mut Random) -> Vec<Item> {
    // About what the printer adds, so that the text comes out at the size that was asked for.
    const FRONT: usize = 2_100;
    const ITEM: usize = 555;
    let spacing = if shape == Shape::GiantLine { 1 } else { 4 };
    let mut items = Vec::new();
    let mut length = FRONT;
    let mut record = 0;
    while length < size || items.is_empty() {
        let index = items.len();
        let drug = &DRUGS[index % DRUGS.len()];
        let dose = drug.doses[index / DRUGS.len() % 2];
        let request = format!("{} {dose} #{}", drug.name, 10 + index / DRUGS.len() / 2 * 2);
        let count = match shape {
            Shape::Items => 4 + random.below(6),
            Shape::GiantItem | Shape::GiantLine => usize::MAX,
        };
        let mut sentences = vec![OPENING.replace("{class}", drug.group.class)];
        let first = random.below(SENTENCES.len());
        length += ITEM;
        while sentences.len() < count && length < size {
            record += 1 + random.below(3);
            let sentence = SENTENCES[(first + sentences.len()) % SENTENCES.len()]
                .replace("{drug}", drug.name)
                .replace("{class}", drug.group.class)
                .replace("{n}", &record.to_string());
            length += sentence.len() + spacing;
            sentences.push(sentence);
        }
        items.push(Item { drug, request, sentences });
    }
    items
}

fn middle_of_a_word(text: &str, near: usize) -> usize {
    let bytes = text.as_bytes();
    (near..bytes.len().saturating_sub(2))
        .find(|&at| bytes[at - 2..at + 2].iter().all(u8::is_ascii_lowercase))
        .unwrap_or(near)
}
