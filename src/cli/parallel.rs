//! Work on many things on all cores, the results in order.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

/// So many are worked on before any result is taken, if so many are at hand; so memory stays the same however many there are.
const AT_ONCE: usize = 64;
/// How often is looked whether to go on, if nothing comes.
const PATIENCE: Duration = Duration::from_millis(100);

/// Works on things as they come and takes the results in their order. What comes slowly is not waited for: what is there is
/// worked on at once. Ends early if `goes_on` says so. Tells whether all was listed.
pub(super) fn in_order<I, O, L>(
    list: impl FnOnce() -> L + Send + 'static,
    work: impl Fn(I) -> O + Sync,
    mut take: impl FnMut(Vec<O>),
    goes_on: impl Fn() -> bool,
) -> bool
where
    I: Send + 'static,
    O: Send,
    L: Iterator<Item = I>,
{
    let (sender, receiver) = sync_channel(AT_ONCE);
    // Nobody waits for it unless it has ended: it may be reading what never comes.
    let lister = thread::spawn(move || {
        for input in list() {
            if sender.send(input).is_err() {
                return;
            }
        }
    });
    while goes_on() {
        let first = match receiver.recv_timeout(PATIENCE) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return lister.join().is_ok(),
        };
        let inputs: Vec<I> = std::iter::once(first).chain(receiver.try_iter().take(AT_ONCE - 1)).collect();
        let done = match inputs.len() {
            // Threads are not worth their while.
            1 => inputs.into_iter().map(&work).collect(),
            _ => inputs.into_par_iter().map(&work).collect(),
        };
        take(done);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn results_come_in_order() {
        let mut taken = Vec::new();
        assert!(in_order(|| 0..9999, |number: u32| number * 2, |done| taken.extend(done), || true));
        assert_eq!(taken, (0..9999).map(|number| number * 2).collect::<Vec<_>>());
    }

    #[test]
    fn what_never_comes_is_not_waited_for() {
        let (sender, endless) = std::sync::mpsc::channel::<u32>();
        sender.send(1).expect("somebody listens");
        let taken = Cell::new(0);
        let take = |done: Vec<u32>| taken.set(taken.get() + done.len());
        assert!(!in_order(move || endless.into_iter(), |number| number, take, || taken.get() == 0));
        assert_eq!(taken.get(), 1);
    }

    #[test]
    fn a_list_that_breaks_off_is_told_of() {
        let breaks = || (0..3).inspect(|number| assert!(*number < 2, "planted"));
        let mut taken = Vec::new();
        assert!(!in_order(breaks, |number: u32| number, |done| taken.extend(done), || true));
        assert_eq!(taken, [0, 1]);
    }
}
