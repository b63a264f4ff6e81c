//! The same sentence twice in one rationale.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, removal};
use crate::analysis::reasoned::{ReasonedItem, Sentence};
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    code: "IMR502",
    name: "repeated-sentence",
    summary: "A rationale says the same sentence twice.",
    why: "A sentence that stands twice was pasted twice, or stands where another one belongs.",
    bad: "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken. The chart describes a fall and poor sleep.
Therefore, the request is not medically necessary.",
    good: super::sample::ITEM,
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: Some(fixes),
};

fn check(item: &ReasonedItem<'_>, _: &Source<'_>, reporter: &mut Reporter) {
    let mut known: HashMap<usize, Vec<Said<'_>>> = HashMap::new();
    for sentence in item.sentences().filter(|sentence| !concludes(sentence) && has_substance(sentence.text)) {
        // Few sentences have the same number of letters, so few are compared.
        let alike = known.entry(letters(sentence.text).count()).or_default();
        match alike.iter_mut().find(|said| letters(said.sentence.text).eq(letters(sentence.text))) {
            // Whoever repeats a sentence many times knows by the first.
            Some(said) if said.is_repeated => {}
            Some(said) => {
                said.is_repeated = true;
                let message = "This sentence stands in the rationale already.".to_owned();
                reporter.report_with(sentence.range(), message, said.sentence.range(), "Here.".to_owned());
            }
            None => alike.push(Said { sentence, is_repeated: false }),
        }
    }
}

/// A sentence with a repetition of it or none so far.
struct Said<'r> {
    sentence: Sentence<'r>,
    is_repeated: bool,
}

/// What tells a sentence from others: letters and digits, whatever their case.
fn letters(sentence: &str) -> impl Iterator<Item = u8> {
    sentence.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase())
}

/// A conclusion may open and close a rationale.
fn concludes(sentence: &Sentence<'_>) -> bool {
    sentence.conclusion.is_some() || sentence.text.contains("necess")
}

/// `Side effects: no.` may be said of more than one thing.
fn has_substance(sentence: &str) -> bool {
    const FEWEST: usize = 4;
    let is_word = |word: &&str| word.len() > 1 && word.contains(char::is_alphabetic);
    sentence.split_whitespace().filter(is_word).nth(FEWEST - 1).is_some()
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    vec![Fix::offered("Delete the repeated sentence", vec![removal(snapshot.text(), &finding.range)])]
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(rationale: &str) -> usize {
        Example { rationale, ..Example::default() }.finds(&RULE).len()
    }

    #[test]
    fn sentences_that_say_the_same() {
        assert_eq!(finds("The patient reports no relief. It is old. THE PATIENT REPORTS  NO RELIEF!"), 1);
        assert_eq!(finds("Side effects: no. Pain relief: no. Side effects: no."), 0);
        assert_eq!(finds("The request is not medically necessary. It is old."), 0);
        assert_eq!(finds("Ten visits are supported for the neck. Ten visits are supported for the back."), 0);
    }
}
