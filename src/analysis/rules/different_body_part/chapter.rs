//! Which chapter that the reviewer cites is about another part of the body.

use super::super::Source;
use crate::analysis::reasoned::ReasonedItem;
use crate::layouts::FieldKind;
use crate::model::body::{Areas, body_parts};
use crate::model::citation::{self, Citation};
use crate::text::pattern::{pattern, verbose};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A chapter that the reviewer cites, if all such chapters are about other parts of the body than what is decided on, with the
/// words that tell for which part it is; `decided` are those of the heading or of a conclusion.
pub(super) fn other_chapter(
    item: &ReasonedItem<'_>,
    decided: Option<(Range<usize>, Areas)>,
    source: &Source<'_>,
) -> Option<(Range<usize>, Range<usize>)> {
    let mut chapters = cited_chapters(item, FieldKind::Maximus, source);
    let first = chapters.next()?;
    let request = item.request.text();
    // `Postoperative therapy, 12 visits` leaves it to the rationale after which surgery, and `massage` what is rubbed.
    let is_told = first.is_postsurgical || OF_BODY.is_match(request);
    let levels = levels_requested(item).filter(|_| !OF_NERVES.is_match(request));
    // What is done at a level of the spine is done in no limb.
    let is_of_one =
        levels.is_some() || OF_LIMB.is_match(request) || PICTURED.is_match(request) && SPINE_OR_JOINT.is_match(request);
    let (own, areas) = decided.or(levels).or_else(|| if is_told { said_to_be_treated(item, source) } else { None })?;
    let is_other = |chapter: &Chapter| match chapter.areas {
        Some(cited) if chapter.is_postsurgical && cited.is_other_joint(areas) => true,
        Some(cited) if is_of_one => !cited.meets(areas),
        Some(cited) => !cited.is_near(areas),
        None => areas.meets(Areas::with_chapters()) && !OF_MIND.is_match(request),
    };
    let is_covered = first.is_postsurgical || areas.meets(Areas::with_chapters());
    let is_faulty = is_covered && is_other(&first) && chapters.all(|chapter| is_other(&chapter));
    is_faulty.then_some((first.place, own))
}

/// Nerves of a limb are called after the levels from which they come.
static OF_NERVES: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: complement | electro [a-z]+ | EMG | NC[SV] | stellate | sympathetic ) \b"));

/// The part of the spine to which the levels of a request belong.
fn levels_requested(item: &ReasonedItem<'_>) -> Option<(Range<usize>, Areas)> {
    let (first, spine) = item.request.sites().iter().find_map(|site| Some((site, site.spine()?)))?;
    Some((item.request.place(&first.span), Areas::of(&body_parts(spine))))
}

/// A cited chapter, or a topic of the postsurgical guidelines.
struct Chapter {
    place: Range<usize>,
    /// What it is about; `None` if that is the mind or the eyes.
    areas: Option<Areas>,
    is_postsurgical: bool,
}

/// The chapters in the guideline lines of a kind that are about a part of the body.
fn cited_chapters(item: &ReasonedItem<'_>, kind: FieldKind, source: &Source<'_>) -> impl Iterator<Item = Chapter> {
    let lines = item.item.fields_of(kind);
    let own = lines.flat_map(|field| &field.citations).filter(|citation| citation.source == citation::Source::Mtus);
    own.filter_map(|citation| chapter(citation, source))
}

fn chapter(citation: &Citation, source: &Source<'_>) -> Option<Chapter> {
    let guideline = citation.guideline.clone();
    let is_postsurgical = guideline.as_ref().is_some_and(|guideline| POSTSURGICAL.is_match(&source.text(guideline)));
    let place = citation
        .chapter
        .clone()
        .or_else(|| if is_postsurgical { citation.topic.clone().or(citation.section.clone()) } else { guideline })?;
    let words = source.text(&place);
    let parts = body_parts(&words);
    let areas = if !parts.is_empty() {
        Some(Areas::of(&parts))
    } else if OTHER_CHAPTER.is_match(&words) {
        None
    } else {
        let digits = words.chars().skip_while(|char| !char.is_ascii_digit()).take_while(char::is_ascii_digit);
        Some(Areas::of_chapter(digits.collect::<String>().parse().ok()?)?)
    };
    Some(Chapter { place, areas, is_postsurgical })
}

/// The parts of the body that a rationale names, and that the claims administrator's topics are about.
fn said_to_be_treated(item: &ReasonedItem<'_>, source: &Source<'_>) -> Option<(Range<usize>, Areas)> {
    let said = item.sentences().flat_map(|sentence| {
        body_parts(sentence.text).into_iter().map(move |part| (sentence.place(part.span), part.areas))
    });
    let cited = cited_chapters(item, FieldKind::ClaimsAdministrator, source)
        .filter_map(|chapter| Some((chapter.place, chapter.areas?)));
    let all: Vec<_> = said.chain(cited).collect();
    Some((all.first()?.0.clone(), all.iter().map(|(_, areas)| *areas).collect()))
}

