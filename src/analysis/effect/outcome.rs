//! How well a treatment worked, by the words of a clause.

use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// How well a treatment worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Outcome {
    /// Not at all.
    Nothing,
    /// It is said to have failed, which a rationale may also say of what did not help enough.
    Failed,
    /// A little, or for a while, or it is not clear how well.
    Something,
    /// For a short time only.
    Brief,
    Well,
    /// For long.
    Lasting,
}

impl Outcome {
    /// Whether this cannot be so by a summary if it is the other by a rationale.
    pub(in crate::analysis) fn contradicts(self, other: Outcome) -> bool {
        use Outcome::{Brief, Failed, Lasting, Nothing, Well};
        matches!(
            (self, other),
            (Nothing | Failed, Well | Lasting) | (Well | Lasting, Nothing) | (Brief, Lasting) | (Lasting, Brief)
        )
    }
}

/// How well something worked by a clause, and the words that say so.
pub(super) fn outcome(clause: &str) -> Option<(Outcome, Range<usize>)> {
    let is_meant_to_be =
        || TO_BE.captures_iter(clause).any(|found| !found["word"].to_ascii_lowercase().starts_with("fail"));
    if !MAY_TELL.is_match(clause) || MODAL.is_match(clause) || UNPROVEN.is_match(clause) || is_meant_to_be() {
        return None;
    }
    if let Some(found) = LASTING.captures(clause) {
        let place = found.get(0)?.range();
        let is_denied = found.name("no").is_some() || DENIED.is_match(&clause[..place.start]);
        return Some((if is_denied { Outcome::Brief } else { Outcome::Lasting }, place));
    }
    if let Some(found) = BRIEF.find(clause) {
        return Some((Outcome::Brief, found.range()));
    }
    if let Some(change) = CHANGE.captures(clause) {
        let number = |name| change.name(name).and_then(|number| number.as_str().parse::<f64>().ok());
        let (before, after) = (number("from").or(number("without"))?, number("to").or(number("with"))?);
        let outcome = match before - after {
            2.0.. => Outcome::Well,
            0.0 => Outcome::Nothing,
            _ => Outcome::Something,
        };
        return Some((outcome, change.get(0)?.range()));
    }
    let well = WELL.captures(clause);
    let percent = well.as_ref().and_then(|well| well.name("percent").or(well.name("of_percent")));
    let percent = percent.and_then(|percent| percent.as_str().parse::<u32>().ok());
    if let Some(found) = SOMETHING.find(clause).filter(|_| percent.is_none_or(|percent| percent < MUCH_PERCENT)) {
        let word = EFFECT_WORD.find(clause).map_or(found.range(), |word| word.range());
        return Some((Outcome::Something, word));
    }
    if let Some(found) = NOTHING.find(clause) {
        return (!OF_USE.is_match(&clause[found.end()..])).then(|| (Outcome::Nothing, found.range()));
    }
    if let Some(found) = FAILED.find(clause) {
        return (!DENIED.is_match(&clause[..found.start()])).then(|| (Outcome::Failed, found.range()));
    }
    let place = well?.get(0)?.range();
    let outcome = match percent {
        Some(..=NO_PERCENT) => Outcome::Nothing,
        Some(..LEAST_PERCENT) => Outcome::Something,
        _ if NEITHER.is_match(clause) && LIKE_IT.is_match(clause) => return None,
        _ if NEITHER.is_match(clause) => Outcome::Nothing,
        _ => Outcome::Well,
    };
    if OF_MANY.captures(&clause[place.start..]).is_some_and(|found| !OF_ONE.is_match(&found["whom"])) {
        return None;
    }
    (outcome == Outcome::Nothing || !DENIED.is_match(&clause[..place.start])).then_some((outcome, place))
}

/// So many percent are nothing, below more it is a little, and from still more on it is much, for however long.
const NO_PERCENT: u32 = 10;
const LEAST_PERCENT: u32 = 30;
const MUCH_PERCENT: u32 = 50;

const ADJECTIVE: &str = r"(?: (?: appreciable | apparent | clear | clinical | definite | demonstrable | discernible | functional | good | great | meaningful | measurable | notable | noticeable
    | objective | obvious | overall | pain | particular | real | subjective | symptom (?: atic )? | such ) \s+ ){0,3}";
const GAIN: &str = r"(?: benefits? | decrease | effect (?: iveness )? | gains? | improvements? | progress | reduction | relief | response | success )";
const ACHE: &str = r"(?: ache | aching | burning | complaints? | cramp (?: s | ing ) | discomfort | dizziness | headaches? | insomnia | migraines? | numbness | pain | scores? | soreness | spasms?
    | anxiety | depression | heartburn | nausea | reflux | stiffness | swelling | symptoms? | tenderness | tingling | upset | VAS )";

