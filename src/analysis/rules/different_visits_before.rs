//! Another number of visits that the patient has had in a rationale than in the summary.

mod had;
mod times;
mod told;

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::kinds::kind;
use crate::analysis::whole::{Prose, Rationale, Whole};
use crate::model::amounts::{Amount, Counted, products};
use crate::model::body::{Areas, body_parts};
use crate::model::measures::numbers_in;
use crate::model::shifted;
use crate::text::pattern::{NUMBER, verbose};
use had::Had;
use regex::Regex;
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;
use told::Told;

pub(super) static RULE: Rule = Rule {
    code: "IMR426",
    name: "different-visits-before",
    summary: "A rationale says that the patient has had another number of visits than the case summary does.",
    why: "What earlier visits have brought decides whether more are necessary, and nobody can tell how many there were. By Labor Code \
          4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: sample::ACUPUNCTURE,
        good: &[
            ("ladder. The provider", "ladder and has had 8 acupuncture visits since. The\nprovider"),
            ("chart does\nnot mention any.", "patient has\nalready had 8 visits."),
        ],
        bad: &[("already had 8", "already had 24")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    // Most numbers of visits stand in the summary as they are.
    let is_as_told = |said: &Amount| {
        let mut told = summary.prose.amounts().flat_map(|(_, _, amounts)| amounts);
        told.any(|told| told.of == said.of && told.agrees_with(said))
    };
    let told = LazyCell::new(|| Told::of(summary.prose));
    let requested = LazyCell::new(|| -> Vec<Amount> {
        let amounts = whole.requests().map(|(_, request)| &request.amounts);
        amounts.flat_map(|amounts| amounts.iter().cloned().chain(products(amounts))).collect()
    });
    for Rationale { narrative, request, offset, .. } in whole.rationales() {
        let own = LazyCell::new(|| source.text(&shifted(&request.range, offset)));
        let tell = |said: Range<usize>, known: &Range<usize>, reporter: &mut Reporter| {
            let place = narrative.place(&said);
            reporter.report_against_summary(place, summary.place(known), "Check how many the patient has had.", source);
        };
        let compare = |start: usize, visits: &Amount, had: &Had, reporter: &mut Reporter| {
            let kind = had.kind.or_else(|| kind(&own, visits.of));
            let known = kind.and_then(|kind| told.otherwise(kind, visits, &had.years));
            let area = |prose: &Prose, place: &Range<usize>| Areas::of(&body_parts(prose.clause(place)));
            let is_elsewhere = |known: &Range<usize>| {
                !area(narrative.prose, &shifted(&visits.span, start)).may_meet(area(summary.prose, known))
            };
            // `12 PT visits, then 8 more`
            let is_sum = |known: &Range<usize>| {
                let counted = summary.prose.words_at(known);
                let (_, behind) = summary.prose.sentence(known).split_once(counted).unwrap_or_default();
                let number = |words: &str| numbers_in(words).next();
                let more = MORE.captures(behind).and_then(|more| number(&more["more"]));
                number(counted).zip(more).is_some_and(|(counted, more)| counted + more == visits.most)
            };
            let Some(known) = known.filter(|known| !is_elsewhere(known) && !is_sum(known)) else { return };
            tell(shifted(&visits.span, start), &known, reporter);
        };
        for (start, sentence, amounts) in narrative.prose.amounts() {
            let is_number = |amount: &&Amount| is_counted(amount) && amount.least == amount.most;
            for visits in amounts.iter().filter(is_number).filter(|visits| !is_as_told(visits)) {
                let Some(had) = Had::read(sentence, visits) else { continue };
                if had.is_said || !requested.iter().any(|requested| requested.agrees_with(visits)) {
                    compare(start, visits, &had, reporter);
                }
            }
        }
        for (start, sentence) in narrative.prose.sentences_with(&times::MAY_COUNT) {
            for (visits, had) in times::counted(sentence) {
                let is_denied = || had.kind.is_some_and(|kind| told.had_none(kind));
                if is_as_told(&visits) && !is_denied() {
                    continue;
                }
                compare(start, &visits, &had, reporter);
            }
        }
        for (start, sentence) in narrative.prose.sentences_with(&times::MAY_HAVE_HAD_NONE) {
            for (kind, none) in times::none(sentence) {
                let Some(known) = told.had_any(kind) else { continue };
                tell(shifted(&none, start), &known, reporter);
            }
        }
    }
}

fn is_counted(amount: &Amount) -> bool {
    matches!(amount.of, Counted::Visits | Counted::Injections)
}

/// Visits beside others of the same kind: `then 8 more`.
static MORE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: and | plus | then ) \s+ (?<more> {NUMBER} ) \s+ (?: after | before | later | more | since ) \b"
    ))
});

