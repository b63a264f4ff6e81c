//! Requests and decisions that letters of 2013 tell in sentences.

use super::decision::Verdict;
use super::request;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a sentence tells of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What was requested.
    pub request: Range<usize>,
    /// The words that decide; empty, at the end, if none do.
    pub words: Range<usize>,
    /// What they say.
    pub verdict: Verdict,
}

impl Told {
    /// Moves it by `by` bytes to the right.
    pub fn shift(&mut self, by: usize) {
        for range in [&mut self.request, &mut self.words] {
            *range = range.start + by..range.end + by;
        }
    }
}

/// Whether a line may start a heading such as `1) Regarding the request for Robaxin 500mg #30:`.
pub fn regards_request(line: &str) -> bool {
    let number = request::numbering(line);
    number > 0 && REGARDING.is_match(&line[number..])
}

/// Whether a heading is at its end: a sentence that decides with its stop, or what a request is regarded with and its
/// colon.
pub fn is_complete(heading: &str) -> bool {
    let heading = heading.trim_end();
    if regards_request(heading) {
        heading.ends_with(':')
    } else {
        heading.ends_with('.') && DECIDED.is_match(heading) && !RESULT.is_match(heading)
    }
}

/// Reads the heading of an item, with its number: `1. Robaxin 500mg #30 is not medically necessary and appropriate.`
pub fn heading(heading: &str) -> Told {
    let number = request::numbering(heading);
    let lead = REGARDING.find(&heading[number..]).or_else(|| REQUEST_FOR.find(&heading[number..]));
    read(heading, number + lead.map_or(0, |lead| lead.end()))
}

/// Every result of a notice: `1) MAXIMUS Federal Services, Inc. has determined the request for Robaxin is not medically
/// necessary and appropriate.`
pub fn results(text: &str) -> Vec<Told> {
    if memchr::memmem::find(text.as_bytes(), b"determined").is_none() {
        return Vec::new();
    }
    let result = |found: regex::Match<'_>| {
        let lead = RESULT_LEAD.find(found.as_str()).map_or(0, |lead| lead.end());
        read(&text[..found.end()], found.start() + lead)
    };
    RESULT.find_iter(text).map(result).filter(|told| told.verdict != Verdict::Undecided).collect()
}

/// Reads the issue at dispute: `Whether acupuncture is medically necessary.`
pub fn issue(text: &str) -> Told {
    let start = WHETHER.find(text).map_or(0, |whether| whether.end());
    let told = read(text, start);
    Told { words: text.len()..text.len(), verdict: Verdict::Undecided, ..told }
}

/// Reads the heading of the reasons: `RATIONALE FOR WHY THE REQUESTED TREATMENT/SERVICE WAS NOT MEDICALLY NECESSARY:`
pub fn heading_of_reasons(heading: &str) -> Told {
    let told = read(heading.trim_end().trim_end_matches(':'), 0);
    Told { request: 0..0, ..told }
}

/// What a sentence tells whose request starts at an offset.
fn read(sentence: &str, start: usize) -> Told {
    let rest = &sentence[start..];
    match DECIDED.captures(rest) {
        Some(decided) => {
            let whole = decided.get(0).map_or(0, |whole| whole.start());
            let whole = rest[..whole].trim_end_matches([',', ' ']).len();
            let words = decided.name("words").map_or(0..0, |words| words.range());
            let verdict = if decided.name("not").is_some() { Verdict::Upheld } else { Verdict::Overturned };
            Told { request: start..start + whole, words: start + words.start..start + words.end, verdict }
        }
        None => {
            let request = rest.trim_end_matches(|char: char| char.is_whitespace() || matches!(char, ':' | '.' | '?'));
            let end = sentence.trim_end().len().max(start);
            Told { request: start..start + request.len(), words: end..end, verdict: Verdict::Undecided }
        }
    }
}

const ARTICLE: &str = r"(?: (?: the | an? ) \s+ )?";

