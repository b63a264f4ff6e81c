//! Kinds of treatment that are given in visits or by injection.

use crate::model::amounts::{Amount, Counted};
use crate::model::clause_at;
use crate::text::pattern::verbose;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A kind of treatment, by its place in the list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind(usize);

/// The kind of treatment that is named in a number of visits or right behind it.
pub(super) fn kind_beside(sentence: &str, visits: &Amount) -> Option<Kind> {
    let behind = BEHIND.find(&sentence[visits.span.end..]).map_or(0, |found| found.end());
    kind(&sentence[visits.span.start..visits.span.end + behind], visits.of)
}

/// The only kind of treatment that words name. An epidural injection of steroids is one into the epidural space.
pub(super) fn kind(words: &str, given: Counted) -> Option<Kind> {
    let mut kinds = KINDS.iter().enumerate().filter(|(_, (by, name))| *by == given && name.is_match(words));
    let (first, _) = kinds.next()?;
    (given == Counted::Injections || kinds.next().is_none()).then_some(Kind(first))
}

/// The kinds of treatment that were never given by a sentence, each with the words that say so.
pub(super) fn none_had(sentence: &str) -> Vec<(Kind, Range<usize>)> {
    let none = NONE.find_iter(sentence).filter_map(|none| {
        // The name comes next, and none is as long as this.
        let behind = &sentence[none.end()..];
        let behind = behind.get(..60).unwrap_or(behind);
        let kind_of = |(index, (_, name)): (usize, &(Counted, Regex))| {
            let found = name.find(behind).filter(|found| found.start() == 0)?;
            let place = none.start()..none.end() + found.end();
            let rest = &clause_at(sentence, &place);
            (!LIMITED.is_match(rest)).then_some((Kind(index), place))
        };
        KINDS.iter().enumerate().find_map(kind_of)
    });
    none.collect()
}

static KINDS: LazyLock<[(Counted, Regex); 13]> = LazyLock::new(|| {
    use Counted::{Injections, Visits};
    [
        (Visits, r"\b acupuncture \b"),
        (Visits, r"\b (?: chiro (?: practic )? | manipulation ) \b"),
        (
            Visits,
            r"\b (?: pt | physiotherapy | (?: aquatic | hand | land | occupational | physical | pool ) \s+ (?: physical \s+ )? therapy
                | (?: sessions | visits ) \s+ of \s+ therapy | therapy \s+ (?: sessions | visits ) ) \b",
        ),
        (Visits, r"\b (?: cbt | psychotherapy | cognitive | counseling ) \b"),
        (Visits, r"\b massage \b"),
        (Injections, r"\b (?: ESIs? | epidural | interlaminar | transforaminal ) \b"),
        (Injections, r"\b (?: stellate | sympathetic ) \b"),
        (Injections, r"\b (?: facet | medial \s+ branch ) \b"),
        (Injections, r"\b occipital \b"),
        (Injections, r"\b trigger \s+ point \b"),
        (Injections, r"\b (?: botox | botulinum ) \b"),
        (Injections, r"\b (?: hyaluron [a-z]* | orthovisc | supartz | synvisc | visco [a-z]* ) \b"),
        (Injections, r"\b (?: cortisone | (?: cortico )? steroid ) \b"),
    ]
    .map(|(given, name)| (given, verbose(name)))
});

static BEHIND: LazyLock<Regex> = LazyLock::new(|| verbose(r"\A \s+ (?: of | in ) \s+ (?: [a-z]+ \s+ ){0,2} [a-z]+"));

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
