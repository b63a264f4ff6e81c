//! The catalogue: guidelines, their topics with pages, and treatments with what is cited for them.

use super::assembly::assemble;
use super::facts::{Fact, Pages, Status, Validity};
pub use super::file::TopicKind;
use super::file::{self, File, Problem};
use super::names::{Named, Names};
use super::resolve::Index;
use super::search::SearchIndex;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// What ships with the program, in the order in which later files may refer to earlier ones.
pub(super) const SHIPPED: [(&str, &str); 8] = [
    ("chronic-pain.toml", include_str!("data/chronic-pain.toml")),
    ("opioids.toml", include_str!("data/opioids.toml")),
    ("acupuncture.toml", include_str!("data/acupuncture.toml")),
    ("postsurgical.toml", include_str!("data/postsurgical.toml")),
    ("acoem.toml", include_str!("data/acoem.toml")),
    ("titles.toml", include_str!("data/titles.toml")),
    ("odg.toml", include_str!("data/odg.toml")),
    ("treatments.toml", include_str!("data/treatments.toml")),
];

/// A guideline in the catalogue it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GuidelineId(pub(super) usize);

/// A topic in the catalogue it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(pub(super) usize);

/// A treatment in the catalogue it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TreatmentId(pub(super) usize);

/// A document that letters cite.
#[derive(Clone, Debug, PartialEq)]
pub struct Guideline {
    /// A short name for catalogue files.
    pub id: String,
    /// What a citation calls it, behind `Decision based on` or `Decision based on Non-MTUS Citation`.
    pub name: String,
    /// Whether it was ever a part of the Medical Treatment Utilization Schedule.
    pub in_mtus: bool,
    /// The public page on the web that shows it.
    pub address: Option<String>,
    /// The year of its text, if all of it is of one year.
    pub edition: Option<i16>,
    /// The entry of an office about it, if there is one.
    pub told_at: Option<ToldAt>,
}

/// Where an office's file tells something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldAt {
    /// The file, as it was called when it was given.
    pub file: Arc<str>,
    /// The line, counted from one.
    pub line: usize,
}

/// A chapter, topic or part of a guideline.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// A unique name, and what is shown to the user. Not to be put into a letter.
    pub name: String,
    /// The document it belongs to.
    pub guideline: GuidelineId,
    /// What kind of place it is.
    pub kind: TopicKind,
    /// The public page on the web that shows it, if it is another than that of the document.
    pub address: Option<String>,
    /// The topic that this is a part of, or that it refers to.
    pub parent: Option<TopicId>,
    /// The words that a citation may use for it. Without them only the guideline or chapter and the pages are cited.
    pub cite: Option<Fact<String>>,
    /// The first printed page.
    pub first_page: Option<Fact<u32>>,
    /// The last printed page.
    pub last_page: Option<Fact<u32>>,
    /// The year of its text.
    pub edition: Option<i16>,
    /// The section of the California Code of Regulations that adopts it, as in `8 CCR 9792.24.2`.
    pub regulation: Option<String>,
    /// When it was in force.
    pub validity: Validity,
    /// Where the best supported of these facts comes from.
    pub origin: String,
    /// The entry of an office about it, if there is one.
    pub told_at: Option<ToldAt>,
}

/// Something that can be requested.
#[derive(Clone, Debug, PartialEq)]
pub struct Treatment {
    /// The ingredients, or the plain name of a procedure.
    pub name: String,
    /// Brands with the same ingredients.
    pub brands: Vec<String>,
    /// Other names for the same ingredients or the same procedure.
    pub synonyms: Vec<String>,
    /// What a letter may say instead, as in `NSAID`.
    pub class: Option<String>,
    /// Those of its names that mean it only in an item's heading: everywhere else they are everyday words.
    pub only_in_headings: Vec<String>,
    /// The parts of the body it is for; empty if for any.
    pub body_parts: Vec<String>,
    /// What published decisions cite for it, the most specific first.
    pub cited: Vec<Cited>,
    /// What they cite beside that.
    pub also: Vec<TopicId>,
    /// How sure it is that these belong together.
    pub status: Status,
}

/// What decisions cite for a treatment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The topic.
    pub topic: TopicId,
    /// The pages; `None` where the guideline has none, or nobody knows.
    pub pages: Option<Pages>,
}

/// Everything known about guidelines and treatments at one time.
#[derive(Debug, Default)]
pub struct Catalogue {
    pub(super) guidelines: Vec<Guideline>,
    pub(super) topics: Vec<Topic>,
    pub(super) treatments: Vec<Treatment>,
    pub(super) phrases: HashMap<TopicId, Vec<String>>,
    pub(super) topic_names: HashMap<String, TopicId>,
    pub(super) names: Names,
    pub(super) index: Index,
    pub(super) search: SearchIndex,
}

