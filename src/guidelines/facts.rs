//! Facts, each with how sure it is.

use jiff::civil::Date;
use serde::Deserialize;
use std::fmt;
use std::ops::RangeInclusive;

/// How sure a fact is, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It contradicts another fact, or was seen cited wrongly. Never to be offered.
    Doubtful,
    /// Recollected, and may be off.
    Unsure,
    /// Recollected from many published decisions; nobody has looked it up.
    Likely,
    /// Seen in a real letter or a public document, or looked up by the office. Only such a fact may make a
    /// finding a warning.
    Confirmed,
}

/// Something known, and how surely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// What is known.
    pub value: T,
    /// How surely.
    pub status: Status,
}

/// One page or several in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pages {
    /// The first.
    pub first: u32,
    /// The last; the same as the first for one page.
    pub last: u32,
}

/// The days on which something was in force, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// The first day. Unknown for editions whose adoption nobody recorded.
    pub from: Option<Date>,
    /// The last day. Unknown is not the same as still in force.
    pub until: Option<Date>,
}

impl Status {
    /// The word for it, as files write it.
    pub fn word(self) -> &'static str {
        match self {
            Status::Doubtful => "doubtful",
            Status::Unsure => "unsure",
            Status::Likely => "likely",
            Status::Confirmed => "confirmed",
        }
    }
}

impl Pages {
    /// Whether all of these pages lie within others.
    pub fn lie_within(self, others: Pages) -> bool {
        others.first <= self.first && self.last <= others.last
    }

    /// Reads `78-80` or `78`.
    pub fn parse(text: &str) -> Option<Pages> {
        let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
        let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        (0 < first && first <= last).then_some(Pages { first, last })
    }
}

impl fmt::Display for Pages {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(formatter, "{}", self.first)
        } else {
            write!(formatter, "{}-{}", self.first, self.last)
        }
    }
}

/// As messages say it: `page 24`, or `pages 78-80 (unverified)`.
impl fmt::Display for Fact<Pages> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = if self.value.first == self.value.last { "page" } else { "pages" };
        write!(formatter, "{label} {}", self.value)?;
        formatter.write_str(if self.status == Status::Confirmed { "" } else { " (unverified)" })
    }
}

impl Validity {
    /// Whether it was certainly not in force on any of these days.
    pub fn excludes(&self, days: &RangeInclusive<Date>) -> bool {
        self.from.is_some_and(|from| *days.end() < from) || self.until.is_some_and(|until| until < *days.start())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn pages_are_read_as_they_are_written() {
        assert_eq!(Pages::parse("78-80"), Some(Pages { first: 78, last: 80 }));
        assert_eq!(Pages::parse("24"), Some(Pages { first: 24, last: 24 }));
        for text in ["", "0", "80-78", "S1", "1-2-3"] {
            assert_eq!(Pages::parse(text), None, "{text}");
        }
        let pages = Pages { first: 78, last: 80 };
        assert_eq!(pages.to_string(), "78-80");
        assert_eq!(Fact { value: pages, status: Status::Likely }.to_string(), "pages 78-80 (unverified)");
        let page = Pages { first: 24, last: 24 };
        assert_eq!(Fact { value: page, status: Status::Confirmed }.to_string(), "page 24");
    }

    #[test]
    fn an_end_nobody_knows_excludes_nothing() {
        let days = date(2015, 1, 1)..=date(2015, 12, 31);
        let until = |date| Validity { from: None, until: Some(date) };
        let from = |date| Validity { from: Some(date), until: None };
        assert!(until(date(2014, 12, 31)).excludes(&days));
        assert!(!until(date(2015, 1, 1)).excludes(&days));
        assert!(from(date(2016, 1, 1)).excludes(&days));
        assert!(!from(date(2015, 12, 31)).excludes(&days));
        assert!(!Validity::default().excludes(&days));
    }
}
