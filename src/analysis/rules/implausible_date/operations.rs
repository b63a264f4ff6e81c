//! Operations and evaluations of a time before the injury.

use super::super::{Reporter, Source};
use super::Day;
use crate::analysis::whole::Event;
use jiff::civil::Date;

/// How many years are mistyped at most.
const MOST_YEARS: i16 = 3;

/// What may as well have been for another injury, of which the letter says nothing. What grew over the years may have been
/// operated on before its day, but nobody evaluates what is not claimed.
pub(super) fn check(
    told: &[(Event, Day)],
    injury: Option<&Day>,
    is_gradual: &bool,
    source: &Source<'_>,
    reporter: &mut Reporter,
) {
    let Some(injury) = injury else { return };
    let is_meant = |event: Event| event == Event::Evaluation || event == Event::Operation && !is_gradual;
    // What was longer ago is an older illness.
    let is_slip = |day: Date| day < injury.day && injury.day.year() - day.year() <= MOST_YEARS;
    for (_, dated) in told.iter().filter(|(event, dated)| is_meant(*event) && is_slip(dated.day)) {
        let (words, day) = (source.quote(&dated.span), source.quote(&injury.span));
        let message =
            format!("{words} is before the injury of {day}. Check the day, or say that it was for something else.");
        reporter.inform(dated.span.clone(), message);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{places, with};

    #[test]
    fn before_the_injury() {
        let found = |told: &str| places(&with("Date of Injury: 04/18/2010", told, "Valium 5mg #8"));
        for (told, place) in [
            ("He underwent a kyphoplasty at T12 on 03/20/2010.", "03/20/2010"),
            ("He underwent a kyphoplasty at T12 on 05/20/2010.", ""),
            ("She had surgery of the knee on 03/02/2008. A continuous passive motion machine was used.", "03/02/2008"),
            ("QME (hand surgery) 3/11/09 agrees with release.", "3/11/09"),
            ("An arthroscopic meniscectomy was performed on 03/02/2008. It helped.", "03/02/2008"),
            ("An arthroscopic meniscectomy was performed on 03/02/2003. It helped.", ""),
            ("A previous arthroscopic meniscectomy was performed on 03/02/2008.", ""),
            ("He had hurt the knee at home in 2008. An arthroscopic meniscectomy was performed on 03/02/2008.", ""),
            ("A first left stellate ganglion block on 2/6/09 produced a Horner sign.", "2/6/09"),
            ("A left stellate ganglion block on 2/6/11 produced a Horner sign.", ""),
            ("RFA dated 4/16/09: Valium.", "4/16/09"),
        ] {
            assert_eq!(found(told).join(""), place, "{told}");
        }
        let gradual = "The pain came from repetitive typing. ";
        assert_eq!(found(&format!("{gradual}She had surgery of the wrist on 3/4/2009.")), [""; 0]);
        assert_eq!(found(&format!("{gradual}QME 3/4/2009: the wrist is stiff.")), ["3/4/2009"]);
    }
}
