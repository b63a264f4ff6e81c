//! A score or a measurement in a rationale that is another one in the summary.

mod turned;

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::figure::{Beside, Figure};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::{Narrative, Whole};
use crate::model::measures::Measured;
use crate::model::shifted;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR428",
    name: "different-measure",
    summary: "A rationale gives another score or measurement than the case summary does, or tells a change the other way round.",
    why: "A guideline is met or not by such figures. By Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of \
          appeal.",
    example: Sample {
        of: sample::LETTER,
        good: &[
            ("provider\nrequested", "Epworth\nscore was 7. The provider requested"),
            (
                "The chart describes a fall and poor sleep. It does not say\nhow often a tablet is taken.",
                "An Epworth score of 7 is no sign of sleepiness. Valium is not\nmeant for long use.",
            ),
        ],
        bad: &[("score was 7.", "score was 17.")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    turned::check(whole, source, reporter);
    let Some(summary) = whole.summary() else { return };
    let known: Vec<_> = Told::by(&summary).collect();
    let rationales: Vec<_> = whole.rationales().map(|rationale| rationale.narrative).collect();
    let mut said: Vec<_> =
        rationales.iter().flat_map(Told::by).filter_map(|said| Some((said.otherwise(&known)?, said))).collect();
    // A value of a test may have a unit as well.
    said.dedup_by_key(|(_, said)| said.place().start);
    for (known, said) in said {
        reporter.report_against_summary(said.place(), known.place(), "Check which is right.", source);
    }
}

/// A figure of a narrative.
struct Told<'n> {
    narrative: &'n Narrative<'n>,
    figure: &'n Figure,
    sentence: &'n str,
    /// Where the sentence starts.
    start: usize,
}

impl<'n> Told<'n> {
    fn by(narrative: &'n Narrative<'n>) -> impl Iterator<Item = Told<'n>> {
        let figures = narrative.prose.figures();
        figures.map(move |(start, sentence, figure)| Told { narrative, figure, sentence, start })
    }

    /// Where it stands in the letter.
    fn place(&self) -> Range<usize> {
        self.narrative.place(&shifted(&self.figure.measure.span, self.start))
    }

    fn of(&self) -> Measured {
        self.figure.measure.of
    }

    fn value(&self) -> f64 {
        self.figure.measure.value
    }

    fn beside(&self) -> &'n Beside {
        self.figure.beside(self.sentence)
    }

    /// What a summary has in its place, where both give the same figures with this unit but for one.
    fn replaced_in_list<'t>(&self, summary: &'t [Told<'n>]) -> Option<&'t Told<'n>> {
        const LEAST: usize = 2;
        let Measured::Units(_) = self.of() else { return None };
        let said: Vec<f64> = Told::by(self.narrative)
            .filter(|told| told.start == self.start && told.of() == self.of())
            .map(|told| told.value())
            .collect();
        let known: Vec<_> = summary.iter().filter(|told| told.of() == self.of()).collect();
        let is_rest_known = said.iter().all(|value| {
            *value == self.value()
                || known.iter().any(|known| known.value() == *value && known.beside().may_be(self.beside()))
        });
        let mut left = known.iter().filter(|known| !said.contains(&known.value()));
        let replaced = left.next()?;
        let is_alike = said.len() >= LEAST && said.len() == known.len() && left.next().is_none();
        (is_alike && is_rest_known && replaced.beside().may_be(self.beside())).then_some(*replaced)
    }

    /// What a summary tells of the same thing, if it nowhere gives this number of it.
    fn otherwise<'t>(&self, summary: &'t [Told<'n>]) -> Option<&'t Told<'n>> {
        let like = || summary.iter().filter(|told| told.of() == self.of());
        // Most figures stand in the summary as they are, and need no closer look.
        if like().next().is_none() || like().any(|told| told.value() == self.value()) {
            return None;
        }
        let beside = self.beside();
        if !beside.is_measured || !beside.is_of_case {
            return None;
        }
        // A number may stand without its unit.
        let like = || like().filter(|told| told.beside().is_measured);
        if like().any(|told| told.beside().numbers.contains(&self.value())) {
            return None;
        }
        // `2.5 degrees colder than its fellow`
        let is_difference = |one: &Told<'_>| {
            like().any(|other| other.start == one.start && (one.value() - other.value() - self.value()).abs() < 1e-6)
        };
        let is_compared = || matches!(self.of(), Measured::Units(_)) && COMPARED.is_match(self.sentence);
        if is_compared() && like().any(is_difference) {
            return None;
        }
        // Where the only figure of the summary is said as well, the other one may be of another time.
        let is_only = like().all(|told| like().all(|other| told.value() == other.value()));
        let is_said = |known: &Told<'_>| {
            let mut others = Told::by(self.narrative).filter(|other| other.start == self.start);
            others.any(|other| other.of() == known.of() && other.value() == known.value())
        };
        if is_only && like().any(is_said) {
            return None;
        }
        if let Some(known) = self.replaced_in_list(summary) {
            return Some(known);
        }
        let is_plain = self.of() == Measured::Relief && is_only && beside.is_alone();
        let least = if self.of().says_what() || is_plain { 0 } else { 2 };
        let nearness = |told: &&Told<'_>| beside.nearness(told.beside());
        let nearest =
            like().filter(|told| told.beside().is_of_case && beside.may_be(told.beside())).max_by_key(nearness)?;
        (nearness(&nearest) >= least).then_some(nearest)
    }
}

