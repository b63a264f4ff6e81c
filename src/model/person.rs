//! What a text tells of the injured worker: age, sex, and the words it has for the person.
//!
//! Other persons have an age and a sex too. So a reading is kept only where nobody else can be meant.

mod ages;
mod patients;
mod reading;
mod strangers;
mod words;

pub use reading::Reading;

use super::{conclusion::quotations, shifted};
use crate::text::pattern::pattern;
use ages::{Around, is_workers_age};
use patients::is_patient;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;
use strangers::names_stranger;
use words::Word;

/// A sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// What letters call the person whose request is reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Called {
    /// `injured worker`, `worker`, `IW`.
    Worker,
    /// `patient`.
    Patient,
    /// `claimant`.
    Claimant,
    /// `applicant`.
    Applicant,
    /// `employee`.
    Employee,
}

/// What a text tells of the injured worker, each with its place, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Persons {
    /// How old the worker is, in years.
    pub ages: Vec<(Range<usize>, u8)>,
    /// Nouns that tell the worker's sex.
    pub sexes: Vec<(Range<usize>, Sex)>,
    /// Pronouns that stand for the worker.
    pub pronouns: Vec<(Range<usize>, Sex)>,
    /// What the worker is called.
    pub called: Vec<(Range<usize>, Called)>,
}

/// What a text tells of which each of these sentences was read. What is quoted tells nothing.
pub fn persons(text: &str, sentences: &[Range<usize>], readings: &[&Reading]) -> Persons {
    let quotations = quotations(text, sentences);
    let mut found = Persons::default();
    let mut meant = Meant::Worker;
    let told = readings.iter().rposition(|reading| !reading.words.is_empty()).map_or(0, |last| last + 1);
    for (sentence, reading) in sentences.iter().zip(readings).take(told) {
        let (words, at) = (&text[sentence.clone()], sentence.start);
        let is_quoted = |place: &Range<usize>| quotations.iter().any(|quoted| quoted.contains(&(at + place.start)));
        let about = reading.words.iter().filter(|(place, _)| !is_quoted(place)).cloned().collect::<Vec<_>>();
        let named = found.read(words, at, &about, reading.is_of_guideline, meant);
        meant = named.meant_next(meant, |has_worker| reading.names_stranger(words, has_worker));
    }
    found
}

/// Whom a pronoun that opens a sentence may mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meant {
    /// The worker only.
    Worker,
    /// The worker, or somebody who treats, examines or judges.
    Professional,
    Anybody,
}

/// Whom a sentence names.
#[derive(Clone, Copy, Default)]
struct Named {
    worker: bool,
    other: bool,
    /// Somebody else who may be ill as well.
    layman: bool,
}

impl Named {
    /// Whom a pronoun that opens the next sentence may mean; `meant` tells it of this one.
    fn meant_next(self, meant: Meant, names_stranger: impl Fn(bool) -> bool) -> Meant {
        let is_open = self.worker || meant == Meant::Worker;
        match () {
            () if self.layman || meant == Meant::Anybody && !self.worker => Meant::Anybody,
            () if !self.other && is_open && !names_stranger(self.worker) => Meant::Worker,
            () => Meant::Professional,
        }
    }
}

