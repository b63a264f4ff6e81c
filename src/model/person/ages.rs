//! Which ages are the worker's.

mod bare;

use super::nouns::{APPOSITION, DETERMINED, describing};
use super::words::Word;
use crate::text::pattern::{pattern, verbose};
use bare::is_bare_age;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What stands around an age.
pub(super) struct Around<'a> {
    /// The last word about persons before it.
    pub(super) last: Option<&'a Word>,
    /// The next one behind it.
    pub(super) next: Option<&'a (Range<usize>, Word)>,
    /// Whether a pronoun can only mean the worker.
    pub(super) is_open: bool,
    /// Whether nothing was told of the worker before.
    pub(super) is_first: bool,
    /// Whether its sentence is about what guidelines say of all patients.
    pub(super) is_of_guideline: bool,
}

/// Whether an age is said of the worker.
pub(super) fn is_workers_age(
    sentence: &str,
    place: &Range<usize>,
    years: u8,
    is_labelled: bool,
    around: &Around<'_>,
) -> bool {
    let &Around { last, next, is_open, is_first, is_of_guideline } = around;
    let (before, after) = (&sentence[..place.start], &sentence[place.end..]);
    // `His knee replacement is 3 years old.`
    let is_too_young = years < YOUNGEST && IS.is_match(before) && !matches!(last, Some(Word::Person(_) | Word::Sex(_)));
    if is_too_young || LIMIT.is_match(before) || OR_MORE.is_match(after) || OF_THING.is_match(after) {
        return false;
    }
    let is_of_worker = matches!(last, Some(Word::Person(_) | Word::Sex(_)));
    if is_labelled && OWN.is_match(before) {
        let is_his = matches!(last, Some(Word::Pronoun(_)));
        return (is_of_worker || is_his && is_open) && !AT_THAT_TIME.is_match(after);
    }
    if is_labelled {
        let is_behind_person = is_of_worker
            && before.trim_end().trim_end_matches(',').len() + 12 > before.len()
            && LABELLED.is_match(before);
        let is_at_work = || {
            let is_other = matches!(last, Some(Word::Other { .. } | Word::Many)) || AT_A_TIME.is_match(before);
            WORKING.is_match(before) && !(is_other || is_of_guideline || is_of_many(sentence, place))
        };
        let is_listed = || {
            const LEAST_LISTED: usize = 3;
            let is_alone = last.is_none() && next.is_none() && !is_of_guideline && !AT_A_TIME.is_match(before);
            before.matches(',').count() >= LEAST_LISTED
                && LISTED.is_match(before)
                && !OF_RISKS.is_match(before)
                && LIST_ENDS.is_match(after)
                && is_alone
                && !is_round(age_itself(&sentence[place.clone()]))
        };
        let is_here = || HERE.is_match(before) && LIST_ENDS.is_match(after) && !AT_A_TIME.is_match(before);
        return (is_behind_person || is_at_work() || is_listed() || is_here()) && !AT_THAT_TIME.is_match(after);
    }
    let is_bare = sentence[place.clone()].bytes().all(|byte| byte.is_ascii_digit());
    if is_bare && !is_bare_age(before, after) {
        return false;
    }
    if IS.is_match(before) {
        let is_his = matches!(last, Some(Word::Pronoun(_))) && is_open;
        return is_of_worker || is_his && !OWNED.is_match(before);
    }
    if AT_A_TIME.is_match(before) {
        return false;
    }
    let stem = describing(before);
    if AT.is_match(stem) {
        return is_open && IS_NOW.is_match(after);
    }
    let belongs = next.is_some_and(|(next, word)| {
        let between = &sentence[place.end..next.start];
        matches!(word, Word::Person(_) | Word::Sex(_)) && between.len() < 40 && !between.contains([',', ';', ':'])
    });
    let is_alone = ALONE.is_match(after);
    let is_of_other = matches!(last, Some(Word::Other { .. } | Word::Many));
    if DETERMINED.is_match(stem) {
        return !is_of_other && belongs
            || is_alone
            || THIS.is_match(stem) && (AT_WORK.is_match(after) || DOES.is_match(after));
    }
    if OPENING.is_match(stem) {
        return is_first && !is_of_guideline && belongs && !is_of_many(sentence, place);
    }
    let is_said = IS_A.is_match(stem) && !is_of_other;
    let is_alone = is_alone || AT_WORK.is_match(after) || ILL.is_match(after);
    let is_for = FOR_A.is_match(stem) && !is_round(&sentence[place.clone()]);
    let is_case = (is_for || IN_A.is_match(stem))
        && last.is_none()
        && ENDS.is_match(after)
        && !(is_of_guideline || is_of_many(sentence, place));
    let is_apposition = APPOSITION.is_match(stem) && matches!(last, Some(Word::Person(_)));
    is_case || (is_said || is_apposition) && (belongs || is_alone)
}

