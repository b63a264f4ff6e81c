//! Years in which nothing can have happened that a letter tells of.

use super::super::Reporter;
use super::FARTHEST_YEARS;
use crate::analysis::question::Question;
use crate::analysis::whole::Whole;
use crate::model::shifted;
use crate::text::pattern::{MONTH, verbose};
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// Years that no plan of the letter reaches.
pub(super) fn check(whole: &Whole<'_>, latest: Date, reporter: &mut Reporter) {
    for narrative in whole.narratives() {
        for (start, sentence) in narrative.prose.sentences_with(&NAMES_YEAR) {
            let years = YEAR.captures_iter(sentence).filter_map(|found| found.name("year"));
            // A whole day is compared as one.
            let years = years.filter(|year| !sentence[year.end()..].starts_with(['-', '/']));
            let is_far = |year: &str| year.parse::<i16>().is_ok_and(|year| year > latest.year() + FARTHEST_YEARS);
            for year in years.filter(|year| is_far(year.as_str())) {
                let message = format!("{} is later than such a letter can be. Check the year.", year.as_str());
                reporter.inform(narrative.place(&shifted(&year.range(), start)), message);
            }
        }
    }
}

static NAMES_YEAR: Question = Question::new(|sentence| YEAR.is_match(sentence));

/// A year without a day.
static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?: in | since ) \s+ (?: (?: early | late | mid | {MONTH} ) [\s-]+ )? (?<year> 20 [0-9]{{2}} ) \b",
    ))
});

#[cfg(test)]
mod tests {
    use super::super::tests::{places, with};

    #[test]
    fn years_of_operations() {
        let front = "Date of Injury: 3/4/2012\nUR Denial Date: 08/05/2014";
        for (told, year) in [
            ("She had an arthroscopy of the right knee in 2021.", "2021"),
            ("The knee has been stiff since May 2041.", "2041"),
            ("She had an arthroscopy of the right knee in 2001.", ""),
            ("A fusion is planned in 2015.", ""),
        ] {
            assert_eq!(places(&with(front, told, "Valium 5mg #8")).join(""), year, "{told}");
        }
    }
}
