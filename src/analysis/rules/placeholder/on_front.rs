//! Rows of the table on the front in which no day is written.

use super::super::Source;
use crate::model::{Part, PartKind};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The labels in the table on the front behind which no day is written, if there is one behind most of them.
pub(super) fn labels_without_day(part: &Part, source: &Source<'_>) -> Vec<Range<usize>> {
    if !matches!(part.kind, PartKind::Front) {
        return Vec::new();
    }
    let front = source.text(&(0..part.text_end.min(LONGEST_TABLE)));
    let labels: Vec<_> = LABEL.find_iter(&front).map(|label| label.range()).collect();
    let is_empty = |label: &Range<usize>| {
        let behind = front[label.end..].trim_start_matches([' ', '\t', '\u{a0}']);
        let goes_on = behind.trim_start();
        let starts_label = LABEL.find(goes_on).is_some_and(|next| next.start() == 0) || OTHER_LABEL.is_match(goes_on);
        behind.starts_with(['\r', '\n']) && (starts_label || goes_on.is_empty()) || starts_label
    };
    let (empty, filled): (Vec<_>, Vec<_>) = labels.into_iter().partition(is_empty);
    if filled.len() > empty.len() { empty } else { Vec::new() }
}

/// No table on the front is longer.
const LONGEST_TABLE: usize = 4000;

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: Date \s+ Assigned | Date \s+ of \s+ Injury | Decision \s+ Date | UR \s+ Denial \s+ Date | Application \s+ Received ) \s* :",
    )
});
static OTHER_LABEL: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A (?: Case \s+ Number | Priority ) \s* :"));

#[cfg(test)]
mod tests {
    use super::super::super::examples::found_by;
    use super::super::super::sample;
    use super::super::RULE;

    #[test]
    fn rows_without_a_day() {
        let found = |front: &str| found_by(&RULE, &format!("{front}\n\n{}", sample::LETTER)).join("|");
        for (front, label) in [
            (
                "Date of Injury: 01/16/2016     Decision Date: 06/04/2018\nUR Denial Date: \nPriority: Standard",
                "UR Denial Date:",
            ),
            ("Date of Injury:      Decision Date: 06/04/2018\n\nUR Denial Date: 04/10/2018", "Date of Injury:"),
            (
                "Date of Injury: 01/16/2016     Decision Date: 06/04/2018\nUR Denial Date: 04/10/2018\nPriority: Standard",
                "",
            ),
            ("Date of Injury:\n01/16/2016\nDecision Date:\n06/04/2018", ""),
            ("Date of Injury:\nDecision Date:\nUR Denial Date:\n01/16/2016\n06/04/2018\n04/10/2018", ""),
        ] {
            assert_eq!(found(front), label, "{front}");
        }
    }
}