impl Catalogue {
    /// What ships with the program.
    pub fn shipped() -> Arc<Catalogue> {
        static CATALOGUE: LazyLock<Arc<Catalogue>> = LazyLock::new(|| Arc::new(Catalogue::with_files([]).0));
        CATALOGUE.clone()
    }

    /// What ships with the program, with what an office adds, corrects and confirms in files of its own, each
    /// given as its name and its text. Later files correct earlier ones. What cannot be used is left out
    /// and told.
    pub fn with_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> (Catalogue, Vec<Problem>) {
        let all = SHIPPED.into_iter().chain(files).enumerate();
        let (files, problems): (Vec<File>, Vec<_>) =
            all.map(|(rank, (name, text))| file::read(name, rank, text)).unzip();
        let (catalogue, found) = assemble(&files);
        let mut problems = [problems.concat(), found].concat();
        problems.sort_by(|one, other| (&one.file, one.line).cmp(&(&other.file, other.line)));
        (catalogue, problems)
    }

    /// The guidelines.
    pub fn guidelines(&self) -> impl Iterator<Item = (GuidelineId, &Guideline)> {
        self.guidelines.iter().enumerate().map(|(index, guideline)| (GuidelineId(index), guideline))
    }

    /// The topics of all guidelines.
    pub fn topics(&self) -> impl Iterator<Item = (TopicId, &Topic)> {
        self.topics.iter().enumerate().map(|(index, topic)| (TopicId(index), topic))
    }

    /// The treatments.
    pub fn treatments(&self) -> impl Iterator<Item = (TreatmentId, &Treatment)> {
        self.treatments.iter().enumerate().map(|(index, treatment)| (TreatmentId(index), treatment))
    }

    /// A guideline of this catalogue.
    pub fn guideline(&self, id: GuidelineId) -> &Guideline {
        &self.guidelines[id.0]
    }

    /// A topic of this catalogue.
    pub fn topic(&self, id: TopicId) -> &Topic {
        &self.topics[id.0]
    }

    /// A treatment of this catalogue.
    pub fn treatment(&self, id: TreatmentId) -> &Treatment {
        &self.treatments[id.0]
    }

    /// The class that is named, or that of the treatment, if it has one.
    pub fn class_of<'c>(&'c self, named: &'c Named) -> Option<&'c str> {
        match named {
            Named::Treatment(id) => self.treatment(*id).class.as_deref(),
            Named::Class(class) => Some(class),
        }
    }

    /// The topic with this unique name.
    pub fn topic_named(&self, name: &str) -> Option<TopicId> {
        self.topic_names.get(name).copied()
    }

    /// A topic and all that it is a part of, the nearest first. What it only refers to is not among them.
    pub fn wholes(&self, id: TopicId) -> impl Iterator<Item = TopicId> {
        std::iter::successors(Some(id), |id| self.whole_of(*id))
    }

    /// The topic that another is a part of.
    pub(super) fn whole_of(&self, id: TopicId) -> Option<TopicId> {
        let topic = self.topic(id);
        let is_part = |parent: &TopicId| self.topic(*parent).guideline == topic.guideline;
        topic.parent.filter(|_| topic.kind != TopicKind::Pointer).filter(is_part)
    }

    /// What the office likes to say about a topic.
    pub fn phrases(&self, topic: TopicId) -> &[String] {
        self.phrases.get(&topic).map_or(&[], Vec::as_slice)
    }

    /// The names of treatments and of their classes.
    pub fn names(&self) -> &Names {
        &self.names
    }
}

impl Topic {
    /// The words for it that may be put into a letter.
    pub fn citable_words(&self) -> Option<&str> {
        let Fact { value, status } = self.cite.as_ref()?;
        (*status >= Status::Likely).then_some(value)
    }

    /// What messages call it: the words that cite it, or else its name.
    pub fn title(&self) -> &str {
        self.cite.as_ref().map_or(&self.name, |cite| &cite.value)
    }

    /// Its pages, if both ends are known and neither is doubtful.
    pub fn pages(&self) -> Option<Fact<Pages>> {
        let (first, last) = (self.first_page?, self.last_page?);
        let status = first.status.min(last.status);
        (status > Status::Doubtful).then_some(Fact { value: Pages { first: first.value, last: last.value }, status })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_has_no_problem() {
        assert_eq!(Catalogue::with_files([]).1, []);
    }
}
