//! A finding or an earlier operation that the rationale puts at another level of the spine than the summary.

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::levels::Levels;
use crate::analysis::whole::Whole;
use crate::model::shifted;
use crate::model::sites::{Site, sites};

pub(super) static RULE: Rule = Rule {
    code: "IMR431",
    name: "level-of-findings",
    summary: "A rationale puts a finding or an earlier operation at a level of the spine that the letter names nowhere else.",
    why: "The level of what was found decides what may be done there. By Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a \
          ground of appeal.",
    example: Sample {
        of: sample::ACUPUNCTURE,
        good: &[
            ("The provider", "An MRI showed a protrusion at L2-3. The\nprovider"),
            ("chart does\nnot mention any.", "MRI showed\na protrusion at L2-3."),
        ],
        bad: &[("showed a protrusion at L2-3.", "showed a protrusion at L4-5.")],
    },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(summary) = whole.summary() else { return };
    for rationale in whole.rationales() {
        let prose = rationale.narrative.prose;
        let there = prose.levels().flat_map(|(start, levels)| levels.there.iter().map(move |said| (start, said)));
        let mut different = there.filter_map(|(start, said)| {
            let like = |(start, levels): (usize, &Levels)| Some(shifted(&levels.like(said)?, start));
            let known = summary.prose.levels().find_map(like)?;
            let is_named = said.level.is_among(summary.prose.all_levels()) || is_requested(&said.level, whole, source);
            (!is_named && !NAMES_NO_NUMBER.iter().any(|words| summary.prose.says(words)))
                .then(|| (shifted(&said.place, start), known))
        });
        let Some((said, known)) = different.next() else { continue };
        let (place, other) = (rationale.narrative.place(&said), summary.place(&known));
        reporter.report_against_summary(place, other, "Check the level.", source);
    }
}

/// What a summary may call a level without its number.
const NAMES_NO_NUMBER: [&str; 3] = ["level above", "level below", "lumbosacral"];

/// Whether the heading of an item names a level.
fn is_requested(site: &Site, whole: &Whole<'_>, source: &Source<'_>) -> bool {
    whole.requests().any(|(offset, request)| site.is_among(&sites(&source.text(&shifted(&request.range, offset)))))
}
