//! Pages that no document can have.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::cited::CitedItem;
use crate::analysis::finding::{Severity, Weight};

pub(super) static RULE: Rule = Rule {
    code: "IMR305",
    name: "impossible-pages",
    summary: "A citation gives pages that cannot be.",
    weight: Weight::Fault(Severity::Warning),
    check: Check::Citations(check),
};

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in &item.citations {
        for page in &cited.citation.pages {
            let words = source.quote(&page.span);
            let message = if page.first == 0 || page.last == 0 {
                format!("There is no page 0. Check the pages “{words}”.")
            } else if page.last < page.first {
                format!("The pages “{words}” run backwards. Did you mean {}-{}?", page.last, page.first)
            } else {
                continue;
            };
            reporter.report_cited(cited, page.span.clone(), message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::{Example, in_maximus};
    use super::*;

    #[test]
    fn pages_run_forwards_from_one() {
        let cites = |pages: &str| format!("Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): {pages}.");
        let warned = |words: &str| vec![(Severity::Warning, words.to_owned())];
        assert_eq!(in_maximus(&RULE, &cites("80-78")), warned("80-78"));
        assert_eq!(in_maximus(&RULE, &cites("24, 0")), warned("0"));
        for pages in ["78-80", "24", "303-5", "76-80, 124", "63-66 & 124"] {
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
