//! Chapters with numbers.

use super::super::catalogue::{Catalogue, TopicId};
use super::Confidence;
use super::titles::{Scope, Written};
use crate::text::pattern::pattern;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\A\s*ch(?:ap[a-z]*)?(?:[\s.:#]*([0-9]{1,2})|[\s.:#]+([ivx]{1,5}))\b[\s.,:–—-]*"));

/// A chapter's name, as `Chapter 12 Low Back Complaints`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterName {
    /// Its number.
    pub number: u32,
    /// Where the number stands, in digits or in Roman ones.
    pub digits: Range<usize>,
    /// Where the title stands.
    pub title: Range<usize>,
}

impl ChapterName {
    /// Reads a name that begins with a number.
    pub fn parse(name: &str) -> Option<Self> {
        let number = chapter_number(name)?;
        let found = NUMBER.captures(name)?;
        let digits = found.get(1).or_else(|| found.get(2))?.range();
        let title = name.len() - without_number(name).len();
        let letters = |char: char| !char.is_alphanumeric();
        let start = title + (name[title..].len() - name[title..].trim_start_matches(letters).len());
        let end = name.trim_end_matches(|char: char| letters(char) && char != ')').len();
        Some(ChapterName { number, digits, title: start..end.max(start) })
    }
}

/// The number with which a chapter's name begins, in digits or in Roman ones.
pub(super) fn chapter_number(name: &str) -> Option<u32> {
    let number = NUMBER.captures(name)?;
    match (number.get(1), number.get(2)) {
        (Some(digits), _) => digits.as_str().parse().ok(),
        (None, roman) => from_roman(roman?.as_str()),
    }
}

/// A chapter's name without its number.
pub(super) fn without_number(name: &str) -> &str {
    NUMBER.find(name).map_or(name, |number| &name[number.end()..])
}

impl Catalogue {
    /// The chapter whose number or title, or both, the words give.
    pub(super) fn numbered(&self, words: &str, scope: &Scope) -> Option<(TopicId, Confidence)> {
        let (number, title) = (chapter_number(words)?, without_number(words));
        // In the catalogue's own form it may be exactly a chapter.
        let whole = self.named_alike(&Written::new(&format!("Chapter {number} {title}")), scope);
        // Where number and title disagree, the words weigh more than the digits.
        let by_title = || self.named_alike(&Written::new(title), scope);
        let by_number = || self.named_alike(&Written::new(&format!("Chapter {number}")), scope);
        whole.or_else(|| by_title().or_else(by_number).map(|(topic, _)| (topic, Confidence::Near)))
    }
}

/// The value of a small Roman number.
fn from_roman(digits: &str) -> Option<u32> {
    let value = |digit: char| match digit.to_ascii_lowercase() {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let values = digits.chars().map(value).collect::<Option<Vec<i32>>>()?;
    let signed = values.iter().enumerate().map(|(at, value)| match values.get(at + 1) {
        Some(next) if value < next => -value,
        _ => *value,
    });
    u32::try_from(signed.sum::<i32>()).ok()
}
