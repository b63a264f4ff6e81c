//! The tables.

use std::env;
use std::fmt::Write;

use crate::measure::{Figures, Row, Samples, Scenario};
use crate::options::{name, size_name};
use crate::texts::{Place, Shape};

/// The servers that the others are compared with.
pub(crate) const ECHO: &str = "echo";
pub(crate) const BARE: &str = "bare b";

const EXPLANATION: &str = "\
Milliseconds from the first byte of an edit written to the last byte of the answer read, one character typed or removed
at a time. *Findings*: until the diagnostics of that version are there. *Outline*: the edit and a request for the outline
in one write, until the outline is there. `echo` is a hand-written loop that answers constants, the least that the protocol
costs; `echo --apply` keeps the text besides; `bare b` answers the same constants through the framework (`a`: tokio's
standard streams, `b`: descriptors watched by the runtime, `c`: two threads). *Opened* is one single sample, *memory* the
peak of the process. The samples of all servers are interleaved in one run: the ratios say more than the times.
";

/// The rows measured so far, and where.
pub(crate) struct Report {
    machine: String,
    pinned: bool,
    rows: Vec<(Shape, usize, Row)>,
}

impl Report {
    pub(crate) fn new(machine: String, pinned: bool) -> Self {
        let rows = Vec::new();
        Self { machine, pinned, rows }
    }

    /// Takes the rows of a scenario, and gives them as text for somebody waiting.
    pub(crate) fn add(&mut self, scenario: &Scenario, rows: Vec<Row>) -> String {
        let mut text = String::new();
        let floors = |rows: &[Row], place| Floors::of(rows.iter().filter(|row| row.place == place));
        for &place in &scenario.places {
            let floors = floors(&rows, place);
            let _ = writeln!(text, "\n{}\n", name(scenario.shape, scenario.size, place));
            let _ = write!(text, "{}", Table::HEAD);
            for row in rows.iter().filter(|row| row.place == place) {
                let _ = writeln!(text, "{}", line(scenario.size, row, &floors));
            }
        }
        self.rows.extend(rows.into_iter().map(|row| (scenario.shape, scenario.size, row)));
        text
    }

    /// All tables, with the machine and the command.
    pub(crate) fn markdown(&self) -> String {
        let arguments: Vec<String> = env::args().skip(1).filter(|argument| argument != "--bench").map(quoted).collect();
        let mut text = format!("# Performance\n\n{EXPLANATION}\n{}\n", self.machine);
        let cores = if self.pinned { "one core" } else { "any core" };
        let _ = writeln!(text, "Client and servers ran on {cores}.");
        let arguments = arguments.join(" ");
        let _ = writeln!(text, "Command: `cargo bench --bench latency -- {arguments}`.");
        for shape in Shape::ALL {
            for place in Place::ALL {
                text.push_str(&self.table(shape, place));
            }
        }
        text
    }

    fn table(&self, shape: Shape, place: Place) -> String {
        let rows = || self.rows.iter().filter(|(other, _, row)| *other == shape && row.place == place);
        if rows().next().is_none() {
            return String::new();
        }
        let mut text = format!("\n## {}, edited in: {}\n\n{}", capitalised(shape.name()), place.name(), Table::HEAD);
        for (_, size, row) in rows() {
            let floors = Floors::of(rows().filter(|(_, other, _)| other == size).map(|(_, _, row)| row));
            let _ = writeln!(text, "{}", line(*size, row, &floors));
        }
        text
    }
}

struct Table;

impl Table {
    const HEAD: &str = "\
| size | server | findings p50 | p99 | × echo | × bare | outline p50 | p99 | × echo | × bare | outline bytes | ns per byte | opened | memory | samples |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|
";
}

/// Medians of the two floors.
#[derive(Default)]
struct Floors {
    findings: [Option<f64>; 2],
    outline: [Option<f64>; 2],
}

impl Floors {
    fn of<'a>(rows: impl Iterator<Item = &'a Row>) -> Self {
        let mut floors = Self::default();
        for row in rows {
            let Some(index) = [ECHO, BARE].iter().position(|name| *name == row.server) else {
                continue;
            };
            if let Ok(figures) = &row.figures {
                floors.findings[index] = Some(figures.findings.median());
                floors.outline[index] = Some(figures.outline.median());
            }
        }
        floors
    }
}

fn line(size: usize, row: &Row, floors: &Floors) -> String {
    let start = format!("| {} | {} |", size_name(size), row.server);
    match &row.figures {
        Ok(figures) => format!("{start} {}", cells(figures, floors)),
        Err(failure) => format!("{start} {failure} |{}", " |".repeat(12)),
    }
}

fn cells(figures: &Figures, floors: &Floors) -> String {
    let bytes = figures.outline_bytes;
    format!(
        "{} | {} | {bytes} | {} | {} | {} | {} |",
        timing(&figures.findings, floors.findings),
        timing(&figures.outline, floors.outline),
        significant(figures.outline.median() * 1e6 / bytes.max(1) as f64),
        significant(figures.opened.as_secs_f64() * 1e3),
        figures.peak_memory.map_or_else(|| "-".to_owned(), |kib| format!("{:.1} MB", kib as f64 * 1024.0 / 1e6)),
        figures.findings.len(),
    )
}

fn timing(samples: &Samples, floors: [Option<f64>; 2]) -> String {
    let median = samples.median();
    let [echo, bare] =
        floors.map(|floor| floor.map_or_else(|| "-".to_owned(), |floor| format!("{:.2}", median / floor)));
    format!("{} | {} | {echo} | {bare}", significant(median), significant(samples.percentile(0.99)))
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

fn quoted(argument: String) -> String {
    if argument.contains(' ') { format!("'{argument}'") } else { argument }
}

fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
