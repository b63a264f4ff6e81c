//! A lower standard cited alone, although the MTUS has topics for what is requested.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::guidelines::{Catalogue, Context, Named, Status, Topic, Treatment};
use crate::layouts::FieldKind;
use crate::model::Item;
use crate::model::citation::{self, Citation};
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR310",
    name: "lower-tier",
    summary: "The reviewer cites no MTUS guideline, although the MTUS has a topic for the request, and does not say why.",
    why: "Labor Code 4610.5(c)(2) ranks the standards of necessity, the MTUS first: a lower one counts only where the \
          higher ones are inapplicable. 8 CCR 9792.21.1 has the search start with the MTUS. So a decision that rests \
          on a lower one alone says why the MTUS does not apply.",
    example: Sample {
        of: sample::ITEM,
        good: &[(
            "Guidelines\nBenzodiazepines Page(s): 24.",
            "Guidelines
Benzodiazepines Page(s): 24. Decision based on Non-MTUS Citation Official
Disability Guidelines (ODG) Pain (Chronic).",
        )],
        bad: &[(
            "MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24. Decision based on Non-MTUS Citation Official
Disability Guidelines (ODG)",
            "Non-MTUS Citation Official Disability Guidelines\n(ODG)",
        )],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Item(check),
    fixes: None,
};

fn check(item: &Item, source: &Source<'_>, reporter: &mut Reporter) {
    let lines = item.fields_of(FieldKind::Maximus);
    let own: Vec<&Citation> = lines.flat_map(|field| &field.citations).collect();
    let first_from = |source: citation::Source| own.iter().find(|citation| citation.source == source);
    let Some(first) = first_from(citation::Source::NonMtus) else { return };
    let Some(heading) = &item.heading else { return };
    if first_from(citation::Source::Mtus).is_some() || says_mtus_is_silent(item, source) {
        return;
    }
    let request = source.text(&heading.request);
    // What is cited for a laboratory test is about watching over a drug.
    let requested = if BEFORE_SURGERY.is_match(&request) && TEST.is_match(&request) {
        Vec::new()
    } else {
        source.catalogue.names().mentions(&request, Context::Heading)
    };
    let topics = requested.iter().find_map(|mention| mtus_topic(&mention.named, source));
    if let Some(topic) = topics {
        let message = format!(
            "The MTUS has a topic for this request, “{}”. Cite it, or say in the rationale why the MTUS does not apply.",
            topic.title()
        );
        reporter.report(first.span.clone(), message);
    }
}

/// A topic of the MTUS that decisions mainly cite for a treatment. Not every treatment of a class has one.
fn mtus_topic<'t>(named: &Named, source: &Source<'t>) -> Option<&'t Topic> {
    let catalogue: &'t Catalogue = source.catalogue;
    let Named::Treatment(id) = named else { return None };
    let treatment: &Treatment = catalogue.treatment(*id);
    let trusted = treatment.cited.iter().filter(|_| treatment.status > Status::Doubtful);
    let topics = trusted.map(|cited| catalogue.topic(cited.topic));
    let in_force = |topic: &&Topic| !source.days().is_some_and(|days| topic.validity.excludes(days));
    topics.filter(in_force).find(|topic| catalogue.guideline(topic.guideline).in_mtus)
}

fn says_mtus_is_silent(item: &Item, source: &Source<'_>) -> bool {
    let rationales = item.fields_of(FieldKind::Rationale);
    let contents = rationales.filter_map(|field| field.content.as_ref());
    contents.into_iter().any(|content| SILENCE.is_match(&source.text(content)))
}

static BEFORE_SURGERY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bpre-?\s?op"));
static TEST: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: blood | clearance | CBC | CMP | ECG | EKG | evaluation | lab | panel | screen | test | urin | x-?ray )",
    )
});

