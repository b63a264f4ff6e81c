//! Names without what makes no difference between them.

/// Words that a shortened or reordered name may lose or gain.
const FILLERS: [&str; 15] =
    ["a", "an", "by", "chapter", "for", "from", "guideline", "in", "of", "on", "section", "the", "to", "topic", "with"];

/// A word of a name, folded.
#[derive(Debug)]
pub(super) struct Word {
    /// Where it starts in the name, in bytes.
    pub(super) start: usize,
    pub(super) letters: String,
}

/// The words of a name in lower case and in the singular, without punctuation and without `and`.
pub(super) fn folded_words(name: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut next = 0;
    for piece in name.split_inclusive(|char: char| !char.is_alphanumeric() && !matches!(char, '\'' | '’' | '‘')) {
        let start = next;
        next += piece.len();
        let letters = piece.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let letters = singular(letters);
        if !letters.is_empty() && letters != "and" {
            words.push(Word { start, letters });
        }
    }
    words
}

/// A name as one word: where its words begin makes no difference.
pub(super) fn key(words: &[Word]) -> String {
    words.iter().map(|word| word.letters.as_str()).collect()
}

/// A name whatever the order of its words, without those that say little.
pub(super) fn loose_key(words: &[Word]) -> String {
    let mut words: Vec<&str> = words.iter().map(|word| word.letters.as_str()).filter(|word| !is_filler(word)).collect();
    words.sort_unstable();
    words.concat()
}

/// Whether a word says nothing about the topic.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// A plural loses its ending. What else ends like a plural loses it too, in every name alike.
fn singular(mut word: String) -> String {
    let is_long = |stem: &str| stem.chars().count() > 2;
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| is_long(stem)) {
        word.truncate(stem.len());
        word.push('y');
        return word;
    }
    if ["ches", "shes", "sses", "xes"].into_iter().any(|ending| word.ends_with(ending)) {
        word.truncate(word.len() - "es".len());
    }
    if let Some(stem) = word.strip_suffix('s').filter(|stem| is_long(stem)) {
        word.truncate(stem.len());
    }
    word
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
