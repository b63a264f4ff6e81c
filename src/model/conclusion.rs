//! What a rationale concludes: whether the reviewer finds the treatment medically necessary.
//!
//! A sentence with a cue is made plain (`plain`, without what `quotes` finds), searched for statements (`statement`), and
//! each statement is weighed (`scope`), from the last to the first: which clause it stands in (`clause`), what before it
//! makes it conditional, open or somebody else's (`barriers`), whether what follows takes it back (`after`), and whether it is
//! said of something else than the request (`elsewhere`). Then it is found what that is said of (`subject`).

mod after;
mod barriers;
mod clause;
mod elsewhere;
mod own;
mod plain;
mod quotes;
mod scope;
mod settled;
mod statement;
mod subject;
mod weak;
mod words;

pub use quotes::quotations;

use super::sentences::{LONGEST_SENTENCE, sentences};
use super::shifted;
use crate::layouts::decision::Verdict;
use crate::text::pattern::verbose;
use plain::Plain;
use quotes::within;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;
use words::{FILLERS, QUALITIES, any, pattern};

/// Whether a treatment is medically necessary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Necessity {
    /// It is.
    Necessary,
    /// It is not.
    NotNecessary,
}

/// A sentence in which the reviewer concludes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// The sentence.
    pub sentence: Range<usize>,
    /// The deciding words, such as `not medically necessary and appropriate`.
    pub words: Range<usize>,
    /// What they say.
    pub necessity: Necessity,
    /// Whether they are surely said of the request as a whole.
    pub is_of_request: bool,
    /// Whether nothing that is said in its sentence or after it may be the opposite.
    pub is_sure: bool,
    /// The words for what it is drawn of, if it names that.
    pub subject: Option<Range<usize>>,
}

/// What is decided in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Decided {
    words: Range<usize>,
    necessity: Necessity,
    is_of_request: bool,
    /// Whether the sentence decides both ways.
    is_mixed: bool,
}

impl Necessity {
    /// The decision that it calls for.
    pub fn verdict(self) -> Verdict {
        match self {
            Necessity::NotNecessary => Verdict::Upheld,
            Necessity::Necessary => Verdict::Overturned,
        }
    }

    fn opposite(self) -> Self {
        match self {
            Necessity::Necessary => Necessity::NotNecessary,
            Necessity::NotNecessary => Necessity::Necessary,
        }
    }
}

impl Conclusion {
    /// Moves it by `by` bytes to the right.
    pub(super) fn shift(&mut self, by: usize) {
        self.sentence = shifted(&self.sentence, by);
        self.words = shifted(&self.words, by);
        self.subject = self.subject.as_ref().map(|subject| shifted(subject, by));
    }
}

/// A sentence with a cue and what was found in it; places count from its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    text: Box<str>,
    quotations: Box<[Range<usize>]>,
    is_last: bool,
    decided: Option<Decided>,
    /// Whether it sounds like a decision that could not be made out.
    may_decide: bool,
    /// What the decision is drawn of.
    subject: Option<Range<usize>>,
}

/// Every conclusion of the reviewer's own in a rationale, in order; at most one in a sentence, the last in it.
///
/// What is quoted, reported, required, asked or said under a condition is no conclusion, and neither is a sentence
/// that can be read in two ways.
pub fn conclusions(text: &str) -> Vec<Conclusion> {
    read(text, &[]).0
}

/// The conclusions of a rationale with all sentences in which one might stand. Those among `known` are not read again:
/// while one sentence is being typed, the others stay as they are.
pub(super) fn read(text: &str, known: &[Reading]) -> (Vec<Conclusion>, Vec<Reading>) {
    let sentences = sentences(text);
    let quotations = quotations(text, &sentences);
    let mut cues = CUE.find_iter(text).map(|cue| cue.start()).peekable();
    let (mut found, mut readings) = (Vec::new(), Vec::new());
    for (index, sentence) in sentences.iter().enumerate() {
        let mut has_cue = false;
        while cues.next_if(|&cue| cue < sentence.end).is_some() {
            has_cue = true;
        }
        let is_last = index + 1 == sentences.len();
        if has_cue || is_last || may_be_elliptic(&text[sentence.clone()]) {
            let (text, quotations) = (&text[sentence.clone()], within(sentence, &quotations));
            let is_same =
                |known: &&Reading| known.is_last == is_last && *known.text == *text && known.quotations == quotations;
            let reading = known.iter().find(is_same).cloned().unwrap_or_else(|| Reading::of(text, quotations, is_last));
            found.extend(reading.decided.clone().map(|decided| Conclusion {
                sentence: sentence.clone(),
                words: shifted(&decided.words, sentence.start),
                necessity: decided.necessity,
                is_of_request: decided.is_of_request,
                // What was to be done until then may have been done meanwhile.
                is_sure: !decided.is_mixed && (is_last || !UNTIL.is_match(text)),
                subject: reading.subject.as_ref().map(|subject| shifted(subject, sentence.start)),
            }));
            if let Some(last) = found.last_mut().filter(|_| reading.may_decide) {
                last.is_sure = false;
            }
            readings.push(reading);
        }
    }
    (found, readings)
}

