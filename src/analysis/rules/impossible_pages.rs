//! Pages that no document can have.

use super::page_at;
use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::cited::{Cited, CitedItem};
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, replacement};
use crate::guidelines::Catalogue;
use crate::model::citation::PageRange;

pub(super) static RULE: Rule = Rule {
    code: "IMR305",
    name: "impossible-pages",
    summary: "A citation gives pages that cannot be.",
    why: "Pages that run backwards, or that lie behind the end of the guideline, are a slip of the pen. The parties \
          can not look up what the decision rests on.",
    example: Sample {
        of: sample::NORCO,
        good: &[],
        bad: &[(
            "Guidelines\nOpioids, criteria for use Page(s): 78-80.",
            "Guidelines\nOpioids, criteria for use Page(s): 80-78.",
        )],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Citations(check),
    fixes: Some(fixes),
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in &item.citations {
        let last_page = cited.resolution.guideline.and_then(|guideline| source.catalogue.last_page(guideline));
        for page in &cited.citation.pages {
            let words = source.quote(&page.span);
            let message = match impossibility(page, last_page) {
                Some(Impossibility::Zero) => format!("There is no page 0. Check the pages “{words}”."),
                Some(Impossibility::Reversed) => {
                    format!("The pages “{words}” run backwards. Did you mean {}?", page.pages())
                }
                Some(Impossibility::BeyondEnd(last)) => {
                    format!("The guideline has no page beyond {last}. Check the pages “{words}”.")
                }
                None => continue,
            };
            reporter.report_cited(cited, page.span.clone(), message);
        }
    }
}

enum Impossibility {
    Zero,
    Reversed,
    BeyondEnd(u32),
}

fn impossibility(page: &PageRange, last_page: Option<u32>) -> Option<Impossibility> {
    if page.first == 0 || page.last == 0 {
        return Some(Impossibility::Zero);
    }
    if page.last < page.first {
        return Some(Impossibility::Reversed);
    }
    last_page.filter(|last| *last < page.last).map(Impossibility::BeyondEnd)
}

/// Whether pages are impossible, so that there is nothing else to say about them.
pub(super) fn is_impossible(page: &PageRange, cited: &Cited<'_>, catalogue: &Catalogue) -> bool {
    let last_page = cited.resolution.guideline.and_then(|guideline| catalogue.last_page(guideline));
    impossibility(page, last_page).is_some()
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((_, page)) = page_at(snapshot, finding) else { return Vec::new() };
    if !matches!(impossibility(page, None), Some(Impossibility::Reversed)) {
        return Vec::new();
    }
    let pages = page.pages().to_string();
    vec![Fix::offered(format!("Change the pages to {pages}"), vec![replacement(finding.range.clone(), pages)])]
}

#[cfg(test)]
mod tests {
    use super::super::examples::{Example, in_maximus};
    use super::*;

    #[test]
    fn pages_run_forwards_and_end() {
        let cites = |pages: &str| format!("Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): {pages}.");
        let warned = |words: &str| vec![(Severity::Warning, words.to_owned())];
        assert_eq!(in_maximus(&RULE, &cites("80-78")), warned("80-78"));
        assert_eq!(in_maximus(&RULE, &cites("24, 0")), warned("0"));
        assert_eq!(in_maximus(&RULE, &cites("128")), warned("128"));
        for pages in ["78-80", "24", "63-6", "76-80, 124", "63-66 & 124", "127"] {
            assert_eq!(in_maximus(&RULE, &cites(pages)), [], "{pages}");
        }
    }

    #[test]
    fn what_somebody_else_cited_is_only_good_to_know() {
        let claims_administrator = "Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): 80-78.";
        let example = Example { claims_administrator, ..Example::default() };
        assert_eq!(example.finds(&RULE), [(Severity::Information, "80-78".to_owned())]);
    }
}
