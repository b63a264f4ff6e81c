//! Where a rationale says again what was requested: `The request is for Norco #60`, `the request for Norco #60 is not`.

use crate::layouts::request::is_sentence;
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The stretches of a sentence that name what was requested, whatever is concluded in it.
pub fn echoes(sentence: &str) -> Vec<Range<usize>> {
    opening(sentence).into_iter().chain(amount_requested(sentence)).chain(called_necessary(sentence)).collect()
}

/// What `the medical necessity of` is said of.
fn called_necessary(sentence: &str) -> Option<Range<usize>> {
    let start = NECESSITY_OF.find(sentence)?.end();
    Some(start..start + named(&sentence[start..]))
}

/// `The six visits requested` or `The current request for six visits`, as the subject of a sentence.
fn amount_requested(sentence: &str) -> Option<Range<usize>> {
    let found = NUMBER_REQUESTED.captures(sentence).or_else(|| REQUEST_FOR_NUMBER.captures(sentence));
    let found = found.or_else(|| AMOUNT_ASKED.captures(sentence))?;
    let (whole, number) = (found.get(0)?, found.name("number")?);
    SAID_NOW.is_match(&sentence[whole.end()..]).then(|| number.range())
}

/// What follows `The request is for` or `Q--` in a sentence.
fn opening(sentence: &str) -> Option<Range<usize>> {
    let start = REQUEST_IS.find(sentence)?.end();
    Some(start..start + named(&sentence[start..]))
}

/// What a conclusion is drawn of, in a sentence up to its deciding words.
pub(super) fn subject(concluding: &str) -> Option<Range<usize>> {
    if EARLIER.is_match(concluding) {
        return None;
    }
    let told = REQUEST_FOR.find_iter(concluding).last().or_else(|| OWN_VIEW.find_iter(concluding).last());
    let start = match told {
        Some(told) => told.end(),
        None => subject_without_request(concluding)?,
    };
    Some(start..start + named(&concluding[start..]))
}

/// The same, if it is named behind the deciding words: `Not medically necessary as written, Norco #90.`
pub(super) fn subject_behind(behind: &str) -> Option<Range<usize>> {
    let start = NAMED_BEHIND.find(behind)?.end();
    Some(start..start + named(&behind[start..]))
}

/// Where the subject begins that is not called a request.
fn subject_without_request(concluding: &str) -> Option<usize> {
    let lead = LEAD.find(concluding).map_or(0, |lead| lead.end());
    let subject = &concluding[lead..];
    let own_verb =
        FOUND_TO_BE.find(subject).or_else(|| IS_AND.find(subject)).or_else(|| VERB.find_iter(subject).last());
    let own_verb = own_verb.map_or(subject.len(), |verb| verb.start());
    let before = &subject[..own_verb];
    match is_sentence(before) || VERB.is_match(before) || INTRODUCTION.is_match(before) {
        true => {
            let clauses = CLAUSE.find_iter(before).map(|found| found.end());
            // `…, the therapy, 12 visits, is`: how much there is of it is no subject.
            clauses.filter(|&start| !HOW_MUCH.is_match(&before[start..])).last().map(|start| lead + start)
        }
        false => Some(lead),
    }
}

/// How far a text goes up to the first word with which something is said of what it names.
fn named(text: &str) -> usize {
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

static NUMBER_REQUESTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) (?: ^ (?: [a-z]+ , \s+ )? | [,;] \s+ and \s+ ) the \s+ (?<number> (?: [0-9]+ | two | three | four | five | six | seven | eight | nine | ten | twelve | eighteen | twenty (?: -four )? | [a-z]+teen ) (?: \s+ \( [0-9]+ \) )? \s+ (?: [a-z]+ \s+ )?
            (?: injections? | sessions? | treatments? | visits? | tablets? ) ) \s+ (?: asked \s+ for | at \s+ issue | in \s+ dispute | requested | sought ) \b",
    )
});

