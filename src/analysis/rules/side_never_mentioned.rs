//! A side of the body of which the case summary says nothing, in a request or in a rationale.

use super::{Check, Reporter, Rule, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::{Narrative, Request, Whole};
use crate::model::body::{Side, SidedPart, sides};
use crate::model::shifted;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR420",
    name: "side-never-mentioned",
    summary: "An item is for one side of the body, or its rationale tells of one, and the case summary tells of the other side alone.",
    why: "A decision on the left knee cannot be carried out on the right one. By Labor Code 4610.6(h)(5) a plainly erroneous \
          finding of fact is a ground of appeal.",
    bad: BAD,
    good: sample::LETTER,
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

const BAD: &str = "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has had pain in the left shoulder since.
The provider requested acupuncture for the left shoulder.

IMR ISSUES, DECISIONS AND RATIONALES

Acupuncture for the right shoulder, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Acupuncture may be used beside rehabilitation. The chart does
not mention any. Therefore, the request is not medically necessary.";

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    let rationale_of = |request: &Request| {
        let mut narratives = whole.narratives();
        narratives.find(|narrative| narrative.request.is_some_and(|known| std::ptr::eq(known, request)))
    };
    for (offset, request) in whole.requests() {
        let [side @ (Side::Left | Side::Right), rest @ ..] = &request.sides[..] else { continue };
        let (areas, sides) = (summary.prose.areas(), summary.prose.sides());
        let is_other = |told: &Side| *told != Side::Both && told != side;
        let is_told_of_other = !sides.is_empty() && sides.iter().all(is_other) && areas.meets(request.areas);
        if !is_told_of_other || rest.iter().any(|other| other != side) {
            continue;
        }
        // A rationale that has the side as well may know better.
        let reasoned = rationale_of(request).map_or(&[][..], |rationale| rationale.prose.sides());
        if reasoned.iter().any(|told| !is_other(told)) {
            continue;
        }
        let place = shifted(&request.range, offset);
        let name = source.quote(&place);
        let message = format!(
            "“{name}” is for one side, but the case summary tells of the other side alone. Check which is meant."
        );
        reporter.report(place, message);
    }
    if let Some((place, side)) = slip(whole, &summary) {
        let (part, other) = (source.quote(&place), if side == Side::Left { "right" } else { "left" });
        let message = format!(
            "“{part}” stands here alone: the rest of the letter tells of the {other} side. Check which is meant."
        );
        reporter.report(place, message);
    }
}

/// Where one rationale tells once of a part of the body at one side, and the rest of the letter only of that at the other.
fn slip(whole: &Whole<'_>, summary: &Narrative<'_>) -> Option<(Range<usize>, Side)> {
    let known = summary.prose.sided_parts();
    let told = summary.prose.sides();
    if known.is_empty() || told.contains(&Side::Both) {
        return None;
    }
    // A side without its part may be that of any part.
    let is_told_alone = |side: Side| {
        told.iter().filter(|told| **told == side).count() > known.iter().filter(|part| part.side == side).count()
    };
    let rationales: Vec<_> = whole.narratives().filter(|narrative| narrative.request.is_some()).collect();
    let reasoned: Vec<_> = rationales
        .iter()
        .flat_map(|rationale| rationale.prose.sided_parts().iter().map(move |part| (rationale, part)))
        .collect();
    let slips = reasoned.iter().filter(|(rationale, said)| {
        let is_like = |part: &&SidedPart| part.areas.meets(said.areas);
        let is_other = |part: &SidedPart| part.side != said.side;
        let mut summarized = known.iter().filter(is_like).peekable();
        let mut same = reasoned.iter().filter(|(_, part)| is_like(part) && !is_other(part));
        let mut requests = whole.requests().filter(|(_, request)| request.areas.meets(said.areas));
        summarized.peek().is_some()
            && summarized.all(is_other)
            && !is_told_alone(said.side)
            && same.nth(1).is_none()
            && requests.all(|(_, request)| !request.sides.iter().any(|side| *side == said.side || *side == Side::Both))
            && !COMPARED.is_match(rationale.prose.sentence(&said.span))
            && sides(rationale.prose.sentence(&said.span)).iter().all(|side| side.side == said.side)
    });
    let (rationale, said) = slips.into_iter().next()?;
    Some((rationale.place(&said.span), said.side))
}

/// Words with which a letter tells of the other side or of an earlier time.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: asymptomatic | certified | girth | imaged | negative | never | than | writes | compar [a-z]* | dominan [a-z]* | earlier | healthy | history | normal | old | other | post | previous (?: ly )?
            | prior | since | sound | s/p | status | unaffect [a-z]* | uninjured | uninvolved | unlike | while | whereas
            | (?: 19 | 20 ) \d{2} | \d / \d{2} ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Snapshot, Stage};
    use crate::text::Text;

    #[test]
    fn sides_of_the_summary() {
        let finds = |from: &str, to: &str| {
            let text = BAD.replace(from, to);
            assert_ne!(text, BAD);
            let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
            findings.iter().any(|finding| finding.rule == &RULE)
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

    #[test]
    fn sides_in_rationales() {
        let finds = |summary: &str, rationale: &str| {
            let text = BAD
                .replace("for the right shoulder", "for the left shoulder")
                .replace("fell from a ladder and has", summary);
            let text = text.replace("The chart does", &format!("{rationale} The chart does"));
            let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
            findings.iter().any(|finding| finding.rule == &RULE)
        };
        assert!(finds("fell from a ladder and has", "There is tenderness of the right shoulder."));
        assert!(finds("fell from a ladder and has", "The R shoulder was injected."));
        for (summary, rationale) in [
            ("fell from a ladder and has", "There is tenderness of the left shoulder."),
            ("fell from a ladder and has", "The right shoulder was operated on in 2009."),
            ("fell from a ladder and has", "The uninjured right shoulder moves well."),
            ("fell from a ladder and has", "The left arm is weaker than the right arm."),
            ("fell from a ladder and has", "The right knee is tender."),
            ("fell on the right hand and has", "The right hand is tender."),
            ("has pain on the right. The injured worker fell and has", "The right shoulder is tender."),
            ("fell from a ladder and has", "The right shoulder is weak. The right shoulder is stiff."),
        ] {
            assert!(!finds(summary, rationale), "{summary}: {rationale}");
        }
    }
}
