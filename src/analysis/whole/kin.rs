//! The names by which a text may mean what is requested: generic name, brand, synonym, class.

use super::Prose;
use crate::analysis::words::{Hashes, hash, words};
use crate::guidelines::{Catalogue, Mention, Named, TreatmentId};
use std::sync::OnceLock;

/// What a request may be called.
#[derive(Debug, Default)]
pub(in crate::analysis) struct Kin {
    pub(in crate::analysis) treatments: Vec<TreatmentId>,
    classes: Vec<String>,
    /// The telling words of all names, in lower case and without the ending of a plural, in order.
    words: Vec<String>,
    /// Those of them that do not name a class: what a text speaks of is compared with each request. They are found when they
    /// are first needed, because most are told apart without them.
    own_words: OnceLock<Hashes>,
}

impl Kin {
    /// Of treatments and classes, which stand in a text that requests them.
    pub(in crate::analysis) fn of<'m>(mentions: impl IntoIterator<Item = &'m Mention>, catalogue: &Catalogue) -> Self {
        let mut kin = Kin::default();
        for mention in mentions {
            match &mention.named {
                Named::Class(class) => kin.add_class(class),
                Named::Treatment(id) => {
                    let treatment = catalogue.treatment(*id);
                    kin.treatments.push(*id);
                    for name in [&treatment.name].into_iter().chain(&treatment.brands).chain(&treatment.synonyms) {
                        kin.add_words(name);
                    }
                    if let Some(class) = &treatment.class {
                        kin.add_class(class);
                    }
                }
            }
        }
        kin.in_order()
    }

    fn in_order(mut self) -> Self {
        self.words.sort_unstable();
        self.words.dedup();
        self
    }

    fn own_words(&self) -> &Hashes {
        self.own_words
            .get_or_init(|| self.words.iter().filter(|word| !is_of_classes(word)).map(|word| hash(word)).collect())
    }

    fn add_class(&mut self, class: &str) {
        self.classes.push(class.to_owned());
        // `physical medicine (postsurgical)` is physical medicine.
        if let Some((wider, _)) = class.split_once(" (") {
            self.classes.push(wider.to_owned());
        }
        self.add_words(class);
        for (known, others) in CLASSES {
            if class.contains(known) {
                self.words.extend(others.iter().map(|other| (*other).to_owned()));
            }
        }
    }

    fn add_words(&mut self, name: &str) {
        let name = name.to_lowercase();
        self.words.extend(words(&name).filter(|word| is_telling(word)).map(str::to_owned));
    }

    /// Whether it is known what is requested.
    pub(in crate::analysis) fn is_known(&self) -> bool {
        !self.treatments.is_empty()
    }

    /// The telling words of all its names.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether any class holds a word.
    pub(in crate::analysis) fn is_of_class(&self, word: &str) -> bool {
        self.classes.iter().any(|class| class.contains(word))
    }

    fn shares_treatment(&self, other: &Kin) -> bool {
        self.treatments.iter().any(|id| other.treatments.contains(id))
    }

    fn shared_classes(&self, other: &Kin) -> impl Iterator<Item = &String> {
        self.classes.iter().filter(|class| other.classes.contains(class))
    }

    /// Whether a treatment of each is of the same class.
    pub(in crate::analysis) fn shares_class(&self, other: &Kin) -> bool {
        self.shared_classes(other).next().is_some()
    }

    /// Whether a rationale for one may do for the other: they are of one class, and that is not wide.
    pub(in crate::analysis) fn is_like(&self, other: &Kin) -> bool {
        const UNLIKE: [&str; 3] = ["DME", "associated surgical service", "services"];
        self.shares_treatment(other) || self.shared_classes(other).any(|class| !UNLIKE.contains(&class.as_str()))
    }

    /// Whether both may be the same, or a rationale for one may do for the other.
    pub(in crate::analysis) fn may_stand_for(&self, other: &Kin) -> bool {
        self.may_be(other) || self.is_like(other)
    }

    /// Whether a text calls it by any name.
    pub(in crate::analysis) fn is_meant_in(&self, prose: &Prose) -> bool {
        let is_named = |named: &Named| match named {
            Named::Treatment(id) => self.treatments.contains(id),
            Named::Class(class) => self.classes.contains(class),
        };
        prose.mentions.iter().any(|mention| is_named(&mention.named))
            || self.words.iter().any(|word| match word.contains(' ') {
                true => prose.says(word),
                false => prose.has_word(word),
            })
    }

    /// Whether both may be the same.
    pub(in crate::analysis) fn may_be(&self, other: &Kin) -> bool {
        let is_wide = |class: &String| WIDE_CLASSES.iter().any(|wide| class.contains(wide));
        self.shares_treatment(other)
            || self.shared_classes(other).any(is_wide)
            || self.own_words().meet(other.own_words())
    }

    /// With the words of a request, which may name a part of what is meant.
    pub(in crate::analysis) fn with_request(mut self, request: &str) -> Self {
        self.add_words(request);
        self.in_order()
    }
}

