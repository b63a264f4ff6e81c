//! Verdicts in other words, which only the short last sentence of a rationale gives.

use super::barriers::names_somebody;
use super::words::{LEADS, OPINIONS, any, pattern};
use super::{Decided, Necessity};
use crate::layouts::request::is_sentence;
use regex::Regex;
use std::sync::LazyLock;

/// What the last sentence decides: `The request is not certified.`, `The denial is upheld.`, `I recommend approval.`
pub(super) fn decided(sentence: &str) -> Option<Decided> {
    let form = FORMS.iter().find_map(|(form, necessity)| {
        let found = form.captures(sentence)?;
        if found.name("what").is_some_and(|what| OTHERS.is_match(what.as_str())) {
            return None;
        }
        let necessity = if found.name("not").is_some() { necessity.opposite() } else { *necessity };
        Some(Decided { words: found.name("words")?.range(), necessity, is_of_request: true, is_mixed: false })
    });
    form.or_else(|| headed(sentence))
}

/// `Massage, 6 visits: medically necessary.`
fn headed(sentence: &str) -> Option<Decided> {
    let found = HEADED.captures(sentence)?;
    let thing = &found["thing"];
    let is_of_others = is_sentence(thing) || names_somebody(thing) || VIEW.is_match(thing);
    let necessity = if found.name("not").is_some() { Necessity::NotNecessary } else { Necessity::Necessary };
    let words = found.name("words")?.range();
    (!is_of_others).then_some(Decided { words, necessity, is_of_request: false, is_mixed: false })
}

static HEADED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) ^ \ ? (?<thing> [a-z][^;:]{2,120}? ) (?: \ ?: | \ - ) \ ?
            (?<words> (?<not>not\ )? medically\ necessary (?:\ (?:and|or)\ appropriate)? ) [.!]? \ ? $",
    )
});

/// Words for what somebody holds or asks, or for what was decided before.
static VIEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:{opinions}|allegation|box|contention|criteri(?:a|on)|definition|denied|grounds?|instance|issues?|modified|non-?cert[a-z]*|no|position|questions?|reasons?|reviewers?|rule|standards?|tests? for)\b",
        opinions = any(&OPINIONS)
    ))
});

/// What is asked for beside the treatment, or a part of it.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:additional|appeal|balance|denial|expedited|further|more|other|reconsideration|remaining|rest|review|uphold|overturn)\b",
    )
});

/// The forms, each with what it says unless it holds a `not`.
static FORMS: LazyLock<[(Regex, Necessity); 7]> = LazyLock::new(|| {
    [
        (certified(), Necessity::Necessary),
        (disposed_of("allowed|approved|authorized|endorsed|granted"), Necessity::Necessary),
        (disposed_of("declined|denied|disallowed|non-?certified|refused|rejected"), Necessity::NotNecessary),
        (disposed("affirm|sustain|uphold", "affirmed|sustained|upheld"), Necessity::NotNecessary),
        (disposed("overturn|reverse", "overturned|reversed"), Necessity::Necessary),
        (recommended("approval|authorization|certification", "approved|authorized|certified"), Necessity::Necessary),
        (recommended("denial|non-?certification", "denied|non-?certified"), Necessity::NotNecessary),
    ]
});

fn certified() -> Regex {
    last_sentence(
        r"(?: (?:the|these|this)\ )? (?: (?:current|present|prospective|proposed|retrospective)\ )?
        (?: (?:requests?|requested\ [a-z]+) (?: \ for\ [^;:]{1,80} | (?:\ [a-z0-9/-]+){0,5} )?
          | (?:medication|procedure|service|treatment)s? )
        \ (?:is|are) (?:\ (?:hence|therefore|thus))?
        \ (?<words> (?<not>not\ )? (?: (?:medically\ )? (?:approved|authorized|certified|supported)
            | medically\ (?:appropriate|indicated|reasonable|warranted) ) )
        (?: \ at\ this\ time | \ as\ (?:requested|submitted|written) )?",
    )
}

/// What becomes of the request itself.
fn disposed_of(participles: &str) -> Regex {
    last_sentence(&format!(
        r"(?:the|this)\ request (?: \ for\ (?<what>[^;:]{{1,80}}) )?
        \ (?: is | (?:must|ought\ to|should)\ be ) (?: \ (?:hence|hereby|therefore|thus) )?
        \ (?<words> (?<not>not\ )? (?:{participles}) )
        (?: \ at\ this\ time | \ as\ (?:requested|submitted|written) )?"
    ))
}

/// What is done with what was decided before by those who deny requests.
fn disposed(verbs: &str, participles: &str) -> Regex {
    let denial = r"(?: (?:the|this)\ )?
        (?: (?:adverse|earlier|initial|original|previous|prior|utilization\ review|ur|claims\ administrator(?:'s)?)\ )*
        (?:decision|denial|determination|non-?certification) (?: \ of\ (?:the|this)\ request )?";
    last_sentence(&format!(
        r"(?<words>
            {denial}\ (?:is|should\ be)\ (?: (?:hence|hereby|therefore|thus)\ )? (?:{participles})
            | (?:i|we)\ (?: (?:hence|hereby|therefore|thus|would)\ )* (?:{verbs})\ {denial} )"
    ))
}

/// What is recommended for the whole of a request.
fn recommended(nouns: &str, participles: &str) -> Regex {
    last_sentence(&format!(
        r"(?<words>
            (?: (?:i|we)\ )? (?: (?:hence|hereby|therefore|thus|would)\ )*
                (?<not> (?:can|cannot|could|do) (?:n't|\ ?not)?\ )?
                recommend\ (?: (?:{nouns}) | that\ (?:the|this)\ request\ be\ (?:{participles}) )
            | (?:my|the)\ recommendation\ is\ (?:for|to)\ (?:{nouns})
            | (?:{nouns})\ is\ (?: (?:hence|hereby|therefore|thus)\ )? recommended )
        (?: \ of\ (?:the|this)\ (?:request(?:ed\ [a-z]+)?|medication|procedure|service|treatment) )?
        (?: \ at\ this\ time | \ as\ (?:requested|submitted|written) )?"
    ))
}

/// A form that is all of a sentence but for what leads up to it.
fn last_sentence(form: &str) -> Regex {
    pattern(&format!(r"(?x) ^ (?: {leads} ,?\ )* (?: {form} ) [.!]?\ ?$", leads = any(&LEADS)))
}

#[cfg(test)]
mod tests {
    use super::super::{Necessity, conclusions};

    #[test]
    fn what_becomes_of_the_request_itself() {
        let last =
            |end: &str| conclusions(&format!("The chart describes no spasm. {end}")).pop().map(|last| last.necessity);
        for end in ["The request should be authorized.", "The request for ten visits is hereby granted."] {
            assert_eq!(last(end), Some(Necessity::Necessary), "{end}");
        }
        for end in ["The request is therefore denied.", "This request is not endorsed.", "The request must be refused."]
        {
            assert_eq!(last(end), Some(Necessity::NotNecessary), "{end}");
        }
        for end in [
            "The request for reconsideration is denied.",
            "The request for the remaining visits is denied.",
            "Any further request should be denied.",
            "The medication is allowed.",
            "His request is refused.",
        ] {
            assert_eq!(last(end), None, "{end}");
        }
    }
}
