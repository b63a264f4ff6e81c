//! What an office, a reviewer and an editor ask for, and what that comes to for one letter.
//!
//! Each place that may ask, such as a file or the editor, becomes one [`Settings`], in which what is not said is `None`
//! or empty. They are put [over](Settings::over) each other, the nearest on top. What is on top for a letter is its [`Policy`].

mod elsewhere;
mod globs;
pub mod keys;
mod policy;
mod read;
mod schema;
mod selector;
mod severity;
pub mod silence;
pub mod single;

pub use elsewhere::{read_json, read_words};
pub(crate) use globs::matcher;
pub use globs::{FileGlob, ItemGlob};
pub use policy::{Policy, RulePolicy};
pub use read::{Problem, ProblemKind, read};
pub use schema::schema;
pub use selector::{RuleName, Selector};
pub use severity::Severity;

use crate::layouts::LayoutId;
use crate::layouts::wording::Profile;
use jiff::civil::Date;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The layout of letters; `Some(None)` if their headings are to tell.
    pub layout: Option<Option<LayoutId>>,
    /// The day that governs letters that give none.
    pub letter_date: Option<Date>,
    /// The rules that speak.
    pub select: Option<Vec<Selector>>,
    /// The rules that are silent.
    pub ignore: Option<Vec<Selector>>,
    /// How severe the findings of rules are at most. A later one counts more than an earlier one for the same rules.
    pub severities: Vec<(Selector, Severity)>,
    /// Rules that are silent in some letters.
    pub ignored_in_files: Vec<(FileGlob, Vec<Selector>)>,
    /// Findings that are not told.
    pub ignored: Vec<Ignored>,
    /// The guideline files of the office.
    pub guideline_files: Option<Vec<FileGlob>>,
    /// The reviewer's specialties.
    pub specialties: Option<Vec<String>>,
    /// The states in which the reviewer is licensed.
    pub states: Option<Vec<String>>,
    /// Whether topics are shown behind pages that stand alone.
    pub topic_hints: Option<bool>,
    /// Whether generic names are shown behind brands.
    pub generic_name_hints: Option<bool>,
}

/// Findings that are not told.
#[derive(Clone, Debug, PartialEq)]
pub struct Ignored {
    /// The rules that find them.
    pub rules: Selector,
    /// The letters; all, if there is none.
    pub file: Option<FileGlob>,
    /// The items; all and everything beside them, if there is none.
    pub item: Option<ItemGlob>,
}

impl Settings {
    /// These, and where they say nothing, those of a place that counts less.
    pub fn over(self, lower: Settings) -> Settings {
        Settings {
            layout: self.layout.or(lower.layout),
            letter_date: self.letter_date.or(lower.letter_date),
            select: self.select.or(lower.select),
            ignore: self.ignore.or(lower.ignore),
            severities: joined(lower.severities, self.severities),
            ignored_in_files: joined(replaced(lower.ignored_in_files, &self.ignored_in_files), self.ignored_in_files),
            ignored: joined(lower.ignored, self.ignored),
            guideline_files: self.guideline_files.or(lower.guideline_files),
            specialties: self.specialties.or(lower.specialties),
            states: self.states.or(lower.states),
            topic_hints: self.topic_hints.or(lower.topic_hints),
            generic_name_hints: self.generic_name_hints.or(lower.generic_name_hints),
        }
    }

    /// What letters tell of the reviewer.
    pub fn profile(&self) -> Profile {
        let names = |names: &Option<Vec<String>>| names.clone().unwrap_or_default();
        Profile { specialties: names(&self.specialties), states: names(&self.states) }
    }
}

fn joined<T>(mut lower: Vec<T>, upper: Vec<T>) -> Vec<T> {
    lower.extend(upper);
    lower
}

/// Those of the lower patterns that the upper ones do not write again.
fn replaced<V>(mut lower: Vec<(FileGlob, V)>, upper: &[(FileGlob, V)]) -> Vec<(FileGlob, V)> {
    lower.retain(|(glob, _)| !upper.iter().any(|(other, _)| other.is_written_like(glob)));
    lower
}
