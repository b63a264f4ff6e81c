//! Every fix mends its finding, makes no new one, and leaves the rest of the letter as it is.

use crate::support;
use crate::support::dialects;
use crate::support::faults::{faults, finished_letters, planted};
use crate::support::rows::{letter, letters_with_citations};
use imr_ls::analysis::{Finding, Fix, Safety, Snapshot, Stage};
use imr_ls::text::Text;
use std::collections::BTreeMap;

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(Text::from(text))
}

fn findings(snapshot: &Snapshot) -> Vec<Finding> {
    snapshot.findings(Stage::Final, None).list
}

/// The text after a fix. Demands that its edits stand in order, within the text, and apart.
fn applied(text: &str, fix: &Fix) -> String {
    let mut after = String::new();
    let mut copied = 0;
    for edit in &fix.edits {
        assert!(copied <= edit.range.start && edit.range.end <= text.len(), "{fix:?}");
        after += &text[copied..edit.range.start];
        after += &edit.insert;
        copied = edit.range.end;
    }
    after + &text[copied..]
}

/// What a fix that nobody prefers may bring to light: the gap it leaves room for, or what else is wrong with the words it
/// puts there.
fn may_uncover(code: &str) -> &'static [&'static str] {
    match code {
        "IMR101" => &["IMR104", "IMR105", "IMR106"],
        "IMR201" | "IMR202" => &["IMR401"],
        "IMR211" => OF_CITATIONS,
        "IMR214" | "IMR301" | "IMR302" | "IMR305" | "IMR309" => &OF_CITATIONS[1..],
        _ => &[],
    }
}

/// What is found empty behind a new label, and then what is found wrong in a citation that becomes the reviewer's own.
const OF_CITATIONS: &[&str] = &[
    "IMR214", "IMR301", "IMR302", "IMR303", "IMR304", "IMR305", "IMR306", "IMR307", "IMR308", "IMR309", "IMR310",
    "IMR311",
];

/// What is wrong with the fixes of a text, but for findings that were `known` before, which a fix may bring back; and how
/// many there are, by rule.
fn judge(name: &str, text: &str, known: &[Finding], counts: &mut BTreeMap<&'static str, usize>) -> String {
    let before = snapshot(text);
    let found = findings(&before);
    let mut wrong = String::new();
    let is_new = |finding: &&Finding| known.iter().all(|known| known.message != finding.message);
    for finding in found.iter().filter(is_new) {
        let fixes = before.fixes(finding);
        assert!(fixes.iter().filter(|fix| fix.is_preferred).count() <= 1, "{name}: {fixes:?}");
        for fix in &fixes {
            *counts.entry(finding.rule.code).or_default() += 1;
            let changed = applied(text, fix);
            let after = findings(&snapshot(&changed));
            let count = |list: &[Finding], code| list.iter().filter(|finding| finding.rule.code == code).count();
            let same = |other: &&Finding| other.rule == finding.rule && other.message == finding.message;
            if after.iter().filter(same).count() >= found.iter().filter(same).count() {
                wrong += &format!("{name}: {}: “{}” leaves {:?}\n", finding.rule.code, fix.title, finding.message);
            }
            let uncovered = if fix.is_preferred { &[] } else { may_uncover(finding.rule.code) };
            for new in &after {
                let code = new.rule.code;
                if count(&after, code) > count(&found, code) && !uncovered.contains(&code) && is_new(&new) {
                    wrong +=
                        &format!("{name}: {}: “{}” makes {code} {:?}\n", finding.rule.code, fix.title, new.message);
                }
            }
            if text.contains("\r\n") != changed.contains("\r\n")
                || text.replace("\r\n", "").contains('\n') != changed.replace("\r\n", "").contains('\n')
            {
                wrong += &format!("{name}: {}: “{}” mixes line breaks\n", finding.rule.code, fix.title);
            }
        }
    }
    wrong
}

#[test]
fn fixes_of_planted_faults_mend_them() {
    let mut counts = BTreeMap::new();
    let mut wrong = String::new();
    for (name, text) in finished_letters() {
        wrong += &judge(&name, &text, &[], &mut counts);
        let known = findings(&snapshot(&text));
        for fault in faults(&text) {
            wrong += &judge(&format!("{name}: {}", fault.what), &planted(&text, &fault), &known, &mut counts);
        }
    }
    for code in ["IMR101", "IMR201", "IMR202", "IMR211", "IMR214", "IMR401"] {
        assert!(counts.get(code).is_some_and(|count| *count > 20), "{code}: {counts:?}");
    }
    assert!(wrong.is_empty(), "{} of {counts:?}:\n{wrong}", wrong.lines().count());
}

#[test]
fn fixes_do_so_in_every_dialect() {
    let mut counts = BTreeMap::new();
    let mut wrong = String::new();
    let letter = finished_letters().into_iter().find(|(_, text)| dialects::is_double_spaced(text)).expect("a letter");
    for (dialect, text) in dialects::all(&letter.1) {
        let known = findings(&snapshot(&text));
        for fault in faults(&text) {
            wrong += &judge(&format!("{dialect}: {}", fault.what), &planted(&text, &fault), &known, &mut counts);
        }
    }
    assert!(wrong.is_empty(), "{} of {counts:?}:\n{wrong}", wrong.lines().count());
}

