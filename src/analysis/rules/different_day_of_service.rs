//! One day of service in the heading and another in the conclusion.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::ReasonedItem;
use crate::model::{days, names_service};

pub(super) static RULE: Rule = Rule {
    code: "IMR419",
    name: "different-day-of-service",
    summary: "The rationale decides on another day of service than the heading names.",
    why: "A retrospective request is known by its day. Where the heading and the conclusion give two, nobody can tell which \
          service is decided on, and by Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: sample::ITEM,
        good: &[
            ("Valium 5mg #8:", "Retrospective request for Valium 5mg #8 (DOS 3/12/14):"),
            ("the request", "the retrospective request for\nValium 5mg #8 (DOS 3/12/14)"),
        ],
        bad: &[("for\nValium 5mg #8 (DOS 3/12/14)", "for\nValium 5mg #8 (DOS 3/21/14)")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let requested = days(item.request.text());
    // A request for a time between two days may be told by any day of it.
    let [(own, _)] = &requested[..] else { return };
    for echo in &item.echoes {
        let said = if names_service(echo.text()) { days(echo.text()) } else { Vec::new() };
        let is_requested = said.iter().any(|(_, day)| requested.iter().any(|(_, own)| own == day));
        let Some((place, _)) = said.first().filter(|_| !is_requested) else { continue };
        let (place, own) = (echo.place(place), item.request.place(own));
        reporter.report_against_heading(place, own, source);
        return;
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    #[test]
    fn days_of_service() {
        let finds = |request: &str, said: &str| {
            let rationale =
                format!("The note of 2/1/14 gives no reason. The request for {said} is not medically necessary.");
            let example = Example { request, rationale: &rationale, ..Example::default() };
            example.finds(&RULE).into_iter().map(|(_, words)| words).collect::<Vec<_>>()
        };
        assert_eq!(finds("Urine drug screen (DOS 3/12/14)", "a urine drug screen (DOS 3/21/14)"), ["3/21/14"]);
        for (request, said) in [
            ("Urine drug screen (DOS 3/12/14)", "a urine drug screen (DOS March 12, 2014)"),
            ("Urine drug screen (DOS 3/12/14)", "a urine drug screen"),
            ("Urine drug screen", "a urine drug screen (DOS 3/21/14)"),
            ("Urine drug screen (DOS 3/12/14 and 4/9/14)", "a urine drug screen (DOS 4/9/14)"),
        ] {
            assert_eq!(finds(request, said), [""; 0], "{request}: {said}");
        }
    }
}
