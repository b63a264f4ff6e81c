//! One treatment in the heading and another in the conclusion.

use super::wrong_treatment::strays;
use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::whole::{Kin, Prose, Rationale, Whole};
use crate::guidelines::{Mention, Named};
use crate::model::shifted;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR427",
    name: "different-treatment",
    summary: "The rationale decides on another treatment than the heading names.",
    why: "The heading and the conclusion decide on one request. Where they name two treatments, nobody can tell which is meant, and \
          by Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: "\
Acupuncture, 6 visits:  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: Acupuncture may be used beside rehabilitation. The chart does
not mention any. Therefore, the request for acupuncture is not medically necessary.",
        good: &[],
        bad: &[("for acupuncture", "for a TENS unit")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for Rationale { narrative: rationale, reasoning, request, offset } in whole.rationales() {
        // A rationale that speaks of another item alone is told as a whole.
        let is_stray = || strays(whole, source).iter().any(|stray| rationale.whole().contains(&stray.start));
        let own = shifted(&request.range, offset);
        let mut tell = |place: Range<usize>| reporter.report_against_heading(place, own.clone(), source);
        if whole.requests().any(|(_, other)| request.is_another_named(other, &reasoning.vocabulary)) {
            let subject = reasoning.concluded_on.as_ref().filter(|_| !is_stray());
            subject.into_iter().for_each(|subject| tell(rationale.place(&name_in(rationale.prose, subject))));
            continue;
        }
        let is_anothers =
            || whole.requests().any(|(_, other)| request.is_another_concluded_on(other, &reasoning.vocabulary));
        let plainly = || {
            let subject = reasoning.concluded_on.clone()?;
            plainly_concluded_on(rationale.prose, subject, request.goes_with_surgery, is_anothers)
        };
        let Some((named, words)) = concluded_on(rationale.prose).or_else(plainly) else { continue };
        // Most rationales conclude on their own request.
        let is_own =
            |mention: &&Mention| matches!(&mention.named, Named::Treatment(id) if request.kin.treatments.contains(id));
        if named.iter().any(is_own) {
            continue;
        }
        let kin = Kin::of(named.iter().copied(), source.catalogue).with_request(words);
        if !request.kin.is_known()
            || request.kin.may_stand_for(&kin)
            || are_alike(&source.text(&own), words)
            || reasoning.vocabulary.goes_on_about(&request.words_about)
            || is_stray()
        {
            continue;
        }
        tell(rationale.place(&named[0].span));
    }
}

/// The first treatment that is named in the words for what a conclusion is drawn of, or all of these.
fn name_in(prose: &Prose, subject: &Range<usize>) -> Range<usize> {
    let mut named = prose.mentions.iter().filter(|mention| subject.contains(&mention.span.start));
    named.next().map_or(subject, |mention| &mention.span).clone()
}

/// The treatments in a sentence that is nothing but a conclusion on the request for them, and the words for all that is requested.
fn concluded_on(prose: &Prose) -> Option<(Vec<&Mention>, &str)> {
    prose.sentences_with(&MAY_CONCLUDE).find_map(|(start, sentence)| {
        let asked = REQUEST_FOR.find(sentence)?.end();
        let behind = start + asked..start + sentence.len();
        let named: Vec<&Mention> =
            prose.mentions.iter().filter(|mention| behind.contains(&mention.span.start)).collect();
        let (first, last) = (*named.first()?, named.last()?);
        let words = sentence.get(asked..last.span.end - start)?;
        let is_concluded = FIRST.is_match(&sentence[asked..first.span.start - start])
            && CONCLUDED.is_match(&sentence[asked + words.len()..]);
        let is_treatment = |mention: &&Mention| matches!(mention.named, Named::Treatment(_));
        (is_concluded && named.iter().any(is_treatment)).then_some((named, words))
    })
}

