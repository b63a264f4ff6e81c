//! A test that is positive in a rationale and negative in the summary, or on another side.

mod screened;

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::of_case::is_of_case;
use crate::analysis::whole::{Narrative, Whole};
use crate::model::body::{Areas, Side, body_parts, sides};
use crate::model::signs::Sign;
use crate::model::{clause_at, days, shifted, statement_at};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR429",
    name: "different-sign",
    summary: "A rationale gives a test of the examination another result or side than the case summary does.",
    why: "What was found on examination decides whether a guideline is met. By Labor Code 4610.6(h)(5) a plainly erroneous finding of \
          fact is a ground of appeal.",
    example: Sample {
        of: sample::LETTER,
        good: &[
            ("provider\nrequested", "Tinel\nsign was negative. The provider requested"),
            (
                "chart describes a fall and poor sleep. It does not say\nhow often a tablet is taken.",
                "Tinel sign is negative. Valium is not\nmeant for long use.",
            ),
        ],
        bad: &[("was negative.", "was positive.")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    screened::check(whole, source, reporter);
    let Some(summary) = whole.summary() else { return };
    let is_known = |sign: &Sign| summary.prose.signs().any(|(_, _, known)| known.test == sign.test);
    let said: Vec<_> = whole
        .rationales()
        .flat_map(|rationale| Told::by(&rationale.narrative))
        .filter(|said| !said.sign.is_named && is_known(said.sign))
        .filter(|said| is_of_case(said.statement) && !NOT_FOUND.is_match(said.own_words()))
        .filter(|said| !said.sign.is_lesion() || STUDY.is_match(said.statement))
        .collect();
    if said.is_empty() {
        return;
    }
    let told = Told::by(&summary);
    let mut different: Vec<_> = said.iter().filter_map(|said| Some((said, said.otherwise(&told)?))).collect();
    // One result of several tests is one slip.
    different.dedup_by(|next, last| next.0.place == last.0.place);
    for (said, known) in different {
        let (place, other) = (said.place.clone(), known.place.clone());
        if said.sign.is_positive != known.sign.is_positive {
            reporter.report_against_summary(place, other, "Check which is right.", source);
            continue;
        }
        let words = source.quote(&place);
        let message = format!("“{words}”, but in the case summary this is of the other side. Check which is right.");
        reporter.report_with(place, message, other, "The case summary tells it of the other side here.".to_owned());
    }
}

/// A sign with the sentence that tells it.
struct Told<'n> {
    sign: &'n Sign,
    /// Where its result stands in the letter.
    place: Range<usize>,
    statement: &'n str,
    sentence: &'n str,
}

impl<'n> Told<'n> {
    fn by(narrative: &Narrative<'n>) -> Vec<Self> {
        let told = narrative.prose.signs().map(|(start, sentence, sign)| Told {
            place: narrative.place(&shifted(&sign.result, start)),
            statement: &sentence[statement_at(sentence, &sign.result)],
            sentence,
            sign,
        });
        told.collect()
    }

