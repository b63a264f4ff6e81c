//! One fault planted in a finished letter gives one finding: the one a reviewer would expect, where they
//! would look for it.

use crate::support;
use crate::support::faults::{faults, finished_letters, planted};
use crate::support::reading;
use imr_ls::analysis::{Finding, Snapshot, Stage};
use imr_ls::layouts::{FieldKind, SectionKind};
use imr_ls::model::shifted;
use imr_ls::text::Text;
use std::path::Path;

fn findings(text: &str) -> Vec<Finding> {
    let mut found = Snapshot::new(Text::from(text)).findings(Stage::Final, None).list;
    found.retain(|finding| !reading::is_left_out(finding));
    found
}

#[test]
fn one_fault_gives_one_finding() {
    let (mut wrong, mut count) = (String::new(), 0);
    for (name, text) in finished_letters() {
        for fault in faults(&text) {
            count += 1;
            let changed = planted(&text, &fault);
            let found = findings(&changed);
            let told: Vec<_> =
                found.iter().map(|finding| (finding.rule.code, &changed[finding.range.clone()])).collect();
            let is_right =
                matches!(told[..], [(code, words)] if code == fault.code && (fault.at.is_empty() || words == fault.at));
            if !is_right {
                wrong +=
                    &format!("{name}: {}\n  expected {} at {:?}\n  found {told:?}\n", fault.what, fault.code, fault.at);
            }
        }
    }
    assert!(count > 500, "only {count} faults");
    assert!(wrong.is_empty(), "{} of {count}:\n{wrong}", wrong.matches("expected").count());
}

/// A heading is found wherever its section's own words begin, with the fixed wording or without.
#[test]
fn sections_without_their_lead_in_are_sections() {
    for (name, text) in finished_letters() {
        let snapshot = Snapshot::new(Text::from(text.as_str()));
        let (offset, section) = snapshot.letter().section(SectionKind::CaseSummary).expect("finished");
        let lead_in = shifted(section.lead_in.as_ref().expect("finished"), offset);
        let mut changed = text.clone();
        changed.replace_range(lead_in, "");
        assert_eq!(findings(&changed), [], "{name}");
        let changed = Snapshot::new(Text::from(changed.as_str()));
        let (_, section) = changed.letter().section(SectionKind::CaseSummary).expect("still there");
        assert!(section.heading.as_ref().is_some_and(|heading| !heading.is_empty()), "{name}");
    }
}

#[test]
fn repeated_and_misplaced_things_are_told_once() {
    let (mut wrong, mut count) = (String::new(), 0);
    for (name, text) in finished_letters() {
        let snapshot = Snapshot::new(Text::from(text.as_str()));
        let Some((offset, item)) = snapshot.letter().items().next() else { continue };
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let field = |kind| shifted(&item.field(kind).expect("finished").range(), offset);
        let (claims, maximus) = (field(FieldKind::ClaimsAdministrator), field(FieldKind::Maximus));
        let twice = format!("{}{line_break}{line_break}{}", &text[maximus.clone()], &text[maximus.clone()]);
        let mut repeated = text.clone();
        repeated.replace_range(maximus.clone(), &twice);
        let mut swapped = text.clone();
        swapped.replace_range(maximus.clone(), &text[claims.clone()]);
        swapped.replace_range(claims, &text[maximus]);
        for (what, changed, code) in [("a field twice", repeated, "IMR212"), ("fields swapped", swapped, "IMR213")] {
            count += 1;
            let told: Vec<_> = findings(&changed).iter().map(|finding| finding.rule.code).collect();
            if told != [code] {
                wrong += &format!("{name}: {what}: expected {code}, found {told:?}\n");
            }
        }
    }
    assert!(count >= 30, "only {count}");
    assert!(wrong.is_empty(), "{wrong}");
}

