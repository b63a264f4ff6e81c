//! A rationale that misses what the heading gives.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::reasoned::{ReasonedItem, Sentence, Wording};
use crate::guidelines::Context;
use crate::model::amounts::Counted;
use crate::text::pattern::verbose;
use regex::{Captures, Regex};
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR408",
    name: "noted-after-all",
    summary: "The rationale says that a dose, quantity, frequency or duration was not given, but the heading gives it.",
    why: "By Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal. A denial because the strength was \
          not noted contradicts a heading that notes it.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[(
            "It does not say\nhow often a tablet is taken. Therefore, the request",
            "Furthermore, the
strength and quantity of Valium were not noted in this request. Therefore, the
request",
        )],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    if !item.rationales.iter().any(|rationale| rationale.any(&MAY_MISS_ATTRIBUTE)) {
        return;
    }
    for sentence in item.sentences() {
        let Some(missed) = missed(&sentence) else { continue };
        let what = &missed["what"];
        let of = missed.name("of").map_or("", |of| of.as_str());
        if !gives_all(&item.request, what) || !is_requested(of, item, source) {
            continue;
        }
        let span = missed.get(0).map_or(0..0, |whole| whole.range());
        let request = item.request.whole();
        let message =
            format!("The rationale says that this was not given, but the heading says “{}”.", source.quote(&request));
        reporter.report_with(sentence.place(span), message, request, "Here it is given.".to_owned());
    }
}

/// Where a sentence says that something was not given, unless another record is meant.
fn missed<'t>(sentence: &Sentence<'t>) -> Option<Captures<'t>> {
    if !ATTRIBUTE.is_match(sentence.text) || ELSEWHERE.is_match(sentence.text) {
        return None;
    }
    let patterns = [&MISSED, &UNSPECIFIED, &UNDOCUMENTED];
    patterns.into_iter().find_map(|pattern| pattern.captures(sentence.text))
}

/// Whether a request gives all of what is missed.
fn gives_all(request: &Wording, missed: &str) -> bool {
    let amounts = request.amounts();
    let counts = |counted: &[Counted]| amounts.iter().any(|amount| counted.contains(&amount.of));
    ATTRIBUTE.find_iter(missed).all(|attribute| {
        let word = attribute.as_str().to_lowercase();
        if word.starts_with("dos") || word.starts_with("strength") {
            !request.doses().is_empty()
        } else if word.starts_with("quantit") {
            use Counted::{Grams, Injections, Millilitres, Pieces, Something, Visits};
            counts(&[Something, Pieces, Visits, Injections, Grams, Millilitres])
        } else if word.starts_with("freq") {
            counts(&[Counted::PerWeek, Counted::PerMonth, Counted::HoursPerDay, Counted::HoursPerWeek])
                || OFTEN.is_match(request.text())
        } else if word.starts_with("duration") {
            counts(&[Counted::Hours, Counted::Days, Counted::Weeks, Counted::Months])
        } else {
            counts(&[Counted::Visits, Counted::Injections, Counted::Something, Counted::Pieces])
        }
    })
}

/// Whether what something is missed of is what was requested, and not the pain, the relief or the use of a drug.
fn is_requested(of: &str, item: &ReasonedItem<'_>, source: &Source<'_>) -> bool {
    let mentions = source.catalogue.names().mentions(of, Context::Prose);
    let is_own = |named| item.request.named.iter().any(|own| own.named == named);
    of.is_empty() || REQUESTED.is_match(of) || mentions.into_iter().any(|mention| is_own(mention.named))
}

/// A pattern about lists of attributes.
fn of_attributes(source: &str) -> Regex {
    let attribute = r"(?: (?: dose s? | dosage s? | dosing | strength s? | quantity | quantities | frequency | duration
        | number \s+ of \s+ (?: visits | sessions | treatments | tablets | pills | capsules | injections ) ) \b )";
    let list =
        format!(r"(?: {attribute} (?: \s* (?: , | / | \b and \b | \b or \b )+ \s* (?: the \s+ )? {attribute} )* )");
    let given = r"(?: noted | specified | given | provided | stated | indicated | documented | listed | included | mentioned
        | identified | recorded )";
    verbose(&source.replace("{LIST}", &list).replace("{ATTRIBUTE}", attribute).replace("{GIVEN}", given))
}

static MAY_MISS_ATTRIBUTE: Question = Question::new(|sentence| ATTRIBUTE.is_match(sentence));
static ATTRIBUTE: LazyLock<Regex> = LazyLock::new(|| of_attributes(r"\b {ATTRIBUTE}"));

