//! The words the grammar knows.

use regex::Regex;

/// A pattern of this crate.
pub(super) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is valid")
}

/// A pattern for any of these words, each a pattern itself; longer ones must come before what they start with.
/// Spaces are kept even where a pattern is written in verbose mode.
pub(super) fn any(words: &[&str]) -> String {
    format!("(?-x:{})", words.join("|"))
}

/// What may be said of a request beside that it is medically necessary.
#[rustfmt::skip]
pub(super) const QUALITIES: [&str; 13] = [
    "advisable", "appropriate", "beneficial", "certified", "indicated", "justified", "needed", "reasonable", "recommended",
    "required", "substantiated", "supported", "warranted",
];

/// Verbs by which something comes to be called medically necessary.
#[rustfmt::skip]
pub(super) const DEEMED: [&str; 26] = [
    "approved", "certified", "concluded", "considered", "deemed", "demonstrated", "determined", "documented",
    "established", "felt", "found", "held", "judged", "justified", "opined", "proven", "recommended", "regarded", "said", "seen",
    "shown", "substantiated", "supported", "thought", "verified", "viewed",
];

/// Verbs that say what would, could or should be.
#[rustfmt::skip]
pub(super) const MODALS: [&str; 12] = [
    "can not", "cannot", "can't", "can", "couldn't", "could", "shouldn't", "should", "won't", "will", "wouldn't", "would",
];

/// What may stand between a verb and `medically necessary` and changes nothing, or negates it.
#[rustfmt::skip]
pub(super) const FILLERS: [&str; 50] = [
    "accordingly", "again", "all", "also", "altogether", "and/or", "and", "as such",
    "at (?:this|the present|the current) (?:time|point|juncture|date)", "at present", "both", "but also", "clearly",
    "consequently", "currently", "each", "either", "evidently", "further", "hence", "hereby", "here", "however",
    "in (?:this|the present|the current) (?:case|instance|context|clinical (?:setting|situation)|setting|situation)",
    "in (?:my|this reviewer's) (?:medical |professional )?(?:opinion|judgment)", "indeed", "just", "likewise", "longer",
    "merely", "neither", "never", "nor", "not", "now", "no longer", "on balance", "only", "or", "otherwise", "plainly",
    "presently", "respectfully", "simply", "still", "then", "therefore", "thus", "truly", "yet",
];

/// What may lead up to a conclusion.
#[rustfmt::skip]
pub(super) const LEADS: [&str; 24] = [
    "accordingly", "also", "and", "as a result", "as such", "at this time", "based on the (?:above|foregoing)", "but",
    "consequently", "finally", "for (?:this|these|the above|the foregoing) reasons?", "furthermore", "given the above",
    "hence", "however", "in conclusion", "in (?:sum|summary|short)", "in (?:this|the present) (?:case|instance)", "so",
    "then", "therefore", "thereby", "thus", "yet",
];

/// Those who deny a request.
#[rustfmt::skip]
pub(super) const OPPONENTS: [&str; 19] = [
    "adjuster", "administrator", "carrier", "claims examiner", "denial(?: letter| notice)?", "employer", "insurer",
    "peer review(?:er)?", "physician advis[eo]r", "the reviewer", "the reviewing physician",
    "(?:earlier|first|initial|original|previous|prior) (?:review|reviewer|determination|decision)", "ur (?:physician|reviewer)",
    "ur decision", "ur", "utilization reviewer", "utilization review(?: physician| report| determination| decision)?",
    "determination letter", "non-?certification",
];

/// Those who may hold a view on a request, and the papers they hold it in.
#[rustfmt::skip]
pub(super) const PEOPLE: [&str; 40] = [
    "acupuncturist", "addendum", "ame", "appeal(?: letter)?", "applicant", "attorney", "chart", "chiropractor", "claimant",
    "clinician", "consultant", "doctor", "documentation", r"dr\.?", "employee", "examiner", "family", "he", "letter", "neurologist",
    "notes?", "nurse", "orthopedist", "patient", "physician", "podiatrist", "practitioner", "prescriber", "provider",
    "psychiatrist", "psychologist", "qme", "radiologist", "reports?", "she", "specialist", "surgeon", "they", "therapist", "worker",
];

/// The books the reviewer goes by.
#[rustfmt::skip]
pub(super) const GUIDELINES: [&str; 9] = [
    "acoem", "evidence", "fda", "guidelines?", "guides?", "literature", "mtus", "odg", "stud(?:y|ies)",
];

/// Verbs by which someone holds or tells a view.
#[rustfmt::skip]
pub(super) const VIEWS: [&str; 29] = [
    "advis(?:es|ed?)", "argue[sd]?", "assert(?:s|ed)?", "believe[sd]?", "claim(?:s|ed)",
    "conclude[sd]?", "consider(?:s|ed)?", "contend(?:s|ed)?", "deem(?:s|ed)?", "determine[sd]?", "explain(?:s|ed)?",
    "feels?", "felt", "finds?", "found", "held", "holds?", "indicate[sd]?", "insist(?:s|ed)?", "maintain(?:s|ed)?", "note[sd]?",
    "opine[sd]?", "reads?", "report(?:s|ed)?", "sa(?:ys?|id)", "state[sd]?", "suggest(?:s|ed)?", "th(?:inks?|ought)",
    "wr(?:ites?|ote|itten)",
];
