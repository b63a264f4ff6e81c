//! One part of the body in the heading and another in the rationale.

mod chapter;
mod counterpart;
mod object;
mod site;

use super::{Check, Reporter, Rule, Sample, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::{ReasonedItem, Wording};
use crate::model::body::{Areas, BodyPart};
use crate::text::pattern::pattern;
use chapter::other_chapter;
use counterpart::counterpart;
use object::other_object;
use regex::Regex;
use site::other_site;
use std::cell::LazyCell;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR405",
    name: "different-body-part",
    summary: "The rationale, or the ACOEM chapter that the reviewer cites, is about another part of the body than the heading.",
    why: "A rationale about the low back gives no reason for a decision on the neck. By Labor Code 4610.6(h)(5) a plainly \
          erroneous finding of fact is a ground of appeal.",
    example: Sample {
        of: "\
MRI of the cervical spine:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 8 Neck and
Upper Back Complaints Page(s): 177-179.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 8 Neck and Upper Back
Complaints Page(s): 177-179.

Decision rationale: The chart describes a fall and no neurological deficit.
Therefore, the MRI of the cervical spine is not medically necessary.",
        good: &[],
        bad: &[("the MRI of the cervical", "the MRI of the lumbar")],
    },
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let requested = item.request.body_parts();
    let areas = Areas::of(requested);
    let first = requested.first().map(|part| item.request.place(&part.span));
    let other_part = || {
        let own = first.clone()?;
        Some((other_part(item, areas).or_else(|| other_object(item, areas))?, own))
    };
    let counterpart = LazyCell::new(|| counterpart(item));
    let other_counterpart =
        || counterpart.as_ref().filter(|found| !found.is_near).map(|found| (found.place.clone(), found.own.clone()));
    let found =
        other_site(item).or_else(|| other_of_several(item, requested)).or_else(other_part).or_else(other_counterpart);
    if let Some((place, own)) = found {
        reporter.report_against_heading(place, own, source);
        return;
    }
    if let Some(near) = &*counterpart {
        let (asked, words) = (source.quote(&near.own), source.quote(&near.place));
        let message =
            format!("The heading says “{asked}”, but the rationale decides on “{words}”. Check which is meant.");
        reporter.inform(near.place.clone(), message);
        return;
    }
    // `CAM boot, left` leaves it to the conclusion for which part it is.
    let decided = || {
        let parts = item.echoes.iter().map(|echo| (echo, echo.body_parts()));
        parts.filter_map(|(echo, parts)| Some((echo.place(&parts.first()?.span), Areas::of(parts)))).next()
    };
    if let Some((chapter, own)) = other_chapter(item, first.map(|own| (own, areas)).or_else(decided), source) {
        let (asked, words) = (source.quote(&own), source.quote(&chapter));
        let message = format!("What is decided on is for “{asked}”, but “{words}” is about another part of the body.");
        reporter.inform(chapter, message);
    }
}

/// Where the rationale decides on as many parts of the body as the heading names, of which one is another, and which one that is in
/// the heading.
fn other_of_several(item: &ReasonedItem<'_>, requested: &[BodyPart]) -> Option<(Range<usize>, Range<usize>)> {
    let none_of = |part: &BodyPart, others: &[BodyPart]| {
        let (own, others) = (Areas::of(std::slice::from_ref(part)), Areas::of(others));
        !own.meets(others)
    };
    let only = |parts: &[BodyPart], others: &[BodyPart]| {
        let mut strange = parts.iter().filter(|part| none_of(part, others));
        strange.next().filter(|_| strange.next().is_none()).map(|part| part.span.clone())
    };
    item.echoes.iter().filter(|_| requested.len() > 1).find_map(|echo| {
        let said = echo.body_parts();
        let is_plain = said.len() == requested.len() && !said.iter().any(|part| is_symptom(echo.text(), &part.span));
        let (place, own) = (only(said, requested)?, only(requested, said)?);
        is_plain.then(|| (echo.place(&place), item.request.place(&own)))
    })
}

/// Where the rationale decides on other parts of the body alone.
fn other_part(item: &ReasonedItem<'_>, areas: Areas) -> Option<Range<usize>> {
    let said: Vec<(&Wording, &[BodyPart])> = item.echoes.iter().map(|echo| (echo, echo.body_parts())).collect();
    let is_near = |parts: &[BodyPart]| Areas::of(parts).is_near(areas) && !Areas::of(parts).is_other_joint(areas);
    if said.iter().any(|(_, parts)| is_near(parts)) {
        return None;
    }
    said.into_iter().find_map(|(echo, parts)| {
        let treated = parts.iter().find(|part| !is_symptom(echo.text(), &part.span))?;
        Some(echo.place(&treated.span))
    })
}

