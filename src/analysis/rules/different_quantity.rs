//! A quantity in the rationale that is not the heading's.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::reasoned::ReasonedItem;
use crate::model::LONGEST_SENTENCE;
use crate::model::amounts::{Amount, Counted, amounts, hours, products, weekly_hours};
use crate::model::measures::numbers_in;
use crate::text::pattern::{MONTH, NUMBER, pattern, verbose};
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR404",
    name: "different-quantity",
    summary: "The rationale decides on another quantity than the heading names.",
    why: "The heading and the conclusion decide on one request. Where they give two numbers of tablets or visits, nobody can \
          tell how much is meant, and by Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: sample::ITEM,
        good: &[("is not medically", "for Valium 5mg #8 is not\nmedically")],
        bad: &[("for Valium 5mg #8", "for Valium 5mg #30")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let mut requested = item.request.amounts().to_vec();
    if requested.is_empty() {
        return;
    }
    add_totals(&mut requested);
    for echo in &item.echoes {
        let amounts = echo.amounts();
        let is_other = |amount: &&Amount| {
            differs(amount, &requested)
                && !is_beside_it(amount, amounts, &requested)
                && !is_in_all(&echo.text()[..amount.span.start])
                && !OF_THE_REST.is_match(&echo.text()[..amount.span.start])
                && !is_cap(&echo.text()[..amount.span.start], amount, &requested)
                && !is_rest(amount, &requested, item)
                && !is_of_name(&echo.text()[..amount.span.start], amount)
                && !TOLD.is_match(&echo.text()[amount.span.end..])
        };
        let said: Vec<&Amount> = amounts.iter().filter(is_other).collect();
        let (Some(first), Some(last)) = (said.first(), said.last()) else { continue };
        let place = echo.place(&(first.span.start..last.span.end));
        let Some(own) = requested.iter().find(|requested| requested.of.is_like(first.of)) else { continue };
        let own = item.request.place(&own.span);
        reporter.report_against_heading(place, own, source);
        return;
    }
}

fn differs(amount: &Amount, requested: &[Amount]) -> bool {
    let mut alike = requested.iter().filter(|requested| requested.of.is_like(amount.of)).peekable();
    alike.peek().is_some() && alike.all(|requested| !requested.agrees_with(amount))
}

/// Whether what was requested stands beside an amount, which is then of something else.
fn is_beside_it(amount: &Amount, said: &[Amount], requested: &[Amount]) -> bool {
    let is_requested =
        |said: &Amount| requested.iter().any(|requested| requested.of == said.of && requested.agrees_with(said));
    said.iter().any(|other| other.of == amount.of && is_requested(other))
}

/// Words behind an amount that was given before or elsewhere.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ (?: \s+ [a-z]+ ){0,2}? \s+ (?: allowed | already | approved | attended | authorized | before | certified
            | completed | dispensed | given | in \s+ dispute | modified | prior | remaining | used ) \b",
    )
});

/// Words before an amount that is left when others are taken away.
static OF_THE_REST: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: (?: balance | last | other | remainder | remaining | rest | unused ) \s+ (?: half ,? \s+ )? (?: of \s+ )? (?: the \s+ )?
            | (?: more \s+ than | over ) \s+ the \s+ (?: allowed | approved | certified ) \s+
            | reduction \s+ by \s+ (?: the \s+ )? (?: allowed \s+ | approved \s+ | certified \s+ )? ) \z",
    )
});

/// Whether a number is only a limit below what was requested: `over 8 visits are not`.
fn is_cap(before: &str, amount: &Amount, requested: &[Amount]) -> bool {
    let mut alike = requested.iter().filter(|requested| requested.of.is_like(amount.of));
    MORE_THAN.is_match(before) && !LASTS.is_match(before) && alike.all(|requested| amount.most < requested.least)
}

static MORE_THAN: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: more \s+ than | over ) \s+ \z"));
/// `80 hours over`: how long something takes comes next.
static LASTS: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"[0-9] \s+ (?: days | hours | sessions | treatments | visits ) \s+ over \s+ \z"));

