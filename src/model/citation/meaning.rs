//! What citations say, as the catalogue is asked about it.

use super::{Citation, PageRange, Source};
use crate::guidelines::{Element, Pages, Place, Reference};
use std::ops::Range;

/// What each citation of a guideline line says. One without guideline goes on with that of the citation before it.
pub fn references<'t>(text: &'t str, citations: &[Citation]) -> Vec<Reference<'t>> {
    let mut references: Vec<Reference<'t>> = Vec::new();
    for citation in citations {
        let mut reference = citation.reference(text);
        let goes_on = citation.source == Source::Mtus && citation.guideline.is_none();
        if let Some(previous) = references.last().filter(|_| goes_on) {
            reference.guideline = previous.guideline;
            reference.chapter = reference.chapter.or(previous.chapter);
        }
        references.push(reference);
    }
    references
}

impl Citation {
    fn reference<'t>(&self, text: &'t str) -> Reference<'t> {
        let words = |part: &Option<Range<usize>>| part.clone().map(|part| &text[part]);
        Reference {
            guideline: words(&self.guideline),
            chapter: words(&self.chapter),
            topic: words(&self.topic),
            section: words(&self.section),
            text: words(&self.text).filter(|_| self.source == Source::NonMtus),
            pages: self.pages.iter().map(PageRange::pages).collect(),
        }
    }

    /// Where words of its [`Reference`] stand; `None` for those that it goes on with from the citation before it.
    pub fn find(&self, place: &Place) -> Option<Range<usize>> {
        let part = match place.element {
            Element::Guideline => &self.guideline,
            Element::Chapter => &self.chapter,
            Element::Topic => &self.topic,
            Element::Section => &self.section,
            Element::Text => &self.text,
        };
        let start = part.as_ref()?.start;
        Some(start + place.span.start..start + place.span.end)
    }
}

impl PageRange {
    /// The pages, in order even if they are written in reverse.
    pub fn pages(&self) -> Pages {
        Pages { first: self.first.min(self.last), last: self.first.max(self.last) }
    }
}
