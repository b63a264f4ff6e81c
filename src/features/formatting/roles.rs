//! What the lines of a letter are.

use super::labels::{credential_at, label_at};
use super::lines::{Line, lines};
use crate::analysis::Snapshot;
use crate::layouts::{FieldKind, LAYOUTS, SectionKind, phrase};
use crate::model::{Part, PartKind, shifted};
use std::ops::Range;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Above the first section.
    Front,
    /// The heading of a section, as it is to be spelt.
    Heading(&'static str),
    /// It starts with the label of a field.
    Label {
        /// How it is to be spelt, if not as it is.
        canonical: Option<&'static str>,
        /// How much of the line it covers.
        covered: usize,
    },
    /// It starts with a label of the reviewer's credentials: the one that opens them, or another.
    Credential { canonical: &'static str, covered: usize, is_first: bool },
    /// The first line of an item's heading, or one that goes on with it.
    ItemHeading { is_first: bool },
    /// The number of a page, between two page breaks.
    Page,
    /// Fixed wording ends with it.
    LeadIn,
    /// Anything else, where entries of a list may stand or not.
    Text { takes_lists: bool },
}

/// Something of the letter's structure, in the order of the text.
struct Mark {
    range: Range<usize>,
    kind: MarkKind,
}

#[derive(Clone, Copy)]
enum MarkKind {
    Heading(SectionKind),
    LeadIn(SectionKind),
    ItemHeading,
    Label(FieldKind),
}

/// The lines of a letter with what they are; none if the text has no section heading and no label.
pub(super) fn lines_with_roles(snapshot: &Snapshot) -> Vec<(Line, Role)> {
    let text = snapshot.text();
    let mut marks = marks(snapshot).into_iter().peekable();
    let mut found: Vec<(Line, Role)> = Vec::new();
    let (mut is_front, mut is_in_item, mut takes_lists) = (true, false, false);
    for line in lines(text) {
        while marks.next_if(|mark| mark.range.end <= line.range.start).is_some() {}
        let mark = marks.peek().filter(|mark| mark.range.start < line.range.end);
        let starts = mark.is_some_and(|mark| line.range.start <= mark.range.start);
        if let (Some((last, Role::Heading(_) | Role::Label { .. })), Some(mark), false) =
            (found.last_mut(), mark, starts)
            && matches!(mark.kind, MarkKind::Heading(_) | MarkKind::Label(_))
        {
            last.take_in(&line, text);
            let whole = last.words.clone();
            let range = last.range.clone();
            if let Some((_, role)) = found.last_mut() {
                *role = marked(&range, &whole, mark, true);
            }
            continue;
        }
        let role = match mark {
            Some(mark) => marked(&line.range, &line.words, mark, starts),
            None => unmarked(&line, is_in_item, takes_lists),
        };
        is_in_item = match mark.map(|mark| mark.kind) {
            Some(MarkKind::ItemHeading | MarkKind::Label(_)) => true,
            Some(MarkKind::Heading(_) | MarkKind::LeadIn(_)) => false,
            None => is_in_item,
        };
        is_front &= mark.is_none() && !matches!(role, Role::Label { .. });
        takes_lists = match (mark.map(|mark| mark.kind), role) {
            (Some(MarkKind::Heading(kind) | MarkKind::LeadIn(kind)), _) => kind == SectionKind::CaseSummary,
            (Some(MarkKind::Label(kind)), _) => kind == FieldKind::Rationale,
            (Some(MarkKind::ItemHeading), _) => false,
            (None, Role::Label { canonical, .. }) => canonical == Some(FieldKind::Rationale.label()),
            (None, _) => takes_lists,
        };
        found.push((line, if is_front { Role::Front } else { role }));
    }
    if is_front {
        return Vec::new();
    }
    mark_pages(&mut found);
    found
}

/// What a line is in which something of the letter's structure stands.
fn marked(range: &Range<usize>, words: &str, mark: &Mark, starts: bool) -> Role {
    match mark.kind {
        MarkKind::Heading(kind) => match heading(kind, words) {
            Some(canonical) => Role::Heading(canonical),
            None => Role::Text { takes_lists: false },
        },
        MarkKind::LeadIn(_) if mark.range.end == range.end => Role::LeadIn,
        MarkKind::LeadIn(_) => Role::Text { takes_lists: false },
        MarkKind::ItemHeading => Role::ItemHeading { is_first: starts },
        MarkKind::Label(kind) => {
            let canonical = label_at(words).is_some_and(|(found, _)| found == kind).then(|| kind.label());
            Role::Label { canonical, covered: mark.range.end.min(range.end) - range.start }
        }
    }
}

/// What any other line is.
fn unmarked(line: &Line, is_in_item: bool, takes_lists: bool) -> Role {
    // What reads like a label in a rationale is prose.
    let may_be_label = is_in_item && !takes_lists;
    if let Some((kind, covered)) = label_at(&line.words).filter(|_| may_be_label) {
        return Role::Label { canonical: Some(kind.label()), covered };
    }
    match credential_at(&line.words).filter(|_| !is_in_item && !takes_lists) {
        Some((canonical, covered)) => Role::Credential { canonical, covered, is_first: canonical.starts_with("The ") },
        None => Role::Text { takes_lists },
    }
}

/// The heading of a section as the layout spells it that has these words.
fn heading(kind: SectionKind, words: &str) -> Option<&'static str> {
    let forms = LAYOUTS.iter().flat_map(|layout| layout.sections).filter(|form| form.kind == kind);
    let mut spellings = forms.flat_map(|form| form.headings);
    let reads_as = |spelling: &&&str| {
        let end = phrase::prefix(words, spelling.trim_end_matches(':'));
        end.is_some_and(|end| words[end..].trim_matches([':', '.', ' ', '\t', '\u{a0}']).is_empty())
    };
    spellings.find(reads_as).copied()
}

fn mark_pages(lines: &mut [(Line, Role)]) {
    for at in 1..lines.len().saturating_sub(1) {
        let is_alone = lines[at].0.gap.is_page_break() && lines[at + 1].0.gap.is_page_break();
        if matches!(lines[at].1, Role::Text { .. }) && is_alone && lines[at].0.may_number_page() {
            lines[at].1 = Role::Page;
        }
    }
}

fn marks(snapshot: &Snapshot) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut offset = 0;
    for part in snapshot.letter().parts().iter() {
        marks.extend(marks_of(part).into_iter().map(|mark| Mark { range: shifted(&mark.range, offset), ..mark }));
        offset += part.len;
    }
    marks
}

fn marks_of(part: &Part) -> Vec<Mark> {
    match &part.kind {
        PartKind::Front => Vec::new(),
        PartKind::Section(section) => {
            let heading = section.heading.clone().map(|range| Mark { range, kind: MarkKind::Heading(section.kind) });
            let lead_in = section.lead_in.clone().map(|range| Mark { range, kind: MarkKind::LeadIn(section.kind) });
            heading.into_iter().chain(lead_in).collect()
        }
        PartKind::Item(item) => {
            let heading = item.heading.as_ref().map(|heading| heading.range.clone());
            let heading = heading.map(|range| Mark { range, kind: MarkKind::ItemHeading });
            let labels =
                item.fields.iter().map(|field| Mark { range: field.label.clone(), kind: MarkKind::Label(field.kind) });
            heading.into_iter().chain(labels).collect()
        }
    }
}
