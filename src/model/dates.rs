//! Dates as letters write them, and the days on which a request was denied, reviewed and decided.

mod impossible;

pub use impossible::{has_month_first, has_month_second};

use crate::text::pattern::pattern;
use impossible::is_meant_as_day;
use jiff::civil::Date;
use regex::{Captures, Match, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// The days that a text gives to the steps of a review.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// When utilization review denied the request, as the case summary tells it; the last such day.
    pub told: Option<Date>,
    /// When utilization review denied the request, as the front of the letter says.
    pub denied: Option<Date>,
    /// When the application for a review was received.
    pub received: Option<Date>,
    /// When the case was assigned.
    pub assigned: Option<Date>,
    /// When the letter was decided.
    pub decided: Option<Date>,
}

/// A step in the course of a case, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The injury.
    Injury,
    /// Utilization review denied the request.
    Denial,
    /// The application for a review was received.
    Application,
    /// The case was assigned.
    Assignment,
    /// The letter was decided.
    Decision,
}

/// A day that a text gives to a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Which step.
    pub step: Step,
    /// Where the day stands.
    pub span: Range<usize>,
    /// The day.
    pub day: Date,
}

/// The days in a text, in order.
pub fn days(text: &str) -> Vec<(Range<usize>, Date)> {
    written_days(text).into_iter().filter_map(|(place, day)| Some((place, day?))).collect()
}

/// The days in a text, in order; without a date those that are in no calendar, such as February 30, if they are surely meant
/// as days.
pub fn written_days(text: &str) -> Vec<(Range<usize>, Option<Date>)> {
    let read = |found: Captures<'_>| match ANY_DAY.dated(&found) {
        Some((place, day)) => Some((place, Some(day))),
        None => Some((ANY_DAY.impossible(&found, text)?, None)),
    };
    ANY_DAY.pattern.captures_iter(text).filter_map(read).collect()
}

/// Whether a text names days as those of a service that was given already, and not those of the request or of a note.
pub fn names_service(text: &str) -> bool {
    static SERVICE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:(?-i:DOS)|dates?\s+of\s+service)\b"));
    SERVICE.is_match(text)
}

/// The steps that the table on the front of a letter gives, in order.
pub fn steps_on_front(text: &str) -> Vec<Dated> {
    ROW.steps(text)
}

/// The steps that the fixed sentence tells again with which a notice opens its issues, in order.
pub fn steps_in_opening(text: &str) -> Vec<Dated> {
    OPENING.steps(text)
}

/// The days on which utilization review decided, as a case summary tells them, in order.
pub fn reviews_in_summary(text: &str) -> Vec<(Range<usize>, Date)> {
    REVIEW.pattern.captures_iter(text).filter_map(|review| REVIEW.dated(&review)).collect()
}

impl Steps {
    /// The steps that the table on the front of a letter gives.
    pub(super) fn on_front(text: &str) -> Steps {
        let mut steps = Steps::default();
        for Dated { step, day, .. } in steps_on_front(text) {
            let step = match step {
                Step::Injury => continue,
                Step::Denial => &mut steps.denied,
                Step::Application => &mut steps.received,
                Step::Assignment => &mut steps.assigned,
                Step::Decision => &mut steps.decided,
            };
            *step = step.or(Some(day));
        }
        steps
    }

    /// What a case summary tells of utilization review.
    pub(super) fn in_summary(text: &str) -> Steps {
        let last = reviews_in_summary(text).into_iter().map(|(_, day)| day).max();
        // Whoever was seen long after it was reviewed on another day than that. A single later day may be a slip itself.
        let is_credible = |review: &Date| {
            let is_later = |day: &Date| day.year() - review.year() > 1;
            days(text).into_iter().filter(|(_, day)| is_later(day)).nth(1).is_none()
        };
        Steps { told: last.filter(is_credible), ..Steps::default() }
    }

    /// What both tell together.
    #[must_use]
    pub(super) fn and(self, following: Steps) -> Steps {
        Steps {
            told: self.told.max(following.told),
            denied: self.denied.or(following.denied),
            received: self.received.or(following.received),
            assigned: self.assigned.or(following.assigned),
            decided: self.decided.or(following.decided),
        }
    }
}

