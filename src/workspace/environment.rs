//! What the environment of the program asks for.

use crate::analysis::rules::NAMES;
use crate::settings::{Settings, read_words};

/// Variables, and the settings that they are for.
const VARIABLES: [(&str, &str); 4] = [
    ("IMR_LS_SELECT", "select"),
    ("IMR_LS_IGNORE", "ignore"),
    ("IMR_LS_LAYOUT", "layout"),
    ("IMR_LS_LETTER_DATE", "letter-date"),
];

/// What the environment asks for, and what of it makes no sense and does not count.
pub fn environment() -> (Settings, Vec<String>) {
    let set = VARIABLES.map(|(variable, key)| (variable, key, std::env::var(variable).unwrap_or_default()));
    let mut settings = Settings::default();
    let mut wrong = Vec::new();
    for (variable, key, words) in set.iter().filter(|(_, _, words)| !words.is_empty()) {
        match read_words(&[(key, words)], &NAMES) {
            Ok(one) => settings = settings.over(one),
            Err(message) => wrong.push(format!("{variable}: {message}")),
        }
    }
    (settings, wrong)
}