/// Nobody works younger, in years.
const YOUNGEST: u8 = 14;

/// Whether an age may stand for all people of about that age, as in `common in a 50 year old`.
fn is_of_many(sentence: &str, place: &Range<usize>) -> bool {
    STUDY.is_match(sentence) || is_round(&sentence[place.clone()]) && COMPARED.is_match(sentence)
}

/// `age 63` without its label.
fn age_itself(age: &str) -> &str {
    age.trim_start_matches(|char: char| !char.is_ascii_digit())
}

/// Whether an age is one of those that people name for all of about that age.
fn is_round(age: &str) -> bool {
    let behind = age.trim_start_matches(|char: char| char.is_ascii_digit());
    behind.len() == age.len() || age[..age.len() - behind.len()].ends_with(['0', '5'])
}

/// `Her mattress is 14 years old.`
static OWNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:her|his|their)\s+(?:[a-z-]+\s+){1,4}(?:is|was|were|are)(?:\s+(?:about|already|now|only|over))*\s*$",
    )
});
/// `Two operations, four injections, ten days of rest, age 51.`: what was done so far, and who it is.
static LISTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:films?|injections|operations|relief|rest|sessions|therapy|tried|visits|weeks|x-?rays?)\b.*,\s*$")
});
/// `Risk factors are smoking, diabetes, obesity, age 65`, which are those of anybody.
static OF_RISKS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:contraindicat|criteria|depend|diabet|factor|gender|guideline|heart|hypertens|include|obes|predict|risk|sex\b|smok|such\s+as)",
    )
});
/// `Documented here: age 51, crepitus`
static HERE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:here|in\s+this\s+case)\s*:(?:[^.;:]*,)?\s*$"));
static LIST_ENDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?:[,.;]|$)"));
static IS_A: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:is|concerns?|describes?|(?:i|reviewer)\s+finds?\s+in\s+th(?:e|is)\s+(?:chart|file|record)s?|involves?|regarding|is\s+(?:a|the)\s+case\s+of|(?:chart|file|records?)\s+of|(?:chart|file|records?)\s+(?:describes?|shows?))(?:\s+now)?\s+an?$",
    )
});
/// `one visit is appropriate even in a healthy 44 year old`
static IN_A: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bin\s+an?$"));
/// `It is not a drug for a 61 y/o on a standing basis`
static FOR_A: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bfor\s+an?$"));
/// `This is a 54 year old diabetic`
static ILL: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"^ \s+ (?: (?: and | current | former | heavy | hypertensive | insulin-dependent | non-? | obese ) \s+ ){0,3}? (?: alcoholic | asthmatic | diabetic
            | hypertensive | smoker | non-? smoker ) \b",
    )
});
static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\s+(?:male|man|female|woman|gentleman|lady|patient|worker))?\s*(?:$|[.,;]|(?:on|who|with|without|w/o?)\b)",
    )
});
static STUDY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: cadaver | effective | expected | literature | published | stud (?: y | ies ) ) \b")
});
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: age-related | as | common (?: ly )? | compar (?: ed | able ) | could | expect (?: ed )? | find | found | if | like | might | normal
            | often | rare (?: ly )? | seen | than | typical | unlike | unusual | usual (?: ly )? | would ) \b",
    )
});
/// `A 51 year old woman, DOI 3/4/2012, fell`: how a summary may open.
static OPENING: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*an?$"));
static THIS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bthis$"));
/// What people work as.
const TRADES: &str = r"(?: aide | assistant | attendant | carpenter | cashier | clerk | cook | custodian | deputy | driver | electrician
    | employee | firefighter | foreman | guard | housekeeper | janitor | laborer | lady | manager | mechanic | nurse | officer | operator
    | painter | plumber | roofer | secretary | supervisor | teacher | technician | waiter | waitress | welder )";
