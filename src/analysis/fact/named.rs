//! Which facts a sentence has words for.

use super::table::{FACTS, Fact, Of};
use crate::text::pattern::{verbose, verbose_set};
use regex::{Regex, RegexSet};
use std::sync::{LazyLock, OnceLock};

/// A fact, by its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FactId(usize);

impl FactId {
    pub(super) fn of(self) -> Of {
        FACTS[self.0].of
    }

    /// What names it, or says by itself that it is so or not.
    pub(super) fn pattern(self) -> &'static Regex {
        static PATTERNS: [OnceLock<Regex>; FACTS.len()] = [const { OnceLock::new() }; FACTS.len()];
        PATTERNS[self.0].get_or_init(|| verbose(&words(&FACTS[self.0])))
    }
}

/// The facts that a sentence has words for, in order of the table.
pub(super) fn named(sentence: &str) -> Vec<FactId> {
    NAMED.matches(sentence).iter().map(FactId).collect()
}

/// Few letters have words for many facts, so that the patterns of most are never made ready.
static NAMED: LazyLock<RegexSet> = LazyLock::new(|| verbose_set(FACTS.iter().map(words)));

/// What says something by itself first.
fn words(fact: &Fact) -> String {
    let groups = [("not", fact.not), ("so", fact.so), ("name", fact.names), ("kind", fact.kinds)];
    let told = groups.iter().filter(|(_, words)| !words.is_empty());
    format!(
        r"\b (?: {} ) \b",
        told.map(|(group, words)| format!("(?<{group}> {words} )")).collect::<Vec<_>>().join(" | ")
    )
}
