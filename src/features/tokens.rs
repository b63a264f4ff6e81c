//! What the words of a letter are, so that an editor can colour them.

mod citations;
mod labels;
mod prose;

use crate::analysis::Snapshot;
use crate::guidelines::Catalogue;
use crate::layouts::decision::Verdict;
use crate::layouts::{FieldKind, SectionKind};
use crate::model::remnants::remnants;
use crate::model::{Field, Heading, Item, Part, PartKind, Section, shifted};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Some words of one line. No two overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where they stand.
    pub range: Range<usize>,
    /// What they are.
    pub kind: TokenKind,
}

/// What words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// The heading of a section.
    Heading,
    /// The request of a disputed item, with its number.
    Item {
        /// Whether it has no decision yet.
        is_undecided: bool,
    },
    /// The decision of an item.
    Decision(Verdict),
    /// A label with its colon.
    Label,
    /// The name of a document that a guideline line cites.
    Guideline,
    /// What is cited of it: chapter, topic or section.
    Topic,
    /// The pages that are cited.
    Page,
    /// A treatment named in summary or rationale.
    Treatment,
    /// A strength, a quantity or a frequency.
    Dose,
    /// A day or a month.
    Date,
    /// What was to be filled in.
    Placeholder,
}

/// The tokens of those parts of a letter that touch a range, in order; none of a text without any heading and label.
pub fn tokens(snapshot: &Snapshot, range: &Range<usize>) -> Vec<Token> {
    let mut found = Vec::new();
    let parts = snapshot.letter().parts();
    let Some(first) = parts.find(|sum| sum.bytes > range.start).filter(|_| snapshot.letter().has_anchor()) else {
        return found;
    };
    let mut offset = first.before.bytes;
    for part in parts.iter_from(first.index) {
        if offset > range.end {
            break;
        }
        found.extend(read(snapshot, offset, part).into_iter().map(|token| token.moved(offset)));
        offset += part.len;
    }
    found
}

/// All tokens of a letter, part by part. What an edit does not touch is not read again.
#[derive(Clone, Default)]
pub struct Reading {
    catalogue: Option<Arc<Catalogue>>,
    parts: Vec<ReadPart>,
}

#[derive(Clone)]
struct ReadPart {
    part: Arc<Part>,
    /// With places that count from its start.
    tokens: Arc<[Token]>,
}

impl Reading {
    /// The tokens of a letter, of which an earlier moment may have been read.
    pub fn after(earlier: &Reading, snapshot: &Snapshot) -> Self {
        let catalogue = Some(snapshot.catalogue().clone());
        if !snapshot.letter().has_anchor() {
            return Reading { catalogue, parts: Vec::new() };
        }
        let is_judged_alike = earlier.catalogue.as_ref().is_some_and(|known| Arc::ptr_eq(known, snapshot.catalogue()));
        let known = if is_judged_alike { earlier.parts.as_slice() } else { &[] };
        let parts: Vec<&Arc<Part>> = snapshot.letter().parts().iter().collect();
        let is_same = |(known, part): &(&ReadPart, &&Arc<Part>)| Arc::ptr_eq(&known.part, part);
        let before = known.iter().zip(&parts).take_while(is_same).count();
        let behind = known[before..].iter().rev().zip(parts[before..].iter().rev()).take_while(is_same).count();
        let mut read_parts = known[..before].to_vec();
        let mut offset: usize = parts[..before].iter().map(|part| part.len).sum();
        for part in &parts[before..parts.len() - behind] {
            let tokens = read(snapshot, offset, part).into();
            read_parts.push(ReadPart { part: (*part).clone(), tokens });
            offset += part.len;
        }
        read_parts.extend_from_slice(&known[known.len() - behind..]);
        Reading { catalogue, parts: read_parts }
    }

    /// All of them, in order.
    pub fn tokens(&self) -> Vec<Token> {
        let mut offset = 0;
        let of_part = |ReadPart { part, tokens }: &ReadPart| {
            let start = offset;
            offset += part.len;
            tokens.iter().map(|token| token.clone().moved(start)).collect::<Vec<_>>()
        };
        self.parts.iter().flat_map(of_part).collect()
    }
}

