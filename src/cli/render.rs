//! A finding as a terminal shows it: the line it is about, and carets under the words.

use crate::analysis::Severity;
use crate::text::Text;
use crate::text::position::Encoding;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::ops::Range;

/// A finding to show.
pub struct Note<'a> {
    /// How much it matters.
    pub severity: Severity,
    /// The code of its rule.
    pub code: &'a str,
    /// The name of its rule, if it is known.
    pub name: Option<&'a str>,
    /// What is wrong.
    pub message: &'a str,
    /// Where, in bytes.
    pub range: Range<usize>,
    /// The other place, if it takes two to be wrong.
    pub related: Option<(Range<usize>, &'a str)>,
    /// What would mend it.
    pub help: Option<&'a str>,
}

/// With colours or without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For files, pipes and readers of screens.
    Plain,
    /// For terminals.
    Coloured,
}

impl Style {
    /// Colours only on a terminal, and not where `NO_COLOR` asks for none.
    pub fn for_output(is_terminal: bool) -> Self {
        let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        if is_terminal && !no_colour { Style::Coloured } else { Style::Plain }
    }
}

/// No more lines of a place are shown than this.
const MOST_LINES: usize = 4;
/// Of a longer line only the part around the place is shown.
const LONGEST_LINE: usize = 400;

/// The finding with its lines, without a line break at the end.
pub fn render(text: &Text, name: &str, note: &Note<'_>, style: Style) -> String {
    let level = match note.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::NOTE,
    };
    let place = |range, label| {
        let (lines, span, first) = excerpt(text, range);
        let carets = AnnotationKind::Primary.span(span).label(label);
        Snippet::source(lines).line_start(first).path(name).annotation(carets)
    };
    let mut groups = vec![level.primary_title(note.message).id(note.code).element(place(&note.range, note.name))];
    if let Some((range, message)) = &note.related {
        groups.push(Level::NOTE.secondary_title(*message).element(place(range, None)));
    }
    if let Some(help) = note.help {
        groups.push(Group::with_title(Level::HELP.secondary_title(help)));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.render(&groups)
}

/// The finding on one line, with its place counted in lines and characters from one.
pub fn line(text: &Text, name: &str, note: &Note<'_>) -> String {
    let place = text.position(note.range.start, Encoding::Utf32);
    let (line, column) = (place.line + 1, place.column + 1);
    format!("{name}:{line}:{column}: {}[{}]: {}", note.severity.word(), note.code, note.message)
}

/// The lines of a place with their own kind of line break made plain, the place in them, and the number
/// of the first one.
fn excerpt(text: &Text, range: &Range<usize>) -> (String, Range<usize>, usize) {
    let (first, last) = (text.line_at(range.start), text.line_at(range.end));
    let last = last.min(first + MOST_LINES - 1);
    let mut lines = String::new();
    let mut span = None;
    for number in first..=last {
        let line = text.line_range(number);
        let shown = if line.len() <= LONGEST_LINE {
            line.clone()
        } else {
            let middle = range.start.clamp(line.start, line.end);
            middle.saturating_sub(LONGEST_LINE / 4).max(line.start)..(middle + LONGEST_LINE / 2).min(line.end)
        };
        let words = text.slice(shown.clone());
        let within = |offset: usize| {
            let mut at = offset.clamp(shown.start, shown.start + words.len()) - shown.start;
            while !words.is_char_boundary(at) {
                at -= 1;
            }
            lines.len() + at
        };
        let part = within(range.start)..within(range.end);
        span = Some(span.map_or(part.clone(), |span: Range<usize>| span.start..part.end));
        lines.push_str(&words);
        lines.push('\n');
    }
    (lines, span.unwrap_or_default(), first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;

    #[test]
    fn carets_stand_under_the_words() {
        let text = Text::from("first\r\nRobaxin ’500mg: Uphled \rthird\n");
        let note = Note {
            severity: Severity::Error,
            code: "IMR202",
            name: Some("unknown-decision"),
            message: "“Uphled” is not a decision.",
            range: 25..31,
            related: Some((0..5, "Here too.")),
            help: Some("Change it to “Upheld”"),
        };
        let plain = render(&text, "a.txt", &note, Style::Plain);
        expect![[r#"
            error[IMR202]: “Uphled” is not a decision.
             --> a.txt:2:17
              |
            2 | Robaxin ’500mg: Uphled 
              |                 ^^^^^^ unknown-decision
              |
            note: Here too.
             --> a.txt:1:1
              |
            1 | first
              | ^^^^^
            help: Change it to “Upheld”"#]]
        .assert_eq(&plain);
        let coloured = render(&text, "a.txt", &note, Style::Coloured);
        let mut parts = coloured.split("\u{1b}[");
        let words: String =
            parts.next().into_iter().chain(parts.map(|part| part.split_once('m').expect("a colour").1)).collect();
        assert!(coloured.len() > plain.len() && words == plain, "{coloured}");
    }

    #[test]
    fn very_long_lines_are_cut() {
        let text = Text::from("’word ".repeat(100_000).as_str());
        let range = 400_000..400_010;
        let (severity, name, related, help) = (Severity::Warning, None, None, None);
        let note = Note { severity, code: "X", name, message: "x", range, related, help };
        assert!(render(&text, "a.txt", &note, Style::Plain).len() < 2000);
    }
}
