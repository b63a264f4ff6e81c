//! A chapter whose number is that of another one.

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::Snapshot;
use crate::analysis::cited::{Cited, CitedItem};
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, replacement};
use crate::guidelines::{Catalogue, ChapterName, Topic, TopicKind};
use crate::model::shifted;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR314",
    name: "chapter-disagrees",
    summary: "A citation gives a chapter the title of another one.",
    why: "Each part of the body has a chapter of its own in the MTUS. Where the number names one and the title another, the \
          parties cannot tell by which the request was judged.",
    example: Sample {
        of: "\
MRI of the lumbar spine:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 12 Low Back
Complaints Page(s): 303.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 12 Low Back Complaints
Page(s): 303.

Decision rationale: The chart describes a sore back and no red flag. Therefore, the
request is not medically necessary.",
        good: &[],
        bad: &[(
            "MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 12",
            "MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 13",
        )],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Citations(check),
    fixes: Some(fixes),
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in &item.citations {
        let Some(chapter) = &cited.citation.chapter else { continue };
        let Some(disagreement) = disagreement(cited, &source.text(chapter), source.catalogue) else { continue };
        let title = source.quote(&shifted(&disagreement.written.title, chapter.start));
        let number = disagreement.written.number;
        let by_number = disagreement.by_number.map_or_else(String::new, |topic| {
            let title = ChapterName::parse(topic.title()).map_or(topic.title(), |name| &topic.title()[name.title]);
            format!(" Chapter {number} is “{title}”.")
        });
        let message = format!("“{title}” is chapter {}, not {number}.{by_number}", disagreement.number);
        reporter.report_cited(cited, chapter.clone(), message);
    }
}

/// A number and a title that are not of the same chapter.
struct Disagreement<'c> {
    /// What is written.
    written: ChapterName,
    /// The number of the chapter that has this title.
    number: u32,
    by_title: &'c Topic,
    /// The chapter that has this number.
    by_number: Option<&'c Topic>,
}

fn disagreement<'c>(cited: &Cited<'_>, words: &str, catalogue: &'c Catalogue) -> Option<Disagreement<'c>> {
    let written = ChapterName::parse(words).filter(|name| !name.title.is_empty())?;
    let by_title = catalogue.topic(cited.resolution.topics.first()?.topic);
    let number = ChapterName::parse(by_title.title()).filter(|_| by_title.kind == TopicKind::Chapter)?.number;
    if number == written.number {
        return None;
    }
    let has_number = |topic: &&Topic| {
        topic.kind == TopicKind::Chapter
            && catalogue.guideline(topic.guideline).in_mtus
            && ChapterName::parse(topic.title()).is_some_and(|name| name.number == written.number)
    };
    let by_number = catalogue.topics().map(|(_, topic)| topic).find(has_number);
    Some(Disagreement { written, number, by_title, by_number })
}

/// The pages tell which of the two is meant.
fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let item = snapshot.cited(offset, item);
    let words = snapshot.text().slice(finding.range.clone());
    let is_here = |chapter: &Range<usize>| shifted(chapter, offset) == finding.range;
    let cited = item.citations.iter().find(|cited| cited.citation.chapter.as_ref().is_some_and(is_here));
    let found = cited.and_then(|cited| Some((cited, disagreement(cited, &words, snapshot.catalogue())?)));
    let Some((cited, Disagreement { written, number, by_title, by_number })) = found else { return Vec::new() };
    let holds = |topic: &Topic| {
        let first = topic.first_page.map_or(0, |page| page.value);
        let last = topic.last_page.map_or(u32::MAX, |page| page.value);
        let mut pages = cited.citation.pages.iter().map(|page| page.pages());
        pages.len() > 0 && pages.all(|pages| first <= pages.first && pages.last <= last)
    };
    let (fits_title, fits_number) = (holds(by_title), by_number.is_some_and(holds));
    let renumbered = replacement(shifted(&written.digits, finding.range.start), number.to_string());
    let mut fixes = vec![
        Fix::offered(format!("Change the number to {number}"), vec![renumbered])
            .preferred_if(fits_title && !fits_number),
    ];
    if let Some(words) = by_number.and_then(|topic| topic.citable_words()) {
        let retitled = replacement(finding.range.clone(), words.to_owned());
        let fix = Fix::offered(format!("Change it to “{words}”"), vec![retitled]);
        let at = if fits_number && !fits_title { 0 } else { 1 };
        fixes.insert(at, fix.preferred_if(at == 0));
    }
    fixes
}

