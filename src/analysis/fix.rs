//! What would mend a finding.

use crate::text::{Edit, Text};
use std::ops::Range;

/// Edits that mend a finding. They stand in the order of their places and do not overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, for a physician.
    pub title: String,
    /// Whether it may be applied without a look.
    pub safety: Safety,
    /// Whether it is what was surely meant. Such a fix gives rise to no other finding.
    pub is_preferred: bool,
    /// What changes.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be applied without a look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// It changes only white space, or the form in which a citation is written.
    Safe,
    /// It changes what the letter says. To be offered, one at a time.
    Unsafe,
}

impl Fix {
    pub(super) fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Fix { title: title.into(), safety: Safety::Safe, is_preferred: true, edits }
    }

    pub(super) fn offered(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Fix { title: title.into(), safety: Safety::Unsafe, is_preferred: false, edits }
    }

    /// Whether it is applied when one asks for all to be mended that needs no look.
    pub fn needs_no_look(&self) -> bool {
        self.safety == Safety::Safe && self.is_preferred
    }

    /// The same, as what was surely meant if `is_meant` says so.
    pub(super) fn preferred_if(self, is_meant: bool) -> Self {
        Fix { is_preferred: is_meant, ..self }
    }
}

pub(super) fn replacement(range: Range<usize>, insert: impl Into<String>) -> Edit {
    Edit { range, insert: insert.into() }
}

pub(super) fn insertion(at: usize, insert: impl Into<String>) -> Edit {
    replacement(at..at, insert)
}

/// Takes a stretch out together with the gap before it.
pub(super) fn removal(text: &Text, range: &Range<usize>) -> Edit {
    replacement(text.end_before(range.start)..range.end, "")
}

/// Moves one of several stretches, which stand in this order, before the one numbered `to` or, past the last, behind
/// all. A gap goes along. `None` if anything but white space stands between them.
pub(super) fn moved(text: &Text, stretches: &[Range<usize>], from: usize, to: usize) -> Option<Vec<Edit>> {
    let stretch = text.slice(stretches[from].clone());
    if to > from + 1 {
        let gap = stretches[from].end..stretches[from + 1].start;
        let white_space = text.slice(gap.clone());
        let edits = vec![
            replacement(stretches[from].start..gap.end, ""),
            insertion(stretches[to - 1].end, format!("{white_space}{stretch}")),
        ];
        white_space.trim().is_empty().then_some(edits)
    } else if to < from {
        let gap = stretches[from - 1].end..stretches[from].start;
        let white_space = text.slice(gap.clone());
        let edits = vec![
            insertion(stretches[to].start, format!("{stretch}{white_space}")),
            replacement(gap.start..stretches[from].end, ""),
        ];
        white_space.trim().is_empty().then_some(edits)
    } else {
        None
    }
}
