//! The decision of a disputed item.

use super::place::ItemPlace;
use super::{Completion, CompletionKind, Completions};
use crate::analysis::Snapshot;
use crate::layouts::decision::Verdict;
use crate::layouts::phrase;
use crate::model::conclusion::Necessity;

/// Upheld and Overturned, the one that agrees with the rationale first.
pub(super) fn decisions(snapshot: &Snapshot, place: &ItemPlace<'_>, offset: usize) -> Completions {
    let Some(heading) = &place.item.heading else { return Completions::default() };
    let words = if heading.words.is_empty() {
        offset..offset
    } else {
        place.offset + heading.words.start..place.offset + heading.words.end
    };
    if !(words.start..=words.end).contains(&offset) {
        return Completions::default();
    }
    let concluded = place.item.conclusion().map(|conclusion| conclusion.necessity);
    let mut decisions = [(Verdict::Upheld, "not medically necessary"), (Verdict::Overturned, "medically necessary")];
    let typed = snapshot.text().slice(words.start..offset).into_owned();
    let is_typed = |verdict: Verdict| {
        !typed.is_empty() && verdict.word().is_some_and(|word| phrase::prefix(word, &typed).is_some())
    };
    if is_typed(Verdict::Overturned) || typed.is_empty() && concluded == Some(Necessity::Necessary) {
        decisions.reverse();
    }
    let space = if snapshot.text().slice(offset.saturating_sub(1)..offset) == ":" { " " } else { "" };
    let offered = decisions.into_iter().filter_map(|(verdict, meaning)| {
        let word = verdict.word()?;
        let kind = CompletionKind::Decision;
        let completion = Completion::new(snapshot, kind, word.to_owned(), &words, offset);
        Some(Completion { description: meaning.to_owned(), insert: format!("{space}{word}"), ..completion })
    });
    Completions { list: offered.collect(), is_incomplete: false }
}
