//! What a rationale says is not documented, or a summary was not done.

use super::reported::{Name, OF_OTHERS};
use super::subjects::{self, ANY, Subject};
use crate::analysis::passage::Passage;
use crate::analysis::question::Question;
use crate::analysis::words::words;
use crate::model::body::{Areas, Side, body_parts, sides};
use crate::model::{clause_at, shifted, statement_at};
use crate::text::pattern::{NUMBER, pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a rationale says is not documented at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Missed {
    pub(in crate::analysis) what: Missing,
    /// The words that say so.
    pub(in crate::analysis) words: Range<usize>,
    /// The parts of the body of which it is missed, if they are named.
    pub(in crate::analysis) areas: Areas,
    /// The sides, if they are named.
    pub(in crate::analysis) sides: Vec<Side>,
}

/// What is missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Missing {
    /// Something that goes by several names.
    Subject(Subject),
    /// Something else, by the words that name it.
    Named(Vec<Name>),
}

/// What a rationale says is not documented at all, in order.
pub(super) fn missed(passage: &Passage) -> Vec<Missed> {
    let mut found: Vec<Missed> = Vec::new();
    for (start, words) in passage.sentences_with(&MAY_MISS) {
        for denial in DENIALS.iter().flat_map(|denial| denial.captures_iter(words)) {
            let Some((whole, object)) = denial.get(0).zip(denial.name("object")) else { continue };
            let (before, clause) = (&words[..whole.start()], clause_at(words, &whole.range()));
            let before = before.rsplit([';', '(']).next().unwrap_or(before);
            // `The screen of 6/11/14 was consistent and there is no agreement on file.`
            let before = before.rsplit_once(" and there ").map_or(before, |(_, own)| own);
            if OF_ONE_DAY.is_match(before) || OF_ONE_DAY.is_match(clause) || AT_A_TIME.is_match(before) {
                continue;
            }
            let place = shifted(&whole.range(), start);
            if passage.is_quoted(&place) || OF_OTHERS.is_match(&words[statement_at(words, &whole.range())]) {
                continue;
            }
            let site = denial.name("site").map_or("", |site| site.as_str());
            // Of the other side it is told elsewhere.
            let told = object_of(object.as_str()).filter(|_| sides(site).is_empty());
            let areas_of = |areas: Areas| areas.or(Areas::of(&body_parts(site))).or(Areas::of(&body_parts(clause)));
            let named = |words: &str| sides(words).into_iter().map(|named| named.side).collect::<Vec<_>>();
            let own = Some(named(object.as_str())).filter(|own| !own.is_empty());
            // `The left knee has had no injection.`
            let sides = own.unwrap_or_else(|| named(clause));
            found.extend(told.map(|(what, areas)| Missed { what, words: place, areas: areas_of(areas), sides }));
        }
    }
    found.sort_by_key(|missed| missed.words.start);
    // Two ways to say it may both fit.
    found.dedup_by(|next, last| next.what == last.what && next.words.start < last.words.end);
    found
}

static MAY_MISS: Question =
    Question::new(|sentence| DENIAL.is_match(sentence) && DENIALS.iter().any(|denial| denial.is_match(sentence)));

/// What a clause is about that names something and nothing that would limit it, but perhaps a part of the body.
fn object_of(clause: &str) -> Option<(Missing, Areas)> {
    let (what, part) = match OBJECT.captures(clause) {
        Some(object) => (Missing::Subject(subjects::found(&object)?), object.name("part")),
        None => {
            let object = PLAIN.captures(clause)?;
            (Missing::Named(names(&object["object"])?), object.name("part"))
        }
    };
    let areas = part.map(|part| Areas::of(&body_parts(part.as_str())));
    let is_understood = areas.is_none_or(|areas| !areas.is_empty());
    // `a cervical epidural injection`
    is_understood.then(|| (what, areas.unwrap_or_default().or(Areas::of(&body_parts(clause)))))
}

/// The names of a thing that a chart has or has not; `None` of what is a matter of degree or of time.
fn names(object: &str) -> Option<Vec<Name>> {
    const MOST: usize = 3;
    let folded = object.to_lowercase();
    let is_vague = |word: &str| VAGUE.iter().any(|vague| word.starts_with(vague)) || word.len() < 2;
    let names = words(&folded).filter(|word| !LINKS.contains(word));
    let names: Option<Vec<_>> = names.map(|word| (!is_vague(word)).then(|| Name::of(word))).collect();
    names.filter(|names| (1..=MOST).contains(&names.len()))
}

/// Words between the names of a thing.
const LINKS: [&str; 6] = ["and", "any", "his", "her", "of", "the"];

