//! Fields without the heading of an item above them.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::model::Item;

pub(super) static RULE: Rule = Rule {
    code: "IMR203",
    name: "missing-request",
    summary: "The fields of an item stand without its heading.",
    why: "A decision means nothing without what it decides. Guideline lines and a rationale without a request above \
          them belong to nothing, or are taken for those of the item before.",
    example: Sample { of: sample::ITEM, good: &[], bad: &[("Valium 5mg #8:  Upheld\n\n", "")] },
    weight: Weight::Gap(Severity::Error),
    is_on: true,
    check: Check::Item(check),
    fixes: None,
};

fn check(item: &Item, _: &Source<'_>, reporter: &mut Reporter) {
    let place = match &item.heading {
        None => item.place(),
        Some(heading) if heading.request.is_empty() => heading.range.clone(),
        Some(_) => return,
    };
    let message = "What was requested is missing here. Write it with the decision, as in “Robaxin 500mg #30:  Upheld”.";
    reporter.report(place, message.to_owned());
}
