//! Pages that are labelled otherwise than letters do.

use super::page_at;
use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::cited::CitedItem;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, replacement};
use crate::model::citation::{self, Citation};
use crate::model::shifted;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR306",
    name: "non-canonical-form",
    summary: "A citation gives its pages in an unusual form.",
    why: "Most published determinations give pages in the same form. Pages in another form are easily overlooked, by \
          people and by whatever collects citations.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[("Guidelines\nBenzodiazepines Page(s):", "Guidelines\nBenzodiazepines page")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Forms(check),
    fixes: Some(fixes),
};

const LABEL: &str = "Page(s):";
/// What an unreadable glyph becomes.
const LOST_GLYPHS: [char; 2] = ['?', '\u{fffd}'];

fn check(item: &CitedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for cited in item.own().filter(|cited| cited.citation.source == citation::Source::Mtus) {
        if let Some(label) = Label::of(cited.citation, source).filter(|label| !label.is_usual()) {
            let place = label.place();
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

/// What stands between the words of a citation and its pages.
struct Label {
    /// All of it.
    range: Range<usize>,
    text: String,
    /// Where, in the text, the quotation mark or bracket ends that belongs to the words before it.
    start: usize,
}

impl Label {
    fn of(citation: &Citation, source: &Source<'_>) -> Option<Label> {
        let first = citation.pages.first()?.span.start;
        let words = [&citation.guideline, &citation.chapter, &citation.topic, &citation.section];
        let end = words.into_iter().flatten().map(|words| words.end).filter(|end| *end <= first).max()?;
        let text = source.text(&(end..first));
        let start =
            text.len() - text.trim_start_matches(|char: char| char.is_whitespace() || "\"”’')".contains(char)).len();
        Some(Label { range: end..first, text, start })
    }

    fn is_usual(&self) -> bool {
        is_label(&self.text[self.start..])
    }

    /// What of it is unusual. Where the label is unusual itself, what stands before it hardly matters.
    fn place(&self) -> Range<usize> {
        let unusual = &self.text[self.start..];
        let place = if is_label(self.words()) { unusual } else { self.words() };
        let start = self.range.end - place.len();
        start..start + place.trim_end().len()
    }

    fn words(&self) -> &str {
        self.text[self.start..].trim_start_matches(|char: char| !char.is_alphabetic())
    }

    /// All of it but the white space before and what belongs to the words.
    fn with_marks(&self) -> Range<usize> {
        self.range.start + self.text[..self.start].trim_end().len()..self.range.end
    }

    /// The usual label with the white space of this one; `None` if it holds more than a label.
    fn usual(&self) -> Option<String> {
        let letters: String = self.words().chars().filter(|char| char.is_alphanumeric()).collect();
        let is_known = ["p", "pg", "pp", "pgs", "page", "pages"].contains(&letters.to_lowercase().as_str());
        let or_one = |space: &str| if space.is_empty() { " ".to_owned() } else { space.to_owned() };
        let before = &self.text[self.text[..self.start].trim_end().len()..self.start];
        let behind = &self.text[self.text.trim_end().len()..];
        is_known.then(|| format!("{}{LABEL}{}", or_one(before), or_one(behind)))
    }
}

fn is_label(words: &str) -> bool {
    words.split_whitespace().collect::<String>() == LABEL
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    if let Some((_, page)) = page_at(snapshot, finding) {
        // What was lost may have been a comma just as well.
        let pages = page.pages().to_string();
        return vec![Fix::offered(
            format!("Change the pages to {pages}"),
            vec![replacement(finding.range.clone(), pages)],
        )];
    }
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let citations = item.fields.iter().flat_map(|field| &field.citations);
    let source = snapshot.source(offset);
    let labels = citations.filter_map(|citation| Label::of(citation, &source));
    let label =
        labels.into_iter().find(|label| label.place() == (finding.range.start - offset..finding.range.end - offset));
    let fix = |label: Label| {
        let edit = replacement(shifted(&label.with_marks(), offset), label.usual()?);
        Some(Fix::safe(format!("Write “{LABEL}”"), vec![edit]))
    };
    label.and_then(fix).into_iter().collect()
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
