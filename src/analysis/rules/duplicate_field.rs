//! A field that an item has twice.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::model::Item;

pub(super) static RULE: Rule = Rule {
    code: "IMR212",
    name: "duplicate-field",
    summary: "An item has a field twice.",
    weight: Weight::Fault(Severity::Warning),
    check: Check::Item(check),
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
