//! A label with nothing behind it, or with a placeholder.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::{Fix, Snapshot, claims_administrators_citation};
use crate::layouts::FieldKind;
use crate::model::{Field, Item};

pub(super) static RULE: Rule = Rule {
    code: "IMR214",
    name: "empty-field",
    summary: "A guideline line or a rationale is empty.",
    why: "A label with nothing behind it tells the parties that there is a guideline or a reason, and not which. It is \
          most often a place that the reviewer meant to come back to.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[(
            "MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.",
            "MAXIMUS guideline:",
        )],
    },
    weight: Weight::Gap(Severity::Error),
    is_on: true,
    check: Check::Item(check),
    fixes: Some(fixes),
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

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let is_here = |field: &Field| {
        field.written().is_none()
            && (offset + field.range().start..=offset + field.range().end).contains(&finding.range.start)
    };
    let maximus = item.field(FieldKind::Maximus).filter(|field| is_here(field));
    maximus.and_then(|_| claims_administrators_citation(snapshot, offset, item)).into_iter().collect()
}
