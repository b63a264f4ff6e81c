//! `imr-ls format`: letters with clean paragraphs, canonical labels and even spacing.

use super::files::{Trouble, read_all};
use super::offices::{Offices, asked};
use super::{FINDINGS, USAGE, complain, counted, mend};
use crate::analysis::Snapshot;
use crate::features::formatting::formatted;
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Which letters are to be made even, and whether that is only to be shown.
#[derive(Args)]
pub struct FormatCommand {
    /// The letters; `-` for standard input, which is written to standard output.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Show what would change, and change nothing.
    #[arg(long)]
    diff: bool,
    /// Change nothing; exit with 1 if anything would change.
    #[arg(long)]
    check: bool,
}

impl FormatCommand {
    /// Formats the files and says on standard error how many have changed.
    pub(super) fn run(&self) -> io::Result<ExitCode> {
        let is_shown_only = self.diff || self.check;
        let offices = Offices::asking(asked(&[])?);
        let mut output = io::BufWriter::new(io::stdout().lock());
        let (mut letters, mut changed, mut troubles) = (0, 0, 0);
        for letter in read_all(&self.files) {
            let letter = match letter {
                Ok(letter) => letter,
                Err(Trouble::NoText) => continue,
                Err(Trouble::Nothing(message)) => {
                    complain(&message);
                    continue;
                }
                Err(Trouble::Skipped(message) | Trouble::Unreadable(message)) => {
                    troubles += 1;
                    complain(&message);
                    continue;
                }
            };
            if let Some(note) = &letter.note {
                complain(note);
            }
            let standards = offices.standards(&letter.folder, letter.file.as_deref(), complain);
            let snapshot = Snapshot::judged_by(letter.text.clone(), standards);
            let edits = formatted(&snapshot);
            if snapshot.letter().has_anchor() {
                letters += 1;
            } else if let Some(message) = letter.no_letter("left as it is") {
                complain(&message);
            }
            changed += usize::from(!edits.is_empty());
            if self.diff {
                mend::show(&letter, &edits, &mut output)?;
            } else if !is_shown_only && let Err(message) = mend::write(&letter, &edits, &mut output) {
                troubles += 1;
                changed -= usize::from(!edits.is_empty());
                complain(&message);
            }
        }
        output.flush()?;
        let what = if is_shown_only { "would change" } else { "changed" };
        complain(&format!("{changed} of {} {what}", counted(letters, "letter")));
        Ok(match (troubles, changed) {
            (1.., _) => ExitCode::from(USAGE),
            (_, 1..) if is_shown_only => ExitCode::from(FINDINGS),
            _ => ExitCode::SUCCESS,
        })
    }
}
