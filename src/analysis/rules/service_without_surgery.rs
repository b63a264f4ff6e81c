//! A service that goes with a surgery, granted without it.

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::of_case::is_of_case;
use crate::analysis::question::Question;
use crate::analysis::whole::{Prose, Rationale, Request, Whole};
use crate::layouts::decision::Verdict;
use crate::model::body::{Areas, Side, may_meet};
use crate::model::shifted;
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR416",
    name: "service-without-surgery",
    summary: "An associated surgical service is overturned although its surgery is upheld, or refused for want of a surgery that is \
              overturned.",
    why: "An assistant surgeon, a clearance or a cold therapy unit is only necessary with the surgery. If the surgery is not \
          medically necessary, granting the service is an error, or the service belongs to another surgery, and then the \
          rationale says so.",
    example: Sample {
        of: "\
Lumbar fusion L4-L5:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 12 Low Back
Complaints.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 12 Low Back Complaints.

Decision rationale: The films of the patient show no instability. Therefore, the
request is not medically necessary.

Associated surgical service: assistant surgeon:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 12 Low Back
Complaints.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 12 Low Back Complaints.

Decision rationale: As the fusion is not medically necessary, the request is not
medically necessary.",
        good: &[],
        bad: &[
            ("surgeon:  Upheld", "surgeon:  Overturned"),
            (
                "As the fusion is not medically necessary, the request is not\nmedically",
                "An assistant is usual for a fusion. Therefore, the request\nis medically",
            ),
        ],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, _: &Source<'_>, reporter: &mut Reporter) {
    let surgeries: Vec<_> = whole.requests().filter(|(_, request)| request.is_surgery).collect();
    let Some((surgery_offset, surgery)) = surgeries.first() else { return };
    let are =
        |verdict: Verdict| surgeries.iter().all(|(_, surgery)| surgery.verdict == verdict && !surgery.is_contradicted);
    let message = match () {
        () if are(Verdict::Upheld) => {
            "The service is overturned, but the surgery it goes with is upheld. One of the two is wrong, or the \
             rationale should say which surgery it is for."
        }
        () if are(Verdict::Overturned) => {
            "The rationale says that the surgery is not necessary, but the surgery is overturned. One of the two is wrong."
        }
        () => return,
    };
    for Rationale { narrative, request: service, offset, .. } in whole.rationales() {
        if !service.goes_with_surgery || service.is_contradicted {
            continue;
        }
        let rationale = narrative.prose;
        let is_of_other = || {
            rationale.any(&TELLS_OF_ALLOWED)
                || surgeries.iter().all(|(_, surgery)| is_elsewhere(service, rationale, surgery))
        };
        let is_wrong = match (surgery.verdict, service.verdict) {
            (Verdict::Upheld, Verdict::Overturned) => !is_of_other(),
            (Verdict::Overturned, _) => rationale.any(&FOR_WANT_OF_SURGERY) && !is_of_other(),
            _ => false,
        };
        if is_wrong {
            let other = format!(
                "The surgery is {} here.",
                if surgery.verdict == Verdict::Upheld { "upheld" } else { "overturned" }
            );
            let words = shifted(&service.words, offset);
            reporter.report_with(words, message.to_owned(), shifted(&surgery.words, *surgery_offset), other);
        }
    }
}

/// Whether a service goes with a surgery of another part or side of the body.
fn is_elsewhere(service: &Request, rationale: &Prose, surgery: &Request) -> bool {
    let (areas, sides) = (rationale.areas(), rationale.sides());
    let is_other_part = |areas: Areas| !areas.may_meet(surgery.areas);
    let is_other_side = |sides: &[Side]| !may_meet(sides, &surgery.sides);
    is_other_part(service.areas) || is_other_part(areas) || is_other_side(&service.sides) || is_other_side(sides)
}

/// What a rationale says of a surgery that somebody else has allowed, or that was done already. What is said to be allowed
/// `above` is one of this letter.
static TELLS_OF_ALLOWED: Question = Question::new(|sentence| {
    ALLOWED.find_iter(sentence).any(|allowed| {
        !NOT.is_match(&sentence[..allowed.start()]) && !IN_THIS_LETTER.is_match(&sentence[allowed.end()..])
    })
});

static NOT: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b not \s+ (?: been \s+ )? \z"));

static ALLOWED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: allowed | already | approved | authorized | certified | found \s+ (?: medically \s+ )? necessary | has \s+ had \s+ the
            | performed | scheduled | underwent ) \b",
    )
});

static IN_THIS_LETTER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?: above | earlier | here (?: in )? | (?: in | under | as | with ) \s+ (?: (?: the | this ) \s+ )? (?: decision
            | determination | first | issue | item | letter | number | point | previous | review ) ) \b",
    )
});

/// `As the fusion is not medically necessary, no assistant is needed.`
static FOR_WANT_OF_SURGERY: Question = Question::new(|sentence| {
    WANT_OF_SURGERY.is_match(sentence) && is_of_case(sentence) && !CONDITION.is_match(sentence)
});

