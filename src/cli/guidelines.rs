//! `imr-ls guidelines`: what is known of guidelines and treatments.

use super::offices::lines;
use super::{FINDINGS, USAGE, complain, counted};
use crate::guidelines::{Catalogue, Fact, Hit, Pages, Status, Topic, TopicId, TopicKind, Treatment, Validity};
use crate::workspace::{Office, Offices};
use clap::Subcommand;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// No more of what was found is shown than this.
const MOST: usize = 20;

/// What can be asked about guidelines and treatments.
#[derive(Subcommand)]
pub enum Question {
    /// Find topics and treatments by words of their names, or topics by a page.
    Search {
        /// Words or the starts of words, or a page.
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Show all that is known of a topic or a treatment, and how surely.
    Show {
        /// Its name, as `search` writes it; of a treatment also a brand.
        name: String,
    },
    /// Check files that add to what is known or correct it.
    Validate {
        /// The files; those that count in the working folder if none are named.
        files: Vec<PathBuf>,
    },
}

impl Question {
    pub(super) fn answer(&self) -> io::Result<ExitCode> {
        let office = Offices::default().of(std::env::current_dir().ok().as_deref());
        match self {
            Question::Search { words } => search(office.catalogue(), &words.join(" ")),
            Question::Show { name } => show(office.catalogue(), name),
            Question::Validate { files } if files.is_empty() => validate(&office),
            Question::Validate { files } => validate(&Office::with_files(files)),
        }
    }
}

fn search(catalogue: &Catalogue, words: &str) -> io::Result<ExitCode> {
    let hits = catalogue.search(words, MOST);
    if hits.is_empty() {
        complain(&format!("Nothing is known by “{words}”."));
        return Ok(ExitCode::from(FINDINGS));
    }
    let mut output = io::BufWriter::new(io::stdout().lock());
    for hit in hits {
        match hit {
            Hit::Topic(id) | Hit::Page(id) => {
                let topic = catalogue.topic(id);
                writeln!(output, "topic “{}”", topic.name)?;
                let guideline = &catalogue.guideline(topic.guideline).name;
                writeln!(
                    output,
                    "  {guideline}{}",
                    offered_pages(topic).map_or(String::new(), |pages| format!(", {pages}"))
                )?;
            }
            Hit::Treatment(id) => {
                let treatment = catalogue.treatment(id);
                writeln!(output, "treatment “{}”", treatment.name)?;
                for cited in cited(catalogue, treatment) {
                    writeln!(output, "  {cited}")?;
                }
            }
            Hit::Class(class) => {
                let is_of_class = |treatment: &&Treatment| treatment.class.as_ref() == Some(&class);
                let treatments = catalogue.treatments().map(|(_, treatment)| treatment).filter(is_of_class);
                let names: Vec<&str> = treatments.map(|treatment| treatment.name.as_str()).collect();
                writeln!(output, "class “{class}”\n  {}", names.join(", "))?;
            }
        }
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn show(catalogue: &Catalogue, name: &str) -> io::Result<ExitCode> {
    let is_name = |known: &str| known.eq_ignore_ascii_case(name);
    let topic = catalogue.topics().find(|(_, topic)| is_name(&topic.name) || is_name(topic.title()));
    let treatment = catalogue.treatments().map(|(_, treatment)| treatment).find(|treatment| {
        let names = [&treatment.name].into_iter().chain(&treatment.brands).chain(&treatment.synonyms);
        names.into_iter().any(|known| is_name(known))
    });
    let facts = match (topic, treatment) {
        (Some((id, topic)), _) => facts_of_topic(catalogue, id, topic),
        (None, Some(treatment)) => facts_of_treatment(catalogue, treatment),
        (None, None) => {
            complain(&format!("There is no topic or treatment “{name}”. Look for it with `imr-ls guidelines search`."));
            return Ok(ExitCode::from(FINDINGS));
        }
    };
    let mut output = io::BufWriter::new(io::stdout().lock());
    for (what, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
        writeln!(output, "{what:<14}{value}")?;
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn facts_of_topic(catalogue: &Catalogue, id: TopicId, topic: &Topic) -> Vec<(&'static str, String)> {
    let guideline = catalogue.guideline(topic.guideline);
    let schedule = if guideline.in_mtus { "in the schedule" } else { "outside of the schedule" };
    let named = |topic: TopicId| catalogue.topic(topic).name.clone();
    let parent = if topic.kind == TopicKind::Pointer { "refers to" } else { "part of" };
    let mut facts = vec![
        ("topic", topic.name.clone()),
        ("guideline", format!("{} ({schedule})", guideline.name)),
        ("edition", topic.edition.map(|year| year.to_string()).unwrap_or_default()),
        (parent, topic.parent.map(named).unwrap_or_default()),
        (
            "cited as",
            topic.cite.as_ref().map(|cite| format!("{} ({})", cite.value, cite.status.word())).unwrap_or_default(),
        ),
        ("pages", pages(topic.first_page, topic.last_page).unwrap_or_default()),
        ("regulation", topic.regulation.clone().unwrap_or_default()),
        ("address", topic.address.as_ref().or(guideline.address.as_ref()).cloned().unwrap_or_default()),
        ("in force", in_words(&topic.validity)),
        ("origin", topic.origin.clone()),
    ];
    facts.extend(catalogue.phrases(id).iter().map(|phrase| ("phrase", phrase.clone())));
    for (_, treatment) in catalogue.treatments() {
        let cited = treatment.cited.iter().filter(|cited| cited.topic == id);
        facts.extend(cited.map(|cited| ("cited for", with_pages(&treatment.name, cited.pages, treatment.status))));
    }
    facts
}

fn facts_of_treatment(catalogue: &Catalogue, treatment: &Treatment) -> Vec<(&'static str, String)> {
    let also: Vec<&str> = treatment.also.iter().map(|topic| catalogue.topic(*topic).name.as_str()).collect();
    let mut facts = vec![
        ("treatment", treatment.name.clone()),
        ("brands", treatment.brands.join(", ")),
        ("synonyms", treatment.synonyms.join(", ")),
        ("class", treatment.class.clone().unwrap_or_default()),
        ("headings only", treatment.only_in_headings.join(", ")),
        ("body parts", treatment.body_parts.join(", ")),
    ];
    facts.extend(cited(catalogue, treatment).map(|cited| ("cited", cited)));
    facts.push(("beside that", also.join("; ")));
    facts
}

/// What decisions cite for a treatment, each on a line.
fn cited<'c>(catalogue: &'c Catalogue, treatment: &'c Treatment) -> impl Iterator<Item = String> + 'c {
    let topics = treatment.cited.iter();
    topics.map(|cited| with_pages(&catalogue.topic(cited.topic).name, cited.pages, treatment.status))
}

fn with_pages(name: &str, pages: Option<Pages>, status: Status) -> String {
    let pages = pages.map(|pages| format!(", pages {pages}")).unwrap_or_default();
    format!("{name}{pages} ({})", status.word())
}

/// The pages that may be cited.
fn offered_pages(topic: &Topic) -> Option<String> {
    topic.pages().and_then(|_| pages(topic.first_page, topic.last_page)).map(|pages| format!("pages {pages}"))
}

/// Pages with how sure each end is: `76 (likely) to 80 (confirmed)`.
fn pages(first: Option<Fact<u32>>, last: Option<Fact<u32>>) -> Option<String> {
    let page = |page: Fact<u32>| format!("{} ({})", page.value, page.status.word());
    match (first, last) {
        (Some(first), Some(last)) if first == last => Some(page(first)),
        (Some(first), Some(last)) => Some(format!("{} to {}", page(first), page(last))),
        (Some(first), None) => Some(format!("from {}", page(first))),
        (None, Some(last)) => Some(format!("up to {}", page(last))),
        (None, None) => None,
    }
}

fn in_words(validity: &Validity) -> String {
    match (validity.from, validity.until) {
        (Some(from), Some(until)) => format!("from {from} to {until}"),
        (Some(from), None) => format!("from {from}; until when is not known"),
        (None, Some(until)) => format!("until {until}; from when is not known"),
        (None, None) => String::new(),
    }
}

/// Prints what is wrong with the files of an office.
fn validate(office: &Office) -> io::Result<ExitCode> {
    let files: Vec<_> = office.files().collect();
    if files.is_empty() {
        complain("There are no files to check. Put them into a folder `guidelines` beside the letters or above them.");
        return Ok(ExitCode::SUCCESS);
    }
    let mut output = io::BufWriter::new(io::stdout().lock());
    let problems: Vec<String> = files.iter().flat_map(|report| lines(report)).collect();
    for problem in &problems {
        writeln!(output, "{problem}")?;
    }
    output.flush()?;
    let found = match problems.len() {
        0 => "nothing wrong".to_owned(),
        count => counted(count, "problem"),
    };
    complain(&format!("{found} in {}", counted(files.len(), "file")));
    Ok(match problems.as_slice() {
        _ if files.iter().any(|report| !report.path.is_file()) => ExitCode::from(USAGE),
        [] => ExitCode::SUCCESS,
        _ => ExitCode::from(FINDINGS),
    })
}