/// Whether a number is what is left of a request when the rationale tells how much of it was allowed.
fn is_rest(amount: &Amount, requested: &[Amount], item: &ReasonedItem<'_>) -> bool {
    let is_left = |least: f64, most: f64| {
        let together = Amount { least: amount.least + least, most: amount.most + most, ..amount.clone() };
        !differs(&together, requested)
    };
    let is_left_by = |words: &str| {
        let mut allowed = amounts(words).into_iter().filter(|allowed| allowed.of.is_like(amount.of));
        let bare = BARE.captures(words).and_then(|bare| numbers_in(bare.name("much")?.as_str()).next());
        bare.is_some_and(|much| is_left(much, much))
            || allowed
                .any(|allowed| is_left(allowed.least, allowed.most) && !OF_ELSE.is_match(&words[allowed.span.end..]))
    };
    let mut sentences = item.sentences().filter(|sentence| sentence.answers(&TELLS_WHAT_WAS_ALLOWED));
    sentences.any(|sentence| {
        let told = PARTLY_ALLOWED.captures_iter(sentence.text).filter_map(|allowed| {
            let verb = allowed.get(0)?;
            let is_passive = allowed.name("passive").is_some();
            // `Six earlier visits were authorized in March.`
            if is_passive && EARLIER.is_match(sentence.text) {
                return None;
            }
            Some(if is_passive { &sentence.text[..verb.start()] } else { &sentence.text[verb.end()..] })
        });
        told.into_iter().any(is_left_by)
    })
}

static TELLS_WHAT_WAS_ALLOWED: Question =
    Question::new(|sentence| sentence.len() <= LONGEST_SENTENCE && PARTLY_ALLOWED.is_match(sentence));

/// `UR has only certified`, `were approved`
static PARTLY_ALLOWED: LazyLock<Regex> = LazyLock::new(|| {
    const HOW: &str = r"(?: (?: already | conditionally | just | only | partially ) \s+ )?";
    const ALLOWED: &str = r"(?: accepted | allowed | approved | authorized | certified | gave | granted | modified )";
    verbose(&format!(
        r"\b (?: (?-i: UR ) | utilization \s+ review | claims \s+ administrator )
            (?: \s+ (?: (?: had | has ) \s+ )? {HOW} {ALLOWED} | [’']s \s+ (?: approval | authorization | certification ) ) \b
          | (?<passive> \b (?: (?: has | have ) \s+ been | was | were ) \s+ {HOW} {ALLOWED} \b )"
    ))
});
static EARLIER: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\b (?: earlier | initially | previous (?: ly )? | prior | in \s+ {MONTH} )")));
/// A number that stands for the same as what was requested: `UR certified 4.`, `Four of the visits were approved.`
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\A \s* (?: (?: already | only | the \s+ first ) \s+ )* (?: \# \s* )? (?<much> {NUMBER} ) \s* (?: [.,;)] | \b (?: already | and | but | (?: out \s+ )? of \s+ (?: the | these | those | [0-9] ) | so \s+ far ) | \z )",
    ))
});
/// `30 tablets of Soma`, but not `30 of the tablets`
static OF_ELSE: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A \s+ of \s+ (?: [a-su-z] | t[a-gi-z] )"));

/// Whether a number is part of the name before it: `Tylenol #3`.
fn is_of_name(before: &str, amount: &Amount) -> bool {
    const HIGHEST: f64 = 4.0;
    amount.most <= HIGHEST && NUMBERED.is_match(before)
}

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| verbose(r"(?: \A | [\s(] ) (?: codeine | t | tylenol ) \s* \z"));

/// Whether a number is the sum of what was requested and of what came before.
fn is_in_all(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    words == ["of", "total"]
}

/// What frequencies and durations multiply to, what numbers of visits add up to, and what is dispensed with all refills or
/// in each month, may be said as well.
fn add_totals(amounts: &mut Vec<Amount>) {
    let dispensed = dispensed(amounts);
    let given: Vec<Amount> = amounts.iter().filter(|amount| amount.of == Counted::Visits).cloned().collect();
    let products = products(amounts);
    amounts.extend(dispensed);
    amounts.extend(weekly_hours(amounts));
    amounts.extend(hours(amounts));
    amounts.extend([&given, &products].into_iter().filter_map(|visits| sum(visits)));
    amounts.extend(products);
}

