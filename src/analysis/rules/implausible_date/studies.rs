//! One study on two days.

use super::super::{Reporter, Source};
use crate::analysis::whole::{Rationale, Whole};
use jiff::civil::Date;

/// The days that rationales give to a study of which the summary tells one only: where the two read as one with a slip, one is
/// wrong, unless it is often repeated; another day of what is seldom repeated is good to know.
pub(super) fn check(whole: &Whole<'_>, injury: Option<Date>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    let told = &summary.prose.studies;
    for Rationale { narrative, .. } in whole.rationales() {
        for study in &narrative.prose.studies {
            let mut alike = told.iter().filter(|known| known.kind == study.kind && known.areas.may_meet(study.areas));
            let Some(known) = alike.next().filter(|_| alike.next().is_none()) else { continue };
            let is_told = summary.prose.days.iter().any(|(_, day)| *day == study.day);
            if is_told {
                continue;
            }
            let (here, there) = (narrative.place(&study.words), summary.place(&known.words));
            let (is_slip, is_repeated) = (is_slip(known.day, study.day), study.kind.is_repeated());
            if is_repeated && !is_slip {
                continue;
            }
            // What is often done again may well have been done on the same day of another month.
            if is_repeated || !is_slip {
                let other = source.quote(&there);
                reporter.inform(here, format!("The case summary knows such a study of {other} only. Check the day."));
                continue;
            }
            let is_known_wrong = injury.is_some_and(|injury| known.day < injury && injury <= study.day);
            let (wrong, other) = if is_known_wrong { (there, here) } else { (here, there) };
            let message = format!(
                "Elsewhere this study is of {}, and here of {}. One of them is wrong.",
                source.quote(&other),
                source.quote(&wrong)
            );
            reporter.report_with(wrong, message, other, "The other day.".to_owned());
        }
    }
}

/// Whether one number of a day was mistyped.
pub(super) fn is_slip(one: Date, other: Date) -> bool {
    let same = [one.year() == other.year(), one.month() == other.month(), one.day() == other.day()];
    same.into_iter().filter(|is_same| *is_same).count() == 2
}

#[cfg(test)]
mod tests {
    use super::super::tests::{places, with};

    #[test]
    fn studies_on_two_days() {
        let found = |summary: &str, rationale: &str| {
            let letter = with("", summary, "Valium 5mg #8");
            places(&letter.replace("The chart describes", &format!("{rationale} The chart describes")))
        };
        let summary = "UR on 01/29/2015 denied Valium. An MRI of the left shoulder dated 10/03/2014 shows a tear.";
        for (rationale, place) in [
            ("The MRI of 10/30/2014 shows a tear.", "10/30/2014"),
            ("The 10/03/2013 MRI shows a tear.", "10/03/2013"),
            ("The MRI of 10/3/14 shows a tear.", ""),
            ("The MRI of the neck of 10/30/2014 shows a disc.", ""),
            ("The MRI of 5/6/2011 shows no tear.", "5/6/2011"),
            ("The UDS of 5/6/2011 was negative.", ""),
            ("The exam of 10/30/2014 fits.", ""),
        ] {
            assert_eq!(found(summary, rationale).join(""), place, "{rationale}");
        }
        let twice = format!("{summary} An MRI of the left shoulder on 5/6/2011 did not.");
        assert_eq!(found(&twice, "The MRI of 10/30/2014 shows a tear."), [""; 0]);
        let before = "The injury was on 06/25/2012. An MRI of the ankle dated 01/02/2012 shows a tear.";
        assert_eq!(found(before, "He already had his MRI on 10/02/2012."), ["01/02/2012"]);
        let alone = found(before, "He already had his MRI.");
        assert_eq!(alone, ["01/02/2012"], "as any day before the injury");
    }
}
