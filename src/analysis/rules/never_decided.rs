//! A denied treatment that no item decides.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::{Kin, Whole};
use crate::guidelines::Named;

pub(super) static RULE: Rule = Rule {
    code: "IMR410",
    name: "never-decided",
    summary: "The case summary says that utilization review denied a treatment, and no item decides it.",
    why: "By Labor Code 4610.6 the review decides what was denied and is in dispute. What the summary reports as denied and no \
          item decides was forgotten, or is not in dispute, and then the summary may say so.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[("The provider\nrequested Valium.", "Utilization\nreview denied Valium and acupuncture.")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some((summary, summarized)) = whole.summarized() else { return };
    // An item that does not say what it is about may be about anything.
    let items = whole.parts.iter().filter_map(|told| told.part.item());
    if whole.requests().next().is_none() || items.into_iter().any(|item| item.heading.is_none()) {
        return;
    }
    let mut told = Vec::new();
    for mention in &summarized.denied {
        let Named::Treatment(id) = &mention.named else { continue };
        if told.contains(id) || whole.requests().any(|(_, request)| request.kin.treatments.contains(id)) {
            continue;
        }
        let kin = Kin::of([mention], source.catalogue);
        let is_decided = whole.requests().any(|(_, request)| request.kin.may_be(&kin));
        if is_decided || PASSED_OVER.iter().any(|class| kin.is_of_class(class)) {
            continue;
        }
        told.push(*id);
        let name = source.quote(&summary.place(&mention.span));
        let message = format!(
            "Utilization review denied “{name}”, but no item decides it. If it is in dispute, it needs an item."
        );
        reporter.report(summary.place(&mention.span), message);
    }
}

/// What is rarely requested by itself.
const PASSED_OVER: [&str; 2] = ["program", "services"];
