//! Another number of visits that the patient has had in a rationale than in the summary.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::of_case::is_of_case;
use crate::analysis::whole::{Prose, Whole};
use crate::model::amounts::{Amount, Counted, products};
use crate::model::body::body_parts;
use crate::model::{clause_at, shifted, statement_at};
use crate::text::pattern::verbose;
use regex::Regex;
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR426",
    name: "different-visits-before",
    summary: "A rationale says that the patient has had another number of visits than the case summary does.",
    why: "What earlier visits have brought decides whether more are necessary, and nobody can tell how many there were. By Labor Code \
          4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal.",
    bad: "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has had 8 acupuncture visits since. The
provider requested acupuncture.

IMR ISSUES, DECISIONS AND RATIONALES

Acupuncture, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Acupuncture may be used beside rehabilitation. The patient has
already had 24 visits. Therefore, the request is not medically necessary.",
    good: "\
HOW THE IMR FINAL DETERMINATION WAS MADE

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

The injured worker fell from a ladder and has had 8 acupuncture visits since. The
provider requested acupuncture.

IMR ISSUES, DECISIONS AND RATIONALES

Acupuncture, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Acupuncture may be used beside rehabilitation. The patient has
already had 8 visits. Therefore, the request is not medically necessary.",
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
    for narrative in whole.narratives().filter(|narrative| narrative.request.is_some()) {
        let own = LazyCell::new(|| {
            let (offset, request) = whole.requests().find(|(_, request)| narrative.is_of(request))?;
            kind(&source.text(&shifted(&request.range, offset)))
        });
        for (start, sentence, amounts) in narrative.prose.amounts() {
            let is_number = |amount: &&Amount| amount.of == Counted::Visits && amount.least == amount.most;
            for visits in amounts.iter().filter(is_number).filter(|visits| !is_as_told(visits)) {
                let Some(had) = Had::read(sentence, visits) else { continue };
                if !had.is_said && requested.iter().any(|requested| requested.agrees_with(visits)) {
                    continue;
                }
                let known = had.kind.or(*own).and_then(|kind| told.otherwise(kind, visits));
                let Some(known) = known else { continue };
                let place = narrative.place(&shifted(&visits.span, start));
                let (words, other) = (source.quote(&place), source.quote(&summary.place(&known)));
                let message =
                    format!("“{words}”, but the case summary says “{other}”. Check how many the patient has had.");
                reporter.report(place, message);
            }
        }
    }
}

/// The visits of a summary.
struct Told {
    /// Those that the patient has had, with the kind of treatment.
    had: Vec<(usize, Amount)>,
    /// All numbers of visits, had or not.
    all: Vec<Amount>,
}

impl Told {
    fn of(summary: &Prose) -> Self {
        let (mut had, mut all) = (Vec::new(), Vec::new());
        for (start, sentence, given) in summary.amounts() {
            let visits = || given.iter().filter(|amount| amount.of == Counted::Visits);
            let is_had = || HAD.is_match(sentence) || TREATED.is_match(sentence);
            if visits().next().is_some() && is_had() && !NOT_HAD.is_match(sentence) {
                let kinds = visits()
                    .filter_map(|amount| Some((kind_beside(sentence, &amount.span)?, amount.clone().shifted(start))));
                had.extend(kinds);
            }
            all.extend(products(given));
            all.extend(visits().map(|visits| visits.clone().shifted(start)));
        }
        Told { had, all }
    }

    /// Where the summary gives the only number of such visits, if it knows nothing of another number.
    fn otherwise(&self, kind: usize, said: &Amount) -> Option<Range<usize>> {
        let mut had = self.had.iter().filter(|(known, _)| *known == kind).map(|(_, had)| had);
        let known = had.next()?;
        if !had.all(|other| other.agrees_with(known)) {
            return None;
        }
        let is_sum = |other: &Amount| other.span != known.span && known.most + other.most == said.most;
        let is_told = self.all.iter().any(|told| told.agrees_with(said)) || self.all.iter().any(is_sum);
        (!is_told).then(|| known.span.clone())
    }
}

/// Visits that were had.
struct Had {
    /// The kind of treatment, if it is named beside them.
    kind: Option<usize>,
    /// Whether it is said that they were had. Others are only listed: `failed splint, 12 PT visits`.
    is_said: bool,
}

impl Had {
    /// What a sentence tells of a number of visits, where these are all of them, and not only those for one part of the body.
    fn read(sentence: &str, visits: &Amount) -> Option<Self> {
        let (clause, statement) = (clause_at(sentence, &visits.span), &sentence[statement_at(sentence, &visits.span)]);
        if NOT_SURELY.is_match(clause) || !is_of_case(statement) || !body_parts(clause).is_empty() {
            return None;
        }
        let kind = kind_beside(sentence, &visits.span);
        let (before, behind) = (&sentence[..visits.span.start], &sentence[visits.span.end..]);
        let is_said = HAD_SO_MANY.is_match(before) || WERE_HAD.is_match(behind);
        (is_said || kind.is_some() && !NOT_HAD.is_match(statement)).then_some(Had { kind, is_said })
    }
}

