//! What belongs to a place, marked `$0`, in a letter: what a selection grows to, and what is shown together.

mod support;

use imr_ls::analysis::Snapshot;
use imr_ls::features::highlight::highlights;
use imr_ls::features::selection::selections;
use imr_ls::text::Text;
use std::path::Path;
use support::one_line;

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

fn shown(words: &str) -> Vec<&str> {
    let (snapshot, offset) = at(words);
    highlights(&snapshot, offset).into_iter().map(|range| &LETTER[range]).collect()
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
}

#[test]
fn ranges_lie_within_each_other_everywhere() {
    for path in support::files(Path::new("tests/letters"), "txt") {
        let letter = support::read_letter(&path);
        let snapshot = Snapshot::new(Text::from(letter.as_str()));
        for offset in (0..=letter.len()).step_by(97).filter(|offset| letter.is_char_boundary(*offset)) {
            let ranges = selections(&snapshot, offset);
            let is_nested = |pair: &[std::ops::Range<usize>]| {
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
