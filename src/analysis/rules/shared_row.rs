//! Words in a row that stand in the rationales of two items and nowhere else.

use crate::analysis::whole::Prose;
use crate::analysis::words::{Word, mixed};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

/// Fewer are a phrase that anybody may use twice.
const FEWEST: usize = 12;

/// Of each two rationales, by their indices, the first row of words that both have and neither another rationale nor the summary
/// does, with where it stands in each.
pub(super) fn shared_rows(
    rationales: &[&Prose],
    summary: Option<&Prose>,
) -> BTreeMap<(usize, usize), [Range<usize>; 2]> {
    let told: HashSet<u64> = summary.iter().flat_map(|summary| rows(&words(summary))).collect();
    let said: Vec<Vec<Word>> = rationales.iter().map(|rationale| words(rationale)).collect();
    let mut places: HashMap<u64, Vec<(usize, usize)>> = HashMap::new();
    for (index, said) in said.iter().enumerate() {
        for (at, row) in rows(said).into_iter().enumerate().filter(|(_, row)| !told.contains(row)) {
            places.entry(row).or_default().push((index, at));
        }
    }
    let mut shared: Vec<_> = places
        .into_values()
        .filter_map(|places| match places[..] {
            [(first, at), (second, again)] if first != second => Some((first, second, at, again)),
            _ => None,
        })
        .collect();
    shared.sort_unstable();
    let known: HashSet<_> = shared.iter().copied().collect();
    let mut found = BTreeMap::new();
    for (first, second, at, again) in shared {
        found.entry((first, second)).or_insert_with(|| {
            let more = (1..).take_while(|more| known.contains(&(first, second, at + more, again + more))).count();
            let place = |said: &[Word], at: usize| said[at].place.start..said[at + more + FEWEST - 1].place.end;
            [place(&said[first], at), place(&said[second], again)]
        });
    }
    found
}

fn words(prose: &Prose) -> Vec<Word> {
    prose.words().collect()
}

fn rows(words: &[Word]) -> Vec<u64> {
    words.windows(FEWEST).map(|row| mixed(row.iter().map(|word| word.hash))).collect()
}