/// The kind of treatment that is named in a number of visits or right behind it.
fn kind_beside(sentence: &str, visits: &Range<usize>) -> Option<usize> {
    let behind = BEHIND.find(&sentence[visits.end..]).map_or(0, |found| found.end());
    kind(&sentence[visits.start..visits.end + behind])
}

fn kind(words: &str) -> Option<usize> {
    let mut kinds = KINDS.iter().enumerate().filter(|(_, kind)| kind.is_match(words)).map(|(index, _)| index);
    kinds.next().filter(|_| kinds.next().is_none())
}

static KINDS: LazyLock<[Regex; 5]> = LazyLock::new(|| {
    [
        verbose(r"\b acupuncture \b"),
        verbose(r"\b (?: chiropractic | manipulation ) \b"),
        verbose(
            r"\b (?: pt | physiotherapy | (?: aquatic | hand | land | occupational | physical | pool ) \s+ (?: physical \s+ )? therapy
                | (?: sessions | visits ) \s+ of \s+ therapy | therapy \s+ (?: sessions | visits ) ) \b",
        ),
        verbose(r"\b (?: cbt | psychotherapy | cognitive | counseling ) \b"),
        verbose(r"\b massage \b"),
    ]
});

static BEHIND: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A \s+ (?: of | in ) \s+ (?: [a-z]+ \s+ ){0,2} [a-z]+"));

/// What is done with visits that were had.
static HAD: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: attended | completed | finished | had | received | undergone | underwent ) \b"));

static HAD_SO_MANY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: attended | completed | finished | had | received | undergone | underwent ) \s+
            (?: (?: about | all | already | an? \s+ total \s+ of | only | the ) \s+ )* \z",
    )
});

/// `12 visits have been completed`
static WERE_HAD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ of (?: \s+ [a-z]+ ){1,3} )? (?: \s+ (?: already | been | have | were ) )* \s+ (?: attended | completed | done | finished | had | received | tried | undergone ) \b",
    )
});

/// What was done so far.
static TREATED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: after | care | conservative | following | in \s+ spite \s+ of | rx | s/p | so \s+ far | status \s+ post | to \s+ date | treat (?: ed | ment ) | tried ) \b",
    )
});

/// What is not under way yet, and what others say.
static NOT_HAD: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: approved | ask [a-z]* | authoriz [a-z]+ | cancel [a-z]* | certified | denied | missed | no | not | ordered | plan [a-z]* | prescribed | propos [a-z]* | recommend [a-z]* | refer [a-z]* | request [a-z]* | RFA | seek [a-z]*
            | UR | utilization ) \b",
    )
});

/// Other times, other people's words, and visits that are not all.
static NOT_SURELY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: additional | after | allow [a-z]* | another | appropriate | average | before | by \s+ (?: [0-9] | (?: jan | feb | mar | apr | may | jun | jul | aug | sep | oct | nov | dec ) [a-z]* ) | earlier | further | guidelines? | if | in \s+ all | last | limit [a-z]* | maximum | more | new | not | other | post [a-z]* | previous [a-z]*
            | prior | reasonable | since | support [a-z]* | this \s+ year | UR | trial | until | utilization | when | who | would | years? | (?: 19 | 20 ) [0-9]{2} ) \b | [/]",
    )
});

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
            ("completed 6 visits of physical therapy", "He attended 9 visits of physical therapy.", "9 visits"),
        ] {
            assert_eq!(finds(summary, said), [words], "{summary}: {said}");
        }
    }

    #[test]
    fn visits_that_may_agree() {
        for (summary, said) in [
            ("has had 8 acupuncture visits since", "The patient had eight treatments."),
            ("had 12 PT visits and then 8 acupuncture treatments", "He had 12 visits."),
            ("had 12 PT visits and then 8 acupuncture treatments", "He had 20 visits in all."),
            ("had 8 acupuncture visits and then 4 acupuncture visits", "He had 16 visits."),
            ("has had 8 acupuncture visits since", "He had 12 visits of massage."),
            ("has had 8 acupuncture visits since", "He had 12 visits in 2010."),
            ("has had 8 acupuncture visits since", "UR wrote that he had 12 visits."),
            ("has had 8 acupuncture visits since", "If he had 12 visits, there would be proof."),
            ("has had 8 acupuncture visits since", "He had 4 more visits."),
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
        ] {
            assert_eq!(finds(summary, said), [""; 0], "{summary}: {said}");
        }
    }
}
