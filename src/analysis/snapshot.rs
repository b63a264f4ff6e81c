//! One moment of a letter: its text and all that is known of it.

use super::checked::{Checked, CheckedSum};
use super::cited::CitedItem;
use super::finding::{Finding, Findings, Report, Severity, Stage, Weight};
use super::fix::Fix;
use super::passage::{self, Passage};
use super::readiness::Readiness;
use super::rules;
use super::source::Source;
use super::standards::Standards;
use super::whole::{Tells, Told, Whole};
use crate::guidelines::{Catalogue, Reference, Resolution};
use crate::layouts::LayoutId;
use crate::model::{DaysOrigin, GoverningDays, Item, Letter};
use crate::sequence::{Element, Sequence};
use crate::syntax::{Limits, Tree};
use crate::text::{Damage, Text, planted};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The parts of longer letters are not compared with each other.
const MOST_ITEMS: usize = 200;
/// Of a longer text, in bytes, what was read of sentences is kept only for the parts in which somebody types.
const LONGEST_KEPT: usize = 512 * 1024;
/// No more parts change while somebody types.
const MOST_TYPED_IN: usize = 3;

/// A text with its tree, its letter and its findings. Cloning is cheap and shares everything; editing one
/// clone leaves the others as they were.
#[derive(Clone, Default)]
pub struct Snapshot {
    text: Text,
    tree: Tree,
    letter: Letter,
    checked: Sequence<Checked>,
    layout: LayoutId,
    /// Those by which the parts were checked.
    governing: Option<GoverningDays>,
    standards: Arc<Standards>,
    /// What is said of the letter and not of its parts; found out when somebody asks for the first time.
    about_letter: Arc<OnceLock<Option<Vec<Report>>>>,
}

impl Snapshot {
    /// What there is to know of a text, with the guidelines that ship with the program and nothing set.
    pub fn new(text: Text) -> Self {
        Snapshot::default().following(text)
    }

    /// The same by other standards.
    pub fn judged_by(text: Text, standards: Arc<Standards>) -> Self {
        Snapshot { standards, ..Snapshot::default() }.following(text)
    }

    /// The same with other limits to the length of blocks, for tests that want seams everywhere.
    pub fn with_limits(text: Text, limits: Limits) -> Self {
        Snapshot { tree: Tree::new(limits), ..Snapshot::default() }.following(text)
    }

    /// The first text of an empty snapshot.
    fn following(mut self, text: Text) -> Self {
        let damage = Damage { old: 0..0, new: 0..text.len() };
        self.update(text, &damage);
        self
    }

    /// Follows an edit: `text` is the text after it, `damage` what changed since the text before.
    pub fn update(&mut self, text: Text, damage: &Damage) {
        planted::fault("in reading", || text.slice(0..text.len()));
        let blocks = self.tree.update(&text, damage);
        let parts = self.letter.update(&text, &self.tree, damage, &blocks, &self.standards.catalogue);
        let layout = self.layout_now();
        let earlier_layout = std::mem::replace(&mut self.layout, layout);
        let governing = self.governing_now();
        let earlier_governing = std::mem::replace(&mut self.governing, governing);
        self.text = text;
        self.about_letter = Arc::default();
        let is_same_layout = self.layout == earlier_layout;
        let (old, new) = match is_same_layout {
            true => (parts.old, parts.new),
            false => (0..self.checked.len(), 0..self.letter.parts().len()),
        };
        let are_same_days = self.governing == earlier_governing;
        let keeps_passages = self.text.len() <= LONGEST_KEPT || new.len() <= MOST_TYPED_IN;
        let mut offset = self.letter.parts().get(new.start).map_or(0, |found| found.before.bytes);
        let mut old_offset = offset;
        let mut earlier = self.checked.iter_from(old.start).take(old.len());
        let changed = self.letter.parts().iter_from(new.start).take(new.len()).map(|part| {
            let earlier = earlier.next().filter(|_| is_same_layout && are_same_days);
            let same_to = if old_offset == offset { damage.new.start.saturating_sub(offset) } else { 0 };
            let checked = Checked::new(part, &self.source(offset), earlier, same_to);
            let checked = if keeps_passages { checked } else { checked.without_passages() };
            offset += part.len;
            old_offset += earlier.map_or(0, |earlier| earlier.part().len);
            checked
        });
        self.checked = self.checked.splice(old, changed.collect::<Vec<_>>());
        if is_same_layout && !are_same_days {
            self.judge_by_other_days(&new, earlier_governing.as_ref());
        }
    }

