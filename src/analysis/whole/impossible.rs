//! Days that are in no calendar.

use crate::analysis::passage::Passage;
use crate::model::{LONGEST_FRONT, written_days};
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Those of a summary or a rationale, but for those that stood so in a record.
pub(super) fn in_prose(passage: &Passage) -> Vec<Range<usize>> {
    let found = passage.days().filter(|(_, day)| day.is_none()).map(|(place, _)| place);
    let is_marked = |place: &Range<usize>| {
        passage.text[place.end..].trim_start_matches(['"', '”', ' ', '(', '[']).starts_with("sic")
    };
    found.filter(|place| !passage.is_quoted(place) && !is_marked(place)).collect()
}

/// Those in the table on the front, where a label tells that a day is meant.
pub(super) fn on_front(text: &str) -> Vec<Range<usize>> {
    let days = written_days(text).into_iter().filter(|(_, day)| day.is_none()).map(|(place, _)| place);
    let in_table = days.take_while(|place| place.start < LONGEST_FRONT);
    in_table.filter(|place| LABEL.is_match(&text[..place.start])).collect()
}

/// What stands before a day in the table.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:assigned|date|dated|(?:date\s+of|denial|determination)(?:\s+[a-z]+){1,3}|received)\s*:?\s*$")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_on_the_front() {
        let found = |front: &str| on_front(front).into_iter().map(|place| front[place].to_owned()).collect::<Vec<_>>();
        for (front, day) in [
            ("Date of Injury: 3/4/2012\nUR Denial Date: 01/36/2015\nPriority: Standard", "01/36/2015"),
            ("Application Received: 02/30/2015", "02/30/2015"),
            ("UR Denial Date: 01/16/2015\nClaim Number: 12/45/2015", ""),
        ] {
            assert_eq!(found(front).join(""), day, "{front}");
        }
    }
}
