//! An item of 2013 whose rationale has lost its heading.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::FieldKind;
use crate::model::conclusion::conclusions;
use crate::model::{Item, shifted};

pub(super) static RULE: Rule = Rule {
    code: "IMR220",
    name: "unlabelled-rationale",
    summary: "In a layout of 2013, the rationale of an item has no heading of its own.",
    why: "What the claims administrator and the reviewer cited, and what the reviewer concluded, are told apart by the words \
          above them. Without these the rationale reads as a part of the citation.",
    example: Sample {
        of: sample::LETTER_OF_2013,
        good: &[],
        bad: &[(
            "Physician Reviewer's decision rationale: The chart describes a fall and
poor sleep. It does not say how often a tablet is taken. The request for Valium
5mg",
            "chart describes a fall and poor sleep. It does not say how often a tablet is
taken. The request for Valium 5mg",
        )],
    },
    weight: Weight::Gap(Severity::Warning),
    is_on: true,
    check: Check::Item(check),
    fixes: None,
};

fn check(item: &Item, source: &Source<'_>, reporter: &mut Reporter) {
    // Of labelled fields that are missing another rule speaks.
    if source.layout.is_labelled() || item.heading.is_none() || item.field(FieldKind::Rationale).is_some() {
        return;
    }
    let Some(content) = item.fields.last().and_then(|field| field.written()) else { return };
    let text = source.text(content);
    let Some(conclusion) = conclusions(&text).pop() else { return };
    let message = "The rationale of this item has no heading. Write one above it, as above those of the other items.";
    reporter.report(shifted(&conclusion.sentence, content.start), message.to_owned());
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;

    fn finds(letter: &str) -> usize {
        found_by(&RULE, letter).len()
    }

    #[test]
    fn rationales_without_heading() {
        assert_eq!(finds(&sample::LETTER_OF_2013.replace("The Physician Reviewer's decision rationale: ", "")), 1);
        assert_eq!(finds(&sample::NOTICE.replace("Rationale for the Decision: ", "")), 1);
    }

    #[test]
    fn rationales_with_one_and_none_at_all() {
        for letter in [sample::LETTER_OF_2013, sample::NOTICE, sample::LETTER] {
            assert_eq!(finds(letter), 0, "{letter}");
        }
        let (drafted, _) = sample::NOTICE.split_once("Rationale for the Decision:").expect("it has one");
        assert_eq!(finds(drafted), 0);
        assert_eq!(finds(&sample::LETTER.replace("Decision rationale: ", "")), 0);
    }
}
