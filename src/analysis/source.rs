//! What a rule looks at beside the item or the letter itself.

use super::standards::Standards;
use crate::guidelines::Catalogue;
use crate::layouts::LayoutId;
use crate::model::GoverningDays;
use crate::settings::Policy;
use crate::text::Text;
use crate::text::spaces::one_line;
use jiff::civil::Date;
use std::ops::{Range, RangeInclusive};

/// The words behind the places that a rule looks at.
pub(super) struct Source<'t> {
    text: &'t Text,
    offset: usize,
    /// The guidelines.
    pub(super) catalogue: &'t Catalogue,
    /// What is to be told.
    pub(super) policy: &'t Policy,
    /// The layout of the letter.
    pub(super) layout: LayoutId,
    pub(super) governing: Option<&'t GoverningDays>,
}

impl<'t> Source<'t> {
    /// For places that count from `offset`.
    pub(super) fn new(
        text: &'t Text,
        offset: usize,
        standards: &'t Standards,
        layout: LayoutId,
        governing: Option<&'t GoverningDays>,
    ) -> Self {
        Source { text, offset, catalogue: &standards.catalogue, policy: &standards.policy, layout, governing }
    }

    /// The same for what does not depend on the days that govern the letter.
    pub(super) fn on_any_day(&self) -> Self {
        Source { governing: None, ..*self }
    }

    /// The days that govern the letter.
    pub(super) fn days(&self) -> Option<&'t RangeInclusive<Date>> {
        self.governing.map(|governing| &governing.days)
    }

    /// The text at a place.
    pub(super) fn text(&self, range: &Range<usize>) -> String {
        self.text.slice(range.start + self.offset..range.end + self.offset).into_owned()
    }

    /// The same on one line and short enough for a message.
    pub(super) fn quote(&self, range: &Range<usize>) -> String {
        const LONGEST: usize = 60;
        let end = range.end.min(range.start + 4 * LONGEST);
        let words = one_line(&self.text(&(range.start..end)));
        match words.char_indices().nth(LONGEST) {
            Some((at, _)) => format!("{}…", words[..at].trim_end()),
            None => words,
        }
    }

    /// The first line of a range, without white space behind it.
    pub(super) fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.text(range);
        let line = text.lines().next().unwrap_or("");
        range.start..range.start + line.trim_end().len()
    }

    /// The last line with text in a range, without white space around it.
    pub(super) fn last_line(&self, range: &Range<usize>) -> Range<usize> {
        const LONGEST: usize = 400;
        let start = range.end.saturating_sub(LONGEST).max(range.start);
        let tail = self.text(&(start..range.end));
        let line = tail.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let indent = tail[line..].len() - tail[line..].trim_start().len();
        range.end - tail.len() + line + indent..range.end
    }
}
