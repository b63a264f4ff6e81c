//! The days in the table on the front of the letter that are in no calendar.

use super::super::{Reporter, Source};
use crate::analysis::whole::Whole;
use crate::model::{PartKind, shifted, written_days};
use crate::text::pattern::pattern;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    for front in whole.parts.iter().filter(|told| matches!(told.part.kind, PartKind::Front)) {
        let text = source.text(&(front.offset..front.offset + front.part.text_end.min(LONGEST)));
        let days = written_days(&text).into_iter().filter(|(_, day)| day.is_none());
        for (place, _) in days.filter(|(place, _)| LABEL.is_match(&text[..place.start])) {
            let words = &text[place.clone()];
            reporter.report(shifted(&place, front.offset), format!("There is no such day as {words}."));
        }
    }
}

/// No table is longer.
const LONGEST: usize = 4000;

/// What stands before a day in the table.
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:assigned|date|dated|(?:date\s+of|denial|determination)(?:\s+[a-z]+){1,3}|received)\s*:?\s*$")
});

#[cfg(test)]
mod tests {
    use super::super::tests::{places, with};

    #[test]
    fn no_such_day_on_the_front() {
        let found = |front: &str| places(&with(front, "", "Valium 5mg #8"));
        assert_eq!(found("Date of Injury: 3/4/2012\nUR Denial Date: 01/36/2015\nPriority: Standard"), ["01/36/2015"]);
        assert_eq!(found("Application Received: 02/30/2015"), ["02/30/2015"]);
        assert_eq!(found("UR Denial Date: 01/16/2015\nClaim Number: 12/45/2015"), [""; 0]);
    }
}
