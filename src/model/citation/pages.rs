//! Page lists: `Page(s): 76-80, 124`, `pp. 63 & 66`, `page 60 of 127`.

use super::PageRange;
use super::patterns::{PAGE_LABEL_OR_ADDRESS, PAGE_RANGE, PAGE_SEPARATOR, PAGE_TOTAL, TABLE};
use std::ops::Range;

/// The list behind one page label.
pub(super) struct PageList {
    pub(super) pages: Vec<PageRange>,
    /// Where its last word ends.
    pub(super) end: usize,
}

/// Reads the list that starts at `start`, right behind its label.
pub(super) fn page_list(text: &str, start: usize) -> PageList {
    let mut list = PageList { pages: Vec::new(), end: start };
    let mut at = start;
    loop {
        if let Some(table) = TABLE.find(&text[at..]) {
            // The number of a table among the pages is no page.
            list.end = at + table.end();
        } else if let Some(page) = page_range(text, at) {
            list.end = page.span.end;
            list.pages.push(page);
        } else {
            return list;
        }
        list.end += PAGE_TOTAL.find(&text[list.end..]).map_or(0, |total| total.end());
        match PAGE_SEPARATOR.find(&text[list.end..]) {
            Some(separator) => at = list.end + separator.end(),
            None => return list,
        }
    }
}

/// Every page with a label in `part` of the text, web addresses left out.
pub(super) fn labelled_pages(text: &str, part: Range<usize>) -> Vec<PageRange> {
    let text = &text[..part.end];
    let labels = PAGE_LABEL_OR_ADDRESS.find_iter(&text[part.start..]);
    labels.flat_map(|label| page_list(text, part.start + label.end()).pages).collect()
}

fn page_range(text: &str, at: usize) -> Option<PageRange> {
    let range = PAGE_RANGE.find(&text[at..])?;
    let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|suffix| text[at + range.end()..].starts_with(suffix));
    if is_ordinal {
        return None;
    }
    let mut numbers = range.as_str().split(|char: char| !char.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let first = numbers.next()?;
    let last = numbers.next().unwrap_or(first);
    Some(PageRange { span: at..at + range.end(), first: number(first), last: last_page(first, last) })
}

/// `303-5` is short for 303 to 305: a shorter last page borrows the leading digits of the first.
fn last_page(first: &str, last: &str) -> u32 {
    let written = number(last);
    let Some(borrowed) = first.len().checked_sub(last.len()) else { return written };
    let whole = number(&format!("{}{last}", &first[..borrowed]));
    if whole < number(first) { written } else { whole }
}

/// A number too large for any guideline is as good as the largest one.
fn number(digits: &str) -> u32 {
    digits.parse().unwrap_or(u32::MAX)
}
