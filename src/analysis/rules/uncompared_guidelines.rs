//! Another guideline than the claims administrator's, and no word on why.

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::reasoned::ReasonedItem;
use crate::layouts::FieldKind;
use crate::model::citation::{self, Citation};
use crate::text::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR312",
    name: "uncompared-guidelines",
    summary: "The reviewer cites other guidelines than the claims administrator, and the rationale does not compare them.",
    why: "Where guidelines compete, 8 CCR 9792.25.1 has the reviewer weigh the evidence and say so. The reader sees one guideline \
          on each line, and wants to know why the second one counts.",
    example: Sample {
        of: "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on Non-MTUS Citation Official
Disability Guidelines (ODG) Pain (Chronic).

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The MTUS comes before the ODG and is followed here. The chart
describes a fall and poor sleep. It does not say how often a tablet is taken.
Therefore, the request is not medically necessary.",
        good: &[],
        bad: &[(
            "MTUS comes before the ODG and is followed here. The chart
describes a fall and poor sleep. It does not say how often a tablet is taken.
Therefore,",
            "chart describes a fall and poor sleep. It does not say\nhow often a tablet is taken. Therefore,",
        )],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

/// Guidelines of one origin, which do not compete.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Mtus,
    Odg,
    Other,
}

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let cited = |kind: FieldKind| {
        let lines = item.item.fields_of(kind);
        let citations = lines.flat_map(|field| &field.citations);
        citations.filter_map(|citation| Some((citation, family(citation, source)?))).collect::<Vec<_>>()
    };
    let (own, theirs) = (cited(FieldKind::Maximus), cited(FieldKind::ClaimsAdministrator));
    let is_shared = |family: Family| theirs.iter().any(|(_, other)| *other == family);
    let Some((first, _)) = own.first().filter(|_| !theirs.is_empty()) else { return };
    let is_compared = theirs.iter().any(|(_, other)| compares(item, *other));
    if item.rationales.is_empty() || own.iter().any(|(_, family)| is_shared(*family)) || is_compared {
        return;
    }
    let message = "The claims administrator cites another guideline. Say in the rationale why this one counts.";
    reporter.report(first.span.clone(), message.to_owned());
}

fn family(citation: &Citation, source: &Source<'_>) -> Option<Family> {
    match citation.source {
        citation::Source::Mtus => Some(Family::Mtus),
        citation::Source::None => None,
        citation::Source::NonMtus => {
            let words = source.text(&citation.span);
            Some(if ODG.is_match(&words) {
                Family::Odg
            } else if MTUS.is_match(&words.replace("Non-MTUS", "")) {
                Family::Mtus
            } else {
                Family::Other
            })
        }
    }
}

/// Whether the rationales speak of what the claims administrator cited, or of more than one guideline.
fn compares(item: &ReasonedItem<'_>, other: Family) -> bool {
    item.rationales.iter().any(|rationale| {
        let is_named = match other {
            Family::Mtus => rationale.any(&NAMES_MTUS),
            Family::Odg => rationale.any(&NAMES_ODG),
            Family::Other => rationale.any(&NAMES_MTUS) || rationale.any(&NAMES_ODG),
        };
        is_named || rationale.any(&COMPARES)
    })
}

static NAMES_MTUS: Question = Question::new(|sentence| MTUS.is_match(sentence));
static NAMES_ODG: Question = Question::new(|sentence| ODG.is_match(sentence));
static COMPARES: Question = Question::new(|sentence| COMPARED.is_match(sentence));

static ODG: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bODG\b|\bofficial\s+disability"));

static MTUS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b MTUS \b | \b ACOEM \b | \b treatment \s+ utilization \s+ schedule
            | \b (?: chronic \s+ pain | acupuncture ) \s+ (?: medical \s+ )? treatment \s+ guidelines
            | \b post-? surgical \s+ treatment \s+ guidelines",
    )
});

static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: both | neither | either | all | two | other | different | competing ) \s+ (?: of \s+ (?: these | the ) \s+ )?
            guidelines? \b | \b (?: precedence | presum [a-z]* | hierarchy | outranks? | supersedes? ) \b
            | \b (?: strongest | higher | more \s+ (?: current | recent | specific ) | most \s+ (?: current | recent | specific ) ) \s+
              (?: level \s+ of \s+ )? (?: evidence | guidelines? ) \b | \b claims \s+ administrator \b [^.]{0,40} \b (?: cite | guideline )
            | \b guideline \b [^.]{0,40} \b claims \s+ administrator
            | \b guidelines? \b [^.]{0,60} \b (?: utilization \s+ review | UR ) \b
            | \b (?: utilization \s+ review | UR ) \b [^.]{0,40} \b (?: cite | guideline )
            | \b guidelines? \b [^.]{0,40} \b (?: silent | not \s+ (?: address | apply | cover | discuss | mention ) )",
    )
});
