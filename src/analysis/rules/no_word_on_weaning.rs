//! An opioid or a benzodiazepine refused without a word on how to stop it.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::reasoned::ReasonedItem;
use crate::guidelines::Named;
use crate::layouts::decision::Verdict;
use crate::text::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR506",
    name: "no-word-on-weaning",
    summary: "An opioid or a benzodiazepine is refused, and the rationale says nothing of weaning.",
    why: "Who has taken an opioid or a benzodiazepine for long may not stop at once. The Chronic Pain Medical Treatment \
          Guidelines have a topic of their own on the weaning of medications.",
    example: Sample {
        of: sample::ITEM,
        good: &[("Therefore,", "If it is taken every night, it should be tapered.\nTherefore,")],
        bad: &[("If it is taken every night, it should be tapered.\nTherefore,", "Therefore,")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: false,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(Named::Treatment(id)) = item.request.named.first().map(|mention| &mention.named) else { return };
    let treatment = source.catalogue.treatment(*id);
    let is_habit_forming =
        treatment.class.as_deref().is_some_and(|class| ["opioid", "benzodiazepine"].contains(&class));
    let is_refused = item.is_decided(Verdict::Upheld) && !item.rationales.is_empty();
    if is_habit_forming && is_refused && !item.rationales.iter().any(|rationale| rationale.any(&TELLS_OF_WEANING)) {
        let message = "The rationale says nothing of weaning, tapering or withdrawal.";
        reporter.report(item.item.place(), message.to_owned());
    }
}

static TELLS_OF_WEANING: Question = Question::new(|sentence| WEANING.is_match(sentence));

static WEANING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: wean | taper | withdraw | detox | titrat | abrupt | discontinu | cessation | phas (?: e | ed | ing ) \s+ out
            | step [a-z]* \s+ down | cut [a-z]* \s+ (?: back | down ) | no \s+ longer \s+ (?: takes | taking | uses | using )
            | (?: never | not | not \s+ yet ) \s+ (?: been \s+ )? (?: taken | started | begun | filled | dispensed )
            | (?: has | had ) \s+ (?: already \s+ )? stopped | (?: does | did ) \s+ not \s+ (?: take | use ) | not \s+ (?: taking | using )
            | first \s+ (?: fill | prescription ) | new \s+ prescription | post-? \s* operative | replaced
            | (?: reduc | decreas | lower ) [a-z]* \s+ (?: [a-z]+ \s+ ){0,3} (?: by | dos | steps | slowly | gradually )
            | dos (?: e | es | age ) \s+ (?: [a-z]+ \s+ ){0,3} (?: reduced | decreased | lowered )
            | (?: gradual | slow | step-?wise ) (?: ly )? \s+ (?: reduc | decreas | lower | stop )
            | (?: reduced | decreased | lowered | stopped ) \s+ (?: gradually | slowly | in \s+ steps ) )",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_taken_need_not_be_weaned() {
        for text in [
            "He no longer takes it.",
            "This is a first prescription.",
            "It was replaced with Butrans.",
            "It should be stepped down.",
        ] {
            assert!(WEANING.is_match(text), "{text}");
        }
        assert!(!WEANING.is_match("The patient has taken it for years."));
    }
}
