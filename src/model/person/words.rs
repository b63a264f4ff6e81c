//! Words about persons.

use super::super::shifted;
use super::{Called, Sex};
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// `he or she`
    Either,
    /// With the number itself, and whether it stands before its noun, as in `51-year-old`.
    Age {
        years: u8,
        is_labelled: bool,
    },
    Person(Called),
    Pronoun(Sex),
    Sex(Sex),
    /// `patients`, whom no `he` or `she` means.
    Many,
    /// Somebody else, of whom the letter may tell what it tells of patients; not so of those who treat, examine or judge, nor
    /// of many.
    Other {
        may_be_ill: bool,
    },
}

/// The words about persons in a text, in order.
pub(super) fn words(text: &str) -> Vec<(Range<usize>, Word)> {
    let mut words = Vec::new();
    for found in WORD.find_iter(text) {
        let Some((place, word)) = Word::of(found.as_str()) else { continue };
        let place = shifted(&place, found.start());
        let after = &text[place.end..];
        let is_other_noun = match word {
            Word::Age { is_labelled, .. } => is_labelled && after.starts_with('-'),
            // `patient-controlled` is no person, and patient education none either.
            Word::Person(_) => after.starts_with('-') || EDUCATION.is_match(after),
            _ => after.starts_with('-'),
        };
        if is_other_noun {
            continue;
        }
        // `Her husband is a man of 60.`
        let is_of_other = matches!(words.last(), Some((_, Word::Other { .. } | Word::Many)));
        let is_described = matches!(word, Word::Sex(_)) && !is_of_other && DESCRIBED.is_match(&text[..place.start]);
        let age = if is_described { AGE_BEHIND_SEX.captures(after) } else { None };
        let age =
            age.and_then(|found| Some((shifted(&found.name("of")?.range(), place.end), number(&found["years"])?)));
        let letter = if matches!(word, Word::Age { .. }) { SEX_BEHIND_AGE.captures(after) } else { None };
        words.push((place.clone(), word));
        words.extend(age.map(|(place, years)| (place, Word::Age { years, is_labelled: true })));
        words.extend(letter.and_then(|found| found.get(1)).map(|letter| {
            let sex = if letter.as_str() == "F" { Sex::Female } else { Sex::Male };
            (shifted(&letter.range(), place.end), Word::Sex(sex))
        }));
    }
    words
}

/// That a noun which tells a sex comes next and means the worker: somebody in an example is `a man of 50` as well.
static DESCRIBED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:(?:is|was|concerns?|(?:chart|file|records?)\s+(?:describes?|of|shows?))\s+an?|our|this)\s+$")
});
/// `a man of 63`
static AGE_BEHIND_SEX: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s+(?<of>of\s+(?<years>[2-7][0-9]))(?:[.,;)]|$|\s+(?:who|whose|with)\b)"));
/// `56 yo F`.
static SEX_BEHIND_AGE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s?(F|M)(?:[\s.,;)]|$)"));

impl Word {
    /// What the words of a match mean, and which of them say it; `None` for an age that nobody reaches.
    fn of(words: &str) -> Option<(Range<usize>, Self)> {
        let all = 0..words.len();
        if let Some((_, word)) = WORDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(words)) {
            return Some((all, word.clone()));
        }
        if let Some(age) = AGE.captures(words) {
            let is_labelled = age.name("aged").is_some();
            let bare = age.name("bare").or_else(|| age.name("aside"));
            let years = age.name("aged").or_else(|| age.name("years")).or(bare)?;
            let word = Word::Age { years: number(years.as_str())?, is_labelled };
            return Some((bare.map_or(all, |bare| bare.range()), word));
        }
        let is_either = words.starts_with(['h', 'H', 's', 'S']) && words.contains(|char: char| !char.is_alphabetic());
        let is_worker = || words.to_ascii_lowercase().ends_with("worker") && words.starts_with(['i', 'I']);
        let word = match () {
            () if is_either => Word::Either,
            () if is_worker() => Word::Person(Called::Worker),
            () if MANY.is_match(words) => Word::Many,
            () => Word::Other { may_be_ill: !NEVER_ILL.is_match(words) },
        };
        Some((all, word))
    }
}

/// Words of one kind only.
const WORDS: [(&str, Word); 21] = [
    ("she", Word::Pronoun(Sex::Female)),
    ("her", Word::Pronoun(Sex::Female)),
    ("hers", Word::Pronoun(Sex::Female)),
    ("herself", Word::Pronoun(Sex::Female)),
    ("he", Word::Pronoun(Sex::Male)),
    ("him", Word::Pronoun(Sex::Male)),
    ("his", Word::Pronoun(Sex::Male)),
    ("himself", Word::Pronoun(Sex::Male)),
    ("patient", Word::Person(Called::Patient)),
    ("pt", Word::Person(Called::Patient)),
    ("claimant", Word::Person(Called::Claimant)),
    ("applicant", Word::Person(Called::Applicant)),
    ("employee", Word::Person(Called::Employee)),
    ("worker", Word::Person(Called::Worker)),
    ("IW", Word::Person(Called::Worker)),
    ("female", Word::Sex(Sex::Female)),
    ("woman", Word::Sex(Sex::Female)),
    ("lady", Word::Sex(Sex::Female)),
    ("male", Word::Sex(Sex::Male)),
    ("man", Word::Sex(Sex::Male)),
    ("gentleman", Word::Sex(Sex::Male)),
];

