//! Which document a citation is from.

use super::super::catalogue::{Catalogue, Guideline, GuidelineId, TopicId};
use super::super::names::words;
use super::folding::{Word, folded_words, key};
use super::spelling::Counts;
use super::titles::{Scope, Written};
use super::{Confidence, Element, NamedTopic, Place, Reference};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

/// The guideline of the catalogue whose topics are titles with years, each a document of its own.
const LABELS: &str = "MTUS";

/// Words in the name of a guideline, folded, that do not tell it from another.
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
    "mtu",
    "occupational",
    "practice",
    "schedule",
    "second",
    "treatment",
];

/// What else the guidelines with a word in their name are called.
const ALSO_CALLED: [(&str, &str); 1] = [("ACOEM", "American College of Occupational and Environmental Medicine")];

/// One letter of so many may be wrong in the name of a guideline.
const LETTERS_PER_SLIP: usize = 8;

/// In free text a document is named among the first words, in not more than some.
const FIRST_WORDS: usize = 16;
const LONGEST_NAME: usize = 10;

/// Where a citation can be from.
#[derive(Default)]
pub(super) struct Documents {
    /// The documents, or the editions of one.
    pub(super) guidelines: Vec<GuidelineId>,
    /// The one to be taken if no topic tells.
    pub(super) first: Option<GuidelineId>,
    /// A title with its year, which is a document of its own.
    pub(super) label: Option<NamedTopic>,
    /// The free words behind the document's name.
    pub(super) free_words: Option<Place>,
}

/// What the guidelines and the titles with years are called.
#[derive(Debug, Default)]
pub(super) struct DocumentNames {
    guidelines: Vec<(GuidelineId, Names)>,
    labels: Option<GuidelineId>,
    /// The titles with years, by what they are without their years.
    dated: HashMap<String, Vec<TopicId>>,
}

#[derive(Debug)]
struct Names {
    /// What tells the name from others, each form of it.
    cores: Vec<Core>,
    /// The names by which it is known in free text, folded.
    full: Vec<String>,
}

impl DocumentNames {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let guidelines = catalogue.guidelines().map(|(id, guideline)| (id, Names::of(guideline))).collect();
        let labels = catalogue.guidelines().find(|(_, guideline)| guideline.name == LABELS).map(|(id, _)| id);
        let mut dated: HashMap<String, Vec<TopicId>> = HashMap::new();
        for (id, topic) in catalogue.topics().filter(|(_, topic)| Some(topic.guideline) == labels) {
            dated.entry(title(&topic.name)).or_default().push(id);
        }
        DocumentNames { guidelines, labels, dated }
    }
}

impl Names {
    fn of(guideline: &Guideline) -> Self {
        let whole = guideline.name.trim_start_matches("MTUS ");
        let (before, behind) = whole.split_once(" (").unwrap_or((whole, ""));
        let mut full = vec![whole, before, behind.trim_end_matches(')')];
        let mut cores = vec![Core::of(&guideline.name)];
        for (short, long) in ALSO_CALLED.iter().filter(|(short, _)| guideline.name.contains(short)) {
            full.extend([short, long]);
            cores.extend([Core::of(long), Core::of(&format!("{long} {short}"))]);
        }
        full.retain(|name| *name != LABELS);
        cores.retain(|core| core.counts.all > 0);
        let mut full: Vec<String> = full.into_iter().map(|name| key(&folded_words(name))).collect();
        full.retain(|name| !name.is_empty() && !is_year(name));
        Names { cores, full }
    }

    fn is_called(&self, written: &Core) -> bool {
        let is_near = |core: &Core| {
            let most = core.letters.len() / LETTERS_PER_SLIP;
            core.letters == written.letters
                || core.counts.can_be_near(&written.counts, most)
                    && strsim::osa_distance(&core.letters, &written.letters) <= most
        };
        self.cores.iter().any(is_near)
    }
}

/// The letters of a name that tell it from others.
#[derive(Debug)]
struct Core {
    letters: String,
    counts: Counts,
}

impl Core {
    fn of(name: &str) -> Self {
        let is_core = |word: &String| !GENERIC.contains(&word.as_str()) && !is_year(word);
        let letters: String = folded_words(name).into_iter().map(|word| word.letters).filter(is_core).collect();
        Core { counts: Counts::of(&letters), letters }
    }
}

impl Catalogue {
    pub(super) fn documents(&self, reference: &Reference<'_>, days: Option<&RangeInclusive<Date>>) -> Documents {
        let in_text = || reference.text.and_then(|text| self.document_in(Element::Text, text));
        let Some(name) = reference.guideline else { return in_text().unwrap_or_default() };
        // Titles with years are not called guidelines.
        let words = folded_words(name);
        let is_dated =
            words.iter().any(|word| is_year(&word.letters)) && words.iter().all(|word| word.letters != "guideline");
        let labelled = if is_dated { self.labelled(name, days) } else { None };
        let called = || self.called(name, days).or_else(|| self.document_in(Element::Guideline, name));
        labelled.or_else(called).or_else(|| self.labelled(name, days)).unwrap_or_default()
    }

    /// A guideline, or the editions of one.
    fn called(&self, name: &str, days: Option<&RangeInclusive<Date>>) -> Option<Documents> {
        let core = Core::of(name);
        let called = self.index.documents.guidelines.iter().filter(|(_, names)| names.is_called(&core));
        let called: Vec<GuidelineId> = called.map(|(id, _)| *id).collect();
        (!called.is_empty()).then(|| self.editions(called, name, days))
    }

