//! A topic about treatment that the item does not ask for.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::care::Care;
use crate::analysis::cited::{Cited, CitedItem};
use crate::analysis::finding::{Severity, Weight};
use crate::guidelines::{
    Catalogue, GuidelineId, Named, NamedTopic, Status, Topic, TopicId, TopicKind, Treatment, TreatmentId,
};
use crate::model::citation::Source as CitationSource;
use crate::text::pattern::verbose;
use regex::Regex;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR303",
    name: "guideline-misfit",
    summary: "The reviewer cites a topic about other treatment than the item asks for.",
    why: "Labor Code 4610.6(c) has necessity decided by the standards. What a guideline says of one class of drugs is \
          no standard for another, and what it says of acupuncture is none for an injection. Most often such a citation was left over from another item.",
    example: Sample {
        of: sample::NORCO,
        good: &[],
        bad: &[("Guidelines\nOpioids, criteria for use Page(s): 78-80.", "Guidelines\nBenzodiazepines Page(s): 24.")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Citations(check),
    fixes: None,
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let catalogue = source.catalogue;
    let requested: Option<BTreeSet<Care>> = item.requested.iter().map(|named| care_of(named, catalogue)).collect();
    let Some(requested) = requested.filter(|fields| !fields.is_empty()) else { return };
    let heading = item.item.heading.as_ref();
    let is_requested = |words: &Regex| heading.is_some_and(|heading| words.is_match(&source.text(&heading.request)));
    let own = item.own().filter(|cited| cited.citation.source != CitationSource::None);
    let own: Vec<(&Cited<'_>, Vec<Subject<'_>>)> = own.map(|cited| (cited, subjects(cited, catalogue))).collect();
    // Beside a topic that fits, others may be cited for comparison. Most often it is cited for the very treatment.
    let fits = |subject: &Subject<'_>| {
        let is_asked_for = |id: TreatmentId| item.requested.contains(&Named::Treatment(id));
        let citing = catalogue.treatments().filter(|(_, treatment)| cites(treatment, subject.cited, catalogue, false));
        let mut citing = citing.map(|(id, treatment)| (id, treatment.class.as_deref().and_then(Care::of_class)));
        citing.any(|(id, care)| is_asked_for(id) || care.is_some_and(|care| requested.contains(&care)))
    };
    let is_chapter = |subject: &Subject<'_>| subject.is_chapter(catalogue);
    // What nobody knows may be the standard.
    let is_standard = |subject: &Subject<'_>| !is_chapter(subject) && fits(subject);
    if own.iter().any(|(_, subjects)| subjects.is_empty() || subjects.iter().any(is_standard)) {
        return;
    }
    // A chapter is about everything that helps a part of the body, and what is cited beside it may only be compared.
    let has_chapter = own.iter().flat_map(|(_, subjects)| subjects).any(|subject| is_chapter(subject) && fits(subject));
    for (cited, subject) in
        own.iter().flat_map(|(cited, subjects)| subjects.iter().map(move |subject| (cited, subject)))
    {
        let Some(place) = subject.place(cited) else { continue };
        let is_compared = |owner: &Care| {
            has_chapter && requested.iter().any(|care| care.is_like(*owner))
                || owner.is_topical() && is_requested(&APPLIED)
                || owner.is_service() && is_requested(&AT_HOME)
        };
        let stranger = || stranger(subject.cited, &requested, catalogue).filter(|owner| !is_compared(owner));
        if let Some(owner) = if is_chapter(subject) { None } else { stranger() } {
            let asked: Vec<&str> = requested.iter().map(|care| care.class).collect();
            let (words, asked) = (source.quote(&place), asked.join(", "));
            let class = owner.class;
            let message = match owner.is_drug() {
                true => format!(
                    "“{words}” is about a class of drugs ({class}) that is not the request's ({asked}). Check the topic."
                ),
                false => format!(
                    "“{words}” is about other treatment ({class}) than the request's ({asked}). Check the topic."
                ),
            };
            reporter.report(place, message);
        }
    }
}

/// A drug that is put on the skin, by whatever name.
static APPLIED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"% | \b (?: apply | compound(?:ed)? | creams? | gels? | lotions? | ointments? | patch(?:es)? | sprays? | topicals? | transdermal ) \b",
    )
});

/// A drug that somebody comes to give.
static AT_HOME: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: home | nurs [a-z]* | transport [a-z]* ) \b"));

/// What a citation names most precisely.
struct Subject<'c> {
    cited: Whole,
    /// The words that name a topic.
    named: Option<&'c NamedTopic>,
}

/// A topic, or a whole document.
#[derive(Clone, Copy)]
enum Whole {
    Topic(TopicId),
    Document(GuidelineId),
}

impl Subject<'_> {
    fn is_chapter(&self, catalogue: &Catalogue) -> bool {
        matches!(self.cited, Whole::Topic(topic) if catalogue.topic(topic).kind == TopicKind::Chapter)
    }

    /// Where it is named.
    fn place(&self, cited: &Cited<'_>) -> Option<Range<usize>> {
        match self.named {
            Some(named) => cited.citation.find(&named.place),
            None => cited.citation.guideline.clone(),
        }
    }
}

