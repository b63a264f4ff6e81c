//! Making disputed items of a list that was pasted.

use crate::analysis::{Fix, Safety, Snapshot};
use crate::layouts::{FieldKind, Meaning, SectionKind, anchor_at, anchors, decision, opens_citation, request};
use crate::model::PartKind;
use crate::model::dialect::Dialect;
use crate::text::Edit;
use std::collections::VecDeque;
use std::ops::Range;

/// Longer lines are no requests, and longer lists no lists.
const LONGEST_LINE: usize = 300;
const MOST_LINES: usize = 200;

/// A line that asks for a treatment.
struct Request {
    /// Its place, without white space, bullet and final colon.
    range: Range<usize>,
    /// Where the line starts and ends, without white space.
    line: Range<usize>,
    /// Whether a decision stands in it already.
    is_decided: bool,
}

/// Makes an item with empty fields of each selected line or, without a selection, of each line of the paragraph, if all of
/// them read as requests and stand where items do.
pub(super) fn make_items(snapshot: &Snapshot, range: &Range<usize>) -> Option<Fix> {
    if !stands_among_items(snapshot, range.start) || (range.is_empty() && is_in_field(snapshot, range.start)) {
        return None;
    }
    let dialect = Dialect::around(snapshot.text(), range.start);
    let lines = if range.is_empty() { paragraph(snapshot, range.start, &dialect) } else { selected(snapshot, range) };
    let requests: Vec<Request> = lines.iter().map(|line| Request::read(snapshot, line)).collect::<Option<_>>()?;
    let names_treatment = |request: &Request| {
        let words = snapshot.text().slice(request.range.clone());
        let name = &words[request::numbering(&words)..];
        request::names_dose_or_quantity(name) || snapshot.catalogue().names().starts_with_treatment(name)
    };
    let last = requests.last()?;
    if !requests.iter().any(names_treatment) || has_fields(snapshot, last.line.end) {
        return None;
    }
    let edits = edits(&requests, &dialect);
    let title = if requests.len() == 1 { "Make an item of this line" } else { "Make items of these lines" };
    Some(Fix { title: title.to_owned(), safety: Safety::Unsafe, is_preferred: false, edits })
}

fn edits(requests: &[Request], dialect: &Dialect) -> Vec<Edit> {
    let labels = FieldKind::ALL.map(FieldKind::label);
    let mut edits = Vec::new();
    for (index, request) in requests.iter().enumerate() {
        if index == 0 && request.line.start < request.range.start {
            edits.push(Edit { range: request.line.start..request.range.start, insert: String::new() });
        }
        let colon = if request.is_decided { "" } else { ":" };
        let fields = dialect.lines(&labels);
        let mut insert = format!("{colon}{}{fields}", dialect.field_break());
        let mut end = request.line.end;
        if let Some(next) = requests.get(index + 1) {
            insert.push_str(dialect.paragraph_break());
            end = next.range.start;
        }
        edits.push(Edit { range: request.range.end..end, insert });
    }
    edits
}

impl Request {
    /// Reads a line; `None` if it is a heading, a label, a citation or a sentence.
    fn read(snapshot: &Snapshot, line: &Range<usize>) -> Option<Request> {
        let words = snapshot.text().slice(line.clone());
        let bullet = words.len() - words.trim_start_matches(['-', '–', '•', '*', '·', ' ', '\t']).len();
        let is_decided = decision::ending(&words).is_some_and(|ending| ending.verdict.word().is_some());
        let end = words.trim_end_matches([':', ';', ',', ' ']).len();
        let name = words.get(bullet..end)?;
        let is_request = !name.is_empty()
            && words.len() <= LONGEST_LINE
            && anchor_at(&words).is_none()
            && !opens_citation(&words)
            && !request::is_sentence(name);
        let range = line.start + bullet..line.start + end;
        is_request.then(|| Request { range, line: line.clone(), is_decided })
    }
}

/// Whether a place lies in the section that holds the disputed items.
fn stands_among_items(snapshot: &Snapshot, at: usize) -> bool {
    let mut section = None;
    let mut offset = 0;
    for part in snapshot.letter().parts().iter().take_while(|part| part.len > 0) {
        if offset > at {
            break;
        }
        if let PartKind::Section(found) = &part.kind {
            section = Some(found.kind);
        }
        offset += part.len;
    }
    section == Some(SectionKind::Issues)
}

fn is_in_field(snapshot: &Snapshot, at: usize) -> bool {
    snapshot.tree().blocks().find(|sum| sum.bytes > at).is_some_and(|found| found.element.field.is_some())
}

/// Whether the next line behind a place is the label of a field: then an item stands there already.
fn has_fields(snapshot: &Snapshot, at: usize) -> bool {
    let text = snapshot.text();
    let lines = text.line_at(at) + 1..text.line_count();
    let next = lines.map(|line| trimmed(snapshot, line)).find(|line| !line.is_empty());
    let anchor = next.and_then(|line| anchor_at(&text.slice(line)));
    anchor.is_some_and(|(anchor, _)| matches!(anchors()[anchor].meaning, Meaning::Field(_)))
}

/// A line without the white space around it.
fn trimmed(snapshot: &Snapshot, number: usize) -> Range<usize> {
    let line = snapshot.text().line_range(number);
    let words = snapshot.text().slice(line.clone());
    let start = line.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

/// The lines with text that a selection touches. One that ends at the start of a line does not touch it.
fn selected(snapshot: &Snapshot, range: &Range<usize>) -> Vec<Range<usize>> {
    let text = snapshot.text();
    let lines = text.line_at(range.start)..=text.line_at(range.end.saturating_sub(1)).max(text.line_at(range.start));
    let lines = lines.map(|line| trimmed(snapshot, line)).filter(|line| !line.is_empty());
    lines.take(MOST_LINES).collect()
}

/// The lines of the paragraph around a place.
fn paragraph(snapshot: &Snapshot, at: usize, dialect: &Dialect) -> Vec<Range<usize>> {
    let text = snapshot.text();
    let here = text.line_at(at);
    let first = trimmed(snapshot, here);
    if first.is_empty() {
        return Vec::new();
    }
    let goes_on =
        |upper: &Range<usize>, lower: &Range<usize>| !dialect.parts_paragraphs(&text.slice(upper.end..lower.start));
    let mut lines = VecDeque::from([first]);
    for line in (here.saturating_sub(MOST_LINES)..here).rev().map(|line| trimmed(snapshot, line)) {
        match lines.front() {
            _ if line.is_empty() => {}
            Some(next) if goes_on(&line, next) => lines.push_front(line),
            _ => break,
        }
    }
    for line in (here + 1..text.line_count().min(here + MOST_LINES)).map(|line| trimmed(snapshot, line)) {
        match lines.back() {
            _ if line.is_empty() => {}
            Some(last) if goes_on(last, &line) => lines.push_back(line),
            _ => break,
        }
    }
    lines.into()
}
