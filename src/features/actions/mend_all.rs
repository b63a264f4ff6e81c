//! Everything that can be mended without a look.

use crate::analysis::{Fix, Snapshot, Stage};
use crate::text::{Edit, Text, apply_all};

/// A safe fix may bring another one to light, but not often.
const MOST_ROUNDS: usize = 8;

/// What changes if all findings are mended for which that is safe; nothing if there are none.
pub fn mend_all(snapshot: &Snapshot) -> Vec<Edit> {
    let first = safe_edits(snapshot);
    let before = snapshot.text().slice(0..snapshot.text().len()).into_owned();
    let mut text = before.clone();
    let mut edits = first.clone();
    for round in 0..MOST_ROUNDS {
        if edits.is_empty() {
            return if round == 1 { first } else { difference(&before, &text) };
        }
        text = apply_all(&text, &edits);
        edits = safe_edits(&Snapshot::judged_by(Text::from(text.as_str()), snapshot.standards().clone()));
    }
    difference(&before, &text)
}

/// The safe fixes of all findings, but for those that touch an earlier one.
fn safe_edits(snapshot: &Snapshot) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for finding in snapshot.findings(Stage::Final, None).list {
        let safe = snapshot.fixes(&finding).into_iter().find(Fix::needs_no_look);
        let Some(fix) = safe else { continue };
        let is_free = |edit: &Edit| {
            edits.iter().all(|other| edit.range.start > other.range.end || edit.range.end < other.range.start)
        };
        if fix.edits.iter().all(is_free) {
            edits.extend(fix.edits);
        }
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

/// One edit that makes one text into the other.
fn difference(before: &str, after: &str) -> Vec<Edit> {
    let alike = |one: &mut dyn Iterator<Item = (char, char)>| {
        one.take_while(|(one, other)| one == other).map(|(char, _)| char.len_utf8()).sum()
    };
    let start: usize = alike(&mut before.chars().zip(after.chars()));
    let end: usize = alike(&mut before[start..].chars().rev().zip(after[start..].chars().rev()));
    let (old, new) = (start..before.len() - end, start..after.len() - end);
    let is_same = old.is_empty() && new.is_empty();
    if is_same { Vec::new() } else { vec![Edit { range: old, insert: after[new].to_owned() }] }
}
