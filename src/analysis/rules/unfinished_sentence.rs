//! A text that ends before its last sentence does.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::passage::Passage;
use crate::analysis::question::Question;
use crate::model::{Part, shifted};
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

pub(super) static RULE: Rule = Rule {
    code: "IMR509",
    name: "unfinished-sentence",
    summary: "A sentence ends in a word that no sentence ends with.",
    why: "What a sentence was to say is lost, and perhaps the reason for the decision with it. The injured worker sees that nobody \
          read the letter before it was sent.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[(
            "sleep. It does not say\nhow often a tablet is taken. Therefore, the request is not medically",
            "sleep because the. It
does not say how often a tablet is taken. Therefore, the request is not
medically",
        )],
    },
    weight: Weight::Gap(Severity::Warning),
    is_on: true,
    check: Check::Words(check),
    fixes: None,
};

fn check(_: &Part, passages: &[Arc<Passage>], _: &Source<'_>, reporter: &mut Reporter) {
    for passage in passages.iter().filter(|passage| passage.any(&MAY_STOP)) {
        let text = &passage.text;
        let last = text.len() - text.bytes().rev().take(LONGEST_END).count();
        let last = (last..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        let open = OPEN.find(&text[last..]).map(|open| shifted(&open.range(), last));
        let stopped = STOPPED.find_iter(text).map(|stopped| stopped.range()).chain(begun_again(passage));
        for words in stopped.chain(open).filter(|words| !passage.is_quoted(words)) {
            let message = "The sentence ends here before it is complete. Write its end, or take it out.";
            let end = words.start + text[words.clone()].trim_end().len();
            reporter.report(shifted(&(words.start..end), passage.start), message.to_owned());
        }
    }
}

static MAY_STOP: Question =
    Question::new(|sentence| STOPPED.is_match(sentence) || OPEN.is_match(sentence) || LINK.is_match(sentence));

/// Where a sentence ends in its verb, or before what belongs to it, and the next one begins with the same words and goes on.
fn begun_again(passage: &Passage) -> impl Iterator<Item = Range<usize>> {
    const FEWEST: usize = 3;
    let pairs = passage.each_sentence().zip(passage.each_sentence().skip(1));
    pairs.filter_map(|((start, sentence), (_, next))| {
        let link = LINK.find(sentence)?;
        let begun = sentence.trim_end().trim_end_matches('.');
        let is_again = next.get(..begun.len()).is_some_and(|again| again.eq_ignore_ascii_case(begun));
        let goes_on = next.get(begun.len()..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
        let is_long = begun.split_whitespace().count() >= FEWEST;
        (is_again && goes_on && is_long).then(|| shifted(&link.range(), start))
    })
}

/// Small words at the end of a sentence.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:are|at|be|been|by|can|could|does|for|from|had|has|have|in|is|may|must|no|not|of|on|should|to|was|were|will|with|would)\s?\.\s*$",
    )
});

/// No words that a text may end with are longer, with the space around them.
const LONGEST_END: usize = 40;

/// Words before a full stop that need others behind them.
static STOPPED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:although|an|and|as\s+well\s+as|because(?:\s+(?:he|of|she|the|they))?|rather\s+than|such\s+as|the|their|unless|whereas|while\s+(?:he|she|they))\s?\.(?:\s|$)",
    )
});
/// The same where a text ends without a full stop.
static OPEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:after|although|because|before|if|since|that|unless|until|when|whereas|which|while)\s+(?:he|she|they)|a|although|an|and|as\s+well\s+as|because(?:\s+of)?|but|during|every|into|or|such\s+as|than|the|their|unless|whereas|while|whose)\s*$",
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::{Example, found_by};
    use super::*;
    use crate::analysis::{Snapshot, Stage};
    use crate::text::Text;

    /// What is found in a rationale that ends the letter.
    fn finds(rationale: &str) -> Vec<String> {
        let said = sample::ITEM.split("Decision rationale: ").nth(1).expect("a rationale");
        let text = sample::letter(&sample::ITEM.replace(said, rationale));
        found_by(&RULE, &text)
    }

    #[test]
    fn sentences_without_their_end() {
        for (rationale, words) in [
            ("I see no reason to add it now because the. It is old.", "because the."),
            ("It is old. The brace was meant for the time after the", "the"),
            ("It is old. No load is expected while she", "while she"),
            ("It is old and it was tried, but", "but"),
            ("The chart is short and. It is old.", "and."),
            ("These point at sleep apnea rather than. It is old.", "rather than."),
            ("It was given for symptoms such as. It is old.", "such as."),
            ("It is old because of", "because of"),
            ("Nine tablets for six attacks are. Nine tablets for six attacks are modest.", "are."),
            ("The request for the brace is not. The request for the brace is not supported.", "not."),
        ] {
            assert_eq!(finds(rationale), [words], "{rationale}");
        }
    }

    #[test]
    fn sentences_with_their_end() {
        for rationale in [
            "It is old. It is what he complains of",
            "It is old, and she takes vitamin A. The OR. It is THE END.",
            "The note says “it is because the.” It is old.",
            "It is old, as it is",
            "The MRI of the neck is not indicated. The EMG of both arms is. The chart says how old they are. It is old.",
            "The knee was seen. The hip was. The hip was, too, in May. It is. It is old.",
            "It is the pain that she came with. It is hers, as was the rest.",
        ] {
            assert_eq!(finds(rationale), [""; 0], "{rationale}");
        }
    }

    #[test]
    fn what_is_being_typed_is_only_not_there_yet() {
        let text = format!("{} It is old because the", sample::LETTER);
        let severity = |stage: Stage| {
            let findings = Snapshot::new(Text::from(text.as_str())).findings(stage, None).list;
            findings.into_iter().find(|finding| finding.rule == &RULE).map(|finding| finding.severity)
        };
        assert_eq!(severity(Stage::Draft), Some(Severity::Information));
        assert_eq!(severity(Stage::Final), Some(Severity::Warning));
        assert!(Example::default().finds(&RULE).is_empty());
    }
}
