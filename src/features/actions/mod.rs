//! What can be done at a place: what mends its findings, and what else a reviewer may want there.

mod make_items;
mod mend_all;
mod silences;

pub use mend_all::mend_all;
pub use silences::silences;

use crate::analysis::{Finding, Fix, Snapshot, Stage, claims_administrators_citation};
use crate::features::arrange::{insert_item, move_item_down, move_item_up};
use crate::features::decide::{is_decided_at, set_decision};
use crate::layouts::FieldKind;
use crate::layouts::decision::Verdict;
use crate::text::Edit;
use std::ops::Range;

/// Something that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// What it does.
    pub title: String,
    /// What it is for.
    pub kind: ActionKind,
    /// Whether it is what was surely meant.
    pub is_preferred: bool,
    /// The finding that it mends.
    pub finding: Option<Finding>,
    /// What changes, in the order of the places.
    pub edits: Vec<Edit>,
    /// Those of its changes that the reviewer has to confirm.
    pub doubtful: Vec<Edit>,
}

/// What an action is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// To mend a finding.
    Fix,
    /// To mend all that can be mended without a look.
    FixAll,
    /// To write something in another way.
    Rewrite,
    /// To set the decision of an item.
    Decide,
    /// To put items in another order, or another one among them.
    Arrange,
}

/// What can be done at a place or with a selection, for those purposes that are wanted.
pub fn actions(
    snapshot: &Snapshot,
    stage: Stage,
    range: &Range<usize>,
    wants: impl Fn(ActionKind) -> bool,
) -> Vec<Action> {
    let mut actions = Vec::new();
    if wants(ActionKind::Fix) {
        for finding in findings_at(snapshot, stage, range) {
            let fixes = snapshot.fixes(&finding).into_iter();
            actions.extend(fixes.map(|fix| Action::new(fix, ActionKind::Fix, Some(finding.clone()))));
        }
    }
    if wants(ActionKind::FixAll) {
        let edits = mend_all(snapshot);
        if !edits.is_empty() {
            let title = "Mend all that needs no look".to_owned();
            let kind = ActionKind::FixAll;
            actions.push(Action::plain(title, kind, edits));
        }
    }
    if wants(ActionKind::Rewrite) && snapshot.is_letter() {
        let rewrites = [citing_the_same(snapshot, range), make_items::make_items(snapshot, range)];
        for fix in rewrites.into_iter().flatten() {
            if actions.iter().all(|action: &Action| action.edits != fix.edits) {
                actions.push(Action::new(fix, ActionKind::Rewrite, None));
            }
        }
    }
    if wants(ActionKind::Decide) && snapshot.is_letter() {
        actions.extend(deciding(snapshot, range));
    }
    if wants(ActionKind::Arrange) && snapshot.is_letter() {
        actions.extend(arranging(snapshot, range));
    }
    actions
}

/// At a heading or a conclusion: to decide the item in the one or the other way.
fn deciding(snapshot: &Snapshot, range: &Range<usize>) -> Vec<Action> {
    let is_there =
        snapshot.letter().item_at(range.start).is_some_and(|(offset, item)| is_decided_at(offset, item, range.start));
    if !is_there {
        return Vec::new();
    }
    let action = |verdict: Verdict| {
        let turned = set_decision(snapshot, range.start, verdict).filter(|turned| !turned.is_empty())?;
        let (doubtful, sure): (Vec<_>, Vec<_>) = turned.into_iter().partition(|turned| turned.is_doubtful);
        let title = format!("Set the decision to {} everywhere in this item", verdict.word()?);
        let edits = sure.into_iter().map(|turned| turned.edit).collect();
        let doubtful = doubtful.into_iter().map(|turned| turned.edit).collect();
        Some(Action { doubtful, ..Action::plain(title, ActionKind::Decide, edits) })
    };
    [Verdict::Upheld, Verdict::Overturned].into_iter().filter_map(action).collect()
}

/// What changes if the item at a place is arranged anew.
type Arrange = fn(&Snapshot, usize) -> Option<Vec<Edit>>;

/// At a heading: to put an item behind this one, or this one elsewhere.
fn arranging(snapshot: &Snapshot, range: &Range<usize>) -> Vec<Action> {
    let heading = snapshot.letter().item_at(range.start).and_then(|(offset, item)| {
        let heading = &item.heading.as_ref()?.range;
        Some(offset + heading.start..=offset + heading.end)
    });
    if !heading.is_some_and(|heading| heading.contains(&range.start)) {
        return Vec::new();
    }
    let all: [(&str, Arrange); 3] = [
        ("Insert an item behind this one", insert_item),
        ("Move this item up", move_item_up),
        ("Move this item down", move_item_down),
    ];
    let action = |(title, arrange): (&str, Arrange)| {
        Some(Action::plain(title.to_owned(), ActionKind::Arrange, arrange(snapshot, range.start)?))
    };
    all.into_iter().filter_map(action).collect()
}

impl Action {
    fn plain(title: String, kind: ActionKind, edits: Vec<Edit>) -> Self {
        Action { title, kind, is_preferred: false, finding: None, edits, doubtful: Vec::new() }
    }

    fn new(fix: Fix, kind: ActionKind, finding: Option<Finding>) -> Self {
        Action { is_preferred: fix.is_preferred, finding, ..Action::plain(fix.title, kind, fix.edits) }
    }
}

/// The findings at a place or in a selection.
pub fn findings_at(snapshot: &Snapshot, stage: Stage, range: &Range<usize>) -> Vec<Finding> {
    let mut findings = snapshot.findings(stage, None).list;
    findings.retain(|finding| is_at(finding, range));
    findings
}

/// Whether a finding, or the other place of it that may be wrong as well, touches a range.
fn is_at(finding: &Finding, range: &Range<usize>) -> bool {
    let touches = |place: &Range<usize>| place.start <= range.end && range.start <= place.end;
    let other = finding.related.as_ref().filter(|related| related.is_equal);
    touches(&finding.range) || other.is_some_and(|related| touches(&related.range))
}

/// In the reviewer's guideline line: what the claims administrator cited.
fn citing_the_same(snapshot: &Snapshot, range: &Range<usize>) -> Option<Fix> {
    let (offset, item) = snapshot.letter().item_at(range.start)?;
    let place = item.field(FieldKind::Maximus)?.range();
    let is_there = (offset + place.start..=offset + place.end).contains(&range.start);
    claims_administrators_citation(snapshot, offset, item).filter(|_| is_there)
}