/// Two digits mean a year from 1940 to 2039.
const LAST_SHORT_YEAR: i16 = 39;

/// A day as letters write it: `6/7/12`, `05/06/1996`, `June 3, 2015`, `2015-07-01`.
const DATE: &str = r"(?:
    (?-u:\b) (?<month> [0-9]{1,2} ) \s? (?: / | - ) \s? (?<day> [0-9]{1,2} ) \s? (?: / | - ) \s? (?<year> [0-9]{4} | [0-9]{2} ) (?-u:\b)
  | (?-u:\b) (?<iso_year> [0-9]{4} ) - (?<iso_month> [0-9]{2} ) - (?<iso_day> [0-9]{2} ) (?-u:\b)
  | (?-u:\b) (?<name> Jan | Feb | Mar | Apr | May | June? | July? | Aug | Sept? | Oct | Nov | Dec ) (?: [a-z]{2,6} | \. )?
    \s+ (?<named_day> [0-9]{1,2} ) (?: st | nd | rd | th )? (?: \s* , \s* | \s+ ) (?<named_year> [0-9]{4} ) (?-u:\b) )";

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

static ANY_DAY: LazyLock<DayPattern> = LazyLock::new(|| DayPattern::new(DATE));

/// A label of the front table behind which a day stands, for a verbose pattern in any case.
pub const DAY_LABEL: &str = r"(?: (?<injury> Date \s+ of \s+ Injury )
    | (?<denied> (?: UR | Utilization \s+ Review ) \s+ (?: Denial | Decision | Determination ) \s+ Date
        | Date \s+ of \s+ (?: UR | Utilization \s+ Review ) \s+ (?: Denial | Decision | Determination ) )
    | (?<received> Application \s+ Received (?: \s+ Date )? | Date \s+ (?: Application \s+ )? Received )
    | (?<assigned> Date \s+ Assigned | Assigned \s+ Date )
    | (?: Decision | Determination | Letter ) \s+ Date | Date \s+ of \s+ (?: Decision | Determination ) )";

/// Such a label with its day.
static ROW: LazyLock<DayPattern> =
    LazyLock::new(|| DayPattern::new(&format!(r"(?: (?-u:\b) {DAY_LABEL} | ^ [\t\x20]* Dated ) \s* :? \s* {DATE}")));

static OPENING: LazyLock<DayPattern> = LazyLock::new(|| {
    DayPattern::new(&format!(
        r"(?-u:\b) (?: (?<received> application \s+ for \s+ independent \s+ medical \s+ review \s+ was \s+ filed \s+ on )
            | (?<denied> disputing \s+ the \s+ utilization \s+ review \s+ denial \s+ dated ) ) \s+ {DATE}"
    ))
});

