//! Patterns that stand in the program.

use regex::{Regex, RegexSet};

/// A month by its name, for a verbose pattern in any case.
pub const MONTH: &str = r"(?: (?: jan(?:uary)? | feb(?:ruary)? | mar(?:ch)? | apr(?:il)? | may | june? | july? | aug(?:ust)? | sept?(?:ember)?
    | oct(?:ober)? | nov(?:ember)? | dec(?:ember)? ) \b \.? )";

/// A number in digits, or one below a hundred in words, for a verbose pattern in any case.
pub const NUMBER: &str = r"(?: [0-9]+ | (?: twenty | thirty | forty | fifty | sixty | seventy | eighty | ninety ) (?: [-\s] (?: one | two | three | four | five | six | seven | eight | nine ) )?
    | (?: thir | four | fif | six | seven | eigh | nine ) teen | one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve )";

/// A pattern of the program itself, so one that is valid. Its words and digits are those of ASCII.
///
/// The tables behind all words and digits of the world take most of the time in which patterns are prepared, and where a text
/// holds curly quotes, only the boundaries of ASCII words are found quickly.
pub fn pattern(source: &str) -> Regex {
    Regex::new(&ascii(source)).expect("the pattern is valid")
}

/// The same in any case, with spaces and lines that only part its words.
pub fn verbose(source: &str) -> Regex {
    pattern(&format!("(?ix) {source}"))
}

/// Many such patterns, which are all looked for at once.
pub fn verbose_set(sources: impl IntoIterator<Item = String>) -> RegexSet {
    let sources = sources.into_iter().map(|source| ascii(&format!("(?ix) {source}")));
    RegexSet::new(sources).expect("the patterns are valid")
}

fn ascii(source: &str) -> String {
    debug_assert!([r"\B", r"\D", r"\\b"].iter().all(|other| !source.contains(other)), "not rewritten: {source}");
    let ascii = source.replace(r"\b", r"(?-u:\b)").replace(r"\d", "[0-9]").replace(r"\w", "[0-9A-Za-z_]");
    ascii.replace(r"\W", "[^0-9A-Za-z_]")
}
