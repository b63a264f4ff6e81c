//! The words of a decision, and what stands in their place while a letter is drafted.

use super::phrase::plain;
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a heading says of its item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The denial stands: the treatment is not medically necessary.
    Upheld,
    /// The denial falls: the treatment is medically necessary.
    Overturned,
    /// A word that looks like a decision and is none.
    Unknown,
    /// Nothing yet, or a placeholder.
    Undecided,
}

impl Verdict {
    /// The word letters use; `None` where there is none.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Verdict::Upheld => Some("Upheld"),
            Verdict::Overturned => Some("Overturned"),
            Verdict::Unknown | Verdict::Undecided => None,
        }
    }
}

/// How a heading ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// What it says.
    pub verdict: Verdict,
    /// The decision or placeholder, within the heading; empty, at the heading's end, if there is none.
    pub words: Range<usize>,
    /// Where what was requested ends: at the colon, or before a word that announces the decision.
    pub colon: usize,
    /// The decision the words were probably meant to be: misspelt, or still being typed.
    pub meant: Option<Verdict>,
}

const DECISION_LIKE: [&str; 28] = [
    "accepted",
    "affirmed",
    "agreed",
    "allowed",
    "approved",
    "authorized",
    "certified",
    "conditional",
    "conditionally",
    "declined",
    "deferred",
    "denied",
    "disapproved",
    "granted",
    "modified",
    "noncertified",
    "non-certified",
    "nonauthorized",
    "non-authorized",
    "partial",
    "partially",
    "partly",
    "recommended",
    "rejected",
    "reversed",
    "sustained",
    "unauthorized",
    "withdrawn",
];
const FILLERS: [&str; 12] =
    ["and", "as", "in", "medically", "modification", "modifications", "necessary", "no", "not", "part", "with", "yes"];
const PLACEHOLDERS: [&str; 8] = ["n/a", "pending", "tba", "tbd", "to be determined", "to be decided", "todo", "xx"];

/// How a heading ends, if its last colon is followed by a decision, by something like one, by a
/// placeholder or by nothing. Otherwise the colon belongs to what was requested, or there is none.
pub fn ending(heading: &str) -> Option<Ending> {
    let colon = memchr::memrchr(b':', heading.as_bytes())?;
    let tail = &heading[colon + 1..];
    let start = colon + 1 + (tail.len() - tail.trim_start_matches([' ', '\u{a0}', '\t', '\n', '\r', '*']).len());
    let words = start..start.max(heading.trim_end().len());
    let (verdict, meant) = read(&heading[words.clone()])?;
    let end =
        words.start + if verdict == Verdict::Undecided { words.len() } else { bare(&heading[words.clone()]).len() };
    Some(Ending { verdict, words: words.start..end, colon: announcement(&heading[..colon]), meant })
}

/// Where `Decision` stands at the end of a text, with the mark before it; or else the end.
fn announcement(before_colon: &str) -> usize {
    static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:^|\s*[:–—-]\s*|\s+)\bdecision\s*$"));
    ANNOUNCED.find(before_colon).map_or(before_colon.len(), |found| found.start())
}

/// What the words after a colon say, and which decision they were meant to be; `None` if they are no
/// decision at all.
pub fn read(words: &str) -> Option<(Verdict, Option<Verdict>)> {
    if is_placeholder(words) {
        return Some((Verdict::Undecided, None));
    }
    let without_remark = words.split('(').next().unwrap_or(words);
    let folded: String = bare(without_remark).chars().map(plain).collect();
    let tokens: Vec<&str> = folded.split_whitespace().collect();
    if tokens.is_empty() || tokens.len() > 3 {
        return None;
    }
    match tokens[..] {
        ["upheld"] | ["decision" | "denial", "upheld"] | ["decision" | "denial", "is", "upheld"] => {
            return Some((Verdict::Upheld, None));
        }
        ["overturned"] | ["decision" | "denial", "overturned"] | ["decision" | "denial", "is", "overturned"] => {
            return Some((Verdict::Overturned, None));
        }
        _ => {}
    }
    let meant = tokens.iter().find_map(|token| nearly(token));
    let fits = |token: &&str| DECISION_LIKE.contains(token) || FILLERS.contains(token) || nearly(token).is_some();
    let tells = |token: &&str| DECISION_LIKE.contains(token) || *token == "necessary" || nearly(token).is_some();
    (tokens.iter().all(fits) && tokens.iter().any(tells))
        .then_some((Verdict::Unknown, meant.filter(|_| tokens.len() == 1)))
}

