//! What is to be said of whole letters, by a table of small ones.
#![allow(clippy::print_stdout, reason = "the outcome for each rule is worth seeing")]

use crate::support;
use imr_ls::analysis::rules::{NAMES, RULES};
use imr_ls::analysis::{Finding, Snapshot, Stage, Standards};
use imr_ls::guidelines::Catalogue;
use imr_ls::settings::{Selector, Settings};
use imr_ls::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::{self, Write};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    summary: Option<String>,
    items: Vec<ItemOfRow>,
    header: Option<String>,
    findings: Vec<Expected>,
    #[serde(default)]
    either: Vec<Expected>,
}

#[derive(Deserialize)]
struct ItemOfRow {
    heading: String,
    claims_administrator: Option<String>,
    maximus: Option<String>,
    rationale: String,
}

#[derive(Deserialize)]
struct Expected {
    code: String,
    severity: Option<String>,
    item: Option<usize>,
    words: Option<String>,
    #[serde(default)]
    anywhere: bool,
}

/// A letter of a row, and where each of its items stands.
struct Letter {
    text: String,
    items: Vec<Range<usize>>,
}

#[derive(Default)]
struct Outcome {
    expected: usize,
    met: usize,
    allowed: usize,
    unexpected: usize,
}

/// The codes that the table judges, of those there are.
fn is_judged(code: &str) -> bool {
    let number: u32 = code.trim_start_matches("IMR").parse().expect("a code");
    let judged = matches!(number, 216 | 218 | 219 | 312 | 313 | 402..=416 | 501 | 502 | 504..=507 | 601 | 602);
    judged && RULES.iter().any(|rule| rule.code == code)
}

/// What a human finds and the rules do not, by the code and the heading of the last item: nothing that they say is wrong.
const NOT_MET: [(&str, &str, &str); 4] = [
    ("IMR218", "Sleep apnea oral appliance:  Upheld", "what follows the semicolon might be another ground"),
    ("IMR402", "TENS unit purchase:  Upheld", "its opening names the other treatment, its conclusion none"),
    ("IMR404", "Norco 10/325mg #90:  Upheld", "a paragraph ends between the mark and the number"),
    ("IMR406", "Left knee MRI:  Upheld", "a paragraph ends between the side and the part"),
];

const SUMMARY: &str = "The injury happened at work. Care continues for chronic pain.";
const CITATION: &str = "Decision based on MTUS Chronic Pain Treatment Guidelines.";

impl Row {
    fn is_not_met_yet(&self, expected: &Expected) -> bool {
        let heading = self.items.last().map(|item| item.heading.as_str());
        NOT_MET.iter().any(|(code, of, _)| *code == expected.code && Some(*of) == heading)
    }

    fn letter(&self) -> Letter {
        let mut text = String::from(" \n\n");
        for line in self.header.iter().flat_map(|header| header.lines()) {
            support::print(line, &mut text);
        }
        let front = [
            "HOW THE IMR FINAL DETERMINATION WAS MADE",
            "MAXIMUS Federal Services sent the complete case file to an expert reviewer. He/she has no affiliation with \
             the employer, employee, providers or the claims administrator.",
            "The Expert Reviewer has the following credentials:",
            "State(s) of Licensure: California",
            "Certification(s)/Specialty: Family Practice",
            "CLINICAL CASE SUMMARY",
            "The expert reviewer developed the following clinical case summary based on a review of the case file, \
             including all medical records:",
            self.summary.as_deref().unwrap_or(SUMMARY),
            "IMR ISSUES, DECISIONS AND RATIONALES",
            "The Final Determination was based on decisions for the disputed items/services set forth below:",
        ];
        front.iter().flat_map(|paragraph| paragraph.lines()).for_each(|line| support::print(line, &mut text));
        let mut items = Vec::new();
        for item in &self.items {
            let start = text.len();
            let line =
                |label: &str, words: &Option<String>| format!("{label} {}", words.as_deref().unwrap_or(CITATION));
            support::print(&item.heading, &mut text);
            support::print(&line("Claims Administrator guideline:", &item.claims_administrator), &mut text);
            support::print(&line("MAXIMUS guideline:", &item.maximus), &mut text);
            let rationale = format!("Decision rationale: {}", item.rationale);
            rationale.lines().for_each(|line| support::print(line, &mut text));
            items.push(start..text.len());
        }
        Letter { text, items }
    }
}

