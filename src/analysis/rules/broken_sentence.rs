//! A sentence that breaks off where another begins, or a word that stands twice.

mod doubled;

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, removal};
use crate::analysis::passage::{Passage, letters};
use crate::analysis::question::Question;
use crate::model::{Part, PartKind, shifted};
use crate::text::pattern::pattern;
use doubled::{doubled, doubled_phrase};
use regex::Regex;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

pub(super) static RULE: Rule = Rule {
    code: "IMR508",
    name: "broken-sentence",
    summary: "A sentence breaks off where another begins, or a small word, a phrase or a label stands twice.",
    why: "Text that was pasted into the middle of a sentence leaves it without its end, and perhaps without its sense. The injured \
          worker sees that nobody read the letter before it was sent.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[(
            "a tablet is taken. Therefore, the request is not medically necessary.",
            "the the tablets are taken. Therefore, the request is not medically\nnecessary.",
        )],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Words(check),
    fixes: Some(fixes),
};

fn check(part: &Part, passages: &[Arc<Passage>], source: &Source<'_>, reporter: &mut Reporter) {
    for passage in passages.iter().filter(|passage| passage.any(&MAY_BREAK)) {
        let text = &passage.text;
        let flaws: Vec<_> = FLAW.find_iter(text).map(|flaw| flaw.range()).collect();
        let sentences = passage.sentences_with(&MAY_BREAK);
        let doubled: Vec<_> =
            sentences.filter_map(|(start, sentence)| Some(shifted(&doubled(sentence)?, start))).collect();
        for flaw in flaws {
            let is_quoted = passage.is_quoted(&flaw) || is_in_single_quotes(text, &flaw);
            if is_quoted || text[flaw.end..].starts_with('-') || is_meant(text, &flaw) {
                continue;
            }
            let (range, message) = match repeated(&text[flaw.clone()]) {
                Some(second) => (shifted(&second, flaw.start), twice(&text[flaw.clone()][second])),
                None => (
                    flaw,
                    "The sentence breaks off here, and another begins. Write its end, or take it out.".to_owned(),
                ),
            };
            reporter.report(shifted(&range, passage.start), message);
        }
        for second in doubled.iter().filter(|second| !passage.is_quoted(second)) {
            let second = shifted(second, passage.start);
            let message = twice(&source.quote(&second));
            reporter.report(second, message);
        }
        for word in long_doubles(text) {
            reporter.report(shifted(&word, passage.start), twice(&text[word.clone()]));
        }
    }
    for passage in passages {
        for second in doubled_sentences(part, passage) {
            let second = shifted(&second, passage.start);
            let message = twice(&source.quote(&second));
            reporter.report(second, message);
        }
    }
    if let Some(second) = second_lead_in(part, source) {
        let message = twice(&source.quote(&second));
        reporter.report(second, message);
    }
    for field in part.fields() {
        let (label, Some(content)) = (source.text(&field.label), field.written()) else { continue };
        let second = content.start..content.end.min(content.start + label.len());
        if !label.is_empty() && source.text(&second) == label {
            reporter.report(second, twice(&label));
        }
    }
}

/// The sentences that stand again behind themselves; of those in a rationale another rule tells.
fn doubled_sentences(part: &Part, passage: &Passage) -> Vec<Range<usize>> {
    const FEWEST: usize = 4;
    if !matches!(part.kind, PartKind::Section(_)) {
        return Vec::new();
    }
    let sentences: Vec<&str> = passage.each_sentence().map(|(_, sentence)| sentence).collect();
    let is_doubled = |at: &usize| {
        let (first, second) = (sentences[at - 1], sentences[*at]);
        passage.letters_hash(at - 1) == passage.letters_hash(*at)
            && letters(first).eq(letters(second))
            && second.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count() >= FEWEST
    };
    (1..sentences.len()).filter(is_doubled).map(|at| passage.sentences[at].clone()).collect()
}

fn twice(words: &str) -> String {
    format!("“{words}” stands twice. Take one out.")
}

/// Where the words that open a section stand again behind them.
fn second_lead_in(part: &Part, source: &Source<'_>) -> Option<Range<usize>> {
    let PartKind::Section(section) = &part.kind else { return None };
    let (lead_in, content) = (section.lead_in.as_ref()?, section.written()?);
    let both = lead_in.start..content.end.min(content.start + 2 * lead_in.len());
    let second = shifted(&doubled_phrase(&source.text(&both))?, lead_in.start);
    (second.start == content.start).then_some(second)
}

/// What ends without a stop may go on in the next sentence.
static MAY_BREAK: Question = Question::new(|sentence| {
    !sentence.ends_with(['.', '?', '!', '"', '”', ')'])
        || FLAW.is_match(sentence)
        || !long_doubles(sentence).is_empty()
        || doubled(sentence).is_some()
});

/// Whether two words are the same on purpose: `the OR or the suite`, `what the problem is is not clear`.
fn is_meant(text: &str, flaw: &Range<usize>) -> bool {
    let words = &text[flaw.clone()];
    let capitals = words.split_whitespace().filter(|word| word.chars().all(char::is_uppercase));
    let is_abbreviation = capitals.count() == 1;
    let ends_clause = || CLAUSE.is_match(&text[..flaw.start]) && !NECESSARY.is_match(&text[flaw.end..]);
    repeated(words).is_some() && (is_abbreviation || words.starts_with("is") && ends_clause())
}

/// Whether a place stands in 'single quotes'. Those within words are apostrophes.
fn is_in_single_quotes(text: &str, place: &Range<usize>) -> bool {
    OPEN.is_match(&text[..place.start]) && CLOSED.is_match(&text[place.end..])
}

