//! A treatment or study that was had by a rationale and never by the summary, or the other way round.

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::had::Place;
use crate::analysis::whole::{Names, Narrative, Rationale, Thing, ToldHistory, Whole};
use crate::model::body::{Areas, body_parts, may_meet};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR433",
    name: "different-history",
    summary: "A rationale says that a treatment or study was had, and the case summary that it was not, or the other way round.",
    why: "What was tried before decides whether it may be tried again, and what was not, whether it must come first. By Labor Code \
          4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder. He wore a lumbar brace for two months, with
some relief. The provider requested another brace.

IMR ISSUES, DECISIONS AND RATIONALES

Lumbar brace:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines.

Decision rationale: Lumbar supports are of use early on. The patient has worn a
lumbar brace before. Therefore, the request is not medically necessary.",
        good: &[],
        bad: &[("has worn a\nlumbar brace before.", "has never worn\na lumbar brace.")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some((summary, summarized)) = whole.summarized() else { return };
    for rationale in whole.rationales() {
        let Rationale { narrative, reasoning, request, .. } = &rationale;
        let said = narrative.prose.histories(source);
        if said.is_empty() {
            continue;
        }
        // What another rule tells of the same words need not be told twice.
        let is_told = |words: &Range<usize>| {
            let is_here = |told: &Range<usize>| told.start < words.end && words.start < told.end;
            let mut missed = reasoning.missed.iter().filter(|missed| is_here(&missed.words));
            let mut given = reasoning.given.iter().filter(|given| is_here(&given.words));
            missed.any(|missed| summarized.reports(missed, request.areas).is_some())
                || given.any(|given| summarized.denies(given, request.areas).is_some())
        };
        let compared = Compared { summary: &summary, requested: request.areas, source };
        let mut different = said.iter().filter_map(|said| Some((compared.otherwise(said)?, said)));
        let different = different.find(|(_, said)| !is_told(&said.words));
        let Some((other, said)) = different else { continue };
        let (place, other) = (narrative.place(&said.words), summary.place(&other));
        reporter.report_against_summary(place, other, "Check which is right.", source);
    }
}

/// A summary with which rationales are compared.
struct Compared<'c> {
    summary: &'c Narrative<'c>,
    /// The parts of the body for which something is requested.
    requested: Areas,
    source: &'c Source<'c>,
}

