//! A treatment that helped by a rationale and did not by the summary, or the other way round.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::effect::Again;
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::kinds::Given;
use crate::analysis::whole::{Narrative, Rationale, Treatment, Whole, Worked, only};
use crate::model::shifted;
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR430",
    name: "different-effect",
    summary: "A rationale says that an earlier treatment helped, and the case summary that it did not, or the other way round.",
    why: "Whether a treatment helped decides whether more of it is necessary. By Labor Code 4610.6(h)(5) a plainly erroneous finding of \
          fact is a ground of appeal.",
    example: Sample {
        of: sample::ACUPUNCTURE,
        good: &[
            (
                "The provider requested",
                "He has had 8 visits of acupuncture, which\ndid not reduce his pain. The provider requested more",
            ),
            (
                "used beside rehabilitation. The chart does\nnot mention any.",
                "extended if it helps. His acupuncture gave\nno relief of pain.",
            ),
        ],
        bad: &[("did not reduce", "reduced")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    for rationale in whole.rationales() {
        let said = rationale.narrative.prose.worked(source).iter();
        let mut different = said.filter_map(|said| Some((said, otherwise(said, &rationale, &summary, source)?)));
        let Some((said, known)) = different.next() else { continue };
        let (place, other) = (rationale.narrative.place(&said.clause), summary.place(&known.clause));
        reporter.report_against_summary(place, other, "Check whether it helped.", source);
    }
}

/// Where a summary tells that a treatment worked otherwise, if it nowhere tells what a rationale says.
fn otherwise<'s>(
    said: &Worked,
    rationale: &Rationale<'_>,
    summary: &Narrative<'s>,
    source: &Source<'_>,
) -> Option<&'s Worked> {
    let known = summary.prose.worked(source);
    let is_contradicted = |known: &Worked| known.effect.outcome.contradicts(said.effect.outcome);
    if !known.iter().any(is_contradicted) {
        return None;
    }
    let is_so_called = |known: &Worked| {
        let again = said.effect.again.filter(|_| said.treatments.is_empty());
        again.is_some_and(|again| known.treatments.iter().any(|treatment| treatment.may_be_called(again)))
    };
    // `The medication helped` may be said of that which did.
    if known.iter().any(|known| known.effect.outcome == said.effect.outcome && is_so_called(known)) {
        return None;
    }
    meant(said, rationale, summary, source).into_iter().find_map(|treatment| {
        let like =
            || known.iter().filter(|known| known.treatments.contains(&treatment) && said.effect.may_be(&known.effect));
        like().next().filter(|known| like().all(is_contradicted) && !tells_of_another_course(known, summary))
    })
}

/// Whether a summary goes on about another course of the treatment: `The right-sided injection helped. The left one did not.`
fn tells_of_another_course(known: &Worked, summary: &Narrative<'_>) -> bool {
    let mut near =
        summary.prose.sentences().skip_while(|(start, sentence)| start + sentence.len() <= known.clause.start);
    near.by_ref().take(2).any(|(_, sentence)| ANOTHER_COURSE.is_match(sentence))
}

static ANOTHER_COURSE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: another | fourth | has \s+ stopped | later | latter | next | second | subsequent | third ) \b
          | \b (?: did | does | has | have | was | were ) \s+ not \s* [.;]",
    )
});

/// The treatments of which a rationale tells how they worked. What it does not name is what is requested, or else the only such
/// treatment of which the summary tells; another injection than the last is often requested.
fn meant(said: &Worked, rationale: &Rationale<'_>, summary: &Narrative<'_>, source: &Source<'_>) -> Vec<Treatment> {
    let Some(again) = said.effect.again.filter(|_| said.treatments.is_empty()) else { return said.treatments.clone() };
    let words = || source.text(&shifted(&rationale.request.range, rationale.offset));
    let so_called = |treatments: &[Treatment]| -> Vec<Treatment> {
        treatments.iter().copied().filter(|treatment| treatment.may_be_called(again)).collect()
    };
    let requested = so_called(rationale.request.treatments(words, source));
    let is_known = !requested.is_empty() && again != Again::Given(Given::Injections);
    let treatments = if is_known { requested } else { so_called(summary.prose.treatments(source)) };
    only(&treatments).into_iter().collect()
}
