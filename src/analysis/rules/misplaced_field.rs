//! A field that stands before one that should precede it.

use super::{Check, Reporter, Rule, Source, out_of_order, place_in_order, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, moved};
use crate::layouts::FieldKind;
use crate::model::{Field, Item, shifted};

pub(super) static RULE: Rule = Rule {
    code: "IMR213",
    name: "misplaced-field",
    summary: "The fields of an item stand in the wrong order.",
    why: "Every item tells first what the claims administrator cited, then what the reviewer cites, then why. In \
          another order one guideline line is easily read as the other.",
    bad: "\
Valium 5mg #8:  Upheld

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is not medically necessary.",
    good: sample::ITEM,
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Fields(check),
    fixes: Some(fixes),
};

fn check(item: &Item, _: &Source<'_>, reporter: &mut Reporter) {
    let standing = first_of_kind(item);
    let order: Vec<FieldKind> = standing.iter().map(|field| field.kind).collect();
    for at in out_of_order(&order) {
        let field = standing[at];
        let [claims_administrator, maximus, rationale] = FieldKind::ALL.map(|kind| kind.label().trim_end_matches(':'));
        let message = format!(
            "“{}” stands in the wrong place. The order is “{claims_administrator}”, “{maximus}”, “{rationale}”.",
            field.kind.label().trim_end_matches(':')
        );
        reporter.report(field.label.clone(), message);
    }
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let standing = first_of_kind(item);
    let Some(at) = standing.iter().position(|field| offset + field.label.start == finding.range.start) else {
        return Vec::new();
    };
    let ranges: Vec<_> = standing.iter().map(|field| shifted(&field.range(), offset)).collect();
    let order: Vec<FieldKind> = standing.iter().map(|field| field.kind).collect();
    let fix = |edits| Fix::offered(format!("Move “{}” to its place", order[at].label()), edits);
    moved(snapshot.text(), &ranges, at, place_in_order(&order, at)).map(fix).into_iter().collect()
}

/// The first field of each kind, as they stand.
fn first_of_kind(item: &Item) -> Vec<&Field> {
    let mut fields: Vec<_> = FieldKind::ALL.into_iter().filter_map(|kind| item.field(kind)).collect();
    fields.sort_by_key(|field| field.label.start);
    fields
}