/// A word that every clause has which says how well something worked.
pub(super) static MAY_TELL: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: away | benefi [a-z]+ | better | came \s+ down | chang (?: e | ed ) | cut | decreas [a-z]+ | dropped | eased? | eases | effect [a-z]* | fail [a-z]* | fell | free | gains? | gone \s+ down | halved | help [a-z]*
            | improv [a-z]+ | ineffective | less [a-z]* | lower [a-z]* | nothing | progress | reduc [a-z]+ | relie [fv] [a-z]* | remain (?: ed | s ) | resolv [a-z]+ | respon [a-z]+ | returned | same | stayed | stays | success [a-z]* | unchanged | unhelpful
            | unsuccessful | useless | went \s+ down | work (?: ed | s )? | wore | worse (?: ned )? ) \b
          | [0-9] \s* / \s* 10 \b",
    )
});
static MODAL: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: aim [a-z]* | anticipat [a-z]+ | believ [a-z]+ | can | could | expect [a-z]* | failed \s+ back | goals? | hop (?: e | ed | es | ing ) | in \s+ order | intend [a-z]* | likely | (?-i:may) | might | plan (?: ned | ning | s )?
            | shall | side | want [a-z]* | will | wish [a-z]* | would ) \b",
    )
});
/// What is meant to be, unless it fails to be.
static TO_BE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?<word> [a-z]+ ) \s+ to \s+ (?: be | bring | control | decrease | ease | give | help | improve | lower | manage | produce | provide | reduce | relieve ) \b",
    )
});
/// That something was not told, whether it is so or not.
static UNPROVEN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: absen (?: ce | t ) | lack (?: s | ing )? | neither | never | no | nor | not | without ) \b [^,;]*? \b (?: clear | demonstrat [a-z]* | describ [a-z]* | document [a-z]* | establish [a-z]* | evidence | explain [a-z]* | indicat [a-z]*
            | known | mention [a-z]* | not (?: ed | es ) | notes? | proof | prove [nd]? | quantif [a-z]* | record (?: s | ed )? | report (?: s | ed )? | show [ns]? | specif [a-z]* | stat (?: ed | es ) | told ) \b",
    )
});
static LASTING: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: (?<no> no | not \s+ any | without ) \s+ )? (?: any \s+ )? (?: durable | lasting | long [\s-]* lasting | long [\s-]* term | permanent | sustained ) \s+ {ADJECTIVE} {GAIN} \b"
    ))
});
static BRIEF: LazyLock<Regex> = LazyLock::new(|| {
    const SHORT_TIME: &str =
        r"(?: an? | a \s+ few | one | several | two | three | four | [0-9]+ ) \s+ (?: hours? | days? | weeks? )";
    verbose(&format!(
        r"\b (?: brief | fleeting | momentary | short [\s-]* (?: lived | term ) | temporary | transient ) \s+ {ADJECTIVE} {GAIN} \b
          | \b {GAIN} \s+ (?: that \s+ )? (?: was | were ) \s+ (?: only \s+ )? (?: brief | fleeting | short [\s-]* lived | temporary | transient ) \b
          | \b for \s+ (?: only \s+ )? {SHORT_TIME} \s+ only \b | \b only \s+ (?: for \s+ )? {SHORT_TIME} \b
          | \b (?: briefly | temporarily ) \s+ (?: better | eased | helped | improved | relieved ) \b"
    ))
});
static SOMETHING: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: (?: early | first | further | incomplete | initial | limited | little | mild | minimal | minor | mixed | moderate | modest | partial | slight | some | varia (?: ble | ed ) ) \s+ {ADJECTIVE} {GAIN}
              | (?: any | no | not | n[’']t | without ) \s+ (?: been \s+ | had \s+ )? (?: additional | complete (?: ly )? | enough | entirely | full | fully | further | great | greatly | long | more | much | significant (?: ly )? | substantial (?: ly )? )
              | a \s+ (?: bit | little ) | at \s+ first | incompletely | initially | mildly | minimally | moderately | modestly | no \s+ longer | only | partially | partly | slightly | somewhat | wore \s+ off
              | {ACHE} \s+ (?: has \s+ | had \s+ )? returned
              | for \s+ (?: an? | a \s+ few | one | several | two | three | four | five | six | [0-9]+ ) \s+ (?: hours? | days? ) ) \b"
    ))
});
/// A word that says that something worked or not.
static EFFECT_WORD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: {GAIN} | beneficial | benefit (?: t )? ed | better | eased | effective | helped | helpful | improved | lowered | reduced | relieved | responded ) \b"
    ))
});
/// How much pain there was before and after, or without and with.
static CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    const SCORE: &str = r"(?: \s* / \s* 10 )?";
    const NUMBER: &str = r"[0-9]{1,2} (?: \. [0-9] )?";
    verbose(&format!(
        r"\b from \s+ (?<from> {NUMBER} ) {SCORE} \s+ (?: down \s+ )? to \s+ (?<to> {NUMBER} ) \s* / \s* 10 \b
          | \b (?<without> {NUMBER} ) \s* / \s* 10 \s+ without \b [^,;]{{0,40}}? \b (?<with> {NUMBER} ) \s* / \s* 10 \s+ with \b"
    ))
});
static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    const NOT: &str = r"(?: (?: are | did | do | does | had | has | have | is | was | were ) \s+ (?: never | not ) | (?: are | did | do | does | had | has | have | is | was | were ) n[’']t )
        (?: \s+ (?: at \s+ all | been | ever | in \s+ any \s+ way | really ) )?";
    verbose(&format!(
        r"\b (?: (?: denie [ds] | lack \s+ of | no | not \s+ any | without | zero ) \s+ (?: any \s+ )? {ADJECTIVE} (?: {GAIN} | difference ) \b
              | {NOT} \s+ (?: bring | get | give | have | lead \s+ to | make | obtain | produce | provide | receive | result \s+ in | yield ) \s+ (?: (?: her | him | me | the \s+ (?: patient | claimant | worker ) ) \s+ )? (?: any \s+ )? {ADJECTIVE} {GAIN}
              | (?: any | no ) \s+ help \s+ (?: at | from | to | with ) | (?: did | does | done | doing ) \s+ nothing | (?: do | does ) \s+ not \s+ work | do (?: es )? n[’']t \s+ work
              | fail (?: ed | s ) \s+ to \s+ (?: bring | decrease | ease | give | help | improve | lower | produce | provide | reduce | relieve | yield )
              | worsened \s+ (?: by | from | with )
              | no \s+ change \s+ (?: in | of ) \s+ (?: [a-z’']+ \s+ ){{0,4}}? {ACHE}
              | {NOT} \s+ (?: beneficial | benefit (?: t? ed )? | effective | help (?: ed | ful | ing )? | of \s+ (?: any \s+ | much \s+ )? (?: benefit | help | use | value ) | reliev (?: e | ed | ing ) | respond (?: ed )? | successful | improved? )
              | {NOT} \s+ (?: chang (?: e | ed ) | decreas (?: e | ed ) | eased? | lessen (?: ed )? | lower (?: ed )? | reduced? ) \s+ (?: [a-z’']+ \s+ ){{0,4}}? {ACHE}
              | {ACHE} \s+ (?: [a-z]+ \s+ ){{0,2}}? {NOT} \s+ (?: been \s+ )? (?: better | chang (?: e | ed ) | gone \s+ down | decreas (?: e | ed ) | ease d? | improved? | lessen (?: ed )? | lower (?: ed )? | reduced? | relieved )
              | (?: are | is | was | were ) \s+ no \s+ better | (?: of | to | with ) \s+ no \s+ (?: avail | benefit | help | use | value ) | ineffective | unhelpful | unsuccessful | useless
              | made \s+ (?: [a-z]+ \s+ ){{1,3}}? worse
              | {ACHE} \s+ (?: (?: had | has ) \s+ )? (?: is | remained | remains | stayed | stays | was ) \s+ (?: the \s+ same | unchanged | at \s+ [0-9]+ ) ) \b"
    ))
});
/// `no decrease in medication`
static OF_USE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?: in | of ) \s+ (?: [a-z]+ \s+ ){0,3}? (?: dos (?: age | e s? ) | intake | medications? | opioids? | restrictions? | use )",
    )
});
/// `Gabapentin has been effective in diabetic neuropathy.`
static OF_MANY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\A [^,;]*? \b (?: beneficial | effective | helpful ) \s+ (?: in | for ) \s+ (?<whom> [a-z’']+ )")
});
static OF_ONE: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A (?: her | him | his | the | this | [a-z]+ ing ) \z"));
static FAILED: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b failed \b"));
static WELL: LazyLock<Regex> = LazyLock::new(|| {
    const MUCH: &str = r"(?: adequate | clear | complete | considerable | definite | dramatic | excellent | full | good | great | major | marked | meaningful | much | near (?: ly )? \s+ complete | noticeable | objective | real | satisfactory
        | significant | steady | strong | substantial | sufficient | very \s+ good )";
    const LESS: &str = r"(?: controlled | cut | decreas (?: ed | ing ) | eased | halved | improv (?: ed | ing ) | lessened | lowered | reduc (?: ed | ing ) | reliev (?: ed | ing ) | resolved | took \s+ away
        | (?: controls | cuts | decreases | eases | halves | improves | lessens | lowers | reduces | relieves | resolves | takes \s+ away ) (?: \s+ [0-9]{1,3} \s* (?: % | percent ) \s+ of )? \s+ (?: her | his | the | this ) )";
    verbose(&format!(
        r"\b (?: {MUCH} \s+ {ADJECTIVE} {GAIN}
              | (?<percent> [0-9]{{1,3}} ) \s* (?: % | percent ) \s+ (?: better | {ADJECTIVE} (?: decrease | improvement | less | reduction | relief ) )
              | (?: improvement | reduction | relief ) \s+ of \s+ (?: about \s+ )? (?<of_percent> [0-9]{{2,3}} ) \s* (?: % | percent )
              | (?: helped | was \s+ (?: helpful | beneficial | effective | successful ) | were \s+ (?: helpful | beneficial | effective | successful ) | (?: has | have | had ) \s+ been \s+ (?: helpful | beneficial | effective | of \s+ (?: help | benefit ) | successful )
                  | (?: is | are ) \s+ (?: clearly \s+ | really \s+ )? helping | helps \s+ (?: her | him | his | the | with )
                  | (?: is | was | were ) \s+ of \s+ (?: great \s+ | good \s+ | much \s+ | real \s+ )? (?: benefit | help ) | benefit (?: t? ed | s ) \s+ (?: from | greatly | by | with ) | has \s+ benefit (?: t )? ed | respond (?: ed | s ) \s+ (?: well | favorably | nicely )
                  | work (?: ed | s ) \s+ well | found \s+ (?: [a-z]+ \s+ ){{1,3}} (?: effective | helpful ) )
              | {LESS} \s+ (?: [0-9]{{1,3}} \s* (?: % | percent ) \s+ of \s+ (?: [a-z]+ \s+ )? | (?: [a-z’']+ \s+ ){{0,4}}? ) (?: {ACHE} | (?: activit (?: y | ies ) | function (?: ing )? | grip | mood | motion | range | sleep | strength | walking ) )
              | (?: {ACHE} | function (?: ing )? | grip | mood | motion | sleep | strength ) \s+ (?: [a-z0-9]+ \s+ ){{0,2}}? (?: (?: has | have | had | is | was | were ) \s+ (?: been \s+ )? )? (?: better | came \s+ down | cut | decreased | declined | dropped | eased | fell | halved | improved | lessened | lowered | reduced | relieved | resolved | subsided | gone \s+ down | went \s+ (?: away | down | from ) )
              | (?: achieved | brings? | brought | experienced | gains? | gave | gets | gives | got | had | has | made | makes | obtain (?: ed | s ) | provid (?: ed | es ) | received | report (?: ed | s ) | with | yielded ) \s+ (?: (?: a | her | him | the | patient ) \s+ ){{0,3}} (?: (?: [0-9]+ | several | two | three | four | five | six | seven | eight | nine | ten ) \s+ (?: months | weeks | years ) \s+ of \s+ )? {ADJECTIVE} (?: benefit | gains | improvement | progress | relief )
              | (?: is | are ) \s+ (?: beneficial | effective | helpful ) \s+ (?: at | for | in | to ) \s+ (?: her | him | his | the | this ) | (?: are | is | was ) \s+ pain [\s-]* free
              | (?: blocks | injections | patches | pills | sessions | they | visits ) \s+ help
              | (?: claimant | employee | he | patient | she | worker ) \s+ improved \s+ (?: from | with )
              | (?: feels? | felt | get | gets | got ) \s+ better | feels \s+ less \s+ (?: anxious | depressed | pain ) ) \b"
    ))
});
/// Words before what would say that something worked, by which it does not.
static DENIED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: cannot | den (?: ied | ies ) | fail (?: ed | s )? | hardly | neither | never | no | none | nor | not | nothing | without ) \b | n[’']t \b",
    )
});
/// `Nothing has helped like methadone.`
static LIKE_IT: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: as \s+ (?: much | well ) | better | else | like | other ) \b"));
static NEITHER: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A (?: [a-z]+ \s+ )? (?: neither | none \s+ of | nothing ) \b"));
