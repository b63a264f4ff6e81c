//! A word where the decision should stand that is none.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::decision::Verdict;
use crate::model::Item;

pub(super) static RULE: Rule = Rule {
    code: "IMR202",
    name: "unknown-decision",
    summary: "The decision of an item is neither Upheld nor Overturned.",
    weight: Weight::Gap(Severity::Error),
    check: Check::Item(check),
};

fn check(item: &Item, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(heading) = item.heading.as_ref().filter(|heading| heading.verdict == Verdict::Unknown) else { return };
    let words = source.quote(&heading.words);
    let advice = match heading.meant.and_then(Verdict::word) {
        Some(word) => format!("Did you mean “{word}”?"),
        None => "Write Upheld or Overturned.".to_owned(),
    };
    reporter.report(heading.words.clone(), format!("“{words}” is not a decision. {advice}"));
}