impl Compared<'_> {
    /// What the summary says was had or never had.
    fn known(&self) -> &[ToldHistory] {
        self.summary.prose.histories(self.source)
    }

    fn names(&self) -> Names<'_> {
        Names { prose: self.summary.prose, source: self.source }
    }

    /// Where the summary tells otherwise, if it nowhere tells the same.
    fn otherwise(&self, said: &ToldHistory) -> Option<Range<usize>> {
        if said.was_had { self.never_had(said) } else { self.had_after_all(said) }
    }

    /// Where it says that what was had by a rationale was never had.
    fn never_had(&self, said: &ToldHistory) -> Option<Range<usize>> {
        let mut denials = self.known().iter().filter(|known| !known.was_had);
        let denial = denials.find(|known| {
            let is_named = |thing: &Thing| said.things.iter().any(|own| thing.takes_in(own, self.source));
            known.things.iter().any(is_named) && self.rules_out(&known.place, &said.place, true)
        })?;
        let is_had = denial.things.iter().any(|thing| !self.names().reports(thing, false).is_empty());
        (!is_had).then(|| denial.words.clone())
    }

    /// Where it tells that what was never had by a rationale was had.
    fn had_after_all(&self, said: &ToldHistory) -> Option<Range<usize>> {
        let is_denied =
            |known: &ToldHistory| !known.was_had && known.things.iter().any(|thing| said.things.contains(thing));
        if self.known().iter().any(is_denied) {
            return None;
        }
        said.things.iter().find_map(|thing| {
            let reported = self.names().reports(thing, true);
            let there = reported.into_iter().find(|(_, known)| self.rules_out(&said.place, known, false));
            there.map(|(words, _)| words)
        })
    }

    /// Whether what was never had at one place cannot have been had at the other. What a rationale says was had, `is_own`, was
    /// had where something is requested, if it is not told where.
    fn rules_out(&self, never: &Place, had: &Place, is_own: bool) -> bool {
        let areas = never.areas.or(self.requested);
        // What is not placed by its own words may be of any part that is named.
        let is_there = if had.areas.is_empty() && is_own {
            true
        } else if had.areas.is_empty() {
            let parts = body_parts(self.summary.prose.words_at(&(0..self.summary.whole().len())));
            let is_near = parts.iter().all(|part| part.areas.is_near(areas));
            areas.is_empty() || is_near && (never.areas.is_empty() || !parts.is_empty())
        } else {
            areas.may_meet(had.areas) && !areas.is_other_joint(had.areas)
        };
        let had_sides = if had.sides.is_empty() { self.summary.prose.sides() } else { &had.sides };
        let is_on_side = if had.sides.is_empty() && !is_own {
            never.sides.is_empty() || had_sides.iter().all(|side| never.sides.iter().any(|own| own.may_be(*side)))
        } else {
            may_meet(&never.sides, &had.sides)
        };
        let is_at_level = never.levels.is_empty()
            || !had.levels.is_empty() && had.levels.iter().all(|level| level.is_among(&never.levels));
        is_there && is_on_side && is_at_level
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_instead;
    use super::*;

    fn finds(summary: &str, said: &str) -> Vec<String> {
        found_instead(
            &RULE,
            [
                ("He wore a lumbar brace for two months, with\nsome relief.", summary),
                ("The patient has worn a\nlumbar brace before.", said),
            ],
        )
    }

    #[test]
    fn histories_that_differ() {
        for (summary, said) in [
            ("He wore a lumbar brace for two months.", "The man has never worn a lumbar brace."),
            ("Tried so far: naproxen, tramadol (itching).", "The pt is tramadol naive."),
            ("He has had no injections.", "Two earlier blocks gave 80% relief."),
            ("No sympathetic block has been given.", "Three prior sympathetic blocks brought no change."),
            ("Past meds: amitriptyline, Cymbalta (nausea).", "Duloxetine has not been tried."),
            ("Right RFA on 4/1/14 gave 70% relief.", "The patient has never had a radiofrequency procedure."),
            ("She has never had aquatic therapy.", "After 24 sessions of aquatic therapy she showed no gain."),
            (
                "She never had physical therapy.",
                "Her family physician sent her and she completed 12 visits of physical therapy.",
            ),
        ] {
            assert_eq!(finds(summary, said).len(), 1, "{summary}: {said}");
        }
    }

    #[test]
    fn histories_that_may_agree() {
        for (summary, said) in [
            ("He wore a knee brace for two months.", "The man has never worn a lumbar brace."),
            ("Gabapentin was tried.", "The patient has not tried pregabalin."),
            ("Flexeril was tried.", "Tizanidine has not been tried."),
            ("He has had no injections.", "Two injections should be tried."),
            ("No injection was given to the left wrist.", "The two right wrist injections gave relief."),
            ("She never took tizanidine.", "Two muscle relaxants were used already."),
            (
                "12 visits of PT for the neck.",
                "The low back was not treated with PT, and PT of the low back was never given.",
            ),
            ("An ESI at L5-S1 in 2012 helped.", "This would be the first ESI at L3-4."),
            ("Gabapentin was requested.", "Gabapentin has not been tried."),
            ("Gabapentin was tried. It was not tried at a higher dose.", "Gabapentin has not been tried since May."),
            ("Pt is a 44 y/o man with 12 kids.", "He has never had PT."),
            ("OT 12 visits were done.", "He has never had physical therapy."),
            ("He had an oral steroid.", "He has never had a steroid injection."),
            (
                "He had physical therapy for the low back.",
                "While six visits were used on the low back, the wrist has not received any physical therapy.",
            ),
            ("He has had no injections. An injection helped in 2010.", "Two earlier blocks gave 80% relief."),
            ("Gabapentin was tried.", "The patient has never taken any other anticonvulsant."),
            ("Flexeril was taken for two months.", "He has never taken other muscle relaxants."),
            ("As of 3/4/2014 he had not had an MRI.", "The MRI showed a tear."),
            ("Injections: none so far, then one on 3/4/2014.", "The injection gave relief."),
            ("PT IS A 44 Y/O MAN. PT HAD A FALL.", "He has never had physical therapy."),
            ("Cognitive: normal.", "She has never had cognitive behavioral therapy."),
            ("He had a hernia operation in 2001.", "He has had no surgery."),
            ("No MRI was made for the knee but for the back.", "The MRI showed a bulge."),
            ("He never had an ESI.", "Once the patient had an ESI, surgery would follow."),
            ("This is his first fusion.", "The patient had a fusion."),
            ("Acupuncture for headaches in 2013.", "Acupuncture has not been tried for the low back."),
            ("His brother had a TENS unit.", "He has never used a TENS unit."),
        ] {
            assert_eq!(finds(summary, said), [""; 0], "{summary}: {said}");
        }
    }
}
