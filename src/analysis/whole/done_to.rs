//! What is to be done to a part of the body with its side: the `arthroscopy` of a `left shoulder arthroscopy`.

use crate::model::body::{Areas, Side, SidedPart, sided_parts};
use crate::text::pattern::verbose;
use regex::Regex;
use std::sync::LazyLock;

/// A thing that is named right behind a part of the body with its side.
#[derive(Debug)]
pub(in crate::analysis) struct DoneTo {
    side: Side,
    areas: Areas,
    /// In lower case.
    pub(in crate::analysis) thing: String,
}

impl DoneTo {
    /// The first one in a request.
    pub(super) fn first_in(request: &str) -> Option<Self> {
        sided_parts(request).iter().find_map(|part| DoneTo::of(part, &request[part.span.end..]))
    }

    /// What is done to a part, behind which these words stand.
    pub(in crate::analysis) fn of(part: &SidedPart, behind: &str) -> Option<Self> {
        let thing = THING.captures(behind)?["thing"].to_lowercase();
        (part.side != Side::Both).then_some(DoneTo { side: part.side, areas: part.areas, thing })
    }

    /// Whether both are done to the same part and side.
    pub(in crate::analysis) fn is_there(&self, other: &DoneTo) -> bool {
        self.side == other.side && self.areas.meets(other.areas)
    }

    /// Whether only the side differs, or only the part.
    pub(in crate::analysis) fn is_near(&self, other: &DoneTo) -> bool {
        (self.side == other.side) != self.areas.meets(other.areas)
    }
}

static THING: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\A \s+ (?<thing> arthro [a-z]+ | block s? | brace | decompression | discectomy | exploration | fusion | injections? | microdiscectomy | orthosis
            | ostectomy | reconstruction | release | repair | replacement | splint | surgery | [a-z]+ (?: ectomy | otomy | plasty ) ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_done_to_a_side() {
        for (request, thing) in [
            ("Left shoulder arthroscopy with decompression", Some("arthroscopy")),
            ("Right carpal tunnel RELEASE", Some("release")),
            ("Right knee", None),
            ("Bilateral wrist splints", None),
            ("Physical therapy for the left knee", None),
        ] {
            assert_eq!(DoneTo::first_in(request).map(|done| done.thing).as_deref(), thing, "{request}");
        }
    }
}
