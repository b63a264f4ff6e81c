//! A disputed item without a decision.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::deciding;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, replacement};
use crate::layouts::decision::{self, Verdict};
use crate::layouts::request;
use crate::model::{DecidedIn, Item};

pub(super) static RULE: Rule = Rule {
    code: "IMR201",
    name: "undecided-item",
    summary: "A disputed item has no decision.",
    why: "Labor Code 4610.6(c) has the reviewer decide by the specific needs of the employee and by the standards of \
          necessity. An item without Upheld or Overturned behind its request leaves the parties without that decision.",
    example: Sample { of: sample::ITEM, good: &[], bad: &[("#8:  Upheld", "#8:")] },
    weight: Weight::Gap(Severity::Error),
    is_on: true,
    check: Check::Item(check),
    fixes: Some(fixes),
};

fn check(item: &Item, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(heading) = item.heading.as_ref().filter(|heading| heading.verdict == Verdict::Undecided) else { return };
    if heading.request.is_empty() || heading.decided_in == DecidedIn::Conclusion {
        return;
    }
    if heading.decided_in == DecidedIn::Sentence {
        let requested = source.quote(&heading.request);
        let message =
            format!("“{requested}” has no decision yet. Say whether it is medically necessary and appropriate.");
        return reporter.report(heading.request.clone(), message);
    }
    let place = if heading.words.is_empty() { &heading.request } else { &heading.words };
    let requested = source.quote(&heading.request);
    let last_word = requested.rsplit(' ').next().unwrap_or("");
    let talks = requested.rsplit_once(':').is_some_and(|(_, tail)| !request::names_dose_or_quantity(tail));
    let message = match decision::read(last_word).and_then(|(verdict, _)| verdict.word()) {
        Some(word) if !heading.has_colon && talks => {
            format!("Write only “{word}” behind the colon: with other words there this item has no decision.")
        }
        Some(word) if !heading.has_colon => {
            format!("Put a colon before “{word}”: without it this item has no decision.")
        }
        _ => format!("“{requested}” has no decision yet. Write Upheld or Overturned behind a colon."),
    };
    reporter.report(place.clone(), message);
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let heading = item.heading.as_ref().filter(|heading| heading.decided_in == DecidedIn::Word);
    let Some(heading) = heading else { return Vec::new() };
    let request = snapshot.source(offset).text(&heading.request);
    let Some((requested, word)) = unparted_decision(&request).filter(|_| !heading.has_colon) else {
        return deciding::both(snapshot, offset, item);
    };
    let start = offset + heading.request.start;
    let edit = replacement(
        start + requested.len()..start + request.len() - word.len(),
        format!(":{}", deciding::gap(snapshot)),
    );
    vec![Fix::offered(format!("Put a colon before “{word}”"), vec![edit]).preferred_if(true)]
}

/// A request with a decision behind it that no colon parts from it.
fn unparted_decision(request: &str) -> Option<(&str, &str)> {
    let (requested, word) = request.rsplit_once(char::is_whitespace)?;
    decision::read(word).and_then(|(verdict, _)| verdict.word())?;
    Some((requested.trim_end_matches(|char: char| char.is_whitespace() || matches!(char, '-' | '–' | '—')), word))
}