#[test]
fn fixes_mend_what_is_found_in_any_letter() {
    let mut counts = BTreeMap::new();
    let wrong: String = support::all_letters().iter().map(|(name, text)| judge(name, text, &[], &mut counts)).collect();
    assert!(counts.values().sum::<usize>() > 60, "{counts:?}");
    assert!(wrong.is_empty(), "{} of {counts:?}:\n{wrong}", wrong.lines().count());
}

const HEADING: &str = "Valium 5mg #8:  Upheld";
const CLAIMS: &str = "Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment Guidelines \
                      Benzodiazepines Page(s): 24.";
const MAXIMUS: &str =
    "MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines Benzodiazepines Page(s): 24.";
const RATIONALE: &str = "Decision rationale: Long-term use is not supported. The request is not medically necessary.";

/// The fixes of the findings of a rule, each with the letter after it.
fn fixed(code: &str, text: &str) -> Vec<(Fix, String)> {
    let snapshot = snapshot(text);
    let of_rule = findings(&snapshot).into_iter().filter(|finding| finding.rule.code == code);
    let fixes = of_rule.flat_map(|finding| snapshot.fixes(&finding));
    fixes.map(|fix| (fix.clone(), applied(text, &fix))).collect()
}

fn assert_fixed(code: &str, before: &str, titles: &[&str], after: &str) {
    let fixed = fixed(code, before);
    let found: Vec<&str> = fixed.iter().map(|(fix, _)| fix.title.as_str()).collect();
    assert_eq!(found, titles, "{before}");
    assert_eq!(fixed[0].1, after);
}

#[test]
fn decisions() {
    let with = |heading: &str| letter(heading, CLAIMS, MAXIMUS, RATIONALE);
    let finished = with(HEADING);
    for undecided in ["Valium 5mg #8:", "Valium 5mg #8", "Valium 5mg #8:  TBD"] {
        assert_fixed("IMR201", &with(undecided), &["Set “Upheld”", "Set “Overturned”"], &finished);
    }
    assert_fixed("IMR201", &with("Valium 5mg #8 - Upheld"), &["Put a colon before “Upheld”"], &finished);
    assert_fixed("IMR202", &with("Valium 5mg #8:  Uphled"), &["Change it to “Upheld”"], &finished);
    assert_fixed("IMR202", &with("Valium 5mg #8:  Modified"), &["Set “Upheld”", "Set “Overturned”"], &finished);
    assert_fixed("IMR401", &with("Valium 5mg #8:  Overturned"), &["Change the decision to “Upheld”"], &finished);
    let shouted = with("Valium 5mg #8:  OVERTURNED");
    assert_fixed("IMR401", &shouted, &["Change the decision to “Upheld”"], &with("Valium 5mg #8:  UPHELD"));
}

#[test]
fn fields() {
    let finished = letter(HEADING, CLAIMS, MAXIMUS, RATIONALE);
    let without_label = |field: &str| field.split_once(": ").expect("a label").1.to_owned();
    let bare = |field: &str| field.split_once(": ").expect("a label").0.to_owned() + ":";
    let texts = [
        ("Claims Administrator guideline:", letter(HEADING, &without_label(CLAIMS), MAXIMUS, RATIONALE)),
        ("MAXIMUS guideline:", letter(HEADING, CLAIMS, &without_label(MAXIMUS), RATIONALE)),
        ("Decision rationale:", letter(HEADING, CLAIMS, MAXIMUS, &without_label(RATIONALE))),
    ];
    for (label, text) in texts {
        assert_fixed("IMR211", &text, &[&format!("Insert “{label}”")], &finished);
    }
    let absent = finished.replace(&format!("{MAXIMUS}\n\n"), "");
    let empty = letter(HEADING, CLAIMS, &bare(MAXIMUS), RATIONALE);
    assert_fixed("IMR211", &absent, &["Insert “MAXIMUS guideline:”"], &empty);
    assert_fixed("IMR214", &empty, &["Use the claims administrator's citation"], &finished);
    let only_heading = finished.replace(&format!("{CLAIMS}\n\n{MAXIMUS}\n\n"), "");
    let both = letter(HEADING, &bare(CLAIMS), &bare(MAXIMUS), RATIONALE);
    let title = "Insert “Claims Administrator guideline:”, “MAXIMUS guideline:”";
    assert_fixed("IMR211", &only_heading, &[title], &both);
    let twice = letter(HEADING, CLAIMS, &format!("{MAXIMUS}\n\n{}", bare(MAXIMUS)), RATIONALE);
    assert_fixed("IMR212", &twice, &["Delete the empty “MAXIMUS guideline:”"], &finished);
    let written_twice = letter(HEADING, CLAIMS, &format!("{MAXIMUS}\n\n{MAXIMUS}"), RATIONALE);
    assert!(fixed("IMR212", &written_twice).is_empty());
    for misplaced in [letter(HEADING, MAXIMUS, CLAIMS, RATIONALE), letter(HEADING, MAXIMUS, RATIONALE, CLAIMS)] {
        let fixed = fixed("IMR213", &misplaced);
        assert_eq!((fixed.len(), fixed[0].1.as_str()), (1, finished.as_str()));
    }
}

