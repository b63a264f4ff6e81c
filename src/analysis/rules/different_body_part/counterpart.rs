//! Another part of the body that stands with the same thing as that of the heading: `right neck arthroscopy` for `right knee
//! arthroscopy`, `therapy for the left hip` for `therapy, left knee`.

use super::is_symptom;
use crate::analysis::reasoned::{ReasonedItem, Wording};
use crate::model::body::BodyPart;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What is decided on in the stead of what was requested.
pub(super) struct Counterpart {
    pub(super) place: Range<usize>,
    /// Where the heading names its own part.
    pub(super) own: Range<usize>,
    /// Whether what is felt in the one may come from the other, so that both may be treated together.
    pub(super) is_near: bool,
}

/// A part of the body with what it is named with.
struct Named<'w> {
    part: BodyPart,
    name: &'w str,
    /// `arthroscopy` of `knee arthroscopy`.
    word_behind: Option<&'w str>,
    /// `therapy` of `therapy for the left knee`.
    word_before: Option<&'w str>,
    /// Whether it is the last of a list, or stands alone.
    ends: bool,
}

impl<'w> Named<'w> {
    fn all_of(wording: &'w Wording) -> Vec<Named<'w>> {
        let parts = wording.all_body_parts().into_iter();
        parts
            .filter(|part| !is_symptom(wording.text(), &part.span))
            .map(|part| Named::of(wording.text(), part))
            .collect()
    }

    fn of(text: &'w str, part: BodyPart) -> Self {
        let (before, behind) = (&text[..part.span.start], &text[part.span.end..]);
        let word = |found: Option<regex::Captures<'w>>| Some(found?.name("word")?.as_str());
        let word_behind = word(WORD_BEHIND.captures(behind)).filter(|word| !NO_COUNTERPART.is_match(word));
        let word_before = word(WORD_BEFORE.captures(before)).filter(|word| !NO_COUNTERPART.is_match(word));
        let name = &text[part.span.clone()];
        Named { word_behind, word_before, ends: !GOES_ON.is_match(behind), name, part }
    }

    fn has_the_same_behind(&self, other: &Named<'_>) -> bool {
        are_alike(self.word_behind, other.word_behind)
    }

    fn has_the_same_before(&self, other: &Named<'_>) -> bool {
        self.ends && other.ends && are_alike(self.word_before, other.word_before)
    }

    fn stands_for(&self, other: &Named<'_>) -> bool {
        self.has_the_same_behind(other) || self.has_the_same_before(other)
    }

    fn meets(&self, other: &Named<'_>) -> bool {
        let (own, others) = (self.part.areas, other.part.areas);
        own.meets(others) && !own.is_other_joint(others)
    }
}

fn are_alike(one: Option<&str>, other: Option<&str>) -> bool {
    let singular = |word: &str| match word.to_ascii_lowercase().trim_end_matches('s') {
        "ot" | "pt" => "therapy".to_owned(),
        word => word.to_owned(),
    };
    one.zip(other).is_some_and(|(one, other)| singular(one) == singular(other))
}

pub(super) fn counterpart(item: &ReasonedItem<'_>) -> Option<Counterpart> {
    let requested = Named::all_of(&item.request);
    item.echoes.iter().find_map(|echo| {
        let said = Named::all_of(echo);
        let is_new = |said: &Named<'_>| {
            let mut alike = requested.iter().filter(|own| said.stands_for(own)).peekable();
            alike.peek().is_some() && !alike.any(|own| said.meets(own))
        };
        // `Subacromial` stands for itself, and not for the shoulder before it.
        let is_of_itself = |own: &Named<'_>, said: &Named<'_>| {
            let mut others = requested.iter().filter(|other| other.part != own.part);
            others.any(|other| other.name.eq_ignore_ascii_case(said.name))
        };
        let is_left_out = |own: &Named<'_>| !said.iter().any(|said| said.meets(own) && !is_of_itself(own, said));
        let new = said.iter().find(|said| is_new(said))?;
        let own = requested.iter().find(|own| new.stands_for(own) && is_left_out(own))?;
        let is_near = !new.has_the_same_behind(own) && new.part.areas.is_near(own.part.areas);
        let (place, own) = (echo.place(&new.part.span), item.request.place(&own.part.span));
        Some(Counterpart { place, own, is_near })
    })
}

static WORD_BEHIND: LazyLock<Regex> =
    LazyLock::new(|| verbose(r"\A (?: \s+ (?: area | joint | region | spine ) )? \s+ (?<word> [a-z]{4,} ) \b"));