/// `this 51-year-old delivery driver`
static AT_WORK: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"^ \s+ (?: [a-z-]+ \s+ ){{0,2}}? {TRADES} \b")));
/// `this roofer, aged 51`, `the tissue of a heavy laborer aged 51`
static WORKING: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: the | this | (?: as | for | in | is | of ) \s+ an? ) \s+ (?: [a-z-]+ \s+ ){{0,2}}? {TRADES} ,? \s+ $"
    ))
});
/// `this 51-year-old sleeps`, `this 51-year-old tried`
static DOES: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s+[a-z]{2,}(?:[a-rt-z]s|ed)\b"));
static AT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:^|[;,])\s*at$"));
/// `At 51 years of age, she is`
static IS_NOW: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"^ ,? \s+ (?: (?: the | this ) \s+ (?: patient | claimant | applicant | employee | (?: injured \s+ )? worker ) | s?he ) \s+
            (?: is | has | does | meets | falls | qualifies | cannot ) \b",
    )
});
/// `his age of`, `the patient's current age (`
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: his | her | (?: patient | claimant | applicant | employee | worker ) ['’]s ) \s+ (?: current \s+ )? $",
    )
});
/// `a 30-year-old injury`, `the 12 year old MRI`
static OF_THING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^[\s-]*(?:accidents?|claims?|CT|films?|fractures?|fusions?|hardware|implants?|injur(?:y|ies)|MRIs?|notes?|records?|reports?|scans?|scars?|stud(?:y|ies)|surger(?:y|ies)|x-?rays?)\b",
    )
});
static AT_THAT_TIME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\W*(?:at|when|then|while|in\s+(?:19|20)|on\s+[0-9])"));
static IS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\bis(?:\s+(?:already|now|currently|only|presently))?\s*$"));
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:patient|claimant|applicant|employee|worker|pt|male|female|man|woman)\s*,?\s*(?:now\s+)?$")
});
static LIMIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:\b(?:over|above|than|below|under|least|most|to|until|between|through|age|ages)|[<>≥≤-])\s*$")
});
static OR_MORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\W{0,3}(?:or|and)\s+(?:older|over|above|more|younger|under|up|less)\b"));
/// A day or a year, at which the worker may have been younger.
static AT_A_TIME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{2,4}|(?:19|20)[0-9]{2})\b"));
static ALONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?:$|[.,;]|(?:who|with|without|can|cannot|could|did|does|had|has|is|was|walks|works|complains?|fell|lives|needs|presents?|presented|reports?|slipped|smokes|sustained|takes|uses|would)\b|w/)",
    )
});

#[cfg(test)]
mod tests {
    use crate::model::person::tests::told;

    fn ages(text: &str) -> Vec<u8> {
        told(text).ages.into_iter().map(|(_, years)| years).collect()
    }

    #[test]
    fn words_over_the_end_of_a_sentence() {
        assert_eq!(ages("The patient is a 49-\n\n \n\nyear-old male."), [0_u8; 0]);
    }

    #[test]
    fn ages_of_the_worker() {
        for text in [
            "The patient is a 51 year old female with neck pain.",
            "This 51-year-old patient reports no relief.",
            "The patient, who is 51 years old, has pain.",
            "This is a fifty-one year old female who fell.",
            "THE PATIENT IS A 51 YEAR OLD FEMALE.",
            "This is a 51 y/o male with pain.",
            "The injured worker, a 51-year-old, has had symptoms.",
            "The evaluation of 6/29/2015 is short, and the injured worker, who is 51 years old, wishes more.",
            "It helps the injured worker, aged 51, to go on.",
            "The patient, age 51, has pain.",
            "The claimant is a man of 51 whose knee hurts.",
            "Pt, 51 years old, has headaches.",
            "I find in this record a 51-year-old woman who sleeps poorly.",
            "I reviewed the records of a 51-year-old woman.",
            "Grade 3 films, four years of therapy, ten days of relief, age 51.",
            "Two operations, four injections, ten days of rest, age 51.",
            "This 51-year-old has relief.",
            "Documented here: age 51, crepitus, three months of care.",
            "In this case: failed care, age 51.",
            "The records concern a 51-year-old female who fell.",
            "This 51-year-old sleeps twice as long on it.",
            "This 51-year-old worked for a year and tried two drugs.",
            "The 51 yo patient has taken it.",
            "She is 51 years old and healthy.",
            "The patient is a 51–year–old right-handed male.",
            "The 51 year old patient has completed it.",
            "The patient is 51, takes no NSAID and has no ulcer.",
            "One visit is appropriate even in a healthy 51 year old.",
            "Two days is what is usual after hip replacement in a 51 year old.",
            "This is a healthy 51-year-old w/o meds having a short procedure.",
            "She is an otherwise healthy 51 year old without diabetes.",
            "This is low risk surgery in a 51-year-old man with no cardiac history.",
            "PPIs are for NSAID users who take an anticoagulant. He is 51, has none of these.",
            "Age > 65 years is one of the risk factors and she is 51 and on an NSAID.",
            "She walks as long as before, and she is 51 and would like to go back.",
            "He is only 51. A fusion would be early.",
            "She is 51, so age is no risk factor.",
            "The surgeon does not comment. The patient is 51; that is young.",
            "This 51 y/o works regular duty.",
            "This 51-year-old warehouse supervisor fell.",
            "A 51 year old woman, DOI 2/27/2009, fell on steps.",
            "A 51-year-old male with back pain.",
            "At 51 years of age, she has no risk factor.",
            "His age of 51 is no risk factor.",
            "The patient's age (51) is against it.",
            "Her age, blood pressure and weight count. She is now 51 and smokes.",
            "The trouble in this 51 year old woman is the next criterion.",
            "This is a 51 year old diabetic and hypertensive smoker who is going to have anesthesia.",
            "The injured worker is 51, there are no GI complaints.",
            "The drug is not one for a 51 y/o on a standing basis.",
            "The records show a 51 year old woman, a hotel housekeeper.",
            "She is a 51 year old roofer.",
            "My sympathy is with the applicant, who is 51, lives alone and walks with a cane.",
            "The patient is 51, BMI 31, has had PT, walks with a cane and wants the knee done.",
            "The patient is 51 and weighs 210 pounds.",
            "The tissue of a heavy laborer aged 51 argues for protection.",
            "This roofer, aged 51, wishes to go back.",
            "A PPI is for age over 65 or a history of ulcer. She is 51 and none of these is charted.",
            "He is 51 and no ulcer is charted.",
        ] {
            assert_eq!(ages(text), [51], "{text}");
        }
    }

