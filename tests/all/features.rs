//! Actions, hovers and hints, at a place marked `$0` or in a selection between two of them.

use crate::support;
use crate::support::dialects;
use imr_ls::analysis::{Snapshot, Stage};
use imr_ls::features::actions::{Action, ActionKind, actions};
use imr_ls::features::card::Entry;
use imr_ls::features::hints::{HintOptions, hints};
use imr_ls::features::hover::hover;
use imr_ls::text::{Edit, Text};
use std::ops::Range;
use std::path::Path;

/// The text without its marks, and the place or range that they mark.
fn marked(text: &str) -> (String, Range<usize>) {
    let pieces: Vec<&str> = text.split("$0").collect();
    let start = pieces[0].len();
    let end = if let [_, selected, _] = pieces[..] { start + selected.len() } else { start };
    (pieces.concat(), start..end)
}

fn applied(text: &str, edits: &[Edit]) -> String {
    let mut after = text.to_owned();
    for edit in edits.iter().rev() {
        after.replace_range(edit.range.clone(), &edit.insert);
    }
    after
}

fn rewrites(text: &str) -> (String, Vec<Action>) {
    let (text, range) = marked(text);
    let found =
        actions(&Snapshot::new(Text::from(text.as_str())), Stage::Draft, &range, |kind| kind == ActionKind::Rewrite);
    (text, found)
}

/// The text after the only rewriting action there is.
fn rewritten(text: &str) -> String {
    let (text, found) = rewrites(text);
    let [action] = &found[..] else { panic!("{found:?}") };
    applied(&text, &action.edits)
}

const HEADINGS: &str =
    "CLINICAL CASE SUMMARY\n\nShe has pain and takes Norco.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n";
const ITEM: &str = "Norco 10/325mg #60:  Upheld\n\nClaims Administrator guideline: Decision based on MTUS Chronic Pain Treatment \
                    Guidelines Opioids, criteria for use Page(s): 78-80.\n\nMAXIMUS guideline: Decision based on MTUS Chronic \
                    Pain Treatment Guidelines Page(s): 24.\n\nDecision rationale: The chart is silent on Valium. The request \
                    is not medically necessary.\n";
const FIELDS: &str = "\n\nClaims Administrator guideline:\n\nMAXIMUS guideline:\n\nDecision rationale:";

/// A letter with a mark before or in some words of its item.
fn item_with(words: &str, with: &str) -> String {
    assert!(ITEM.contains(words), "{words}");
    format!("{HEADINGS}{}", ITEM.replacen(words, with, 1))
}

#[test]
fn a_pasted_list_becomes_items() {
    let items =
        format!("{HEADINGS}Norco 10/325mg #60:{FIELDS}\n\nMRI of the lumbar spine:{FIELDS}\n\nSoma #30:{FIELDS}\n");
    for list in [
        "$0Norco 10/325mg #60\nMRI of the lumbar spine\nSoma #30$0\n",
        "$0Norco 10/325mg #60\n\nMRI of the lumbar spine\n\nSoma #30\n$0",
        "- Norco 10/325mg #60\n- MRI of the $0lumbar spine\n- Soma #30\n",
        "Norco 10/325mg #60:\nMRI of the lumbar spine;\nSo$0ma #30,\n",
    ] {
        assert_eq!(rewritten(&format!("{HEADINGS}{list}")), items, "{list}");
    }
    let decided = rewritten(&format!("{HEADINGS}$0Norco 10/325mg #60:  Upheld\n"));
    assert_eq!(decided, format!("{HEADINGS}Norco 10/325mg #60:  Upheld{FIELDS}\n"));
}