/// What refills, months or an `x 3` make of a quantity.
fn dispensed(amounts: &[Amount]) -> Vec<Amount> {
    const MOST: f64 = 12.0;
    let times = amounts.iter().flat_map(|amount| match amount.of {
        Counted::Refills => vec![amount.most, amount.most + 1.0],
        Counted::Months | Counted::Something if amount.most <= MOST => vec![amount.most],
        _ => Vec::new(),
    });
    let times: Vec<f64> = times.filter(|times| *times > 1.0).flat_map(|times| [times, 1.0 / times]).collect();
    let is_quantity =
        |amount: &&Amount| matches!(amount.of, Counted::Something | Counted::Pieces) && amount.least > MOST;
    let of_each = |amount: &Amount, times: f64| Amount {
        least: amount.least * times,
        most: amount.most * times,
        ..amount.clone()
    };
    let quantities = amounts.iter().filter(is_quantity);
    quantities.flat_map(|amount| times.iter().map(move |times| of_each(amount, *times))).collect()
}

fn sum(visits: &[Amount]) -> Option<Amount> {
    let (least, most) = (visits.iter().map(|amount| amount.least).sum(), visits.iter().map(|amount| amount.most).sum());
    Some(Amount { least, most, ..visits.first()?.clone() })
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(request: &str, words: &str) -> Vec<String> {
        let rationale = format!("The chart gives no reason. The request for {words} is not medically necessary.");
        let example = Example { request, rationale: &rationale, ..Example::default() };
        example.finds(&RULE).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn as_the_subject_of_a_sentence() {
        let finds = |rationale: &str| {
            let example = Example { request: "Acupuncture, 6 visits", rationale, ..Example::default() };
            example.finds(&RULE).into_iter().map(|(_, words)| words).collect::<Vec<_>>()
        };
        assert_eq!(finds("The twelve visits requested are within the guideline."), ["twelve visits"]);
        assert_eq!(finds("Here, the 8 visits asked for are too many."), ["8 visits"]);
        assert_eq!(finds("The current request for 18 visits exceeds the guideline."), ["18 visits"]);
        assert_eq!(finds("The current request for 6 visits exceeds the guideline."), [""; 0]);
        assert_eq!(finds("The earlier request for 18 visits exceeds nothing now."), [""; 0]);
        assert_eq!(finds("The six visits requested are within the guideline."), [""; 0]);
        assert_eq!(finds("The 6 acupuncture visits requested are too many."), [""; 0]);
        assert_eq!(finds("The 12 visits previously requested were given."), [""; 0]);
        assert_eq!(finds("The 12 visits requested in 2012 were given."), [""; 0]);
        assert_eq!(finds("The 12 visits requested by the prior provider were given."), [""; 0]);
        assert_eq!(finds("The other visits requested are not in dispute."), [""; 0]);
    }

    #[test]
    fn what_is_left_of_a_request() {
        let finds = |rationale: &str| {
            let example = Example { request: "Acupuncture, 12 visits", rationale, ..Example::default() };
            example.finds(&RULE).into_iter().map(|(_, words)| words).collect::<Vec<_>>()
        };
        assert_eq!(finds("UR certified 4. Eight visits of acupuncture are not medically necessary."), [""; 0]);
        assert_eq!(finds("UR certified 4. Six visits of acupuncture are not medically necessary."), ["Six visits"]);
        assert_eq!(
            finds("Four of the visits were approved. Eight visits of acupuncture are not medically necessary."),
            [""; 0]
        );
        for told in
            ["UR's letter cites page 4.", "UR certified 4 tablets of Soma.", "An MRI and 4 radiographs were approved."]
        {
            let rationale = format!("{told} Eight visits of acupuncture are not medically necessary.");
            assert_eq!(finds(&rationale), ["Eight visits"], "{told}");
        }
        for told in [
            "UR approved 4 of 12 visits.",
            "UR certified a trial of 4 visits.",
            "UR certified 4 acupuncture visits.",
            "UR modified the request to 4 visits.",
            "UR has already approved four visits.",
            "The claims administrator only approved 4 visits.",
            "UR's approval covered 4 visits.",
            "UR approved 4 out of 12.",
            "The first 4 visits were granted.",
            "UR certified the first four visits of the twelve.",
            "A total of 4 visits were certified.",
        ] {
            let rationale = format!("{told} Eight visits of acupuncture are not medically necessary.");
            assert_eq!(finds(&rationale), [""; 0], "{told}");
        }
        let earlier =
            "Six earlier visits were authorized in March. Six visits of acupuncture are not medically necessary.";
        assert_eq!(finds(earlier), ["Six visits"]);
        assert_eq!(finds("Over 8 visits of acupuncture are not medically necessary."), [""; 0]);
        assert_eq!(finds("Over 24 visits of acupuncture are not medically necessary."), ["24 visits"]);
        assert_eq!(finds("He had 4. Eight visits of acupuncture are not medically necessary."), ["Eight visits"]);
    }

    #[test]
    fn of_what_is_in_dispute() {
        assert_eq!(finds("Naproxen 550mg #60", "Naproxen 550mg #90"), ["#90"]);
        assert_eq!(finds("Naproxen 550mg #60", "ninety tablets of naproxen"), ["ninety tablets"]);
        assert_eq!(finds("Acupuncture, 6 visits", "8 visits of acupuncture"), ["8 visits"]);
        assert_eq!(finds("Physical therapy 2x6", "PT 3 times a week for 6 weeks"), ["3 times a week"]);
        assert_eq!(
            finds(
                "Physical therapy 2 times a week for 4 weeks (8 visits)",
                "physical therapy 2 times a week for 6 weeks (12 visits)"
            ),
            ["6 weeks (12 visits"]
        );
        assert_eq!(
            finds("Home health aide, 4 hours/day, 5 days/week", "a home health aide, 8 hours/day, 5 days/week"),
            ["8 hours/day"]
        );
        assert_eq!(
            finds("Home health aide, 4 hours a day for 14 days", "65 hours of a home health aide"),
            ["65 hours"]
        );
        assert_eq!(
            finds("Home health aide 4 hours a day, 3 days a week", "an aide 40 hours a week"),
            ["40 hours a week"]
        );
        assert_eq!(finds("Norco 10/325mg #60 with 2 refills", "Norco 10/325mg #90"), ["#90"]);
        for (request, words) in [
            ("Home health aide, 4 hours a day for 14 days", "56 hours of a home health aide"),
            ("Home health aide, 4 hours/day, 5 days/week", "a home health aide for 20 hours a week"),
            ("Naproxen 550mg #60", "60 tablets of naproxen"),
            ("Right L3-4 and L4-5 facet injections", "right L4-5 and L3-4 facet injections"),
            ("L4-5 medial branch blocks", "the two medial branch blocks"),
            ("Naproxen 550mg #60", "one prescription of naproxen 550mg #60"),
            ("Naproxen 550mg #60", "naproxen 550mg, one tablet twice a day"),
            ("Physical therapy 2x6", "twelve (12) sessions of physical therapy"),
            ("Epidural steroid injection x 2", "2 lumbar epidural steroid injections"),
            ("Physical therapy 2-3 times a week for 4 weeks", "physical therapy, 12 visits"),
            ("TENS unit, 30 day trial", "a one-month trial of a TENS unit"),
            ("Naproxen 550mg", "naproxen 550mg #60"),
            ("Acupuncture, 6 visits", "acupuncture to a total of 12 visits"),
            ("Norco 10/325mg #60", "Norco 10/325mg #60, a refill of the #90 given before,"),
            ("Acupuncture, 6 visits", "6 visits of acupuncture (with 12 visits completed)"),
            ("Acupuncture, 6 visits", "acupuncture, 12 visits already attended,"),
            ("Home health aide 4 hours a day, 3 days a week", "an aide 12 hours a week"),
            ("Norco 10/325mg #120", "the remaining 60 tablets of Norco"),
            ("Norco 10/325mg #120", "the balance of 60 tablets of Norco"),
            ("Norco 10/325mg #120", "the other 60 tablets of Norco"),
            ("Norco 10/325mg #60 with 2 refills", "180 tablets of Norco"),
            ("Norco 10/325mg #60 with 2 refills", "Norco #60 and its 2 refills"),
            ("Norco 10/325mg #60 x 3", "180 tablets of Norco"),
            ("Naproxen 550mg #180 (three month supply)", "naproxen 550mg #60"),
            ("Tylenol with codeine 300/30mg #60", "Tylenol #3"),
            ("Norco 10/325mg #90", "the other half, 45 tablets"),
            ("Norco 10/325mg #120", "the 30 tablets in dispute"),
            ("Norco 10/325mg #90", "Norco of more than the certified 45 tablets"),
        ] {
            assert_eq!(finds(request, words), [""; 0], "{request}: {words}");
        }
    }
}
