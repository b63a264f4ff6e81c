//! `imr-ls check`: findings with the lines they are about.

use super::emit::{self, Document, Format, Judged};
use super::files::{LetterFile, Trouble, is_stdin, read};
use super::inputs::{Input, inputs, listed};
use super::interrupt::is_interrupted;
use super::mend;
use super::offices::{Offices, asked};
use super::parallel::in_order;
use super::progress::Progress;
use super::render::Style;
use super::tally::{FailOn, Tally};
use super::{FINDINGS, INTERRUPTED, USAGE, complain};
use crate::analysis::{Snapshot, Stage, Standards};
use crate::features::actions::mend_all;
use crate::workspace::guarded;
use clap::{Args, ValueEnum};
use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// What is to be checked, and how.
#[derive(Args)]
pub struct Check {
    /// The letters, folders with letters, or patterns such as `letters/*.txt`; `-` for standard input.
    #[arg(required_unless_present_any = ["stdin_filename", "stdin_format"])]
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
    /// What standard input holds: the text of a letter, or a list of letters, `{"name": …, "text": …}` on each line, which
    /// alone are checked then.
    #[arg(long, value_enum, default_value_t = StdinFormat::Text, conflicts_with_all = ["files", "fix", "diff", "stdin_filename"])]
    stdin_format: StdinFormat,
    /// Print the JSON schema of what `--format json` writes.
    #[arg(long, exclusive = true)]
    schema: bool,
}

/// What standard input holds.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StdinFormat {
    /// One letter.
    Text,
    /// A list of letters.
    Jsonl,
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
        let offices = Offices::asking(asked(&words)?);
        let style = Style::for_output(io::stdout().is_terminal());
        let mut document = Document::begin(self.shown(), io::BufWriter::new(io::stdout().lock()))?;
        let mut tally = Tally::default();
        let progress = Progress::start();
        let unwritten = RefCell::new(None);
        let work = |input| self.checked(input, &offices, style, &progress);
        let take = |done: Vec<Checked>| {
            let mut unwritten = unwritten.borrow_mut();
            for Checked { output, said, tally: counted } in done {
                said.iter().for_each(|message| progress.say(message));
                tally.add(&counted);
                if unwritten.is_none() {
                    *unwritten = document.add(&output).err();
                }
            }
            progress.show(tally.letters);
            if unwritten.is_none() {
                *unwritten = document.flush().err();
            }
        };
        // Whoever wants letters mended wants all of them mended, even if nobody reads what is found.
        let goes_on = || !is_interrupted() && (self.fix || unwritten.borrow().is_none());
        let names = self.files();
        let is_complete = match self.stdin_format {
            StdinFormat::Text => in_order(move || inputs(names), work, take, goes_on),
            StdinFormat::Jsonl => in_order(listed, work, take, goes_on),
        };
        progress.end();
        if is_interrupted() {
            // What programs read tells as well that letters may be missing.
            tally.troubles += 1;
        } else if !is_complete && goes_on() {
            tally.troubles += 1;
            complain("imr-ls failed to list all letters, which is a fault in imr-ls.");
        }
        let unwritten = match unwritten.take() {
            None => document.end(&tally).err(),
            unwritten => unwritten,
        };
        complain(&tally.summary(self.diff));
        // Whoever reads our output may stop reading whenever they like.
        if let Some(error) = unwritten.filter(|error| error.kind() != io::ErrorKind::BrokenPipe) {
            return Err(error);
        }
        let is_found = tally.is_as_bad_as(self.fail_on) || (self.diff && tally.mended > 0);
        Ok(if is_interrupted() {
            complain("Interrupted: there may be more letters.");
            ExitCode::from(INTERRUPTED)
        } else if tally.troubles > 0 || offices.is_any_broken() {
            ExitCode::from(USAGE)
        } else if is_found && !self.exit_zero {
            ExitCode::from(FINDINGS)
        } else {
            ExitCode::SUCCESS
        })
    }

    /// The files to read: who says what standard input stands for wants that checked and nothing else.
    fn files(&self) -> Vec<PathBuf> {
        if self.stdin_filename.is_none() && !self.files.is_empty() {
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

    /// Reads and checks one letter. A fault of our own costs that letter alone.
    fn checked(&self, input: Input, offices: &Offices, style: Style, progress: &Progress) -> Checked {
        let name = input.name();
        let check = || {
            let mut checked = Checked::default();
            match read(input, self.stdin_filename.as_deref()) {
                Ok(letter) => {
                    let standards =
                        offices.standards(&letter.folder, letter.file.as_deref(), |message| progress.say(message));
                    self.check(&letter, standards, style, &mut checked)?;
                }
                Err(Trouble::NoText) => checked.tally.others += 1,
                Err(Trouble::Nothing(message)) => checked.said.push(message),
                Err(Trouble::Skipped(message)) => {
                    // Whoever wants it mended wants it back.
                    checked.tally.troubles += usize::from(self.fix);
                    checked.said.push(message);
                }
                Err(Trouble::Unreadable(message)) => {
                    checked.tally.troubles += 1;
                    checked.said.push(message);
                }
            }
            io::Result::Ok(checked)
        };
        let failure = match guarded(check) {
            Ok(Ok(checked)) => return checked,
            Ok(Err(error)) => error.to_string(),
            Err(fault) => format!("{fault}; the other letters are checked"),
        };
        let mut failed = Checked { said: vec![format!("{name}: {failure}")], ..Checked::default() };
        failed.tally.troubles += 1;
        failed
    }

    fn check(
        &self,
        letter: &LetterFile,
        standards: Arc<Standards>,
        style: Style,
        Checked { output, said, tally }: &mut Checked,
    ) -> io::Result<()> {
        said.extend(letter.note.clone());
        let mut snapshot = Snapshot::judged_by(letter.text.clone(), standards);
        let is_judged = snapshot.is_letter();
        if is_judged {
            tally.letters += 1;
        } else {
            said.extend(letter.no_letter("skipped"));
            tally.others += usize::from(letter.is_found);
        }
        if self.fix || self.diff {
            let edits = if is_judged { mend_all(&snapshot) } else { Vec::new() };
            let is_mended = usize::from(!edits.is_empty());
            if self.diff {
                tally.mended += is_mended;
                return mend::show(letter, &edits, output);
            }
            match mend::write(letter, &edits, output) {
                Ok(text) => {
                    tally.mended += is_mended;
                    snapshot = Snapshot::judged_by(text, snapshot.standards().clone());
                }
                // What is found in it as it is, is told all the same.
                Err(message) => {
                    tally.troubles += 1;
                    said.push(message);
                }
            }
        }
        let stage = if self.draft { Stage::Draft } else { Stage::Final };
        let findings = snapshot.findings(stage, None).list;
        findings.iter().for_each(|finding| tally.count(finding.severity));
        if let Some(format) = self.shown().filter(|_| is_judged) {
            let judged = Judged { name: &letter.name, snapshot: &snapshot, findings: &findings };
            format.letter(&judged, style, output)?;
        }
        Ok(())
    }
}

/// What checking a letter comes to.
#[derive(Default)]
struct Checked {
    output: Vec<u8>,
    /// What is said beside the output.
    said: Vec<String>,
    tally: Tally,
}
