//! A field that stands before one that should precede it.

use super::{Check, Reporter, Rule, Source, out_of_order};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::FieldKind;
use crate::model::Item;

pub(super) static RULE: Rule = Rule {
    code: "IMR213",
    name: "misplaced-field",
    summary: "The fields of an item stand in the wrong order.",
    weight: Weight::Fault(Severity::Warning),
    check: Check::Item(check),
};

fn check(item: &Item, _: &Source<'_>, reporter: &mut Reporter) {
    let mut first_of_kind: Vec<_> = FieldKind::ALL.into_iter().filter_map(|kind| item.field(kind)).collect();
    first_of_kind.sort_by_key(|field| field.label.start);
    let order: Vec<FieldKind> = first_of_kind.iter().map(|field| field.kind).collect();
    for at in out_of_order(&order) {
        let field = first_of_kind[at];
        let [claims_administrator, maximus, rationale] = FieldKind::ALL.map(|kind| kind.label().trim_end_matches(':'));
        let message = format!(
            "“{}” stands in the wrong place. The order is “{claims_administrator}”, “{maximus}”, “{rationale}”.",
            field.kind.label().trim_end_matches(':')
        );
        reporter.report(field.label.clone(), message);
    }
}
