//! Pages of a guideline without the topic that stands on them.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::cited::{Cited, CitedItem};
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, insertion};
use crate::guidelines::{Catalogue, TopicId};
use crate::model::citation;
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: "IMR309",
    name: "page-without-topic",
    summary: "The reviewer cites pages without their topic.",
    why: "Several topics may stand on one page. Without the name of the topic nobody can tell on which of them the \
          decision rests, and a slip in the number goes unnoticed.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[("Guidelines\nBenzodiazepines Page(s):", "Guidelines\nPage(s):")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Forms(check),
    fixes: Some(fixes),
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in item.own().filter(|cited| cited.citation.source == citation::Source::Mtus) {
        let citation = cited.citation;
        let has_words = citation.topic.is_some() || citation.chapter.is_some() || citation.section.is_some();
        let (Some(first), Some(last)) = (citation.pages.first(), citation.pages.last()) else { continue };
        if has_words {
            continue;
        }
        let topics = cited.resolution.by_pages.iter().filter_map(|id| citable(*id, source.catalogue));
        let topics: BTreeSet<TopicId> = topics.collect();
        let stand = topics.into_iter().filter_map(|id| {
            let topic = source.catalogue.topic(id);
            Some(format!("“{}”, {}", topic.title(), topic.pages()?))
        });
        let stand = stand.collect::<Vec<_>>().join("; ");
        let hint = if stand.is_empty() { stand } else { format!(": {stand}") };
        let message = format!("These pages stand without their topic. Name the one that is meant{hint}.");
        reporter.report(first.span.start..last.span.end, message);
    }
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let item = snapshot.cited(offset, item);
    let is_here = |cited: &&Cited<'_>| {
        cited.citation.pages.first().is_some_and(|page| offset + page.span.start == finding.range.start)
    };
    let Some(cited) = item.own().find(is_here) else { return Vec::new() };
    let Some(guideline) = &cited.citation.guideline else { return Vec::new() };
    let catalogue = snapshot.catalogue();
    let topics = cited.resolution.by_pages.iter().filter_map(|id| citable(*id, catalogue));
    let topics: BTreeSet<TopicId> = topics.collect();
    let words = topics.into_iter().filter_map(|id| catalogue.topic(id).citable_words());
    let fix = |words| {
        Fix::offered(format!("Name the topic “{words}”"), vec![insertion(offset + guideline.end, format!(" {words}"))])
    };
    words.map(fix).collect()
}

/// The topic itself, or what it is a part of: the first that has a title.
fn citable(topic: TopicId, catalogue: &Catalogue) -> Option<TopicId> {
    catalogue.wholes(topic).find(|id| catalogue.topic(*id).cite.is_some())
}

#[cfg(test)]
mod tests {
    use super::super::examples::words_in_maximus;
    use super::*;

    #[test]
    fn pages_alone() {
        let found = |cited: &str| words_in_maximus(&RULE, &format!("Decision based on {cited}."));
        assert_eq!(found("MTUS Chronic Pain Treatment Guidelines Page(s): \n\n78-81"), ["78-81"]);
        assert_eq!(found("MTUS Chronic Pain Treatment Guidelines Page(s): 24, 66"), ["24, 66"]);
        for cited in [
            "MTUS Chronic Pain Treatment Guidelines Benzodiazepines Page(s): 24",
            "MTUS Chronic Pain Treatment Guidelines",
            "MTUS ACOEM Chapter 8 Neck and Upper Back Complaints Page(s): 174-175",
            "Non-MTUS Citation Official Disability Guidelines (ODG) page 24",
        ] {
            assert_eq!(found(cited), [""; 0], "{cited}");
        }
    }
}
