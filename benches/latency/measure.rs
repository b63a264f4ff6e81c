//! Runs one scenario: every server has the same text open, and their samples are interleaved.

use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Client, Failure, Launch};
use crate::random::Random;
use crate::texts::{Place, Shape, Text};

/// What is measured in one go, with the servers' documents opened once.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    pub(crate) shape: Shape,
    pub(crate) size: usize,
    pub(crate) places: Vec<Place>,
}

/// How long each place of a scenario is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    pub(crate) time: Duration,
    pub(crate) fewest_rounds: usize,
    pub(crate) most_rounds: usize,
    /// Waited before each sample: nobody types without pauses, and in them everything goes to sleep.
    pub(crate) pause: Duration,
}

/// One server at one place.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) server: String,
    pub(crate) place: Place,
    pub(crate) figures: Result<Figures, Failure>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) opened: Duration,
    pub(crate) findings: Samples,
    pub(crate) outline: Samples,
    pub(crate) outline_bytes: usize,
    pub(crate) peak_memory: Option<u64>,
}

/// Durations in milliseconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples(Vec<f64>);

impl Samples {
    pub(crate) fn median(&self) -> f64 {
        self.percentile(0.5)
    }

    /// By the nearest rank.
    pub(crate) fn percentile(&self, quantile: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = (quantile * sorted.len() as f64).ceil() as usize;
        sorted.get(rank.saturating_sub(1)).copied().unwrap_or(f64::NAN)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    fn push(&mut self, duration: Duration) {
        self.0.push(duration.as_secs_f64() * 1e3);
    }
}

#[derive(Clone, Copy)]
enum Metric {
    Findings,
    Outline,
}

struct Contestant {
    server: String,
    state: Result<(Client, Figures), Failure>,
}

/// Measures all servers in all places of a scenario; `text` is what [`Scenario`] describes.
pub(crate) fn measure(scenario: &Scenario, text: &Text, launches: &[Launch], effort: Effort) -> Vec<Row> {
    let mut contestants: Vec<Contestant> = launches.iter().map(|launch| Contestant::open(launch, text)).collect();
    let mut rows = Vec::new();
    for &place in &scenario.places {
        run_place(&mut contestants, text.position(place), effort);
        rows.extend(contestants.iter_mut().map(|contestant| contestant.row(place)));
    }
    rows
}

fn run_place(contestants: &mut [Contestant], position: (usize, usize), effort: Effort) {
    const WARM_UP: usize = 4;
    let mut order: Vec<usize> = (0..contestants.len()).collect();
    let mut random = Random::new(7);
    let start = Instant::now();
    for round in 0..effort.most_rounds + WARM_UP {
        if round >= effort.fewest_rounds + WARM_UP && start.elapsed() > effort.time {
            break;
        }
        // Two of each, since a character typed and a character removed may cost differently.
        for metric in [Metric::Findings, Metric::Findings, Metric::Outline, Metric::Outline] {
            // One sample a turn, as a person's keystrokes find the caches used by others; and in no fixed order, which
            // would let some servers always follow a neighbour that leaves them much.
            random.shuffle(&mut order);
            for &index in &order {
                thread::sleep(effort.pause);
                contestants[index].take_turn(metric, position, round >= WARM_UP);
            }
        }
    }
}

impl Contestant {
    fn open(launch: &Launch, text: &Text) -> Self {
        let state = Client::open(launch, &text.body).map(|(client, opened)| {
            let figures = Figures { opened, ..Figures::default() };
            (client, figures)
        });
        Self { server: launch.name.clone(), state }
    }

    fn take_turn(&mut self, metric: Metric, position: (usize, usize), counts: bool) {
        let Ok((client, figures)) = &mut self.state else {
            return;
        };
        if let Err(failure) = sample(client, figures, metric, position, counts) {
            self.state = Err(failure);
        }
    }

    fn row(&mut self, place: Place) -> Row {
        let figures = match &mut self.state {
            Ok((client, figures)) => {
                let done = Figures { peak_memory: client.peak_memory(), ..std::mem::take(figures) };
                figures.opened = done.opened;
                Ok(done)
            }
            Err(failure) => Err(failure.clone()),
        };
        Row { server: self.server.clone(), place, figures }
    }
}

fn sample(
    client: &mut Client,
    figures: &mut Figures,
    metric: Metric,
    position: (usize, usize),
    counts: bool,
) -> Result<(), Failure> {
    match metric {
        Metric::Findings => {
            let elapsed = client.edit(position)?;
            if counts {
                figures.findings.push(elapsed);
            }
        }
        Metric::Outline => {
            let (elapsed, bytes) = client.edit_and_outline(position)?;
            figures.outline_bytes = bytes;
            if counts {
                figures.outline.push(elapsed);
            }
        }
    }
    Ok(())
}