/// What is not under way yet, and what others say.
static NOT_HAD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: approved | ask [a-z]* | authoriz [a-z]+ | cancel [a-z]* | certified | denied | missed | ordered | plan [a-z]* | prescribed | propos [a-z]* | recommend [a-z]* | refer [a-z]* | request [a-z]* | RFA | seek [a-z]*
            | UR | utilization ) \b",
    )
});

static NO: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: no | not ) \b"));

#[cfg(test)]
mod tests {
    use super::super::examples::found_instead;
    use super::*;

    fn finds(summary: &str, said: &str) -> Vec<String> {
        found_instead(
            &RULE,
            [("has had 8 acupuncture visits since", summary), ("The patient has\nalready had 8 visits.", said)],
        )
    }

    #[test]
    fn visits_that_differ() {
        for (summary, said, words) in [
            ("has had 8 acupuncture visits since", "Here the patient already had 24 treatments.", "24 treatments"),
            ("has had 8 acupuncture visits since", "Here the patient already had 16 treatments.", "16 treatments"),
            ("had 12 PT visits and then 8 acupuncture treatments", "He has completed ten sessions.", "ten sessions"),
            ("had 12 PT visits and then 8 acupuncture treatments", "He had 16 PT visits.", "16 PT visits"),
            (
                "had 12 PT visits and then 8 acupuncture treatments. The PTP requested 12 sessions of acupuncture. He",
                "Here the patient already had 24 treatments.",
                "24 treatments",
            ),
            (
                "was treated with a brace, and 16 sessions of physical therapy",
                "He has completed only 4 sessions of therapy, and his left knee is sore.",
                "4 sessions",
            ),
            ("is stiff. He had 12 visits of physical therapy", "He had 24 PT visits.", "24 PT visits"),
            ("finished 9 PT visits", "A tear on the films, 19 PT visits done.", "19 PT visits"),
            (
                "had conservative care with 10 PT visits",
                "Seven visits of physical therapy and ice have been tried.",
                "Seven visits",
            ),
            (
                "completed 10 visits of land-based physical therapy",
                "He attended 24 visits of physical therapy.",
                "24 visits",
            ),
            (
                "was treated with 12 visits of physical therapy and",
                "He did not improve with 24 visits of physical therapy and ice.",
                "24 visits",
            ),
            ("completed 6 visits of physical therapy", "He attended 9 visits of physical therapy.", "9 visits"),
            (
                "had a brace and twelve acupuncture treatments in 2013",
                "He received thirty treatments in 2013.",
                "thirty treatments",
            ),
            (
                "was treated with twelve physical therapy visits",
                "Rest, two injections and six therapy visits did not settle this knee.",
                "six therapy visits",
            ),
            ("has not had acupuncture", "The patient has had 18 acupuncture visits before.", "18 acupuncture visits"),
            ("never had acupuncture", "He had nine visits.", "nine visits"),
            ("never had acupuncture. He had 12 visits of PT and", "12 prior acupuncture visits. It is old.", "12"),
            (
                "had no previous epidural injection and",
                "This would be the third epidural injection.",
                "This would be the third epidural injection",
            ),
            ("had three facet blocks and", "She had five earlier facet blocks.", "five earlier facet blocks"),
            ("had 8 visits of acupuncture and", "After 24 sessions no gain is told.", "24 sessions"),
            (
                "completed 8 acupuncture sessions with no change in work status and",
                "He had 18 sessions.",
                "18 sessions",
            ),
            (
                "had two lumbar epidural injections and",
                "He had three earlier lumbar epidural injections.",
                "three earlier lumbar epidural injections",
            ),
            ("had two facet blocks and", "All four earlier facet blocks gave relief.", "four earlier facet blocks"),
            ("had 12 visits of acupuncture in 2013 and", "The six visits of 2013 got him to work.", "six visits"),
            ("is sore. No acupuncture to date. He", "He has had nine visits.", "nine visits"),
            (
                "had three lumbar sympathetic blocks in 2012: 60% relief, no change in work",
                "Six sympathetic blocks in 2012 bought three days of relief.",
                "Six sympathetic blocks",
            ),
            (
                "had two epidural steroid injections",
                "Four epidural injections gave no relief.",
                "Four epidural injections",
            ),
            ("had one left S1 transforaminal ESI", "PT x 12, NSAID and three ESIs failed.", "three ESIs"),
            ("has had 8 acupuncture visits since", "He has had 24 already; six more makes 30.", "24 already"),
            (
                "had two steroid injections",
                "Facts: PT x 12, a strap, no steroid injection, a partial tear.",
                "no steroid injection",
            ),
            (
                "finished 10 land PT visits",
                "Here is a man with two arthritic knees who did 24 visits of land therapy and could not stand, and UR sent him back.",
                "24 visits",
            ),
        ] {
            assert_eq!(finds(summary, said), [words], "{summary}: {said}");
        }
    }

