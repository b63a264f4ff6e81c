//! The rules: one file each, listed once.

mod contradiction;
mod duplicate_field;
mod duplicate_section;
mod edition_not_in_force;
mod empty_field;
mod empty_section;
#[cfg(test)]
mod examples;
mod guideline_misfit;
mod impossible_pages;
mod lower_tier;
mod misplaced_field;
mod misplaced_section;
mod missing_conclusion;
mod missing_credentials;
mod missing_field;
mod missing_request;
mod missing_section;
mod no_disputed_items;
mod non_canonical_form;
mod not_in_mtus;
mod page_given_twice;
mod page_outside_topic;
mod page_without_topic;
mod unclosed_quote;
mod undecided_item;
mod unknown_decision;
mod unknown_topic;

use super::cited::{Cited, CitedItem};
use super::finding::{Related, Report, Severity, Weight};
use crate::guidelines::Catalogue;
use crate::layouts::Layout;
use crate::model::{GoverningDays, Item, Letter, Part, PartKind};
use crate::text::Text;
use jiff::civil::Date;
use std::fmt;
use std::ops::{Range, RangeInclusive};

/// All rules, by code.
pub static RULES: [&Rule; 26] = [
    &missing_section::RULE,
    &duplicate_section::RULE,
    &misplaced_section::RULE,
    &empty_section::RULE,
    &missing_credentials::RULE,
    &no_disputed_items::RULE,
    &undecided_item::RULE,
    &unknown_decision::RULE,
    &missing_request::RULE,
    &missing_field::RULE,
    &duplicate_field::RULE,
    &misplaced_field::RULE,
    &empty_field::RULE,
    &missing_conclusion::RULE,
    &unknown_topic::RULE,
    &page_outside_topic::RULE,
    &guideline_misfit::RULE,
    &edition_not_in_force::RULE,
    &impossible_pages::RULE,
    &non_canonical_form::RULE,
    &page_given_twice::RULE,
    &unclosed_quote::RULE,
    &page_without_topic::RULE,
    &lower_tier::RULE,
    &not_in_mtus::RULE,
    &contradiction::RULE,
];

/// Something that can be wrong with a letter.
pub struct Rule {
    /// `IMR` and three digits; never used again for anything else.
    pub code: &'static str,
    /// A name in words.
    pub name: &'static str,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// How its findings are weighed.
    pub weight: Weight,
    check: Check,
}

/// What a rule looks at: the less, the less is looked at again when the text changes.
enum Check {
    /// The sections of the letter.
    Letter(fn(&Letter, &Layout, &Source<'_>, &mut Reporter)),
    /// One disputed item.
    Item(fn(&Item, &Source<'_>, &mut Reporter)),
    /// The citations of one disputed item.
    Citations(fn(&CitedItem<'_>, &Source<'_>, &mut Reporter)),
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code)
    }
}

/// The words behind the places that a rule looks at.
pub(super) struct Source<'t> {
    text: &'t Text,
    offset: usize,
    catalogue: &'t Catalogue,
    governing: Option<&'t GoverningDays>,
}

impl<'t> Source<'t> {
    /// For places that count from `offset`.
    pub(super) fn new(
        text: &'t Text,
        offset: usize,
        catalogue: &'t Catalogue,
        governing: Option<&'t GoverningDays>,
    ) -> Self {
        Source { text, offset, catalogue, governing }
    }

    /// The guidelines.
    pub(super) fn catalogue(&self) -> &'t Catalogue {
        self.catalogue
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
    fn quote(&self, range: &Range<usize>) -> String {
        const LONGEST: usize = 60;
        let end = range.end.min(range.start + 4 * LONGEST);
        let words = self.text(&(range.start..end)).split_whitespace().collect::<Vec<_>>().join(" ");
        match words.char_indices().nth(LONGEST) {
            Some((at, _)) => format!("{}…", words[..at].trim_end()),
            None => words,
        }
    }

    /// The first line of a range, without white space behind it.
    fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.text(range);
        let line = text.lines().next().unwrap_or("");
        range.start..range.start + line.trim_end().len()
    }

