//! How findings are written: for people, and for programs that read them.
//!
//! What is written of a letter depends on that letter alone; a [`Document`] puts letters one behind the other.

mod github;
mod json;
mod lines;
mod sarif;
mod schema;

pub(super) use schema::schema;

use super::render::Style;
use super::tally::Tally;
use crate::analysis::{Finding, Fix, Snapshot};
use crate::text::Text;
use crate::text::position::Encoding;
use clap::ValueEnum;
use serde::Serialize;
use std::io::{self, Write};

/// How findings are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// With the lines that they are about.
    Full,
    /// One line each.
    Concise,
    /// One JSON document; `--schema` prints its schema.
    Json,
    /// The letters of the JSON document, one line each.
    Jsonl,
    /// Commands that show them beside the letters in a GitHub workflow.
    Github,
    /// A SARIF 2.1.0 document.
    Sarif,
}

/// A letter and what was found in it.
pub(super) struct Judged<'a> {
    /// How the letter is called.
    pub(super) name: &'a str,
    pub(super) snapshot: &'a Snapshot,
    pub(super) findings: &'a [Finding],
}

impl Format {
    /// Writes what there is to say of one letter.
    pub(super) fn letter(self, letter: &Judged<'_>, style: Style, output: &mut impl Write) -> io::Result<()> {
        match self {
            Format::Full => lines::full(letter, style, output),
            Format::Concise => lines::concise(letter, output),
            Format::Json => json::letter(letter, output),
            Format::Jsonl => json::letter(letter, output).and_then(|()| writeln!(output)),
            Format::Github => github::letter(letter, output),
            Format::Sarif => sarif::letter(letter, output),
        }
    }
}

/// What is written of letters, one behind the other.
pub(super) struct Document<W> {
    /// `None` for what has no form of its own, such as mended letters.
    format: Option<Format>,
    output: W,
    is_empty: bool,
}

impl<W: Write> Document<W> {
    /// Starts the document of a format.
    pub(super) fn begin(format: Option<Format>, mut output: W) -> io::Result<Self> {
        match format {
            Some(Format::Json) => json::begin(&mut output)?,
            Some(Format::Sarif) => sarif::begin(&mut output)?,
            _ => {}
        }
        Ok(Document { format, output, is_empty: true })
    }

    /// Puts in what was written of a letter.
    pub(super) fn add(&mut self, letter: &[u8]) -> io::Result<()> {
        let is_list = matches!(self.format, Some(Format::Json | Format::Sarif));
        if is_list && !self.is_empty && !letter.is_empty() {
            self.output.write_all(b",\n")?;
        }
        self.is_empty &= letter.is_empty();
        self.output.write_all(letter)
    }

    /// Has what was written so far read by whoever reads it.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }

    /// Ends it.
    pub(super) fn end(mut self, tally: &Tally) -> io::Result<()> {
        match self.format {
            Some(Format::Json) => json::end(tally, &mut self.output)?,
            Some(Format::Sarif) => sarif::end(tally, &mut self.output)?,
            _ => {}
        }
        self.output.flush()
    }
}

/// A place as people count: lines and characters from one. The offset counts bytes from zero.
#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
    offset: usize,
}

impl Place {
    fn of(offset: usize, text: &Text) -> Self {
        let position = text.position(offset, Encoding::Utf32);
        Place { line: position.line + 1, column: position.column + 1, offset }
    }
}

/// The likeliest of what would mend a finding.
fn fix(snapshot: &Snapshot, finding: &Finding) -> Option<Fix> {
    snapshot.fixes(finding).into_iter().next()
}
