//! Words that stand for rules: a code, the beginning of codes, or a name.

/// What settings know of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleName {
    /// `IMR` and three digits.
    pub code: &'static str,
    /// Its name in words.
    pub name: &'static str,
    /// What it finds, in a sentence.
    pub summary: &'static str,
    /// Whether it speaks without being asked to.
    pub is_on: bool,
}

/// A word that stands for one or more rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector(String);

/// Codes begin with this.
const LETTERS: &str = "IMR";
/// The length of a whole code. A name says as much.
const WHOLE: usize = 6;

impl Selector {
    /// Reads a word; the case does not matter. It may stand for no rule that there is.
    pub fn new(word: &str) -> Self {
        let word = word.trim();
        let is_code = word.get(..LETTERS.len()).is_some_and(|start| start.eq_ignore_ascii_case(LETTERS));
        Selector(if is_code { word.to_ascii_uppercase() } else { word.to_ascii_lowercase() })
    }

    /// How exactly it means a rule: the length of the code's beginning. `None` if it does not mean it at all.
    pub(super) fn exactness(&self, rule: &RuleName) -> Option<usize> {
        if self.0 == rule.name {
            return Some(WHOLE);
        }
        (self.0.starts_with(LETTERS) && rule.code.starts_with(&self.0)).then_some(self.0.len())
    }

    /// Whether it stands for any of these rules.
    pub fn means_any(&self, rules: &[RuleName]) -> bool {
        rules.iter().any(|rule| self.exactness(rule).is_some())
    }
}

/// How exactly the one of several selectors that does so best means a rule.
pub(super) fn exactness<'s>(selectors: impl IntoIterator<Item = &'s Selector>, rule: &RuleName) -> Option<usize> {
    selectors.into_iter().filter_map(|selector| selector.exactness(rule)).max()
}

/// Whether the rule is meant as such, not as one of several.
pub(super) fn is_exact(exactness: Option<usize>) -> bool {
    exactness == Some(WHOLE)
}