/// Its topics are parts of the body.
static POSTSURGICAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)post-?\s?surgical"));

/// What is done to one part of the body.
static OF_BODY: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\b (?: chiropract | injection | manipulation | massage | MRI | splint | x-?ray )"));

/// What is done in a limb, and never to the spine for it.
static OF_LIMB: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: compartment | intra-?articular | quervain | splint | tendon \s+ sheath | trigger \s+ (?: finger | thumb ) | (?: carpal | cubital ) \s+ tunnel )",
    )
});

/// Pictures and what is done to a joint: they are of no more than the part that they name.
static PICTURED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: arthro (?: centesis | desis | gram | plasty | scop [a-z]+ ) | CT | hyaluron [a-z]+ | MRI | radiographs? | Synvisc (?: -one )? | visco [a-z]+ | x-?rays? ) \b",
    )
});

/// Complaints of other parts are felt elsewhere.
static SPINE_OR_JOINT: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: ankles? | back | cervical | elbows? | hips? | knees? | lumbar | lumbosacral | neck | shoulders? | spine | thoracic | wrists? ) \b",
    )
});

/// Chapters and topics that are about no limb and no part of the spine.
static OTHER_CHAPTER: LazyLock<Regex> = LazyLock::new(|| {
    verbose(r"\b (?: chapter \s+ 1[56] | eye | hernia | mental \s+ health | stress [\s-]+ related ) \b")
});

/// Requests that may rest on such a chapter whatever part of the body they name.
static OF_MIND: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: anxi | behavio | biofeedback | cognitive | consult | counsel | depress | drug | evaluat | eye | head | mental | neuropsych
            | pain \s+ management | program | psych | referral | relax | sleep | stress | tablet | vis(?:ion|ual) ) | [0-9] \s* mg \b",
    )
});

#[cfg(test)]
mod tests {
    use super::super::super::examples::Example;
    use super::super::RULE;
    use crate::analysis::finding::Severity;

    fn finds(request: &str, maximus: &str) -> Vec<(Severity, String)> {
        let rationale = "The foot is sore. It is not medically necessary.";
        Example { request, maximus, rationale, ..Example::default() }.finds(&RULE)
    }

    #[test]
    fn levels_are_of_the_spine() {
        let finds = |chapter: &str| {
            let maximus = format!("Decision based on MTUS ACOEM {chapter}.");
            finds("Bilateral radiofrequency ablation at L4-L5 and L5-S1", &maximus).len()
        };
        assert_eq!(finds("Chapter 14 Ankle and Foot Complaints Page(s): 374-375"), 1);
        assert_eq!(finds("Chapter 12 Low Back Complaints Page(s): 300-301"), 0);
    }

    #[test]
    fn postsurgical_topics() {
        let finds = |topic: &str| {
            let maximus = format!("Decision based on MTUS Postsurgical Treatment Guidelines {topic}.");
            let request = "Post-operative physical therapy for the left shoulder, 12 visits";
            let found = Example { request, maximus: &maximus, ..Example::default() }.finds(&RULE);
            found.into_iter().map(|(_, words)| words).collect::<Vec<_>>()
        };
        assert_eq!(finds("Knee Page(s): 24-25"), ["Knee"]);
        assert_eq!(finds("Hernia Page(s): 23"), ["Hernia"]);
        assert_eq!(finds("Hip, Pelvis and Thigh Page(s): 23"), ["Hip, Pelvis and Thigh"]);
        let elbow = "Decision based on MTUS Postsurgical Treatment Guidelines Elbow & Upper Arm Page(s): 16-17.";
        for request in ["Post-operative physical therapy, right wrist", "Therapy after right wrist arthroscopy"] {
            assert_eq!(Example { request, maximus: elbow, ..Example::default() }.finds(&RULE).len(), 1, "{request}");
        }
        assert_eq!(finds("Shoulder Page(s): 26-27"), [""; 0]);
        assert_eq!(finds("Page(s): 10-12"), [""; 0]);
        let hernia = "Decision based on MTUS Postsurgical Treatment Guidelines Hernia Page(s): 23.";
        let request = "Post-operative physical therapy, inguinal hernia repair";
        assert_eq!(Example { request, maximus: hernia, ..Example::default() }.finds(&RULE), []);
    }

