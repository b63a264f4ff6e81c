//! Tests of an examination that are positive or negative.

use super::body::{Side, sides};
use super::shifted;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A test with its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sign {
    /// The words that give the result.
    pub result: Range<usize>,
    /// The place of the test in the list of them.
    pub test: usize,
    /// Whether it is positive.
    pub is_positive: bool,
    /// On which side, if that is said.
    pub side: Option<Side>,
}

/// The signs that a sentence tells of, in order.
pub fn signs(sentence: &str) -> Vec<Sign> {
    let mut reader = Reader::default();
    let mut start = 0;
    for end in ENDS.find_iter(sentence).map(|end| end.range()).chain([sentence.len()..sentence.len()]) {
        for clause in with_one_result(sentence, start..end.start) {
            reader.read(&sentence[clause.clone()], clause.start);
        }
        if sentence[end.clone()].starts_with([';', ':']) {
            reader.begin();
        }
        start = end.end;
    }
    reader.found
}

/// A clause in two at the `and` that parts its results, if it has several.
fn with_one_result(sentence: &str, clause: Range<usize>) -> Vec<Range<usize>> {
    let ands = AND.find_iter(&sentence[clause.clone()]).map(|and| shifted(&and.range(), clause.start));
    let mut parting = ands.filter(|and| {
        RESULT.is_match(&sentence[clause.start..and.start]) && RESULT.is_match(&sentence[and.end..clause.end])
    });
    match parting.next() {
        Some(and) => vec![clause.start..and.start, and.end..clause.end],
        None => vec![clause],
    }
}

/// Reads clause by clause: a result may stand behind several tests, before several, or for those of the last clause.
#[derive(Default)]
struct Reader {
    found: Vec<Sign>,
    /// The tests whose result is still to come.
    waiting: Vec<usize>,
    /// The signs of the last clause that had any.
    last: Range<usize>,
    /// The result that goes on to the tests behind it.
    leading: Option<(Range<usize>, bool)>,
}

impl Reader {
    fn begin(&mut self) {
        *self = Reader { found: std::mem::take(&mut self.found), ..Reader::default() };
    }

    fn read(&mut self, clause: &str, at: usize) {
        let (tests, side) = (tests(clause), side(clause));
        let named = tests.iter().map(|(test, _)| *test);
        let Some(result) = RESULT.find(clause).filter(|_| !UNSURE.is_match(clause)) else {
            match self.leading.clone() {
                Some((result, is_positive)) => {
                    let first = self.last.start;
                    self.tell(named.collect(), &result, is_positive, side);
                    self.last.start = first;
                    // `positive Spurling’s, all on the right`
                    for sign in self.found[self.last.clone()].iter_mut().filter(|sign| sign.side.is_none()) {
                        sign.side = side;
                    }
                }
                None => self.waiting.extend(named),
            }
            return;
        };
        let is_positive = result.as_str().to_lowercase().starts_with("pos");
        let place = shifted(&result.range(), at);
        let is_leading = tests.first().is_some_and(|(_, test_at)| result.start() < *test_at);
        let waiting = std::mem::take(&mut self.waiting);
        let mut told: Vec<usize> = if is_leading { Vec::new() } else { waiting };
        told.extend(named);
        if told.is_empty() {
            told = self.found[self.last.clone()].iter().map(|sign| sign.test).collect();
        }
        self.leading = is_leading.then(|| (place.clone(), is_positive));
        self.tell(told, &place, is_positive, side);
    }

    fn tell(&mut self, tests: Vec<usize>, result: &Range<usize>, is_positive: bool, side: Option<Side>) {
        let start = self.found.len();
        self.found.extend(tests.into_iter().map(|test| Sign { result: result.clone(), test, is_positive, side }));
        self.last = start..self.found.len();
    }
}

/// The tests that a clause names, each with where.
fn tests(clause: &str) -> Vec<(usize, usize)> {
    let named = |captures: regex::Captures<'_>| {
        let test = TESTS.iter().position(|(name, _)| captures.name(name).is_some())?;
        Some((test, captures.get(0)?.start()))
    };
    NAMES.captures_iter(clause).filter_map(named).collect()
}

