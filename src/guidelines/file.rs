//! The form of a catalogue file: what ships with the program and what an office adds have the same.

use super::facts::{Fact, Pages, Status};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de};
use toml::value::Datetime;
use toml::{Spanned, Table};

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
    pub(super) file: String,
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

/// The tables of a file, before each is read as what it should be.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    #[serde(default)]
    guideline: Vec<Spanned<Table>>,
    #[serde(default)]
    topic: Vec<Spanned<Table>>,
    #[serde(default)]
    treatment: Vec<Spanned<Table>>,
    #[serde(default)]
    phrase: Vec<Spanned<Table>>,
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

/// Reads a catalogue file. An entry that cannot be read is left out and becomes a problem; the others count.
pub(super) fn read(name: &str, text: &str) -> (File, Vec<Problem>) {
    let line_ends: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    let line = |at: usize| line_ends.partition_point(|end| *end < at) + 1;
    let tables: Tables = match toml::from_str(text) {
        Ok(tables) => tables,
        Err(error) => {
            let line = error.span().map_or(1, |span| line(span.start));
            let problem =
                Problem { file: name.to_owned(), line, entry: String::new(), message: error.message().to_owned() };
            return (File::default(), vec![problem]);
        }
    };
    let mut problems = Vec::new();
    let file = File {
        guidelines: entries(name, "guideline", "id", tables.guideline, line, &mut problems),
        topics: entries(name, "topic", "name", tables.topic, line, &mut problems),
        treatments: entries(name, "treatment", "name", tables.treatment, line, &mut problems),
        phrases: entries(name, "phrase", "topic", tables.phrase, line, &mut problems),
    };
    (file, problems)
}

fn entries<T: de::DeserializeOwned>(
    file: &str,
    what: &str,
    key: &str,
    tables: Vec<Spanned<Table>>,
    line: impl Fn(usize) -> usize,
    problems: &mut Vec<Problem>,
) -> Vec<Entry<T>> {
    let mut read = Vec::new();
    for table in tables {
        let line = line(table.span().start);
        let table = table.into_inner();
        let name = table.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
        match table.try_into() {
            Ok(says) => read.push(Entry { place: Place { file: file.to_owned(), line }, says }),
            Err(error) => problems.push(Problem {
                file: file.to_owned(),
                line,
                entry: format!("{what} “{name}”"),
                message: error.message().to_owned(),
            }),
        }
    }
    read
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
