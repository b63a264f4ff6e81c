//! A rationale that comes to no conclusion.

use super::{Check, Reporter, Rule, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::FieldKind;
use crate::model::Item;

pub(super) static RULE: Rule = Rule {
    code: "IMR215",
    name: "missing-conclusion",
    summary: "A rationale does not conclude whether the request is medically necessary.",
    why: "The review is of medical necessity (Labor Code 4610.6(a)). A rationale that does not say in the end whether \
          the request is medically necessary leaves the decision above it without its reason.",
    bad: "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken.",
    good: sample::ITEM,
    weight: Weight::Gap(Severity::Warning),
    is_on: true,
    check: Check::Item(check),
    fixes: None,
};

fn check(item: &Item, source: &Source<'_>, reporter: &mut Reporter) {
    if item.conclusion().is_some() {
        return;
    }
    let rationales = item.fields.iter().filter(|field| field.kind == FieldKind::Rationale);
    let Some(field) = rationales.clone().find(|field| field.written().is_some()) else { return };
    let Some(content) = field.written().filter(|_| !rationales.into_iter().any(|field| field.has_verdict_cue)) else {
        return;
    };
    let message = "This rationale does not conclude whether the request is medically necessary.";
    reporter.report(source.last_line(content), message.to_owned());
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;

    fn finds(end: &str) -> usize {
        let text = sample::LETTER.replace("Therefore, the request is not medically necessary.", end);
        found_by(&RULE, &text).len()
    }

    #[test]
    fn what_to_do_instead_is_no_conclusion() {
        for end in [
            "A taper is recommended over abrupt discontinuation.",
            "Gradual weaning is recommended.",
            "However, tapering of the drug over four weeks is advised.",
            "Abrupt discontinuation is not recommended.",
            "An alternative such as acetaminophen is recommended.",
        ] {
            assert_eq!(finds(end), 1, "{end}");
        }
        for end in [
            "The request is not certified. A taper is recommended.",
            "Weaning is recommended and the rest of the request is denied.",
            "The request is not supported.",
            "Continued use is not recommended.",
        ] {
            assert_eq!(finds(end), 0, "{end}");
        }
    }
}
