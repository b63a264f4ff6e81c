//! Instructions of a keystroke, which no load of the machine changes: whether it costs more where there is more of anything.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use rayon::prelude::*;

use crate::client::{Client, Launch};
use crate::options::{KB, MB, Options, size_name};
use crate::texts::{Place, SEED, Shape, Text};
use crate::{machine, office, page};

/// So many edits in each place; what is counted is what [`MORE`] of them in one place add, so that starting does not count.
const FEW: usize = 20;
const MORE: usize = 200;
/// As often as much as the first row may a keystroke cost.
const FLAT: f64 = 2.0;

/// What a row of the table tells of.
struct Case {
    name: String,
    text: Text,
    /// More topics than ship, in a catalogue file of the office.
    topics: usize,
    /// More letters that are open.
    letters: usize,
}

/// Counts, prints the table, and puts it into the page if asked to.
pub(crate) fn count(options: &Options) -> Result<(), String> {
    let is_there = Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_ok();
    if !is_there {
        println!("Instructions are not counted: valgrind is not installed.");
        return Ok(());
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("instructions");
    let mut cases = cases(options);
    cases.retain(|case| case.name.contains(&options.filter));
    let rows = cases.iter().enumerate().map(|(number, case)| case.count(&folder.join(number.to_string())));
    let table = table(&cases, &rows.collect::<Result<Vec<_>, _>>()?);
    print!("{table}");
    options.write.as_ref().map_or(Ok(()), |path| page::put("instructions", &table, path))
}

fn cases(options: &Options) -> Vec<Case> {
    let sizes = options.sizes.as_deref().unwrap_or(&[5 * KB, 50 * KB, 500 * KB, 10 * MB]);
    let of_size = |size| Text::new(Shape::Items, size, SEED);
    let case = |name: String, text| Case { name, text, topics: 0, letters: 0 };
    let mut cases: Vec<Case> = sizes.iter().map(|&size| case(size_name(size), of_size(size))).collect();
    for count in [10, 50, 190] {
        cases.push(case(format!("{count} items"), Text::of_items(count, false, SEED)));
    }
    for count in [10, 50, 190] {
        cases.push(case(format!("{count} items, each with a finding"), Text::of_items(count, true, SEED)));
    }
    for topics in [1_000, 10_000] {
        let name = format!("5 KB, {topics} topics more in the catalogue");
        cases.push(Case { topics, ..case(name, of_size(5 * KB)) });
    }
    for letters in [10, 100] {
        cases.push(Case { letters, ..case(format!("5 KB, {letters} letters more open"), of_size(5 * KB)) });
    }
    cases
}

impl Case {
    /// The instructions of a keystroke in each place.
    fn count(&self, folder: &Path) -> Result<Vec<f64>, String> {
        let catalogue = folder.join("guidelines");
        fs::create_dir_all(&catalogue)
            .and_then(|()| fs::write(catalogue.join("office.toml"), office::topics(self.topics)))
            .map_err(|error| format!("cannot write to {}: {error}", folder.display()))?;
        let runs: Vec<Option<Place>> = [None].into_iter().chain(Place::ALL.map(Some)).collect();
        eprintln!("counting: {}", self.name);
        let totals = runs.par_iter().map(|place| self.run(folder, *place)).collect::<Result<Vec<u64>, _>>()?;
        Ok(totals[1..].iter().map(|total| total.saturating_sub(totals[0]) as f64 / MORE as f64).collect())
    }

    /// The instructions of a whole session, with more edits in one place.
    fn run(&self, folder: &Path, more_in: Option<Place>) -> Result<u64, String> {
        const PATIENCE: Duration = Duration::from_secs(1_800);
        let log = folder.join(format!("{}.log", more_in.map_or("few", Place::name)));
        let to_log = format!("--log-file={}", log.display());
        let tool = ["--tool=callgrind", "--callgrind-out-file=/dev/null", &to_log];
        let arguments = [&tool[..], &[env!("CARGO_BIN_EXE_imr-ls"), "server"]].concat();
        let launch = Launch { patience: PATIENCE, ..Launch::new("imr-ls", "valgrind", &arguments) };
        self.play(&launch, folder, more_in).map_err(|failure| format!("{}: {failure}", self.name))?;
        collected(&log).ok_or_else(|| format!("{} tells of no instructions", log.display()))
    }

    fn play(&self, launch: &Launch, folder: &Path, more_in: Option<Place>) -> Result<(), crate::client::Failure> {
        let (mut client, _) = Client::start(launch)?;
        for number in (0..=self.letters).rev() {
            client.open_as(format!("file://{}/CM14-{number:07}.imr.txt", folder.display()), &self.text.body)?;
        }
        for (place, position) in Place::ALL.into_iter().filter_map(|place| Some((place, self.text.position(place)?))) {
            client.go_to(&self.text.body, position);
            let edits = if more_in == Some(place) { FEW + MORE } else { FEW };
            for _ in 0..edits {
                client.edit()?;
            }
        }
        client.end()
    }
}

/// What valgrind says at the end.
fn collected(log: &PathBuf) -> Option<u64> {
    let log = fs::read_to_string(log).ok()?;
    let (_, count) = log.lines().find_map(|line| line.split_once("Collected : "))?;
    count.trim().parse().ok()
}

fn table(cases: &[Case], rows: &[Vec<f64>]) -> String {
    let columns: String = Place::ALL.iter().map(|place| format!(" {} |", place.name())).collect();
    let mut table = format!("\n{}\n\n| |{columns}\n|---|{}\n", machine::description(), "---|".repeat(Place::ALL.len()));
    for (case, row) in cases.iter().zip(rows) {
        let _ = write!(table, "| {} |", case.name);
        for (count, first) in row.iter().zip(&rows[0]) {
            let (thousands, ratio) = (count / 1e3, count / first);
            let _ = match ratio {
                _ if std::ptr::eq(row, &rows[0]) => write!(table, " {thousands:.0} |"),
                ..=FLAT => write!(table, " {thousands:.0} ({ratio:.1}) |"),
                _ => write!(table, " {thousands:.0} (**{ratio:.1}**) |"),
            };
        }
        table.push('\n');
    }
    table.push('\n');
    table
}