/// The topics of a citation but for the chapters that hold them, or else its document.
fn subjects<'c>(cited: &'c Cited<'_>, catalogue: &Catalogue) -> Vec<Subject<'c>> {
    let topics = &cited.resolution.topics;
    let is_whole =
        |whole: TopicId| topics.iter().any(|named| catalogue.wholes(named.topic).skip(1).any(|id| id == whole));
    let named = topics.iter().filter(|named| !is_whole(named.topic));
    let subjects: Vec<_> =
        named.map(|named| Subject { cited: Whole::Topic(named.topic), named: Some(named) }).collect();
    match cited.resolution.guideline {
        Some(guideline) if subjects.is_empty() => vec![Subject { cited: Whole::Document(guideline), named: None }],
        _ => subjects,
    }
}

/// The field of care that a topic or document is about, if none of what is requested can be judged by it.
fn stranger(cited: Whole, requested: &BTreeSet<Care>, catalogue: &Catalogue) -> Option<Care> {
    let fields_of = |cited: Whole| -> Vec<Option<Care>> {
        let citing = catalogue.treatments().filter(|(_, treatment)| cites(treatment, cited, catalogue, true));
        citing.map(|(_, treatment)| treatment.class.as_deref().and_then(Care::of_class)).collect()
    };
    let mut fields = fields_of(cited);
    if fields.is_empty() {
        fields = headed_by(cited, catalogue).map_or_else(Vec::new, |head| fields_of(Whole::Topic(head)));
    }
    let known = || fields.iter().flatten().copied();
    let drugs: BTreeSet<Care> = known().filter(|care| care.is_drug()).collect();
    // A topic about drugs is also cited for what holds them, a document for all that it has topics about.
    let is_document = matches!(cited, Whole::Document(_));
    let owners = match drugs.is_empty() || is_document {
        false => drugs,
        true if fields.contains(&None) => BTreeSet::new(),
        true => known().collect(),
    };
    let are_apart = |owner: &Care| requested.iter().all(|care| care.is_apart_from(*owner));
    owners.iter().all(are_apart).then(|| owners.first().copied()).flatten()
}

/// The topic that lends its title to another one: `Opioids`, for `Opioids, dosing`.
fn headed_by(cited: Whole, catalogue: &Catalogue) -> Option<TopicId> {
    let Whole::Topic(topic) = cited else { return None };
    let topic = catalogue.topic(topic);
    let (head, _) = topic.title().split_once(',')?;
    let is_head = |other: &Topic| other.guideline == topic.guideline && other.title() == head;
    let mut topics = catalogue.topics().filter(|(_, other)| is_head(other));
    topics.next().map(|(id, _)| id)
}

fn care_of(named: &Named, catalogue: &Catalogue) -> Option<Care> {
    Care::of_class(catalogue.class_of(named)?)
}