    #[test]
    fn blocks_counted_in_times() {
        let had = "has had two right occipital nerve blocks";
        let found = finds(had, "She had the occipital nerve block four times, in May and June, and got little.");
        assert_eq!(found, ["four times"]);
        for said in [
            "She had the occipital nerve block twice, in May.",
            "If she had the occipital block four times, she would know.",
        ] {
            assert_eq!(finds(had, said), [""; 0], "{said}");
        }
    }

    #[test]
    fn visits_that_may_agree() {
        for (summary, said) in [
            ("has had 8 acupuncture visits since", "The patient had eight treatments."),
            ("had 12 PT visits and then 8 acupuncture treatments", "He had 12 visits."),
            ("had 12 PT visits and then 8 acupuncture treatments", "He had 20 visits in all."),
            ("had 8 acupuncture visits and then 4 acupuncture visits", "He had 16 visits."),
            ("had 12 PT visits, then 8 more after surgery", "20 visits of physical therapy were had."),
            ("has had 8 acupuncture visits since", "He had 12 visits of massage."),
            ("has had 8 acupuncture visits since", "He had 12 visits in 2010."),
            ("has had 8 acupuncture visits since", "UR wrote that he had 12 visits."),
            ("has had 8 acupuncture visits since", "If he had 12 visits, there would be proof."),
            ("has had 8 acupuncture visits since", "He had 4 more visits."),
            ("has had 8 acupuncture visits since", "After 6 sessions there is no need to go on."),
            ("has had 8 acupuncture visits since", "After 6 sessions there is no progress note."),
            (
                "has had 8 acupuncture visits since",
                "Twelve acupuncture visits had been approved and eight of them used.",
            ),
            (
                "has had 8 acupuncture visits since",
                "Twelve acupuncture visits had been authorized, eight of which he attended.",
            ),
            ("has had 8 acupuncture visits since", "After 6 sessions no change of the plan was made."),
            ("had three lumbar epidural injections and", "She received two previous cervical ESIs."),
            ("had three epidural injections and", "This would be the second epidural injection this year."),
            ("had three epidural injections and", "She had two earlier epidural injections in 2012."),
            ("has had acupuncture since", "He had 12 visits."),
            ("has had 8 acupuncture visits since", "The guideline allows 12 visits of acupuncture."),
            ("has had 8 acupuncture visits since", "An initial trial of 4 acupuncture visits is supported."),
            ("has had 8 acupuncture visits since", "By May he had completed 6 visits."),
            ("has had 8 acupuncture visits since", "A patient who has completed 10 visits is ready for exercise."),
            ("has had 8 acupuncture visits since", "24 acupuncture visits are the limit."),
            ("completed 8 PT visits", "After the exam he asked for 12 PT visits."),
            ("has had 8 acupuncture visits since", "The 6 acupuncture visits would do."),
            ("has had 8 acupuncture visits since", "He had 12 visits for the shoulder."),
            ("has had 8 acupuncture visits since, two of them missed", "He had 6 visits."),
            ("has had no more than 8 acupuncture visits", "He had 12 visits."),
            ("has had no acupuncture since 2012", "He had 12 visits."),
            ("has had no acupuncture benefit", "He had 12 visits."),
            ("had 8 acupuncture visits in 2012", "He had 12 visits in 2013."),
            ("had two epidural injections", "Three trigger point injections did not help."),
            ("had two epidural injections", "Three injections of the knee did not help."),
            ("had 8 acupuncture visits", "The first 4 visits did not help."),
            ("had 8 acupuncture visits", "He has had 8 already; six more makes 14."),
            ("had 8 acupuncture visits", "He has had 10 fractures already."),
            ("had two steroid injections", "There is no steroid injection in the guideline."),
            ("had PT", "Facts: PT, a strap, no steroid injection, a partial tear."),
        ] {
            assert_eq!(finds(summary, said), [""; 0], "{summary}: {said}");
        }
    }
}
