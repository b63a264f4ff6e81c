//! What formatting makes of a letter, by a table written before the code, and what it never does.

use crate::support;
use crate::support::dialects;
use crate::support::properties::{but_for_spelling, words};
use imr_ls::analysis::{Snapshot, Stage};
use imr_ls::features::formatting::typing::typed;
use imr_ls::features::formatting::{formatted, formatted_in};
use imr_ls::text::{Text, apply_all};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
    on_type: Vec<Typed>,
}

#[derive(Deserialize)]
struct Typed {
    name: String,
    before: String,
    typed: String,
    after: Option<String>,
    #[serde(default)]
    unchanged: bool,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    before: String,
    after: String,
    range: Option<String>,
}

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(Text::from(text))
}

fn even(text: &str) -> String {
    apply_all(text, &formatted(&snapshot(text)))
}

fn even_in(text: &str, range: &Range<usize>) -> String {
    apply_all(text, &formatted_in(&snapshot(text), range))
}

/// Rows that are not met, with the reason.
const DISPUTED: [(&str, &str); 0] = [];

#[test]
fn the_table() {
    let table: Table = support::read_toml(Path::new("tests/tables/formatting.toml"));
    let mut wrong = Vec::new();
    for row in &table.row {
        let found = match &row.range {
            Some(range) => {
                let start = row.before.find(range).expect("the range");
                even_in(&row.before, &(start..start + range.len()))
            }
            None => even(&row.before),
        };
        let is_disputed = DISPUTED.iter().any(|(name, _)| *name == row.name);
        let is_met = found == row.after && (row.range.is_some() || even(&row.after) == row.after);
        if is_met == is_disputed {
            wrong.push(format!("{}\n  wanted {:?}\n  found  {found:?}", row.name, row.after));
        }
    }
    assert!(table.row.len() > 50);
    assert!(wrong.is_empty(), "{} of {} rows\n{}", wrong.len(), table.row.len(), wrong.join("\n"));
}

#[test]
fn what_follows_a_typed_character() {
    let table: Table = support::read_toml(Path::new("tests/tables/formatting.toml"));
    assert!(table.on_type.len() > 10);
    for row in &table.on_type {
        let offset = row.before.find("$0").expect("a cursor");
        let text = row.before.replace("$0", "");
        let found = apply_all(&text, &typed(&snapshot(&text), offset, &row.typed));
        assert_ne!(row.after.is_some(), row.unchanged, "{}", row.name);
        assert_eq!(&found, row.after.as_ref().unwrap_or(&text), "{}", row.name);
    }
}

#[test]
fn no_word_is_changed_and_nothing_is_left_to_do() {
    for (name, text) in support::all_letters() {
        let once = even(&text);
        assert_eq!(but_for_spelling(&once), but_for_spelling(&text), "{name}");
        let twice = even(&once);
        assert_eq!(twice, once, "{name}\n{}", support::difference(&once, &twice));
    }
}

/// However its text is spaced, an even letter reads as before.
#[test]
fn an_even_letter_says_the_same() {
    for (name, text) in support::all_letters() {
        let items = |text: &str| {
            let snapshot = snapshot(text);
            let items = snapshot.letter().items().map(|(offset, item)| {
                let heading = item.heading.as_ref().map(|heading| {
                    words(&snapshot.text().slice(offset + heading.request.start..offset + heading.request.end))
                });
                let conclusion = item.conclusion().map(|conclusion| conclusion.necessity);
                let citations = item.fields.iter().map(|field| (field.kind, field.citations.len())).collect::<Vec<_>>();
                (heading, conclusion, citations)
            });
            items.collect::<Vec<_>>()
        };
        assert_eq!(items(&even(&text)), items(&text), "{name}");
    }
}

