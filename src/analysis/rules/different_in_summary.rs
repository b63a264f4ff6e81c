//! Another strength, quantity, side or part of the body in the case summary than in the heading.

mod operation;

use super::{Check, Reporter, Rule, Sample, Source, sample};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::whole::{Asked, Request, Summarized, Whole};
use crate::guidelines::{Treatment, TreatmentId};
use crate::model::amounts::{Amount, Counted};
use crate::model::body::{Areas, Side, body_parts};
use crate::model::shifted;
use operation::other_operation;
use std::ops::Range;

pub(super) static RULE: Rule = Rule {
    code: "IMR423",
    name: "different-in-summary",
    summary: "The case summary tells of a request for another strength, quantity, side or part of the body than the heading.",
    why: "Summary and heading speak of one request. Where they give it two strengths, quantities or places, nobody can tell \
          which is decided, and by Labor Code 4610.6(h)(5) a plainly erroneous finding of fact is a ground of appeal.",
    example: Sample { of: sample::LETTER, good: &[], bad: &[("requested Valium.", "requested Valium 10mg #8.")] },
    weight: Weight::Fault(Severity::Information),
    is_on: true,
    check: Check::Whole(check),
    fixes: None,
};

fn check(whole: &Whole<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let Some((summary, summarized)) = whole.summarized() else { return };
    for (offset, request) in whole.requests() {
        let other = other_detail(request, summarized, whole, source);
        let other = other.or_else(|| Some((other_operation(request, summarized, whole)?, request.range.clone())));
        let Some((told, own)) = other else { continue };
        let (told, own) = (summary.place(&told), shifted(&own, offset));
        let (words, heading) = (source.quote(&told), source.quote(&own));
        let message = format!("The case summary says “{words}”, but the heading “{heading}”. One of the two is wrong.");
        reporter.report_with(told, message, own, format!("The heading says “{heading}”."));
    }
}

/// Where the summary asks for the same treatment in another strength, number or place, and what the heading has instead.
fn other_detail(
    request: &Request,
    summary: &Summarized,
    whole: &Whole<'_>,
    source: &Source<'_>,
) -> Option<(Range<usize>, Range<usize>)> {
    let [treatment] = request.kin.treatments[..] else { return None };
    let of_treatment = || whole.requests().filter(|(_, other)| other.kin.treatments.contains(&treatment));
    let asked_for = |is_meant: &dyn Fn(TreatmentId) -> bool| -> Vec<&Asked> {
        summary.asked.iter().filter(|asked| is_meant(asked.treatment)).collect()
    };
    // Of several requests for one drug, or several words about it, nobody knows which belong together.
    if of_treatment().count() != 1 {
        return None;
    }
    let mut asked = asked_for(&|asked| asked == treatment);
    if asked.is_empty() {
        asked = asked_for(&|asked| is_of_other_part(asked, treatment, whole, source));
    }
    let treatment = source.catalogue.treatment(treatment);
    let how_much = |asked: &[&Asked]| other_dose(request, asked).or_else(|| other_amount(request, asked));
    let where_to = |asked: &[&Asked]| other_part(request, asked, treatment);
    let other = how_much(&asked).or_else(|| other_side(request, &asked)).or_else(|| where_to(&asked));
    // Where the summary tells of the request twice, once otherwise, one of the two is a slip.
    let of_one = |asked: &&Asked| how_much(&[*asked]).or_else(|| where_to(&[*asked]));
    let mut odd = asked.iter().filter(|asked| of_one(asked).is_some());
    other.or_else(|| odd.next().filter(|asked| asked.is_whole && odd.next().is_none()).and_then(of_one))
}

/// A strength in the summary, and the one in the heading, if none of those that can be compared are the same.
fn other_dose(request: &Request, asked: &[&Asked]) -> Option<(Range<usize>, Range<usize>)> {
    request.doses.iter().find_map(|own| {
        let first = asked.iter().flat_map(|asked| &asked.doses).find(|told| told.unit == own.unit)?;
        let mut all = asked.iter().flat_map(|asked| asked.doses.iter().chain(&asked.more_doses));
        let alike = || request.doses.iter().filter(|dose| dose.unit == own.unit);
        let is_told = all.any(|told| told.unit == own.unit && alike().any(|own| own.agrees_with(told)));
        (!is_told).then(|| (first.span.clone(), own.span.clone()))
    })
}

