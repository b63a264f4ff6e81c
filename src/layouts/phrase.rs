//! Comparing fixed wording the way a reader does: case, white space, curly quotes and dashes forgiven.

/// How many bytes at the start of `text` read as `phrase`, or `None` if it starts otherwise.
/// White space and commas are ignored altogether: text taken out of a PDF loses and gains the one, and
/// writers differ on the other.
pub fn prefix(text: &str, phrase: &str) -> Option<usize> {
    let mut wanted = read(phrase);
    let mut next = wanted.next();
    for (at, char) in text.char_indices() {
        let Some(expected) = next else { return Some(at) };
        if is_passed_over(char) {
            continue;
        }
        if plain(char) != expected {
            return None;
        }
        next = wanted.next();
    }
    next.is_none().then_some(text.len())
}

/// Whether `text` reads as the beginning of `phrase`, but not as all of it.
pub fn is_begun(text: &str, phrase: &str) -> bool {
    let mut wanted = read(phrase);
    read(text).all(|char| wanted.next() == Some(char)) && wanted.next().is_some()
}

/// The characters that count in a text, as one would type them without care.
pub(super) fn read(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|char| !is_passed_over(*char)).map(plain)
}

fn is_passed_over(char: char) -> bool {
    char.is_whitespace() || matches!(char, ',' | '\u{feff}')
}

/// The first `count` words of a text.
pub fn first_words(text: &'static str, count: usize) -> &'static str {
    let end = text.match_indices(' ').nth(count - 1).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// A character as one would type it without care.
pub fn plain(char: char) -> char {
    match char {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '‑' => '-',
        _ => char.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgives_what_readers_forgive() {
        assert_eq!(prefix("MAXIMUS  Guideline: x", "maximus guideline"), Some(18));
        assert_eq!(prefix("Maximus\u{a0}guideline", "MAXIMUS guideline"), Some(18));
        assert_eq!(prefix("The Reviewer’s view", "the reviewer's"), Some(16));
        assert_eq!(prefix("MAXIMUS", "MAXIMUS guideline"), None);
        assert_eq!(prefix("MAXIMUX guideline", "MAXIMUS guideline"), None);
        assert!(is_begun("Maximus", "MAXIMUS guideline"));
        assert!(!is_begun("Maximus guideline", "MAXIMUS guideline") && !is_begun("Maximum", "MAXIMUS guideline"));
    }
}
