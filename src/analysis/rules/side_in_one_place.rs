//! One place that tells of the other side of the body than all the rest of the letter.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::whole::Whole;
use crate::model::LONGEST_SENTENCE;
use crate::model::body::{Side, SidedPart, sides};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR422",
    name: "side-in-one-place",
    summary: "A rationale or a diagnosis tells once of one side of the body, and the rest of the letter only of the other.",
    why: "A side is mistyped easily, and nobody can tell which knee the letter reasons about. By Labor Code 4610.6(h)(5) a plainly \
          erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: sample::ACUPUNCTURE,
        good: &[
            (
                "ladder. The provider requested acupuncture.",
                "ladder and has had pain in the left shoulder since.
The provider requested acupuncture for the left shoulder.",
            ),
            ("Acupuncture, 6", "Acupuncture for the left shoulder, 6"),
        ],
        bad: &[("The chart", "The right shoulder\nis tender. The chart")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some((place, side)) = reasoned(whole).or_else(|| diagnosed(whole)) else { return };
    let (part, other) = (source.quote(&place), side.other_name());
    let message =
        format!("“{part}” stands here alone: the rest of the letter tells of the {other} side. Check which is meant.");
    reporter.report(place, message);
}

/// Where one rationale tells once of a part of the body at one side, and the rest of the letter only of that at the other.
fn reasoned(whole: &Whole<'_>) -> Option<(Range<usize>, Side)> {
    let summary = whole.summary()?;
    let known = summary.prose.sided_parts();
    let told = summary.prose.sides();
    if known.is_empty() || told.contains(&Side::Both) {
        return None;
    }
    // A side without its part may be that of any part.
    let is_told_alone = |side: Side| {
        told.iter().filter(|told| **told == side).count() > known.iter().filter(|part| part.side == side).count()
    };
    let rationales: Vec<_> = whole.rationales().map(|rationale| rationale.narrative).collect();
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
        said.side != Side::Both
            && summarized.peek().is_some()
            && summarized.all(is_other)
            && !is_told_alone(said.side)
            && same.nth(1).is_none()
            && requests.all(|(_, request)| !request.sides.iter().any(|side| side.may_be(said.side)))
            && !COMPARED.is_match(rationale.prose.clause(&said.span))
            && !IN_COMPARISON.is_match(rationale.prose.sentence(&said.span))
            && sides(rationale.prose.sentence(&said.span)).iter().all(|side| side.side == said.side)
    });
    let (rationale, said) = slips.into_iter().next()?;
    Some((rationale.place(&said.span), said.side))
}

/// Where the summary diagnoses something at one side, and all else in the letter is told of that part of the body at the other.
fn diagnosed(whole: &Whole<'_>) -> Option<(Range<usize>, Side)> {
    const LEAST: usize = 3;
    let summary = whole.summary()?;
    let told = summary.prose.sides();
    let known = summary.prose.sided_parts();
    if told.contains(&Side::Both) || told.len() > known.len() {
        return None;
    }
    let rationales: Vec<_> = whole.rationales().map(|rationale| rationale.narrative).collect();
    let is_slip = |said: &&SidedPart| {
        let reasoned = rationales.iter().flat_map(|rationale| rationale.prose.sided_parts());
        let others = known.iter().filter(|other| other.span != said.span).chain(reasoned);
        let others: Vec<_> = others.filter(|other| other.areas.meets(said.areas)).collect();
        let mut requests = whole.requests().filter(|(_, request)| request.areas.meets(said.areas));
        said.side != Side::Both
            && others.len() >= LEAST
            && others.iter().all(|other| !other.side.may_be(said.side))
            && requests.all(|(_, request)| !request.sides.iter().any(|side| side.may_be(said.side)))
    };
    let mut diagnosed = summary.prose.sentences_with(&DIAGNOSES).flat_map(|(start, sentence)| {
        let sentence = start..start + sentence.len();
        let parts: Vec<_> = known.iter().filter(|part| sentence.contains(&part.span.start)).collect();
        let is_of_both =
            |said: &SidedPart| parts.iter().any(|part| part.areas.meets(said.areas) && part.side != said.side);
        parts.iter().copied().filter(|said| !is_of_both(said)).collect::<Vec<_>>()
    });
    diagnosed.find(is_slip).map(|said| (summary.place(&said.span), said.side))
}

static DIAGNOSES: Question = Question::new(|sentence| {
    sentence.len() <= LONGEST_SENTENCE && DIAGNOSIS.is_match(sentence) && !COMPARED.is_match(sentence)
});

