//! Changes that bring others with them.

use crate::analysis::Snapshot;
use crate::text::{Edit, Text, apply_all};

/// A change may bring another one to light, but not often.
const MOST_ROUNDS: usize = 8;

/// What changes if edits are made as long as there are any.
pub(super) fn settled(snapshot: &Snapshot, edits_of: impl Fn(&Snapshot) -> Vec<Edit>) -> Vec<Edit> {
    let first = edits_of(snapshot);
    let before = snapshot.text().slice(0..snapshot.text().len()).into_owned();
    let mut text = before.clone();
    let mut edits = first.clone();
    for round in 0..MOST_ROUNDS {
        if edits.is_empty() {
            return if round <= 1 { first } else { difference(&before, &text) };
        }
        text = apply_all(&text, &edits);
        edits = edits_of(&Snapshot::judged_by(Text::from(text.as_str()), snapshot.standards().clone()));
    }
    difference(&before, &text)
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
