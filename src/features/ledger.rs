//! The decision ledger: what each disputed item decides, and on what.

use crate::analysis::Snapshot;
use crate::layouts::FieldKind;
use crate::layouts::decision::Verdict;
use crate::model::citation::Source;
use crate::model::conclusion::Necessity;
use crate::model::{Item, shifted};
use crate::text::spaces::one_line;
use serde::Serialize;
use std::ops::Range;

/// What one item decides, and on what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerLine {
    /// What is requested.
    pub request: String,
    /// What its heading says.
    pub decision: String,
    /// On what standard the reviewer decides.
    pub standard: &'static str,
    /// Whether there is a rationale.
    pub has_rationale: bool,
    /// How the rationale's conclusion stands to the decision.
    pub conclusion: &'static str,
}

impl LedgerLine {
    /// The line of an item whose part starts at `offset`.
    pub fn of(snapshot: &Snapshot, offset: usize, item: &Item) -> Self {
        let words = |range: &Range<usize>| one_line(&snapshot.text().slice(shifted(range, offset)));
        let verdict = item.heading.as_ref().map_or(Verdict::Undecided, |heading| heading.verdict);
        let decision = match (verdict.word(), &item.heading) {
            (Some(word), _) => word.to_owned(),
            (None, Some(heading)) if verdict == Verdict::Unknown => format!("{}?", words(&heading.words)),
            (None, _) => "undecided".to_owned(),
        };
        LedgerLine {
            request: item.heading.as_ref().map(|heading| words(&heading.request)).unwrap_or_default(),
            decision,
            standard: standard(item),
            has_rationale: item.field(FieldKind::Rationale).is_some_and(|field| field.written().is_some()),
            conclusion: conclusion(item, verdict),
        }
    }

    /// Whether there is a rationale, in a word.
    pub fn rationale(&self) -> &'static str {
        if self.has_rationale { "present" } else { "missing" }
    }
}

/// On what standard the reviewer decides: Labor Code 4610.5(c)(2) has the schedule before any other.
fn standard(item: &Item) -> &'static str {
    let own = item.fields_of(FieldKind::Maximus).flat_map(|field| &field.citations);
    let sources: Vec<Source> = own.map(|citation| citation.source).collect();
    match (sources.contains(&Source::Mtus), sources.contains(&Source::NonMtus)) {
        (true, true) => "MTUS and others",
        (true, false) => "MTUS",
        (false, true) => "outside the MTUS",
        (false, false) => "none cited",
    }
}

fn conclusion(item: &Item, verdict: Verdict) -> &'static str {
    let Some(conclusion) = item.conclusion() else { return "missing" };
    match (verdict, conclusion.necessity) {
        (Verdict::Upheld, Necessity::NotNecessary) | (Verdict::Overturned, Necessity::Necessary) => "agrees",
        (Verdict::Upheld, Necessity::Necessary) | (Verdict::Overturned, Necessity::NotNecessary) => "contradicts",
        (_, Necessity::Necessary) => "necessary",
        (_, Necessity::NotNecessary) => "not necessary",
    }
}
