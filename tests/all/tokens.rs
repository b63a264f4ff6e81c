//! What the words of a letter are, by a table written before the code.

use crate::support;
use imr_ls::analysis::Snapshot;
use imr_ls::features::tokens::{Reading, Token, TokenKind, tokens};
use imr_ls::layouts::decision::Verdict;
use imr_ls::text::{Edit, Text};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    text: String,
    tokens: Vec<(String, String, Vec<String>)>,
}

fn all(text: &str) -> Vec<Token> {
    tokens(&Snapshot::new(Text::from(text)), &(0..text.len()))
}

fn kind(kind: TokenKind) -> (&'static str, Option<&'static str>) {
    match kind {
        TokenKind::Heading => ("heading", None),
        TokenKind::Item { is_undecided } => ("item", is_undecided.then_some("undecided")),
        TokenKind::Decision(Verdict::Upheld) => ("decision", Some("upheld")),
        TokenKind::Decision(Verdict::Overturned) => ("decision", Some("overturned")),
        TokenKind::Decision(_) => ("decision", Some("unknown")),
        TokenKind::Label => ("label", None),
        TokenKind::Guideline => ("guideline", None),
        TokenKind::Topic => ("topic", None),
        TokenKind::Page => ("page", None),
        TokenKind::Treatment => ("treatment", None),
        TokenKind::Dose => ("dose", None),
        TokenKind::Date => ("date", None),
        TokenKind::Placeholder => ("placeholder", None),
    }
}

#[test]
fn the_table() {
    let table: Table = support::read_toml(Path::new("tests/tables/tokens.toml"));
    let mut wrong = Vec::new();
    for row in &table.row {
        let found: Vec<_> = all(&row.text)
            .into_iter()
            .map(|token| {
                let (kind, modifier) = kind(token.kind);
                (row.text[token.range].to_owned(), kind.to_owned(), modifier.map(str::to_owned).into_iter().collect())
            })
            .collect();
        if found != row.tokens {
            let missing: Vec<_> = row.tokens.iter().filter(|token| !found.contains(token)).collect();
            let extra: Vec<_> = found.iter().filter(|token| !row.tokens.contains(token)).collect();
            wrong.push(format!("{}: missing {missing:?}, not wanted {extra:?}", row.name));
        }
    }
    assert!(table.row.len() > 30);
    assert!(wrong.is_empty(), "{} of {} rows\n{}", wrong.len(), table.row.len(), wrong.join("\n"));
}

/// Editors take tokens only in order, each on one line, and apart from each other.
#[test]
fn tokens_are_in_order_on_one_line_and_apart_in_every_letter() {
    for (name, text) in support::all_letters() {
        let found = all(&text);
        assert!(!found.is_empty(), "{name}");
        assert!(found.is_sorted_by(|one, other| one.range.end <= other.range.start), "{name}");
        for token in &found {
            let words = &text[token.range.clone()];
            assert!(!words.is_empty() && words.trim() == words && !words.contains(['\n', '\r']), "{name}: {words:?}");
        }
    }
}

/// What is asked of a part of a letter is what stands there when all is asked.
#[test]
fn a_range_has_the_tokens_of_the_whole() {
    for (name, text) in support::all_letters() {
        let (snapshot, found) = (Snapshot::new(Text::from(text.as_str())), all(&text));
        for start in (0..text.len()).step_by(701) {
            let range = start..(start + 997).min(text.len());
            let within = tokens(&snapshot, &range);
            let touched = found.iter().filter(|token| token.range.start < range.end && range.start < token.range.end);
            assert!(touched.into_iter().all(|token| within.contains(token)), "{name}: {range:?}");
            assert!(within.iter().all(|token| found.contains(token)), "{name}: {range:?}");
        }
    }
}

/// However much of an earlier reading is kept, it is the reading of the text as it is now.
#[test]
fn a_reading_follows_edits() {
    let mut chance = support::Chance::new(5);
    for (name, text) in support::all_letters().into_iter().step_by(5) {
        let mut snapshot = Snapshot::new(Text::from(text.as_str()));
        let mut text = snapshot.text().clone();
        let mut reading = Reading::default();
        for _ in 0..40 {
            let starts: Vec<usize> = text.line_starts();
            let at = starts[chance.below(starts.len())];
            let pieces = ["x", " ", "\n\n", "Soma 10mg #30: Upheld\n", "Decision rationale: ", "on 1/2/2015 "];
            let insert = pieces[chance.below(pieces.len())].to_owned();
            let damage = text.apply(&Edit { range: at..at, insert });
            snapshot.update(text.clone(), &damage);
            reading = Reading::after(&reading, &snapshot);
            assert_eq!(reading.tokens(), tokens(&snapshot, &(0..text.len())), "{name}: {at}");
        }
    }
}
