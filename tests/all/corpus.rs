//! The corpus: finished letters of which nothing is to be said, and edits of them of which something is, or is not.
#![allow(clippy::print_stdout, reason = "the outcome for each rule is worth seeing")]

use crate::support;
use expect_test::expect_file;
use imr_ls::analysis::rules::{NAMES, RULES};
use imr_ls::analysis::{Finding, Severity, Snapshot, Stage, Standards};
use imr_ls::guidelines::Catalogue;
use imr_ls::settings::{Selector, Settings};
use imr_ls::text::Text;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

#[derive(Deserialize)]
struct Planted {
    planted: Vec<PlantedRow>,
}

#[derive(Deserialize)]
struct Harmless {
    harmless: Vec<HarmlessRow>,
}

#[derive(Deserialize)]
struct PlantedRow {
    letter: String,
    code: String,
    #[serde(flatten)]
    change: Change,
    on: Option<String>,
    #[serde(default)]
    also: Vec<String>,
}

#[derive(Deserialize)]
struct HarmlessRow {
    letter: String,
    #[serde(flatten)]
    change: Change,
    tempts: String,
}

#[derive(Deserialize)]
struct Change {
    find: Option<String>,
    replace: Option<String>,
    #[serde(default)]
    edits: Vec<Edit>,
}

#[derive(Deserialize)]
struct Edit {
    find: String,
    replace: String,
}

/// How often a rule found what it should, and what it should not.
#[derive(Default)]
struct Outcome {
    planted: usize,
    found: usize,
    tempted: usize,
    false_alarms: usize,
}

const FOLDER: &str = "tests/corpus";

fn letters() -> HashMap<String, String> {
    let files = support::files(&Path::new(FOLDER).join("letters"), "txt");
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), support::read_letter(path))).collect()
}

impl Change {
    fn apply(&self, letter: &str) -> String {
        let pair = self.find.as_ref().zip(self.replace.as_ref());
        let pairs = pair.into_iter().chain(self.edits.iter().map(|edit| (&edit.find, &edit.replace)));
        pairs.fold(letter.to_owned(), |text, (find, replace)| {
            assert_eq!(text.matches(find.as_str()).count(), 1, "{find:?} is not once in the letter");
            text.replacen(find.as_str(), replace, 1)
        })
    }
}

/// What is found in a finished letter, if a rule speaks that may be off by default.
fn findings(text: &str, code: &str) -> Vec<Finding> {
    let select = ["IMR", code].map(Selector::new).into();
    let settings = Settings { select: Some(select), ..Settings::default() };
    let standards = Standards::new(Catalogue::shipped(), Arc::new(settings), None, Vec::new());
    Snapshot::judged_by(Text::from(text), Arc::new(standards)).findings(Stage::Final, None).list
}

fn is_known(code: &str) -> bool {
    NAMES.iter().any(|rule| rule.code == code)
}

fn described(text: &str, finding: &Finding) -> String {
    let words = support::one_line(&text[finding.range.clone()]);
    format!("{} {:?} at {words:?}: {}", finding.rule.code, finding.severity, finding.message)
}

fn is_alarm(finding: &Finding) -> bool {
    finding.severity > Severity::Information
}

#[test]
fn finished_letters_have_nothing_to_warn_of() {
    let mut wrong = String::new();
    for (name, text) in letters() {
        let found = findings(&text, "IMR");
        for finding in found.iter().filter(|finding| is_alarm(finding)) {
            writeln!(wrong, "{name}: {}", described(&text, finding)).expect("writing to memory");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_planted_is_found_and_what_only_tempts_is_not() {
    let letters = letters();
    let planted: Planted = support::read_toml(&Path::new(FOLDER).join("planted.toml"));
    let harmless: Harmless = support::read_toml(&Path::new(FOLDER).join("harmless.toml"));
    let mut outcomes: BTreeMap<&str, Outcome> = RULES.iter().map(|rule| (rule.code, Outcome::default())).collect();
    let (mut wrong, mut missed) = (String::new(), String::new());

    for row in planted.planted.iter().filter(|row| is_known(&row.code)) {
        let text = row.change.apply(&letters[&row.letter]);
        let found = findings(&text, &row.code);
        let places = row.on.as_ref().map(|on| support::places_of(on, &text));
        let is_meant = |finding: &&Finding| {
            let mut ranges = vec![finding.range.clone()];
            ranges.extend(finding.related.iter().map(|related| related.range.clone()));
            let touches = |place: &std::ops::Range<usize>| {
                ranges.iter().any(|range| range.start <= place.end && place.start <= range.end)
            };
            finding.rule.code == row.code && places.as_ref().is_none_or(|places| places.iter().any(touches))
        };
        let outcome = outcomes.entry(&row.code).or_default();
        outcome.planted += 1;
        let meant = found.iter().find(is_meant);
        outcome.found += usize::from(meant.is_some());
        if meant.is_none() {
            writeln!(missed, "{} in {}: {:?}", row.code, row.letter, row.on).expect("writing to memory");
        }
        let others = found.iter().filter(|finding| {
            let is_same_rule = finding.rule.code == row.code;
            meant.is_none_or(|meant| *meant != **finding) && (is_alarm(finding) || is_same_rule)
        });
        for other in others.filter(|finding| !row.also.iter().any(|code| code == finding.rule.code)) {
            outcomes.entry(other.rule.code).or_default().false_alarms += 1;
            writeln!(wrong, "{} planted in {}: {}", row.code, row.letter, described(&text, other))
                .expect("writing to memory");
        }
    }

    for row in harmless.harmless.iter().filter(|row| is_known(&row.tempts)) {
        let text = row.change.apply(&letters[&row.letter]);
        outcomes.entry(&row.tempts).or_default().tempted += 1;
        for finding in findings(&text, &row.tempts) {
            if is_alarm(&finding) || finding.rule.code == row.tempts {
                outcomes.entry(finding.rule.code).or_default().false_alarms += 1;
                writeln!(wrong, "{} does not hold in {}: {}", row.tempts, row.letter, described(&text, &finding))
                    .expect("writing to memory");
            }
        }
    }

    let rows = outcomes.iter().filter(|(_, outcome)| outcome.planted + outcome.tempted + outcome.false_alarms > 0);
    let rows: String = rows
        .map(|(code, Outcome { planted, found, tempted, false_alarms })| {
            format!("| {code} | {planted} | {found} | {tempted} | {false_alarms} |\n")
        })
        .collect();
    println!("{rows}\n{missed}");
    assert!(wrong.is_empty(), "{wrong}");
    expect_file!["../../docs/accuracy.md"].assert_eq(&format!(
        "# Accuracy\n\nHow often each rule finds what it should in the letters of `tests/corpus`, which were written before the \
         rules.\nThe {} finished letters give no error and no warning. All of them are the project's own; how \
         the rules do on the letters of others is not measured here.\n\n- *planted*: edits that put one defect into a \
         letter; *found*: those at whose place the rule spoke\n- *tempting*: edits that only come near to a defect; *false \
         alarms*: what was found there and in planted letters beside the defect\n\n\
         `UPDATE_EXPECT=1 cargo test --test all corpus::` writes this page anew.\n\n\
         | rule | planted | found | tempting | false alarms |\n|---|---|---|---|---|\n{rows}",
        letters.len()
    ));
}
