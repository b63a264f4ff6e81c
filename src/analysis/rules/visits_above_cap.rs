//! More visits allowed than the Labor Code caps.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::ReasonedItem;
use crate::guidelines::Named;
use crate::layouts::FieldKind;
use crate::layouts::decision::Verdict;
use crate::model::amounts::{Counted, products};
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR313",
    name: "visits-above-cap",
    summary: "More than 24 visits of chiropractic, occupational or physical therapy are allowed.",
    why: "Labor Code 4604.5(c)(1) caps chiropractic, occupational and physical therapy at 24 visits for each injury from 2004 \
          on. Acupuncture and care after surgery are not capped.",
    bad: "\
Physical therapy 3 times a week for 12 weeks (36 visits):  Overturned

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Physical Medicine Page(s): 98-99.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Physical Medicine Page(s): 98-99.

Decision rationale: The chart describes a fall and weak legs. There has been no
therapy yet. Therefore, the request is medically necessary.",
    good: "\
Physical therapy 2 times a week for 4 weeks (8 visits):  Overturned

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Physical Medicine Page(s): 98-99.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Physical Medicine Page(s): 98-99.

Decision rationale: The chart describes a fall and weak legs. There has been no
therapy yet. Therefore, the request is medically necessary.",
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
    let Some(visits) = given.chain(products(&amounts)).find(|visits| visits.least > CAP) else { return };
    if !is_after_surgery(item, source) {
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

/// Whether the heading, the reviewer's line or the rationale speaks of care after surgery.
fn is_after_surgery(item: &ReasonedItem<'_>, source: &Source<'_>) -> bool {
    let lines = item.item.fields.iter().filter(|field| field.kind == FieldKind::Maximus);
    let cited = lines.filter_map(|field| field.content.as_ref()).map(|content| source.text(content));
    let said = item.rationales.iter().map(|rationale| rationale.text.clone());
    cited.chain(said).chain([item.request.text().to_owned()]).any(|text| SURGERY.is_match(&text))
}

static SURGERY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) \b post [\s-]* (?: op | surg ) | \b (?: after | since | following | status \s+ post | s/p ) \b [^.;]{0,60}
            \b (?: surg | repair | fusion | replacement | release | arthro | reconstruct | operat | [a-z]+ectomy )",
    )
    .expect("the pattern is valid")
});
