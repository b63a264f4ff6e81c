//! A sentence that is hard to follow.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::reasoned::ReasonedItem;
use crate::text::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR505",
    name: "long-sentence",
    summary: "A sentence of a rationale has more than 60 words.",
    why: "Labor Code 4610.6(d) asks for layperson's terms as far as practicable. Hardly anybody follows a sentence of more than \
          60 words.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[(
            "and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is not medically necessary.",
            "from a ladder that happened at
work in the spring, after which the injured worker was treated with rest, with
heat and with visits to a therapist, and it goes on to tell of poor sleep at the
beginning and at the end of the night, of worry about the rent and the children,
and of tablets that were taken on some of these nights, but on how many of them,
and with what effect, it does not say. Therefore, the request is not medically
necessary.",
        )],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: false,
    check: Check::Reasoning(check),
    fixes: None,
};

const MOST: usize = 60;

fn check(item: &ReasonedItem<'_>, _: &Source<'_>, reporter: &mut Reporter) {
    for sentence in item.sentences().filter(|sentence| sentence.answers(&IS_LONG)) {
        let words = own_words(sentence.text);
        reporter.report(sentence.range(), format!("This sentence has {words} words. Say it in two or three."));
    }
}

static IS_LONG: Question = Question::new(|sentence| own_words(sentence) > MOST && !ENUMERATED.is_match(sentence));

/// How many words are not quoted: those of a guideline are not the reviewer's to shorten.
fn own_words(text: &str) -> usize {
    let own = text.split(['"', '“', '”']).step_by(2);
    own.flat_map(str::split_whitespace).filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// `(1) …, (2) …`, `a) …, b) …`: a list is read point by point.
static ENUMERATED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)\(?\b(?:1|a|i)\).*\b(?:2|b|ii)\)"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_and_lists() {
        assert_eq!(own_words("ODG says “not - recommended at all” and no more."), 5);
        assert!(ENUMERATED.is_match("They ask for (1) a trial, (2) a plan."));
        assert!(!ENUMERATED.is_match("Six (6) visits, two (2) a week."));
    }
}
