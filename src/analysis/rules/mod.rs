//! The rules: one file each, listed once.

mod bad_setting;
mod boilerplate_drift;
mod broken_catalogue;
mod broken_configuration;
mod broken_sentence;
mod chapter_disagrees;
mod contradiction;
mod cover_disagrees;
mod different_age;
mod different_body_part;
mod different_day_of_service;
mod different_dose;
mod different_drug;
mod different_effect;
mod different_fact;
mod different_history;
mod different_in_summary;
mod different_measure;
mod different_quantity;
mod different_sex;
mod different_side;
mod different_sign;
mod different_treatment;
mod different_visits_before;
mod documented_after_all;
mod duplicate_field;
mod duplicate_section;
mod edition_not_in_force;
mod empty_field;
mod empty_rationale_words;
mod empty_section;
#[cfg(test)]
mod examples;
mod garbled_conclusion;
mod guideline_misfit;
mod implausible_date;
mod impossible_pages;
mod level_of_findings;
mod long_sentence;
mod lower_tier;
mod misplaced_field;
mod misplaced_section;
mod missing_conclusion;
mod missing_credentials;
mod missing_documents;
mod missing_field;
mod missing_lead_in;
mod missing_request;
mod missing_section;
mod named_person;
mod never_decided;
mod never_mentioned;
mod no_disputed_items;
mod no_word_on_weaning;
mod non_canonical_form;
mod not_in_mtus;
mod noted_after_all;
mod only_utilization_review;
mod order;
mod other_drug_explained;
pub mod page;
mod page_given_twice;
mod page_outside_topic;
mod page_without_topic;
mod personal_data;
mod placeholder;
mod repeated_sentence;
mod reporter;
mod result_disagrees;
mod same_request_twice;
mod sample;
mod scope_of_review;
mod sentence_of_another_item;
mod service_without_surgery;
mod several_words;
mod side_in_one_place;
mod side_never_mentioned;
mod side_of_findings;
mod silence_of_the_mtus;
mod topic_of_another_drug;
mod unclosed_quote;
mod uncompared_guidelines;
mod undecided_item;
mod unfinished_sentence;
mod unknown_decision;
mod unknown_setting;
mod unknown_topic;
mod unlabelled_rationale;
mod visits_above_cap;
mod visits_do_not_multiply;
mod wrong_treatment;

use super::cited::CitedItem;
use super::finding::{Finding, Report, Severity, Weight};
use super::fix::Fix;
use super::passage::{LONGEST_READ, Passage};
use super::reasoned::ReasonedItem;
use super::snapshot::Snapshot;
use super::source::Source;
use super::whole::Whole;
use crate::layouts::{ItemForm, Layout, LayoutId};
use crate::model::citation::{Citation, PageRange};
use crate::model::{Item, Letter, Part, shifted};
use crate::settings::RuleName;
use order::{out_of_order, place_in_order};
use reporter::Reporter;
use sample::Sample;
use std::cell::LazyCell;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// All rules, by code.
pub static RULES: [&Rule; 85] = [
    &missing_section::RULE,
    &duplicate_section::RULE,
    &misplaced_section::RULE,
    &empty_section::RULE,
    &missing_credentials::RULE,
    &no_disputed_items::RULE,
    &missing_documents::RULE,
    &missing_lead_in::RULE,
    &undecided_item::RULE,
    &unknown_decision::RULE,
    &missing_request::RULE,
    &missing_field::RULE,
    &duplicate_field::RULE,
    &misplaced_field::RULE,
    &empty_field::RULE,
    &missing_conclusion::RULE,
    &garbled_conclusion::RULE,
    &only_utilization_review::RULE,
    &scope_of_review::RULE,
    &silence_of_the_mtus::RULE,
    &unlabelled_rationale::RULE,
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
    &uncompared_guidelines::RULE,
    &visits_above_cap::RULE,
    &chapter_disagrees::RULE,
    &topic_of_another_drug::RULE,
    &contradiction::RULE,
    &wrong_treatment::RULE,
    &different_dose::RULE,
    &different_quantity::RULE,
    &different_body_part::RULE,
    &different_side::RULE,
    &visits_do_not_multiply::RULE,
    &noted_after_all::RULE,
    &documented_after_all::RULE,
    &never_decided::RULE,
    &never_mentioned::RULE,
    &implausible_date::RULE,
    &different_age::RULE,
    &different_sex::RULE,
    &same_request_twice::RULE,
    &service_without_surgery::RULE,
    &cover_disagrees::RULE,
    &different_drug::RULE,
    &different_day_of_service::RULE,
    &side_never_mentioned::RULE,
    &result_disagrees::RULE,
    &side_in_one_place::RULE,
    &different_in_summary::RULE,
    &other_drug_explained::RULE,
    &side_of_findings::RULE,
    &different_visits_before::RULE,
    &different_treatment::RULE,
    &different_measure::RULE,
    &different_sign::RULE,
    &different_effect::RULE,
    &level_of_findings::RULE,
    &different_fact::RULE,
    &different_history::RULE,
    &placeholder::RULE,
    &repeated_sentence::RULE,
    &boilerplate_drift::RULE,
    &several_words::RULE,
    &long_sentence::RULE,
    &no_word_on_weaning::RULE,
    &empty_rationale_words::RULE,
    &broken_sentence::RULE,
    &unfinished_sentence::RULE,
    &sentence_of_another_item::RULE,
    &personal_data::RULE,
    &named_person::RULE,
    &broken_catalogue::RULE,
    &broken_configuration::RULE,
    &unknown_setting::RULE,
    &bad_setting::RULE,
];

