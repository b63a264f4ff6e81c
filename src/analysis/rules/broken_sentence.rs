//! A sentence that breaks off where another begins, or a word that stands twice.

use super::{Check, Reporter, Rule, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, removal};
use crate::layouts::FieldKind;
use crate::model::conclusion::quotations;
use crate::model::{Part, sentences, shifted};
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR508",
    name: "broken-sentence",
    summary: "A sentence breaks off where another begins, or a small word or a label stands twice.",
    why: "Text that was pasted into the middle of a sentence leaves it without its end, and perhaps without its sense. The injured \
          worker sees that nobody read the letter before it was sent.",
    bad: "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often the the tablets are taken. Therefore, the request is not medically
necessary.",
    good: sample::ITEM,
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Part(check),
    fixes: Some(fixes),
};

fn check(part: &Part, source: &Source<'_>, reporter: &mut Reporter) {
    for place in part.own_words() {
        let text = source.text(&place);
        let flaws: Vec<_> = FLAW.find_iter(&text).map(|flaw| flaw.range()).collect();
        // What is quoted stood so in a record.
        let quotations = if flaws.is_empty() { Vec::new() } else { quotations(&text, &sentences(&text)) };
        for flaw in flaws {
            let is_quoted = quotations.iter().any(|quotation| quotation.contains(&flaw.start));
            if is_quoted || text[flaw.end..].starts_with('-') || is_abbreviation(&text[flaw.clone()]) {
                continue;
            }
            let (range, message) = match repeated(&text[flaw.clone()]) {
                Some(second) => (
                    shifted(&second, flaw.start),
                    format!("“{}” stands twice. Take one out.", &text[flaw.clone()][second]),
                ),
                None => (
                    flaw,
                    "The sentence breaks off here, and another begins. Write its end, or take it out.".to_owned(),
                ),
            };
            reporter.report(shifted(&range, place.start), message);
        }
    }
    let fields = part.item().map_or(&[][..], |item| &item.fields);
    for field in fields.iter().filter(|field| field.kind == FieldKind::Rationale) {
        let label = source.text(&field.label);
        let Some(content) = field.written().filter(|content| source.text(content).starts_with(&label)) else {
            continue;
        };
        let second = content.start..content.start + label.len();
        reporter.report(second, format!("“{label}” stands twice. Take one out."));
    }
}

/// `the OR or the suite`
fn is_abbreviation(words: &str) -> bool {
    let capitals = words.split_whitespace().filter(|word| word.chars().all(char::is_uppercase));
    repeated(words).is_some() && capitals.count() == 1
}

/// The second of two words that are the same.
fn repeated(words: &str) -> Option<Range<usize>> {
    let (first, second) = (words.split_whitespace().next()?, words.split_whitespace().next_back()?);
    let is_same = first.eq_ignore_ascii_case(second) && words.len() > second.len();
    is_same.then(|| words.len() - second.len()..words.len())
}

/// Words that nobody writes twice on purpose.
const SMALL: [&str; 16] =
    ["an", "and", "are", "at", "be", "by", "for", "from", "has", "not", "of", "or", "the", "to", "was", "with"];

/// Where a small word that needs another behind it stands before one that only opens sentences, or twice.
static FLAW: LazyLock<Regex> = LazyLock::new(|| {
    let twice = SMALL.map(|word| format!(r"{word} \s+ {word}")).join(" | ");
    pattern(&format!(
        r"(?x) \b (?: [Aa] | [Aa]n | [Tt]he | by | for | from | of | to | with ) \s+
            (?: Accordingly | Additionally | Furthermore | Hence | There | Therefore | Thus | She ) \b
        | \b (?: a | an | of | the ) \s+ (?: However | He | No \s+ [a-z]+ ) \b
        | \b (?: a | an | the ) \s+ (?: These | This | Those ) \b
        | \b (?i: {twice} ) \b"
    ))
});

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let text = snapshot.text();
    let words = text.slice(finding.range.clone());
    let is_twice = !words.contains(char::is_whitespace) || words.ends_with(':');
    let fix = || Fix::offered(format!("Delete the second “{words}”"), vec![removal(text, &finding.range)]);
    is_twice.then(fix).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(rationale: &str) -> Vec<String> {
        let found = Example { rationale, ..Example::default() }.finds(&RULE);
        found.into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn sentences_that_break_off() {
        for (rationale, words) in [
            ("A trial, not a  Thus it is.", "a  Thus"),
            ("Urine drug screens of No aberrant behavior was seen.", "of No aberrant"),
            ("The report gives no reason beyond the The.", "The"),
            ("It was given for the\n\nthe neck.", "the"),
            ("It was given for the\u{a0}the neck.", "the"),
            ("Decision rationale: It is old.", "Decision rationale:"),
        ] {
            assert!(finds(rationale).contains(&words.to_owned()), "{rationale}: {:?}", finds(rationale));
        }
    }

    #[test]
    fn sentences_that_do_not() {
        for rationale in [
            "It was needed, and that that is so he had had to show.",
            "It was taken to the OR or the suite, and What the problem is is not clear. The pain he is in in the morning.",
            "A scale from No pain to worst pain, a study by He and colleagues, Hepatitis A However, and for for-life use.",
            "The note says “a  Thus”, and it is in item No. 2.",
            "THE PATIENT HAS A THERE-BAND, AND OF NO USE IS THE SCREEN.",
            "Vitamin A a day was taken by the patient as it is.",
            "There is no reason. Therefore it is old. With no aberrancy, he is well.",
            "The Official Disability Guidelines are cited by This Reviewer.",
        ] {
            assert_eq!(finds(rationale), [""; 0], "{rationale}");
        }
    }
}
