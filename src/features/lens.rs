//! Lines above the text: how many items are decided, and what each of them decides and on what.

use super::ledger::LedgerLine;
use crate::analysis::Snapshot;
use crate::layouts::SectionKind;
use crate::model::shifted;

/// A line above a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// Where the line of text starts above which it is shown.
    pub at: usize,
    /// What it says.
    pub title: String,
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
        (readiness.items > 0).then_some(Lens { at: heading.start, title })
    });
    let items = snapshot.letter().items().filter_map(|(offset, item)| {
        let heading = item.heading.as_ref()?;
        let LedgerLine { decision, standard, conclusion, .. } = LedgerLine::of(snapshot, offset, item);
        let title = format!("{decision} · standard: {standard} · conclusion: {conclusion}");
        Some(Lens { at: offset + heading.range.start, title })
    });
    above_all.into_iter().chain(items).collect()
}
