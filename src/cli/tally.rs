//! How many letters were checked, and what was found in them.

use super::counted;
use crate::analysis::Severity;
use clap::ValueEnum;
use serde::Serialize;

/// How many letters were checked, and what was found in them.
#[derive(Default, Serialize)]
pub(super) struct Tally {
    pub(super) letters: usize,
    errors: usize,
    warnings: usize,
    notes: usize,
    pub(super) mended: usize,
    /// Files in folders that are no letters.
    #[serde(skip)]
    pub(super) others: usize,
    /// What was asked for and could not be done.
    #[serde(rename = "failed")]
    pub(super) troubles: usize,
}

/// The least of what ends the program with 1.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Error,
    Warning,
    Information,
    Never,
}

impl Tally {
    /// Adds what was counted elsewhere.
    pub(super) fn add(&mut self, other: &Tally) {
        let Tally { letters, errors, warnings, notes, mended, others, troubles } = other;
        self.letters += letters;
        self.errors += errors;
        self.warnings += warnings;
        self.notes += notes;
        self.mended += mended;
        self.others += others;
        self.troubles += troubles;
    }

    pub(super) fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Information => self.notes += 1,
        }
    }

    pub(super) fn is_as_bad_as(&self, least: FailOn) -> bool {
        let found = match least {
            FailOn::Error => self.errors,
            FailOn::Warning => self.errors + self.warnings,
            FailOn::Information => self.errors + self.warnings + self.notes,
            FailOn::Never => 0,
        };
        found > 0
    }

    pub(super) fn summary(&self, is_diff: bool) -> String {
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
        let others = match self.others {
            0 => String::new(),
            1 => "; 1 other text left alone".to_owned(),
            others => format!("; {others} other texts left alone"),
        };
        if found.is_empty() {
            format!("{letters} checked, nothing found{mended}{others}")
        } else {
            format!("{} in {letters}{mended}{others}", found.join(", "))
        }
    }
}