/// What is said of a difference.
static COMPARED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: colder | cooler | deficits? | difference | longer | shorter | smaller | thinner | warmer ) \b")
});

#[cfg(test)]
mod tests {
    use super::super::examples::found_instead;
    use super::*;

    pub(super) fn finds(summary: &str, said: &str) -> Vec<String> {
        found_instead(
            &RULE,
            [("The Epworth\nscore was 7.", summary), ("An Epworth score of 7 is no sign of sleepiness.", said)],
        )
    }

    #[test]
    fn differences() {
        let motion = "Flexion is 110 degrees on the right and 140 degrees on the left.";
        assert_eq!(finds(motion, "There is a deficit of motion of 30 degrees of flexion."), [""; 0]);
        assert_eq!(finds("Flexion is 60 degrees and extension 20 degrees.", "Flexion is 40 degrees."), ["40 degrees"]);
    }

    #[test]
    fn figures_that_differ() {
        for (summary, said, words) in [
            ("BMI 34.", "With a BMI of 43 he is obese.", "43"),
            ("The BDI-II was 31, later 19.", "The BDI-II fell from 41 to 19.", "41"),
            ("She can sit for 20 minutes and lift 8 pounds.", "He could sit for 60 minutes.", "60 minutes"),
            ("He walks about two blocks with a cane.", "He walks ten blocks with a cane, and slowly.", "ten blocks"),
            ("An MRI showed a full thickness tear of 1.8 cm.", "There is a 2.8 cm full thickness tear.", "2.8 cm"),
            ("The block took away 60% of the leg pain.", "The block relieved 30% of the leg pain.", "30%"),
            (
                "The level of B12 was 512 pg/mL.",
                "ODG does not recommend it; the level of B12 was 152 pg/mL.",
                "152 pg/mL",
            ),
            ("LBP 5/10 with medicine and 8/10 without.", "All four A's are met: pain 9 to 2, full duty.", "9|2"),
            (
                "He reported 20 headache days a month; in June, 17 days a month.",
                "He went from 12 to 6 headache days within three months.",
                "12|6 headache days",
            ),
            ("A total testosterone level of 118 ng/dL was measured.", "The level measured was 618 ng/dL.", "618 ng/dL"),
            ("The blocks at L3-4 gave 85% relief for 6 hours.", "Here: 50% relief, two levels, axial pain.", "50%"),
            ("The tear is of about 30 percent.", "The tear of 70 percent calls for repair.", "70 percent"),
            (
                "The level was 142 ng/dL, repeated at 151 ng/dL.",
                "There is not one value but two, 412 ng/dL and 151 ng/dL.",
                "412 ng/dL",
            ),
            ("On December 9 a PHQ-9 score of 19 was recorded.", "He scored 6 on the PHQ-9.", "6"),
            ("The PHQ-9 score was 19, later 14.", "The PHQ-9 score was lowered from 23 to 14 over five weeks.", "23"),
            ("Upper extremity strength was 5/5.", "Her upper extremity strength is 3/5.", "3"),
            ("Pain was 8/10, later 4/10.", "His pain fell from 9/10 to 4/10.", "9/10"),
        ] {
            assert_eq!(finds(summary, said).join("|"), words, "{summary}: {said}");
        }
    }

    #[test]
    fn figures_that_may_agree() {
        for (summary, said) in [
            ("BMI 34.", "The guideline asks for a BMI of 40."),
            ("Her weight was 190 and later 199 pounds.", "She has gained nine pounds."),
            ("BMI 34.", "Surgery is for a BMI above 40."),
            ("PHQ-9 was 17, down from 22.", "The PHQ-9 fell from 22 to 17."),
            ("BDI 42, later 31.", "Her BDI dropped 11 points."),
            ("With Norco he stands for 45 minutes rather than 15.", "He stands 15 to 45 minutes."),
            ("Flexion 110 degrees, down from 160.", "There is a loss of 50 degrees of flexion."),
            ("Right flexion was 110 degrees.", "Left flexion was 160 degrees."),
            ("A protrusion of 3 mm at L4-5.", "There is a protrusion of 6 mm at L5-S1."),
            ("On 3/4/2015 he could flex 40 degrees.", "On 5/6/2015 he could flex 60 degrees."),
            ("Knee pain is 8/10.", "Neck pain is 6/10."),
            ("Lumbar extension is 10 degrees.", "Lumbar flexion is 40 degrees."),
            ("Pain was 8/10.", "The pain fell from 8/10 to 5/10 with it."),
            ("AHI 22.", "Moderate apnea is an AHI of 15 to 30."),
            ("Pain was 8/10.", "Before the fall pain was 2/10."),
            ("BMI 34.", "Such surgery needs a BMI of 40."),
            ("UR said that the BMI was 43.", "The BMI is 34."),
            ("He walks two blocks.", "The store is ten blocks away."),
            ("BMI 34.", "UR wrote that the BMI was 43."),
            ("The blocks gave 85% relief.", "Norco relieves half, 50% of his evening pain after long walks."),
            ("He has 17 headache days a month.", "Chronic migraine is defined by 15 headache days a month."),
            ("He has 17 headache days a month.", "Chronic migraine asks for 15 headache days a month."),
            ("Pain 8/10 without Norco, 5/10 with.", "Pain 8 to 5 is a gain."),
        ] {
            assert_eq!(finds(summary, said), [""; 0], "{summary}: {said}");
        }
    }
}