impl Persons {
    /// Reads a sentence, which starts at `at`. `meant` tells whom a pronoun that opens it may mean.
    fn read(
        &mut self,
        sentence: &str,
        at: usize,
        words: &[(Range<usize>, Word)],
        is_of_guideline: bool,
        meant: Meant,
    ) -> Named {
        let is_open = meant == Meant::Worker;
        let mut named = Named::default();
        let mut described_to = None;
        // `The patient must be willing; she has said so`
        let is_told_of_all = |place: &Range<usize>| is_of_guideline && !is_told_behind_stop(sentence, place);
        for (index, (place, word)) in words.iter().enumerate() {
            let before = &sentence[..place.start];
            let last = words[..index].iter().rev().map(|(_, word)| word).find(|word| !matches!(word, Word::Age { .. }));
            let is_work = described_to.is_some_and(|end: usize| is_occupation(&sentence[end..place.start]));
            described_to = (is_work || matches!(word, Word::Age { .. } | Word::Sex(_))).then_some(place.end);
            match word {
                Word::Either | Word::Many => {}
                Word::Other { .. } if is_work => {}
                Word::Person(called) if is_definite(before) => {
                    named.worker = true;
                    if !is_of_guideline {
                        self.called.push((shifted(place, at), *called));
                    }
                }
                Word::Sex(sex)
                    if is_workers_noun(before, sentence, place, last, words.get(index + 1))
                        || is_open && !named.other && !is_of_guideline && is_this_person(before) =>
                {
                    named.worker = true;
                    self.sexes.push((shifted(place, at), *sex));
                }
                Word::Person(_) if named.worker && (is_work && is_trade(before) || OCCUPATION.is_match(before)) => {}
                Word::Other { .. } | Word::Person(_) | Word::Sex(_) => {
                    named.other = true;
                    named.layman |= match word {
                        Word::Other { may_be_ill } => *may_be_ill,
                        Word::Person(_) => !THE.is_match(before),
                        _ => true,
                    };
                }
                Word::Pronoun(_) if EXPLAINED.is_match(&sentence[place.end..]) => named.other = true,
                Word::Pronoun(_) if WRITES.is_match(&sentence[place.end..]) => {}
                Word::Pronoun(sex) => {
                    let is_patient = || !named.other && meant != Meant::Anybody && is_patient(sentence, place);
                    let can_be_worker =
                        !named.other && (named.worker || is_open) && !names_stranger(before, named.worker);
                    let is_told_of_all = is_told_of_all(place);
                    if can_be_worker && !is_told_of_all && !is_object(sentence, place) {
                        named.worker = true;
                        self.pronouns.push((shifted(place, at), *sex));
                    } else if !is_told_of_all && is_patient() {
                        self.pronouns.push((shifted(place, at), *sex));
                    }
                }
                Word::Age { years, is_labelled } => {
                    let around = Around {
                        last,
                        next: words.get(index + 1),
                        // Nobody tells how old those are who treat or judge.
                        is_open: !named.other && (named.worker || meant != Meant::Anybody),
                        is_first: *self == Persons::default(),
                        is_of_guideline,
                    };
                    if is_workers_age(sentence, place, *is_labelled, &around) {
                        self.ages.push((shifted(place, at), *years));
                    }
                }
            }
        }
        named
    }
}

/// Whether words between an age or a sex and the name of a person leave that to be the worker's work: `male bus driver`.
fn is_occupation(between: &str) -> bool {
    const MOST: usize = 24;
    between.len() <= MOST && BEFORE_WORK.is_match(between) && !NO_WORK.is_match(between)
}

/// Whether `this` before `woman` points to the worker, and not to somebody in an example.
fn is_this_person(before: &str) -> bool {
    THIS.is_match(before) && !EXAMPLE.is_match(before)
}

/// Whether a word that tells what work it is stands before `worker`, as in `male warehouse worker`, and not only a sex.
fn is_trade(before: &str) -> bool {
    let word = before.split_whitespace().next_back().unwrap_or_default();
    !is_description(word)
}

/// Whether a pronoun opens a clause behind a semicolon that tells what is or was, and nothing of guidelines.
fn is_told_behind_stop(sentence: &str, place: &Range<usize>) -> bool {
    let Some((_, between)) = sentence[..place.start].rsplit_once(';') else { return false };
    let clause = &sentence[place.end..];
    let clause = clause.split_once(';').map_or(clause, |(clause, _)| clause);
    between.trim().is_empty() && TOLD.is_match(clause) && !GUIDELINE.is_match(clause)
}

/// Whether a pronoun is an object behind a preposition, as in `lives with him`: that is mostly somebody else.
fn is_object(sentence: &str, place: &Range<usize>) -> bool {
    let pronoun = &sentence[place.clone()];
    let is_him = pronoun.eq_ignore_ascii_case("him");
    let is_her = pronoun.eq_ignore_ascii_case("her") && NO_NOUN.is_match(&sentence[place.end..]);
    (is_him || is_her) && PREPOSITION.is_match(&sentence[..place.start])
}

/// Whether a noun after this text means the worker: `the patient`, `Patient`, but not `a patient`.
fn is_definite(before: &str) -> bool {
    let mut words =
        before.split(|char: char| char.is_whitespace() || char == '(').rev().filter(|word| !word.is_empty());
    let determiner = words.find(|word| !is_description(word));
    match determiner {
        None => true,
        Some(word) if word.ends_with([',', ';', ':', '.']) => false,
        Some(word) => DEFINITE.contains(&word.to_lowercase().as_str()),
    }
}

