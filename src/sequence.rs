//! A persistent sequence with running sums: the one structure under every incremental layer.
//!
//! Blocks, the facts about them, the parts of a letter and their findings are each a [`Sequence`]. An
//! edit is a [`splice`](Sequence::splice) that costs the logarithm of the length and shares everything
//! else with the sequence before it, so a snapshot is one reference count. Each node keeps the sum of
//! what is below it, so "which block holds this offset" or "which is the last finished item" is one
//! descent. Published sum trees bring a thread pool and cursors with them; this needs five operations.

use std::ops::Range;
use std::sync::Arc;

const MAX_CHILDREN: usize = 8;
const MIN_CHILDREN: usize = MAX_CHILDREN / 2;

/// What a sequence adds up over its elements. `default()` is the sum of nothing.
pub trait Sum: Clone + Default {
    /// Adds the sum of the elements that follow.
    fn append(&mut self, following: &Self);
}

/// What can stand in a [`Sequence`]. Clones should be cheap: elements are copied when a node splits.
pub trait Element: Clone {
    /// The sum kept for elements of this kind.
    type Sum: Sum;

    /// The sum of this element alone.
    fn sum(&self) -> Self::Sum;
}

/// A persistent sequence: cloning is one reference count, editing shares what did not change.
#[derive(Clone)]
pub struct Sequence<T: Element> {
    root: Arc<Node<T>>,
}

struct Node<T: Element> {
    len: usize,
    height: usize,
    sum: T::Sum,
    below: Below<T>,
}

enum Below<T: Element> {
    Elements(Vec<T>),
    Nodes(Vec<Arc<Node<T>>>),
}

/// An element, and where it stands.
pub struct Found<'a, T: Element> {
    /// How many elements stand before it.
    pub index: usize,
    /// The sum of the elements before it.
    pub before: T::Sum,
    /// The element.
    pub element: &'a T,
}

impl<T: Element> Default for Sequence<T> {
    fn default() -> Self {
        Sequence { root: Arc::new(Node::leaf(Vec::new())) }
    }
}

impl<T: Element> FromIterator<T> for Sequence<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let leaves = even_chunks(elements.into_iter().collect()).into_iter().map(Node::leaf);
        let mut nodes: Vec<_> = leaves.map(Arc::new).collect();
        while nodes.len() > 1 {
            nodes = even_chunks(nodes).into_iter().map(Node::branch).map(Arc::new).collect();
        }
        nodes.pop().map_or_else(Self::default, |root| Sequence { root })
    }
}

impl<T: Element> Sequence<T> {
    /// The number of elements.
    pub fn len(&self) -> usize {
        self.root.len
    }

    /// Whether there is no element.
    pub fn is_empty(&self) -> bool {
        self.root.len == 0
    }

    /// The sum of all elements.
    pub fn sum(&self) -> &T::Sum {
        &self.root.sum
    }

    /// The first element with which the running sum satisfies `reached`, that element included.
    /// Once satisfied, `reached` must stay so for every longer prefix.
    pub fn find(&self, reached: impl Fn(&T::Sum) -> bool) -> Option<Found<'_, T>> {
        self.walk(|_, sum| reached(sum))
    }

    /// The element at `index`, if there is one.
    pub fn get(&self, index: usize) -> Option<Found<'_, T>> {
        self.walk(|elements, _| elements > index)
    }

    /// The first element with which the number of elements and the running sum satisfy `reached`.
    fn walk(&self, reached: impl Fn(usize, &T::Sum) -> bool) -> Option<Found<'_, T>> {
        let mut node = &*self.root;
        if !reached(node.len, &node.sum) {
            return None;
        }
        let (mut index, mut before) = (0, T::Sum::default());
        loop {
            match &node.below {
                Below::Nodes(nodes) => {
                    let mut children = nodes.iter();
                    node = loop {
                        let child = children.next()?;
                        let sum = added(&before, &child.sum);
                        if reached(index + child.len, &sum) {
                            break child;
                        }
                        before = sum;
                        index += child.len;
                    };
                }
                Below::Elements(elements) => {
                    let mut elements = elements.iter();
                    loop {
                        let element = elements.next()?;
                        let sum = added(&before, &element.sum());
                        if reached(index + 1, &sum) {
                            return Some(Found { index, before, element });
                        }
                        before = sum;
                        index += 1;
                    }
                }
            }
        }
    }

    /// The elements from `index` on, in order.
    pub fn iter_from(&self, index: usize) -> Iter<'_, T> {
        let mut iter = Iter { open: Vec::with_capacity(self.root.height), leaf: [].iter() };
        if index < self.root.len {
            iter.descend(&self.root, index);
        }
        iter
    }

    /// All elements, in order.
    pub fn iter(&self) -> Iter<'_, T> {
        self.iter_from(0)
    }

    /// Puts `elements` where `range` stands. The range must lie within the sequence.
    #[must_use]
    pub fn splice(&self, range: Range<usize>, elements: impl IntoIterator<Item = T>) -> Self {
        let elements: Vec<T> = elements.into_iter().collect();
        if elements.len() == range.len()
            && let Some(root) = self.root.replaced(range.start, &elements)
        {
            return Sequence { root };
        }
        let head = self.root.split(range.start).0;
        let tail = self.root.split(range.end).1;
        join(join(head, Some(elements.into_iter().collect::<Self>().root)), tail)
            .map_or_else(Self::default, |root| Sequence { root })
    }
}

