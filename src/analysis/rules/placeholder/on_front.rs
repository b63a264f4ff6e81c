//! Rows of the table on the front in which no day is written.

use super::super::Source;
use crate::model::{DAY_LABEL, LONGEST_FRONT, Part, PartKind};
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The labels in the table on the front behind which no day is written, if there is one behind most of them.
pub(super) fn labels_without_day(part: &Part, source: &Source<'_>) -> Vec<Range<usize>> {
    if !matches!(part.kind, PartKind::Front) {
        return Vec::new();
    }
    let front = source.text(&(0..part.text_end.min(LONGEST_FRONT)));
    // Where the table was read column by column, its days stand in lines of their own.
    if VALUE_ALONE.is_match(&front) {
        return Vec::new();
    }
    let labels: Vec<_> = LABEL.find_iter(&front).map(|label| label.range()).collect();
    let is_empty = |label: &Range<usize>| {
        let behind = front[label.end..].trim_start_matches([' ', '\t', '\u{a0}']);
        let goes_on = behind.trim_start();
        let starts_label = LABEL.find(goes_on).is_some_and(|next| next.start() == 0)
            || OTHER_LABEL.is_match(goes_on) && !OF_VALUE.is_match(goes_on);
        // The day may stand in the row below, where columns were read apart.
        let row = goes_on.lines().next().unwrap_or_default();
        let is_below = behind.starts_with(['\r', '\n']) && ENDS_IN_DAY.is_match(row) && row.contains(':');
        (starts_label || behind.starts_with(['\r', '\n']) && goes_on.is_empty()) && !is_below
    };
    let (empty, filled): (Vec<_>, Vec<_>) = labels.into_iter().partition(is_empty);
    if filled.len() > empty.len() { empty } else { Vec::new() }
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"\b {DAY_LABEL} \s* :")));
static OTHER_LABEL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\A[A-Z][A-Za-z \t]{2,28}:"));
/// `Cumulative trauma: 3/14/2011 to 3/14/2012`, which are a value with its own label.
static OF_VALUE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\A(?:continuous|cumulative|specific)\b"));
/// Two days, of which one may belong to the label in the row above.
static ENDS_IN_DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}[ \t]+[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}[ \t]*\r?$"));
static VALUE_ALONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^\s*(?:[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|CM[0-9]{2}-[0-9]+)[ \t]*\r?$"));

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
            (
                "Case Number:\nDate of Injury:\nCM14-0012345\n02/14/2011\nDecision Date: 07/01/2014\nUR Denial Date: 06/09/2014",
                "",
            ),
            ("Date of Injury: Specific: 3/14/2012\nDecision Date: 06/04/2018", ""),
            ("Date of Injury: Cumulative trauma: 3/14/2011 to 3/14/2012\nDecision Date: 06/04/2018", ""),
            ("Date of Injury: 3/14/2012    Decision Date:\nUR Denial Date: 8/5/2014    10/20/2014", ""),
            ("Date of Injury:\n01/16/2016\nDecision Date:\n06/04/2018", ""),
            ("Date of Injury:\nDecision Date:\nUR Denial Date:\n01/16/2016\n06/04/2018\n04/10/2018", ""),
        ] {
            assert_eq!(found(front), label, "{front}");
        }
    }
}