    /// Its statement behind the word that turns from another: `CTS would be likely, but Tinel was negative`.
    fn own_words(&self) -> &'n str {
        let at = self.sign.result.end;
        let turn = TURN.find_iter(self.sentence).map(|turn| turn.end()).take_while(|end| *end <= at).last();
        match turn {
            Some(turn) => &self.sentence[turn..statement_at(self.sentence, &self.sign.result).end.max(turn)],
            None => self.statement,
        }
    }

    /// On which side it is; the words before its clause may say so.
    fn side(&self) -> Option<Side> {
        let named = || sides(self.statement).first().map(|first| first.side);
        self.sign.side.or_else(named)
    }

    /// What a summary tells of the same test, if it nowhere tells the same of it.
    fn otherwise<'t>(&self, summary: &'t [Told<'n>]) -> Option<&'t Told<'n>> {
        let like = || {
            summary
                .iter()
                .filter(|told| told.sign.test == self.sign.test && self.may_be_of_day(told) && self.may_be_there(told))
        };
        let mut of_side = like().filter(|told| may_be_side(self.side(), told.sign.side)).peekable();
        let is_same = |told: &Told<'_>| told.sign.is_positive == self.sign.is_positive;
        match of_side.peek() {
            Some(first) if CHANGED.is_match(first.sentence) => None,
            Some(first) => {
                let first = *first;
                (is_of_case(first.statement) && of_side.all(|told| !is_same(told))).then_some(first)
            }
            None => like().find(|told| is_same(told) && told.sign.is_positive),
        }
    }

    /// Whether both may be of one place: the sign of a nerve is looked for at the wrist and at the elbow.
    fn may_be_there(&self, other: &Told<'_>) -> bool {
        let areas = |told: &Told<'_>| Areas::of(&body_parts(told.statement));
        !areas(self).is_other_joint(areas(other))
    }

    /// Whether both may be of one examination.
    fn may_be_of_day(&self, other: &Told<'_>) -> bool {
        let (mut own, others) = (days(self.sentence), days(other.sentence));
        own.retain(|(place, _)| !STUDY.is_match(clause_at(self.sentence, place)));
        own.is_empty() || others.is_empty() || own.iter().any(|(_, day)| others.iter().any(|(_, other)| day == other))
    }
}

fn may_be_side(one: Option<Side>, other: Option<Side>) -> bool {
    one.zip(other).is_none_or(|(one, other)| one.may_be(other))
}

/// What turns from what was thought to what is.
static TURN: LazyLock<Regex> = LazyLock::new(|| verbose(r"[,;] \s+ (?: but | however | whereas ) \b"));

/// What was, and is no more.
static CHANGED: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: became | had \s+ been | initially | negative \s+ after | no \s+ longer ) \b"));

/// What has a day of its own.
static STUDY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: CT | EMG | films? | injections? | MRI | NC[SV] | stud (?: y | ies ) | surgery | x-?rays? ) \b")
});