/// Utilization review with the day of its decision, in one order or the other.
static REVIEW: LazyLock<DayPattern> = LazyLock::new(|| {
    const REVIEWER: &str = r"(?: (?-u:\b) (?-i:UR) (?-u:\b) | (?-u:\b) utilization \s+ review (?: er )? (?-u:\b) (?: \s* \( (?-i:UR) \) )? | (?-u:\b) claims \s+ administrator (?-u:\b) )";
    const DECISION: &str = r"(?: a | an | the | this | that | these | those | its | was | were | is | has | been | had
        | physician | review | report | letter | notice | process | decision | determination | denial | recommendation
        | certification | non-?certification | request | requests | treatment | items? | services?
        | denied | non-?certified | modified | rendered | issued | made | completed | performed | conducted | sent
        | all | both | each | every | of | them | to | through | two | three | four | five | six | seven | eight | nine | ten )";
    let (before, after) = (DATE, DATE_BEHIND.as_str());
    DayPattern::new(&format!(
        r"(?-u:\b) (?: on | dated ) \s+ {before} [\s,]* (?: (?: the | a ) \s+ )? {REVIEWER}
        | {REVIEWER} (?: ['’]s )? (?: \s+ (?: {DECISION} (?-u:\b) | \( [0-9]+ \) ) )*? (?: \s+ (?: dated | on | of | from ) )? \s+ \(? {after}"
    ))
});

/// The same with names of its own, as a pattern must not use a name twice.
static DATE_BEHIND: LazyLock<String> = LazyLock::new(|| DATE.replace("(?<", "(?<behind_"));

/// A pattern that holds a day.
struct DayPattern {
    pattern: Regex,
    /// Which of its groups hold which part of the day: those of one way to write it.
    parts: Vec<(usize, DatePart)>,
}

#[derive(Clone, Copy)]
enum DatePart {
    Year,
    Month,
    Day,
}

impl DayPattern {
    fn new(source: &str) -> Self {
        let pattern = pattern(&format!("(?imx) {source}"));
        let part = |name: &str| match name.trim_start_matches("behind_") {
            "year" | "iso_year" | "named_year" => Some(DatePart::Year),
            "month" | "iso_month" | "name" => Some(DatePart::Month),
            "day" | "iso_day" | "named_day" => Some(DatePart::Day),
            _ => None,
        };
        let groups = pattern.capture_names().enumerate();
        let parts = groups.filter_map(|(group, name)| Some((group, part(name?)?))).collect();
        DayPattern { pattern, parts }
    }

    /// The days of a text, each with the step whose label stands before it.
    fn steps(&self, text: &str) -> Vec<Dated> {
        let read = |row: Captures<'_>| {
            let step = match () {
                () if row.name("injury").is_some() => Step::Injury,
                () if row.name("denied").is_some() => Step::Denial,
                () if row.name("received").is_some() => Step::Application,
                () if row.name("assigned").is_some() => Step::Assignment,
                () => Step::Decision,
            };
            self.dated(&row).map(|(span, day)| Dated { step, span, day })
        };
        self.pattern.captures_iter(text).filter_map(read).collect()
    }

    /// The day that a match holds and where it stands, if there is such a day.
    fn dated(&self, found: &Captures<'_>) -> Option<(Range<usize>, Date)> {
        let [year, month, day] = self.parts_of(found)?;
        let date = Date::new(year_of(year.as_str())?, month_of(month.as_str())?, day.as_str().parse().ok()?).ok()?;
        Some((span_of(&[year, month, day]), date))
    }

    /// Where the day of a match stands that is in no calendar, if it can be meant as nothing else.
    fn impossible(&self, found: &Captures<'_>, text: &str) -> Option<Range<usize>> {
        let [year, month, day] = self.parts_of(found)?;
        let span = span_of(&[year, month, day]);
        is_meant_as_day([year, month, day], &text[..span.start], &text[span.clone()]).then_some(span)
    }

    fn parts_of<'t>(&self, found: &Captures<'t>) -> Option<[Match<'t>; 3]> {
        let (mut year, mut month, mut day) = (None, None, None);
        for (group, part) in &self.parts {
            let Some(found) = found.get(*group) else { continue };
            match part {
                DatePart::Year => year = Some(found),
                DatePart::Month => month = Some(found),
                DatePart::Day => day = Some(found),
            }
        }
        let (year, month, day) = (year?, month?, day?);
        // `Pain is 6-7/10.`
        let whole = found.get(0)?;
        let between = |one: &Match<'_>, other: &Match<'_>| {
            let sign = whole.as_str().get(one.end() - whole.start()..other.start().checked_sub(whole.start())?);
            sign.map(str::trim)
        };
        let is_score = year.as_str() == "10" && between(&month, &day) != between(&day, &year);
        (!is_score).then_some([year, month, day])
    }
}

