//! Everything that can be mended without a look.

use crate::analysis::{Fix, Snapshot, Stage};
use crate::features::settled::settled;
use crate::text::Edit;

/// What changes if all findings are mended for which that is safe, those too that come to light by that; nothing if there are
/// none.
pub fn mend_all(snapshot: &Snapshot) -> Vec<Edit> {
    settled(snapshot, safe_edits)
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
