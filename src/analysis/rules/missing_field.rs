//! An item without one of its fields.

use super::{Check, Reporter, Rule, Sample, Source, is_told, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, insertion};
use crate::layouts::{FieldKind, opens_citation};
use crate::model::dialect::Dialect;
use crate::model::{Field, Item};
use crate::text::Edit;
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR211",
    name: "missing-field",
    summary: "An item lacks a guideline line or its rationale.",
    why: "Labor Code 4610.5(c)(2) has necessity judged by standards in a given order. The two guideline lines tell by \
          which ones the claims administrator and the reviewer went, and the rationale tells why. Without one of the \
          three the decision can not be followed.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[(
            "MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

",
            "",
        )],
    },
    weight: Weight::Gap(Severity::Error),
    is_on: true,
    check: Check::Item(check),
    fixes: Some(fixes),
};

fn check(item: &Item, source: &Source<'_>, reporter: &mut Reporter) {
    if is_told(source.layout) {
        return check_told(item, source, reporter);
    }
    let absent: Vec<String> = FieldKind::ALL
        .into_iter()
        .filter(|kind| item.field(*kind).is_none())
        .map(|kind| format!("“{}”", kind.label().trim_end_matches(':')))
        .collect();
    if let Some((last, others)) = absent.split_last() {
        let list = if others.is_empty() { last.clone() } else { format!("{} and {last}", others.join(", ")) };
        reporter.report(
            item.place(),
            format!("This item has no {list}. Add what is missing, each behind its label and a colon."),
        );
    }
}

/// What is told without labels, nobody can be sure to find. But between what the claims administrator went by and the rationale
/// stands what the reviewer did.
fn check_told(item: &Item, source: &Source<'_>, reporter: &mut Reporter) {
    let [claims_administrator, maximus, rationale] = FieldKind::ALL.map(|kind| item.field(kind));
    let Some((theirs, _)) = claims_administrator.zip(rationale).filter(|_| maximus.is_none()) else { return };
    let is_among = theirs.content.as_ref().is_some_and(|content| REVIEWER.is_match(&source.text(content)));
    if !is_among {
        let message = "This item does not tell by which guideline the reviewer decided. Add it behind what the claims administrator \
                       went by.";
        reporter.report(item.place(), message.to_owned());
    }
}

/// Whoever writes of what he went by himself.
static REVIEWER: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: reviewer s? | maximus | my | (?-i:I) ) \b"));

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    if is_told(snapshot.layout()) {
        return Vec::new();
    }
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let gaps = Gaps { snapshot, offset, item, dialect: Dialect::around(snapshot.text(), finding.range.start) };
    let absent = FieldKind::ALL.into_iter().filter(|kind| item.field(*kind).is_none());
    let mut edits: Vec<Edit> = Vec::new();
    let mut labels = Vec::new();
    for kind in absent {
        let edit = gaps.label(kind);
        // Of several at one place, each stands behind the one before.
        match edits.last_mut().filter(|last| last.range == edit.range) {
            Some(last) => last.insert.push_str(&edit.insert),
            None => edits.push(edit),
        }
        labels.push(format!("“{}”", kind.label()));
    }
    edits.sort_by_key(|edit| edit.range.start);
    vec![Fix::offered(format!("Insert {}", labels.join(", ")), edits)]
}

/// An item and what may stand in it without a label.
struct Gaps<'s> {
    snapshot: &'s Snapshot,
    offset: usize,
    item: &'s Item,
    dialect: Dialect,
}

impl Gaps<'_> {
    /// Writes a label before the text that lacks it, or else behind what it follows.
    fn label(&self, kind: FieldKind) -> Edit {
        let before = self.item.fields.iter().rfind(|field| field.kind < kind);
        let end = match (before, &self.item.heading) {
            (Some(before), _) => before.range().end,
            (None, Some(heading)) => heading.range.end,
            (None, None) => {
                let label = format!("{}{}", kind.label(), self.dialect.field_break());
                return insertion(self.offset + self.item.place().start, label);
            }
        };
        match self.unlabelled(kind, before) {
            Some(start) => insertion(start, format!("{} ", kind.label())),
            None => insertion(self.offset + end, format!("{}{}", self.dialect.field_break(), kind.label())),
        }
    }

    /// Where a paragraph starts that reads like such a field and stands in its place, without its label.
    fn unlabelled(&self, kind: FieldKind, before: Option<&Field>) -> Option<usize> {
        let (start, read_to) = match before {
            Some(before) => {
                let start = before.content.as_ref()?.start;
                (start, before.citations.last().map_or(start, |citation| citation.span.end))
            }
            None => {
                let end = self.item.heading.as_ref()?.range.end;
                (end, end)
            }
        };
        let later = self.item.fields.iter().map(|field| field.label.start).filter(|label| *label > start);
        let part = self.snapshot.letter().parts().find(|sum| sum.bytes > self.offset)?;
        let end = self.offset + later.min().unwrap_or(part.element.len);
        let start = self.offset + start;
        let text = self.snapshot.text().slice(start..end.min(start + LONGEST));
        let mut paragraphs = self.paragraphs(&text);
        let found = match kind {
            FieldKind::Rationale => {
                paragraphs.find(|at| start + at >= self.offset + read_to && !opens_citation(&text[*at..]))
            }
            _ => paragraphs.find(|at| opens_citation(&text[*at..])),
        };
        found.map(|at| start + at)
    }

    /// Where the paragraphs of a text start, the first one left out.
    fn paragraphs<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let starts = text
            .char_indices()
            .filter(|(at, char)| *at > 0 && !char.is_whitespace() && text[..*at].ends_with(char::is_whitespace));
        starts.map(|(at, _)| at).filter(|at| {
            let words = text[..*at].trim_end().len();
            self.dialect.parts_fields(&text[words..*at])
        })
    }
}

/// So far an unlabelled text is looked for.
const LONGEST: usize = 4000;

#[cfg(test)]
mod tests {
    use super::super::{examples::found_by, sample};
    use super::*;

    #[test]
    fn the_basis_of_the_reviewer_in_a_letter_of_2013() {
        let basis = "The Physician Reviewer based his/her decision on the Chronic Pain Medical\nTreatment Guidelines, \
                     Benzodiazepines, page 24, which is a part of the MTUS.\n\n";
        let without = sample::LETTER_OF_2013.replace(basis, "");
        assert_ne!(without, sample::LETTER_OF_2013);
        assert_eq!(found_by(&RULE, &without).len(), 1);
        let other = sample::LETTER_OF_2013.replace("Physician Reviewer based", "reviewer went by the same and based");
        assert_eq!(found_by(&RULE, &other), [""; 0]);
    }
}