static WORD_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?<word> [a-z]{2,} ) (?: \s* \( [^()]* \) )? [\s,:-]+
            (?: (?: \d+ | \d* \s* x \s* \d+ | a | additional | at | bilateral (?: ly )? | both | each | for | her | his | in | into | l | left | of | on | once
                | over | per | r | right | sessions? | the | this | times | to | twice | visits? | weekly | weeks? ) [\s,()]+ )* \z",
    )
});

/// What goes on with another part, or with what is done there: `hip and trunk`, `hip, trunk and back`.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: \s+ (?: area | joint | region | spine ) )?
            (?: (?: \s* [/&] | \s+ and ) \s* [a-z]{3} | , \s* (?: (?: left | right ) \s+ )? [a-z]{3,} (?: , | \s+ and \b ) )",
    )
});

/// What is not for the part alone that it is named with, and words that are with anything.
static NO_COUNTERPART: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A (?: and | conduction | electro [a-z]* | emgs? | ncs | ncv | nerves? | pain | purchase | rental | sessions? | study | studies | times? | treats? | visits?
            | weekly | weeks? | which | with (?: out )? ) \z",
    )
});

#[cfg(test)]
mod tests {
    use super::super::tests::finds;
    use crate::analysis::finding::Severity::{self, Information, Warning};

    fn found(request: &str, words: &str) -> Vec<(Severity, String)> {
        finds(request, "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Surgery.", words)
    }

    #[test]
    fn with_the_same_thing() {
        for (request, words, severity, part) in [
            (
                "Right neck arthroscopy with partial medial meniscectomy",
                "The request for right knee arthroscopy with partial medial meniscectomy",
                Warning,
                "knee",
            ),
            (
                "Left shoulder arthroscopy with subacromial decompression",
                "The left elbow arthroscopy with subacromial decompression",
                Warning,
                "elbow",
            ),
            ("Right total knee arthroplasty", "The right total hip arthroplasty", Warning, "hip"),
            ("Right total low back replacement", "The right total knee replacement", Warning, "knee"),
            ("PHYSICAL THERAPY, LUMBAR SPINE, 12 VISITS", "PT, left foot, 12 visits,", Information, "foot"),
            (
                "Post-operative physical therapy for the left shoulder, 12 visits",
                "The request for 12 visits of postoperative physical therapy for the cervical spine",
                Information,
                "cervical",
            ),
            (
                "POST-OP PHYSICAL THERAPY, LEFT ANKLE, 2X6",
                "12 visits of physical therapy for the left hip,",
                Warning,
                "hip",
            ),
            (
                "Acupuncture, lumbar spine, once a week for 6 weeks",
                "Acupuncture once a week for 6 weeks (6 visits) for the left knee",
                Information,
                "knee",
            ),
            (
                "12 post-operative physical therapy visits for the right shoulder",
                "12 physical therapy visits for the neck",
                Information,
                "neck",
            ),
            (
                "Synvisc injections to the left knee, series of 3",
                "The Synvisc injections to the low back",
                Information,
                "low back",
            ),
            ("ACUPUNCTURE LUMBAR SPINE, 6 VISITS", "6 visits of acupuncture, left knee,", Information, "knee"),
            ("Left wrist splint", "A neck splint", Warning, "neck"),
        ] {
            assert_eq!(found(request, words), [(severity, part.to_owned())], "{request}: {words}");
        }
    }

    #[test]
    fn with_other_things() {
        for (request, words) in [
            ("EMG of the lumbar spine", "The EMG of the legs"),
            ("EMG/NCV of the cervical spine", "The EMG/NCV of the right shoulder"),
            ("Physical therapy for the neck and left shoulder", "Physical therapy for the left shoulder"),
            ("Physical therapy, lumbar spine", "Physical therapy for the hips and trunk"),
            ("Physical therapy, lumbar spine", "Physical therapy for the hip, trunk and back"),
            ("Right shoulder arthroscopy", "The right shoulder arthroscopy for the pain of the neck"),
            ("Cold therapy unit after right knee surgery", "The cold therapy unit"),
            ("Lumbar epidural injection", "The request for an injection for the knee"),
            ("Chiropractic care, low back", "Chiropractic care for the lumbar spine"),
            (
                "Physical therapy for the left knee, 12 visits",
                "12 left knee physical therapy visits on top of therapy for the right shoulder",
            ),
            ("Physical therapy for the right shoulder", "Physical therapy for the neck pain"),
            ("Trigger point injections, neck", "The trigger point injections to the trapezius"),
            ("Physical therapy for the wrist", "Physical therapy for the right upper extremity"),
        ] {
            assert_eq!(found(request, words), [], "{request}: {words}");
        }
    }
}
