//! A level of the spine, a finger or a toe that is decided on and was not requested.

use crate::analysis::reasoned::ReasonedItem;
use crate::model::sites::Site;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Where the rationale decides on a level, a finger or a toe that the heading does not have, and which one that has.
pub(super) fn other_site(item: &ReasonedItem<'_>) -> Option<(Range<usize>, Range<usize>)> {
    let requested = item.request.sites();
    item.echoes.iter().filter(|_| !requested.is_empty()).find_map(|echo| {
        let sites = echo.sites();
        sites.iter().filter(|said| !said.is_among(requested)).find_map(|said| {
            let own = requested.iter().find(|requested| requested.is_like(said))?;
            let is_own = |site: &&Site| site.is_like(said) && site.is_among(requested);
            let before = sites.iter().filter(is_own).rfind(|site| site.span.end <= said.span.start);
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
    use super::super::tests::finds;

    #[test]
    fn levels_and_digits() {
        let odg = "Decision based on Non-MTUS Citation Official Disability Guidelines (ODG), Surgery.";
        let finds = |request: &str, words: &str| {
            finds(request, odg, words).into_iter().map(|(_, words)| words).collect::<Vec<_>>()
        };
        for (request, words, found) in [
            ("Bilateral C4-C5 and C5-C6 blocks", "The request for bilateral C5-C6 and C6-C7 blocks", "C6-C7"),
            (
                "Anterior cervical discectomy and fusion at C5-C6",
                "The request for anterior cervical discectomy and fusion at C6-C7",
                "C6-C7",
            ),
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
