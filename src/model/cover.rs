//! What the private cover page says of all items together.

use super::shifted;
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The final determination on a cover page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The words that tell it.
    pub words: Range<usize>,
    /// What they say.
    pub determination: Determination,
    /// The words that explain it, such as `some (but not all) of the disputed items/services are medically necessary`, and
    /// what they say.
    pub explanation: Option<(Range<usize>, Determination)>,
}

/// What was decided of all items together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Determination {
    /// Every denial stands.
    Uphold,
    /// Some denials stand and others fall.
    PartialOverturn,
    /// Every denial falls.
    Overturn,
}

impl Cover {
    /// The determination in a line of the front.
    pub(super) fn read(text: &str) -> Option<Self> {
        let line = LINE.captures(text)?;
        let words = line.name("words")?;
        let said = words.as_str().to_lowercase();
        let rest = text[words.end()..].lines().next().unwrap_or_default().to_lowercase();
        // A form that shows all determinations is not filled in, or nobody knows how.
        let is_form = rest.contains(['|', '[', '☐', '☒']) || rest.trim_start().starts_with(['/', '(']);
        if is_form && !IN_PART.is_match(&rest) {
            return None;
        }
        let is_partial = said.contains("partial") || IN_PART.is_match(&rest);
        let determination = match (is_partial, said.contains("overturn")) {
            (true, _) => Determination::PartialOverturn,
            (false, true) => Determination::Overturn,
            (false, false) => Determination::Uphold,
        };
        let behind = &text[words.end()..];
        let explanation = EXPLANATION.captures(behind).and_then(|explained| {
            let words = explained.name("words")?;
            let is_not = explained.name("not").is_some();
            let determination = match (explained.name("none").is_some(), explained.name("some").is_some()) {
                (true, _) => Determination::Uphold,
                (_, true) => Determination::PartialOverturn,
                _ if is_not => Determination::Uphold,
                _ => Determination::Overturn,
            };
            Some((shifted(&words.range(), text.len() - behind.len()), determination))
        });
        Some(Cover { words: words.range(), determination, explanation })
    }

    /// The same, moved by `by` bytes to the right.
    pub(super) fn shifted(&self, by: usize) -> Self {
        let explanation = self.explanation.as_ref().map(|(words, determination)| (shifted(words, by), *determination));
        Cover { words: shifted(&self.words, by), determination: self.determination, explanation }
    }
}

static LINE: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"(?<words>partial(?:ly)?\s+overturn(?:ed)?|overturn(?:ed)?|up(?:hold|held))\b";
    pattern(&format!(r"(?im)(?:^\s*|\.\s+)final\s+determination\s*:\s*{words}"))
});

/// Whether a text explains a determination, which then may stand within a line.
pub(super) fn explains(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), b"This means").is_some()
}

/// `Overturn in part`, `Overturn, partial`.
static IN_PART: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A [\s,(-]* (?: in \s+ part | partial | partly )"));

/// What follows the determination at once. Of some services that are necessary, others are not.
static EXPLANATION: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A [\s.,:;–—-]* (?: this \s+ means \s+ )? (?: that \s+ )? we \s+ (?: have \s+ )? (?: decided | determined ) \s+ (?: that \s+ )?
        (?<words> (?: (?<none> none | no ) | (?<some> some | part | a \s+ part ) | all | each | every \s+ one )
            (?: \s* \(? \s* ,? \s* but \s+ not \s+ all \s* ,? \s* \)? )? (?: \s+ of )? (?: \s+ the )? (?: \s+ disputed )? \s+
            (?: items? \s* / \s* services? | items? | services? | treatments? ) \s+ (?: is | are | was | were ) \s+ (?<not> not \s+ )?
            medically \s+ necessary )",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_cover_page_says() {
        let said = |text: &str| Cover::read(text).map(|cover| (text[cover.words].to_owned(), cover.determination));
        let expected = |words: &str, determination| Some((words.to_owned(), determination));
        assert_eq!(said("Final Determination: UPHOLD\n"), expected("UPHOLD", Determination::Uphold));
        assert_eq!(
            said("Employee Name: on file\nFinal Determination:  Partial \nOverturn. This means"),
            expected("Partial \nOverturn", Determination::PartialOverturn)
        );
        assert_eq!(said("FINAL DETERMINATION: OVERTURNED"), expected("OVERTURNED", Determination::Overturn));
        assert_eq!(
            said(
                "It has completed the review of the case. Final Determination: PARTIAL\nOVERTURN. This means we decided"
            ),
            expected("PARTIAL\nOVERTURN", Determination::PartialOverturn)
        );
        assert_eq!(said("The final determination: uphold"), None);
        assert_eq!(said("Final Determination: ___"), None);
        assert_eq!(said("Final Determination: UPHOLD/OVERTURN"), None);
        assert_eq!(said("Final Determination: UPHOLD | PARTIAL OVERTURN | OVERTURN"), None);
        assert_eq!(said("Final Determination: UPHOLD [ ] PARTIAL OVERTURN [x]"), None);
        for partial in ["Overturn in part", "UPHOLD IN PART, OVERTURN IN PART", "Overturn, partial"] {
            let found = said(&format!("Final Determination: {partial}")).map(|(_, found)| found);
            assert_eq!(found, Some(Determination::PartialOverturn), "{partial}");
        }
    }

    #[test]
    fn how_it_is_explained() {
        use Determination::{Overturn, PartialOverturn, Uphold};
        let said = |behind: &str| {
            let text = format!("Final Determination: UPHOLD{behind}");
            Cover::read(&text)?.explanation.map(|(words, said)| (text[words].to_owned(), said))
        };
        for (words, determination) in [
            ("none of the disputed items/services are medically necessary", Uphold),
            ("none of the disputed items/services \n\nis medically necessary", Uphold),
            ("all of the disputed items/services are not medically necessary", Uphold),
            ("some (but not all) of the disputed items/services are medically necessary", PartialOverturn),
            ("some, but not all, of the disputed items are medically necessary", PartialOverturn),
            ("all of the disputed items/services are medically necessary", Overturn),
            ("all disputed services were medically necessary", Overturn),
        ] {
            let text = format!(". This means we decided that {words} and appropriate.");
            assert_eq!(said(&text), Some((words.to_owned(), determination)), "{words}");
        }
        for text in
            ["", ". A detailed explanation is provided.", ". The provider means that all of the items are needed."]
        {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
