//! Reading doses and amounts from tokens.

use super::super::tokens::Token;
use super::{Amount, Counted, Dose, Unit};
use std::ops::Range;

/// Reads what stands at one place.
pub(super) struct Reader<'t> {
    pub(super) tokens: &'t [Token<'t>],
    pub(super) at: usize,
}

/// How many tokens were read, and the amounts in them.
pub(super) type Read = (usize, Vec<Amount>);

impl Reader<'_> {
    fn token(&self, ahead: usize) -> Option<&Token<'_>> {
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
    pub(super) fn dose(&self) -> Option<(usize, Option<Dose>)> {
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

    /// `2 times a week`, `twice weekly`, `3x/week`, `3 days a week`, `once every two weeks`; `4 hours a day`; what is taken
    /// in a day is passed over.
    pub(super) fn frequency(&self) -> Option<Read> {
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
        let has_hours = matches!(self.word(next), "hour" | "hours" | "hr" | "hrs");
        let has_pieces = matches!(self.word(next), "tablet" | "tablets" | "capsule" | "capsules");
        next += usize::from(has_times || has_hours || has_pieces);
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
            "week" | "weeks" | "wk" | "wks" if has_hours => joins.then_some(Counted::HoursPerWeek),
            "weekly" if has_hours && !joins => Some(Counted::HoursPerWeek),
            "week" | "weeks" | "wk" | "wks" => Some(Counted::PerWeek),
            "weekly" if !joins => Some(Counted::PerWeek),
            "month" | "months" => (!has_hours).then_some(Counted::PerMonth),
            "monthly" if !joins => (!has_hours).then_some(Counted::PerMonth),
            "day" if has_hours => Some(Counted::HoursPerDay),
            "daily" if has_hours && !joins => Some(Counted::HoursPerDay),
            "day" | "daily" => None,
            _ => return None,
        };
        if !joins && !has_times && !has_hours && !is_plain {
            return None;
        }
        let of = of.filter(|_| !has_pieces);
        Some((next + 1, of.map(|of| self.amount(next + 1, of, (least, most))).into_iter().collect()))
    }

    /// `2x4`, `2 x 4 weeks`: so often a week for so many weeks.
    pub(super) fn grid(&self) -> Option<Read> {
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
    pub(super) fn unnamed(&self, before: Option<&Amount>) -> Option<Read> {
        let is_x = self.word(0) == "x" || self.is_sign(0, 'x');
        let lead = match self.word(0) {
            _ if is_x || self.is_sign(0, '#') => 1,
            "qty" | "quantity" | "quantities" => 1 + (1..3).take_while(|&ahead| self.fills(ahead)).count(),
            "series" if self.word(1) == "of" => 2,
            _ => return None,
        };
        let behind = Reader { tokens: self.tokens, at: self.at + lead };
        if let Some((count, amounts)) = behind.count() {
            return Some((lead + count, amounts.into_iter().map(|amount| self.starting_here(amount)).collect()));
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

    fn starting_here(&self, amount: Amount) -> Amount {
        Amount { span: self.tokens[self.at].span.start..amount.span.end, ..amount }
    }

    /// `30 tablets`, `6 visits`, `8 acupuncture sessions`, `30 day`, `(8)` behind a number of weeks.
    pub(super) fn count(&self) -> Option<Read> {
        let (count, numbers) = self.range()?;
        let next = count + usize::from(self.is_sign(count, '-'));
        let (length, of) = match timed(self.word(next)) {
            Some(of) => (next + 1, of),
            None => {
                // `18 post-operative physical therapy visits`
                let goes_on = |ahead: usize| goes_between(self.word(ahead)) || self.is_sign(ahead, '-');
                let words = (next..next + 7).take_while(|&ahead| ahead == next || goes_on(ahead - 1));
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
        "visit" | "visits" | "session" | "sessions" | "treatment" | "treatments" | "appointment" | "appointments"
        | "class" | "classes" => Counted::Visits,
        "injection" | "injections" | "block" | "blocks" | "esi" | "esis" => Counted::Injections,
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