/// `the strength and quantity of Norco were not noted`
static MISSED: LazyLock<Regex> = LazyLock::new(|| {
    of_attributes(
        r"\b (?: the \s+ )? (?: exact \s+ | specific \s+ )? (?P<what> {LIST} ) (?: \s+ (?: of | for ) \s+ (?P<of> [^.;,]{1,60}? ) )?
            (?: \s+ (?: being \s+ )? requested )? \s+ (?: is | are | was | were | has \s+ been | have \s+ been ) \s+
            not \s+ (?: been \s+ )? (?: [a-z]+ly \s+ )? {GIVEN} \b",
    )
});

/// `the request does not specify the quantity`
static UNSPECIFIED: LazyLock<Regex> = LazyLock::new(|| {
    of_attributes(
        r"\b (?: the | this ) \s+ (?: [a-z]+ \s+ )? (?: request | prescription | order | RFA ) \s+ (?: does | did ) \s+ not \s+ (?: [a-z]+ly \s+ )?
            (?: specify | state | indicate | include | list | note | give | provide | mention | identify | document ) \s+
            (?: the | a | any ) \s+ (?P<what> {LIST} ) (?: \s+ (?: of | for ) \s+ (?P<of> [^.;,]{1,60}? ) )? \s* (?: [.;,] | $ )",
    )
});

/// `there is no documentation of the frequency of the requested visits`
static UNDOCUMENTED: LazyLock<Regex> = LazyLock::new(|| {
    of_attributes(
        r"\b no \s+ (?: documentation | indication | mention | statement ) \s+ of \s+ (?: the | a | any )? \s* (?P<what> {LIST} )
            (?: \s+ (?: of | for ) \s+ (?P<of> [^.;,]{1,60}? ) )? \s* (?: [.;,] | $ )",
    )
});

/// `of the requested therapy`, `of this medication`, `of the visits`
static REQUESTED: LazyLock<Regex> = LazyLock::new(|| {
    of_attributes(
        r"^ (?: the | this | these | each )? \s* (?: requested \s+ | prescribed \s+ | proposed \s+ )? (?: medications? | drugs? | therapy
            | treatments? | visits? | sessions? | injections? | request | tablets? | prescription ) (?: \s+ (?: being \s+ )? requested )? $",
    )
});

/// Another record than the request, or the request after all.
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    of_attributes(
        r"\b (?: notes? | chart | records? | reports? | utilization \s+ review | claims \s+ administrator | gives ) \b | [\x22“”]",
    )
});

/// How often a drug is taken or care is given.
static OFTEN: LazyLock<Regex> = LazyLock::new(|| {
    of_attributes(
        r"\b (?: daily | weekly | nightly | bid | tid | qid | qhs | qd | q\d+h? | every | (?: a | per ) \s+ day | at \s+ bedtime ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(request: &str, rationale: &str) -> usize {
        Example { request, rationale, ..Example::default() }.finds(&RULE).len()
    }

    #[test]
    fn what_the_heading_gives() {
        for (request, rationale) in [
            ("Norco 10/325mg #60", "Furthermore, the strength and quantity of Norco were not noted in this request."),
            ("Naproxen 550mg #60", "The request does not specify the quantity."),
            (
                "Physical therapy 2 times a week for 3 weeks",
                "The frequency and duration of the requested therapy were not specified.",
            ),
            ("Acupuncture, 6 visits", "The number of visits requested is not stated."),
            ("Physical therapy 2x6", "There is no documentation of the frequency or duration of the request."),
        ] {
            assert_eq!(finds(request, rationale), 1, "{request}: {rationale}");
        }
    }

    #[test]
    fn what_it_does_not_give() {
        for (request, rationale) in [
            ("Refill Flexeril", "The strength and quantity of Flexeril were not noted."),
            ("Naproxen 550mg", "The quantity was not specified."),
            ("Physical therapy, 6 visits", "The number of visits completed to date is not stated."),
            ("Cyclobenzaprine 7.5mg #60 for 30 days", "The duration of use is not documented."),
            ("Norco 10/325mg #60", "In the progress note the dose was not recorded."),
            ("Norco 10/325mg #60", "The dose was noted."),
            ("Sumatriptan 50mg #9, 2 times a week", "There is no documentation of the frequency of the headaches."),
        ] {
            assert_eq!(finds(request, rationale), 0, "{request}: {rationale}");
        }
    }
}
