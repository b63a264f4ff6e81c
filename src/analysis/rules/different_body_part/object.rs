//! What is made for one part of the body, or shows one, and is decided on for another.

use crate::analysis::reasoned::{ReasonedItem, Sentence};
use crate::model::body::{Areas, body_parts};
use crate::model::shifted;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Where the rationale decides on what the heading asks for, but for a part of the body that the heading does not name: an
/// MRI or a brace is for the very part that stands beside it.
pub(super) fn other_object(item: &ReasonedItem<'_>, areas: Areas) -> Option<Range<usize>> {
    let heading = item.request.text().to_lowercase();
    let in_echoes = item.echoes.iter().find_map(|echo| {
        let parts = echo.body_parts();
        let is_asked = |object: &str| {
            let object = object.to_lowercase();
            let mut found = heading.match_indices(object.trim_end_matches('s'));
            // No `ct` within an injection.
            found.any(|(at, _)| !heading[..at].ends_with(char::is_alphanumeric))
        };
        let other = parts.iter().find(|part| object_of(echo.text(), &part.span).is_some_and(is_asked))?;
        (!Areas::of(parts).meets(areas) || Areas::of(parts).is_other_joint(areas)).then(|| echo.place(&other.span))
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

#[cfg(test)]
mod tests {
    use super::super::tests::finds;
    use crate::analysis::finding::Severity;

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
            ("Lumbar discectomy", "The operation with a CT of the hip"),
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
}
