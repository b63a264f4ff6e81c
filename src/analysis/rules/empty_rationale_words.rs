//! A rationale that gives no reason.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::ReasonedItem;
use std::collections::HashSet;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR507",
    name: "empty-rationale-words",
    summary: "A rationale holds nothing but its conclusion: no fact, no record, no guideline.",
    why: "Labor Code 4610.6(c) has the reviewer decide on the employee's specific needs and the standards of necessity. A \
          rationale that only says what was decided shows neither.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[(
            "chart describes a fall and poor sleep. It does not say\nhow often a tablet is taken. Therefore,",
            "requested medication is not appropriate at this time.\nTherefore,",
        )],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, _: &Source<'_>, reporter: &mut Reporter) {
    if item.rationales.is_empty() {
        return;
    }
    let requested: HashSet<String> = words(item.request.text()).collect();
    let says_nothing = |text: &str| words(text).all(|word| requested.contains(&word) || EMPTY.contains(word.as_str()));
    if item.rationales.iter().all(|rationale| says_nothing(rationale.text())) {
        let message = "This rationale gives no reason: no fact of the case, no record, no guideline.";
        reporter.report(item.rationales[0].range(), message.to_owned());
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase)
}

/// Words that tell nothing but what was asked for and what was decided.
static EMPTY: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "a accordingly administrator after agree agreed agreement agrees all also an and any appropriate approved are as at \
     authorized based be been being both but by care careful carefully case certified claims clinically conclusion concur \
     consequently consideration considered current currently decided decision denial denied denies deny determination does \
     drug fully for had has have hence here i in indicated is it item items its justified medical medically medication \
     medications my necessary necessity need needed no non non not of on opinion or order overturn overturned point present \
     prescription reasonable recommended request requested requesting requests required review reviewed reviewer s \
     service services should so such summary support supported that the their there therefore therapy these they this those \
     thus time to treatment treatments unnecessary upheld uphold ur utilization was we were which will with would"
        .split(' ')
        .collect()
});

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(rationale: &str) -> usize {
        Example { rationale, ..Example::default() }.finds(&RULE).len()
    }

    #[test]
    fn reasons() {
        for empty in
            ["", "I agree with the denial.", "Utilization review denied Valium 5mg. This was considered with care."]
        {
            assert_eq!(finds(empty), 1, "{empty}");
        }
        for reason in [
            "ODG does not recommend it.",
            "Pain is 8/10.",
            "There is no spasm.",
            "The chart is silent.",
            "As above.",
            "The procedure is not necessary.",
        ] {
            assert_eq!(finds(reason), 0, "{reason}");
        }
    }
}
