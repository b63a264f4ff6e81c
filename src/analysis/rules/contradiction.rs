//! A heading that says one thing and a conclusion that says the other.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::deciding;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::Fix;
use crate::model::Item;
use crate::model::conclusion::Conclusion;

pub(super) static RULE: Rule = Rule {
    code: "IMR401",
    name: "contradiction",
    summary: "The decision of an item contradicts the conclusion of its rationale.",
    why: "By Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal. Where the heading says \
          Overturned and the rationale concludes that the request is not medically necessary, one of the two is wrong, \
          and nobody can carry out both.",
    example: Sample { of: sample::ITEM, good: &[], bad: &[("#8:  Upheld", "#8:  Overturned")] },
    weight: Weight::Fault(Severity::Error),
    is_on: true,
    check: Check::Item(check),
    fixes: Some(fixes),
};

fn check(item: &Item, source: &Source<'_>, reporter: &mut Reporter) {
    let (Some(heading), Some(conclusion)) = (&item.heading, item.conclusion()) else { return };
    let is_decided = heading.verdict.word().is_some();
    let agrees = heading.verdict == conclusion.necessity.verdict();
    if is_decided && !agrees && decides(item, conclusion, source) {
        let (decision, words) = (source.quote(&heading.words), source.quote(&conclusion.words));
        let at_decision =
            format!("The decision is “{decision}”, but the rationale concludes “{words}”. One of the two is wrong.");
        let at_conclusion =
            format!("The rationale concludes “{words}”, but the decision is “{decision}”. One of the two is wrong.");
        reporter.report_both([(heading.words.clone(), at_decision), (conclusion.words.clone(), at_conclusion)]);
    }
}

/// Where a rationale concludes both ways, as for a part of what was requested, only a last conclusion about
/// all of the request is sure to speak of the decision; and none if something else may be concluded behind it.
fn decides(item: &Item, last: &Conclusion, source: &Source<'_>) -> bool {
    let mut conclusions = item.fields.iter().flat_map(|field| &field.conclusions);
    if !last.is_sure {
        return false;
    }
    conclusions.all(|conclusion| conclusion.necessity == last.necessity)
        || last.is_of_request
        || repeats_request(item, last, source)
}

/// Whether a conclusion is drawn of the request in the words of the heading: `Therefore, Norco 5mg #60 is`.
fn repeats_request(item: &Item, conclusion: &Conclusion, source: &Source<'_>) -> bool {
    let words = |range| source.text(range).to_lowercase().replace(|char: char| !char.is_alphanumeric(), "");
    let request = item.heading.as_ref().map(|heading| words(&heading.request)).unwrap_or_default();
    let sentence = words(&conclusion.sentence);
    let subject = LEADS.iter().find_map(|lead| sentence.strip_prefix(lead)).unwrap_or(&sentence);
    !request.is_empty() && subject.starts_with(&request)
}

/// What may stand before the subject of a conclusion, without its spaces.
const LEADS: [&str; 6] = ["accordingly", "assuch", "consequently", "hence", "therefore", "thus"];

/// The rationale is the reviewer's own reasoning: only the decision can be set right.
fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let (Some(heading), Some(conclusion)) = (&item.heading, item.conclusion()) else { return Vec::new() };
    let verdict = conclusion.necessity.verdict();
    let fix = |word: &str| {
        let edit = deciding::edit(snapshot, offset, heading, verdict)?;
        Some(Fix::offered(format!("Change the decision to “{word}”"), vec![edit]))
    };
    verdict.word().and_then(fix).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::super::sample;
    use super::*;

    /// How much is found in a letter whose item is overturned for these reasons.
    fn finds(reasons: &str) -> usize {
        let letter = sample::LETTER.replace("Valium 5mg #8:  Upheld", "Valium 5mg #8:  Overturned");
        let letter = letter.replace("Therefore, the request is not medically necessary.", reasons);
        found_by(&RULE, &letter).len()
    }

    #[test]
    fn decisions_against_their_rationale() {
        for reasons in [
            "Therefore, the request is not medically necessary.",
            "Valium 5mg #8: not medically necessary.",
            "The request is not medically necessary. If sleep is studied, the necessity would be looked at again.",
            "It is accordingly determined that Valium 5mg #8 is not medically necessary. Weaning is advised.",
        ] {
            assert_eq!(finds(reasons), 1, "{reasons}");
        }
    }

    #[test]
    fn what_may_be_concluded_otherwise() {
        for reasons in [
            "Valium is medically necessary; the trazodone is not medically necessary.",
            "Valium is medically necessary, but a second month is not medically necessary.",
            "As a general rule, a sleeping pill is not medically necessary. To my mind it is medically necessary here.",
            "Denied: not medically necessary. I disagree. I regard it as medically necessary.",
            "In the absence of a sleep study Valium is not medically necessary. One was done. It's medically necessary.",
            "Without a study it is not medically necessary. This makes Valium medically necessary.",
        ] {
            assert_eq!(finds(reasons), 0, "{reasons}");
        }
    }
}
