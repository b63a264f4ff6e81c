//! Keeps the client and the servers on one core.
//!
//! Left alone, a run settles by chance on one core or on two for each server, and the time to wake the other core, which
//! nobody can do anything about, changes its figures threefold. On one core they show what the servers do.

/// Keeps this process, and those it starts from now on, on one core; `false` where that cannot be done.
#[cfg(target_os = "linux")]
pub(crate) fn keep_to_one() -> bool {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

    let Ok(allowed) = sched_getaffinity(None) else {
        return false;
    };
    let Some(last) = (0..CpuSet::MAX_CPU).rev().find(|&core| allowed.is_set(core)) else {
        return false;
    };
    let mut only = CpuSet::new();
    only.set(last);
    sched_setaffinity(None, &only).is_ok()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn keep_to_one() -> bool {
    false
}
