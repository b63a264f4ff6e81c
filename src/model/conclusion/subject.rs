//! What a conclusion is drawn of: the `Norco #60` of `the request for Norco #60 is not medically necessary`.

use crate::layouts::request::is_sentence;
use crate::model::echo::{VERB, named};
use crate::model::shifted;
use crate::text::pattern::{NUMBER, pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What is decided on in a sentence with these deciding words.
pub(super) fn subject(sentence: &str, words: &Range<usize>) -> Option<Range<usize>> {
    match sentence[..words.start].trim().is_empty() {
        true => named_behind(&sentence[words.end..]).map(|subject| shifted(&subject, words.end)),
        false => named_before(&sentence[..words.start]),
    }
}

/// What a conclusion is drawn of, in a sentence up to its deciding words.
fn named_before(concluding: &str) -> Option<Range<usize>> {
    if EARLIER.is_match(concluding) {
        return None;
    }
    let told = REQUEST_FOR.find_iter(concluding).last().or_else(|| OWN_VIEW.find_iter(concluding).last());
    let start = match told {
        Some(told) => told.end(),
        None => start_without_request(concluding)?,
    };
    Some(start..start + named(&concluding[start..]))
}

/// The same, if it is named behind the deciding words: `Not medically necessary as written, Norco #90.`
fn named_behind(behind: &str) -> Option<Range<usize>> {
    let start = NAMED_BEHIND.find(behind)?.end();
    Some(start..start + named(&behind[start..]))
}

/// Where the subject begins that is not called a request.
fn start_without_request(concluding: &str) -> Option<usize> {
    let lead = LEAD.find(concluding).map_or(0, |lead| lead.end());
    let subject = &concluding[lead..];
    let own_verb =
        FOUND_TO_BE.find(subject).or_else(|| IS_AND.find(subject)).or_else(|| VERB.find_iter(subject).last());
    let own_verb = own_verb.map_or(subject.len(), |verb| verb.start());
    let before = &subject[..own_verb];
    match is_sentence(before) || VERB.is_match(before) || INTRODUCTION.is_match(before) || BUT.is_match(before) {
        true => {
            let clauses = CLAUSE.find_iter(before).map(|found| found.end());
            // `…, the therapy, 12 visits, is`: how much there is of it is no subject.
            clauses.filter(|&start| !HOW_MUCH.is_match(&before[start..])).last().map(|start| lead + start)
        }
        false => Some(lead),
    }
}

/// `the first request for 4 visits`, `the prior 8 visits`: what was asked for before.
static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: earlier | first | former | initial | last | previous | prior ) \s+ requests? \b
            | \b (?: earlier | former | previous | prior ) \s+ \#? [0-9]",
    )
});

static REQUEST_FOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b requests? \s+ (?: (?: is | was ) \s+ )? (?: for | of ) \s+
            (?: (?: the \s+ )? authorization \s+ (?: for | of ) \s+ )?",
    )
});

/// `I am satisfied that`, `it is accordingly determined that`: what comes next is what the reviewer holds.
static OWN_VIEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: (?: i | we | (?: the | this ) \s+ (?: expert \s+ | physician \s+ )? reviewer ) ,? \s+ (?: [a-z]+ ,? \s+ ){1,4}? that
            | it \s+ (?: [a-z]+ ,? \s+ ){1,3}? that
            | (?: my | our | the ) \s+ (?: conclusion | finding | judge?ment | opinion ) \s+ is ,? \s+ (?: [a-z]+ ,? \s+ )? that ) \s+",
    )
});

/// Words with which a conclusion begins before it names its subject.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ (?: (?: therefore | thus | hence | so | and | also | but | still | yet | nevertheless | nonetheless | accordingly | consequently | as \s+ such | as \s+ a \s+ result
            | in \s+ (?: conclusion | summary | addition | sum )
            | (?: based \s+ on | by | for | from | given | in | on | under | with ) \s+ (?: all \s+ )? (?: my | such | that | the | these | this ) \s+
              (?: basis | case | chart | circumstances? | evidence | facts? | findings? | grounds? | judge?ment | opinion | record | reasons? | situation | view )
              (?: \s+ (?: above | alone | explained | given | set \s+ out | stated ) )*
            | (?: based \s+ on | given | in \s+ (?: light | view ) \s+ of | per ) \s+ the \s+ (?: above | foregoing ) | in \s+ short | on \s+ balance
            | at \s+ this \s+ time | overall | finally | furthermore | moreover | however ) \b \s* ,? \s* )+",
    )
});

/// Where another clause begins.
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)[,;:]\s+(?:(?:and|so|but|thus|hence|therefore|that)\b,?\s*)*|\b(?:so\s+that|therefore|thus|hence)\s+")
});

/// `cervical injections carry more risk, but a lumbar one`
static BUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i),\s+(?:but|so|yet)\s"));

static HOW_MUCH: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"^ \s* (?: $ | (?: (?: (?: \# | qty | quantity | x ) \s* )? (?: [0-9] | {NUMBER} \b ) [^,]{{0,40}} , \s* )+ $ )",
    ))
});

/// Words that open what stands before the subject of a sentence.
static INTRODUCTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ (?: according | after | although | as | at | based | because | before | considering | due | during | for | from
            | given | if | in | on | per | since | to | under | unless | until | when | while | with | without ) \b
            | ^ (?: all | both | neither | no | none | nothing ) \b [^,;]{0,60} \s [a-z]{2,} ing \b [^,;]{0,60} ,",
    )
});