/// The rules about the files of an office.
pub mod of_files {
    pub use super::bad_setting::RULE as BAD_SETTING;
    pub use super::broken_catalogue::RULE as BROKEN_CATALOGUE;
    pub use super::broken_configuration::RULE as BROKEN_CONFIGURATION;
    pub use super::unknown_setting::RULE as UNKNOWN_SETTING;
}

/// Something that can be wrong with a letter.
pub struct Rule {
    /// `IMR` and three digits; never used again for anything else.
    pub code: &'static str,
    /// A name in words.
    pub name: &'static str,
    /// What it finds, in one sentence.
    pub summary: &'static str,
    /// Why it matters, and by which law where one asks for it.
    pub why: &'static str,
    /// A made-up example of a finding, and the same done right.
    pub example: Sample,
    /// How its findings are weighed.
    pub weight: Weight,
    /// Whether it looks at letters unless somebody says otherwise.
    pub is_on: bool,
    check: Check,
    /// What would mend one of its findings; looked for only when somebody asks.
    pub(super) fixes: Option<fn(&Snapshot, &Finding) -> Vec<Fix>>,
}

/// What a rule looks at: the less, the less is looked at again when the text changes.
enum Check {
    /// The sections of the letter.
    Letter(fn(&Letter, &Layout, &Source<'_>, &mut Reporter)),
    /// The text of any part.
    Part(fn(&Part, &Source<'_>, &mut Reporter)),
    /// What any part says in words of its own.
    Words(fn(&Part, &[Arc<Passage>], &Source<'_>, &mut Reporter)),
    /// One disputed item.
    Item(fn(&Item, &Source<'_>, &mut Reporter)),
    /// The labelled fields of one disputed item, in layouts that have such.
    Fields(fn(&Item, &Source<'_>, &mut Reporter)),
    /// What one disputed item asks for, and the sentences of its rationale.
    Reasoning(fn(&ReasonedItem<'_>, &Source<'_>, &mut Reporter)),
    /// What one disputed item cites: its heading and its guideline lines, but not its rationale.
    Citations(fn(&CitedItem<'_>, &Source<'_>, &mut Reporter)),
    /// How it is cited, in layouts that have labelled guideline lines.
    Forms(fn(&CitedItem<'_>, &Source<'_>, &mut Reporter)),
    /// What the parts of the letter say of each other.
    Whole(fn(&Whole<'_>, &Source<'_>, &mut Reporter)),
    /// Nothing in letters: the files of the office, by whoever reads them.
    Files,
}

impl Check {
    /// Whether it finds what it looks at in letters of a layout: the older ones have no labelled guideline lines, and cite
    /// in sentences of their own, which have no fixed form.
    fn fits(&self, layout: LayoutId) -> bool {
        !(is_told(layout) && matches!(self, Check::Fields(_) | Check::Forms(_)))
    }
}

/// Whether the items of a layout are told in sentences.
fn is_told(layout: LayoutId) -> bool {
    layout.form().is_some_and(|form| form.items == ItemForm::Told)
}

/// What settings know of the rules, in the same order.
pub static NAMES: LazyLock<Vec<RuleName>> = LazyLock::new(|| {
    let name = |rule: &&Rule| RuleName { code: rule.code, name: rule.name, summary: rule.summary, is_on: rule.is_on };
    RULES.iter().map(name).collect()
});

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

/// What the rules say about the sections of a letter.
pub(super) fn check_letter(letter: &Letter, layout: &Layout, source: &Source<'_>) -> Vec<Report> {
    run(source, |rule, reporter| {
        if let Check::Letter(check) = rule.check {
            check(letter, layout, source, reporter);
        }
    })
}

/// What the rules say about what the parts of a letter say of each other.
pub(super) fn check_whole(whole: &Whole<'_>, source: &Source<'_>) -> Vec<Report> {
    run(source, |rule, reporter| {
        if let Check::Whole(check) = rule.check {
            check(whole, source, reporter);
        }
    })
}

/// What the rules say about the words of one part of a letter, whichever days govern it.
pub(super) fn check_words(part: &Part, passages: &[Arc<Passage>], source: &Source<'_>) -> Vec<Report> {
    if part.len > LONGEST_READ {
        return Vec::new();
    }
    let source = &source.on_any_day();
    let mut reports = run(source, |rule, reporter| match rule.check {
        Check::Part(check) => check(part, source, reporter),
        Check::Words(check) => check(part, passages, source, reporter),
        _ => {}
    });
    if let Some(item) = part.item() {
        reports.retain(|report| !is_silenced(report, item, source));
        reports.extend(check_reasoning(item, passages, source));
    }
    reports
}

/// What the rules say about the rationale of a disputed item, whichever days govern it.
pub(super) fn check_reasoning(item: &Item, passages: &[Arc<Passage>], source: &Source<'_>) -> Vec<Report> {
    let source = &source.on_any_day();
    let reasoned = LazyCell::new(|| ReasonedItem::new(item, passages, source));
    let mut reports = run(source, |rule, reporter| {
        if let Check::Reasoning(check) = rule.check {
            check(&reasoned, source, reporter);
        }
    });
    reports.retain(|report| !is_silenced(report, item, source));
    reports
}

/// What the rules say about the decision and the fields of a disputed item.
pub(super) fn check_item(item: &Item, source: &Source<'_>) -> Vec<Report> {
    let mut reports = run(source, |rule, reporter| {
        if let Check::Item(check) | Check::Fields(check) = rule.check {
            check(item, source, reporter);
        }
    });
    reports.retain(|report| !is_silenced(report, item, source));
    reports
}

/// What the rules say about the citations of a disputed item.
pub(super) fn check_citations(item: &Item, source: &Source<'_>) -> Vec<Report> {
    let cited = CitedItem::new(item, source);
    let mut reports = run(source, |rule, reporter| {
        if let Check::Citations(check) | Check::Forms(check) = rule.check {
            check(&cited, source, reporter);
        }
    });
    reports.retain(|report| !is_silenced(report, item, source));
    reports
}

/// Has every rule look that is on.
fn run(source: &Source<'_>, mut check: impl FnMut(&'static Rule, &mut Reporter)) -> Vec<Report> {
    let mut reporter = Reporter { rule: RULES[0], weight: RULES[0].weight, reports: Vec::new() };
    for (index, rule) in RULES.into_iter().enumerate() {
        let policy = source.policy.of(index);
        if policy.is_on && rule.check.fits(source.layout) {
            reporter.rule = rule;
            reporter.weight = weight_in(source.layout, rule.weight).set_to(policy.severity);
            check(rule, &mut reporter);
        }
    }
    reporter.reports
}

/// How the findings of a rule are weighed in letters of a layout. What the older ones must have is not known well enough
/// to call it an error where it is missing.
fn weight_in(layout: LayoutId, weight: Weight) -> Weight {
    match weight {
        Weight::Gap(severity) if !layout.is_labelled() => Weight::Gap(severity.min(Severity::Warning)),
        weight => weight,
    }
}

/// Whether the settings silence a report in this item.
pub(super) fn is_silenced(report: &Report, item: &Item, source: &Source<'_>) -> bool {
    source.policy.ignores_items() && {
        let request = item.heading.as_ref().map(|heading| source.text(&heading.request)).unwrap_or_default();
        source.policy.ignores(index_of(report.rule), &request)
    }
}

/// The place of a rule in the table.
pub(super) fn index_of(rule: &Rule) -> usize {
    RULES.iter().position(|known| *known == rule).unwrap_or(usize::MAX)
}

/// The pages of a finding, and the citation that gives them.
fn page_at<'s>(snapshot: &'s Snapshot, finding: &Finding) -> Option<(&'s Citation, &'s PageRange)> {
    let (offset, item) = snapshot.letter().item_at(finding.range.start)?;
    let citations = item.fields.iter().flat_map(|field| &field.citations);
    let mut pages = citations.flat_map(|citation| citation.pages.iter().map(move |page| (citation, page)));
    pages.find(|(_, page)| shifted(&page.span, offset) == finding.range)
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
}
