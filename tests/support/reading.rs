//! What a human reads in a letter, and what the program reads in it, in one form.

use super::one_line;
use imr_ls::analysis::{Finding, Severity, Snapshot, Stage};
use imr_ls::layouts::FieldKind;
use imr_ls::layouts::decision::Verdict;
use imr_ls::model::citation::{Citation, Source};
use imr_ls::model::conclusion::Necessity;
use imr_ls::model::{Item, PartKind};
use imr_ls::text::Text;
use serde::Deserialize;
use std::ops::Range;

/// What a human reads in a letter, as the file beside it says.
#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    pub layout: String,
    pub sections: Vec<String>,
    pub findings: Vec<String>,
    #[serde(default, rename = "item")]
    pub items: Vec<ItemReading>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct ItemReading {
    pub request: String,
    pub decision: String,
    pub conclusion: String,
    pub rationale_start: String,
    pub rationale_end: String,
    #[serde(default)]
    pub claims_administrator: Vec<CitationReading>,
    #[serde(default)]
    pub maximus: Vec<CitationReading>,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct CitationReading {
    pub source: String,
    pub guideline: Option<String>,
    pub chapter: Option<String>,
    pub topic: Option<String>,
    pub section: Option<String>,
    pub pages: Vec<String>,
    pub text: Option<String>,
}

/// Reads at places that count from an offset.
pub struct Reader<'a> {
    pub text: &'a str,
    pub offset: usize,
}

impl Reader<'_> {
    fn at(&self, range: &Range<usize>) -> String {
        one_line(&self.text[range.start + self.offset..range.end + self.offset])
    }

    pub fn citation(&self, citation: &Citation) -> CitationReading {
        let words = |range: &Option<Range<usize>>| range.as_ref().map(|range| self.at(range));
        let source = match citation.source {
            Source::Mtus => "MTUS",
            Source::NonMtus => "Non-MTUS",
            Source::None => "none",
        };
        CitationReading {
            source: source.to_owned(),
            guideline: words(&citation.guideline),
            chapter: words(&citation.chapter),
            topic: words(&citation.topic),
            section: words(&citation.section),
            pages: citation.pages.iter().map(|page| self.at(&page.span).replace(' ', "")).collect(),
            text: words(&citation.text),
        }
    }

    /// The citations of all fields of a kind. Where a lead introduces a citation it says nothing more, and the reading
    /// of a letter, which tells what is cited, leaves it out. The grammar reads it as an entry of its own all the
    /// same, as the table of citations has it: its words have a place.
    fn citations(&self, item: &Item, kind: FieldKind) -> Vec<CitationReading> {
        let fields = item.fields.iter().filter(|field| field.kind == kind);
        let mut read: Vec<_> =
            fields.flat_map(|field| &field.citations).map(|citation| self.citation(citation)).collect();
        let last = read.pop();
        read.retain(|citation| citation.source != "none");
        read.extend(last);
        read
    }

    fn item(&self, item: &Item) -> ItemReading {
        let decision = match &item.heading {
            None => "undecided".to_owned(),
            Some(heading) => match heading.verdict {
                Verdict::Upheld => "Upheld".to_owned(),
                Verdict::Overturned => "Overturned".to_owned(),
                Verdict::Undecided => "undecided".to_owned(),
                Verdict::Unknown => format!("unknown: {}", self.at(&heading.words)),
            },
        };
        let rationale = item.field(FieldKind::Rationale).and_then(|field| field.content.clone());
        ItemReading {
            request: item.heading.as_ref().map(|heading| self.at(&heading.request)).unwrap_or_default(),
            decision,
            conclusion: match item.conclusion().map(|conclusion| conclusion.necessity) {
                None => "none",
                Some(Necessity::Necessary) => "necessary",
                Some(Necessity::NotNecessary) => "not necessary",
            }
            .to_owned(),
            rationale_start: rationale.as_ref().map(|range| self.at(range)).unwrap_or_default(),
            rationale_end: rationale.as_ref().map(|range| self.at(range)).unwrap_or_default(),
            claims_administrator: self.citations(item, FieldKind::ClaimsAdministrator),
            maximus: self.citations(item, FieldKind::Maximus),
        }
    }
}

/// Whether readings leave a finding out: what only tells something about a citation or a rationale, of which finished
/// letters have some, and a garbled conclusion, which one of the letters really has.
pub fn is_left_out(finding: &Finding) -> bool {
    let is_note = finding.rule.code >= "IMR3" && finding.severity == Severity::Information;
    is_note || finding.rule.code == "IMR216"
}

/// What the program reads.
pub fn read(text: &str) -> Reading {
    let snapshot = Snapshot::new(Text::from(text));
    let letter = snapshot.letter();
    let sections = letter.parts().iter().filter_map(|part| match &part.kind {
        PartKind::Section(section) if section.heading.is_some() => Some(section.kind.name().to_owned()),
        _ => None,
    });
    Reading {
        layout: letter.layout().name().to_owned(),
        sections: sections.collect(),
        findings: snapshot
            .findings(Stage::Final, None)
            .list
            .iter()
            .filter(|finding| !is_left_out(finding))
            .map(|finding| finding.rule.code.to_owned())
            .collect(),
        items: letter.items().map(|(offset, item)| Reader { text, offset }.item(item)).collect(),
    }
}

/// Readings give only the first and last words of a rationale.
pub fn shorten(read: &mut Reading, expected: &Reading) {
    for (item, expected) in read.items.iter_mut().zip(&expected.items) {
        if item.rationale_start.starts_with(&expected.rationale_start) && !expected.rationale_start.is_empty() {
            item.rationale_start = expected.rationale_start.clone();
        }
        if item.rationale_end.ends_with(&expected.rationale_end) && !expected.rationale_end.is_empty() {
            item.rationale_end = expected.rationale_end.clone();
        }
    }
}
