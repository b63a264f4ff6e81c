//! The tables.

use std::env;
use std::fmt::Write;
use std::ops::RangeInclusive;

use crate::machine;
use crate::measure::{Figures, Row, Samples, Scenario};
use crate::options::{KB, MB, name, size_name};
use crate::texts::{Place, Shape};

/// The servers that the others are compared with.
pub(crate) const ECHO: &str = "echo";
pub(crate) const APPLY: &str = "echo --apply";
pub(crate) const BARE: &str = "bare b";
pub(crate) const PRODUCT: &str = "imr-ls";

/// A figure of each server at each size.
struct Measure {
    title: &'static str,
    explanation: &'static str,
    of: fn(&Figures) -> Option<f64>,
}

const MAIN: Measure = Measure {
    title: "A keystroke, beside other servers",
    explanation: "Milliseconds from the first byte of an edit written to the last byte of its findings read; medians.",
    of: |figures| figures.findings.median(),
};

const DETAILS: [Measure; 7] = [
    Measure {
        title: "A keystroke, the slowest of a hundred",
        explanation: "The same, but the 99th percentile.",
        of: |figures| figures.findings.percentile(0.99),
    },
    Measure {
        title: "Processor time of an edit and its findings",
        explanation: "Milliseconds on the processor, whatever else ran on it; edits without a pause, caches warm.",
        of: |figures| figures.processor_time,
    },
    Measure {
        title: "Completion after an edit",
        explanation: "Milliseconds; the edit and the request leave in one write.",
        of: |figures| figures.completion.median(),
    },
    Measure {
        title: "Outline after an edit",
        explanation: "Milliseconds; the edit and the request leave in one write.",
        of: |figures| figures.outline.median(),
    },
    Measure {
        title: "A burst of 200 edits, then an outline",
        explanation: "Milliseconds until the outline is there.",
        of: |figures| figures.burst.median(),
    },
    Measure {
        title: "Opening",
        explanation: "Milliseconds from opening the text, in a server just started, to its first findings.",
        of: |figures| figures.opened.median(),
    },
    Measure { title: "Peak memory", explanation: "MB, before the burst.", of: |figures| figures.peak_memory },
];

/// What the product may need at most at some sizes.
struct Aim {
    words: &'static str,
    sizes: RangeInclusive<usize>,
    of: fn(&Figures) -> Option<f64>,
    limit: fn(&Contest, usize) -> Option<f64>,
}

/// The figures that an aim looks at, all of one size.
struct Contest<'a> {
    echo: &'a Figures,
    apply: &'a Figures,
    bare: &'a Figures,
    own: &'a Figures,
}

const ANY: RangeInclusive<usize> = 0..=usize::MAX;
const UP_TO_500_KB: RangeInclusive<usize> = 0..=500 * KB;
const FROM_10_MB: RangeInclusive<usize> = 10 * MB..=usize::MAX;
/// Beyond this an outline takes as long as its answer is long.
const ORDINARY: RangeInclusive<usize> = 0..=5 * KB;

