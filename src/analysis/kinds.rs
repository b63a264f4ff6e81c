//! Kinds of treatment that are no drugs, by the words for them.

use crate::model::amounts::{Amount, Counted};
use crate::model::clause_at;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A kind of treatment, by its place in the list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind(usize);

/// A kind of treatment with where it is named.
pub(super) type Name = (Range<usize>, Kind);

/// How a treatment is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    Visits,
    Injections,
    Surgery,
    Device,
}

impl Kind {
    /// How it is given.
    pub(super) fn given(self) -> Given {
        KINDS[self.0].0
    }
}

/// The names of kinds of treatment in a sentence. What one kind is called may be part of what another is called.
pub(super) fn names(sentence: &str) -> Vec<Name> {
    if !MAY_NAME.is_match(sentence) {
        return Vec::new();
    }
    let all = KINDS.iter().enumerate();
    all.flat_map(|(index, (_, name))| name.find_iter(sentence).map(move |found| (found.range(), Kind(index)))).collect()
}

/// The names in a sentence that stand for all treatments that are given so: `no injections`.
pub(super) fn any(sentence: &str) -> Vec<(Range<usize>, Given)> {
    let named = ANY.captures_iter(sentence).filter_map(|found| {
        let given = if found.name("injections").is_some() { Given::Injections } else { Given::Surgery };
        Some((found.get(0)?.range(), given))
    });
    named.collect()
}

static ANY: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: (?<injections> blocks? | injections? | injected | shots? ) | operations? | surger (?: y | ies ) ) \b",
    )
});

/// The kinds of treatment that are called so, in order, each with its name. An epidural injection of steroids is one into the
/// epidural space.
pub(super) fn kinds(names: impl IntoIterator<Item = Name>) -> Vec<Name> {
    let mut named: Vec<_> = names.into_iter().collect();
    let is_injected = named.iter().any(|(_, kind)| kind.given() == Given::Injections && *kind != STEROIDS);
    named.retain(|(_, kind)| !(is_injected && *kind == STEROIDS));
    let in_water: Vec<_> = named.iter().filter(|(_, kind)| *kind == IN_WATER).map(|(place, _)| place.start).collect();
    named.retain(|(place, kind)| *kind == IN_WATER || !in_water.contains(&place.start));
    named.sort_by_key(|(place, _)| place.start);
    named
}

/// The kind of treatment that is named in a number of visits or right behind it.
pub(super) fn kind_beside(sentence: &str, visits: &Amount) -> Option<Kind> {
    let behind = BEHIND.find(&sentence[visits.span.end..]).map_or(0, |found| found.end());
    kind(&sentence[visits.span.start..visits.span.end + behind], visits.of)
}

/// The only kind of treatment that words name. An epidural injection of steroids is one into the epidural space.
pub(super) fn kind(words: &str, counted: Counted) -> Option<Kind> {
    let given = given_in(counted)?;
    // Where visits are counted, therapy in water is physical therapy.
    let counted = KINDS.iter().enumerate().filter(|(index, (by, _))| *by == given && *index != IN_WATER.0);
    let mut kinds = counted.filter(|(_, (_, name))| name.is_match(words));
    let (first, _) = kinds.next()?;
    (given == Given::Injections || kinds.next().is_none()).then_some(Kind(first))
}

/// The kinds of treatment that were never given by a sentence, each with the words that say so.
pub(super) fn none_had(sentence: &str) -> Vec<(Kind, Range<usize>)> {
    let none = NONE.find_iter(sentence).filter_map(|none| {
        // The name comes next, and none is as long as this.
        let behind = &sentence[none.end()..];
        let behind = behind.get(..60).unwrap_or(behind);
        let kind_of = |(index, (_, name)): (usize, &(Given, Regex))| {
            let found = name.find(behind).filter(|found| found.start() == 0)?;
            let place = none.start()..none.end() + found.end();
            let rest = &clause_at(sentence, &place);
            (!LIMITED.is_match(rest)).then_some((Kind(index), place))
        };
        let counted =
            KINDS.iter().enumerate().filter(|(_, (given, _))| matches!(given, Given::Visits | Given::Injections));
        counted.into_iter().find_map(kind_of)
    });
    none.collect()
}

fn given_in(counted: Counted) -> Option<Given> {
    match counted {
        Counted::Visits => Some(Given::Visits),
        Counted::Injections => Some(Given::Injections),
        _ => None,
    }
}

/// Injections of steroids, wherever they are made.
const STEROIDS: Kind = Kind(12);
/// Physical therapy in water.
const IN_WATER: Kind = Kind(24);

static KINDS: LazyLock<[(Given, Regex); 26]> = LazyLock::new(|| NAMES.map(|(given, name)| (given, verbose(name))));

/// Any of them.
static MAY_NAME: LazyLock<Regex> = LazyLock::new(|| verbose(&NAMES.map(|(_, name)| name).join(" | ")));

