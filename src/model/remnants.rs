//! What a template or a hurried writer left to be filled in.

use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The places of what was to be filled in, in order.
pub fn remnants(text: &str) -> Vec<Range<usize>> {
    if !has_mark(text) {
        return Vec::new();
    }
    let found = REMNANT.find_iter(text).map(|found| found.range());
    found.filter(|found| !is_rule(text, found) && !is_in_prose(text, found)).collect()
}

/// Whether there is anything that every remnant holds.
pub fn has_mark(text: &str) -> bool {
    MARK.is_match(text) || LOREM.is_match(text)
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
        "TBA" | "TBD" => !is_alone(before, after) && !COUNTED.is_match(after),
        words if words.starts_with(['T', 't']) && words.contains(char::is_whitespace) => !is_alone(before, after),
        stars if stars.starts_with('*') => {
            let is_word = |char: Option<char>| char.is_some_and(char::is_lowercase);
            is_word(before.chars().next_back()) && is_word(after.chars().next())
        }
        marks if marks.bytes().all(|byte| byte == b'X') => {
            before.get(before.len().saturating_sub(4)..).is_some_and(|word| word.eq_ignore_ascii_case("size"))
        }
        _ => false,
    }
}

/// Whether a mark is a sentence of its own, or all that stands behind a colon.
fn is_alone(before: &str, after: &str) -> bool {
    let opens = before.is_empty() || before.ends_with([':', '.', ';', '?', '!']);
    opens && (after.is_empty() || after.starts_with(['.', ';', ',']))
}

/// What every remnant holds, but for dummy text.
static MARK: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\[{<_*]|XX|TB[AD]|TODO|FIXME"));
/// What dummy text and a rationale that is still to be written hold, in any letters.
static LOREM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)lorem\s|to\s+be\s+(?:added|completed|determined|filled|inserted|written)"));
static REMNANT: LazyLock<Regex> = LazyLock::new(|| {
    const SLOT: &str = r"(?i: age | body \s+ part | date | day | diagnosis | dosage | dose | drug | findings? | gender | guideline
        | medication | month | name | number | pages? | quantity | reason | sex | side | specialty | state | treatment | year )";
    const WHOSE: &str = r"(?: employee | physician | provider | reviewer | (?: injured \s+ )? worker | applicant | claimant | patient | member ) (?: '?s | ’s )?
        | case | claim | drug | exam(?:ination)? | injury | medication | report | service | visit | (?: first | last | full )";
    pattern(&format!(
        r"(?x)
        \[ \s* (?i: insert | enter | fill \s+ in | type | specify | select | choose | describe | add | explain | summarize | (?: list | state ) \s+ (?: all | any | each | here | the | what | why ) ) \b [^\[\]]{{0,80}} \]
        | \[ \s* (?: {SLOT} | (?i: {WHOSE} ) \s+ {SLOT} | (?i: tbd | x{{2,}} | \?+ | _+ ) ) \s* \]
        | \[ \s* (?i: age | date | description | dose | name | number | reason | type ) \s+ (?i: of | for ) \b [^\[\]]{{0,60}} \]
        | \[ \s* (?: (?i: to \s+ self | typist ) \s* : [^\[\]]{{0,80}} | (?i: note | reviewer ) \s* : \s* (?i: please \s+ )? (?i: add | ask | check | cite | complete | confirm | describe | explain | fill | finish | fix | insert | update | verify | write ) \b (?: [\s.!:] [^\[\]]{{0,80}} )? ) \]
        | \[ \s* (?i: note | reviewer ) \s* : \s* (?: (?i: need ) \b [^\[\]]{{0,80}} | [^\[\]]{{0,80}} \? ) \s* \]
        | \[ \s* (?: CHECK | CONFIRM | FINISH | FIX | LOOK \s UP | VERIFY ) \b [^\[\]a-z]{{0,80}} \]
        | \[ (?: [^\[\]]{{0,40}} \s )? TBD (?: \s [^\[\]]{{0,40}} )? \]
        | \{{ \s* (?: (?i: {WHOSE} ) \s+ )? {SLOT} \s* \}}
        | \{{\{{ [^{{}}]{{1,60}} \}}\}}
        | < \s* (?: (?i: {WHOSE} ) \s+ )? {SLOT} \s* >
        | \[ \s* (?: [a-z-]+ \s+ ){{0,2}} {SLOT} \s+ here \s* \]
        | \b X{{2,4}} / X{{2,4}} / (?: X{{2,4}} | [0-9]{{2,4}} ) \b
        | \b X{{3,}} \b
        | \b XX [\s-]+ (?i: days? | mcg | mg | months? | sessions? | tablets? | visits? | weeks? | years? | yo | y/o ) \b
        | \b (?i: aged? | bp | dated? | of | on | pain | score ) :? \s+ (?: (?i: is | of | was ) \s+ )? XX \b
        | \*{{3,}}
        | _+ (?: \s? / \s? _+ )+
        | _{{3,}}
        | \b (?: TBA | TBD | TODO | FIXME ) \b
        | \b [Tt]o \s+ be \s+ (?: added | completed | determined | filled \s+ in | inserted | written ) (?: \s+ later )? \b
        | \b (?i: lorem \s+ ipsum ) \b [^.]{{0,80}}",
    ))
});

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
            "[PATIENT NAME]",
            "[Provider's name]",
            "[injured worker name]",
            "{patient age}",
            "<CLAIM NUMBER>",
            "{{patient_name}}",
            "[Visit date]",
            "XXX",
            "XX/XX/XXXX",
            "XX/XX/2014",
            "XX year",
            "age XX",
            "dated XX",
            "BP was XX",
            "XX mg",
            "[drug name here]",
            "***",
            "____",
            "[NAME OF DRUG]",
            "[reason TBD]",
            "[CHECK PLATE IN OP PLAN BEFORE SENDING]",
            "[Reviewer: check dose]",
            "[Note: verify]",
            "[NOTE: CHECK!]",
            "[Reviewer: need page number]",
            "[reviewer: is this the right date?]",
            "[State the diagnosis]",
            "[Summarize clinical facts]",
            "{DATE}",
            "__/__/____",
            "<age>",
            "<body part>",
            "Lorem ipsum dolor sit amet",
            "___/___",
        ] {
            assert_eq!(found(&format!("The patient has {remnant}. It helps.")), [remnant]);
        }
        for text in ["Guideline: TBD. It helps.", "The patient has had it for TBD months.", "It is old. TBD. It helps."]
        {
            assert_eq!(found(text), ["TBD"], "{text}");
        }
        assert_eq!(found("It is old. To be completed. It helps."), ["To be completed"]);
        assert_eq!(found("Rationale: to be written later."), ["to be written later"]);
    }

    #[test]
    fn marks_with_a_meaning() {
        for text in [
            "has [sic] no relief […] [she] needs it [page 78]",
            "<4 weeks, p<0.05, < 4/10 and > 6/10, strength <5/5",
            "a size XXX brace, size XXL, nerves II to XII, Xanax XR, reflexes ++, MTUS* and **",
            "sleep_study__2013.html",
            "the words\n______________\nbelow a line",
            "[State Fund] denied it, [list on page 4], [Reviewer: the original is illegible.], [Note: add-on code 64495.]",
            "Impairment is TBD by the AME. The P&S date is TBD.",
            "The cause is to be determined. To be determined is whether it helps.",
            "can lift <ten pounds> with {moderate} effort. Pain *** severe",
            "<http://www.example.org>, <office@example.com>",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
