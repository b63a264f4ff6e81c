//! Patterns that stand in the program.

use regex::Regex;

/// A pattern of the program itself, so one that is valid.
pub fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is valid")
}
