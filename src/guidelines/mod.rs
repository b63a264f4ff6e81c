//! What is known about guidelines and treatments. So far: the names of treatments.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Treatments with their brands and synonyms, tab-separated under one header line.
const TREATMENTS: &str = include_str!("treatments.tsv");
/// No treatment's name has more words than this.
const LONGEST_NAME: usize = 10;
/// Words with which requests begin before they name a treatment.
const PREFIXES: [&str; 12] = [
    "additional",
    "continued",
    "one",
    "outpatient",
    "prescription",
    "prospective",
    "purchase",
    "refill",
    "repeat",
    "retrospective",
    "unknown",
    "request",
];

/// Whether the text starts with the name of a known treatment, brand or generic, perhaps behind words
/// such as `Refill` or `Prospective request for`.
pub fn starts_with_treatment(text: &str) -> bool {
    static NAMES: LazyLock<HashSet<String>> = LazyLock::new(|| {
        let rows = TREATMENTS.lines().skip(1).map(|row| row.split('\t'));
        rows.flat_map(|columns| columns.take(3).flat_map(|column| column.split('|')))
            .map(letters_and_digits)
            .filter(|name| !name.is_empty())
            .collect()
    });
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_prefix = |word: &&&str| {
        let word = letters_and_digits(word);
        PREFIXES.contains(&word.as_str()) || matches!(word.as_str(), "for" | "of" | "a" | "an" | "the" | "1")
    };
    let skipped = words.iter().take_while(is_prefix).count();
    (0..=skipped).any(|start| {
        let mut name = String::new();
        words[start..].iter().take(LONGEST_NAME).any(|word| {
            name.push_str(&letters_and_digits(word));
            NAMES.contains(&name)
        })
    })
}

fn letters_and_digits(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn treatments_are_known_by_any_name() {
        for text in ["Norco", "hydrocodone/APAP 10/325", "Refill Norco", "Prospective request for Ambien", "VICODIN ES"]
        {
            assert!(starts_with_treatment(text), "{text}");
        }
        for text in ["", "The following criteria", "failure of exercise", "a trial of first-line medication"] {
            assert!(!starts_with_treatment(text), "{text}");
        }
    }
}
