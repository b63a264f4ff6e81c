//! Which document a citation is from.

use super::super::catalogue::{Catalogue, Guideline, GuidelineId, TopicId, TopicKind};
use super::folding::{folded_words, key};
use super::titles::Scope;
use super::{Confidence, Element, NamedTopic, Place, Reference};
use jiff::civil::Date;
use std::ops::RangeInclusive;

/// The guideline of the catalogue whose topics are titles with years, each a document of its own.
const LABELS: &str = "MTUS";

/// Words in the name of a guideline that do not tell it from another.
const GENERIC: [&str; 16] = [
    "2nd",
    "3rd",
    "ca",
    "california",
    "citation",
    "edition",
    "guide",
    "guideline",
    "medical",
    "medicine",
    "mtus",
    "occupational",
    "practice",
    "schedule",
    "second",
    "treatment",
];

/// What else a guideline is called.
const ALSO_CALLED: [(&str, &str); 1] = [("American College of Occupational and Environmental Medicine", "ACOEM")];

/// In free text a document is named among the first words.
const FIRST_WORDS: usize = 16;

/// The editions of a document that can be meant.
pub(super) struct Documents {
    pub(super) guidelines: Vec<GuidelineId>,
    /// The one to be taken if no topic tells.
    pub(super) first: Option<GuidelineId>,
    /// A title with its year.
    pub(super) label: Option<NamedTopic>,
}

impl Catalogue {
    pub(super) fn documents(
        &self,
        reference: &Reference<'_>,
        days: Option<&RangeInclusive<Date>>,
    ) -> Option<Documents> {
        let Some(name) = reference.guideline else { return self.documents_in(reference.text?, days) };
        if let Some(labelled) = self.labelled(name, days).filter(|labelled| labelled.label.is_some()) {
            return Some(labelled);
        }
        let meant: Vec<GuidelineId> =
            self.guidelines().filter(|(_, guideline)| is_called(guideline, name)).map(|(id, _)| id).collect();
        self.editions(meant, name, days).or_else(|| self.documents_in(name, days)).or_else(|| self.labelled(name, days))
    }

    /// A document named by a title with its year.
    fn labelled(&self, name: &str, days: Option<&RangeInclusive<Date>>) -> Option<Documents> {
        let (labels, _) = self.guidelines().find(|(_, guideline)| guideline.name == LABELS)?;
        let scope = Scope { guidelines: vec![labels], within: None };
        let (title, year): (Vec<String>, Vec<String>) = folded_words(name).into_iter().partition(|word| !is_year(word));
        let titled = |topic: &str| {
            let (words, _): (Vec<String>, Vec<String>) =
                folded_words(topic).into_iter().partition(|word| !is_year(word));
            key(&words) == key(&title)
        };
        let titled: Vec<TopicId> = self
            .topics()
            .filter(|(_, topic)| topic.guideline == labels && titled(&topic.name))
            .map(|(id, _)| id)
            .collect();
        let named = self.named(name, &scope).filter(|(topic, _)| self.topic(*topic).kind == TopicKind::Chapter);
        let named = named.or_else(|| {
            let in_force =
                titled.iter().filter(|id| !days.is_some_and(|days| self.topic(**id).validity.excludes(days)));
            let in_force: Vec<&TopicId> = in_force.collect();
            (in_force.len() == 1 && year.is_empty()).then(|| (*in_force[0], Confidence::Near))
        });
        let place = Place { element: Element::Guideline, span: 0..name.len() };
        let label = named.map(|(topic, confidence)| NamedTopic { topic, confidence, place });
        (label.is_some() || !titled.is_empty()).then_some(Documents {
            guidelines: Vec::new(),
            first: Some(labels),
            label,
        })
    }

