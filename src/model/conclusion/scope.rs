//! Whether a statement is the reviewer's own.

use super::after::leaves_standing;
use super::barriers::{Barrier, barriers, is_hearsay};
use super::clause::{Clause, Joint, has_break, is_consequence, last_thought};
use super::elsewhere::is_of_something_else;
use super::statement::Statement;
use super::words::pattern;
use super::{Decided, Necessity};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a statement of a sentence says, with the deciding words, if it is the reviewer's own.
pub(super) fn own(sentence: &str, statement: &Statement) -> Option<Decided> {
    let before = &sentence[..statement.start];
    let clause = Clause::before_verb(before)?;
    let ends = ENDS.is_match(&sentence[statement.words.end..]);
    let is_free = barriers(&clause).all(|(barrier, found)| {
        // `Until that was tried, the release is not necessary`: then it is not, if nothing is said against it.
        let is_until = barrier == Barrier::Premise && &clause.before[found.clone()] == "until";
        let is_still_so = is_until && statement.necessity == Necessity::NotNecessary && clause.joint == Joint::Comma;
        is_still_so && ends || is_over(&clause, barrier, found, statement.necessity)
    });
    let is_meant = !statement.hedged || is_consequence(before);
    let is_told = is_hearsay(&sentence[statement.start..statement.words.end]);
    if !is_free || !is_meant || is_told || clause.is_beside_the_point() || !leaves_standing(sentence, statement) {
        return None;
    }
    let (words, necessity) = match (clause.negation()?, statement.necessity) {
        (None, necessity) => (statement.words.clone(), necessity),
        (Some(_), Necessity::NotNecessary) if clause.opens_with_reason() => {
            (statement.words.clone(), Necessity::NotNecessary)
        }
        (Some(at), Necessity::Necessary) if !clause.opens_with_reason() => {
            (at..statement.words.end, Necessity::NotNecessary)
        }
        // Two negations, or one of which nobody can tell what it negates.
        (Some(_), _) => return None,
    };
    let is_granted = necessity == Necessity::Necessary;
    let decided = Decided { words, necessity, is_of_request: clause.names_whole_request(), is_mixed: false };
    (!is_granted || !is_of_something_else(sentence, statement)).then_some(decided)
}

/// Whether a barrier is over where the subject starts, so that the statement does not stand under it.
///
/// Those who ask for a treatment do not say of *the request* that it is not medically necessary, and guidelines do not
/// speak of it at all: what is said of it after a comma is the reviewer's word.
fn is_over(clause: &Clause, barrier: Barrier, found: Range<usize>, necessity: Necessity) -> bool {
    if found.end > clause.start {
        return barrier == Barrier::Guideline && THE_REQUEST.is_match(&clause.before[found.end..]);
    }
    let between = &clause.before[found.end..clause.start];
    let is_negative = necessity == Necessity::NotNecessary;
    let on_request = clause.names_request();
    let after_comma = matches!(clause.joint, Joint::Comma | Joint::Break);
    let follows = || clause.joint == Joint::Consequence || is_consequence(between);
    let is_ended = || has_break(between) || is_in_reason(clause, &found);
    match barrier {
        Barrier::Premise => between.contains(';') || (has_break(between) && on_request),
        Barrier::Proviso => between.contains(';') || (on_request && (has_break(between) || follows())),
        Barrier::Circumstance => is_ended() || (on_request && (after_comma || follows())),
        Barrier::Opponent => is_ended(),
        Barrier::Hearsay if is_told_first(clause, between) => false,
        Barrier::Person | Barrier::Hearsay => {
            let says = between.starts_with(" that");
            is_ended() || (on_request && (follows() || (after_comma && (is_negative || !says))))
        }
        Barrier::Guideline => is_ended() || on_request,
        Barrier::Question => {
            let is_drawn = clause.joint == Joint::Consequence;
            is_ended() || is_drawn || (on_request && (after_comma || is_negative))
        }
    }
}

/// Whether the clause is the first thing said after a source was named.
fn is_told_first(clause: &Clause, between: &str) -> bool {
    clause.joint != Joint::Consequence && !between.trim_end_matches([',', ' ']).contains([',', ';'])
}

/// Whether something stands in an opening `while ...,` or `because ...,` that ends before the subject.
fn is_in_reason(clause: &Clause, found: &Range<usize>) -> bool {
    let thought = clause.before[last_thought(&clause.before[..found.start])..].trim_start();
    let is_view = thought.starts_with("as ") && clause.before[found.end..].starts_with(',');
    let ends = clause.joint == Joint::Comma || clause.before[found.end..clause.start].contains(',');
    ends && clause.is_plain() && !is_view && REASON.is_match(thought)
}

static ENDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?: (?:and|or) appropriate| at (?:this|present)[ a-z]*)? ?[.!]? ?$"));
static THE_REQUEST: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:the|these|this) (?:request|requested)\b"));
static REASON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)
        ^ (?: (?:and|furthermore|moreover|so|therefore|thus) ,?\ )*
        (?: although | as | based\ on | because | considering | contrary\ to | despite | due\ to | even | given
          | in\ light\ of | in\ spite\ of | in\ view\ of | inasmuch | notwithstanding | regardless | since | though
          | whereas | whether\ or\ not | while | without ) \b",
    )
});
