//! What can be folded away: sections, disputed items, fields, fixed wording, pages.

use super::outline::{Entry, outline};
use crate::analysis::Snapshot;
use crate::layouts::wording::fixed_sentences;
use crate::model::{PartKind, Section, sentences, shifted};
use crate::text::Text;
use crate::text::spaces::{one_line, trimmed};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::ops::Range;

/// Lines that can be folded away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From the first line to the last.
    pub range: Range<usize>,
    /// Whether nothing stands in it but the fixed wording of such letters.
    pub is_fixed_wording: bool,
}

/// What can be folded, in order, each over more than one line and no two over the same lines. They lie within each other
/// or apart: editors drop what crosses something else.
pub fn folding(snapshot: &Snapshot) -> Vec<Fold> {
    if !snapshot.is_letter() {
        return Vec::new();
    }
    let text = snapshot.text();
    let own = |range| Fold { range, is_fixed_wording: false };
    let mut folds = Vec::new();
    for entry in &outline(snapshot) {
        add(entry, &mut folds);
    }
    let fixed = fixed_wording(snapshot).into_iter().map(|range| Fold { range, is_fixed_wording: true });
    folds.extend(fixed);
    let nested = Nested::of(&folds);
    folds.extend(pages(text).into_iter().filter(|page| !nested.is_crossed_by(page)).map(own));
    folds.sort_by_key(|fold| (fold.range.start, Reverse(fold.range.end)));
    let mut known = HashSet::new();
    folds.retain(|fold| {
        let lines = (text.line_at(fold.range.start), text.line_at(fold.range.end));
        lines.0 < lines.1 && known.insert(lines)
    });
    folds
}

/// At most so many of them: those that lie within fewest others.
pub fn outermost(mut folds: Vec<Fold>, most: usize) -> Vec<Fold> {
    if folds.len() <= most {
        return folds;
    }
    let mut around: Vec<usize> = Vec::new();
    let depths = folds.iter().map(|fold| {
        while around.pop_if(|end| *end < fold.range.end).is_some() {}
        around.push(fold.range.end);
        around.len()
    });
    let mut by_depth: Vec<(usize, usize)> = depths.enumerate().map(|(index, depth)| (depth, index)).collect();
    by_depth.sort_unstable();
    let kept: HashSet<usize> = by_depth.into_iter().take(most).map(|(_, index)| index).collect();
    let mut index = 0..;
    folds.retain(|_| index.next().is_some_and(|index| kept.contains(&index)));
    folds
}

fn add(entry: &Entry, folds: &mut Vec<Fold>) {
    folds.push(Fold { range: entry.range.clone(), is_fixed_wording: false });
    for child in &entry.children {
        add(child, folds);
    }
}

/// Where the fixed wording of a section stands, its heading left out.
fn fixed_wording(snapshot: &Snapshot) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for part in snapshot.letter().parts().iter() {
        if let PartKind::Section(section) = &part.kind {
            let end = start + part.text_end;
            found.extend(fixed_wording_of(snapshot, section, start, end));
        }
        start += part.len;
    }
    found
}

/// From the words that open it to the last sentence that is the same in all such letters.
fn fixed_wording_of(snapshot: &Snapshot, section: &Section, start: usize, end: usize) -> Option<Range<usize>> {
    /// No section's fixed wording is longer.
    const LONGEST: usize = 4000;
    let lead_in = shifted(section.lead_in.as_ref()?, start);
    let fixed = fixed_sentences(snapshot.layout(), section.kind);
    let words = snapshot.text().slice(lead_in.start..end.min(lead_in.start + LONGEST));
    let is_fixed = |said: &str| fixed.iter().any(|fixed| fixed.words == said);
    let last = sentences(&words).into_iter().rfind(|sentence| is_fixed(&one_line(&words[sentence.clone()])));
    let last = last.map_or(lead_in.end, |last| lead_in.start + last.end);
    Some(lead_in.start..last.max(lead_in.end))
}

/// The pages of a letter, without white space around them; none if it has no page break.
fn pages(text: &Text) -> Vec<Range<usize>> {
    /// Long enough for any line that is empty.
    const PIECE: usize = 1024;
    /// What three empty lines are in text out of a PDF.
    const PAGE_BREAK: usize = 3;
    let mut pages = Vec::new();
    let (mut first, mut last) = (None, 0);
    let (mut offset, mut empty, mut breaks) = (0, 0, false);
    let mut lines = text.lines_from(0);
    while let Some(line) = lines.next(PIECE) {
        let is_empty = line.trim_end_matches(['\n', '\r']).is_empty();
        breaks |= line.contains('\u{c}') || !is_empty && empty == PAGE_BREAK;
        empty = if is_empty { empty + 1 } else { 0 };
        let written = trimmed(&line, 0..line.len());
        if !written.is_empty() {
            if breaks {
                pages.extend(first.take().map(|first| first..last));
            }
            first = first.or(Some(offset + written.start));
            last = offset + written.end;
            breaks = false;
        }
        offset += line.len();
    }
    if pages.is_empty() {
        return pages;
    }
    pages.extend(first.map(|first| first..last));
    pages
}

