//! What belongs to a place, marked `$0`, in a letter: what a selection grows to, and what is shown together.

use crate::support;
use crate::support::one_line;
use imr_ls::analysis::Snapshot;
use imr_ls::features::folding::folding;
use imr_ls::features::highlight::highlights;
use imr_ls::features::lens::lenses;
use imr_ls::features::navigation::{definitions, references};
use imr_ls::features::rename::{places, renamable};
use imr_ls::features::selection::selections;
use imr_ls::text::Text;
use std::ops::Range;
use std::path::Path;

const LETTER: &str = "\
CLINICAL CASE SUMMARY

She takes Norco. The provider requested hydrocodone/APAP and a walker.

IMR ISSUES, DECISIONS AND RATIONALES

Norco 10/325mg #60:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s): 78-80.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Opioids Page(s): 74.

Decision rationale: The chart is silent on Norco 10/325mg #60. It reports no relief, and nothing
else. Therefore, the request is not medically necessary.
";

/// The letter with a mark in the last place where some words stand, and where it is.
fn at(words: &str) -> (Snapshot, usize) {
    let (before, behind) = words.split_once("$0").expect("a mark");
    let found = LETTER.rfind(&format!("{before}{behind}")).unwrap_or_else(|| panic!("{words}"));
    (Snapshot::new(Text::from(LETTER)), found + before.len())
}

fn selected(words: &str) -> Vec<String> {
    let (snapshot, offset) = at(words);
    selections(&snapshot, offset).into_iter().map(|range| one_line(&LETTER[range])).collect()
}

fn found(words: &str, find: fn(&Snapshot, usize) -> Vec<Range<usize>>) -> Vec<&str> {
    let (snapshot, offset) = at(words);
    find(&snapshot, offset).into_iter().map(|range| &LETTER[range]).collect()
}

fn shown(words: &str) -> Vec<&str> {
    found(words, highlights)
}

#[test]
fn a_selection_grows_from_word_to_letter() {
    let grown = selected("no re$0lief");
    let starts: Vec<&str> = grown.iter().map(|words| &words[..words.len().min(18)]).collect();
    let item = "Norco 10/325mg #60";
    assert_eq!(
        starts,
        [
            "relief",
            "It reports no reli",
            "The chart is silen",
            "Decision rationale",
            item,
            "IMR ISSUES, DECISI",
            "CLINICAL CASE SUMM"
        ]
    );
    assert_eq!(grown[1], "It reports no relief, and nothing else.");
    assert_eq!(selected("10/32$05mg #60:")[..3], ["10/325mg", "Norco 10/325mg #60", "Norco 10/325mg #60: Upheld"]);
    assert_eq!(selected("a wal$0ker")[..2], ["walker", "The provider requested hydrocodone/APAP and a walker."]);
}

#[test]
fn a_treatment_is_shown_by_all_its_names() {
    let names = ["Norco", "hydrocodone/APAP", "Norco", "Norco"];
    for words in ["takes No$0rco", "requested hydro$0codone", "on $0Norco 10"] {
        assert_eq!(shown(words), names, "{words}");
    }
}

#[test]
fn a_decision_is_shown_with_its_conclusion() {
    let both = ["Upheld", "not medically necessary"];
    assert_eq!((shown("Uph$0eld"), shown("not medi$0cally")), (both.into(), both.into()));
}

#[test]
fn a_request_is_shown_where_it_is_repeated() {
    assert_eq!(shown("10/32$05mg #60:"), ["Norco 10/325mg #60"; 2]);
    assert_eq!(shown("chart is si$0lent"), [""; 0]);
    let wrapped = LETTER.replace("on Norco 10/325mg #60. It", "on Norco\n10/325mg #60. It");
    let snapshot = Snapshot::new(Text::from(wrapped.as_str()));
    let found = highlights(&snapshot, wrapped.find("325mg").expect("the request"));
    assert_eq!(
        found.into_iter().map(|range| &wrapped[range]).collect::<Vec<_>>(),
        ["Norco 10/325mg #60", "Norco\n10/325mg #60"]
    );
    let without = LETTER.replace("Norco 10/325mg #60:  Upheld", ":  Upheld");
    let snapshot = Snapshot::new(Text::from(without.as_str()));
    assert!(highlights(&snapshot, without.find("chart").expect("a word")).is_empty());
}

