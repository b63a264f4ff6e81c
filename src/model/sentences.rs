//! Where sentences begin and end in text taken out of a PDF, saved from a word processor or typed by hand.

use crate::layouts::abbreviation;
use crate::text::pattern::verbose;
use memchr::{memchr2, memchr3};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// The sentences of a text, as byte ranges without white space around them, in order.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for paragraph in paragraphs(text) {
        split(text, paragraph, &mut found);
    }
    found
}

/// In a longer sentence too many stops were lost to tell what belongs to what.
pub const LONGEST_SENTENCE: usize = 2000;

/// The sentence in which a place stands.
pub fn sentence_at(sentences: &[Range<usize>], at: usize) -> Option<&Range<usize>> {
    sentences.get(sentences.partition_point(|sentence| sentence.end <= at)).filter(|sentence| sentence.start <= at)
}

/// The paragraphs of a text, as byte ranges without white space around them, in order.
///
/// A blank line that holds spaces parts two paragraphs. An empty line does so only in single-spaced text: elsewhere
/// it is the space between two lines, and three of them are a page break, which may fall in mid-sentence. No paragraph
/// of such text starts with a small letter.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = text_lines(text);
    let single_spaced = lines.iter().skip(1).any(|line| line.blank_before == 0);
    let mut found: Vec<Range<usize>> = Vec::new();
    for TextLine { content, blank_before, spaces_before } in lines {
        let breaks = spaces_before
            || single_spaced
                && blank_before > 0
                && blank_before != PAGE_BREAK
                && !text[content.start..].starts_with(|char: char| char.is_lowercase());
        match found.last_mut() {
            Some(paragraph) if !breaks => paragraph.end = content.end,
            _ => found.push(content),
        }
    }
    found
}

/// A line that is not blank.
struct TextLine {
    /// What stands in it, without white space around it.
    content: Range<usize>,
    /// How many blank lines stand before it.
    blank_before: usize,
    /// Whether any of them holds spaces.
    spaces_before: bool,
}

fn text_lines(text: &str) -> Vec<TextLine> {
    let mut found = Vec::new();
    let (mut blank_before, mut spaces_before) = (0, false);
    for line in lines(text) {
        let rest = text[line.clone()].trim_start();
        if rest.is_empty() {
            spaces_before |= text[line].chars().any(|char| char != FORM_FEED);
            blank_before += 1;
            continue;
        }
        let start = line.end - rest.len();
        found.push(TextLine { content: start..start + rest.trim_end().len(), blank_before, spaces_before });
        (blank_before, spaces_before) = (0, false);
    }
    found
}

const FORM_FEED: char = '\u{c}';
/// How many empty lines stand for a page break.
const PAGE_BREAK: usize = 3;

/// The lines of a text without their line breaks: `\n`, `\r\n` or `\r`.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let end = memchr2(b'\n', b'\r', &text.as_bytes()[start..]).map(|at| start + at);
        next = end.map(|end| end + if text[end..].starts_with("\r\n") { 2 } else { 1 });
        Some(start..end.unwrap_or(text.len()))
    })
}

fn split(text: &str, paragraph: Range<usize>, found: &mut Vec<Range<usize>>) {
    let (mut start, mut from) = (paragraph.start, paragraph.start);
    while let Some(at) = memchr3(b'.', b'?', b'!', &text.as_bytes()[from..paragraph.end]) {
        let stop = from + at;
        let end = stop + closing(&text[stop..paragraph.end]);
        from = end;
        if ends_sentence(&text[start..stop], &text[stop..end], &text[end..paragraph.end]) {
            found.push(start..end);
            start = end + (text[end..paragraph.end].len() - text[end..paragraph.end].trim_start().len());
            from = start;
        }
    }
    if start < paragraph.end {
        found.push(start..paragraph.end);
    }
}

/// The length of a stop with the stops, quotation marks and brackets that close after it.
fn closing(from_stop: &str) -> usize {
    from_stop
        .find(|char| !matches!(char, '.' | '?' | '!' | '"' | '\'' | '”' | '’' | ')' | ']'))
        .unwrap_or(from_stop.len())
}