/// The number that digits or words mean.
fn number(words: &str) -> Option<u8> {
    // `511 years` are told, too, though nobody has them.
    if let Ok(number) = words.parse::<u32>() {
        return Some(u8::try_from(number).unwrap_or(u8::MAX));
    }
    let words = words.to_lowercase();
    let mut parts = words.split(|char: char| !char.is_alphabetic()).filter(|part| !part.is_empty());
    let tens = TENS.iter().position(|tens| Some(*tens) == parts.clone().next())?;
    parts.next();
    let units = match parts.next() {
        Some(unit) => 1 + UNITS.iter().position(|known| *known == unit)?,
        None => 0,
    };
    u8::try_from(10 * (tens + 2) + units).ok()
}

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const UNITS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const DASH: &str = r"[\s\-–—‑]*";

/// `51-year-old`, `fifty-one years of age`, `51 y/o`, `aged 51`, `age (51)`, `is 51 and takes`, `is only 51.`, `who is 51,`.
static AGES: LazyLock<String> = LazyLock::new(|| {
    let (tens, units) = (TENS.join("|"), UNITS.join("|"));
    format!(
        r"(?: (?<years> [0-9]{{1,3}} | (?: {tens} ) (?: {DASH} (?: {units} ) )? ) {DASH}
            (?: (?: years? | yrs? | yr\.? ) {DASH} (?: old | of \s+ age ) (?-u:\b) | y \.? \s* /? \s* o (?-u:\b) \.? )
        | aged? \s+ (?: of \s+ | \( )? (?<aged> [0-9]{{2,3}} ) (?-u:\b)
        | who \s+ is \s+ (?: (?: already | now ) \s+ )? (?<aside> [0-9]{{2}} ) [,)]
        | is \s+ (?: (?: already | currently | now | only ) \s+ )? (?<bare> [0-9]{{2}} )
            (?: [.;] (?: \s | $ ) | \s+ (?: who | without ) (?-u:\b)
              | (?: \s+ (?: and | but ) | , (?: \s+ (?: and | but ) )? ) \s+ (?: {BEHIND_AGE} ) (?-u:\b) ) )"
    )
});
/// What goes on behind an age, and not behind a measure.
const BEHIND_AGE: &str = "also | BMI | can | cannot | could | did | diabetic | he | I | she | there | does | had | has | healthy | hypertensive | is | lives | married
    | neither | never | no | none | not | nothing | obese | off | on | otherwise | overweight | retired | single | smokes | so | still | takes | the | therefore | uses
    | wants | weighs | which | will | wishes | with | without | working | works | would";
static AGE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("(?ix) ^ {} $", AGES.as_str())));
/// Words about persons.
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix) (?-u:\b) (?: {} | (?:
        s?he \s*/\s* s?he | his \s*/\s* hers? | hers? \s*/\s* his | him \s*/\s* her | her \s*/\s* him | s \s*/\s* he
        | he \s+ or \s+ she | she \s+ or \s+ he | his \s+ or \s+ hers? | her \s+ or \s+ his | him \s+ or \s+ her
        | his \s+ and \s+ hers?
        | injured \s+ worker | patient | claimant | applicant | employee | worker | (?-i:IW) | (?-i:[Pp]t)
        | female | woman | lady | male | man | gentleman
        | she | hers? | herself | he | him | his | himself
        | {PROFESSIONALS} s? | {OTHERS} s? )
        (?-u:\b) )",
        AGES.as_str()
    ))
});
static NEVER_ILL: LazyLock<Regex> = LazyLock::new(|| verbose(&format!("^ (?: {PROFESSIONALS} s? | women | girls ) $")));
static MANY: LazyLock<Regex> = LazyLock::new(|| verbose("^ (?: patients | subjects ) $"));

/// Persons who treat, examine or judge.
const PROFESSIONALS: &str = r"(?: physician | doctor | provider | surgeon | therapist | psychologist | psychiatrist | chiropractor
    | acupuncturist | podiatrist | pharmacist | nurse | specialist | neurologist | orthop[a]?edist | examiner | evaluator
    | reviewer | adjuster | attorney | lawyer | dentist | counsel(?:l)?or | technician | practitioner | consultant | clinician
    | radiologist | anesthesiologist | (?-i:Drs?\b\.?) | (?-i:M\.?D\b\.?) | (?-i:PTP) | (?-i:QME) | (?-i:AME) | (?-i:PA-C)
    | pain \s+ management )";

/// Other persons beside the worker.
const OTHERS: &str = r"(?: manager | supervisor | employer | co-?worker | boss | teacher | foreman
    | husband | wife | spouse | partner | (?: son | daughter | mother | father | brother | sister ) (?: -in-law )? | parent | child | children
    | dad | grandma | grandpa | housemate | kid | landlady | landlord | mom | roommate | twin | aunt | uncle | cousin | niece | nephew | grand(?:mother|father|son|daughter|child|parent) | girlfriend | boyfriend
    | fianc[e\u00e9]e? | friend | neighbou?r | caregiver | aide | interpreter | boy | girl | baby | colleague | customer | client | driver
    | officer | assistant | suspect | subject | passenger | inmate | student | resident | trainer | patients | women | girls
    | someone | somebody | person )";

/// What an education of patients and the like is called.
static EDUCATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s+(?:education|health|benefits?|care|population|history|safety|handling|selection|lifts?|transfers?|visits?|days?)\b",
    )
});
