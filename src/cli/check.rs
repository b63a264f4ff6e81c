//! `imr-ls check`: findings with the lines they are about.

use super::files::{LetterFile, Trouble, read_all};
use super::offices::Offices;
use super::render::{self, Note};
use super::{FINDINGS, USAGE, complain, counted};
use crate::analysis::{Severity, Snapshot, Stage};
use crate::guidelines::Catalogue;
use crate::layouts::LayoutId;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Default)]
struct Tally {
    letters: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    troubles: usize,
}

/// Checks the files, shows the findings on standard output and a summary on standard error.
pub(super) fn check(files: &[PathBuf], draft: bool) -> io::Result<ExitCode> {
    let stage = if draft { Stage::Draft } else { Stage::Final };
    let mut output = io::BufWriter::new(io::stdout().lock());
    let style = render::Style::for_output(io::stdout().is_terminal());
    let mut tally = Tally::default();
    let mut offices = Offices::default();
    for letter in read_all(files) {
        match letter {
            Ok(letter) => {
                check_letter(&letter, offices.catalogue(&letter.folder), stage, style, &mut tally, &mut output)?
            }
            Err(Trouble::NotText(message)) => complain(&message),
            Err(Trouble::Unreadable(message)) => {
                tally.troubles += 1;
                complain(&message);
            }
        }
    }
    output.flush()?;
    complain(&tally.summary());
    Ok(match tally {
        Tally { troubles: 1.., .. } => ExitCode::from(USAGE),
        Tally { errors: 1.., .. } => ExitCode::from(FINDINGS),
        _ => ExitCode::SUCCESS,
    })
}

fn check_letter(
    letter: &LetterFile,
    catalogue: Arc<Catalogue>,
    stage: Stage,
    style: render::Style,
    tally: &mut Tally,
    output: &mut impl Write,
) -> io::Result<()> {
    if let Some(note) = &letter.note {
        complain(note);
    }
    let snapshot = Snapshot::with_catalogue(letter.text.clone(), catalogue);
    match snapshot.letter().layout() {
        LayoutId::Other => {
            complain(&format!("{}: this is not a determination letter; skipped", letter.name));
            return Ok(());
        }
        layout if !layout.is_judged() => {
            complain(&format!("{}: letters of the layout {} are not checked yet", letter.name, layout.name()));
            return Ok(());
        }
        _ => tally.letters += 1,
    }
    for finding in snapshot.findings(stage, None).list {
        match finding.severity {
            Severity::Error => tally.errors += 1,
            Severity::Warning => tally.warnings += 1,
            Severity::Information => tally.notes += 1,
        }
        let note = Note {
            severity: finding.severity,
            code: finding.rule.code,
            message: &finding.message,
            range: finding.range.clone(),
            related: finding.related.as_ref().map(|related| (related.range.clone(), related.message.as_str())),
        };
        writeln!(output, "{}\n", render::render(&letter.text, &letter.name, &note, style))?;
    }
    Ok(())
}

impl Tally {
    fn summary(&self) -> String {
        let found: Vec<String> = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| counted(count, what))
            .collect();
        let letters = counted(self.letters, "letter");
        if found.is_empty() {
            format!("{letters} checked, nothing found")
        } else {
            format!("{} in {letters}", found.join(", "))
        }
    }
}
