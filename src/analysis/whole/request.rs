//! What an item requests.

use super::done_to::DoneTo;
use super::kin::Kin;
use super::vocabulary::{ItemWords, Vocabulary};
use super::worked::Treatment;
use crate::analysis::source::Source;
use crate::analysis::words::{hash, mixed};
use crate::guidelines::{Catalogue, Context, Mention, Named, TreatmentId};
use crate::layouts::decision::Verdict;
use crate::model::amounts::{Amount, Dose, amounts, doses};
use crate::model::body::{Areas, Side, body_parts, sides};
use crate::model::{Heading, Item, days, names_service, shifted};
use crate::text::pattern::pattern;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

/// What an item requests. Places count from the start of its part.
#[derive(Debug)]
pub(in crate::analysis) struct Request {
    /// Where it stands.
    pub(in crate::analysis) range: Range<usize>,
    /// Where the decision stands.
    pub(in crate::analysis) words: Range<usize>,
    pub(in crate::analysis) verdict: Verdict,
    /// Whether its rationale concludes otherwise: then nobody knows yet how it is decided.
    pub(in crate::analysis) is_contradicted: bool,
    /// What it may be called.
    pub(in crate::analysis) kin: Kin,
    /// By which words it is known.
    pub(in crate::analysis) words_about: ItemWords,
    /// Whether it only goes with a surgery.
    pub(in crate::analysis) is_service: bool,
    /// Whether it would not be given without a surgery: such a service, or care after it.
    pub(in crate::analysis) goes_with_surgery: bool,
    /// Whether it is a surgery itself.
    pub(in crate::analysis) is_surgery: bool,
    /// Where on the body it is to be.
    pub(in crate::analysis) areas: Areas,
    /// The sides that it names.
    pub(in crate::analysis) sides: Vec<Side>,
    /// What is to be done to a part of the body with its side.
    pub(in crate::analysis) done_to: Option<DoneTo>,
    /// The strengths that it names.
    pub(in crate::analysis) doses: Vec<Dose>,
    /// The quantities that it names.
    pub(in crate::analysis) amounts: Vec<Amount>,
    /// The days on which it was done already.
    pub(in crate::analysis) served: Vec<(Range<usize>, Date)>,
    /// Its words in one spelling, in order: the same numbers may belong to other words.
    key: Vec<String>,
    /// The same for all that has these words, so that two requests are compared only if they may be the same.
    pub(in crate::analysis) fingerprint: u64,
    /// The brands that it names.
    brands: Vec<(TreatmentId, String)>,
    /// The treatments that it names, for the rule about how they worked before.
    treatments: OnceLock<Vec<Treatment>>,
}

impl Request {
    pub(super) fn read(item: &Item, heading: &Heading, source: &Source<'_>) -> Self {
        let text = source.text(&heading.request);
        let mentions = source.catalogue.names().mentions(&text, Context::Heading);
        let kin = Kin::of(&mentions, source.catalogue).with_request(&text);
        let is_service = SERVICE.is_match(&text);
        let key = key(&text, &mentions);
        Request {
            fingerprint: mixed(key.iter().map(|word| hash(word))),
            range: heading.request.clone(),
            words: heading.words.clone(),
            verdict: heading.verdict,
            is_contradicted: is_contradicted(item, heading),
            is_service,
            goes_with_surgery: is_service || AFTER_SURGERY.is_match(&text),
            areas: Areas::of(&body_parts(&text)),
            sides: sides(&text).into_iter().map(|named| named.side).collect(),
            done_to: DoneTo::requested(&text),
            doses: doses(&text).into_iter().map(|dose| dose.shifted(heading.request.start)).collect(),
            amounts: amounts(&text).into_iter().map(|amount| amount.shifted(heading.request.start)).collect(),
            words_about: ItemWords::read(item, &text, &kin, source),
            served: served(&text, heading.request.start),
            is_surgery: !is_service && is_surgery(&text, &kin),
            key,
            brands: brands(&text, &mentions, source.catalogue),
            treatments: OnceLock::new(),
            kin,
        }
    }

    /// Whether it is what an item requests whose heading has the same words, and whose guideline lines cite the same.
    pub(super) fn is_still(&self, item: &Item, heading: &Heading, source: &Source<'_>) -> bool {
        self.range == heading.request
            && self.words == heading.words
            && self.verdict == heading.verdict
            && self.is_contradicted == is_contradicted(item, heading)
            && self.words_about.cites_the_same(item, source)
    }

    /// Whether the only conclusion of its rationale is drawn of the other request alone. What is said of a surgery may be said
    /// of what goes with it.
    pub(in crate::analysis) fn is_another_concluded_on(&self, other: &Request, rationale: &Vocabulary) -> bool {
        !other.is_surgery && rationale.concludes_on(&other.words_about, &self.words_about)
    }

    /// Whether the only conclusion of its rationale is drawn of the other request in all its words.
    pub(in crate::analysis) fn is_another_named(&self, other: &Request, rationale: &Vocabulary) -> bool {
        // What is said of a surgery may be said of anything that goes with it, and what is not known may be called anything.
        let may_be_meant = other.is_surgery && !self.is_surgery || !self.kin.is_known();
        !may_be_meant && rationale.concludes_in_words_of(&other.words_about, &self.words_about)
    }

