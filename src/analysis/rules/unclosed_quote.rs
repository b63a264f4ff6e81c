//! A quotation mark in a citation that has no partner.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::cited::CitedItem;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, insertion, replacement};
use crate::model::shifted;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR308",
    name: "unclosed-quote",
    summary: "A quotation mark in a citation has no partner.",
    why: "A quotation mark without a partner leaves open which words are those of the guideline and which are the \
          reviewer's.",
    example: Sample {
        of: sample::ITEM,
        good: &[("Guidelines\nBenzodiazepines", "Guidelines\n“Benzodiazepines”")],
        bad: &[("Guidelines\n“Benzodiazepines”", "Guidelines\n“Benzodiazepines")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Forms(check),
    fixes: Some(fixes),
};

const MARKS: [char; 4] = ['"', '“', '”', '„'];

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in item.own() {
        let start = cited.citation.span.start;
        let text = source.text(&(start..cited.end));
        // Behind a digit the mark stands for inches.
        let is_inch = |at: usize| text[..at].ends_with(|char: char| char.is_ascii_digit());
        let marks: Vec<(usize, &str)> = text.match_indices(MARKS).filter(|(at, _)| !is_inch(*at)).collect();
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

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    // Among several marks another one may be the mistaken one.
    let mend = if is_alone(snapshot, finding) { Fix::safe } else { Fix::offered };
    let delete = mend("Delete the quotation mark".to_owned(), vec![replacement(finding.range.clone(), "")]);
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return vec![delete] };
    let topics = item.fields.iter().flat_map(|field| &field.citations).filter_map(|citation| citation.topic.as_ref());
    let quoted = topics.map(|topic| shifted(topic, offset)).find(|topic| topic.start == finding.range.end);
    let partner = match &*snapshot.text().slice(finding.range.clone()) {
        "“" | "„" => "”",
        _ => "\"",
    };
    let close = quoted.map(|topic| {
        let title = "Close the quotation behind the topic".to_owned();
        mend(title, vec![insertion(topic.end, partner)]).preferred_if(false)
    });
    [delete].into_iter().chain(close).collect()
}

/// Whether the citation holds no other quotation mark.
fn is_alone(snapshot: &Snapshot, finding: &Finding) -> bool {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return false };
    let at = finding.range.start - offset;
    let holds = |range: &Range<usize>| range.start <= at && at < range.end;
    let lines =
        item.fields.iter().filter_map(|field| Some((field, field.content.as_ref().filter(|line| holds(line))?)));
    let citations = lines.flat_map(|(field, line)| {
        let starts = field.citations.iter().map(|citation| citation.span.start);
        let ends = starts.clone().skip(1).chain([line.end]);
        starts.zip(ends).map(|(start, end)| start..end)
    });
    let text = |citation| snapshot.text().slice(shifted(&citation, offset));
    citations.filter(holds).all(|citation| text(citation).matches(MARKS).count() == 1)
}

#[cfg(test)]
mod tests {
    use super::super::examples::words_in_maximus;
    use super::*;

    #[test]
    fn inches_are_no_quotation() {
        let cited = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Knee, 4\" foam wedge.";
        assert_eq!(words_in_maximus(&RULE, cited), [""; 0]);
    }

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