/// Whether a word of a name tells it from other names.
pub(super) fn is_telling(word: &str) -> bool {
    word.len() > 2 && !word.starts_with(|char: char| char.is_ascii_digit()) && COMMON.binary_search(&word).is_err()
}

/// Whether a class of treatments is called by a word.
pub(super) fn is_of_classes(word: &str) -> bool {
    CLASSES.iter().any(|(class, others)| class.contains(word) || others.contains(&word))
}

/// Other words for classes, in lower case and in the singular.
const CLASSES: [(&str, &[&str]); 21] = [
    ("anti-epilepsy", &["aed", "anticonvulsant", "antiepileptic", "antiepilepsy", "anti-epileptic", "anti-convulsant"]),
    ("antidepressant", &["antidepressant", "anti-depressant", "snri", "ssri", "tca"]),
    ("antiemetic", &["anti-emetic", "nausea"]),
    ("anxiolytic", &["anxiolytic", "anxiety"]),
    ("benzodiazepine", &["benzo"]),
    ("electrodiagnostic", &["emg", "ncv", "ncs", "electromyography", "nerve conduction", "nerve test"]),
    ("imaging", &["imaging", "magnetic resonance", "radiograph", "film"]),
    ("injection", &["injection", "block", "blockade"]),
    ("laxative", &["constipation", "laxative", "softener"]),
    ("constipation", &["constipation", "laxative"]),
    ("manual therapy", &["chiro"]),
    ("muscle relaxant", &["antispasmodic", "relaxant", "relaxer"]),
    ("NSAID", &["anti-inflammatory", "antiinflammatory", "nsaid", "non-steroidal", "nonsteroidal"]),
    ("opioid", &["opiate", "narcotic"]),
    ("postsurgical", &["physical therapy", "physiotherapy"]),
    ("proton pump", &["ppi", "gastrointestinal", "gastric", "gi event", "gi risk", "ulcer", "stomach"]),
    ("H2 receptor", &["gastrointestinal", "gastric", "ulcer", "stomach"]),
    ("sedative", &["hypnotic", "insomnia", "sleep aid", "sleeping"]),
    ("surgery", &["surgery", "surgical", "operation"]),
    ("topical", &["topical", "compound", "compounded", "cream", "ointment"]),
    ("behavioral", &["psychological", "psychotherapy"]),
];

/// Classes whose treatments go by many names: one of them may stand for another.
#[rustfmt::skip]
const WIDE_CLASSES: [&str; 9] = [
    "acupuncture", "associated surgical", "behavioral", "consultation", "electrodiagnostic", "physical medicine",
    "program", "services", "surgery",
];

/// Words in names of treatments that stand in many texts, in order: parts of the body, forms, and what any treatment may be.
#[rustfmt::skip]
const COMMON: [&str; 140] = [
    "agent", "aid", "analgesic", "and", "ankle", "anti", "arm", "arthroscopic", "associated", "atypical", "back",
    "bilateral", "blood", "body", "brace", "cap", "care", "cervical", "chronic", "citrate", "classe", "clinical",
    "cold", "complex", "computerized", "consult", "consultation", "continuou", "control", "controlled", "cream",
    "daily", "day", "device", "diagnostic", "dme", "drug", "elbow", "electrical", "equipment", "evaluation",
    "extended", "extremitie", "extremity", "flow", "follow", "foot", "for", "forte", "full", "function", "functional",
    "general", "group", "hand", "hcl", "health", "hip", "home", "hot", "hour", "hydrochloride", "individual",
    "inhibitor", "inpatient", "joint", "kit", "knee", "lateral", "left", "leg", "level", "low", "lower", "lumbar",
    "machine", "management", "manual", "medical", "medication", "medicine", "membership", "monitoring", "month",
    "motion", "muscle", "neck", "nerve", "office", "pack", "pain", "panel", "partial", "patch", "patient", "per",
    "physical", "post", "postoperative", "potassium", "pre", "procedure", "program", "pump", "range", "receptor",
    "refill", "release", "repair", "request", "right", "screen", "service", "session", "shoulder", "sodium",
    "solution", "spine", "stimulation", "stimulator", "study", "sulfate", "support", "surgical", "system", "tablet",
    "test", "testing", "the", "therapy", "time", "total", "treatment", "unit", "upper", "visit", "week", "with",
    "work", "wrist",
];
