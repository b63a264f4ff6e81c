//! A label with nothing behind it, or with a placeholder.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::FieldKind;
use crate::model::Item;

pub(super) static RULE: Rule = Rule {
    code: "IMR214",
    name: "empty-field",
    summary: "A guideline line or a rationale is empty.",
    weight: Weight::Gap(Severity::Error),
    check: Check::Item(check),
};

fn check(item: &Item, _: &Source<'_>, reporter: &mut Reporter) {
    for field in item.fields.iter().filter(|field| field.written().is_none()) {
        let place = field.content.as_ref().unwrap_or(&field.label);
        let message = match field.kind {
            FieldKind::ClaimsAdministrator => "Write which guideline the claims administrator cited.",
            FieldKind::Maximus => "Write which guideline you cite: document, topic and pages.",
            FieldKind::Rationale => "Write the rationale. It ends in a conclusion on medical necessity.",
        };
        reporter.report(place.clone(), message.to_owned());
    }
}
