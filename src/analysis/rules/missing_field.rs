//! An item without one of its fields.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::FieldKind;
use crate::model::Item;

pub(super) static RULE: Rule = Rule {
    code: "IMR211",
    name: "missing-field",
    summary: "An item lacks a guideline line or its rationale.",
    weight: Weight::Gap(Severity::Error),
    check: Check::Item(check),
};

fn check(item: &Item, _: &Source<'_>, reporter: &mut Reporter) {
    let absent: Vec<String> = FieldKind::ALL
        .into_iter()
        .filter(|kind| item.field(*kind).is_none())
        .map(|kind| format!("“{}”", kind.label().trim_end_matches(':')))
        .collect();
    if let Some((last, others)) = absent.split_last() {
        let list = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
        reporter.report(
            item.place(),
            format!("This item has no {list}. Add what is missing, each behind its label and a colon."),
        );
    }
}
