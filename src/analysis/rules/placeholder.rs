//! What was to be filled in, and was not.

mod on_front;

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::passage::Passage;
use crate::analysis::question::Question;
use crate::layouts::{FieldKind, SectionKind};
use crate::model::conclusion::quotations;
use crate::model::remnants::{has_mark, remnants};
use crate::model::{Part, PartKind, sentences, shifted};
use crate::text::pattern::pattern;
use on_front::labels_without_day;
use regex::Regex;
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

pub(super) static RULE: Rule = Rule {
    code: "IMR501",
    name: "placeholder",
    summary: "Something that was to be filled in still stands in the text.",
    why: "A letter with `[insert findings]` or `XXX` in it tells the injured worker that nobody read it before it was sent, \
          and the fact that belongs there is missing.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[("poor sleep. It does not say\nhow", "[insert findings]. It does\nnot say how")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Words(check),
    fixes: None,
};

fn check(part: &Part, passages: &[Arc<Passage>], source: &Source<'_>, reporter: &mut Reporter) {
    let guideline_lines = part.fields().iter().filter(|field| field.kind != FieldKind::Rationale);
    let passages = passages.iter().filter(|passage| passage.any(&MAY_HOLD_REMNANT));
    let own_words = passages.map(|passage| (passage.start, Cow::Borrowed(passage.text.as_str())));
    let cited =
        guideline_lines.filter_map(|field| field.written()).map(|place| (place.start, Cow::Owned(source.text(place))));
    for (start, text) in own_words.chain(cited) {
        let remnants = remnants(&text);
        // What is quoted stood so in a record.
        let quotations = if remnants.is_empty() { Vec::new() } else { quotations(&text, &sentences(&text)) };
        for found in remnants {
            let is_quoted = quotations.iter().any(|quotation| quotation.contains(&found.start));
            if is_quoted || stands_for_credentials(part, &text[found.clone()]) {
                continue;
            }
            let range = shifted(&found, start);
            let words = source.quote(&range);
            reporter.report(range, format!("“{words}” was to be filled in. Write what belongs there, or take it out."));
        }
    }
    for label in labels_without_day(part, source) {
        let words = source.quote(&label);
        reporter.report(label, format!("The day behind “{words}” is missing. Write it, or take the row out."));
    }
    for field in part.fields().iter().filter(|field| field.kind == FieldKind::Rationale) {
        let Some(content) = field.written() else { continue };
        let start = source.text(&(content.start..content.end.min(content.start + LONGEST_MARK)));
        if let Some(mark) = ECHO_MARK.find(&start) {
            let message = "“Q--” stands before the request in the worksheet. Take it out of the letter.".to_owned();
            reporter.inform(shifted(&mark.range(), content.start), message);
        }
    }
}

/// Whether a blank waits for the reviewer's credentials: that these are missing is told already.
fn stands_for_credentials(part: &Part, mark: &str) -> bool {
    let PartKind::Section(section) = &part.kind else { return false };
    let is_complete = section.credentials.specialty && section.credentials.states;
    section.kind == SectionKind::HowMade && !is_complete && mark.starts_with('_')
}

/// Enough for `Q` and its dashes.
const LONGEST_MARK: usize = 12;

static MAY_HOLD_REMNANT: Question = Question::new(has_mark);

static ECHO_MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^Q\s*[-–—]{1,3}"));
