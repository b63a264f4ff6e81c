//! Citing what the claims administrator cited.

use super::Snapshot;
use super::fix::{Fix, insertion, replacement};
use crate::layouts::FieldKind;
use crate::model::citation::Source;
use crate::model::{Field, Item, shifted};

/// Writes the claims administrator's citation into the reviewer's guideline line. `None` if there is none, or if it stands
/// there already.
pub fn claims_administrators_citation(snapshot: &Snapshot, offset: usize, item: &Item) -> Option<Fix> {
    let maximus = item.field(FieldKind::Maximus)?;
    let cited = citation(snapshot, offset, item.field(FieldKind::ClaimsAdministrator)?)?;
    let edit = match &maximus.content {
        Some(content) => {
            let content = shifted(content, offset);
            if snapshot.text().slice(content.clone()) == cited {
                return None;
            }
            replacement(content, cited)
        }
        None => insertion(offset + maximus.label.end, format!(" {cited}")),
    };
    Some(Fix::offered("Use the claims administrator's citation", vec![edit]))
}

/// The words of a guideline line from its first citation on, without a lead before it.
fn citation(snapshot: &Snapshot, offset: usize, field: &Field) -> Option<String> {
    let written = field.written()?;
    let first = field.citations.iter().find(|citation| citation.source != Source::None)?;
    let mut leads = field.citations.iter().filter(|citation| citation.source == Source::None);
    let lead_behind = leads.find(|lead| lead.span.start > first.span.start);
    let end = lead_behind.map_or(written.end, |lead| lead.span.start);
    Some(snapshot.text().slice(offset + first.span.start..offset + end).trim_end().to_owned())
}
