//! The words that say that something is, or is not, medically necessary.

use super::Necessity;
use super::words::{DEEMED, FILLERS, MODALS, QUALITIES, any, pattern};
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// What a sentence says of medical necessity, whoever says it.
pub(super) struct Statement {
    /// Where its verb starts: the subject and all that leads up to it stand before.
    pub(super) start: usize,
    /// The deciding words.
    pub(super) words: Range<usize>,
    /// What they say.
    pub(super) necessity: Necessity,
    /// Whether they say what would, could or should be.
    pub(super) hedged: bool,
}

/// The last few statements of a sentence, in order.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let mut statements: Vec<Statement> =
        NECESSARY.find_iter(text).filter_map(|found| necessary(text, found.range())).collect();
    if text.contains("necessity") {
        statements.extend(ESTABLISHED.captures_iter(text).filter_map(|found| established(&found)));
        statements.extend(HAVING.captures_iter(text).filter_map(|found| having(text, &found)));
        statements.sort_by_key(|statement| statement.words.end);
    }
    statements.split_off(statements.len().saturating_sub(MOST))
}

/// How many statements of one sentence are weighed.
const MOST: usize = 4;

fn necessary(text: &str, adjective: Range<usize>) -> Option<Statement> {
    let window = (adjective.start.saturating_sub(LONGEST_VERB)..).find(|&at| text.is_char_boundary(at))?;
    let verb = match VERB.find(&text[window..adjective.start]) {
        Some(verb) => window + verb.start()..adjective.start,
        None => wanting_verb(text, &adjective)?,
    };
    // `More than is medically necessary` is said of a quantity.
    let before = &text[..verb.start];
    if ALTERNATIVE.is_match(before) || before.ends_with("than ") {
        return None;
    }
    let own = negation(&text[verb.clone()])?.map(|at| verb.start + at);
    let negation = own.or_else(|| before.ends_with("no longer ").then(|| verb.start - "no longer ".len()));
    if AS_NEEDED.is_match(&text[verb.clone()]) && negation.is_none() {
        return None;
    }
    let denied = DENIED.is_match(&text[adjective.clone()]);
    if denied && negation.is_some() {
        return None;
    }
    let necessity = if denied || negation.is_some() { Necessity::NotNecessary } else { Necessity::Necessary };
    let modal = MODAL.find(&text[verb.clone()]).map(|modal| modal.as_str());
    let hedged = modal.is_some_and(|modal| negation.is_none() || !CANNOT.contains(&modal));
    Some(Statement { start: verb.start, words: negation.unwrap_or(adjective.start)..adjective.end, necessity, hedged })
}

/// How far back from `medically necessary` its verb is sought.
const LONGEST_VERB: usize = 160;

/// A statement without a verb of its own: a sentence by itself, or with the verb lost or far away.
fn wanting_verb(text: &str, adjective: &Range<usize>) -> Option<Range<usize>> {
    let before = &text[..adjective.start];
    let is_whole = !text[adjective.end..].contains(|char: char| char.is_ascii_alphanumeric());
    let bare = BARE.captures(before).filter(|bare| is_whole || bare["verb"].starts_with("not"));
    let found = || FOUND.captures(before).filter(|found| !DOUBT.is_match(&found["verb"]));
    let others = || [&ELIDED, &SHARED, &INVERTED].iter().find_map(|form| form.captures(before));
    bare.or_else(others).or_else(found)?.name("verb").map(|verb| verb.range())
}

/// Where the negation of a verb group starts, if it has one; `None` if it has two, which may mean anything.
fn negation(verb: &str) -> Option<Option<usize>> {
    let (mut earlier, mut own) = (None, None);
    for word in WORD.find_iter(verb) {
        let follows = &verb[word.end()..];
        let is_negative = NEGATIONS.contains(&word.as_str()) || word.as_str().ends_with("n't");
        if matches!(word.as_str(), "and" | "or" | "nor" | "and/or") {
            earlier = own.or(earlier);
            own = None;
        }
        if is_negative && !AFFIRMING.iter().any(|affirming| follows.starts_with(affirming)) {
            if own.is_some() {
                return None;
            }
            own = Some(word.start());
        }
    }
    Some(own.or(earlier))
}

