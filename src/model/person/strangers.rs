//! Who is not known to be the worker.

use super::GUIDELINE;
use super::nouns::is_description;
use crate::model::body::body_parts;
use crate::text::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

/// Whether words may name somebody of whom it is not known who it is: `the treater`, `his attending`, `the PCP`, `Chou et al.`,
/// or anybody who says something before the worker is named.
pub(super) fn names_stranger(words: &str, has_worker: bool) -> bool {
    let is_mixed = words.contains(|char: char| char.is_lowercase());
    (is_mixed && ACRONYM.is_match(words))
        || (!has_worker && SAYING.is_match(words) && !GUIDELINE.is_match(words))
        || words.contains("et al")
        || UNFORMED.is_match(words)
        || DETERMINER.find_iter(words).any(|determiner| {
            let is_own_work = has_worker && WORKS_AS.is_match(&words[..determiner.start()]);
            !is_own_work && !is_known(&words[determiner.end()..])
        })
}

/// Whether the noun that opens a text is the worker or a thing.
fn is_known(after: &str) -> bool {
    let end = after.find([',', ';', ':', '.', '(', ')', '"', '“']).unwrap_or(after.len());
    if !after[..end].split_whitespace().take(LONGEST_NOUN).any(may_be_person) {
        return true;
    }
    let noun = NOUN_ENDS.find(&after[..end]).map_or(&after[..end], |found| &after[..found.start()]);
    let mut words = noun.split_whitespace().map(|word| word.to_lowercase());
    let is_owner = |word: &str| word.ends_with("'s") || word.ends_with("’s");
    !noun.split_whitespace().any(may_be_person)
        || words.any(|word| {
            let stem = word.trim_end_matches('s');
            !is_owner(&word) && (THINGS.contains(&word.as_str()) || THINGS.contains(&stem) || is_description(&word))
        })
        || KNOWN_PERSON.is_match(noun)
        || (!is_owner(noun) && !body_parts(noun).is_empty())
}

/// No noun has more words before it.
const LONGEST_NOUN: usize = 6;

