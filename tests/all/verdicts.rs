//! Rationales that conclude in unusual words, or that only sound as if they did, by somebody who had not seen the grammar.

use imr_ls::analysis::{Finding, Severity, Snapshot, Stage};
use imr_ls::text::Text;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    necessary: Vec<String>,
    not_necessary: Vec<String>,
    none: Vec<String>,
}

fn table() -> Table {
    toml::from_str(include_str!("../tables/verdicts.toml")).expect("the table is valid")
}

fn findings(decision: &str, rationale: &str) -> Vec<Finding> {
    let letter = format!(
        "IMR ISSUES, DECISIONS AND RATIONALES\n\n\
         The Final Determination was based on decisions for the disputed items/services set forth below:\n\n\
         Treatment as requested:  {decision}\n\n\
         Claims Administrator guideline: The Claims Administrator did not base their decision on the MTUS.\n\n\
         MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines.\n\n\
         Decision rationale: {rationale}\n"
    );
    Snapshot::new(Text::from(letter.as_str())).findings(Stage::Final, None).list
}

fn contradicts(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.rule.code == "IMR401")
}

/// How the decision stands for which a rationale speaks, and the other one.
fn decided(table: &Table) -> impl Iterator<Item = (&str, &str, &str)> {
    let necessary = table.necessary.iter().map(|rationale| ("Overturned", "Upheld", rationale.as_str()));
    necessary.chain(table.not_necessary.iter().map(|rationale| ("Upheld", "Overturned", rationale.as_str())))
}

#[test]
fn no_conclusion_is_warned_to_be_missing() {
    let table = table();
    let mut leaning = 0;
    for (decision, _, rationale) in decided(&table) {
        let found = findings(decision, rationale);
        assert!(!contradicts(&found), "{decision}: {rationale}");
        if let Some(missing) = found.iter().find(|finding| finding.rule.code == "IMR215") {
            assert_eq!(missing.severity, Severity::Information, "{rationale}");
            leaning += 1;
        }
    }
    assert_eq!(leaning, LEANING, "of those that call a treatment warranted, justified, needed and the like");
}

#[test]
fn a_decision_against_its_rationale_is_told() {
    let table = table();
    let told = decided(&table).filter(|(_, other, rationale)| contradicts(&findings(other, rationale))).count();
    assert_eq!(told, TOLD, "of {}", decided(&table).count());
}

#[test]
fn what_concludes_nothing_contradicts_nothing() {
    let table = table();
    let mut missing = 0;
    for rationale in &table.none {
        let found = ["Upheld", "Overturned"].map(|decision| findings(decision, rationale));
        assert!(!found.iter().any(|found| contradicts(found)), "{rationale}");
        missing += usize::from(found[0].iter().any(|finding| finding.rule.code == "IMR215"));
    }
    assert_eq!(missing, MISSING, "of {}", table.none.len());
}

/// Rationales that decide, but not in so many words: it is told as information.
const LEANING: usize = 51;

/// Rationales that are read well enough to contradict a decision.
const TOLD: usize = 46;

/// Rationales that decide nothing, and of which that is told.
const MISSING: usize = 57;
