//! Days that a notice gives on its front, and otherwise where it opens its issues.

use super::super::{Reporter, Source};
use super::{Day, name};
use crate::analysis::whole::Whole;
use crate::model::{Step, shifted};

/// The days of the opening that are not those of the front.
pub(super) fn check(whole: &Whole<'_>, on_front: &[(Step, Day)], source: &Source<'_>, reporter: &mut Reporter) {
    for part in &whole.parts {
        for told in &part.tells.steps_told_again {
            let front = on_front.iter().find(|(step, _)| *step == told.step);
            let Some((step, front)) = front.filter(|(_, front)| front.day != told.day) else { continue };
            let span = shifted(&told.span, part.offset);
            let (words, day) = (source.quote(&span), source.quote(&front.span));
            let message =
                format!("{words} is not the day of {} on the front, {day}. One of them is wrong.", name(*step));
            reporter.report_with(span, message, front.span.clone(), "The front says otherwise.".to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::sample;
    use super::super::tests::places;

    #[test]
    fn days_of_the_front_told_again() {
        let found = |filed: &str, denied: &str| {
            let front = "Notice of Independent Medical Review Determination\n\nDated: 10/30/2013\n\nUR Denial Date: 10/2/2013\n\nIMR Application Received: 10/9/2013\n\n";
            let opening = format!(
                "INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE\n\nAn application for Independent Medical Review was filed on {filed} \
                 disputing the\nUtilization Review Denial dated {denied}."
            );
            let letter =
                sample::NOTICE.split_once("INDEPENDENT MEDICAL REVIEW DECISION AND RATIONALE").expect("the heading");
            places(&format!("{front}{opening}{}", letter.1))
        };
        assert_eq!(found("10/9/2013", "10/2/2013"), [""; 0]);
        assert_eq!(found("9/10/2013", "10/2/2013"), ["9/10/2013"]);
        assert_eq!(found("10/9/2013", "10/2/2012"), ["10/2/2012"]);
    }
}