static REGARDING: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\A \s* regarding \s+ (?: the \s+ )? requests? \s+ for \s+ {ARTICLE}")));
static REQUEST_FOR: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\A \s* (?: the \s+ )? requests? \s+ for \s+ {ARTICLE}")));
static WHETHER: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\A \s* (?: whether \s+ {ARTICLE} (?: requests? \s+ for \s+ {ARTICLE} )? )")));
static DECIDED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\s+ (?: is/are | is/was | was/were | is | are | was | were ) \s+
          (?<words> (?<not> not \s* )? medically \s* necessary (?: \s* (?: and | or | & ) \s* appropriate )? ) \s* [.?]? \s* \z",
    )
});
static RESULT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b has \s+ determined \s (?s: .{1,600}? ) \b medically \s* necessary (?: \s* and \s* appropriate )?")
});
static RESULT_LEAD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\A has \s+ determined \s+ (?: that \s+ )? (?: (?: the \s+ )? requests? \s+ for \s+ )? {ARTICLE}"
    ))
});

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, told: &Told) -> (String, String, Verdict) {
        (text[told.request.clone()].to_owned(), text[told.words.clone()].to_owned(), told.verdict)
    }

    fn of_heading(text: &str) -> (String, String, Verdict) {
        told(text, &heading(text))
    }

    fn expected(request: &str, words: &str, verdict: Verdict) -> (String, String, Verdict) {
        (request.to_owned(), words.to_owned(), verdict)
    }

    #[test]
    fn headings_of_items() {
        assert_eq!(
            of_heading("1. Norco 10/325mg #120 is not medically necessary and appropriate."),
            expected("Norco 10/325mg #120", "not medically necessary and appropriate", Verdict::Upheld)
        );
        assert_eq!(
            of_heading("2. The request for an MRI of the knee is medically \nnecessary and \nappropriate."),
            expected("MRI of the knee", "medically \nnecessary and \nappropriate", Verdict::Overturned)
        );
        assert_eq!(of_heading("3. Norco 5mg"), expected("Norco 5mg", "", Verdict::Undecided));
        assert_eq!(
            of_heading("3) Regarding the request for Lidoderm 5% patch #30:"),
            expected("Lidoderm 5% patch #30", "", Verdict::Undecided)
        );
    }

    #[test]
    fn headings_are_complete_with_their_last_word() {
        assert!(is_complete("1. Norco is not medically necessary and appropriate."));
        assert!(is_complete("1) Regarding the request for Norco 5mg:"));
        assert!(!is_complete("1. Norco is not medically necessary and"));
        assert!(!is_complete("1. Pain was noted."));
        assert!(!is_complete("1) Regarding the request for Norco"));
        assert!(!is_complete("1) MAXIMUS has determined the request for Norco is medically necessary."));
    }

    #[test]
    fn results_of_a_notice() {
        let text = "1) MAXIMUS Federal Services, Inc. has determined the request for Flexeril 10mg #60 is not \n\nmedically \
                    necessary and appropriate. \n\n2) MAXIMUS Federal Services, Inc. has determined the request for an MRI \
                    is medically necessary.";
        let read: Vec<_> = results(text).iter().map(|result| told(text, result)).collect();
        assert_eq!(
            read,
            [
                expected("Flexeril 10mg #60", "not \n\nmedically necessary and appropriate", Verdict::Upheld),
                expected("MRI", "medically necessary", Verdict::Overturned),
            ]
        );
        assert!(results("It was determined that rest is medically necessary.").is_empty());
    }

    #[test]
    fn headings_of_reasons() {
        let read = |heading: &str| told(heading, &heading_of_reasons(heading));
        let start = "RATIONALE FOR WHY THE REQUESTED \nTREATMENT/SERVICE";
        for verb in ["IS/WAS", "IS", "WAS"] {
            let heading = format!("{start} {verb} NOT MEDICALLY NECESSARY:");
            assert_eq!(read(&heading), expected("", "NOT MEDICALLY NECESSARY", Verdict::Upheld), "{verb}");
        }
        let heading = format!("{start} IS MEDICALLY NECESSARY:");
        assert_eq!(read(&heading), expected("", "MEDICALLY NECESSARY", Verdict::Overturned));
    }

    #[test]
    fn issues_at_dispute() {
        let text = "Whether botulinum toxin injections, 100 units, are medically necessary.";
        assert_eq!(told(text, &issue(text)), expected("botulinum toxin injections, 100 units", "", Verdict::Undecided));
        assert_eq!(told("Acupuncture", &issue("Acupuncture")), expected("Acupuncture", "", Verdict::Undecided));
    }
}
