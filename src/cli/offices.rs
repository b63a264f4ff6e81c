//! What letters are judged by.

use crate::analysis::Standards;
use crate::analysis::rules::NAMES;
use crate::settings::{Settings, read_words};
use crate::workspace::{self, FileProblem, FileReport, environment};
use std::collections::HashSet;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The offices of letters. What is wrong with their files is said once.
pub(super) struct Offices {
    offices: Mutex<workspace::Offices>,
    said: Mutex<HashSet<String>>,
    is_any_broken: AtomicBool,
}

impl Offices {
    /// Offices where this counts more than any file.
    pub(super) fn asking(asked: Settings) -> Self {
        Offices {
            offices: Mutex::new(workspace::Offices::asking(asked)),
            said: Mutex::default(),
            is_any_broken: AtomicBool::new(false),
        }
    }

    /// What a letter in a folder is judged by; its file is `None` on standard input. It says what is wrong with the files of
    /// its office.
    pub(super) fn standards(&self, folder: &Path, file: Option<&Path>, say: impl Fn(&str)) -> Arc<Standards> {
        let office = self.offices.lock().unwrap_or_else(PoisonError::into_inner).of(Some(folder));
        for line in office.files().flat_map(lines) {
            let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
            if said.insert(line.clone()) {
                say(&line);
            }
        }
        let standards = office.standards(file);
        if !standards.broken_files.is_empty() {
            self.is_any_broken.store(true, Ordering::Relaxed);
        }
        standards
    }

    /// Whether a file with settings or guidelines could not count as it should for one of the letters so far.
    pub(super) fn is_any_broken(&self) -> bool {
        self.is_any_broken.load(Ordering::Relaxed)
    }
}

/// What the command line asks for, in pairs of settings and words, over what the environment does. The error says what
/// makes no sense.
pub(super) fn asked(words: &[(&str, &str)]) -> io::Result<Settings> {
    let of_command_line = read_words(words, &NAMES).map_err(io::Error::other)?;
    let (of_environment, wrong) = environment();
    match wrong.into_iter().next() {
        Some(message) => Err(io::Error::other(message)),
        None => Ok(of_command_line.over(of_environment)),
    }
}

/// What is wrong with a file, each on a line, with its place.
pub(super) fn lines(report: &FileReport) -> impl Iterator<Item = String> {
    let line = |problem: &FileProblem| {
        let FileProblem { rule, severity, message, .. } = problem;
        let (path, line) = (report.path.display(), report.line(problem));
        format!("{path}:{line}: {}[{}]: {message}", severity.word(), rule.code)
    };
    report.problems.iter().map(line)
}