fn span_of(parts: &[Match<'_>]) -> Range<usize> {
    let (start, end) = (parts.iter().map(Match::start).min(), parts.iter().map(Match::end).max());
    start.unwrap_or_default()..end.unwrap_or_default()
}

fn year_of(digits: &str) -> Option<i16> {
    let year = digits.parse().ok()?;
    Some(match digits.len() {
        4 => year,
        _ if year <= LAST_SHORT_YEAR => 2000 + year,
        _ => 1900 + year,
    })
}

/// The month of a number or of the beginning of a name.
pub fn month_of(written: &str) -> Option<i8> {
    if let Ok(number) = written.parse() {
        return Some(number);
    }
    let name = written.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| name.starts_with(month))?;
    i8::try_from(month + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn told(summary: &str) -> Option<Date> {
        Steps::in_summary(summary).told
    }

    #[test]
    fn every_way_of_writing_a_date() {
        for (written, day) in [
            ("10/15/10", date(2010, 10, 15)),
            ("6/7/12", date(2012, 6, 7)),
            ("05/06/1996", date(1996, 5, 6)),
            ("4/1/98", date(1998, 4, 1)),
            ("06-17-14", date(2014, 6, 17)),
            ("June 3, 2015", date(2015, 6, 3)),
            ("Sept. 3rd, 2015", date(2015, 9, 3)),
            ("may 12 2014", date(2014, 5, 12)),
            ("December 1,\n\n2014", date(2014, 12, 1)),
            ("March 4, 1962", date(1962, 3, 4)),
            ("April 4, 2014", date(2014, 4, 4)),
            ("2015-07-01", date(2015, 7, 1)),
        ] {
            assert_eq!(told(&format!("denied by utilization review on {written}.")), Some(day), "{written}");
        }
        for written in ["13/41/15", "2/30/15", "31 tablets", "June 2015", "10/325", "6-7/10"] {
            assert_eq!(told(&format!("denied by utilization review on {written}.")), None, "{written}");
        }
    }

    #[test]
    fn a_review_long_before_the_last_visit() {
        let seen =
            |days: &str| told(&format!("She was seen on {days}. Utilization review denied all of these on 4/25/2016."));
        assert_eq!(seen("4/1/2016"), Some(date(2016, 4, 25)));
        assert_eq!(seen("4/1/2019"), Some(date(2016, 4, 25)));
        assert_eq!(seen("2/1/2019 and 4/1/2019"), None);
    }

    #[test]
    fn what_utilization_review_did_and_when() {
        let day = Some(date(2014, 6, 17));
        for summary in [
            "The requested acupuncture and medications were denied by utilization review on 06/17/14. ",
            "On 06/17/14 Utilization Review non-certified Valium 10mg #10 and unknown injections.",
            "On 6/17/14, the claims administrator denied the request.",
            "A UR decision dated 6/17/14 denied the request for 6 sessions.",
            "acupuncture,A \n\nUR \n\ndecision dated 6/17/14 denied the request",
            "The Utilization Review (UR) determination was issued on June 17, 2014.",
            "The claims administrator denied the request on 6/17/14.",
            "UR's denial of 6/17/14 cites the MTUS.",
            "UR (6/17/14) denied the brace.",
            "UR 6/17/14 denied both tests.",
            "Utilization Review denied all of these on 6/17/14; it proposed another dose.",
            "On 5/2/14 they were requested. Utilization Review non-certified (1) to (4) on 06/17/2014.",
            "The claims administrator denied both requests on 6/17/14.",
            "A prior UR decision dated 1/2/14 was upheld. A UR decision dated 6/17/14 denied the request.",
        ] {
            assert_eq!(told(summary), day, "{summary}");
        }
        for summary in [
            "The patient was seen on 6/17/14. Utilization review denied the request.",
            "Utilization review denied a urine screen performed on 6/17/14.",
            "The injured worker sustained an injury on 6/17/14. She was treated with your help.",
            "A progress report dated 6/17/14 notes pain.",
        ] {
            assert_eq!(told(summary), None, "{summary}");
        }
    }

    #[test]
    fn the_front_of_a_letter() {
        let steps = Steps::on_front(
            "Case Number: CM15-0000764 Date Assigned: 06/09/2015\nDate of Injury: 09/22/2012 Decision Date: \
             07/15/2015\nUR Denial Date: 05/14/2015 Priority: Standard\nApplication Received:\t05/26/2015\n",
        );
        assert_eq!(
            steps,
            Steps {
                told: None,
                denied: Some(date(2015, 5, 14)),
                received: Some(date(2015, 5, 26)),
                assigned: Some(date(2015, 6, 9)),
                decided: Some(date(2015, 7, 15)),
            }
        );
        let empty = Steps::on_front("Decision Date: UR Denial Date: 05/14/2015\nDate of Injury: 1/2/2013");
        assert_eq!(empty, Steps { denied: Some(date(2015, 5, 14)), ..Steps::default() });
        assert_eq!(Steps::on_front("UR Decision Date: 05/14/2015").decided, None);
        assert_eq!(Steps::on_front("Dated: 10/3/2013").decided, Some(date(2013, 10, 3)));
    }
}
