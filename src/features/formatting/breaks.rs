//! What is to stand between the lines of a letter.

use super::lines::Line;
use super::roles::Role;

/// What is to stand before each line, the first one's left out: nothing, a space, or line breaks.
pub(super) fn separators(lines: &[(Line, Role)]) -> Vec<String> {
    let wraps = Wraps::of(lines);
    let mut separators = Vec::new();
    // What the words before have become a part of: a label without text takes the next paragraph, wherever that stands.
    let mut is_in_list = false;
    for (at, (line, role)) in lines.iter().enumerate().skip(1) {
        let (before, role_before) = &lines[at - 1];
        let is_wrapped = wraps.is_soft(at);
        let is_entry = is_entry(lines, at, is_wrapped, is_in_list);
        let joint = line.joint(before);
        let separator = match role {
            Role::Front if is_wrapped || line.gap.blank_lines == 0 => "\n",
            Role::Credential { is_first: false, .. } => "\n",
            Role::Front | Role::Heading(_) | Role::Label { .. } | Role::Credential { .. } | Role::Page => "\n\n",
            Role::ItemHeading { is_first: true } => "\n\n",
            Role::ItemHeading { .. } if line.words.starts_with(':') => "",
            Role::ItemHeading { .. } => joint,
            Role::LeadIn | Role::Text { .. } if is_entry && is_wrapped => "\n",
            Role::LeadIn | Role::Text { .. } if is_entry => "\n\n",
            Role::LeadIn | Role::Text { .. } => match role_before {
                Role::Heading(_) => "\n",
                Role::Label { covered, .. } if *covered == before.words.len() => " ",
                Role::Label { .. } | Role::Credential { .. } | Role::Text { .. } if is_wrapped => joint,
                _ => "\n\n",
            },
        };
        is_in_list = is_entry || (is_in_list && is_joint(separator));
        separators.push(if is_entry { format!("{separator}{}", line.indent) } else { separator.to_owned() });
    }
    separators
}

fn is_joint(separator: &str) -> bool {
    !separator.contains('\n')
}

/// Whether a line is an entry of a list: where text has ended before it, or another entry stands.
fn is_entry(lines: &[(Line, Role)], at: usize, is_wrapped: bool, is_in_list: bool) -> bool {
    let (line, role) = &lines[at];
    let ends = lines[at - 1].0.words.ends_with(['.', ':', ';', '!', '?']);
    *role == (Role::Text { takes_lists: true }) && line.is_entry() && (!is_wrapped || is_in_list || ends)
}

/// Which lines go on with the paragraph of the line before, as far as the gaps between lines tell.
struct Wraps<'l> {
    lines: &'l [(Line, Role)],
    /// For each line, whether the nearest gap before its own that is not one empty line is wider.
    wider_before: Vec<Option<bool>>,
    /// The same behind it.
    wider_behind: Vec<Option<bool>>,
}

impl<'l> Wraps<'l> {
    fn of(lines: &'l [(Line, Role)]) -> Self {
        /// Trimmed text has as many empty lines between paragraphs.
        const WIDE: usize = 3;
        let is_wider = |at: usize| {
            let count = lines[at].0.gap.blank_lines;
            (count != 1).then_some(count >= WIDE)
        };
        let mut nearest = None;
        let mut wider_before = Vec::with_capacity(lines.len());
        for at in 0..lines.len() {
            wider_before.push(nearest);
            nearest = if at == 0 { None } else { is_wider(at).or(nearest) };
        }
        nearest = None;
        let mut wider_behind = Vec::with_capacity(lines.len());
        for at in (0..lines.len()).rev() {
            wider_behind.push(nearest);
            nearest = is_wider(at).or(nearest);
        }
        wider_behind.reverse();
        Wraps { lines, wider_before, wider_behind }
    }

    /// Whether the break before a line only wraps a paragraph.
    fn is_soft(&self, at: usize) -> bool {
        let (line, before) = (&self.lines[at].0, &self.lines[at - 1].0);
        let goes_on = line.goes_on(before);
        let gap = line.gap;
        if gap.has_form_feed {
            return goes_on;
        }
        match gap.blank_lines {
            0 => line.is_entry() || goes_on || !(line.is_long() || before.is_long()),
            1 | 3 if gap.is_after_blank => !gap.has_blanks,
            _ if gap.is_after_blank || gap.has_blanks => false,
            1 => match (self.wider_before[at], self.wider_behind[at]) {
                (None, None) => false,
                (before, behind) if before != Some(false) && behind != Some(false) => true,
                (Some(true), _) | (_, Some(true)) => !before.ends_sentence(),
                _ => false,
            },
            3 => goes_on,
            _ => false,
        }
    }
}
