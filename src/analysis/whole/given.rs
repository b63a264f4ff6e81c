//! What a rationale says was done.

use super::reported::{REPORTED, Reported, is_done, is_of_patient};
use super::subjects::{self, Subject};
use crate::analysis::of_case::is_of_case;
use crate::analysis::passage::Passage;
use crate::analysis::question::Question;
use crate::model::body::{Areas, body_parts, sides};
use crate::model::{shifted, statement_at};
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a rationale says was done with the patient, in order. That a thing is only named says nothing of that.
pub(super) fn given(passage: &Passage) -> Vec<Reported> {
    let in_sentence = |(start, sentence): (usize, &str)| {
        let areas = Areas::of(&body_parts(sentence));
        let sides: Vec<_> = sides(sentence).into_iter().map(|named| named.side).collect();
        let given = given_in(sentence).map(|(subject, words)| Reported {
            subject,
            words: shifted(&words, start),
            areas,
            sides: sides.clone(),
        });
        given.collect::<Vec<_>>()
    };
    passage.sentences_with(&GIVES).flat_map(in_sentence).collect()
}

static GIVES: Question = Question::new(|sentence| given_in(sentence).next().is_some());

/// What a sentence says was done, each with the words that say so.
fn given_in(sentence: &str) -> impl Iterator<Item = (Subject, Range<usize>)> {
    REPORTED.captures_iter(sentence).filter_map(|captures| {
        let named = captures.get(0)?.range();
        let outcome = OUTCOME.find(&sentence[named.end..]).map(|found| named.start..named.end + found.end());
        let received = || RECEIVED.find(&sentence[..named.start]).map(|found| found.start()..named.end);
        let words = outcome.or_else(received)?;
        let place = statement_at(sentence, &words);
        let statement = &sentence[place.clone()];
        let within = named.start.checked_sub(place.start)?..named.end - place.start;
        let is_told = is_done(statement)
            && !SUPPOSED.is_match(statement)
            && is_of_case(statement)
            && is_of_patient(statement, &within);
        is_told.then(|| subjects::found(&captures))?.map(|subject| (subject, words))
    })
}

/// `Had gabapentin been tried, more could be considered.`
static SUPPOSED: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A \s* had \b"));

/// What came of something that was done.
static OUTCOME: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A [^.,;:]{0,40}? \b (?: brought | did \s+ (?: little | not | nothing ) | eased | failed | gave | helped | provided | relieved | revealed | showed
            | (?: was | were ) \s+ (?: abnormal | completed | consistent | done | favorable | given | inconsistent | negative | normal | obtained
                | of \s+ (?: benefit | help | little | no ) | performed | positive | successful | tried | unremarkable )
            | (?: has | have ) \s+ been \s+ (?: completed | done | given | obtained | performed | tried ) ) \b",
    )
});

/// That somebody had what comes next.
static RECEIVED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: completed | failed | had | received | tried | underwent ) \s+ (?: an? \s+ (?: brace | splint ) \s+ and \s+ )?
            (?: (?: a | an | earlier | first | her | his | one | previous | prior | second | several | the | three | two | [0-9]+ ) \s+ ){0,3} \z",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    fn words(rationale: &str) -> Vec<&str> {
        given(&Passage::read(0, rationale.to_owned(), None)).into_iter().map(|given| &rationale[given.words]).collect()
    }

    #[test]
    fn what_was_done() {
        for (rationale, said) in [
            ("The MRI fits, and the two earlier injections helped.", "injections helped"),
            ("Here a psychological evaluation was favorable.", "psychological evaluation was favorable"),
            ("He had two epidural injections.", "had two epidural injections"),
            ("Acupuncture has been tried.", "Acupuncture has been tried"),
            ("Acupuncture has not been tried.", ""),
            ("She has failed a splint and two injections.", "failed a splint and two injections"),
            ("No injection was given.", ""),
            ("Injections should be tried.", ""),
            ("ODG allows another injection if the first injection helped.", ""),
            ("UR wrote that the MRI was normal.", ""),
            ("An injection is a part of an exercise program.", ""),
        ] {
            assert_eq!(words(rationale).join("|"), said, "{rationale}");
        }
    }
}