/// `is premature and`, before another `is`: both say something of one thing.
static IS_AND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \s (?: is | are | was | were ) \s+ (?: [a-z]+ \s+ ){1,3}? and \s+ (?: (?: hence | so | therefore | thus ) \s+ )? (?: is | are | was | were ) \s* \z",
    )
});

/// `are found to be`: one verb, of which the last word says nothing.
static FOUND_TO_BE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: is | are | was | were | (?: has | have ) \s+ been ) \s+ (?: [a-z]+ \s+ ){1,3}? to \s+ (?: not \s+ )? be \s+ (?: [a-z]+ \s+ )? $",
    )
});

static NAMED_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?ix) ^ (?: \s+ as \s+ (?: prescribed | requested | submitted | written ) )? \s* [,:] \s+")
});

#[cfg(test)]
mod tests {
    use crate::model::conclusion::conclusions;

    fn subjects(rationale: &str) -> Vec<&str> {
        conclusions(rationale).into_iter().filter_map(|conclusion| Some(&rationale[conclusion.subject?])).collect()
    }

    #[test]
    fn conclusions_name_the_request() {
        for (rationale, echo) in [
            (
                "No relief. Therefore, the request for Norco 5/325mg #90 is not medically necessary.",
                "Norco 5/325mg #90",
            ),
            ("Therefore, cyclobenzaprine 7. 5 mg #60 is not medically necessary.", "cyclobenzaprine 7. 5 mg #60"),
            (
                "Physical therapy, left knee, 24 visits is not medically necessary.",
                "Physical therapy, left knee, 24 visits",
            ),
            ("The patient has no leg pain, so that the EMG is not medically necessary.", "the EMG"),
            ("But Norco 5/325mg #120 as requested is not medically necessary.", "Norco 5/325mg #120"),
            ("To see why, EMG/NCV of both arms is medically necessary.", "EMG/NCV of both arms"),
            ("As such, the request for 2 blocks after a fall is not medically necessary.", "2 blocks"),
            ("Therefore, the arthroscopy, like the left one, is not medically necessary.", "the arthroscopy,"),
            ("The request for Norco #60, a refill of the #90 given before, is not medically necessary.", "Norco #60"),
            (
                "The request for arthroscopy in a patient with a right knee implant is not medically necessary.",
                "arthroscopy",
            ),
            (
                "I find that cognitive therapy, 12 sessions, is not medically necessary.",
                "cognitive therapy, 12 sessions,",
            ),
            ("For all these reasons Norco #60 is not medically necessary.", "Norco #60"),
            ("Based on the foregoing, ice, left heel, 3 days, is not medically necessary.", "ice, left heel, 3 days,"),
            ("With it allowed, 12 visits of therapy is not medically necessary.", "12 visits of therapy"),
            (
                "Based on this, ice for the neck and low back, 1 time a week for 6 weeks, 6 visits, is not medically necessary.",
                "ice for the neck and low back, 1 time a week for 6 weeks, 6 visits,",
            ),
            (
                "Until it was tried, the release of the pulley is premature and is not medically necessary.",
                "the release of the pulley",
            ),
            (
                "Soma 350mg is sedating and is habit forming, and Norco 5/325mg #60 is not medically necessary.",
                "Norco 5/325mg #60",
            ),
            (
                "Ten visits were tried and were of use, and the acupuncture is not medically necessary.",
                "the acupuncture",
            ),
            ("Neither answer supporting it, Lunesta 2 mg #30 is not medically necessary.", "Lunesta 2 mg #30"),
            ("As it is denied, the therapy, 34 visits, is not medically necessary.", "the therapy, 34 visits,"),
            ("The request for 6 visits in addition to the 12 completed is not medically necessary.", "6 visits"),
            ("Tramadol ER 150mg #30: not medically necessary.", "Tramadol ER 150mg #30:"),
            ("Accordingly, 6 sessions of therapy are found to be medically necessary.", "6 sessions of therapy"),
            ("I am therefore satisfied that Norco 5/325mg #90 is medically necessary.", "Norco 5/325mg #90"),
            ("It is accordingly determined that 2 hours a day is medically necessary.", "2 hours a day"),
            (
                "At present, for what I said, I find that the program of 80 hours is medically necessary.",
                "the program of 80 hours",
            ),
            (
                "This reviewer finds that the aide, 4 hours a day, is not medically necessary.",
                "the aide, 4 hours a day,",
            ),
            (
                "I would accordingly conclude that yoga, 12 classes in all, is medically necessary.",
                "yoga, 12 classes in all,",
            ),
            ("It follows that Norco 5/325mg #90 is not medically necessary.", "Norco 5/325mg #90"),
            ("We conclude that an MRI of the left knee is medically necessary.", "an MRI of the left knee"),
            ("My conclusion is that an MRI of the left knee is medically necessary.", "an MRI of the left knee"),
            ("Under these circumstances an MRI of the left knee is medically necessary.", "an MRI of the left knee"),
            ("For the reasons set out above, the knee MRI is medically necessary.", "the knee MRI"),
            ("For that reason alone, the program, 160 hours, is not medically necessary.", "the program, 160 hours,"),
            ("On this record an MRI of the left knee is medically necessary.", "an MRI of the left knee"),
        ] {
            assert_eq!(subjects(rationale), [echo], "{rationale}");
        }
    }

    #[test]
    fn earlier_requests_are_none() {
        for text in
            ["The first request for 4 visits was medically necessary.", "The prior 8 visits were medically necessary."]
        {
            assert!(subjects(text).is_empty(), "{text}");
        }
    }
}
