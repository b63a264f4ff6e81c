//! How the text around a place is spaced, so that what is put there looks as if it had been typed with the rest.

use crate::layouts::{Meaning, anchor_at, anchors};
use crate::text::Text;
use std::cmp::Reverse;
use std::collections::HashMap;

/// What stands between lines, fields and paragraphs: the white space from the last word of one to the first
/// word of the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dialect {
    line: String,
    field: String,
    paragraph: String,
}

/// A gap between two lines of text.
struct Gap {
    white_space: String,
    parts: Parts,
    /// How many lines lie between it and the place.
    distance: usize,
}

/// What a gap parts, as far as the words on both sides tell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    /// Lines of a sentence that goes on.
    Lines,
    /// A field from what stands before it.
    Fields,
    /// Perhaps paragraphs: a sentence ends, or a section starts.
    MaybeParagraphs,
}

/// So many lines before and behind a place are looked at.
const LINES: usize = 200;
/// So much of each end of a line.
const LINE_END: usize = 160;
/// So many of the nearest gaps of a kind have a say.
const NEAREST: usize = 7;

impl Dialect {
    /// The spacing that prevails around an offset. A text too short to tell gets lines that end with its own
    /// line break, and an empty line between paragraphs.
    pub fn around(text: &Text, offset: usize) -> Self {
        let gaps = gaps(text, offset);
        let of = |parts| gaps.iter().filter(move |gap| gap.parts == parts);
        let field = prevailing(of(Parts::Fields));
        let line = prevailing(of(Parts::Lines)).unwrap_or_else(|| {
            let any = field.as_deref().or(gaps.first().map(|gap| gap.white_space.as_str())).unwrap_or("\n");
            line_within(any)
        });
        let paragraph = prevailing(of(Parts::MaybeParagraphs).filter(|gap| breaks(&gap.white_space) > breaks(&line)));
        let paragraph = paragraph.or_else(|| field.clone()).unwrap_or_else(|| doubled(&line));
        // Fields that stand farther apart than paragraphs do so only across a page break.
        let field = field.filter(|field| breaks(field) <= breaks(&paragraph));
        Dialect { field: field.unwrap_or_else(|| paragraph.clone()), line, paragraph }
    }

    /// What stands between two lines of one paragraph.
    pub fn line_end(&self) -> &str {
        &self.line
    }

    /// What stands between two paragraphs, and before the heading of an item or a section.
    pub fn paragraph_break(&self) -> &str {
        &self.paragraph
    }

    /// What stands before the label of a field.
    pub fn field_break(&self) -> &str {
        &self.field
    }

    /// Whether white space is wide enough to stand before the label of a field.
    pub fn parts_fields(&self, white_space: &str) -> bool {
        breaks(white_space) >= breaks(&self.field)
    }

    /// Whether white space is wide enough to stand between two paragraphs.
    pub fn parts_paragraphs(&self, white_space: &str) -> bool {
        breaks(white_space) >= breaks(&self.paragraph)
    }

    /// The lines of an item, its heading and its fields, as they stand below one another.
    pub fn lines(&self, lines: &[&str]) -> String {
        lines.join(&self.field)
    }
}

fn gaps(text: &Text, offset: usize) -> Vec<Gap> {
    let here = text.line_at(offset);
    let mut gaps = Vec::new();
    let mut before: Option<(usize, String)> = None;
    for number in here.saturating_sub(LINES)..(here + LINES).min(text.line_count()) {
        let line = text.line_range(number);
        let head = text.slice(line.start..line.end.min(line.start + LINE_END));
        let words = head.trim();
        if words.is_empty() {
            continue;
        }
        let start = line.start + head.len() - head.trim_start().len();
        if let Some((end, last)) = &before
            && let Some(parts) = parts(last, words)
        {
            let white_space = single_spaced(&text.slice(*end..start));
            gaps.push(Gap { white_space, parts, distance: number.abs_diff(here) });
        }
        let tail = text.slice(line.end.saturating_sub(LINE_END).max(line.start)..line.end);
        before = Some((line.end - (tail.len() - tail.trim_end().len()), tail.trim_end().to_owned()));
    }
    gaps
}

