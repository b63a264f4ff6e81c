//! A service that goes with a surgery, granted without it.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::Whole;
use crate::layouts::decision::Verdict;
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
    if surgeries.iter().any(|(_, surgery)| surgery.verdict != Verdict::Upheld) {
        return;
    }
    let services = whole.requests().filter(|(_, request)| request.is_service && request.verdict == Verdict::Overturned);
    for (offset, service) in services {
        let mut narratives = whole.narratives();
        let rationale =
            narratives.find(|narrative| narrative.request.is_some_and(|known| std::ptr::eq(known, service)));
        if rationale.is_some_and(|rationale| ALLOWED.iter().any(|words| rationale.prose.says(words))) {
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

/// What a rationale says of a surgery that somebody else has allowed.
#[rustfmt::skip]
const ALLOWED: [&str; 10] = [
    "already", "been approved", "been authorized", "been certified", "was approved", "was authorized", "was certified",
    "was performed", "has had the", "underwent",
];
