//! Where a rationale says again what was requested: `The request is for Norco #60`.

use crate::text::pattern::{MONTH, NUMBER, pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The stretches of a sentence that name what was requested, whatever is concluded in it.
pub fn echoes(sentence: &str) -> Vec<Range<usize>> {
    let opening = opening(sentence).or_else(|| spoken_of(sentence));
    opening.into_iter().chain(amount_requested(sentence)).chain(called_necessary(sentence)).collect()
}

/// What `the medical necessity of` is said of.
fn called_necessary(sentence: &str) -> Option<Range<usize>> {
    let start = NECESSITY_OF.find(sentence)?.end();
    Some(start..start + named(&sentence[start..]))
}

/// The drug of `With regard to Norco 10/325mg, …`.
fn spoken_of(sentence: &str) -> Option<Range<usize>> {
    let drug = ABOUT.captures(sentence)?.name("drug")?;
    ON_REQUEST.is_match(&sentence[drug.end()..]).then(|| drug.range())
}

/// `The six visits requested` or `The current request for six visits`, as the subject of a sentence.
fn amount_requested(sentence: &str) -> Option<Range<usize>> {
    let found = NUMBER_REQUESTED.captures(sentence).or_else(|| REQUEST_FOR_NUMBER.captures(sentence));
    let found = found.or_else(|| AMOUNT_ASKED.captures(sentence));
    let said = found.and_then(|found| Some((found.get(0)?.end(), found.name("number")?.range())));
    let said = said.filter(|(end, _)| SAID_NOW.is_match(&sentence[*end..])).map(|(_, number)| number);
    let asked_now = || NUMBER_ASKED.captures(sentence).filter(|_| !BEFORE_NOW.is_match(sentence));
    said.or_else(|| Some(asked_now()?.name("number")?.range()))
}

/// What follows `The request is for` or `Q--` in a sentence.
fn opening(sentence: &str) -> Option<Range<usize>> {
    let start = REQUEST_IS.find(sentence)?.end();
    Some(start..start + named(&sentence[start..]))
}

/// How far a text goes up to the first word with which something is said of what it names.
pub(super) fn named(text: &str) -> usize {
    let verb = VERB.find(text).map(|verb| verb.start());
    let turn = TURN.find(text).map(|turn| turn.start());
    let end = verb.into_iter().chain(turn).min().unwrap_or(text.len());
    text[..end].trim_end().len()
}

static REQUEST_IS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ \s* (?: q \s* [-–—]{1,3} \s*
            | (?: the | this ) \s+ (?: [a-z]+ \s+ )? requests? \s+ (?: is | was ) \s+ (?: made \s+ )? for \s+
            | this \s+ is \s+ (?: a | the ) \s+ (?: [a-z]+ \s+ )? request \s+ for \s+ )",
    )
});

static ABOUT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"^ \s* (?: concerning | regarding | with \s+ (?: regard | respect ) \s+ to ) \s+ (?: the \s+ )? (?: requests? \s+ (?: for | of ) \s+ )?
            (?<drug> [a-z]+ (?: \s+ (?: CR | ER | IR | SR | XR ) )? \s+ [0-9][0-9./]* \s* mc?g ) \s* ,",
    )
});
/// What is said of the request, and not of a drug that was tried: `…, the MTUS has no section`.
static ON_REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"^ \s* , \s+ (?: (?: the | this | these ) \s+ )? (?: [a-z]+ \s+ )? (?: ACOEM | criteria | guidelines? | MTUS | ODG | requests? ) \b | ^ \s* , \s+ (?: I | it ) \s+ (?: is | find ) \b",
    )
});

static NUMBER_REQUESTED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"(?: ^ (?: [a-z]+ , \s+ )? | [,;] \s+ and \s+ ) the \s+ (?<number> {NUMBER} (?: \s+ \( [0-9]+ \) )? \s+ (?: [a-z]+ \s+ )?
            (?: injections? | sessions? | treatments? | visits? | tablets? ) ) \s+ (?: asked \s+ for | at \s+ issue | in \s+ dispute | requested | sought ) \b",
    ))
});

/// `Here twelve sessions are asked for at once.`
static NUMBER_ASKED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"(?: ^ \s* (?: [–—-] \s* )? | \s [–—-] \s* | \b here ,? \s+ ) (?: the \s+ )? (?<number> {NUMBER} \s+ (?: days | hours | sessions | treatments | visits )
            (?: \s+ (?: a | per ) \s+ (?: day | week ) )? ) \s+ (?: are \s+ )? (?: asked | requested | sought ) (?: \s+ for )? (?: \s+ (?: at \s+ once | here | now ) )?
            \s* (?: [.;)] | $ )",
    ))
});

static REQUEST_FOR_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"^ (?: [a-z]+ , \s+ )? the \s+ (?: (?: current | present | instant ) \s+ )? request \s+ (?: for | of ) \s+
            (?<number> (?: an? \s+ )? (?: (?: additional | another | further | more | total \s+ of ) \s+ )? {NUMBER} \s+
            (?: (?: additional | further | more ) \s+ )? (?: [a-z]+ \s+ )? (?: sessions? | treatments? | visits? ) )",
    ))
});

