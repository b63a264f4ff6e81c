//! Days before the injury on which nothing is said to have been for something else.

use super::super::{Reporter, Source};
use super::{Day, HAPPENED, IS_GRADUAL};
use crate::analysis::of_case::is_of_case;
use crate::analysis::whole::{Event, Whole};
use crate::model::LONGEST_SENTENCE;
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

/// The days of the summary and the rationales that come before the injury, but for those of which something is told already, and
/// where what happened then may have nothing to do with it.
pub(super) fn check(
    whole: &Whole<'_>,
    told: &[(Event, Day)],
    injury: Option<&Day>,
    source: &Source<'_>,
    reporter: &mut Reporter,
) {
    let Some(injury) = injury.filter(|injury| !reporter.has_told_of(&injury.span)) else { return };
    if whole.summary().is_some_and(|summary| summary.prose.any(&IS_GRADUAL)) {
        return;
    }
    for narrative in whole.narratives() {
        let before = narrative.prose.days.iter().filter(|(_, day)| *day < injury.day);
        for (place, _) in before {
            let (sentence, sentence_before) = (narrative.prose.sentence(place), narrative.prose.sentence_before(place));
            let place = narrative.place(place);
            // What was operated on long before is an older illness.
            let is_operation = || told.iter().any(|(event, dated)| *event == Event::Operation && dated.span == place);
            let is_score = || source.text(&place).ends_with("/10") && sentence.to_lowercase().contains("pain is");
            if may_be_of_injury(sentence, sentence_before)
                && !is_score()
                && !is_operation()
                && !reporter.has_told_of(&place)
            {
                let message = format!(
                    "{} is before the injury of {}. Check the year.",
                    source.quote(&place),
                    source.quote(&injury.span)
                );
                reporter.inform(place, message);
            }
        }
    }
}

/// Whether what a sentence tells may have been seen or done for the injury.
fn may_be_of_injury(sentence: &str, sentence_before: &str) -> bool {
    let is_long = sentence.len().max(sentence_before.len()) > LONGEST_SENTENCE;
    !is_long
        && OF_INJURY.is_match(sentence)
        && ![&*HAPPENED, &*MAY_BE_EARLIER].iter().any(|other| other.is_match(sentence))
        && !WAS_EARLIER.is_match(sentence_before)
        && is_of_case(sentence)
}

/// What is seen and done for an injury.
static OF_INJURY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: arthroscop [a-z]* | as \s+ of | block | CT | EMG | NC[SV] | evaluat (?: ed | ion ) | exam (?: ination | ined )? | films? | follow-up | images? | imaging | injection | MRI | notes? | pain | PR-2 | radiographs?
            | release | removal | repair | reports? | saw | scan | screen | seen | study | surgery | therapy | UD[ST] | visits? | x-?rays? ) \b",
    )
});

/// What goes on about an earlier time: `He had hurt the knee at home.`
static WAS_EARLIER: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: at \s+ home | had \s+ (?: broken | hurt | injured ) ) \b"));

/// That something is told of another injury or illness, or of the life before.
static MAY_BE_EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: accident | another | append [a-z]* | bariatric | baseline | before | born | broken? | bypass | CABG | cesarean | chest | cholecyst [a-z]* | cancer | car | childhood | chronic | claims? | closed | colonoscopy | compar [a-z]* | congenital | continu [a-z]* | cumulative | depress [a-z]* | DEXA | diabet [a-z]* | earlier | effective | employ [a-z]* | family
            | first | former (?: ly )? | gallbladder | had \s+ (?: been | revealed | seen | shown | undergone ) | healed | heart | hernia | hired | history | hypertens [a-z]* | hyster [a-z]* | injur [a-z]* | job | last \s+ worked | long-?standing | motor | non-?industrial | old | original | other | past | personal
            | pre-?existing | pre-?placement | previous (?: ly )? | prior | private | publish [a-z]* | recover [a-z]* | remote | revis [a-z]* | schedule | second | settle [a-z]* | since | sleep | specific | stationary | stipulat [a-z]* | through | trauma | unrelated | update [a-z]* | work (?: ed )? \s+ (?: as | for | from ) | years? ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::tests::{places, with};

    #[test]
    fn days_before_the_injury() {
        let found = |told: &str| {
            let front = "Date of Injury: 3/14/2011\nUR Denial Date: 08/05/2014";
            places(&with(front, told, "Valium 5mg #8")).join("|")
        };
        for (told, place) in [
            ("She was seen on 03/12/2014 and again on 03/19/2004.", "03/19/2004"),
            ("As of 04/22/10, pain was 6/10.", "04/22/10"),
            ("X-rays of the left ankle of 3/1/2002 showed a spur.", "3/1/2002"),
            ("She had hardware removal on 4/14/2009.", "4/14/2009"),
            ("As of 04/22/14, pain was 6/10.", ""),
            ("Her right wrist was broken on 7/7/2005 and healed. He had a hernia repair on 10/11/1999.", ""),
            ("X-rays of an old fracture of 3/1/2002 showed a spur.", ""),
            ("She was hired on 3/1/2002. She had an earlier visit on 3/1/2003.", ""),
            ("The guideline of 3/1/2002 allows it.", ""),
            ("The FDA warned of tramadol on 5/25/2010. Asthma was diagnosed on 6/12/2003.", ""),
            ("He slipped on ice on 6/12/2008 and saw a chiropractor six times.", ""),
            ("Compare the MRI with that of 6/12/2008.", ""),
        ] {
            assert_eq!(found(told), place, "{told}");
        }
        let told = "The wrists hurt from repetitive work. As of 04/22/10, pain was 6/10.";
        assert_eq!(found(told), "");
    }
}
