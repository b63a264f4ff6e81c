//! The form of a catalogue file: what ships with the program and what an office adds have the same.

use super::facts::{Fact, Pages, Status};
use crate::text::alike::did_you_mean;
use crate::text::planted;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de};
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use toml::value::Datetime;

/// What a catalogue file says, each entry with the line on which it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct File {
    pub(super) guidelines: Vec<Entry<GuidelineEntry>>,
    pub(super) topics: Vec<Entry<TopicEntry>>,
    pub(super) treatments: Vec<Entry<TreatmentEntry>>,
    pub(super) phrases: Vec<Entry<PhraseEntry>>,
}

/// An entry and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry<T> {
    pub(super) place: Place,
    pub(super) says: T,
}

/// Where something stands in a catalogue file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The file, as it is called in messages.
    pub(super) file: Arc<str>,
    /// How many files come before it: its facts correct theirs.
    pub(super) rank: usize,
    /// The line, counted from one.
    pub(super) line: usize,
}

/// Something wrong with a catalogue file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as it is called in messages.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// The entry, as in `topic “Opioids”`; empty if the whole file cannot be read.
    pub entry: String,
    /// What is wrong and what to do.
    pub message: String,
}

/// A guideline. Keys that are absent say nothing, and leave what an earlier file says.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct GuidelineEntry {
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) in_mtus: Option<bool>,
    pub(super) address: Option<String>,
    pub(super) edition: Option<i16>,
    pub(super) regulation: Option<String>,
    #[serde(default, deserialize_with = "date")]
    pub(super) valid_from: Option<Date>,
    #[serde(default, deserialize_with = "date")]
    pub(super) valid_until: Option<Date>,
}

/// A topic, chapter or part of a guideline.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct TopicEntry {
    pub(super) name: String,
    pub(super) guideline: Option<String>,
    pub(super) address: Option<String>,
    pub(super) edition: Option<i16>,
    pub(super) regulation: Option<String>,
    #[serde(default, deserialize_with = "date")]
    pub(super) valid_from: Option<Date>,
    #[serde(default, deserialize_with = "date")]
    pub(super) valid_until: Option<Date>,
    pub(super) kind: Option<TopicKind>,
    pub(super) parent: Option<String>,
    pub(super) cite: Option<Words>,
    pub(super) first_page: Option<Page>,
    pub(super) last_page: Option<Page>,
    pub(super) origin: Option<String>,
}

/// What kind of place in a guideline a topic is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TopicKind {
    /// A topic under its own title.
    #[default]
    Topic,
    /// A section inside of its parent.
    Part,
    /// A title that only refers to its parent.
    Pointer,
    /// A whole chapter, guideline or dated edition.
    Chapter,
    /// Something to know that can not be cited.
    Note,
}

/// Words that may be put into a letter, and how sure it is that they are the guideline's own.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    words: String,
    status: Status,
}

/// A page's number, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    number: u32,
    status: Status,
}

/// Something that can be requested, and what is cited for it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct TreatmentEntry {
    pub(super) name: String,
    pub(super) brands: Option<Vec<String>>,
    pub(super) synonyms: Option<Vec<String>>,
    pub(super) class: Option<String>,
    pub(super) only_in_headings: Option<Vec<String>>,
    pub(super) body_parts: Option<Vec<String>>,
    pub(super) cited: Option<Vec<CitedEntry>>,
    pub(super) also: Option<Vec<String>>,
    pub(super) status: Option<Status>,
}

/// What is cited for a treatment.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CitedEntry {
    pub(super) topic: String,
    #[serde(default, deserialize_with = "pages")]
    pub(super) pages: Option<Pages>,
}

/// What an office likes to say about a topic.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseEntry {
    pub(super) topic: String,
    pub(super) text: String,
}

impl From<Words> for Fact<String> {
    fn from(words: Words) -> Self {
        Fact { value: words.words, status: words.status }
    }
}

impl From<Page> for Fact<u32> {
    fn from(page: Page) -> Self {
        Fact { value: page.number, status: page.status }
    }
}

