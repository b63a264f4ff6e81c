//! A field that an item has twice.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, removal};
use crate::model::{Field, Item, shifted};

pub(super) static RULE: Rule = Rule {
    code: "IMR212",
    name: "duplicate-field",
    summary: "An item has a field twice.",
    why: "Where a guideline line or a rationale stands twice, nobody can tell which of the two counts. Often the \
          second belongs to another item whose heading is missing above it.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[("Decision rationale:", "MAXIMUS guideline:\n\nDecision rationale:")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Fields(check),
    fixes: Some(fixes),
};

fn check(item: &Item, _: &Source<'_>, reporter: &mut Reporter) {
    for (index, field) in item.fields.iter().enumerate() {
        let Some(first) = item.fields[..index].iter().find(|earlier| earlier.kind == field.kind) else { continue };
        reporter.report_with(
            field.label.clone(),
            format!(
                "This item already has “{}”. Keep one of the two, or put the next item's heading above.",
                field.kind.label().trim_end_matches(':')
            ),
            first.label.clone(),
            "It stands here first.".to_owned(),
        );
    }
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let Some(second) = item.fields.iter().find(|field| offset + field.label.start == finding.range.start) else {
        return Vec::new();
    };
    let first = item.field(second.kind);
    let empty = [Some(second), first].into_iter().flatten().find(|field| field.written().is_none());
    let fix = |field: &Field| {
        let edits = vec![removal(snapshot.text(), &shifted(&field.range(), offset))];
        Fix::offered(format!("Delete the empty “{}”", field.kind.label()), edits).preferred_if(true)
    };
    empty.map(fix).into_iter().collect()
}
