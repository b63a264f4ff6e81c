//! The fixed wording of a letter from its first heading to its first disputed item.

use super::{FieldKind, LAYOUTS, LayoutId, SectionKind, phrase};
use std::sync::LazyLock;

/// What a letter tells of its reviewer. The name stays confidential: Labor Code 4610.6(f).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Specialties, as in `Family Practice`.
    pub specialties: Vec<String>,
    /// States of licensure.
    pub states: Vec<String>,
}

/// Stands where the reviewer has to fill in a specialty or a state.
const TO_FILL_IN: &str = "___";

const CASE_FILE: &str = "MAXIMUS Federal Services sent the complete case file to an expert reviewer. He/she has no \
                         affiliation with the employer, employee, providers or the claims administrator.";
const PRACTICE: &str = "He/she has been in active clinical practice for more than five years and is currently working \
                        at least 24 hours a week in active practice. The expert reviewer was selected based on \
                        his/her clinical experience, education, background, and expertise in the same or similar \
                        specialties that evaluate and/or treat the medical condition and disputed";
const LAWS: &str = "He/she is familiar with governing laws and regulations, including the strength of evidence \
                    hierarchy that applies to Independent Medical Review determinations.";

/// The paragraphs of a section that stand before anything the reviewer writes, its heading included; each
/// is one or more lines that follow each other without a gap. Empty for layouts whose wording nobody has.
pub fn opening(layout: LayoutId, section: SectionKind, profile: &Profile) -> Vec<Vec<String>> {
    let Some(form) = layout.form().filter(|_| layout.is_labelled()).and_then(|layout| layout.section(section)) else {
        return Vec::new();
    };
    let heading = form.headings[0].to_owned();
    match section {
        SectionKind::HowMade if layout == LayoutId::Letter2014 => {
            let licence = format!(
                "The expert reviewer is Board Certified in {} and is licensed to practice in {}.",
                listed(&profile.specialties),
                enumerated(&profile.states)
            );
            vec![vec![heading], vec![format!("{CASE_FILE} {licence} {PRACTICE} items/services. {LAWS}")]]
        }
        SectionKind::HowMade => vec![
            vec![heading],
            vec![format!("{CASE_FILE} {PRACTICE} items/Service. {LAWS}")],
            vec![
                "The Expert Reviewer has the following credentials:".to_owned(),
                format!("State(s) of Licensure: {}", listed(&profile.states)),
                format!("Certification(s)/Specialty: {}", listed(&profile.specialties)),
            ],
        ],
        _ => vec![vec![heading, form.lead_in.to_owned()]],
    }
}

/// A sentence that is the same in all letters of a layout.
#[derive(Debug, PartialEq, Eq)]
pub struct FixedSentence {
    /// What it says.
    pub words: String,
    /// What counts of it, as [`letters_of`] tells.
    pub letters: String,
}

/// The sentences of a section's fixed wording that are the same in all letters of a layout, in order. Empty for layouts whose
/// wording nobody has.
pub fn fixed_sentences(layout: LayoutId, section: SectionKind) -> &'static [FixedSentence] {
    static ALL: LazyLock<Vec<(LayoutId, SectionKind, Vec<FixedSentence>)>> = LazyLock::new(|| {
        let sections = LAYOUTS.iter().flat_map(|layout| layout.sections.iter().map(|form| (layout.id, form.kind)));
        sections.map(|(layout, section)| (layout, section, sentences_fixed_in(layout, section))).collect()
    });
    let of_section = ALL.iter().find(|(known, kind, _)| (*known, *kind) == (layout, section));
    of_section.map_or(&[], |(_, _, sentences)| sentences)
}

