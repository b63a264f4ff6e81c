//! Weak muscles and signs by their names, with their sides.

use crate::model::body::Side;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A muscle or a sign with the side on which it is weak or there.
pub(super) struct Named {
    name: String,
    side: Side,
    pub(super) place: Range<usize>,
}

impl Named {
    /// Where a summary knows the same of the other side alone, the side of this.
    pub(super) fn otherwise(self, known: &[Named]) -> Option<(Range<usize>, Side)> {
        let mut same = known.iter().filter(|known| known.name == self.name).peekable();
        let is_known = same.peek().is_some();
        (is_known && same.all(|known| !known.side.may_be(self.side))).then_some((self.place, self.side))
    }
}

/// The weak muscles and signs that a clause names.
pub(super) fn named(clause: &str) -> Vec<Named> {
    let read = |found: regex::Captures<'_>| {
        let whole = found.get(0)?;
        let side = match found.name("side")?.as_str().to_lowercase().as_str() {
            "left" => Side::Left,
            "right" => Side::Right,
            _ => Side::Both,
        };
        Some(Named { name: found.name("name")?.as_str().to_lowercase(), side, place: whole.range() })
    };
    ORDERS.iter().flat_map(|order| order.captures_iter(clause).filter_map(read)).collect()
}

/// The orders in which a name, its side and its weakness stand.
static ORDERS: LazyLock<[Regex; 5]> = LazyLock::new(|| {
    const MUSCLE: &str =
        r"(?<name> abductor | biceps | deltoid | EHL | gastrocnemius | quadriceps | thenar | tibialis | triceps )";
    const SIDE: &str = r"(?<side> left | right | bilateral (?: ly )? | both )";
    const AT: &str = r"(?: \s+ (?: at | in | of | on ) )? (?: \s+ the )?";
    const GRADE: &str = r"(?: (?: is | was ) \s+ )? [0-4] [+-]? /5";
    [
        format!(r"\b weak \s+ {SIDE} \s+ {MUSCLE} \b"),
        format!(r"\b {SIDE} \s+ {MUSCLE} (?: \s+ strength )? \s+ (?: weakness | {GRADE} ) \b"),
        format!(r"\b {MUSCLE} (?: \s+ strength )? \s+ {GRADE} {AT} \s+ {SIDE} \b"),
        format!(r"\b (?<name> clonus ) {AT} \s+ {SIDE} \b"),
        format!(r"\b {SIDE} \s+ (?: ankle \s+ )? (?<name> clonus ) \b"),
    ]
    .map(|order| verbose(&order))
});
