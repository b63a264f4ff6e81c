//! Pages that are labelled otherwise than letters do.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::cited::CitedItem;
use crate::analysis::finding::{Severity, Weight};
use crate::model::citation::{self, Citation};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR306",
    name: "non-canonical-form",
    summary: "A citation gives its pages in an unusual form.",
    weight: Weight::Fault(Severity::Information),
    check: Check::Citations(check),
};

const LABEL: &str = "Page(s):";
/// What an unreadable glyph becomes.
const LOST_GLYPHS: [char; 2] = ['?', '\u{fffd}'];

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in item.own().filter(|cited| cited.citation.source == citation::Source::Mtus) {
        if let Some(place) = unusual_label(cited.citation, source) {
            let words = source.quote(&place);
            let message = format!("“{words}” is an unusual way to give pages. Letters write “{LABEL}”.");
            reporter.report(place, message);
        }
        for page in cited.citation.pages.iter().filter(|page| source.text(&page.span).contains(LOST_GLYPHS)) {
            let words = source.quote(&page.span);
            let message = format!(
                "A character between the pages “{words}” has been lost. Letters write {}-{}.",
                page.first, page.last
            );
            reporter.report(page.span.clone(), message);
        }
    }
}

/// What stands between the words of a citation and its pages, if that is not the label alone.
fn unusual_label(citation: &Citation, source: &Source<'_>) -> Option<Range<usize>> {
    let first = citation.pages.first()?.span.start;
    let words = [&citation.guideline, &citation.chapter, &citation.topic, &citation.section];
    let end = words.into_iter().flatten().map(|words| words.end).filter(|end| *end <= first).max()?;
    let between = source.text(&(end..first));
    // A quotation mark or bracket belongs to the words before it.
    let unusual = between.trim_start_matches(|char: char| char.is_whitespace() || "\"”’')".contains(char));
    let is_label = |words: &str| words.split_whitespace().collect::<String>() == LABEL;
    if is_label(unusual) {
        return None;
    }
    // Where the label is unusual itself, what stands before it hardly matters.
    let label = unusual.trim_start_matches(|char: char| !char.is_alphabetic());
    let place = if is_label(label) { unusual } else { label };
    let start = first - place.len();
    Some(start..start + place.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::super::examples::words_in_maximus;
    use super::*;

    #[test]
    fn unusual_labels() {
        for (cited, words) in [
            ("Chronic Pain Treatment Guidelines Benzodiazepines page 24.", "page"),
            ("Chronic Pain Treatment Guidelines Benzodiazepines, pg. 24.", "pg."),
            ("Chronic Pain Treatment Guidelines Clinical \n\nTopics; Page(s): 1.", "; Page(s):"),
            ("Chronic Pain Treatment Guidelines Benzodiazepines ? Page(s): 24.", "? Page(s):"),
            ("Chronic Pain Treatment Guidelines Page(s) 24.", "Page(s)"),
            ("ACOEM Chapter 8 Neck and Upper Back Complaints, pages 174-175.", "pages"),
            ("Chronic Pain Treatment Guidelines Muscle relaxants Page(s): 63?66.", "63?66"),
        ] {
            assert_eq!(words_in_maximus(&RULE, &format!("Decision based on MTUS {cited}")), [words], "{cited}");
        }
    }

    #[test]
    fn the_usual_label() {
        for cited in [
            "MTUS Chronic Pain Treatment Guidelines Benzodiazepines Page(s): 24.",
            "MTUS Chronic Pain Treatment Guidelines Benzodiazepines Page(s): \n\n24.",
            "MTUS Chronic Pain Treatment Guidelines \"Opioids, criteria for use\" Page(s): 78-80.",
            "MTUS Chronic Pain Treatment Guidelines Muscle Relaxants (for pain) Page(s): 63–66, 124.",
            "MTUS ACOEM Chapter 8 Neck and Upper Back Complaints Page(s): 174-175.",
            "MTUS Acupuncture Treatment Guidelines.",
            "Non-MTUS Citation Official Disability Guidelines (ODG) Pain Chapter; page 24.",
        ] {
            assert_eq!(words_in_maximus(&RULE, &format!("Decision based on {cited}")), [""; 0], "{cited}");
        }
    }
}
