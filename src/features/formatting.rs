//! A letter with clean paragraphs, canonical labels and even spacing, whatever its text came out of.
//!
//! No word, number or mark is added, dropped or changed: only white space, and the spelling of labels and section headings.

mod breaks;
mod labels;
mod lines;
mod roles;
pub mod typing;

use crate::analysis::Snapshot;
use crate::features::settled::settled;
use crate::layouts::decision;
use crate::text::pattern::pattern;
use crate::text::{Edit, Text};
use breaks::separators;
use lines::Line;
use regex::{Captures, Regex};
use roles::{Role, lines_with_roles};
use std::ops::Range;
use std::sync::LazyLock;

/// What makes a letter even, in order; nothing for a text without any section heading or label.
pub fn formatted(snapshot: &Snapshot) -> Vec<Edit> {
    settled(snapshot, formatted_once)
}

/// The same as the lines are read now: a label that is mended may begin a paragraph that was none before.
fn formatted_once(snapshot: &Snapshot) -> Vec<Edit> {
    let text = snapshot.text();
    let lines = lines_with_roles(snapshot);
    let (Some((first, _)), Some((last, _))) = (lines.first(), lines.last()) else { return Vec::new() };
    let before = text.slice(0..first.range.start);
    let mark = before.len() - before.trim_start_matches('\u{feff}').len();
    let behind = last.range.end..text.len();
    let end = if text.slice(behind.clone()).contains(['\n', '\r']) { line_break(text) } else { "" };
    let start = Edit { range: mark..first.range.start, insert: String::new() };
    let end = Edit { range: behind, insert: end.to_owned() };
    changing(text, [start].into_iter().chain(within(text, &lines)).chain([end]))
}

/// The same for the lines that a range touches. Of the breaks between these and other lines only the blanks at a line's end go.
pub fn formatted_in(snapshot: &Snapshot, range: &Range<usize>) -> Vec<Edit> {
    let text = snapshot.text();
    let lines = lines_with_roles(snapshot);
    let (first, last) = (text.line_range(text.line_at(range.start)), text.line_range(text.line_at(range.end)));
    let words =
        all_words(&lines).into_iter().filter(|edit| first.start <= edit.range.start && edit.range.end <= last.end);
    let starts_within = |edit: &Edit| first.start <= edit.range.start && edit.range.start <= last.end;
    let cut = |edit: Edit| match edit.range.end {
        end if end <= last.end => edit,
        _ => Edit { range: edit.range.start..last.end, insert: String::new() },
    };
    let gaps = all_gaps(text, &lines).into_iter().filter(starts_within).map(cut);
    changing(text, in_order(words.chain(gaps)))
}

/// The words of all lines, and what stands between the lines.
fn within(text: &Text, lines: &[(Line, Role)]) -> Vec<Edit> {
    in_order(all_words(lines).into_iter().chain(all_gaps(text, lines)))
}

fn in_order(edits: impl Iterator<Item = Edit>) -> Vec<Edit> {
    let mut edits: Vec<Edit> = edits.collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    edits
}

fn all_words(lines: &[(Line, Role)]) -> Vec<Edit> {
    lines.iter().map(|(line, role)| Edit { range: line.range.clone(), insert: words(line, *role) }).collect()
}

fn all_gaps(text: &Text, lines: &[(Line, Role)]) -> Vec<Edit> {
    let line_break = line_break(text);
    let ends = lines.iter().map(|(line, _)| line.range.end);
    let starts = lines.iter().skip(1).map(|(line, _)| line.range.start);
    let gaps = ends.zip(starts).zip(separators(lines));
    gaps.map(|((end, start), separator)| Edit { range: end..start, insert: separator.replace('\n', line_break) })
        .collect()
}

/// The line break of a text: its first one.
fn line_break(text: &Text) -> &'static str {
    let end = text.line_range(0).end;
    match &*text.slice(end..(end + 2).min(text.len())) {
        "\r\n" => "\r\n",
        first if first.starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// The words of a line with even spacing.
fn words(line: &Line, role: Role) -> String {
    let labelled = |canonical: &str, covered: usize| {
        let rest = even(line.words[covered..].trim());
        if rest.is_empty() { canonical.to_owned() } else { format!("{canonical} {rest}") }
    };
    match role {
        Role::Front => line.words.replace('\u{c}', " "),
        Role::Heading(canonical) => canonical.to_owned(),
        Role::Label { canonical: Some(canonical), covered } | Role::Credential { canonical, covered, .. } => {
            labelled(canonical, covered)
        }
        Role::Label { canonical: None, covered } => labelled(&even(&line.words[..covered]), covered),
        Role::ItemHeading { .. } => decided(&even(&line.words)),
        Role::Page | Role::LeadIn | Role::Text { .. } => even(&line.words),
    }
}

/// A line of an item's heading without blanks before the colon of its decision, and with one behind it.
fn decided(heading: &str) -> String {
    let Some(ending) = decision::ending(heading) else { return heading.to_owned() };
    let (request, words) = heading.split_at(ending.words.start);
    match request.trim_end().strip_suffix(':') {
        Some(request) if words.is_empty() => format!("{}:", request.trim_end()),
        Some(request) => format!("{}: {words}", request.trim_end()),
        None => heading.to_owned(),
    }
}

/// Text with one space for each run of blanks; a no-break space alone stays.
fn even(text: &str) -> String {
    static RUN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s+"));
    let blank = |run: &Captures<'_>| if &run[0] == "\u{a0}" { "\u{a0}" } else { " " };
    RUN.replace_all(text, blank).into_owned()
}

/// Those edits that change something, each without what stays at its ends: editors keep cursors and marks there.
fn changing(text: &Text, edits: impl IntoIterator<Item = Edit>) -> Vec<Edit> {
    let shortened = |Edit { range, insert }: Edit| {
        let old = text.slice(range.clone());
        let same = |(old, new): &(char, char)| old == new;
        let len = |chars: &mut dyn Iterator<Item = (char, char)>| chars.map(|(char, _)| char.len_utf8()).sum::<usize>();
        let mut before = len(&mut old.chars().zip(insert.chars()).take_while(same));
        // A line break stays whole.
        before -= usize::from(old[..before].ends_with('\r') && old[before..].starts_with('\n'));
        before -= usize::from(before > 0 && old[..before].ends_with('\r') && insert[before..].starts_with('\n'));
        let (old, new) = (&old[before..], &insert[before..]);
        let mut behind = len(&mut old.chars().rev().zip(new.chars().rev()).take_while(same));
        let splits =
            |text: &str| text[..text.len() - behind].ends_with('\r') && text[text.len() - behind..].starts_with('\n');
        behind -= usize::from(splits(old) || splits(new));
        let is_changed = old != new;
        let range = range.start + before..range.end - behind;
        is_changed.then(|| Edit { range, insert: new[..new.len() - behind].to_owned() })
    };
    edits.into_iter().filter_map(shortened).collect()
}
