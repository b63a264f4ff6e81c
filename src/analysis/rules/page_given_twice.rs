//! A page that stands in one citation twice.

use super::page_at;
use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::cited::CitedItem;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, replacement};

pub(super) static RULE: Rule = Rule {
    code: "IMR307",
    name: "page-given-twice",
    summary: "A citation gives a page twice.",
    why: "A page that a citation gives twice adds nothing. Often the second was meant to be another page.",
    example: Sample {
        of: sample::NORCO,
        good: &[],
        bad: &[(
            "Guidelines\nOpioids, criteria for use Page(s): 78-80.",
            "Guidelines\nOpioids, criteria for use Page(s): 78-80, 79.",
        )],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Forms(check),
    fixes: Some(fixes),
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in item.own() {
        let pages = &cited.citation.pages;
        for (index, page) in pages.iter().enumerate() {
            let earlier =
                pages[..index].iter().find(|earlier| earlier.first <= page.last && page.first <= earlier.last);
            if let Some(earlier) = earlier {
                let words = source.quote(&page.span);
                let again = source.quote(&earlier.span);
                let message = match (page.pages().lie_within(earlier.pages()), page.first == page.last) {
                    (true, true) => format!("Page {words} stands in this citation already. Give every page once."),
                    (true, false) => format!("Pages {words} stand in this citation already. Give every page once."),
                    (false, _) => format!("Pages {words} overlap with {again}. Give every page once."),
                };
                reporter.report_with(page.span.clone(), message, earlier.span.clone(), "Here.".to_owned());
            }
        }
    }
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((citation, page)) = page_at(snapshot, finding) else { return Vec::new() };
    let Some(at) = citation.pages.iter().position(|other| other == page).filter(|at| *at > 0) else {
        return Vec::new();
    };
    if !citation.pages[..at].iter().any(|earlier| page.pages().lie_within(earlier.pages())) {
        return Vec::new();
    }
    let label = finding.range.start + citation.pages[at - 1].span.end - page.span.start..finding.range.start;
    let is_label = snapshot
        .text()
        .slice(label.clone())
        .split(|char: char| !char.is_alphanumeric())
        .all(|word| ["", "and", "p", "pg", "pp", "page", "pages", "s"].contains(&word.to_lowercase().as_str()));
    let fix = || Fix::safe("Delete the repeated page", vec![replacement(label.start..finding.range.end, "")]);
    is_label.then(fix).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::examples::words_in_maximus;
    use super::*;

    #[test]
    fn every_page_once() {
        let twice = |pages: &str| {
            words_in_maximus(
                &RULE,
                &format!("Decision based on MTUS Chronic Pain Treatment Guidelines Muscle relaxants {pages}."),
            )
        };
        assert_eq!(twice("Page(s): 63-66, page 64"), ["64"]);
        assert_eq!(twice("Page(s): 63-66, pages 63-66"), ["63-66"]);
        assert_eq!(twice("Page(s): 63, 66, 63"), ["63"]);
        assert_eq!(twice("Page(s): 63-65, 66"), [""; 0]);
        assert_eq!(twice("Page(s): 63-66, 124"), [""; 0]);
    }

    #[test]
    fn two_citations_may_share_a_page() {
        let both = "Decision based on MTUS Chronic Pain Treatment Guidelines Opioids, criteria for use Page(s): 76-80 \
                    and Opioids for chronic pain Page(s): 80-82.";
        assert_eq!(words_in_maximus(&RULE, both), [""; 0]);
    }
}