#[rustfmt::skip]
const NEGATIONS: [&str; 12] = [
    "aren't", "arenot", "cannot", "isnot", "neither", "never", "no", "nor", "not", "non", "wasnot", "werenot",
];
/// What turns a `not` before it into praise.
const AFFIRMING: [&str; 4] = [" only", " just", " merely", " simply"];
/// Denying that something can be so is to say that it is not.
const CANNOT: [&str; 6] = ["can", "cannot", "can't", "can not", "could", "couldn't"];

fn established(found: &Captures) -> Option<Statement> {
    let verb = found.name("verb")?;
    let other_verbs = OTHER_VERB.captures_iter(found.name("of").map_or("", |of| of.as_str()));
    if other_verbs.into_iter().any(|verb| !matches!(&verb["subject"], "that" | "which" | "who")) {
        return None;
    }
    let negation = negation(verb.as_str())?;
    let is_lacking = found.name("lacking").is_some();
    let necessity = match (negation, is_lacking) {
        (Some(_), true) => return None,
        (None, false) if found[0].ends_with("determined") => return None,
        (Some(_), false) if found[0].ends_with("clear") => return None,
        (None, false) => Necessity::Necessary,
        _ => Necessity::NotNecessary,
    };
    let hedged = MODAL.is_match(verb.as_str()) && negation.is_none();
    Some(Statement { start: verb.start(), words: verb.start()..found.get(0)?.end(), necessity, hedged })
}

fn having(text: &str, found: &Captures) -> Option<Statement> {
    let words = found.get(0)?.range();
    if DOCUMENT.is_match(&text[words.end..]) {
        return None;
    }
    let necessity = if found.name("not").is_some() { Necessity::NotNecessary } else { Necessity::Necessary };
    Some(Statement { start: words.start, words, necessity, hedged: false })
}

/// `medically necessary` with the qualities named beside it.
static NECESSARY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        (?: medical+(?:l?y)? | medi(?:ci)?al+y | clinically ) [\ -]?
        (?: (?:{quality}|clinically) (?: ,?\ (?:and|or|and/or|nor|&)\ | ,\ ) (?:medically\ )? ){{0,2}}
        (?:not\ )? (?:un)? ne[cs]+[ea]?[cs]+[aei]?r*y
        (?: (?: ,\ {quality} )* (?: ,?\ ?(?:and|or|and/or|nor|&)\ | \ ?/\ ? ) (?:medically\ )? {quality} \b )*",
        quality = any(&QUALITIES),
    ))
});

/// The verb before `medically necessary`, with all that may stand between the two.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b (?:
            (?:is|are|was|were) (?:n't|not)?
            | (?:appears?|seems?) (?:\ to\ (?:not\ )?be)? | remains? | remained
            | (?:has|have) (?:n't)? (?:\ {filler})* \ been
            | {modal} (?:\ {filler})* \ be
            | (?:does|do|did) (?:n't|\ not) \ (?:appear|seem) (?:\ to\ be)?
        )
        (?: ,?\ (?:
            {filler}
            | {deemed} (?:,?\ {filler})* (?: \ to\ (?:not\ )?(?:be|have\ been) | \ as | \ being )
            | (?:{deemed}|{quality}) (?: \ (?:at|by|for|in|on|to|under|with)\ [^,;:]{{1,60}}?\ (?:and|or|and/or)\b )?
        ) )*
        (?: ,\ [^,;:]{{2,80}} , (?:\ {filler})* )?
        (?:\ a)? ,?\ ? $",
        filler = any(&FILLERS),
        modal = any(&MODALS),
        deemed = any(&DEEMED),
        quality = any(&QUALITIES),
    ))
});

/// `Not medically necessary.`
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?: (?:accordingly|as\ such|conclusion|consequently|decision|determination|hence|therefore|thus) [,:]?\ )?
        (?<verb> (?:not\ )? ) $",
    )
});

