//! Changes that bring others with them.

use crate::analysis::Snapshot;
use crate::text::{Edit, Text, apply_all};
use similar::{ChangeTag, TextDiff};

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

/// The edits that make one text into the other: of single words and blanks, so that cursors in the others stay; or one edit if
/// much has changed.
fn difference(before: &str, after: &str) -> Vec<Edit> {
    const LONGEST: usize = 64 * 1024;
    let alike = |one: &mut dyn Iterator<Item = (char, char)>| {
        one.take_while(|(one, other)| one == other).map(|(char, _)| char.len_utf8()).sum()
    };
    let mut start: usize = alike(&mut before.chars().zip(after.chars()));
    // A line break stays whole.
    start -= usize::from(before[..start].ends_with('\r'));
    let mut end: usize = alike(&mut before[start..].chars().rev().zip(after[start..].chars().rev()));
    end -= usize::from(before[before.len() - end..].starts_with('\n'));
    let (old, new) = (&before[start..before.len() - end], &after[start..after.len() - end]);
    let mut edits = match old.len() + new.len() {
        0 => Vec::new(),
        len if len > LONGEST => vec![Edit { range: 0..old.len(), insert: new.to_owned() }],
        _ => by_words(old, new),
    };
    edits.iter_mut().for_each(|edit| edit.range = start + edit.range.start..start + edit.range.end);
    edits
}

fn by_words(before: &str, after: &str) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut at = 0;
    for change in TextDiff::from_words(before, after).iter_all_changes() {
        let word = change.value();
        if change.tag() == ChangeTag::Equal {
            at += word.len();
            continue;
        }
        if edits.last().is_none_or(|last| last.range.end != at) {
            edits.push(Edit { range: at..at, insert: String::new() });
        }
        let Some(edit) = edits.last_mut() else { continue };
        match change.tag() {
            ChangeTag::Insert => edit.insert.push_str(word),
            _ => {
                at += word.len();
                edit.range.end = at;
            }
        }
    }
    edits
}
