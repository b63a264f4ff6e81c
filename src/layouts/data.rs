//! The layouts themselves.

use super::{Anchor, FieldKind, ItemForm, Layout, LayoutId, Meaning, SectionForm, SectionKind, Shape, phrase};
use jiff::civil::date;
use std::ops::RangeInclusive;

const HOW_MADE: SectionForm = SectionForm {
    kind: SectionKind::HowMade,
    headings: &["HOW THE IMR FINAL DETERMINATION WAS MADE"],
    lead_in: "MAXIMUS Federal Services sent the complete case file to an expert reviewer.",
};

const CASE_SUMMARY: SectionForm = SectionForm {
    kind: SectionKind::CaseSummary,
    headings: &["CLINICAL CASE SUMMARY"],
    lead_in: "The expert reviewer developed the following clinical case summary based on a review of the \
              case file, including all medical records:",
};

const ISSUES: SectionForm = SectionForm {
    kind: SectionKind::Issues,
    headings: &["IMR ISSUES, DECISIONS AND RATIONALES", "IMR ISSUES, DECISIONS & RATIONALES"],
    lead_in: "The Final Determination was based on decisions for the disputed items/services set forth below:",
};

const fn headed(kind: SectionKind, headings: &'static [&'static str]) -> SectionForm {
    SectionForm { kind, headings, lead_in: "" }
}

/// The labels of the reviewer's credentials, with their colons.
pub const CREDENTIALS: [&str; 3] =
    ["The Expert Reviewer has the following credentials:", "State(s) of Licensure:", "Certification(s)/Specialty:"];

/// All layouts, oldest first.
pub static LAYOUTS: [Layout; 6] = [
    Layout {
        id: LayoutId::Notice2013,
        name: "notice-2013",
        sections: &[
            headed(SectionKind::Title, &["Notice of Independent Medical Review Determination"]),
            headed(SectionKind::Issues, &["INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE"]),
            headed(SectionKind::Qualifications, &["Medical Qualifications of the Expert Reviewer:"]),
            headed(SectionKind::CaseSummary, &["Case Summary:"]),
            headed(SectionKind::Documents, &["Documents Reviewed for Determination:"]),
        ],
        items: ItemForm::Told,
        labels: &NOTICE_LABELS,
        marks: &["Dated:"],
        written: None,
    },
    Layout {
        id: LayoutId::Letter2013,
        name: "letter-2013",
        sections: &[
            HOW_MADE,
            headed(SectionKind::Documents, &["DOCUMENTS REVIEWED"]),
            CASE_SUMMARY,
            SectionForm { headings: &["IMR DECISION(S) AND RATIONALE(S)", "IMR DECISIONS AND RATIONALES"], ..ISSUES },
        ],
        items: ItemForm::Told,
        labels: &LETTER_2013_LABELS,
        marks: &["MAXIMUS FEDERAL SERVICES, INC.", "UR Denial Date:"],
        written: None,
    },
    Layout {
        id: LayoutId::Letter2014,
        name: "letter-2014",
        sections: &[HOW_MADE, CASE_SUMMARY, ISSUES],
        items: ItemForm::Labelled,
        labels: &LABELS,
        marks: &[],
        written: Some(RangeInclusive::new(date(2014, 3, 1), date(2014, 12, 31))),
    },
    Layout {
        id: LayoutId::Letter2015,
        name: "letter-2015",
        sections: &[HOW_MADE, CASE_SUMMARY, ISSUES],
        items: ItemForm::Labelled,
        labels: &LABELS,
        marks: &[CREDENTIALS[0], CREDENTIALS[1], CREDENTIALS[2], "Case Number:", "Date Assigned:", "UR Denial Date:"],
        written: Some(RangeInclusive::new(date(2015, 1, 1), date(2015, 12, 31))),
    },
    Layout {
        id: LayoutId::Letter2016,
        name: "letter-2016",
        sections: &[HOW_MADE, CASE_SUMMARY, ISSUES],
        items: ItemForm::Labelled,
        labels: &LABELS,
        marks: &[CREDENTIALS[0], CREDENTIALS[1], CREDENTIALS[2], "Case Number:", "Date Assigned:", "UR Denial Date:"],
        written: None,
    },
    Layout {
        id: LayoutId::ProfessionalReview,
        name: "professional-review",
        sections: &[
            headed(SectionKind::Title, &["MEDICAL PROFESSIONAL REVIEW"]),
            headed(SectionKind::Dispute, &["ISSUE AT DISPUTE:"]),
            headed(SectionKind::CaseSummary, &["CASE SUMMARY:"]),
            headed(SectionKind::Documents, &["DOCUMENTS REVIEWED FOR DETERMINATION:"]),
            headed(
                SectionKind::ReliedUpon,
                &["MEDICAL TREATMENT GUIDELINE(S) RELIED UPON BY PROFESSIONAL REVIEWER AND WHY:"],
            ),
            headed(
                SectionKind::Reasons,
                &[
                    "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS NOT MEDICALLY NECESSARY:",
                    "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE WAS NOT MEDICALLY NECESSARY:",
                    "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS/WAS NOT MEDICALLY NECESSARY:",
                    "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE IS MEDICALLY NECESSARY:",
                    "RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE WAS MEDICALLY NECESSARY:",
                ],
            ),
            headed(SectionKind::Qualifications, &["MEDICAL REVIEWER QUALIFICATIONS:"]),
        ],
        items: ItemForm::Told,
        labels: &[],
        marks: &[],
        written: None,
    },
];

