//! Pages on which the topic that is cited does not stand.

use super::impossible_pages::is_impossible;
use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::cited::{Cited, CitedItem};
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, replacement};
use crate::guidelines::{Fact, PageFit, Pages, Status, Topic, TopicId, TopicKind};
use crate::model::citation::PageRange;
use crate::model::shifted;

pub(super) static RULE: Rule = Rule {
    code: "IMR302",
    name: "page-outside-topic",
    summary: "A citation gives pages on which its topic does not stand.",
    why: "The parties look up what the decision rests on. On a page outside of the topic they find something else.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[("Guidelines\nBenzodiazepines Page(s): 24.", "Guidelines\nBenzodiazepines Page(s): 25.")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Citations(check),
    fixes: Some(fixes),
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in &item.citations {
        let possible = cited.citation.pages.iter().filter(|page| !is_impossible(page, cited, source.catalogue));
        match cited.resolution.page_fit {
            Some(PageFit::Outside) => possible.for_each(|page| check_against_pages(page, cited, source, reporter)),
            Some(PageFit::Unknown) => possible.for_each(|page| check_against_chapters(page, cited, source, reporter)),
            Some(PageFit::Inside) | None => {}
        }
    }
}

fn check_against_pages(page: &PageRange, cited: &Cited<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let topics = cited.resolution.topics.iter().map(|named| source.catalogue.topic(named.topic));
    let topics: Vec<(&Topic, Fact<Pages>)> = topics.filter_map(|topic| Some((topic, topic.pages()?))).collect();
    if topics.is_empty() {
        return check_against_chapters(page, cited, source, reporter);
    }
    let holds = |pages: Fact<Pages>| page.pages().lie_within(pages.value);
    // All sections of one title are cited by that title as well.
    let in_all_sections = |topic: &Topic| {
        let all = format!("{}, all sections", topic.name);
        let mut notes = source.catalogue.topics().filter(|(_, note)| note.kind == TopicKind::Note && note.name == all);
        notes.any(|(_, note)| note.pages().is_some_and(holds))
    };
    if topics.iter().any(|(_, held)| holds(*held)) || topics.iter().any(|(topic, _)| in_all_sections(topic)) {
        return;
    }
    let words = source.quote(&page.span);
    let outside = |stand: Vec<String>| format!("“{words}” is outside of the topic: {}.", stand.join(", "));
    let limits: Option<Vec<String>> = topics.iter().map(|(topic, _)| limit(page, topic, Status::Confirmed)).collect();
    if let Some(limits) = limits {
        reporter.report_cited(cited, page.span.clone(), outside(limits));
    } else {
        let stand = topics.iter().map(|(topic, held)| format!("“{}” stands on {held}", topic.title()));
        reporter.inform(page.span.clone(), outside(stand.collect()));
    }
}

/// Of a chapter whose pages are not known, nothing stands on the pages of another one, or of a part of it.
fn check_against_chapters(page: &PageRange, cited: &Cited<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let catalogue = source.catalogue;
    let Some(chapter) = cited.resolution.topics.first().map(|named| named.topic) else { return };
    if catalogue.topic(chapter).kind != TopicKind::Chapter {
        return;
    }
    let of_another = |id: TopicId| {
        let topic = catalogue.topic(id);
        let pages = topic.pages().filter(|held| page.pages().lie_within(held.value))?;
        let whole = catalogue.wholes(id).last().filter(|whole| *whole != chapter)?;
        let is_chapter =
            topic.guideline == catalogue.topic(chapter).guideline && catalogue.topic(whole).kind == TopicKind::Chapter;
        is_chapter.then(|| (catalogue.topic(whole).title(), pages))
    };
    // The chapters of a book follow each other: what stands behind a later one stands in no earlier one.
    let of_later = || {
        let own = catalogue.topic(chapter);
        let start = own.first_page.filter(|first| first.status > Status::Doubtful)?.value;
        let chapters = catalogue.topics().map(|(_, topic)| topic).filter(|topic| topic.kind == TopicKind::Chapter);
        let of_book = chapters.filter(|topic| topic.guideline == own.guideline);
        let known = of_book.filter_map(|topic| Some((topic.title(), topic.pages()?)));
        known
            .filter(|(_, held)| start < held.value.first && held.value.last < page.first)
            .min_by_key(|(_, held)| held.value.first)
    };
    let elsewhere = catalogue.topics().find_map(|(id, _)| of_another(id)).or_else(of_later);
    let where_it_is = elsewhere.map(|(title, held)| format!("“{title}” stands on {held}"));
    let why = where_it_is
        .or_else(|| limit(page, catalogue.topic(chapter), Status::Unsure).map(|limit| format!("{limit} (unverified)")));
    if let Some(why) = why {
        let (words, chapter) = (source.quote(&page.span), catalogue.topic(chapter).title());
        reporter.inform(page.span.clone(), format!("“{words}” is outside of “{chapter}”: {why}."));
    }
}

