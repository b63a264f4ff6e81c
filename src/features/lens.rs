//! Lines above the text: how many items are decided, and what each of them decides and on what.

use super::ledger::LedgerLine;
use crate::analysis::Snapshot;
use crate::layouts::SectionKind;
use crate::layouts::decision::Verdict;
use crate::model::{DecidedIn, shifted};

/// A line above a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// Where the line of text starts above which it is shown.
    pub at: usize,
    /// What it says.
    pub title: String,
    /// The decision that it sets, if it does.
    pub sets: Option<Verdict>,
}

/// The lines above a letter's text, in the order of their places.
pub fn lenses(snapshot: &Snapshot) -> Vec<Lens> {
    if !snapshot.is_letter() {
        return Vec::new();
    }
    let readiness = snapshot.readiness();
    let above_all = snapshot.letter().section(SectionKind::Issues).and_then(|(offset, section)| {
        let heading = shifted(section.heading.as_ref()?, offset);
        let ready = if readiness.is_ready { ", ready to be sent" } else { "" };
        let title = format!("{} of {} items decided{ready}", readiness.decided, readiness.items);
        (readiness.items > 0).then_some(Lens { at: heading.start, title, sets: None })
    });
    let items = snapshot.letter().items().flat_map(|(offset, item)| {
        let Some(heading) = &item.heading else { return Vec::new() };
        let LedgerLine { decision, standard, conclusion, .. } = LedgerLine::of(snapshot, offset, item);
        let title = format!("{decision} · standard: {standard} · conclusion: {conclusion}");
        let at = offset + heading.range.start;
        // What is decided is not to be turned by a slip of the hand.
        let is_open = heading.decided_in == DecidedIn::Word && heading.verdict.word().is_none();
        let both = [Verdict::Upheld, Verdict::Overturned].into_iter().filter(|_| is_open);
        let set = both.filter_map(|verdict| {
            let title = format!("Set {}", verdict.word()?);
            Some(Lens { at, title, sets: Some(verdict) })
        });
        [Lens { at, title, sets: None }].into_iter().chain(set).collect()
    });
    above_all.into_iter().chain(items).collect()
}
