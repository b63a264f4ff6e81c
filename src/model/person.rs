//! What a text tells of the injured worker: age, sex, and the words it has for the person.
//!
//! Other persons have an age and a sex too. So a reading is kept only where nobody else can be meant.

mod ages;
mod nouns;
mod patients;
mod pronouns;
mod reading;
mod strangers;
mod words;

pub use reading::Reading;

use super::{conclusion::quotations, shifted};
use crate::text::pattern::pattern;
use ages::{Around, is_workers_age};
use nouns::{is_definite, is_occupation, is_this_person, is_trade, is_workers_noun};
use patients::is_patient;
use pronouns::{EXPLAINED, WRITES, is_object, is_told_behind_stop};
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
                    if is_workers_age(sentence, place, *years, *is_labelled, &around) {
                        self.ages.push((shifted(place, at), *years));
                    }
                }
            }
        }
        named
    }
}

/// `56 yo F, cafeteria worker`, `female, employed as a kitchen worker`
static OCCUPATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:,|\bas\s+an?)\s+(?:[a-z-]+\s+){1,2}$"));
/// `the obese diabetic patient`: the worker or one like that.
static THE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bthe\s+(?:[a-z-]+\s+){1,3}$"));
/// A sentence about what guidelines say of all patients.
static GUIDELINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:guidelines?|MTUS|ODG|ACOEM|criteria|recommend(?:s|ed)?|should be|may be|must)\b")
});
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
