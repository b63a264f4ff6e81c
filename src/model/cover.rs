//! What the private cover page says of all items together.

use super::shifted;
use crate::text::pattern::pattern;
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
        let words = LINE.captures(text)?.name("words")?;
        let said = words.as_str().to_lowercase();
        let determination = match (said.contains("partial"), said.contains("overturn")) {
            (true, _) => Determination::PartialOverturn,
            (false, true) => Determination::Overturn,
            (false, false) => Determination::Uphold,
        };
        Some(Cover { words: words.range(), determination })
    }

    /// The same, moved by `by` bytes to the right.
    pub(super) fn shifted(&self, by: usize) -> Self {
        Cover { words: shifted(&self.words, by), determination: self.determination }
    }
}

static LINE: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"(?<words>partial(?:ly)?\s+overturn(?:ed)?|overturn(?:ed)?|up(?:hold|held))\b";
    pattern(&format!(r"(?im)^\s*final\s+determination\s*:\s*{words}"))
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
        assert_eq!(said("The final determination: uphold"), None);
        assert_eq!(said("Final Determination: ___"), None);
    }
}
