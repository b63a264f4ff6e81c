//! What is a part of what, each of one other at most. It may go as deep as somebody likes: every step is taken once.

/// So many things, each before that of which it is a part. What is a part of itself, by whatever way, is left out.
pub(super) fn parts_first(count: usize, whole: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let mut parts_left = vec![0; count];
    for whole in (0..count).filter_map(&whole) {
        parts_left[whole] += 1;
    }
    let mut order: Vec<usize> = (0..count).filter(|one| parts_left[*one] == 0).collect();
    let mut next = 0;
    while let Some(one) = order.get(next) {
        if let Some(whole) = whole(*one) {
            parts_left[whole] -= 1;
            if parts_left[whole] == 0 {
                order.push(whole);
            }
        }
        next += 1;
    }
    order
}

/// The last of those that are parts of each other in a circle, one of each circle.
pub(super) fn last_of_circles(count: usize, whole: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    let mut is_in_circle = vec![true; count];
    for one in parts_first(count, &whole) {
        is_in_circle[one] = false;
    }
    let mut last = Vec::new();
    for start in 0..count {
        let circle = std::iter::successors(Some(start), |one| whole(*one));
        last.extend(circle.take_while(|one| std::mem::take(&mut is_in_circle[*one])).max());
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn parts_come_first_and_circles_are_left_out() {
        // 1 and 4 are parts of 0, 2 of 1; 3 is a part of itself, 5 and 6 of each other, and 7 of 6.
        let wholes = [None, Some(0), Some(1), Some(3), Some(0), Some(6), Some(5), Some(6)];
        assert_eq!(parts_first(wholes.len(), |one| wholes[one]), [2, 4, 7, 1, 0]);
        assert_eq!(last_of_circles(wholes.len(), |one| wholes[one]), [3, 6]);
    }

    #[test]
    fn each_step_is_taken_a_few_times_however_deep_it_goes() {
        const COUNT: usize = 40_000;
        let up = |one: usize| (one + 1 < COUNT).then_some(one + 1);
        let shapes: [&dyn Fn(usize) -> Option<usize>; 4] =
            [&up, &|one| one.checked_sub(1), &|one| Some((one + 1) % COUNT), &|one| Some((one + COUNT - 1) % COUNT)];
        for (shape, circles) in shapes.into_iter().zip([0, 0, 1, 1]) {
            let steps = Cell::new(0);
            let last = last_of_circles(COUNT, |one| {
                steps.set(steps.get() + 1);
                shape(one)
            });
            assert_eq!(last, vec![COUNT - 1; circles]);
            assert!(steps.get() <= 4 * COUNT, "{} steps", steps.get());
        }
    }
}