    /// The last line with text in a range, without white space around it.
    fn last_line(&self, range: &Range<usize>) -> Range<usize> {
        const LONGEST: usize = 400;
        let start = range.end.saturating_sub(LONGEST).max(range.start);
        let tail = self.text(&(start..range.end));
        let line = tail.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let indent = tail[line..].len() - tail[line..].trim_start().len();
        range.end - tail.len() + line + indent..range.end
    }
}

/// Takes what a rule has to report.
struct Reporter {
    rule: &'static Rule,
    reports: Vec<Report>,
}

impl Reporter {
    fn report(&mut self, range: Range<usize>, message: String) {
        self.push(self.rule.weight, range, message, None);
    }

    /// Reports something that is only good to know, whatever else the rule finds.
    fn inform(&mut self, range: Range<usize>, message: String) {
        self.push(Weight::Fault(Severity::Information), range, message, None);
    }

    /// Reports something about a citation. What somebody else cited is never more than good to know.
    fn report_cited(&mut self, cited: &Cited<'_>, range: Range<usize>, message: String) {
        if cited.is_own { self.report(range, message) } else { self.inform(range, message) }
    }

    /// Reports something that another place explains.
    fn report_with(&mut self, range: Range<usize>, message: String, other: Range<usize>, other_message: String) {
        let related = Some(Related { range: other, message: other_message, is_equal: false });
        self.push(self.rule.weight, range, message, related);
    }

    /// Reports two places of which one must be wrong, each with what is to be said there.
    fn report_both(&mut self, [first, second]: [(Range<usize>, String); 2]) {
        let related = Some(Related { range: second.0, message: second.1, is_equal: true });
        self.push(self.rule.weight, first.0, first.1, related);
    }

    fn push(&mut self, weight: Weight, range: Range<usize>, message: String, related: Option<Related>) {
        self.reports.push(Report { rule: self.rule, weight, range, message, related });
    }
}

/// What the rules say about the sections of a letter.
pub(super) fn check_letter(letter: &Letter, layout: &Layout, source: &Source<'_>) -> Vec<Report> {
    run(|rule, reporter| {
        if let Check::Letter(check) = rule.check {
            check(letter, layout, source, reporter);
        }
    })
}

/// What the rules say about one part of a letter.
pub(super) fn check_part(part: &Part, source: &Source<'_>) -> Vec<Report> {
    let PartKind::Item(item) = &part.kind else { return Vec::new() };
    let cited = CitedItem::new(item, source);
    run(|rule, reporter| match rule.check {
        Check::Item(check) => check(item, source, reporter),
        Check::Citations(check) => check(&cited, source, reporter),
        Check::Letter(_) => {}
    })
}

fn run(mut check: impl FnMut(&'static Rule, &mut Reporter)) -> Vec<Report> {
    let mut reporter = Reporter { rule: RULES[0], reports: Vec::new() };
    for rule in RULES {
        reporter.rule = rule;
        check(rule, &mut reporter);
    }
    reporter.reports
}

/// Of things that should stand in ascending order, the indexes of the fewest that must move for the rest
/// to be in order.
fn out_of_order<K: Ord>(keys: &[K]) -> Vec<usize> {
    // The longest ascending run that ends at each place, and the place before it in that run.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(keys.len());
    for (at, key) in keys.iter().enumerate() {
        let before = (0..at).filter(|earlier| keys[*earlier] <= *key).max_by_key(|earlier| runs[*earlier].0);
        runs.push((before.map_or(1, |before| runs[before].0 + 1), before));
    }
    let mut kept = vec![false; keys.len()];
    let mut next = (0..keys.len()).max_by_key(|at| runs[*at].0);
    while let Some(at) = next {
        kept[at] = true;
        next = runs[at].1;
    }
    (0..keys.len()).filter(|at| !kept[*at]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_sorted() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
        let names: std::collections::HashSet<_> = RULES.iter().map(|rule| rule.name).collect();
        assert_eq!(names.len(), RULES.len());
    }

    #[test]
    fn the_fewest_are_out_of_order() {
        assert_eq!(out_of_order(&[1, 2, 3]), [0; 0]);
        assert_eq!(out_of_order(&[3, 1, 2]), [0]);
        assert_eq!(out_of_order(&[1, 3, 2, 4]).len(), 1);
        assert_eq!(out_of_order::<u8>(&[]), [0; 0]);
    }
}
