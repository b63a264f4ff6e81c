//! What was measured: scores, lengths, angles, times, how much pain there is, and how much of it was relieved.

mod names;

use super::tokens::{Token, What, tokens};
use names::{HEADACHES, SCALE, UNIT};
use std::ops::Range;

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
    /// So many percent of something.
    Percent,
}

impl Measured {
    /// Whether it tells what was measured, without the words beside it.
    pub fn says_what(self) -> bool {
        matches!(self, Measured::Scale(_) | Measured::OutOf(_) | Measured::Units(HEADACHES))
    }
}

/// What a text measures, in order.
pub fn measures(text: &str) -> Vec<Measure> {
    let tokens = tokens(text);
    if tokens.iter().all(|token| token.number().is_none()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        match SCALE.at(&tokens, at) {
            Some((scale, behind)) => {
                let (numbers, _) = numbers(&tokens, behind);
                let measure = |(span, value)| Measure { span, of: Measured::Scale(scale), value };
                found.extend(numbers.into_iter().map(measure));
            }
            None if tokens[at].is("scored") || tokens[at].is("score") => found.extend(scored(&tokens, at + 1)),
            None if PAIN.contains(&tokens[at].word()) => found.extend(pain(&tokens, at + 1)),
            None => found.extend(in_units(&tokens, at)),
        }
    }
    found
}

