//! A review that rests on the decision under review alone.

use super::{Check, Reporter, Rule, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::SectionKind;
use crate::model::{Part, PartKind};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR217",
    name: "only-utilization-review",
    summary: "Of the documents that were reviewed no record is named beside the utilization review decision.",
    why: "By 8 CCR 9792.10.6(b)(2) a determination must never rest solely on the utilization review decision. Where the list \
          of documents names nothing else of the case, it looks as if it did.",
    bad: "\
MAXIMUS FEDERAL SERVICES, INC.
UR Denial Date: 10/2/2013

HOW THE IMR FINAL DETERMINATION WAS MADE
The expert reviewer is Board Certified in Family Practice and is licensed to
practice in California.

DOCUMENTS REVIEWED
Utilization Review Determination

CLINICAL CASE SUMMARY
The injured worker fell from a ladder and has slept badly since. The provider
requested Valium.

IMR DECISION(S) AND RATIONALE(S)

1. Valium 5mg #8 is not medically necessary and appropriate.

The Claims Administrator based its decision on the Chronic Pain Medical
Treatment Guidelines, Benzodiazepines, page 24, which is a part of the MTUS.

The Physician Reviewer based his/her decision on the Chronic Pain Medical
Treatment Guidelines, Benzodiazepines, page 24, which is a part of the MTUS.

The Physician Reviewer's decision rationale: The chart describes a fall and
poor sleep. It does not say how often a tablet is taken. The request for Valium
5mg #8 is not medically necessary and appropriate.",
    good: sample::LETTER_OF_2013,
    weight: Weight::Gap(Severity::Warning),
    is_on: true,
    check: Check::Part(check),
    fixes: None,
};

fn check(part: &Part, source: &Source<'_>, reporter: &mut Reporter) {
    let content = match &part.kind {
        PartKind::Section(section) if section.kind == SectionKind::Documents => section.written().cloned(),
        PartKind::Front => list_on_cover(part, source),
        _ => None,
    };
    let Some(content) = content.filter(|content| content.len() <= LONGEST) else { return };
    let text = source.text(&content);
    // What announces the list may name utilization review, too.
    let list = text.rfind(':').map_or(0, |colon| colon + 1);
    let Some(first) = REVIEW.find_at(&text, list) else { return };
    let others = NO_RECORD.replace_all(&text[list..], " ");
    if FILLER.replace_all(&REVIEW.replace_all(&others, " "), " ").contains(char::is_alphabetic) {
        return;
    }
    let message = "No record is named beside the utilization review decision. Add the records that were reviewed.";
    reporter.report(content.start + first.start()..content.start + first.end(), message.to_owned());
}

/// The list of documents that ends a private cover page.
fn list_on_cover(part: &Part, source: &Source<'_>) -> Option<Range<usize>> {
    let front = source.text(&(0..part.text_end));
    let heading = LIST_ON_COVER.find(&front)?;
    Some(heading.end()..part.text_end)
}

static LIST_ON_COVER: LazyLock<Regex> = LazyLock::new(|| verbose(r"(?m) ^ \s* documents \s+ reviewed \s* :? \s*? $"));

/// A longer list names more than one document.
const LONGEST: usize = 1000;

/// The decision of utilization review.
static REVIEW: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: utilization \s+ review | UR ) \b (?: \s* \( UR \) )?
          (?: \s+ (?: decisions? | denials? | determinations? | letters? | notices? | reports? ) (?: \s* \( s \) )? \b )*",
    )
});

/// What tells nothing of the case: the application for the review, and the guidelines.
static NO_RECORD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: (?: application s? | requests? ) \s+ (?: for | of ) \s+ (?: (?: an? | the ) \s+ )? (?: independent \s+ medical \s+ reviews? | IMR )
            | IMR \s+ application | independent \s+ medical \s+ review \s+ application
            | (?: CA | California ) \s+ MTUS | MTUS (?: \s+ guidelines? )? | medical \s+ treatment \s+ utilization \s+ schedule ) \b
          (?: \s* \( \s* (?: IMR | MTUS ) \s* \) )? (?: \s+ form \b )?",
    )
});

/// Words that name no other document: what the decision is said to be, whose it is and of what day.
static FILLER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: the | an? | of | by | from | on | and | dated | provided | received | sent | claims | administrator | employer | insurer
            | decisions? | denials? | determinations? | letters? | notices? | reports? | copy
            | jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)? | sept?(?:ember)?
            | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Snapshot, Stage};
    use crate::text::Text;

    fn found(documents: &str) -> Vec<String> {
        let text = RULE.bad.replace("Utilization Review Determination\n", documents);
        let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
        findings
            .into_iter()
            .filter(|finding| finding.rule == &RULE)
            .map(|finding| text[finding.range].to_owned())
            .collect()
    }

    #[test]
    fn a_decision_by_any_name() {
        for (documents, words) in [
            ("The utilization review decision of 10/2/2013.", "utilization review decision"),
            ("1. UR denial letter dated October 2, 2013", "UR denial letter"),
            ("Utilization Review \n\nDetermination from Claims Administrator", "Utilization Review \n\nDetermination"),
            ("These documents included:\nUtilization Review", "Utilization Review"),
            (
                "Application for Independent Medical Review\nUtilization Review Determination",
                "Utilization Review Determination",
            ),
            ("The utilization review decision and the MTUS", "utilization review decision"),
            (
                "IMR application received 10/9/2013\nUR determination dated 10/2/2013\nMedical Treatment Utilization Schedule (MTUS)",
                "UR determination",
            ),
        ] {
            assert_eq!(found(documents), [words], "{documents}");
        }
    }

    #[test]
    fn other_documents_beside_it() {
        for documents in [
            "Utilization Review Determination\nMedical Records",
            "Application for Independent Medical Review\nUtilization Review Determination\nMedical Records",
            "Application for Independent Medical Review",
            "UR determination\nRequest for Authorization",
            "UR determination\nMRI, lumbar spine",
            "Records of the utilization review physician",
            "Progress notes",
            "See attached",
        ] {
            assert_eq!(found(documents), [""; 0], "{documents}");
        }
    }
}
