//! How much is asked for: doses, quantities, visits, how often and how long.

use super::tokens::{Token, tokens};
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
}

impl Dose {
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
    let mut found: Vec<Amount> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
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

/// Reads what stands at one place.
struct Reader<'t> {
    tokens: &'t [Token],
    at: usize,
}

/// How many tokens were read, and the amounts in them.
type Read = (usize, Vec<Amount>);

impl Reader<'_> {
    fn token(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead)
    }

    fn number(&self, ahead: usize) -> Option<f64> {
        self.token(ahead).and_then(Token::number)
    }

    fn word(&self, ahead: usize) -> &str {
        self.token(ahead).map_or("", Token::word)
    }

    fn is_sign(&self, ahead: usize, sign: char) -> bool {
        self.token(ahead).is_some_and(|token| token.is_sign(sign))
    }

    fn is_before(&self, words: &[&str]) -> bool {
        self.at > 0 && words.contains(&self.tokens[self.at - 1].word())
    }

    fn span(&self, count: usize) -> Range<usize> {
        self.tokens[self.at].span.start..self.tokens[self.at + count - 1].span.end
    }

    fn amount(&self, count: usize, of: Counted, (least, most): (f64, f64)) -> Amount {
        Amount { span: self.span(count), of, least, most }
    }

    /// A number or a range of numbers, and how many tokens it takes.
    fn range(&self) -> Option<(usize, (f64, f64))> {
        let first = self.number(0)?;
        let joins = self.is_sign(1, '-') || ["to", "or"].contains(&self.word(1));
        match self.number(2).filter(|last| joins && *last > first) {
            Some(last) => Some((3, (first, last))),
            None => Some((1, (first, first))),
        }
    }

    /// `10/325mg`, `10 mg/325 mg`, `50 mcg/hr`, `5%`; no dose with the count of tokens where one only seems to stand.
    fn dose(&self) -> Option<(usize, Option<Dose>)> {
        let (mut parts, mut unit, mut next) = (Vec::new(), None, 0);
        let mut is_range = false;
        loop {
            let number = self.number(next)?;
            next += 1;
            let named = self.unit(next);
            let scale = named.map_or(1.0, |(_, scale)| scale);
            parts.push(number * scale);
            unit = unit.or(named.map(|(unit, _)| unit));
            next += usize::from(named.is_some());
            let follows = self.number(next + 1);
            let combines = follows.is_some_and(|follows| follows >= 100.0 && follows >= 10.0 * number);
            if follows.is_some() && self.is_sign(next, '/') || combines && self.is_sign(next, '-') {
                next += 1;
            } else if follows.is_some() && self.is_sign(next, '-') && self.unit(next + 2).is_some() {
                is_range = true;
                next += 1;
            } else {
                break;
            }
        }
        let is_pair = parts.len() > 1 && parts[parts.len() - 1] >= 100.0 && !is_range;
        let unit = unit.or(is_pair.then_some(Unit::Milligrams))?;
        if self.is_sign(next, '/') && ["h", "hr", "hour"].contains(&self.word(next + 1)) {
            next += 2;
        }
        let by_day = self.is_sign(next, '/') || ["a", "per", "each"].contains(&self.word(next));
        let is_content = self.word(next) == "of";
        let is_total = by_day && self.word(next + 1) == "day" || is_range || is_content;
        let is_daily = self.word(next) == "daily";
        Some((next, (!is_total).then(|| Dose { span: self.span(next), unit, parts, is_daily })))
    }

    /// The unit of a strength, and how many milligrams it is.
    fn unit(&self, ahead: usize) -> Option<(Unit, f64)> {
        match self.word(ahead) {
            "mg" | "mgs" | "milligram" | "milligrams" => Some((Unit::Milligrams, 1.0)),
            "mcg" | "ug" | "µg" | "microgram" | "micrograms" => Some((Unit::Milligrams, 0.001)),
            "iu" | "units" => Some((Unit::Units, 1.0)),
            _ if self.is_sign(ahead, '%') => Some((Unit::Percent, 1.0)),
            "percent" => Some((Unit::Percent, 1.0)),
            _ => None,
        }
    }

    /// `2 times a week`, `twice weekly`, `3x/week`, `3 days a week`, `once every two weeks`; what is taken in a day is
    /// passed over.
    fn frequency(&self) -> Option<Read> {
        let (mut next, (mut least, mut most)) = match self.word(0) {
            "once" => (1, (1.0, 1.0)),
            "twice" => (1, (2.0, 2.0)),
            _ => self.range()?,
        };
        let is_plain = next == 1 && self.number(0).is_none();
        let has_times = matches!(
            self.word(next),
            "time" | "times" | "x" | "visit" | "visits" | "session" | "sessions" | "day" | "days"
        ) || self.is_sign(next, 'x');
        let has_hours = matches!(self.word(next), "hour" | "hours" | "tablet" | "tablets" | "capsule" | "capsules");
        next += usize::from(has_times || has_hours);
        let joins = self.is_sign(next, '/') || matches!(self.word(next), "a" | "per" | "each" | "every");
        let is_every = self.word(next) == "every";
        next += usize::from(joins);
        if let Some(gap) = self.number(next).filter(|gap| is_every && *gap > 0.0) {
            (least, most) = (least / gap, most / gap);
            next += 1;
        } else if is_every && self.word(next) == "other" {
            (least, most) = (least / 2.0, most / 2.0);
            next += 1;
        }
        let of = match self.word(next) {
            "week" | "weeks" | "wk" | "wks" => Some(Counted::PerWeek),
            "weekly" if !joins => Some(Counted::PerWeek),
            "month" | "months" => Some(Counted::PerMonth),
            "monthly" if !joins => Some(Counted::PerMonth),
            "day" | "daily" => None,
            _ => return None,
        };
        if !joins && !has_times && !is_plain {
            return None;
        }
        let of = of.filter(|_| !has_hours);
        Some((next + 1, of.map(|of| self.amount(next + 1, of, (least, most))).into_iter().collect()))
    }

    /// `2x4`, `2 x 4 weeks`: so often a week for so many weeks.
    fn grid(&self) -> Option<Read> {
        const OTHERS: [&str; 9] = ["cm", "ft", "gauze", "inch", "inches", "mm", "repetitions", "reps", "sets"];
        let (count, often) = self.range()?;
        let crosses = self.word(count) == "x" || self.is_sign(count, 'x') || self.word(count) == "times";
        let behind = Reader { tokens: self.tokens, at: self.at + count + 1 };
        let (length, long) = behind.range().filter(|_| crosses)?;
        let unit = behind.word(length);
        if OTHERS.contains(&unit) || often.1 > 7.0 || long.1 > 52.0 {
            return None;
        }
        let of = if unit.starts_with("month") {
            (Counted::PerMonth, Counted::Months)
        } else {
            (Counted::PerWeek, Counted::Weeks)
        };
        let length = length + usize::from(["week", "weeks", "wk", "wks", "month", "months"].contains(&unit));
        let amounts = vec![self.amount(count, of.0, often), behind.amount(length, of.1, long)];
        Some((count + 1 + length, amounts))
    }

    /// `#30`, `Qty: 30`, `quantity of 30`, `x 6`, `series of 3`.
    fn unnamed(&self, before: Option<&Amount>) -> Option<Read> {
        let is_x = self.word(0) == "x" || self.is_sign(0, 'x');
        let lead = match self.word(0) {
            _ if is_x || self.is_sign(0, '#') => 1,
            "qty" | "quantity" | "quantities" => 1 + (1..3).take_while(|&ahead| self.fills(ahead)).count(),
            "series" if self.word(1) == "of" => 2,
            _ => return None,
        };
        let behind = Reader { tokens: self.tokens, at: self.at + lead };
        if let Some((count, amounts)) = behind.count() {
            return Some((lead + count, amounts.into_iter().map(|amount| self.from_here(amount)).collect()));
        }
        let (count, numbers) = behind.range()?;
        let is_long = matches!(behind.word(count), "minute" | "minutes" | "hour" | "hours" | "year" | "years");
        let goes_on = is_x && before.is_some_and(|before| before.of == Counted::PerWeek);
        let of = match self.word(0) {
            _ if goes_on => Counted::Weeks,
            "series" => Counted::Injections,
            _ => Counted::Something,
        };
        let amounts = if is_long { Vec::new() } else { vec![self.amount(lead + count, of, numbers)] };
        Some((lead + count, amounts))
    }

    fn fills(&self, ahead: usize) -> bool {
        self.word(ahead) == "of" || [':', '#', '.'].iter().any(|sign| self.is_sign(ahead, *sign))
    }

    fn from_here(&self, amount: Amount) -> Amount {
        Amount { span: self.tokens[self.at].span.start..amount.span.end, ..amount }
    }

    /// `30 tablets`, `6 visits`, `8 acupuncture sessions`, `30 day`, `(8)` behind a number of weeks.
    fn count(&self) -> Option<Read> {
        let (count, numbers) = self.range()?;
        let next = count + usize::from(self.is_sign(count, '-'));
        let (length, of) = match timed(self.word(next)) {
            Some(of) => (next + 1, of),
            None => {
                let words = (next..next + 5).take_while(|&ahead| ahead == next || goes_between(self.word(ahead - 1)));
                words.into_iter().find_map(|ahead| Some((ahead + 1, counted(self.word(ahead))?)))?
            }
        };
        let is_each =
            matches!(self.word(length), "a" | "per" | "each" | "every" | "daily") || self.is_sign(length, '/');
        let is_rate = self.is_before(&["every", "q", "each", "per"]) || is_each && of as u8 >= Counted::Hours as u8;
        let is_taken = of == Counted::Pieces && (numbers.1 < 5.0 || is_each || self.word(length) == "by");
        let amounts = if is_rate || is_taken { Vec::new() } else { vec![self.amount(length, of, numbers)] };
        Some((length, amounts))
    }
}

