//! Lays letters out as they come out of a PDF.

use crate::texts::Shape;
use crate::wording::*;

/// A disputed item.
pub(crate) struct Item {
    pub(crate) drug: &'static Drug,
    pub(crate) request: String,
    pub(crate) pages: &'static str,
    pub(crate) sentences: Vec<String>,
}

/// Prints double-spaced, each line with a blank at its end, in pages.
#[derive(Default)]
pub(crate) struct Printer {
    pub(crate) text: String,
    lines: usize,
}

impl Printer {
    const WIDTH: usize = 96;
    const LINES_PER_PAGE: usize = 44;

    /// Prints everything before the first item, and tells where the case summary starts.
    pub(crate) fn front(&mut self, items: &[Item]) -> usize {
        let mut names: Vec<&str> = items.iter().take(DRUGS.len()).map(|item| item.drug.name).collect();
        let last = names.pop().unwrap_or_default();
        let requested = if names.is_empty() { last.to_owned() } else { format!("{} and {last}", names.join(", ")) };

        self.wrapped(FIRST_HEADING);
        self.wrapped(HOW_IT_WAS_MADE);
        self.paragraph_end();
        CREDENTIALS.iter().for_each(|line| self.wrapped(line));
        self.paragraph_end();
        self.wrapped(SUMMARY_HEADING);
        self.wrapped(SUMMARY_LEAD);
        self.paragraph_end();
        let summary = self.text.len();
        self.wrapped(&format!("{SUMMARY_START} On {DENIED} {DENIAL} {requested}. {SUMMARY_END}"));
        self.paragraph_end();
        self.wrapped(ITEMS_HEADING);
        self.wrapped(ITEMS_LEAD);
        self.paragraph_end();
        summary
    }

    /// Prints an item and tells where it starts.
    pub(crate) fn item(&mut self, item: &Item, shape: Shape) -> usize {
        let start = self.text.len();
        let group = item.drug.group;
        let decision = if group.upheld { "Upheld" } else { "Overturned" };
        let citation = format!("Decision based on MTUS Chronic Pain Treatment Guidelines {}", group.topic);
        self.field(&format!("{}:  {decision}", item.request));
        self.field(&format!("Claims Administrator guideline: {citation}.  "));
        self.field(&format!("MAXIMUS guideline: {citation} Page(s): {}.  ", item.pages));

        let mut rationale = format!("Decision rationale: {}", item.sentences.join(" "));
        if group.weaning {
            rationale.push(' ');
            rationale.push_str(WEANING);
        }
        let necessary = if group.upheld { "not medically necessary" } else { "medically necessary" };
        rationale.push_str(&format!(" Therefore, the request for {} is {necessary}.", item.request));
        match shape {
            Shape::GiantLine => self.line(&rationale),
            _ => self.wrapped(&rationale),
        }
        self.paragraph_end();
        start
    }

    fn field(&mut self, text: &str) {
        self.wrapped(text);
        self.paragraph_end();
    }

    fn wrapped(&mut self, text: &str) {
        let mut lines = lines(text, Self::WIDTH).peekable();
        while let Some(line) = lines.next() {
            self.line(line);
            if lines.peek().is_some() && self.lines.is_multiple_of(Self::LINES_PER_PAGE) {
                self.text.push_str("\n\n");
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push_str(" \n\n");
        self.lines += 1;
    }

    fn paragraph_end(&mut self) {
        self.text.push_str(" \n\n");
    }
}

/// Breaks a text at blanks.
pub(crate) fn lines(text: &str, width: usize) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let end = text.get(..width).and_then(|line| line.trim_end().rfind(' '));
        let (line, next) = end.map_or((text, None), |end| (&text[..end], Some(&text[end + 1..])));
        rest = next;
        Some(line)
    })
}
