//! A person called by name.

mod described;
mod given;

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::passage::Passage;
use crate::analysis::question::Question;
use crate::model::body::{body_parts, sides};
use crate::model::{Part, shifted};
use crate::text::pattern::pattern;
use described::{described, describes_name};
use given::{has_given_name, named_in_full};
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

pub(super) static RULE: Rule = Rule {
    code: "IMR602",
    name: "named-person",
    summary: "The letter names a person, or gives the number of a licence.",
    why: "By Labor Code 4610.6(f) the name of the reviewer stays confidential, and decisions are published without the names \
          of the injured worker and the physicians. A letter says “the injured worker” and “the provider”.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[(
            "describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is not medically necessary.",
            "of Dr. Example describes a fall and poor sleep. It
does not say how often a tablet is taken. Therefore, the request is not medically
necessary.",
        )],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Words(check),
    fixes: None,
};

fn check(_: &Part, passages: &[Arc<Passage>], source: &Source<'_>, reporter: &mut Reporter) {
    let mut told = HashSet::new();
    for passage in passages.iter().filter(|passage| passage.any(&MAY_NAME_PERSON)) {
        let text = &passage.text;
        for found in named(text) {
            if !told.insert(name_of(&text[found.clone()])) {
                continue;
            }
            let range = shifted(&found, passage.start);
            let words = source.quote(&range);
            let message = format!("“{words}” tells who somebody is. Say “the provider” or “the injured worker”.");
            reporter.report(range, message);
        }
    }
}

/// Where a text names a person, in order.
fn named(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for captures in PERSON.captures_iter(text) {
        let Some(place) = captures.get(0) else { continue };
        let names = ["called", "titled", "capitals", "signed"].iter().find_map(|group| captures.name(group));
        let mut words = names.map_or("", |names| names.as_str()).split_whitespace().map(bare);
        let is_name = match captures.name("called") {
            // `according to the Dr. Naproxen helps`
            Some(_) if text[..place.start()].trim_end().ends_with(" the") => false,
            Some(name) if is_initials(name.as_str()) => true,
            // Behind a title only its first word must be a name: `Dr. Smith Physical Therapy`.
            Some(_) => words.find(|word| word.len() > 1).is_some_and(|word| {
                let is_physician = place.as_str().starts_with('D');
                !(is_word(word) || is_physician && is_eponym(word))
            }),
            None => words.all(|word| !is_word(word) && !is_word(&title_case(word))),
        };
        let (before, after) = (&text[..place.start()], &text[place.end()..]);
        let is_thing = match captures.name("called") {
            Some(name) => {
                after.starts_with('&')
                    || is_product(bare(name.as_str()))
                    || OF_SCIENCE.is_match(after)
                    || SCIENCE_OF.is_match(before)
            }
            None => {
                let titled = captures.name("titled").or_else(|| captures.name("capitals"));
                titled.is_some_and(|name| is_no_titled_person(name.as_str(), place.as_str(), after))
            }
        };
        let is_author =
            AUTHOR.is_match(before) || text[place.end()..].trim_start_matches([',', '.', ' ']).starts_with("et al");
        if is_name && !is_thing && !is_author && found.last().is_none_or(|last| last.end <= place.start()) {
            found.push(place.range());
        }
    }
    for place in named_in_full(text).chain(described(text)) {
        if found.iter().all(|known| known.end <= place.start || place.end <= known.start) {
            found.push(place);
        }
    }
    found.sort_by_key(|place| place.start);
    found
}

/// A name without its title and degree, by which its further places are known.
fn name_of(words: &str) -> String {
    let words = words.split_whitespace().map(bare).filter(|word| word.len() > 1 && !TITLES.contains(word));
    words.take_while(|word| !word.contains('.')).collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether words before what may be a degree are no name: `Urine Drug Screen DO not show`, `Left Shoulder, MD request`.
fn is_no_titled_person(name: &str, whole: &str, after: &str) -> bool {
    let is_verb = whole.ends_with("DO") && NEGATION.is_match(after);
    is_verb || OF_DEGREE.is_match(after) || !body_parts(name).is_empty() || !sides(name).is_empty()
}

fn is_initials(name: &str) -> bool {
    name.split(['.', ' ']).all(|letter| letter.len() <= 1) && name.matches('.').count() > 1
}

fn is_product(word: &str) -> bool {
    PRODUCTS.contains(&word)
}

fn bare(word: &str) -> &str {
    let word = word.trim_matches(|char: char| !char.is_alphanumeric());
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// `SMITH` as `Smith`.
fn title_case(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().chain(chars.flat_map(char::to_lowercase)).collect()
}

fn is_word(word: &str) -> bool {
    WORDS.contains(&word)
}

fn is_eponym(word: &str) -> bool {
    EPONYMS.contains(&word)
}

const TITLES: [&str; 14] =
    ["Dr", "Drs", "DR", "Doctor", "Mr", "Mrs", "Ms", "Miss", "MD", "DO", "DC", "DPM", "PhD", "PsyD"];
static NEGATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s+(?:not|NOT)\b"));
/// A noun that belongs to the degree: `MD request`.
static OF_DEGREE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s+(?:appointment|consult\w*|evaluation|follow|notes?|office|orders?|referral|request|review|visit)\b",
    )
});
/// `Dr. X's study`, `the Dr. X classification`
static OF_SCIENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:['’]s)?\s+(?:[a-z]+\s+)?(?:article|classification|criteria|hypothesis|method|model|paper|review|scale|score|sign|study|technique|textbook|theory|trial)s?\b",
    )
});
static SCIENCE_OF: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:classification|criteria|method|scale|score|sign|technique)s?\s+of\s+$"));
/// That the author of something comes next.
static AUTHOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:article|book|guide|index|inventory|journal|manual|method|questionnaire|scale|study|survey|textbook|theory)\b[^.;]{0,30}\bby\s+$",
    )
});
/// Things that are sold under the name of a person.
const PRODUCTS: [&str; 8] = ["Bronner", "Clean", "Coffee", "Comfort", "Martens", "Pepper", "Scholl", "Scholls"];