/// What is found, item by item; without places, which move.
fn findings(text: &str) -> BTreeMap<(&'static str, Option<usize>), usize> {
    let snapshot = snapshot(text);
    let items: Vec<usize> = snapshot.letter().items().map(|(offset, _)| offset).collect();
    let mut counts = BTreeMap::new();
    for finding in snapshot.findings(Stage::Final, None).list {
        let item = snapshot.letter().item_at(finding.range.start);
        let number = item.and_then(|(offset, _)| items.iter().position(|own| *own == offset));
        *counts.entry((finding.rule.code, number)).or_default() += 1;
    }
    counts
}

/// Whatever dialect a letter comes in, its words stay, and so does what is found in it.
#[test]
fn every_dialect_is_made_even_alike() {
    let mut wrong = Vec::new();
    for (name, letter) in support::all_letters() {
        let others = if dialects::is_double_spaced(&letter) { dialects::all(&letter) } else { Vec::new() };
        for (dialect, text) in [("as it is", letter)].into_iter().chain(others) {
            let once = even(&text);
            if but_for_spelling(&once) != but_for_spelling(&text) {
                wrong.push(format!("{name}, {dialect}: other words"));
            }
            if even(&once) != once {
                wrong.push(format!("{name}, {dialect}: is not even: {}", support::difference(&once, &even(&once))));
            }
            let (before, after) = (findings(&text), findings(&once));
            if before != after {
                let differs = |(key, count): &(&_, &usize), other: &BTreeMap<_, usize>| other.get(*key) != Some(*count);
                let gone: Vec<_> = before.iter().filter(|found| differs(found, &after)).collect();
                let new: Vec<_> = after.iter().filter(|found| differs(found, &before)).collect();
                wrong.push(format!("{name}, {dialect}: {gone:?} became {new:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// What a range holds keeps its words, whichever lines it touches.
#[test]
fn no_range_loses_a_word() {
    for (name, text) in support::all_letters() {
        let starts: Vec<usize> = Text::from(text.as_str()).line_starts();
        for (at, start) in starts.iter().enumerate().step_by(9) {
            let end = starts.get(at + at % 4).copied().unwrap_or(text.len()).max(*start);
            let found = even_in(&text, &(*start..end));
            assert_eq!(but_for_spelling(&found), but_for_spelling(&text), "{name}: {start}..{end}");
        }
    }
    let wrapped = "IMR ISSUES, DECISIONS AND RATIONALES\n\nSoma #30: Upheld\n\nClaims Administrator\n\nguideline: Decision based on MTUS.\n";
    let start = wrapped.find("Claims").expect("a label");
    assert_eq!(even_in(wrapped, &(start..start + 3)), wrapped);
}

#[test]
fn prose_is_no_label() {
    let letter = |words: &str| {
        format!(
            "CLINICAL CASE SUMMARY\nHe takes more than the\n{words}\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\nSoma #30: Upheld\n\n\
             Decision rationale: The dose exceeds the\n{words}\n"
        )
    };
    for words in ["maximum guideline: 120 MED a day.", "maximum guidelines - he said."] {
        let text = letter(words);
        assert!(even(&text).matches(words).count() == 2, "{}", even(&text));
        let colon = text.rfind([':', '-']).expect("a mark") + 1;
        assert_eq!(typed(&snapshot(&text), colon, ":"), [], "{words}");
    }
}

#[test]
fn line_breaks_stay_as_they_are() {
    let letter = "CLINICAL CASE SUMMARY\n\n\nHe  rests.\n\nIMR ISSUES, DECISIONS AND RATIONALES\nSoma #30 :Upheld\n\n";
    let wanted = even(letter);
    for line_break in ["\r\n", "\r"] {
        assert_eq!(even(&letter.replace('\n', line_break)), wanted.replace('\n', line_break));
    }
    let mixed = letter.replacen("rests.\n\n", "rests.\r\n\r\n", 1);
    let edits = formatted(&snapshot(&mixed));
    assert!(edits.iter().all(|edit| !mixed[..edit.range.end].ends_with('\r')), "{edits:?}");
    assert_eq!(apply_all(&mixed, &edits), wanted);
    assert!(
        even("Case Number:\u{c}CM14-0001\nCLINICAL CASE SUMMARY\nHe rests.\n").starts_with("Case Number: CM14-0001\n")
    );
}
