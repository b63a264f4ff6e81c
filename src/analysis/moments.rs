//! When something was: the days, months and years that a sentence names.

use crate::model::{days, month_of};
use crate::text::pattern::{MONTH, verbose};
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// A year, and a month of it if that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    year: i16,
    month: Option<i8>,
}

/// The days, months and years of a sentence, as months and years.
pub(super) fn moments(sentence: &str) -> Box<[Moment]> {
    let days = days(sentence);
    let is_of_day = |at: usize| days.iter().any(|(place, _)| place.contains(&at));
    let of_days = days.iter().map(|(_, day)| Moment { year: day.year(), month: Some(day.month()) });
    let written = WRITTEN.captures_iter(sentence).filter_map(|found| {
        let year = found.name("year")?;
        let month = found.name("name").or_else(|| found.name("number")).and_then(|month| month_of(month.as_str()));
        let is_dose = UNIT.is_match(&sentence[year.end()..]);
        (!is_dose && !is_of_day(year.start())).then(|| Some(Moment { year: year.as_str().parse().ok()?, month }))?
    });
    of_days.chain(written).collect()
}

/// Whether some moments are surely not one.
pub(super) fn is_of_several(moments: &[Moment]) -> bool {
    moments.windows(2).any(|pair| !may_be_of_one(&pair[..1], &pair[1..]))
}

/// Whether any of some moments may be one of others.
pub(super) fn may_be_of_one(some: &[Moment], others: &[Moment]) -> bool {
    let may_be = |one: &Moment, other: &Moment| {
        one.year == other.year && one.month.zip(other.month).is_none_or(|(one, other)| one == other)
    };
    some.iter().any(|one| others.iter().any(|other| may_be(one, other)))
}

/// The years that a text names.
pub(super) fn years(text: &str) -> Box<[i16]> {
    YEAR.find_iter(text).filter_map(|year| year.as_str().parse().ok()).collect()
}

/// When something was, as far as a sentence tells: its days, years and months, each by themselves.
#[derive(Debug)]
pub(super) struct When {
    days: Box<[Date]>,
    years: Box<[i16]>,
    months: Box<[String]>,
}

impl When {
    pub(super) fn told(sentence: &str) -> Self {
        When {
            days: days(sentence).into_iter().map(|(_, day)| day).collect(),
            years: years(sentence),
            months: OF_MONTH.find_iter(sentence).map(|month| month.as_str().to_lowercase()).collect(),
        }
    }

    /// Whether both may be of one time.
    pub(super) fn may_be(&self, other: &When) -> bool {
        share(&self.days, &other.days) && share(&self.years, &other.years) && share(&self.months, &other.months)
    }
}

/// Whether nothing is said of one of them, or both have something in common.
fn share<T: PartialEq>(own: &[T], other: &[T]) -> bool {
    own.is_empty() || other.is_empty() || own.iter().any(|one| other.contains(one))
}

static YEAR: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: 19 | 20 ) [0-9]{2} \b"));
static OF_MONTH: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"\b {MONTH}")));

/// What makes a number no year.
static UNIT: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A \s* (?: mc?g | ml | units? ) \b"));

static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"(?: \b (?<name> {MONTH} ) ,? \s+ (?: of \s+ )? | \b (?<number> 0?[1-9] | 1[0-2] ) / )? (?<year> \b (?: 19 | 20 ) [0-9]{{2}} ) \b"
    ))
});

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sentence: &str) -> Vec<(i16, Option<i8>)> {
        moments(sentence).iter().map(|moment| (moment.year, moment.month)).collect()
    }

    #[test]
    fn days_months_and_years() {
        for (sentence, told) in [
            ("The EMG of April 2014 and of 4/22/14.", vec![(2014, Some(4)), (2014, Some(4))]),
            ("Drawn 2/2015, an ulcer in 2009.", vec![(2015, Some(2)), (2009, None)]),
            ("Pain is 7/10, and gabapentin 2000 mg is taken.", vec![]),
        ] {
            let mut found = read(sentence);
            found.sort_by_key(|(year, _)| -year);
            let mut told = told;
            told.sort_by_key(|(year, _)| -year);
            assert_eq!(found, told, "{sentence}");
        }
    }
}
