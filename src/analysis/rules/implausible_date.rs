//! A day that cannot be in its place.

mod after_denial;
mod before_injury;
mod denial;
mod elapsed;
mod impossible;
mod opening;
mod operations;
mod other_year;
mod studies;
mod years;

use super::{Check, Reporter, Rule, Sample, Source, out_of_order, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::question::Question;
use crate::analysis::whole::{Event, Narrative, Whole};
use crate::model::{Step, shifted};
use crate::text::pattern::verbose;
use crate::text::spaces::one_line;
use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR412",
    name: "implausible-date",
    summary: "A day in the letter is in no calendar or contradicts the others: a visit before the injury, a study on two days.",
    why: "By Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal, and a day that cannot be is one \
          that anybody sees. Most are slips of one digit.",
    example: Sample {
        of: sample::LETTER,
        good: &[],
        bad: &[
            ("ladder and", "ladder on 3/4/2014 and"),
            (
                "since. The provider\nrequested",
                "since the\ninjury of 3/4/2014. At the visit of 3/14/2013 the provider requested",
            ),
        ],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

/// A day and where it stands in the letter.
struct Day {
    span: Range<usize>,
    day: Date,
}

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    impossible::check(whole, source, reporter);
    let steps = steps(whole);
    let misplaced = misplaced(&steps);
    for at in &misplaced {
        let (step, Day { span, .. }) = &steps[*at];
        let (words, step) = (source.quote(span), name(*step));
        reporter
            .report(span.clone(), format!("{words} cannot be the day of {step}: the other days on the front say so."));
    }
    let credible = |step: Step| {
        let found = steps.iter().enumerate().find(|(at, (known, _))| *known == step && !misplaced.contains(at));
        found.map(|(_, (_, day))| day)
    };
    opening::check(whole, &steps, source, reporter);
    let latest = credible(Step::Decision).map(|decision| decision.day).or(source.days().map(|days| *days.end()));
    let mut told = told(whole);
    if told.iter().all(|(event, _)| *event != Event::Injury) {
        let told_again = credible(Step::Injury).and_then(|front| in_another_year(whole, front));
        told.extend(told_again.map(|day| (Event::Injury, day)));
    }
    if let Some(latest) = latest {
        years::check(whole, latest, reporter);
        let is_far = |day: Date| day.year() > latest.year() + FARTHEST_YEARS;
        let days = whole.narratives().flat_map(|narrative| {
            let days = narrative.prose.days.iter().filter(move |(_, day)| is_far(*day));
            days.map(|(place, _)| narrative.place(place)).collect::<Vec<_>>()
        });
        // What is planned, and what is only cited, may be later still.
        for place in days {
            let message = too_late(&place, source);
            reporter.inform(place, message);
        }
        let is_ancient = |day: Date| day.year() + OLDEST_YEARS < latest.year();
        let is_any_time = |event: Event| matches!(event, Event::Injury | Event::Operation);
        for (_, dated) in told.iter().filter(|(event, dated)| !is_any_time(*event) && is_ancient(dated.day)) {
            let message = format!("{} is too long ago for this letter. Check the year.", source.quote(&dated.span));
            reporter.report(dated.span.clone(), message);
        }
        told.retain(|(event, dated)| !is_far(dated.day) && (is_any_time(*event) || !is_ancient(dated.day)));
    }
    let injury = || told.iter().find(|(event, _)| *event == Event::Injury).map(|(_, dated)| dated);
    let day_of_injury = credible(Step::Injury).or_else(injury).map(|injury| injury.day);
    denial::check_request(whole, &told, credible(Step::Denial), day_of_injury, source, reporter);
    studies::check(whole, day_of_injury, source, reporter);
    other_year::check(whole, source, reporter);
    denial::check_day(whole, &told, credible(Step::Denial), source, reporter);
    if credible(Step::Decision).is_none() {
        denial::check_visits(whole, &told, credible(Step::Denial), source, reporter);
    }
    after_denial::check(whole, &told, credible(Step::Denial), credible(Step::Decision), source, reporter);
    check_order(whole, &told, credible(Step::Injury), credible(Step::Decision), source, reporter);
    let injuries = told.iter().filter(|(event, _)| *event == Event::Injury).map(|(_, dated)| dated);
    let injury = injuries.chain(credible(Step::Injury)).min_by_key(|dated| dated.day);
    if let Some((injury, latest)) = injury.zip(latest) {
        elapsed::check(whole, injury, latest, source, reporter);
    }
    // The last of all, as it tells of no day of which something is told already.
    before_injury::check(whole, &told, injury, source, reporter);
}

/// What the letter tells, against the days of the injury and of the decision.
fn check_order(
    whole: &Whole<'_>,
    told: &[(Event, Day)],
    on_front: Option<&Day>,
    decision: Option<&Day>,
    source: &Source<'_>,
    reporter: &mut Reporter,
) {
    let of_injury = told.iter().filter(|(event, _)| *event == Event::Injury).map(|(_, dated)| dated);
    let later: Vec<_> = told.iter().filter(|(event, _)| !matches!(event, Event::Injury | Event::Operation)).collect();
    let is_gradual = || whole.summary().is_some_and(|summary| summary.prose.any(&IS_GRADUAL));
    if let Some((told, front)) = other_injury(whole, of_injury.clone(), on_front).filter(|_| !is_gradual()) {
        let (words, day) = (source.quote(&told.span), source.quote(&front.span));
        let message = format!("{words} is not the day of the injury on the front, {day}. One of them is wrong.");
        reporter.report_with(told.span.clone(), message, front.span.clone(), "The front says otherwise.".to_owned());
        return;
    }
    let injury = of_injury.chain(on_front).min_by_key(|dated| dated.day);
    let is_gradual = LazyCell::new(is_gradual);
    operations::check(told, injury, &is_gradual, source, reporter);
    let is_before = |event: Event, dated: &Day| {
        // What grew over the years was treated before its day, but not denied.
        let is_of_claim = matches!(event, Event::Review | Event::Request);
        let can_be = matches!(event, Event::Examination | Event::Evaluation) || !is_of_claim && *is_gradual;
        injury.is_some_and(|injury| dated.day < injury.day) && !can_be
    };
    let is_any_before = later.iter().any(|(event, dated)| is_before(*event, dated));
    let injury = injury.filter(|_| is_any_before);
    // Where everything else came before the injury, it is the day of the injury that is wrong.
    let before = later.iter().filter(|(event, dated)| is_before(*event, dated)).count();
    let is_injury_wrong = before > 1 && before == later.len() && on_front.is_none();
    if let Some(injury) = injury.filter(|_| is_injury_wrong) {
        reporter.report(
            injury.span.clone(),
            "All that the letter tells happened before this day of the injury.".to_owned(),
        );
        return;
    }
    let last = source.days().map(|days| days.end().saturating_add(LATEST_DAYS.days()));
    // A day that is wrong already says nothing of when the letter was written.
    let last = last.filter(|_| decision.is_none() && injury.is_none());
    for (event, dated) in later {
        let words = source.quote(&dated.span);
        if let Some(injury) = injury.filter(|_| is_before(*event, dated)) {
            let message =
                format!("{words} is before the injury of {}. One of them is wrong.", source.quote(&injury.span));
            reporter.report_with(dated.span.clone(), message, injury.span.clone(), "The day of the injury.".to_owned());
            continue;
        }
        // A request after the denial or the decision may be a new one.
        if *event == Event::Request {
            continue;
        }
        if let Some(decision) = decision.filter(|decision| dated.day > decision.day) {
            let message =
                format!("{words} is after the decision of {}. One of them is wrong.", source.quote(&decision.span));
            reporter.report_with(
                dated.span.clone(),
                message,
                decision.span.clone(),
                "The day of the decision.".to_owned(),
            );
        } else if last.is_some_and(|last| dated.day > last) {
            reporter.report(dated.span.clone(), too_late(&dated.span, source));
        }
    }
}

fn too_late(place: &Range<usize>, source: &Source<'_>) -> String {
    format!("{} is later than such a letter can be. Check the year.", source.quote(place))
}

/// Whatever is planned is planned within so many years.
const FARTHEST_YEARS: i16 = 2;
/// No worker who is under review was seen so many years ago.
const OLDEST_YEARS: i16 = 45;
/// Records that are reviewed are not written so many days after a letter must be decided.
const LATEST_DAYS: i32 = 180;

/// Whether two days are the same but for the year: then one was mistyped.
fn is_other_year(one: Date, other: Date) -> bool {
    one.year() != other.year() && (one.month(), one.day()) == (other.month(), other.day())
}

/// A day of the injury that is told, and the one on the front, if they are not the same and the letter nowhere tells that one.
fn other_injury<'a>(
    whole: &Whole<'_>,
    told: impl Iterator<Item = &'a Day>,
    on_front: Option<&'a Day>,
) -> Option<(&'a Day, &'a Day)> {
    let front = on_front?;
    let is_told = whole.narratives().any(|narrative| narrative.prose.days.iter().any(|(_, day)| *day == front.day));
    told.into_iter().next().filter(|_| !is_told).map(|told| (told, front))
}

