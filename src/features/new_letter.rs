//! A letter to be filled in: headings, labels and fixed wording of its layout, and a form for each disputed item.

use crate::layouts::wording::{self, Profile};
use crate::layouts::{FieldKind, LayoutId, SectionKind, request};
use crate::model::dialect::Dialect;
use crate::text::Text;
use crate::text::spaces::one_line;

/// Stands in a form where something has to be filled in.
pub const BLANK: &str = "___";
/// What parts a request from the decision.
pub(super) const BEHIND_REQUEST: &str = ":  ";

/// A new letter of a layout that asks for these items. Empty for layouts whose
/// wording nobody has.
pub fn new_letter(layout: LayoutId, items: &[String], profile: &Profile) -> String {
    let mut paragraphs = letter_form(layout, profile);
    if paragraphs.is_empty() {
        return String::new();
    }
    let requests = items.iter().map(|item| one_line(item)).filter(|item| !item.is_empty());
    paragraphs.extend(requests.flat_map(|request| item_form(&request)));
    format!("{}\n", spaced(&paragraphs, &Dialect::around(&Text::default(), 0)))
}

/// The items of a list: on lines, or between semicolons.
pub fn listed_items(list: &str) -> Vec<String> {
    list.split(['\n', '\r', ';']).map(requested).filter(|item| !item.is_empty()).collect()
}

/// What is requested in a line of a list: without bullet, number and final mark.
fn requested(line: &str) -> String {
    let line = one_line(line);
    let line = line.trim_start_matches(['-', '–', '•', '*', '·', ' ']);
    let (number, request) = line.split_at(request::numbering(line));
    // `10 - 12 sessions` has no number before it.
    let is_range = number.trim_end().ends_with(['-', '–']) && request.starts_with(|char: char| char.is_ascii_digit());
    let request = if is_range { line } else { request };
    request.trim_end_matches([':', ';', ',', ' ']).to_owned()
}

/// The paragraphs of a letter up to its first item.
pub(super) fn letter_form(layout: LayoutId, profile: &Profile) -> Vec<Vec<String>> {
    let mut paragraphs = Vec::new();
    for form in layout.form().map_or(&[][..], |layout| layout.sections) {
        paragraphs.extend(wording::opening(layout, form.kind, profile));
        if form.kind == SectionKind::CaseSummary && !paragraphs.is_empty() {
            paragraphs.push(vec![BLANK.to_owned()]);
        }
    }
    paragraphs
}

/// The paragraphs of an item: its heading, undecided, and its fields.
pub(super) fn item_form(request: &str) -> Vec<Vec<String>> {
    let mut paragraphs = vec![vec![format!("{request}{BEHIND_REQUEST}{BLANK}")]];
    paragraphs.extend(FieldKind::ALL.map(|kind| vec![format!("{} {BLANK}", kind.label())]));
    paragraphs
}

/// The paragraphs as the letter is spaced.
pub(super) fn spaced(paragraphs: &[Vec<String>], dialect: &Dialect) -> String {
    let mut text = String::new();
    for lines in paragraphs {
        let starts_with_label =
            lines.first().is_some_and(|line| FieldKind::ALL.into_iter().any(|kind| line.starts_with(kind.label())));
        if !text.is_empty() {
            text.push_str(if starts_with_label { dialect.field_break() } else { dialect.paragraph_break() });
        }
        text.push_str(&lines.join(dialect.line_end()));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_list_go_and_quantities_stay() {
        let list = "1. 10 - 12 sessions of physical therapy\n10 - 12 sessions of acupuncture; • Norco 10/325mg #60;\n\n2) Soma,";
        let items =
            ["10 - 12 sessions of physical therapy", "10 - 12 sessions of acupuncture", "Norco 10/325mg #60", "Soma"];
        assert_eq!(listed_items(list), items);
        let letter = new_letter(LayoutId::Letter2015, &listed_items(list), &Profile::default());
        assert!(items.iter().all(|item| letter.contains(&format!("\n{item}:  ___\n"))), "{letter}");
    }
}