fn sentences_fixed_in(layout: LayoutId, section: SectionKind) -> Vec<FixedSentence> {
    let paragraphs = opening(layout, section, &Profile::default());
    let wording = paragraphs.first().into_iter().flat_map(|lines| lines.iter().skip(1));
    let wording = wording.chain(paragraphs.get(1).into_iter().flatten());
    let sentences = wording.flat_map(|line| line.split_inclusive(". ")).map(str::trim);
    let fixed = sentences.filter(|sentence| !sentence.contains(TO_FILL_IN));
    fixed.map(|words| FixedSentence { words: words.to_owned(), letters: letters_of(words) }).collect()
}

/// The letters and digits of a text in lower case. Both `items/services` and `items/Service` have been fixed wording.
pub fn letters_of(text: &str) -> String {
    let plain: String = text.chars().map(phrase::plain).filter(|char| char.is_alphanumeric()).collect();
    plain.replace("itemsservices", "itemsservice")
}

/// What a guideline line says instead of a citation, or before one from outside the schedule.
pub fn leads(field: FieldKind) -> &'static [&'static str] {
    match field {
        FieldKind::ClaimsAdministrator => &[
            "The Claims Administrator did not base their decision on the MTUS.",
            "The Claims Administrator did not cite any medical evidence for its decision.",
        ],
        FieldKind::Maximus => &[
            "The Expert Reviewer did not base their decision on the MTUS.",
            "The Expert Reviewer did not cite any medical evidence for its decision.",
        ],
        FieldKind::Rationale => &[],
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() { TO_FILL_IN.to_owned() } else { names.join(", ") }
}

/// `California`, `California and Texas`, `California, Nevada, and Texas`.
fn enumerated(names: &[String]) -> String {
    match names {
        [] => TO_FILL_IN.to_owned(),
        [name] => name.clone(),
        [first, second] => format!("{first} and {second}"),
        [others @ .., last] => format!("{}, and {last}", others.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(layout: LayoutId, section: SectionKind) -> String {
        let profile = Profile {
            specialties: vec!["Family Practice".into()],
            states: vec!["Arizona".into(), "California".into()],
        };
        opening(layout, section, &profile).concat().join(" ")
    }

    #[test]
    fn each_layout_tells_of_the_reviewer_in_its_own_way() {
        let of_2014 = text(LayoutId::Letter2014, SectionKind::HowMade);
        assert!(of_2014.contains("Board Certified in Family Practice and is licensed to practice in Arizona and"));
        assert!(of_2014.contains("disputed items/services. He/she is familiar"));
        let of_2015 = text(LayoutId::Letter2015, SectionKind::HowMade);
        assert!(
            of_2015.ends_with("State(s) of Licensure: Arizona, California Certification(s)/Specialty: Family Practice")
        );
        assert!(of_2015.contains("disputed items/Service. He/she is familiar"));
        assert!(opening(LayoutId::Notice2013, SectionKind::HowMade, &Profile::default()).is_empty());
    }

    #[test]
    fn what_varies_is_not_fixed() {
        let of_2014 = fixed_sentences(LayoutId::Letter2014, SectionKind::HowMade);
        assert_eq!(of_2014.len(), 5);
        assert_eq!(of_2014[0].words, "MAXIMUS Federal Services sent the complete case file to an expert reviewer.");
        assert_eq!(of_2014[4].words, LAWS);
        assert_eq!(fixed_sentences(LayoutId::Letter2015, SectionKind::HowMade).len(), 5);
        let lead_in = "The Final Determination was based on decisions for the disputed items/services set forth below:";
        assert_eq!(fixed_sentences(LayoutId::Letter2015, SectionKind::Issues)[0].words, lead_in);
        assert!(fixed_sentences(LayoutId::Notice2013, SectionKind::CaseSummary).is_empty());
    }

    #[test]
    fn what_nobody_filled_in_stays_to_be_filled_in() {
        let lines = opening(LayoutId::Letter2015, SectionKind::HowMade, &Profile::default()).concat();
        assert_eq!(lines[3..], ["State(s) of Licensure: ___", "Certification(s)/Specialty: ___"]);
    }
}
