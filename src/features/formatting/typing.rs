//! What follows a typed colon or line break: a label in its spelling, the next label of an item.

use super::labels::{credential_at, label_at};
use super::line_break;
use crate::analysis::Snapshot;
use crate::layouts::FieldKind;
use crate::model::{DecidedIn, Field, Item};
use crate::text::Edit;

/// The characters behind which something may follow.
pub const TYPED: [&str; 2] = [":", "\n"];

/// What follows a character that was typed before an offset.
pub fn typed(snapshot: &Snapshot, offset: usize, typed: &str) -> Vec<Edit> {
    if !snapshot.letter().has_anchor() {
        return Vec::new();
    }
    let edit = match typed {
        ":" => spelt_label(snapshot, offset),
        "\n" => next_label(snapshot, offset),
        _ => None,
    };
    edit.into_iter().collect()
}

/// The label that ends at an offset, as it is to be spelt.
fn spelt_label(snapshot: &Snapshot, offset: usize) -> Option<Edit> {
    let text = snapshot.text();
    let start = text.line_range(text.line_at(offset)).start;
    let line = text.slice(start..offset);
    let words = line.trim_start();
    let at = offset - words.len();
    let (label, covered) = match snapshot.letter().item_at(at) {
        Some((item_start, item)) => {
            let (kind, covered) = label_at(words)?;
            // Behind the label of a rationale all is prose, and no label stands twice.
            let is_before = |field: &&Field| item_start + field.label.start < at;
            let mut before = item.fields.iter().filter(is_before);
            if before.any(|field| field.kind == FieldKind::Rationale || field.kind == kind) {
                return None;
            }
            (kind.label(), covered)
        }
        None => credential_at(words)?,
    };
    let is_all = covered == words.len() && words != label;
    is_all.then(|| Edit { range: offset - words.len()..offset, insert: label.to_owned() })
}

/// The next label that an item lacks, on a blank line behind its heading or one of its guideline lines.
fn next_label(snapshot: &Snapshot, offset: usize) -> Option<Edit> {
    let text = snapshot.text();
    let line = text.line_range(text.line_at(offset));
    let end = text.end_before(offset);
    let (start, item) = snapshot.letter().item_at(end)?;
    let is_below = item.fields.iter().any(|field| start + field.label.start >= offset);
    let is_blank = text.slice(line.clone()).trim().is_empty();
    if is_below || !is_blank || !is_finished_at(snapshot, start, item, end) {
        return None;
    }
    let lacking = FieldKind::ALL.into_iter().find(|kind| item.field(*kind).is_none())?;
    let is_parted = text.line_at(offset) > text.line_at(end) + 1;
    let empty_line = if is_parted { "" } else { line_break(text) };
    Some(Edit { range: line, insert: format!("{empty_line}{} ", lacking.label()) })
}

/// Whether a decided heading or a filled guideline line of an item ends at an offset.
fn is_finished_at(snapshot: &Snapshot, start: usize, item: &Item, end: usize) -> bool {
    let is_decided = item.heading.as_ref().is_some_and(|heading| {
        heading.verdict.word().is_some() && heading.decided_in == DecidedIn::Word && start + heading.range.end == end
    });
    let mut guideline_lines = item.fields.iter().filter(|field| field.kind != FieldKind::Rationale);
    let is_filled = guideline_lines.any(|field| {
        let content = field.written().filter(|content| start + content.end == end);
        content.is_some_and(|content| {
            let words = snapshot.text().slice(start + content.start..end);
            words.ends_with(|char: char| char == '.' || char.is_ascii_digit())
        })
    });
    is_decided || is_filled
}
