//! The same sentence twice in one rationale.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, removal};
use crate::analysis::passage::letters;
use crate::analysis::question::Question;
use crate::analysis::reasoned::{ReasonedItem, Sentence};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

pub(super) static RULE: Rule = Rule {
    code: "IMR502",
    name: "repeated-sentence",
    summary: "A rationale says the same sentence twice.",
    why: "A sentence that stands twice was pasted twice, or stands where another one belongs.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[("Therefore,", "The chart describes a fall and poor sleep.\nTherefore,")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: Some(fixes),
};

fn check(item: &ReasonedItem<'_>, _: &Source<'_>, reporter: &mut Reporter) {
    let mut known: HashMap<u64, Said<'_>> = HashMap::new();
    for sentence in item.sentences().filter(|sentence| sentence.answers(&HAS_SUBSTANCE) && !concludes(sentence)) {
        match known.entry(sentence.letters_hash()) {
            // Nobody should be told to delete a sentence for a hash.
            Entry::Occupied(said) if !letters(said.get().sentence.text).eq(letters(sentence.text)) => {}
            // Whoever repeats a sentence many times knows by the first.
            Entry::Occupied(said) if said.get().is_repeated => {}
            Entry::Occupied(mut said) => {
                said.get_mut().is_repeated = true;
                let message = "This sentence stands in the rationale already.".to_owned();
                let first = said.get().sentence.range();
                reporter.report_with(sentence.range(), message, first, "Here.".to_owned());
            }
            Entry::Vacant(new) => drop(new.insert(Said { sentence, is_repeated: false })),
        }
    }
}

/// A sentence with a repetition of it or none so far.
struct Said<'r> {
    sentence: Sentence<'r>,
    is_repeated: bool,
}

static HAS_SUBSTANCE: Question = Question::new(has_substance);

/// A conclusion may open and close a rationale.
fn concludes(sentence: &Sentence<'_>) -> bool {
    sentence.conclusion.is_some() || sentence.text.contains("necess")
}

/// `Side effects: no.` may be said of more than one thing, but `No repeat EKG.` names what it is said of.
fn has_substance(sentence: &str) -> bool {
    const FEWEST: usize = 4;
    let is_word = |word: &&str| word.len() > 1 && word.contains(char::is_alphabetic);
    let fewest = if sentence.starts_with("No ") && !sentence.contains(':') { FEWEST - 1 } else { FEWEST };
    sentence.split_whitespace().filter(is_word).nth(fewest - 1).is_some()
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
        assert_eq!(finds("No repeat EKG. It is old. No repeat EKG. No gain."), 1);
        assert_eq!(finds("Gain? No record. It is old. Harm? No record."), 0);
        assert_eq!(finds("The request is not medically necessary. It is old."), 0);
        assert_eq!(finds("Ten visits are supported for the neck. Ten visits are supported for the back."), 0);
    }
}