/// The treatments in the words for what the only conclusion is drawn of, and these words, if they name nothing else.
fn plainly_concluded_on(
    prose: &Prose,
    subject: Range<usize>,
    goes_with_surgery: bool,
    is_anothers: impl FnOnce() -> bool,
) -> Option<(Vec<&Mention>, &str)> {
    let named: Vec<&Mention> = prose.mentions.iter().filter(|mention| subject.contains(&mention.span.start)).collect();
    let (first, last) = (*named.first()?, named.last()?);
    // `The arthroscopy is not medically necessary.` may be all that is said on the help with it, and `the cream as requested`
    // may be any cream.
    let may_be_meant = || goes_with_surgery || THE.is_match(prose.words_at(&subject));
    let has_only_details = || {
        FIRST.is_match(prose.words_at(&(subject.start..first.span.start)))
            && (last.span.end >= subject.end || DETAILS.is_match(prose.words_at(&(last.span.end..subject.end))))
    };
    let is_plain = is_anothers() || !may_be_meant() && has_only_details();
    let words = prose.words_at(&subject);
    let is_treatment = |mention: &&Mention| matches!(mention.named, Named::Treatment(_));
    let is_requested = named.iter().any(is_treatment) || words.contains(|char: char| char.is_ascii_digit());
    (is_plain && is_requested).then_some((named, words))
}

static MAY_CONCLUDE: Question =
    Question::new(|sentence| sentence.contains("equest for") && REQUEST_FOR.is_match(sentence));

/// Whether both are called by words for the same, though the catalogue knows them as two.
fn are_alike(one: &str, other: &str) -> bool {
    const ALIKE: [[&str; 2]; 3] = [["cold", "cryo"], ["cream", "compound"], ["psychiatr", "psycholog"]];
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let are_called = |first: &str, second: &str| one.contains(first) && other.contains(second);
    ALIKE.iter().any(|[first, second]| are_called(first, second) || are_called(second, first))
}

static REQUEST_FOR: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: (?: accordingly | and | as \s+ such | consequently | hence | so | therefore | thus ) ,? \s+ )*
            (?: the \s+ )? (?: (?: current | present ) \s+ )? request \s+ for \s+",
    )
});

/// What may stand before the first treatment that is named: `6 sessions of`, `a right-sided`.
static FIRST: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: (?: an? | the | one | [0-9]+ | additional | bilateral | cervical | continued | course | days? | further | left | lumbar
            | months? | more | new | of | outpatient | purchase | rental | repeat | right | series | sessions? | supervised | topical
            | treatments? | trial | units? | visits? | weeks? ) (?: -sided )? [\s-] \s* )* \z",
    )
});

static THE: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A (?: the | this ) \b"));

/// How much of it there is to be, and nothing else.
static DETAILS: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ [0-9] [\w./-]* (?: \s* mg )? | \s* \#? \s* [0-9]+ | \s+ (?: days? | hours? | sessions? | treatments? | units? | visits? | weeks? ) | , | : | \s+ x )* \s* \z",
    )
});

