//! What a letter is judged by.

use super::finding::{Report, Severity, Weight};
use super::rules::{self, Rule};
use crate::guidelines::Catalogue;
use crate::settings::{Policy, Settings};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// What a letter is judged by.
#[derive(Clone)]
pub struct Standards {
    /// The guidelines.
    pub catalogue: Arc<Catalogue>,
    /// What is to be told.
    pub policy: Policy,
    /// What letters tell of the reviewer, and what is shown beside the text.
    pub settings: Arc<Settings>,
    /// The files by which it should be judged and cannot.
    pub broken_files: Vec<BrokenFile>,
}

/// A file of settings or of guidelines with something wrong in it.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokenFile {
    /// The rule about such files.
    pub rule: &'static Rule,
    /// What is wrong.
    pub message: String,
}

impl Standards {
    /// Those of a letter in a file, or of one that is not in a file yet.
    pub fn new(
        catalogue: Arc<Catalogue>,
        settings: Arc<Settings>,
        letter: Option<&Path>,
        broken_files: Vec<BrokenFile>,
    ) -> Self {
        let policy = Policy::new(&settings, letter, &rules::NAMES);
        Standards { catalogue, policy, settings, broken_files }
    }

    /// What a letter tells of such files, at a place of it.
    pub(super) fn about_files(&self, place: Range<usize>) -> Vec<Report> {
        let told = self.broken_files.iter().filter(|file| self.policy.of(rules::index_of(file.rule)).is_on);
        let report = |file: &BrokenFile| Report {
            rule: file.rule,
            weight: Weight::Fault(Severity::Warning),
            range: place.clone(),
            message: file.message.clone(),
            related: None,
        };
        told.map(report).collect()
    }
}

impl Default for Standards {
    fn default() -> Self {
        Standards::new(Catalogue::shipped(), Arc::default(), None, Vec::new())
    }
}