    /// A document named somewhere in free text.
    fn documents_in(&self, text: &str, days: Option<&RangeInclusive<Date>>) -> Option<Documents> {
        let mut words = folded_words(text);
        words.truncate(FIRST_WORDS);
        let names = self.guidelines().flat_map(|(id, guideline)| full_names(guideline).map(move |name| (id, name)));
        let places = names.filter_map(|(id, name)| {
            let at = words.windows(name.len()).position(|part| key(part) == key(&name));
            at.map(|at| (at, id))
        });
        let places: Vec<(usize, GuidelineId)> = places.collect();
        let first = places.iter().map(|(at, _)| *at).min()?;
        let meant = places.into_iter().filter(|(at, _)| *at == first).map(|(_, id)| id).collect();
        self.editions(meant, text, days)
    }

    /// Of several editions those that the year in the name or the days allow; all of them if none is allowed.
    fn editions(
        &self,
        mut meant: Vec<GuidelineId>,
        name: &str,
        days: Option<&RangeInclusive<Date>>,
    ) -> Option<Documents> {
        meant.dedup();
        let is_of_year = |id: &GuidelineId| {
            let edition = self.guideline(*id).edition.map(|year| year.to_string());
            edition.is_some_and(|edition| folded_words(name).contains(&edition))
        };
        let was_in_force = |id: &GuidelineId| {
            let mut topics = self.topics().filter(|(_, topic)| topic.guideline == *id);
            days.is_none_or(|days| topics.any(|(_, topic)| !topic.validity.excludes(days)))
        };
        let first = meant.first().copied()?;
        if meant.iter().all(|id| self.guideline(*id).name == self.guideline(first).name) {
            let of_year: Vec<GuidelineId> = meant.iter().copied().filter(is_of_year).collect();
            let in_force: Vec<GuidelineId> = meant.iter().copied().filter(was_in_force).collect();
            meant = [of_year, in_force, meant].into_iter().find(|editions| !editions.is_empty())?;
        }
        Some(Documents { first: meant.first().copied(), guidelines: meant, label: None })
    }

    /// What a section of a document that is named by title and year can mean.
    pub(super) fn scope_of_label(&self, label: TopicId) -> Scope {
        let Some(older) = self.topic(label).parent else { return Scope::default() };
        let guidelines = vec![self.topic(older).guideline];
        // A whole document has no parts of its own: all topics of the guideline are.
        let within = self.topic(older).cite.is_some().then_some(older);
        Scope { guidelines, within }
    }
}

/// The words of a name that tell it from others.
fn core(name: &str) -> Vec<String> {
    let is_core = |word: &String| !GENERIC.contains(&word.as_str()) && !is_year(word);
    folded_words(name).into_iter().filter(is_core).collect()
}

fn is_called(guideline: &Guideline, name: &str) -> bool {
    let is_alike = |known: &str| {
        let (known, written) = (key(&core(known)), key(&core(name)));
        !known.is_empty() && (known == written || strsim::osa_distance(&known, &written) * 8 <= known.len())
    };
    is_alike(&guideline.name) || full_names(guideline).any(|known| known == folded_words(name)) || {
        let also = ALSO_CALLED.iter().find(|(_, short)| guideline.name.contains(short));
        also.is_some_and(|(long, _)| is_alike(long) || is_alike(&format!("{long} ACOEM")))
    }
}

/// The names by which a document is known in free text.
fn full_names(guideline: &Guideline) -> impl Iterator<Item = Vec<String>> {
    let also = ALSO_CALLED.iter().filter(|(_, short)| guideline.name.contains(short));
    let also = also.flat_map(|(long, short)| [*long, *short]);
    let (before, behind) = guideline.name.split_once(" (").unwrap_or((&guideline.name, ""));
    let own = [before.trim_start_matches("MTUS").trim(), behind.trim_end_matches(')')].into_iter();
    let names: Vec<Vec<String>> = own.chain(also).map(folded_words).collect();
    names.into_iter().filter(|words| words.iter().any(|word| !is_year(word)))
}

fn is_year(word: &str) -> bool {
    word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit())
}
