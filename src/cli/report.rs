//! `imr-ls report`: the cite-check report of letters.

use super::files::{Trouble, read_all};
use super::offices::{Offices, asked};
use super::{USAGE, complain};
use crate::analysis::Snapshot;
use crate::features::report::{Report, html, markdown, report};
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// The letters to report of, and the form of the report.
#[derive(Args)]
pub struct ReportCommand {
    /// The letters; `-` for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The form of the report. HTML is one page that can be printed and attached.
    #[arg(long, value_enum, default_value_t = Format::Markdown)]
    format: Format,
    /// Where to write it, instead of standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Markdown,
    Html,
    Json,
}

/// The form of a JSON report. Its version changes when something is left out or means something else.
#[derive(Serialize)]
struct Versioned<'r> {
    version: u32,
    letters: &'r [Report],
}

impl ReportCommand {
    /// Writes the report; letters that cannot be read are told, and the rest is done.
    pub(super) fn run(&self) -> io::Result<ExitCode> {
        let offices = Offices::asking(asked(&[])?);
        let mut code = ExitCode::SUCCESS;
        let mut reports = Vec::new();
        for letter in read_all(&self.files) {
            match letter {
                Ok(letter) => {
                    let standards = offices.standards(&letter.folder, letter.file.as_deref(), complain);
                    match report(&Snapshot::judged_by(letter.text.clone(), standards), &letter.name) {
                        Some(report) => reports.push(report),
                        None => letter.no_letter("skipped").iter().for_each(|message| complain(message)),
                    }
                }
                Err(Trouble::Skipped(message) | Trouble::Nothing(message)) => complain(&message),
                Err(Trouble::NoText) => {}
                Err(Trouble::Unreadable(message)) => {
                    code = ExitCode::from(USAGE);
                    complain(&message);
                }
            }
        }
        let written = match self.format {
            Format::Markdown => markdown(&reports),
            Format::Html => html(&reports),
            Format::Json => serde_json::to_string_pretty(&Versioned { version: 1, letters: &reports })? + "\n",
        };
        match &self.output {
            Some(file) => {
                let cannot =
                    |error| io::Error::other(format!("{}: the report cannot be written: {error}", file.display()));
                std::fs::write(file, written).map_err(cannot)?;
            }
            None => io::stdout().write_all(written.as_bytes())?,
        }
        Ok(code)
    }
}
