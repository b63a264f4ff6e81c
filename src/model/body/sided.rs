//! Sides of the body, and the parts at them.

use super::super::tokens::{Token, tokens};
use super::{Areas, body_parts, named};
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A side of the body named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSide {
    /// Where it is named.
    pub span: Range<usize>,
    /// Which one.
    pub side: Side,
}

/// A side of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
    /// Both.
    Both,
}

/// Whether what names these sides may be where the others are: what names none may be anywhere.
pub fn may_meet(some: &[Side], others: &[Side]) -> bool {
    some.is_empty() || others.is_empty() || some.iter().any(|side| others.iter().any(|other| side.may_be(*other)))
}

impl Side {
    /// Whether what is said of one may hold for the other.
    pub fn may_be(self, other: Side) -> bool {
        self == other || self == Side::Both || other == Side::Both
    }

    /// What the opposite side is called; that of both has no name of its own.
    pub fn other_name(self) -> &'static str {
        match self {
            Side::Left => "right",
            Side::Right => "left",
            Side::Both => "other",
        }
    }
}

/// A part of the body with its side, as in `right index finger`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SidedPart {
    /// Where both are named.
    pub span: Range<usize>,
    /// The side.
    pub side: Side,
    /// What the part takes in.
    pub areas: Areas,
}

/// The sides named in a text, in order. One that is only told from another, as the opposite one, may be any.
pub fn sides(text: &str) -> Vec<NamedSide> {
    if !CUE.is_match(text) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let side = |(at, token): (usize, &Token<'_>)| {
        let side = match token.word() {
            "left" | "lt" => Side::Left,
            "right" | "rt" => Side::Right,
            "bilateral" | "bilaterally" | "both" | "contralateral" | "opposite" => Side::Both,
            _ => return abbreviated(text, &tokens, at),
        };
        let mut behind = tokens[at + 1..].iter().filter(|token| !token.is_sign('-')).map(Token::word);
        let (next, second) = (behind.next().unwrap_or_default(), behind.next().unwrap_or_default());
        let is_handedness = next == "hand" && second.starts_with("domina");
        let is_pair = token.word() == "both" && matches!(next, "a" | "an");
        let is_side = !is_handedness && !is_pair && !NO_SIDE_BEFORE.contains(&next);
        is_side.then(|| NamedSide { span: token.span.clone(), side })
    };
    tokens.iter().enumerate().filter_map(side).collect()
}

/// What every side is called by.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:left|lt|right|rt|bilateral|both|contralateral|opposite|(?-i:[RLB](?:LE|UE)?\b))")
});

/// `R knee`, `(L)`, `RLE`
fn abbreviated(text: &str, tokens: &[Token<'_>], at: usize) -> Option<NamedSide> {
    let span = tokens[at].span.clone();
    let side = match &text[span.clone()] {
        "RLE" | "RUE" => Side::Right,
        "LLE" | "LUE" => Side::Left,
        "BLE" | "BUE" => Side::Both,
        letter @ ("R" | "L") if stands_for_side(tokens, at) => {
            if letter == "R" {
                Side::Right
            } else {
                Side::Left
            }
        }
        _ => return None,
    };
    Some(NamedSide { span, side })
}

/// Whether a letter stands for a side: in parentheses, or before a part of the body that has sides.
fn stands_for_side(tokens: &[Token<'_>], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let is_after = |sign: char| before.is_some_and(|before| before.is_sign(sign));
    let behind = &tokens[at + 1..];
    if is_after('(') && behind.first().is_some_and(|behind| behind.is_sign(')')) {
        return true;
    }
    // In `R/L knee` and `R>L knee` both are meant.
    let is_compared = ['/', '>', '<', '=', '&', '-'].iter().any(|sign| is_after(*sign));
    let behind = if behind.first().is_some_and(|behind| behind.is_sign('.')) { &behind[1..] } else { behind };
    !is_compared && behind.first().is_some_and(|part| part.word() != "spine") && named(behind).is_some()
}

/// `left-handed`, `right to appeal`, `left work`: no side of what is treated.
const NO_SIDE_BEFORE: [&str; 24] = [
    "after",
    "away",
    "before",
    "diagnosis",
    "dominance",
    "dominant",
    "handed",
    "hander",
    "her",
    "his",
    "home",
    "job",
    "now",
    "of",
    "provider",
    "school",
    "test",
    "that",
    "the",
    "time",
    "to",
    "untreated",
    "with",
    "work",
];

/// The parts of the body that have their side right before them, in order.
pub fn sided_parts(text: &str) -> Vec<SidedPart> {
    let sides = sides(text);
    let parts = if sides.is_empty() { Vec::new() } else { body_parts(text) };
    let part_at = |side: NamedSide| {
        let at_side = |part: &&super::BodyPart| part.span.start >= side.span.end;
        let part = match side.span.len() {
            // `RLE` is both.
            3 => parts.iter().find(|part| part.span == side.span)?,
            _ => parts.iter().find(at_side).filter(|part| BESIDE.is_match(&text[side.span.end..part.span.start]))?,
        };
        Some(SidedPart {
            span: side.span.start..part.span.end,
            side: side.side,
            areas: Areas::of(std::slice::from_ref(part)),
        })
    };
    sides.into_iter().filter_map(part_at).collect()
}

/// What may stand between a side and its part: `right-sided low back`, `left index finger`.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^[\s)-]*(?:sided\s+)?(?:[a-z]+\s+)?$"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_what_is_treated() {
        let read = |text: &str| sides(text).into_iter().map(|named| named.side).collect::<Vec<_>>();
        assert_eq!(read("Left knee and right-sided block, bilateral"), [Side::Left, Side::Right, Side::Both]);
        assert!(
            read("left-hand dominance, the right to appeal, left handed, a right hand dominant patient").is_empty()
        );
        assert_eq!(read("right hand therapy, left hand"), [Side::Right, Side::Left]);
        assert_eq!(read("on the left."), [Side::Left]);
        assert!(read("both a burning pain and a major depression").is_empty());
        assert_eq!(read("Right A/C joint injection"), [Side::Right]);
    }

    #[test]
    fn abbreviated_sides() {
        let read = |text: &str| sides(text).into_iter().map(|named| named.side).collect::<Vec<_>>();
        assert_eq!(
            read("R knee, L. shoulder, (R) wrist, numb RLE"),
            [Side::Right, Side::Left, Side::Right, Side::Right]
        );
        assert_eq!(read("the contralateral knee"), [Side::Both]);
        assert!(read("L spine, L4-5, R/L knee, vitamin L, plan R, she left work and left her job").is_empty());
    }

    #[test]
    fn parts_at_a_side() {
        let read =
            |text: &str| sided_parts(text).into_iter().map(|part| text[part.span].to_owned()).collect::<Vec<_>>();
        assert_eq!(
            read("pain in the right index finger and left-sided low back, R knee, RLE"),
            ["right index finger", "left-sided low back", "R knee", "RLE"]
        );
        assert!(read("on the left, with a knee; right of the neck").is_empty());
    }
}
