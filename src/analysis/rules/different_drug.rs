//! One drug in the heading and another in the conclusion.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::ReasonedItem;
use crate::analysis::whole::Kin;
use crate::guidelines::Mention;
use crate::text::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR418",
    name: "different-drug",
    summary: "The rationale decides on another drug than the heading names.",
    why: "The heading and the conclusion decide on one request. Where they name two drugs, nobody can tell which is meant, and by \
          Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: sample::ITEM,
        good: &[("is not medically", "for Valium 5mg #8 is not\nmedically")],
        bad: &[("for Valium 5mg", "for Soma 350mg")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(own) = item.request.named.first() else { return };
    if !AMOUNT.is_match(&item.request.text()[own.span.end..]) {
        return;
    }
    let kin = |named: &[Mention]| Kin::of(named, source.catalogue);
    let is_asked = |said: &Mention| item.request.named.iter().any(|own| own.named == said.named);
    for echo in &item.echoes {
        // Only what has its own strength or quantity is surely a request, and no comparison.
        let is_requested = |end: usize| AMOUNT.is_match(&echo.text()[end..]);
        let Some(first) = echo.named.first().filter(|first| is_requested(first.span.end)) else { continue };
        if echo.named.iter().any(is_asked) || kin(&item.request.named).may_be(&kin(&echo.named)) {
            continue;
        }
        let (place, own) = (echo.place(&first.span), item.request.place(&own.span));
        reporter.report_against_heading(place, own, source);
        return;
    }
}

/// The strength or the quantity of a drug, right behind its name.
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\s,]{0,3}(?:#\s*)?\d"));

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(request: &str, said: &str) -> Vec<String> {
        let rationale = format!("The chart gives no reason. The request for {said} is not medically necessary.");
        let example = Example { request, rationale: &rationale, ..Example::default() };
        example.finds(&RULE).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn another_drug() {
        for (request, said, drug) in [
            ("Ambien 10mg #30", "Lunesta 10mg #30", "Lunesta"),
            ("MS Contin 30mg #60", "OxyContin 30mg #60", "OxyContin"),
            ("Naproxen 550mg #60", "Norco #60", "Norco"),
        ] {
            assert_eq!(finds(request, said), [drug]);
        }
    }

    #[test]
    fn the_same_drug_or_none_surely_requested() {
        for (request, said) in [
            ("Norco 10/325mg #90", "hydrocodone/APAP 10/325 #90"),
            ("Norco 10/325mg #90", "hydrocodone 10/325mg #90"),
            ("Ultram 50mg #60", "tramadol 50mg #60"),
            ("Ambien 10mg #30", "a sedative"),
            ("Ambien 10mg #30", "Lunesta in its place"),
            ("Norco 10/325mg #90 and Soma 350mg #60", "Soma 350mg #60"),
            ("Gabapentin 600mg #90", "Neurontin 600mg #90"),
        ] {
            assert_eq!(finds(request, said), [""; 0], "{request}: {said}");
        }
    }
}
