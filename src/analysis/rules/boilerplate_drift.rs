//! Fixed wording that is nearly, but not quite, that of the layout.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, replacement};
use crate::layouts::SectionKind;
use crate::layouts::wording::{self, FixedSentence};
use crate::model::{Part, PartKind, sentences, shifted};
use crate::text::spaces::one_line;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR503",
    name: "boilerplate-drift",
    summary: "The fixed wording of a section is nearly, but not quite, that of such letters.",
    why: "The fixed wording tells the parties what the law asks of every review: no affiliation, active practice, the \
          standards that apply. A word that changed on the way from letter to letter may change what is vouched for.",
    example: Sample {
        of: sample::LETTER,
        good: &[(
            "WAS MADE",
            "WAS MADE

MAXIMUS Federal Services sent the complete case file to an expert reviewer.
He/she has no affiliation with the employer, employee, providers or the claims
administrator.",
        )],
        bad: &[("employee, providers", "employee, provider")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Part(check),
    fixes: Some(fixes),
};

/// Words that stand in the place of others.
struct Drift {
    range: Range<usize>,
    /// The words of the layout.
    fixed: String,
}

/// A word and its place.
struct Word {
    range: Range<usize>,
    /// The word as it counts: without marks, in lower case.
    plain: String,
}

fn check(part: &Part, source: &Source<'_>, reporter: &mut Reporter) {
    for Drift { range, fixed } in drifts(part, source) {
        let words = source.quote(&range);
        let fixed = one_line(&fixed);
        reporter.report(range, format!("The fixed wording of such letters has “{fixed}” here, not “{words}”."));
    }
}

fn drifts(part: &Part, source: &Source<'_>) -> Vec<Drift> {
    let PartKind::Section(section) = &part.kind else { return Vec::new() };
    let fixed = wording::fixed_sentences(source.layout, section.kind);
    if fixed.is_empty() {
        return Vec::new();
    }
    let start = section.heading.as_ref().map_or(0, |heading| heading.end);
    let text = source.text(&(start..part.text_end.max(start).min(start + LONGEST)));
    let mut absent: Vec<&FixedSentence> = fixed.iter().collect();
    let mut others = written(section.kind, &text);
    others.retain(|range| {
        let said = wording::letters_of(&text[range.clone()]);
        let is_fixed = absent.iter().any(|fixed| fixed.letters == said);
        absent.retain(|fixed| fixed.letters != said);
        !is_fixed
    });
    let least = if section.kind == SectionKind::HowMade { LEAST_ALIKE } else { LEAST_ALIKE_LEAD_IN };
    let drifted =
        absent.iter().filter_map(|fixed| others.iter().find_map(|range| drift(&fixed.words, least, &text, range)));
    drifted.map(|drift| Drift { range: shifted(&drift.range, start), ..drift }).collect()
}

/// The sentences in which fixed wording may stand: all of the section that tells how the determination was made, of others
/// the first one.
fn written(section: SectionKind, text: &str) -> Vec<Range<usize>> {
    let mut sentences = sentences(text);
    if section != SectionKind::HowMade {
        sentences.truncate(1);
        for first in &mut sentences {
            first.end = text[first.clone()].find(':').map_or(first.end, |colon| first.start + colon + 1);
        }
    }
    sentences
}

/// No section's fixed wording is longer.
const LONGEST: usize = 4000;

/// Where a sentence reads nearly as fixed wording does, the words that are not the same.
fn drift(fixed: &str, least: usize, text: &str, range: &Range<usize>) -> Option<Drift> {
    let (wanted, given) = (words(fixed), words(&text[range.clone()]));
    if shared(&wanted, &given) * 2 * 100 < (wanted.len() + given.len()) * least {
        return None;
    }
    let is_same = |(wanted, given): &(&Word, &Word)| wanted.plain == given.plain;
    let mut start = wanted.iter().zip(&given).take_while(is_same).count();
    let shorter = wanted.len().min(given.len());
    let mut end = wanted.iter().rev().zip(given.iter().rev()).take(shorter - start).take_while(is_same).count();
    // What is missing, or too much, shows together with the word beside it.
    if start + end == shorter {
        match start {
            0 => end = end.saturating_sub(1),
            _ => start -= 1,
        }
    }
    let place = |words: &[Word]| {
        let words = words.get(start..words.len() - end)?;
        Some(words.first()?.range.start..words.last()?.range.end)
    };
    Some(Drift { range: shifted(&place(&given)?, range.start), fixed: fixed[place(&wanted)?].to_owned() })
}

/// Of a hundred words so many must be the same for a sentence to be meant as fixed wording.
const LEAST_ALIKE: usize = 75;
/// The same where a section opens: nothing else begins like its lead-in.
const LEAST_ALIKE_LEAD_IN: usize = 60;

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split_whitespace() {
        let kept = word.trim_matches([',', '.', ':', ';']);
        let start = text[at..].find(kept).map_or(at, |found| at + found);
        at = start + kept.len();
        if !kept.is_empty() {
            words.push(Word { range: start..at, plain: wording::letters_of(kept) });
        }
    }
    words
}

