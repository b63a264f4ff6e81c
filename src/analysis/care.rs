//! Fields of care, and which of them are never judged by what a guideline says of another.

/// A field of care, as wide as the topics of the guidelines are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Care {
    /// What the catalogue calls its class.
    pub(super) class: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Drugs of a class that has topics of its own.
    Drug,
    /// Drugs for sleep, which are of many classes.
    Hypnotic,
    /// Creams and patches, which hold drugs of many classes.
    Topical,
    /// What is taken beside opioids or for the stomach, and other drugs that few topics are about.
    Beside,
    Acupuncture,
    /// What is done to the body again and again, or worn.
    Therapy,
    /// What is done once, to find or to relieve something.
    Procedure,
    Behavioral,
    Surgery,
    /// Help at home and on the way.
    Service,
    /// Everything else of which it is known enough what it does not rest on.
    Other,
}

const ALL: [(Kind, &[&str]); 11] = [
    (
        Kind::Drug,
        &[
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
        ],
    ),
    (Kind::Hypnotic, &["sedative-hypnotic"]),
    (Kind::Topical, &["topical analgesic"]),
    (
        Kind::Beside,
        &[
            "CGRP antagonist",
            "H2 receptor antagonist",
            "NMDA antagonist",
            "antiemetic",
            "constipation agent",
            "laxative / stool softener",
            "medical food",
            "stimulant / wakefulness",
            "supplement",
            "triptan",
            "vitamin",
        ],
    ),
    (Kind::Acupuncture, &["acupuncture"]),
    (Kind::Therapy, &["DME", "electrotherapy", "exercise", "manual therapy", "physical medicine"]),
    (Kind::Procedure, &["diagnostic", "electrodiagnostic", "imaging", "injection"]),
    (Kind::Behavioral, &["behavioral"]),
    (Kind::Surgery, &["surgery"]),
    (Kind::Service, &["services"]),
    (Kind::Other, &["botulinum toxin", "implant", "laboratory", "rehabilitation"]),
];

/// Classes of the catalogue that share topics with one of these.
const KIN: [(&str, &str); 8] = [
    ("NSAID (COX-2)", "NSAID"),
    ("SNRI antidepressant", "antidepressant"),
    ("SSRI antidepressant", "antidepressant"),
    ("antidepressant (NDRI)", "antidepressant"),
    ("antidepressant (sedating)", "antidepressant"),
    ("antispasticity agent", "muscle relaxant"),
    ("physical medicine (postsurgical)", "physical medicine"),
    ("tricyclic antidepressant", "antidepressant"),
];

/// Drugs that no cream or patch holds, and after which none is tried.
const NEVER_TOPICAL: [&str; 4] =
    ["atypical antipsychotic", "barbiturate-containing analgesic", "benzodiazepine", "proton pump inhibitor"];

/// What is done to one part of the body whatever the patient takes.
const IN_ONE_PLACE: [&str; 6] =
    ["electrodiagnostic", "electrotherapy", "exercise", "imaging", "manual therapy", "physical medicine"];

/// Classes of drugs that are given against the effects of others, each with the class of those.
const GIVEN_AGAINST: [(&str, &str); 8] = [
    ("H2 receptor", "NSAID"),
    ("antiemetic", "opioid"),
    ("constipation", "opioid"),
    ("laxative", "opioid"),
    ("opioid antagonist", "opioid"),
    ("prostaglandin", "NSAID"),
    ("proton pump", "NSAID"),
    ("stimulant", "opioid"),
];

/// Whether one treatment is given against the effects of another, by what may be asked of the class of each.
pub(super) fn is_given_against(is_one: impl Fn(&str) -> bool, is_other: impl Fn(&str) -> bool) -> bool {
    GIVEN_AGAINST.iter().any(|(class, other)| is_one(class) && is_other(other))
}

impl Care {
    /// The field of a class of the catalogue.
    pub(super) fn of_class(class: &str) -> Option<Care> {
        let class = KIN.iter().find(|(kin, _)| *kin == class).map_or(class, |(_, class)| *class);
        ALL.iter().find_map(|(kind, classes)| {
            let class = classes.iter().find(|known| **known == class)?;
            Some(Care { class, kind: *kind })
        })
    }

    /// Whether it is creams and patches.
    pub(super) fn is_topical(self) -> bool {
        self.kind == Kind::Topical
    }

    /// Whether it is help at home and on the way.
    pub(super) fn is_service(self) -> bool {
        self.kind == Kind::Service
    }

    /// Whether it is a class of drugs that has topics of its own.
    pub(super) fn is_drug(self) -> bool {
        self.kind == Kind::Drug
    }

    /// Whether a class of the catalogue is of drugs.
    pub(super) fn is_drug_class(class: &str) -> bool {
        use Kind::{Beside, Drug, Hypnotic, Topical};
        Care::of_class(class).is_some_and(|care| matches!(care.kind, Drug | Hypnotic | Topical | Beside))
    }

    /// Whether both are care of the same kind, so that one may be compared with the other.
    pub(super) fn is_like(self, other: Care) -> bool {
        self.kind == other.kind
    }