/// Whether a word describes the person between `the` and the noun: `51-year-old`, `right-handed`.
fn is_description(word: &str) -> bool {
    let word = word.to_lowercase();
    word.starts_with(|char: char| char.is_ascii_digit())
        || word.contains("year")
        || DESCRIPTIONS.contains(&word.trim_matches(|char: char| !char.is_alphanumeric()))
}

/// Whether `male` and the like is said of the worker: `is a 51-year-old male`, `this male patient`, `the patient, a woman`.
fn is_workers_noun(
    before: &str,
    sentence: &str,
    place: &Range<usize>,
    last: Option<&Word>,
    next: Option<&(Range<usize>, Word)>,
) -> bool {
    let stem = describing(before);
    let is_named = next.is_some_and(|(next, word)| {
        matches!(word, Word::Person(_)) && sentence[place.end..next.start].trim().is_empty()
    });
    let has_age = before.len() > stem.len() && before[stem.len()..].contains(|char: char| char.is_ascii_digit());
    let has_age = has_age || before[stem.len()..].to_lowercase().contains("year");
    if DETERMINED.is_match(stem) {
        return is_named || has_age;
    }
    let is_of_worker = !matches!(last, Some(Word::Other { .. } | Word::Many | Word::Sex(_)));
    (COPULA.is_match(stem) && is_of_worker) || (APPOSITION.is_match(stem) && matches!(last, Some(Word::Person(_))))
}

/// A text without the words that describe a person at its end.
fn describing(before: &str) -> &str {
    let mut stem = before.trim_end();
    let describes = |word: &&str| is_description(word) || STATES.contains(&word.to_lowercase().as_str());
    while let Some(word) = stem.split(char::is_whitespace).next_back().filter(describes) {
        stem = stem[..stem.len() - word.len()].trim_end();
    }
    stem
}

const DEFINITE: [&str; 8] = ["the", "this", "said", "our", "that", "while", "when", "and"];
#[rustfmt::skip]
const DESCRIPTIONS: [&str; 31] = [
    "asian", "black", "caucasian", "current", "dominant", "elderly", "female", "hand", "handed", "hispanic", "injured",
    "lady", "left", "left-hand", "left-handed", "male", "married", "o", "obese", "of", "old", "pleasant", "present",
    "right", "right-hand", "right-handed", "white", "y", "y.o", "yo", "y/o",
];

/// What else stands before an age.
const STATES: [&str; 6] = ["active", "employed", "healthy", "otherwise", "retired", "young"];

static DETERMINED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:^$|\b(?:this|the|our|said)$)"));
static THIS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bthis\s+$"));
static EXAMPLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:case|example|instance|stud(?:y|ies)|trial)\b"));
static COPULA: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:(?:is|was|concerns?|describes?|involves?|regarding)\s+(?:an?|now\s+an?)|is)$"));
static APPOSITION: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:patient|claimant|applicant|employee|worker|IW\)?)\s*,?\s*(?:an?)?$"));
/// `56 yo F, cafeteria worker`, `female, employed as a kitchen worker`
static OCCUPATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:,|\bas\s+an?)\s+(?:[a-z-]+\s+){1,2}$"));
/// `the obese diabetic patient`: the worker or one like that.
static THE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bthe\s+(?:[a-z-]+\s+){1,3}$"));
/// `She (the psychiatrist)`.
static EXPLAINED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\s*\(\s*(?:the|a|an|his|her)\s|\s*,\s*the\s+(?:chiropractor|doctor|nurse|physician|provider|psychiatrist|psychologist|surgeon|therapist|treater)\b)",
    )
});
/// `per her note`, `in his report of 3/4/14`: the worker writes none.
static WRITES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s+(?:(?:appeal\s+)?letters?|dictation|notes?|RFA)\b|^\s+reports?\s*(?:[,(]|of\s+[0-9]|dated\b|says\b|states\b)",
    )
});
static BEFORE_WORK: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:['’]s)?\s+(?:[A-Za-z-]+\s+){0,2}$"));
static NO_WORK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:a|an|and|as|by|for|from|had|has|her|his|is|met|of|or|per|saw|seen|than|the|to|told|under|was|when|while|who|whose|with)\b",
    )
});
static PREPOSITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:about|against|at|behind|beside|between|by|for|from|like|near|of|on|to|toward|towards|upon|with|without)\s+$",
    )
});
/// That no noun follows which a possessive pronoun would belong to.
static NO_NOUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\s*(?:$|[.,;:)]|(?:after|and|as|at|because|before|but|for|in|on|or|since|that|to|when|who|with)\b)")
});
/// A sentence about what guidelines say of all patients.
static GUIDELINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:guidelines?|MTUS|ODG|ACOEM|criteria|recommend(?:s|ed)?|should be|may be|must)\b")
});
/// What is told of somebody and not asked of all, behind the pronoun.
static TOLD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s+(?:did|does|had|has|is|takes|took|was)\b"));
static CASE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:this|present)\s+(?:case|patient|claimant|injured|worker|applicant|employee)"));

