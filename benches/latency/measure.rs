//! Runs one scenario: every server has the same text open, and their samples are interleaved.

use std::rc::Rc;
use std::thread;
use std::time::{Duration, Instant};

use crate::client::{Client, Failure, Launch, Question};
use crate::random::Random;
use crate::texts::{Place, SEED, Shape, Text};

/// What is measured in one go.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    pub(crate) shape: Shape,
    pub(crate) size: usize,
    pub(crate) places: Vec<Place>,
}

/// How much is measured of each place of a scenario.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// Of two samples each.
    pub(crate) rounds: usize,
    /// How often a server is started and the document opened, and how often there is a burst.
    pub(crate) repeats: usize,
    /// After so much time with one kind of sample a server gives no more of them: others would wait for it, but not learn
    /// more from it.
    pub(crate) time: Duration,
    /// Waited before each sample: nobody types without pauses, and in them everything goes to sleep.
    pub(crate) pause: Duration,
}

/// One server at one place.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) server: String,
    pub(crate) is_peer: bool,
    pub(crate) place: Place,
    pub(crate) figures: Figures,
    pub(crate) failure: Option<Failure>,
}

/// What could be measured; without samples, the server does not offer it or failed at it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) started: Samples,
    pub(crate) opened: Samples,
    pub(crate) findings: Samples,
    pub(crate) completion: Samples,
    pub(crate) outline: Samples,
    pub(crate) outline_bytes: usize,
    pub(crate) burst: Samples,
    pub(crate) processor_time: Option<f64>,
    /// In MB, before the burst.
    pub(crate) peak_memory: Option<f64>,
}

impl Figures {
    /// In nanoseconds; a short answer takes its time for other things than its length.
    pub(crate) fn outline_per_byte(&self) -> Option<f64> {
        const LONG: usize = 100_000;
        let median = self.outline.median().filter(|_| self.outline_bytes > LONG)?;
        Some(median * 1e6 / self.outline_bytes as f64)
    }

    fn samples(&mut self, sample: Sample) -> &mut Samples {
        match sample {
            Sample::Findings => &mut self.findings,
            Sample::Answer(Question::Completion) => &mut self.completion,
            Sample::Answer(Question::Outline) => &mut self.outline,
            Sample::Burst => &mut self.burst,
        }
    }
}

/// Durations in milliseconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Samples(Vec<f64>);

impl Samples {
    pub(crate) fn median(&self) -> Option<f64> {
        self.percentile(0.5)
    }

    /// By the nearest rank.
    pub(crate) fn percentile(&self, quantile: f64) -> Option<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = (quantile * sorted.len() as f64).ceil() as usize;
        sorted.get(rank.saturating_sub(1)).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether a few samples have taken long enough.
    fn has_taken(&self, time: Duration) -> bool {
        const FEW: usize = 3;
        self.0.len() >= FEW && self.0.iter().sum::<f64>() > millis(time)
    }

    pub(crate) fn extend(&mut self, others: &Self) {
        self.0.extend_from_slice(&others.0);
    }

    pub(crate) fn push(&mut self, duration: Duration) {
        self.0.push(millis(duration));
    }
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

#[derive(Clone, Copy)]
enum Sample {
    Findings,
    Answer(Question),
    Burst,
}

struct Contestant<'a> {
    launch: &'a Launch,
    text: Rc<Text>,
    client: Option<Client>,
    /// Whether its text has the place that is edited; those of peers have only one.
    is_here: bool,
    figures: Figures,
    failure: Option<Failure>,
}

/// Measures all servers in all places of a scenario.
pub(crate) fn measure(scenario: &Scenario, launches: &[Launch], effort: Effort) -> Vec<Row> {
    let letter = Rc::new(Text::new(scenario.shape, scenario.size, SEED));
    let contestants = launches.iter().filter_map(|launch| {
        let text = match &launch.peer {
            None => letter.clone(),
            Some(_) if scenario.shape != Shape::Items => return None,
            Some(peer) => Rc::new(Text::of_peer(peer.language, scenario.size, SEED)),
        };
        Some(Contestant::new(launch, text))
    });
    let mut field = Field { contestants: contestants.collect(), random: Random::new(7), effort };
    for _ in 0..effort.repeats {
        field.take_turns(|contestant| contestant.open(effort));
    }
    let mut rows = Vec::new();
    for &place in &scenario.places {
        field.contestants.iter_mut().for_each(|contestant| contestant.go_to(place));
        field.run_place();
        rows.extend(field.contestants.iter_mut().filter_map(|contestant| contestant.row(place)));
    }
    rows
}

struct Field<'a> {
    contestants: Vec<Contestant<'a>>,
    random: Random,
    effort: Effort,
}

