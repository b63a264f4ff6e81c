//! Weak muscles, signs, discs and roots by their names, with their sides.

use crate::model::body::{Areas, NamedSide, Side, body_parts};
use crate::text::pattern::verbose;
use crate::text::spaces::one_line;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A muscle, a sign, a disc or a root with the side on which it is weak, there or pressed on.
pub(super) struct Named {
    name: String,
    pub(super) side: Side,
    /// Where on the body, for what is found anywhere.
    areas: Areas,
    pub(super) place: Range<usize>,
}

impl Named {
    /// Whether a sentence, of which the sides are known, tells of it on this side as well: a test may be done at several places, a reflex
    /// be weak in other words, and a disc bulge at several levels.
    pub(super) fn may_be_told_in(&self, sentence: &str, sides: &[NamedSide]) -> bool {
        let is_told = || {
            let sentence = in_one_spelling(sentence);
            // `At L4-5 there is a protrusion`
            self.name.split(" at ").all(|part| sentence.contains(part))
        };
        TOLD_ANYHOW.is_match(&self.name) && sides.iter().any(|told| told.side.may_be(self.side)) && is_told()
    }

    /// Whether it is how the skin feels.
    pub(super) fn is_felt(&self) -> bool {
        self.name == SENSATION
    }

    /// Where a summary knows the same of the other side alone, the side of this.
    pub(super) fn otherwise(self, known: &[Named]) -> Option<(Range<usize>, Side)> {
        let mut same =
            known.iter().filter(|known| known.name == self.name && known.areas.may_meet(self.areas)).peekable();
        let is_known = same.peek().is_some();
        (is_known && same.all(|known| !known.side.may_be(self.side))).then_some((self.place, self.side))
    }
}

/// Whether a text names any.
pub(super) fn names_any(text: &str) -> bool {
    ORDERS.iter().any(|order| order.is_match(text))
}

/// Those that a clause names.
pub(super) fn named(clause: &str) -> Vec<Named> {
    let read = |found: regex::Captures<'_>| {
        let whole = found.get(0)?;
        let side = match found.name("side")?.as_str().to_lowercase().as_str() {
            "left" => Side::Left,
            "right" => Side::Right,
            _ => Side::Both,
        };
        let name = in_one_spelling(found.name("name")?.as_str());
        let areas = if name == SENSATION { Areas::of(&body_parts(&clause[whole.start()..])) } else { Areas::default() };
        Some(Named { name, side, areas, place: whole.range() })
    };
    ORDERS.iter().flat_map(|order| order.captures_iter(clause).filter_map(read)).collect()
}

fn in_one_spelling(text: &str) -> String {
    let text = one_line(text).to_lowercase().replace("jerk", "reflex").replace("nerve root", "root");
    LEVEL.replace_all(&text, "$upper-$lower").into_owned()
}

/// `L4-5`, `L4 - L5`
static LEVEL: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?<upper> [clt][0-9]{1,2} ) \s? - \s? [clts]? (?<lower> [0-9]{1,2} ) \b"));

/// It is found wherever there is skin.
const SENSATION: &str = "sensation";

const TEST: &str = r"(?: cozen | faber | finkelstein | hawkins | hoffmann? | kemp | lachman | mcmurray | neer | patrick | phalen | slr | speed
    | spurling | straight [\s-] leg [\s-] rais (?: e | ing ) | tinel )";

/// What is wrong with a disc, and at which level.
const DISC: &str =
    r"(?: (?: bulge | extrusion | herniation | protrusion ) \s+ at \s+ [clt][0-9]{1,2} \s? - \s? [clts]? [0-9]{1,2} )";

/// What may be told in an order that is not read.
static TOLD_ANYHOW: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\A (?: {TEST} | {DISC} | .* (?: reflex | root ) ) \z")));

/// The orders in which a name, its side and what is wrong with it stand.
static ORDERS: LazyLock<[Regex; 15]> = LazyLock::new(|| {
    const MUSCLE: &str =
        r"(?<name> abductor | biceps | deltoid | EHL | gastrocnemius | quadriceps | thenar | tibialis | triceps )";
    const SIDE: &str = r"(?<side> left | right | bilateral (?: ly )? | both )";
    const AT: &str = r"(?: \s+ (?: at | in | of | on ) )? (?: \s+ the )?";
    const GRADE: &str = r"(?: (?: is | was ) \s+ )? [0-4] [+-]? /5";
    const REFLEX: &str = r"(?<name> (?: achilles | ankle | biceps | brachioradialis | knee | patellar | triceps ) \s+ (?: jerk | reflex ) )";
    let test = format!(r"(?<name> {TEST} ) (?: ['’]s )? (?: \s+ (?: maneuver | sign | test (?: ing )? ) s? )?");
    const LOST: &str = r"(?: absent | decreased | diminished | lost | reduced )";
    [
        format!(r"\b weakness \s+ (?: in | of ) \s+ (?: the \s+ )? {SIDE} \s+ {MUSCLE} \b"),
        format!(r"\b {LOST} \s+ {SIDE} \s+ {REFLEX} \b"),
        format!(r"\b {LOST} \s+ {REFLEX} {AT} \s+ {SIDE} \b"),
        format!(r"\b {SIDE} \s+ {REFLEX} \s+ (?: is \s+ | was \s+ )? {LOST} \b"),
        format!(r"\b positive \s+ {test} {AT} \s+ {SIDE} \b"),
        format!(r"\b {test} \s+ (?: (?: is | was ) \s+ )? positive {AT} \s+ {SIDE} \b"),
        format!(r"\b weak \s+ {SIDE} \s+ {MUSCLE} \b"),
        format!(r"\b {SIDE} \s+ {MUSCLE} (?: \s+ strength )? \s+ (?: weakness | {GRADE} ) \b"),
        format!(r"\b {MUSCLE} (?: \s+ strength )? \s+ {GRADE} {AT} \s+ {SIDE} \b"),
        format!(r"\b {SIDE} \s+ {MUSCLE} \s+ is \s+ weak \b"),
        format!(
            r"\b (?: absent | altered | decreased | diminished | reduced ) \s+ (?<name> {SENSATION} ) \s+ (?: (?: along | at | in | of | over | to ) \s+ ) (?: the \s+ )? {SIDE} \b"
        ),
        format!(r"\b (?<name> clonus ) {AT} \s+ {SIDE} \b"),
        format!(r"\b {SIDE} \s+ (?: ankle \s+ )? (?<name> clonus ) \b"),
        format!(
            r"\b {SIDE} (?: -sided | \s+ (?: foraminal | paracentral | posterolateral | subarticular ) ) \s+ (?: disc \s+ )? (?<name> {DISC} ) \b"
        ),
        format!(
            r"\b (?: abut | compress | contact | displac | imping ) [a-z]* (?: \s+ [a-z]+ ){{0,4}}? \s+ {SIDE} \s+ (?<name> [cls][1-8] \s+ (?: nerve \s+ )? root ) \b"
        ),
    ]
    .map(|order| verbose(&order))
});