/// The tokens of a part that starts at an offset, with places that count from there.
fn read(snapshot: &Snapshot, offset: usize, part: &Part) -> Vec<Token> {
    let text = snapshot.text().slice(offset..offset + part.len);
    let tokens = apart(of_part(&text, part, snapshot.catalogue()));
    tokens.iter().flat_map(|token| lines_of(&text, token)).collect()
}

/// The tokens of a part. They may overlap, in which case the first counts, and go over the ends of lines.
fn of_part(text: &str, part: &Part, catalogue: &Catalogue) -> Vec<Token> {
    match &part.kind {
        PartKind::Front => labels::on_front(text),
        PartKind::Section(section) => of_section(text, section, catalogue),
        PartKind::Item(item) => of_item(text, item, catalogue),
    }
}

fn of_section(text: &str, section: &Section, catalogue: &Catalogue) -> Vec<Token> {
    let heading = section.heading.as_ref().map(|heading| {
        let words = text[heading.clone()].trim_end().trim_end_matches(':').trim_end();
        Token { range: heading.start..heading.start + words.len(), kind: TokenKind::Heading }
    });
    let content = section.content.clone().unwrap_or_default();
    let words = &text[content.clone()];
    let within = match section.kind {
        SectionKind::CaseSummary => prose::tokens(words, catalogue),
        _ => [placeholders(words), labels::of_credentials(words)].concat(),
    };
    heading.into_iter().chain(within.into_iter().map(|token| token.moved(content.start))).collect()
}

fn of_item(text: &str, item: &Item, catalogue: &Catalogue) -> Vec<Token> {
    let heading = item.heading.iter().flat_map(of_heading);
    let fields = item.fields.iter().flat_map(|field| {
        let label = Token { range: field.label.clone(), kind: TokenKind::Label };
        [vec![label], of_field(text, field, catalogue)].concat()
    });
    heading.chain(fields).collect()
}

fn of_heading(heading: &Heading) -> [Token; 2] {
    let is_undecided = heading.verdict == Verdict::Undecided;
    let request = heading.range.start..heading.request.end;
    let decision = if is_undecided { TokenKind::Placeholder } else { TokenKind::Decision(heading.verdict) };
    [
        Token { range: request, kind: TokenKind::Item { is_undecided } },
        Token { range: heading.words.clone(), kind: decision },
    ]
}

fn of_field(text: &str, field: &Field, catalogue: &Catalogue) -> Vec<Token> {
    let Some(content) = field.content.clone() else { return Vec::new() };
    if field.is_placeholder {
        return vec![Token { range: content, kind: TokenKind::Placeholder }];
    }
    let words = &text[content.clone()];
    if field.kind == FieldKind::Rationale {
        return prose::tokens(words, catalogue).into_iter().map(|token| token.moved(content.start)).collect();
    }
    let placeholders = placeholders(words).into_iter().map(|token| token.moved(content.start));
    placeholders.chain(citations::tokens(text, &field.citations, catalogue)).collect()
}

fn placeholders(text: &str) -> Vec<Token> {
    remnants(text).into_iter().map(|range| Token { range, kind: TokenKind::Placeholder }).collect()
}

/// Of tokens that overlap the first; in the order of the text.
fn apart(tokens: Vec<Token>) -> Vec<Token> {
    let mut kept: BTreeMap<usize, Token> = BTreeMap::new();
    for token in tokens {
        let before = kept.range(..token.range.end).next_back();
        if before.is_none_or(|(_, before)| before.range.end <= token.range.start) {
            kept.insert(token.range.start, token);
        }
    }
    kept.into_values().collect()
}

/// A token line by line, without the blanks around the lines.
fn lines_of<'t>(text: &'t str, token: &'t Token) -> impl Iterator<Item = Token> + 't {
    let mut end = token.range.start;
    let lines = text[token.range.clone()].split_inclusive(['\n', '\r']).map(move |line| {
        let start = end + line.len() - line.trim_start().len();
        end += line.len();
        Token { range: start..start + line.trim().len(), kind: token.kind }
    });
    lines.filter(|token| !token.range.is_empty())
}

impl Token {
    /// The same in a text in which it stands further behind.
    fn moved(self, by: usize) -> Self {
        Token { range: shifted(&self.range, by), ..self }
    }
}
