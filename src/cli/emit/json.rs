//! Findings as JSON: one document, or a line for each letter.

use super::{Judged, Place, fix};
use crate::analysis::{Finding, Snapshot};
use crate::cli::tally::Tally;
use serde::Serialize;
use std::io::{self, Write};
use std::ops::Range;

/// Changes when something is left out or means something else.
pub(super) const VERSION: u32 = 1;

/// What is told of one letter.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Letter<'a> {
    name: &'a str,
    layout: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    governing_days: Option<Days>,
    items: usize,
    decided: usize,
    findings: Vec<Found<'a>>,
}

/// The first and the last of some days.
#[derive(Serialize)]
struct Days {
    first: String,
    last: String,
}

#[derive(Serialize)]
struct Found<'a> {
    code: &'static str,
    rule: &'static str,
    severity: &'static str,
    message: &'a str,
    start: Place,
    end: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    related: Option<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Mending>,
}

#[derive(Serialize)]
struct Related<'a> {
    message: &'a str,
    start: Place,
    end: Place,
}

/// What would mend a finding. Its edits would hold text of the letter.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mending {
    title: String,
    is_safe: bool,
}

pub(super) fn begin(output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "{{\"version\":{VERSION},\"letters\":[")
}

pub(super) fn letter(letter: &Judged<'_>, output: &mut impl Write) -> io::Result<()> {
    let Judged { name, snapshot, findings } = *letter;
    let readiness = snapshot.readiness();
    let letter = Letter {
        name,
        layout: snapshot.layout().name(),
        governing_days: snapshot.governing_days().map(|governing| Days {
            first: governing.days.start().to_string(),
            last: governing.days.end().to_string(),
        }),
        items: readiness.items,
        decided: readiness.decided,
        findings: findings.iter().map(|finding| found(snapshot, finding)).collect(),
    };
    Ok(serde_json::to_writer(output, &letter)?)
}

pub(super) fn end(tally: &Tally, output: &mut impl Write) -> io::Result<()> {
    writeln!(output, "\n],\"summary\":{}}}", serde_json::to_string(tally)?)
}

fn found<'a>(snapshot: &Snapshot, finding: &'a Finding) -> Found<'a> {
    let places = |range: &Range<usize>| [range.start, range.end].map(|offset| Place::of(offset, snapshot.text()));
    let [start, end] = places(&finding.range);
    Found {
        code: finding.rule.code,
        rule: finding.rule.name,
        severity: finding.severity.word(),
        message: &finding.message,
        start,
        end,
        related: finding.related.as_ref().map(|related| {
            let [start, end] = places(&related.range);
            Related { message: &related.message, start, end }
        }),
        fix: fix(snapshot, finding).map(|fix| Mending { is_safe: fix.needs_no_look(), title: fix.title }),
    }
}