#[cfg(test)]
mod tests {
    use super::super::sentences::sentences;
    use super::*;

    pub(super) fn told(text: &str) -> Persons {
        let sentences = sentences(text);
        let readings: Vec<_> = sentences.iter().map(|sentence| Reading::of(&text[sentence.clone()])).collect();
        persons(text, &sentences, &readings.iter().collect::<Vec<_>>())
    }

    #[test]
    fn letters_behind_an_age() {
        assert_eq!(sexes("47 yo M, driver."), ["m"]);
        assert_eq!(sexes("He is a 47 yo F-150 driver."), ["he"]);
    }

    #[test]
    fn pronouns_of_strangers() {
        for text in [
            "The patient lives with a roommate. He helps.",
            "The attending gave no reason. He should explain.",
            "The primary saw the patient in May. He asks for an MRI.",
            "The patient was moved by the dispatcher. He was kind.",
            "Her ex left. He paid.",
            "The patient rests. He (the psychiatrist) does not comment.",
            "The patient is a 40-year-old female who saw a driver. He was kind.",
            "The patient, a female, told the manager. He was kind.",
        ] {
            assert!(!sexes(text).iter().any(|word| word == "he"), "{text}");
        }
        for text in [
            "The guideline names a lesion of the nerve. She has none.",
            "Of the SNRI class one is taken. She takes two drugs.",
            "The patient is a 40 yo F, cafeteria worker, with a sprain. She rests.",
            "The patient is a 42-year-old female nurse's aide who hurt her back. She rests.",
            "Testing helps in patients with neck symptoms of the worker. She has numbness.",
            "According to ODG it is a short-acting hypnotic. She has taken it nightly.",
            "The patient fell from a loading dock. She has pain.",
            "She is a roofer and slipped. She has pain.",
            "The patient is a 58 year old female warehouse worker who fell in May. She has pain.",
            "ACOEM supports decompression of the median nerve. She has pain.",
            "The surgeon wrote in May. She completed 12 sessions of therapy.",
            "The provider thinks of a tear. She wore a splint for 8 weeks.",
            "The surgeon wrote in May. She has had no splint and no injection.",
            "The surgeon wrote that none was planned. Fifth, the patient must be willing; she has said so in plain words.",
        ] {
            assert!(sexes(text).iter().any(|word| word == "she"), "{text}");
        }
    }

    fn sexes(text: &str) -> Vec<String> {
        let found = told(text);
        let mut places: Vec<_> = found.sexes.into_iter().chain(found.pronouns).collect();
        places.sort_by_key(|(place, _)| place.start);
        places.into_iter().map(|(place, _)| text[place].to_lowercase()).collect()
    }

    fn calls(text: &str) -> Vec<Called> {
        told(text).called.into_iter().map(|(_, called)| called).collect()
    }

