//! One part of the body in the heading and another in the rationale.

use super::{Check, Reporter, Rule, Source};
use crate::analysis::finding::{Severity, Weight};
use crate::analysis::reasoned::{ReasonedItem, Wording};
use crate::layouts::FieldKind;
use crate::model::body::{Areas, BodyPart, body_parts};
use crate::model::citation::{self, Citation};
use crate::text::pattern::pattern;
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
    let Some(first) = requested.first() else { return };
    let areas = Areas::of(&requested);
    let own = item.request.place(&first.span);
    let asked = source.quote(&own);
    let at_heading = format!("The heading says “{asked}”.");
    if let Some(place) = other_part(item, areas) {
        let words = source.quote(&place);
        let message =
            format!("The heading says “{asked}”, but the rationale decides on “{words}”. One of the two is wrong.");
        reporter.report_with(place, message, own, at_heading);
    } else if let Some(chapter) = other_chapter(item, areas, source) {
        let words = source.quote(&chapter);
        let message = format!("The heading says “{asked}”, but “{words}” is about another part of the body.");
        reporter.inform(chapter, message);
    }
}

/// Where the rationale decides on other parts of the body alone.
fn other_part(item: &ReasonedItem<'_>, areas: Areas) -> Option<Range<usize>> {
    let said: Vec<(&Wording, Vec<BodyPart>)> = item.echoes.iter().map(|echo| (echo, echo.body_parts())).collect();
    if said.iter().any(|(_, parts)| are_near(Areas::of(parts), areas)) {
        return None;
    }
    said.into_iter().find_map(|(echo, parts)| {
        let treated = parts.into_iter().find(|part| !is_symptom(echo.text(), &part.span))?;
        Some(echo.place(&treated.span))
    })
}

/// The spine is treated for what is felt in the limbs.
fn are_near(one: Areas, other: Areas) -> bool {
    one.with_limbs().meets(other) || other.with_limbs().meets(one)
}

/// `arm weakness`, `pain radiating to the leg`: where a complaint is felt, or what it is called, is not what is treated.
fn is_symptom(text: &str, part: &Range<usize>) -> bool {
    COMPLAINT_BEHIND.is_match(&text[part.end..]) || COMPLAINT_BEFORE.is_match(&text[..part.start])
}

/// A chapter of ACOEM that the reviewer cites, if all such chapters are about other parts of the body.
fn other_chapter(item: &ReasonedItem<'_>, areas: Areas, source: &Source<'_>) -> Option<Range<usize>> {
    if !areas.meets(Areas::with_chapters()) {
        return None;
    }
    let lines = item.item.fields.iter().filter(|field| field.kind == FieldKind::Maximus);
    let own = lines.flat_map(|field| &field.citations).filter(|citation| citation.source == citation::Source::Mtus);
    let mut chapters = own.filter_map(|citation| chapter(citation, source));
    let first = chapters.next()?;
    let is_other = |chapter: &(Range<usize>, Areas)| !are_near(chapter.1, areas);
    (is_other(&first) && chapters.all(|chapter| is_other(&chapter))).then_some(first.0)
}

/// A cited chapter with what it is about, if that is a part of the body.
fn chapter(citation: &Citation, source: &Source<'_>) -> Option<(Range<usize>, Areas)> {
    let is_postsurgical = |guideline: &Range<usize>| POSTSURGICAL.is_match(&source.text(guideline));
    let place = citation.chapter.clone().or_else(|| {
        let guideline = citation.guideline.clone()?;
        if is_postsurgical(&guideline) { citation.topic.clone().or(citation.section.clone()) } else { Some(guideline) }
    })?;
    let words = source.text(&place);
    let parts = body_parts(&words);
    if !parts.is_empty() {
        return Some((place, Areas::of(&parts)));
    }
    let digits = words.chars().skip_while(|char| !char.is_ascii_digit()).take_while(char::is_ascii_digit);
    let number = digits.collect::<String>().parse().ok()?;
    Areas::of_chapter(number).map(|areas| (place, areas))
}

/// Its topics are parts of the body.
static POSTSURGICAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)post-?\s?surgical"));

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
    fn in_the_chapter() {
        let cites = |chapter: &str| format!("Decision based on MTUS ACOEM {chapter}.");
        let finds = |request: &str, chapter: &str| finds(request, &cites(chapter), "It");
        let low_back = "Chapter 12 Low Back Complaints";
        assert_eq!(finds("MRI of the right shoulder", low_back), [(Severity::Information, low_back.to_owned())]);
        let of_year = |request: &str, cited: &str| {
            super::tests::finds(request, &format!("Decision based on MTUS {cited}."), "It")
                .into_iter()
                .map(|(_, words)| words)
        };
        for (request, cited, words) in [
            (
                "MRI of the lumbar spine",
                "Shoulder Complaints 2004, Section(s): Special Studies",
                "Shoulder Complaints 2004",
            ),
            (
                "Postoperative physical therapy, left knee",
                "Postsurgical Treatment Guidelines Shoulder Page(s): 26-27",
                "Shoulder",
            ),
        ] {
            assert!(of_year(request, cited).eq([words.to_owned()]), "{request}: {cited}");
        }
        for (request, cited) in [
            ("MRI of the left shoulder", "Shoulder Complaints 2004, Section(s): Special Studies"),
            ("Postoperative physical therapy, left knee", "Postsurgical Treatment Guidelines Knee Page(s): 24-25"),
            (
                "Postoperative physical therapy, left wrist",
                "Postsurgical Treatment Guidelines Forearm, Wrist, & Hand Page(s): 18-22",
            ),
            ("Acupuncture for the left knee", "Acupuncture Treatment Guidelines"),
            (
                "Physical therapy for the left knee",
                "Chronic Pain Treatment Guidelines Physical medicine Page(s): 98-99",
            ),
        ] {
            assert_eq!(of_year(request, cited).collect::<Vec<_>>(), [""; 0], "{request}: {cited}");
        }
        for (request, chapter) in [
            ("MRI of the lumbar spine", low_back),
            ("EMG of the lower extremities", low_back),
            ("MRI of the hip", low_back),
            ("EMG of the left leg", low_back),
            ("MRI of the right shoulder", "Chapter 3 Initial Approaches to Treatment"),
            ("Trigger point injections, trapezius", "Chapter 8 Neck and Upper Back Complaints"),
        ] {
            assert_eq!(finds(request, chapter), [], "{request}: {chapter}");
        }
    }
}