static REQUEST_FOR_NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ (?: [a-z]+ , \s+ )? the \s+ (?: (?: current | present | instant ) \s+ )? request \s+ (?: for | of ) \s+
            (?<number> (?: an? \s+ )? (?: (?: additional | another | further | more | total \s+ of ) \s+ )? (?: [0-9]+ | two | three | four | five | six | eight | ten | twelve ) \s+
            (?: (?: additional | further | more ) \s+ )? (?: [a-z]+ \s+ )? (?: sessions? | treatments? | visits? ) )",
    )
});

static AMOUNT_ASKED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ (?: [a-z]+ , \s+ )? the \s+ (?: amount | frequency | number | quantity ) (?: \s+ of \s+ [a-z]+ )? \s+
            (?: asked \s+ for | requested | sought ) , \s+ (?<number> [a-z0-9] [^,;.]{1,60} ) ,",
    )
});

/// What is said of a request that is under review; others `were given`, or were `requested in 2012`.
static SAID_NOW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\s+for\s+(?:the|his|her)(?:\s+[a-z]+){1,3}?)?\s+(?:here\s+|now\s+)?(?:is|are|exceeds?|falls?|fits?|goes?|lies?|meets?|stays?|would|can|may|do|does)\b",
    )
});

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

static HOW_MUCH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ \s* (?: $ | (?: (?: (?: \# | qty | quantity | x ) \s* )? (?: [0-9] | (?: one | two | three | four | six | eight | ten | twelve ) \b ) [^,]{0,40} , \s* )+ $ )",
    )
});

/// Words that open what stands before the subject of a sentence.
static INTRODUCTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ (?: according | after | although | as | at | based | because | before | considering | due | during | for | from
            | given | if | in | on | per | since | to | under | unless | until | when | while | with | without ) \b
            | ^ (?: all | both | neither | no | none | nothing ) \b [^,;]{0,60} \s [a-z]{2,} ing \b [^,;]{0,60} ,",
    )
});

static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: is | are | was | were | be | been | has | have | had | does | do | did | should | would | may | might
            | could | will | must | shows? | takes? | took | lacks? | failed | allow(?:s|ed)? | denied | modified | certified
            | supports? | recommends? | limits? | meets? | exceeds? | appears? | remains? | asks? | reports? | documents?
            | describes? | needs? | uses? | states? ) \b",
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
        let deciding = rationale.rfind("not medically").or_else(|| rationale.rfind("medically"));
        let sentences = sentences(rationale);
        let last = sentences.last().map_or(0, |sentence| sentence.start);
        let said = sentences.iter().flat_map(|sentence| {
            let text = &rationale[sentence.clone()];
            echoes(text).into_iter().map(move |echo| &text[echo])
        });
        let concluding = deciding.map(|deciding| &rationale[last..deciding]);
        said.chain(concluding.and_then(|text| Some(&text[subject(text)?]))).collect()
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
            assert_eq!(read(rationale), [echo], "{rationale}");
        }
    }

    #[test]
    fn necessity_is_said_of_the_request() {
        for (rationale, echo) in [
            ("The medical necessity of Suboxone 8/2 mg #60 has been established.", "Suboxone 8/2 mg #60"),
            ("Med nec: Supartz series of 5, L knee.", "Supartz series of 5, L knee."),
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
        assert!(read("In the last review, the 24 visits requested are called too many.").is_empty());
        assert!(read("Utilization review denied the request for #60. It asks for 6 visits.").is_empty());
        for text in
            ["The first request for 4 visits was medically necessary.", "The prior 8 visits were medically necessary."]
        {
            assert!(read(text).is_empty(), "{text}");
        }
        assert_eq!(read("It is right, and the 12 visits asked for do not go beyond it."), ["12 visits"]);
        assert_eq!(read("The 12 visits requested for the right knee are within it."), ["12 visits"]);
        assert_eq!(read("The request of 6 visits fits."), ["6 visits"]);
        assert_eq!(read("The current request for 18 visits exceeds the limit."), ["18 visits"]);
        assert_eq!(read("The amount asked for, 12 hours a week, is within it."), ["12 hours a week"]);
        assert!(read("The request for 12 visits was cut to 6. The prior request for 12 visits is old.").is_empty());
    }
}
