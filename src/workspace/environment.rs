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

/// What the environment asks for. The error says what makes no sense.
pub fn environment() -> Result<Settings, String> {
    let set = VARIABLES.map(|(variable, key)| (variable, key, std::env::var(variable).unwrap_or_default()));
    let mut settings = Settings::default();
    for (variable, key, words) in set.iter().filter(|(_, _, words)| !words.is_empty()) {
        let one = read_words(&[(key, words)], &NAMES).map_err(|message| format!("{variable}: {message}"))?;
        settings = settings.over(one);
    }
    Ok(settings)
}