/// That the MTUS says nothing about the request, or not enough.
static SILENCE: LazyLock<Regex> = LazyLock::new(|| {
    const SCHEDULE: &str = r"(?: MTUS | ACOEM | Medical \s+ Treatment \s+ Utilization \s+ Schedule )";
    const ADDRESS: &str =
        r"(?: address | apply | cover | contain | discuss | include | mention | provide | recommend | refer | speak )";
    pattern(&format!(
        r"(?ix)
        {SCHEDULE} [^.]{{0,80}} (?: \b silent | (?: \b not | n['’]t ) \b [^.]{{0,40}} \b (?: {ADDRESS} | deal ) | \b no \b [^.]{{0,40}}
            \b (?: advice | chapter | guidance | guideline | mention | recommendation | reference | section ) | \b lacks? \b | \b fails? \s+ to \b | \b nowhere \b | \b hardly \s+ {ADDRESS} | \b nothing (?: \s* [.,;] | \s+ (?: about | for | here | of | on | regarding | specific | that | to \s+ say ) \b ) | \b in \s+ passing \b )
        | {SCHEDULE} [^.]{{0,160}} \b (?: means \s+ something \s+ else | (?: deals? \s+ with | is \s+ (?: about | for ) ) [^.]{{0,160}}
            (?: \b so \s+ I \b | ; \s* (?: it \s+ does \s+ not | the \s+ (?: claimant | patient | worker ) (?: ['’]s )? \s ) ) )
        | \b (?: no \s+ chapter | nothing ) \b [^.]{{0,40}} {SCHEDULE}
        | \b not \s+ (?: [a-z]+ \s+ ){{0,3}} {ADDRESS} [a-z]* \s+ (?: [a-z]+ \s+ ){{0,3}} {SCHEDULE}
        | \b (?: silence | absence ) \s+ (?: [a-z]+ \s+ ){{0,4}} {SCHEDULE}
        | \b outside \s+ (?: of \s+ )? the \s+ (?: scope \s+ of \s+ the \s+ )? {SCHEDULE}"
    ))
});

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    const OUTSIDE: &str = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) Pain (Chronic)";

    fn finds(example: Example<'_>) -> bool {
        !example.finds(&RULE).is_empty()
    }

    #[test]
    fn only_a_lower_standard() {
        let example = Example { maximus: OUTSIDE, ..Example::default() };
        assert_eq!(example.finds(&RULE), [(Severity::Information, OUTSIDE.to_owned())]);
        let lead = "The Expert Reviewer did not base their decision on the MTUS.";
        assert!(finds(Example { maximus: &format!("{lead}  {OUTSIDE}"), ..example }));
        let both = format!("Decision based on MTUS Chronic Pain Treatment Guidelines Benzodiazepines. {OUTSIDE}");
        assert!(!finds(Example { maximus: &both, ..example }));
        assert!(!finds(Example { request: "Ambien 10mg #30", ..example }));
        assert!(!finds(Example { request: "Unknown medication", ..example }));
        assert!(!finds(Example { claims_administrator: OUTSIDE, ..Example::default() }));
    }

    #[test]
    fn where_the_mtus_is_silent() {
        for rationale in [
            "The MTUS is silent on this request.",
            "The MTUS does not specifically address this medication.",
            "The MTUS doesn't deal with this medication.",
            "The MTUS has no chapter on it.",
            "There is nothing in the MTUS about it.",
            "ACOEM mentions it nowhere but in passing.",
            "The CA MTUS and ACOEM guidelines do not address the use of this drug.",
            "This is not addressed by the MTUS.",
            "The requested drug is not specifically discussed in the CA MTUS.",
            "The MTUS has no recommendation on this.",
        ] {
            assert!(!finds(Example { maximus: OUTSIDE, rationale, ..Example::default() }), "{rationale}");
        }
        let rationale = "The MTUS does recommend a short course only.";
        assert!(finds(Example { maximus: OUTSIDE, rationale, ..Example::default() }));
    }
}
