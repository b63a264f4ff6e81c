//! A service that goes with a surgery, granted without it.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::{Narrative, Prose, Request, Whole};
use crate::layouts::decision::Verdict;
use crate::model::body::{Areas, Side};
use crate::model::shifted;

pub(super) static RULE: Rule = Rule {
    code: "IMR416",
    name: "service-without-surgery",
    summary: "An associated surgical service is overturned although its surgery is upheld.",
    why: "An assistant surgeon, a clearance or a cold therapy unit is only necessary with the surgery. If the surgery is not \
          medically necessary, granting the service is an error, or the service belongs to another surgery, and then the \
          rationale says so.",
    bad: "\
Lumbar fusion L4-L5:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 12 Low Back
Complaints.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 12 Low Back Complaints.

Decision rationale: The films of the patient show no instability. Therefore, the
request is not medically necessary.

Associated surgical service: assistant surgeon:  Overturned

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 12 Low Back
Complaints.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 12 Low Back Complaints.

Decision rationale: An assistant is usual for a fusion. Therefore, the request
is medically necessary.",
    good: "\
Lumbar fusion L4-L5:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 12 Low Back
Complaints.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 12 Low Back Complaints.

Decision rationale: The films of the patient show no instability. Therefore, the
request is not medically necessary.

Associated surgical service: assistant surgeon:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 12 Low Back
Complaints.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 12 Low Back Complaints.

Decision rationale: As the fusion is not medically necessary, the request is not
medically necessary.",
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, _: &Source<'_>, reporter: &mut Reporter) {
    let surgeries: Vec<_> = whole.requests().filter(|(_, request)| request.is_surgery).collect();
    let Some((surgery_offset, surgery)) = surgeries.first() else { return };
    if surgeries.iter().any(|(_, surgery)| surgery.verdict != Verdict::Upheld || surgery.is_contradicted) {
        return;
    }
    let services = whole.requests().filter(|(_, request)| {
        request.goes_with_surgery && request.verdict == Verdict::Overturned && !request.is_contradicted
    });
    for (offset, service) in services {
        let mut narratives = whole.narratives();
        let rationale =
            narratives.find(|narrative| narrative.request.is_some_and(|known| std::ptr::eq(known, service)));
        let is_of_other = |rationale: &Narrative<'_>| {
            ALLOWED.iter().any(|words| rationale.prose.says(words))
                || surgeries.iter().all(|(_, surgery)| is_elsewhere(service, rationale.prose, surgery))
        };
        if rationale.is_some_and(|rationale| is_of_other(&rationale)) {
            continue;
        }
        let message = "The service is overturned, but the surgery it goes with is upheld. One of the two is wrong, or the \
                       rationale should say which surgery it is for.";
        let other = "The surgery is upheld here.".to_owned();
        reporter.report_with(
            shifted(&service.words, offset),
            message.to_owned(),
            shifted(&surgery.words, *surgery_offset),
            other,
        );
    }
}

/// Whether a service goes with a surgery of another part or side of the body.
fn is_elsewhere(service: &Request, rationale: &Prose, surgery: &Request) -> bool {
    let (areas, sides) = (rationale.areas(), rationale.sides());
    let is_known = |areas: Areas| areas != Areas::default();
    let is_other_part = |areas: Areas| is_known(areas) && is_known(surgery.areas) && !areas.meets(surgery.areas);
    let is_other_side = |sides: &[Side]| {
        let meets =
            |side: &Side| *side == Side::Both || surgery.sides.contains(side) || surgery.sides.contains(&Side::Both);
        !sides.is_empty() && !surgery.sides.is_empty() && !sides.iter().any(meets)
    };
    is_other_part(service.areas) || is_other_part(areas) || is_other_side(&service.sides) || is_other_side(sides)
}

/// What a rationale says of a surgery that somebody else has allowed.
#[rustfmt::skip]
const ALLOWED: [&str; 11] = [
    "allowed", "already", "approved", "authorized", "certified", "found necessary", "found medically necessary", "has had the",
    "performed", "scheduled", "underwent",
];
