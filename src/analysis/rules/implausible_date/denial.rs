//! Days of a denial that cannot be.

use super::super::{Reporter, Source};
use super::Day;
use super::{is_other_year, studies::is_slip};
use crate::analysis::whole::{Event, Kin, Whole};
use crate::guidelines::Mention;
use crate::model::shifted;
use crate::text::pattern::verbose;
use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;
use std::sync::LazyLock;

/// The day of the denial, against the one on the front and the days of services that were given before it.
pub(super) fn check_day(
    whole: &Whole<'_>,
    told: &[(Event, Day)],
    on_front: Option<&Day>,
    source: &Source<'_>,
    reporter: &mut Reporter,
) {
    let reviews = || told.iter().filter(|(event, _)| *event == Event::Review).map(|(_, dated)| dated);
    let requests = || told.iter().filter(|(event, _)| *event == Event::Request).map(|(_, dated)| dated);
    let is_before_request = |review: &Day| {
        let mut days = requests().map(|request| request.day).peekable();
        days.peek().is_some() && days.all(|day| review.day < day)
    };
    // What was decided a month before may have been an earlier request.
    let is_long_before = |review: &Day, front: &Day| review.day < front.day.saturating_sub(2.months());
    for (review, front) in reviews().filter_map(|review| Some((review, on_front?))) {
        if is_other_year(review.day, front.day)
            || is_slip(review.day, front.day) && is_long_before(review, front) && is_before_request(review)
        {
            let (words, day) = (source.quote(&review.span), source.quote(&front.span));
            let message = format!("{words} is not the day of the denial on the front, {day}. One of them is wrong.");
            reporter.inform(review.span.clone(), message);
        }
    }
    let Some(denial) = on_front.or_else(|| reviews().max_by_key(|review| review.day)) else { return };
    for (offset, request) in whole.requests() {
        let Some((place, _)) = request.served.iter().find(|(_, day)| *day > denial.day) else { continue };
        let place = shifted(place, offset);
        let (words, day) = (source.quote(&place), source.quote(&denial.span));
        let message = format!("The service of {words} came after its denial of {day}. One of them is wrong.");
        reporter.report_with(place, message, denial.span.clone(), "The day of the denial.".to_owned());
    }
}

/// The only day of a denial, against those of the requests, none of which it can answer if all came later.
pub(super) fn check_request(
    whole: &Whole<'_>,
    told: &[(Event, Day)],
    on_front: Option<&Day>,
    injury: Option<Date>,
    source: &Source<'_>,
    reporter: &mut Reporter,
) {
    let of = |wanted: Event| told.iter().filter(move |(event, _)| *event == wanted).map(|(_, dated)| dated);
    let Some(denial) = of(Event::Review).chain(on_front).max_by_key(|dated| dated.day) else { return };
    let Some(request) = of(Event::Request).min_by_key(|dated| dated.day) else { return };
    let has_others = of(Event::Review).any(|review| review.day != denial.day);
    // A denial before the injury is wrong whatever was requested.
    let is_wrong = injury.is_some_and(|injury| denial.day < injury);
    if has_others || is_wrong || request.day <= denial.day {
        return;
    }
    // A day that something else happened on as well is hardly a slip.
    let count = |day: Date| {
        whole.summary().map_or(0, |summary| summary.prose.days.iter().filter(|(_, told)| *told == day).count())
    };
    let (wrong, other) = if count(request.day) > 1 { (denial, request) } else { (request, denial) };
    let message = format!(
        "The request of {} came after its denial of {}. One of them is wrong.",
        source.quote(&request.span),
        source.quote(&denial.span)
    );
    reporter.report_with(wrong.span.clone(), message, other.span.clone(), "The other day.".to_owned());
}

/// The last day of a denial, against those on which the worker was seen: nobody denies before the worker was seen for it, or is
/// reviewed a year after the denial.
pub(super) fn check_visits(
    whole: &Whole<'_>,
    told: &[(Event, Day)],
    on_front: Option<&Day>,
    source: &Source<'_>,
    reporter: &mut Reporter,
) {
    let of =
        |is_wanted: fn(Event) -> bool| told.iter().filter(move |(event, _)| is_wanted(*event)).map(|(_, dated)| dated);
    let reviews = of(|event| event == Event::Review);
    let Some(denial) = reviews.chain(on_front).max_by_key(|dated| dated.day) else { return };
    let seen = || of(|event| matches!(event, Event::Visit | Event::Examination | Event::Evaluation));
    let is_old = seen().all(|seen| denial.day.saturating_add(LONGEST_WAIT.months()) < seen.day);
    let is_answered_later = of(|event| event == Event::Request).any(|request| request.day > denial.day);
    if seen().count() > 1 && is_old && !is_answered_later && !is_of_another_request(whole, denial, source) {
        let day = source.quote(&denial.span);
        let message = format!("The denial of {day} is long before all visits that are told. Check the day.");
        reporter.inform(denial.span.clone(), message);
    }
}