fn ends_sentence(before: &str, stop: &str, after: &str) -> bool {
    let next = after.trim_start();
    let Some(first) = next.chars().next() else { return true };
    let word = last_word(before);
    if next.len() == after.len() {
        return lost_space(word, next);
    }
    if word.is_empty() {
        return stop == "." && !before.is_empty() && first.is_uppercase();
    }
    if is_numbering(before, word) {
        return false;
    }
    if !stop.starts_with('.') {
        return !first.is_lowercase();
    }
    if word.ends_with(|char: char| char.is_ascii_digit()) && first.is_ascii_digit() {
        return !within_number(word);
    }
    let is_before_number = word.eq_ignore_ascii_case("no") && (first.is_ascii_digit() || first == '#');
    if abbreviation::always_goes_on(word) || is_before_number {
        return false;
    }
    if first.is_lowercase() {
        return stop == "." && PLAIN_STARTERS.contains(&first_word(next).as_str());
    }
    !is_abbreviation(word) || is_starter(&first_word(next))
}

/// `necessary.The`: a stop that lost the space after it, and no part of a name, number or address.
fn lost_space(word: &str, next: &str) -> bool {
    let mut chars = next.chars();
    let capital = chars.next().is_some_and(char::is_uppercase);
    let ended = word.ends_with(|char: char| char.is_lowercase() || char.is_ascii_digit() || char == ')');
    capital && ended && word.len() > 1 && !word.contains('.') && chars.next() != Some('.')
}

/// `7. 5 mg`: a space that slipped into a number, unless the number is the end of a date, a year or a score.
fn within_number(word: &str) -> bool {
    let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    !is_year && !word.contains('/')
}

/// `1.` or `a.` at the start of what would be a sentence.
fn is_numbering(before: &str, word: &str) -> bool {
    before.len() == word.len() && (word.chars().all(|char| char.is_ascii_digit()) || word.chars().count() == 1)
}

/// The end of the text, back to the last white space or opening bracket; of a very long word only its last part.
fn last_word(text: &str) -> &str {
    let start = (text.len().saturating_sub(LONGEST_WORD)..).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let tail = &text[start..];
    tail.rsplit(|char: char| char.is_whitespace() || matches!(char, '(' | '[' | '"' | '“')).next().unwrap_or(tail)
}

const LONGEST_WORD: usize = 24;

fn first_word(text: &str) -> String {
    text.chars().take_while(|char| char.is_alphabetic()).take(LONGEST_WORD).flat_map(char::to_lowercase).collect()
}

fn is_starter(word: &str) -> bool {
    STARTERS.contains(&word) || PLAIN_STARTERS.contains(&word)
}

/// `q.i.d`, `vitamin D`, `mg`: a stop after it may be no more than part of it.
fn is_abbreviation(word: &str) -> bool {
    word.contains('.')
        || (word.chars().count() == 1 && !word.starts_with(|char: char| char.is_ascii_digit()))
        || abbreviation::may_end(word)
}

/// Words that start a sentence even in lower case.
#[rustfmt::skip]
const PLAIN_STARTERS: [&str; 12] = [
    "however", "it", "she", "the", "there", "therefore", "these", "they", "this", "thus", "utilization", "we",
];
/// Words that, with a capital, start a sentence after an abbreviation.
#[rustfmt::skip]
const STARTERS: [&str; 44] = [
    "a", "according", "accordingly", "additionally", "although", "an", "as", "at", "based", "because", "both", "but",
    "claimant", "consequently", "continued", "due", "for", "furthermore", "given", "guidelines", "he", "hence", "her",
    "his", "i", "if", "in", "moreover", "mtus", "no", "not", "odg", "of", "on", "patient", "per", "since", "such",
    "that", "to", "when", "while", "with", "without",
];

/// The clause of a sentence in which a place stands.
pub fn clause_at<'s>(sentence: &'s str, place: &Range<usize>) -> &'s str {
    &sentence[clause_around(sentence, place)]
}

