//! Finished letters of one item, for the examples beside each rule.

use super::{Rule, sample};
use crate::analysis::{Severity, Snapshot, Stage};
use crate::text::Text;

/// The words of a letter at which a rule finds something.
pub(super) fn found_by(rule: &Rule, letter: &str) -> Vec<String> {
    let findings = Snapshot::new(Text::from(letter)).findings(Stage::Final, None).list;
    let of_rule = findings.into_iter().filter(|finding| finding.rule == rule);
    of_rule.map(|finding| letter[finding.range].to_owned()).collect()
}

/// The same in the good letter of a rule, if other words stand in two places of it.
pub(super) fn found_instead(rule: &Rule, changes: [(&str, &str); 2]) -> Vec<String> {
    let changed = changes.into_iter().fold(rule.example.good(), |letter, (from, to)| {
        assert!(letter.contains(from), "“{from}” stands in the letter");
        letter.replace(from, to)
    });
    found_by(rule, &changed)
}

/// An item of a finished letter, and what comes before the first section.
#[derive(Clone, Copy)]
pub(super) struct Example<'a> {
    pub(super) front: &'a str,
    pub(super) request: &'a str,
    pub(super) claims_administrator: &'a str,
    pub(super) maximus: &'a str,
    pub(super) rationale: &'a str,
}

impl Default for Example<'_> {
    fn default() -> Self {
        Example {
            front: "",
            request: "Valium 5mg #8",
            claims_administrator: "Decision based on MTUS Acupuncture Treatment Guidelines.",
            maximus: "Decision based on MTUS Acupuncture Treatment Guidelines.",
            rationale: "Long-term use is not supported.",
        }
    }
}

impl Example<'_> {
    /// What a rule finds in it: how severe, and the words at the place.
    pub(super) fn finds(self, rule: &Rule) -> Vec<(Severity, String)> {
        let Example { front, request, claims_administrator, maximus, rationale } = self;
        let item = format!(
            "{request}:  Upheld\n\nClaims Administrator guideline: {claims_administrator}\n\nMAXIMUS guideline: {maximus}\n\n\
             Decision rationale: {rationale} The request is not medically necessary."
        );
        let text = format!("{front}\n\n{}", sample::letter(&item));
        let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
        let of_rule = findings.into_iter().filter(|finding| finding.rule == rule);
        of_rule.map(|finding| (finding.severity, text[finding.range].to_owned())).collect()
    }
}

/// What a rule finds if this is the reviewer's guideline line.
pub(super) fn in_maximus(rule: &Rule, maximus: &str) -> Vec<(Severity, String)> {
    Example { maximus, ..Example::default() }.finds(rule)
}

/// The words at which it finds it.
pub(super) fn words_in_maximus(rule: &Rule, maximus: &str) -> Vec<String> {
    in_maximus(rule, maximus).into_iter().map(|(_, words)| words).collect()
}