/// Whether a word is formed as those for persons are: after what they do.
fn may_be_person(word: &str) -> bool {
    let stem = word.trim_end_matches(['s', 'S', '\'', '’']);
    let ends = |ending: &&str| {
        let start = stem.len().checked_sub(ending.len());
        start.and_then(|start| stem.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
    };
    let is_formed = ["er", "or", "ist", "ian", "ee", "ant", "man", "men"].iter().any(ends);
    let is_named = is_formed && !FORMED_ALIKE.iter().any(|known| known.eq_ignore_ascii_case(stem));
    is_named || ["being", "sibling"].iter().chain(&CARING).any(|known| known.eq_ignore_ascii_case(stem))
}

/// What those who treat and judge are called after, where other words in `-ing` are things that are done: `a loading dock`.
#[rustfmt::skip]
const CARING: [&str; 13] = [
    "attending", "certifying", "consulting", "covering", "evaluating", "examining", "operating", "ordering", "prescribing",
    "referring", "requesting", "supervising", "treating",
];

/// Things that are called as persons might be, and words that compare.
#[rustfmt::skip]
const FORMED_ALIKE: [&str; 92] = [
    "another", "answer", "anterior", "antidepressant", "assist", "behavior", "better", "bladder", "cancer", "catheter",
    "center", "color", "computer", "constant", "container", "corner", "counter", "dinner", "disorder", "door", "doppler",
    "elevator", "error", "extensor", "factor", "fever", "filter", "finding", "finger", "flexor", "floor", "former", "free",
    "freezer", "further", "gender", "greater", "higher", "human", "imaging", "implant", "important", "indicator", "inferior",
    "inhibitor", "knee", "later", "latter", "lesser", "letter", "list", "longer", "lower", "major", "manner", "marker",
    "matter", "median", "meter", "minor", "monitor", "monitoring", "motor", "order", "other", "over", "paper", "posterior",
    "power", "prior", "quadrant", "quarter", "receptor", "relaxant", "resistant", "rotator", "scooter", "sensor", "shower",
    "significant", "sitting", "standing", "stimulator", "superior", "three", "trailer", "trigger", "tumor", "ulcer", "upper",
    "water", "working",
];

/// Nouns with which no person can be meant, in lower case and in the singular.
#[rustfmt::skip]
const THINGS: [&str; 118] = [
    "accident", "activity", "addition", "artery", "brace", "bracing", "cane", "care", "case", "change", "chart", "complaint",
    "condition", "course", "criteria", "criterion", "crutch", "day", "deficit", "degree", "device", "diagnosis", "disability",
    "disc", "dose", "drug", "evidence", "examination", "exercise", "extent", "fact", "fall", "file", "flare", "fracture",
    "frequency", "function", "gain", "guideline", "gym", "history", "home", "hour", "improvement", "injection", "injury",
    "insert", "insomnia", "intensity", "job", "kind", "ladder", "lift", "ligament", "limit", "loss", "machine", "medication",
    "medicine", "mile", "month", "morning", "motion", "movement", "muscle", "necessity", "need", "nerve", "night", "note",
    "number", "opioid", "pain", "patch", "period", "pill", "plan", "point", "problem", "program", "question", "range",
    "rationale", "reason", "record", "relief", "report", "request", "result", "risk", "root", "score", "session", "sleep",
    "spasm", "splint", "strain", "strength", "surgery", "symptom", "tablet", "tear", "tendon", "therapy", "time", "total",
    "treatment", "trial", "tunnel", "unit", "use", "visit", "walker", "week", "wheelchair", "work", "yard", "year",
];

/// Persons whose names are not formed like that, and the treater by an adjective alone.
static UNFORMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: chiro | dad | docs? | grandma | grandpa | kids? | mom | orthopod | physio | psych | psychology | staff
            | (?-i: Miss | Mrs? | Ms ) ) \b
        | \b (?: the | an? | another | one | his | her | their ) \s+ (?:
            (?: [a-z-]+ \s+ )?? (?: attending | clerk | cook | (?-i: OT | PT ) | dog | drunk | ex | fellow | guard | guest | host | housemate | infant | intern | judge | kid
                | juvenile | landlord | mate | minor | priest | service | team | thief | roommate | teen | twin | witness | youth )
            | (?: primary | prior | referring | requesting | secondary | treating ) \s+
                (?: asks? | asked | did | does | felt | feels | gave | had | has | is | noted | notes | prescribes? | prescribed | saw | stated
                  | states | wants? | wanted | was | will | would | writes | wrote ) ) \b",
    )
});
static DETERMINER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:the|an?|another|one|some|his|her|their|each|every)\s+"));
/// What the worker's work follows: `He is a roofer`.
static WORKS_AS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:he|she|patient|claimant|applicant|(?:injured\s+)?worker)\s+(?:is|was)|(?:employed|work(?:s|ed|ing)?)\s+as)\s+$",
    )
});
/// What those who treat and examine are called in short.
static ACRONYM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:AME|DC|CRNA|DNP|DO|DPM|FNP|ARNP|LCSW|LVN|MA|MD|MFT|NCM|NP|OTR|PA|PCP|PQME|PTP|QME|RD|RN)s?\b")
});
/// Words behind the noun that a determiner opens.
static NOUN_ENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: a | about | after | an | and | are | as | at | because | before | but | by | did | do | does | during | for | from
            | had | has | have | he | her | his | if | in | into | is | it | may | not | of | on | or | said | saw | says | she | should | since
            | so | states? | than | that | the | this | to | until | was | were | when | where | which | while | who | will | with | without
            | would ) \b",
    )
});
/// What only persons do.
static SAYING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: said | says | stat(?:es|ed) | feels? | felt | writes? | wrote | agree[sd]? | opine[sd]? | opinion | view | believe[sd]?
            | thinks? | thought | plan(?:s|ned) | prescribe[sd]? | argue[sd]? | recommend(?:s|ed) | document(?:s|ed) | noted | asks? | asked
            | request(?:s|ed) | report(?:s|ed) | concur(?:s|red) | conclude[sd]? | suggest(?:s|ed) | explain(?:s|ed) | decide[sd]
            | wants? | wanted | hopes? | treated | advise[sd]? ) \b",
    )
});
static KNOWN_PERSON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[\w-]+\s+){0,4}?(?:worker|patient|claimant|applicant|employee|female|male|man|woman|gentleman|lady)\b",
    )
});