static DIAGNOSIS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: (?: assessments? | diagnos [ei] s | dx | impressions? ) [^.:;]{0,30} : | dx \b | diagnos [ei] s \s+ (?: are | include s? | is | was | were ) \b )",
    )
});

/// Words with which a letter tells of the other side or of an earlier time.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: against | another | asymptomatic | certified | claim | compar [a-z]* | compensat [a-z]* | contralateral | dispute | dominan [a-z]*
            | donor | earlier | equals? | girth | healthy | history | imaged | issue | negative | never | no | normal | not \s+ been | old | other | overload [a-z]*
            | overuse | post | previous (?: ly )? | prior | reviewed | same | since | sound | s/p | status | submitted | than | unaffect [a-z]*
            | uninjured | uninvolved | unlike | while | whereas | writes | (?: 19 | 20 ) \d{2} | \d / \d{2} ) \b",
    )
});

/// A comparison reaches beyond its clause.
static IN_COMPARISON: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: against \s+ [0-9]+ | compar [a-z]* | contralateral | favor (?: s | ed | ing ) \s+ (?: her | his | the ) \s+ (?: left | right ) | injured \s+ (?: one | side ) | other \s+ side | unlike ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;

    #[test]
    fn sides_in_diagnoses() {
        let finds = |summary: &str, rationale: &str| {
            let text = RULE.example.good().replace("The provider\nrequested", "The provider requested");
            let text = text.replace("The provider requested", &format!("{summary} The provider requested"));
            found_by(&RULE, &text.replace("The chart does", &format!("{rationale} The chart does"))).join("|")
        };
        const TENDER: &str = "The left shoulder is tender.";
        for (summary, rationale, part) in [
            ("Diagnoses: right shoulder impingement; neck pain.", TENDER, "right shoulder"),
            ("Dx: left shoulder impingement. She was seen.", TENDER, ""),
            ("Dx: right shoulder impingement. The right shoulder hurts.", TENDER, ""),
            ("Dx: right knee sprain.", TENDER, ""),
            ("The impression was that the right shoulder moves well.", TENDER, ""),
            ("He was diagnosed with a right shoulder strain.", TENDER, ""),
            ("Diagnosis: right shoulder pain from overloading.", TENDER, ""),
            ("Dx: left shoulder tear, right shoulder sprain. The left shoulder is worse.", TENDER, ""),
            ("Dx: prior right shoulder sprain.", TENDER, ""),
            ("Dx: right shoulder sprain. Bilateral reflexes are brisk.", TENDER, ""),
            ("Dx: right shoulder sprain.", "It was seen.", ""),
            ("The right shoulder is tender.", TENDER, ""),
        ] {
            assert_eq!(finds(summary, rationale), part, "{summary}");
        }
    }

    #[test]
    fn sides_in_rationales() {
        let finds = |summary: &str, rationale: &str| {
            let text = RULE.example.good().replace("fell from a ladder and has", summary);
            let text = text.replace("The chart does", &format!("{rationale} The chart does"));
            !found_by(&RULE, &text).is_empty()
        };
        assert!(finds("fell from a ladder and has", "There is tenderness of the right shoulder."));
        assert!(finds("fell from a ladder and has", "The R shoulder was injected."));
        assert!(finds(
            "fell from a ladder and has",
            "There is a strain of the right shoulder, and no weakness was seen on 3/4/2014."
        ));
        for (summary, rationale) in [
            ("fell from a ladder and has", "There is tenderness of the left shoulder."),
            ("fell from a ladder and has", "The right shoulder was operated on in 2009."),
            ("fell from a ladder and has", "The uninjured right shoulder moves well."),
            ("fell from a ladder and has", "The left arm is weaker than the right arm."),
            ("fell from a ladder and has", "The right knee is tender."),
            ("fell from a ladder and has", "Both shoulders are tender."),
            ("fell from a ladder and has", "The right shoulder has full motion, unlike the injured one."),
            ("fell from a ladder and has", "In comparison, the right shoulder moves to 170 degrees."),
            ("fell from a ladder and has", "Motion equals that of the right shoulder."),
            ("fell from a ladder and has", "The right shoulder is not at issue."),
            ("fell from a ladder and has", "There is no sign that the right shoulder is involved."),
            ("fell on the right hand and has", "The right hand is tender."),
            ("has pain on the right. The injured worker fell and has", "The right shoulder is tender."),
            ("fell from a ladder and has", "The right shoulder is weak. The right shoulder is stiff."),
        ] {
            assert!(!finds(summary, rationale), "{summary}: {rationale}");
        }
    }
}
