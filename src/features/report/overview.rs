//! How far many letters have come, and what is found in each of them as it would be sent.

use super::{ReportedFinding, findings};
use crate::analysis::{Severity, Snapshot};

/// What checking many letters came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// The folders that were looked through.
    pub folders: Vec<String>,
    /// The letters.
    pub letters: Vec<CheckedLetter>,
    /// What was not checked, and why.
    pub unread: Vec<(String, String)>,
}

/// What checking one letter came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedLetter {
    /// How it is called.
    pub name: String,
    /// How many items are decided.
    pub decided: usize,
    /// How many there are.
    pub items: usize,
    /// Whether it may be sent.
    pub is_ready: bool,
    /// What is found in it.
    pub findings: Vec<ReportedFinding>,
}

impl Overview {
    /// Takes up a letter; a text that is none is left out.
    pub fn add(&mut self, name: String, snapshot: &Snapshot) {
        if snapshot.is_letter() {
            let readiness = snapshot.readiness();
            self.letters.push(CheckedLetter {
                name,
                decided: readiness.decided,
                items: readiness.items,
                is_ready: readiness.is_ready,
                findings: findings(snapshot),
            });
        }
    }

    /// What was looked through, in words.
    pub(super) fn place(&self) -> String {
        match self.folders.as_slice() {
            [] => "No folder is open in the editor, so only the letters that are open were checked.".to_owned(),
            folders => format!("Looked through: {}", folders.join(", ")),
        }
    }

    /// What it comes to, in words.
    pub(super) fn summary(&self) -> String {
        let all = match self.letters.len() {
            0 => return "There are no letters here.".to_owned(),
            1 => "1 letter".to_owned(),
            all => format!("{all} letters"),
        };
        let ready = self.letters.iter().filter(|letter| letter.is_ready).count();
        format!("{all} checked as final: {ready} ready to be sent, {} not ready.", self.letters.len() - ready)
    }

    /// The letters in which something is found.
    pub(super) fn with_findings(&self) -> impl Iterator<Item = &CheckedLetter> {
        self.letters.iter().filter(|letter| !letter.findings.is_empty())
    }
}

impl CheckedLetter {
    /// The columns of its line: its name, what is decided, whether it is ready, and what is found of each severity.
    pub(super) fn cells(&self) -> [String; 6] {
        let count = |severity: Severity| {
            let count = self.findings.iter().filter(|finding| finding.severity == severity.word()).count();
            if count == 0 { String::new() } else { count.to_string() }
        };
        let ready = if self.is_ready { "ready" } else { "not ready" };
        [
            self.name.clone(),
            format!("{} of {}", self.decided, self.items),
            ready.to_owned(),
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Information),
        ]
    }
}

/// What stands above those columns.
pub(super) const COLUMNS: [&str; 6] = ["Letter", "Decided", "State", "Errors", "Warnings", "Notes"];
