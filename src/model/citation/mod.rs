//! What a guideline line cites, as it is written. Whether such a guideline, topic or page exists is another question.

mod canonical;
mod meaning;
mod pages;
mod patterns;
mod reader;
mod stretch;
mod words;

pub use canonical::canonical;
pub use meaning::references;

use reader::Reader;
use std::ops::Range;

/// Where a citation comes from, in its own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A part of the Medical Treatment Utilization Schedule.
    Mtus,
    /// Anything else.
    NonMtus,
    /// A lead that says that nothing was cited, or not the MTUS.
    None,
}

/// Pages, or one page, of a page list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRange {
    /// Where it stands, e.g. `303-5`.
    pub span: Range<usize>,
    /// The first page.
    pub first: u32,
    /// The last page: `303-5` means 303 to 305. A reversed range stays as written.
    pub last: u32,
}

/// One citation. Its parts are byte ranges without the white space, quotes and separators around them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// From its first word to its last, without final stop.
    pub span: Range<usize>,
    /// Where it comes from.
    pub source: Source,
    /// The guideline's name. An MTUS citation without one goes on with the guideline of the citation before it.
    pub guideline: Option<Range<usize>>,
    /// `Chapter` with its number and title.
    pub chapter: Option<Range<usize>>,
    /// What stands between the guideline or chapter and the pages, be it one topic or several.
    pub topic: Option<Range<usize>>,
    /// Every range of every page list, in order.
    pub pages: Vec<PageRange>,
    /// What follows `Section(s):`.
    pub section: Option<Range<usize>>,
    /// The words of a lead, or of a citation from outside the MTUS.
    pub text: Option<Range<usize>>,
}

impl Citation {
    fn new(span: Range<usize>, source: Source) -> Self {
        Citation {
            span,
            source,
            guideline: None,
            chapter: None,
            topic: None,
            pages: Vec::new(),
            section: None,
            text: None,
        }
    }

    /// Moves it by `by` bytes to the right.
    pub(crate) fn shift(&mut self, by: usize) {
        let parts = [&mut self.guideline, &mut self.chapter, &mut self.topic, &mut self.section, &mut self.text];
        let ranges = parts.into_iter().flatten().chain(self.pages.iter_mut().map(|page| &mut page.span));
        for range in ranges.chain([&mut self.span]) {
            *range = range.start + by..range.end + by;
        }
    }
}

/// The citations in the text of a guideline line (what follows its label), in order.
pub fn citations(text: &str) -> Vec<Citation> {
    let mut reader = Reader::new(text);
    let mut found: Vec<Citation> = Vec::new();
    while let Some(citation) = reader.next(found.last()) {
        found.push(citation);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_moves_along() {
        let text = "Decision based on MTUS ACOEM Chapter 12 Low Back Complaints \"Special Studies\" Page(s): 303-305.";
        let shifted_text = format!("MAXIMUS guideline: {text}");
        let mut moved = citations(text);
        moved.iter_mut().for_each(|citation| citation.shift(shifted_text.len() - text.len()));
        assert_eq!(moved, citations(&shifted_text));
    }
}
