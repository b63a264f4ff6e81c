//! One drug or treatment in the heading and another in the conclusion.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::{ReasonedItem, Sentence, Wording};
use crate::analysis::whole::Kin;
use crate::guidelines::Mention;
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR418",
    name: "different-drug",
    summary: "The rationale decides on another drug or treatment than the heading names.",
    why: "The heading and the conclusion decide on one request. Where they name two treatments, nobody can tell which is meant, and by \
          Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal.",
    bad: "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request for Soma 350mg #8 is not
medically necessary.",
    good: super::different_dose::RULE.good,
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(own) = item.request.named.first() else { return };
    let is_drug = AMOUNT.is_match(&item.request.text()[own.span.end..]);
    let kin = |words: &Wording| Kin::of(words.named.iter().map(|mention| &mention.named), source.catalogue);
    let is_asked = |said: &Mention| item.request.named.iter().any(|own| own.named == said.named);
    for echo in &item.echoes {
        let Some(first) = echo.named.first() else { continue };
        if echo.named.iter().any(is_asked) || kin(&item.request).may_be(&kin(echo)) {
            continue;
        }
        // What has its own strength or quantity is surely a request, and so is what is concluded of `the request for`.
        let is_other_drug = is_drug && AMOUNT.is_match(&echo.text()[first.span.end..]);
        let is_other_treatment = || {
            let asked = kin(&item.request).with_request(item.request.text());
            let is_concluded = || item.sentences().any(|sentence| concludes_of(&sentence, echo));
            FIRST.is_match(&echo.text()[..first.span.start])
                && !asked.is_like(&kin(echo))
                && !are_alike(item.request.text(), echo.text())
                && !asked.may_be(&kin(echo).with_request(echo.text()))
                && is_concluded()
        };
        if !is_other_drug && !is_other_treatment() {
            continue;
        }
        let (place, own) = (echo.place(&first.span), item.request.place(&own.span));
        let (asked, words) = (source.quote(&own), source.quote(&place));
        let message =
            format!("The heading says “{asked}”, but the rationale decides on “{words}”. One of the two is wrong.");
        reporter.report_with(place, message, own, format!("The heading says “{asked}”."));
        return;
    }
}

/// Whether a sentence is nothing but a conclusion on the request for what an echo names.
fn concludes_of(sentence: &Sentence<'_>, echo: &Wording) -> bool {
    let place = echo.whole();
    let Some(conclusion) = sentence.conclusion.filter(|conclusion| conclusion.sentence.contains(&place.start)) else {
        return false;
    };
    let before = &sentence.text[..place.start - sentence.start];
    let between = sentence.text.get(place.end - sentence.start..conclusion.words.start.saturating_sub(sentence.start));
    REQUEST_FOR.is_match(before) && between.is_some_and(|between| IS_SAID.is_match(between))
}

/// Whether both are called by words for the same, though the catalogue knows them as two.
fn are_alike(one: &str, other: &str) -> bool {
    const ALIKE: [[&str; 2]; 2] = [["cold", "cryo"], ["psychiatr", "psycholog"]];
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    ALIKE.iter().any(|words| [&one, &other].iter().all(|text| words.iter().any(|word| text.contains(word))))
}

static REQUEST_FOR: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: (?: accordingly | and | as \s+ such | consequently | hence | so | therefore | thus ) ,? \s+ )*
            (?: the \s+ )? (?: (?: current | present ) \s+ )? request \s+ for \s+ \z",
    )
});

/// What may stand before the first treatment that is named: `6 sessions of`, `a right-sided`.
static FIRST: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A (?: (?: an? | one | the | [0-9]+ | [a-z-]+ ) \s+ ){0,3} \z"));

static IS_SAID: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A [\s,]* (?: (?: also | at \s+ this \s+ time | be | been | considered | deemed | found | has | have | hence | is | are | not
            | shown | therefore | thus | to | was | were ) \b [\s,]* )+ \z",
    )
});

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
    fn another_treatment() {
        for (request, said, treatment) in [
            ("Biofeedback, 6 sessions", "a lumbar epidural steroid injection", "lumbar epidural steroid injection"),
            ("Acupuncture, 6 visits", "a TENS unit", "TENS unit"),
            ("MRI of the lumbar spine", "Norco 10/325mg #60", "Norco"),
            ("Transportation to appointments", "acupuncture", "acupuncture"),
        ] {
            assert_eq!(finds(request, said), [treatment], "{request}: {said}");
        }
        for (request, said) in [
            ("Physical therapy, 12 visits", "supervised therapy"),
            ("Physical therapy, 12 visits", "post-operative physical therapy"),
            ("MRI of the lumbar spine", "imaging"),
            ("Right knee arthroscopy", "surgery"),
            ("Lumbar epidural steroid injection", "the ESI at L4-5"),
            ("EMG/NCV of the arms", "electrodiagnostic studies"),
            ("TENS unit", "a transcutaneous electrical nerve stimulation unit"),
            ("Acupuncture, 6 visits", "treatment beside the TENS unit"),
            ("Cold therapy unit", "the unit after the lumbar fusion"),
            ("Hot/cold unit", "a cryotherapy unit"),
            ("Psychological evaluation", "a psychiatric consultation"),
        ] {
            assert_eq!(finds(request, said), [""; 0], "{request}: {said}");
        }
        let finds = |rationale: &str| {
            Example { request: "Cold therapy unit, 7 day rental", rationale, ..Example::default() }.finds(&RULE).len()
        };
        assert_eq!(finds("As the request for lumbar fusion is not medically necessary, there is no need."), 0);
        assert_eq!(finds("The request for lumbar fusion is denied and the unit is not medically necessary."), 0);
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
