//! What was to be filled in, and was not.

use super::{Check, Reporter, Rule, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::FieldKind;
use crate::model::{Part, shifted};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR501",
    name: "placeholder",
    summary: "Something that was to be filled in still stands in the text.",
    why: "A letter with `[insert findings]` or `XXX` in it tells the injured worker that nobody read it before it was sent, \
          and the fact that belongs there is missing.",
    bad: "\
Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and [insert findings]. It does
not say how often a tablet is taken. Therefore, the request is not medically necessary.",
    good: sample::ITEM,
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Part(check),
    fixes: None,
};

fn check(part: &Part, source: &Source<'_>, reporter: &mut Reporter) {
    let fields = part.item().map_or(&[][..], |item| &item.fields);
    let guideline_lines = fields.iter().filter(|field| field.kind != FieldKind::Rationale);
    for place in part.own_words().into_iter().chain(guideline_lines.filter_map(|field| field.written().cloned())) {
        let text = source.text(&place);
        for found in remnants(&text) {
            let range = shifted(&found, place.start);
            let words = source.quote(&range);
            reporter.report(range, format!("“{words}” was to be filled in. Write what belongs there, or take it out."));
        }
    }
    for field in fields.iter().filter(|field| field.kind == FieldKind::Rationale) {
        let Some(content) = field.written() else { continue };
        let start = source.text(&(content.start..content.end.min(content.start + LONGEST_MARK)));
        if let Some(mark) = ECHO_MARK.find(&start) {
            let message = "“Q--” stands before the request in the worksheet. Take it out of the letter.".to_owned();
            reporter.inform(shifted(&mark.range(), content.start), message);
        }
    }
}

/// Enough for `Q` and its dashes.
const LONGEST_MARK: usize = 12;

static ECHO_MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^Q\s*[-–—]{1,3}"));

/// The places of what was to be filled in.
fn remnants(text: &str) -> Vec<Range<usize>> {
    let found = REMNANT.find_iter(text).map(|found| found.range());
    found.filter(|found| !is_rule(text, found) && !is_in_prose(text, found)).collect()
}

/// Whether a run of marks is a line drawn across the page.
fn is_rule(text: &str, run: &Range<usize>) -> bool {
    const SHORTEST: usize = 10;
    let starts_line = text[..run.start].trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
    let ends_line = text[run.end..].trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
    run.len() >= SHORTEST && text[run.clone()].starts_with(['_', '*']) && starts_line && ends_line
}

/// What a number stands before.
static COUNTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:days?|weeks?|months?|years?|visits?|sessions?|mg|mcg|tablets?|times)\b"));

/// Whether a sentence goes on around a mark that means something in it: `TBD by the examiner`, `Pain *** severe`. Alone
/// behind a colon, or where a number should be, it stands for what is missing.
fn is_in_prose(text: &str, mark: &Range<usize>) -> bool {
    let (before, after) = (text[..mark.start].trim_end(), text[mark.end..].trim_start());
    match &text[mark.clone()] {
        "TBA" | "TBD" => {
            let is_alone = (before.is_empty() || before.ends_with(':'))
                && (after.is_empty() || after.starts_with(['.', ';', ',']));
            !is_alone && !COUNTED.is_match(after)
        }
        stars if stars.starts_with('*') => {
            let is_word = |char: Option<char>| char.is_some_and(char::is_lowercase);
            is_word(before.chars().next_back()) && is_word(after.chars().next())
        }
        _ => false,
    }
}

static REMNANT: LazyLock<Regex> = LazyLock::new(|| {
    const SLOT: &str = r"(?i: age | body \s+ part | date | day | diagnosis | dosage | dose | drug | findings? | gender | guideline
        | medication | month | name | number | pages? | quantity | reason | sex | side | specialty | state | treatment | year )";
    pattern(&format!(
        r"(?x)
        \[ \s* (?i: insert | enter | fill \s+ in | type | specify | select | choose | describe | add ) \b [^\[\]]{{0,80}} \]
        | \[ \s* (?: {SLOT} | (?i: tbd | x{{2,}} | \?+ | _+ ) ) \s* \]
        | \[ \s* (?i: age | date | description | dose | name | number | reason | type ) \s+ (?i: of | for ) \b [^\[\]]{{0,60}} \]
        | \{{ \s* {SLOT} \s* \}}
        | < \s* {SLOT} \s* >
        | \b X{{2,4}} / X{{2,4}} / X{{2,4}} \b
        | \b X{{3,}} \b
        | \*{{3,}}
        | _+ (?: \s? / \s? _+ )+
        | _{{3,}}
        | \b (?: TBA | TBD | TODO | FIXME ) \b
        | \b (?i: lorem \s+ ipsum ) \b [^.]{{0,80}}",
    ))
});

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is valid")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        remnants(text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn what_was_to_be_filled_in() {
        for remnant in [
            "[insert findings]",
            "[Insert the\ndate here]",
            "[date]",
            "XXX",
            "XX/XX/XXXX",
            "***",
            "____",
            "[NAME OF DRUG]",
            "{DATE}",
            "__/__/____",
            "<age>",
            "<body part>",
            "Lorem ipsum dolor sit amet",
            "___/___",
        ] {
            assert_eq!(found(&format!("The patient has {remnant}. It helps.")), [remnant]);
        }
        for text in ["Guideline: TBD. It helps.", "The patient has had it for TBD months."] {
            assert_eq!(found(text), ["TBD"], "{text}");
        }
    }

    #[test]
    fn marks_with_a_meaning() {
        for text in [
            "has [sic] no relief […] [she] needs it [page 78]",
            "<4 weeks, p<0.05, < 4/10 and > 6/10, strength <5/5",
            "size XXL, nerves II to XII, Xanax XR, reflexes ++, MTUS* and **",
            "sleep_study__2013.html",
            "the words\n______________\nbelow a line",
            "Impairment is TBD by the AME. The P&S date is TBD.",
            "can lift <ten pounds> with {moderate} effort. Pain *** severe",
            "<http://www.example.org>, <office@example.com>",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
