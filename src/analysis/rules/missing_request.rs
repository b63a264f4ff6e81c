//! Fields without the heading of an item above them.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::model::Item;

pub(super) static RULE: Rule = Rule {
    code: "IMR203",
    name: "missing-request",
    summary: "The fields of an item stand without its heading.",
    weight: Weight::Gap(Severity::Error),
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