#[test]
fn what_is_no_list_stays() {
    for text in [
        format!("{HEADINGS}$0The following was requested.\nNorco 10/325mg #60\n"),
        format!("{HEADINGS}$0\n\nNorco 10/325mg #60\n"),
        format!("{HEADINGS}Some$0thing else\n"),
        HEADINGS.replace("She has", "$0Norco 10/325mg #60\n\nShe has"),
        item_with("Norco 10", "No$0rco 10"),
        item_with("The chart", "The $0chart"),
    ] {
        let (_, found) = rewrites(&text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn a_list_takes_the_spacing_of_the_letter() {
    let path = Path::new("tests/letters/2014-three-drugs-pdf.txt");
    let letter = support::read_letter(path);
    let lists = dialects::all(&letter).into_iter().chain([("as it is", letter.clone())]);
    for (dialect, text) in lists.filter(|(dialect, _)| *dialect != "mixed") {
        let snapshot = Snapshot::new(Text::from(text.as_str()));
        let (offset, item) = snapshot.letter().items().nth(1).expect("an item");
        let heading = item.heading.as_ref().expect("a heading").range.start + offset;
        let line = if text.contains("\r\n") {
            "\r\n"
        } else if text.contains('\n') {
            "\n"
        } else {
            "\r"
        };
        let list = ["Norco 10/325mg #60", "Soma 350mg #30"].join(line);
        let pasted = format!("{}{list}{line}{line}{}", &text[..heading], &text[heading..]);
        let snapshot = Snapshot::new(Text::from(pasted.as_str()));
        let found =
            actions(&snapshot, Stage::Draft, &(heading..heading + list.len()), |kind| kind == ActionKind::Rewrite);
        let after =
            applied(&pasted, &found.iter().find(|found| found.title.contains("items")).expect("an action").edits);
        let after = Snapshot::new(Text::from(after.as_str()));
        let count = snapshot.letter().items().filter(|(_, item)| !item.fields.is_empty()).count();
        assert_eq!(after.letter().items().filter(|(_, item)| item.fields.len() == 3).count(), count + 2, "{dialect}");
    }
}

#[test]
fn the_claims_administrators_citation_is_at_hand() {
    let cited = "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids, criteria for use Page(s): 78-80.";
    let own = "Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): 24.";
    let after = format!("{HEADINGS}{}", ITEM.replace(own, cited));
    assert_eq!(rewritten(&item_with("MAXIMUS guideline: ", "MAXIMUS $0guideline: ")), after);
    assert!(rewrites(&item_with("Claims", "$0Claims")).1.is_empty());
    assert!(rewrites(&after.replace("MAXIMUS", "$0MAXIMUS")).1.is_empty(), "it stands there already");
}

#[test]
fn fixes_are_at_their_findings() {
    let kinds = |text: &str| {
        let (text, range) = marked(text);
        let wants = |kind| !matches!(kind, ActionKind::Decide | ActionKind::Arrange);
        let found = actions(&Snapshot::new(Text::from(text.as_str())), Stage::Draft, &range, wants);
        found.into_iter().map(|action| (action.title, action.kind)).collect::<Vec<_>>()
    };
    let undecided = item_with("Norco 10/325mg #60:  Upheld", "Nor$0co 10/325mg #60:");
    let titles = ["Set “Upheld”", "Set “Overturned”"].map(|title| (title.to_owned(), ActionKind::Fix));
    assert_eq!(kinds(&undecided), titles);
    assert_eq!(kinds(&item_with("The chart", "The $0chart")), []);
    let contradiction = item_with("Upheld", "Overturned").replace("not medically", "not $0medically");
    assert_eq!(kinds(&contradiction), [("Change the decision to “Upheld”".to_owned(), ActionKind::Fix)]);
}

/// The words hovered, the title and the entries, each on a line.
fn hovered(text: &str) -> Option<(String, String, Vec<String>)> {
    let (text, range) = marked(text);
    let hover = hover(&Snapshot::new(Text::from(text.as_str())), range.start)?;
    let entry = |entry: &Entry| match entry {
        Entry::Fact { name, value } => format!("{name}: {value}"),
        Entry::List { name, values } => format!("{name}: {}", values.join("; ")),
        Entry::Note(note) => note.clone(),
    };
    Some((text[hover.range].to_owned(), hover.card.title, hover.card.entries.iter().map(entry).collect()))
}

#[test]
fn treatments_are_told_wherever_they_are_named() {
    for text in [
        item_with("Norco", "No$0rco"),
        format!("{HEADINGS}{ITEM}").replacen("Norco", "$0Norco", 1),
        format!("{HEADINGS}{ITEM}").replacen("Norco", "Norco$0", 1),
    ] {
        let (words, title, entries) = hovered(&text).expect("a hover");
        assert_eq!((words.as_str(), title.as_str()), ("Norco", "hydrocodone/acetaminophen"));
        assert!(entries.contains(&"Class: opioid".to_owned()), "{entries:?}");
        assert!(entries.contains(&"Decisions cite: Opioids, criteria for use, 78-80".to_owned()), "{entries:?}");
    }
    let in_rationale = hovered(&item_with("Valium", "Val$0ium")).expect("a hover");
    assert_eq!((in_rationale.0.as_str(), in_rationale.1.as_str()), ("Valium", "diazepam"));
    assert_eq!(hovered(&item_with("silent", "sil$0ent")), None);
}

#[test]
fn citations_are_told() {
    let (words, title, entries) = hovered(&item_with("criteria", "crit$0eria")).expect("a hover");
    assert_eq!((words.as_str(), title.as_str()), ("Opioids, criteria for use", "Opioids, criteria for use"));
    assert!(entries[0].starts_with("Guideline: MTUS Chronic Pain Treatment Guidelines, 2009"), "{entries:?}");
    assert!(entries.iter().any(|entry| entry == "Regulation: 8 CCR 9792.24.2"), "{entries:?}");
    assert!(entries.iter().any(|entry| entry == "In force: 2009-07-18 to 2016-07-27"), "{entries:?}");
    let pages = entries.iter().find(|entry| entry.starts_with("Pages: ")).expect("pages");
    assert!(pages.contains("unverified"), "{pages}");
    let (words, title, entries) = hovered(&item_with("Page(s): 24", "Page(s): 2$04")).expect("a hover");
    assert_eq!((words.as_str(), title.as_str()), ("24", "Page 24"));
    assert!(entries.iter().any(|entry| entry.contains("Benzodiazepines")), "{entries:?}");
    let (words, title, _) = hovered(&item_with("Pain Treatment", "Pain $0Treatment")).expect("a hover");
    assert_eq!(
        (words.as_str(), title.as_str()),
        ("Chronic Pain Treatment Guidelines", "MTUS Chronic Pain Treatment Guidelines")
    );
    let misspelt = item_with("Opioids, criteria for use", "Opi$0ods, criteria for use");
    let (words, title, entries) = hovered(&misspelt).expect("a hover");
    assert_eq!((words.as_str(), title.as_str()), ("Opiods, criteria for use", "Opioids, criteria for use"));
    assert!(entries.last().is_some_and(|note| note.contains("probably")), "{entries:?}");
}

#[test]
fn decisions_are_told() {
    let (words, _, entries) = hovered(&item_with("Upheld", "Up$0held")).expect("a hover");
    assert_eq!((words.as_str(), entries[1].as_str()), ("Upheld", "The rationale concludes so."));
    let (_, _, entries) = hovered(&item_with("Upheld", "Over$0turned")).expect("a hover");
    assert_eq!(entries[1], "The rationale concludes the opposite.");
}

/// The text with its hints in brackets.
fn hinted(text: &str, options: HintOptions) -> String {
    let (text, range) = marked(text);
    let range = if range.is_empty() { 0..text.len() } else { range };
    let mut after = text.clone();
    for hint in hints(&Snapshot::new(Text::from(text.as_str())), &range, options).iter().rev() {
        after.insert_str(hint.at, &format!("[{}]", hint.label));
    }
    after
}

#[test]
fn hints_tell_topics_and_generic_names() {
    let both = HintOptions::default();
    let text = format!("{HEADINGS}{ITEM}");
    let named = text.replace("Norco 10", "Norco[hydrocodone/acetaminophen] 10");
    let topic = |text: &str| text.replace("Page(s): 24", "Page(s): 24[Benzodiazepines / Biofeedback?]");
    assert_eq!(hinted(&text, both), topic(&named));
    assert_eq!(hinted(&text, HintOptions { topics: false, ..both }), named);
    assert_eq!(hinted(&text, HintOptions { generic_names: false, ..both }), topic(&text));
    let selected =
        text.replace("MAXIMUS guideline", "$0MAXIMUS guideline").replace("Decision rationale", "$0Decision rationale");
    assert_eq!(hinted(&selected, both), topic(&text));
    assert_eq!(hinted("Norco 10/325mg #60", both), "Norco 10/325mg #60");
}