/// Ways in which finished letters are written as well: none of them is a fault.
#[test]
fn other_ways_of_writing_are_no_faults() {
    let text = support::read_letter(Path::new("tests/letters/2015-hand-typed-list-rationale.txt"));
    let variants = [
        ("IMR ISSUES, DECISIONS AND RATIONALES", "IMR ISSUES, DECISIONS, AND RATIONALES"),
        ("IMR ISSUES, DECISIONS AND RATIONALES", "IMR ISSUES, DECISIONS & RATIONALES"),
        ("IMR ISSUES, DECISIONS AND RATIONALES", "Imr Issues, Decisions and Rationales:"),
        ("CLINICAL CASE SUMMARY\n", "CLINICAL CASE SUMMARY: "),
        ("Claims Administrator guideline:", "Claims Administrator's guideline:"),
        ("Claims Administrator guideline:", "CLAIMS ADMINISTRATOR GUIDELINE:"),
        ("MAXIMUS guideline:", "Maximus Guideline –"),
        ("MAXIMUS guideline:", "MAXIMUS' guidelines:"),
        ("Decision rationale: ", "Decision Rationale:\n"),
        (": Upheld", ": Upheld (not medically necessary)"),
        (": Upheld", ": UPHELD."),
        ("State(s) of Licensure: ", "State(s) of Licensure:\n"),
        ("State(s) of Licensure:", "State of Licensure:"),
        ("Certification(s)/Specialty:", "Specialty:"),
    ];
    let original = reading::read(&text);
    for (written, otherwise) in variants {
        assert!(text.contains(written), "{written:?} does not occur");
        let changed = text.replace(written, otherwise);
        let found = reading::read(&changed);
        let items = |reading: &reading::Reading| -> Vec<_> {
            reading.items.iter().map(|item| (item.request.clone(), item.decision.clone())).collect()
        };
        assert_eq!((found.findings.as_slice(), items(&found)), (&[][..], items(&original)), "{otherwise:?}");
    }
}

#[test]
fn lists_in_a_rationale_are_no_items() {
    let text = "IMR ISSUES, DECISIONS AND RATIONALES\n\nSoma 350mg #30: Upheld\n\nClaims Administrator guideline: Decision \
                based on MTUS Chronic Pain Treatment Guidelines Page(s): 29.\n\nMAXIMUS guideline: Decision based on MTUS \
                Chronic Pain Treatment Guidelines Page(s): 29.\n\nDecision rationale: The earlier requests were:\n\n\
                Robaxin 500mg #30: Denied\n\nNorco 10/325mg #60: Modified to #30\n\nTherefore, the request is not \
                medically necessary.\n";
    let snapshot = Snapshot::new(Text::from(text));
    assert_eq!(snapshot.letter().items().count(), 1);
}

/// The findings of an item with this heading and this rationale.
fn codes(heading: &str, rationale: &str) -> Vec<&'static str> {
    let text = format!(
        "CLINICAL CASE SUMMARY\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n{heading}\n\nDecision rationale: {rationale}\n"
    );
    let item = |code: &&str| !matches!(*code, "IMR101" | "IMR104" | "IMR211");
    findings(&text).iter().map(|finding| finding.rule.code).filter(item).collect()
}

#[test]
fn what_is_done_with_a_denial_may_contradict_the_decision() {
    for (heading, end) in [
        ("Soma 350mg #30: Overturned", "The original denial is upheld."),
        ("Soma 350mg #30: Overturned", "Recommend non-certification."),
        ("Soma 350mg #30: Upheld", "The denial is overturned."),
        ("Soma 350mg #30: Upheld", "I recommend approval."),
    ] {
        let rationale = format!("The chart describes no spasm. {end}");
        assert_eq!(codes(heading, &rationale), ["IMR401"], "{heading} {end}");
    }
    assert_eq!(codes("Soma 350mg #30: Upheld", "No spasm is seen. The denial is upheld."), [""; 0]);
    assert_eq!(codes("Soma 350mg #30: Overturned", "A spasm is seen. I recommend approval."), [""; 0]);
}

/// Where one thing is necessary and another not, only what is surely said of the whole request contradicts.
#[test]
fn a_rationale_that_concludes_both_ways() {
    let both = "Six visits of home exercise are medically necessary.";
    for (decision, rationale, contradicts) in [
        ("Overturned", format!("{both} The request for 24 visits is not medically necessary."), true),
        ("Overturned", format!("{both} Therefore, physical therapy, 24 visits, is not medically necessary."), true),
        ("Overturned", format!("{both} The denial is upheld."), true),
        ("Overturned", format!("{both} The medical necessity of the request is not established."), true),
        (
            "Upheld",
            "A brace is not medically necessary. The request for 24 visits is medically necessary.".into(),
            true,
        ),
        ("Overturned", format!("{both} Further visits are not medically necessary."), false),
        ("Overturned", format!("{both} The rest of the requested visits is not medically necessary."), false),
        (
            "Upheld",
            "The request is not medically necessary. However, 6 of the requested visits are medically necessary."
                .into(),
            false,
        ),
        (
            "Upheld",
            "The request is not medically necessary. A modified request for 6 visits is medically necessary.".into(),
            false,
        ),
        (
            "Upheld",
            "The request is not medically necessary. One month of physical therapy, 24 visits, is medically necessary."
                .into(),
            false,
        ),
        (
            "Upheld",
            "The request is not medically necessary. A trial of the requested therapy is medically necessary.".into(),
            false,
        ),
    ] {
        let found = codes(&format!("Physical therapy, 24 visits: {decision}"), &rationale);
        assert_eq!(found.contains(&"IMR401"), contradicts, "{decision}: {rationale}: {found:?}");
    }
}

