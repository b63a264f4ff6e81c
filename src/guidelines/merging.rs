//! One entry for each name out of files of which the later ones correct the earlier.

use super::file::{Entry, GuidelineEntry, Place, Problem, TopicEntry, TreatmentEntry};
use std::collections::HashMap;

/// An entry that others may correct.
pub(super) trait Correctable: Clone {
    /// What kind of entry it is, in a word.
    const KIND: &str;

    /// What it is known by.
    fn name(&self) -> &str;

    /// Takes what a later entry of the same name says, and keeps what that is silent about.
    fn correct(&mut self, by: &Self);
}

/// One entry for each name, with what later files correct, in the order of the first ones. It counts as standing where
/// it was corrected last. What would make an entry faulty is a problem, and left out.
pub(super) fn merged<'a, T: Correctable + 'a>(
    entries: impl Iterator<Item = &'a Entry<T>>,
    fault: impl Fn(&T) -> Option<String>,
    problems: &mut Vec<Problem>,
) -> Vec<Entry<T>> {
    let mut merged: Vec<Entry<T>> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for entry in entries {
        let name = entry.says.name();
        let earlier = known.get(name).copied();
        let mut corrected = entry.clone();
        if let Some(earlier) = earlier.map(|at| &merged[at]) {
            if earlier.place.rank == entry.place.rank {
                let message = format!("It stands in this file twice, first on line {}.", earlier.place.line);
                problems.push(entry.problem(message));
                continue;
            }
            corrected.says = earlier.says.clone();
            corrected.says.correct(&entry.says);
        }
        if let Some(message) = fault(&corrected.says) {
            problems.push(entry.problem(message));
        } else if let Some(at) = earlier {
            merged[at] = corrected;
        } else {
            known.insert(name, merged.len());
            merged.push(corrected);
        }
    }
    merged
}

fn replace<T: Clone>(old: &mut Option<T>, new: &Option<T>) {
    if new.is_some() {
        old.clone_from(new);
    }
}

fn add(old: &mut Option<Vec<String>>, new: &Option<Vec<String>>) {
    let old = old.get_or_insert_default();
    for name in new.iter().flatten() {
        if !old.contains(name) {
            old.push(name.clone());
        }
    }
}

impl Correctable for GuidelineEntry {
    const KIND: &str = "guideline";

    fn name(&self) -> &str {
        &self.id
    }

    fn correct(&mut self, by: &Self) {
        replace(&mut self.name, &by.name);
        replace(&mut self.in_mtus, &by.in_mtus);
        replace(&mut self.address, &by.address);
        replace(&mut self.edition, &by.edition);
        replace(&mut self.regulation, &by.regulation);
        replace(&mut self.valid_from, &by.valid_from);
        replace(&mut self.valid_until, &by.valid_until);
    }
}

impl Correctable for TopicEntry {
    const KIND: &str = "topic";

    fn name(&self) -> &str {
        &self.name
    }

    fn correct(&mut self, by: &Self) {
        replace(&mut self.guideline, &by.guideline);
        replace(&mut self.address, &by.address);
        replace(&mut self.edition, &by.edition);
        replace(&mut self.regulation, &by.regulation);
        replace(&mut self.valid_from, &by.valid_from);
        replace(&mut self.valid_until, &by.valid_until);
        replace(&mut self.kind, &by.kind);
        replace(&mut self.parent, &by.parent);
        replace(&mut self.cite, &by.cite);
        replace(&mut self.first_page, &by.first_page);
        replace(&mut self.last_page, &by.last_page);
        replace(&mut self.origin, &by.origin);
    }
}

impl Correctable for TreatmentEntry {
    const KIND: &str = "treatment";

    fn name(&self) -> &str {
        &self.name
    }

    /// Names are added to those that are known, so that an office need not repeat them.
    fn correct(&mut self, by: &Self) {
        add(&mut self.brands, &by.brands);
        add(&mut self.synonyms, &by.synonyms);
        add(&mut self.only_in_headings, &by.only_in_headings);
        replace(&mut self.class, &by.class);
        replace(&mut self.body_parts, &by.body_parts);
        replace(&mut self.cited, &by.cited);
        replace(&mut self.also, &by.also);
        replace(&mut self.status, &by.status);
    }
}

impl<T: Correctable> Entry<T> {
    /// Something wrong with it.
    pub(super) fn problem(&self, message: String) -> Problem {
        self.place.problem(T::KIND, self.says.name(), message)
    }
}

impl Place {
    /// Something wrong with an entry that stands here.
    pub(super) fn problem(&self, kind: &str, name: &str, message: String) -> Problem {
        Problem { file: self.file.to_string(), line: self.line, entry: format!("{kind} “{name}”"), message }
    }
}
