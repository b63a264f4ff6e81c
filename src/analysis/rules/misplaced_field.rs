//! A field that stands before one that should precede it.

use super::{Check, Reporter, Rule, Sample, Source, out_of_order, place_in_order, sample};
use crate::analysis::Snapshot;
use crate::analysis::finding::{Finding, Severity, Weight};
use crate::analysis::fix::{Fix, moved};
use crate::layouts::FieldKind;
use crate::model::{Field, Item, shifted};
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR213",
    name: "misplaced-field",
    summary: "The fields of an item stand in the wrong order, or a guideline line tells of the other party.",
    why: "Every item tells first what the claims administrator cited, then what the reviewer cites, then why. In \
          another order one guideline line is easily read as the other.",
    example: Sample {
        of: sample::ITEM,
        good: &[],
        bad: &[
            (
                "MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.

",
                "",
            ),
            (
                "#8:  Upheld",
                "#8:  Upheld

MAXIMUS guideline: Decision based on MTUS Chronic Pain Treatment Guidelines
Benzodiazepines Page(s): 24.",
            ),
        ],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Fields(check),
    fixes: Some(fixes),
};

fn check(item: &Item, source: &Source<'_>, reporter: &mut Reporter) {
    let standing = first_of_kind(item);
    let order: Vec<FieldKind> = standing.iter().map(|field| field.kind).collect();
    for at in out_of_order(&order) {
        let field = standing[at];
        let [claims_administrator, maximus, rationale] = FieldKind::ALL.map(|kind| kind.label().trim_end_matches(':'));
        let message = format!(
            "“{}” stands in the wrong place. The order is “{claims_administrator}”, “{maximus}”, “{rationale}”.",
            field.kind.label().trim_end_matches(':')
        );
        reporter.report(field.label.clone(), message);
    }
    for field in &item.fields {
        let (own, other) = match field.kind {
            FieldKind::ClaimsAdministrator => (&*CLAIMS_ADMINISTRATOR, &*REVIEWER),
            FieldKind::Maximus => (&*REVIEWER, &*CLAIMS_ADMINISTRATOR),
            FieldKind::Rationale => continue,
        };
        let Some(content) = field.written() else { continue };
        let text = source.text(content);
        let Some(party) = other.find(&text).filter(|party| opens(&text[..party.start()]) && !own.is_match(&text))
        else {
            continue;
        };
        let message = format!("“{}” tells here of the other party.", field.kind.label().trim_end_matches(':'));
        reporter.report(shifted(&party.range(), content.start), message);
    }
}

fn opens(before: &str) -> bool {
    before.trim().is_empty() || before.trim().eq_ignore_ascii_case("the")
}

static CLAIMS_ADMINISTRATOR: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b claims \s+ administrator ['’]? s? \b"));
static REVIEWER: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: (?: expert | physician | medical | imr ) \s+ reviewer ['’]? s? | maximus ) \b"));

fn fixes(snapshot: &Snapshot, finding: &Finding) -> Vec<Fix> {
    let Some((offset, item)) = snapshot.letter().item_at(finding.range.start) else { return Vec::new() };
    let standing = first_of_kind(item);
    let Some(at) = standing.iter().position(|field| offset + field.label.start == finding.range.start) else {
        return Vec::new();
    };
    let ranges: Vec<_> = standing.iter().map(|field| shifted(&field.range(), offset)).collect();
    let order: Vec<FieldKind> = standing.iter().map(|field| field.kind).collect();
    let fix = |edits| Fix::offered(format!("Move “{}” to its place", order[at].label()), edits);
    moved(snapshot.text(), &ranges, at, place_in_order(&order, at)).map(fix).into_iter().collect()
}

/// The first field of each kind, as they stand.
fn first_of_kind(item: &Item) -> Vec<&Field> {
    let mut fields: Vec<_> = FieldKind::ALL.into_iter().filter_map(|kind| item.field(kind)).collect();
    fields.sort_by_key(|field| field.label.start);
    fields
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    #[test]
    fn lines_of_the_other_party() {
        let finds = |claims_administrator: &str, maximus: &str| {
            let found = Example { claims_administrator, maximus, ..Example::default() }.finds(&RULE);
            found.into_iter().map(|(_, words)| words).collect::<Vec<_>>()
        };
        let cited = "Decision based on MTUS Acupuncture Treatment Guidelines.";
        for maximus in [
            "The Claims Administrator did not base their decision on the MTUS.",
            "Claims administrator based its decision on the MTUS Acupuncture Treatment Guidelines.",
        ] {
            assert_eq!(finds(cited, maximus).len(), 1, "{maximus}");
            assert_eq!(finds(maximus, cited), [""; 0], "{maximus}");
        }
        for reviewers in [
            "The Expert Reviewer did not base their decision on the MTUS.",
            "The Physician Reviewer based his/her decision on the MTUS Acupuncture Treatment Guidelines.",
        ] {
            assert_eq!(finds(reviewers, cited).len(), 1, "{reviewers}");
            assert_eq!(finds(cited, reviewers), [""; 0], "{reviewers}");
        }
        let both = "The Claims Administrator did not base their decision on the MTUS. The Expert Reviewer did: Decision based on \
                    MTUS Acupuncture Treatment Guidelines.";
        assert_eq!(finds(cited, both), [""; 0]);
    }
}