/// Whether the words after a colon are how a rationale concludes, `not medically necessary`, rather than a decision.
pub fn tells_necessity(words: &str) -> bool {
    bare(words).to_ascii_lowercase().ends_with("necessary")
}

/// Without the stops and commas typed after a word.
fn bare(words: &str) -> &str {
    words.trim_end_matches(|char: char| char.is_whitespace() || matches!(char, '.' | ',' | ';' | '!' | '*'))
}

/// Whether words only hold the place for something to come. Nothing at all does so too.
pub fn is_placeholder(words: &str) -> bool {
    let words = words.trim();
    let folded: String = bare(words).chars().map(plain).collect();
    let only_marks =
        words.chars().all(|char| matches!(char, '_' | '?' | '.' | '-' | '–' | '*' | '…' | 'X' | 'x' | ' ' | ',' | ';'));
    let bracketed =
        (words.starts_with('[') && words.ends_with(']')) || (words.starts_with('<') && words.ends_with('>'));
    PLACEHOLDERS.contains(&folded.as_str()) || only_marks || (bracketed && words.len() <= 40)
}

/// The decision a word was probably meant to be.
fn nearly(word: &str) -> Option<Verdict> {
    [("upheld", Verdict::Upheld), ("overturned", Verdict::Overturned)].into_iter().find_map(|(whole, verdict)| {
        let being_typed = word.len() >= 2 && whole.starts_with(word);
        let is_near = word.len() >= 4 && word.chars().count().abs_diff(whole.len()) <= 2;
        let misspelt = is_near && strsim::damerau_levenshtein(word, whole) <= 2;
        (being_typed || misspelt || matches!(word, "uphold" | "overturn")).then_some(verdict)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(heading: &str) -> Option<(Verdict, &str)> {
        ending(heading).map(|ending| (ending.verdict, &heading[ending.words]))
    }

    #[test]
    fn the_last_colon_decides() {
        assert_eq!(said("Robaxin 500mg #30:  Upheld "), Some((Verdict::Upheld, "Upheld")));
        assert_eq!(said("Associated surgical service: 1 unit: OVERTURNED."), Some((Verdict::Overturned, "OVERTURNED")));
        assert_eq!(said("**Norco 5mg**: **Upheld**").map(|said| said.0), Some(Verdict::Upheld));
        assert_eq!(said("X: Upheld (not medically necessary)").map(|said| said.0), Some(Verdict::Upheld));
        assert_eq!(said("X: Decision Upheld").map(|said| said.0), Some(Verdict::Upheld));
        assert_eq!(said("X: Denial is overturned.").map(|said| said.0), Some(Verdict::Overturned));
        assert_eq!(said("X: the decision is upheld"), None, "four words are too many");
        assert_eq!(said("X: decision"), None);
        assert_eq!(said("Norco: 10/325mg #60 for pain"), None);
        assert_eq!(said("Norco: 10/325mg"), None);
        assert_eq!(said("Robaxin 500mg #30"), None);
    }

    #[test]
    fn a_decision_may_be_announced() {
        for heading in ["X 5mg: Decision: Upheld", "X 5mg - Decision: Upheld", "X 5mg\nDECISION : Upheld"] {
            let colon = ending(heading).map(|ending| ending.colon);
            assert_eq!(colon.map(|colon| heading[..colon].trim_end()), Some("X 5mg"), "{heading:?}");
        }
        assert_eq!(ending("Decision: Upheld").map(|ending| ending.colon), Some(0));
        assert_eq!(ending("X indecision: Upheld").map(|ending| ending.colon), Some(12));
    }

    #[test]
    fn words_that_are_no_decision() {
        assert_eq!(said("X: Uphled"), Some((Verdict::Unknown, "Uphled")));
        assert_eq!(said("X: Partially overturned"), Some((Verdict::Unknown, "Partially overturned")));
        assert_eq!(said("X: Modified."), Some((Verdict::Unknown, "Modified")));
        assert_eq!(said("X: Not medically necessary"), Some((Verdict::Unknown, "Not medically necessary")));
        assert_eq!(ending("X: Uphled").and_then(|ending| ending.meant), Some(Verdict::Upheld));
    }

    #[test]
    fn placeholders_are_undecided() {
        for tail in ["", "  ", " TBD", " ___", " [ ]", "[]", " ?", " Pending", " [decision]", " ..."] {
            assert_eq!(said(&format!("X 5mg:{tail}")).map(|said| said.0), Some(Verdict::Undecided), "{tail:?}");
        }
    }
}
