//! What can be folded away: sections and disputed items.

use super::outline::{Entry, EntryKind, outline};
use crate::analysis::Snapshot;
use std::ops::Range;

/// The ranges that can be folded, each from its first line to its last, in order of their starts.
pub fn folding(snapshot: &Snapshot) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    for entry in &outline(snapshot) {
        ranges.push(entry.range.clone());
        let items = entry.children.iter().filter(|child: &&Entry| child.kind == EntryKind::Item);
        ranges.extend(items.map(|item| item.range.clone()));
    }
    ranges
}