/// The same of quantities.
fn other_amount(request: &Request, asked: &[&Asked]) -> Option<(Range<usize>, Range<usize>)> {
    let is_of_pieces = |amount: &Amount| matches!(amount.of, Counted::Something | Counted::Pieces);
    let of_both = |own: &Amount, told: &Amount| own.of == told.of || is_of_pieces(own) && is_of_pieces(told);
    request.amounts.iter().find_map(|own| {
        let first = asked.iter().flat_map(|asked| &asked.amounts).find(|told| of_both(own, told))?;
        let mut all = asked.iter().flat_map(|asked| asked.amounts.iter().chain(&asked.more_amounts));
        let alike = || request.amounts.iter().filter(|amount| of_both(amount, own));
        let is_told = all.any(|told| of_both(own, told) && alike().any(|own| own.agrees_with(told)));
        (!is_told).then(|| (first.span.clone(), own.span.clone()))
    })
}

/// The same of the side on which it is to be done.
fn other_side(request: &Request, asked: &[&Asked]) -> Option<(Range<usize>, Range<usize>)> {
    let [own @ (Side::Left | Side::Right)] = request.sides[..] else { return None };
    let mut told = asked.iter().flat_map(|asked| &asked.sides).peekable();
    let first = *told.peek()?;
    told.all(|told| !told.side.may_be(own)).then(|| (first.span.clone(), request.range.clone()))
}

/// Whether a treatment that no item requests is another one only for the part of the body in its name: `MRI knee`, `MRI wrist`. If
/// several items request such ones, nobody knows which is meant.
fn is_of_other_part(asked: TreatmentId, requested: TreatmentId, whole: &Whole<'_>, source: &Source<'_>) -> bool {
    let class = |id: TreatmentId| &source.catalogue.treatment(id).class;
    let without_part = |id: TreatmentId| {
        let name = &source.catalogue.treatment(id).name;
        let mut rest = name.clone();
        body_parts(name).iter().rev().for_each(|part| rest.replace_range(part.span.clone(), ""));
        (rest.len() < name.len()).then(|| rest.replace("spine", "").trim().to_owned())
    };
    if class(asked) != class(requested) {
        return false;
    }
    let treatments = || whole.requests().flat_map(|(_, request)| request.kin.treatments.iter().copied());
    let rest = without_part(requested);
    let is_like = |id: TreatmentId| class(id) == class(requested) && without_part(id) == rest;
    rest.is_some() && is_like(asked) && treatments().all(|id| id == requested || !is_like(id))
}

/// The same of the part of the body on which it is to be done.
fn other_part(request: &Request, asked: &[&Asked], treatment: &Treatment) -> Option<(Range<usize>, Range<usize>)> {
    let is_named = !request.areas.is_empty();
    let is_of_part = !body_parts(&treatment.name).is_empty() || treatment.class.as_deref() == Some("imaging");
    // What is felt in a limb is treated at the spine, but only what is in the picture is seen.
    let may_be_meant = |areas: Areas| match is_of_part {
        true => areas.meets(request.areas),
        false => areas.is_near(request.areas) && !areas.is_other_joint(request.areas),
    };
    let is_other = is_named && !asked.iter().any(|asked| may_be_meant(asked.areas));
    let first = asked.iter().flat_map(|asked| &asked.parts).next().filter(|_| is_other)?;
    Some((first.span.clone(), request.range.clone()))
}

#[cfg(test)]
mod tests {
    use super::super::examples::found_by;
    use super::super::sample;
    use super::*;

    fn finds(told: &str, heading: &str) -> Vec<String> {
        let letter = sample::LETTER.replace("The provider\nrequested Valium.", told).replace("Valium 5mg #8", heading);
        found_by(&RULE, &letter)
    }