/// Whether it is trusted that a topic, what it is a part of or a part of it is cited for a treatment, or a part of a document.
fn cites(treatment: &Treatment, cited: Whole, catalogue: &Catalogue, mainly: bool) -> bool {
    let is_within = |part: TopicId, whole: TopicId| catalogue.wholes(part).any(|id| id == whole);
    let is_kin = |other: TopicId| match cited {
        Whole::Topic(topic) => is_within(other, topic) || is_within(topic, other),
        Whole::Document(guideline) => catalogue.topic(other).guideline == guideline,
    };
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
            ("Inpatient ketamine infusion, 5 days", "Benzodiazepines"),
            ("Valium 10mg #10", "Opioids, criteria for use"),
            ("Percocet 10/325mg #90", "NSAIDs, specific drug list & adverse effects"),
            ("Cymbalta 60mg #30", "Anti-epilepsy drugs (AEDs)"),
            ("Benzodiazepines", "Opioids, criteria for use"),
            ("Norco 10/325mg #60 and Soma 350mg #60", "Benzodiazepines"),
            ("H-wave unit", "Opioids, dosing"),
            ("Nuvigil 150mg #30", "Muscle relaxants (for pain)"),
            ("Synvisc injection, left knee", "Home health services"),
        ] {
            let cited = format!("Chronic Pain Treatment Guidelines {topic}.");
            assert_eq!(found(request, &cited), [(Severity::Warning, topic.to_owned())], "{request}");
        }
    }

    #[test]
    fn topics_about_other_treatment() {
        const PAIN: &str = "Chronic Pain Treatment Guidelines";
        for (request, cited, words) in [
            (
                "Acupuncture, 6 visits",
                format!("{PAIN} Epidural steroid injections (ESIs) Page(s): 46."),
                "Epidural steroid injections (ESIs)",
            ),
            ("Lidoderm patch 5% #30", format!("{PAIN} Benzodiazepines Page(s): 24."), "Benzodiazepines"),
            ("Norco 10/325mg #60", format!("{PAIN} Physical medicine Page(s): 98-99."), "Physical medicine"),
            (
                "Lumbar epidural steroid injection L4-5",
                format!("{PAIN} TENS, chronic pain (transcutaneous electrical nerve stimulation) Page(s): 114."),
                "TENS, chronic pain (transcutaneous electrical nerve stimulation)",
            ),
            (
                "TENS unit, 30 day trial",
                format!("{PAIN} Manual therapy & manipulation Page(s): 58."),
                "Manual therapy & manipulation",
            ),
            (
                "Chiropractic, 6 visits",
                format!("{PAIN} Epidural steroid injections (ESIs) Page(s): 46."),
                "Epidural steroid injections (ESIs)",
            ),
            (
                "Physical therapy, 6 visits",
                "Acupuncture Treatment Guidelines.".to_owned(),
                "Acupuncture Treatment Guidelines",
            ),
            ("Soma 350mg #60", "Acupuncture Treatment Guidelines.".to_owned(), "Acupuncture Treatment Guidelines"),
            ("Gabapentin 600mg #90", format!("{PAIN} Topical Analgesics Page(s): 111-113."), "Topical Analgesics"),
            (
                "Home health aide, 4 hours a day",
                format!("{PAIN} Muscle relaxants (for pain) Page(s): 63-66."),
                "Muscle relaxants (for pain)",
            ),
            (
                "Acupuncture, 6 visits",
                format!("{PAIN} Opioids, criteria for use Page(s): 78."),
                "Opioids, criteria for use",
            ),
            (
                "Nortriptyline 25mg #30",
                format!("{PAIN} Botulinum toxin (Botox; Myobloc) Page(s): 25-26."),
                "Botulinum toxin (Botox; Myobloc)",
            ),
            ("Colace 100mg #60", format!("{PAIN} Benzodiazepines Page(s): 24."), "Benzodiazepines"),
            (
                "Urine drug screen",
                "Acupuncture Treatment Guidelines Page(s): 43.".to_owned(),
                "Acupuncture Treatment Guidelines",
            ),
            (
                "Lumbar fusion L4-5",
                format!(
                    "ACOEM Chapter 12 Low Back Complaints Page(s): 307. Decision based on MTUS {PAIN} Manual therapy & \
                     manipulation."
                ),
                "Manual therapy & manipulation",
            ),
        ] {
            assert_eq!(found(request, &cited), [(Severity::Warning, words.to_owned())], "{request}");
        }
        for (request, topic) in [
            ("Ambien 10mg #30", "Pain (Chronic), Polysomnography"),
            ("Lumbar fusion L4-5", "Low Back - Lumbar & Thoracic (Acute & Chronic), Mattress selection"),
        ] {
            let maximus = &format!("Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) {topic}.");
            let words: Vec<_> = Example { request, maximus, ..Example::default() }.finds(&RULE);
            let (_, expected) = topic.rsplit_once(", ").expect("it has a chapter");
            assert_eq!(words, [(Severity::Warning, expected.to_owned())], "{request}");
        }
    }

    #[test]
    fn topics_that_share_their_grounds() {
        const PAIN: &str = "Chronic Pain Treatment Guidelines";
        for (request, cited) in [
            ("Acupuncture, 6 visits", "Acupuncture Treatment Guidelines."),
            ("Electroacupuncture, 6 visits", "Acupuncture Treatment Guidelines."),
            ("MRI of the lumbar spine", &format!("{PAIN} Epidural steroid injections (ESIs) Page(s): 46.")),
            ("Lidoderm patch 5% #30", &format!("{PAIN} Anti-epilepsy drugs (AEDs) Page(s): 18.")),
            ("Gabapentin 10% cream", &format!("{PAIN} Topical Analgesics Page(s): 111.")),
            ("Colace 100mg #60", &format!("{PAIN} Opioids, criteria for use Page(s): 77.")),
            ("Physical therapy, 6 visits", &format!("{PAIN} Exercise Page(s): 46-47.")),
            ("Post-operative physical therapy, left knee, 12 visits", "Postsurgical Treatment Guidelines."),
            ("Home health aide", &format!("{PAIN} Epidural steroid injections (ESIs) Page(s): 46.")),
            ("Acupuncture and physical therapy, 6 visits each", "Acupuncture Treatment Guidelines."),
            ("Acupuncture, 6 visits", &format!("{PAIN} Page(s): 46.")),
            (
                "Acupuncture, 6 visits",
                &format!(
                    "{PAIN} Epidural steroid injections (ESIs) Page(s): 46, and Acupuncture Treatment Guidelines."
                ),
            ),
            (
                "Lumbar brace",
                "ACOEM Chapter 12 Low Back Complaints Page(s): 301. Decision based on MTUS Chronic Pain Treatment Guidelines \
                 Manual therapy & manipulation.",
            ),
            ("Norco 10/325mg #60", "Low Back Disorders 2016, Section(s): Medications."),
        ] {
            assert_eq!(found(request, cited), [], "{request}: {cited}");
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
            ("Lovenox injections by a home health nurse", "Chronic Pain Treatment Guidelines Home health services."),
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