    /// Whether what a guideline says of another field is surely no standard for this one. A treatment may rest on what is
    /// said of one that goes before it or together with it.
    pub(super) fn is_apart_from(self, other: Care) -> bool {
        use Kind::{
            Acupuncture, Behavioral, Beside, Drug, Hypnotic, Other, Procedure, Service, Surgery, Therapy, Topical,
        };
        let is = |class: &str| self.class == class;
        let is_other = |class: &str| other.class == class;
        match (self.kind, other.kind) {
            (Drug, Drug) => self.class != other.class,
            (Topical, Drug) => NEVER_TOPICAL.contains(&other.class),
            // Opioids are a reason for much that is no drug, but not for what is done to one part of the body.
            (Acupuncture, Drug) => true,
            (Therapy | Procedure | Behavioral | Service | Surgery, Drug) => {
                !is("diagnostic") && (!is_other("opioid") || IN_ONE_PLACE.contains(&self.class))
            }
            (Drug, Procedure) => !(is("NSAID") && is_other("injection")),
            (Drug | Hypnotic | Topical | Beside, Acupuncture | Therapy) | (Hypnotic | Topical | Beside, Procedure) => {
                true
            }
            (Beside, Drug) => !["NSAID", "opioid", "proton pump inhibitor"].contains(&other.class),
            (Drug | Hypnotic | Beside | Acupuncture | Therapy | Behavioral, Topical) => true,
            (Acupuncture, Therapy) => !is_other("electrotherapy"),
            (Therapy, Acupuncture) => !is("electrotherapy"),
            (Acupuncture, Procedure | Behavioral) | (Procedure | Behavioral | Surgery, Acupuncture) => true,
            (Therapy, Therapy) => (is("electrotherapy") || is("DME")) && is_other("manual therapy"),
            (Therapy, Procedure) => !(is("physical medicine") && is_other("injection")),
            (Procedure, Therapy) => !is("diagnostic") && !is_other("physical medicine"),
            (Therapy, Behavioral) => !is("exercise") && !is("physical medicine"),
            (Behavioral, Therapy) => !is_other("exercise") && !is_other("physical medicine"),
            (Procedure, Behavioral) => !is("diagnostic"),
            (Behavioral, Procedure) => !is_other("diagnostic"),
            (Surgery, Therapy) => !is_other("physical medicine"),
            (Drug | Hypnotic | Topical | Beside, Other) => {
                is_other("botulinum toxin") && !is("muscle relaxant") || is_other("implant") && !is("opioid")
            }
            (Drug | Hypnotic | Topical, Surgery) => !is("opioid") && !is("NSAID"),
            (Other | Service, Acupuncture) => true,
            (Service, Therapy) => is_other("electrotherapy") || is_other("manual therapy"),
            (Drug | Hypnotic | Topical | Beside | Acupuncture | Procedure, Service) => true,
            (Other, Therapy) => !is("rehabilitation"),
            (Other, Drug) => is("implant") && !is_other("opioid"),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidelines::Catalogue;

    fn care(class: &str) -> Care {
        Care::of_class(class).unwrap_or_else(|| panic!("{class} is no field"))
    }

    #[test]
    fn the_catalogue_has_these_classes() {
        let catalogue = Catalogue::shipped();
        let has = |class: &str| catalogue.treatments().any(|(_, treatment)| treatment.class.as_deref() == Some(class));
        for class in ALL.iter().flat_map(|(_, classes)| *classes).chain(KIN.iter().map(|(kin, _)| kin)) {
            assert!(has(class), "{class}");
        }
    }

    #[test]
    fn fields_that_are_apart() {
        for (one, other) in [
            ("opioid", "benzodiazepine"),
            ("topical analgesic", "benzodiazepine"),
            ("acupuncture", "injection"),
            ("surgery", "DME"),
            ("sedative-hypnotic", "diagnostic"),
            ("opioid", "physical medicine"),
            ("imaging", "muscle relaxant"),
            ("laboratory", "acupuncture"),
            ("services", "manual therapy"),
            ("imaging", "services"),
            ("implant", "muscle relaxant"),
            ("laxative / stool softener", "muscle relaxant"),
            ("anti-epilepsy drug", "topical analgesic"),
            ("services", "muscle relaxant"),
            ("tricyclic antidepressant", "botulinum toxin"),
            ("acupuncture", "opioid"),
            ("manual therapy", "opioid"),
            ("medical food", "benzodiazepine"),
            ("anti-epilepsy drug", "surgery"),
            ("services", "acupuncture"),
            ("NMDA antagonist", "benzodiazepine"),
        ] {
            assert!(care(one).is_apart_from(care(other)), "{one} and {other}");
        }
    }

    #[test]
    fn fields_that_share_their_grounds() {
        for (one, other) in [
            ("opioid", "opioid"),
            ("tricyclic antidepressant", "SNRI antidepressant"),
            ("topical analgesic", "anti-epilepsy drug"),
            ("sedative-hypnotic", "benzodiazepine"),
            ("sedative-hypnotic", "behavioral"),
            ("imaging", "injection"),
            ("physical medicine", "exercise"),
            ("physical medicine", "injection"),
            ("electrotherapy", "acupuncture"),
            ("surgery", "physical medicine (postsurgical)"),
            ("surgery", "imaging"),
            ("DME", "opioid"),
            ("laboratory", "opioid"),
            ("laxative / stool softener", "opioid"),
            ("H2 receptor antagonist", "NSAID"),
            ("rehabilitation", "physical medicine"),
            ("services", "opioid"),
            ("services", "injection"),
            ("muscle relaxant", "botulinum toxin"),
            ("opioid", "implant"),
            ("behavioral", "opioid"),
            ("NSAID", "surgery"),
        ] {
            assert!(!care(one).is_apart_from(care(other)), "{one} and {other}");
        }
    }
}
