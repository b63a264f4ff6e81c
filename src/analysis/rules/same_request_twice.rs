//! The same request in two items.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::{Request, Whole};
use crate::model::shifted;
use std::collections::HashMap;

pub(super) static RULE: Rule = Rule {
    code: "IMR415",
    name: "same-request-twice",
    summary: "Two items request the same.",
    why: "Where the same request is decided twice, one of the two was meant to be something else, and if the decisions differ, \
          nobody can carry out both.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[(
            "medically necessary.",
            "medically necessary.

Valium 5mg #8:  Upheld

Claims Administrator guideline: Decision based on MTUS Chronic Pain Treatment
Guidelines Benzodiazepines Page(s): 24.

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

Decision rationale: The chart describes a fall and poor sleep. It does not say
how often a tablet is taken. Therefore, the request is not medically necessary.",
        )],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, _: &Source<'_>, reporter: &mut Reporter) {
    let mut earlier: HashMap<u64, Vec<(usize, &Request)>> = HashMap::new();
    for told in &whole.parts {
        // Of a heading with nothing below it is told already what is missing.
        let is_whole = told.part.item().is_some_and(|item| !item.fields.is_empty());
        let (offset, Some(request)) = (told.offset, told.tells.request.as_deref().filter(|_| is_whole)) else {
            continue;
        };
        let alike = earlier.entry(request.fingerprint).or_default();
        let first = alike.iter().find(|(_, first)| first.is_same(request)).copied();
        alike.push((offset, request));
        let Some((first_offset, first)) = first else { continue };
        let message = match first.verdict == request.verdict {
            true => "Another item requests the same. Take one of them out, or say what differs.",
            false => "Another item requests the same and is decided otherwise. Nobody can carry out both.",
        };
        let other = "The same was requested here.".to_owned();
        reporter.report_with(
            shifted(&request.range, offset),
            message.to_owned(),
            shifted(&first.range, first_offset),
            other,
        );
    }
}
