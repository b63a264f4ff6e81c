//! How much is asked for: doses, quantities, visits, how often and how long.

mod reader;

use super::shifted;
use super::sites::sites;
use super::tokens::tokens;
use reader::Reader;
use std::ops::Range;

/// The strength of a drug, such as `10/325mg` or `5%`.
#[derive(Clone, Debug, PartialEq)]
pub struct Dose {
    /// Where it stands.
    pub span: Range<usize>,
    /// What the numbers count.
    pub unit: Unit,
    /// One number for each ingredient; those in micrograms as milligrams.
    pub parts: Vec<f64>,
    /// Whether it is `daily`: once a day, or in all of the day.
    pub is_daily: bool,
}

/// What the numbers of a dose count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Milligrams.
    Milligrams,
    /// Percent of a cream, a gel or a patch.
    Percent,
    /// International and other units.
    Units,
}

/// A number of something, or a range of numbers such as `2-3 times a week`.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// Where it stands.
    pub span: Range<usize>,
    /// What is counted.
    pub of: Counted,
    /// The number, or the least of a range.
    pub least: f64,
    /// The number, or the most of a range.
    pub most: f64,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// `#30`, `x 6`: the text does not say what.
    Something,
    /// Tablets, capsules, patches.
    Pieces,
    /// Visits, sessions, treatments.
    Visits,
    /// Injections and blocks.
    Injections,
    /// Refills.
    Refills,
    /// Grams.
    Grams,
    /// Millilitres.
    Millilitres,
    /// Hours in all.
    Hours,
    /// Days in all.
    Days,
    /// Weeks in all.
    Weeks,
    /// Months in all.
    Months,
    /// Times in a week.
    PerWeek,
    /// Times in a month.
    PerMonth,
    /// Hours in a day.
    HoursPerDay,
    /// Hours in a week.
    HoursPerWeek,
}

impl Dose {
    /// The same, moved by `by` bytes to the right.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Dose { span: shifted(&self.span, by), ..self }
    }

    /// Whether two doses may be the same: a letter may give only one ingredient of two, or what is taken in a day.
    pub fn agrees_with(&self, other: &Dose) -> bool {
        let is_daily = self.is_daily || other.is_daily;
        let is_like = |one: &f64, another: &f64| {
            let times = one.max(*another) / one.min(*another);
            is_same(*one, *another) || is_daily && is_same(times, times.round())
        };
        let holds = |one: &Dose, another: &Dose| {
            one.parts.iter().all(|part| another.parts.iter().any(|other| is_like(part, other)))
        };
        holds(self, other) || holds(other, self)
    }
}

impl Amount {
    /// The same, moved by `by` bytes to the right.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Amount { span: shifted(&self.span, by), ..self }
    }

    /// Whether two amounts may be the same.
    pub fn agrees_with(&self, other: &Amount) -> bool {
        self.least <= other.most && other.least <= self.most
    }
}

impl Counted {
    /// Whether numbers of both can be compared.
    pub fn is_like(self, other: Counted) -> bool {
        let is_open = |one, other| one == Counted::Something && other < Counted::Refills as u8;
        self == other || is_open(self, other as u8) || is_open(other, self as u8)
    }
}

fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

