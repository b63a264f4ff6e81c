//! Findings as a document of the Static Analysis Results Interchange Format, version 2.1.0.

use super::{Judged, Place};
use crate::analysis::finding::Weight;
use crate::analysis::rules::page::page;
use crate::analysis::rules::{RULES, Rule};
use crate::analysis::{Finding, Severity, Snapshot};
use crate::cli::tally::Tally;
use crate::text::Text;
use crate::text::spaces::one_line;
use crate::workspace::reference;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{self, Write};
use std::ops::Range;

pub(super) fn begin(output: &mut impl Write) -> io::Result<()> {
    let driver = json!({
        "name": "imr-ls",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": RULES.map(descriptor).as_slice(),
    });
    writeln!(
        output,
        "{{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\
         \"version\":\"2.1.0\",\"runs\":[{{\"tool\":{},\"columnKind\":\"unicodeCodePoints\",\
         \"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\"results\":[",
        json!({ "driver": driver })
    )
}

pub(super) fn letter(letter: &Judged<'_>, output: &mut impl Write) -> io::Result<()> {
    let mut seen = HashMap::new();
    let results = letter.findings.iter().map(|finding| {
        let known_by = identity(letter.snapshot, finding);
        let nth = seen.entry(known_by).and_modify(|nth| *nth += 1).or_insert(1);
        result(letter, finding, &format!("{known_by:016x}:{nth}")).to_string()
    });
    output.write_all(results.collect::<Vec<_>>().join(",\n").as_bytes())
}

pub(super) fn end(tally: &Tally, output: &mut impl Write) -> io::Result<()> {
    let invocation = json!({ "executionSuccessful": tally.troubles == 0 });
    writeln!(output, "\n],\"invocations\":[{invocation}]}}]}}")
}

fn descriptor(rule: &Rule) -> Value {
    let (Weight::Gap(severity) | Weight::Fault(severity)) = rule.weight;
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.why },
        "help": { "text": format!("`imr-ls rule {}` explains it.", rule.code), "markdown": page(rule) },
        "defaultConfiguration": { "enabled": rule.is_on, "level": level(severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
    }
}

fn result(letter: &Judged<'_>, finding: &Finding, fingerprint: &str) -> Value {
    let file = reference(letter.name);
    let place = |range| json!({ "artifactLocation": { "uri": file }, "region": region(letter.snapshot.text(), range) });
    let mut result = json!({
        "ruleId": finding.rule.code,
        "ruleIndex": RULES.iter().position(|rule| *rule == finding.rule),
        "level": level(finding.severity),
        "message": { "text": finding.message },
        "locations": [{ "physicalLocation": place(&finding.range) }],
        "partialFingerprints": { "imr-ls/v1": fingerprint },
    });
    if let Some(related) = &finding.related {
        let message = json!({ "text": related.message });
        result["relatedLocations"] = json!([{ "physicalLocation": place(&related.range), "message": message }]);
    }
    result
}

fn region(text: &Text, range: &Range<usize>) -> Value {
    let [start, end] = [range.start, range.end].map(|offset| Place::of(offset, text));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

/// What a finding is known by when its letter is checked again: the rule, the item, and what is said of it, but no
/// place. It has to be the same in all versions of the program.
fn identity(snapshot: &Snapshot, finding: &Finding) -> u64 {
    let request = snapshot.letter().item_at(finding.range.start).and_then(|(offset, item)| {
        let request = &item.heading.as_ref()?.request;
        Some(one_line(&snapshot.text().slice(request.start + offset..request.end + offset)))
    });
    let words = [finding.rule.code, request.as_deref().unwrap_or_default(), &finding.message].join("\n");
    // Fowler, Noll and Vo's hash, version 1a.
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
