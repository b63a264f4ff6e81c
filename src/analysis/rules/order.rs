//! What stands out of order.

/// Of things that should stand in ascending order, the indexes of the fewest that must move for the rest
/// to be in order.
pub(super) fn out_of_order<K: Ord>(keys: &[K]) -> Vec<usize> {
    // The longest ascending run that ends at each place, and the place before it in that run.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(keys.len());
    for (at, key) in keys.iter().enumerate() {
        let before = (0..at).filter(|earlier| keys[*earlier] <= *key).max_by_key(|earlier| runs[*earlier].0);
        runs.push((before.map_or(1, |before| runs[before].0 + 1), before));
    }
    let mut kept = vec![false; keys.len()];
    let mut next = (0..keys.len()).max_by_key(|at| runs[*at].0);
    while let Some(at) = next {
        kept[at] = true;
        next = runs[at].1;
    }
    (0..keys.len()).filter(|at| !kept[*at]).collect()
}

/// Before which of things in this order the one at `at` belongs; past the last, behind all.
pub(super) fn place_in_order<K: Ord>(keys: &[K], at: usize) -> usize {
    let misplaced = out_of_order(keys);
    let mut kept = (0..keys.len()).filter(|place| !misplaced.contains(place));
    match kept.clone().rfind(|place| keys[*place] <= keys[at]) {
        Some(before) => before + 1,
        None => kept.next().unwrap_or(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_are_out_of_order() {
        assert_eq!(out_of_order(&[1, 2, 3]), [0; 0]);
        assert_eq!(out_of_order(&[3, 1, 2]), [0]);
        assert_eq!(out_of_order(&[1, 3, 2, 4]).len(), 1);
        assert_eq!(out_of_order::<u8>(&[]), [0; 0]);
    }
}