/// That what was named is, or is not, medically necessary, and nothing else before that.
static CONCLUDED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ [0-9] [\w./-]* (?: \s* mg )? | \s* \#? \s* [0-9]+ | \s+ (?: sessions? | treatments? | units? | visits? ) | , | \s+ x )*
            (?: \s+ (?: also | at \s+ this \s+ time | be | been | considered | deemed | found | has | have | hence | is | are | not | shown
              | therefore | thus | to | was | were ) \b ,? )+ \s+ medically \b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::{Example, found_by};
    use super::super::sample;
    use super::*;

    fn finds(request: &str, rationale: &str) -> Vec<String> {
        let found = Example { request, rationale, ..Example::default() }.finds(&RULE);
        found.into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn another_treatment() {
        for (request, said, treatment) in [
            ("Biofeedback, 6 sessions", "a lumbar epidural steroid injection", "lumbar epidural steroid injection"),
            ("Acupuncture, 6 visits", "a TENS unit", "TENS unit"),
            ("MRI of the lumbar spine", "Norco 10/325mg #60", "Norco"),
            ("Transportation to appointments", "6 sessions of acupuncture", "acupuncture"),
            ("Colace 100mg #60", "Celebrex 200mg #60", "Celebrex"),
        ] {
            let rationale =
                format!("The chart gives no reason. Therefore, the request for {said} is not medically necessary.");
            assert_eq!(finds(request, &rationale), [treatment], "{request}: {said}");
        }
    }

    #[test]
    fn another_item_is_concluded_on_in_its_own_words() {
        let finds = |own: &str, other: &str, conclusion: &str| {
            let item = |request: &str, rationale: &str| {
                format!(
                    "{request}:  Upheld\n\nClaims Administrator guideline: Decision based on MTUS.\n\nMAXIMUS guideline: Decision \
                     based on MTUS.\n\nDecision rationale: {rationale}"
                )
            };
            let others = "The chart is old. This request is not medically necessary.";
            found_by(&RULE, &sample::letter(&format!("{}\n\n{}", item(own, conclusion), item(other, others))))
        };
        for (own, other, conclusion, words) in [
            ("Sentra PM #60", "GABAdone #60", "No need is shown. GABAdone #60 is not medically necessary.", "GABAdone"),
            (
                "Left lumbar microdiscectomy",
                "Associated surgical service: Assistant surgeon",
                "The microdiscectomy is a small one. An assistant surgeon is not medically necessary.",
                "assistant surgeon",
            ),
            (
                "Transportation for the program, 10 days",
                "Functional capacity evaluation",
                "The transportation is for the program. The functional capacity evaluation is not medically necessary.",
                "functional capacity evaluation",
            ),
        ] {
            assert_eq!(finds(own, other, conclusion), [words], "{own}, {other}");
        }
        for (own, other, conclusion) in [
            (
                "Compounded topical cream: Flurbiprofen 20%, Lidocaine 5%",
                "Topical cream",
                "The topical cream is not medically necessary.",
            ),
            ("Post-operative physical therapy", "Physical therapy", "The physical therapy is not medically necessary."),
            ("Assistant surgeon", "Lumbar fusion", "As such, the lumbar fusion is not medically necessary."),
            (
                "Soma 350mg #60",
                "Norco 10/325mg #60",
                "Soma 350mg #60 and Norco 10/325mg #60 are not medically necessary.",
            ),
            ("Hydrocodone 10/325mg #60", "Norco 5/325mg #20", "Norco 10/325mg #60 is not medically necessary."),
            ("Crutches", "TENS unit", "A TENS unit is not medically necessary, nor are crutches."),
            ("Crutches", "TENS unit", "A TENS unit is not medically necessary. Neither are the crutches."),
            ("Game Ready", "Cold therapy unit", "The cold therapy unit is not medically necessary."),
            ("Neuromonitoring", "Lumbar fusion", "The lumbar fusion is not medically necessary."),
            (
                "Norco 10/325mg #60",
                "MRI of the lumbar spine",
                "Norco is not medically necessary; the MRI of the lumbar spine is medically necessary.",
            ),
            ("Urine drug screen", "Urine drug screen, quarterly", "The urine drug screen is not medically necessary."),
        ] {
            assert_eq!(finds(own, other, conclusion), [""; 0], "{own}, {other}");
        }
    }

    #[test]
    fn another_treatment_is_plainly_concluded_on() {
        let concluded = |request: &str, conclusion: &str| {
            let letter = sample::LETTER.replace("Valium 5mg #8", request);
            found_by(&RULE, &letter.replace("Therefore, the request is not medically necessary.", conclusion))
        };
        for (request, conclusion, treatment) in [
            (
                "Acupuncture, 6 visits",
                "In sum, 6 visits of physical therapy are medically necessary.",
                "physical therapy",
            ),
            ("Biofeedback, 6 visits", "I find that 6 visits of acupuncture are medically necessary.", "acupuncture"),
            ("Botox 200 units", "For all these reasons sumatriptan is not medically necessary.", "sumatriptan"),
            ("MRI of the lumbar spine", "Norco 10/325mg #60 is not medically necessary.", "Norco"),
            ("MRI of the lumbar spine", "Norco 10/325mg #60: not medically necessary.", "Norco"),
        ] {
            assert_eq!(concluded(request, conclusion), [treatment], "{request}: {conclusion}");
        }
        for (request, conclusion) in [
            ("Assistant surgeon", "The lumbar fusion is not medically necessary."),
            ("Cold therapy unit", "The arthroscopy is not medically necessary."),
            ("Lumbar epidural steroid injection", "As the fluoroscopy is part of it, the ESI is medically necessary."),
            ("Norco 10/325mg #60", "Short-acting opioids are not medically necessary."),
            ("Flurbiprofen 20%/cyclobenzaprine 4% cream", "The compounded cream is not medically necessary."),
            ("Norco 10/325mg #60", "Hydrocodone is not medically necessary."),
            ("Urine drug screen", "Opioid monitoring is medically necessary."),
            (
                "Acupuncture, 6 visits",
                "The physical therapy is not medically necessary, but acupuncture is medically necessary.",
            ),
            ("Follow-up visit", "Norco is medically necessary. The visit is medically necessary."),
        ] {
            assert_eq!(concluded(request, conclusion), [""; 0], "{request}: {conclusion}");
        }
    }

    #[test]
    fn what_another_item_requests_is_concluded_on() {
        let finds = |conclusion: &str| {
            let item = |request: &str, rationale: &str| {
                sample::ITEM
                    .replace("Valium 5mg #8", request)
                    .replace("Therefore, the request is not medically necessary.", rationale)
            };
            let brace = "Lumbar supports do not last. The LSO brace is not medically necessary.";
            let therapy = format!("Therapy for the low back is active. RESULT: {conclusion}");
            let items = [
                item("LSO brace", brace),
                item("Lumbar fusion", "It is unstable. The lumbar fusion is not medically necessary."),
                item("Post-operative physical therapy, 12 visits", &therapy),
            ];
            found_by(&RULE, &sample::letter(&items.join("\n\n")))
        };
        assert_eq!(finds("the LSO brace is not medically necessary."), ["LSO"]);
        assert_eq!(finds("the lumbar fusion is not medically necessary."), [""; 0]);
        assert_eq!(finds("the physical therapy is not medically necessary."), [""; 0]);
    }

    #[test]
    fn the_same_or_none_surely_concluded_on() {
        for (request, said) in [
            ("Physical therapy, 12 visits", "supervised therapy"),
            ("Physical therapy, 12 visits", "post-operative physical therapy"),
            ("MRI of the lumbar spine", "imaging"),
            ("Right knee arthroscopy", "surgery"),
            ("Lumbar epidural steroid injection", "the ESI at L4-5"),
            ("EMG/NCV of the arms", "electrodiagnostic studies"),
            ("TENS unit", "a transcutaneous electrical nerve stimulation unit"),
            ("Acupuncture, 6 visits", "treatment beside the TENS unit"),
            ("Cold therapy unit", "the unit after the lumbar fusion"),
            ("Hot/cold unit", "a cryotherapy unit"),
            ("Psychological evaluation", "a psychiatric consultation"),
            ("Acupuncture, 6 visits", "acupuncture beside the TENS unit"),
        ] {
            let rationale = format!("The chart gives no reason. The request for {said} is not medically necessary.");
            assert_eq!(finds(request, &rationale), [""; 0], "{request}: {said}");
        }
        for rationale in [
            "As the request for lumbar fusion is not medically necessary, there is no need.",
            "The request for lumbar fusion is denied and the unit is not medically necessary.",
            "The request for lumbar fusion was made in May.",
        ] {
            assert_eq!(finds("Cold therapy unit, 7 day rental", rationale), [""; 0], "{rationale}");
        }
    }
}
