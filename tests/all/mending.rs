//! Mending all that needs no look: it is done once, mends what it touches, and says nothing else than the letter said.

use crate::support;
use crate::support::rows::letters_with_citations;
use imr_ls::analysis::{Safety, Snapshot, Stage};
use imr_ls::features::actions::mend_all;
use imr_ls::layouts::FieldKind;
use imr_ls::model::shifted;
use imr_ls::text::{Edit, Text, apply_all};
use std::collections::{BTreeMap, BTreeSet};

fn snapshot(text: &str) -> Snapshot {
    Snapshot::new(Text::from(text))
}

/// What is found, and how often; without places, which move.
fn findings(snapshot: &Snapshot) -> BTreeMap<(&'static str, String), usize> {
    let mut counts = BTreeMap::new();
    for finding in snapshot.findings(Stage::Final, None).list {
        *counts.entry((finding.rule.code, finding.message)).or_default() += 1;
    }
    counts
}

/// Whether anything is left that needs no look.
fn is_mended(snapshot: &Snapshot) -> bool {
    let findings = snapshot.findings(Stage::Final, None).list;
    let mut fixes = findings.iter().flat_map(|finding| snapshot.fixes(finding));
    !fixes.any(|fix| fix.safety == Safety::Safe && fix.is_preferred)
}

fn are_apart(edits: &[Edit], text: &str) -> bool {
    let ends = [0].into_iter().chain(edits.iter().map(|edit| edit.range.end));
    ends.zip(edits).all(|(end, edit)| end <= edit.range.start && edit.range.start <= edit.range.end)
        && edits.last().is_none_or(|last| last.range.end <= text.len())
}

/// What a letter says: the words beside its guideline lines, and what is cited in those.
fn said(snapshot: &Snapshot) -> (String, Vec<(String, BTreeSet<String>)>) {
    let text = snapshot.text();
    let mut rest = text.slice(0..text.len()).into_owned();
    let mut cited = Vec::new();
    let lines = snapshot.letter().items().flat_map(|(offset, item)| {
        let is_guideline_line = |kind| kind != FieldKind::Rationale;
        let fields = item.fields.iter().filter(move |field| is_guideline_line(field.kind));
        fields.filter_map(move |field| Some((offset, field, shifted(field.content.as_ref()?, offset))))
    });
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by_key(|(_, _, line)| line.start);
    for (offset, field, line) in lines.iter().rev() {
        rest.replace_range(line.clone(), "");
        let words = |place: &Option<std::ops::Range<usize>>| {
            let words = place.as_ref().map(|place| text.slice(shifted(place, *offset)).into_owned());
            words.unwrap_or_default().chars().filter(|char| char.is_alphanumeric()).collect::<String>()
        };
        for citation in &field.citations {
            let names = [&citation.guideline, &citation.chapter, &citation.topic, &citation.section].map(words);
            let pages = citation.pages.iter().map(|page| format!("{}-{}", page.first, page.last)).collect();
            cited.push((names.concat(), pages));
        }
    }
    rest.retain(|char| !char.is_whitespace());
    (rest, cited)
}

#[test]
fn mending_all_is_done_once_and_says_the_same() {
    let (mut changed, mut wrong) = (0, Vec::new());
    for (name, text) in support::all_letters().into_iter().chain(letters_with_citations()) {
        let before = snapshot(&text);
        let edits = mend_all(&before);
        assert!(are_apart(&edits, &text), "{name}: {edits:?}");
        assert_eq!(edits.is_empty(), is_mended(&before), "{name}");
        if edits.is_empty() {
            continue;
        }
        changed += 1;
        let after = snapshot(&apply_all(&text, &edits));
        if !is_mended(&after) || !mend_all(&after).is_empty() {
            wrong.push(format!("{name}: something is left"));
        }
        let (found, left) = (findings(&before), findings(&after));
        for (finding, count) in &left {
            if *count > found.get(finding).copied().unwrap_or(0) {
                wrong.push(format!("{name}: is new: {finding:?}"));
            }
        }
        let (told, still) = (said(&before), said(&after));
        if told.0 != still.0 {
            wrong.push(format!("{name}: changes other words: {}", support::difference(&told.0, &still.0)));
        }
        if told.1 != still.1 {
            wrong.push(format!("{name}: cites {:?} instead of {:?}", still.1, told.1));
        }
    }
    assert!(changed > 20, "only {changed} letters have anything to mend");
    assert!(wrong.is_empty(), "{} in {changed}:\n{}", wrong.len(), wrong.join("\n"));
}
