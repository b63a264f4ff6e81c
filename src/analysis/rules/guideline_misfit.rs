//! A topic about drugs that the item does not ask for.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::cited::CitedItem;
use crate::analysis::finding::{Severity, Weight};
use crate::guidelines::{Catalogue, Named, Status, TopicId, TopicKind, Treatment};
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: "IMR303",
    name: "guideline-misfit",
    summary: "The reviewer cites a topic about a class of drugs that the item does not ask for.",
    why: "Labor Code 4610.6(c) has necessity decided by the standards. What a guideline says of one class of drugs is \
          no standard for another. Most often such a citation was left over from another item.",
    bad: "\
Norco 10/325mg #60:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Opioids, criteria for use Page(s): 78-80.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and a sore back. It does not say
what the tablets have changed. Therefore, the request is not medically necessary.",
    good: "\
Norco 10/325mg #60:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Opioids, criteria for use Page(s): 78-80.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Opioids, criteria for use Page(s): 78-80.

Decision rationale: The chart describes a fall and a sore back. It does not say
what the tablets have changed. Therefore, the request is not medically necessary.",
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Citations(check),
    fixes: None,
};

/// The classes of drugs that have topics of their own. Drugs for sleep, which are of many classes, may be
/// judged by any topic.
const DRUG_CLASSES: [&str; 10] = [
    "NSAID",
    "anti-epilepsy drug",
    "antidepressant",
    "atypical antipsychotic",
    "barbiturate-containing analgesic",
    "benzodiazepine",
    "cannabinoid",
    "muscle relaxant",
    "opioid",
    "proton pump inhibitor",
];

/// Classes of the catalogue that share topics with one of these.
const KIN: [(&str, &str); 7] = [
    ("NSAID (COX-2)", "NSAID"),
    ("SNRI antidepressant", "antidepressant"),
    ("SSRI antidepressant", "antidepressant"),
    ("antidepressant (NDRI)", "antidepressant"),
    ("antidepressant (sedating)", "antidepressant"),
    ("antispasticity agent", "muscle relaxant"),
    ("tricyclic antidepressant", "antidepressant"),
];

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let catalogue = source.catalogue;
    let requested: Option<BTreeSet<&str>> = item
        .requested
        .iter()
        .map(|named| drug_class_of(named, catalogue).or_else(|| care_of(named, catalogue)))
        .collect();
    let Some(requested) = requested.filter(|classes| !classes.is_empty()) else { return };
    let own = || item.own().flat_map(|cited| cited.resolution.topics.iter().map(move |named| (cited, named)));
    // Beside a topic that fits, others may be cited for comparison. Most often it is cited for the very treatment.
    let is_cited_for = |topic| {
        item.requested.iter().any(|named| match named {
            Named::Treatment(id) => cites(catalogue.treatment(*id), topic, catalogue, false),
            Named::Class(_) => false,
        })
    };
    let fits = |topic| is_cited_for(topic) || !requested.is_disjoint(&classes_citing(topic, catalogue, false));
    if own().any(|(_, named)| fits(named.topic)) {
        return;
    }
    for (cited, named) in own() {
        if catalogue.topic(named.topic).kind == TopicKind::Chapter {
            continue;
        }
        let owners = classes_citing(named.topic, catalogue, true);
        // Opioids are a reason for much that is no drug.
        if owners.contains("opioid") && requested.iter().any(|class| CARE.contains(class)) {
            continue;
        }
        let Some(place) = cited.citation.find(&named.place) else { continue };
        if let Some(owner) = owners.first() {
            let asked: Vec<&str> = requested.iter().copied().collect();
            let message = format!(
                "“{}” is a topic about a class of drugs ({owner}) that is not the request's ({}). Check the topic.",
                catalogue.topic(named.topic).title(),
                asked.join(", ")
            );
            reporter.report(place, message);
        }
    }
}

/// Classes of care for which the topics of drugs are surely no standard.
const CARE: [&str; 8] = [
    "DME",
    "behavioral",
    "electrodiagnostic",
    "electrotherapy",
    "exercise",
    "imaging",
    "physical medicine",
    "manual therapy",
];

fn care_of<'c>(named: &'c Named, catalogue: &'c Catalogue) -> Option<&'static str> {
    let class = match named {
        Named::Treatment(id) => catalogue.treatment(*id).class.as_deref()?,
        Named::Class(class) => class,
    };
    CARE.into_iter().find(|care| *care == class)
}