const AIMS: [Aim; 13] = [
    Aim {
        words: "findings, ms: 2 × `echo`",
        sizes: UP_TO_500_KB,
        of: |own| own.findings.median(),
        limit: |contest, _| Some(2.0 * contest.echo.findings.median()?),
    },
    Aim {
        words: "findings, ms: 1.3 × `bare b`",
        sizes: UP_TO_500_KB,
        of: |own| own.findings.median(),
        limit: |contest, _| Some(1.3 * contest.bare.findings.median()?),
    },
    Aim {
        words: "findings, ms: `echo --apply`",
        sizes: FROM_10_MB,
        of: |own| own.findings.median(),
        limit: |contest, _| contest.apply.findings.median(),
    },
    Aim {
        words: "findings, 99th percentile, ms: 5 × the median",
        sizes: ANY,
        of: |own| own.findings.percentile(0.99),
        limit: |contest, _| Some(5.0 * contest.own.findings.median()?),
    },
    Aim {
        words: "completion, ms: 2 × `echo`",
        sizes: UP_TO_500_KB,
        of: |own| own.completion.median(),
        limit: |contest, _| Some(2.0 * contest.echo.completion.median()?),
    },
    Aim {
        words: "completion, ms: 1.3 × `bare b`",
        sizes: UP_TO_500_KB,
        of: |own| own.completion.median(),
        limit: |contest, _| Some(1.3 * contest.bare.completion.median()?),
    },
    Aim {
        words: "completion, ms: `echo --apply`",
        sizes: FROM_10_MB,
        of: |own| own.completion.median(),
        limit: |contest, _| contest.apply.completion.median(),
    },
    Aim {
        words: "outline, ms: 2 × `echo`",
        sizes: ORDINARY,
        of: |own| own.outline.median(),
        limit: |contest, _| Some(2.0 * contest.echo.outline.median()?),
    },
    Aim {
        words: "outline, ms: 1.3 × `bare b`",
        sizes: ORDINARY,
        of: |own| own.outline.median(),
        limit: |contest, _| Some(1.3 * contest.bare.outline.median()?),
    },
    Aim { words: "outline, ns a byte", sizes: ANY, of: Figures::outline_per_byte, limit: |_, _| Some(10.0) },
    Aim {
        words: "burst, ms: `echo --apply`",
        sizes: FROM_10_MB,
        of: |own| own.burst.median(),
        limit: |contest, _| contest.apply.burst.median(),
    },
    Aim {
        words: "peak memory, MB: `bare b` and twice the text",
        sizes: ANY,
        of: |own| own.peak_memory,
        limit: |contest, size| Some(contest.bare.peak_memory? + 2.0 * size as f64 / 1e6),
    },
    Aim {
        words: "start-up, ms: 2 × `echo`",
        sizes: ANY,
        of: |own| own.started.median(),
        limit: |contest, _| Some(2.0 * contest.echo.started.median()?),
    },
];

/// The rows measured so far, and where.
pub(crate) struct Report {
    machine: String,
    load: String,
    pinned: bool,
    rows: Vec<(Shape, usize, Row)>,
}

impl Report {
    pub(crate) fn new(machine: String, pinned: bool) -> Self {
        Self { machine, load: machine::load(), pinned, rows: Vec::new() }
    }

    /// Takes the rows of a scenario, and gives them as text for somebody waiting.
    pub(crate) fn add(&mut self, scenario: &Scenario, rows: Vec<Row>) -> String {
        const HEAD: &str = "\
| server | findings | p99 | samples | processor | completion | outline | bytes | burst | started | opened | memory | |
|---|---|---|---|---|---|---|---|---|---|---|---|---|";
        let mut text = String::new();
        for &place in &scenario.places {
            let _ = writeln!(text, "\n{}\n\n{HEAD}", name(scenario.shape, scenario.size, place));
            for row in rows.iter().filter(|row| row.place == place) {
                let _ = writeln!(text, "{}", line(row));
            }
        }
        self.rows.extend(rows.into_iter().map(|row| (scenario.shape, scenario.size, row)));
        text
    }

    /// All tables.
    pub(crate) fn markdown(&self) -> String {
        let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").map(quoted).collect();
        let cores = if self.pinned { "one core" } else { "any core" };
        let mut text = format!(
            "\n{}\nClient and servers on {cores}; load {} at the start, {} at the end.\n`cargo bench --bench latency -- {}`\n",
            self.machine,
            self.load,
            machine::load(),
            arguments.join(" "),
        );
        self.grid(&mut text, "##", &MAIN);
        self.aims(&mut text);
        text.push_str(&self.places());
        for measure in &DETAILS {
            self.grid(&mut text, "###", measure);
        }
        self.started(&mut text);
        self.failures(&mut text);
        text.push('\n');
        text
    }

