//! An item of which the case summary says nothing.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::whole::Whole;
use crate::model::shifted;
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR411",
    name: "never-mentioned",
    summary: "The case summary never mentions what an item requests.",
    why: "By Labor Code 4610.6(c) each analysis cites the condition and the records that bear on the request. A treatment that \
          the summary does not even name looks as if it had been decided without its records.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[
            ("Valium 5mg #8:", "Acupuncture, 6 visits:"),
            ("Chronic Pain Treatment\nGuidelines Benzodiazepines Page(s): 24.", "Acupuncture Treatment\nGuidelines."),
            ("Chronic Pain Treatment Guidelines\nBenzodiazepines Page(s): 24.", "Acupuncture Treatment Guidelines."),
            (
                "The chart describes a fall and poor sleep. It does not say\nhow often a tablet is taken.",
                "Acupuncture may be used beside rehabilitation. The chart does\nnot mention any.",
            ),
        ],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    for (offset, request) in whole.requests() {
        let is_passed_over = request.is_service
            || !request.kin.is_known()
            || PASSED_OVER.iter().any(|class| request.kin.is_of_class(class));
        // `Twelve visits of therapy for the shoulder` are of physical therapy, and so is `PT`.
        let is_therapy = || request.kin.is_of_class("physical medicine") && summary.prose.any(&ASKS_FOR_THERAPY);
        if is_passed_over || request.kin.is_meant_in(summary.prose) || is_therapy() {
            continue;
        }
        let place = shifted(&request.range, offset);
        let name = source.quote(&place);
        let message = format!("The case summary never mentions “{name}”. Say there who requested it, and for what.");
        reporter.report(place, message);
    }
}

static ASKS_FOR_THERAPY: Question = Question::new(|sentence| THERAPY.is_match(sentence) && ASKED.is_match(sentence));

static THERAPY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"(?: \b (?-i: PT ) | (?: \A | \b (?: of (?: \s+ supervised )? | additional | further | more | the | [0-9]+ | denied | requested | for | visits | sessions | post-? \s? op (?: erative )? | , ) \s+ ) therapy ) \b",
    )
});
static ASKED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: asked | certif | den (?: ied | ial ) | modified | non-?certif | request | RFA )")
});

/// What a summary need not tell of.
const PASSED_OVER: [&str; 3] = ["associated surgical", "consultation", "services"];

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;

    #[test]
    fn therapy_by_its_short_names() {
        let finds = |told: &str| {
            let letter = sample::LETTER.replace("Valium 5mg #8", "Physical therapy for the right shoulder, 12 visits");
            found_by(&RULE, &letter.replace("requested Valium.", &format!("asked. {told}"))).len()
        };
        assert_eq!(finds("UR denied twelve visits of therapy for the right shoulder."), 0);
        assert_eq!(finds("UR denied post-op PT."), 0);
        assert_eq!(finds("UR denied it."), 1);
        assert_eq!(finds("UR denied group therapy. Cognitive behavioral therapy was given."), 1);
    }
}
