//! A number of visits or hours that is not the frequency times the duration beside it.

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::of_case::is_of_case;
use crate::analysis::question::Question;
use crate::analysis::reasoned::{ReasonedItem, Sentence, Wording};
use crate::model::amounts::{Amount, Counted, amounts, hours, products, weekly_hours};
use crate::model::{LONGEST_SENTENCE, shifted};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR407",
    name: "visits-do-not-multiply",
    summary: "A number of visits or hours is not what the frequency and the duration beside it multiply to.",
    why: "Whoever carries out “2 times a week for 3 weeks (8 visits)” cannot tell whether six or eight visits were decided on.",
    example: Sample {
        of: "\
Acupuncture, 2 times a week for 3 weeks (6 visits):  Upheld

Claims Administrator guideline: Decision based on MTUS Acupuncture Treatment
Guidelines.

MAXIMUS guideline: Decision based on MTUS Acupuncture Treatment Guidelines.

Decision rationale: The chart describes a fall and poor sleep. It does not say
what earlier visits brought. Therefore, the request is not medically necessary.",
        good: &[],
        bad: &[("weeks (6", "weeks (8")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let wordings = [&item.request].into_iter().chain(&item.echoes);
    let of_wording =
        |wording: &Wording| Some(wrong_total(wording.amounts(), wording.text())?.behind(wording.place(&(0..0)).start));
    let of_sentence = |sentence: Sentence<'_>| Some(wrong_sum(sentence.text)?.behind(sentence.range().start));
    let sentences = || item.sentences().filter(|sentence| sentence.answers(&SUMS_WRONGLY));
    let wrong = wordings.into_iter().find_map(of_wording).or_else(|| sentences().find_map(of_sentence));
    let Some(Wrong { span, product, total }) = wrong else { return };
    let number = number(&product);
    let what = match product.of {
        Counted::Hours => "hours",
        Counted::HoursPerWeek => "hours a week",
        _ => "visits",
    };
    let (product, total) = (source.quote(&product.span), source.quote(&total));
    let message = format!("“{product}” makes {number} {what}, not “{total}”. Correct one of the numbers.");
    reporter.report(span, message);
}

static SUMS_WRONGLY: Question = Question::new(|sentence| wrong_sum(sentence).is_some());

/// The same in a sentence that tells of the request, where the total stands right behind the product.
fn wrong_sum(sentence: &str) -> Option<Wrong> {
    if sentence.len() > LONGEST_SENTENCE || !REQUEST.is_match(sentence) || !is_of_case(sentence) {
        return None;
    }
    let wrong = wrong_total(&amounts(sentence), sentence)?;
    IN_ALL.is_match(sentence.get(wrong.product.span.end..wrong.total.start)?).then_some(wrong)
}

static REQUEST: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: asked | proposed | request (?: s | ed )? ) \b"));
static IN_ALL: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A [\s,(=]* (?: (?: or | for ) \s+ )? (?: a \s+ total \s+ of \s+ )? \z"));

/// A total that does not agree with a product.
struct Wrong {
    /// Both of them.
    span: Range<usize>,
    product: Amount,
    total: Range<usize>,
}

impl Wrong {
    /// The same, counted from the start of the letter, where the words stand behind so many bytes.
    fn behind(self, start: usize) -> Self {
        let product = Amount { span: shifted(&self.product.span, start), ..self.product };
        Wrong { span: shifted(&self.span, start), product, total: shifted(&self.total, start) }
    }
}

/// Where one frequency, one duration and one total stand together, the total must be their product.
fn wrong_total(amounts: &[Amount], text: &str) -> Option<Wrong> {
    let totals: Vec<&Amount> = amounts.iter().filter(|amount| amount.of == Counted::Visits).collect();
    let often = amounts.iter().filter(|amount| matches!(amount.of, Counted::PerWeek | Counted::PerMonth)).count();
    let long = amounts.iter().filter(|amount| matches!(amount.of, Counted::Weeks | Counted::Months)).count();
    let products = products(amounts);
    let (total, product) = match (&totals[..], &products[..], often, long) {
        ([total], [product], 1, 1) => (*total, product.clone()),
        _ => total_of(Counted::Hours, hours, amounts)
            .or_else(|| total_of(Counted::HoursPerWeek, weekly_hours, amounts))?,
    };
    if total.agrees_with(&product) || adds(text) {
        return None;
    }
    let span = total.span.start.min(product.span.start)..total.span.end.max(product.span.end);
    Some(Wrong { span, product, total: total.span.clone() })
}

/// A number of hours with what hours, days and weeks beside it multiply to.
fn total_of(of: Counted, product: fn(&[Amount]) -> Option<Amount>, amounts: &[Amount]) -> Option<(&Amount, Amount)> {
    let mut totals = amounts.iter().filter(|amount| amount.of == of);
    let total = totals.next().filter(|_| totals.next().is_none())?;
    Some((total, product(amounts)?))
}

/// Words that add something to what the frequency and the duration give, or tell of a part of it.
fn adds(text: &str) -> bool {
    let text = text.to_lowercase();
    const OTHERS: [&str; 21] = [
        "then",
        "plus",
        "followed",
        "eval",
        "each",
        "remain",
        "in addition",
        "per body part",
        "of the",
        "allowed",
        "already",
        "approved",
        "attended",
        "authorized",
        "certified",
        "completed",
        "denied",
        "initial",
        "modified",
        "previous",
        "to date",
    ];
    OTHERS.iter().any(|word| text.contains(word))
}

/// A product in digits, such as `6` or `8 to 12`.
fn number(product: &Amount) -> String {
    match product.least == product.most {
        true => product.least.to_string(),
        false => format!("{} to {}", product.least, product.most),
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(request: &str) -> Vec<String> {
        Example { request, ..Example::default() }.finds(&RULE).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn totals() {
        assert_eq!(
            finds("Acupuncture 2 times a week for 3 weeks (8 visits)"),
            ["2 times a week for 3 weeks (8 visits"]
        );
        assert_eq!(finds("Physical therapy 3x4 lumbar spine (10 visits)"), ["3x4 lumbar spine (10 visits"]);
        assert_eq!(
            finds("12 visits of aquatic therapy, 2 times per week for 4 weeks"),
            ["12 visits of aquatic therapy, 2 times per week for 4 weeks"]
        );
        assert_eq!(
            finds("Home health aide, 4 hours a day for 14 days (65 hours)"),
            ["4 hours a day for 14 days (65 hours"]
        );
        assert_eq!(
            finds("Home health aide 4 hrs/day, 5 days/week x 6 weeks, 100 hours total"),
            ["4 hrs/day, 5 days/week x 6 weeks, 100 hours"]
        );
        assert_eq!(
            finds("Home health aide 4 hours a day, 3 days a week (40 hours a week)"),
            ["4 hours a day, 3 days a week (40 hours a week"]
        );
        for request in [
            "Home health aide 4 hours/day, 5 days/week for 6 weeks (120 hours)",
            "Home health aide 4 hours a day for 14 days (56 hours)",
            "Home health aide 4 hours a day, 3 days a week (12 hours a week)",
            "Home health aide 20 hours a week for 6 weeks (120 hours)",
            "Home health aide 4-6 hours a day for 10 days (50 hours)",
            "Functional restoration program, 80 hours, 6 hours a day",
            "Home health aide 4 hours a day for 7 days, then 2 hours a day for 7 days (42 hours)",
            "Physical therapy 2-3 times a week for 4 weeks (12 visits)",
            "Physical therapy 2 times a week for 3 weeks, then once a week for 2 weeks (8 visits)",
            "Acupuncture once every two weeks for 12 weeks (6 visits)",
            "Home health care 4 hours a day, 3 days a week for 4 weeks (48 hours)",
            "Physical therapy evaluation and 2 times a week for 6 weeks (13 visits)",
            "Physical therapy 2x6, 8 visits certified by UR",
            "Physical therapy 2x6 (modified to 6 visits)",
            "Physical therapy 2x6, 10 visits completed",
            "Physical therapy 2x6, initial 6 visits",
        ] {
            assert_eq!(finds(request), [""; 0], "{request}");
        }
    }

    #[test]
    fn totals_in_a_rationale() {
        let finds = |rationale: &str| {
            let rationale = format!("{rationale} Therefore, the request is not medically necessary.");
            let found = Example { rationale: &rationale, ..Example::default() }.finds(&RULE);
            found.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("|")
        };
        for (rationale, words) in [
            (
                "The request of 2 visits a week for 12 weeks, 12 visits in all, is the first course.",
                "2 visits a week for 12 weeks, 12 visits",
            ),
            ("The request of 2 visits a week for 6 weeks, 12 visits in all, is the first course.", ""),
            ("The guideline allows what was requested 2 visits a week for 12 weeks, 12 visits.", ""),
            ("What was requested is 2 visits a week for 6 weeks, and she had 8 visits.", ""),
            ("He was seen 2 times a week for 6 weeks, 8 visits.", ""),
        ] {
            assert_eq!(finds(rationale), words, "{rationale}");
        }
    }
}
