//! Findings that the rationale puts on the other side than the summary.

mod named;

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::whole::{Prose, Whole};
use crate::model::body::{Areas, Side, body_parts, sides};
use crate::model::shifted;
use crate::text::pattern::verbose;
use named::Named;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR425",
    name: "side-of-findings",
    summary: "A rationale puts findings on one side of the body, and the case summary has them on the other.",
    why: "The findings are the reason for the decision. Whoever reads of a weak left leg and of a weak right one cannot tell what was \
          found. By Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: sample::ACUPUNCTURE,
        good: &[
            (
                "a ladder.",
                "a ladder. The exam showed 4/5 strength on the right,\nand decreased sensation at the right calf.",
            ),
            ("chart does\nnot mention any.", "right leg\nweakness is real."),
        ],
        bad: &[("The right", "The left")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary().filter(|summary| !summary.prose.sides().is_empty()) else { return };
    let rationales = whole.rationales().map(|rationale| rationale.narrative);
    let mut rationales = rationales.filter(|rationale| rationale.prose.any(&MAY_TELL_FINDING)).peekable();
    if rationales.peek().is_none() {
        return;
    }
    let found = Found::of(summary.prose);
    for rationale in rationales {
        let Some((place, side)) = found.otherwise(rationale.prose) else { continue };
        let place = rationale.place(&place);
        let words = source.quote(&place);
        let other = side.other_name();
        let message = format!(
            "“{words}”: the case summary tells of such findings on the {other} side alone. Check which side is meant."
        );
        reporter.report(place, message);
    }
}

static MAY_TELL_FINDING: Question =
    Question::new(|sentence| sentence.contains("/5") || SAID.is_match(sentence) || named::names_any(sentence));

/// The sides of the findings of a summary.
struct Found<'p> {
    summary: &'p Prose,
    /// Strengths, such as `4/5`, with their sides.
    graded: Vec<(String, Side)>,
    /// Weak muscles and signs by their names.
    named: Vec<Named>,
    /// The sides of all that tells of how the skin feels, in whatever words.
    felt: Vec<Side>,
    /// Where on the body there are signs, and on which side; nowhere if that is not said.
    signs: Vec<(Areas, Side)>,
}

impl<'p> Found<'p> {
    fn of(summary: &'p Prose) -> Self {
        let clauses = || summary.sentences().flat_map(|(_, sentence)| CLAUSE.split(sentence));
        let graded = clauses().filter(|clause| clause.contains("/5")).flat_map(graded);
        let signs = clauses().filter(|clause| SIGN.is_match(clause)).flat_map(|clause| {
            let areas = Areas::of(&body_parts(clause));
            sides(clause).into_iter().map(move |named| (areas, named.side))
        });
        Found {
            summary,
            named: clauses().flat_map(named::named).collect(),
            felt: summary
                .sentences()
                .filter(|(_, sentence)| FELT.is_match(sentence))
                .flat_map(|(_, sentence)| sides(sentence))
                .map(|named| named.side)
                .collect(),
            graded: graded.map(|(grade, side, _)| (grade, side)).collect(),
            signs: signs.collect(),
        }
    }

    /// Where a rationale has a finding on the other side than the summary has all such findings.
    fn otherwise(&self, rationale: &Prose) -> Option<(Range<usize>, Side)> {
        if self.graded.is_empty() && self.named.is_empty() && self.signs.is_empty() || rationale.sides().is_empty() {
            return None;
        }
        rationale.sentences().find_map(|(start, sentence)| {
            let mut at = start;
            CLAUSE.split(sentence).find_map(|clause| {
                // Clauses are parted by one sign.
                let place = at;
                at += clause.len() + 1;
                let said =
                    self.other_grade(clause).or_else(|| self.other_sign(clause)).or_else(|| self.other_name(clause))?;
                (!TOLD_APART.is_match(around(clause, &said.0))).then(|| (shifted(&said.0, place), said.1))
            })
        })
    }

    fn other_grade(&self, clause: &str) -> Option<(Range<usize>, Side)> {
        let [(grade, side, place)] = &graded(Some(clause).filter(|clause| clause.contains("/5"))?)[..] else {
            return None;
        };
        let (side, place) = (*side, place.clone());
        let mut same = self.graded.iter().filter(|(found, _)| found == grade && !found.starts_with('5')).peekable();
        (same.peek().is_some() && same.all(|(_, found)| !found.may_be(side))).then_some((place, side))
    }

    fn other_name(&self, clause: &str) -> Option<(Range<usize>, Side)> {
        let is_felt_there = |side: Side| self.felt.iter().any(|felt| felt.may_be(side));
        let said = named::named(clause).into_iter().filter(|said| !(said.is_felt() && is_felt_there(said.side)));
        let is_told = |said: &Named| {
            self.summary.sentences().any(|(_, sentence)| said.may_be_told_in(sentence, &sides(sentence)))
        };
        said.filter(|said| !is_told(said)).find_map(|said| said.otherwise(&self.named))
    }

