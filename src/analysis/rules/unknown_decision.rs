//! A word where the decision should stand that is none.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::deciding;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::Fix;
use crate::layouts::decision::Verdict;
use crate::model::Item;

pub(super) static RULE: Rule = Rule {
    code: "IMR202",
    name: "unknown-decision",
    summary: "The decision of an item is neither Upheld nor Overturned.",
    why: "An item is decided in one of two words: Upheld agrees with the denial, Overturned does not. Any other word, \
          such as Modified, leaves open which of the two is meant.",
    example: Sample { of: sample::ITEM, good: &[], bad: &[("#8:  Upheld", "#8:  Modified")] },
    weight: Weight::Gap(Severity::Error),
    is_on: true,
    check: Check::Item(check),
    fixes: Some(fixes),
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

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let Some(heading) = &item.heading else { return Vec::new() };
    let Some((meant, word)) = heading.meant.and_then(|meant| Some((meant, meant.word()?))) else {
        return deciding::both(snapshot, offset, item);
    };
    let is_contradicted = item.conclusion().is_some_and(|conclusion| conclusion.necessity.verdict() != meant);
    let edits = deciding::edit(snapshot, offset, heading, meant).into_iter().collect();
    vec![Fix::offered(format!("Change it to “{word}”"), edits).preferred_if(!is_contradicted)]
}