    #[test]
    fn other_ages() {
        for text in [
            "He was 45 years old at the time of injury.",
            "The patient never had pool therapy. Her mattress is 14 years old.",
            "He has knee pain. His old wooden cane is 9 years old.",
            "She lives with a 12-year-old son and an 81-year-old mother.",
            "The care of her mother, who is 81 years old, is no treatment.",
            "Risk factors are age over 65 years. A patient 65 years old or older would be at risk.",
            "An evaluation of 2012 describes him as a 56-year-old male.",
            "He has a 10-year history and a two-year-old MRI.",
            "A 30-year-old injury of the back is mentioned by the patient.",
            "The injured worker, age 17 at the time, had broken an arm.",
            "The patient’s wife is 44 years old.",
            "Her husband is a man of 60, and cooks. The other driver was a man of 34 who fled. The QME is a man of 63.",
            "ODG describes a woman of 40 with such pain.",
            "The operation is done here at age 50. Criteria: age 51, relief.",
            "Past surgeries were tonsils, appendix, hernia, gallbladder, age 33.",
            "Treatments: PT, acupuncture, chiropractic, surgery, at age 19.",
            "Predictors of failure of therapy are smoking, obesity, prior injections, age 66.",
            "The risks are smoking, diabetes, obesity, age 67.",
            "Severe pain, three months of care, age 50, no relief. Women, over 3 months, age 51.",
            "His right total knee, put in on 3/3/2011, is now 3 years old.",
            "Contraindications, age 66, none of which apply. A man of 52 with a new tear is another case.",
            "ODG gives the example of a man of 47 who lifts.",
            "ODG asks for an age over 50 years. A study of adults 18 to 65 years old found benefit.",
            "The injured worker is over 65 years old.",
            "He exercises with his 35-year-old brother. His sister, a 58-year-old nurse, helps.",
            "On 3/4/2011, this 52-year-old male was seen.",
            "Such changes are common in a 50 year old.",
            "A tear would be found in a healthy 60 year old.",
            "A study of this in a 44 year old found nothing.",
            "Her mother is in a home; not much is expected in a 91 year old.",
            "ODG does not advise replacement in a 45 year old nurse.",
            "The flexion is 51, has improved.",
            "It is too early for a 30 year old. The records show a 51-year-old injury.",
            "Her sister is a 51 year old diabetic.",
            "He had a release in 2008, when he was 35 years old. She fell at the age of 41.",
            "She lives with her mother-in-law. She is 81, takes aspirin and needs care.",
            "His landlady helps. She is 70 and has a key.",
            "The patient lives with a roommate. He is 44 and works nights.",
            "ODG describes the case of a 60 year old male with no response.",
            "In the case of a 60 year old man with no risk, nothing is needed.",
            "An EKG is recommended in a 65-year-old man with risk factors.",
            "The patient fell. A 51-year-old man with a forklift had hit her.",
            "A 51-year-old woman with such a tear should be treated without surgery.",
            "At 41 years of age she had a fusion.",
            "In flexion he is 45. With the score he is 18, so he is mild.",
            "Her age of 41 at the time of the fusion was unusual.",
            "Her mother's age of 81 is no reason.",
            "Her 12-year-old son works. This 20-year-old fusion works.",
            "This 20-year-old scar itches. The 20-year-old sleeps.",
            "The patient's wife, who is 44, lives with her. He lives with a friend, who is 70, smokes.",
            "She is married to a laborer aged 60. A laborer aged 60 hit him.",
            "Such a tear is as common in a roofer aged 60. The wife of a roofer aged 45 helps.",
            "ODG does not advise a fusion in a roofer aged 45. The laborer aged 41 at that time fell.",
        ] {
            assert_eq!(ages(text), [0; 0], "{text}");
        }
    }
}