/// The first or last page of a topic that is exceeded, if it is as sure as that.
fn limit(page: &PageRange, topic: &Topic, least: Status) -> Option<String> {
    let known = |fact: Option<Fact<u32>>| fact.filter(|fact| fact.status >= least);
    let title = topic.title();
    let last = known(topic.last_page).filter(|last| last.value < page.last);
    let first = known(topic.first_page).filter(|first| page.first < first.value);
    last.map(|last| format!("“{title}” ends on page {}", last.value))
        .or_else(|| first.map(|first| format!("“{title}” starts on page {}", first.value)))
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let item = snapshot.cited(offset, item);
    let is_here = |page: &PageRange| shifted(&page.span, offset) == finding.range;
    let Some(cited) = item.citations.iter().find(|cited| cited.citation.pages.iter().any(is_here)) else {
        return Vec::new();
    };
    let others = || cited.citation.pages.iter().filter(|page| !is_here(page)).map(PageRange::pages);
    let topics = cited.resolution.topics.iter().map(|named| snapshot.catalogue().topic(named.topic));
    let fix = |topic: &Topic| {
        let Fact { value: pages, status } = topic.pages()?;
        let is_cited = others().any(|other| other.first <= pages.last && pages.first <= other.last);
        let sure = if status == Status::Confirmed { "" } else { " (unverified)" };
        let title = format!("Cite {pages}, where “{}” stands{sure}", topic.title());
        (!is_cited).then(|| Fix::offered(title, vec![replacement(finding.range.clone(), pages.to_string())]))
    };
    topics.filter_map(fix).collect()
}

#[cfg(test)]
mod tests {
    use super::super::examples::{Example, in_maximus};
    use super::*;

    fn found(cited: &str) -> Vec<(Severity, String)> {
        in_maximus(&RULE, &format!("Decision based on MTUS Chronic Pain Treatment Guidelines {cited}."))
    }

    #[test]
    fn against_a_page_that_was_looked_up() {
        for (cited, pages) in [
            ("Benzodiazepines Page(s): 25", "25"),
            ("Benzodiazepines Page(s): 24-25", "24-25"),
            ("Opioids, criteria for use Page(s): 81", "81"),
            ("Muscle relaxants (for pain) Page(s): 62-63", "62-63"),
        ] {
            assert_eq!(found(cited), [(Severity::Warning, pages.to_owned())], "{cited}");
        }
    }

    #[test]
    fn against_a_page_that_nobody_looked_up() {
        assert_eq!(found("Muscle Relaxants Page(s): 63-67"), [(Severity::Information, "63-67".to_owned())]);
        assert_eq!(found("Opioids, criteria for use Page(s): 75"), [(Severity::Information, "75".to_owned())]);
    }

    #[test]
    fn chapters_share_no_page() {
        let chapter = |pages: &str| {
            let cited = format!("Decision based on MTUS ACOEM Chapter 12 Low Back Complaints Page(s): {pages}.");
            in_maximus(&RULE, &cited)
        };
        assert_eq!(chapter("178"), [(Severity::Information, "178".to_owned())]);
        assert_eq!(chapter("303-305"), []);
        let other = |cited: &str| in_maximus(&RULE, &format!("Decision based on MTUS ACOEM {cited}."));
        for (cited, pages) in [
            ("Chapter 9 Shoulder Complaints Page(s): 301", "301"),
            ("Chapter 11 Forearm, Wrist, and Hand Complaints Page(s): 370-371", "370-371"),
            ("Chapter 11 Forearm, Wrist, and Hand Complaints Page(s): 70-71", "70-71"),
            ("Chapter 11 Forearm, Wrist, and Hand Complaints Page(s): 468-469", "468-469"),
        ] {
            assert_eq!(other(cited), [(Severity::Information, pages.to_owned())], "{cited}");
        }
        for cited in [
            "Chapter 9 Shoulder Complaints Page(s): 215",
            "Chapter 11 Forearm, Wrist, and Hand Complaints Page(s): 270-271",
            "Chapter 12 Low Back Complaints Page(s): 288",
        ] {
            assert_eq!(other(cited), [], "{cited}");
        }
    }

    #[test]
    fn inside_of_the_topic() {
        for cited in [
            "Benzodiazepines Page(s): 24",
            "Opioids Page(s): 74-96",
            "Opioids, criteria for use Page(s): 78-80",
            "Opioids, criteria for use, Weaning of Medications Page(s): 76-80, 124",
            "Sleep hygiene Page(s): 24",
            "Page(s): 24",
            "Benzodiazepines",
        ] {
            assert_eq!(found(cited), [], "{cited}");
        }
    }

    #[test]
    fn what_somebody_else_cited_is_only_good_to_know() {
        let claims_administrator =
            "Decision based on MTUS Chronic Pain Treatment Guidelines Benzodiazepines Page(s): 66.";
        let example = Example { claims_administrator, ..Example::default() };
        assert_eq!(example.finds(&RULE), [(Severity::Information, "66".to_owned())]);
    }
}