impl<T: Element> Node<T> {
    fn leaf(elements: Vec<T>) -> Self {
        let mut sum = T::Sum::default();
        for element in &elements {
            sum.append(&element.sum());
        }
        Node { len: elements.len(), height: 0, sum, below: Below::Elements(elements) }
    }

    fn branch(nodes: Vec<Arc<Self>>) -> Self {
        let mut sum = T::Sum::default();
        for node in &nodes {
            sum.append(&node.sum);
        }
        Node {
            len: nodes.iter().map(|node| node.len).sum(),
            height: nodes.first().map_or(0, |node| node.height + 1),
            sum,
            below: Below::Nodes(nodes),
        }
    }

    /// The same with other elements from `index` on, if as many stand there in one leaf: nearly every edit is of this
    /// kind, and copies a path only.
    fn replaced(&self, index: usize, elements: &[T]) -> Option<Arc<Self>> {
        match &self.below {
            Below::Elements(old) => {
                let mut new = old.clone();
                new.get_mut(index..index + elements.len())?.clone_from_slice(elements);
                Some(Arc::new(Node::leaf(new)))
            }
            Below::Nodes(nodes) => {
                let mut before = 0;
                let at = nodes.iter().position(|node| {
                    before += node.len;
                    index < before
                })?;
                let mut nodes = nodes.clone();
                nodes[at] = nodes[at].replaced(index + nodes[at].len - before, elements)?;
                Some(Arc::new(Node::branch(nodes)))
            }
        }
    }

    /// The elements before `index` and those from it on; a side without elements is `None`.
    fn split(self: &Arc<Self>, index: usize) -> (Option<Arc<Self>>, Option<Arc<Self>>) {
        if index == 0 {
            return (None, some_if_filled(self));
        }
        if index >= self.len {
            return (some_if_filled(self), None);
        }
        match &self.below {
            Below::Elements(elements) => {
                let (head, tail) = elements.split_at(index);
                let leaf = |part: &[T]| Some(Arc::new(Node::leaf(part.to_vec())));
                (leaf(head), leaf(tail))
            }
            Below::Nodes(nodes) => {
                let mut at = 0;
                let cut = nodes
                    .iter()
                    .position(|node| {
                        at += node.len;
                        at > index
                    })
                    .unwrap_or(nodes.len() - 1);
                let (inner_head, inner_tail) = nodes[cut].split(index - (at - nodes[cut].len));
                let gather = |part: &[Arc<Self>]| match part {
                    [] => None,
                    [only] => Some(only.clone()),
                    several => Some(Arc::new(Node::branch(several.to_vec()))),
                };
                (join(gather(&nodes[..cut]), inner_head), join(inner_tail, gather(&nodes[cut + 1..])))
            }
        }
    }
}

fn some_if_filled<T: Element>(node: &Arc<Node<T>>) -> Option<Arc<Node<T>>> {
    (node.len > 0).then(|| node.clone())
}

fn added<S: Sum>(before: &S, following: &S) -> S {
    let mut sum = before.clone();
    sum.append(following);
    sum
}

fn join<T: Element>(left: Option<Arc<Node<T>>>, right: Option<Arc<Node<T>>>) -> Option<Arc<Node<T>>> {
    match (left, right) {
        (Some(left), Some(right)) if left.len > 0 && right.len > 0 => {
            let mut nodes = join_level(&left, &right);
            match nodes.len() {
                1 => nodes.pop(),
                _ => Some(Arc::new(Node::branch(nodes))),
            }
        }
        (Some(left), None) => Some(left),
        (Some(left), Some(right)) if right.len == 0 => Some(left),
        (_, right) => right,
    }
}

/// Joins two trees into one or two nodes of the greater height.
fn join_level<T: Element>(left: &Arc<Node<T>>, right: &Arc<Node<T>>) -> Vec<Arc<Node<T>>> {
    let branches = |nodes: Vec<Arc<Node<T>>>| even_chunks(nodes).into_iter().map(Node::branch).map(Arc::new).collect();
    match (&left.below, &right.below) {
        (Below::Nodes(nodes), _) if left.height > right.height => {
            let (last, others) = nodes.split_last().expect("a branch has children");
            branches(others.iter().cloned().chain(join_level(last, right)).collect())
        }
        (_, Below::Nodes(nodes)) if right.height > left.height => {
            let (first, others) = nodes.split_first().expect("a branch has children");
            branches(join_level(left, first).into_iter().chain(others.iter().cloned()).collect())
        }
        (Below::Elements(a), Below::Elements(b)) if is_small(a.len(), b.len()) => {
            let elements = a.iter().chain(b).cloned().collect();
            even_chunks(elements).into_iter().map(Node::leaf).map(Arc::new).collect()
        }
        (Below::Nodes(a), Below::Nodes(b)) if is_small(a.len(), b.len()) => {
            branches(a.iter().chain(b).cloned().collect())
        }
        _ => vec![left.clone(), right.clone()],
    }
}