/// The day of the injury on the front, as the summary gives it in a sentence about what happened then, but in another year.
fn in_another_year(whole: &Whole<'_>, front: &Day) -> Option<Day> {
    let summary = whole.summary()?;
    let mut days = summary.prose.days.iter();
    let (place, day) =
        days.find(|(place, day)| is_other_year(*day, front.day) && HAPPENED.is_match(summary.prose.sentence(place)))?;
    Some(Day { span: summary.place(place), day: *day })
}

/// How people are injured.
static HAPPENED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: injur(?:y|ed|ies) | hurt | crushed | struck | hit | fell | falling | fall | slipped | tripped | twisted | lift(?:ed|ing) | pull(?:ed|ing)
            | push(?:ed|ing) | caught | burn(?:ed|t) | cut | assaulted | accident | incident | collision | strain(?:ed)? | sprain(?:ed)?
            | felt \s+ (?: a | an | sudden | immediate ) | onset ) \b",
    )
});

/// The steps on the front of the letter in the order in which they come about.
fn steps(whole: &Whole<'_>) -> Vec<(Step, Day)> {
    let mut steps: Vec<(Step, Day)> = Vec::new();
    for told in &whole.parts {
        for dated in &told.tells.steps {
            if steps.iter().all(|(known, _)| *known != dated.step) {
                steps.push((dated.step, Day { span: shifted(&dated.span, told.offset), day: dated.day }));
            }
        }
    }
    steps.sort_by_key(|(step, _)| *step);
    steps
}

