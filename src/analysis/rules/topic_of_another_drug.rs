//! A topic about another drug than the one in dispute.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::care::{Care, is_given_against};
use crate::analysis::cited::CitedItem;
use crate::analysis::finding::{Severity, Weight};
use crate::guidelines::{Catalogue, Context, Mention, Named, TopicId, Treatment, TreatmentId};

pub(super) static RULE: Rule = Rule {
    code: "IMR315",
    name: "topic-of-another-drug",
    summary: "The topic that is cited is about another drug than was requested.",
    why: "The topic of another drug has other limits, even within one class. By Labor Code 4610.6(c) the determination cites the \
          standard that was applied to what is in dispute.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[
            ("Valium 5mg #8:", "Carisoprodol 350mg #20:"),
            ("Guidelines Benzodiazepines Page(s): 24.", "Guidelines Carisoprodol (Soma) Page(s): 29."),
            ("Guidelines\nBenzodiazepines Page(s): 24.", "Guidelines\nCyclobenzaprine (Flexeril) Page(s): 41-42."),
        ],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Citations(check),
    fixes: None,
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let catalogue = source.catalogue;
    let requested: Vec<TreatmentId> = item.requested.iter().filter_map(treatment).collect();
    let is_class_requested = |class: &Option<String>| {
        item.requested.iter().any(|named| matches!(named, Named::Class(own) if Some(own) == class.as_ref()))
    };
    if requested.is_empty() {
        return;
    }
    let topics = || item.own().flat_map(|cited| cited.resolution.topics.iter().map(move |named| (cited, named)));
    // Beside a topic that fits, others may be cited for comparison.
    let mut others = Vec::new();
    for (cited, named) in topics() {
        match about(named.topic, catalogue) {
            Some(drug)
                if !is_class_requested(&catalogue.treatment(drug).class)
                    && !requested.iter().any(|own| holds(*own, drug, named.topic, catalogue)) =>
            {
                others.extend(cited.citation.find(&named.place));
            }
            _ => return,
        }
    }
    for place in others {
        let words = source.quote(&place);
        reporter.report(place, format!("“{words}” is about another drug than the request. Check the topic."));
    }
}

fn treatment(named: &Named) -> Option<TreatmentId> {
    match named {
        Named::Treatment(id) => Some(*id),
        Named::Class(_) => None,
    }
}

/// The one drug that a topic is called by. Behind it may stand in brackets what it is given for.
fn about(topic: TopicId, catalogue: &Catalogue) -> Option<TreatmentId> {
    let title = catalogue.topic(topic).title();
    let named = catalogue.names().mentions(title, Context::Heading);
    let drug = treatment(&named.first()?.named)?;
    let bracket = title.find('(').unwrap_or(title.len());
    let is_before = |mention: &&Mention| mention.span.start < bracket;
    let is_it = |mention: &Mention| mention.named == Named::Treatment(drug);
    let is_class = |mention: &Mention| matches!(mention.named, Named::Class(_));
    let is_one =
        named.iter().filter(is_before).all(is_it) && named.iter().all(|mention| is_it(mention) || is_class(mention));
    is_one.then_some(drug)
}

/// Whether a topic about a drug holds for a treatment: it is that drug, it has it in it, or the topic is cited for it.
fn holds(own: TreatmentId, drug: TreatmentId, topic: TopicId, catalogue: &Catalogue) -> bool {
    let (treatment, other) = (catalogue.treatment(own), catalogue.treatment(drug));
    let name = other.name.to_lowercase();
    let is_in = treatment.name.to_lowercase().contains(&name) || name.contains(&treatment.name.to_lowercase());
    let is_kin = |cited: TopicId| catalogue.wholes(cited).any(|id| id == topic);
    let is_cited =
        treatment.cited.iter().any(|cited| is_kin(cited.topic)) || treatment.also.iter().any(|also| is_kin(*also));
    own == drug || is_in || is_cited || may_rest_on(treatment, other)
}

/// Whether what is said of a drug may hold for another treatment, or somebody else tells that it does not.
fn may_rest_on(treatment: &Treatment, drug: &Treatment) -> bool {
    let (Some(asked), Some(about)) = (treatment.class.as_deref(), drug.class.as_deref()) else { return true };
    let (care, other) = (Care::of_class(asked), Care::of_class(about));
    let is_told = care.zip(other).is_some_and(|(care, other)| care.is_apart_from(other));
    let is_same = asked == about || care.is_some() && care == other;
    if is_same || is_told {
        return !(is_same && care.is_some_and(Care::is_drug));
    }
    let is_drug = |class: &str| Care::is_drug_class(class) || OTHER_DRUGS.contains(&class);
    let is_known = is_drug(asked) || NO_DRUGS.contains(&asked) && !about.contains("opioid");
    let is_ground = |(class, ground): &(&str, &str)| asked.contains(class) && about.contains(ground);
    let is_in_creams = care.is_some_and(Care::is_topical) && IN_CREAMS.iter().any(|name| drug.name.contains(name));
    let is_against = is_given_against(|class| asked.contains(class), |class| about.contains(class));
    !is_known || !is_drug(about) || is_in_creams || is_against || GROUNDS.iter().any(is_ground)
}

/// Classes of drugs of which no topic of a field of care speaks.
const OTHER_DRUGS: [&str; 8] = [
    "PDE5 inhibitor",
    "alpha-2 agonist",
    "anxiolytic (non-benzodiazepine)",
    "botulinum toxin",
    "corticosteroid",
    "hormone",
    "opioid antagonist",
    "stimulant / wakefulness",
];

/// Classes of care that is no drug, for which opioids are often a reason, and seldom another drug.
const NO_DRUGS: [&str; 6] = ["consultation", "evaluation", "laboratory", "modality", "rehabilitation", "workplace"];