/// The side of all that a clause tells.
fn side(clause: &str) -> Option<Side> {
    let named = sides(clause);
    let (first, rest) = named.split_first()?;
    Some(if rest.iter().all(|other| other.side == first.side) { first.side } else { Side::Both })
}

/// Tests by the names of their groups in patterns.
const TESTS: [(&str, &str); 31] = [
    ("apley", "apley"),
    ("apprehension", "apprehension"),
    ("babinski", "babinski"),
    ("drawer", "drawer"),
    ("drop_arm", r"drop \s+ arm"),
    ("duplex", "duplex"),
    ("durkan", "durkan"),
    ("empty_can", r"empty \s+ can | jobe"),
    ("faber", "faber | patrick"),
    ("finkelstein", "finkelstein"),
    ("gaenslen", "gaenslen"),
    ("grind", r"(?: patellar \s+ )? grind"),
    ("hawkins", "hawkins"),
    ("hoffmann", "hoffmann?"),
    ("homans", "homans?"),
    ("kemp", "kemp"),
    ("lachman", "lachman"),
    ("lasegue", "las[eè]gue"),
    ("loading", r"(?: facet \s+ )? loading"),
    ("mcmurray", "mcmurray"),
    ("neer", "neer"),
    ("obrien", r"o [’'] ? brien"),
    ("phalen", "phalen"),
    ("romberg", "romberg"),
    ("slr", r"SLR | straight [\s-]+ leg (?: [\s-]+ rais (?: e | es | ing ) )?"),
    ("speed", r"speed [’'] s"),
    ("spurling", "spurling"),
    ("thompson", "thompson"),
    ("tilt", "tilt"),
    ("tinel", "tinel"),
    ("yergason", "yergason"),
];

static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    let groups = TESTS.map(|(name, pattern)| format!("(?<{name}> {pattern} )")).join(" | ");
    verbose(&format!(r"\b (?: {groups} ) (?: [’']? s )? \b"))
});
static RESULT: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: positive | negative ) \b"));
/// What is doubtful, and a result that is itself denied.
static UNSURE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: equivocal | mildly | neither | no | nor | not | never | possibly | previously | without ) \b")
});
/// Where a clause ends.
static ENDS: LazyLock<Regex> = LazyLock::new(|| verbose(r"[,;:()] | \b (?: but | while | whereas ) \b"));
static AND: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b and \b"));

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sentence: &str) -> String {
        let show = |sign: Sign| {
            let side = sign.side.map_or(String::new(), |side| format!(" {side:?}").to_lowercase());
            format!("{}{}{side}", if sign.is_positive { '+' } else { '-' }, TESTS[sign.test].0)
        };
        signs(sentence).into_iter().map(show).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn signs_with_their_results_and_sides() {
        for (sentence, told) in [
            ("SLR positive on the left at 40 degrees, negative on the right.", "+slr left, -slr right"),
            ("Tinel's and Phalen’s were positive on the right.", "+tinel right, +phalen right"),
            ("Positive Tinel's, Phalen's, and Durkan's at the left wrist.", "+tinel left, +phalen left, +durkan left"),
            ("A positive Spurling’s, all on the right.", "+spurling right"),
            ("Spurling's was positive and Hoffmann's was negative.", "+spurling, -hoffmann"),
            ("McMurray and Lachman testing was negative.", "-mcmurray, -lachman"),
            ("Drawer and tilt were both negative.", "-drawer both, -tilt both"),
            ("Straight leg raising is negative bilaterally.", "-slr both"),
            ("Anterior drawer, talar tilt negative, SLR negative on the left.", "-drawer, -tilt, -slr left"),
            ("Lachman was not positive, drawer not done.", ""),
        ] {
            assert_eq!(read(sentence), told, "{sentence}");
        }
    }
}
