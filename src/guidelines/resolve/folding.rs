//! Names without what makes no difference between them.

/// Words that a shortened or reordered name may lose or gain.
const FILLERS: [&str; 15] =
    ["a", "an", "by", "chapter", "for", "from", "guideline", "in", "of", "on", "section", "the", "to", "topic", "with"];

/// The words of a name in lower case and in the singular, without punctuation and without `and`.
pub(super) fn folded_words(name: &str) -> Vec<String> {
    let without_apostrophes: String = name.chars().filter(|char| !matches!(char, '\'' | '’' | '‘')).collect();
    let words = without_apostrophes.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| singular(&word.to_lowercase())).filter(|word| word != "and").collect()
}

/// A name as one word: where its words begin makes no difference.
pub(super) fn key(words: &[String]) -> String {
    words.concat()
}

/// A name whatever the order of its words, without those that say little.
pub(super) fn loose_key(words: &[String]) -> String {
    let mut words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !is_filler(word)).collect();
    words.sort_unstable();
    words.concat()
}

/// Whether a word says nothing about the topic.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// A plural loses its ending. What else ends like a plural loses it too, in every name alike.
fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.chars().count() > 2) {
        return format!("{stem}y");
    }
    let hissing = ["ches", "shes", "sses", "xes"].into_iter().find(|ending| word.ends_with(ending));
    let word = if hissing.is_some() { &word[..word.len() - "es".len()] } else { word };
    word.strip_suffix('s').filter(|stem| stem.chars().count() > 2).unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_mean_the_same_fold_to_the_same() {
        let alike = [
            ("Opioids, criteria for use", "OPIOID  criteria\n\nfor use"),
            ("Manual therapy & manipulation", "manual therapies and Manipulations"),
            ("Anti-epilepsy drugs (AEDs)", "Antiepilepsy drugs AED"),
            ("Workers' Compensation Context", "Worker’s compensation context"),
            ("Benign masses", "benign mass"),
        ];
        for (one, other) in alike {
            assert_eq!(key(&folded_words(one)), key(&folded_words(other)));
        }
        assert_ne!(key(&folded_words("Vitamin B")), key(&folded_words("Vitamin D")));
        assert_eq!(
            loose_key(&folded_words("Criteria for use of opioids")),
            loose_key(&folded_words("Opioids, criteria for use"))
        );
    }
}
