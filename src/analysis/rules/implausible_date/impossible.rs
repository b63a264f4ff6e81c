//! Days that are in no calendar.

use super::super::{Reporter, Source};
use crate::analysis::whole::Whole;
use crate::model::{has_month_first, has_month_second, shifted};
use std::cell::LazyCell;

pub(super) fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let has_months_first = LazyCell::new(|| {
        let in_prose = whole.narratives().flat_map(|narrative| {
            let days = narrative.prose.days.iter().map(|(place, _)| narrative.place(place));
            days.collect::<Vec<_>>()
        });
        let on_front =
            whole.parts.iter().flat_map(|told| told.tells.steps.iter().map(|step| shifted(&step.span, told.offset)));
        in_prose.chain(on_front).any(|place| has_month_first(&source.text(&place)))
    });
    let in_prose = whole.narratives().flat_map(|narrative| {
        let places = narrative.prose.impossible_days.iter();
        places.map(|place| narrative.place(place)).collect::<Vec<_>>()
    });
    let on_front = whole.parts.iter().flat_map(|told| {
        let places = told.tells.impossible_days.iter();
        places.map(|place| shifted(place, told.offset))
    });
    for place in in_prose.chain(on_front) {
        let words = source.quote(&place);
        if !has_month_second(&words) || *has_months_first {
            reporter.report(place, format!("There is no such day as {words}."));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{places, with};

    #[test]
    fn on_the_front() {
        let found = |front: &str| places(&with(front, "", "Valium 5mg #8"));
        for front in ["Date of Injury: 3/4/2012\nUR Denial Date: 01/36/2015", "Application Received: 01/36/2015"] {
            assert_eq!(found(front), ["01/36/2015"], "{front}");
        }
    }

    #[test]
    fn slips_of_others() {
        for told in ["The note is dated 2/30/2015 (sic).", "The note gives the impossible day “2/30/2015”."] {
            assert_eq!(places(&with("", told, "Valium 5mg #8")), [""; 0], "{told}");
        }
        assert_eq!(places(&with("", "She was seen on 2/30/2015.", "Valium 5mg #8")), ["2/30/2015"]);
    }

    #[test]
    fn months_above_twelve() {
        let told = |told: &str| places(&with("", told, "Valium 5mg #8"));
        assert_eq!(told("She was seen on 1/14/15 and 13/6/14."), ["13/6/14"]);
        assert_eq!(told("She was seen on 1/6/15 and 13/6/14."), [""; 0]);
        let letter = with("Date of Injury: 1/14/2012", "She was seen on 1/6/15 and 13/6/14.", "Valium 5mg #8");
        assert_eq!(places(&letter), ["13/6/14"]);
    }
}