/// Lengths of time and measures stand right behind their number.
fn timed(word: &str) -> Option<Counted> {
    Some(match word {
        "g" | "gm" | "gms" | "gram" | "grams" => Counted::Grams,
        "ml" | "mls" | "cc" => Counted::Millilitres,
        "hour" | "hours" | "hrs" => Counted::Hours,
        "day" | "days" => Counted::Days,
        "week" | "weeks" | "wk" | "wks" => Counted::Weeks,
        "month" | "months" => Counted::Months,
        _ => return None,
    })
}

fn counted(word: &str) -> Option<Counted> {
    Some(match word {
        "tab" | "tabs" | "tablet" | "tablets" | "cap" | "caps" | "capsule" | "capsules" | "pill" | "pills"
        | "patch" | "patches" => Counted::Pieces,
        "visit" | "visits" | "session" | "sessions" | "treatment" | "treatments" | "appointment" | "appointments" => {
            Counted::Visits
        }
        "injection" | "injections" | "block" | "blocks" => Counted::Injections,
        "refill" | "refills" => Counted::Refills,
        _ => return None,
    })
}

/// Words that may stand between a number and what it counts: `6 additional acupuncture visits`.
fn goes_between(word: &str) -> bool {
    const OTHERS: [&str; 24] = [
        "a", "and", "at", "by", "day", "days", "each", "every", "for", "hours", "in", "mg", "minute", "months", "of",
        "or", "per", "time", "times", "to", "week", "weeks", "with", "x",
    ];
    !word.is_empty() && !OTHERS.contains(&word)
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
        assert_eq!(read("injections x 2, series of 3, 2 lumbar epidural steroid injections").len(), 3);
        assert!(read("1-2 tablets every 6 hours, 1 tablet by mouth twice a day, Norco 10/325mg").is_empty());
        assert_eq!(read("4 hours a day, 3 days a week"), [(PerWeek, 3.0, 3.0)]);
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
        assert_eq!(total("3x10 repetitions, twice a day for 30 days"), None);
    }
}
