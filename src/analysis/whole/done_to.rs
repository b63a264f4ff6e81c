//! What is to be done to a part of the body with its side: the `arthroscopy` of a `left shoulder arthroscopy`.

use crate::model::body::{Areas, Side, SidedPart, sided_parts};
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

/// A thing that is named beside a part of the body with its side.
#[derive(Debug)]
pub(in crate::analysis) struct DoneTo {
    side: Side,
    areas: Areas,
    /// In lower case and in the singular.
    things: Vec<String>,
}

impl DoneTo {
    /// What a request says is to be done to the first such part.
    pub(super) fn requested(request: &str) -> Option<Self> {
        let parts = sided_parts(request);
        let of = |(index, part): (usize, &SidedPart)| {
            let next = parts.get(index + 1).map_or(request.len(), |next| next.span.start);
            let done = DoneTo::of(part, &request[..part.span.start], &request[part.span.end..])?;
            let things = THING.find_iter(&request[..next]).map(|thing| singular(thing.as_str())).collect();
            Some(DoneTo { things, ..done })
        };
        parts.iter().enumerate().find_map(of)
    }

    /// What is done to a part between these words.
    pub(in crate::analysis) fn of(part: &SidedPart, before: &str, behind: &str) -> Option<Self> {
        let found = BEHIND.captures(behind).or_else(|| BEFORE.captures(before))?;
        Some(DoneTo { side: part.side, areas: part.areas, things: vec![singular(&found["thing"])] })
    }

    /// Whether some thing is done in both.
    pub(in crate::analysis) fn is_like(&self, other: &DoneTo) -> bool {
        self.things.iter().any(|thing| other.things.contains(thing))
    }

    /// Whether both are done to the same part and side.
    pub(in crate::analysis) fn is_there(&self, other: &DoneTo) -> bool {
        self.side == other.side && self.areas.meets(other.areas)
    }

    /// Whether only the side differs, or only the part.
    pub(in crate::analysis) fn differs_once(&self, other: &DoneTo) -> bool {
        match self.side == other.side {
            true => !self.areas.meets(other.areas),
            false => !self.side.may_be(other.side) && self.areas.meets(other.areas),
        }
    }
}

fn singular(thing: &str) -> String {
    thing.to_lowercase().trim_end_matches('s').to_owned()
}

/// Operations, and other things that are done to one part of the body.
const NAME: &str = r"(?<thing> arthro [a-z]+ | blocks? | braces? | decompression | discectomy | exploration | fusion | injections? | orthosis
    | reconstruction | release | repair | replacement | splints? | surgery | [a-z]+ (?: ectomy | otomy | plasty ) )";

static THING: LazyLock<Regex> = LazyLock::new(|| verbose(&format!(r"\b {NAME} \b")));

/// `shoulder arthroscopy`, `knee ACL reconstruction`
static BEHIND: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\A (?: \s+ (?: (?-i: [A-Z]{{2,4}} ) | spine | total ) )? \s+ {NAME} \b")));

/// `arthroscopy of the` shoulder, `injections,` right knee
static BEFORE: LazyLock<Regex> =
    LazyLock::new(|| verbose(&format!(r"\b {NAME} ,? \s+ (?: (?: for | in | of | on | to ) \s+ (?: the \s+ )? )? \z")));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_done_to_a_side() {
        for (request, thing) in [
            ("Left shoulder arthroscopy with decompression", "arthroscopy decompression"),
            ("Right carpal tunnel RELEASE", "release"),
            ("Right knee", ""),
            ("Right knee ACL reconstruction", "reconstruction"),
            ("Bilateral wrist splints", "splint"),
            ("Arthroscopy of the left knee", "arthroscopy"),
            ("Injections, right knee, series of 3", "injection"),
            ("Physical therapy for the left knee", ""),
            ("Left knee arthroscopy with right hip injection", "arthroscopy"),
        ] {
            let things = DoneTo::requested(request).map_or(Vec::new(), |done| done.things);
            assert_eq!(things.join(" "), thing, "{request}");
        }
    }
}
