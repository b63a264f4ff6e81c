//! `imr-ls check`: findings with the lines they are about.

use super::emit::{self, Document, Format, Judged};
use super::files::{LetterFile, Trouble, is_stdin, read_all};
use super::mend;
use super::offices::{Offices, asked};
use super::render::Style;
use super::tally::{FailOn, Tally};
use super::{FINDINGS, USAGE, complain};
use crate::analysis::{Snapshot, Stage, Standards};
use crate::features::actions::mend_all;
use clap::Args;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What is to be checked, and how.
#[derive(Args)]
pub struct Check {
    /// The letters; `-` for standard input.
    #[arg(required_unless_present = "stdin_filename")]
    files: Vec<PathBuf>,
    /// Check them as drafts: what nobody has come to yet is only information.
    #[arg(long)]
    draft: bool,
    /// Mend what needs no look, in the files; a letter from standard input is written to standard output.
    #[arg(long)]
    fix: bool,
    /// Show what `--fix` would change, and change nothing.
    #[arg(long, conflicts_with = "fix")]
    diff: bool,
    /// The rules that speak: codes, beginnings of codes, or names, parted by commas.
    #[arg(long, value_name = "RULES")]
    select: Option<String>,
    /// Rules that are silent.
    #[arg(long, value_name = "RULES")]
    ignore: Option<String>,
    /// How findings are shown.
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,
    /// What ends the program with 1: a finding of this severity or a worse one.
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t = FailOn::Error)]
    fail_on: FailOn,
    /// End with 0 whatever is found; a file that cannot be read still ends the program with 2.
    #[arg(long)]
    exit_zero: bool,
    /// Check standard input alone, as this file: settings and silences count as they do there.
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
    /// Print the JSON schema of what `--format json` writes.
    #[arg(long, exclusive = true)]
    schema: bool,
}

impl Check {
    /// Checks the files, shows the findings on standard output and a summary on standard error.
    pub(super) fn run(&self) -> io::Result<ExitCode> {
        if self.schema {
            writeln!(io::stdout().lock(), "{}", serde_json::to_string_pretty(&emit::schema())?)?;
            return Ok(ExitCode::SUCCESS);
        }
        let words = [("select", &self.select), ("ignore", &self.ignore)];
        let words: Vec<_> = words.iter().filter_map(|(name, words)| Some((*name, words.as_deref()?))).collect();
        let mut offices = Offices::asking(asked(&words)?);
        let style = Style::for_output(io::stdout().is_terminal());
        let mut document = Document::begin(self.shown(), io::BufWriter::new(io::stdout().lock()))?;
        let mut tally = Tally::default();
        for letter in read_all(&self.files(), self.stdin_filename.as_deref()) {
            match letter {
                Ok(letter) => {
                    let standards = offices.standards(&letter.folder, letter.file.as_deref());
                    document.add(&self.letter(&letter, standards, style, &mut tally)?)?;
                }
                Err(Trouble::NotText(message)) => {
                    // Whoever wants it mended wants it back.
                    tally.troubles += usize::from(self.fix);
                    complain(&message);
                }
                Err(Trouble::Unreadable(message)) => {
                    tally.troubles += 1;
                    complain(&message);
                }
            }
        }
        document.end(&tally)?;
        complain(&tally.summary(self.diff));
        let is_found = tally.is_as_bad_as(self.fail_on) || (self.diff && tally.mended > 0);
        Ok(if tally.troubles > 0 || offices.is_any_broken() {
            ExitCode::from(USAGE)
        } else if is_found && !self.exit_zero {
            ExitCode::from(FINDINGS)
        } else {
            ExitCode::SUCCESS
        })
    }

    /// The files to read: who says what standard input stands for wants that checked and nothing else.
    fn files(&self) -> Vec<PathBuf> {
        if self.stdin_filename.is_none() {
            return self.files.clone();
        }
        for file in self.files.iter().filter(|file| !is_stdin(file)) {
            let why = "standard input is checked, because `--stdin-filename` is given";
            complain(&format!("{} is left out: {why}", file.display()));
        }
        vec![PathBuf::from("-")]
    }

    /// How findings are shown; `None` where standard output is for something else: a mended letter, or what would change.
    fn shown(&self) -> Option<Format> {
        let holds_letter = self.fix && (self.stdin_filename.is_some() || self.files.iter().any(|file| is_stdin(file)));
        (!self.diff && !holds_letter).then_some(self.format)
    }

    /// Checks one letter, and gives what is to be written of it.
    fn letter(
        &self,
        letter: &LetterFile,
        standards: Arc<Standards>,
        style: Style,
        tally: &mut Tally,
    ) -> io::Result<Vec<u8>> {
        let mut output = Vec::new();
        if let Some(note) = &letter.note {
            complain(note);
        }
        let mut snapshot = Snapshot::judged_by(letter.text.clone(), standards);
        let is_judged = snapshot.is_letter();
        if !is_judged {
            complain(&format!("{}: this is not a determination letter; skipped", letter.name));
        }
        tally.letters += usize::from(is_judged);
        if self.fix || self.diff {
            let edits = if is_judged { mend_all(&snapshot) } else { Vec::new() };
            tally.mended += usize::from(!edits.is_empty());
            if self.diff {
                mend::show(letter, &edits, &mut output)?;
                return Ok(output);
            }
            let text = match mend::write(letter, &edits, &mut output) {
                Ok(text) => text,
                Err(message) => {
                    tally.troubles += 1;
                    complain(&message);
                    return Ok(output);
                }
            };
            snapshot = Snapshot::judged_by(text, snapshot.standards().clone());
        }
        let stage = if self.draft { Stage::Draft } else { Stage::Final };
        let findings = snapshot.findings(stage, None).list;
        findings.iter().for_each(|finding| tally.count(finding.severity));
        if let Some(format) = self.shown().filter(|_| is_judged) {
            let judged = Judged { name: &letter.name, snapshot: &snapshot, findings: &findings };
            format.letter(&judged, style, &mut output)?;
        }
        Ok(output)
    }
}