/// Where that clause stands in its sentence.
pub fn clause_around(sentence: &str, place: &Range<usize>) -> Range<usize> {
    static END: LazyLock<Regex> = LazyLock::new(|| verbose(r"[,;:()] | \b (?: and | but | while ) \b"));
    let start = END.find_iter(&sentence[..place.start]).last().map_or(0, |end| end.end());
    let end = END.find(&sentence[place.end..]).map_or(sentence.len(), |end| place.end + end.start());
    start..end
}

/// The statement of a sentence in which a place stands: semicolons part what has little to do with each other.
pub fn statement_at(sentence: &str, place: &Range<usize>) -> Range<usize> {
    let start = sentence[..place.start].rfind(';').map_or(0, |before| before + 1);
    let end = sentence[place.end..].find(';').map_or(sentence.len(), |after| place.end + after);
    start..end
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn read(text: &str) -> Vec<String> {
        let words = |range: std::ops::Range<usize>| text[range].split_whitespace().collect::<Vec<_>>().join(" ");
        sentences(text).into_iter().map(words).collect()
    }

    #[test]
    fn stops() {
        assert_eq!(read("One is. Two is? Three! Four"), ["One is.", "Two is?", "Three!", "Four"]);
        assert_eq!(read("It is \"so.\" He went (at last.) Then"), ["It is \"so.\"", "He went (at last.)", "Then"]);
        assert_eq!(read("It helps ... so. He went . Then . . ."), ["It helps ... so.", "He went .", "Then . . ."]);
        assert_eq!(
            read("there is none. therefore it is not. tab. by mouth"),
            ["there is none.", "therefore it is not. tab. by mouth"]
        );
        assert!(read(" \r\n \u{a0} ").is_empty());
    }

    #[test]
    fn stops_within_sentences() {
        for text in [
            "Mobic 7.5 mg and 7. 5 mg, i.e. 9792. 24. 1. of the code, for Dr. Smith",
            "Norco 10/325 mg q.i.d. #120 and Tylenol No. 3 p.o. daily",
            "2 tabs. by mouth of vitamin D. supplements, approx. 5 mg. each",
            "1. Norco is an opioid",
            "The patient?s request for 6?8 visits, Chapter 8 ? Neck",
            "Dr. J. Smith of the U.S. Navy saw www.dir.ca.gov and v2.0",
            "He said \"it is.\" and left",
        ] {
            assert_eq!(read(text), [text]);
        }
    }

    #[test]
    fn stops_after_abbreviations_and_numbers() {
        assert_eq!(
            read("Take it q.i.d. The dose is 5 mg. It helps."),
            ["Take it q.i.d.", "The dose is 5 mg.", "It helps."]
        );
        assert_eq!(
            read("Seen in 2012. 6 visits. Pain 6/10. 5 tabs"),
            ["Seen in 2012.", "6 visits.", "Pain 6/10.", "5 tabs"]
        );
        assert_eq!(read("Seen on 9/3/14. 12 visits"), ["Seen on 9/3/14.", "12 visits"]);
        assert_eq!(read("The answer is no. The pain"), ["The answer is no.", "The pain"]);
    }

    #[test]
    fn lost_spaces() {
        assert_eq!(
            read("It is necessary.The pain is #30.The end (so).It"),
            ["It is necessary.", "The pain is #30.", "The end (so).", "It"]
        );
    }

    #[test]
    fn breaks() {
        assert_eq!(read("It is \n\nso \n\n\n\nand so. \n\n \n\nNext"), ["It is so and so.", "Next"]);
        assert_eq!(read("no stop \n\n \n\nNext"), ["no stop", "Next"]);
        assert_eq!(read("no stop \r\n \r\nNext"), ["no stop", "Next"]);
        assert_eq!(read("one\ntwo\n\nNext\n\n\n\nnext"), ["one two", "Next next"]);
        assert_eq!(read("one\r\n\r\nTwo\r\n\r\nthree"), ["one Two three"]);
        assert_eq!(read("one\rtwo\r\rNext"), ["one two", "Next"]);
        assert_eq!(read("one \n\n\u{c}\n\ntwo"), ["one two"]);
    }
}