/// The indexes of the fewest days that must be wrong for the rest to be in order. Where either of two may be, it is the
/// later step: more letters tell the day of the injury twice.
fn misplaced(steps: &[(Step, Day)]) -> Vec<usize> {
    let days: Vec<Date> = steps.iter().map(|(_, day)| day.day).collect();
    let without = |at: usize| days.iter().enumerate().filter(move |(other, _)| *other != at).map(|(_, day)| day);
    let is_sorted = |at: &usize| without(*at).is_sorted();
    match days.is_sorted() {
        true => Vec::new(),
        false => (0..days.len()).rev().find(is_sorted).map_or_else(|| out_of_order(&days), |at| vec![at]),
    }
}

/// What the texts tell of the injury, and of what can only come after it. A rationale tells of no injury, and of no request.
fn told(whole: &Whole<'_>) -> Vec<(Event, Day)> {
    fn events(narrative: &Narrative<'_>) -> Vec<(Event, Day)> {
        let events = narrative.prose.events.iter();
        events.map(|(event, place, day)| (*event, Day { span: narrative.place(place), day: *day })).collect()
    }
    let mut told = whole.summary().as_ref().map_or_else(Vec::new, events);
    let reasoned = whole.rationales().flat_map(|rationale| events(&rationale.narrative));
    told.extend(reasoned.filter(|(event, _)| !matches!(event, Event::Injury | Event::Request)));
    told
}

static IS_GRADUAL: Question = Question::new(|sentence| {
    let folded = one_line(sentence).to_lowercase().replace("continuous passive motion", "");
    GRADUAL.iter().any(|words| folded.contains(words))
});

/// Words for an injury that grew, so that care may be older than its day.
const GRADUAL: [&str; 14] = [
    "continuous",
    "cumulative",
    "ct injury",
    "exposure",
    "gradual",
    "over the years",
    "over time",
    "overuse",
    "repeated",
    "repetitive",
    "typing",
    "wear and tear",
    "years of",
    "years at work",
];

