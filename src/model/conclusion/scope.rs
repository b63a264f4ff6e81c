//! Whether a verdict is the reviewer's own.

use super::after::leaves_standing;
use super::blocks::{Block, blocks, is_hearsay};
use super::clause::{Clause, Joint, has_break, is_consequence, last_thought};
use super::verdict::Verdict;
use super::words::pattern;
use super::{Decided, Necessity};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a verdict of a sentence says, with the deciding words, if it is the reviewer's own.
pub(super) fn own(sentence: &str, verdict: &Verdict) -> Option<Decided> {
    let before = &sentence[..verdict.start];
    let clause = Clause::before_verb(before)?;
    let is_free = blocks(&clause).all(|(block, found)| is_over(&clause, block, found, verdict.necessity));
    let is_meant = !verdict.hedged || is_consequence(before);
    let is_told = is_hearsay(&sentence[verdict.start..verdict.words.end]);
    if !is_free || !is_meant || is_told || clause.is_beside_the_point() || !leaves_standing(sentence, verdict) {
        return None;
    }
    let (words, necessity) = match (clause.negation()?, verdict.necessity) {
        (None, necessity) => (verdict.words.clone(), necessity),
        (Some(_), Necessity::NotNecessary) => return None,
        (Some(at), Necessity::Necessary) => (at..verdict.words.end, Necessity::NotNecessary),
    };
    Some(Decided { words, necessity, is_of_request: clause.names_whole_request() })
}

/// Whether a block is over where the subject starts, so that the verdict does not stand under it.
///
/// Those who ask for a treatment do not say of *the request* that it is not medically necessary, and guidelines do not
/// speak of it at all: what is said of it after a comma is the reviewer's word.
fn is_over(clause: &Clause, block: Block, found: Range<usize>, necessity: Necessity) -> bool {
    if found.end > clause.start {
        return block == Block::Guideline && THE_REQUEST.is_match(&clause.before[found.end..]);
    }
    let between = &clause.before[found.end..clause.start];
    let is_negative = necessity == Necessity::NotNecessary;
    let on_request = clause.names_request();
    let after_comma = matches!(clause.joint, Joint::Comma | Joint::Break);
    let follows = || clause.joint == Joint::Consequence || is_consequence(between);
    let is_ended = || has_break(between) || is_in_reason(clause, &found);
    match block {
        Block::Premise => between.contains(';') || (has_break(between) && on_request),
        Block::Proviso => between.contains(';') || (on_request && (has_break(between) || follows())),
        Block::Circumstance => is_ended() || (on_request && (after_comma || follows())),
        Block::Opponent => is_ended(),
        Block::Hearsay if is_told_first(clause, between) => false,
        Block::Person | Block::Hearsay => {
            let says = between.starts_with(" that");
            is_ended() || (on_request && (follows() || (after_comma && (is_negative || !says))))
        }
        Block::Guideline => is_ended() || on_request,
        Block::Question => {
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