/// A rationale that finds one thing necessary and another not contradicts no decision by that alone.
#[test]
fn an_aside_is_no_contradiction() {
    for aside in ["Six visits are medically necessary.", "However, continued home exercise is medically necessary."] {
        let text = format!(
            "CLINICAL CASE SUMMARY\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\nPhysical therapy, 24 visits: Upheld\n\n\
             Decision rationale: The request for 24 visits is not medically necessary. {aside}\n"
        );
        let found = findings(&text);
        assert!(found.iter().all(|finding| finding.rule.code != "IMR401"), "{aside}: {found:?}");
    }
}

/// What is wrong with a decision that is there, but cannot be read.
#[test]
fn advice_on_a_decision_that_is_not_read() {
    for (heading, advice) in [
        ("Soma 350mg #30 Upheld", "Put a colon before “Upheld”"),
        ("Norco: 10/325mg #60 Upheld", "Put a colon before “Upheld”"),
        ("Soma 350mg #30: the decision is Upheld", "Write only “Upheld” behind the colon"),
        ("Soma 350mg #30: it has been decided: denial to be Overturned", "Write only “Overturned” behind the colon"),
    ] {
        let text = format!(
            "IMR ISSUES, DECISIONS AND RATIONALES\n\n{heading}\n\nMAXIMUS guideline: \n\nDecision rationale: \n"
        );
        let messages: Vec<_> = findings(&text)
            .into_iter()
            .filter(|finding| finding.rule.code == "IMR201")
            .map(|finding| finding.message)
            .collect();
        assert!(matches!(&messages[..], [message] if message.starts_with(advice)), "{heading}: {messages:?}");
    }
    assert_eq!(codes("Soma 350mg #30: Decision Upheld", "The request is medically necessary."), ["IMR401"]);
    assert_eq!(codes("Soma 350mg #30: Decision: Upheld", "The request is not medically necessary."), [""; 0]);
}

/// Letters of both generations tell specialty and states; without one of the two there is one finding, which names it.
#[test]
fn the_missing_credential_is_named() {
    let (mut wrong, mut count) = (String::new(), 0);
    let missing = |changed: &str| -> Vec<String> { findings(changed).into_iter().map(|found| found.message).collect() };
    for (name, text) in finished_letters() {
        let snapshot = Snapshot::new(Text::from(text.as_str()));
        let (offset, section) = snapshot.letter().section(SectionKind::HowMade).expect("finished");
        let place = shifted(section.content.as_ref().or(section.lead_in.as_ref()).expect("finished"), offset);
        let mut faults = Vec::new();
        for (opening, absent) in
            [("State(s) of Licensure:", "state of licensure"), ("Certification(s)/Specialty:", "specialty")]
        {
            if let Some(at) = text.find(opening) {
                let start = at + opening.len();
                let end = start + text[start..].find(['\n', '\r']).unwrap_or(0);
                faults.push((start..end, absent));
            }
        }
        let prose = text[place.clone()].to_owned();
        let words = |start: &str, end: &str| {
            let from = place.start + prose.find(start)?;
            Some(from..from + text[from..].find(end)?)
        };
        if faults.is_empty() {
            faults.extend(words("licensed", ".").map(|range| (range, "state of licensure")));
            faults.extend(words("Board", "licensed").map(|range| (range, "specialty")));
        }
        for (range, absent) in faults {
            count += 1;
            let mut changed = text.clone();
            changed.replace_range(range, "");
            let found = missing(&changed);
            let is_right = matches!(&found[..], [message] if message.contains(&format!("reviewer's {absent}. Add it")));
            if !is_right {
                wrong += &format!("{name}: without {absent}: {found:?}\n");
            }
        }
    }
    assert!(count >= 40, "only {count}");
    assert!(wrong.is_empty(), "{wrong}");
}