    fn other_sign(&self, clause: &str) -> Option<(Range<usize>, Side)> {
        let said = SAID.find(clause)?;
        let [named] = &sides(said.as_str())[..] else { return None };
        let areas = Areas::of(&body_parts(said.as_str())).with_limbs();
        let signs = self.signs.iter().filter(|(found, _)| found.is_empty() || found.with_limbs().meets(areas));
        let signs: Vec<Side> = signs.map(|(_, side)| *side).collect();
        // One sign may be of another kind than what is spoken of.
        (signs.len() > 1 && signs.iter().all(|found| !found.may_be(named.side))).then(|| (said.range(), named.side))
    }
}

/// What is said together with a finding.
fn around<'t>(clause: &'t str, place: &Range<usize>) -> &'t str {
    const JOINS: [&str; 2] = [" and ", " but "];
    let start = JOINS.iter().filter_map(|join| clause[..place.start].rfind(join)).max();
    let end = JOINS.iter().filter_map(|join| clause[place.end..].find(join)).min();
    &clause[start.unwrap_or(0)..end.map_or(clause.len(), |end| place.end + end)]
}

/// The strengths in a clause with their sides.
fn graded(clause: &str) -> Vec<(String, Side, Range<usize>)> {
    let read = |found: Captures<'_>| {
        let side = if found["side"].eq_ignore_ascii_case("left") { Side::Left } else { Side::Right };
        // In `left 4/5 and right 5/5` the side stands before.
        let whole = found.get(0).filter(|whole| !whole.as_str().contains(" and "))?;
        Some((found["grade"].to_owned(), side, whole.range()))
    };
    let in_order = |order: &Regex| order.captures_iter(clause).filter_map(read).collect::<Vec<_>>();
    Some(in_order(&GRADED)).filter(|found| !found.is_empty()).unwrap_or_else(|| in_order(&GRADED_SIDE))
}

/// What parts a sentence into findings.
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| verbose(r"[,;:()]"));

static GRADED: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?<grade> [0-5] [+-]? ) /5 \s+ (?: [a-z]+ \s+ ){0,5}? (?<side> left | right ) \b"));

static GRADED_SIDE: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?<side> left | right ) \s+ (?: [a-z]+ \s+ ){0,5}? (?<grade> [0-5] [+-]? ) /5 \b"));

/// What is found on examination, and is no complaint.
static SIGN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: [0-4] [+-]? /5 | absent | atrophy | (?: decreas | diminish | reduc ) ed | hyp o? a? esthesia | phalen (?: 's | ’s )?
            | positive | radiculopathy | reflex (?: es )? | slr | spurling (?: 's | ’s )? | straight \s+ leg | tinel (?: 's | ’s )?
            | weak (?: er | ness )? ) \b",
    )
});

/// `right leg findings`, `a left C6 radiculopathy`, `a weak right ankle`
static SAID: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: weak \s+ (?: left | right ) \s+ (?: ankle | arm | calf | foot | grip | hand | knee | leg | shoulder | wrist )
            | (?: left | right ) (?: -sided )? \s+ (?: (?: ankle | arm | foot | hand | leg | wrist | lower \s+ extremity | upper \s+ extremity
              | [cl] [1-8] ) \s+ )? (?: deficits? | findings | radiculopathy | weakness ) ) \b",
    )
});

static FELT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: both \s+ sides | dermatom [a-z]+ | hypo? a? esthesia | light \s+ touch | numb (?: ness )? | sensation | sensory | tingling ) \b",
    )
});