#[test]
fn from_a_treatment_to_its_item_and_back() {
    assert_eq!(found("requested hydro$0codone", definitions), ["Norco 10/325mg #60"]);
    let (snapshot, offset) = at("$0Norco 10/325mg #60:");
    assert_eq!(definitions(&snapshot, offset), [LETTER.find("Norco").map(|at| at..at + 5).expect("the first mention")]);
    assert_eq!(found("a wal$0ker", definitions), [""; 0]);
}

#[test]
fn from_a_decision_to_its_conclusion_and_back() {
    assert_eq!(found("Uph$0eld", definitions), ["not medically necessary"]);
    assert_eq!(found("not medi$0cally", definitions), ["Upheld"]);
}

#[test]
fn all_citations_of_a_topic() {
    let cited = found("Opi$0oids Page(s): 74", references);
    assert_eq!(cited.len(), 2, "{cited:?}");
    assert!(cited[0].ends_with("Page(s): 78-80") && cited[1].ends_with("Page(s): 74"), "{cited:?}");
    assert_eq!(found("takes No$0rco", references).len(), 4);
}

#[test]
fn a_treatment_is_renamed_within_its_item() {
    let letter = LETTER.replace("It reports", "“Norco helps”, it says, and Vicodin was stopped. It reports");
    let snapshot = Snapshot::new(Text::from(letter.as_str()));
    let at = letter.find("Norco 10/325mg").expect("the heading");
    assert_eq!(renamable(&snapshot, at + 2), Some(at..at + 5));
    let found = places(&snapshot, at).expect("a treatment");
    let found: Vec<_> = found.into_iter().map(|place| (&letter[place.range], place.is_doubtful)).collect();
    assert_eq!(found, [("Norco", false), ("Norco", false), ("Norco", true), ("Vicodin", true)]);
    assert_eq!(renamable(&snapshot, letter.find("takes Norco").expect("the summary") + 7), None);
    assert_eq!(renamable(&snapshot, letter.find("Upheld").expect("the decision")), None);
}

#[test]
fn lines_above_tell_what_is_decided() {
    let letter = format!("{LETTER}\nA walker:\n\nDecision rationale: Walking is hard.\n");
    let lenses = lenses(&Snapshot::new(Text::from(letter.as_str())));
    let shown: Vec<_> =
        lenses.iter().map(|lens| (letter[lens.at..].lines().next().unwrap_or(""), lens.title.as_str())).collect();
    assert_eq!(
        shown,
        [
            ("IMR ISSUES, DECISIONS AND RATIONALES", "1 of 2 items decided"),
            ("Norco 10/325mg #60:  Upheld", "Upheld · standard: MTUS · conclusion: agrees"),
            ("A walker:", "undecided · standard: none cited · conclusion: missing"),
            ("A walker:", "Set Upheld"),
            ("A walker:", "Set Overturned"),
        ]
    );
}

#[test]
fn ranges_lie_within_each_other_everywhere() {
    for path in support::files(Path::new("tests/letters"), "txt") {
        let letter = support::read_letter(&path);
        let snapshot = Snapshot::new(Text::from(letter.as_str()));
        for offset in (0..=letter.len()).step_by(97).filter(|offset| letter.is_char_boundary(*offset)) {
            let ranges = selections(&snapshot, offset);
            let is_nested = |pair: &[Range<usize>]| {
                pair[1].start <= pair[0].start && pair[0].end <= pair[1].end && pair[0] != pair[1]
            };
            assert!(
                ranges.windows(2).all(is_nested) && ranges.last() == Some(&(0..letter.len())),
                "{}: {offset}",
                path.display()
            );
        }
    }
}

#[test]
fn folds_lie_within_each_other_or_apart_everywhere() {
    for path in support::files(Path::new("tests/letters"), "txt") {
        let letter = support::read_letter(&path);
        let mut around: Vec<Range<usize>> = Vec::new();
        for fold in folding(&Snapshot::new(Text::from(letter.as_str()))) {
            around.retain(|outer| fold.range.start < outer.end);
            assert!(around.iter().all(|outer| fold.range.end <= outer.end), "{}: {fold:?}", path.display());
            around.push(fold.range);
        }
    }
}
