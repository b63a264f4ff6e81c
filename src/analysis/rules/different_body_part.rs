//! One part of the body in the heading and another in the rationale.

use super::other_chapter::{are_near, other_chapter};
use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::{ReasonedItem, Sentence, Wording};
use crate::model::body::{Areas, BodyPart, body_parts};
use crate::model::shifted;
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub(super) static RULE: Rule = Rule {
    code: "IMR405",
    name: "different-body-part",
    summary: "The rationale, or the ACOEM chapter that the reviewer cites, is about another part of the body than the heading.",
    why: "A rationale about the low back gives no reason for a decision on the neck. By Labor Code 4610.6(h)(5) a plainly \
          erroneous finding of fact is a ground of appeal.",
    bad: "\
MRI of the cervical spine:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 8 Neck and
Upper Back Complaints Page(s): 177-179.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 8 Neck and Upper Back
Complaints Page(s): 177-179.

Decision rationale: The chart describes a fall and no neurological deficit.
Therefore, the MRI of the lumbar spine is not medically necessary.",
    good: "\
MRI of the cervical spine:  Upheld

Claims Administrator guideline: Decision based on MTUS ACOEM Chapter 8 Neck and
Upper Back Complaints Page(s): 177-179.

MAXIMUS guideline: Decision based on MTUS ACOEM Chapter 8 Neck and Upper Back
Complaints Page(s): 177-179.

Decision rationale: The chart describes a fall and no neurological deficit.
Therefore, the MRI of the cervical spine is not medically necessary.",
    weight: Weight::Fault(Severity::Warning),
    is_on: true,
    check: Check::Reasoning(check),
    fixes: None,
};

fn check(item: &ReasonedItem<'_>, source: &Source<'_>, reporter: &mut Reporter) {
    let requested = item.request.body_parts();
    let areas = Areas::of(&requested);
    let first = requested.first().map(|part| item.request.place(&part.span));
    let other_part = || {
        let own = first.clone()?;
        Some((other_part(item, areas).or_else(|| other_object(item, areas))?, own))
    };
    let found = other_site(item).or_else(|| other_of_several(item, &requested)).or_else(other_part);
    if let Some((place, own)) = found {
        let (asked, words) = (source.quote(&own), source.quote(&place));
        let message =
            format!("The heading says “{asked}”, but the rationale decides on “{words}”. One of the two is wrong.");
        reporter.report_with(place, message, own, format!("The heading says “{asked}”."));
        return;
    }
    // `CAM boot, left` leaves it to the conclusion for which part it is.
    let decided = || {
        let parts = item.echoes.iter().map(|echo| (echo, echo.body_parts()));
        parts.filter_map(|(echo, parts)| Some((echo.place(&parts.first()?.span), Areas::of(&parts)))).next()
    };
    if let Some((chapter, own)) = other_chapter(item, first.map(|own| (own, areas)).or_else(decided), source) {
        let (asked, words) = (source.quote(&own), source.quote(&chapter));
        let message = format!("What is decided on is for “{asked}”, but “{words}” is about another part of the body.");
        reporter.inform(chapter, message);
    }
}

/// Where the rationale decides on a level, a finger or a toe that the heading does not have, and which one that has.
fn other_site(item: &ReasonedItem<'_>) -> Option<(Range<usize>, Range<usize>)> {
    let requested = item.request.sites();
    item.echoes.iter().filter(|_| !requested.is_empty()).find_map(|echo| {
        let sites = echo.sites();
        sites.iter().filter(|said| !said.is_among(&requested)).find_map(|said| {
            let own = requested.iter().find(|requested| requested.is_like(said))?;
            let before = sites.iter().rfind(|site| site.span.end <= said.span.start && site.is_among(&requested));
            let between = &echo.text()[before.map_or(0, |site| site.span.end)..said.span.start];
            // What stands behind what was requested is why, unless it goes on with a list.
            let is_beside = match before {
                Some(_) => !LIST.is_match(between),
                None => !said.is_operated() && BESIDE.is_match(between),
            };
            (!is_beside && !EARLIER.is_match(between)).then(|| (echo.place(&said.span), item.request.place(&own.span)))
        })
    })
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
        let (place, own) = (only(&said, requested)?, only(requested, &said)?);
        is_plain.then(|| (echo.place(&place), item.request.place(&own)))
    })
}

