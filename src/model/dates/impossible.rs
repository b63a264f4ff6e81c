//! Whether a day that is in no calendar is meant as a day all the same.

use super::month_of;
use crate::text::pattern::{pattern, verbose};
use regex::{Match, Regex};
use std::sync::LazyLock;

/// Whether year, month and day behind a text can be meant as nothing else; `words` hold them.
pub(super) fn is_meant_as_day([year, month, day]: [Match<'_>; 3], before: &str, words: &str) -> bool {
    let is_month = month_of(month.as_str()).is_some_and(|month| (1..=12).contains(&month));
    let is_written_out = year.len() == 4 && !words.contains('-') && !BEFORE_NUMBER.is_match(before);
    let number = |part: &Match<'_>| part.as_str().parse::<u8>().unwrap_or(0);
    // `13/05/2014`, where month and day may have changed places.
    let is_swapped = (1..=12).contains(&number(&day)) && number(&month) <= 31;
    // `dated 13/15/2015`, which is no day in either order.
    let is_mistyped = year.len() == 4 && (1..=31).contains(&number(&day)) && (1..=31).contains(&number(&month));
    let is_dated = || BEFORE_DAY.is_match(before);
    let is_day = (is_month || is_swapped) && (is_written_out || is_dated()) || is_mistyped && is_dated();
    is_day || BEFORE_DAY_OF_CASE.is_match(before)
}

/// Whether a day as it is written surely has its month first, as in `3/25/14`.
pub fn has_month_first(day: &str) -> bool {
    first_numbers(day).is_some_and(|(first, second)| (1..=12).contains(&first) && second > 12)
}

/// Whether a day as it is written surely has its month second, as in `25/3/14`.
pub fn has_month_second(day: &str) -> bool {
    first_numbers(day).is_some_and(|(first, second)| first > 12 && (1..=12).contains(&second))
}

fn first_numbers(day: &str) -> Option<(u8, u8)> {
    let mut numbers = day.split(['/', '-']).map(|number| number.trim().parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

/// Words that a day follows, or some days: `seen on 1/14/14 and 3/25/14`, `MRI of the left knee 2/12/14`.
static BEFORE_DAY: LazyLock<Regex> = LazyLock::new(|| {
    const PLACE: &str = r"(?: of | the | left | right | bilateral | both | [LR] | [CLT]-spine | cervical | lumbar | thoracic | lumbosacral | abdomen | ankle s?
        | arm | back | brain | chest | elbow s? | foot | feet | hand s? | head | heel | hip s? | knee s? | leg | neck | pelvis | sacrum
        | shoulder s? | spine | thumb | wrist s? )";
    verbose(&format!(
        r"\b (?: on | dated | since | until | as \s+ of | seen
            | (?: decision | denial | determination | EMG | evaluation | exam | examination | films | form | injury | letter | MRI | note | PR-2
                | progress \s+ report | report | request | RFA | UDS | screen | study | surgery | visit | x-rays? ) \s+ (?: of | from )
            | (?-i: AME | PR-2 | QME | RFA | UDS | UR )
            | (?: arthrogram | CT | EMG | EMG/NC[SV] | films | MRI | NC[SV] | radiographs? | ultrasound | x-rays? ) (?: \s+ {PLACE} ){{0,5}} )
          \s+ \(? (?: [0-9]{{1,2}} / [0-9]{{1,2}} / (?: [0-9]{{4}} | [0-9]{{2}} ) (?: \s* [,;] | \s* ,? \s+ (?: and | to | through ) )+ \s+ )* $"
    ))
});
/// Words that the day of an injury or a service follows.
static BEFORE_DAY_OF_CASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:(?-i:DOI|DOS|DOB)|dates?\s+of\s+(?:injury|loss|service))\s*(?::|of|is|was)?\s*$")
});
/// What another number follows.
static BEFORE_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?:#|\b(?:batch|claim|lot|no\.?|number|(?-i:ID|NPI|Rx))):?\s*$"));

#[cfg(test)]
mod tests {
    use crate::model::written_days;

    #[test]
    fn days_in_no_calendar() {
        for (text, expected) in [
            ("seen on December 34, 2013", "December 34, 2013"),
            ("seen on 2/30/2014", "2/30/2014"),
            ("a report dated 13/15/2015", "13/15/2015"),
            ("seen on 2/28/2014", ""),
            ("seen on 2/30/14", "2/30/14"),
            ("DOI 13/14/09, cumulative", "13/14/09"),
            ("a date of injury of 14/13/2009", "14/13/2009"),
            ("lot 09-31-2014", ""),
            ("He scored 13/15/2014, range: 45/40/2000", ""),
            ("claim number: 09/31/2014", ""),
            ("a ratio of 50/325/40", ""),
            ("on 23/11/2014", "23/11/2014"),
            ("EMG/NCV of 13/05/2014 revealed", "13/05/2014"),
            ("a ratio of 13/05/14", ""),
            ("As of 1/39/14 he reports", "1/39/14"),
            ("at the visit of 2/31/14", "2/31/14"),
            ("taken since 4/31/13", "4/31/13"),
            ("a dose of 1/39/14", ""),
            ("MRI L shoulder 2/30/14: full thickness tear", "2/30/14"),
            ("x-rays of the left knee (2/30/14) show", "2/30/14"),
            ("QME 1/32/14: pain 6/10", "1/32/14"),
            ("the UDS of 13/6/14", "13/6/14"),
            ("seen on 1/14/14, 3/25/14, and 13/6/14.", "13/6/14"),
            ("seen on 1/14/14 and 2/30/14", "2/30/14"),
            ("seen on 13/6/14", "13/6/14"),
            ("MRI showed angles of 10/45/20", ""),
            ("grip L shoulder 2/30/14", ""),
            ("grip was 10/12/14, 12/11/12 and 13/12/14", ""),
            ("grip on the right 10/12/14, 13/12/14", ""),
        ] {
            let found = written_days(text).into_iter().find(|(_, day)| day.is_none());
            assert_eq!(found.map_or("", |(place, _)| &text[place]), expected, "{text}");
        }
    }
}
