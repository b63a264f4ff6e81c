//! A disputed item with what its citations are understood to mean, found once for all rules.

use crate::layouts::FieldKind;
use crate::model::Item;
use crate::model::citation::Citation;

/// A disputed item and its citations.
pub(super) struct CitedItem<'a> {
    pub(super) item: &'a Item,
    pub(super) citations: Vec<Cited<'a>>,
}

/// A citation in one of the guideline lines.
pub(super) struct Cited<'a> {
    pub(super) citation: &'a Citation,
    /// Whether the reviewer cites it. What the claims administrator cited is only reported in the letter.
    pub(super) is_own: bool,
    /// Where the text ends that may belong to it: where the next citation starts, or the line ends.
    pub(super) end: usize,
}

impl<'a> CitedItem<'a> {
    pub(super) fn new(item: &'a Item) -> Self {
        let mut citations = Vec::new();
        for field in &item.fields {
            for (index, citation) in field.citations.iter().enumerate() {
                let next = field.citations.get(index + 1).map(|next| next.span.start);
                let end = next.or_else(|| Some(field.content.as_ref()?.end)).unwrap_or(citation.span.end);
                citations.push(Cited { citation, is_own: field.kind == FieldKind::Maximus, end });
            }
        }
        CitedItem { item, citations }
    }

    /// The reviewer's own citations.
    pub(super) fn own(&self) -> impl Iterator<Item = &Cited<'a>> {
        self.citations.iter().filter(|cited| cited.is_own)
    }
}
