//! A score or a measurement in a rationale that is another one in the summary.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::of_case::is_of_case;
use crate::analysis::whole::{Narrative, Whole};
use crate::analysis::words::{Hashes, hash, stem, words};
use crate::model::body::{Areas, Side, body_parts, sides};
use crate::model::measures::{Measure, Measured, measures, numbers_in};
use crate::model::sites::sites;
use crate::model::{clause_at, days, shifted, statement_at};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR428",
    name: "different-measure",
    summary: "A rationale gives another score or measurement than the case summary does.",
    why: "A guideline is met or not by such figures. By Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of \
          appeal.",
    bad: "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has slept badly since. The Epworth
score was 17. The provider requested Valium.

IMR ISSUES, DECISIONS AND RATIONALES

Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: An Epworth score of 7 is no sign of sleepiness. Valium is not
meant for long use. Therefore, the request is not medically necessary.",
    good: "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has slept badly since. The Epworth
score was 7. The provider requested Valium.

IMR ISSUES, DECISIONS AND RATIONALES

Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: An Epworth score of 7 is no sign of sleepiness. Valium is not
meant for long use. Therefore, the request is not medically necessary.",
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    let rationales = whole.narratives().filter(|narrative| narrative.request.is_some());
    // Most figures stand in the summary as they are.
    let is_other = |measure: &Measure| {
        let mut like =
            summary.prose.measures().map(|(_, _, known)| known).filter(|known| known.of == measure.of).peekable();
        like.peek().is_some() && like.all(|known| known.value != measure.value)
    };
    let said = rationales.flat_map(|rationale| Told::by(&rationale, is_other));
    let said: Vec<_> = said.filter(|said| said.is_of_case()).collect();
    if said.is_empty() {
        return;
    }
    let told = Told::by(&summary, |_| true);
    for said in &said {
        let Some(known) = said.otherwise(&told) else { continue };
        let (words, other) = (source.quote(&said.place), source.quote(&known.place));
        let message = format!("“{words}”, but the case summary says “{other}”. Check which is right.");
        reporter.report_with(said.place.clone(), message, known.place.clone(), "It is another figure here.".to_owned());
    }
}

/// A measure of the patient, with what stands beside it.
struct Told<'n> {
    measure: &'n Measure,
    /// Where it stands in the letter.
    place: Range<usize>,
    sentence: &'n str,
}

impl<'n> Told<'n> {
    fn by(narrative: &Narrative<'n>, is_meant: impl Fn(&Measure) -> bool) -> Vec<Self> {
        let measures = narrative.prose.measures().filter(|(_, _, measure)| is_meant(measure));
        let told = measures.map(|(start, sentence, measure)| Told {
            place: narrative.place(&shifted(&measure.span, start)),
            sentence,
            measure,
        });
        let is_change = |told: &Told<'_>| IS_CHANGE.is_match(&told.sentence[..told.measure.span.start]);
        told.filter(|told| !NOT_MEASURED.is_match(told.clause()) && !is_change(told)).collect()
    }