    /// Where all servers take part.
    fn contest(&self) -> impl Iterator<Item = (usize, &Row)> {
        let rows = self.rows.iter();
        rows.filter(|(shape, _, row)| *shape == Shape::Items && row.place == Place::Rationale)
            .map(|(_, size, row)| (*size, row))
    }

    fn grid(&self, text: &mut String, heading: &str, measure: &Measure) {
        let sizes = self.sizes();
        let first = sizes.first().copied();
        let servers = self.contest().filter(|(size, _)| Some(*size) == first).map(|(_, row)| row.server.as_str());
        let value = |server: &str, size| {
            let (_, row) = self.contest().find(|(other, row)| *other == size && row.server == server)?;
            (measure.of)(&row.figures)
        };
        let Measure { title, explanation, .. } = measure;
        let _ = write!(text, "\n{heading} {title}\n\n{explanation}\n\n{}", head(&sizes));
        for server in servers {
            let _ = write!(text, "| {server} |");
            for &size in &sizes {
                let own = value(PRODUCT, size).filter(|_| server != PRODUCT);
                let _ = match (value(server, size), own) {
                    (None, _) => write!(text, " – |"),
                    (Some(value), None) => write!(text, " **{}** |", significant(value)),
                    (Some(value), Some(own)) => write!(text, " {} ({}) |", significant(value), times(value / own)),
                };
            }
            text.push('\n');
        }
    }

    /// What the product takes, and what it should take at most.
    fn aims(&self, text: &mut String) {
        text.push_str(
            "\n## Aims\n\nWhat imr-ls needs, and in brackets what it should need at most; what is more than that is bold.\n\n",
        );
        let sizes = self.sizes();
        text.push_str(&head(&sizes));
        for Aim { words, sizes: those, of, limit } in &AIMS {
            let cells = sizes.iter().map(|size| {
                let contest = self.at(*size).filter(|_| those.contains(size))?;
                Some((of(contest.own)?, limit(&contest, *size)?))
            });
            let _ = write!(text, "| {words} |");
            for cell in cells {
                let _ = match cell {
                    Some((own, limit)) if own > limit => {
                        write!(text, " **{}** ({}) |", significant(own), significant(limit))
                    }
                    Some((own, limit)) => write!(text, " {} ({}) |", significant(own), significant(limit)),
                    None => write!(text, " |"),
                };
            }
            text.push('\n');
        }
        text.push_str("\nWhere a peer needs less than imr-ls:");
        let mut is_any = false;
        for measure in [&MAIN].into_iter().chain(&DETAILS) {
            for (size, peer) in self.contest().filter(|(_, row)| row.is_peer) {
                let own = self.at(size).and_then(|contest| (measure.of)(contest.own));
                if let (Some(own), Some(peers)) = (own, (measure.of)(&peer.figures))
                    && peers < own
                {
                    let (title, size) = (measure.title.to_lowercase(), size_name(size));
                    let (server, peers, own) = (&peer.server, significant(peers), significant(own));
                    let _ = write!(text, "\n- {title}, {size}: {server} {peers}, imr-ls {own}");
                    is_any = true;
                }
            }
        }
        text.push_str(if is_any { "\n" } else { " nowhere.\n" });
    }

    fn sizes(&self) -> Vec<usize> {
        let mut sizes: Vec<usize> = self.contest().map(|(size, _)| size).collect();
        sizes.dedup();
        sizes
    }