/// Drugs that pharmacies mix into creams.
const IN_CREAMS: [&str; 4] = ["baclofen", "clonidine", "cyclobenzaprine", "tramadol"];

/// Classes with those of drugs before or beside which they are given.
const GROUNDS: [(&str, &str); 13] = [
    ("antidepressant", "sedative"),
    ("benzodiazepine", "sedative"),
    ("laboratory", "NSAID"),
    ("laboratory", "anti-epilepsy"),
    ("laboratory", "hormone"),
    ("medical food", "supplement"),
    ("sedative", "antidepressant"),
    ("supplement", "medical food"),
    ("topical", "NMDA antagonist"),
    ("topical", "NSAID"),
    ("topical", "anti-epilepsy"),
    ("topical", "tricyclic"),
    ("vitamin", "supplement"),
];

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(request: &str, topics: &str) -> Vec<String> {
        let maximus = &format!("Decision based on MTUS Chronic Pain Treatment Guidelines {topics}.");
        let found = Example { request, maximus, ..Example::default() }.finds(&RULE);
        found.into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn topics_of_another_drug() {
        for (request, topic, words) in [
            ("Soma 350mg #60", "Cyclobenzaprine (Flexeril) Page(s): 41-42", "Cyclobenzaprine (Flexeril)"),
            ("Flexeril 10mg #30", "Carisoprodol (Soma) Page(s): 29", "Carisoprodol (Soma)"),
            ("Botox 155 units, 31 injection sites", "Bupropion (Wellbutrin) Page(s): 27", "Bupropion (Wellbutrin)"),
            ("Testosterone gel 1.62%, one pump bottle", "Tramadol (Ultram) Page(s): 113", "Tramadol (Ultram)"),
            ("Lidoderm 5% patch #30", "Carisoprodol (Soma), Page(s): 29", "Carisoprodol (Soma)"),
            ("Lidoderm 5% patch #30", "Milnacipran (Ixel) Page(s): 63", "Milnacipran (Ixel)"),
            ("Amitriptyline 25mg #30", "Duloxetine (Cymbalta) Page(s): 43-44", "Duloxetine (Cymbalta)"),
            (
                "Cymbalta 30mg #60",
                "Testosterone replacement for hypogonadism (related to opioids) Page(s): 110-111",
                "Testosterone replacement for hypogonadism (related to opioids)",
            ),
            ("Urine drug screen", "Carisoprodol (Soma) Page(s): 29", "Carisoprodol (Soma)"),
            ("Functional capacity evaluation", "Bupropion (Wellbutrin) Page(s): 27", "Bupropion (Wellbutrin)"),
            ("Cialis 10mg #10", "Methadone Page(s): 61-62", "Methadone"),
            (
                "Norco 10/325mg #60",
                "Glucosamine (and Chondroitin Sulfate) Page(s): 50",
                "Glucosamine (and Chondroitin Sulfate)",
            ),
        ] {
            assert_eq!(finds(request, topic), [words], "{request}");
        }
        for (request, topic) in [
            ("Soma 350mg #60", "Carisoprodol (Soma) Page(s): 29"),
            ("Soma 350mg #60", "Muscle relaxants (for pain) Page(s): 63-65"),
            ("Soma 350mg #60", "Carisoprodol (Soma) and Cyclobenzaprine (Flexeril) Page(s): 29, 41-42"),
            ("Soma 350mg #60 and Flexeril 10mg #30", "Cyclobenzaprine (Flexeril) Page(s): 41-42"),
            ("Norco 10/325mg #60", "Opioids Page(s): 74-96"),
            ("Massage, 6 visits", "Manual therapy & manipulation Page(s): 58-60"),
            ("Chiropractic, 6 visits", "Massage therapy Page(s): 60"),
            ("H-wave unit", "TENS, chronic pain (transcutaneous electrical nerve stimulation) Page(s): 114"),
            ("Terocin patch", "Capsaicin, topical Page(s): 28"),
            ("Muscle relaxant", "Cyclobenzaprine (Flexeril) Page(s): 41-42"),
            ("Fexmid 7.5mg #60", "Cyclobenzaprine (Flexeril) Page(s): 41-42"),
            ("Testosterone gel 1.62%", "Testosterone replacement for hypogonadism (related to opioids) Page(s): 110"),
            ("Testosterone gel 1.62%", "Opioids, long-term assessment Page(s): 88"),
            ("Botox 155 units", "Botulinum toxin (Botox; Myobloc) Page(s): 25-26"),
            ("Colace 100mg #60", "Methadone Page(s): 61-62"),
            ("Omeprazole 20mg #60", "Naproxen Page(s): 73"),
            ("Lidoderm 5% patch #30", "Gabapentin (Neurontin) Page(s): 49"),
            ("Flurbiprofen/tramadol cream", "Tramadol (Ultram) Page(s): 113"),
            ("Compounded cream", "Cyclobenzaprine (Flexeril) Page(s): 41-42"),
            ("Norco 10/325mg #60", "Acetaminophen (APAP) Page(s): 11"),
            ("Suboxone 8/2 mg #60", "Buprenorphine Page(s): 26"),
            ("Butrans patch 10mcg #4", "Buprenorphine Page(s): 26"),
            ("Trazodone 50mg #30", "Zolpidem (Ambien)"),
            ("Urine drug screen", "Methadone Page(s): 61-62"),
            ("Comprehensive metabolic panel", "Naproxen Page(s): 73"),
            ("Functional restoration program, 80 hours", "Buprenorphine Page(s): 26"),
        ] {
            assert_eq!(finds(request, topic), [""; 0], "{request}: {topic}");
        }
    }
}