fn name(step: Step) -> &'static str {
    match step {
        Step::Injury => "the injury",
        Step::Denial => "the denial",
        Step::Application => "the application",
        Step::Assignment => "the assignment",
        Step::Decision => "the decision",
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;

    pub(super) fn places(letter: &str) -> Vec<String> {
        found_by(&RULE, letter)
    }

    pub(super) fn with(front: &str, told: &str, request: &str) -> String {
        let letter = sample::LETTER.replace("The injured worker fell", &format!("{told} The injured worker fell"));
        format!("{front}\n\n{}", letter.replace("Valium 5mg #8", request))
    }

    #[test]
    fn days_of_long_ago() {
        let told = |day: &str| format!("UR on 01/29/2015 denied Valium. At the exam of {day} she was well.");
        assert_eq!(places(&with("", &told("7/9/41"), "Valium 5mg #8")), ["7/9/41"]);
        assert_eq!(places(&with("", &told("7/9/14"), "Valium 5mg #8")), [""; 0]);
        let born = "UR on 01/29/2015 denied Valium. She was born on 7/9/41.";
        assert_eq!(places(&with("", born, "Valium 5mg #8")), [""; 0]);
    }

    #[test]
    fn years_to_come() {
        let told = |day: &str| format!("UR on 01/29/2015 denied Valium. The last UDS {day} was consistent.");
        assert_eq!(places(&with("", &told("02/11/2041"), "Valium 5mg #8")), ["02/11/2041"]);
        assert_eq!(places(&with("", &told("02/11/2014"), "Valium 5mg #8")), [""; 0]);
    }

    #[test]
    fn years_of_the_injury() {
        let front = |day: &str| format!("Date of Injury: {day}\nUR Denial Date: 08/05/2014");
        let told = "The worker is a 57-year-old driver who was assaulted on 04/17/2010.";
        assert_eq!(places(&with(&front("04/17/2012"), told, "Valium 5mg #8")), ["04/17/2010"]);
        assert_eq!(places(&with(&front("04/17/2010"), told, "Valium 5mg #8")), [""; 0]);
    }

    #[test]
    fn months_to_come() {
        let told = |month: &str| format!("UR on 01/29/2015 denied Valium, which has been taken since {month}.");
        assert_eq!(places(&with("", &told("March 2016"), "Valium 5mg #8")), ["March 2016"]);
        assert_eq!(places(&with("", &told("March 2014"), "Valium 5mg #8")), [""; 0]);
    }

    /// The days that are told to be wrong if these sentences open the summary of a letter about an injury of 3/4/2010.
    fn found(sentences: &str) -> Vec<String> {
        let summary =
            sample::LETTER.replace("The injured worker fell from a ladder and has slept badly since.", sentences);
        let text = format!("Date of Injury: 3/4/2010\n\n{summary}");
        found_by(&RULE, &text)
    }

    #[test]
    fn what_grew_over_the_years_was_not_denied_before_its_day() {
        let told =
            "Her wrists hurt after a cumulative trauma date of 10/01/2014. At the visit of 4/7/2013 they hurt as well.";
        let letter =
            |day: &str| with("", &format!("{told} On {day} Utilization Review denied Valium."), "Valium 5mg #8");
        assert_eq!(places(&letter("04/24/2013")), ["04/24/2013"]);
        assert_eq!(places(&letter("04/24/2015")), [""; 0]);
    }

    #[test]
    fn the_day_of_the_injury_in_another_year() {
        for sentences in [
            "The patient is a mechanic whose foot was crushed under a pallet jack on 3/4/2012.",
            "He slipped on a wet floor on 03/04/2011 and has slept badly since.",
            "On March 4, 2001 she felt a pop in the back while lifting a box.",
        ] {
            assert_eq!(found(sentences).len(), 1, "{sentences}");
        }
        for sentences in [
            "His foot was crushed under a pallet jack on 3/4/2010. An MRI was done on 3/4/2012.",
            "His foot was crushed under a pallet jack. An MRI was done on 3/4/2012.",
            "His foot was crushed under a pallet jack on 3/4/2010. He fell again on 3/4/2012.",
            "He fell on 5/6/2012 at home.",
        ] {
            assert_eq!(found(sentences), [""; 0], "{sentences}");
        }
    }
}