    /// A document named by a title with its year; without label if there is such a title, but not of this year.
    fn labelled(&self, name: &str, days: Option<&RangeInclusive<Date>>) -> Option<Documents> {
        let labels = self.index.documents.labels?;
        let dated: &[TopicId] = self.index.documents.dated.get(&title(name)).map_or(&[], Vec::as_slice);
        let named = self.named(&Written::new(name), &Scope { guidelines: vec![labels], within: None }).or_else(|| {
            let can_be = |id: &&TopicId| !days.is_some_and(|days| self.topic(**id).validity.excludes(days));
            let has_year = folded_words(name).iter().any(|word| is_year(&word.letters));
            match dated.iter().filter(can_be).collect::<Vec<_>>()[..] {
                [only] if !has_year => Some((*only, Confidence::Near)),
                _ => None,
            }
        });
        let place = Place { element: Element::Guideline, span: 0..name.len() };
        let label = named.map(|(topic, confidence)| NamedTopic { topic, confidence, place });
        let is_known = label.is_some() || !dated.is_empty();
        is_known.then(|| Documents { first: Some(labels), label, ..Documents::default() })
    }

    /// Where free text names its document, the abbreviation behind the name included.
    pub fn document_name(&self, text: &str) -> Option<Range<usize>> {
        let (name, _) = self.name_in(text)?;
        let behind = &text[name.end..];
        let is_open = text[name.clone()].matches('(').count() > text[name.clone()].matches(')').count();
        let closed = behind.starts_with(')') && is_open;
        Some(name.start..name.end + usize::from(closed))
    }

    /// A document named in free text, with the words behind its name.
    fn document_in(&self, element: Element, text: &str) -> Option<Documents> {
        let (name, guidelines) = self.name_in(text)?;
        let first = guidelines.first().copied();
        let free_words = Some(Place { element, span: name.end..text.len() });
        Some(Documents { guidelines, first, label: None, free_words })
    }

    /// Where the name of a document stands in free text, and the documents of this name.
    fn name_in(&self, text: &str) -> Option<(Range<usize>, Vec<GuidelineId>)> {
        let mut words = words(text);
        words.truncate(FIRST_WORDS);
        let folded = folded_words(text);
        let (mut at, mut named) = (0..words.len()).find_map(|at| Some((at, self.named_at(&folded, &words[at..])?)))?;
        let start = words[at].start;
        let mut guidelines: Vec<GuidelineId> = named.iter().map(|(_, id)| *id).collect();
        guidelines.dedup();
        // The name is often given twice, in full and abbreviated.
        while let Some((count, _)) = named.first() {
            at += count;
            named = self.named_at(&folded, &words[at..]).unwrap_or_default();
        }
        Some((start..words[at - 1].end, guidelines))
    }

    /// The documents with whose names the words begin, and how many words each takes, the longest name first.
    fn named_at(&self, folded: &[Word], words: &[Range<usize>]) -> Option<Vec<(usize, GuidelineId)>> {
        let names = &self.index.documents.guidelines;
        let start = words.first()?.start;
        let mut folded = folded[folded.partition_point(|word| word.start < start)..].iter().peekable();
        let mut named = Vec::new();
        let mut written = String::new();
        for (index, word) in words.iter().take(LONGEST_NAME).enumerate() {
            while let Some(word) = folded.next_if(|folded| folded.start < word.end) {
                written += &word.letters;
            }
            let may_be = |(_, names): &&(GuidelineId, Names)| names.full.iter().any(|name| name.starts_with(&written));
            if !names.iter().any(|names| may_be(&names)) {
                break;
            }
            let called = names.iter().filter(|(_, names)| names.full.contains(&written));
            named.extend(called.map(|(id, _)| (index + 1, *id)));
        }
        named.sort_by_key(|(count, _)| Reverse(*count));
        (!named.is_empty()).then_some(named)
    }

    /// Of several editions those that the year in the name or the days allow; all of them if none is allowed.
    fn editions(&self, called: Vec<GuidelineId>, name: &str, days: Option<&RangeInclusive<Date>>) -> Documents {
        let is_of_year = |id: &GuidelineId| {
            let edition = self.guideline(*id).edition.map(|year| year.to_string());
            edition.is_some_and(|edition| folded_words(name).iter().any(|word| word.letters == edition))
        };
        let was_in_force = |id: &GuidelineId| {
            let mut topics = self.index.topics_of[id.0].iter().map(|topic| self.topic(*topic));
            days.is_none_or(|days| topics.any(|topic| !topic.validity.excludes(days)))
        };
        let is_edition = |id: &GuidelineId| self.guideline(*id).name == self.guideline(called[0]).name;
        let chosen = if called.iter().all(is_edition) {
            let of_year: Vec<GuidelineId> = called.iter().copied().filter(is_of_year).collect();
            let in_force: Vec<GuidelineId> = called.iter().copied().filter(was_in_force).collect();
            [of_year, in_force].into_iter().find(|editions| !editions.is_empty())
        } else {
            None
        };
        let guidelines = chosen.unwrap_or(called);
        Documents { first: guidelines.first().copied(), guidelines, ..Documents::default() }
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

/// A title without its year.
fn title(label: &str) -> String {
    folded_words(label).into_iter().map(|word| word.letters).filter(|word| !is_year(word)).collect()
}

fn is_year(word: &str) -> bool {
    let is_century = word.starts_with("19") || word.starts_with("20");
    word.len() == 4 && is_century && word.bytes().all(|byte| byte.is_ascii_digit())
}