    fn clause(&self) -> &'n str {
        clause_at(self.sentence, &self.measure.span)
    }

    /// Whether it is the reviewer's own about the patient.
    fn is_of_case(&self) -> bool {
        is_of_case(&self.sentence[statement_at(self.sentence, &self.measure.span)])
    }

    /// What a summary tells of the same thing, if it nowhere gives this number of it.
    fn otherwise<'t>(&self, summary: &'t [Told<'n>]) -> Option<&'t Told<'n>> {
        let like = || summary.iter().filter(|told| told.measure.of == self.measure.of);
        // A number may stand without its unit.
        if like().any(|told| numbers_in(told.sentence).any(|number| number == self.measure.value)) {
            return None;
        }
        // Where the only figure of the summary is said as well, the other one may be of another time.
        let is_only = like().all(|told| like().all(|other| told.measure.value == other.measure.value));
        let mut others = measures(self.sentence).into_iter().filter(|other| other.of == self.measure.of);
        if is_only && others.any(|other| like().any(|told| told.measure.value == other.value)) {
            return None;
        }
        let least = if let Measured::Units(_) | Measured::Relief = self.measure.of { 2 } else { 0 };
        let (clause, sentence) = (self.beside(self.clause()), self.beside(self.sentence));
        let nearness = |told: &&Told<'_>| {
            2 * shared(&clause, &told.beside(told.clause())) + shared(&sentence, &told.beside(told.sentence))
        };
        let nearest = like().filter(|told| told.is_of_case() && self.may_be(told)).max_by_key(nearness)?;
        (nearness(&nearest) >= least).then_some(nearest)
    }

    /// The telling words of a text in which it stands, but for its own.
    fn beside(&self, text: &str) -> Hashes {
        let own = telling(&self.sentence[self.measure.span.clone()]);
        telling(text).iter().filter(|word| !own.has(*word)).collect()
    }

    /// Whether both may be of one day, one part of the body, one level, one side and one movement.
    fn may_be(&self, other: &Told<'_>) -> bool {
        let (own_days, days) = (days(self.sentence), days(other.sentence));
        let is_of_day = own_days.iter().any(|(_, day)| days.iter().any(|(_, other)| day == other));
        let (own_sites, sites) = (sites(self.clause()), sites(other.clause()));
        let is_of_site = own_sites.iter().any(|site| site.is_among(&sites));
        let (own_sides, sides) = (sides(self.clause()), sides(other.clause()));
        let is_of_side = own_sides.iter().any(|own| {
            sides.iter().any(|other| own.side == other.side || own.side == Side::Both || other.side == Side::Both)
        });
        let areas = |told: &Told<'_>| Areas::of(&body_parts(told.clause()));
        let movement = |told: &Told<'_>| MOVEMENT.find(told.clause()).map(|found| found.as_str().to_lowercase());
        let is_moved = movement(self).zip(movement(other)).is_none_or(|(own, other)| own == other);
        is_moved
            && areas(self).may_meet(areas(other))
            && (own_days.is_empty() || days.is_empty() || is_of_day)
            && (own_sites.is_empty() || sites.is_empty() || is_of_site)
            && (own_sides.is_empty() || sides.is_empty() || is_of_side)
    }
}

fn shared(one: &Hashes, other: &Hashes) -> usize {
    one.iter().filter(|word| other.has(*word)).count()
}

/// Words that tell what was measured.
fn telling(text: &str) -> Hashes {
    let folded = text.to_lowercase();
    let is_telling =
        |word: &&str| word.len() > 2 && !word.starts_with(|char: char| char.is_ascii_digit()) && !COMMON.contains(word);
    words(&folded).filter(is_telling).map(|word| hash(stem(word))).collect()
}

/// Words that any two clauses may share.
const COMMON: [&str; 40] = [
    "about", "after", "and", "are", "been", "but", "claimant", "could", "did", "employee", "exam", "for", "from",
    "had", "has", "have", "her", "his", "injured", "left", "not", "now", "only", "pain", "patient", "percent",
    "relief", "right", "she", "still", "than", "that", "the", "this", "was", "were", "which", "with", "without",
    "worker",
];

static MOVEMENT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: abduction | adduction | dorsiflexion | extension | flexion | inversion | eversion | plantar | rotation | tilt ) \b",
    )
});

/// By how much something changed, which is counted and not measured.
static IS_CHANGE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: additional | another | by | further | (?: change | difference | drop | fall | gain | loss | rise ) \s+ of ) \s+ \z",
    )
});

/// Limits, plans, and what is only thought.
static NOT_MEASURED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: above | ago | at \s+ (?: least | most ) | average | before | below | between | common | earlier | exceed [a-z]* | expect [a-z]* | goals? | greater
            | had \s+ been | if | indicated | lacks? | less | maximum | means? | mild | minimum | moderate | more | needs? | normal | over | per \s+ (?: day | week )
            | plan [a-z]* | previous [a-z]* | prior | request [a-z]* | suffices? | under | up \s+ to | usual | within | would ) \b | [<>≥≤]",
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::found_instead;
    use super::*;

    fn finds(summary: &str, said: &str) -> Vec<String> {
        found_instead(
            &RULE,
            [("The Epworth\nscore was 7.", summary), ("An Epworth score of 7 is no sign of sleepiness.", said)],
        )
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
            ("Pain was 8/10, later 4/10.", "His pain fell from 9/10 to 4/10.", "9/10"),
        ] {
            assert_eq!(finds(summary, said), [words], "{summary}: {said}");
        }
    }

    #[test]
    fn figures_that_may_agree() {
        for (summary, said) in [
            ("BMI 34.", "The guideline asks for a BMI of 40."),
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
        ] {
            assert_eq!(finds(summary, said), [""; 0], "{summary}: {said}");
        }
    }
}
