//! What keeps a statement from being the reviewer's own: conditions, questions and other people's views.

use super::clause::Clause;
use super::words::{FILES, GUIDELINES, OPINIONS, OPPONENTS, PEOPLE, TEACHES, VIEWS, any, pattern};
use regex::{Match, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// What stands between a statement and the reviewer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Barrier {
    /// `If ..., ...`: a condition for all that follows.
    Premise,
    /// `..., if ..., ...`: a condition set off by commas.
    Proviso,
    /// `... when ...`: a condition in the middle of a clause.
    Circumstance,
    /// `Utilization review found ...`: those who deny requests.
    Opponent,
    /// `The provider states ...`: everybody else.
    Person,
    /// `According to the provider, ...`
    Hearsay,
    /// `Guidelines state ...`
    Guideline,
    /// `... that ...`, `... whether ...`: a statement that is only talked about.
    Question,
}

/// Everything before a statement that may bar it.
pub(super) fn barriers(clause: &Clause) -> impl Iterator<Item = (Barrier, Range<usize>)> {
    let before = clause.before;
    let conditions = CONDITION.find_iter(before).filter_map(|found| Some((condition(before, &found)?, found.range())));
    let opponents = OPPONENT_VIEW.find_iter(before).map(|found| (Barrier::Opponent, found.range()));
    let people = PERSON_VIEW.find_iter(before).filter(|found| !IS_NO_VIEW.is_match(found.as_str()));
    let people = people.map(|found| (Barrier::Person, found.range()));
    let sources = SOURCE.find_iter(before).map(|found| (source(before, &found), found.range()));
    let guidelines = GUIDELINE_VIEW.find_iter(before).map(|found| (Barrier::Guideline, found.range()));
    let questions = QUESTION.find_iter(before).filter(|found| is_question(before, found));
    let questions = questions.map(|found| (Barrier::Question, found.range()));
    let all = conditions.chain(opponents).chain(people).chain(sources).chain(guidelines).chain(questions);
    all.filter(|(_, found)| !clause.own.range.contains(&found.start))
}

/// Whether a text names somebody else as its source.
pub(super) fn is_hearsay(text: &str) -> bool {
    SOURCE.find_iter(text).any(|found| source(text, &found) != Barrier::Guideline)
}

/// Whether a text names one of those who deny requests.
pub(super) fn names_opponent(text: &str) -> bool {
    OPPONENT.is_match(text)
}

/// What kind of condition an `if` or `when` sets; none in `even if` and `when seen in May`.
fn condition(text: &str, found: &Match) -> Option<Barrier> {
    let (head, tail) = (&text[..found.start()], &text[found.end()..]);
    let clause = &tail[..tail.find([',', ';']).unwrap_or(tail.len())];
    if head.ends_with("even ") || (found.as_str() == "when" && is_time(clause)) {
        return None;
    }
    match () {
        _ if OPENING.is_match(head) => Some(Barrier::Premise),
        _ if OPENS_SENTENCES.contains(&found.as_str()) => None,
        _ if SET_OFF.is_match(head) => Some(Barrier::Proviso),
        _ => Some(Barrier::Circumstance),
    }
}

/// Words that set a condition only where they open a sentence.
const OPENS_SENTENCES: [&str; 8] = ["before", "had", "once", "provided", "should", "until", "were", "where"];

/// Whether what follows `when` tells a time, not a condition.
pub(super) fn is_time(clause: &str) -> bool {
    TIME.is_match(clause)
}

fn source(text: &str, found: &Match) -> Barrier {
    let tail = &text[found.end()..];
    let named = &tail[..tail.find([',', ';']).unwrap_or(tail.len())];
    match () {
        _ if names_opponent(named) => Barrier::Opponent,
        _ if PERSON.is_match(named) || PERSON.is_match(found.as_str()) => Barrier::Hearsay,
        _ => Barrier::Guideline,
    }
}

/// Whether a text names somebody else, or a book.
pub(super) fn names_somebody(text: &str) -> bool {
    names_opponent(text) || PERSON.is_match(text) || GUIDELINE.is_match(text)
}

