//! The left side in the heading and the right one in the rationale, or the reverse.

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::reasoned::{ReasonedItem, Sentence, Wording};
use crate::model::LONGEST_SENTENCE;
use crate::model::amounts::{Amount, amounts, products};
use crate::model::body::{Areas, NamedSide, Side, SidedPart, body_parts, sided_parts};
use crate::text::pattern::{NUMBER, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR406",
    name: "different-side",
    summary: "The rationale decides on the other side of the body than the heading names.",
    why: "A decision on the left knee cannot be carried out on the right one. By Labor Code 4610.6(h)(5) a plainly erroneous \
          finding of fact is a ground of appeal.",
    example: Sample {
        of: "\
MRI of the left knee:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 13 Knee
Complaints Page(s): 341-343.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 13 Knee Complaints
Page(s): 341-343.

Decision rationale: The chart describes a fall and no examination of the knee.
Therefore, the MRI of the left knee is not medically necessary.",
        good: &[],
        bad: &[("the MRI of the left", "the MRI of the right")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(requested) = only_side(&item.request) else { return };
    let own = item.request.place(&requested.span);
    let mut said = item.echoes.iter().filter_map(|echo| Some((echo, only_side(echo)?)));
    if let Some((echo, said)) = said.find(|(_, said)| said.side != requested.side) {
        reporter.report_against_heading(echo.place(&said.span), own, source);
    } else if let Some(place) = treated_elsewhere(item, requested.side) {
        let (words, heading) = (source.quote(&place), source.quote(&own));
        let message =
            format!("This tells of treatment at “{words}”, but the heading says “{heading}”. Check which is meant.");
        reporter.inform(place, message);
    }
}

/// Where a rationale tells of treatment at the same part of the body on the other side.
fn treated_elsewhere(item: &ReasonedItem<'_>, requested: Side) -> Option<Range<usize>> {
    let areas = Areas::of(&body_parts(item.request.text()));
    let own = item.request.amounts();
    let own: Vec<Amount> = own.iter().cloned().chain(products(own)).collect();
    let is_so_much =
        |told: &str| amounts(told).iter().any(|told| own.iter().any(|own| own.of == told.of && own.agrees_with(told)));
    let is_treated = |sentence: &Sentence<'_>, part: &SidedPart| {
        !part.side.may_be(requested)
            && part.areas.meets(areas)
            && TREATMENT_AT.find(&sentence.text[..part.span.start]).is_some_and(|told| is_so_much(told.as_str()))
    };
    let sentences = item.sentences().filter(|sentence| sentence.answers(&MAY_BE_TREATED));
    let mut treated = sentences.filter_map(|sentence| {
        let part = sided_parts(sentence.text).into_iter().find(|part| is_treated(&sentence, part))?;
        Some(sentence.place(part.span))
    });
    treated.next()
}

static MAY_BE_TREATED: Question = Question::new(|sentence| {
    sentence.len() <= LONGEST_SENTENCE && TREATMENT.is_match(sentence) && !AT_ANOTHER_TIME.is_match(sentence)
});

/// How much is to be done to a part of the body that is named next: `8 visits of OT for the`.
static NAMED: LazyLock<String> = LazyLock::new(|| {
    format!(
        r"\b {NUMBER} \s+ (?: more \s+ )? (?: sessions | treatments | visits ) \s+ (?: of \s+ [a-z]+ (?: \s+ [a-z]+ )? \s+ )? (?: for | of | to ) \s+ (?: the | her | his )",
    )
});
static TREATMENT: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"{} \b", *NAMED)));
static TREATMENT_AT: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"{} \s+ \z", *NAMED)));

/// That treatment of the other side may be told of as well.
static AT_ANOTHER_TIME: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: ACOEM | after | also | both | certified | compar [a-z]* | completed | earlier | failed | first | guidelines? | had | last | MTUS | no | not | ODG | other | previous (?: ly )?
            | prior | received | since | than | separate (?: ly )? | unlike | UR | was | were | while ) \b",
    )
});

/// The side that words name, if they name one alone.
fn only_side(wording: &Wording) -> Option<NamedSide> {
    let sides = wording.sides();
    let first = sides.first()?.clone();
    (first.side != Side::Both && sides.iter().all(|named| named.side == first.side)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(request: &str, words: &str) -> Vec<String> {
        let rationale = format!("The right leg is weak. {words} is not medically necessary.");
        let example = Example { request, rationale: &rationale, ..Example::default() };
        example.finds(&RULE).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn treatment_at_the_other_side() {
        let finds = |told: &str| {
            let rationale = format!("{told} It is not medically necessary.");
            let request = "Occupational therapy for the right hand, 8 visits";
            let example = Example { request, rationale: &rationale, ..Example::default() };
            example.finds(&RULE)
        };
        let told = |words: &str| vec![(Severity::Information, words.to_owned())];
        assert_eq!(finds("Another 8 visits of OT for the left hand stay within reason."), told("left hand"));
        for rationale in [
            "Another 8 visits of OT for the right hand stay within reason.",
            "She had 12 visits of OT for the left hand.",
            "Another 8 visits of OT for the left elbow stay within reason.",
            "Unlike 8 visits for the left hand, this is new.",
            "Therapy for the left hand comes next.",
        ] {
            assert_eq!(finds(rationale), [], "{rationale}");
        }
    }

    #[test]
    fn sides() {
        assert_eq!(finds("MRI of the left knee", "Therefore, the MRI of the right knee"), ["right"]);
        assert_eq!(finds("Left stellate ganglion block", "The right-sided stellate ganglion block"), ["right"]);
        assert_eq!(finds("MRI (L) knee", "The MRI of the R knee"), ["R"]);
        for (request, words) in [
            ("MRI of the R/L knee", "The MRI of the R knee"),
            ("MRI of the L spine", "The MRI of the right leg"),
            ("Bilateral knee injections", "Injection of the right knee"),
            ("MRI of the left knee", "MRI of both knees"),
            ("MRI of the left knee", "The MRI"),
            ("Medial branch block, left L4-5", "The block on the left"),
            ("Left shoulder arthroscopy", "Surgery on the shoulder in this right hand dominant patient"),
            ("Left shoulder arthroscopy", "The request for surgery in this right-handed patient"),
            ("Right shoulder arthroscopy", "The requested arthroscopy, like the left one,"),
        ] {
            assert_eq!(finds(request, words), [""; 0], "{request}: {words}");
        }
    }
}
