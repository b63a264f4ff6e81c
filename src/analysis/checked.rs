//! The findings of each part, kept with the part.

use super::finding::{Report, Severity, Weight};
use super::rules::{self, Source};
use crate::model::Part;
use crate::sequence::{Element, Sum};
use std::sync::Arc;

/// A part with what the rules say about it alone.
#[derive(Clone)]
pub(super) struct Checked {
    pub(super) part: Arc<Part>,
    pub(super) reports: Arc<[Report]>,
}

/// What checked parts add up to: enough to find the severest without looking at the rest.
#[derive(Clone, Default)]
pub(super) struct CheckedSum {
    pub(super) bytes: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) gaps: usize,
    pub(super) notes: usize,
}

impl CheckedSum {
    pub(super) fn all(&self) -> usize {
        self.errors + self.warnings + self.gaps + self.notes
    }
}

impl Checked {
    pub(super) fn new(part: &Arc<Part>, source: &Source<'_>) -> Self {
        let reports = rules::check_part(part, source);
        Checked { part: part.clone(), reports: reports.into() }
    }
}

impl Sum for CheckedSum {
    fn append(&mut self, following: &Self) {
        self.bytes += following.bytes;
        self.errors += following.errors;
        self.warnings += following.warnings;
        self.gaps += following.gaps;
        self.notes += following.notes;
    }
}

impl Element for Checked {
    type Sum = CheckedSum;

    fn sum(&self) -> CheckedSum {
        let mut sum = CheckedSum { bytes: self.part.len, ..CheckedSum::default() };
        for report in self.reports.iter() {
            match report.weight {
                Weight::Fault(Severity::Error) => sum.errors += 1,
                Weight::Fault(Severity::Warning) => sum.warnings += 1,
                Weight::Fault(Severity::Information) => sum.notes += 1,
                Weight::Gap(_) => sum.gaps += 1,
            }
        }
        sum
    }
}
