//! A rationale that comes to no conclusion.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::FieldKind;
use crate::model::Item;

/// Labor Code 4610.6(c): the analysis states whether the disputed service is medically necessary.
pub(super) static RULE: Rule = Rule {
    code: "IMR215",
    name: "missing-conclusion",
    summary: "A rationale does not conclude whether the request is medically necessary.",
    weight: Weight::Gap(Severity::Warning),
    check: Check::Item(check),
    fixes: None,
};

fn check(item: &Item, source: &Source<'_>, reporter: &mut Reporter) {
    if item.conclusion().is_some() {
        return;
    }
    let rationales = item.fields.iter().filter(|field| field.kind == FieldKind::Rationale);
    let Some(field) = rationales.clone().find(|field| field.written().is_some()) else { return };
    let Some(content) = field.written().filter(|_| !rationales.into_iter().any(|field| field.has_verdict_cue)) else {
        return;
    };
    let message = "This rationale does not conclude whether the request is medically necessary.";
    reporter.report(source.last_line(content), message.to_owned());
}