#[cfg(test)]
mod tests {
    use super::super::examples::{Example, in_maximus};
    use super::*;
    use crate::analysis::Stage;
    use crate::text::Text;

    fn found(chapter: &str) -> Vec<(Severity, String)> {
        in_maximus(&RULE, &format!("Decision based on MTUS ACOEM {chapter}."))
    }

    #[test]
    fn numbers_of_other_chapters() {
        for (cited, chapter) in [
            ("Chapter 12 Ankle and Foot Complaints Page(s): 370", "Chapter 12 Ankle and Foot Complaints"),
            ("Chapter 10 Knee Complaints Page(s): 29", "Chapter 10 Knee Complaints"),
            ("Chapter 8 (Shoulder Complaints) Page(s): 207", "Chapter 8 (Shoulder Complaints)"),
            ("Chapter 9, Low Back Complaints", "Chapter 9, Low Back Complaints"),
            ("Practice Guidelines, Chapter 14 Stress Related Conditions", "Chapter 14 Stress Related Conditions"),
        ] {
            assert_eq!(found(cited), [(Severity::Warning, chapter.to_owned())], "{cited}");
        }
    }

    #[test]
    fn chapters_by_their_own_numbers() {
        for cited in [
            "Chapter 12 Low Back Complaints Page(s): 303",
            "Chapter 12 (Low Back Complaints) Page(s): 303-4",
            "Chapter 12 Page(s): 303",
            "Low Back Complaints Page(s): 303",
            "Chapter 10 Elbow Disorders (Revised 2007) Page(s): 29",
            "Chapter 10 Elbow Complaints",
            "Chapter 8 Neck and Upper Back Complaints",
            "Chapter 11 Forearm, Wrist, & Hand Complaints Page(s): 271",
            "Chapter 12 \"Special Studies\" Page(s): 303",
            "Chapter 7 Independent Medical Examinations and Consultations Page(s): 127",
        ] {
            assert_eq!(found(cited), [], "{cited}");
        }
    }

    #[test]
    fn what_somebody_else_cited_is_only_good_to_know() {
        let claims_administrator = "Decision based on MTUS ACOEM Chapter 13 Low Back Complaints Page(s): 303.";
        let words = "Chapter 13 Low Back Complaints".to_owned();
        let example = Example { claims_administrator, ..Example::default() };
        assert_eq!(example.finds(&RULE), [(Severity::Information, words)]);
    }

    #[test]
    fn pages_tell_what_is_meant() {
        for (chapter, pages, edits) in [
            ("13 Low Back Complaints", "303", vec![("12", true), ("Chapter 13 Knee Complaints", false)]),
            ("13 Low Back Complaints", "343", vec![("Chapter 13 Knee Complaints", true), ("12", false)]),
            ("13 Low Back Complaints", "3", vec![("12", false), ("Chapter 13 Knee Complaints", false)]),
        ] {
            let example = RULE
                .example
                .bad()
                .replace("13 Low Back Complaints\nPage(s): 303", &format!("{chapter} Page(s): {pages}"));
            let snapshot = Snapshot::new(Text::from(super::super::sample::letter(&example).as_str()));
            let findings = snapshot.findings(Stage::Final, None).list;
            let finding = findings.iter().find(|finding| finding.rule == &RULE).expect("it is found");
            let fixes = snapshot.fixes(finding);
            let offered: Vec<_> = fixes.iter().map(|fix| (fix.edits[0].insert.as_str(), fix.is_preferred)).collect();
            assert_eq!(offered, edits, "{chapter} {pages}");
        }
    }
}
