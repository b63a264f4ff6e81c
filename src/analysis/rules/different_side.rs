//! The left side in the heading and the right one in the rationale, or the reverse.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::{ReasonedItem, Wording};
use crate::model::body::{NamedSide, Side};

pub(super) static RULE: Rule = Rule {
    code: "IMR406",
    name: "different-side",
    summary: "The rationale decides on the other side of the body than the heading names.",
    why: "A decision on the left knee cannot be carried out on the right one. By Labor Code 4610.6(h)(5) a plainly erroneous \
          finding of fact is a ground of appeal.",
    bad: "\
MRI of the left knee:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 13 Knee
Complaints Page(s): 341-343.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 13 Knee Complaints
Page(s): 341-343.

Decision rationale: The chart describes a fall and no examination of the knee.
Therefore, the MRI of the right knee is not medically necessary.",
    good: "\
MRI of the left knee:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 13 Knee
Complaints Page(s): 341-343.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 13 Knee Complaints
Page(s): 341-343.

Decision rationale: The chart describes a fall and no examination of the knee.
Therefore, the MRI of the left knee is not medically necessary.",
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some(requested) = only_side(&item.request) else { return };
    let said = item.echoes.iter().filter_map(|echo| Some((echo, only_side(echo)?)));
    let Some((echo, said)) = said.into_iter().find(|(_, said)| said.side != requested.side) else { return };
    let (place, own) = (echo.place(&said.span), item.request.place(&requested.span));
    reporter.report_against_heading(place, own, source);
}

/// The side that words name, if they name one alone.
fn only_side(wording: &Wording) -> Option<NamedSide> {
    let sides = wording.sides();
    let first = sides.first()?.clone();
    (first.side != Side::Both && sides.iter().all(|named| named.side == first.side)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(request: &str, words: &str) -> Vec<String> {
        let rationale = format!("The right leg is weak. {words} is not medically necessary.");
        let example = Example { request, rationale: &rationale, ..Example::default() };
        example.finds(&RULE).into_iter().map(|(_, words)| words).collect()
    }

    #[test]
    fn sides() {
        assert_eq!(finds("MRI of the left knee", "Therefore, the MRI of the right knee"), ["right"]);
        assert_eq!(finds("Left stellate ganglion block", "The right-sided stellate ganglion block"), ["right"]);
        assert_eq!(finds("MRI (L) knee", "The MRI of the R knee"), ["R"]);
        for (request, words) in [
            ("MRI of the R/L knee", "The MRI of the R knee"),
            ("MRI of the L spine", "The MRI of the right leg"),
            ("Bilateral knee injections", "Injection of the right knee"),
            ("MRI of the left knee", "MRI of both knees"),
            ("MRI of the left knee", "The MRI"),
            ("Medial branch block, left L4-5", "The block on the left"),
            ("Left shoulder arthroscopy", "Surgery on the shoulder in this right hand dominant patient"),
            ("Left shoulder arthroscopy", "The request for surgery in this right-handed patient"),
            ("Right shoulder arthroscopy", "The requested arthroscopy, like the left one,"),
        ] {
            assert_eq!(finds(request, words), [""; 0], "{request}: {words}");
        }
    }
}