const NAMES: [(Given, &str); 26] = {
    use Given::{Device, Injections, Surgery, Visits};
    [
        (Visits, r"\b acupuncture \b"),
        (Visits, r"\b (?: chiro (?: practic )? | manipulation ) \b"),
        (
            Visits,
            r"\b (?: pt | physiotherapy | (?: aquatic | hand | land | occupational | physical | pool ) \s+ (?: physical \s+ )? therapy
                | (?: sessions | visits ) \s+ of \s+ therapy | therapy \s+ (?: sessions | visits ) ) \b",
        ),
        (
            Visits,
            r"\b (?: cbt | psychotherapy | cognitive (?: [\s-]+ behaviou?ral (?: \s+ (?: psycho )? therapy )? )? | counsell?ing ) \b",
        ),
        (Visits, r"\b massage \b"),
        (Injections, r"\b (?: (?: [clt] | TF )? ESIs? | epidural | interlaminar | transforaminal ) \b"),
        (Injections, r"\b (?: stellate | sympathetic ) \b"),
        (Injections, r"\b (?: facet | medial \s+ branch ) \b"),
        (Injections, r"\b occipital \b"),
        (Injections, r"\b (?: trigger \s+ point | (?-i:TPIs?) ) \b"),
        (Injections, r"\b (?: botox | botulinum (?: \s+ toxin )? ) \b"),
        (Injections, r"\b (?: hyaluron [a-z]* | orthovisc | supartz | synvisc | visco [a-z]* ) \b"),
        (Injections, r"\b (?: cortisone | (?: cortico )? steroid ) \b"),
        (
            Surgery,
            r"\b (?: neurotom (?: y | ies ) | radiofrequency | (?: cervical | facet | left | lumbar | right ) \s+ (?-i:RFA) | rhizotom (?: y | ies ) ) \b",
        ),
        (
            Surgery,
            r"\b (?: [a-z]+ (?: ectomy | oplasty ) | laminotom (?: y | ies ) | arthroplasty | arthroscopy | decompression | fusion | (?-i:ORIF) | (?: carpal \s+ tunnel | trigger \s+ finger ) \s+ release ) \b",
        ),
        (Device, r"\b TENS \b"),
        (Device, r"\b H-wave \b"),
        (Device, r"\b (?: braces? | orthos (?: is | es ) | orthotics? | splint (?: s | ed )? ) \b"),
        (Device, r"\b (?: (?: spinal \s+ cord \s+ )? stimulator | SCS ) \b"),
        (Injections, r"\b (?: (?-i:SI) | sacroiliac ) \b"),
        (Visits, r"\b biofeedback \b"),
        (Visits, r"\b (?: work \s+ (?: conditioning | hardening ) ) \b"),
        (Visits, r"\b (?: functional \s+ restoration | FRP ) \b"),
        (Visits, r"\b (?: ESWT | shock \s* wave ) \b"),
        (Visits, r"\b (?: aquatic | pool ) \s+ (?: physical \s+ )? therapy \b"),
        (Injections, r"\b (?: platelet [\s-]+ rich \s+ plasma | (?-i:PRP) ) \b"),
    ]
};

static BEHIND: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A \s+ (?: of | in ) \s+ (?: [a-z-]+ \s+ ){0,2} [a-z]+"));

/// That what comes next was never given.
static NONE: LazyLock<Regex> = LazyLock::new(|| {
    const HAD: &str = r"(?: attended | been \s+ given | had | received | tried | undergone )";
    verbose(&format!(
        r"\b (?: no | without | never (?: \s+ {HAD} )? | (?: has | had ) \s+ not (?: \s+ yet )? \s+ {HAD} ) \s+
            (?: (?: any | earlier | formal | previous | prior ) \s+ )*"
    ))
});

/// Words of a clause by which only some of a treatment was not given, or another thing.
static LIMITED: LazyLock<Regex> = LazyLock::new(|| {
    verbose(
        r"\b (?: benefit | certif [a-z]* | change | during | effect | for | help | improvement | in | more | notes? | recent (?: ly )? | records? | relief | reports? | request [a-z]*
            | since | this | until | UR ) \b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    fn named(words: &str) -> Vec<Kind> {
        kinds(names(words)).into_iter().map(|(_, kind)| kind).collect()
    }

    #[test]
    fn kinds_apart_from_others() {
        assert_eq!(named("a cortisone injection"), [STEROIDS]);
        assert_eq!(named("aquatic therapy"), [IN_WATER]);
        assert_eq!(named("an epidural steroid injection").len(), 1);
        assert_ne!(named("an epidural steroid injection"), [STEROIDS]);
        assert_eq!(
            named("acupuncture and a TENS unit").iter().map(|kind| kind.given()).collect::<Vec<_>>(),
            [Given::Visits, Given::Device]
        );
        assert_eq!(
            kind("12 visits of pool therapy", Counted::Visits),
            kind("12 visits of physical therapy", Counted::Visits)
        );
    }
}
