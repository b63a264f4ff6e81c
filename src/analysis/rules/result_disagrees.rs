//! A notice whose list of results says one thing and an item the other.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::Layout;
use crate::layouts::told::Told;
use crate::model::{Heading, Letter, PartKind, shifted};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR421",
    name: "result-disagrees",
    summary: "The list of results with which a notice opens disagrees with the decision of an item.",
    why: "The parties carry out what the list of results says. Where the rationale of the item concludes the other way, \
          treatment that was granted may not be given.",
    example: Sample { of: sample::NOTICE, good: &[], bad: &[("is\nnot medically", "is\nmedically")] },
    weight: Weight::Fault(Severity::Error),
    is_on: true,
    check: Check::Letter(check),
    fixes: None,
};

fn check(letter: &Letter, _: &Layout, source: &Source<'_>, reporter: &mut Reporter) {
    let results = results(letter);
    let items: Vec<(usize, &Heading)> =
        letter.items().filter_map(|(offset, item)| Some((offset, item.heading.as_ref()?))).collect();
    let request =
        |range: Range<usize>| source.text(&range).to_lowercase().replace(|char: char| !char.is_alphanumeric(), "");
    for (number, (result_at, result)) in results.iter().enumerate() {
        let requested = request(shifted(&result.request, *result_at));
        let mut same = items.iter().filter(|(at, heading)| request(shifted(&heading.request, *at)) == requested);
        // What is not said in the same words is told by its number, where nothing was left out and a word is shared.
        let by_number = || {
            let item = items.get(number).filter(|_| items.len() == results.len())?;
            let asked = source.text(&shifted(&item.1.request, item.0)).to_lowercase();
            let told = source.text(&shifted(&result.request, *result_at)).to_lowercase();
            told.split(|char: char| !char.is_alphanumeric())
                .any(|word| word.len() > 3 && asked.contains(word))
                .then_some(item)
        };
        let Some((item_at, heading)) = same.next().or_else(by_number) else { continue };
        if heading.verdict.word().is_none() || heading.verdict == result.verdict {
            continue;
        }
        let (result, decision) = (shifted(&result.words, *result_at), shifted(&heading.words, *item_at));
        let (listed, decided) = (source.quote(&result), source.quote(&decision));
        let at_result = format!(
            "The list of results says “{listed}”, but the item concludes “{decided}”. One of the two is wrong."
        );
        let at_decision = format!(
            "The item concludes “{decided}”, but the list of results says “{listed}”. One of the two is wrong."
        );
        reporter.report_both([(result, at_result), (decision, at_decision)]);
    }
}

/// The results before the first item, each with the offset from which its places count.
fn results(letter: &Letter) -> Vec<(usize, &Told)> {
    let mut offset = 0;
    let mut results = Vec::new();
    for part in letter.parts().iter() {
        match &part.kind {
            PartKind::Front => {}
            PartKind::Section(section) => results.extend(section.told.iter().map(|told| (offset, told))),
            PartKind::Item(_) => break,
        }
        offset += part.len;
    }
    results.retain(|(_, told)| told.verdict.word().is_some());
    results
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;

    /// The words at which it is found.
    fn found(results: &str, items: &str) -> Vec<String> {
        let (front, _) = sample::NOTICE.split_once("1) MAXIMUS").expect("it has a result");
        let (_, rest) = sample::NOTICE.split_once("appropriate.\n").expect("it has a result");
        let (sections, _) = rest.split_once("1) Regarding").expect("it has an item");
        let text = format!("{front}{results}\n{sections}{items}\n");
        found_by(&RULE, &text)
    }

    fn result(number: usize, request: &str, necessity: &str) -> String {
        format!(
            "{number}) MAXIMUS Federal Services, Inc. has determined the request for {request} is {necessity} and appropriate.\n"
        )
    }

    fn item(number: usize, request: &str, necessity: &str) -> String {
        format!(
            "{number}) Regarding the request for {request}:\n\nSection of the Medical Treatment Utilization Schedule Relied Upon by the \
             Expert Reviewer to Make His/Her Decision: The Chronic Pain Medical Treatment Guidelines.\n\nRationale for the Decision: \
             The chart is silent. The request for {request} is {necessity} and appropriate.\n\n"
        )
    }

    #[test]
    fn results_that_are_not_the_items() {
        const YES: &str = "medically necessary";
        const NO: &str = "not medically necessary";
        let results = |first: &str, second: &str| {
            result(1, "Norco 5mg #60", first) + "\n" + &result(2, "an MRI of the left knee", second)
        };
        let items =
            |first: &str, second: &str| item(1, "Norco 5mg #60", first) + &item(2, "MRI of the left knee", second);
        assert_eq!(found(&results(NO, YES), &items(NO, YES)), [""; 0]);
        assert_eq!(found(&results(YES, YES), &items(NO, YES)), ["medically necessary and appropriate"]);
        assert_eq!(found(&results(NO, NO), &items(NO, YES)), ["not medically necessary and appropriate"]);
        assert_eq!(found(&results(NO, YES), &items(NO, NO)), ["medically necessary and appropriate"]);
        let others = item(1, "stimulator trial", NO) + &item(2, "psychological evaluation", YES);
        let worded = result(1, "a test of the mind", YES) + "\n" + &result(2, "an SCS trial", NO);
        assert_eq!(found(&worded, &others), [""; 0]);
        let reversed = item(2, "MRI of the left knee", YES) + &item(1, "Norco 5mg #60", NO);
        assert_eq!(found(&results(NO, YES), &reversed), [""; 0]);
        let knee = item(1, "knee MRI", NO);
        assert_eq!(found(&results(NO, YES), &knee), [""; 0], "nobody knows which of the two it is");
        assert_eq!(found(&result(1, "left knee MRI", YES), &knee), ["medically necessary and appropriate"]);
    }
}