    /// Looks again at all parts but the new ones, unless no other topics are in force than on the earlier days.
    fn judge_by_other_days(&mut self, new: &Range<usize>, earlier: Option<&GoverningDays>) {
        let are_alike = earlier.zip(self.governing.as_ref()).is_some_and(|(earlier, now)| {
            let are_known = |governing: &GoverningDays| governing.origin != DaysOrigin::Layout;
            are_known(earlier) == are_known(now) && self.standards.catalogue.holds_alike(&earlier.days, &now.days)
        });
        let mut offset = 0;
        let checked = self.checked.iter().enumerate().map(|(index, checked)| {
            let source = self.source(offset);
            offset += checked.part().len;
            // What is said of citations may name the days.
            match new.contains(&index) || are_alike && !checked.reports_citations() {
                true => checked.clone(),
                false => checked.judged_again(&source),
            }
        });
        self.checked = checked.collect();
    }

    /// What rules look at, for places that count from `offset`.
    pub(super) fn source(&self, offset: usize) -> Source<'_> {
        Source::new(&self.text, offset, &self.standards, self.layout, self.governing.as_ref())
    }

    /// The layout of the settings, for a text that is a letter at all; else that of the headings.
    fn layout_now(&self) -> LayoutId {
        let told = self.letter.layout();
        self.standards.policy.layout.filter(|_| told != LayoutId::Other).unwrap_or(told)
    }

    /// The days that the letter itself gives on its front count most, then the settings, then what it tells elsewhere.
    fn governing_now(&self) -> Option<GoverningDays> {
        let told = self.letter.governing_days(self.layout);
        match self.standards.policy.letter_date {
            Some(day) if told.as_ref().is_none_or(|told| told.origin != DaysOrigin::Front) => {
                Some(GoverningDays { days: day..=day, origin: DaysOrigin::Settings })
            }
            _ => told,
        }
    }

    /// The text.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// The lines and blocks of the text.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What the text says as a letter.
    pub fn letter(&self) -> &Letter {
        &self.letter
    }

    /// The guidelines it is judged by.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.standards.catalogue
    }

    /// What it is judged by.
    pub fn standards(&self) -> &Arc<Standards> {
        &self.standards
    }

    /// The layout by which it is judged.
    pub fn layout(&self) -> LayoutId {
        self.layout
    }

    /// What a citation means in this letter.
    pub fn resolve(&self, reference: &Reference<'_>) -> Resolution {
        self.standards.catalogue.resolve(reference, self.governing.as_ref().map(|governing| &governing.days))
    }

    /// The days that govern the letter.
    pub fn governing_days(&self) -> Option<&GoverningDays> {
        self.governing.as_ref()
    }

    /// Whether the text is a letter at all, as far as its headings and labels tell.
    pub fn is_letter(&self) -> bool {
        self.layout != LayoutId::Other
    }

    /// The findings, at most `cap` of them if a cap is given: then the severest. A text that is no letter has none.
    pub fn findings(&self, stage: Stage, cap: Option<usize>) -> Findings {
        let cap = cap.unwrap_or(usize::MAX);
        let last_written = self.letter.parts().sum().written;
        let Some(about_letter) = self.about_letter() else { return Findings::default() };
        let sum = self.checked.sum();
        let total = about_letter.len() + sum.all();

        let resolve = |(offset, report): (usize, &Report)| report.resolve(offset, stage, last_written);
        let mut list: Vec<Finding> = about_letter.iter().map(|report| resolve((0, report))).collect();
        if total <= cap {
            list.extend(self.reports(CheckedSum::all).map(resolve));
        } else {
            // A part that has a report of one kind may have others beside it.
            let faults = |severity, count: fn(&CheckedSum) -> usize| {
                self.reports(count).filter(move |(_, report)| report.weight == Weight::Fault(severity)).take(cap)
            };
            let errors = faults(Severity::Error, |sum| sum.errors);
            let warnings = faults(Severity::Warning, |sum| sum.warnings);
            let notes = faults(Severity::Information, |sum| sum.notes);
            let is_gap = |report: &Report| matches!(report.weight, Weight::Gap(_));
            let gaps = self.reports(|sum| sum.gaps).filter(|(_, report)| is_gap(report)).take(cap);
            list.extend(errors.chain(warnings).chain(gaps).chain(notes).map(resolve));
            list.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.range.start));
            list.truncate(cap);
        }
        list.sort_by_key(|finding| (finding.range.start, finding.range.end, finding.rule.code));
        Findings { more: total - list.len(), list }
    }

    /// How far the letter has come.
    pub fn readiness(&self) -> Readiness {
        Readiness::of(self)
    }

    /// The letter seen as a whole; `None` if it has more items than any real letter.
    fn whole(&self) -> Option<Whole<'_>> {
        if self.checked().items > MOST_ITEMS {
            return None;
        }
        let mut offset = 0;
        let parts = self.checked.iter().map(|checked| {
            let at = offset;
            offset += checked.part().len;
            Told { offset: at, part: checked.part(), tells: checked.tells(&self.source(at)) }
        });
        Some(Whole { parts: parts.collect(), strays: OnceCell::new() })
    }

    /// What the rules say about the sections and about what the parts say of each other; `None` if they do not know the layout.
    pub(super) fn about_letter(&self) -> Option<&[Report]> {
        self.about_letter.get_or_init(|| self.check_letter()).as_deref()
    }

    fn check_letter(&self) -> Option<Vec<Report>> {
        let form = self.layout.form()?;
        let source = self.source(0);
        let mut reports = self.standards.about_files(self.text.line_range(0));
        let about_sections = rules::check_letter(&self.letter, form, &source);
        let review = self.letter.review().filter(|review| review.len <= passage::LONGEST_READ);
        let review = review.map(|part| {
            let passages = Passage::all_of(&part, &source, &[]);
            (Tells::of(&part, &passages, None, &source), passages, part)
        });
        let whole = self.whole().map(|mut whole| {
            whole.parts.extend(review.as_ref().map(|(tells, _, part)| Told { offset: 0, part, tells }));
            whole
        });
        let about_whole = whole.map_or_else(Vec::new, |whole| rules::check_whole(&whole, &source));
        if let Some((passages, item)) = review.as_ref().and_then(|(_, passages, part)| Some((passages, part.item()?))) {
            reports.extend(rules::check_item(item, &source));
            reports.extend(rules::check_reasoning(item, passages, &source));
            reports.extend(rules::check_citations(item, &source));
        }
        reports.extend(about_sections.into_iter().chain(about_whole).filter(|report| {
            let item = self.letter.item_at(report.range.start);
            item.is_none_or(|(offset, item)| !rules::is_silenced(report, item, &self.source(offset)))
        }));
        Some(reports)
    }

    /// What the rules say about the parts, added up.
    pub(super) fn checked(&self) -> &CheckedSum {
        self.checked.sum()
    }

    /// An item of this snapshot, whose part starts at `offset`, with what its citations mean.
    pub fn cited<'s>(&'s self, offset: usize, item: &'s Item) -> CitedItem<'s> {
        CitedItem::new(item, &self.source(offset))
    }

    /// What would mend a finding of this snapshot, the likeliest first.
    pub fn fixes(&self, finding: &Finding) -> Vec<Fix> {
        finding.rule.fixes.map_or_else(Vec::new, |fixes| fixes(self, finding))
    }

    /// The reports of those parts that count for `count`, with the offsets of the parts.
    fn reports(&self, count: impl Fn(&CheckedSum) -> usize) -> impl Iterator<Item = (usize, &Report)> {
        let mut seen = 0;
        let parts = std::iter::from_fn(move || {
            let found = self.checked.find(|sum| count(sum) > seen)?;
            seen = count(&found.before) + count(&found.element.sum());
            Some((found.before.bytes, found.element))
        });
        parts.flat_map(|(offset, checked)| checked.reports().map(move |report| (offset, report)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Edit;

    #[test]
    fn other_days_have_all_parts_judged_anew() {
        let item = "MRI of the lumbar spine:  Upheld\n\nClaims Administrator guideline: Decision based on MTUS ACOEM Chapter 12 \
                    Low Back Complaints Page(s): 303.\n\nMAXIMUS guideline: Decision based on Non-MTUS Citation Official Disability \
                    Guidelines (ODG), Low Back, MRI.\n\nDecision rationale: No red flags. The MRI is not medically necessary.\n\n";
        let letter = |year: &str| {
            let start = "HOW THE IMR FINAL DETERMINATION WAS MADE\n\nCLINICAL CASE SUMMARY\n\nPain.\n\nIMR ISSUES, DECISIONS AND RATIONALES";
            format!("Decision Date: 07/15/{year}\n\n{start}\n\n{}", item.repeat(3))
        };
        let fresh = |year: &str| Snapshot::new(Text::from(letter(year).as_str())).findings(Stage::Final, None);
        assert_ne!(fresh("2015").list, fresh("2019").list);
        for (before, after) in [("2015", "2019"), ("2019", "2015"), ("2015", "2016"), ("2015", "20")] {
            let mut text = Text::from(letter(before).as_str());
            let mut snapshot = Snapshot::new(text.clone());
            let damage = text.apply(&Edit { range: 21..25, insert: after.to_owned() });
            snapshot.update(text, &damage);
            assert_eq!(snapshot.findings(Stage::Final, None).list, fresh(after).list, "{before} to {after}");
        }
    }

    #[test]
    fn the_sections_of_a_review_are_judged_as_one_item() {
        const REVIEW: &str = "MEDICAL PROFESSIONAL REVIEW\n\nISSUE AT DISPUTE:\nAcupuncture to the right elbow, 6 visits\n\nCASE SUMMARY:\nThe \
            patient fell. The provider requested acupuncture to the right elbow.\n\nDOCUMENTS REVIEWED FOR DETERMINATION:\nProgress \
            notes\n\nMEDICAL TREATMENT GUIDELINE(S) RELIED UPON BY PROFESSIONAL REVIEWER AND WHY:\nThe MTUS Chronic Pain Medical \
            Treatment Guidelines, Exercise, page 46, were considered. They are a part of the MTUS.\n\nRATIONALE FOR WHY THE REQUESTED \
            TREATMENT/SERVICE IS/WAS NOT MEDICALLY NECESSARY:\nThe chart says nothing of any earlier care. Nothing was tried at home. \
            The request for acupuncture to the right elbow, 6 visits, is not medically necessary.\n\nMEDICAL REVIEWER QUALIFICATIONS:\n\
            The reviewer is Board Certified in Family Practice and is licensed to practice in California.\n";
        let found = |was: &str, is: &str| {
            assert_eq!(REVIEW.matches(was).count(), 1, "{was}");
            let text = REVIEW.replace(was, is);
            let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
            let codes: Vec<&str> = findings.iter().map(|finding| finding.rule.code).collect();
            codes
        };
        let exercise = "Chronic Pain Medical Treatment Guidelines, Exercise, page 46";
        let acupuncture = "Acupuncture Medical Treatment Guidelines";
        assert_eq!(found(exercise, acupuncture), [""; 0]);
        assert_eq!(found(exercise, exercise), ["IMR303"]);
        assert_eq!(found("Exercise, page 46", "Acupuncture, page 146"), ["IMR305"]);
        assert_eq!(found(exercise, "ACOEM Chapter 9 Elbow Disorders"), ["IMR314"]);
        for (was, is, code) in [
            ("is not medically necessary", "is medically necessary", "IMR401"),
            ("IS/WAS NOT MEDICALLY", "WAS MEDICALLY", "IMR401"),
            ("Nothing was tried at home.", "Nothing was tried at home. Nothing was tried at home.", "IMR502"),
            ("The request for acupuncture to the right elbow, 6 visits, is not medically necessary.", "", "IMR215"),
            (
                "The request for acupuncture to the right elbow",
                "The request for acupuncture to the left elbow",
                "IMR406",
            ),
        ] {
            assert!(found(was, is).contains(&code), "{is}: {:?}", found(was, is));
        }
    }
}
