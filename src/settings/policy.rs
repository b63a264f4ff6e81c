//! What the settings come to for one letter.

use super::selector::{self, RuleName, Selector};
use super::{ItemGlob, Settings, Severity};
use crate::layouts::LayoutId;
use jiff::civil::Date;
use std::path::Path;

/// What the settings come to for one letter. Rules are known by their place in the table of rules.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Policy {
    rules: Vec<RulePolicy>,
    ignored_items: Vec<(Vec<bool>, ItemGlob)>,
    /// The layout by which it is judged, whatever its headings say.
    pub layout: Option<LayoutId>,
    /// The day that governs it if it gives none.
    pub letter_date: Option<Date>,
}

/// What the settings come to for one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RulePolicy {
    /// Whether it speaks.
    pub is_on: bool,
    /// How severe its findings are at most, if that is not left to the rule.
    pub severity: Option<Severity>,
}

impl Policy {
    /// The policy for a letter in a file, or for one that is not in a file yet.
    pub fn new(settings: &Settings, letter: Option<&Path>, rules: &[RuleName]) -> Self {
        let all = [Selector::new("IMR")];
        let selected = settings.select.as_deref().unwrap_or(&all);
        let ignored = settings.ignore.as_deref().unwrap_or_default();
        let in_file = |glob: &super::FileGlob| letter.is_some_and(|letter| glob.matches(letter));
        let here: Vec<_> =
            settings.ignored.iter().filter(|ignored| ignored.file.as_ref().is_none_or(in_file)).collect();
        let in_files = settings.ignored_in_files.iter().filter(|(glob, _)| in_file(glob)).flat_map(|(_, rules)| rules);
        let in_letter = here.iter().filter(|ignored| ignored.item.is_none()).map(|ignored| &ignored.rules);
        let silent: Vec<_> = in_files.chain(in_letter).collect();
        let policy = |rule: &RuleName| {
            let (on, off) = (selector::exactness(selected, rule), selector::exactness(ignored, rule));
            let is_wanted = on > off && (rule.is_on || selector::is_exact(on));
            let severity =
                settings.severities.iter().filter_map(|(rules, severity)| Some((rules.exactness(rule)?, *severity)));
            RulePolicy {
                is_on: is_wanted && selector::exactness(silent.iter().copied(), rule).is_none(),
                severity: severity.max_by_key(|(exactness, _)| *exactness).map(|(_, severity)| severity),
            }
        };
        let items = here.iter().filter_map(|ignored| {
            let meant = rules.iter().map(|rule| ignored.rules.exactness(rule).is_some());
            Some((meant.collect(), ignored.item.clone()?))
        });
        Policy {
            rules: rules.iter().map(policy).collect(),
            ignored_items: items.collect(),
            layout: settings.layout.flatten(),
            letter_date: settings.letter_date,
        }
    }

    /// What counts for the rule at a place of the table. A rule that no settings were asked about is on.
    pub fn of(&self, rule: usize) -> RulePolicy {
        self.rules.get(rule).copied().unwrap_or(RulePolicy { is_on: true, severity: None })
    }

    /// Whether any finding is ignored in some items only.
    pub fn ignores_items(&self) -> bool {
        !self.ignored_items.is_empty()
    }

    /// Whether the findings of the rule at a place of the table are ignored in an item with this request.
    pub fn ignores(&self, rule: usize, request: &str) -> bool {
        self.ignored_items.iter().any(|(rules, glob)| rules.get(rule) == Some(&true) && glob.matches(request))
    }
}
