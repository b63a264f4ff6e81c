//! The cite-check report: what is decided, what is cited and how surely, and what is found, to be read beside the letter.

mod html;
mod markdown;
mod overview;

pub use html::{html, html_overview};
pub use markdown::{markdown, markdown_overview};
pub use overview::{CheckedLetter, Overview};

use super::ledger::LedgerLine;
use crate::analysis::{Cited, Snapshot, Stage};
use crate::guidelines::{PageFit, Status};
use crate::model::citation::Source;
use crate::model::{DaysOrigin, Item, shifted};
use crate::text::position::Encoding;
use crate::text::spaces::one_line;
use serde::Serialize;

/// All that a report tells of one letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// How the letter is called.
    pub name: String,
    /// Its layout.
    pub layout: &'static str,
    /// The days whose guideline editions count, and how they are known.
    pub governing_days: Option<String>,
    /// How many items are decided.
    pub decided: usize,
    /// How many items lack nothing.
    pub complete: usize,
    /// Whether the letter may be sent.
    pub is_ready: bool,
    /// The disputed items.
    pub items: Vec<ReportedItem>,
    /// What is found in the letter as it would be sent.
    pub findings: Vec<ReportedFinding>,
}

/// A disputed item: a line of the decision ledger, and its citations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportedItem {
    /// Its number in the letter, from one.
    pub number: usize,
    /// What is decided, and on what.
    #[serde(flatten)]
    pub line: LedgerLine,
    /// What both sides cite.
    pub citations: Vec<ReportedCitation>,
}

/// A citation, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportedCitation {
    /// Who cites: `claims administrator` or `reviewer`.
    pub by: &'static str,
    /// Its words.
    pub words: String,
    /// What it means, as far as that is known.
    pub meaning: Option<String>,
    /// How far it can be relied on.
    pub standing: &'static str,
}

/// A finding with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportedFinding {
    /// The code of the rule.
    pub code: &'static str,
    /// The name of the rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: &'static str,
    /// The line, from one.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The report about a letter with this name; `None` for a text that is no letter.
pub fn report(snapshot: &Snapshot, name: &str) -> Option<Report> {
    if !snapshot.is_letter() {
        return None;
    }
    let readiness = snapshot.readiness();
    let items = snapshot.letter().items().enumerate();
    Some(Report {
        name: name.to_owned(),
        layout: snapshot.layout().name(),
        governing_days: governing_days(snapshot),
        decided: readiness.decided,
        complete: readiness.complete,
        is_ready: readiness.is_ready,
        items: items.map(|(index, (offset, item))| reported_item(snapshot, index + 1, offset, item)).collect(),
        findings: findings(snapshot),
    })
}

/// What is found in a letter as it would be sent.
fn findings(snapshot: &Snapshot) -> Vec<ReportedFinding> {
    let found = snapshot.findings(Stage::Final, None).list.into_iter().map(|finding| ReportedFinding {
        code: finding.rule.code,
        rule: finding.rule.name,
        severity: finding.severity.word(),
        line: snapshot.text().position(finding.range.start, Encoding::Utf8).line + 1,
        message: finding.message,
    });
    found.collect()
}

fn governing_days(snapshot: &Snapshot) -> Option<String> {
    let governing = snapshot.governing_days()?;
    let (first, last) = (governing.days.start(), governing.days.end());
    let days = if first == last { first.to_string() } else { format!("{first} to {last}") };
    let known = match governing.origin {
        DaysOrigin::Front => "from the front of the letter",
        DaysOrigin::Settings => "from the settings of the office",
        DaysOrigin::CaseSummary => "from the case summary",
        DaysOrigin::Layout => "from the layout alone",
    };
    Some(format!("{days} ({known})"))
}

fn reported_item(snapshot: &Snapshot, number: usize, offset: usize, item: &Item) -> ReportedItem {
    let cited = snapshot.cited(offset, item).citations;
    let words = |cited: &Cited<'_>| one_line(&snapshot.text().slice(shifted(&cited.citation.span, offset)));
    ReportedItem {
        number,
        line: LedgerLine::of(snapshot, offset, item),
        citations: cited.iter().map(|cited| reported_citation(snapshot, cited, words(cited))).collect(),
    }
}

fn reported_citation(snapshot: &Snapshot, cited: &Cited<'_>, words: String) -> ReportedCitation {
    let catalogue = snapshot.catalogue();
    let resolution = &cited.resolution;
    let guideline = resolution.guideline.map(|id| catalogue.guideline(id).name.clone());
    let titles = resolution.topics.iter().map(|named| catalogue.topic(named.topic).title().to_owned());
    let mut meant: Vec<String> = guideline.into_iter().chain(titles).collect();
    meant.dedup();
    if resolution.topics.is_empty() && !resolution.by_pages.is_empty() {
        let titles: Vec<&str> = resolution.by_pages.iter().map(|id| catalogue.topic(*id).title()).collect();
        meant.push(format!("perhaps {}", titles.join(" or ")));
    }
    ReportedCitation {
        by: if cited.is_own { "reviewer" } else { "claims administrator" },
        words,
        meaning: (!meant.is_empty()).then(|| meant.join(": ")),
        standing: standing(snapshot, cited),
    }
}

fn standing(snapshot: &Snapshot, cited: &Cited<'_>) -> &'static str {
    let catalogue = snapshot.catalogue();
    let resolution = &cited.resolution;
    let mut pages = resolution.topics.iter().filter_map(|named| catalogue.topic(named.topic).pages());
    match resolution.page_fit {
        _ if cited.citation.source == Source::None => "cites nothing",
        Some(PageFit::Inside) if pages.all(|pages| pages.status == Status::Confirmed) => "pages verified",
        Some(PageFit::Inside) => "pages fit, unverified",
        Some(PageFit::Outside) => "pages outside of the topic",
        Some(PageFit::Unknown) => "pages not known here",
        None if !resolution.unresolved.is_empty() => "topic not known here",
        None if !resolution.topics.is_empty() => "topic known",
        None if !resolution.by_pages.is_empty() => "pages without their topic",
        None if resolution.guideline.is_some() => "guideline known",
        None => "not known here",
    }
}

impl Report {
    /// The readiness in words.
    fn readiness(&self) -> String {
        let (decided, all) = (self.decided, self.items.len());
        let ready = if self.is_ready { "ready to be sent" } else { "not ready to be sent" };
        format!("{decided} of {all} items decided, {} complete; {ready}", self.complete)
    }
}