/// Where the rationale decides on other parts of the body alone.
fn other_part(item: &ReasonedItem<'_>, areas: Areas) -> Option<Range<usize>> {
    let said: Vec<(&Wording, &[BodyPart])> = item.echoes.iter().map(|echo| (echo, echo.body_parts())).collect();
    let is_near = |parts: &[BodyPart]| are_near(Areas::of(parts), areas) && !Areas::of(parts).is_other_joint(areas);
    if said.iter().any(|(_, parts)| is_near(parts)) {
        return None;
    }
    said.into_iter().find_map(|(echo, parts)| {
        let treated = parts.iter().find(|part| !is_symptom(echo.text(), &part.span))?;
        Some(echo.place(&treated.span))
    })
}

/// Where the rationale decides on what the heading asks for, but for a part of the body that the heading does not name: an
/// MRI or a brace is for the very part that stands beside it.
fn other_object(item: &ReasonedItem<'_>, areas: Areas) -> Option<Range<usize>> {
    let heading = item.request.text().to_lowercase();
    let in_echoes = item.echoes.iter().find_map(|echo| {
        let parts = echo.body_parts();
        let is_asked = |object: &str| heading.contains(object.to_lowercase().trim_end_matches('s'));
        let other = parts.iter().find(|part| object_of(echo.text(), &part.span).is_some_and(is_asked))?;
        (!Areas::of(&parts).meets(areas) || Areas::of(&parts).is_other_joint(areas)).then(|| echo.place(&other.span))
    });
    let is_study = || STUDY.is_match(&heading);
    in_echoes.or_else(|| item.sentences().filter(|_| is_study()).find_map(|sentence| other_study(&sentence, areas)))
}

/// The object that stands beside a part of the body, as in `MRI of the left knee` or `knee brace`.
fn object_of<'t>(text: &'t str, part: &Range<usize>) -> Option<&'t str> {
    let object = OBJECT_OF.captures(&text[..part.start]).or_else(|| OBJECT_BEHIND.captures(&text[part.end..]))?;
    object.name("object").map(|object| object.as_str())
}

/// `A second study of the lumbar spine would change nothing.`
fn other_study(sentence: &Sentence<'_>, areas: Areas) -> Option<Range<usize>> {
    let found = STUDY_AGAIN.find(sentence.text)?;
    let behind = &sentence.text[found.end()..];
    let part = body_parts(behind).into_iter().next().filter(|part| PART_NEXT.is_match(&behind[..part.span.start]))?;
    let is_now = STUDIED_NOW.is_match(&behind[part.span.end..]) && !part.areas.meets(areas);
    is_now.then(|| sentence.place(shifted(&part.span, found.end())))
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

/// What is made for one part of the body, or shows one.
const OBJECTS: &str = r"braces? | cts? | mris? | orthos[ei]s | radiographs? | scans? | supports? | x-?rays?
    | arthrograms? | myelograms?";

static OBJECT_OF: LazyLock<Regex> = LazyLock::new(|| {
    verbose(&format!(
        r"\b (?<object> {OBJECTS} ) (?: \s+ (?: scans? | study | imaging ) )? \s+ of \s+
            (?: (?: the | his | her | this ) \s+ )? (?: (?: left | right | bilateral | both ) \s+ )? \z"
    ))
});

static OBJECT_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\A (?: \s+ (?: spine | joint ) )? \s+ (?<object> {OBJECTS} ) \b")));

static STUDY: LazyLock<Regex> = LazyLock::new(|| verbose(r"\b (?: ct | imaging | mri | scan | study | x-?rays? ) \b"));

static STUDY_AGAIN: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: another | repeat | second ) \s+ (?: ct | imaging | mri | scan | study | x-?rays? )
            (?: \s+ scan )? \s+ of \s+",
    )
});

static PART_NEXT: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A (?: (?: the | his | her | this | same | left | right ) \s+ )* \z"));

static STUDIED_NOW: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ (?: spine | joint ) )? \s+ (?: adds? | cannot | is \s+ (?: not | unlikely ) | will \s+ not | would ) \b",
    )
});

static LIST: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: [\s,;&/+()-] | \b (?: and | bilateral (?: ly )? | levels? | left | or | plus | right | through | to ) \b )* \z",
    )
});