/// What is only thought, and what was at another time.
static NOT_FOUND: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: after | appeal | at \s+ first | became | criteria | earlier | had \s+ been | if | initially | last | later | means? | most | needs | patients | previous [a-z]* | prior
            | provider | PTP | QME | repeat [a-z]* | request [a-z]* | requires | since | then | treating | turned | until | when | where | would ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::found_instead;
    use super::*;

    fn finds(summary: &str, said: &str) -> Vec<String> {
        found_instead(&RULE, [("The Tinel\nsign was negative.", summary), ("The Tinel sign is negative.", said)])
    }

    #[test]
    fn signs_that_differ() {
        for (summary, said, words) in [
            ("McMurray negative, Lachman negative.", "McMurray testing was positive.", "positive"),
            ("SLR was negative.", "He has a positive straight leg raise and pain.", "positive"),
            (
                "A positive Spurling's on the right.",
                "He has weakness and a positive Spurling’s, all on the left.",
                "positive",
            ),
            ("Tinel's positive on the right, negative on the left.", "The left has a positive Tinel’s.", "positive"),
            ("Drawer and tilt negative.", "Drawer and tilt were both positive.", "positive"),
            ("On 9/4/2014 Phalen positive.", "CTS on EMG of 3/18/2014, negative Phalen.", "negative"),
            (
                "Tinel and Phalen were negative at both wrists.",
                "CTS would be the suspect, but Tinel and Phalen were positive at both wrists, and he is well.",
                "positive",
            ),
            (
                "Urine drug screen [06/04/2014]: oxycodone +, unprescribed alprazolam +.",
                "Aberrancy, unprescribed cocaine [06/04/2014].",
                "cocaine",
            ),
            ("Last UDS 1/2013, consistent.", "Her screen was inconsistent.", "screen was inconsistent"),
            (
                "On 3/4/2015 right Achilles reflex absent, SLR positive right.",
                "Facts: 3/4/2015, normal right Achilles reflex.",
                "normal right Achilles reflex",
            ),
            (
                "X-rays of the foot of 3/19/14 showed a spur and no fracture.",
                "Against: x-rays of 3/19/14 with a healing fracture.",
                "with a healing fracture",
            ),
            (
                "An MRI of the shoulder showed no tear.",
                "The MRI showed a full-thickness tear.",
                "showed a full-thickness tear",
            ),
            (
                "An MRI of the shoulder found a full-thickness tear.",
                "The MRI found a partial-thickness tear.",
                "partial-thickness tear",
            ),
            ("Films show no instability.", "The films show gross instability.", "show gross instability"),
            ("The gait was normal.", "She has an antalgic gait.", "antalgic gait"),
            (
                "NCS showed moderate carpal tunnel syndrome.",
                "Her nerve conduction studies were normal.",
                "nerve conduction studies were normal",
            ),
            ("She had a negative duplex scan.", "She had a positive duplex scan.", "positive"),
        ] {
            assert_eq!(finds(summary, said), [words], "{summary}: {said}");
        }
    }

    #[test]
    fn signs_that_may_agree() {
        for (summary, said) in [
            ("On 3/4/2015 SLR was negative.", "On 5/6/2015 SLR was positive."),
            (
                "NCS revealed severe right cubital tunnel syndrome and was normal on the left.",
                "NCS was normal on the left.",
            ),
            (
                "Nerve conduction testing dated 12/05/2013 revealed severe right median neuropathy at the wrist and a normal study on the left.",
                "Nerve conduction testing of 12/05/2013 was normal on the left.",
            ),
            ("On 3/4/2015 SLR was negative.", "On 5/6/2015, after the fall, SLR was positive."),
            ("SLR was negative in May, and positive in June.", "SLR is negative."),
            ("The MRI found a partial-thickness tear.", "The MRI shows a near full-thickness tear."),
            ("The MRI found a partial-thickness tear.", "Surgery is for full-thickness tears."),
            ("The MRI found a partial-thickness tear.", "Surgery is reserved for a full-thickness tear."),
            (
                "The MRI found a full-thickness tear.",
                "The MRI found a partial-thickness tear of the long head of the biceps.",
            ),
            ("Tinel sign was positive at the wrist.", "The Tinel sign at the elbow was negative."),
            ("SLR was positive on the right leg.", "On the left leg, the straight leg raise was negative."),
            ("SLR was positive.", "The crossed straight leg raise was negative."),
            ("SLR was positive.", "After the injection SLR became negative."),
            ("Phalen was negative.", "Phalen is positive in most patients with this syndrome."),
            ("UR: SLR was negative.", "SLR was positive."),
            ("SLR was negative.", "The guideline asks for a positive SLR."),
            ("SLR was negative.", "If the SLR were positive, an injection could be tried."),
            ("SLR was negative.", "The SLR was not positive."),
            ("SLR positive bilaterally.", "SLR is positive on the left."),
            ("Tinel's positive on the right.", "Tinel's is negative on the left."),
            ("The patient has pain.", "Tinel's is negative."),
            ("Diagnosis: T12 fracture. X-rays of the foot show no fracture.", "X-rays showed a fracture."),
            ("X-rays show no fracture.", "He is afraid of a stress fracture with running."),
            ("A UDS of 2012 was inconsistent, one of 2014 consistent.", "The screen was consistent."),
            ("The UDS was positive for morphine, unprescribed.", "The UDS was positive for morphine."),
            ("The UDS showed cocaine.", "The UDS was positive for cocaine."),
            ("The UDS was consistent.", "Unprescribed cocaine would end the treatment."),
            ("The UDS was consistent.", "If a screen is inconsistent, weaning is advised."),
            ("Right Achilles reflex absent.", "The left Achilles reflex is normal."),
            ("X-rays: negative for fracture, moderate arthritis.", "X-rays showed moderate arthritis."),
            ("The Spurling test had been positive; it is no longer so.", "The Spurling test is negative."),
            ("An MRI showed no fracture. X-rays show a small fracture.", "X-rays show a fracture."),
        ] {
            assert_eq!(finds(summary, said), [""; 0], "{summary}: {said}");
        }
    }
}
