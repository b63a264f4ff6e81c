//! What is said of citations, against what a human with the catalogue at hand would say. Every row stands in a whole
//! letter, as text out of a PDF and as typed by hand.
#![allow(clippy::print_stdout, reason = "the outcome for each rule is worth seeing")]

use crate::support;
use imr_ls::analysis::{Finding, Severity, Snapshot, Stage};
use imr_ls::layouts::FieldKind;
use imr_ls::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    heading: String,
    claims_administrator: String,
    maximus: String,
    rationale: String,
    date: Option<String>,
    findings: Vec<Expected>,
    #[serde(default)]
    either: Vec<Expected>,
    #[serde(default, rename = "note")]
    _note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    code: String,
    on: String,
    words: String,
    severity: String,
}

/// How often a rule spoke as it should.
#[derive(Default)]
struct Outcome {
    expected: usize,
    met: usize,
    allowed: usize,
    unexpected: usize,
}

impl Expected {
    fn is_met_by(&self, finding: &Finding, text: &str) -> bool {
        let kind = match self.on.as_str() {
            "maximus" => FieldKind::Maximus,
            "claims_administrator" => FieldKind::ClaimsAdministrator,
            other => panic!("there is no line {other}"),
        };
        let severity = match finding.severity {
            Severity::Information => "information",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        finding.rule.code == self.code && severity == self.severity && self.holds(finding, kind, text)
    }

    /// Whether a finding lies within the words on the line, wherever the line wraps.
    fn holds(&self, finding: &Finding, kind: FieldKind, text: &str) -> bool {
        let line = text.find(kind.label()).expect("the letter has this line") + kind.label().len();
        let letters = |text: &str| text.split_whitespace().collect::<String>();
        let Some(start) = letters(&text[line..]).find(&letters(&self.words)) else { return false };
        let end = start + letters(&self.words).len();
        let at = |offset: usize| text[..offset].get(line..).map(|before| letters(before).len());
        let (Some(from), Some(to)) = (at(finding.range.start), at(finding.range.end)) else { return false };
        start <= from && from < to && to <= end
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {} on {} at {:?}", self.severity, self.code, self.on, self.words)
    }
}

/// An item with nothing to say about, which cites by page as letters of 2015 do.
const OTHER_ITEM: &str = "Unknown medication:  Upheld";

/// A letter as text out of a PDF: lines that end in a space and stand apart, paragraphs with a line of one space between.
fn letter(row: &Row) -> String {
    let denied = row.date.as_ref().map(|date| format!(" A UR decision dated {date} denied the request."));
    let summary = format!("The injured worker has had pain for years.{}", denied.unwrap_or_default());
    let paragraphs = [
        "HOW THE IMR FINAL DETERMINATION WAS MADE",
        "MAXIMUS Federal Services sent the complete case file to an expert reviewer. He/she has no affiliation with the \
         employer, employee, providers or the claims administrator.",
        "The Expert Reviewer has the following credentials:",
        "State(s) of Licensure: California",
        "Certification(s)/Specialty: Family Practice",
        "CLINICAL CASE SUMMARY",
        "The expert reviewer developed the following clinical case summary based on a review of the case file, including \
         all medical records:",
        &summary,
        "IMR ISSUES, DECISIONS AND RATIONALES",
        "The Final Determination was based on decisions for the disputed items/services set forth below:",
        &row.heading,
        &format!("Claims Administrator guideline: {}", row.claims_administrator),
        &format!("MAXIMUS guideline: {}", row.maximus),
        &format!("Decision rationale: {}", row.rationale),
        OTHER_ITEM,
        "Claims Administrator guideline: Decision based on Non-MTUS Citation Journal, page 24.",
        "MAXIMUS guideline: Decision based on Non-MTUS Citation Journal, page 24.",
        "Decision rationale: The request is not medically necessary.",
    ];
    let mut text = String::new();
    paragraphs.iter().for_each(|paragraph| support::print(paragraph, &mut text));
    text
}

/// Judges one letter of a row; tells what is wrong.
fn judge(row: &Row, text: &str, outcomes: &mut BTreeMap<String, Outcome>) -> String {
    let mut findings = Snapshot::new(Text::from(text)).findings(Stage::Final, None).list;
    findings.retain(|finding| ("IMR301"..="IMR311").contains(&finding.rule.code));
    let mut wrong = String::new();
    for expected in &row.findings {
        let outcome = outcomes.entry(expected.code.clone()).or_default();
        outcome.expected += 1;
        match findings.iter().position(|finding| expected.is_met_by(finding, text)) {
            Some(at) => {
                findings.remove(at);
                outcome.met += 1;
            }
            None => wrong += &format!("  missing {expected}\n"),
        }
    }
    for either in &row.either {
        if let Some(at) = findings.iter().position(|finding| either.is_met_by(finding, text)) {
            let code = findings.remove(at).rule.code;
            outcomes.entry(code.to_owned()).or_default().allowed += 1;
        }
    }
    for finding in findings {
        outcomes.entry(finding.rule.code.to_owned()).or_default().unexpected += 1;
        let words = support::one_line(&text[finding.range.clone()]);
        wrong += &format!("  found {:?} {} at {words:?}: {}\n", finding.severity, finding.rule.code, finding.message);
    }
    wrong
}

#[test]
fn citations_are_judged_as_a_human_judges_them() {
    let table: Table = support::read_toml(Path::new("tests/tables/rules3.toml"));
    let (mut wrong, mut outcomes) = (String::new(), BTreeMap::new());
    for row in &table.row {
        let printed = letter(row);
        let typed = support::dialects::all(&printed).into_iter().filter(|(dialect, _)| *dialect == "hand-typed");
        for (dialect, text) in typed.chain([("PDF", printed.clone())]) {
            let told = judge(row, &text, &mut outcomes);
            if !told.is_empty() {
                wrong += &format!("{dialect}: {} | {}\n{told}", row.heading, row.maximus);
            }
        }
    }
    println!("rule     expected   met   allowed   unexpected");
    for (code, outcome) in &outcomes {
        let Outcome { expected, met, allowed, unexpected } = outcome;
        println!("{code}   {expected:8} {met:5} {allowed:9} {unexpected:12}");
    }
    assert!(table.row.len() >= 200, "only {} rows", table.row.len());
    assert!(wrong.is_empty(), "{wrong}");
}