impl Reading {
    fn of(text: &str, quotations: Box<[Range<usize>]>, is_last: bool) -> Self {
        let plain = Plain::new(text, &quotations);
        let decided = decided(plain.text()).or_else(|| if is_last { weak::decided(plain.text()) } else { None });
        let may_decide = decided.is_none() && (sounds_like_verdict(plain.text()) || is_elliptic(plain.text()));
        let decided = decided.map(|decided| Decided { words: plain.source(decided.words), ..decided });
        let subject = decided.as_ref().and_then(|decided| subject::subject(text, &decided.words));
        Reading { text: text.into(), quotations, is_last, decided, may_decide, subject }
    }
}

/// Whether the last two sentences hold a verdict cue of any kind, or the request is settled: then nobody should be told that the
/// conclusion is missing, even if none could be made out.
pub fn has_verdict_cue(text: &str) -> bool {
    let sounds = |sentence: &String| {
        let of_something_else = |statement| elsewhere::is_of_something_else(sentence, statement);
        sounds_like_verdict(sentence)
            || IN_OTHER_WORDS.is_match(sentence)
            || sentence.len() <= LONGEST_SENTENCE && statement::statements(sentence).iter().any(of_something_else)
    };
    let last = last_sentences(text);
    last.iter().take(2).any(sounds) || is_settled(&last)
}

/// Whether the last two sentences speak of the request, of necessity or of what was decided, or it is settled. A verdict cue without
/// that may be no more than the last of the reasons.
pub fn ends_on_request(text: &str) -> bool {
    let last = last_sentences(text);
    last.iter().take(2).any(|sentence| OF_REQUEST.is_match(sentence)) || is_settled(&last)
}

fn is_settled(sentences: &[String]) -> bool {
    sentences.iter().any(|sentence| settled::settles(sentence))
}

/// The last three sentences of a rationale, made plain, from the last on.
fn last_sentences(text: &str) -> Vec<String> {
    let sentences = sentences(text);
    let quotations = quotations(text, &sentences);
    let plain =
        |sentence: &Range<usize>| Plain::new(&text[sentence.clone()], &within(sentence, &quotations)).text().to_owned();
    sentences.iter().rev().take(3).map(plain).collect()
}

/// Whether a sentence ends like one that only says that something is so, or is not: few do, so that few are read for that.
fn may_be_elliptic(sentence: &str) -> bool {
    const ENDS: [&str; 7] = [" is", " are", " was", " were", " not", "'t", "’t"];
    let sentence = sentence.trim_end_matches(|end: char| end.is_whitespace() || matches!(end, '.' | '!'));
    let sentence = sentence.strip_suffix(" yet").unwrap_or(sentence);
    ENDS.iter().any(|end| sentence.ends_with(end))
}

/// Whether a plain sentence only says that something is so, or is not.
fn is_elliptic(sentence: &str) -> bool {
    ELLIPSIS.is_match(sentence) && !SUBORDINATE.is_match(sentence)
}

/// Whether a plain sentence holds a verdict cue.
fn sounds_like_verdict(sentence: &str) -> bool {
    let names_verdict = sentence.contains("request") || sentence.contains("necess");
    let is_advice = ADVICE.is_match(sentence) && !names_verdict;
    let is_verdict = VERDICT_CUE.is_match(behind_grounds(sentence));
    let is_other = NO_VERDICT.is_match(sentence) && !POLITE_VERDICT.is_match(sentence);
    is_verdict && !is_other && !is_advice || ELIDED_VERDICT.is_match(sentence)
}

/// A sentence without what it opens with, if that sounds like a verdict but is only a ground for one: what holds in
/// general, or is said of an amount or a diagnosis.
fn behind_grounds(sentence: &str) -> &str {
    let taught = TAUGHT.find(sentence).filter(|_| !OF_THIS_CASE.is_match(sentence));
    &sentence[taught.or_else(|| WEIGHED.find(sentence)).map_or(0, |grounds| grounds.end())..]
}

