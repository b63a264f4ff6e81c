//! A cover page that says of all items together what they do not say.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::layouts::Layout;
use crate::model::{Determination, Letter, PartSum, shifted};
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR417",
    name: "cover-disagrees",
    summary: "The final determination on the cover page disagrees with its explanation or with the decisions of the items.",
    why: "The parties read the cover page first, and some of them nothing else. Where it says that the denial is upheld and \
          an item overturns it, treatment that was granted may not be given.",
    example: Sample {
        of: sample::LETTER,
        good: &[("HOW THE IMR", "Final Determination: UPHOLD\n\nHOW THE IMR")],
        bad: &[("Determination: UPHOLD", "Determination: OVERTURN")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Letter(check),
    fixes: None,
};

fn check(letter: &Letter, _: &Layout, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(cover) = letter.cover() else { return };
    if let Some((explanation, said)) = &cover.explanation
        && *said != cover.determination
    {
        let (words, explained) = (source.quote(&cover.words), source.quote(explanation));
        let at_words =
            format!("The cover page says “{words}”, but explains that “{explained}”. One of the two is wrong.");
        let at_explanation = format!("This is not what “{words}” means. One of the two is wrong.");
        reporter.report_both([(explanation.clone(), at_explanation), (cover.words.clone(), at_words)]);
    }
    let sum = letter.parts().sum();
    let is_open = sum.upheld + sum.overturned < sum.items;
    let (other, fault) = match cover.determination {
        Determination::Uphold if sum.overturned > 0 => (item(letter, |sum| sum.overturned), "This item is overturned."),
        Determination::Overturn if sum.upheld > 0 => (item(letter, |sum| sum.upheld), "This item is upheld."),
        Determination::PartialOverturn if is_open => return,
        Determination::PartialOverturn if sum.items > 0 && sum.overturned == 0 => {
            (item(letter, |sum| sum.upheld), "This item is upheld, and no item is overturned.")
        }
        Determination::PartialOverturn if sum.items > 0 && sum.upheld == 0 => {
            (item(letter, |sum| sum.overturned), "This item is overturned, and no item is upheld.")
        }
        _ => return,
    };
    let words = source.quote(&cover.words);
    let decisions = match (sum.upheld, sum.overturned) {
        (upheld, 0) => format!("{} upheld", counted(upheld, sum.items)),
        (0, overturned) => format!("{} overturned", counted(overturned, sum.items)),
        (upheld, overturned) => format!("{} upheld and {overturned} overturned", counted(upheld, sum.items)),
    };
    let message = format!("The cover page says “{words}”, but {decisions}. One of the two is wrong.");
    match other {
        Some(other) => reporter.report_with(cover.words.clone(), message, other, fault.to_owned()),
        None => reporter.report(cover.words.clone(), message),
    }
}

/// `of 3 items 2 are`
fn counted(some: usize, all: usize) -> String {
    match (some, all) {
        (1, 1) => "the only item is".to_owned(),
        (1, _) => format!("of {all} items 1 is"),
        (some, all) if some == all => format!("all {all} items are"),
        (some, all) => format!("of {all} items {some} are"),
    }
}

/// The first item that counts for `count`.
fn item(letter: &Letter, count: impl Fn(&PartSum) -> usize) -> Option<Range<usize>> {
    let found = letter.parts().find(|sum| count(sum) > 0)?;
    Some(shifted(&found.element.item()?.place(), found.before.bytes))
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::*;

    /// The words at which it is found, if this is the cover of a letter whose only item is upheld.
    fn found(cover: &str) -> Vec<String> {
        let text = RULE.example.good().replace("UPHOLD", cover);
        found_by(&RULE, &text)
    }

    #[test]
    fn covers_that_explain_another_determination() {
        let explained =
            |extent: &str| format!("UPHOLD. This means we decided that {extent} medically necessary and appropriate.");
        for extent in ["none of the disputed items/services are", "all of the disputed items/services are not"] {
            assert_eq!(found(&explained(extent)), [""; 0], "{extent}");
        }
        for extent in
            ["all of the disputed items/services are", "some (but not all) of the disputed items/services are"]
        {
            assert_eq!(found(&explained(extent)), [format!("{extent} medically necessary")], "{extent}");
        }
        assert_eq!(found("UPHOLD. A detailed explanation is provided."), [""; 0]);
        assert_eq!(found("OVERTURN"), ["OVERTURN"]);
        let letter = |cover: &str| {
            let told = format!("The review is complete. Final Determination: {cover}. This means we decided so.\n\n");
            let text = format!("{told}{}", super::super::sample::LETTER);
            found_by(&RULE, &text).len()
        };
        assert_eq!(letter("PARTIAL\nOVERTURN"), 1);
        assert_eq!(letter("UPHOLD"), 0);
    }
}
