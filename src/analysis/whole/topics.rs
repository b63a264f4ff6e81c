//! Which of the treatments that a rationale names it speaks about.

use crate::guidelines::Mention;
use regex::Regex;
use std::sync::LazyLock;

/// The treatments that a rationale surely speaks about: the subject of a sentence, or the request itself. What is taken
/// beside, has failed before or is only compared is none.
pub(super) fn topics(text: &str, mentions: &[Mention]) -> Vec<Mention> {
    const REACH: usize = 60;
    let is_topic = |mention: &&Mention| {
        let start = (mention.span.start.saturating_sub(REACH)..).find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = (mention.span.end + REACH).min(text.len());
        let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        let before = &text[start..mention.span.start];
        let after = &text[mention.span.end..end];
        let opens = OPENS.is_match(before) || start == 0 && OPENS_ALL.is_match(before);
        REQUESTS.is_match(before) || (opens && PREDICATE.is_match(after)) || (NAMES_GUIDELINE.is_match(after) && opens)
    };
    mentions.iter().filter(is_topic).cloned().collect()
}

/// The request, or what guidelines recommend.
static REQUESTS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: (?: requests? | request(?:ed|ing) ) \s+ (?: for \s+ )?
            | recommends? \s+ | (?: does \s+ not | not ) \s+ address \s+ (?: the \s+ use \s+ of \s+ )? )
          (?: (?: a | an | the | refills? \s+ of | \d+ | topical ) \s+ )* $",
    )
});
const OPENING: &str = r"(?: (?: the | a | an | this | that | such | these | topical | oral | long-term | continued | chronic | use \s+ of
    | therefore ,? | thus ,? | hence ,? | so \s+ that | requested ) \s+ )* $";
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?ix) (?: [.!?:;] \s* | \b so \s+ that \s+ | \b therefore ,? \s+ | \b (?: that | states? ) \s+ ) {OPENING}"
    ))
});
static OPENS_ALL: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"(?ix) ^ \s* {OPENING}")));
static PREDICATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ (?: \s* (?: \( [^)]* \) | \#? \d[\d./]* \s* (?: mg | mcg | % )? | unit | treatment | therapy | sessions? | use | patch
                | injections? ) )* \s*
            (?: is | are | was | were | has | have | may | can | should | does | works | helps ) \b",
    )
});
static NAMES_GUIDELINE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s+(?:medical\s+)?(?:treatment\s+)?guidelines?\b"));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is valid")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidelines::{Catalogue, Context};

    fn topics_of(text: &str) -> Vec<String> {
        let mentions = Catalogue::shipped().names().mentions(text, Context::Prose);
        topics(text, &mentions).into_iter().map(|mention| text[mention.span].to_lowercase()).collect()
    }

    #[test]
    fn what_is_spoken_about() {
        for text in [
            "Tramadol is not recommended.",
            "The patient rests. TRAMADOL 50MG #60 IS NOT NECESSARY.",
            "The request for tramadol is not medically necessary.",
            "The guideline recommends tramadol.",
            "It helps little, so that the tramadol is not necessary.",
            "CA MTUS does not address the use of tramadol in cases of this kind.",
        ] {
            assert_eq!(topics_of(text), ["tramadol"], "{text}");
        }
        for text in [
            "The patient has taken this medication together with tramadol.",
            "With tramadol he was drowsy.",
            "As tramadol is not medically necessary, no protection is needed.",
            "It was added to tramadol.",
        ] {
            assert_eq!(topics_of(text), [""; 0], "{text}");
        }
    }
}
