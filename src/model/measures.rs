//! What was measured: scores, lengths, angles, times, how much pain there is, and how much of it was relieved.

use super::tokens::{Token, What, tokens};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// A number that was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Where it stands, with its unit if that follows.
    pub span: Range<usize>,
    /// What the number means.
    pub of: Measured,
    /// The number.
    pub value: f64,
}

/// What a number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// A value on the scale or of the test with this place in the list of them.
    Scale(usize),
    /// So many units, by their place in the list. What was measured is told by words beside it.
    Units(usize),
    /// So many out of a number: pain of 8/10, 22 of 30 points.
    OutOf(usize),
    /// So many percent better than before.
    Relief,
}

/// What a text measures, in order.
pub fn measures(text: &str) -> Vec<Measure> {
    let tokens = tokens(text);
    if tokens.iter().all(|token| token.number().is_none()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = match SCALE.at(&tokens, at) {
            Some((scale, behind)) => {
                let (numbers, next) = numbers(&tokens, behind);
                let measure = |(span, value)| Measure { span, of: Measured::Scale(scale), value };
                found.extend(numbers.into_iter().map(measure));
                next
            }
            None => {
                found.extend(in_units(&tokens, at));
                at + 1
            }
        };
    }
    found
}

/// All numbers of a text, but for days in digits.
pub fn numbers_in(text: &str) -> impl Iterator<Item = f64> {
    tokens(text).into_iter().filter_map(|token| token.number())
}

/// The numbers behind the name of a scale, `fell from 31 to 19`, and where they end.
fn numbers(tokens: &[Token], from: usize) -> (Vec<(Range<usize>, f64)>, usize) {
    const MOST_LINKS: usize = 6;
    let is_link = |token: &&Token| LINKS.iter().any(|link| token.is(link));
    let links = tokens[from..].iter().take(MOST_LINKS).take_while(is_link).count();
    let (mut found, mut next) = (Vec::new(), from + links);
    while let Some((token, value)) = tokens.get(next).and_then(|token| Some((token, token.number()?))) {
        // So many points tell how far it rose or fell, and what has a unit of its own is taken or lasts.
        if tokens.get(next + 1).is_some_and(|next| NO_VALUE.contains(&next.word()))
            || behind(tokens, next + 1, "of the").is_some()
        {
            break;
        }
        found.push((token.span.clone(), value));
        let goes_on = tokens.get(next + 1).is_some_and(|token| token.is("to"));
        next += if goes_on { 2 } else { 1 };
        if !goes_on {
            break;
        }
    }
    (found, next)
}

/// The number at a place, if it is one of units: `38 m/s`, `10 to 30 minutes`, `8/10`, `60% relief`.
fn in_units(tokens: &[Token], at: usize) -> Option<Measure> {
    let value = tokens[at].number()?;
    // What stands behind such a sign is the rest of something longer.
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let is_rest = before.is_some_and(|before| before.is_sign('/') || before.is_sign('.'));
    // `seen on 9/10` gives a day, `BP 90/100` a pressure.
    let is_else = before.is_some_and(|before| NO_SCORE.contains(&before.word()));
    let (of, end) = with_units(tokens, at).or_else(|| relief(tokens, at))?;
    let is_else = is_else && matches!(of, Measured::OutOf(_));
    (!is_rest && !is_else).then(|| Measure { span: tokens[at].span.start..tokens[end - 1].span.end, of, value })
}

/// What the number at a place means by its units, and where they end. In `10 to 30 minutes` they are those of both numbers.
fn with_units(tokens: &[Token], at: usize) -> Option<(Measured, usize)> {
    let units = |from: usize| out_of(tokens, from).or_else(|| units(tokens, from));
    let of_both = || {
        let next = ["to", "-", "or"].iter().find_map(|between| behind(tokens, at + 1, between))?;
        tokens.get(next)?.number()?;
        units(next + 1).map(|(of, _)| (of, at + 1))
    };
    units(at + 1).or_else(of_both)
}

/// `/10`, `of 30 points`
fn out_of(tokens: &[Token], from: usize) -> Option<(Measured, usize)> {
    let sign = tokens.get(from).filter(|token| token.is_sign('/') || token.word() == "of")?;
    let number = tokens.get(from + 1)?.number()?;
    let whole = WHOLES.iter().position(|whole| *whole == number)?;
    let end = if sign.is_sign('/') { from + 2 } else { behind(tokens, from + 2, "points")? };
    let is_longer = tokens.get(end).is_some_and(|next| next.is_sign('/'));
    // `150/100` is a blood pressure.
    let is_part = tokens[from - 1].number().is_some_and(|part| part <= number);
    (is_part && !is_longer).then_some((Measured::OutOf(whole), end))
}

fn units(tokens: &[Token], from: usize) -> Option<(Measured, usize)> {
    let from = behind(tokens, from, "-").unwrap_or(from);
    UNIT.at(tokens, from).map(|(unit, end)| (Measured::Units(unit), end))
}

fn relief(tokens: &[Token], at: usize) -> Option<(Measured, usize)> {
    const NEAR: usize = 5;
    let end = behind(tokens, at + 1, "%").or_else(|| behind(tokens, at + 1, "percent"))?;
    let around = &tokens[at.saturating_sub(NEAR)..tokens.len().min(end + NEAR)];
    let is_better = around.iter().any(|token| BETTER.iter().any(|better| token.word().starts_with(better)));
    is_better.then_some((Measured::Relief, end))
}

