//! Findings that are normal or abnormal, there or not: reflexes, drug screens, fractures.

use super::{Side, Sign, side};
use crate::text::pattern::{MONTH, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What is found to be abnormal or not, by its names and the words for both.
const STATES: [(&str, &str, &str, &str); 10] = [
    (
        "screen",
        r"(?: urine \s+ )? drug \s+ (?: screen s? | tests? ) | screens? | (?: another | one | others? ) \s+ (?: from | in | of ) \s+ [0-9/]{4,10} | UD[ST] s? | toxicology (?: \s+ screens? )? | urine",
        r"aberrant | inconsistent | positive \s+ for \s+ (?: cocaine | heroin | illicit | methamphetamines? | PCP | street | unprescribed )",
        r"compliant | consistent",
    ),
    ("ankle_reflex", r"achilles (?: \s+ reflex )? | ankle \s+ (?: jerk | reflex )", LOST, KEPT),
    ("knee_reflex", r"(?: patellar | quadriceps ) \s+ reflex | knee \s+ (?: jerk | reflex )", LOST, KEPT),
    ("brachioradialis_reflex", r"brachioradialis (?: \s+ reflex )?", LOST, KEPT),
    ("triceps_reflex", r"triceps \s+ (?: jerk | reflex )", LOST, KEPT),
    (
        "thickness",
        r"(?: (?: articular-sided | bursal-sided | rotator \s+ cuff | supraspinatus ) \s+ )* tears?",
        r"(?: complete,? \s+ )? full [\s-] thickness",
        r"(?: (?: high | low ) -grade,? \s+ )? partial [\s-] thickness",
    ),
    ("gait", r"gait", r"abnormal | antalgic", r"normal"),
    (
        "nerves",
        r"(?: EMG \s* / \s* )? NC[SV] | EMG | nerve \s+ conduction \s+ (?: study | studies | tests? | testing )
            | electrodiagnostic \s+ (?: study | studies | tests? | testing )",
        r"abnormal | mild | moderate | severe",
        r"normal | unremarkable",
    ),
    ("films", r"(?: plain \s+ )? films | radiographs | x-?rays", "abnormal", "normal | unremarkable"),
    (
        "median",
        r"CTS | carpal \s+ tunnel \s+ syndrome | median \s+ (?: nerve \s+ (?: compression | entrapment ) | (?: mono )? neuropathy )",
        r"(?: (?: only | very ) \s+ )? severe",
        r"(?: (?: only | very ) \s+ )? (?: mild | minimal )",
    ),
];

/// What a study shows that is then abnormal.
const SHOWN: [(&str, &str); 2] = [
    (
        "nerves",
        r"(?: (?: active | chronic | mild | moderate | severe ) \s+ ){0,2} (?: (?: left | right ) \s+ )? (?: carpal \s+ tunnel | CTS | denervation | radiculopathy )",
    ),
    (
        "films",
        r"(?: (?: acute | advanced | an? | compression | healing | [clst][0-9] | lateral | medial | mild | moderate | old | severe | the ) \s+ ){0,4} (?: fracture | (?: osteo )? arthritis | (?: joint \s+ space \s+ )? narrowing | spondylolisthesis )",
    ),
];

const LOST: &str = r"absent | decreased | depressed | diminished | lost";
const KEPT: &str = r"intact | normal | present | symmetric (?: al )?";

/// What is there or not on a study.
const LESIONS: [(&str, &str); 10] = [
    ("abscess", r"abscess (?: es )?"),
    ("arthritis", r"(?: osteo )? arthritis"),
    ("dislocation", r"dislocations?"),
    ("fracture", r"fractures?"),
    ("instability", r"instability"),
    ("labral_tear", r"labral \s+ tears?"),
    ("loosening", r"loosening"),
    ("nonunion", r"non-?union"),
    ("slip", r"spondylolisthesis"),
    ("tear", r"tears? | torn"),
];

/// How many findings there are.
const COUNT: usize = STATES.len() + LESIONS.len();

/// What a sentence tells of such findings; their tests are counted from `first`.
pub(super) fn findings(sentence: &str, first: usize) -> Vec<Sign> {
    if !MAY_FIND.is_match(sentence) {
        return Vec::new();
    }
    let found = PATTERNS.iter().enumerate().flat_map(|(at, pattern)| {
        pattern.captures_iter(sentence).filter_map(move |captures| {
            let whole = captures.get(0)?.range();
            let is_named = captures.name("named").is_some();
            let is_positive =
                is_named || ["abnormal", "then_abnormal", "shown"].iter().any(|group| captures.name(group).is_some());
            let is_other = DOUBT.is_match(&sentence[..whole.start]) || ELSE.is_match(&sentence[whole.end..]);
            let clause = &sentence[clause_around(sentence, &whole)];
            let beside = || NEXT_SIDE.find(&sentence[whole.end..]).and_then(|next| side(next.as_str()));
            let side = beside().or_else(|| side(clause)).or_else(|| side_by_letter(clause));
            (!is_other).then_some(Sign { result: whole, test: first + at, is_positive, is_named, side })
        })
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|sign| sign.result.start);
    found
}

/// `severe right median neuropathy`
static NEXT_SIDE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?: left | right ) \s+ (?: [a-z0-9-]+ \s+ ){1,2} (?: entrapment | neuropathy | palsy | radiculopathy | syndrome ) \b",
    )
});

