//! Deciding items, arranging them, and letters that are made anew.

use imr_ls::analysis::{Severity, Snapshot, Stage};
use imr_ls::features::arrange::{insert_item, move_item_down, move_item_up};
use imr_ls::features::decide::set_decision;
use imr_ls::features::new_letter::{listed_items, new_letter};
use imr_ls::layouts::LayoutId;
use imr_ls::layouts::decision::Verdict;
use imr_ls::layouts::wording::Profile;
use imr_ls::text::{Edit, Text, apply_all};

const HEAD: &str = "CLINICAL CASE SUMMARY\n\nShe fell.\n\nIMR ISSUES, DECISIONS AND RATIONALES\n\n";

fn snapshot(items: &str) -> (String, Snapshot) {
    let text = format!("{HEAD}{items}");
    let snapshot = Snapshot::new(Text::from(text.as_str()));
    (text, snapshot)
}

fn item(heading: &str, conclusion: &str) -> String {
    format!(
        "{heading}\n\nClaims Administrator guideline: None.\n\nMAXIMUS guideline: None.\n\n\
         Decision rationale: The pain is less. {conclusion}\n"
    )
}

/// The item with the decision set, and how many of its changes are doubtful.
fn set(heading: &str, conclusion: &str, verdict: Verdict) -> Option<(String, usize)> {
    let (text, snapshot) = snapshot(&item(heading, conclusion));
    let turned = set_decision(&snapshot, HEAD.len(), verdict)?;
    let doubtful = turned.iter().filter(|turned| turned.is_doubtful).count();
    let edits: Vec<Edit> = turned.into_iter().map(|turned| turned.edit).collect();
    Some((apply_all(&text, &edits)[HEAD.len()..].to_owned(), doubtful))
}

#[test]
fn heading_and_conclusion_are_turned_together() {
    let (no, yes) = (Verdict::Upheld, Verdict::Overturned);
    for (denied, granted) in [
        ("Therefore, the request is not medically necessary.", "Therefore, the request is medically necessary."),
        ("The request is therefore not medically necessary.", "The request is therefore medically necessary."),
        ("The requests are not\nmedically necessary.", "The requests are medically necessary."),
        ("Medical necessity is not established.", "Medical necessity is established."),
        ("Soma was not medically necessary and appropriate.", "Soma was medically necessary and appropriate."),
    ] {
        let upheld = item("1. Soma 350mg #20:  Upheld", denied);
        let overturned = item("1. Soma 350mg #20:  Overturned", granted);
        let turned = set("1. Soma 350mg #20:  Upheld", denied, yes);
        assert_eq!(turned, Some((overturned.clone(), 0)), "{denied}");
        if !denied.contains('\n') {
            assert_eq!(set("1. Soma 350mg #20:  Overturned", granted, no), Some((upheld, 0)), "{granted}");
        }
        assert_eq!(set("1. Soma 350mg #20:  UPHELD", granted, no).map(|set| set.0.contains("UPHELD")), Some(true));
        assert_eq!(set("1. Soma 350mg #20:  Overturned", granted, yes), Some((overturned, 0)), "nothing to do");
    }
}

#[test]
fn what_cannot_be_turned_surely_is_left() {
    for conclusion in [
        "The request cannot be considered medically necessary.",
        "The request isn't medically necessary.",
        "The request is neither medically necessary nor appropriate.",
        "The request lacks medical necessity.",
    ] {
        assert_eq!(set("Soma 350mg #20:  Upheld", conclusion, Verdict::Overturned), None, "{conclusion}");
    }
}

const THREE: [&str; 3] = ["1. Soma 350mg #20:  Upheld", "2. Norco 5mg #60:  Upheld", "3. Valium 5mg #8:  Upheld"];

fn three() -> String {
    THREE.map(|heading| item(heading, "It is not medically necessary.")).join("\n")
}

/// The headings after a change at an item.
fn after(items: &str, at: &str, arrange: fn(&Snapshot, usize) -> Option<Vec<Edit>>) -> Option<Vec<String>> {
    let (text, snapshot) = snapshot(items);
    let edits = arrange(&snapshot, text.find(at).expect("the item"))?;
    let after = apply_all(&text, &edits);
    let snapshot = Snapshot::new(Text::from(after.as_str()));
    let heading = |(offset, item): (usize, &imr_ls::model::Item)| {
        assert_eq!(item.fields.len(), 3, "{after}");
        let heading = &item.heading.as_ref().expect("a heading").range;
        after[offset + heading.start..offset + heading.end].to_owned()
    };
    Some(snapshot.letter().items().map(heading).collect())
}

#[test]
fn items_change_places_and_numbers_stay() {
    let up = ["1. Norco 5mg #60:  Upheld", "2. Soma 350mg #20:  Upheld", THREE[2]].map(str::to_owned);
    assert_eq!(after(&three(), "Norco", move_item_up), Some(up.to_vec()));
    assert_eq!(after(&three(), "Soma", move_item_down), Some(up.to_vec()));
    assert_eq!(after(&three(), "Soma", move_item_up), None);
    assert_eq!(after(&three(), "Valium", move_item_down), None);
    assert_eq!(after(&three().replace("3. ", "7. "), "Valium", move_item_up), None, "numbers in no order");
    let plain = three().replace("1. ", "").replace("2. ", "").replace("3. ", "");
    let moved = after(&plain, "Norco", move_item_down).expect("a change");
    assert!(moved[2].starts_with("Norco"), "{moved:?}");
}

#[test]
fn an_item_is_put_in_with_the_next_number() {
    let found = after(&three(), "Norco", insert_item).expect("a change");
    assert_eq!(found, [THREE[0], THREE[1], "3. ___:  ___", "4. Valium 5mg #8:  Upheld"]);
    let last = after(&three(), "Valium", insert_item).expect("a change");
    assert_eq!(last[3], "4. ___:  ___");
    assert_eq!(after(&three().replace("3. ", "7. "), "Soma", insert_item), None);
    assert!(insert_item(&snapshot("").1, usize::MAX).is_none());
}

#[test]
fn a_new_letter_is_a_draft_with_nothing_but_gaps() {
    let lists = [Vec::new(), listed_items("- Norco 10/325mg #60:\n\n2. Soma 350mg #30; MRI of the lumbar spine")];
    for layout in [LayoutId::Letter2014, LayoutId::Letter2015] {
        for items in &lists {
            let text = new_letter(layout, items, &Profile::default());
            let snapshot = Snapshot::new(Text::from(text.as_str()));
            assert_eq!(snapshot.layout(), layout, "{text}");
            assert_eq!(snapshot.letter().items().count(), items.len(), "{text}");
            let findings = snapshot.findings(Stage::Draft, None).list;
            let loud: Vec<_> = findings.iter().filter(|finding| finding.severity != Severity::Information).collect();
            assert!(loud.is_empty(), "{loud:#?}\n{text}");
        }
    }
    assert_eq!(lists[1], ["Norco 10/325mg #60", "Soma 350mg #30", "MRI of the lumbar spine"]);
    assert_eq!(new_letter(LayoutId::Notice2013, &[], &Profile::default()), "");
}