/// How words begin of which a chart has more or less, and not all or nothing, or which need others to mean anything.
#[rustfmt::skip]
const VAGUE: [&str; 94] = [
    "abnormal", "access", "acute", "additional", "adequa", "adverse", "alternat", "any", "appropriate", "assess", "attempt",
    "barrier", "basis", "benefi", "chang", "circumstance", "clear", "clinical", "compar", "complian", "concern", "condition",
    "continu", "contraindicat", "current", "decreas", "deficit", "degree", "detail", "difficult", "duration", "effect", "effic",
    "enough", "exceptional", "explanation", "extenuating", "extraordinary", "fail", "finding", "flare", "formal", "frequency",
    "functional", "further", "gain", "goal", "harm", "improv", "inability", "increas", "indication", "instability", "intent",
    "intoleran", "justif", "limit", "measur", "medical", "monitor", "motivat", "necess", "need", "new", "object", "ongoing",
    "outcome", "pain", "period", "plan", "problem", "progress", "qualif", "quantif", "rationale", "reason", "recent", "reduc", "regress",
    "relief", "respon", "result", "risk", "severe", "side", "sign", "specific", "success", "sufficient", "support",
    "symptom", "trial", "unusual", "worse",
];

/// How a clause begins that is about something in the chart.
const LEAD: &str = r"(?: (?: the \s+ )? (?: patient | injured \s+ worker | claimant | applicant | employee | she | he ) \s+
        (?: has \s+ had | has | had | completed | underwent | tried | suffers \s+ from ) \s+ )?
    (?: (?: a | an | any | her | his | the | past | previous | prior | earlier | signed
        | (?: courses? | history | sessions? | trials? | use ) \s+ of ) \s+ )*";

/// What is done.
const DO: &str = r"(?: attempted | carried \s+ out | completed | done | given | made | obtained | performed | reviewed | taken | tried | undertaken | used )";
/// What a chart does with what was done or found.
const TOLD: &str = r"(?: charted | described | documented | listed | mentioned | noted | recorded | reported )";
/// Where it would be documented.
const IN_RECORD: &str = r"(?: (?: in | on ) \s+ (?: (?: the | these | this ) \s+ )? (?: (?: available | medical | provided | submitted ) \s+ )*
    (?: charts? | documentation | files? | notes? | records? | reports? ) (?: \s+ (?: provided | reviewed | submitted ) )? )";
/// What is said of something that was done.
const WAS: &str = r"(?: (?: is | are | was | were | being | having \s+ been | (?: has | have | had ) \s+ been ) )";
/// How an object may go on that is not limited by it.
static TAIL: LazyLock<String> = LazyLock::new(|| {
    format!(
        r"(?: (?: \s+ {WAS} (?: \s+ ever )? | \s+ ever )* \s+ {DO} (?: \s+ {IN_RECORD} )? | \s+ {IN_RECORD} | \s+ (?: so \s+ far | to \s+ date )
            | \s+ for \s+ (?: it | this )
            | \s+ on \s+ (?: the \s+ | physical \s+ )* exam (?: ination )?
            | \s+ (?: of | to | in | for ) \s+ (?: the | his | her ) \s+ (?<part> [a-z]+ (?: [\s-]+ [a-z]+ ){{0,2}}? ) (?: \s+ {WAS} \s+ {DO} )? )?"
    )
});

/// Where an object ends.
static ENDING: LazyLock<String> = LazyLock::new(|| {
    format!(
        r"\s* (?: \z | \b n?or \b | \b and \s+ (?: had | has | is | no | was | {NUMBER} ) \b | \b (?: including | such \s+ as ) \b )"
    )
});

static OBJECT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(r"\A \s* {LEAD} {any} {tail} {ending}", any = *ANY, tail = *TAIL, ending = *ENDING))
});

/// An object that is no known subject.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\A \s* {LEAD} (?<object> [a-z]+ (?: [\s-]+ [a-z]+ ){{0,3}}? ) {tail} {ending}",
        tail = *TAIL,
        ending = *ENDING
    ))
});