/// The side that a clause names by its letter.
pub fn side_by_letter(clause: &str) -> Option<Side> {
    Some(if SHORT.captures(clause)?.name("left").is_some() { Side::Left } else { Side::Right })
}

/// Whether a finding is a lesion, which is there in many letters, and tells something only on a study.
pub(super) fn is_lesion(at: usize) -> bool {
    (STATES.len()..COUNT).contains(&at)
}

/// The name of a finding.
#[cfg(test)]
pub(super) fn name(at: usize) -> &'static str {
    STATES.get(at).map_or_else(|| LESIONS[at - STATES.len()].0, |(name, ..)| name)
}

/// Where what stands between commas and semicolons around a place begins and ends.
fn clause_around(sentence: &str, place: &Range<usize>) -> Range<usize> {
    let ends = |char: char| matches!(char, ',' | ';' | ':');
    let start = sentence[..place.start].rfind(ends).map_or(0, |end| end + 1);
    let end = sentence[place.end..].find(ends).map_or(sentence.len(), |end| place.end + end);
    start..end
}

static PATTERNS: LazyLock<[Regex; COUNT]> = LazyLock::new(|| {
    const SIDES: &str = r"(?: (?: at | bilateral (?: ly )? | both | her | his | in | L | left | legs? | on | R | right | sides? | the | then ) \s+ ){0,4}";
    let day = format!(
        r"(?: (?: dated | drawn | from | in | of | on ) \s+ )? (?: [0-9]{{1,2}}/[0-9/]{{2,8}} | (?: {MONTH} \s+ )? [0-9]{{4}} )"
    );
    const SHOW: &str = r"(?: confirm (?: ed | s )? | demonstrat (?: ed | es ) | reveal (?: ed | s )? | show (?: ed | ing | s )? | with )";
    const BE: &str =
        r"(?: (?: that | which ) \s+ )? (?: (?: came | comes ) \s+ back | are | is | remains? | was | were )";
    let state = move |(name, names, abnormal, normal): (&str, &str, &str, &str)| {
        // A study may show something normal beside what is not, as a space or a latency.
        let shown = SHOWN
            .iter()
            .find(|(of, _)| *of == name)
            .map_or(String::new(), |(_, shown)| format!(r"| {SHOW} \s+ {SIDES} (?<shown> {abnormal} | {shown} )"));
        verbose(&format!(
            r"\b (?: (?<abnormal> {abnormal} ) | (?: {normal} ) ) \s+ {SIDES} (?: {names} ) \b
              | \b (?: {names} ) (?: \s+ (?: results? | testing ) )? (?: \s+ {day} )? [,:]? \s+
                (?: {SIDES} (?: {BE} \s+ )? (?: (?: all | only ) \s+ )? {SIDES} (?: (?<then_abnormal> {abnormal} ) | (?: {normal} ) ) {shown} ) \b"
        ))
    };
    let lesion = |(_, names): (&str, &str)| {
        verbose(&format!(
            r"\b (?: no | without (?: \s+ (?: any | an? ) )? | failed \s+ to \s+ (?: demonstrate | reveal | show ) | negative \s+ for | neither ) \s+ (?: (?: acute | evidence | gross | of | or | other | sign | signs | [a-z-]+ ) \s+ ){{0,3}}? (?: {names} ) \b
              | (?<abnormal> \b (?: confirm (?: ed | s )? | demonstrat (?: ed | es ) | document (?: ed | s ) | positive \s+ for | reveal (?: ed | s )? | show (?: ed | ing | s )? | with )
                  \s+ (?: (?: an? | the ) \s+ )? (?: (?: active | acute | bilateral | bony | both | chronic | [clst][0-9] (?: -[0-9s1]+ )? | left | right | full | gross | healing | large | mild | moderate | new | old | partial | severe | small | thickness ) [\s-]+ ){{0,3}} (?: {names} ) ) \b
              | (?<named> \b (?: {names} ) \b )"
        ))
    };
    let patterns: Vec<Regex> = STATES.into_iter().map(state).chain(LESIONS.into_iter().map(lesion)).collect();
    std::array::from_fn(|at| patterns[at].clone())
});

static MAY_FIND: LazyLock<Regex> = LazyLock::new(|| {
    let names = STATES.map(|(_, names, ..)| names).into_iter().chain(LESIONS.map(|(_, names)| names));
    verbose(&format!(r"\b (?: {} ) \b", names.collect::<Vec<_>>().join(" | ")))
});

/// A side by its letter.
static SHORT: LazyLock<Regex> = LazyLock::new(|| verbose(r"(?: \A | \s ) (?-i: (?<left> L ) | R ) \s"));

/// What is doubtful or denied.
static DOUBT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: almost | any | (?: indicated | is | reserved | surgery | repair ) \s+ for | if | near (?: ly )? | never | no | nor | not | possibl [ey] | suspected | when | whether | without ) [\s-]+ (?: an? \s+ )? \z",
    )
});
/// That the name is part of that of something else.
static ELSE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?: aid | belt | risk | tendon | training | (?: at | in | of ) \s+ the \s+ (?: [a-z]+ \s+ ){0,4}? (?: biceps | infraspinatus | subscapularis | teres ) )",
    )
});