static WANT_OF_SURGERY: LazyLock<Regex> = LazyLock::new(|| {
    const SURGERY: &str = r"(?: (?: arthroscop | arthroplast | decompression | fusion | operati | procedure | release | repair | replacement
        | reconstruction | surger | surgical \s+ (?: procedure | request ) ) [a-z]* | [a-z]+ (?: ectomy | plasty | otomy ) )";
    const NOT: &str = r"(?: (?: is | are | was | were | has | have ) \s+ not (?: \s+ been )? | cannot \s+ be )";
    const FOUND: &str = r"(?: (?: found | considered | deemed | established | to \s+ be | as ) \s+ )*";
    const REFUSED: &str = r"(?: allowed | approved | appropriate | authorized | certified | going | indicated | necessary | recommended | supported
        | taking )";
    verbose(&format!(
        r"\b (?: as | because | given \s+ that | inasmuch \s+ as | since | with ) \s+ (?: (?: the | this | that | its | requested | primary | left | right
            | lumbar | cervical | shoulder | knee | hip | wrist | ankle | surgical | proposed | arthroscopic | associated ) \s+ )*
            {SURGERY} (?: \s+ itself )? \s+ (?: {NOT} \s+ {FOUND} (?: medically \s+ )? {REFUSED} | (?: is | was ) \s+ (?: denied | refused ) )
        | \A (?: (?: the | this | primary ) \s+ )* {SURGERY} (?: : \s* not | \s+ is \s+ not ) \s+ (?: medically \s+ )? {REFUSED} (?: \s+ here )? [.;]
        | (?: \A | , \s+ (?: and \s+ )? ) (?: (?: the | this | primary | requested ) \s+ )+ {SURGERY} \s+ (?: has \s+ been | is | was ) \s+ found \s+ not \s+ (?: to \s+ be \s+ )? (?: medically \s+ )? {REFUSED} \b"
    ))
});

/// What would be, if the surgery were not.
static CONDITION: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: if | until | unless | were | would | yet ) \b"));

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;
    use crate::analysis::rules::sample;

    /// Where a letter is faulty in which an arthroscopy and its service are decided like this.
    fn finds(surgery: &str, service: &str, decision: &str, rationale: &str) -> usize {
        let item = |request: &str, decision: &str, rationale: &str| {
            let line = "Decision based on MTUS ACOEM Chapter 9 Shoulder Complaints.";
            let not = if decision == "Upheld" { "not " } else { "" };
            format!(
                "{request}:  {decision}\n\nClaims Administrator guideline: {line}\n\nMAXIMUS guideline: {line}\n\nDecision \
                 rationale: {rationale} The request is {not}medically necessary."
            )
        };
        let items = [
            item("Left shoulder arthroscopy with decompression", surgery, "The cuff was looked at."),
            item(service, decision, rationale),
        ];
        found_by(&RULE, &sample::letter(&items.join("\n\n"))).len()
    }

    #[test]
    fn services_of_a_surgery_that_is_refused() {
        let assistant = "Associated surgical service: Surgical assistant";
        let therapy = "Post-operative physical therapy, 12 visits";
        for (service, rationale) in [
            (assistant, "A second pair of hands is needed for the arthroscopy."),
            (therapy, "It was denied because the surgery was, and the surgery is approved above."),
            (therapy, "The arthroscopy was found medically necessary in item 1."),
        ] {
            assert_eq!(finds("Upheld", service, "Overturned", rationale), 1, "{rationale}");
            assert_eq!(finds("Overturned", service, "Overturned", rationale), 0, "{rationale}");
        }
        for rationale in
            ["The arthroscopy was approved in May.", "The right knee was scoped.", "He underwent the surgery."]
        {
            assert_eq!(finds("Upheld", therapy, "Overturned", rationale), 0, "{rationale}");
        }
    }

    #[test]
    fn services_refused_for_want_of_a_surgery_that_is_allowed() {
        let service = "Associated surgical service: Cold therapy unit";
        for rationale in [
            "Since the primary procedure is not medically necessary, there is nothing to cool.",
            "As the shoulder surgery has not been found to be medically necessary, no unit is needed.",
            "Because the requested arthroscopy was not approved, none of its services are.",
            "Surgery: not approved.",
            "Since the arthroscopy is denied, there is nothing to cool.",
            "The arthroscopy was found not to be medically necessary above. Ice is enough.",
            "It equals the target, and the operation has been found not necessary.",
            "The arthroscopy is not medically necessary.",
        ] {
            assert_eq!(finds("Overturned", service, "Upheld", rationale), 1, "{rationale}");
            assert_eq!(finds("Overturned", service, "Overturned", rationale), 1, "{rationale}");
            assert_eq!(finds("Upheld", service, "Upheld", rationale), 0, "{rationale}");
        }
        for rationale in [
            "Ice does as well as a unit.",
            "The guideline allows seven days, and more were asked for.",
            "UR denied it because the surgery was not certified. Ice does as well.",
            "The reviewer for utilization review wrote that the arthroscopy was found not medically necessary.",
            "In 2012 another arthroscopy was found not necessary.",
            "It would fall if the surgery were not medically necessary.",
        ] {
            assert_eq!(finds("Overturned", service, "Upheld", rationale), 0, "{rationale}");
        }
    }
}
