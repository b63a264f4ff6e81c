//! The outline: sections, disputed items with their decisions, fields.

use crate::analysis::Snapshot;
use crate::layouts::decision::Verdict;
use crate::layouts::told::Told;
use crate::layouts::{LayoutId, SectionKind};
use crate::model::{Field, Item, Part, PartKind, Section, shifted};
use crate::text::spaces::one_line;
use std::ops::Range;

/// An entry of the outline. Its selection lies within its range, its children within it and in order;
/// editors drop an outline that breaks this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is shown: never blank.
    pub name: String,
    /// What is shown beside it, fainter.
    pub detail: Option<String>,
    /// What it is.
    pub kind: EntryKind,
    /// All of it.
    pub range: Range<usize>,
    /// What is selected when one goes there.
    pub selection: Range<usize>,
    /// What it holds.
    pub children: Vec<Entry>,
}

/// What an entry stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A section.
    Section,
    /// A disputed item.
    Item,
    /// A field of an item.
    Field,
}

/// The outline of a text; empty if the text is no letter.
pub fn outline(snapshot: &Snapshot) -> Vec<Entry> {
    if snapshot.layout() == LayoutId::Other {
        return Vec::new();
    }
    let mut entries: Vec<Entry> = Vec::new();
    let (mut offset, mut number) = (0, 0);
    for part in snapshot.letter().parts().iter() {
        match &part.kind {
            PartKind::Front => {}
            PartKind::Section(section) => entries.push(section_entry(snapshot, part, section, offset)),
            PartKind::Item(item) => {
                number += 1;
                let entry = item_entry(snapshot, part, item, offset, number);
                match entries.last_mut().filter(|last| last.kind == EntryKind::Section) {
                    Some(section) => {
                        section.range.end = entry.range.end;
                        section.children.push(entry);
                    }
                    None => entries.push(entry),
                }
            }
        }
        offset += part.len;
    }
    if number == 0 {
        for (offset, told) in snapshot.letter().told_requests() {
            number += 1;
            let entry = told_entry(snapshot, &told, offset, number);
            if let Some(section) = entries.iter_mut().find(|section| section.range.end >= entry.range.end) {
                section.children.push(entry);
            }
        }
    }
    entries
}

/// How a heading reads with its number and decision, as in `2. Robaxin 500mg #30 — Upheld`.
pub fn item_name(number: usize, request: &str, decision: &str) -> String {
    let request = if request.is_empty() { "(no heading)" } else { request };
    format!("{number}. {request} — {decision}")
}

fn section_entry(snapshot: &Snapshot, part: &Part, section: &Section, offset: usize) -> Entry {
    let heading = section.heading.as_ref().map(|heading| shifted(heading, offset));
    let lead_in = section.lead_in.as_ref().map(|lead_in| shifted(lead_in, offset));
    let name = match &heading {
        Some(heading) => words_at(snapshot, heading).trim_end_matches(':').to_owned(),
        None => canonical_heading(snapshot, section.kind),
    };
    let selection = heading.or(lead_in).unwrap_or(offset..offset);
    Entry {
        name,
        detail: None,
        kind: EntryKind::Section,
        range: selection.start..(offset + part.text_end).max(selection.end),
        selection,
        children: Vec::new(),
    }
}

fn item_entry(snapshot: &Snapshot, part: &Part, item: &Item, offset: usize, number: usize) -> Entry {
    let fields: Vec<Entry> = item.fields.iter().map(|field| field_entry(snapshot, field, offset)).collect();
    let place = shifted(&item.place(), offset);
    let (request, decision) = match &item.heading {
        Some(heading) => {
            let words = words_at(snapshot, &shifted(&heading.words, offset));
            let decision = decision_name(heading.verdict, &words);
            (words_at(snapshot, &shifted(&heading.request, offset)), decision)
        }
        None => (String::new(), "undecided".to_owned()),
    };
    let start = item.heading.as_ref().map_or(place.start, |heading| heading.range.start + offset);
    Entry {
        name: item_name(number, &request, &decision),
        detail: None,
        kind: EntryKind::Item,
        range: start..(offset + part.text_end).max(place.end),
        selection: place,
        children: fields,
    }
}

/// A request that only a sentence in a section tells.
fn told_entry(snapshot: &Snapshot, told: &Told, offset: usize, number: usize) -> Entry {
    let place = shifted(&told.request, offset);
    let words = words_at(snapshot, &shifted(&told.words, offset));
    Entry {
        name: item_name(number, &words_at(snapshot, &place), &decision_name(told.verdict, &words)),
        detail: None,
        kind: EntryKind::Item,
        range: place.start..place.end.max(offset + told.words.end),
        selection: place,
        children: Vec::new(),
    }
}

fn decision_name(verdict: Verdict, words: &str) -> String {
    match verdict {
        Verdict::Upheld => "Upheld".to_owned(),
        Verdict::Overturned => "Overturned".to_owned(),
        Verdict::Unknown => format!("{words}?"),
        Verdict::Undecided => "undecided".to_owned(),
    }
}

fn field_entry(snapshot: &Snapshot, field: &Field, offset: usize) -> Entry {
    let cited: Vec<String> =
        field.citations.iter().map(|citation| words_at(snapshot, &shifted(&citation.span, offset))).collect();
    let detail = cited.join("; ").replace("Decision based on ", "");
    Entry {
        name: field.kind.label().trim_end_matches(':').to_owned(),
        detail: (!detail.is_empty()).then_some(detail),
        kind: EntryKind::Field,
        range: shifted(&field.range(), offset),
        selection: shifted(&field.label, offset),
        children: Vec::new(),
    }
}

fn canonical_heading(snapshot: &Snapshot, kind: SectionKind) -> String {
    let form = snapshot.layout().form().and_then(|layout| layout.section(kind));
    form.map_or(kind.name(), |form| form.headings[0]).to_owned()
}

/// The text at a place on one line, cut where no reader would read on.
fn words_at(snapshot: &Snapshot, range: &Range<usize>) -> String {
    const LONGEST: usize = 300;
    one_line(&snapshot.text().slice(range.start..range.end.min(range.start + LONGEST)))
}