/// Whether a `that` or `whether` opens a clause of its own: not in `that request`, `the brace that was requested`,
/// `no matter whether`, `for that reason` and `on what I have before me`.
fn is_question(text: &str, found: &Match) -> bool {
    let (head, tail) = (&text[..found.start()], &text[found.end()..]);
    if GROUNDS.is_match(head) && GIVEN.is_match(tail) {
        return false;
    }
    let is_relative = RELATIVE.is_match(tail);
    let is_pointing = POINTING.is_match(tail) && (head.is_empty() || head.ends_with(", ") || head.ends_with("until "));
    // `No pain is told of, so that the surgery is not.`
    let is_consequence = head.ends_with(", so ");
    let is_that = found.as_str() == "that" && (is_relative || is_pointing || is_consequence);
    let is_aside = found.as_str() == "why" && head == "to see " && tail.starts_with(',');
    !is_that && !is_aside && !NO_MATTER.is_match(head)
}

static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b (?: as\ long\ as | assuming | before | had | if | in\ case | in\ the\ event | once | provided | should
          | so\ long\ as | supposing | unless | until | were | whenever | when | where ) \b",
    )
});
static OPENING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?x) (?: ^ | [;:]\ ?) (?: (?:and|but|however|only|or|so|then|therefore|thus) ,?\ )* $"));
static SET_OFF: LazyLock<Regex> = LazyLock::new(|| pattern(r", (?:(?:and|but|or|so) )?$"));
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        \b (?: compared | done | evaluated | examined | given | had | last | ordered | performed | requested | reviewed
          | seen | was | were ) \b",
    )
});
static OPPONENT: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b{}\b", any(&OPPONENTS))));
static PERSON: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b(?:{}|her|his|their)\b", any(&PEOPLE))));
static OPPONENT_VIEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b {opponents} (?:'s)? (?:,\ [^,;:]{{1,60}},)? (?:\ [a-z0-9'/.-]+){{0,5}}? \x20
            (?: {views} | approved | authorized | called | certified | declined | denie[ds] | disallowed | modified
              | non-?certified | refused | rejected ) \b
        | \b (?:was|were|been)\ (?:[a-z]+\ ){{0,2}}
            (?: denied | modified | non-?certified | not\ certified | rejected ) \b",
        opponents = any(&OPPONENTS),
        views = any(&VIEWS)
    ))
});
static PERSON_VIEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b (?:{people}|{files}) (?:'s)? (?:,\ [^,;:]{{1,60}},)? (?:\ [a-z0-9'/.-]+){{0,4}}? \ {views} \b",
        people = any(&PEOPLE),
        files = any(&FILES),
        views = any(&VIEWS)
    ))
});
/// `the patient was found`, `the patient's report`
static IS_NO_VIEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?x) \ (?:are|be|been|being|is|was|were)\ [a-z]+$ | 's\ (?:[a-z]+\ )?(?:claim|note|report)s?$")
});
static GUIDELINE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"\b{}\b", any(&GUIDELINES))));
static GUIDELINE_VIEW: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\b{}(?: [a-z0-9'/.-]+){{0,3}}? {}\b", any(&GUIDELINES), any(&TEACHES))));
static SOURCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?x)
        \b (?: according\ to | as\ per
          | per\ (?:acoem|ca|dr|guidelines?|her|his|mtus|odg|patient|provider|the|their|ur|utilization)
          | as\ (?:argued|concluded|determined|found|indicated|noted|opined|stated|suggested)\ (?:by|in)
          | (?:in|of|to)\ the\ (?:{opinions}|eyes|minds?|words)\ (?:of|that)
          | in\ (?:her|his|the|their|whose)\ (?:[^,;:]{{0,30}}'s\ )? (?:{opinions}|eyes|words)
          | (?:according\ to|by|for|to)\ whom | who\ {views} ) \b",
        opinions = any(&OPINIONS),
        views = any(&VIEWS)
    ))
});
static QUESTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:that|whether|why|how|what)\b"));
static GROUNDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|\b(?:by|for|from|on|upon|with) )$"));
static GIVEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ (?:basis|being so|grounds?|reasons?|(?:i|we) (?:find|have|know|read|said|see|wrote)|(?:is|was) (?:before|in|made|provided|sent|submitted))\b",
    )
});
static RELATIVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^ (?:is|was|are|were|has|have|had|will|would|may|can) [a-z]"));
static POINTING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^ (?:medication|procedure|request|service|surgery|treatment)\b"));
static NO_MATTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:regardless of|irrespective of|no matter) $"));