/// How many words two sentences share, in the same order.
fn shared(one: &[Word], other: &[Word]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for word in one {
        let mut diagonal = 0;
        for (at, counterpart) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word.plain == counterpart.plain { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[other.len()]
}

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some(found) = snapshot.letter().parts().find(|sum| sum.bytes > finding.range.start) else { return Vec::new() };
    let offset = found.before.bytes;
    let drifts = drifts(found.element, &snapshot.source(offset)).into_iter();
    let fix = |drift: Drift| {
        let title = format!("Write “{}”", drift.fixed);
        Fix::offered(title, vec![replacement(finding.range.clone(), drift.fixed)]).preferred_if(true)
    };
    drifts.filter(|drift| shifted(&drift.range, offset) == finding.range).map(fix).collect()
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;
    use crate::analysis::Stage;
    use crate::text::Text;

    const NO_AFFILIATION: &str =
        "He/she has no affiliation with the employer, employee, providers or the claims\nadministrator.";

    /// The words that differ if this stands in the place of a fixed sentence, and what mends them.
    fn found(sentence: &str) -> Vec<(String, String)> {
        let text = RULE.example.good().replace(NO_AFFILIATION, sentence);
        assert!(sentence == NO_AFFILIATION || text != RULE.example.good());
        let snapshot = Snapshot::new(Text::from(text.as_str()));
        let findings = snapshot.findings(Stage::Final, None).list.into_iter().filter(|finding| finding.rule == &RULE);
        findings
            .map(|finding| {
                (text[finding.range.clone()].to_owned(), snapshot.fixes(&finding)[0].edits[0].insert.clone())
            })
            .collect()
    }

    #[test]
    fn what_differs_is_shown() {
        for (sentence, words, fixed) in [
            ("employer, employee, provider or the claims administrator", "provider", "providers"),
            ("employer, providers or the claims administrator", "employer", "employer, employee"),
            ("employer, employee, providers, insurer or the claims administrator", "providers, insurer", "providers"),
            (
                "employer, the employee, providers, or the administrator",
                "the employee, providers, or the",
                "employee, providers or the claims",
            ),
        ] {
            let sentence = format!("He/she has no affiliation with the {sentence}.");
            assert_eq!(found(&sentence), [(words.to_owned(), fixed.to_owned())]);
        }
    }

    #[test]
    fn lead_ins_may_be_garbled_more() {
        let said_of = |lead_in: &str| {
            let heading = "IMR ISSUES, DECISIONS AND RATIONALES\n";
            let text = RULE.example.good().replace(heading, &format!("{heading}\n{lead_in}\n"));
            found_by(&RULE, &text).len()
        };
        for garbled in [
            "The Final Determination was based for on the disputed the items below\nset:",
            "The Final Determination based on decisions of the items/services in dispute set forth below:",
        ] {
            assert_eq!(said_of(garbled), 1, "{garbled}");
        }
        for sound in [
            "The Final Determination was based on decisions for the disputed items/services set forth below:",
            "The final determination is told below for each of the items.",
            "The decision for each item is below.",
        ] {
            assert_eq!(said_of(sound), 0, "{sound}");
        }
    }

    #[test]
    fn white_space_and_case_are_no_drift() {
        for sentence in [
            NO_AFFILIATION,
            "HE/SHE HAS NO AFFILIATION WITH THE EMPLOYER, EMPLOYEE, PROVIDERS OR THE CLAIMS ADMINISTRATOR.",
            "He/she has noaffiliation with the employer, employee, providers, or \n\nthe claims administrator.",
            "He/she was chosen for the case.",
            "",
        ] {
            assert!(found(sentence).is_empty(), "{sentence}");
        }
    }
}