/// `arm weakness`, `pain radiating to the leg`: where a complaint is felt, or what it is called, is not what is treated.
fn is_symptom(text: &str, part: &Range<usize>) -> bool {
    COMPLAINT_BEHIND.is_match(&text[part.end..]) || COMPLAINT_BEFORE.is_match(&text[..part.start])
}

static COMPLAINT_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) ^ s? (?: [\s/,-]+ [a-z]+ ){0,3}? [\s/,-]+ (?: aches? | arthritis | complaints? | conditions? | contusions? | deficits?
            | drop | edema | fractures? | injur (?: y | ies ) | numbness | pains? | paresthesias? | problems? | radicul [a-z]*
            | spasms? | sprains? | stiffness | strains? | swelling | symptoms? | syndrome | tears? | tenderness | tingling
            | trauma | weakness ) \b",
    )
});

static COMPLAINT_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?ix) \b (?: aches? | caused \s+ by | due \s+ to | numb (?: ness )? | pains? | radiat [a-z]* | referred | related \s+ to
            | spasms? | swelling | symptoms? | tenderness | tingling | weak (?: ness )? ) \s+ (?: [a-z]+ \s+ ){0,4} $",
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    pub(super) fn finds(request: &str, maximus: &str, words: &str) -> Vec<(Severity, String)> {
        let rationale = format!("The foot is sore. {words} is not medically necessary.");
        Example { request, maximus, rationale: &rationale, ..Example::default() }.finds(&RULE)
    }

    #[test]
    fn in_the_conclusion() {
        let odg = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG) Low Back, MRIs.";
        let found = finds("MRI of the right shoulder", odg, "The request for an MRI of the right knee");
        assert_eq!(found, [(Severity::Warning, "knee".to_owned())]);
        for (request, words) in [
            ("MRI of the cervical spine", "The MRI of the neck"),
            ("Carpal tunnel release, right wrist", "The release of the right hand"),
            ("Physical therapy for the neck and left shoulder", "Physical therapy for the left shoulder"),
            ("Naproxen 550mg", "Naproxen for the knee"),
            ("MRI of the left knee", "The MRI"),
            ("Lumbar epidural steroid injection", "The request for an epidural steroid injection for leg pain"),
            ("MRI of the cervical spine", "The request for an MRI to find the cause of arm weakness"),
            ("MRI of the cervical spine", "The request for an MRI with hand numbness"),
            ("MRI of the lumbar spine", "The request for an MRI with new foot drop"),
            ("Physical therapy, lumbar spine", "The request for physical therapy for the hips and trunk"),
            ("MRI of the thoracic spine", "The MRI of the chest"),
            ("EMG of the left leg", "The request for an EMG with pain radiating to the right arm"),
            (
                "Cervical epidural steroid injection",
                "The cervical injection is not medically necessary. An injection for the wrist",
            ),
        ] {
            assert_eq!(finds(request, odg, words), [], "{request}: {words}");
        }
    }

    #[test]
    fn one_of_several_parts() {
        let odg = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Procedure summary.";
        for (request, words, found) in [
            (
                "Aquatic therapy for the lumbar spine and left knee, 12 visits",
                "OK then, aquatic therapy for the cervical spine and left knee, 12 visits,",
                "cervical",
            ),
            (
                "Acupuncture for the cervical spine and right shoulder",
                "Acupuncture for the neck and the low back",
                "low back",
            ),
        ] {
            assert_eq!(finds(request, odg, words), [(Severity::Warning, found.to_owned())], "{request}: {words}");
        }
        for (request, words) in [
            ("Therapy for the lumbar spine and left knee", "Therapy for the low back and the knee"),
            ("Therapy for the lumbar spine and left knee", "Therapy for the left knee"),
            ("Therapy for the neck and right upper extremity", "Therapy for the cervical spine and right arm"),
            ("EMG of the left leg and low back", "The EMG of the left lower extremity and lumbar spine"),
            ("Therapy for the neck and shoulder", "Therapy for the neck and shoulder, and not for knee pain,"),
            ("Therapy for the wrist and hand", "Therapy for the forearm and hand"),
            ("Therapy for the ankle and foot", "Therapy for the foot and heel"),
            ("Therapy for the neck and upper back", "Therapy for the cervical and thoracic spine"),
        ] {
            assert_eq!(finds(request, odg, words), [], "{request}: {words}");
        }
    }
}
