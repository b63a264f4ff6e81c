//! Faults that a script can plant, planted wherever the finished letters of the exams and of the corpus have a place for them:
//! nearly all of them must be found. Where two items ask for much the same, a swap is no fault, so a few are not.

use crate::support;
use imr_ls::analysis::{Finding, Snapshot, Stage};
use imr_ls::layouts::FieldKind;
use imr_ls::model::shifted;
use imr_ls::text::Text;
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;

/// The faults, each with the least share of them that must be found, in percent.
const KINDS: [(&str, usize); 7] = [
    ("decision flipped", 99),
    ("conclusion flipped", 98),
    ("rationales swapped", 98),
    ("rationale of the next item", 98),
    ("strength in the heading", 98),
    ("quantity in the heading", 98),
    ("side in the heading", 98),
];

static STRENGTH: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?<value>[0-9]+)\s?(?:mg|mcg)\b").expect("valid"));
static QUANTITY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"#\s?(?<value>[0-9]+)").expect("valid"));
static SIDE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)\b(?<value>left|right)\b").expect("valid"));
static CONCLUSION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:is|are)\s+(?<not>not\s+)?medically\s+necessary").expect("valid"));

/// An item of a letter: where its request, its decision and its rationale stand.
struct Item {
    request: Range<usize>,
    decision: Range<usize>,
    rationale: Range<usize>,
}

/// What is replaced, by what.
type Edit = (Range<usize>, String);

fn items(snapshot: &Snapshot) -> Vec<Item> {
    let items = snapshot.letter().items().filter_map(|(offset, item)| {
        let heading = item.heading.as_ref()?;
        Some(Item {
            request: shifted(&heading.request, offset),
            decision: shifted(&heading.words, offset),
            rationale: shifted(item.field(FieldKind::Rationale)?.written()?, offset),
        })
    });
    items.collect()
}

/// The only value of a kind in a heading, if the rationale says it as well.
fn said_twice(value: &Regex, text: &str, item: &Item) -> Option<Range<usize>> {
    let mut asked = value.captures_iter(&text[item.request.clone()]).filter_map(|found| found.name("value"));
    let only = asked.next().filter(|_| asked.next().is_none())?;
    let mut said = value.captures_iter(&text[item.rationale.clone()]).filter_map(|found| found.name("value"));
    let is_said = said.any(|said| said.as_str().eq_ignore_ascii_case(only.as_str()));
    is_said.then(|| shifted(&only.range(), item.request.start))
}

/// Every fault that a letter has a place for.
fn faults(text: &str, items: &[Item]) -> Vec<(&'static str, Vec<Edit>)> {
    let mut faults = Vec::new();
    let words = |range: &Range<usize>| text[range.clone()].to_owned();
    for (index, item) in items.iter().enumerate() {
        // Other layouts tell the decision in a sentence.
        let other = match text[item.decision.clone()].to_lowercase().as_str() {
            "upheld" => "Overturned",
            "overturned" => "Upheld",
            _ => continue,
        };
        faults.push(("decision flipped", vec![(item.decision.clone(), other.to_owned())]));
        if let Some(conclusion) = CONCLUSION.captures_iter(&text[item.rationale.clone()]).last() {
            let not = conclusion.name("not").map_or_else(|| "not ".to_owned(), |_| String::new());
            let end = conclusion.get(0).expect("the whole").range().end;
            let necessary = text[item.rationale.clone()][..end].rfind("medically").expect("it stands there");
            let start = conclusion.name("not").map_or(necessary, |not| not.start());
            faults.push(("conclusion flipped", vec![(shifted(&(start..necessary), item.rationale.start), not)]));
        }
        if let Some(next) = items.get(index + 1) {
            let (own, others) = (words(&item.rationale), words(&next.rationale));
            faults.push(("rationale of the next item", vec![(item.rationale.clone(), others.clone())]));
            faults.push(("rationales swapped", vec![(item.rationale.clone(), others), (next.rationale.clone(), own)]));
        }
        for (kind, value) in [("strength in the heading", &*STRENGTH), ("quantity in the heading", &*QUANTITY)] {
            if let Some(place) = said_twice(value, text, item) {
                let more = text[place.clone()].parse::<u32>().map_or(7, |number| 2 * number + 1);
                faults.push((kind, vec![(place, more.to_string())]));
            }
        }
        if let Some(place) = said_twice(&SIDE, text, item) {
            let both = SIDE.find_iter(&text[item.rationale.clone()]).map(|side| side.as_str().to_lowercase());
            let own = text[place.clone()].to_lowercase();
            if both.into_iter().all(|side| side == own) {
                let other = if own == "left" { "right" } else { "left" };
                faults.push(("side in the heading", vec![(place, other.to_owned())]));
            }
        }
    }
    faults
}

fn findings(text: &str) -> Vec<Finding> {
    Snapshot::new(Text::from(text)).findings(Stage::Final, None).list
}

/// Whether something is found that was not found before.
fn is_found(before: &[Finding], text: &str) -> bool {
    let told = |finding: &Finding| (finding.rule.code, finding.message.clone());
    let mut known: Vec<_> = before.iter().map(told).collect();
    findings(text).iter().map(told).any(|now| match known.iter().position(|known| *known == now) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    })
}

fn letters() -> Vec<String> {
    let exams = std::fs::read_dir("tests/exam").expect("there are exams");
    let folders =
        exams.map(|folder| folder.expect("it can be read").path()).chain([Path::new("tests/corpus/letters").into()]);
    folders.flat_map(|folder| support::files(&folder, "txt")).map(|path| support::read_letter(&path)).collect()
}

#[test]
fn what_a_script_plants_is_found() {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for text in letters() {
        let snapshot = Snapshot::new(Text::from(text.as_str()));
        let before = findings(&text);
        for (kind, edits) in faults(&text, &items(&snapshot)) {
            let mut changed = text.clone();
            for (range, words) in edits.into_iter().rev() {
                changed.replace_range(range, &words);
            }
            let (planted, found) = counts.entry(kind).or_default();
            *planted += 1;
            *found += usize::from(is_found(&before, &changed));
        }
    }
    for (kind, least) in KINDS {
        let (planted, found) = counts[kind];
        assert!(planted > 50 && 100 * found >= least * planted, "{kind}: only {found} of {planted} are found");
    }
}