    fn at(&self, size: usize) -> Option<Contest<'_>> {
        let of = |server| {
            let (_, row) = self.contest().find(|(other, row)| *other == size && row.server == server)?;
            Some(&row.figures)
        };
        Some(Contest { echo: of(ECHO)?, apply: of(APPLY)?, bare: of(BARE)?, own: of(PRODUCT)? })
    }

    /// All texts, sizes and places that letters have.
    fn places(&self) -> String {
        let mut text = "\n## Every text and place\n\nMilliseconds from an edit to its findings, and from an edit to the outline.\n\n\
            | text | size | edited | echo | echo --apply | bare b | imr-ls | × echo | × bare | its p99 | outline | ns a byte |\n\
            |---|---|---|---|---|---|---|---|---|---|---|---|\n"
            .to_owned();
        for (shape, size, row) in self.rows.iter().filter(|(_, _, row)| row.server == PRODUCT) {
            let floor = |server: &str| {
                let same = |(other, other_size, other_row): &&(Shape, usize, Row)| {
                    other == shape && other_size == size && other_row.place == row.place && other_row.server == server
                };
                self.rows.iter().find(same).and_then(|(_, _, row)| (MAIN.of)(&row.figures))
            };
            let figures = &row.figures;
            let own = figures.findings.median();
            let ratio = |floor: Option<f64>| own.zip(floor).map(|(own, floor)| own / floor);
            let (echo, bare) = (floor(ECHO), floor(BARE));
            let cells = [echo, floor(APPLY), bare, own, ratio(echo), ratio(bare)];
            let cells = cells
                .into_iter()
                .chain([figures.findings.percentile(0.99), figures.outline.median(), figures.outline_per_byte()])
                .map(cell);
            let (size, place) = (size_name(*size), row.place.name());
            let _ = writeln!(text, "| {} | {size} | {place} |{}", shape.name(), cells.collect::<String>());
        }
        text
    }

    fn started(&self, text: &mut String) {
        text.push_str("\n### Start-up\n\nMilliseconds from the start of the process to its answer to `initialize`.\n\n| | |\n|---|---|\n");
        let mut pooled: Vec<(&str, Samples)> = Vec::new();
        for (_, row) in self.contest() {
            match pooled.iter_mut().find(|(server, _)| *server == row.server) {
                Some((_, samples)) => samples.extend(&row.figures.started),
                None => pooled.push((&row.server, row.figures.started.clone())),
            }
        }
        for (server, samples) in pooled {
            let _ = writeln!(text, "| {server} |{}", cell(samples.median()));
        }
    }

    fn failures(&self, text: &mut String) {
        text.push_str("\nA dash: not offered, or given up because of this:\n\n");
        for (shape, size, row) in &self.rows {
            if let Some(failure) = &row.failure {
                let _ = writeln!(text, "- {}: {}: {failure}", name(*shape, *size, row.place), row.server);
            }
        }
    }
}

/// The head of a table with a column for each size.
fn head(sizes: &[usize]) -> String {
    let columns: String = sizes.iter().map(|size| format!(" {} |", size_name(*size))).collect();
    format!("| |{columns}\n|---|{}\n", "---|".repeat(sizes.len()))
}

fn line(row: &Row) -> String {
    let figures = &row.figures;
    let cells = [figures.findings.median(), figures.findings.percentile(0.99), Some(figures.findings.len() as f64)]
        .into_iter()
        .chain([figures.processor_time, figures.completion.median(), figures.outline.median()])
        .chain([Some(figures.outline_bytes as f64), figures.burst.median(), figures.started.median()])
        .chain([figures.opened.median(), figures.peak_memory])
        .map(cell);
    let failure = row.failure.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("| {} |{} {failure} |", row.server, cells.collect::<String>())
}

fn cell(number: Option<f64>) -> String {
    number.map_or_else(|| " – |".to_owned(), |number| format!(" {} |", significant(number)))
}

/// Three digits that mean something.
fn significant(number: f64) -> String {
    let decimals = match number.abs() {
        100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        _ => 3,
    };
    format!("{number:.decimals$}")
}

/// Two digits are enough for a ratio.
fn times(ratio: f64) -> String {
    let decimals = match ratio {
        10.0.. => 0,
        1.0.. => 1,
        _ => 2,
    };
    format!("{ratio:.decimals$}")
}

fn quoted(argument: String) -> String {
    if argument.contains(' ') { format!("'{argument}'") } else { argument }
}
