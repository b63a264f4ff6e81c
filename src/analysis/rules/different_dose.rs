//! A dose in the rationale that is not the heading's.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::{ReasonedItem, Wording};
use crate::model::amounts::{Dose, Unit};
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR403",
    name: "different-dose",
    summary: "The rationale decides on another dose than the heading names.",
    why: "The heading and the conclusion decide on one request. Where they give two strengths of the drug, a pharmacy cannot \
          tell which of them is meant, and by Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of \
          appeal.",
    example: Sample {
        of: sample::ITEM,
        good: &[("is not medically", "for Valium 5mg #8 is not\nmedically")],
        bad: &[("for Valium 5mg", "for Valium 10mg")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let requested = item.request.doses();
    if requested.is_empty() {
        return;
    }
    let differs = |(_, dose): &(&Wording, &Dose)| {
        let mut alike = requested.iter().filter(|requested| requested.unit == dose.unit).peekable();
        alike.peek().is_some() && alike.all(|requested| !requested.agrees_with(dose))
    };
    let given = item.echoes.iter().flat_map(|echo| echo.doses().iter().map(move |dose| (echo, dose)));
    let is_unit = |(echo, dose): &(&Wording, &Dose)| !is_taken(dose, echo.text(), requested);
    if let Some((echo, dose)) = given.into_iter().find(|given| differs(given) && is_unit(given)) {
        let place = echo.place(&dose.span);
        let own = requested.iter().find(|requested| requested.unit == dose.unit);
        let own = item.request.place(&own.map_or(0..0, |own| own.span.clone()));
        reporter.report_against_heading(place, own, source);
    }
}

/// Whether a dose may be what is taken in a day, aimed at or left: several of the unit, unless it is dispensed in a number.
fn is_taken(dose: &Dose, text: &str, requested: &[Dose]) -> bool {
    let behind = &text[dose.span.end..];
    let times = |unit: &f64| dose.parts.iter().all(|part| part / unit > 1.5 && (part / unit).fract() < 1e-9);
    let is_multiple = requested.iter().filter(|unit| unit.unit == dose.unit).any(|unit| unit.parts.iter().any(times));
    // Nobody takes a cream twice as strong.
    let may_add_up = dose.unit != Unit::Percent;
    is_multiple && may_add_up && !DISPENSED.is_match(behind)
        || AIMED.is_match(&text[..dose.span.start])
        || LEFT.is_match(&text[..dose.span.start])
        || PACKED.is_match(&text[..dose.span.start])
        || IN_ALL.is_match(behind)
}

static DISPENSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?ix) ^ \s* ,? \s* (?: [a-z]+ \s+ ){0,2} (?: \# | qty | quantity | count | \d+ | [a-z]+ \s+ tablets )")
});

static AIMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: daily | increas [a-z]* | max (?: \. | ed | im [a-z]* )? | not \s+ to \s+ exceed | raised | reach [a-z]* | reduc [a-z]* | taper [a-z]*
            | titrat [a-z]* | total | up ) \s+ (?: [a-z]+ \s+ ){0,3} $",
    )
});

/// `the change from`, `staying at`: what was taken so far.
static LEFT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: (?: change | doubling | going | increase | rais (?: e | ing ) | rise | step | switch | titrat (?: ing | ion ) ) \s+ (?: [a-z]+ \s+ ){0,4}? from | (?: stay | staying ) \s+ (?: at | on ) ) \s+ (?: [a-z/]+ \s+ ){0,2} $",
    )
});

/// `2 vials of`: several make what was requested.
static PACKED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: [0-9]+ | two | three | four ) \s+ (?: ampules? | capsules? | patches | pens? | syringes? | tablets? | vials? ) \s+ of \s+ $",
    )
});

static IN_ALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ [\s,(/]* (?: (?: each | every | per | a | in ) \s+ )? (?: all | daily | day | total | max (?: imum )? | maximally ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(request: &str, conclusion: &str) -> Vec<String> {
        let rationale = format!("The chart gives no reason. {conclusion}");
        let example = Example { request, rationale: &rationale, ..Example::default() };
        example.finds(&RULE).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn of_the_drug_in_dispute() {
        let said = |words: &str| format!("The request for {words} is not medically necessary.");
        assert_eq!(finds("Norco 10/325mg #90", &said("Norco 5/325mg #90")), ["5/325mg"]);
        assert_eq!(finds("Norco 10/325mg #90", &said("hydrocodone/APAP 5/325 #90")), ["5/325"]);
        assert_eq!(finds("Fentanyl patch 25mcg/hr #10", &said("fentanyl patch 50 mcg/hr #10")), ["50 mcg/hr"]);
        assert_eq!(finds("Maxalt 10 mg #12", "Maxalt 20 mg #12 is not medically necessary."), ["20 mg"]);
        assert_eq!(finds("Ketoprofen 10% cream 60gm", "Ketoprofen 20% cream is not medically necessary."), ["20%"]);
        for (request, words) in [
            ("Norco 10/325mg #90", "Norco 10 mg"),
            ("Norco 10mg #90", "Norco 10/325"),
            ("Norco 10/325mg #90", "Norco 10-325 mg"),
            ("Norco 10/325mg #90", "Soma 350 mg"),
            ("Flexeril 7.5mg #60", "Flexeril 7. 5 mg"),
            ("MS Contin 15mg #60 and 30mg #30", "MS Contin 30mg #30 and 15mg #60"),
            ("Gabapentin 600mg #90", "gabapentin at 1800 mg a day"),
            ("Xanax .5mg", "Xanax 0.5 mg"),
            ("Botox 200 units", "Botox 200 U (2 vials of 100 units)"),
            ("Gabapentin 600mg #90", "gabapentin, titrated to 1800mg"),
            ("Gabapentin 600mg #90", "gabapentin 1800 mg"),
            ("Gabapentin 600mg #90", "gabapentin up to a maximum of 1000mg"),
            ("Gabapentin 600mg #90", "gabapentin 1500mg daily"),
            ("Ibuprofen 800mg three times a day", "ibuprofen 2400 mg daily"),
        ] {
            assert_eq!(finds(request, &said(words)), [""; 0], "{request}: {words}");
        }
    }

    #[test]
    fn what_is_taken_so_far() {
        for (conclusion, found) in [
            ("The change from Norco 5/325mg is not medically necessary.", ""),
            ("Staying on Norco 5/325mg is not medically necessary.", ""),
            ("The change to Norco 5/325mg is not medically necessary.", "5/325mg"),
            ("The request is for Norco 5/325mg and is new.", "5/325mg"),
        ] {
            assert_eq!(finds("Norco 10/325mg #90", conclusion).join("|"), found, "{conclusion}");
        }
    }

    #[test]
    fn only_in_the_conclusion_or_the_echo() {
        let request = "Norco 10/325mg #90";
        assert_eq!(finds(request, "Norco 5/325mg would do for weaning."), [""; 0]);
        assert_eq!(finds(request, "Utilization review certified the request for Norco 5/325mg."), [""; 0]);
        assert_eq!(finds(request, "The request is for Norco 5/325mg."), ["5/325mg"]);
    }
}