/// Reads a catalogue file before which `rank` others were read. An entry that cannot be read is left out and becomes
/// a problem; the others count.
pub(super) fn read(name: &str, rank: usize, text: &str) -> (File, Vec<Problem>) {
    planted::fault("in a catalogue", || text.into());
    let mut file = File::default();
    let tables = match tables(name, text) {
        Ok(tables) => tables,
        Err(problem) => return (file, vec![problem]),
    };
    let line_ends = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    let mut reader = Reader { name: name.into(), rank, line_ends, problems: Vec::new() };
    for (key, tables) in tables {
        match key.get_ref().as_ref() {
            "guideline" => file.guidelines = reader.entries("guideline", "id", tables),
            "topic" => file.topics = reader.entries("topic", "name", tables),
            "treatment" => file.treatments = reader.entries("treatment", "name", tables),
            "phrase" => file.phrases = reader.entries("phrase", "topic", tables),
            other => {
                let hint = did_you_mean(other, KINDS);
                let message = format!("There are no entries of this kind.{hint}");
                reader.complain(key.span().start, format!("`{other}`"), &message);
            }
        }
    }
    (file, reader.problems)
}

fn tables<'t>(name: &str, text: &'t str) -> Result<DeTable<'t>, Problem> {
    DeTable::parse(text).map(Spanned::into_inner).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..start]).count() + 1;
        let message = format!("This is not TOML: {}.", error.message());
        Problem { file: name.to_owned(), line, entry: String::new(), message }
    })
}

impl Problem {
    /// What keeps a text from being a catalogue file at all.
    pub fn of_form(file: &str, text: &str) -> Option<Problem> {
        tables(file, text).err()
    }
}

/// What there is in a catalogue file.
const KINDS: [&str; 4] = ["guideline", "topic", "treatment", "phrase"];

struct Reader {
    name: Arc<str>,
    rank: usize,
    line_ends: Vec<usize>,
    problems: Vec<Problem>,
}

impl Reader {
    fn entries<T: de::DeserializeOwned>(
        &mut self,
        kind: &str,
        key: &str,
        tables: Spanned<DeValue<'_>>,
    ) -> Vec<Entry<T>> {
        let start = tables.span().start;
        let DeValue::Array(tables) = tables.into_inner() else {
            self.complain(start, format!("`{kind}`"), &format!("Write `[[{kind}]]` before each entry."));
            return Vec::new();
        };
        tables.into_iter().filter_map(|table| self.entry(kind, key, table)).collect()
    }

    fn entry<T: de::DeserializeOwned>(
        &mut self,
        kind: &str,
        key: &str,
        table: Spanned<DeValue<'_>>,
    ) -> Option<Entry<T>> {
        let start = table.span().start;
        let name = table.get_ref().get(key).and_then(|name| name.get_ref().as_str()).unwrap_or_default().to_owned();
        match T::deserialize(ValueDeserializer::from(table)) {
            Ok(says) => {
                Some(Entry { place: Place { file: self.name.clone(), rank: self.rank, line: self.line(start) }, says })
            }
            Err(error) => {
                let at = error.span().map_or(start, |span| span.start);
                self.complain(at, format!("{kind} “{name}”"), &in_words(error.message()));
                None
            }
        }
    }

    fn complain(&mut self, at: usize, entry: String, message: &str) {
        let (file, line) = (self.name.to_string(), self.line(at));
        self.problems.push(Problem { file, line, entry, message: message.to_owned() });
    }

    fn line(&self, at: usize) -> usize {
        self.line_ends.partition_point(|end| *end < at) + 1
    }
}

/// What the reader of TOML says about an entry, for somebody who does not know of types and variants.
fn in_words(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let (first, others) = (quoted.next().unwrap_or_default(), quoted.collect::<Vec<_>>());
    if message.starts_with("unknown field") {
        format!("There is no key `{first}` here.{}", did_you_mean(first, others))
    } else if message.starts_with("unknown variant") {
        format!("“{first}” is not possible here. Write one of: {}.", others.join(", "))
    } else if message.starts_with("missing field") {
        format!("`{first}` is missing.")
    } else {
        message.to_owned()
    }
}

fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let written = Datetime::deserialize(deserializer)?;
    let day = written.date.filter(|_| written.time.is_none());
    let day = day.ok_or_else(|| de::Error::custom("write a day as in 2015-07-01"))?;
    let (year, month, day) = (i16::try_from(day.year), i8::try_from(day.month), i8::try_from(day.day));
    let date =
        year.ok().zip(month.ok()).zip(day.ok()).and_then(|((year, month), day)| Date::new(year, month, day).ok());
    date.map(Some).ok_or_else(|| de::Error::custom("there is no such day"))
}

fn pages<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Pages>, D::Error> {
    let written = String::deserialize(deserializer)?;
    Pages::parse(&written).map(Some).ok_or_else(|| de::Error::custom("write pages as in \"78-80\" or \"24\""))
}
