//! Words about persons.

use super::{Called, Sex};
use crate::text::pattern::pattern;
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
    /// Somebody else.
    Other,
}

/// The words about persons in a text, in order.
pub(super) fn words(text: &str) -> Vec<(Range<usize>, Word)> {
    let found = WORD.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?.range();
        let is = |group: &str| found.name(group);
        // `patient-controlled` is no person.
        if text[whole.end..].starts_with('-') && is("years").is_none() {
            return None;
        }
        let word = if let Some(years) = is("years").or_else(|| is("aged")) {
            Word::Age { years: number(years.as_str())?, is_labelled: is("aged").is_some() }
        } else if is("either").is_some() {
            Word::Either
        } else if is("female").is_some() {
            Word::Sex(Sex::Female)
        } else if is("male").is_some() {
            Word::Sex(Sex::Male)
        } else if is("she").is_some() {
            Word::Pronoun(Sex::Female)
        } else if is("he").is_some() {
            Word::Pronoun(Sex::Male)
        } else if let Some(person) = is("person") {
            if EDUCATION.is_match(&text[whole.end..]) {
                return None;
            }
            Word::Person(called(person.as_str()))
        } else {
            Word::Other
        };
        Some((whole, word))
    });
    found.collect()
}

fn called(word: &str) -> Called {
    match word.to_lowercase().as_str() {
        "patient" => Called::Patient,
        "claimant" => Called::Claimant,
        "applicant" => Called::Applicant,
        "employee" => Called::Employee,
        _ => Called::Worker,
    }
}

/// The number that digits or words mean.
fn number(words: &str) -> Option<u8> {
    if let Ok(number) = words.parse() {
        return Some(number);
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
/// Words about persons.
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    let tens = TENS.join("|");
    let units = UNITS.join("|");
    const DASH: &str = r"[\s\-–—‑]*";
    pattern(&format!(
        r"(?ix) (?-u:\b) (?:
        (?<either> s?he \s*/\s* s?he | his \s*/\s* hers? | hers? \s*/\s* his | him \s*/\s* her | her \s*/\s* him | s \s*/\s* he
            | he \s+ or \s+ she | she \s+ or \s+ he | his \s+ or \s+ hers? | her \s+ or \s+ his | him \s+ or \s+ her
            | his \s+ and \s+ hers? )
        | (?<years> [0-9]{{1,3}} | (?: {tens} ) (?: {DASH} (?: {units} ) )? ) {DASH}
            (?: (?: years? | yrs? | yr\.? ) {DASH} (?: old | of \s+ age ) | y \.? \s* /? \s* o (?-u:\b) \.? )
        | aged? \s+ (?<aged> [0-9]{{2,3}} ) (?-u:\b)
        | (?<person> injured \s+ worker | patient | claimant | applicant | employee | worker | (?-i:IW) )
        | (?<female> female | woman | lady ) | (?<male> male | man | gentleman )
        | (?<she> she | hers? | herself ) | (?<he> he | him | his | himself )
        | (?<other> {OTHERS} ) s? )
        (?-u:\b)"
    ))
});

/// Persons beside the worker.
const OTHERS: &str = r"(?: physician | doctor | provider | surgeon | therapist | psychologist | psychiatrist | chiropractor
    | acupuncturist | podiatrist | pharmacist | nurse | specialist | neurologist | orthop[a]?edist | examiner | evaluator
    | reviewer | adjuster | attorney | lawyer | manager | supervisor | employer | co-?worker | boss | teacher | foreman
    | husband | wife | spouse | partner | son | daughter | mother | father | brother | sister | parent | child | children
    | aunt | uncle | cousin | niece | nephew | grand(?:mother|father|son|daughter|child|parent) | girlfriend | boyfriend
    | fianc[e\u00e9]e? | friend | neighbou?r | caregiver | aide | interpreter | boy | girl | baby | colleague | customer | client | driver
    | officer | dentist | counsel(?:l)?or | technician | assistant | suspect | subject | passenger | inmate | student
    | resident | practitioner | consultant | trainer | clinician | radiologist | anesthesiologist | (?-i:Drs?\b\.?) | (?-i:M\.?D\b\.?)
    | (?-i:PTP) | (?-i:QME) | (?-i:AME) | (?-i:PA-C) | patients | women | girls | pain \s+ management | someone | somebody | person )";

/// What an education of patients and the like is called.
static EDUCATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s+(?:education|health|benefits?|care|population|history|safety|handling|selection|lifts?|transfers?|visits?|days?)\b",
    )
});
