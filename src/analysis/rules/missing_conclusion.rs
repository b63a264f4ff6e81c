//! A rationale that comes to no conclusion.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::FieldKind;
use crate::model::conclusion::ends_on_request;
use crate::model::{Field, Item};

pub(super) static RULE: Rule = Rule {
    code: "IMR215",
    name: "missing-conclusion",
    summary: "A rationale does not conclude whether the request is medically necessary.",
    why: "The review is of medical necessity (Labor Code 4610.6(a)). A rationale that does not say in the end whether \
          the request is medically necessary leaves the decision above it without its reason. One that leans to an \
          answer without giving it is told as information.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[(" Therefore, the request is not medically necessary.", "")],
    },
    weight: Weight::Gap(Severity::Warning),
    is_on: true,
    check: Check::Item(check),
    fixes: None,
};

fn check(item: &Item, source: &Source<'_>, reporter: &mut Reporter) {
    if item.conclusion().is_some() {
        return;
    }
    let rationales = || item.fields_of(FieldKind::Rationale);
    let Some(content) = rationales().find_map(Field::written) else { return };
    let mut leaning = rationales().filter(|field| field.has_verdict_cue).filter_map(|field| field.written()).peekable();
    if leaning.peek().is_none() {
        let message = "This rationale does not conclude whether the request is medically necessary.";
        reporter.report(source.last_line(content), message.to_owned());
    } else if !leaning.any(|content| ends_on_request(&source.text(content))) {
        let message = "This rationale does not say in so many words whether the request is medically necessary.";
        reporter.inform(source.last_line(content), message.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Snapshot, Stage};
    use crate::text::Text;

    fn found(end: &str) -> Vec<Severity> {
        let text = sample::LETTER.replace("Therefore, the request is not medically necessary.", end);
        let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
        findings.into_iter().filter(|finding| *finding.rule == RULE).map(|finding| finding.severity).collect()
    }

    #[test]
    fn what_only_leans_to_a_conclusion() {
        for end in [
            "One month of Valium is reasonable.",
            "The MTUS is silent. The ODG: not recommended, research is experimental.",
            "All of the criteria have been met.",
            "The sprain was old at the request, and a film is not recommended.",
            "Snoring is denied, and a study is not recommended.",
        ] {
            assert_eq!(found(end), [Severity::Information], "{end}");
        }
        for end in [
            "I concur with the denial.",
            "UR was right to deny the request.",
            "Valium would not be medically necessary.",
            "Another month would not be considered medically necessary.",
            "The request isn’t supported.",
            "The request is not consistent with the guideline.",
            "The request is inappropriate.",
        ] {
            assert_eq!(found(end), [], "{end}");
        }
        for end in [
            "There is no medical need for Valium.",
            "The notes do not substantiate the need for Valium.",
            "Necessity: no.",
            "Valium is a necessary treatment.",
            "Valium is not needed.",
        ] {
            assert!(!found(end).contains(&Severity::Warning), "{end}");
        }
        for end in
            ["The request is not supported.", "I agree that Valium is not appropriate.", "Valium is not certified."]
        {
            assert_eq!(found(end), [], "{end}");
        }
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
            assert_eq!(found(end), [Severity::Warning], "{end}");
        }
        for end in [
            "The request is not certified. A taper is recommended.",
            "Weaning is recommended and the rest of the request is denied.",
            "The request is not supported.",
            "Continued use is not recommended.",
        ] {
            assert_eq!(found(end), [], "{end}");
        }
    }
}