    #[test]
    fn sexes_of_the_worker() {
        assert_eq!(sexes("The patient is a 51 year old female. He reports no relief."), ["female", "he"]);
        assert_eq!(sexes("Medication is not tolerated because of her kidneys."), ["her"]);
        assert_eq!(sexes("This 45-year-old male has had no care."), ["male"]);
        assert_eq!(sexes("The reports of this male patient give no score."), ["male"]);
        assert_eq!(sexes("The injured worker is a male, who fell."), ["male"]);
        assert_eq!(
            sexes("It is for the obese diabetic patient. There is no question that he needs to lose weight."),
            ["he"]
        );
        assert_eq!(
            sexes("59 yo female, trauma as a warehouse worker. Dx: sprain. He works full duty."),
            ["female", "he"]
        );
        assert_eq!(sexes("Pt is in rehab with the chiropractor. She never had acupuncture."), ["she"]);
        assert_eq!(sexes("Until those results are known, one can not say that he is a suitable candidate."), ["he"]);
        assert_eq!(sexes("The surgeon agrees. She is clearly not a good surgical candidate."), ["she"]);
        assert_eq!(sexes("The pain specialist wrote. He works full duty. He agrees."), ["he"]);
        assert_eq!(sexes("This 35 y.o. gentleman reports no relief."), ["gentleman"]);
        assert_eq!(sexes("I should like to see this woman in therapy."), ["woman"]);
        assert_eq!(sexes("The records concern a 58-year-old male who, in May, fell."), ["male"]);
        assert_eq!(sexes("The chart is thin. Nothing keeps this gentleman from therapy."), ["gentleman"]);
    }

    #[test]
    fn sexes_of_others() {
        for text in [
            "The physician stated that he would continue. His report is dated.",
            "The provider asked for it. It is taken twice a day. He wrote an appeal.",
            "Before he/she takes it, his or her pressure should be watched.",
            "The wife helps. She is at home during her leave.",
            "In women of childbearing age, her options are few.",
            "A patient should be told before he takes it.",
            "The note reads: \"Patient states she is better.\"",
            "Levels in males were measured. A woman came; her report is on file.",
            "The internist is of the view that she needs it; he wrote so.",
            "The PA said he agrees.",
            "The PCP feels that he cannot taper.",
            "The treater reports that he tried to wean.",
            "The treating source has documented his rationale.",
            "The attending has prescribed Valium. He plans a taper.",
            "The secondary treater saw the patient. He was told to wait.",
            "The patient was seen by the urologist. He advised surgery.",
            "The patient was struck by a motorist. She did not stop.",
            "Chou et al. in his review found little.",
            "The guidelines state the patient should be asked about his pain.",
            "The ODG says that if the patient has returned to work he may continue.",
            "The RFA asks for Valium. He prescribes it for sleep.",
            "The patient lives with him and cooks for her.",
            "The patient's son helps. He underwent surgery as well.",
            "The wife was not heard. She never had a say. He sustained nothing.",
            "A patient may refuse. He is then no candidate.",
            "The guideline says that he is a candidate.",
            "The guideline says that the patient must be willing; he should say so. A patient must be willing; he has a choice.",
            "The provider wrote in May. He has failed to document a trial.",
            "The surgeon agreed. He had no report. The therapist asked for more. She has completed the form.",
            "The patient saw a covering psychologist. He is a talker.",
            "The surgeon writes that she underwent it.",
            "The adjuster called. She has never seen the records. He is on vacation.",
            "The patient lives with a friend. This man helps.",
            "A driver hit the patient, and this man fled. A neighbor saw that woman.",
            "The surgeon saw him. This man is known for his skill.",
            "In ODG's example this woman of 30 needs no film.",
            "For instance, this woman with fever is imaged at once.",
            "She, the provider, tested the toe twice.",
            "Per her note, the pain is less. In his report of 3/4/14 it is worse.",
        ] {
            assert_eq!(sexes(text), [""; 0], "{text}");
        }
        assert_eq!(sexes("She lifted a man; he fell on her knee."), ["she"]);
        assert_eq!(sexes("The nurse is a female patient who was kicked by a male patient."), [""; 0]);
    }

    #[test]
    fn words_for_the_person() {
        assert_eq!(calls("The injured worker has pain. Patient works."), [Called::Worker, Called::Patient]);
        assert_eq!(calls("In this case, the claimant's pain is less."), [Called::Claimant]);
        for text in [
            "NSAIDs are recommended for patients with pain.",
            "She was struck by a patient as an outpatient.",
            "Patient-controlled analgesia and patient education stopped.",
            "Guidelines support it when the patient has tried others.",
            "The note says \"the patient is well.\"",
        ] {
            assert_eq!(calls(text), [], "{text}");
        }
    }
}
