//! Item headings, and prose that is none, against what a human reads in them.

use crate::support;
use crate::support::one_line;
use imr_ls::analysis::Snapshot;
use imr_ls::layouts::decision::Verdict;
use imr_ls::text::Text;
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
    not_item: Vec<NotItem>,
}

#[derive(Deserialize)]
struct Row {
    heading: String,
    request: String,
    decision: String,
}

#[derive(Deserialize)]
struct NotItem {
    text: String,
}

const BEFORE: &str = "IMR ISSUES, DECISIONS AND RATIONALES\nThe Final Determination was based on decisions for the \
                      disputed items/services set forth below:\n";
const FIELDS: &str = "Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment Guidelines.\n\
                      MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.\n";

/// The items of a text as `request | decision`.
fn items(text: &str) -> Vec<String> {
    let snapshot = Snapshot::new(Text::from(text));
    let read = snapshot.letter().items().map(|(offset, item)| {
        let Some(heading) = &item.heading else { return "no heading".to_owned() };
        let at = |range: &std::ops::Range<usize>| one_line(&text[range.start + offset..range.end + offset]);
        let decision = match heading.verdict {
            Verdict::Upheld => "Upheld".to_owned(),
            Verdict::Overturned => "Overturned".to_owned(),
            Verdict::Undecided => "undecided".to_owned(),
            Verdict::Unknown => format!("unknown: {}", at(&heading.words)),
        };
        format!("{} | {decision}", at(&heading.request))
    });
    read.collect()
}

/// Puts text into the middle of a finished section, in several dialects.
fn dialects(lines: &str) -> Vec<(&'static str, String)> {
    let double = lines.replace('\n', " \n\n");
    vec![
        ("hand-typed", format!("{BEFORE}\n{lines}\n\n")),
        ("no empty lines", format!("{BEFORE}{lines}\n")),
        ("double spaced", format!("{} \n\n \n\n{double} \n\n \n\n", BEFORE.replace('\n', " \n\n"))),
        ("trimmed", format!("{}\n\n\n{}\n\n\n\n", BEFORE.replace('\n', "\n\n"), lines.replace('\n', "\n\n"))),
    ]
}

#[test]
fn headings_read_as_a_human_reads_them() {
    let table: Table = support::read_toml(Path::new("tests/tables/headings.toml"));
    assert!(table.row.len() >= 120);
    let mut wrong = String::new();
    for row in &table.row {
        for (dialect, text) in dialects(&row.heading) {
            let text = format!("{text}{FIELDS}Decision rationale: It is not medically necessary.\n");
            let expected = [format!("{} | {}", row.request, row.decision)];
            let found = items(&text);
            if found != expected {
                wrong += &format!("{dialect}: {:?}\n  expected {expected:?}\n  found    {found:?}\n", row.heading);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn prose_in_a_rationale_is_no_item() {
    let table: Table = support::read_toml(Path::new("tests/tables/headings.toml"));
    assert!(table.not_item.len() >= 30);
    let mut wrong = String::new();
    for row in &table.not_item {
        for gap in ["\n", "\n\n", " \n\n", " \n\n \n\n"] {
            let text = format!(
                "{BEFORE}{gap}Soma 350mg #30: Upheld{gap}{FIELDS}Decision rationale: The chart describes no \
                 spasm.{gap}{}{gap}The pain is the same as before. It is not medically necessary.\n",
                row.text
            );
            let found = items(&text);
            if found != ["Soma 350mg #30 | Upheld"] {
                wrong += &format!("{gap:?} {:?}\n  found {found:?}\n", row.text);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_terse_conclusion_is_no_item() {
    for conclusion in [
        "Post-op hand therapy, 12 visits, left wrist: not medically necessary.",
        "Post-op hand therapy, left wrist: Not medically necessary",
        "Soma 350mg #30: is medically necessary.",
        "Norco 10/325mg #60 and Soma 350mg #30: not medically necessary and appropriate.",
    ] {
        for next in ["", "Norco 5mg #60: Upheld\n"] {
            for gap in ["\n", "\n\n", " \n\n"] {
                let text = format!(
                    "{BEFORE}{gap}Soma 350mg #30: Upheld{gap}{FIELDS}Decision rationale: The chart describes no \
                     spasm.{gap}{conclusion}{gap}{next}{FIELDS}"
                );
                let text = if next.is_empty() { text.trim_end_matches(FIELDS).to_owned() } else { text };
                let expected: &[&str] = if next.is_empty() {
                    &["Soma 350mg #30 | Upheld"]
                } else {
                    &["Soma 350mg #30 | Upheld", "Norco 5mg #60 | Upheld"]
                };
                assert_eq!(items(&text), expected, "{text}");
            }
        }
    }
}