static AMOUNT_ASKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ (?: [a-z]+ , \s+ )? the \s+ (?: amount | frequency | number | quantity ) (?: \s+ of \s+ [a-z]+ )? \s+
            (?: asked \s+ for | requested | sought ) , \s+ (?<number> [a-z0-9] [^,;.]{1,60} ) ,",
    )
});

static BEFORE_NOW: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: earlier | had | past | previous (?: ly )? | prior | (?: 19 | 20 ) [0-9]{{2}} | (?: in | of ) \s+ {MONTH} ) \b"
    ))
});

/// What is said of a request that is under review; others `were given`, or were `requested in 2012`.
static SAID_NOW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\s+for\s+(?:the|his|her)(?:\s+[a-z]+){1,3}?)?\s+(?:here\s+|now\s+)?(?:is|are|exceeds?|falls?|fits?|goes?|lies?|meets?|stays?|would|can|may|do|does)\b",
    )
});

/// Words with which something is said of what was named.
pub(super) static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: is | are | was | were | be | been | has | have | had | does | do | did | should | would | may | might
            | could | will | must | shows? | takes? | took | lacks? | failed | allow(?:s|ed)? | denied | modified | certified
            | supports? | recommends? | limits? | meets? | exceeds? | appears? | remains? | asks? | reports? | documents?
            | describes? | needs? | uses? | states? ) \b",
    )
});

static NECESSITY_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ \s* med (?: ical (?: ly )? )? \.? \s+ nec (?: essary | essity )? \.? \s* : \s* | \b medical \s+ necessity \s+ (?: of | for ) \s+ (?: (?: the | this ) \s+ )? (?: requests? \s+ (?: for | of ) \s+ )?",
    )
});

/// Words with which a comparison, a reason or another time begins.
static TURN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: above | additional \s+ to | after | as | based | because | before | beyond | but | compar (?: ed | ison ) | despite | down \s+ from | due | exceeding | following
            | formerly | given | in \s+ addition | in \s+ (?: an? | the | this ) \s+ (?: [\w-]+ \s+ ){0,4}?
              (?: claimant | female | male | man | patient | woman | worker ) | in \s+ excess | in \s+ light | in \s+ place \s+ of | increased \s+ from | instead | like | not
            | over \s+ and | previously | rather | reduced \s+ from | similar \s+ to | since | than | that | though
            | under | unlike | until | up \s+ from | when | where | which | while | who | whose | without ) \b | , \s* (?: an? \s+ | the \s+ )? refills? \s+ of \b | [;]",
    )
});

#[cfg(test)]
mod tests {
    use super::super::sentences;
    use super::*;

    fn read(rationale: &str) -> Vec<&str> {
        let said = sentences(rationale).into_iter().flat_map(|sentence| {
            let text = &rationale[sentence];
            echoes(text).into_iter().map(move |echo| &text[echo])
        });
        said.collect()
    }

    #[test]
    fn necessity_is_said_of_the_request() {
        for (rationale, echo) in [
            ("The medical necessity of Suboxone 8/2 mg #60 has been established.", "Suboxone 8/2 mg #60"),
            ("Med nec: Supartz series of 5, L knee.", "Supartz series of 5, L knee."),
            ("With regard to Lunesta 3 mg, the MTUS has no section.", "Lunesta 3 mg"),
            ("Here twelve sessions are asked at once.", "twelve sessions"),
            ("ODG allows a week - 14 days requested.", "14 days"),
            ("I find no medical necessity for the 24 visits requested.", "24 visits requested."),
            ("Medical necessity for the request of 24 visits to the left knee is shown.", "24 visits to the left knee"),
        ] {
            let found = echoes(rationale);
            assert!(found.iter().any(|found| &rationale[found.clone()] == echo), "{rationale}");
        }
    }

    #[test]
    fn rationales_open_with_the_request() {
        assert_eq!(read("The request is for Flexeril 10mg #60. It is old."), ["Flexeril 10mg #60."]);
        assert_eq!(read("This is a request for 20 sessions, which exceed the trial."), ["20 sessions,"]);
        assert!(read("In May - 12 visits requested. UR allowed half of it.").is_empty());
        assert!(read("With regard to naproxen 550 mg, there is no record of stomach upset.").is_empty());
        assert!(read("Regarding gabapentin 300 mg, he had no relief, and the dose was raised.").is_empty());
        assert!(read("In the last review, the 24 visits requested are called too many.").is_empty());
        assert!(read("Utilization review denied the request for #60. It asks for 6 visits.").is_empty());
        assert_eq!(read("It is right, and the 12 visits asked for do not go beyond it."), ["12 visits"]);
        assert_eq!(read("The 12 visits requested for the right knee are within it."), ["12 visits"]);
        assert_eq!(read("The request of 6 visits fits."), ["6 visits"]);
        assert_eq!(read("The current request for 18 visits exceeds the limit."), ["18 visits"]);
        assert_eq!(read("The amount asked for, 12 hours a week, is within it."), ["12 hours a week"]);
        assert!(read("The request for 12 visits was cut to 6. The prior request for 12 visits is old.").is_empty());
    }
}
