//! How long a completion takes with 10,000 entries more than ship: `cargo bench --bench completion`.
#![allow(clippy::print_stdout, reason = "the figures are what it is for")]

use imr_ls::analysis::{Snapshot, Standards};
use imr_ls::features::completion::complete;
use imr_ls::guidelines::Catalogue;
use imr_ls::layouts::wording::Profile;
use imr_ls::text::Text;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[path = "latency/office.rs"]
mod office;

const ENTRIES: usize = 10_000;
const RUNS: usize = 200;
const BEFORE: &str = "IMR ISSUES, DECISIONS AND RATIONALES\n\nNorco 10/325mg #60: Upheld\n\nClaims Administrator guideline: \
                      Decision based on MTUS Chronic Pain Treatment Guidelines Opioids, criteria for use Page(s): \
                      80.\n\nMAXIMUS guideline: ";
const LINES: [&str; 8] = [
    "",
    "norc",
    "opioid",
    "benzodiazd",
    "Decision based on MTUS Chronic Pain Treatment Guidelines ",
    "Decision based on MTUS Chronic Pain Treatment Guidelines number",
    "Decision based on MTUS Chronic Pain Treatment Guidelines Page(s): 7",
    "78",
];

fn main() {
    let standards = standards();
    for line in LINES {
        let letter = format!("{BEFORE}{line}");
        let snapshot = Snapshot::judged_by(Text::from(letter.as_str()), standards.clone());
        let profile = Profile::default();
        let mut times: Vec<Duration> = (0..RUNS)
            .map(|_| {
                let start = Instant::now();
                black_box(complete(black_box(&snapshot), letter.len(), false, &profile));
                start.elapsed()
            })
            .collect();
        times.sort();
        println!("{:>8.3} ms median, {:>8.3} ms at most: {line:?}", millis(times[RUNS / 2]), millis(times[RUNS - 1]));
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// What ships and as many made-up topics.
fn standards() -> Arc<Standards> {
    let file = office::topics(ENTRIES);
    let (catalogue, problems) = Catalogue::with_files([("made-up.toml", file.as_str())]);
    assert!(problems.is_empty(), "{:?}", problems.first());
    Arc::new(Standards::new(Arc::new(catalogue), Arc::default(), None, Vec::new()))
}
