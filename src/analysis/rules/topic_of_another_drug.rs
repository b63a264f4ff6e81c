//! A topic about another drug than the one in dispute.

use super::{Check, Reporter, Rule, Source, sample};
use crate::analysis::care::Care;
use crate::analysis::cited::CitedItem;
use crate::analysis::finding::{Severity, Weight};
use crate::guidelines::{Catalogue, Context, Mention, Named, TopicId, TreatmentId};

pub(super) static RULE: Rule = Rule {
    code: "IMR315",
    name: "topic-of-another-drug",
    summary: "The topic that is cited is about another drug than was requested.",
    why: "The topic of another drug has other limits, even within one class. By Labor Code 4610.6(c) the determination cites the \
          standard that was applied to what is in dispute.",
    bad: "\
Carisoprodol 350mg #20:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Carisoprodol (Soma) Page(s): 29.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Cyclobenzaprine (Flexeril) Page(s): 41-42.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is not medically necessary.",
    good: sample::ITEM,
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Citations(check),
    fixes: None,
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let catalogue = source.catalogue;
    let requested: Option<Vec<TreatmentId>> = item.requested.iter().map(treatment).collect();
    let Some(requested) = requested.filter(|requested| !requested.is_empty()) else { return };
    let topics = || item.own().flat_map(|cited| cited.resolution.topics.iter().map(move |named| (cited, named)));
    // Beside a topic that fits, others may be cited for comparison.
    let mut others = Vec::new();
    for (cited, named) in topics() {
        match about(named.topic, catalogue) {
            Some(drug) if !requested.iter().any(|own| holds(*own, drug, named.topic, catalogue)) => {
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

/// The one drug that a topic is called by.
fn about(topic: TopicId, catalogue: &Catalogue) -> Option<TreatmentId> {
    let named = catalogue.names().mentions(catalogue.topic(topic).title(), Context::Heading);
    let drug = treatment(&named.first()?.named)?;
    let is_it = |mention: &Mention| mention.named == Named::Treatment(drug);
    named.iter().all(is_it).then_some(drug)
}

/// Whether a topic about a drug holds for a treatment: it is that drug, it has it in it, or the topic is cited for it.
fn holds(own: TreatmentId, drug: TreatmentId, topic: TopicId, catalogue: &Catalogue) -> bool {
    let (treatment, other) = (catalogue.treatment(own), catalogue.treatment(drug));
    let name = other.name.to_lowercase();
    let is_in = treatment.name.to_lowercase().contains(&name) || name.contains(&treatment.name.to_lowercase());
    let is_kin = |cited: TopicId| catalogue.wholes(cited).any(|id| id == topic);
    let is_cited =
        treatment.cited.iter().any(|cited| is_kin(cited.topic)) || treatment.also.iter().any(|also| is_kin(*also));
    let is_drug = |class: &Option<String>| class.as_deref().and_then(Care::of_class).is_some_and(Care::is_drug);
    own == drug || is_in || is_cited || !is_drug(&treatment.class) || treatment.class != other.class
}

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
        ] {
            assert_eq!(finds(request, topic), [""; 0], "{request}: {topic}");
        }
    }
}
