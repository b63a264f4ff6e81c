//! Tests of an examination that are positive or negative, and findings that are there or not.

mod findings;

pub use findings::side_by_letter;

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
    /// The place of the test in the list of them, the findings behind them.
    pub test: usize,
    /// Whether it is positive, or abnormal.
    pub is_positive: bool,
    /// Whether it is only named, which says that it is there, but not that it was found.
    pub is_named: bool,
    /// On which side, if that is said.
    pub side: Option<Side>,
}

impl Sign {
    /// Whether it is a lesion, which tells something only on a study.
    pub fn is_lesion(&self) -> bool {
        self.test.checked_sub(TESTS.len()).is_some_and(findings::is_lesion)
    }
}

/// The signs that a sentence tells of: those of tests in order, and then the findings.
pub fn signs(sentence: &str) -> Vec<Sign> {
    let mut reader = Reader::default();
    if RESULT.is_match(sentence) {
        for (clause, is_start) in clauses(sentence) {
            if is_start {
                reader = Reader { last: reader.found.len(), found: reader.found, ..Reader::default() };
            }
            reader.read(&sentence[clause.clone()], clause.start);
        }
    }
    reader.found.extend(findings::findings(sentence, TESTS.len()));
    reader.found
}

/// The clauses of a sentence, each with one result at most, and whether it has nothing to do with those before.
fn clauses(sentence: &str) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let (mut start, mut is_start, mut has_result) = (0, true, false);
    let ends =
        BETWEEN.find_iter(sentence).map(|end| end.range()).chain(std::iter::once(sentence.len()..sentence.len()));
    let mut pending: Option<Range<usize>> = None;
    for end in ends {
        let is_and = sentence[end.clone()].eq_ignore_ascii_case("and");
        let piece = pending.as_ref().map_or(start, |and| and.end)..end.start;
        let piece_has_result = RESULT.is_match(&sentence[piece]);
        if let Some(and) = pending.take_if(|_| has_result && piece_has_result) {
            found.push((start..and.start, is_start));
            (start, is_start) = (and.end, false);
        }
        has_result |= piece_has_result;
        pending = Some(end.clone());
        if !is_and {
            found.push((start..end.start, is_start));
            (start, is_start) = (end.end, sentence[end].starts_with([';', ':']));
            (has_result, pending) = (false, None);
        }
    }
    found
}

/// Reads clause by clause: a result may stand behind several tests, before several, or for those of the last clause.
#[derive(Default)]
struct Reader {
    found: Vec<Sign>,
    /// The tests whose result is still to come.
    waiting: Vec<usize>,
    /// Where the signs of the last result begin.
    last: usize,
    /// The result that goes on to the tests behind it.
    leading: Option<(Range<usize>, bool)>,
}

impl Reader {
    fn read(&mut self, clause: &str, at: usize) {
        let (tests, side) = (tests(clause), side(clause));
        let named = tests.iter().map(|(test, _)| *test);
        if UNSURE.is_match(clause) {
            (self.waiting, self.leading, self.last) = (Vec::new(), None, self.found.len());
            return;
        }
        let Some(result) = RESULT.find(clause) else {
            let is_plain = PLAIN.is_match(&NAMES.replace_all(clause, ""));
            match self.leading.clone().filter(|_| is_plain) {
                Some((result, is_positive)) => {
                    self.tell(named.collect(), &result, is_positive, side);
                    // `positive Spurling’s, all on the right`
                    for sign in self.found[self.last..].iter_mut().filter(|sign| sign.side.is_none()) {
                        sign.side = side;
                    }
                }
                None => {
                    self.leading = None;
                    if is_plain { self.waiting.extend(named) } else { self.waiting.clear() }
                }
            }
            return;
        };
        // What the clause says of the other side behind that is of something else.
        let at_side = AT_SIDE.find(&clause[result.end()..]).and_then(|at| sides(at.as_str()).pop()).map(|at| at.side);
        let before = sides(&clause[..result.start()]);
        let side = at_side.filter(|side| before.iter().all(|before| before.side == *side)).or(side);
        let is_positive = result.as_str().to_lowercase().starts_with("pos");
        let place = shifted(&result.range(), at);
        let is_leading = tests.first().is_some_and(|(_, test_at)| result.start() < *test_at);
        let waiting = std::mem::take(&mut self.waiting);
        let mut told: Vec<usize> = if is_leading { Vec::new() } else { waiting };
        told.extend(named);
        // `SLR positive on the left, negative on the right`
        if told.is_empty() && PLAIN.is_match(&RESULT.replace_all(clause, "")) {
            told = self.found[self.last..].iter().map(|sign| sign.test).collect();
        }
        self.leading = is_leading.then(|| (place.clone(), is_positive));
        self.last = self.found.len();
        self.tell(told, &place, is_positive, side);
    }