    #[test]
    fn requests_that_are_told_otherwise() {
        for (told, heading, words) in [
            ("On 1/2/15 UR denied Lidoderm 5% patch #30 and Ambien 5mg #30.", "Ambien 10mg #30", "5mg"),
            ("UR modified the request for Norco 10/325mg #180 to Norco #60.", "Norco 10/325mg #120", "#180"),
            ("The requests were for omeprazole 20 mg #60 and Motrin 600 mg #90.", "Motrin 800 mg #90", "600 mg"),
            ("Soma 350mg #90 was requested. UR denied the request for Soma 350mg #90.", "Soma 350mg #60", "#90"),
            ("Requests: an MRI of the left knee; LSO brace; Soma 350mg #90.", "Soma 350mg #60", "#90"),
            ("Treatment requested: aquatic therapy, 12 visits; Soma.", "Aquatic therapy, 6 visits", "12 visits"),
            ("UR denied 12 sessions of acupuncture and Soma.", "Acupuncture x 6 sessions", "12 sessions"),
            (
                "The request was for a functional restoration program, 160 hours; and Soma.",
                "Functional restoration program, 80 hours",
                "160 hours",
            ),
            ("UR denied an MRI of the left knee and Soma.", "MRI of the right knee", "left"),
            ("UR denied an MRI of the left knee and Soma.", "MRI of the left shoulder", "knee"),
            (
                "UR denied right shoulder arthroscopy with debridement.",
                "Left shoulder arthroscopy with debridement",
                "right shoulder",
            ),
            ("The surgeon requested left knee arthroscopy.", "Left shoulder arthroscopy", "knee"),
            ("Requested: MRI cervical spine; Soma.", "MRI of the lumbar spine", "cervical"),
            (
                "The RFA asked for chiropractic treatment for the cervical spine, and Soma.",
                "Chiropractic treatment, low back",
                "cervical",
            ),
            (
                "The RFA asked for a lumbar epidural steroid injection and Soma.",
                "Cervical epidural steroid injection",
                "lumbar",
            ),
            ("Requested on 06/10/2015: Botox 155 units, Soma 350 mg #30.", "Soma 350mg #60", "#30"),
            ("RFA dated 03/10/14: Duragesic 50mcg/hr #15, Soma.", "Duragesic 50mcg/hr #30", "#15"),
            (
                "The team asked for a functional restoration program of 160 hours.",
                "Functional restoration program, 80 hours",
                "160 hours",
            ),
            ("UR denied a stimulator trial, Soma and Lidoderm 5% patch #30.", "Lidoderm 5% patch #60", "#30"),
            ("UR denied a hernia repair with mesh, and Colace 100mg #60.", "Colace 200mg #60", "100mg"),
            ("UR denied injections to the trapezius, Soma 350mg #90, and a gym.", "Soma 350mg #60", "#90"),
            ("UR denied acupuncture for the neck, 6 visits.", "Acupuncture, 12 visits", "6 visits"),
            ("The provider requested Soma 350mg #30, 8 sessions of therapy.", "Soma 350mg #60", "#30"),
            (
                "The psychologist requested 6 sessions of biofeedback, 12 sessions of hypnosis.",
                "Biofeedback, 12 sessions",
                "6 sessions",
            ),
            ("On 3/2/14 an MRI of the left knee, Soma and a gym were requested.", "MRI of the right knee", "left"),
            ("The RFA asked for Soma, a left knee brace and a gym.", "Knee brace, right knee", "left"),
            ("The RFA asked for Soma, a TENS unit for the left knee and a gym.", "TENS unit, right knee", "left"),
            ("The RFA asked for Soma, a TENS unit left knee and a gym.", "TENS unit, right knee", "left"),
            ("The RFA asked for Soma, a TENS unit L knee and a gym.", "TENS unit, right knee", "L"),
            ("Requested: left sacroiliac joint injection; Soma.", "Right sacroiliac joint injection", "left"),
            (
                "The provider requested an MRI of the knee and an EMG/NCV of the legs.",
                "MRI of the lumbar spine",
                "knee",
            ),
            ("Plan: repeat MRI knee, CBC and CMP, Soma.", "Repeat MRI of the lumbar spine", "knee"),
            (
                "The treating plan lists chiropractic care to the knee and a repeat MRI.",
                "Chiropractic treatment for the cervical spine",
                "knee",
            ),
            (
                "She requested three Synvisc injections for the left elbow and a custom left knee brace.",
                "Synvisc injections to the left knee, series of 3",
                "left elbow",
            ),
            (
                "The RFA asked for 3 Euflexxa injections to the right hip.",
                "Euflexxa injections, right knee",
                "right hip",
            ),
            ("The plan was bilateral foot splints and therapy.", "Bilateral wrist splints", "bilateral foot"),
            ("I recommend left hip arthroscopy.", "Left shoulder arthroscopy with decompression", "left hip"),
            ("He was to have left hip arthroscopy.", "Left ankle arthroscopy", "left hip"),
            ("UR denied arthroscopy of the left hip, and crutches.", "Left knee arthroscopy", "left hip"),
            (
                "She asked for ACL reconstruction with meniscectomy of the right hip.",
                "Right knee ACL reconstruction with meniscectomy",
                "right hip",
            ),
            ("The plan was to refill Soma 350mg #90.", "Soma 350mg #60", "#90"),
            (
                "The plan was a stimulator trial and 8 sessions of occupational therapy for the right knee.",
                "Occupational therapy for the right hand, 8 sessions",
                "knee",
            ),
            (
                "The surgeon asked for a home health aide 8 hours a day, 5 days a week, for 6 weeks.",
                "Home health aide, 4 hours a day, 5 days a week, for 6 weeks",
                "8 hours a day",
            ),
            (
                "UR modified the request for Soma #90 to #60. The provider requested Soma #120.",
                "Soma 350mg #120",
                "#90",
            ),
            (
                "The provider requested Soma 350mg #60 and a gym. UR non-certified Soma 350mg #90 and a gym.",
                "Soma 350mg #60",
                "#90",
            ),
            ("UR modified the Soma from #240 to #30 and denied the gym.", "Soma 350mg #120", "#240"),
            ("UR denied these, except Soma, which was modified from #180 to #45.", "Soma 350mg #90", "#180"),
            ("Requested were psychotherapy, 8 sessions; Soma 350mg #90; a gym.", "Soma 350mg #60", "#90"),
            ("The provider requested injections to the left knee; Soma 350mg #90.", "Soma 350mg #60", "#90"),
            (
                "Requested were a trial, Soma, and occupational therapy for the left hand, 16 visits.",
                "Occupational therapy for the left hand, 2 times a week for 4 weeks (8 visits)",
                "16 visits",
            ),
            ("The provider requested a gym; refill Soma 350mg #90; a brace.", "Soma 350mg #60", "#90"),
            ("The doctor requested vitamin D 50,000 IU #24.", "Vitamin D 50,000 IU #12", "#24"),
            ("After examining the patient the provider requested Soma 350mg #120.", "Soma 350mg #90", "#120"),
            (
                "Requested: an MRI, chiropractic 2x3 weeks (12 visits), TENS purchase.",
                "Chiropractic for the neck, 2 times a week for 3 weeks (6 visits)",
                "12 visits",
            ),
        ] {
            assert_eq!(finds(told, heading), [words], "{told}");
        }
    }

