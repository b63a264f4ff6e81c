//! Which days' guidelines govern a letter.

use super::dates::Steps;
use crate::layouts::LayoutId;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::ops::RangeInclusive;

/// The days on one of which a letter was or will be decided: the guidelines in force then govern it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoverningDays {
    /// The first and the last of them. Where only an earlier step of the review is dated, they reach as far beyond it as reviews take.
    pub days: RangeInclusive<Date>,
    /// How they are known.
    pub origin: DaysOrigin,
}

/// How the days that govern a letter are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DaysOrigin {
    /// From the table on the front of the letter.
    Front,
    /// From the settings.
    Settings,
    /// From what the case summary tells of utilization review.
    CaseSummary,
    /// Only from when such letters were written.
    Layout,
}

/// Independent medical review began.
const FIRST: Date = date(2013, 1, 1);
/// The last day that a year of two digits can mean.
const LAST: Date = date(2039, 12, 31);
/// Longer than this no case stays open. A greater distance between two steps is a slip of the pen.
const LONGEST_CASE_YEARS: i32 = 2;
/// A decision follows the denial within this time: a month to apply, one for the records, one for the review.
const REVIEW_DAYS: i32 = 90;

/// The days that govern a letter of a layout with these steps. A day that others contradict governs nothing.
pub(super) fn governing_days(steps: &Steps, layout: LayoutId) -> Option<GoverningDays> {
    let all = [steps.told, steps.denied, steps.received, steps.assigned, steps.decided];
    let known: Vec<(usize, Date)> = all.into_iter().enumerate().filter_map(|(rank, day)| Some((rank, day?))).collect();
    let last_credible = known.iter().rev().find(|step| is_credible(**step, &known));
    if let Some(&(rank, day)) = last_credible {
        let is_decision = rank + 1 == all.len();
        let last = if is_decision { day } else { day.saturating_add(REVIEW_DAYS.days()) };
        let origin = if rank == 0 { DaysOrigin::CaseSummary } else { DaysOrigin::Front };
        return Some(GoverningDays { days: day..=last, origin });
    }
    let days = layout.form()?.written.clone()?;
    Some(GoverningDays { days, origin: DaysOrigin::Layout })
}

/// Whether a step is dated within the time of such reviews, and at least as many of the other steps agree with it
/// as contradict it.
fn is_credible(step: (usize, Date), all: &[(usize, Date)]) -> bool {
    let others: Vec<_> = all.iter().filter(|other| **other != step).collect();
    let agreeing = others.iter().filter(|other| agree(step, ***other)).count();
    (FIRST..=LAST).contains(&step.1) && 2 * agreeing >= others.len()
}

/// Whether two steps are in order and not years apart.
fn agree(one: (usize, Date), other: (usize, Date)) -> bool {
    let (earlier, later) = if one.0 < other.0 { (one.1, other.1) } else { (other.1, one.1) };
    earlier <= later && later <= earlier.saturating_add(LONGEST_CASE_YEARS.years())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn governing(steps: Steps) -> Option<GoverningDays> {
        governing_days(&steps, LayoutId::Letter2015)
    }

    fn days(first: Date, last: Date, origin: DaysOrigin) -> Option<GoverningDays> {
        Some(GoverningDays { days: first..=last, origin })
    }

    #[test]
    fn the_latest_step_governs() {
        let told = Some(date(2015, 1, 20));
        let decided = Some(date(2015, 4, 2));
        let steps = Steps { told, denied: told, decided, ..Steps::default() };
        assert_eq!(governing(steps), days(date(2015, 4, 2), date(2015, 4, 2), DaysOrigin::Front));
        let steps = Steps { decided: None, ..steps };
        assert_eq!(governing(steps), days(date(2015, 1, 20), date(2015, 4, 20), DaysOrigin::Front));
        let steps = Steps { denied: None, ..steps };
        assert_eq!(governing(steps), days(date(2015, 1, 20), date(2015, 4, 20), DaysOrigin::CaseSummary));
        let by_layout = days(date(2015, 1, 1), date(2015, 12, 31), DaysOrigin::Layout);
        assert_eq!(governing(Steps::default()), by_layout);
        assert_eq!(governing_days(&Steps::default(), LayoutId::Other), None);
    }

    #[test]
    fn an_implausible_day_governs_nothing() {
        let layout = governing(Steps::default());
        let decided_on = |decided| Steps { decided: Some(decided), ..Steps::default() };
        for impossible in [date(1915, 7, 15), date(2012, 6, 12), date(2105, 7, 15)] {
            assert_eq!(governing(decided_on(impossible)), layout);
        }
        let front = Steps {
            denied: Some(date(2015, 1, 20)),
            received: Some(date(2015, 2, 3)),
            assigned: Some(date(2015, 3, 1)),
            ..Steps::default()
        };
        let slip = Steps { decided: Some(date(2013, 4, 2)), ..front };
        assert_eq!(governing(slip), days(date(2015, 3, 1), date(2015, 5, 30), DaysOrigin::Front));
        let told_wrongly = Steps { told: Some(date(2019, 1, 20)), decided: Some(date(2015, 4, 2)), ..front };
        assert_eq!(governing(told_wrongly), days(date(2015, 4, 2), date(2015, 4, 2), DaysOrigin::Front));
        let one_against_the_other = Steps { told: Some(date(2015, 1, 20)), ..decided_on(date(2021, 4, 2)) };
        assert_eq!(governing(one_against_the_other), layout);
    }
}
