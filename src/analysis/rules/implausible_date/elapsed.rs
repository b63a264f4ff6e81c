//! How long ago the injury was, as a text tells it.

use super::super::{Reporter, Source};
use super::Day;
use crate::analysis::of_case::is_of_case;
use crate::analysis::question::Question;
use crate::analysis::whole::Whole;
use crate::model::measures::numbers_in;
use crate::model::{LONGEST_SENTENCE, shifted};
use crate::text::pattern::{NUMBER, verbose};
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// Reports where more time is told to have passed since the injury than passed from its day to the last one of the letter.
pub(super) fn check(whole: &Whole<'_>, injury: &Day, latest: Date, source: &Source<'_>, reporter: &mut Reporter) {
    let passed = f64::from((latest - injury.day).get_days()) / DAYS_OF_MONTH;
    for narrative in whole.narratives() {
        for (start, sentence) in narrative.prose.sentences_with(&TELLS) {
            let told = elapsed(sentence).filter(|(_, months)| *months > passed * TOLERANCE + LEAST);
            let Some((place, _)) = told.filter(|_| is_of_case(sentence)) else { continue };
            let (place, day) = (narrative.place(&shifted(&place, start)), source.quote(&injury.span));
            let message = format!("“{}”: the injury was on {day}. Check which is right.", source.quote(&place));
            reporter.inform(place, message);
        }
    }
}

const DAYS_OF_MONTH: f64 = 30.4;
/// Who tells of a time in years rounds it.
const TOLERANCE: f64 = 1.25;
/// The same of a short time, in months.
const LEAST: f64 = 3.0;

static TELLS: Question = Question::new(|sentence| sentence.len() <= LONGEST_SENTENCE && elapsed(sentence).is_some());

/// How many months are told to have passed since the injury, and where.
fn elapsed(sentence: &str) -> Option<(Range<usize>, f64)> {
    let found = PASSED.captures(sentence).filter(|_| !LIMIT.is_match(sentence))?;
    let months = |found: &Captures<'_>| {
        let number = numbers_in(&found["number"]).next()?;
        Some(if found["unit"].to_lowercase().starts_with('y') { number * 12.0 } else { number })
    };
    Some((found.get(0)?.range(), months(&found)?))
}

/// `five months have passed since the injury`, `two years after the injury`
static PASSED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?<number> {NUMBER} ) [\s-]+ (?<unit> months? | years? ) \s+ (?: (?: had | has | have ) \s+ (?: now \s+ )? (?: elapsed | gone \s+ by | passed ) \s+ )?
            (?: after | from | since ) \s+ (?: the | this | his | her ) \s+ (?: (?: industrial | original | work ) \s+ )? (?: accident | date \s+ of \s+ injury | injury ) \b"
    ))
});

/// Words for a time that did not pass yet, or is of another injury.
static LIMIT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: another | can | disability | earlier | end (?: s | ed )? | expect [a-z]* | if | last s? | less | may | might | most | no \s+ more | of \s+ (?: 19 | 20 ) [0-9]{2} | patients | prior | previous | statute | until | up \s+ to | will | within | would ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::tests::{places, with};

    #[test]
    fn time_since_the_injury() {
        let found = |told: &str| {
            let letter = with("Date of Injury: 8/12/2014", "UR on 01/29/2015 denied Valium.", "Valium 5mg #8");
            places(&letter.replace("The chart describes", &format!("{told} The chart describes"))).join("|")
        };
        for (told, place) in [
            ("Almost two years have passed since the injury.", "two years have passed since the injury"),
            ("He is 24 months from his date of injury.", "24 months from his date of injury"),
            ("Almost six months have passed since the injury.", ""),
            ("Eight months after the injury he limps.", ""),
            ("A claim may be reopened five years after the injury.", ""),
            ("The guidelines speak of two years after the injury.", ""),
            ("Two years after the surgery he limps.", ""),
            ("Most patients heal two years after the injury.", ""),
            ("He limps two years from the injury of 2010.", ""),
        ] {
            assert_eq!(found(told), place, "{told}");
        }
    }
}