/// What parts the end of a line from the start of the next.
fn parts(end: &str, start: &str) -> Option<Parts> {
    // Behind a bare label a space may stand for what is still to be written.
    if end.ends_with(':') {
        return None;
    }
    match anchor_at(start).map(|(anchor, _)| anchors()[anchor].meaning) {
        Some(Meaning::Field(_)) => Some(Parts::Fields),
        Some(Meaning::Heading(_)) => Some(Parts::MaybeParagraphs),
        Some(Meaning::LeadIn(_) | Meaning::Mark | Meaning::Cover) => None,
        None if end.ends_with(['.', '!', '?', '”', '"', ')']) => Some(Parts::MaybeParagraphs),
        None => start.starts_with(char::is_lowercase).then_some(Parts::Lines),
    }
}

/// White space of which several spaces at the end of a line are made one: how many there are means nothing.
fn single_spaced(white_space: &str) -> String {
    let rest = white_space.trim_start_matches([' ', '\t']);
    let space = if rest.len() < white_space.len() { " " } else { "" };
    format!("{space}{rest}")
}

/// The most frequent of the nearest gaps; of several such the narrowest, because a page break only widens.
fn prevailing<'g>(gaps: impl Iterator<Item = &'g Gap>) -> Option<String> {
    let mut gaps: Vec<&Gap> = gaps.collect();
    gaps.sort_by_key(|gap| gap.distance);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for gap in gaps.iter().take(NEAREST) {
        *counts.entry(&gap.white_space).or_default() += 1;
    }
    let best = counts.into_iter().max_by_key(|(gap, count)| (*count, Reverse(breaks(gap)), Reverse(*gap)));
    best.map(|(gap, _)| gap.to_owned())
}

fn breaks(white_space: &str) -> usize {
    let bare_returns = white_space.matches('\r').count() - white_space.matches("\r\n").count();
    white_space.matches('\n').count() + bare_returns
}

/// The line break with which white space starts.
fn first_break(white_space: &str) -> &str {
    let found = ["\r\n", "\n", "\r"].into_iter().filter_map(|end| Some((white_space.find(end)?, end)));
    found.min_by_key(|(at, _)| *at).map_or("\n", |(_, end)| end)
}

/// How lines of a text end that has this gap between its fields: one that holds a line with a space comes out of
/// a PDF, and its lines have an empty one between them.
fn line_within(gap: &str) -> String {
    let end = first_break(gap);
    if gap.starts_with(' ') && gap.contains(&format!("{end} {end}")) { format!(" {end}{end}") } else { end.to_owned() }
}

/// A gap as wide as two lines' ends.
fn doubled(line: &str) -> String {
    let indent = line.trim_start_matches([' ', '\t']).trim_start_matches(['\r', '\n']);
    format!("{}{line}", &line[..line.len() - indent.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str) -> (String, String, String) {
        let Dialect { line, field, paragraph } = Dialect::around(&Text::from(text), text.len() / 2);
        (line, field, paragraph)
    }

    fn gaps(line: &str, field: &str, paragraph: &str) -> (String, String, String) {
        (line.to_owned(), field.to_owned(), paragraph.to_owned())
    }

    #[test]
    fn short_texts_have_plain_spacing() {
        assert_eq!(around(""), gaps("\n", "\n\n", "\n\n"));
        assert_eq!(around("Soma 350mg #20"), gaps("\n", "\n\n", "\n\n"));
        assert_eq!(around("It is so.\r\nIt is late."), gaps("\r\n", "\r\n\r\n", "\r\n\r\n"));
    }

    #[test]
    fn fields_may_stand_closer_than_paragraphs() {
        let text = "Soma 350mg #20: Upheld\nMAXIMUS guideline: None.\nDecision rationale: It is so.\n\nIt is late.\n";
        assert_eq!(around(text), gaps("\n", "\n", "\n\n"));
    }

    #[test]
    fn a_space_behind_a_bare_label_is_no_spacing() {
        let text = "Soma 350mg #20: Upheld\n\nMAXIMUS guideline: \n\nDecision rationale: \n";
        assert_eq!(around(text), gaps("\n", "\n\n", "\n\n"));
    }

    #[test]
    fn page_breaks_are_no_spacing() {
        let text = "is not\n\nnecessary.\n\n\n\nSoma 350mg #20: Upheld\n\n\n\nMAXIMUS guideline: None. \n\n\n\n\n\n\
                    Decision rationale: It is so.\n";
        assert_eq!(around(text), gaps("\n\n", "\n\n\n\n", "\n\n\n\n"));
    }
}