/// The doses in a text, in order. What is taken in a whole day, `80 mg of morphine`, and a range of doses is none.
pub fn doses(text: &str) -> Vec<Dose> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let reader = Reader { tokens: &tokens, at };
        match reader.dose() {
            Some((count, dose)) => {
                found.extend(dose);
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// The amounts in a text, in order. How to take a drug is none.
pub fn amounts(text: &str) -> Vec<Amount> {
    let tokens = tokens(text);
    let levels = if may_name_level(text) { sites(text) } else { Vec::new() };
    let mut found: Vec<Amount> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        // The 5 of `L4-5 blocks` counts none.
        if levels.iter().any(|level| level.span.contains(&tokens[at].span.start)) {
            at += 1;
            continue;
        }
        let reader = Reader { tokens: &tokens, at };
        if let Some((count, _)) = reader.dose() {
            at += count;
            continue;
        }
        let read = reader.frequency().or_else(|| reader.grid()).or_else(|| reader.unnamed(found.last()));
        match read.or_else(|| reader.count()) {
            Some((count, amounts)) => {
                found.extend(amounts);
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a letter of the spine stands before a digit.
fn may_name_level(text: &str) -> bool {
    let is_level =
        |pair: &[u8]| matches!(pair[0].to_ascii_uppercase(), b'C' | b'T' | b'L' | b'S') && pair[1].is_ascii_digit();
    text.as_bytes().windows(2).any(is_level)
}

/// What each pair of a frequency and the duration behind it multiplies to; nothing for a frequency that stands alone.
pub fn products(amounts: &[Amount]) -> Vec<Amount> {
    let pairs = amounts.iter().enumerate().filter_map(|(at, often)| {
        let (long, of) = match often.of {
            Counted::PerWeek => (Counted::Weeks, Counted::Visits),
            Counted::PerMonth => (Counted::Months, Counted::Visits),
            _ => return None,
        };
        let behind = amounts[at + 1..].iter().take_while(|amount| amount.of != often.of);
        let long = behind.into_iter().find(|amount| amount.of == long)?;
        let span = often.span.start..long.span.end;
        Some(Amount { span, of, least: often.least * long.least, most: often.most * long.most })
    });
    pairs.collect()
}

/// What hours in a day and days in a week multiply to.
pub fn weekly_hours(amounts: &[Amount]) -> Option<Amount> {
    let [daily, days] = [Counted::HoursPerDay, Counted::PerWeek].map(|of| only(of, amounts));
    product(&[daily?, days?], Counted::HoursPerWeek)
}

/// The only amount of something.
fn only(of: Counted, amounts: &[Amount]) -> Option<&Amount> {
    let mut found = amounts.iter().filter(|amount| amount.of == of);
    found.next().filter(|_| found.next().is_none())
}

fn product(of_all: &[&Amount], of: Counted) -> Option<Amount> {
    Some(Amount {
        span: of_all.iter().map(|amount| amount.span.start).min()?
            ..of_all.iter().map(|amount| amount.span.end).max()?,
        of,
        least: of_all.iter().map(|amount| amount.least).product(),
        most: of_all.iter().map(|amount| amount.most).product(),
    })
}

/// What hours in a day multiply to, if all is said that it takes: so many days, or so many days a week for so many weeks.
pub fn hours(amounts: &[Amount]) -> Option<Amount> {
    let only = |of: Counted| only(of, amounts);
    let is_given = |of: Counted| amounts.iter().any(|amount| amount.of == of);
    let daily = only(Counted::HoursPerDay)?;
    let days = match [Counted::PerWeek, Counted::Weeks].map(is_given) {
        [true, true] => vec![daily, only(Counted::PerWeek)?, only(Counted::Weeks)?],
        [false, false] => vec![daily, only(Counted::Days)?],
        _ => return None,
    };
    if is_given(Counted::Months) || is_given(Counted::PerMonth) || days.len() > 2 && is_given(Counted::Days) {
        return None;
    }
    product(&days, Counted::Hours)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Counted, f64, f64)> {
        amounts(text).into_iter().map(|amount| (amount.of, amount.least, amount.most)).collect()
    }

    fn strengths(text: &str) -> Vec<Vec<f64>> {
        doses(text).into_iter().map(|dose| dose.parts).collect()
    }

    #[test]
    fn strengths_of_drugs() {
        assert_eq!(strengths("Norco 10/325mg, 10-325 mg, 10 mg/325 mg, 10/325"), vec![vec![10.0, 325.0]; 4]);
        assert_eq!(strengths("7. 5 mg, fentanyl 50 mcg/hr, 5%"), [vec![7.5], vec![0.05], vec![5.0]]);
        assert!(strengths("1800 mg a day, 40 mg/day, 80 mg of morphine, 5-10 mg, 1/2/14, pain 8/10, #120").is_empty());
    }

    #[test]
    fn quantities() {
        use Counted::*;
        assert_eq!(
            read("#30, Qty: 60, 90 tablets"),
            [(Something, 30.0, 30.0), (Something, 60.0, 60.0), (Pieces, 90.0, 90.0)]
        );
        assert_eq!(read("#12 sessions, 6 Acupuncture Visits"), [(Visits, 12.0, 12.0), (Visits, 6.0, 6.0)]);
        assert_eq!(read("yoga, 18 classes in all"), [(Visits, 18.0, 18.0)]);
        assert_eq!(read("18 post-operative physical therapy visits"), [(Visits, 18.0, 18.0)]);
        assert_eq!(read("injections x 2, series of 3, 2 lumbar epidural steroid injections").len(), 3);
        assert!(read("1-2 tablets every 6 hours, 1 tablet by mouth twice a day, Norco 10/325mg").is_empty());
        assert_eq!(read("4 hours a day, 3 days a week"), [(HoursPerDay, 4.0, 4.0), (PerWeek, 3.0, 3.0)]);
        assert_eq!(read("8 hrs/day, 6 hours daily"), [(HoursPerDay, 8.0, 8.0), (HoursPerDay, 6.0, 6.0)]);
        assert_eq!(read("12 hours a week, 6 hrs/week"), [(HoursPerWeek, 12.0, 12.0), (HoursPerWeek, 6.0, 6.0)]);
    }

    #[test]
    fn how_often_and_how_long() {
        let total = |text: &str| products(&amounts(text)).first().map(|product| (product.least, product.most));
        for text in [
            "2 times a week for 6 weeks",
            "twice weekly for six weeks",
            "2x6",
            "2x6 weeks",
            "2x/week x 6 weeks",
            "2 x week x 6",
            "two (2) times per week for six (6) weeks",
            "2 visits a week for 6 weeks",
        ] {
            assert_eq!(total(text), Some((12.0, 12.0)), "{text}");
        }
        assert_eq!(total("2-3 times a week for 4 weeks"), Some((8.0, 12.0)));
        assert_eq!(total("once every two weeks for 12 weeks"), Some((6.0, 6.0)));
        let hours = |text: &str| hours(&amounts(text)).map(|product| product.least);
        assert_eq!(hours("4 hours a day for 14 days (65 hours)"), Some(56.0));
        assert_eq!(hours("4 hours/day, 5 days/week x 6 weeks"), Some(120.0));
        assert_eq!(hours("4 hours/day, 5 days/week"), None);
        assert_eq!(hours("4 hours a day for 3 days, then 2 hours a day for 5 days"), None);
        assert_eq!(total("3x10 repetitions, twice a day for 30 days"), None);
    }
}