/// What the reviewer decides in a sentence, with the deciding words.
fn decided(sentence: &str) -> Option<Decided> {
    if sentence.len() > LONGEST_SENTENCE || sentence.trim_end_matches(['"', ')', ' ']).ends_with('?') {
        return None;
    }
    let statements = statement::statements(sentence);
    let mut own = statements.iter().rev().filter_map(|statement| scope::own(sentence, statement));
    let last = own.next()?;
    let is_mixed = own.any(|earlier| earlier.necessity != last.necessity);
    Some(Decided { is_mixed, ..last })
}

/// The part that every way of writing `necessary` and `necessity` holds, even split at the end of a line.
static CUE: LazyLock<Regex> = LazyLock::new(|| pattern("(?i)ne[cs](?:es|c|-|as)"));

static UNTIL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*until\b"));

/// How else people say what they conclude.
static IN_OTHER_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: concur | rightly \s+ (?: approved | denied ) | right \s+ to \s+ (?: approve | deny ) | must \s+ (?: fail | stand ) | disallowed | rejected
            | disturb \s+ the | (?: need | necessity ) \s+ (?: for | of ) | (?: medical | no ) \s+ need | necessity : \s* (?: no | yes ) | a \s+ necessity | substantiate | unnecessary
            | (?: is | are ) \s+ not \s+ needed | necessary \s+ treatment | (?: has | have | ought | should ) \s+ (?: to \s+ )? (?: be | have \s+ been ) \s+ (?: approved
            | authorized | certified | denied | granted ) | (?: denial | decision ) (?: \s+ [a-z]+ ){0,6}? \s+ (?: is | was ) \s+ (?: appropriate | correct | proper | right )
            | (?: be | is | are ) \s+ (?: [a-z]+ \s+ )? (?: declined | endorsed | justified | unwarranted | unsupported ) | (?: is | are | not ) \s+ called \s+ for | (?: fails | passes ) \s+ the \s+ test | found \s+ wanting | has \s+ been \s+ justified | (?: case | necessity | need ) \s+ is \s+ (?: not \s+ )? made \s+ out
            | i \s+ (?: can (?: not )? | would ) \s+ (?: not \s+ )? (?: allow | endorse ) | its \s+ necessity | (?: merits? | my ) \s+ (?: approval | endorsement ) | no \s+ choice \s+ but | : \s+ (?: not \s+ )? necessary
            | should \s+ (?: go \s+ forward | be \s+ (?: allowed | covered | provided ) ) | side \s+ with | something \s+ i \s+ can | unquestionably \s+ necessary
            | call \s+ this | considered \s+ necessary | find \s+ [a-z]+ \s+ (?: medically \s+ )? necessary ) \b
            | \b (?: is | are ) \s+ (?: [a-z]+ \s+ )? allowed \s* [.]",
    )
});

/// Words for the request, or for what is decided on it.
static OF_REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: med (?: ically | \. )? \s+ nec | ne[cs] (?: es | c | - | as ) | (?: non-? )? certif | authoriz | affirm | overturn | revers | uph[eo]ld
            | (?: dis )? agree | concur | (?: continued | further | ongoing ) \s+ use \b
            | requests? \s+ (?: for \s+ [^,;.]{1,80} \s+ )? (?: is | are | was | were | be | can | cannot | could | does | do | should ) (?: n't )? \b
            | (?: approv | den (?: y | ied | ies ) | grant | recommend | support ) [a-z]* \s+ (?: [a-z]+ \s+ ){0,3}? requests? \b )",
    )
});

/// What others decided, what would be so if things were otherwise, and what is so in general.
static NO_VERDICT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:utilization review|claims administrator|asks that|may be|would (?:not )?be|as a (?:matter of )?routine)\b|^(?:if|unless|when)\b",
    )
});

/// `The MRI would not be medically necessary.`
static POLITE_VERDICT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A [^,;:]{1,80} \b would \s+ not \s+ be \s+ (?: considered \s+ | deemed \s+ )? (?: certified | medically \s+ necessary | reasonable | supported )
            (?: \s+ and \s+ appropriate )? (?: \s+ (?: at \s+ this \s+ time | here | now ) )? \s* [.!]? \s* \z",
    )
});

/// How to stop what is refused, or what to try instead.
static ADVICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?:[a-z]+,?\ ){0,3} (?:(?:taper|wean)(?:ing)?|abrupt\ [a-z]+|alternatives?) \b [^,;]{0,60}?
            \ (?:is|are|was|were)\ (?:[a-z-]+\ ?){1,5} [.]?$
        | ^ (?:[a-z]+,?\ ){0,3} i\ (?:would\ )?recommend\ (?:that\ )? (?:[a-z]+\ ){0,3} (?:taper|wean)",
    )
});