static MAY_NAME_PERSON: Question =
    Question::new(|sentence| TITLE.is_match(sentence) || has_given_name(sentence) || describes_name(sentence));

/// What stands before or behind every name. The name itself may stand in another line: `Signed by:`
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:Drs?|DR|Doctor|M(?:r|rs|s)|Miss|M\.\s?D|MD|D\.\s?O|DO|D\.\s?C|DC|Ph\.?\s?D|Psy\.?\s?D|DPM|DDS|L\.?Ac|PA-C|FNP|NP-C|LCSW|CRNA|ARNP|DPT)\b|(?i:signed\s+by|\blic\.|licen[sc]e)",
    )
});

static PERSON: LazyLock<Regex> = LazyLock::new(|| {
    const NAME: &str = r"(?: (?: [A-Z] \. \s* ){0,2} [A-Z][\p{L}'’-]+ | [A-Z] \. (?: \s? [A-Z] \. ){1,2} )";
    const PLAIN_NAME: &str = r"(?: [A-Z][a-z'’]+ (?: - [A-Z][a-z]+ )? )";
    const DEGREE: &str = r"(?: M\.\s?D\.? | MD | D\.\s?O\. | DO | D\.\s?C\.? | DC | Ph\.?\s?D\.? | Psy\.?\s?D\.? | DPM | DDS | L\.?Ac\.? | PA-C
        | FNP (?: -B?C )? | NP-C | LCSW | CRNA | ARNP | DPT )";
    pattern(&format!(
        r"(?x)
        \b (?: (?: Drs? | DR ) \. | Dr | Doctor | M(?:r|rs|s)\. | Mrs? | Ms | Miss ) \s+ (?<called> {NAME} )
        | \b (?<titled> (?: {PLAIN_NAME} (?: \s+ [A-Z] \.? )? | [A-Z] \. (?: \s? [A-Z] \. )? ) (?: \s+ {PLAIN_NAME} ){{1,2}} ) ,? \s+ {DEGREE} \b \.?
            (?: ,? \s+ (?i: licen[sc]e \s+ (?: number | no\.? | \# ) ) \s* :? \s* [A-Z]{{0,3}} \s? [0-9]{{4,}} )?
        | \b (?<capitals> [A-Z][A-Z'’]+ (?: \s+ [A-Z] \.? )? \s+ [A-Z][A-Z'’]+ ) , \s+ (?: M\.\s?D\. | D\.\s?O\. | D\.\s?C\. | Ph\.\s?D\. | PA-C )
        | (?: \A | [.;:] \s+ | \b (?: by | from | of | per | with ) \s+ ) [A-Z] \. \s? [A-Z] \. ,? \s+ (?: M\.\s?D\.? | MD | D\.\s?O\. | Ph\.?\s?D\.? | Psy\.?\s?D\.? | DPM )
        | \b (?i: signed \s+ by ) :? \s+ (?<signed> {PLAIN_NAME} \s+ {PLAIN_NAME} )
        | \b (?i: lic (?: en[sc]e | \. ) \s* (?: number | no\.? | \# ) ) \s* :? \s* (?: is \s+ )? [A-Z]{{0,3}} [\s-]? [0-9]{{4,}} \b
        | \b (?i: licen[sc]e ) \s* :? \s* [A-Z]{{1,3}} [\s-]? [0-9]{{5,}} \b"
    ))
});

/// Words with a capital that stand where a name might, and are none.
#[rustfmt::skip]
const WORDS: [&str; 102] = [
    "A", "Acupuncture", "Administrator", "Agreed", "American", "An", "And", "Anesthesiology", "As", "Associates",
    "At", "Board", "But", "California", "Center", "Certified", "Chiropractic", "Claims", "Clinic", "Clinical",
    "College", "Consultant", "Contin", "Department", "Disease", "Disorder", "Doctor", "Emergency", "Evaluator",
    "Examiner", "Expert", "Family", "For", "From", "General", "Group", "He", "Health", "Her", "His", "Hospital",
    "Hygiene", "If", "In", "Injured", "Injury", "Institute", "Internal", "It", "License", "Licensed", "Management",
    "Medical", "Medication", "Medicine", "Neurology", "No", "Not", "Nurse", "Occupational", "Of", "On", "Or",
    "Orthopaedic", "Orthopedic", "Orthopedics", "Pain", "Patient", "Physical", "Physician", "Podiatry", "Practice",
    "Practitioner", "Primary", "Provider", "Psychiatry", "Psychology", "Qualified", "Rehabilitation", "Report",
    "Requesting", "Reviewer", "She", "Spine", "Sports", "Surgeon", "Surgery", "Syndrome", "Test", "Testing", "The",
    "Their", "Then", "Therapy", "There", "They", "This", "To", "Treating", "University", "With", "Worker",
];

/// Physicians whom tests, signs and diseases are called by.
#[rustfmt::skip]
const EPONYMS: [&str; 44] = [
    "Achilles", "Adson", "Allen", "Apley", "Babinski", "Baker", "Beck", "Braggard", "Charcot", "Durkan", "Epworth", "Faber",
    "Finkelstein", "Froment", "Gaenslen", "Hamilton", "Hawkins", "Hoffman", "Hoffmann", "Jobe", "Jones", "Kellgren", "Kemp",
    "Lachman", "Lasegue", "Lawrence", "Lisfranc", "McMurray", "Monteggia", "Morton", "Neer", "Oswestry", "Patrick", "Phalen",
    "Quervain", "Romberg", "Roos", "Speed", "Spurling", "Thompson", "Tinel", "Waddell", "Yeoman", "Yergason",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        named(text).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn names_of_people() {
        for (text, name) in [
            ("seen by Dr. Smith for neck pain", "Dr. Smith"),
            ("Dr. J. Smith's report", "Dr. J. Smith's"),
            ("Mr.\n\nJones has pain", "Mr.\n\nJones"),
            ("Dr. R.K. sought authorization", "Dr. R.K."),
            ("recommended by R.T., M.D., in May", "by R.T., M.D."),
            ("R.T., M.D., recommended it", "R.T., M.D."),
            ("Ms. A. B. reports pain", "Ms. A. B."),
            ("seen by Dr. Peña for neck pain", "Dr. Peña"),
            ("Doctor Miller requested it", "Doctor Miller"),
            ("A report by Sam Example, M.D., requests", "Sam Example, M.D."),
            ("by John Example, MD, license number A12345", "John Example, MD, license number A12345"),
            ("and of J. Brown MD was read", "J. Brown MD"),
            ("The reviewer, license number A000000, is", "license number A000000"),
            ("The prescriber (California medical license A 88213) has", "license A 88213"),
            ("with DEA license: G-123456 of", "license: G-123456"),
            ("Podiatric Surgery (license no. E-00000) and is", "license no. E-00000"),
            ("The file of Terrin Exemplar, a 39-year-old man, was", "Terrin Exemplar"),
            ("Specialty: Neurology, Lic. No. A104882", "Lic. No. A104882"),
            ("Electronically signed by Jane Sample", "signed by Jane Sample"),
            ("by Jolly Doe, PA-C, in May", "Jolly Doe, PA-C"),
            ("A report of JOLLY Q. SMITH, M.D. requests", "JOLLY Q. SMITH, M.D."),
            ("Kenneth Whitfield, M.D. and", "Kenneth Whitfield, M.D."),
            ("Kenneth Whitfield takes no opioid", "Kenneth Whitfield"),
        ] {
            assert_eq!(found(text), [name], "{text}");
        }
    }

    #[test]
    fn what_is_no_name() {
        for text in [
            "Dr. Saper's study of headache found the same.",
            "The Dr. Drobny classification is of little use.",
            "By the criteria of Dr. Ranawat it is grade two.",
            "Dr. Waddell's signs, the test that Dr. Phalen described, a Jones fracture",
            "Doctor and patient agreed. The doctor. The MD and a Ph.D. agree. Dr.'s notes",
            "(Armon, 2007) (Kalauokalani-JAMA, 2000), St. Mary's school, St. Jude Medical",
            "the Qualified Medical Evaluator, MD, and Family Practice, D.O.",
            "He saw the Dr. The patient has Ms Contin and MS CONTIN 30MG",
            "THE DOCTOR REPORTS PAIN. THE MD DID NOT SAY.",
            "Sam Example, MD, et al. found little evidence",
            "Urine Drug Screen DO not show it. Bio Freeze DO not exceed. MRI Left Shoulder, MD request",
            "Gate Control Theory by Ronald Melzack, PhD",
            "According to the Dr. Naproxen is of use. The C.T., M.D. order. A.M.A. M.D. members",
            "The M.D. and the Dr. A plan was made.",
            "PHYSICAL MEDICINE, M.D. and ORTHOPEDIC SURGERY, M.D., LUMBAR SPINE, M.D. REQUEST",
            "Family Practice, PA-C, Pain Management, FNP",
            "a Dr. Scholl insole, a Dr. PM&R consult, and Mr. Coffee",
            "a medical license in CA 90210, a license of 2014, a license CA 2014, licensed MD 12345",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
