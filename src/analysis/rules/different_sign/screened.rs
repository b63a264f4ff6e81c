//! Drugs that a screen detected by a rationale, where the summary names others.

use super::super::{Reporter, Source};
use crate::analysis::of_case::is_of_case;
use crate::analysis::question::Question;
use crate::analysis::whole::{Rationale, Whole};
use crate::model::{shifted, statement_at};
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    for Rationale { narrative: rationale, .. } in whole.rationales() {
        for (start, sentence) in rationale.prose.sentences_with(&MAY_DETECT) {
            for drug in DETECTED.captures_iter(sentence).filter_map(|found| found.name("drug")) {
                let is_told = summary.prose.has_word(&drug.as_str().to_lowercase());
                if is_told || !is_of_case(&sentence[statement_at(sentence, &drug.range())]) {
                    continue;
                }
                let mut known = summary.prose.sentences_with(&MAY_DETECT).filter_map(|(start, sentence)| {
                    Some(shifted(&DETECTED.captures(sentence)?.name("drug")?.range(), start))
                });
                let Some(known) = known.next() else { continue };
                let (place, known) = (rationale.place(&shifted(&drug.range(), start)), summary.place(&known));
                let (words, other) = (source.quote(&place), source.quote(&known));
                let message = format!("“{words}”, but by the case summary it was “{other}”. Check which is right.");
                reporter.report_with(place, message, known, "It is told here as well.".to_owned());
            }
        }
    }
}

static MAY_DETECT: Question = Question::new(|sentence| DETECTED.is_match(sentence));

/// A drug that nobody prescribed, or that a screen was positive for.
static DETECTED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: un-?prescribed | non-?prescribed | undisclosed | illicit | (?: screen | UDS | UDT | test ) (?: \s+ (?: is | was ) )? \s+ positive \s+ for ) \s+
            (?<drug> alcohol | alprazolam | amphetamine | cocaine | codeine | diazepam | fentanyl | heroin | hydrocodone | lorazepam | marijuana | methadone | methamphetamine
              | morphine | oxycodone | oxymorphone | THC | tramadol ) \b",
    )
});