/// A score before the name of its scale: `scored 16 on the PHQ-9`, `a score of 16 on the PHQ-9`.
fn scored(tokens: &[Token<'_>], behind: usize) -> Option<Measure> {
    let at = behind + usize::from(tokens.get(behind)?.is("of"));
    let value = tokens.get(at)?.number()?;
    let on = tokens.get(at + 1).filter(|on| on.is("on") || on.is("in")).map(|_| at + 2)?;
    let (scale, _) = SCALE.at(tokens, on + usize::from(tokens.get(on)?.is("the")))?;
    Some(Measure { span: tokens[at].span.clone(), of: Measured::Scale(scale), value })
}

/// How much pain there is without what it is out of: `pain 8 to 5`.
fn pain(tokens: &[Token<'_>], behind: usize) -> Vec<Measure> {
    const MOST: f64 = 10.0;
    let (numbers, next) = numbers(tokens, behind);
    let is_end = tokens.get(next).is_none_or(|next| match next.what {
        What::Sign(sign) => ",;.)".contains(sign),
        _ => AFTER_PAIN.contains(&next.word()),
    });
    let is_score = is_end && numbers.iter().all(|(_, value)| *value <= MOST);
    let measure = |(span, value)| Measure { span, of: Measured::OutOf(OF_TEN), value };
    numbers.into_iter().filter(|_| is_score).map(measure).collect()
}

/// All numbers of a text, but for days in digits.
pub fn numbers_in(text: &str) -> impl Iterator<Item = f64> {
    tokens(text).into_iter().filter_map(|token| token.number())
}

/// The numbers behind the name of a scale, `fell from 31 to 19`, and where they end.
fn numbers(tokens: &[Token<'_>], from: usize) -> (Vec<(Range<usize>, f64)>, usize) {
    const MOST_LINKS: usize = 6;
    let is_link = |token: &&Token<'_>| LINKS.iter().any(|link| token.is(link));
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
        next += 1;
        // `from 34 in April to 22`
        let when = if tokens.get(next).is_some_and(|token| token.is("in")) { 2 } else { 0 };
        if !tokens.get(next + when).is_some_and(|token| token.is("to")) {
            break;
        }
        next += when + 1;
    }
    (found, next)
}

/// The number at a place, if it is one of units: `38 m/s`, `10 to 30 minutes`, `8/10`, `60% relief`.
fn in_units(tokens: &[Token<'_>], at: usize) -> Option<Measure> {
    let value = tokens[at].number()?;
    // What stands behind such a sign is the rest of something longer.
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    let is_rest = before.is_some_and(|before| before.is_sign('/') || before.is_sign('.'));
    // `seen on 9/10` gives a day, `BP 90/100` a pressure.
    let is_else = before.is_some_and(|before| NO_SCORE.contains(&before.word()));
    let (of, end) = with_units(tokens, at).or_else(|| percent(tokens, at))?;
    let is_else = is_else && matches!(of, Measured::OutOf(_));
    (!is_rest && !is_else).then(|| Measure { span: tokens[at].span.start..tokens[end - 1].span.end, of, value })
}

/// What the number at a place means by its units, and where they end. In `10 to 30 minutes` they are those of both numbers.
fn with_units(tokens: &[Token<'_>], at: usize) -> Option<(Measured, usize)> {
    let units = |from: usize| out_of(tokens, from).or_else(|| units(tokens, from));
    let of_both = || {
        let next = ["to", "-", "or"].iter().find_map(|between| behind(tokens, at + 1, between))?;
        tokens.get(next)?.number()?;
        units(next + 1).map(|(of, _)| (of, at + 1))
    };
    units(at + 1).or_else(of_both)
}

/// `/10`, `of 30 points`, `out of 10`
fn out_of(tokens: &[Token<'_>], from: usize) -> Option<(Measured, usize)> {
    let joined = ["/", "of", "out of"].iter().find_map(|between| behind(tokens, from, between))?;
    let number = tokens.get(joined)?.number()?;
    let whole = WHOLES.iter().position(|whole| *whole == number)?;
    let points = behind(tokens, joined + 1, "points");
    let end = points.unwrap_or(joined + 1);
    let next = tokens.get(end);
    // `6 of 10 visits` is no score.
    let is_score =
        points.is_some() || !tokens[from].is("of") || next.is_none_or(|next| matches!(next.what, What::Sign(_)));
    let is_longer = next.is_some_and(|next| next.is_sign('/'));
    // `150/100` is a blood pressure.
    let is_part = tokens[from - 1].number().is_some_and(|part| part <= number);
    (is_part && is_score && !is_longer).then_some((Measured::OutOf(whole), end))
}

fn units(tokens: &[Token<'_>], from: usize) -> Option<(Measured, usize)> {
    let from = behind(tokens, from, "-").unwrap_or(from);
    UNIT.at(tokens, from).map(|(unit, end)| (Measured::Units(unit), end))
}

fn percent(tokens: &[Token<'_>], at: usize) -> Option<(Measured, usize)> {
    const NEAR: usize = 5;
    let end = behind(tokens, at + 1, "%").or_else(|| behind(tokens, at + 1, "percent"))?;
    let around = &tokens[at.saturating_sub(NEAR)..tokens.len().min(end + NEAR)];
    let is_near =
        |beginnings: &[&str]| around.iter().any(|token| beginnings.iter().any(|begin| token.word().starts_with(begin)));
    let of = match () {
        () if is_near(&BETTER) => Measured::Relief,
        () if is_near(&WHOLE) => Measured::Percent,
        () => return None,
    };
    Some((of, end))
}

/// Where words and signs end that stand at a place.
fn behind(tokens: &[Token<'_>], at: usize, name: &str) -> Option<usize> {
    let mut end = at;
    for part in name.split(' ') {
        tokens.get(end).filter(|token| token.is(part))?;
        end += 1;
    }
    Some(end)
}

/// Words and signs between the name of a scale and its value.
const LINKS: [&str; 36] = [
    ":",
    "=",
    "at",
    "being",
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
    "lowered",
    "of",
    "raised",
    "rated",
    "reduced",
    "remained",
    "remains",
    "rise",
    "risen",
    "rose",
    "scale",
    "score",
    "scored",
    "scores",
    "still",
    "test",
    "to",
    "up",
    "was",
];

/// Words behind a number that is no value of a scale.
const NO_VALUE: [&str; 11] = ["day", "days", "gel", "mcg", "mg", "ml", "month", "months", "points", "tablets", "weeks"];

/// What is given as so many out of a number. Strength is graded out of five, for many muscles side by side.
const WHOLES: [f64; 3] = [10.0, 30.0, 100.0];

/// The place of ten in the list of wholes.
const OF_TEN: usize = 0;

/// What is rated from nought to ten.
const PAIN: [&str; 3] = ["nrs", "pain", "vas"];

/// Words behind the rating of a pain.
const AFTER_PAIN: [&str; 11] = ["after", "and", "at", "before", "but", "in", "off", "on", "when", "with", "without"];

/// Words before two numbers that are no score.
const NO_SCORE: [&str; 8] = ["acuity", "bp", "by", "dated", "on", "pressure", "seen", "vision"];

/// How words begin that say what is better.
const BETTER: [&str; 8] = ["better", "decreas", "improve", "less", "lower", "reduc", "relie", "took"];

/// How words begin of which there is a part.
const WHOLE: [&str; 11] =
    ["compress", "disab", "height", "impair", "narrow", "occlu", "saturat", "stenosis", "tear", "thickness", "torn"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_measured() {
        for (text, read) in [
            ("BDI-II fell from 31 to 19 and an Epworth score of 17.", "31|19|17"),
            ("The PHQ-9 was 14; BMI 34.2.", "14|34.2"),
            ("The Beck had fallen from 34 in April to 22. The Epworth score being 6, none is seen.", "34|22|6"),
            ("He scored 16 on the PHQ-9, a score of 12 on the GAD-7.", "16|12"),
            ("The PHQ-9 was lowered from 19 to 14; upper extremity strength is 5/5.", "19|14|5"),
            ("Slowing to 38 m/s, a 9 mm fragment, 1.8cm.", "38 m/s|9 mm|1.8cm"),
            ("She could sit for 20 minutes; walking rose from 10 to 30 minutes.", "20 minutes|10|30 minutes"),
            ("Pain is 8-9/10, and she had 22 of 30 points, MoCA 25 of 30.", "8|9/10|22 of 30 points|25|25 of 30"),
            ("It relieved 60% of the leg pain.", "60%"),
            ("All four met: pain 8 to 5, full duty; VAS 7 with Norco.", "8|5|7"),
            ("From 20 to 17 headache days, 17 days a month.", "20|17 headache days|17 days a month"),
            ("The test came to 22 of 30. Pain 6 out of 10, 6 of 10 visits.", "22 of 30|6 out of 10"),
            ("A testosterone level of 118 ng/dL was low.", "118|118 ng/dL"),
            ("A tear of about 30 percent, 20% impairment.", "30 percent|20%"),
            ("Two blocks with a cane, and 40 degrees.", "Two blocks|40 degrees"),
            ("Strength 4/5. On 8/10/2014 he had L4-5 pain, 2 weeks. Flurbiprofen 20% cream.", ""),
            ("Pain of 3 months, pain at 6 weeks, pain from two injuries, pain is one of the reasons.", ""),
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