/// `..., and therefore not medically necessary`
static ELIDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) (?: (?:\b(?:and|but)|,)\ )?
        \b (?<verb> (?:therefore|thus|hence|as\ such|accordingly|consequently|so) ,?\ not\ ? ) $",
    )
});

/// `is experimental and not medically necessary`
static SHARED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:\b(?:and|but)|,) (?<verb>not ?)$"));

/// `..., nor is it medically necessary`
static INVERTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?<verb>nor (?:is|are|was|were|does|do|can) [^,;:]{1,80} )$"));

/// `I do not find the request medically necessary`
static FOUND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?: [^;:]*,\ | (?:therefore|thus|hence|so)\ )? (?:i|we|this\ reviewer|the\ undersigned)
        \ (?<verb>
            (?: (?:can|could|do|does|did|would|must|therefore|thus|also)\ ?(?:not|n't)?\ )?
            (?:consider|deem|find|judge)s?\ [a-z0-9] [^,;:]{0,120}?
            \ (?:not\ )? (?:to\ be\ |as\ )? (?:not\ )? )$",
    )
});
/// What is found so is not the request itself.
static DOUBT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x) \b (?: difficult | hard | how | if | impossible | little | none | nothing | reasons? | [a-z]+\ [a-z]+\ that
            | whether | which | who | why | words? ) \b",
    )
});

/// `medical necessity ... is established`
static ESTABLISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        medical\ ?necessity (?<of> \ (?:of|for|in|regarding|behind|to)\ [^;:]*? )? ,?\x20
        (?<verb>
            (?: (?:is|was|are|were)(?:n't)? | (?:has|have)(?:n't)? (?:\ {filler})* \ been
              | {modal} (?:\ {filler})* \ be )
            (?: ,?\ {filler} )*
        ) \x20
        (?: (?<lacking> lacking | absent )
          | (?:adequately\ |clearly\ |sufficiently\ |fully\ |well\ )?
            (?: affirmed | apparent | ascertained | clear | confirmed | demonstrated | determined | documented
              | established | evident | justified | met | present | proven | satisfied | shown | substantiated
              | supported | verified ) ) \b",
        filler = any(&FILLERS),
        modal = any(&MODALS),
    ))
});

/// `there is no medical necessity`, `does not meet medical necessity`
static HAVING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b (?:
            (?<not>
                there\ (?:is|was)\ (?:therefore\ )?no
                | i\ (?:find|see)\ no
                | lacks?
                | (?:does|do|did)(?:n't|\ not)\ (?:[a-z]+ly\ )?(?:fulfill|meet|satisfy)
                | no\ longer\ (?:fulfills?|meets?|satisf(?:y|ies))
                | (?:fails?|failed)\ to\ (?:fulfill|meet|satisfy)
                | (?:is|are|was|were)\ not\ (?:(?:considered|deemed|felt|found)\ )? (?:to\ be\ )? (?:an?\b)? )
            | meets | satisfies | fulfills | (?:is|are|was)\ an? )
        (?: \ (?:any|apparent|clear|compelling|established|evident|further|the) )*
        (?: \ (?:criteria|definition|requirements?|standards?|test|threshold)\ (?:for|of) (?:\ the)? )?
        \ medical\ necessity \b
        (?: \ (?:criteria|requirements?|standards?) \b )?",
    )
});

/// `is / is not`, `is or is not`: a choice the writer has not made yet.
static ALTERNATIVE: LazyLock<Regex> = LazyLock::new(|| pattern(r"/ ?$|\b(?:is|are|was|were)(?: not)? or $"));
/// `are recommended as medically necessary`: as needed.
static AS_NEEDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:certified|recommended|supported|approved) as\b|\bas (?:deemed|determined|found)\b")
});
static OTHER_VERB: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?<subject>[a-z]+) (?:is|are|was|were|has|have|had|does|did)\b"));
static DENIED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\bnot |unne"));
static MODAL: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b{}\b", any(&MODALS))));
static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"[a-z'/]+"));
/// A paper about medical necessity is not medical necessity.
static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^ (?:decision|determination|documentation|form|letter|rationale|report|review|statement)")
});