    fn tell(&mut self, tests: Vec<usize>, result: &Range<usize>, is_positive: bool, side: Option<Side>) {
        self.found.extend(tests.into_iter().map(|test| Sign {
            result: result.clone(),
            test,
            is_positive,
            is_named: false,
            side,
        }));
    }
}

/// The tests that a clause names, each with where.
fn tests(clause: &str) -> Vec<(usize, usize)> {
    let named = |captures: regex::Captures<'_>| {
        let start = captures.get(0)?.start();
        let test = TESTS.iter().position(|(name, _)| captures.name(name).is_some())?;
        (!OTHER_WAY.is_match(&clause[..start])).then_some((test, start))
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
/// The side at which a result is found.
static AT_SIDE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?: at | in | on ) \s+ (?: the \s+ )? (?: left | right ) \b (?: \s+ side )? (?: \s* [.,;] | \s+ (?: and | at | with ) | \z )",
    )
});
/// A test that is done in another way is another one.
static OTHER_WAY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: contralateral | cross (?: ed )? | modified | reverse d? | seated | sitting | supine ) \s+ \z")
});
/// What is doubtful, was not done, or is itself denied.
static UNSURE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: absent | equivocal | neither | no | nor | not | never | possibly | previously | unavailable | without ) \b",
    )
});
/// Words around tests and results that say nothing else.
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: [\s.’'0-9-] | \b (?: a | all | also | and | anterior | are | at | bilateral (?: ly )? | both | degrees | for | hand | hands | has | is | knee | knees | left
            | maneuvers? | of | on | or | right | s | shoulder | sides? | signs? | talar | test (?: s | ing )? | the | was | were | wrists? ) \b )* \z",
    )
});
/// What parts clauses, and perhaps results.
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| verbose(r"[,;:()] | \b (?: and | but | while | whereas ) \b"));

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sentence: &str) -> String {
        let show = |sign: Sign| {
            let side = sign.side.map_or(String::new(), |side| format!(" {side:?}").to_lowercase());
            let name = TESTS.get(sign.test).map_or_else(|| findings::name(sign.test - TESTS.len()), |(name, _)| name);
            format!("{}{name}{side}", if sign.is_positive { '+' } else { '-' })
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
            ("Positive Tinel's, but Phalen's was not positive.", "+tinel"),
            ("Positive Spurling's, no Hoffmann's.", "+spurling"),
            ("Positive Spurling's, Hoffmann's absent.", "+spurling"),
            ("Spurling's was not performed, Hoffmann's negative.", "-hoffmann"),
            ("The crossed straight leg raise was negative.", ""),
            ("Tinel's was negative, and the EMG was positive.", "-tinel"),
            ("Tinel's was negative and the UDS was positive.", "-tinel"),
            ("Tinel positive; negative on the right.", "+tinel"),
            ("Hawkins positive and Neer negative and Speed's positive.", "+hawkins, -neer, +speed"),
            ("The screen was inconsistent, the last UDS 1/2013, consistent.", "+screen, -screen"),
            ("UDS 1/28/14 consistent w/ tramadol, no inconsistent UDS.", "-screen"),
            ("Right Achilles reflex absent; normal left Achilles reflex.", "+ankle_reflex right, -ankle_reflex left"),
            ("An absent right ankle jerk, a tight Achilles tendon.", "+ankle_reflex right"),
            ("X-rays without a fracture.", "-fracture"),
            ("X-rays with a healing fracture, no instability.", "+films, +fracture, -instability"),
            ("X-rays showed normal alignment, negative for a fracture.", "-fracture"),
            ("NCS showing severe left carpal tunnel syndrome.", "+nerves left, +median left"),
            ("An EMG that was normal; EMG showed normal latencies.", "-nerves"),
            ("L NCS normal, gait antalgic.", "-nerves left, +gait"),
            ("Films show no acute fracture.", "-fracture"),
            ("Films failed to show a fracture.", "-fracture"),
            ("The MRI showed a full-thickness tear, no labral tear.", "+tear, +thickness, -labral_tear, -tear"),
            ("It showed neither a slip nor instability, an abscess.", "-instability, +abscess"),
            ("Lasègue’s – negative; naïve café, Tinel positive.", "-lasegue, +tinel"),
        ] {
            assert_eq!(read(sentence), told, "{sentence}");
        }
    }
}