/// Words behind which another level is named than the one that is treated.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: above | adjacent | below | beside | extension | extending | for | in | near | next | since | unload | untreated | with ) \b",
    )
});

/// `for the patient with a prior L4-5 fusion`: what was treated already.
static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: adjacent | earlier | existing | failed | healed | last | next | old | previous | prior | recent | s/p
            | status \s+ post ) \s+ (?: [\w-]+ \s+ ){0,2} $",
    )
});

#[cfg(test)]
mod tests {
    use super::super::examples::Example;
    use super::*;

    fn finds(request: &str, maximus: &str, words: &str) -> Vec<(Severity, String)> {
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

    #[test]
    fn objects_for_one_part() {
        let odg = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Procedure summary.";
        for (request, words, found) in [
            ("Repeat MRI of the lumbar spine", "Request for a repeat MRI of the left knee", "knee"),
            ("Lumbar brace", "A knee brace", "knee"),
            ("MRI right elbow", "The MRI of the right wrist", "wrist"),
            ("X-ray, right shoulder", "The request for an x-ray of the cervical spine", "cervical"),
            ("Knee brace", "A lumbar brace", "lumbar"),
            ("Repeat MRI, right ankle", "A second study of the lumbar spine would not help. The MRI", "lumbar"),
        ] {
            assert_eq!(finds(request, odg, words), [(Severity::Warning, found.to_owned())], "{request}: {words}");
        }
        for (request, words) in [
            ("MRI of the lumbar spine", "The MRI for knee pain"),
            ("EMG of the lumbar spine", "The EMG of the legs"),
            ("Lumbar epidural steroid injection", "The request for an injection for the knee"),
            ("MRI of the lumbar spine and left knee", "The MRI of the left knee"),
            ("MRI of the lumbar spine", "After the MRI of the left knee of May, the MRI"),
            ("Knee brace", "A second MRI of the lumbar spine was done in May. The brace"),
            ("MRI of the lumbar spine", "A new MRI of the cervical spine is also on file. The MRI"),
            ("MRI of the left knee", "Another MRI of the lumbar spine will be requested. The MRI"),
            ("MRI of the lumbar spine", "Another MRI of the sacral area would not help. The MRI"),
        ] {
            assert_eq!(finds(request, odg, words), [], "{request}: {words}");
        }
    }

    #[test]
    fn levels_and_digits() {
        let odg = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Surgery.";
        let finds = |request: &str, words: &str| {
            finds(request, odg, words).into_iter().map(|(_, words)| words).collect::<Vec<_>>()
        };
        for (request, words, found) in [
            ("Bilateral C4-C5 and C5-C6 blocks", "The request for bilateral C5-C6 and C6-C7 blocks", "C6-C7"),
            ("Lumbar fusion L5-S1", "Therefore, the L4-L5 fusion", "L4-L5"),
            ("Right ring trigger finger release", "The request for right middle finger release", "middle"),
            ("Arthroscopy with medial meniscectomy", "The arthroscopy with lateral meniscectomy", "lateral"),
        ] {
            assert_eq!(finds(request, words), [found], "{request}: {words}");
        }
        for (request, words) in [
            ("Lumbar fusion L4-S1", "The L5-S1 fusion"),
            ("Lumbar fusion L4-S1", "The fusion next to the prior L3-4 fusion"),
            ("ESI at L4-5", "As L5-S1 was injected in May, the ESI at L4-5"),
            ("ESI at L4-5", "The ESI at L4-5 with a protrusion at L2-3"),
            ("L4-5 fusion", "The fusion below the solid L3-4 fusion"),
            ("Interlaminar epidural injection at C7-T1", "The injection at C7-T1 for C5 and C6 radiculopathy"),
            ("ACDF at C5-6", "The ACDF at C5-6 next to an asymptomatic C3-4 level"),
            (
                "Release of the right long finger",
                "The release of the right long finger with the index finger untreated",
            ),
            ("ESI at L4-5", "ODG allows two levels, as L3-4 and L4-5. The ESI"),
            ("Arthroscopy with medial meniscectomy", "The arthroscopy after the prior lateral meniscectomy"),
        ] {
            assert_eq!(finds(request, words), [""; 0], "{request}: {words}");
        }
    }
}
