//! A day of the summary that a rationale gives with another year.

use super::super::{Reporter, Source};
use crate::analysis::of_case::is_of_case;
use crate::analysis::whole::{Rationale, Whole};
use crate::text::pattern::verbose;
use jiff::civil::Date;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The days that only a rationale tells, of which the summary has the same day of another year, and none but that.
pub(super) fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    let told = &summary.prose.days;
    for Rationale { narrative, .. } in whole.rationales() {
        // Studies are compared with their like.
        let is_study = |place: &Range<usize>| narrative.prose.studies.iter().any(|study| study.words == *place);
        for (place, day) in narrative.prose.days.iter().filter(|(place, _)| !is_study(place)) {
            let mut alike = told.iter().filter(|(_, known)| is_of_other_year(*known, *day));
            let Some((known, _)) = alike.next().filter(|_| alike.next().is_none()) else { continue };
            let is_told = told.iter().any(|(_, known)| known == day);
            let sentence = narrative.prose.sentence(place);
            if !is_told && !OF_ELSE.is_match(sentence) && is_of_case(sentence) {
                let (place, other) = (narrative.place(place), source.quote(&summary.place(known)));
                reporter
                    .inform(place, format!("The case summary gives this day another year: {other}. Check the year."));
            }
        }
    }
}

/// What may well fall on the same day of another year.
static OF_ELSE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: anniversary | declared | effective | schedule | stationary | years? \s+ (?: after | later ) ) \b")
});

/// Whether only the year differs.
fn is_of_other_year(one: Date, other: Date) -> bool {
    one.year() != other.year() && one.month() == other.month() && one.day() == other.day()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{places, with};

    #[test]
    fn days_of_another_year() {
        let found = |rationale: &str| {
            let letter = with("", "She was seen on 2/20/2014 and again on 3/6/2014.", "Valium 5mg #8");
            places(&letter.replace("The chart describes", &format!("{rationale} The chart describes"))).join("|")
        };
        for (rationale, place) in [
            ("There was a thorough evaluation on 2/20/2013.", "2/20/2013"),
            ("There was a thorough evaluation on 2/20/2014.", ""),
            ("There was a thorough evaluation on 2/21/2013.", ""),
            ("A guideline of 2/20/2013 recommends it.", ""),
            ("Hydrocodone has been in Schedule II since 2/20/2013.", ""),
            ("One year later, on 2/20/2015, she was declared stationary.", ""),
        ] {
            assert_eq!(found(rationale), place, "{rationale}");
        }
    }
}
