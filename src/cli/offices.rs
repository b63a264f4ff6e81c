//! The catalogues that letters are judged by.

use super::complain;
use crate::guidelines::{Catalogue, Problem};
use crate::workspace;
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

/// The offices of letters. What is wrong with their files is said once.
#[derive(Default)]
pub(super) struct Offices {
    offices: workspace::Offices,
    said: HashSet<String>,
}

impl Offices {
    /// What letters in a folder are judged by.
    pub(super) fn catalogue(&mut self, folder: &Path) -> Arc<Catalogue> {
        let office = self.offices.of(Some(folder));
        for line in office.problems().iter().map(line) {
            if !self.said.contains(&line) {
                complain(&line);
                self.said.insert(line);
            }
        }
        office.catalogue().clone()
    }
}

/// A problem on one line, with its place.
pub(super) fn line(problem: &Problem) -> String {
    let Problem { file, line, entry, message } = problem;
    let entry = if entry.is_empty() { String::new() } else { format!("{entry}: ") };
    format!("{file}:{line}: {entry}{message}")
}