/// Whether the sentence in which a day stands names treatments, and nothing that some item requests.
fn is_of_another_request(whole: &Whole<'_>, dated: &Day, source: &Source<'_>) -> bool {
    let is_requested = |mention: &Mention| {
        let named = Kin::of([mention], source.catalogue);
        whole.requests().any(|(_, request)| named.may_stand_for(&request.kin))
    };
    whole.narratives().any(|narrative| {
        let prose = narrative.prose;
        let mut days = prose.days.iter().filter(|(place, _)| narrative.place(place) == dated.span);
        days.any(|(place, _)| {
            let sentence = prose.sentence(place);
            let mut named =
                prose.mentions.iter().filter(|mention| prose.sentence(&mention.span) == sentence).peekable();
            named.peek().is_some() && !named.any(is_requested) && !THE_REST.is_match(sentence)
        })
    })
}

static THE_REST: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: all | others | requests? | rest | these | those ) \b"));

/// No review takes up a denial so many months after it.
const LONGEST_WAIT: i32 = 12;

#[cfg(test)]
mod tests {
    use super::super::tests::{places, with};

    #[test]
    fn denials() {
        let front = "Date of Injury: 3/4/2012\nUR Denial Date: 08/05/2014\nPriority: Standard";
        let told = |day: &str| format!("A UR decision dated {day} denied Valium.");
        assert_eq!(places(&with(front, &told("8/5/12"), "Valium 5mg #8")), ["8/5/12"]);
        assert_eq!(places(&with(front, &told("8/5/14"), "Valium 5mg #8")), [""; 0]);
        assert_eq!(places(&with(front, &told("6/17/14"), "Valium 5mg #8")), [""; 0]);
        let asked = |day: &str| format!("The surgeon asked for Valium. RFA 7/20/14: Valium. {}", told(day));
        assert_eq!(places(&with(front, &asked("4/5/14"), "Valium 5mg #8")), ["4/5/14"]);
        assert_eq!(places(&with(front, &asked("8/5/14"), "Valium 5mg #8")), [""; 0]);
        let seen = "She was seen. On a visit of 7/15/2014 pain was 8. By the report of 8/4/2014 it was 4.";
        for (denied, place) in [
            ("UR on 9/29/2011 denied Valium.", "9/29/2011"),
            ("UR on 9/29/2014 denied Valium.", ""),
            ("UR on 9/29/2011 denied acupuncture.", ""),
        ] {
            assert_eq!(places(&with("", &format!("{seen} {denied}"), "Valium 5mg #8")).join(""), place, "{denied}");
        }
        let retrospective = "Retrospective Valium 5mg #8 (DOS 11/18/2014)";
        assert_eq!(places(&with("", &told("10/16/2014"), retrospective)), ["11/18/2014"]);
        assert_eq!(places(&with("", &told("12/16/2014"), retrospective)), [""; 0]);
        assert_eq!(places(&with("", &told("10/16/2014"), "Valium 5mg #8 (RFA 11/18/2014)")), [""; 0]);
    }

    #[test]
    fn requests_after_their_denial() {
        let told = |requested: &str, denied: &str| {
            format!(
                "As of 3/11/14 she is off work. The PTP requested naproxen on {requested}. Utilization review denied the request on {denied}."
            )
        };
        assert_eq!(places(&with("", &told("3/11/14", "2/24/14"), "Valium 5mg #8")), ["2/24/14"]);
        assert_eq!(places(&with("", &told("3/11/15", "3/24/14"), "Valium 5mg #8")), ["3/11/15"]);
        assert_eq!(places(&with("", &told("3/11/14", "3/24/14"), "Valium 5mg #8")), [""; 0]);
        let injured = "Date of Injury: 3/4/2012";
        assert_eq!(places(&with(injured, &told("3/11/14", "2/24/11"), "Valium 5mg #8")), ["2/24/11"]);
        let front = "UR Denial Date: 03/24/2014";
        assert_eq!(places(&with(front, &told("3/11/14", "2/24/14"), "Valium 5mg #8")), [""; 0]);
        let again = "Utilization review denied naproxen on 2/24/14. The PTP appealed; a new RFA of 3/11/14 was sent.";
        assert_eq!(places(&with("", again, "Valium 5mg #8")), [""; 0]);
        let twice = format!("{} A UR decision dated 12/2/13 denied naproxen.", told("3/11/14", "2/24/14"));
        assert_eq!(places(&with("", &twice, "Valium 5mg #8")), [""; 0]);
    }
}