/// What lies within each other or apart.
struct Nested {
    by_start: Vec<Range<usize>>,
    by_end: Vec<Range<usize>>,
}

impl Nested {
    fn of(folds: &[Fold]) -> Self {
        let mut by_start: Vec<_> = folds.iter().map(|fold| fold.range.clone()).collect();
        let mut by_end = by_start.clone();
        by_start.sort_by_key(|range| range.start);
        by_end.sort_by_key(|range| range.end);
        Nested { by_start, by_end }
    }

    /// Whether another range goes on behind the end of one of them that it begins in, or the other way round.
    fn is_crossed_by(&self, range: &Range<usize>) -> bool {
        let starting = self.by_start.partition_point(|other| other.start <= range.start);
        let mut starting = self.by_start[starting..].iter().take_while(|other| other.start < range.end);
        let ending = self.by_end.partition_point(|other| other.end <= range.start);
        let mut ending = self.by_end[ending..].iter().take_while(|other| other.end < range.end);
        starting.any(|other| range.end < other.end) || ending.any(|other| other.start < range.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "\
HOW THE IMR FINAL DETERMINATION WAS MADE

MAXIMUS Federal Services sent the complete case file to an expert reviewer. He/she has no
affiliation with the employer, employee, providers or the claims administrator.

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: Family Practice

CLINICAL CASE SUMMARY

She fell.
\u{c}She rose.
She fell again.
\u{c}She rests.

IMR ISSUES, DECISIONS AND RATIONALES

Norco 10/325mg #60:  Upheld

MAXIMUS guideline: Decision based on MTUS.

Decision rationale: The chart is silent.
It reports no relief.
\u{c}The rest is silence.
";

    /// The first words and the last of each fold, and whether it is fixed wording.
    fn shown(text: &str, folds: Vec<Fold>) -> Vec<(String, String, bool)> {
        let shown = |fold: Fold| {
            let words: Vec<&str> = text[fold.range].split_whitespace().collect();
            (words[..2].join(" "), words[words.len() - 1].to_owned(), fold.is_fixed_wording)
        };
        folds.into_iter().map(shown).collect()
    }

    fn folds_of(text: &str) -> Vec<Fold> {
        folding(&Snapshot::new(Text::from(text)))
    }

    #[test]
    fn all_that_covers_lines_can_be_folded() {
        let shown = shown(LETTER, folds_of(LETTER));
        let shown: Vec<_> =
            shown.iter().map(|(first, last, is_fixed)| (first.as_str(), last.as_str(), *is_fixed)).collect();
        assert_eq!(
            shown,
            [
                ("HOW THE", "Practice", false),
                ("MAXIMUS Federal", "administrator.", true),
                ("CLINICAL CASE", "rests.", false),
                // The only page that crosses nothing.
                ("She rose.", "again.", false),
                ("IMR ISSUES,", "silence.", false),
                ("Norco 10/325mg", "silence.", false),
                ("Decision rationale:", "silence.", false),
            ]
        );
    }

    #[test]
    fn three_empty_lines_are_a_page_break() {
        for (broken, expected) in [("\n\n\n\n", 1), ("\n\n\n", 0), ("\n\n\n\n\n", 0), ("\r\n\r\n\r\n\r\n", 1)] {
            let text = LETTER.replace("\n\u{c}", broken);
            let page = |fold: &Fold| text[fold.range.clone()].starts_with("She rose.");
            assert_eq!(folds_of(&text).iter().filter(|fold| page(fold)).count(), expected, "{broken:?}");
        }
    }

    #[test]
    fn the_outermost_come_first() {
        let folds = folds_of(LETTER);
        let starts = |most| {
            let kept = shown(LETTER, outermost(folds.clone(), most));
            kept.into_iter().map(|(first, ..)| first).collect::<Vec<_>>()
        };
        assert_eq!(starts(3), ["HOW THE", "CLINICAL CASE", "IMR ISSUES,"]);
        assert_eq!(starts(5), ["HOW THE", "MAXIMUS Federal", "CLINICAL CASE", "She rose.", "IMR ISSUES,"]);
        assert_eq!(outermost(folds.clone(), 0), []);
        assert_eq!(outermost(folds.clone(), 99), folds);
    }

    #[test]
    fn what_is_no_letter_has_nothing_to_fold() {
        assert_eq!(folds_of(""), []);
        assert_eq!(folds_of("one\ntwo\n\u{c}three\nfour\n"), []);
    }
}
