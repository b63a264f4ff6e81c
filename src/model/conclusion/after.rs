//! What follows a statement, and may take it back.

use super::Necessity;
use super::barriers::{is_time, names_opponent};
use super::statement::Statement;
use super::words::{OPINIONS, OPPONENTS, PEOPLE, VIEWS, any, pattern};
use regex::{Match, Regex};
use std::sync::LazyLock;

/// Whether the words after a statement leave it standing as it is.
pub(super) fn leaves_standing(sentence: &str, statement: &Statement) -> bool {
    let after = &sentence[statement.words.end..];
    let near = &after[..reason(after)];
    let is_noun = NOUN.is_match(after) && !NOMINAL.is_match(&sentence[statement.start..statement.words.end]);
    !is_noun
        && !GOES_ON.is_match(after)
        && !is_conditional(near, sentence, statement)
        && !is_attributed(near, sentence, statement)
}

/// Where a reason or a new clause starts: what it holds does not qualify the statement.
fn reason(after: &str) -> usize {
    let compares = |end: usize| after[..end].ends_with("long as") || COMPARED.is_match(&after[end..]);
    let is_reason = |found: &Match| !found.as_str().ends_with("as") || !compares(found.end());
    REASON.find_iter(after).find(is_reason).map_or(after.len(), |found| found.start())
}

fn is_conditional(near: &str, sentence: &str, statement: &Statement) -> bool {
    let is_past = PAST.is_match(&sentence[statement.start..statement.words.end]);
    CONDITION.find(near).is_some_and(|found| {
        let tells_time = found.as_str() == "when" && is_past && is_time(&near[found.end()..]);
        !tells_time && !near[..found.start()].ends_with("even ")
    })
}

/// Whether somebody else is named as the one who says so. One who failed to establish something is none.
fn is_attributed(near: &str, sentence: &str, statement: &Statement) -> bool {
    let is_failure = statement.necessity == Necessity::NotNecessary && sentence[..statement.words.end].ends_with("ed");
    ATTRIBUTED.is_match(near) && !(is_failure && near.starts_with(" by ") && !names_opponent(near))
}

static PAST: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:was|were)\b"));
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b (?: as\ long\ as | assuming | contingent | dependent | depending | except | for\ only | if | in\ cases?
          | in\ the\ event | on\ (?:the\ )?condition | once
          | only\ (?:after|as|by|for|if|in|once|under|until|when|where|with) | pending
          | provided\ (?:he|she|that|the|there) | providing | so\ long\ as | subject\ to | unless | until
          | whenever | when | where ) \b
        | \b only\ ?(?:[.!]|$)
        | , \ (?:had|should|were)\b",
    )
});
static REASON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        [;:] | ,\ (?:although|and|as|because|but|due|given|since|so|though|whereas|while)\b
        | \ (?:although|as|because|based\ on|but|due\ to|given|since|though|whereas)\b
        | \ and\ (?:can|could|has|have|he|if|is|it|may|must|recommend|she|should|the|therefore|they|this|was|when|will
            |would)\b",
    )
});
/// After an `as` that gives no reason.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^ (?:argued|concluded|determined|found|indicated|long|needed|noted|opined|per|soon|stated)\b")
});
/// What goes on in a way that takes a statement back, or was never meant as one.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?: \ ?[/_\[] | \ \(?not\b | \ or\ not\b )
        | ^\ (?: are | can | cannot | could | depends? | did | do | does | had | has | have | is | must | rests?
            | should | was | were | will | would )\b
        | ^ ,?\ (?:but|though|although|yet)\ not\b
        | ^ ,\ not\ (?:all|at|for|the)\b
        | ^ [^;:]* \b (?: as\ opposed\ to | in\ part | instead | partially | partly | rather\ than )\b
        | (?: ; | \b(?:and|but|whereas|while) )\ [^,;:]{1,80}\ (?:is|are|was|were)\ not [.!]?$
        | (?: ; | \b (?:but|whereas|while) )\ [^,;:]{1,80}\ (?:is|are|was|were) [.!]?$",
    )
});
/// `medically necessary treatment`, which is no statement but in `this is a medically necessary treatment`.
static NOUN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^\ (?: care | devices? | equipment | expenses? | items? | medications? | procedures? | requests? | services?
          | supplies | surgery | tests? | therapy | treatments? )\b",
    )
});
static NOMINAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\ba (?:medical|clinical)"));
static ATTRIBUTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b (?: according\ to | per | (?:in|to)\ the\ (?:{opinions}|eyes|minds?|satisfaction|words)\ of
             | (?:argued|concluded|deemed|determined|found|indicated|noted|opined|stated)\ (?:by|in) )
            \ [^,;:]{{0,40}}? \b (?:{people}|{opponents}) \b
        | ^ (?: \ at\ that\ time | \ (?:in|on)\ [0-9/]+ )? \ by\ [^,;:]{{0,40}}? \b (?:{people}|{opponents}) \b
        | ^ ,?\ (?: (?:an?|her|his|the|their)\ )? (?:[a-z'.-]+\ ){{0,3}}
            (?:{people}|{opponents}) (?:'s)? \ (?:[a-z]+\ )? {views} \b
        | ^ ,?\ (?:argue|conclude|note|say|state|write)[sd]? \b
        | \b in\ [^,;:]{{0,40}}'s\ {opinions} \b
        | ^ ,?\ in\ the\ {opinions}\ of\ (?: all | many | most | several | some )\b
        | ^ ,?\ (?:by|in)\ (?:an?|another)\ (?:different|earlier|other|previous|prior|separate)\ (?:decision|determination|letter|review) \b",
        opinions = any(&OPINIONS),
        people = any(&PEOPLE),
        opponents = any(&OPPONENTS),
        views = any(&VIEWS)
    ))
});
