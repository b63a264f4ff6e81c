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
    let requests = items.iter().map(|item| requested(item)).filter(|item| !item.is_empty());
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
    line[request::numbering(line)..].trim_end_matches([':', ';', ',', ' ']).to_owned()
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