    #[test]
    fn requests_that_are_not() {
        for (told, heading) in [
            ("UR denied Ambien 10mg #30.", "Ambien 10mg #30"),
            (
                "The provider requested Norco 10/325mg #120. UR certified #30. It denied Norco 10/325mg #90.",
                "Norco 10/325mg #90",
            ),
            (
                "At the visit in May the provider requested Soma 350mg #60. At the follow-up the provider requested Soma 350mg #90.",
                "Soma 350mg #90",
            ),
            ("The provider requested an MRI of the neck; medications include Soma 350mg #90.", "Soma 350mg #60"),
            ("In January a request for Soma 350mg #90 had been certified. UR denied Soma 350mg #60.", "Soma 350mg #60"),
            ("Soma 350mg #90 was requested and dispensed in January. UR denied Soma 350mg #60.", "Soma 350mg #60"),
            ("The provider requested physical therapy; continue Soma 350mg #90.", "Soma 350mg #60"),
            ("UR certified Norco 10/325mg #60 for weaning.", "Norco 10/325mg #120"),
            ("UR modified the request for Norco 10/325mg #120 to Norco 10/325mg #60.", "Norco 10/325mg #120"),
            ("She takes Norco 5/325mg. The provider requested Norco.", "Norco 10/325mg #120"),
            ("The provider requested gabapentin 300mg #90 and 600mg #60.", "Gabapentin 600mg #60"),
            ("A prior request for Soma 350mg #30 was denied.", "Soma 350mg #60"),
            ("The provider requested naproxen and a cream 10% #1.", "Naproxen 550mg #60"),
            ("The provider requested a change from Ambien 5mg to Ambien 10mg.", "Ambien 10mg #30"),
            ("UR denied Norco 10/325mg #60 of the #120 requested.", "Norco 10/325mg #120"),
            ("UR partially denied the request: Norco 10/325mg #60 was certified.", "Norco 10/325mg #120"),
            ("The provider requested a sleep study for fatigue on gabapentin 300mg.", "Gabapentin 600mg #60"),
            ("The provider requested that gabapentin 300mg be stopped.", "Gabapentin 600mg #60"),
            ("UR denied all but gabapentin 300mg #30.", "Gabapentin 600mg #60"),
            ("UR denied tramadol as Norco 5/325mg was taken.", "Norco 10/325mg #60"),
            ("Requests: Soma 350mg #60; she takes Norco 5/325mg.", "Norco 10/325mg #60"),
            (
                "UR denied 12 sessions of acupuncture and approved 6 sessions of acupuncture.",
                "Acupuncture x 12 sessions",
            ),
            ("UR denied acupuncture, 2 visits a week for 6 weeks.", "Acupuncture, 12 visits"),
            ("She had 12 sessions of acupuncture. The provider requested acupuncture.", "Acupuncture, 6 sessions"),
            ("UR denied an MRI of the right knee and an MRI of the left shoulder.", "MRI of the right knee"),
            ("UR denied an MRI of the right knee because the left knee is well.", "MRI of the right knee"),
            ("UR denied an MRI for pain on the left side.", "MRI of the right knee"),
            ("UR denied bilateral facet injections, left first.", "Right facet injection"),
            ("UR denied an MRI of both knees.", "MRI of the right knee"),
            ("UR denied physical therapy for the left leg.", "Physical therapy, lumbar spine"),
            ("UR denied a gym membership, and he remains on Soma 350mg #90, Lyrica 75mg #60.", "Lyrica 75mg #30"),
            ("UR denied left and right shoulder arthroscopy.", "Left shoulder arthroscopy"),
            ("UR denied left shoulder arthroscopy as right shoulder arthroscopy failed.", "Left shoulder arthroscopy"),
            ("He had right shoulder arthroscopy. UR denied the other one.", "Left shoulder arthroscopy"),
            ("After right shoulder arthroscopy Soma was requested.", "Left shoulder arthroscopy"),
            ("UR denied the left knee arthroscopy and right shoulder surgery.", "Left knee arthroscopy"),
            ("UR denied acupuncture for the neck and low back, and Soma.", "Acupuncture, low back"),
            ("UR denied an MRI of the lumbar spine and left knee.", "MRI of the left knee"),
            ("UR denied a TENS unit for shoulder pain.", "TENS unit, neck"),
            ("UR denied trigger point injections to the trapezius.", "Trigger point injections, neck"),
            ("UR denied acupuncture to the hand and Soma.", "Acupuncture, right wrist"),
            ("An MRI of the left knee was done, and Soma was requested.", "MRI of the right knee"),
            ("In April 2014 six visits of acupuncture were requested and certified.", "Acupuncture, 12 visits"),
            ("He had an MRI of the left knee in May. A gym and Soma were denied.", "MRI of the right knee"),
            ("An MRI of the left knee, which showed a tear, was requested last year.", "MRI of the right knee"),
            ("The provider requested Soma, 6 sessions of therapy.", "Soma 350mg #30"),
            ("UR denied a home health aide, 4 hours daily for 5 days.", "Home health aide, 20 hours"),
            ("UR denied a home health aide, 4 hours a day, 5 days a week.", "Home health aide, 20 hours"),
            ("The plan was to stop Soma 350mg #90.", "Soma 350mg #60"),
            ("The provider plans a right elbow injection in three months. A left one is due.", "Left elbow injection"),
            ("The patient wants 20 more visits of acupuncture.", "Acupuncture, 12 visits"),
            ("The claimant asked for 24 visits of acupuncture.", "Acupuncture, 12 visits"),
            ("The provider recommended right carpal tunnel release once healed.", "Left carpal tunnel release"),
            ("The request for a right foot injection was withdrawn. A left one is at issue.", "Left foot injection"),
            ("She requested Norco 5/325mg, certified, and Norco 10/325mg, denied.", "Norco 10/325mg #60"),
            (
                "She requested an MRI of the lumbar spine, certified, and an MRI of the cervical spine.",
                "MRI of the cervical spine",
            ),
            ("She requested 12 visits of acupuncture in January and 6 visits in May.", "Acupuncture, 6 visits"),
            ("She requested Norco 10/325mg #30 with two refills.", "Norco 10/325mg #90"),
            ("She requested Soma 350mg #30 x 3.", "Soma 350mg #90"),
            ("She requested Cymbalta 60mg daily.", "Cymbalta 30mg #60"),
            ("She requested Lyrica 150mg/day.", "Lyrica 75mg #60"),
            ("She requested gabapentin 300mg titrating up to 600mg.", "Gabapentin 600mg #90"),
            ("The QME recommended left foot arthroscopy.", "Right foot arthroscopy"),
            ("UR denied left shoulder arthroscopy, left knee MRI.", "Left shoulder arthroscopy"),
            ("UR denied a right and a left wrist splint.", "Bilateral wrist splints"),
            ("The provider requested an MRI of the lower extremity.", "MRI of the left knee"),
            ("UR denied physical therapy for the left leg, 6 visits.", "Physical therapy for the low back, 6 visits"),
            (
                "The provider requested Soma 350mg #60. UR approved a trial of Soma and denied Soma #30.",
                "Soma 350mg #60",
            ),
            ("Plan: discontinue Soma 350mg #90.", "Soma 350mg #60"),
            ("Plan: wean Norco 5/325mg #60 over 2 months.", "Norco 10/325mg #60"),
            ("Plan: reduce Norco 5/325mg.", "Norco 10/325mg #60"),
            ("Plan: hold Norco 5/325mg #30 for now.", "Norco 10/325mg #60"),
            ("Plan: no more Soma 350mg #90.", "Soma 350mg #60"),
            ("His health plan paid Norco 5/325mg #30.", "Norco 10/325mg #60"),
            ("The treatment plan of 2/4/2014 was acupuncture, 24 visits.", "Acupuncture, 12 visits"),
            ("He is reported to have right knee replacement hardware.", "Left knee replacement"),
            ("He wishes to avoid right knee surgery.", "Left knee surgery"),
            ("There were no plans for a right knee injection.", "Left knee injection"),
            ("She denied right knee injection ever.", "Left knee injection"),
            ("He is scheduled to undergo right knee arthroscopy, already certified.", "Left knee arthroscopy"),
            ("He requested right knee arthroscopy, which UR certified.", "Left knee arthroscopy"),
            ("The patient is requesting 24 visits of acupuncture.", "Acupuncture, 12 visits"),
            ("The injured worker now seeks 24 visits of acupuncture.", "Acupuncture, 12 visits"),
            ("UR denied acupuncture, 12 visits, and approved 6.", "Acupuncture, 6 visits"),
            ("UR denied acupuncture, 12 visits, allowing 6.", "Acupuncture, 6 visits"),
            ("The provider requested therapy, right wrist splint and rest.", "Physical therapy, left wrist"),
            ("The provider requested Soma 350mg #30, to be filled twice.", "Soma 350mg #60"),
        ] {
            assert_eq!(finds(told, heading), [""; 0], "{told}");
        }
    }
}