    /// The treatments that it names, in its `words`.
    pub(in crate::analysis) fn treatments(&self, words: impl FnOnce() -> String, source: &Source<'_>) -> &[Treatment] {
        self.treatments.get_or_init(|| Treatment::requested(&words(), &self.kin.treatments, source))
    }

    /// Whether both request the same: the same treatment, dose, quantity, body part and days. Two brands of one drug are
    /// two requests.
    pub(in crate::analysis) fn is_same(&self, other: &Request) -> bool {
        let is_other_brand = || {
            self.brands.iter().any(|(id, brand)| {
                let mut same = other.brands.iter().filter(|(other, _)| other == id).peekable();
                same.peek().is_some() && same.all(|(_, other)| other != brand)
            })
        };
        !self.key.is_empty() && self.key == other.key && !is_other_brand()
    }
}

fn is_surgery(request: &str, kin: &Kin) -> bool {
    SURGERY.is_match(request) && !AROUND_SURGERY.is_match(request) || kin.is_of_class("implant")
}

fn served(text: &str, start: usize) -> Vec<(Range<usize>, Date)> {
    let days = if names_service(text) { days(text) } else { Vec::new() };
    days.into_iter().map(|(place, day)| (shifted(&place, start), day)).collect()
}

fn is_contradicted(item: &Item, heading: &Heading) -> bool {
    item.conclusion().is_some_and(|last| last.necessity.verdict() != heading.verdict)
}

fn brands(text: &str, mentions: &[Mention], catalogue: &Catalogue) -> Vec<(TreatmentId, String)> {
    let of_drugs = mentions.iter().filter_map(|mention| match &mention.named {
        Named::Treatment(id) => Some((*id, text[mention.span.clone()].to_lowercase())),
        Named::Class(_) => None,
    });
    of_drugs
        .filter(|(id, name)| catalogue.treatment(*id).brands.iter().any(|brand| brand.to_lowercase() == *name))
        .collect()
}

/// The words of a request in one spelling, each treatment by its number in the catalogue.
fn key(text: &str, mentions: &[Mention]) -> Vec<String> {
    let mut key = Vec::new();
    let mut from = 0;
    for mention in mentions {
        add_words(&text[from..mention.span.start], &mut key);
        let name = text[mention.span.clone()].to_lowercase();
        key.extend(
            name.split(|char: char| !char.is_alphanumeric()).filter(|word| KEPT.contains(word)).map(str::to_owned),
        );
        key.push(match &mention.named {
            Named::Treatment(id) => format!("{id:?}"),
            Named::Class(class) => class.clone(),
        });
        from = mention.span.end;
    }
    add_words(&text[from..], &mut key);
    // `2x3 (6 visits)` tells the visits twice.
    key.dedup_by(|later, first| later == first && first.starts_with("visits"));
    key
}

fn add_words(text: &str, key: &mut Vec<String>) {
    let mut text = text.to_lowercase();
    for (word, digits) in NUMBERS {
        if text.contains(word) {
            text = text.split(' ').map(|part| if part == word { digits } else { part }).collect::<Vec<_>>().join(" ");
        }
    }
    let number = |found: &Captures<'_>, group: usize| found.get(group).map_or("", |group| group.as_str()).to_owned();
    let course = |found: &Captures<'_>| {
        let (times, weeks) = (number(found, 1), number(found, 2));
        let visits = times.parse().unwrap_or(0_u32).saturating_mul(weeks.parse().unwrap_or(0));
        format!(" course{times}x{weeks} visits{visits} ")
    };
    let text = COURSE.replace_all(&text, course);
    let text = VISITS.replace_all(&text, |found: &Captures<'_>| format!(" visits{} ", number(found, 1)));
    let text = QUANTITY.replace_all(&text, |found: &Captures<'_>| {
        format!(" quantity{} ", number(found, 1) + &number(found, 2) + &number(found, 3))
    });
    let words = KEY_WORD.find_iter(&text).map(|word| word.as_str()).filter(|word| !PASSED_OVER.contains(word));
    key.extend(words.map(str::to_owned));
}

/// Words inside of the name of a treatment that still tell one request from another.
const KEPT: [&str; 12] = ["bilateral", "cr", "ds", "er", "es", "hp", "ir", "left", "right", "sr", "xl", "xr"];
/// Words that tell nothing of a request.
#[rustfmt::skip]
const PASSED_OVER: [&str; 14] = [
    "a", "an", "and", "for", "in", "of", "on", "one", "prescription", "prospective", "request", "the", "to", "unknown",
];
#[rustfmt::skip]
const NUMBERS: [(&str, &str); 11] = [
    ("two", "2"), ("three", "3"), ("four", "4"), ("five", "5"), ("six", "6"), ("seven", "7"), ("eight", "8"), ("nine", "9"),
    ("ten", "10"), ("eleven", "11"), ("twelve", "12"),
];

static COURSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b (\d{1,2}) \s* (?: x | times? ) \s* (?: (?: a | per | each | / ) \s* )? (?: weeks? | wks? )? (?: ly )?
            \s* (?: for | x )? \s* (\d{1,2}) \s* (?: weeks? | wks? )? \b",
    )
});
static VISITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(\d{1,3})\s*(?:visits?|sessions?)\b"));
static QUANTITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \# \s* (\d+) | \b (?: qty | quantity ) \.? \s* (?: of | : )? \s* (\d+)
            | \b (\d+) \s* (?: tablets? | tabs? | capsules? | caps? | pills? ) \b",
    )
});
static KEY_WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:course|quantity|visits)[0-9x]+|[a-z]+|[0-9]+(?:\.[0-9]+)?"));
static SERVICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ \W* (?: \d+ \W+ )? associated \s+ surg
            | \b (?: assistant \s+ surgeon | surgical \s+ assistant | co-?surgeon | pre-?\s?op (?: erative )? ) \b",
    )
});
static AFTER_SURGERY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bpost-?\s?op(?:erative)?\b"));
static AROUND_SURGERY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:post|pre)-?\s?(?:op|surg)|\bs/p\b|\bstatus[\s-]+post\b|\bpost-?\s?[a-z]+(?:ectomy|plasty|otomy)|\bphlebotomy|\b(?:MRI|CT|MRA|EMG|x-?ray|radiograph|imaging|ultrasound|scan|study|syndrome|history\s+of|following|kit|pump|consult|evaluation|visit|clearance|unit|brace|therapy|injection|block|after)",
    )
});
static SURGERY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: arthroscop | fusion | surgery | surgical \s+ repair | osteotomy | ORIF | ACDF | TLIF | PLIF | ALIF
            | hardware \s+ removal | transposition | reconstruction | arthroplast | arthrodesis )
        | \b [a-z]+ (?: ectomy | plasty | otomy ) \b
        | \b (?: tunnel | finger | quervain | fascia | epicondylar | retinacular | compartment ) [’']? s? \s+ release
        | \b (?: cuff | labral | labrum | SLAP | meniscal | meniscus | ligament | tendon | hernia | nerve ) \s+ repair
        | \b (?: knee | hip | shoulder | disc | joint ) \s+ replacement
        | \b (?: lumbar | cervical | subacromial | nerve ) \s+ decompression",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    fn key_of(text: &str) -> Vec<String> {
        key(text, &Catalogue::shipped().names().mentions(text, Context::Heading))
    }

    #[test]
    fn one_request_in_other_words() {
        for (one, other) in [
            ("MRI of the lumbar spine", "MRI OF THE LUMBAR SPINE"),
            ("Acupuncture for the neck, 2 times a week for 3 weeks", "Acupuncture for the neck, 2x3"),
            (
                "Acupuncture for the neck, 2x3 (6 visits)",
                "Acupuncture for the neck, two times per week for three weeks",
            ),
            ("Norco 10/325mg #60", "Hydrocodone/APAP 10/325 mg, 60 tablets"),
            ("Prospective request for Norco 10/325mg #60", "Norco 10/325mg qty 60"),
        ] {
            assert_eq!(key_of(one), key_of(other));
        }
        for (one, other) in [
            ("OxyContin 20mg #60", "OxyContin 40mg #60"),
            ("Naproxen 550mg #60", "Naproxen 550mg #30"),
            ("MRI of the left knee", "MRI of the right knee"),
            ("Urine drug screen (DOS 1/2/14)", "Urine drug screen (DOS 4/2/14)"),
            ("Left medial branch block at L4-5", "Left medial branch block at L5-S1"),
            ("Retrospective Norco 10/325mg #60", "Norco 10/325mg #60"),
            ("Knee brace, right", "Custom made knee brace, right"),
            ("Xanax 0.5mg #30", "Xanax XR 0.5mg #30"),
            ("Flurbiprofen 20% cream 30gm", "Flurbiprofen 30% cream 20gm"),
            ("Ketoprofen 10%/lidocaine 5%", "Ketoprofen 5%/lidocaine 10%"),
            ("Facet injection L4-5, L5-S1", "Facet injection L4, L5, S1"),
        ] {
            assert_ne!(key_of(one), key_of(other));
        }
    }

    #[test]
    fn surgeries() {
        let is_surgery = |text: &str| {
            let catalogue = Catalogue::shipped();
            is_surgery(text, &Kin::of(&catalogue.names().mentions(text, Context::Heading), &catalogue))
        };
        for text in [
            "Left shoulder arthroscopy",
            "ACDF C5-C6",
            "Right carpal tunnel release",
            "Spinal cord stimulator implantation",
        ] {
            assert!(is_surgery(text), "{text}");
        }
        for text in [
            "Knee brace",
            "Post-operative physical therapy",
            "Lumbar epidural steroid injection",
            "Myofascial release",
            "MRI of the lumbar spine s/p laminectomy",
            "Care of postlaminectomy syndrome",
            "Phlebotomy",
        ] {
            assert!(!is_surgery(text), "{text}");
        }
    }
}
