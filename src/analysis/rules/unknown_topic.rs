//! Words that should name a topic of a guideline and name none, or only with a slip of the pen.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::cited::{Cited, CitedItem};
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, replacement};
use crate::guidelines::{Catalogue, Confidence, Element, Topic, TopicId};
use crate::model::citation;
use crate::model::shifted;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR301",
    name: "unknown-topic",
    summary: "A citation names a topic that its MTUS guideline does not have, or misspells one.",
    why: "The parties look up what the decision rests on. A topic that is misspelt, or that stands in another \
          guideline, can not be found there.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[("Guidelines\nBenzodiazepines", "Guidelines\nBenzodiazapines")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Forms(check),
    fixes: Some(fixes),
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in item.citations.iter().filter(|cited| cited.citation.source == citation::Source::Mtus) {
        let guideline = cited.resolution.guideline.map(|id| source.catalogue.guideline(id));
        if guideline.is_some_and(|guideline| guideline.in_mtus) {
            misspelt(cited, source, reporter);
            // Without anything near, what somebody else cited is not worth a word.
            if cited.is_own && has_known_topics(cited, source.catalogue) {
                unknown(cited, source, reporter);
            }
        }
    }
}

/// Of some editions that are cited by title and year, only the title is known.
fn has_known_topics(cited: &Cited<'_>, catalogue: &Catalogue) -> bool {
    let label = cited.resolution.topics.iter().find(|named| named.place.element == Element::Guideline);
    label.is_none_or(|label| catalogue.topic(label.topic).parent.is_some())
}

fn unknown(cited: &Cited<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for place in cited.unresolved() {
        let words = source.quote(&place);
        let nearest = nearest(cited, &words, source.catalogue).map(|id| source.catalogue.topic(id).title());
        let hint = nearest.map_or_else(String::new, |title| format!(" Did you mean “{title}”?"));
        reporter.inform(place, format!("This guideline has no topic “{words}” that is known here.{hint}"));
    }
}

/// The topic that unknown words may be meant to name: one that shares a word with them.
fn nearest(cited: &Cited<'_>, words: &str, catalogue: &Catalogue) -> Option<TopicId> {
    let written: Vec<String> = singulars(words).filter(|word| word.len() > 3).collect();
    let shares_word = |id: &TopicId| singulars(catalogue.topic(*id).title()).any(|word| written.contains(&word));
    cited.resolution.nearest.filter(shares_word)
}

fn misspelt(cited: &Cited<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for named in cited.resolution.topics.iter().filter(|named| named.confidence == Confidence::Near) {
        let topic = source.catalogue.topic(named.topic);
        // What has no title of its own can not be misspelt.
        let Some(place) = cited.citation.find(&named.place).filter(|_| topic.cite.is_some()) else { continue };
        if is_misspelt(&source.text(&place), topic) {
            let message = format!("“{}” is misspelt. The topic is “{}”.", source.quote(&place), topic.title());
            reporter.report_cited(cited, place, message);
        }
    }
}

/// Whether a word is nearly, but not quite, a word of the topic. Words that are left out or stand in another order
/// are no slip.
fn is_misspelt(words: &str, topic: &Topic) -> bool {
    let known: Vec<String> = [topic.name.as_str(), topic.title()].into_iter().flat_map(singulars).collect();
    singulars(words).any(|word| {
        let is_near = |known: &String| strsim::osa_distance(known, &word) <= most_slips(&word);
        let is_of_one_stem = |known: &String| stem(known) == stem(&word);
        !known.iter().any(is_of_one_stem) && known.iter().any(is_near)
    })
}

/// A word without the ending that makes another part of speech of it: `psychologic` is no slip for `psychological`.
fn stem(word: &str) -> String {
    const ENDINGS: [&str; 12] =
        ["ically", "ical", "ation", "ative", "ally", "al", "ic", "ia", "ion", "ive", "ing", "ed"];
    let stem = ENDINGS.into_iter().find_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.len() > 3);
    stem.unwrap_or(word).replace("our", "or")
}

/// How many letters of a word may be wrong before it is another word.
fn most_slips(word: &str) -> usize {
    match word.len() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The words of a text in lower case, without the endings of plurals.
fn singulars(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| {
        let word = word.to_lowercase();
        match word.strip_suffix("ies") {
            Some(stem) => format!("{stem}y"),
            None => word.trim_end_matches('s').to_owned(),
        }
    })
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let item = snapshot.cited(offset, item);
    let is_here = |place: &Range<usize>| shifted(place, offset) == finding.range;
    let meant = item.citations.iter().find_map(|cited| {
        let named = cited
            .resolution
            .topics
            .iter()
            .find(|named| cited.citation.find(&named.place).is_some_and(|place| is_here(&place)));
        let words = snapshot.text().slice(finding.range.clone());
        let nearest = || cited.unresolved().find(is_here).and_then(|_| nearest(cited, &words, snapshot.catalogue()));
        named.map(|named| (named.topic, true)).or_else(|| nearest().map(|topic| (topic, false)))
    });
    let fix = |(topic, is_sure)| {
        let words = snapshot.catalogue().topic(topic).citable_words()?;
        let edit = replacement(finding.range.clone(), words);
        Some(Fix::offered(format!("Change it to “{words}”"), vec![edit]).preferred_if(is_sure))
    };
    meant.and_then(fix).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::examples::{Example, in_maximus};
    use super::*;

    fn found(topic: &str) -> Vec<(Severity, String)> {
        in_maximus(&RULE, &format!("Decision based on MTUS Chronic Pain Treatment Guidelines {topic}."))
    }

    #[test]
    fn misspelt_topics() {
        for topic in ["Benzodiazapines", "Opiods, criteria for use", "Muscle Relaxents (for pain)"] {
            assert_eq!(found(topic), [(Severity::Warning, topic.to_owned())], "{topic}");
        }
    }

    #[test]
    fn unknown_topics() {
        assert_eq!(found("Sleep hygiene"), [(Severity::Information, "Sleep hygiene".to_owned())]);
        let only_title_known = "Decision based on MTUS Low Back Disorders 2016, Section(s): Medications.";
        assert_eq!(in_maximus(&RULE, only_title_known), []);
    }

    #[test]
    fn other_ways_of_naming_a_topic() {
        for topic in [
            "Benzodiazepine Page(s): 24",
            "muscle relaxants",
            "OPIOIDS, CRITERIA FOR USE",
            "Criteria for use of opioids",
            "Psychologic treatment",
            "Topical analgesia",
            "Opioids, criteria for use, Weaning of Medications Page(s): 76-80, 124",
            "Page(s): 24",
        ] {
            assert_eq!(found(topic), [], "{topic}");
        }
        let outside = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) Sleep hygeine.";
        assert_eq!(in_maximus(&RULE, outside), []);
    }

    #[test]
    fn what_somebody_else_cited() {
        let on_their_line = |topic: &str| {
            let claims_administrator = &format!("Decision based on MTUS Chronic Pain Treatment Guidelines {topic}.");
            Example { claims_administrator, ..Example::default() }.finds(&RULE)
        };
        assert_eq!(on_their_line("benzodiazdpines"), [(Severity::Information, "benzodiazdpines".to_owned())]);
        assert_eq!(on_their_line("Sleep hygiene"), []);
    }
}
