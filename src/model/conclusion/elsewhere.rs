//! What is called necessary but is not what is requested now: less than that, something in its place, or what was necessary
//! once.

use super::clause::{Clause, has_break};
use super::statement::Statement;
use super::words::pattern;
use crate::text::pattern::NUMBER;
use regex::Regex;
use std::sync::LazyLock;

/// Whether what a statement calls necessary is not what is requested now.
pub(super) fn is_of_something_else(sentence: &str, statement: &Statement) -> bool {
    let before = &sentence[..statement.start];
    let is_less =
        || Clause::before_verb(before).is_some_and(|clause| !clause.names_request() && is_of_less(&clause, before));
    is_of_the_past(sentence, statement)
        || OTHERWISE.is_match(&EMPHATIC.replace(&sentence[statement.words.end..], ""))
        || is_less()
}

/// Whether something was necessary once, which says nothing of what is requested now.
fn is_of_the_past(sentence: &str, statement: &Statement) -> bool {
    let (before, behind) = (&sentence[..statement.start], &sentence[statement.words.end..]);
    let verb = &sentence[statement.start..statement.words.start];
    let is_past = IN_THE_PAST.is_match(before) || ONCE.is_match(before) || ONCE.is_match(verb);
    WAS.is_match(verb) && (is_past || BACK_THEN.is_match(behind))
}

/// Whether a subject is something in place of what was requested, or what those who deny requests allowed of one.
fn is_of_less(clause: &Clause, before: &str) -> bool {
    let is_allowed = || ALLOWED_OF_IT.is_match(clause.subject()) && !clause.subject().contains("not ");
    let is_agreed = || AGREEING.is_match(before) && !has_break(before);
    IN_PLACE.is_match(before) && !NOT_YET.is_match(before) || is_allowed() || is_agreed()
}

/// Those who deny requests, and may allow a part of one.
const THEY: &str = r"(?: (?:the\ )? (?:ur|utilization\ review|claims\ administrator) )";
const ALLOWED: &str = "(?:allowed|approved|certified)";
const END: &str = r"(?: \ ?[.!]?\ ?$ )";

static WAS: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:was|were)\b"));
/// With nothing but a time and the subject behind it: `in the past others had failed, so it was` is said of now.
static IN_THE_PAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ \ ? (?:an\ earlier|at\ first|formerly|in\ the\ past(?:\ (?:few\ )?(?:months?|weeks?|years?))?|initially|previously) \b
            (?: ,\ (?:after|at|during|following|in|on|when|while)\b [^,;:]* )? ,? [^,;:]* $
        | ^ \ ? (?:at|during|in|on)\b [^,;:]* \bin\ the\ past ,\ [^,;:]* $
        | ^ [^,;:]* \b (?:formerly|initially|previously)\ [a-z]+ed\ (?:in|on)\ [0-9/]+ \ $",
    )
});
/// Beside the verb: not in `once daily was` and `as he had previously failed others, it was`.
static ONCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:formerly|initially|once|previously) ?$"));
static BACK_THEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?:\ and\ [a-z]+)? \ (?: (?: then | earlier | at\ first | in\ (?:19|20)[0-9]{2} ) \b
            | before (?: \ ?[.,;] | $ | \ (?:her|his|the)\ (?:accident|fall|injury)\b ) )",
    )
});
/// `Four, not twenty sessions, are`
static IN_PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        ,\ not\ [^,;:]{{1,40}} ,?\ $
        | \bnot\ (?:an?\ |the\ )? {NUMBER} \b (?:\ [a-z]+)? \ but\ [^,;:]{{1,30}}\ $
        | ,\ {ALLOWED}\ by\ {THEY} ,?\ $
        | ,\ which\ {THEY}\ {ALLOWED} ,?\ $
        | (?: ^ | ; ) \ ? (?: [a-z]+,\ )? (?: (?:that|the|this|ur's)\ modification | (?:the\ )? quantity\ certified ) \ $",
    ))
});
/// `The MRI, not yet performed, is`
static NOT_YET: LazyLock<Regex> =
    LazyLock::new(|| pattern(r", not (?:done|had|performed|previously|so far|taken|tried|yet)\b[^,;:]*, $"));
/// `the 45 tablets certified by UR`
static ALLOWED_OF_IT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b as\ {ALLOWED} ,?\ $
        | \b (?:was|were)\ certified\ and\ $
        | \b {ALLOWED}\ by\ {THEY} ,?\ $
        | \b (?:ur|review|administrator)'s\ (?:cut|modification|reduction) (?:\ (?:of|to)\ [^,;:]{{1,40}})?\ $",
    ))
});
/// That the reviewer agrees with those who deny requests on what is necessary.
static AGREEING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        ^ (?: [a-z]+,?\ )? (?:i|we)\ (?:also\ |fully\ )? (?:agree|concur)\ with\ {THEY} (?:\ that|\ ?:) [^,;:]{{0,60}} $",
    ))
});
/// `…, not one less`: what only speaks louder.
static EMPHATIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?x),? \ (?:and\ )? not\ one\ (?: fewer | guideline | less | line | more | page | study | word ) \b")
});
/// What refuses the rest or something else, or says that so much was allowed: `…, not 80 mg`, `…, the rest is not`, `…, as certified`, `…, as UR said`
static OTHERWISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        ^ (?: \ and\ appropriate )? ,?\ (?:and\ )? not\ (?:an?\ )? {NUMBER} \b
        | (?: [,;] | \b(?:and|but) )\ (?:an?\ |another\ |the\ )? (?:[a-z0-9\#.-]+\ ){{0,4}}? (?: (?:[a-z]+\ )?(?:is|are)\ not | (?:is|are)n't ) (?:\ yet)? {END}
        | ,\ (?: \#?[0-9]+ | brand | the\ (?:original|other|rest)(?:\ [a-z]+)? )\ not {END}
        | ^ (?: \ and\ appropriate )? ,?\ (?:and|as|which) (?:\ (?:already|been|had|has|was|were))* \ {ALLOWED} {END}
        | ^ [^;:]{{0,40}} \b (?:and|as|which) (?:\ (?:already|was|were))* \ {ALLOWED}\ by\ {THEY} \b
        | ^ (?: \ and\ appropriate )? ,?\ and\ {THEY}\ {ALLOWED}\ (?:it|that|them)\b
        | ^ (?: \ and\ appropriate )? ,?\ as\ (?:did\ )? {THEY} (?: \ (?:determined|found|held|said) )? {END}",
    ))
});
