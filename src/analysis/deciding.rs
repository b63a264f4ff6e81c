//! Setting the decision of an item.

use super::Snapshot;
use super::fix::{Fix, insertion, replacement};
use crate::layouts::decision::Verdict;
use crate::model::{DecidedIn, Heading, Item, shifted};
use crate::text::Edit;

/// How letters out of a PDF part the colon from the decision.
const USUAL_GAP: &str = "  ";

/// Both decisions, for an item without one. The one that agrees with the rationale is the one that is meant.
pub(super) fn both(snapshot: &Snapshot, offset: usize, item: &Item) -> Vec<Fix> {
    let Some(heading) = &item.heading else { return Vec::new() };
    let concluded = item.conclusion().map(|conclusion| conclusion.necessity.verdict());
    let fix = |verdict: Verdict| {
        let edit = edit(snapshot, offset, heading, verdict)?;
        Some(Fix::offered(format!("Set “{}”", verdict.word()?), vec![edit]).preferred_if(concluded == Some(verdict)))
    };
    [Verdict::Upheld, Verdict::Overturned].into_iter().filter_map(fix).collect()
}

/// Writes a decision where that of a heading stands or should stand, if it is one word.
pub fn edit(snapshot: &Snapshot, offset: usize, heading: &Heading, verdict: Verdict) -> Option<Edit> {
    let word = verdict.word().filter(|_| heading.decided_in == DecidedIn::Word)?;
    let place = shifted(&heading.words, offset);
    let written = snapshot.text().slice(place.clone());
    Some(match (heading.has_colon, heading.verdict) {
        (_, Verdict::Upheld | Verdict::Overturned | Verdict::Unknown) => replacement(place, in_case_of(&written, word)),
        (true, Verdict::Undecided) if !written.is_empty() => replacement(place, word),
        (true, Verdict::Undecided) => insertion(place.start, format!("{}{word}", gap(snapshot))),
        (false, Verdict::Undecided) => insertion(offset + heading.request.end, format!(":{}{word}", gap(snapshot))),
    })
}

/// What stands between colon and decision in this letter.
pub(super) fn gap(snapshot: &Snapshot) -> String {
    let decided = snapshot.letter().items().find_map(|(offset, item)| {
        let heading = item.heading.as_ref().filter(|heading| heading.verdict.word().is_some())?;
        let between = snapshot.text().slice(offset + heading.request.end..offset + heading.words.start);
        let gap = between.rsplit(':').next().unwrap_or("");
        (!gap.is_empty() && gap.chars().all(|char| char == ' ')).then(|| gap.to_owned())
    });
    decided.unwrap_or_else(|| USUAL_GAP.to_owned())
}

/// A word in capitals if the other one is.
fn in_case_of(other: &str, word: &str) -> String {
    let is_shouted = other.chars().any(char::is_alphabetic) && !other.chars().any(char::is_lowercase);
    if is_shouted { word.to_uppercase() } else { word.to_owned() }
}