    #[test]
    fn in_the_chapter() {
        let cites = |chapter: &str| format!("Decision based on MTUS ACOEM {chapter}.");
        let finds = |request: &str, chapter: &str| finds(request, &cites(chapter));
        let low_back = "Chapter 12 Low Back Complaints";
        for request in ["MRI of the right shoulder", "MRI of the left knee", "Synvisc injection, right knee"] {
            assert_eq!(finds(request, low_back), [(Severity::Information, low_back.to_owned())], "{request}");
        }
        let knee = "Chapter 13 Knee Complaints";
        assert_eq!(finds("X-rays of the lumbar spine", knee), [(Severity::Information, knee.to_owned())]);
        let of_year = |request: &str, cited: &str| {
            super::tests::finds(request, &format!("Decision based on MTUS {cited}."))
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
            ("Left knee brace", "Chapter 13 Knee Complaints"),
            ("AFO brace, left foot", low_back),
            ("MRI of the right leg", low_back),
            ("Physical therapy for facet arthropathy with leg pain", low_back),
            ("MRI of the thoracic spine", "Chapter 8 Neck and Upper Back Complaints"),
            ("EMG of the lower extremities", low_back),
            ("MRI of the hip", low_back),
            ("EMG of the left leg", low_back),
            ("MRI of the right shoulder", "Chapter 3 Initial Approaches to Treatment"),
            ("Trigger point injections, trapezius", "Chapter 8 Neck and Upper Back Complaints"),
        ] {
            assert_eq!(finds(request, chapter), [], "{request}: {chapter}");
        }
    }

    #[test]
    fn after_which_surgery() {
        let finds = |request: &str, topic: &str, rationale: &str| {
            let maximus = &format!("Decision based on MTUS Postsurgical Treatment Guidelines {topic}.");
            let claims_administrator = "Decision based on MTUS Postsurgical Treatment Guidelines.";
            let found =
                Example { request, claims_administrator, maximus, rationale, ..Example::default() }.finds(&RULE);
            found.into_iter().map(|(_, words)| words).collect::<Vec<_>>()
        };
        let therapy = "Post-operative occupational therapy, 3 times a week for 3 weeks";
        let finger = "Trigger finger: 9 visits over 8 weeks. The 9 visits are medically necessary.";
        assert_eq!(finds(therapy, "Knee Page(s): 24-25", finger), ["Knee"]);
        assert_eq!(finds(therapy, "Forearm, Wrist, & Hand Page(s): 18-22", finger), [""; 0]);
        assert_eq!(finds(therapy, "Knee Page(s): 24-25", "Nine visits. The visits are medically necessary."), [""; 0]);
        let both = "The knee is stiff, and the finger locks. The visits are medically necessary.";
        assert_eq!(finds(therapy, "Knee Page(s): 24-25", both), [""; 0]);
    }

    #[test]
    fn where_the_rationale_says() {
        let finds = |request: &str, cited: &str, rationale: &str| {
            let maximus = &format!("Decision based on MTUS ACOEM {cited} Complaints.");
            let claims_administrator = "Decision based on MTUS ACOEM Chapter 11 Forearm, Wrist, and Hand Complaints.";
            Example { request, claims_administrator, maximus, rationale, ..Example::default() }.finds(&RULE).len()
        };
        let injection = "Left first dorsal compartment injection";
        let sheath = "The sheath is swollen at the wrist. The injection is medically necessary.";
        for (request, cited, rationale, found) in [
            (injection, "Chapter 8 Neck and Upper Back", sheath, 1),
            (injection, "Chapter 11 Forearm, Wrist, and Hand", sheath, 0),
            ("Massage, 6 visits", "Chapter 13 Knee", "The wrist is sore. Massage is medically necessary.", 1),
            ("Massage, 6 visits", "Chapter 13 Knee", "The knee is sore. Massage is medically necessary.", 0),
            ("Norco 10/325mg #60", "Chapter 13 Knee", "The wrist is sore. Norco is medically necessary.", 0),
        ] {
            assert_eq!(finds(request, cited, rationale), found, "{request}: {cited}");
        }
    }

    #[test]
    fn of_the_mind() {
        let stress = "Decision based on MTUS ACOEM Chapter 15 Stress Related Conditions Page(s): 398-405.";
        for request in ["Left wrist splint", "MRI of the lumbar spine", "Physical therapy for the neck, 6 visits"] {
            assert_eq!(finds(request, stress).len(), 1, "{request}");
        }
        for request in [
            "Psychological evaluation, low back",
            "Psychiatric consultation for chronic neck pain",
            "Cognitive behavioral therapy",
            "Cymbalta 60mg #30 for low back pain",
        ] {
            assert_eq!(finds(request, stress), [], "{request}");
        }
    }
}
