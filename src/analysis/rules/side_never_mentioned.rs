//! A side of the body of which the case summary says nothing.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::Whole;
use crate::model::body::Side;
use crate::model::shifted;

pub(super) static RULE: Rule = Rule {
    code: "IMR420",
    name: "side-never-mentioned",
    summary: "An item is for one side of the body, and the case summary tells of the other side alone.",
    why: "A decision on the left knee cannot be carried out on the right one. By Labor Code 4610.6(h)(5) a plainly erroneous \
          finding of fact is a ground of appeal.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[
            (
                "slept badly since. The provider\nrequested Valium.",
                "had pain in the left shoulder since.\nThe provider requested acupuncture for the left shoulder.",
            ),
            ("Valium 5mg #8:", "Acupuncture for the right shoulder, 6 visits:"),
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
    for told in &whole.parts {
        let Some(request) = told.tells.request.as_deref() else { continue };
        let [side @ (Side::Left | Side::Right), rest @ ..] = &request.sides[..] else { continue };
        let (areas, sides) = (summary.prose.areas(), summary.prose.sides());
        let is_other = |told: &Side| !told.may_be(*side);
        let is_told_of_other = !sides.is_empty() && sides.iter().all(is_other) && areas.meets(request.areas);
        if !is_told_of_other || rest.iter().any(|other| other != side) {
            continue;
        }
        // A rationale that has the side as well may know better.
        let reasoned = told.tells.prose.as_ref().map_or(&[][..], |rationale| rationale.sides());
        if reasoned.iter().any(|told| !is_other(told)) {
            continue;
        }
        let place = shifted(&request.range, told.offset);
        let name = source.quote(&place);
        let message = format!(
            "“{name}” is for one side, but the case summary tells of the other side alone. Check which is meant."
        );
        reporter.report(place, message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;

    #[test]
    fn sides_of_the_summary() {
        let finds = |from: &str, to: &str| {
            let bad = RULE.example.bad();
            let text = bad.replace(from, to);
            assert_ne!(text, bad);
            !found_by(&RULE, &text).is_empty()
        };
        assert!(finds("fell from", "slipped off"));
        for (from, to) in [
            ("for the right shoulder", "for the left shoulder"),
            ("for the right shoulder", "for the shoulders"),
            ("for the right shoulder", "for the right ankle"),
            ("pain in the left shoulder", "pain in both shoulders"),
            ("pain in the left shoulder", "pain in the right arm"),
            ("The chart does", "The right shoulder is worse than the left. The chart does"),
            ("pain in the left shoulder", "pain in the L shoulder more than in the R shoulder"),
            ("pain in the left shoulder", "pain in the left shoulder and the contralateral one"),
        ] {
            assert!(!finds(from, to), "{to}");
        }
    }
}