/// `Topical NSAIDs are indicated for osteoarthritis`: what treatments are good for.
static TAUGHT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        ^ (?: [a-z'/()-]+ \ ){{1,6}}? (?:is|are)\ (?: (?:{filler}|commonly|fda|generally|often|sometimes|usually)\ ){{0,3}}
        (?:approved|{quality}) \ (?:after|as|by\ the\ fda|for|if|in|only|to|when|where|with)\b",
        filler = any(&FILLERS),
        quality = any(&QUALITIES)
    ))
});

/// What shows that a sentence is about the patient or the request.
static OF_THIS_CASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?: (?:accordingly|as\ such|hence|so|therefore|thus) ,?\ )*
            (?: additional | all | both | continued | extended | further | it | long-?term | more | none | ongoing | that | the
              | they | those ) \b
        | \b (?: he | her | here | him | his | patient | requests? | requested | she | such | these | this ) \b",
    )
});

/// `A one month supply at the usual dose is reasonable.`
static WEIGHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        ^ (?: [a-z0-9'%/-]+ \ ){{1,4}}?
        (?: (?: amount | dosage | dose | duration | frequency | interval | number | quantity | supply ) (?:\ [a-z0-9-]+){{0,6}}?
              \ (?:is|are)\ (?: (?:also|clearly|quite|very)\ )?
          | (?: complaints? | diagnos[ei]s | findings? | goals? | impression | symptoms? ) (?:\ [a-z0-9-]+){{0,6}}?
              \ (?:is|are)\ (?: (?:also|clearly|not|quite|very|well)\ )? )
        (?:{quality}) \b",
        quality = any(&QUALITIES)
    ))
});

/// `whether it is medically necessary is the question, and it is not`
static ELIDED_VERDICT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:is|are|was|were) not ?[.!]?$"));

/// `With a new foot drop, this one is.`, `Buying one is not yet.`, `Now it's not.`: what was said before is said of it, or is not.
static ELLIPSIS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ \ ? (?: (?: at\ first | before | for | here | in | now | then | with ) \b [^;:]{0,80} ,?\ )?
            (?: an?\ | another\ | that\ | the\ | these\ | this\ )? (?:[a-z0-9/.\#-]+\ ){0,5}? [a-z0-9/.\#-]+ (?: ,\ [^,;:]{1,30}, )?
            (?: \ (?:is|are|was|were) (?:\ not|n't)? | 's\ not ) (?:\ yet)? (?: ,\ being\ [^;:]{1,60} )? [.!]? \ ?$
        | \bit\ no\ longer\ is [.!]? \ ?$",
    )
});
static SUBORDINATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:as it|how|if|than|that it|way|what|when|where|whether|which|who|why)\b"));
static VERDICT_CUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        medical+(?:ly)?[\ -]?(?:un)?nec | \b med\.?\ nec | clinically\ nec | medically\ {quality}
        | \b (?:is|are|be|remains?)\ (?:(?:{filler}|medically)\ ){{0,3}}
            (?: {quality} | affirmed | approved | authorized | denied | granted | necessary | overturned | reversed
              | unnecessary | upheld ) \b
        | \b (?:was|were)\ (?:(?:{filler}|medically)\ ){{0,3}}
            (?:appropriate|indicated|justified|necessary|reasonable|warranted) \b
        | (?: \b not | \b(?:is|are)n't )\ (?:[a-z]+\ ){{0,2}} (?:approved|authorized|covered|necessary|{quality}) \b
        | \b (?:not|fails?\ to|failed\ to)\ (?:[a-z]+\ )? (?:justify|meet|satisfy|warrant) \b
        | \b not\ (?:[a-z]+\ )? (?:approve|certify|recommend|support)\ (?:the|this)\ (?:request|treatment)
        | ^ \ ? (?:[a-z]+,\ )? the\ request\ is\ (?: inappropriate \b
            | (?:not\ )? (?:consistent|inconsistent|in\ keeping)\ with\ (?:the\ )? (?:criteria|guidelines?|mtus|odg) \b )
        | \b meets?\ (?:[a-z]+\ ){{0,3}} (?:criteria|guidelines?|requirements?) \b
        | \b (?:criteria|guidelines?|requirements?)\ (?:is|are|was|were|have|has)\ (?:[a-z]+\ ){{0,2}}
            (?:met|satisfied) \b
        | \b (?:non-?certif|overturn|revers(?:e|ing)\ the|uph[eo]ld)
        | \b recommend(?:ation\ is|ed)?\ (?:against|for) \b
        | \b recommend[a-z]*\ (?:[a-z]+\ ){{0,3}} (?:approval|authorization|certification|denial) \b
        | \b i\ (?:would\ )?(?:agree|approve|certify|deny|disagree|recommend|support) \b",
        filler = any(&FILLERS),
        quality = any(&QUALITIES)
    ))
});
