//! `imr-ls check`: findings with the lines they are about.

use super::files::{LetterFile, Trouble, read_all};
use super::mend;
use super::offices::{Offices, asked};
use super::render::{self, Note};
use super::{FINDINGS, USAGE, complain, counted};
use crate::analysis::{Finding, Severity, Snapshot, Stage, Standards};
use crate::features::actions::mend_all;
use crate::layouts::LayoutId;
use clap::{Args, ValueEnum};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What is to be checked, and how.
#[derive(Args)]
pub struct Check {
    /// The letters; `-` for standard input.
    #[arg(required = true)]
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
    /// The file that standard input stands for: settings and silences count as they do there.
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
}

/// The least of what ends the program with 1.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Information,
    Never,
}

/// How findings are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the lines that they are about.
    Full,
    /// One line each.
    Concise,
}

#[derive(Default)]
struct Tally {
    letters: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    mended: usize,
    troubles: usize,
}

impl Check {
    /// Checks the files, shows the findings on standard output and a summary on standard error.
    pub(super) fn run(&self) -> io::Result<ExitCode> {
        let words = [("select", &self.select), ("ignore", &self.ignore)];
        let words: Vec<_> = words.iter().filter_map(|(name, words)| Some((*name, words.as_deref()?))).collect();
        let mut offices = Offices::asking(asked(&words)?);
        let mut output = io::BufWriter::new(io::stdout().lock());
        let mut tally = Tally::default();
        for letter in read_all(&self.files, self.stdin_filename.as_deref()) {
            match letter {
                Ok(letter) => {
                    let standards = offices.standards(&letter.folder, letter.file.as_deref());
                    self.letter(letter, standards, &mut tally, &mut output)?;
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
        output.flush()?;
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

    fn letter(
        &self,
        letter: LetterFile,
        standards: Arc<Standards>,
        tally: &mut Tally,
        output: &mut impl Write,
    ) -> io::Result<()> {
        if let Some(note) = &letter.note {
            complain(note);
        }
        let mut snapshot = Snapshot::judged_by(letter.text.clone(), standards);
        let is_judged = match snapshot.layout() {
            LayoutId::Other => {
                complain(&format!("{}: this is not a determination letter; skipped", letter.name));
                false
            }
            _ => true,
        };
        tally.letters += usize::from(is_judged);
        if self.fix || self.diff {
            let edits = if is_judged { mend_all(&snapshot) } else { Vec::new() };
            tally.mended += usize::from(!edits.is_empty());
            if self.diff {
                return mend::show(&letter, &edits, output);
            }
            let text = match mend::write(&letter, &edits, output) {
                Ok(text) => text,
                Err(message) => {
                    tally.troubles += 1;
                    complain(&message);
                    return Ok(());
                }
            };
            snapshot = Snapshot::judged_by(text, snapshot.standards().clone());
        }
        let stage = if self.draft { Stage::Draft } else { Stage::Final };
        let findings = snapshot.findings(stage, None).list;
        findings.iter().for_each(|finding| tally.count(finding.severity));
        if self.fix && letter.is_stdin {
            // Standard output holds the letter.
            return Ok(());
        }
        findings.iter().try_for_each(|finding| self.show(&snapshot, &letter.name, finding, output))
    }

    fn show(&self, snapshot: &Snapshot, name: &str, finding: &Finding, output: &mut impl Write) -> io::Result<()> {
        let note = Note {
            severity: finding.severity,
            code: finding.rule.code,
            message: &finding.message,
            range: finding.range.clone(),
            related: finding.related.as_ref().map(|related| (related.range.clone(), related.message.as_str())),
        };
        match self.format {
            Format::Full => {
                let style = render::Style::for_output(io::stdout().is_terminal());
                writeln!(output, "{}\n", render::render(snapshot.text(), name, &note, style))
            }
            Format::Concise => writeln!(output, "{}", render::line(snapshot.text(), name, &note)),
        }
    }
}

impl Tally {
    fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Information => self.notes += 1,
        }
    }

    fn is_as_bad_as(&self, least: FailOn) -> bool {
        let found = match least {
            FailOn::Error => self.errors,
            FailOn::Warning => self.errors + self.warnings,
            FailOn::Information => self.errors + self.warnings + self.notes,
            FailOn::Never => 0,
        };
        found > 0
    }

    fn summary(&self, is_diff: bool) -> String {
        let letters = counted(self.letters, "letter");
        if is_diff {
            return format!("{} of {letters} would change", self.mended);
        }
        let found: Vec<String> = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| counted(count, what))
            .collect();
        let mended =
            if self.mended > 0 { format!("; {} mended", counted(self.mended, "letter")) } else { String::new() };
        if found.is_empty() {
            format!("{letters} checked, nothing found{mended}")
        } else {
            format!("{} in {letters}{mended}", found.join(", "))
        }
    }
}