/// The ways to say that something is not documented, each with the clause that says what. Nothing is said of when it was not
/// done.
static DENIALS: LazyLock<[Regex; 19]> = LazyLock::new(|| {
    let end = r"\s* (?: [.,;)] | $ )";
    [
        verbose(
            r"\b (?: no | without (?: \s+ any )? ) \s+ (?: documented \s+ )? (?: documentation | evidence | mention | records? ) \s+
                (?: of | that ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(r"\b (?: do | does | did ) \s+ not \s+ (?: document | mention | record ) \s+ (?<object> [^.,;]+ )"),
        verbose(
            r"\b (?: charts? | documentation | files? | notes? | provider | records? | reports? ) \s+ (?: do | does | did ) \s+ not \s+
                (?: contain | describe | include | list | note | report | reveal | show ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(r"\b no \s+ documented \s+ (?<object> [^.,;]+ )"),
        verbose(
            r"\b (?: has | had ) \s+ no \s+ (?: known \s+ | documented \s+ | prior \s+ )? (?<object> history \s+ of \s+ [^.,;]+ )",
        ),
        verbose(&format!(
            r"\b no \s+ (?<object> [^.,;]+? ) \s+ (?: {WAS} \s+ )? (?: ever \s+ )?
                (?: (?: been \s+ )? {TOLD} (?: \s+ (?: anywhere | {IN_RECORD} ) )? {end} | {IN_RECORD} \b | on \s+ file {end} )"
        )),
        verbose(&format!(
            r"\b no \s+ (?<object> [^.,;]+? ) (?: , \s+ no \s+ [^.,;]+? )* (?: ,? \s+ and \s+ no \s+ [^.,;]+? )? \s+
                (?: (?: was | were ) (?: \s+ ever )? | (?: has | have ) (?: \s+ ever )? \s+ been ) \s+ {DO} (?: \s+ in \s+ this \s+ case )? (?: {end} | \s+ (?: and | but ) \b )"
        )),
        verbose(
            r"\b (?: and | he | she | patient | worker | claimant | applicant | employee ) \s+ (?: has | had ) \s+ (?: never | not ) \s+
                (?: had | received | taken | tried | undergone | used ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(&format!(
            r"(?: ^ | [,;] ) \s* (?: (?: in \s+ this \s+ case | here | however ) ,? \s+ | (?: although | and | as | because | but | since | that | while ) \s+ )?
                (?<object> [^.,;]+? ) \s+ (?: {WAS} \s+ (?: not | never ) | (?: has | have | had ) \s+ (?: not | never ) (?: \s+ yet )? \s+ been | not \s+ yet | never ) \s+
                (?: {TOLD} (?: \s+ anywhere )? {end} | {IN_RECORD} {end} | {DO} {end} )"
        )),
        verbose(
            r"\b (?: he | she | patient | worker | claimant | applicant | employee ) \s+ (?: never | has \s+ yet \s+ to ) \s+
                (?: attended | be \s+ given | completed | had | have | receive d? | take n? | tried | try | undergo (?: ne )? | underwent | used ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(
            r"\b (?: , | and ) \s+ never \s+ (?: attended | completed | had | received | taken | tried | used ) \s+ (?<object> [^.,;]+ )",
        ),
        verbose(&format!(
            r"\b neither \s+ (?<object> [^.,;]+? ) \s+ nor \s+ [^.,;]+? \s+ (?: {WAS} \s+ (?: ever \s+ )? ) (?: {TOLD} | {DO} ) \b"
        )),
        verbose(r"(?: ^ | [,;] ) \s* (?<object> [^.,;]+? ) \s+ (?: cannot | could \s+ not ) \s+ be \s+ found \b"),
        verbose(&format!(r"\b without \s+ (?: any \s+ )? (?<object> [^.,;]+? ) \s+ having \s+ been \s+ {DO} \b")),
        verbose(&format!(r"\b nowhere \s+ {IN_RECORD} \s+ (?: is | are ) \s+ (?<object> [^.,;]+? ) \s+ {TOLD} {end}")),
        verbose(r"\b (?: has | have ) \s+ had \s+ no \s+ (?<object> [^.,;]+ )"),
        verbose(&format!(
            r"(?: ^ | [.,;] ) \s* no \s+ (?<object> [^.,;]+? ) \s+ (?: so \s+ far | to \s+ date | yet ) {end}"
        )),
        verbose(
            r"(?<site> [^.,;]{0,40} ) \b (?: (?: has | had | have ) \s+ (?: never | not ) (?: \s+ yet )? \s+ been | (?: was | were ) \s+ (?: never | not ) ) \s+
                (?<object> injected ) \s* (?: [.,;] | $ | \b (?: and | but | or ) \b )",
        ),
        verbose(&format!(
            r"(?: ^ | [,;] ) \s* (?: (?: although | and | as | because | but | since | while ) \s+ )?
                (?<object> [^.,;]+? ) \s+ remains? \s+ to \s+ be \s+ {DO} {end}"
        )),
    ]
});

/// Words without which nothing is missed. A request that is `not medically necessary` is none.
static DENIAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:no\b|without\b|neither\b|never\b|cannot\b|could\s+not\b|nowhere\b|remains?\s+to\b|yet\s+to\b|not\s+(?:attempted|been|carried|undertaken|yet|charted|completed|contain|describe|document|had|include|in\b|list|made|mention|note|on\b|received|record|report|reveal|show|done|given|obtained|performed|reviewed|taken|tried|undergone|used))",
    )
});

/// `After the fall no x-rays were taken.`
static AT_A_TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^\s*(?:(?:after|at|before|during|on|until)\s+(?:he|her|his|she|surgery|that|the)|post-?operatively|since|when|in\s+the\s+(?:emergency|er))\b",
    )
});

/// What is missed of one visit may be told of another.
static OF_ONE_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[0-9]/[0-9]|\b(?:19|20)[0-9]{2}\b|\b(?:last|latest|recent|current)\s+(?:exam\w*|notes?|reports?|visits?)\b|\b(?:that|this)\s+(?:note|report|visit)\b",
    )
});
