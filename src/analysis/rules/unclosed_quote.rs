//! A quotation mark in a citation that has no partner.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::cited::CitedItem;
use crate::analysis::finding::{Severity, Weight};

pub(super) static RULE: Rule = Rule {
    code: "IMR308",
    name: "unclosed-quote",
    summary: "A quotation mark in a citation has no partner.",
    weight: Weight::Fault(Severity::Information),
    check: Check::Citations(check),
};

const MARKS: [char; 4] = ['"', '“', '”', '„'];

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in item.own() {
        let start = cited.citation.span.start;
        let text = source.text(&(start..cited.end));
        let marks: Vec<(usize, &str)> = text.match_indices(MARKS).collect();
        if marks.len().is_multiple_of(2) {
            continue;
        }
        let opens = |mark: &&(usize, &str)| text[mark.0 + mark.1.len()..].starts_with(char::is_alphanumeric);
        if let Some((at, mark)) = marks.iter().rfind(opens).or(marks.last()) {
            let range = start + at..start + at + mark.len();
            reporter.report(
                range,
                "This quotation mark has no partner. Close the quotation or delete the mark.".to_owned(),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::words_in_maximus;
    use super::*;

    #[test]
    fn every_mark_has_a_partner() {
        let found = |topic: &str| {
            words_in_maximus(&RULE, &format!("Decision based on MTUS Chronic Pain Treatment Guidelines {topic}."))
        };
        assert_eq!(found("\"Muscle Relaxants (for pain) Page(s): 63"), ["\""]);
        assert_eq!(found("Muscle Relaxants (for pain)\" Page(s): 63"), ["\""]);
        assert_eq!(found("“Opioids, criteria for use Page(s): 78-80"), ["“"]);
        assert_eq!(found("“Opioids, criteria for use” Page(s): 78-80"), [""; 0]);
        assert_eq!(found("\"Opioids, criteria for use\" Page(s): 78-80"), [""; 0]);
        assert_eq!(found("Opioids, criteria for use Page(s): 78-80"), [""; 0]);
    }
}
