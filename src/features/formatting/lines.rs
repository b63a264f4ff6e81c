//! The lines of a text that are not blank, and how they look.

use crate::layouts::abbreviation;
use crate::text::Text;
use crate::text::pattern::pattern;
use crate::text::spaces::trimmed;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A line, or those that are one heading or one label together.
pub(super) struct Line {
    /// Where it stands, in bytes, without the blanks around it.
    pub(super) range: Range<usize>,
    /// What stands there.
    pub(super) words: String,
    /// The blanks before it.
    pub(super) indent: String,
    /// What stands between it and the line before.
    pub(super) gap: Gap,
}

/// What stands between two lines.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap {
    /// How many blank lines.
    pub(super) blank_lines: usize,
    /// Whether one of them holds blanks.
    pub(super) has_blanks: bool,
    pub(super) has_form_feed: bool,
    /// Whether the line before ends in a blank.
    pub(super) is_after_blank: bool,
}

/// The lines of a text.
pub(super) fn lines(text: &Text) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = Gap::default();
    for number in 0..text.line_count() {
        let whole = text.line_range(number);
        let words = text.slice(whole.clone());
        let inner = trimmed(&words, 0..words.len());
        let (indent, behind) = (&words[..inner.start], &words[inner.end..]);
        if inner.is_empty() {
            gap.blank_lines += 1;
            gap.has_form_feed |= words.contains(FORM_FEED);
            gap.has_blanks |= !words.is_empty() && !words.contains(FORM_FEED);
            continue;
        }
        gap.has_form_feed |= indent.contains(FORM_FEED);
        lines.push(Line {
            range: whole.start + inner.start..whole.start + inner.end,
            words: words[inner.clone()].to_owned(),
            indent: indent.replace([FORM_FEED, '\u{feff}'], ""),
            gap,
        });
        gap = Gap { has_form_feed: behind.contains(FORM_FEED), is_after_blank: !behind.is_empty(), ..Gap::default() };
    }
    lines
}

const FORM_FEED: char = '\u{c}';

impl Gap {
    /// Whether a page may end in it.
    pub(super) fn is_page_break(self) -> bool {
        self.has_form_feed || matches!(self.blank_lines, 3 | 5)
    }
}

impl Line {
    /// Takes in the next line, with what stands between.
    pub(super) fn take_in(&mut self, next: &Line, text: &Text) {
        self.range.end = next.range.end;
        self.words = text.slice(self.range.clone()).into_owned();
    }

    /// Whether it ends a sentence.
    pub(super) fn ends_sentence(&self) -> bool {
        let words = self.words.trim_end_matches(['"', '”', '’', '\'', ')', ']']);
        let word = words.trim_end_matches('.').rsplit(|char: char| char.is_whitespace() || char == '(').next();
        let is_abbreviated =
            words.ends_with('.') && word.is_some_and(|word| abbreviation::always_goes_on(&word.to_lowercase()));
        words.ends_with(['.', '?', '!', ':']) && !is_abbreviated
    }

    /// Whether it goes on with the sentence of the line before.
    pub(super) fn goes_on(&self, before: &Line) -> bool {
        let begins = |char: char| char.is_lowercase() || char.is_ascii_digit() || matches!(char, '(' | '[');
        !before.ends_sentence() && self.words.starts_with(begins)
    }

    /// What joins it to the line before.
    pub(super) fn joint(&self, before: &Line) -> &'static str {
        static CUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\S(?:-|–|/)$"));
        static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\p{L}\p{N}]"));
        static CONNECTING: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:and|or|to)\b"));
        let is_cut = CUT.is_match(&before.words) && WORD.is_match(&self.words);
        let hangs = !before.words.ends_with('/') && CONNECTING.is_match(&self.words);
        if is_cut && !hangs { "" } else { " " }
    }

    /// Whether it starts like an entry of a list.
    pub(super) fn is_entry(&self) -> bool {
        static MARK: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"^(?:[-*•–·▪]|\d{1,2}[.)]|\(\d{1,2}\)|\([a-z]\))\s+\S"));
        MARK.is_match(&self.words)
    }

    /// Whether it is what may number a page.
    pub(super) fn may_number_page(&self) -> bool {
        static NUMBER: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"(?i)^(?:page\s+\d+(?:\s+of\s+\d+)?|-\s*\d+\s*-|\d+(?:\s*\|\s*page)?)$"));
        NUMBER.is_match(&self.words)
    }

    /// Whether it is longer than lines are that somebody or something has wrapped.
    pub(super) fn is_long(&self) -> bool {
        const LONGEST_WRAPPED: usize = 120;
        self.words.chars().nth(LONGEST_WRAPPED).is_some()
    }
}
