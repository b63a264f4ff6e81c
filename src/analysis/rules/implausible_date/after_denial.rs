//! Days after the denial on which nothing can have happened that it had before it.

use super::super::{Reporter, Source};
use super::Day;
use super::{FARTHEST_YEARS, LATEST_DAYS};
use crate::analysis::of_case::is_of_case;
use crate::analysis::whole::{Event, Whole};
use crate::text::pattern::verbose;
use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// What was found or done after the denial, in a sentence that says nothing of its being later. Records of that time may be
/// before the reviewer, so it is only good to know.
pub(super) fn check(
    whole: &Whole<'_>,
    told: &[(Event, Day)],
    on_front: Option<&Day>,
    decision: Option<&Day>,
    source: &Source<'_>,
    reporter: &mut Reporter,
) {
    let reviews = told.iter().filter(|(event, _)| *event == Event::Review).map(|(_, dated)| dated);
    let Some(denial) = reviews.chain(on_front).max_by_key(|dated| dated.day) else { return };
    // Then it is the denial that is of another day.
    if told.iter().any(|(event, dated)| *event == Event::Request && dated.day > denial.day) {
        return;
    }
    let end = source.days().map(|days| *days.end());
    let is_far = |day: Date| end.is_some_and(|end| day.year() > end.year() + FARTHEST_YEARS);
    let is_too_late = |day: Date| end.is_some_and(|end| day > end.saturating_add(LATEST_DAYS.days()));
    let is_after = |day: Date| denial.day < day && decision.is_none_or(|decision| day <= decision.day) && !is_far(day);
    let is_another = |event: Event| matches!(event, Event::Request | Event::Review | Event::Injury);
    let is_told_of = |at: usize| {
        told.iter().any(|(event, dated)| dated.span.start == at && (is_another(*event) || is_too_late(dated.day)))
    };
    let mut later = whole.narratives().flat_map(|narrative| {
        let days = narrative.prose.days.iter().filter(|(_, day)| is_after(*day));
        days.map(|(place, day)| (narrative.place(place), *day, narrative.prose.sentence(place))).collect::<Vec<_>>()
    });
    // Where more than one day is later, the reviewer had later records.
    let Some((place, day, sentence)) = later.next() else { return };
    let is_told = HAPPENED.is_match(sentence) && is_of_case(sentence) && !IS_LATER.is_match(sentence);
    if later.any(|(_, other, _)| other != day) || !is_told || is_told_of(place.start) {
        return;
    }
    let message =
        format!("{} is after the denial of {}. Check the day.", source.quote(&place), source.quote(&denial.span));
    reporter.inform(place, message);
}

/// What is told of an examination, of a report or of a test.
static HAPPENED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: had | has | is | noted | recorded | reported | seen | show (?: ed | s ) | was | were | [0-9]+ \s* / \s* 10 | exam [a-z]* | follow-?up \s+ (?: exam [a-z]* | note | report | visit )
            | progress \s+ (?: note | report ) | PR-2 ) \b",
    )
});

/// Words for what comes after a denial: appeals, reviews, plans, and records of later days.
static IS_LATER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: addend [a-z]* | additional | after | appeal [a-z]* | applic [a-z]* | approv [a-z]* | assign [a-z]* | certif [a-z]* | claims \s+ administrator | den (?: ied | ial | y ) | dispens [a-z]*
            | due | expir [a-z]* | IMR | independent | later | modif [a-z]* | new (?: er )? \s+ (?: exam [a-z]* | note | records? | reports? ) | newer | next | non-?certif [a-z]* | peer | planned | post-?op [a-z]* | reconsider [a-z]* | RFA | requests?
            | requested | resubmi [a-z]* | return | schedul [a-z]* | service | DOS | subsequent (?: ly )? | supplement [a-z]* | then | through | UR | until | utilization | will ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::tests::{places, with};

    #[test]
    fn days_after_the_denial() {
        let front = "Date of Injury: 3/4/2012\nUR Denial Date: 08/05/2014\nApplication Received: 08/20/2014\nFinal Determination Date: 1/20/2015";
        for (told, place) in [
            ("On 10/15/2014 pain was 8 on a scale of 10.", "10/15/2014"),
            ("When seen on 09/07/2014 her headache was 7/10.", "09/07/2014"),
            ("Fasting glucose, on September 6, 2014, was 128 mg/dL.", "September 6, 2014"),
            (
                "At the follow-up visit of 10/19/2014, eight weeks into the trial, pain had fallen to 4/10.",
                "10/19/2014",
            ),
            ("On 07/15/2014 pain was 8 on a scale of 10.", ""),
            ("On 10/15/2014, after the denial, pain was 8 on a scale of 10.", ""),
            ("The provider appealed on 10/15/2014 and pain was 8.", ""),
            ("On 10/15/2014 pain was 8/10. On 11/15/2014 pain was 7/10.", ""),
            ("A follow-up visit on 10/15/2014 is recommended.", ""),
        ] {
            assert_eq!(places(&with(front, told, "Valium 5mg #8")).join(""), place, "{told}");
        }
        let undecided = "UR on 04/06/2015 denied Valium. At the follow-up visit of 03/19/2016 pain had fallen to 4/10.";
        assert_eq!(places(&with("", undecided, "Valium 5mg #8")), ["03/19/2016"]);
    }
}