/// Spellings of the fields' labels, without the colon.
const LABELS: [(FieldKind, &[&str]); 3] = [
    (
        FieldKind::ClaimsAdministrator,
        &[
            "Claims Administrator guideline",
            "Claims Administrator guidelines",
            "Claims Administrator guideline(s)",
            "Claims Administrator's guideline",
            "Claims Administrator's guidelines",
        ],
    ),
    (
        FieldKind::Maximus,
        &[
            "MAXIMUS guideline",
            "MAXIMUS guidelines",
            "MAXIMUS guideline(s)",
            "MAXIMUS' guideline",
            "MAXIMUS' guidelines",
        ],
    ),
    (FieldKind::Rationale, &["Decision rationale", "Decision rationales"]),
];

/// The words that open the fields of a letter of 2013, in the order of the fields, and the label of its rationale.
const LETTER_2013_LABELS: [(FieldKind, &[&str]); 3] = [
    (
        FieldKind::ClaimsAdministrator,
        &["The Claims Administrator based its decision on", "The Claims Administrator did not"],
    ),
    (
        FieldKind::Maximus,
        &[
            "The Physician Reviewer based his/her decision on",
            "The Physician Reviewer did not",
            "The Expert Reviewer based his/her decision on",
            "The Expert Reviewer did not",
        ],
    ),
    (
        FieldKind::Rationale,
        &["The Physician Reviewer's decision rationale:", "The Expert Reviewer's decision rationale:"],
    ),
];

/// The labels of a notice. The rationale has one of the short ones.
const NOTICE_LABELS: [(FieldKind, &[&str]); 1] = [(
    FieldKind::Maximus,
    &[
        "Section of the Medical Treatment Utilization Schedule Relied Upon by the Expert Reviewer to Make His/Her Decision:",
    ],
)];

/// Lines of the private cover page that may stand before a letter.
const COVER: [&str; 3] = ["Final Determination:", "Claim Number:", "Employee Name:"];

/// Shorter labels of the rationale, which are words of prose as well. No layout can be told from them.
const SHORT_LABELS: [&str; 3] = ["Rationale", "Rationale for decision", "Rationale for the decision"];

/// How many words of a lead-in are looked for: few enough to fit one line in narrow text.
const LEAD_IN_WORDS: usize = 6;

pub(super) fn union_of_anchors() -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for (index, layout) in LAYOUTS.iter().enumerate() {
        let bit = 1 << index;
        for section in layout.sections {
            for heading in section.headings {
                let shape = match heading.strip_suffix(':') {
                    Some(_) => Shape::LineStart,
                    None => Shape::WholeLine,
                };
                add(&mut anchors, Meaning::Heading(section.kind), heading, shape, bit);
            }
            if !section.lead_in.is_empty() {
                let opening = phrase::first_words(section.lead_in, LEAD_IN_WORDS);
                add(&mut anchors, Meaning::LeadIn(section.kind), opening, Shape::LineStart, bit);
            }
        }
        for mark in layout.marks {
            add(&mut anchors, Meaning::Mark, mark, Shape::LineStart, bit);
        }
        if layout.items == ItemForm::Labelled {
            for line in COVER {
                add(&mut anchors, Meaning::Cover, line, Shape::LineStart, bit);
            }
        }
        for (field, labels) in layout.labels {
            for label in *labels {
                let (phrase, shape) = match (layout.items, label.strip_suffix(':')) {
                    (ItemForm::Labelled, _) => (*label, Shape::Label),
                    (ItemForm::Told, Some(phrase)) => (phrase, Shape::ExpectedLabel),
                    (ItemForm::Told, None) => (*label, Shape::ExpectedOpening),
                };
                add(&mut anchors, Meaning::Field(*field), phrase, shape, bit);
            }
        }
    }
    for label in SHORT_LABELS {
        add(&mut anchors, Meaning::Field(FieldKind::Rationale), label, Shape::ExpectedLabel, u8::MAX);
    }
    anchors
}

fn add(anchors: &mut Vec<Anchor>, meaning: Meaning, phrase: &'static str, shape: Shape, layout: u8) {
    let known = anchors.iter_mut().find(|anchor| {
        anchor.meaning == meaning && anchor.shape == shape && anchor.phrase.eq_ignore_ascii_case(phrase)
    });
    match known {
        Some(anchor) => anchor.layouts |= layout,
        None => anchors.push(Anchor { meaning, layouts: layout, phrase, shape }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{anchor_at, anchors};
    use super::*;

    fn meaning(line: &str) -> Option<Meaning> {
        anchor_at(line).map(|(index, _)| anchors()[index].meaning)
    }

    #[test]
    fn every_heading_and_label_is_found() {
        for layout in &LAYOUTS {
            for section in layout.sections {
                for heading in section.headings {
                    assert_eq!(meaning(heading), Some(Meaning::Heading(section.kind)), "{heading}");
                }
                if !section.lead_in.is_empty() {
                    assert_eq!(meaning(section.lead_in), Some(Meaning::LeadIn(section.kind)));
                }
            }
        }
        for field in FieldKind::ALL {
            assert_eq!(meaning(field.label()), Some(Meaning::Field(field)));
        }
    }

    #[test]
    fn anchors_fit_one_set_of_bits() {
        assert!(anchors().len() <= 64, "{}", anchors().len());
    }

    #[test]
    fn prose_is_no_anchor() {
        for line in [
            "Maximus guideline use is discussed",
            "The expert reviewer notes",
            "Clinical case summary was reviewed",
            "Decision rationale was given",
        ] {
            assert_eq!(meaning(line), None, "{line}");
        }
    }
}
