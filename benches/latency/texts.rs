//! Letter-like texts of any size, the same for the same seed: finished letters that give nothing to complain about.

use crate::languages::Language;
use crate::printer::{Item, Printer};
use crate::random::Random;
use crate::wording::{DENIED, DRUGS, OPENING, SENTENCES};

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
    /// The day that governs the letter, so that all of it is judged anew.
    Date,
}

/// How much there is of a text.
#[derive(Clone, Copy)]
enum Amount {
    Bytes(usize),
    Items(usize),
}

/// A text and where to edit it; the text is ASCII, so that a column is the same in every encoding.
pub(crate) struct Text {
    pub(crate) body: String,
    places: Vec<(Place, usize)>,
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
    pub(crate) const ALL: [Self; 5] = [Self::Rationale, Self::FirstLine, Self::Summary, Self::ItemHeading, Self::Date];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Rationale => "rationale",
            Self::FirstLine => "line 0",
            Self::Summary => "summary",
            Self::ItemHeading => "item heading",
            Self::Date => "date",
        }
    }
}

impl Text {
    pub(crate) fn new(shape: Shape, size: usize, seed: u64) -> Self {
        Self::letter(&items(shape, Amount::Bytes(size), &mut Random::new(seed)), shape)
    }

    /// A letter of so many items; if it is faulty, with a finding for each.
    pub(crate) fn of_items(count: usize, is_faulty: bool, seed: u64) -> Self {
        // No topic stands there.
        const WRONG_PAGES: &str = "199";
        let mut items = items(Shape::Items, Amount::Items(count), &mut Random::new(seed));
        if is_faulty {
            items.iter_mut().for_each(|item| item.pages = WRONG_PAGES);
        }
        Self::letter(&items, Shape::Items)
    }

    fn letter(items: &[Item], shape: Shape) -> Self {
        let mut printer = Printer::default();
        let summary = printer.front(items);
        let denied = summary + printer.text[summary..].find(DENIED).unwrap_or_default();
        let date = denied + "MM/DD/YY".len();
        let summary = summary + 200;

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
            places: vec![
                (Place::Rationale, rationale),
                (Place::FirstLine, 0),
                (Place::Summary, summary),
                (Place::ItemHeading, heading),
                (Place::Date, date),
            ],
        }
    }

    /// What a peer reads: as many items as fit, with one place to edit.
    pub(crate) fn of_peer(language: Language, size: usize, seed: u64) -> Self {
        // Letters are printed double-spaced, so that of items enough for one there are enough for any language.
        let items = items(Shape::Items, Amount::Bytes(2 * size), &mut Random::new(seed));
        let (body, places) = language.print(&items, size);
        Self { body, places }
    }

    /// The line and column of a place, if the text has it.
    pub(crate) fn position(&self, place: Place) -> Option<(usize, usize)> {
        let (_, offset) = *self.places.iter().find(|(other, _)| *other == place)?;
        let before = &self.body.as_bytes()[..offset];
        let line = memchr::memchr_iter(b'\n', before).count();
        let start = memchr::memrchr(b'\n', before).map_or(0, |newline| newline + 1);
        Some((line, offset - start))
    }
}

impl Amount {
    /// Whether this much is not enough.
    fn asks_for(self, length: usize, items: usize) -> bool {
        match self {
            Self::Bytes(size) => length < size,
            Self::Items(count) => items < count,
        }
    }
}

fn items(shape: Shape, amount: Amount, random: &mut Random) -> Vec<Item> {
    // About what the printer adds, so that the text comes out at the size that was asked for.
    const FRONT: usize = 2_100;
    const ITEM: usize = 555;
    let spacing = if shape == Shape::GiantLine { 1 } else { 4 };
    let mut items = Vec::new();
    let mut length = FRONT;
    let mut record = 0;
    loop {
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
        while sentences.len() < count && amount.asks_for(length, index) {
            record += 1 + random.below(3);
            let sentence = SENTENCES[(first + sentences.len()) % SENTENCES.len()]
                .replace("{drug}", drug.name)
                .replace("{class}", drug.group.class)
                .replace("{n}", &record.to_string());
            length += sentence.len() + spacing;
            sentences.push(sentence);
        }
        items.push(Item { drug, request, pages: drug.group.pages, sentences });
        if !amount.asks_for(length, items.len()) {
            return items;
        }
    }
}

fn middle_of_a_word(text: &str, near: usize) -> usize {
    let bytes = text.as_bytes();
    (near..bytes.len().saturating_sub(2))
        .find(|&at| bytes[at - 2..at + 2].iter().all(u8::is_ascii_lowercase))
        .unwrap_or(near)
}