/// Words with which both sides, other times and other people's exams are told of.
static TOLD_APART: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: after | compar [a-z]+ | contralateral | denies | due | earlier | former [a-z]* | from | history | if | neither | never | new | no | non | normal | not | old | or
            | previous [a-z]* | prior | resolved | than | then | unlike | versus | vs | was | were | whereas | without | would ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::found_instead;
    use super::*;

    fn finds(exam: &str, said: &str) -> Vec<String> {
        found_instead(
            &RULE,
            [
                ("The exam showed 4/5 strength on the right,\nand decreased sensation at the right calf.", exam),
                ("The right leg\nweakness is real.", said),
            ],
        )
    }

    #[test]
    fn findings_on_the_other_side() {
        for (exam, said, words) in [
            (
                "Thenar strength 4/5 on the right and 5/5 on the left.",
                "It may be, but the 4/5 thenar strength on the left raises a doubt and no surgeon would go on.",
                "4/5 thenar strength on the left",
            ),
            (
                "He has bilateral leg pain. Weakness 4/5 of the left EHL, absent left ankle reflex.",
                "His right leg findings are real.",
                "right leg findings",
            ),
            (
                "Exam shows right C6 hypesthesia, positive Spurling on the right.",
                "The employee has a left C6 radiculopathy, as the MRI of 5/20/2011 shows.",
                "left C6 radiculopathy",
            ),
            (
                "Sensation decreased at the right lateral calf, strength 4/5 in right ankle dorsiflexion.",
                "He has a cane and a weak left ankle but still drives.",
                "weak left ankle",
            ),
            (
                "An MRI revealed a left paracentral disc extrusion at L4-5 with compression of the traversing left L5 nerve root.",
                "The MRI shows a right paracentral extrusion at L4-5.",
                "right paracentral extrusion at L4-5",
            ),
            (
                "An MRI revealed a right paracentral disc extrusion at L5-S1 with compression of the right S1 nerve root.",
                "The MRI shows an extrusion that compresses the left S1 nerve root.",
                "compresses the left S1 nerve root",
            ),
            (
                "Decreased sensation in the left thumb.",
                "He has decreased sensation in the right thumb and index finger, which fits.",
                "decreased sensation in the right",
            ),
            (
                "Left triceps strength 4/5.",
                "The right triceps is weak and its reflex is lost.",
                "right triceps is weak",
            ),
            (
                "There was weakness of the right biceps of 4/5.",
                "He has weakness of the left biceps.",
                "weakness of the left biceps",
            ),
            (
                "The right ankle jerk was absent.",
                "There is an absent left ankle reflex, as in S1 radiculopathy.",
                "absent left ankle reflex",
            ),
            (
                "Examination shows a positive Spurling's test on the right.",
                "With Spurling's sign positive on the left he may have radiculopathy.",
                "Spurling's sign positive on the left",
            ),
            ("Clonus left ankle, 4 beats.", "Spasticity is real: Ashworth 3 left, clonus right ankle.", "clonus right"),
            (
                "Hoffmann positive bilaterally, triceps 4/5 on the right and 5/5 on the left.",
                "There is a positive Hoffmann and a weak left triceps; the MRI is due.",
                "weak left triceps",
            ),
        ] {
            assert_eq!(finds(exam, said), [words], "{exam}: {said}");
        }
    }

    #[test]
    fn findings_that_agree_or_may() {
        for (exam, said) in [
            ("Decreased sensation in the left thumb.", "He has decreased sensation in the left thumb, which fits."),
            ("Decreased sensation in the left thumb.", "There is decreased sensation over the right foot."),
            (
                "An MRI revealed a left paracentral extrusion at L4-5 and a smaller one, an extrusion to the right, at L3-4.",
                "There is a right paracentral extrusion at L3-4.",
            ),
            (
                "At L4-L5 there is a right foraminal disc protrusion. There is also a left paracentral protrusion at L4-5.",
                "The MRI shows a right foraminal protrusion at L4-5.",
            ),
            ("An MRI revealed compression of the left S1 nerve root.", "The right S1 nerve root is spared."),
            (
                "An MRI revealed a left foraminal herniation with compression of the left C6 root.",
                "The MRI shows a left foraminal herniation that touches the right C7 root.",
            ),
            ("The left triceps is weak.", "The left triceps is weak."),
            (
                "Decreased sensation in the left L5 dermatome. Sensation was also decreased in the right L5 dermatome.",
                "There is decreased sensation in the right L5 dermatome.",
            ),
            ("Decreased sensation in the left thumb.", "Decreased sensation in the right hand would call for studies."),
            ("Strength 4/5 on the right and 5/5 on the left.", "The 4/5 strength on the right is new."),
            ("Strength 4/5 on the right and 4/5 on the left.", "The 4/5 strength on the left is old."),
            ("Strength left 4/5 and right 5/5.", "The 4/5 strength on the left is old."),
            ("Strength 4/5 on the right.", "The strength of 5/5 on the left is full."),
            ("Clonus left ankle, clonus right ankle.", "There is clonus right ankle."),
            (
                "Tinel's sign positive on the right at the wrist, and on the left at the elbow.",
                "Tinel is positive on the left.",
            ),
            (
                "The right ankle reflex is absent. The left ankle reflex was 1+.",
                "There is a reduced left ankle reflex.",
            ),
            ("The right ankle reflex is absent.", "The left knee reflex is absent."),
            ("Clonus at both ankles.", "There is clonus right ankle."),
            ("Triceps 4/5 on the right.", "The left triceps is strong, a weak right triceps remains."),
            ("Weak right ankle, absent right reflex.", "There is no left leg weakness."),
            ("Weak right ankle, absent right reflex.", "His left arm weakness is real."),
            (
                "Weak right ankle, absent right reflex, positive straight leg raise bilaterally.",
                "The left leg findings vary.",
            ),
            ("Weak right ankle.", "His left leg weakness is real."),
            ("Pain in the right leg, and numbness on the right.", "His left leg weakness is real."),
            ("Weak right ankle, absent right reflex.", "There is left leg weakness from a stroke."),
        ] {
            assert_eq!(finds(exam, said), [""; 0], "{exam}: {said}");
        }
    }
}