/// The class of drugs of what a heading names; `None` if it is no such drug.
fn drug_class_of<'c>(named: &'c Named, catalogue: &'c Catalogue) -> Option<&'c str> {
    match named {
        Named::Treatment(id) => drug_class(catalogue.treatment(*id).class.as_deref()?),
        Named::Class(class) => drug_class(class),
    }
}

fn drug_class(class: &str) -> Option<&'static str> {
    let class = KIN.iter().find(|(kin, _)| *kin == class).map_or(class, |(_, class)| *class);
    DRUG_CLASSES.into_iter().find(|known| *known == class)
}

/// The classes of drugs for which a topic, what it is a part of or a part of it is cited.
fn classes_citing(topic: TopicId, catalogue: &Catalogue, mainly: bool) -> BTreeSet<&'static str> {
    let citing = catalogue.treatments().filter(|(_, treatment)| cites(treatment, topic, catalogue, mainly));
    citing.filter_map(|(_, treatment)| drug_class(treatment.class.as_deref()?)).collect()
}

/// Whether it is trusted that a topic, what it is a part of or a part of it is cited for a treatment.
fn cites(treatment: &Treatment, topic: TopicId, catalogue: &Catalogue, mainly: bool) -> bool {
    let is_within = |part: TopicId, whole: TopicId| catalogue.wholes(part).any(|id| id == whole);
    let is_kin = |cited: TopicId| is_within(cited, topic) || is_within(topic, cited);
    treatment.status > Status::Doubtful
        && (treatment.cited.iter().any(|cited| is_kin(cited.topic))
            || !mainly && treatment.also.iter().any(|also| is_kin(*also)))
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn found(request: &str, maximus: &str) -> Vec<(Severity, String)> {
        let maximus = &format!("Decision based on MTUS {maximus}");
        Example { request, maximus, ..Example::default() }.finds(&RULE)
    }

    #[test]
    fn topics_about_other_drugs() {
        for (request, topic) in [
            ("Norco 10/325mg #60", "Benzodiazepines"),
            ("Valium 10mg #10", "Opioids, criteria for use"),
            ("Percocet 10/325mg #90", "NSAIDs, specific drug list & adverse effects"),
            ("Cymbalta 60mg #30", "Anti-epilepsy drugs (AEDs)"),
            ("Benzodiazepines", "Opioids, criteria for use"),
            ("Norco 10/325mg #60 and Soma 350mg #60", "Benzodiazepines"),
        ] {
            let cited = format!("Chronic Pain Treatment Guidelines {topic}.");
            assert_eq!(found(request, &cited), [(Severity::Warning, topic.to_owned())], "{request}");
        }
    }

    #[test]
    fn topics_that_fit() {
        for (request, cited) in [
            ("Norco 10/325mg #60 and Soma 350mg #60", "Chronic Pain Treatment Guidelines Carisoprodol (Soma)."),
            ("Norco 10/325mg #60", "Chronic Pain Treatment Guidelines Weaning of Medications Page(s): 124."),
            ("Valium 10mg #10", "Chronic Pain Treatment Guidelines Weaning of Medications Page(s): 124."),
            ("Norco 10/325mg #60", "Chronic Pain Treatment Guidelines Medications for chronic pain."),
            ("Flexeril 10mg #30", "ACOEM Chapter 12 Low Back Complaints Page(s): 308."),
            ("Omeprazole 20mg #60", "Chronic Pain Treatment Guidelines NSAIDs, GI symptoms & cardiovascular risk."),
            ("Urine drug screen", "Chronic Pain Treatment Guidelines Opioids, criteria for use."),
            ("Flurbiprofen cream 20%", "Chronic Pain Treatment Guidelines Topical Analgesics."),
            ("Unknown medication", "Chronic Pain Treatment Guidelines Benzodiazepines."),
            ("Norco 10/325mg #60", "Chronic Pain Treatment Guidelines Page(s): 24."),
            (
                "Norco 10/325mg #60",
                "Chronic Pain Treatment Guidelines Opioids, criteria for use Page(s): 78-80 and Benzodiazepines \
                 Page(s): 24.",
            ),
        ] {
            assert_eq!(found(request, cited), [], "{request}: {cited}");
        }
    }
}