/// Where words and signs end that stand at a place.
fn behind(tokens: &[Token], at: usize, name: &str) -> Option<usize> {
    let mut end = at;
    for part in name.split(' ') {
        tokens.get(end).filter(|token| token.is(part))?;
        end += 1;
    }
    Some(end)
}

/// Names of one or several words and signs, each with its place in the list of what they name.
struct Names(HashMap<&'static str, Vec<(usize, &'static str)>>);

impl Names {
    fn of(lists: &[&[&'static str]]) -> Self {
        let mut names = HashMap::<_, Vec<_>>::new();
        for (named, list) in lists.iter().enumerate() {
            for name in *list {
                let first = name.split(' ').next().unwrap_or(name);
                names.entry(first).or_default().push((named, *name));
            }
        }
        Names(names)
    }

    /// What the longest name at a place names, and where that name ends.
    fn at(&self, tokens: &[Token], at: usize) -> Option<(usize, usize)> {
        let mut sign = [0; 4];
        let first = match &tokens.get(at)?.what {
            What::Number(_) => return None,
            What::Word(word) => word.as_str(),
            What::Sign(char) => char.encode_utf8(&mut sign),
        };
        let names = self.0.get(first)?.iter();
        names.filter_map(|(named, name)| Some((*named, behind(tokens, at, name)?))).max_by_key(|(_, end)| *end)
    }
}

static SCALE: LazyLock<Names> = LazyLock::new(|| Names::of(&SCALES));
static UNIT: LazyLock<Names> = LazyLock::new(|| Names::of(&UNITS));

/// Scales and laboratory tests by their names.
const SCALES: [&[&str]; 17] = [
    &["epworth", "epworth sleepiness"],
    &["phq", "phq - 9", "phq 9", "phq9"],
    &["gad - 7", "gad 7", "gad7"],
    &["bdi", "bdi - ii", "beck depression", "beck depression inventory", "beck depression inventory - ii"],
    &["bai", "beck anxiety", "beck anxiety inventory"],
    &["gaf"],
    &["moca", "montreal cognitive assessment"],
    &["mmse", "mini - mental", "mini - mental state"],
    &["odi", "oswestry", "oswestry disability", "oswestry disability index"],
    &["ndi", "neck disability index"],
    &["dash", "quickdash"],
    &["womac"],
    &["bmi", "body mass index"],
    &["a1c", "hba1c", "hemoglobin a1c"],
    &["glucose"],
    &["testosterone"],
    &["ahi", "apnea - hypopnea index"],
];

/// Words and signs between the name of a scale and its value.
const LINKS: [&str; 30] = [
    ":",
    "=",
    "at",
    "decreased",
    "down",
    "dropped",
    "fallen",
    "fell",
    "from",
    "had",
    "has",
    "improved",
    "increased",
    "index",
    "is",
    "level",
    "of",
    "remained",
    "remains",
    "rise",
    "risen",
    "rose",
    "scale",
    "score",
    "scores",
    "still",
    "test",
    "to",
    "up",
    "was",
];

/// Words behind a number that is no value of a scale.
const NO_VALUE: [&str; 11] = ["day", "days", "gel", "mcg", "mg", "ml", "month", "months", "points", "tablets", "weeks"];

/// Units by their names.
const UNITS: [&[&str]; 12] = [
    &["mm", "millimeter", "millimeters"],
    &["cm", "centimeter", "centimeters"],
    &["m / s", "m / sec"],
    &["degree", "degrees", "°"],
    &["pg / ml", "ng / ml", "ng / dl", "mg / dl", "g / dl"],
    &["db"],
    &["block", "blocks"],
    &["lb", "lbs", "pound", "pounds"],
    &["minute", "minutes"],
    &["foot", "feet"],
    &["mile", "miles"],
    &["quadrants"],
];

/// What is given as so many out of a number. Strength is graded out of five, for many muscles side by side.
const WHOLES: [f64; 3] = [10.0, 30.0, 100.0];

/// Words before two numbers that are no score.
const NO_SCORE: [&str; 8] = ["acuity", "bp", "by", "dated", "on", "pressure", "seen", "vision"];

/// How words begin that say what is better.
const BETTER: [&str; 8] = ["better", "decreas", "improve", "less", "lower", "reduc", "relie", "took"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_measured() {
        for (text, read) in [
            ("BDI-II fell from 31 to 19 and an Epworth score of 17.", "31|19|17"),
            ("The PHQ-9 was 14; BMI 34.2.", "14|34.2"),
            ("Slowing to 38 m/s, a 9 mm fragment, 1.8cm.", "38 m/s|9 mm|1.8cm"),
            ("She could sit for 20 minutes; walking rose from 10 to 30 minutes.", "20 minutes|10|30 minutes"),
            ("Pain is 8-9/10, and she had 22 of 30 points, MoCA 25 of 30.", "8|9/10|22 of 30 points|25"),
            ("It relieved 60% of the leg pain.", "60%"),
            ("Two blocks with a cane, and 40 degrees.", "Two blocks|40 degrees"),
            ("Strength 4/5. On 8/10/2014 he had L4-5 pain, 2 weeks. Flurbiprofen 20% cream.", ""),
        ] {
            let words: Vec<_> = measures(text).into_iter().map(|measure| &text[measure.span]).collect();
            assert_eq!(words.join("|"), read, "{text}");
        }
    }

    #[test]
    fn a_name_of_a_scale_is_no_value() {
        assert_eq!(
            measures("The PHQ-9 and the GAD-7 were given. Epworth: not done in 2014. The BDI fell 11 points."),
            []
        );
    }
}