fn is_small(left: usize, right: usize) -> bool {
    left < MIN_CHILDREN || right < MIN_CHILDREN
}

/// Cuts a list into the fewest chunks of at most `MAX_CHILDREN`, all of nearly one length.
fn even_chunks<E>(mut list: Vec<E>) -> Vec<Vec<E>> {
    if list.len() <= MAX_CHILDREN {
        return vec![list];
    }
    let count = list.len().div_ceil(MAX_CHILDREN);
    let mut chunks = Vec::with_capacity(count);
    let len = list.len();
    for chunk in (1..count).rev() {
        chunks.push(list.split_off(chunk * len / count));
    }
    chunks.push(list);
    chunks.reverse();
    chunks
}

/// The elements of a [`Sequence`] in order.
#[derive(Clone)]
pub struct Iter<'a, T: Element> {
    open: Vec<std::slice::Iter<'a, Arc<Node<T>>>>,
    leaf: std::slice::Iter<'a, T>,
}

impl<'a, T: Element> Iter<'a, T> {
    fn descend(&mut self, mut node: &'a Node<T>, mut index: usize) {
        while let Below::Nodes(nodes) = &node.below {
            let mut skipped = 0;
            while index >= nodes[skipped].len {
                index -= nodes[skipped].len;
                skipped += 1;
            }
            self.open.push(nodes[skipped + 1..].iter());
            node = &nodes[skipped];
        }
        if let Below::Elements(elements) = &node.below {
            self.leaf = elements[index..].iter();
        }
    }
}

impl<'a, T: Element> Iterator for Iter<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        loop {
            if let Some(element) = self.leaf.next() {
                return Some(element);
            }
            match self.open.last_mut()?.next() {
                Some(node) => self.descend(node, 0),
                None => {
                    self.open.pop();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sum for numbers.
    #[derive(Clone, Default)]
    pub struct Total(u64);

    impl Sum for Total {
        fn append(&mut self, following: &Self) {
            self.0 += following.0;
        }
    }

    impl Element for u64 {
        type Sum = Total;

        fn sum(&self) -> Total {
            Total(*self)
        }
    }

    /// A small generator of the usual linear kind: tests need repeatable variety, not randomness.
    fn next(seed: &mut u64) -> usize {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) as usize
    }

    #[test]
    fn behaves_like_a_list() {
        let mut seed = 7;
        let mut list: Vec<u64> = Vec::new();
        let mut sequence = Sequence::default();
        for round in 0..4000 {
            let start = next(&mut seed) % (list.len() + 1);
            let most = if round % 97 == 0 { list.len() } else { 12 };
            let end = (start + next(&mut seed) % (most + 1)).min(list.len());
            let count = if round % 50 == 0 { 700 } else { next(&mut seed) % 12 };
            let new: Vec<u64> = (0..count).map(|_| 1 + next(&mut seed) as u64 % 9).collect();
            list.splice(start..end, new.iter().copied());
            sequence = sequence.splice(start..end, new);

            assert_eq!(sequence.len(), list.len());
            assert_eq!(sequence.sum().0, list.iter().sum::<u64>());
            let from = next(&mut seed) % (list.len() + 1);
            assert!(sequence.iter_from(from).eq(&list[from..]));
            assert_eq!(sequence.get(from).map(|found| *found.element), list.get(from).copied());
            let goal = next(&mut seed) as u64 % (sequence.sum().0 + 3);
            let mut running = 0;
            let expected = list.iter().position(|element| {
                running += element;
                running > goal
            });
            let found = sequence.find(|sum| sum.0 > goal);
            assert_eq!(found.as_ref().map(|found| found.index), expected);
            if let Some(found) = found {
                assert_eq!(found.before.0, list[..found.index].iter().sum::<u64>());
            }
        }
    }

    #[test]
    fn stays_shallow() {
        let mut sequence: Sequence<u64> = (0..100_000).collect();
        let mut seed = 3;
        for _ in 0..20_000 {
            let at = next(&mut seed) % sequence.len();
            sequence = sequence.splice(at..at + 1, [1, 2]);
            let at = next(&mut seed) % sequence.len();
            sequence = sequence.splice(at..at + 1, []);
        }
        assert!(sequence.root.height <= 6, "height {}", sequence.root.height);
    }
}
