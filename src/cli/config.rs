//! `imr-ls config`: the settings that count, and their schema.

use super::offices::{asked, lines};
use super::{FINDINGS, complain};
use crate::analysis::rules::NAMES;
use crate::settings::schema;
use crate::workspace::Offices;
use clap::Subcommand;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What can be asked about settings.
#[derive(Subcommand)]
pub enum ConfigQuestion {
    /// Show which rules speak in a letter, and the files that say so.
    Show {
        /// The letter; without it, any letter in the working folder.
        letter: Option<PathBuf>,
    },
    /// Print the JSON schema of `imr.toml`.
    Schema,
}

impl ConfigQuestion {
    pub(super) fn answer(&self) -> io::Result<ExitCode> {
        match self {
            ConfigQuestion::Show { letter } => show(letter.as_deref()),
            ConfigQuestion::Schema => {
                let schema = serde_json::to_string_pretty(&schema(&NAMES))?;
                writeln!(io::stdout().lock(), "{schema}")?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn show(letter: Option<&Path>) -> io::Result<ExitCode> {
    let file = letter.map(std::path::absolute).transpose()?;
    let folder = match &file {
        Some(file) => file.parent().map(Path::to_owned),
        None => std::env::current_dir().ok(),
    };
    let office = Offices::asking(asked(&[])?).of(folder.as_deref());
    let standards = office.standards(file.as_deref());
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut code = ExitCode::SUCCESS;
    let mut is_alone = true;
    for report in office.files() {
        is_alone = false;
        writeln!(output, "file        {}", report.path.display())?;
        for line in lines(report) {
            code = ExitCode::from(FINDINGS);
            complain(&line);
        }
    }
    if is_alone {
        writeln!(output, "file        none: all is as it ships")?;
    }
    let policy = &standards.policy;
    writeln!(output, "layout      {}", policy.layout.map_or("auto", |layout| layout.name()))?;
    if let Some(day) = policy.letter_date {
        writeln!(output, "letter date {day}")?;
    }
    let profile = standards.settings.profile();
    for (what, names) in [("specialty  ", profile.specialties), ("states     ", profile.states)] {
        if !names.is_empty() {
            writeln!(output, "{what} {}", names.join(", "))?;
        }
    }
    for (index, rule) in NAMES.iter().enumerate() {
        let rule_policy = policy.of(index);
        let says = match (rule_policy.is_on, rule_policy.severity) {
            (false, _) => "off",
            (true, Some(severity)) => severity.word(),
            (true, None) => "on",
        };
        writeln!(output, "{} {says:<11} {}", rule.code, rule.name)?;
    }
    output.flush()?;
    Ok(code)
}
