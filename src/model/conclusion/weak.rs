//! Verdicts in other words, which only the short last sentence of a rationale gives.

use super::words::{LEADS, any, pattern};
use super::{Decided, Necessity};
use regex::Regex;
use std::sync::LazyLock;

/// What the last sentence decides: `The request is not certified.`, `The denial is upheld.`, `I recommend approval.`
pub(super) fn decided(sentence: &str) -> Option<Decided> {
    FORMS.iter().find_map(|(form, necessity)| {
        let found = form.captures(sentence)?;
        let necessity = if found.name("not").is_some() { necessity.opposite() } else { *necessity };
        Some(Decided { words: found.name("words")?.range(), necessity, is_of_request: true })
    })
}

/// The forms, each with what it says unless it holds a `not`.
static FORMS: LazyLock<[(Regex, Necessity); 5]> = LazyLock::new(|| {
    [
        (certified(), Necessity::Necessary),
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
