//! More visits allowed than the Labor Code caps.

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::ReasonedItem;
use crate::guidelines::Named;
use crate::layouts::FieldKind;
use crate::layouts::decision::Verdict;
use crate::model::amounts::{Counted, products};
use crate::text::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR313",
    name: "visits-above-cap",
    summary: "More than 24 visits of chiropractic, occupational or physical therapy are allowed.",
    why: "Labor Code 4604.5(c)(1) caps chiropractic, occupational and physical therapy at 24 visits for each injury from 2004 \
          on. Acupuncture and care after surgery are not capped.",
    example: Sample {
        of: "\
Physical therapy 2 times a week for 4 weeks (8 visits):  Overturned

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Physical Medicine Page(s): 98-99.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Physical Medicine Page(s): 98-99.

Decision rationale: The chart describes a fall and weak legs. There has been no
therapy yet. Therefore, the request is medically necessary.",
        good: &[],
        bad: &[("therapy 2", "therapy 3"), ("4 weeks (8", "12 weeks (36")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

const CAP: f64 = 24.0;

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    if !item.is_decided(Verdict::Overturned) || !is_capped(item, source) {
        return;
    }
    let amounts = item.request.amounts();
    let given = amounts.iter().filter(|amount| amount.of == Counted::Visits).cloned();
    let Some(visits) = given.chain(products(amounts)).find(|visits| visits.least > CAP) else { return };
    if !is_uncapped(item, source) {
        let message = format!(
            "{} visits are allowed here. Labor Code 4604.5(c)(1) caps chiropractic, occupational and physical therapy at 24, \
             unless surgery came before.",
            visits.least
        );
        reporter.report(item.request.place(&visits.span), message);
    }
}

fn is_capped(item: &ReasonedItem<'_>, source: &Source<'_>) -> bool {
    let Some(Named::Treatment(id)) = item.request.named.first().map(|mention| &mention.named) else { return false };
    let treatment = source.catalogue.treatment(*id);
    treatment.class.as_deref() == Some("physical medicine")
        || ["chiropractic", "manual therapy"].contains(&treatment.name.as_str())
}

/// Whether the heading, the reviewer's line or the rationale speaks of care after surgery, of an injury before the cap, or
/// of leave that the employer gave.
fn is_uncapped(item: &ReasonedItem<'_>, source: &Source<'_>) -> bool {
    let lines = item.item.fields_of(FieldKind::Maximus);
    let cited = lines.filter_map(|field| field.content.as_ref()).map(|content| source.text(content));
    let said = item.rationales.iter().map(|rationale| rationale.text().to_owned());
    let mut texts = cited.chain(said).chain([item.request.text().to_owned()]);
    texts.any(|text| SURGERY.is_match(&text) || UNCAPPED.is_match(&text))
}

static UNCAPPED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b in \s+ writing \b | \b (?: accident | injur [a-z]* ) \b [^.;]{0,60} \b (?: 19 \d\d | 200 [0-3] ) \b
            | \b (?: accident | injur [a-z]* ) \b [^.;]{0,60} / (?: 9 \d | 0 [0-3] ) \b",
    )
});

static SURGERY: LazyLock<Regex> = LazyLock::new(|| {
    const OPERATION: &str =
        r"(?: surg | repair | fusion | replacement | release | arthro | reconstruct | operat | [a-z]+ectomy )";
    pattern(&format!(
        r"(?ix) \b post [\s-]* (?: op | surg )
            | \b (?: after | following | from | had | s/p | since | status \s+ post | undergone | underwent ) \b [^.;]{{0,60}} \b {OPERATION}
            | \b {OPERATION} [^.;]{{0,60}} \b (?: done | performed )"
    ))
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn therapy_after_surgery_is_not_capped() {
        for text in ["He had a total knee replacement.", "8 weeks from ACL reconstruction", "Surgery was done in May."]
        {
            assert!(SURGERY.is_match(text), "{text}");
        }
        for text in ["a frozen shoulder without surgery", "It may avoid an operation."] {
            assert!(!SURGERY.is_match(text), "{text}");
        }
        for text in ["The injury of 2001 is older than the cap.", "More visits were authorized in writing."] {
            assert!(UNCAPPED.is_match(text), "{text}");
        }
        assert!(!UNCAPPED.is_match("The injury of 3/4/2012 was a strain."));
    }
}
