//! What a sentence says was had or never had. Which treatments and studies its words name is found elsewhere.

mod grammar;
mod neutral;

use super::moments::moments;
use super::of_case::is_of_case;
use crate::model::body::{Areas, Side, body_parts, sides};
use crate::model::sites::{Site, sites};
use crate::model::{LONGEST_SENTENCE, clause_around};
use crate::text::pattern::verbose;
pub(super) use grammar::ELSEWHERE;
use grammar::{ALWAYS, END, FORMS, Form, MAY_TELL, NEGATION, PLANNED, THEN, THOUGHT};
use neutral::is_plain;
pub(super) use neutral::is_plain_but_for;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// That something was had or never had, by one clause. Places count from the start of its sentence.
#[derive(Debug)]
pub(super) struct History {
    pub(super) was_had: bool,
    /// The words that say so.
    pub(super) words: Range<usize>,
    /// Where it is named.
    pub(super) named: Range<usize>,
    pub(super) place: Place,
}

/// Where on the body something was had, by the words that tell of it.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) areas: Areas,
    pub(super) sides: Box<[Side]>,
    pub(super) levels: Box<[Site]>,
}

impl Place {
    /// The place that words name.
    pub(super) fn of(words: &str) -> Self {
        Place {
            areas: Areas::of(&body_parts(words)),
            sides: sides(words).into_iter().map(|named| named.side).collect(),
            levels: sites(words).into_iter().filter(Site::is_level).collect(),
        }
    }

    /// The same with the part and the side that a sentence names where these words name none.
    fn or_of(self, sentence: &str) -> Self {
        let sides = || sides(sentence).into_iter().map(|named| named.side).collect();
        Place {
            areas: self.areas.or(Areas::of(&body_parts(sentence))),
            sides: if self.sides.is_empty() { sides() } else { self.sides },
            levels: self.levels,
        }
    }
}

static AND: LazyLock<Regex> = LazyLock::new(|| verbose(r"\s+ and \s+"));
static LIMITED: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A ,? \s+ but \b"));

/// What a sentence says was had or never had, in order.
pub(super) fn histories(sentence: &str) -> Box<[History]> {
    let may_tell = sentence.len() <= LONGEST_SENTENCE && MAY_TELL.is_match(sentence);
    if !may_tell || THOUGHT.is_match(sentence) || ELSEWHERE.is_match(sentence) {
        return Box::default();
    }
    let is_of_some_time = |words: &Range<usize>| {
        let start = sentence[..words.start].rfind(';').unwrap_or(0);
        let end = sentence[words.end..].find(';').map_or(sentence.len(), |end| words.end + end);
        !moments(&sentence[start..end]).is_empty()
    };
    let mut found: Vec<_> = FORMS.iter().flat_map(|form| read(sentence, form)).collect();
    found.sort_by_key(|history| (history.named.start, history.was_had));
    // What was not had by one day may have been had later, and what follows `but` may limit what was never had.
    found.retain(|history| {
        history.was_had || !is_of_some_time(&history.words) && !LIMITED.is_match(&sentence[history.words.end..])
    });
    found.dedup_by(|next, last| next.was_had == last.was_had && next.named.start == last.named.start);
    found.into()
}

/// What one form of words tells of a sentence.
fn read<'s>(sentence: &'s str, form: &'s Form) -> impl Iterator<Item = History> + 's {
    form.words.captures_iter(sentence).filter_map(move |captures| {
        let whole = captures.get(0)?;
        let mut named = trimmed(sentence, captures.name("named")?.range());
        let then = THEN.find(&sentence[named.clone()]).filter(|_| form.was_had);
        if let Some(then) = then {
            named = trimmed(sentence, named.start..named.start + then.start());
        }
        let tail = captures.name("tail").map(|tail| trimmed(sentence, tail.range()));
        let end = match &tail {
            Some(tail) => tail.end,
            None if form.names_last => named.end,
            None => whole.end(),
        };
        let words = trimmed_left(sentence, whole.start()..end.max(named.end));
        let clause = &sentence[words.clone()];
        let before = &sentence[..words.start];
        let before = &before[before.rfind([',', ';', ':']).map_or(0, |end| end + 1)..];
        let before = AND.find_iter(before).last().map_or(before, |and| &before[and.end()..]);
        let is_turned =
            NEGATION.is_match(before) || form.was_had && (NEGATION.is_match(clause) || PLANNED.is_match(sentence));
        // What was not had at some time may have been had at another.
        let rest = tail.as_ref().map_or("", |tail| &sentence[tail.clone()]);
        let is_whole = is_plain(&ALWAYS.replace_all(rest, ""));
        let around = &sentence[clause_around(sentence, &words)];
        let is_told = !named.is_empty() && !is_turned && is_whole && is_of_case(&sentence[..words.end]);
        is_told.then(|| History {
            was_had: form.was_had,
            place: Place::of(clause).or_of(around).or_of(sentence),
            words,
            named,
        })
    })
}

/// A place up to where its clause ends, without white space around it.
fn trimmed(sentence: &str, place: Range<usize>) -> Range<usize> {
    let end = END.find(&sentence[place.clone()]).map_or(place.end, |end| place.start + end.start());
    let words = &sentence[place.start..end];
    trimmed_left(sentence, place.start..place.start + words.trim_end().len())
}

fn trimmed_left(sentence: &str, place: Range<usize>) -> Range<usize> {
    let words = &sentence[place.clone()];
    let start = place.start + words.len() - words.trim_start_matches([' ', ',', ';', ':', '\n', '\r']).len();
    start.min(place.end)..place.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(sentence: &str) -> Vec<(bool, &str)> {
        histories(sentence).iter().map(|told| (told.was_had, &sentence[told.named.clone()])).collect()
    }

    #[test]
    fn what_was_had_or_not() {
        for (sentence, told) in [
            ("The pt has never had physical therapy for his back.", (false, "physical therapy for his back")),
            ("He has yet to receive a cortisone injection.", (false, "a cortisone injection")),
            ("Nor has she been given any psychotherapy.", (false, "any psychotherapy")),
            ("He is pregabalin-naive.", (false, "pregabalin")),
            ("To date there has been no CT of the lumbar spine.", (false, "CT of the lumbar spine")),
            ("Duloxetine has not been tried.", (false, "Duloxetine")),
            ("This would be the patient's first epidural injection.", (false, "epidural injection")),
            ("Two earlier blocks gave 80% relief.", (true, "Two earlier blocks")),
            ("The MRI of the knee revealed a tear.", (true, "The MRI of the knee")),
        ] {
            assert!(read(sentence).contains(&told), "{sentence}: {:?}", read(sentence));
        }
    }

    #[test]
    fn what_is_not_surely_told() {
        for sentence in [
            "If he had never had therapy, it would be tried.",
            "UR wrote that no MRI has been done.",
            "No UDS was done in 2021.",
            "No MRI had been done at the time of that visit.",
            "Had gabapentin been tried, it might be refilled.",
            "Sertraline was tried in his sister.",
        ] {
            assert!(read(sentence).is_empty(), "{sentence}: {:?}", read(sentence));
        }
    }
}