impl<'a> Field<'a> {
    fn run_place(&mut self) {
        const WARM_UP: usize = 2;
        const ROUND: [Sample; 3] =
            [Sample::Findings, Sample::Answer(Question::Completion), Sample::Answer(Question::Outline)];
        let effort = self.effort;
        for round in 0..effort.rounds + WARM_UP {
            for sample in ROUND {
                // Two of each, since a character typed and a character removed may cost differently.
                for _ in 0..2 {
                    self.take_turns(|contestant| contestant.sample(sample, round >= WARM_UP, effort));
                }
            }
        }
        self.take_turns(|contestant| contestant.take_stock(effort));
        for _ in 0..effort.repeats {
            self.take_turns(|contestant| contestant.sample(Sample::Burst, true, effort));
        }
    }

    /// One sample a turn, as a person's keystrokes find the caches used by others; and in no fixed order, which would let
    /// some servers always follow a neighbour that leaves them much.
    fn take_turns(&mut self, turn: impl Fn(&mut Contestant<'a>) -> Result<(), Failure>) {
        let mut order: Vec<usize> = (0..self.contestants.len()).collect();
        self.random.shuffle(&mut order);
        for index in order {
            thread::sleep(self.effort.pause);
            self.contestants[index].take_turn(&turn);
        }
    }
}

impl<'a> Contestant<'a> {
    fn new(launch: &'a Launch, text: Rc<Text>) -> Self {
        Self { launch, text, client: None, is_here: false, figures: Figures::default(), failure: None }
    }

    fn go_to(&mut self, place: Place) {
        let position = self.text.position(place);
        self.is_here = position.is_some();
        if let (Some(client), Some(position)) = (&mut self.client, position) {
            client.go_to(&self.text.body, position);
        }
    }

    fn take_turn(&mut self, turn: impl Fn(&mut Self) -> Result<(), Failure>) {
        if self.failure.is_some() {
            return;
        }
        if let Err(failure) = turn(self) {
            self.failure = Some(failure);
            self.client = None;
        }
    }

    fn open(&mut self, effort: Effort) -> Result<(), Failure> {
        if self.figures.opened.has_taken(effort.time) {
            return Ok(());
        }
        // The one before makes room first.
        self.client = None;
        let (mut client, started) = Client::start(self.launch)?;
        self.figures.started.push(started);
        self.figures.opened.push(client.open(&self.text.body)?);
        self.client = Some(client);
        Ok(())
    }

    fn sample(&mut self, sample: Sample, counts: bool, effort: Effort) -> Result<(), Failure> {
        const BURST: u8 = 200;
        let (Some(client), true) = (&mut self.client, self.is_here) else {
            return Ok(());
        };
        if self.figures.samples(sample).has_taken(effort.time) {
            return Ok(());
        }
        let elapsed = match sample {
            Sample::Findings => client.edit()?,
            Sample::Answer(question) if client.answers(question) => {
                let (elapsed, bytes) = client.edit_and_ask(question)?;
                if question == Question::Outline {
                    self.figures.outline_bytes = bytes;
                }
                elapsed
            }
            Sample::Burst if client.answers(Question::Outline) => client.burst(BURST)?,
            Sample::Answer(_) | Sample::Burst => return Ok(()),
        };
        if counts {
            self.figures.samples(sample).push(elapsed);
        }
        Ok(())
    }

    /// What the process has used.
    fn take_stock(&mut self, effort: Effort) -> Result<(), Failure> {
        if let (Some(client), true) = (&mut self.client, self.is_here) {
            self.figures.processor_time = processor_time(client, effort.time)?;
            self.figures.peak_memory = client.peak_memory();
        }
        Ok(())
    }

    fn row(&mut self, place: Place) -> Option<Row> {
        if !self.is_here {
            return None;
        }
        let Figures { started, opened, .. } = self.figures.clone();
        let figures = std::mem::replace(&mut self.figures, Figures { started, opened, ..Figures::default() });
        let (server, is_peer) = (self.launch.name.clone(), self.launch.peer.is_some());
        Some(Row { server, is_peer, place, figures, failure: self.failure.clone() })
    }
}

/// For one edit and its findings, with what the server does after it has answered; in milliseconds.
fn processor_time(client: &mut Client, limit: Duration) -> Result<Option<f64>, Failure> {
    const PAIRS: u32 = 50;
    const REST: Duration = Duration::from_millis(50);
    let start = Instant::now();
    let before = client.processor_time();
    let mut edits = 0;
    while edits == 0 || edits < 2 * PAIRS && start.elapsed() < limit {
        client.edit()?;
        client.edit()?;
        edits += 2;
    }
    thread::sleep(REST);
    let after = client.processor_time();
    Ok(before.zip(after).map(|(before, after)| millis(after.saturating_sub(before) / edits)))
}
