//! One study on two days.

use super::super::{Reporter, Source};
use crate::analysis::whole::Whole;
use jiff::civil::Date;

/// The days that rationales give to a study of which the summary tells one only, where the two read as one with a slip.
pub(super) fn check(whole: &Whole<'_>, injury: Option<Date>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    let told = &summary.prose.studies;
    for narrative in whole.narratives().filter(|narrative| narrative.request.is_some()) {
        for study in &narrative.prose.studies {
            let mut alike = told.iter().filter(|known| known.kind == study.kind && known.areas.may_meet(study.areas));
            let Some(known) = alike.next().filter(|_| alike.next().is_none()) else { continue };
            let is_told = summary.prose.days.iter().any(|(_, day)| *day == study.day);
            if is_told || !is_slip(known.day, study.day) {
                continue;
            }
            let (here, there) = (narrative.place(&study.words), summary.place(&known.words));
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
fn is_slip(one: Date, other: Date) -> bool {
    let same = [one.year() == other.year(), one.month() == other.month(), one.day() == other.day()];
    same.into_iter().filter(|is_same| *is_same).count() == 2
}
