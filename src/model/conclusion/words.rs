//! The words the grammar knows. Each is a pattern in lower case.

use crate::text::pattern;
use regex::Regex;

/// A pattern of the grammar.
///
/// What it reads is ASCII. To say so of the classes within a clause halves the time that patterns take to build.
pub(super) fn pattern(source: &str) -> Regex {
    let ascii = source.replace("[^,;:]", "[[:ascii:]&&[^,;:]]").replace("[^;:]", "[[:ascii:]&&[^;:]]");
    pattern::pattern(&ascii)
}

/// A pattern for any of these words; its spaces count even within a verbose pattern.
pub(super) fn any(words: &[&str]) -> String {
    format!("(?-x:{})", words.join("|"))
}

/// What may be said of a request beside that it is medically necessary.
#[rustfmt::skip]
pub(super) const QUALITIES: [&str; 13] = [
    "advisable", "appropriate", "beneficial", "certified", "indicated", "justified", "needed", "reasonable",
    "recommended", "required", "substantiated", "supported", "warranted",
];

/// Verbs by which something comes to be called medically necessary.
#[rustfmt::skip]
pub(super) const DEEMED: [&str; 30] = [
    "accepted", "approved", "called", "certified", "concluded", "considered", "declared", "deemed", "demonstrated",
    "determined", "documented", "endorsed", "established", "felt", "found", "held", "judged", "justified", "opined",
    "proven", "recommended", "regarded", "said", "seen", "shown", "substantiated", "supported", "thought", "verified",
    "viewed",
];

/// Verbs that say what would, could or should be.
#[rustfmt::skip]
pub(super) const MODALS: [&str; 12] = [
    "can not", "cannot", "can't", "can", "couldn't", "could", "shouldn't", "should", "won't", "will", "wouldn't",
    "would",
];

/// What may stand between a verb and `medically necessary` and either negates it or changes nothing.
#[rustfmt::skip]
pub(super) const FILLERS: [&str; 50] = [
    "accordingly", "again", "all", "also", "altogether", "and/or", "and", "as such",
    "at (?:this|the present|the current) (?:time|point|juncture|date)", "at present", "both", "but also", "clearly",
    "consequently", "currently", "each", "either", "evidently", "further", "hence", "hereby", "here", "however",
    "in (?:this|the present|the current) (?:case|instance|context|clinical (?:setting|situation)|setting|situation)",
    "in (?:my|this reviewer's) (?:medical |professional )?(?:opinion|judgment)", "indeed", "just", "likewise",
    "longer", "merely", "neither", "never", "no longer", "nor", "not", "now", "on balance", "only", "or", "otherwise",
    "plainly", "presently", "respectfully", "simply", "still", "then", "therefore", "thus", "truly", "yet",
];

/// What may lead up to a conclusion.
#[rustfmt::skip]
pub(super) const LEADS: [&str; 25] = [
    "accordingly", "also", "and", "as a result", "as such", "at this time", "based on the (?:above|foregoing)", "but",
    "consequently", "finally", "for (?:this|these|the above|the foregoing) reasons?", "furthermore",
    "given the above", "hence", "however", "in conclusion", "in (?:sum|summary|short)",
    "in (?:this|the present) (?:case|instance)", "overall", "so", "then", "therefore", "thereby", "thus", "yet",
];

/// Those who deny a request, and the papers they deny it in.
#[rustfmt::skip]
pub(super) const OPPONENTS: [&str; 16] = [
    "adjuster", "administrator", "carrier", "claims examiner", "denial(?: letter| notice)?", "determination letter",
    "(?:earlier|first|initial|original|previous|prior) (?:review|reviewer|determination|decision)", "employer",
    "insurer", "non-?certification", "peer review(?:er)?", "physician advis[eo]r", "the reviewer",
    "the reviewing physician", "ur(?: physician| reviewer| report| determination| decision)?",
    "utilization review(?:er| physician| report| determination| decision)?",
];

/// Those who may hold a view on a request, and the papers they hold it in.
#[rustfmt::skip]
pub(super) const PEOPLE: [&str; 39] = [
    "acupuncturist", "addendum", "ame", "appeal(?: letter)?", "applicant", "attorney", "chiropractor", "claimant",
    "clinician", "consultant", "doctor", r"dr\.?", "employee", "examiner", "family", "he", "letter", "neurologist",
    "notes?", "nurse", "orthopedist", "patient", "physician", "podiatrist", "practitioner", "prescriber",
    "prescription", "provider", "psychiatrist", "psychologist", "qme", "radiologist", "reports?", "she", "specialist",
    "surgeon", "therapist", "they", "worker",
];

/// Papers that say something, but hold no view of their own.
pub(super) const FILES: [&str; 4] = ["chart", "documentation", "file", "records?"];

/// The books the reviewer goes by.
pub(super) const GUIDELINES: [&str; 8] =
    ["acoem", "evidence", "fda", "guid(?:eline|e)s?", "literature", "mtus", "odg", "stud(?:y|ies)"];

/// Verbs by which someone holds or tells a view.
#[rustfmt::skip]
pub(super) const VIEWS: [&str; 29] = [
    "advis(?:es|ed?)", "argue[sd]?", "assert(?:s|ed)?", "believe[sd]?", "claim(?:s|ed)?", "conclude[sd]?",
    "consider(?:s|ed)?", "contend(?:s|ed)?", "deem(?:s|ed)?", "determine[sd]?", "explain(?:s|ed)?", "feels?", "felt",
    "finds?", "found", "held", "holds?", "indicate[sd]?", "insist(?:s|ed)?", "maintain(?:s|ed)?", "note[sd]?",
    "opine[sd]?", "reads?", "report(?:s|ed)?", "sa(?:ys?|id)", "state[sd]?", "suggest(?:s|ed)?", "th(?:inks?|ought)",
    "wr(?:ites?|ote|itten)",
];

/// Verbs by which a book tells a view.
#[rustfmt::skip]
pub(super) const TEACHES: [&str; 12] = [
    "advises?", "concludes?", "considers?", "defines?", "describes?", "indicates?", "lists?", "notes?", "says?",
    "specif(?:y|ies)", "state[sd]?", "suggests?",
];

/// What somebody may have: a view.
pub(super) const OPINIONS: [&str; 7] =
    ["belief", "conclusion", "determination", "estimation", "judge?ment", "opinion", "view"];