impl Expected {
    fn is_met_by(&self, finding: &Finding, letter: &Letter) -> bool {
        let is_severe_enough = self.severity.as_ref().is_none_or(|severity| finding.severity.word() == severity);
        finding.rule.code == self.code && is_severe_enough && (self.anywhere || self.is_place(&finding.range, letter))
    }

    fn is_place(&self, place: &Range<usize>, letter: &Letter) -> bool {
        let front = 0..letter.items.first().map_or(letter.text.len(), |item| item.start);
        let part = self.item.map_or(front, |item| letter.items[item].clone());
        let touches = |range: &Range<usize>| place.start < range.end.max(range.start + 1) && range.start <= place.end;
        let Some(words) = &self.words else { return touches(&part) };
        let places = support::places_of(words, &letter.text[part.clone()]);
        assert!(!places.is_empty(), "{words:?} does not stand in its part");
        places.into_iter().any(|range| touches(&(range.start + part.start..range.end + part.start)))
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} in item {:?} at {:?}", self.code, self.item, self.words)
    }
}

fn findings(row: &Row, letter: &str) -> Vec<Finding> {
    let select = NAMES.iter().map(|rule| Selector::new(rule.code)).collect();
    let settings = Settings { select: Some(select), ..Settings::default() };
    let standards = Standards::new(Catalogue::shipped(), Arc::new(settings), None, Vec::new());
    let mut found = Snapshot::judged_by(Text::from(letter), Arc::new(standards)).findings(Stage::Final, None).list;
    found.retain(|finding| {
        let code = finding.rule.code;
        is_judged(code) && (code != "IMR411" || row.summary.is_some())
    });
    found
}

#[test]
fn letters_are_judged_as_a_human_judges_them() {
    for (name, rows) in [("rules45.toml", 330), ("more-letters.toml", 230)] {
        let table: Table = support::read_toml(&Path::new("tests/tables").join(name));
        assert!(table.row.len() >= rows && RULES.len() > 30, "only {} rows in {name}", table.row.len());
        println!("{name}");
        let wrong = judge(&table);
        assert!(wrong.is_empty(), "{name}\n{wrong}");
    }
}

/// Prints the outcome of each rule; what is left is what was wrong.
fn judge(table: &Table) -> String {
    let (mut wrong, mut outcomes) = (String::new(), BTreeMap::<String, Outcome>::new());
    for row in &table.row {
        let letter = row.letter();
        let mut found = findings(row, &letter.text);
        let mut told = String::new();
        for expected in row.findings.iter().filter(|expected| is_judged(&expected.code)) {
            let outcome = outcomes.entry(expected.code.clone()).or_default();
            outcome.expected += 1;
            match found.iter().position(|finding| expected.is_met_by(finding, &letter)) {
                Some(_) if row.is_not_met_yet(expected) => {
                    writeln!(told, "  met now: {expected}").expect("writing to memory")
                }
                Some(at) => {
                    found.remove(at);
                    outcome.met += 1;
                }
                None if row.is_not_met_yet(expected) => {}
                None => writeln!(told, "  missing {expected}").expect("writing to memory"),
            }
        }
        for either in &row.either {
            if let Some(at) = found.iter().position(|finding| either.is_met_by(finding, &letter)) {
                let code = found.remove(at).rule.code;
                outcomes.entry(code.to_owned()).or_default().allowed += 1;
            }
        }
        for Finding { rule, severity, range, message, .. } in found {
            outcomes.entry(rule.code.to_owned()).or_default().unexpected += 1;
            let words = support::one_line(&letter.text[range]);
            writeln!(told, "  found {} {severity:?} at {words:?}: {message}", rule.code).expect("writing to memory");
        }
        if !told.is_empty() {
            let headings: Vec<_> =
                row.items.iter().map(|item| format!("{} | {}", item.heading, item.rationale)).collect();
            writeln!(wrong, "{:?} {}\n{told}", row.summary, headings.join("\n  ")).expect("writing to memory");
        }
    }
    println!("rule     expected   met   allowed   unexpected");
    for (code, outcome) in &outcomes {
        let Outcome { expected, met, allowed, unexpected } = outcome;
        println!("{code}   {expected:8} {met:5} {allowed:9} {unexpected:12}");
    }
    wrong
}
