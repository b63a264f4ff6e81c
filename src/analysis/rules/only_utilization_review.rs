//! A review that rests on the decision under review alone.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::passage::Passage;
use crate::analysis::question::Question;
use crate::layouts::SectionKind;
use crate::model::{Part, PartKind, shifted};
use crate::text::pattern::{MONTH, pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

pub(super) static RULE: Rule = Rule {
    code: "IMR217",
    name: "only-utilization-review",
    summary: "Of the documents that were reviewed no record is named beside the utilization review decision.",
    why: "By 8 CCR 9792.10.6(b)(2) a determination must never rest solely on the utilization review decision. Where the list \
          of documents names nothing else of the case, it looks as if it did.",
    example: Sample {
        of: sample::LETTER_OF_2013,
        good: &[],
        bad: &[("Application for Independent Medical Review\n", ""), ("\nMedical Records from the Provider", "")],
    },
    weight: Weight::Gap(Severity::Warning),
    is_on: true,
    check: Check::Words(check),
    fixes: None,
};

fn check(part: &Part, passages: &[Arc<Passage>], source: &Source<'_>, reporter: &mut Reporter) {
    for passage in passages.iter().filter(|passage| passage.any(&MAY_BE_ALL)) {
        let sentences = passage.each_sentence();
        let mut found = sentences.filter_map(|(start, sentence)| Some(shifted(&said_to_be_all(sentence)?, start)));
        if let Some(place) = found.next() {
            reporter.report(shifted(&place, passage.start), MESSAGE.to_owned());
            return;
        }
    }
    check_list(part, source, reporter);
}

const MESSAGE: &str = "No record is named beside the utilization review decision. Add the records that were reviewed.";

/// Where a sentence says that nothing but the decision under review was there.
fn said_to_be_all(sentence: &str) -> Option<Range<usize>> {
    let said = ALL.find(sentence)?;
    let behind = NO_RECORD.replace_all(&sentence[said.end()..], " ");
    let names_more = BESIDE.is_match(&behind) && FILLER.replace_all(&behind, " ").contains(char::is_alphabetic);
    (!names_more).then(|| said.range())
}

static MAY_BE_ALL: Question = Question::new(|sentence| ALL.is_match(sentence));

/// What goes on with another document.
static BESIDE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s*,?\s*(?:and|as\s+well|along|plus|together|with)\b"));

/// `The only document reviewed was the utilization review determination.`
static ALL: LazyLock<Regex> = LazyLock::new(|| {
    const REVIEW: &str = r"(?: (?: the | an? | this ) \s+ )? (?: claims \s+ administrator ['’]s \s+ )? (?: utilization \s+ review | (?-i:UR) )
        (?: \s+ (?: decisions? | denials? | determinations? | letters? | notices? | reports? ) )+";
    const DOCUMENTS: &str =
        r"(?: document s? | documentation | information | item s? | material s? | record s? | report s? )";
    const THERE: &str = r"(?: available | considered | furnished | provided | received | reviewed | sent | submitted )";
    verbose(&format!(
        r"\b (?: only | sole ) \s+ (?: medical \s+ | clinical \s+ )? {DOCUMENTS} \b [^.;:,]{{0,60}} \b (?: consists? \s+ of | consisted \s+ of | is | are | was | were ) \s+ {REVIEW}
        | \b {REVIEW} (?: \s+ (?: dated | of | from ) \s+ [\d/]+ )? \s+ (?: is | was ) \s+ the \s+ (?: only | sole ) \s+ (?: medical \s+ )? {DOCUMENTS}
            (?: \s+ (?: that \s+ | which \s+ )? (?: is \s+ | was \s+ | has \s+ been \s+ )? {THERE} | \s+ (?: in | on ) \s+ (?: the \s+ )? file | \s* \. )
        | \b (?: only | nothing \s+ (?: but | other \s+ than | except ) ) \s+ {REVIEW} \s+ (?: has \s+ been | is | was ) \s+ {THERE}
        | \b only \s+ {REVIEW} \s+ (?: for \s+ (?: this \s+ )? review | at \s+ hand | on \s+ file ) \b
        | \b no \s+ (?: other \s+ )? (?: medical \s+ | clinical \s+ )? {DOCUMENTS} \s+ (?: (?: was | were | is | are | have \s+ been | has \s+ been ) \s+ {THERE} \s+ (?: for \s+ review \s+ )? )?
            (?: apart \s+ from | aside \s+ from | beside s? | except | other \s+ than ) \s+ {REVIEW}
        | \b {THERE} \s+ (?: and \s+ {THERE} \s+ )? (?: was | were ) \s+ (?: only | solely | nothing \s+ but ) \s+ {REVIEW}",
    ))
});

fn check_list(part: &Part, source: &Source<'_>, reporter: &mut Reporter) {
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
    reporter.report(content.start + first.start()..content.start + first.end(), MESSAGE.to_owned());
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
    verbose(&format!(
        r"\b (?: the | an? | of | by | from | on | and | dated | provided | received | sent | claims | administrator | employer | insurer
            | decisions? | denials? | determinations? | letters? | notices? | reports? | copy ) \b | \b {MONTH}",
    ))
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Snapshot, Stage};
    use crate::text::Text;

    fn found(documents: &str) -> Vec<String> {
        let text = RULE.example.bad().replace("Utilization Review Determination\n", documents);
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
    fn said_in_a_sentence() {
        for (sentence, is_all) in [
            ("The only document received and reviewed was the utilization review determination.", true),
            ("The UR decision was the only document available for this review.", true),
            ("No medical records were provided for review other than the UR denial letter.", true),
            ("Only the utilization review decision was provided.", true),
            ("The documents received were only the UR decision and the application for IMR.", true),
            ("Reviewed was nothing but the UR determination.", true),
            ("I had only the UR determination for review.", true),
            ("The only documents received were the UR determination and the progress notes.", false),
            ("The UR decision was not the only document that was reviewed.", false),
            ("The only record that cites it is the UR physician's.", false),
            ("The UR determination was the only document that cites ACOEM.", false),
            ("UR held that the only document submitted was the RFA.", false),
        ] {
            assert_eq!(said_to_be_all(sentence).is_some(), is_all, "{sentence}");
        }
        let told = "The UR decision was the only document available for this review.";
        let text = RULE.example.good().replace("The injured worker fell", &format!("{told} The injured worker fell"));
        let findings = Snapshot::new(Text::from(text.as_str())).findings(Stage::Final, None).list;
        assert_eq!(findings.iter().filter(|finding| finding.rule == &RULE).count(), 1);
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
