//! Wording that every letter has: headings, labels, forms to fill in, the sentence that concludes.

use super::place::Gap;
use super::{Completion, CompletionKind, Completions};
use crate::analysis::Snapshot;
use crate::features::new_letter::{BEHIND_REQUEST, BLANK, item_form, letter_form, spaced};
use crate::layouts::decision::Verdict;
use crate::layouts::wording::{self, Profile};
use crate::layouts::{FieldKind, LayoutId, SectionKind, phrase};
use crate::model::dialect::Dialect;
use crate::model::{Item, PartKind};

/// Something to write, as paragraphs of lines.
struct Wording {
    kind: CompletionKind,
    label: String,
    description: &'static str,
    paragraphs: Vec<Vec<String>>,
}

/// What comes next where nothing is written yet, as far as it goes with what is typed.
pub(super) fn wording(snapshot: &Snapshot, gap: &Gap<'_>, offset: usize, profile: &Profile) -> Completions {
    let typed = snapshot.text().slice(gap.typed.clone()).into_owned();
    let dialect = Dialect::around(snapshot.text(), offset);
    let layout = Some(snapshot.layout()).filter(|layout| layout.is_labelled()).unwrap_or(LayoutId::Letter2015);
    let mut all = match gap.part.map(|(part, _)| &part.kind) {
        Some(PartKind::Item(item)) => behind_item(item),
        Some(PartKind::Section(section)) if section.kind == SectionKind::Issues => vec![new_item()],
        _ => Vec::new(),
    };
    all.extend(next_section(snapshot, gap, layout, profile));
    if snapshot.text().slice(0..usize::MAX).trim().is_empty() {
        all = vec![whole_letter(layout, profile)];
    }
    let list = all.into_iter().filter(|wording| phrase::prefix(&wording.label, &typed).is_some()).map(|wording| {
        let completion = Completion::new(snapshot, wording.kind, wording.label, &gap.typed, offset);
        let insert = spaced(&wording.paragraphs, &dialect);
        let snippet = (wording.kind == CompletionKind::Form).then(|| as_snippet(&insert));
        Completion { description: wording.description.to_owned(), insert, snippet, ..completion }
    });
    Completions { list: list.collect(), is_incomplete: false }
}

/// The fields that an item still lacks; behind the last of them the conclusion and another item.
fn behind_item(item: &Item) -> Vec<Wording> {
    let missing: Vec<FieldKind> = FieldKind::ALL.into_iter().filter(|kind| item.field(*kind).is_none()).collect();
    let mut all: Vec<Wording> = missing
        .iter()
        .map(|kind| Wording {
            kind: CompletionKind::Wording,
            label: kind.label().to_owned(),
            description: "",
            paragraphs: vec![vec![format!("{} ", kind.label())]],
        })
        .collect();
    if missing.len() > 1 {
        all.push(Wording {
            kind: CompletionKind::Form,
            label: "Fields of this item".to_owned(),
            description: "every label that is missing",
            paragraphs: missing.iter().map(|kind| vec![format!("{} ", kind.label())]).collect(),
        });
    }
    if missing.is_empty() {
        all.extend(conclusion(item));
        all.push(new_item());
    }
    all
}

/// The sentence that agrees with the decision of an item whose rationale is written and does not conclude.
pub fn concluding_sentence(item: &Item) -> Option<&'static str> {
    let sentence = match item.heading.as_ref()?.verdict {
        Verdict::Upheld => "Therefore, the request is not medically necessary.",
        Verdict::Overturned => "Therefore, the request is medically necessary.",
        Verdict::Unknown | Verdict::Undecided => return None,
    };
    let is_written = item.field(FieldKind::Rationale).is_some_and(|rationale| rationale.written().is_some());
    (is_written && item.conclusion().is_none()).then_some(sentence)
}

fn conclusion(item: &Item) -> Option<Wording> {
    concluding_sentence(item).map(|sentence| Wording {
        kind: CompletionKind::Sentence,
        label: sentence.to_owned(),
        description: "agrees with the decision",
        paragraphs: vec![vec![sentence.to_owned()]],
    })
}

fn new_item() -> Wording {
    Wording {
        kind: CompletionKind::Form,
        label: "New disputed item".to_owned(),
        description: "heading and fields",
        paragraphs: item_form(BLANK),
    }
}

/// The section that comes after the one of the gap, if the letter does not have it yet.
fn next_section(snapshot: &Snapshot, gap: &Gap<'_>, layout: LayoutId, profile: &Profile) -> Option<Wording> {
    let sections = layout.form()?.sections;
    let here = match gap.part.map(|(part, _)| &part.kind) {
        Some(PartKind::Item(_)) => return None,
        Some(PartKind::Section(section)) => sections.iter().position(|form| form.kind == section.kind),
        Some(PartKind::Front) | None => None,
    };
    let form = sections.get(here.map_or(0, |here| here + 1))?;
    snapshot.letter().section(form.kind).is_none().then(|| Wording {
        kind: CompletionKind::Wording,
        label: form.headings[0].to_owned(),
        description: "section with its fixed wording",
        paragraphs: wording::opening(layout, form.kind, profile),
    })
}

fn whole_letter(layout: LayoutId, profile: &Profile) -> Wording {
    let mut paragraphs = letter_form(layout, profile);
    paragraphs.extend(item_form(BLANK));
    Wording {
        kind: CompletionKind::Form,
        label: "New determination letter".to_owned(),
        description: layout.name(),
        paragraphs,
    }
}

/// The text with its blanks as places to go to, the decision as a choice, in the syntax of snippets.
fn as_snippet(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
    let mut pieces = escaped.split(BLANK);
    let mut snippet = pieces.next().unwrap_or_default().to_owned();
    for (number, piece) in (1..).zip(pieces) {
        let is_decision = snippet.ends_with(BEHIND_REQUEST);
        let stop =
            if is_decision { format!("${{{number}|Upheld,Overturned|}}") } else { format!("${{{number}:{BLANK}}}") };
        snippet.push_str(&stop);
        snippet.push_str(piece);
    }
    snippet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_become_places_to_go_to() {
        assert_eq!(as_snippet("___:  ___\n$5 ___"), "${1:___}:  ${2|Upheld,Overturned|}\n\\$5 ${3:___}");
    }
}