#[test]
fn sections() {
    let finished = letter(HEADING, CLAIMS, MAXIMUS, RATIONALE);
    let lead_in = "The expert reviewer developed the following clinical case summary based on a review of the case file, \
                   including all medical records:";
    let heading = "CLINICAL CASE SUMMARY\n\n";
    let led_in = finished.replace(heading, &format!("{heading}{lead_in}\n\n"));
    let inserted = "Insert the heading “CLINICAL CASE SUMMARY”";
    assert_fixed("IMR101", &led_in.replace(heading, ""), &[inserted], &led_in);
    let summary = "The injured worker has neck pain.\n\n";
    let absent = finished.replace(heading, "").replace(summary, "");
    assert_fixed("IMR101", &absent, &[inserted], &led_in.replace(summary, ""));
    let twice = finished.replace(heading, &format!("{heading}{heading}"));
    assert_fixed("IMR102", &twice, &["Delete the empty section"], &finished);
    let moved = finished.replace(&format!("{heading}{summary}"), "").trim_end().to_owned()
        + &format!("\n\n{heading}{}", summary.trim_end())
        + "\n";
    let title = "Move the section “IMR ISSUES, DECISIONS AND RATIONALES” to its place";
    assert_fixed("IMR103", &moved, &[title], &finished);
}

#[test]
fn citations() {
    let with = |cited: &str| {
        let maximus = format!("MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines {cited}.");
        letter(HEADING, CLAIMS, &maximus, RATIONALE)
    };
    for (code, cited, title, usual) in [
        ("IMR301", "Benzodiazapines Page(s): 24", "Change it to “Benzodiazepines”", "Benzodiazepines Page(s): 24"),
        (
            "IMR302",
            "Benzodiazepines Page(s): 66",
            "Cite 24, where “Benzodiazepines” stands",
            "Benzodiazepines Page(s): 24",
        ),
        ("IMR305", "Page(s): 80-78", "Change the pages to 78-80", "Page(s): 78-80"),
        ("IMR306", "Benzodiazepines, pg. 24", "Write “Page(s):”", "Benzodiazepines Page(s): 24"),
        ("IMR306", "\"Benzodiazepines\"; page 24", "Write “Page(s):”", "\"Benzodiazepines\" Page(s): 24"),
        ("IMR306", "Muscle\nrelaxants ?\nPage(s):\n63", "Write “Page(s):”", "Muscle\nrelaxants Page(s):\n63"),
        ("IMR306", "Muscle relaxants Page(s): 63?66", "Change the pages to 63-66", "Muscle relaxants Page(s): 63-66"),
        (
            "IMR307",
            "Muscle relaxants Page(s): 63-66, page 64",
            "Delete the repeated page",
            "Muscle relaxants Page(s): 63-66",
        ),
        ("IMR308", "\"Benzodiazepines Page(s): 24", "Delete the quotation mark", "Benzodiazepines Page(s): 24"),
        ("IMR309", "Page(s): 24", "Name the topic “Benzodiazepines”", "Benzodiazepines Page(s): 24"),
    ] {
        let fixed = fixed(code, &with(cited));
        let (fix, after) = fixed.first().unwrap_or_else(|| panic!("no fix for {cited}"));
        assert!(fix.title.starts_with(title), "{}", fix.title);
        assert_eq!(*after, with(usual));
        let is_form = matches!(code, "IMR306" | "IMR307" | "IMR308") && !cited.contains("63?66");
        assert_eq!(fix.safety == Safety::Safe, is_form, "{cited}");
        assert!(judge(cited, &with(cited), &[], &mut BTreeMap::new()).is_empty(), "{cited}");
    }
}

#[test]
fn fixes_of_citations_mend_them() {
    let mut counts = BTreeMap::new();
    let mut wrong = String::new();
    for (name, text) in letters_with_citations() {
        wrong += &judge(&name, &text, &[], &mut counts);
    }
    for code in ["IMR301", "IMR302", "IMR305", "IMR306", "IMR307", "IMR308", "IMR309"] {
        assert!(counts.contains_key(code), "{code}: {counts:?}");
    }
    assert!(wrong.is_empty(), "{} of {counts:?}:\n{wrong}", wrong.lines().count());
}

/// What the reviewer leads in with is not what was cited.
#[test]
fn leads_are_not_copied() {
    let claims = "Claims Administrator guideline: The Claims Administrator did not base their decision on the MTUS. Decision \
                  based on Non-MTUS Citation Official Disability Guidelines (ODG), Pain (Chronic).";
    let text = letter(HEADING, claims, "MAXIMUS guideline:", RATIONALE);
    let fixed = fixed("IMR214", &text);
    let copied = "MAXIMUS guideline: Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Pain (Chronic).\n";
    assert!(fixed[0].1.contains(copied), "{}", fixed[0].1);
}