/// The second of two longer words on one line that are the same.
fn long_doubles(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut last, mut at) = ("", 0);
    for word in text.split(' ') {
        let stem = word.trim_end_matches([',', '.', ';', ':', ')']);
        let is_long = stem.len() > 3 && stem.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_long && stem.eq_ignore_ascii_case(last) && !DOUBLED.contains(&stem) && !SMALL.contains(&stem) {
            found.push(at..at + stem.len());
        }
        (last, at) = (word, at + word.len() + 1);
    }
    found
}

/// The second of two words that are the same.
fn repeated(words: &str) -> Option<Range<usize>> {
    let (first, second) = (words.split_whitespace().next()?, words.split_whitespace().next_back()?);
    let is_same = first.eq_ignore_ascii_case(second) && words.len() > second.len();
    is_same.then(|| words.len() - second.len()..words.len())
}

/// Words that nobody writes twice on purpose.
#[rustfmt::skip]
const SMALL: [&str; 29] = [
    "an", "and", "are", "at", "be", "been", "but", "by", "for", "from", "has", "he", "his", "is", "not", "of", "or", "she", "the", "their",
    "these", "they", "this", "to", "was", "were", "which", "with", "would",
];
/// Longer words that people do write twice.
const DOUBLED: [&str; 9] = ["have", "long", "many", "more", "much", "never", "really", "that", "very"];

/// What no clause is the subject of.
static NECESSARY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s+(?:not\s+)?medically\b"));

/// A clause that ends in a verb before that of its sentence.
static CLAUSE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:as|how|it|question|that|there|thing|what|where|which|who|why)\b[^.;]*$"));
static OPEN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[\s(])['‘](?:[^'’‘]|['’]\w)*$"));
static CLOSED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:[^'’‘]|['’]\w)*['’]"));

/// Where a small word that needs another behind it stands before one that only opens sentences, or twice.
static FLAW: LazyLock<Regex> = LazyLock::new(|| {
    let twice = SMALL.map(|word| format!(r"{word} \s+ {word}")).join(" | ");
    pattern(&format!(
        r"(?x) \b (?: [Aa] | [Aa]n | [Tt]he | by | for | from | of | to | with ) \s+
            (?: Accordingly | Additionally | Furthermore | Hence | There | Therefore | Thus | She ) \b
        | \b (?: a | an | of | the ) \s+ (?: However | He | No \s+ [a-z]+ ) \b
        | \b (?: a | an | the ) \s+ (?: These | This | Those | According | Although | Because | Beyond | Consequently | If | It | Moreover
            | Nevertheless | Otherwise | Since | They | Unfortunately | We | When | While ) \b
        | \b (?: after | are | at | because | before | during | he | in | is | on | she | that | they | was | were | which | while ) \s+
            (?: Accordingly | Additionally | Furthermore | Hence | Therefore | Thus ) \b
        | \b (?: due | owing | secondary ) \s+ to \s+ (?: A | An | He | It | She | The | There | This ) \s+ [a-z]+ \b
        | \b a \s+ a \b
        | \b (?i: {twice} ) \b"
    ))
});

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let text = snapshot.text();
    let words = text.slice(finding.range.clone());
    let is_twice = !words.contains(char::is_whitespace) || words.ends_with(':');
    let fix = || Fix::offered(format!("Delete the second “{words}”"), vec![removal(text, &finding.range)]);
    is_twice.then(fix).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(rationale: &str) -> Vec<String> {
        let found = Example { rationale, ..Example::default() }.finds(&RULE);
        found.into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn sentences_that_break_off() {
        for (rationale, words) in [
            ("A trial, not a  Thus it is.", "a  Thus"),
            ("Urine drug screens of No aberrant behavior was seen.", "of No aberrant"),
            ("The report gives no reason beyond the The.", "The"),
            ("It was given for the\n\nthe neck.", "the"),
            ("It was given for the\u{a0}the neck.", "the"),
            ("Decision rationale: It is old.", "Decision rationale:"),
            ("The request is medically medically necessary.", "medically"),
            ("No load is is expected here.", "is"),
            ("I find that the brace is is not medically necessary.", "is"),
            ("It takes a a brace.", "a"),
            ("Rest is due to The patient being old.", "due to The patient"),
            ("No load is expected while she Therefore a brace is old.", "she Therefore"),
            ("The brace was meant for the time after the\n\nBeyond the acute phase it is old.", "the\n\nBeyond"),
            ("He's of the 'old' kind of of brace.", "of"),
        ] {
            assert!(finds(rationale).contains(&words.to_owned()), "{rationale}: {:?}", finds(rationale));
        }
    }

    #[test]
    fn sentences_that_do_not() {
        for rationale in [
            "It was needed, and that that is so he had had to show.",
            "It was taken to the OR or the suite, and What the problem is is not clear. The pain he is in in the morning.",
            "A scale from No pain to worst pain, a study by He and colleagues, Hepatitis A However, and for for-life use.",
            "The note says “a  Thus”, and it is in item No. 2.",
            "The note says 'a  Thus' and the patient's chart 'is is old'.",
            "It is a very very old brace that that man had had; what it is is unclear. Due to The Joint Commission.",
            "Lumbar Lumbar sprain, sprain\nsprain. A long, long time.",
            "THE PATIENT HAS A THERE-BAND, AND OF NO USE IS THE SCREEN.",
            "Vitamin A a day was taken by the patient as it is.",
            "There is no reason. Therefore it is old. With no aberrancy, he is well.",
            "The Official Disability Guidelines are cited by This Reviewer.",
        ] {
            assert_eq!(finds(rationale), [""; 0], "{rationale}");
        }
    }
}
