//! The command line.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use crate::client::Launch;
use crate::measure::{Effort, Scenario};
use crate::texts::{Place, SEED, Shape, Text};

pub(crate) const HELP: &str = "\
Latency of the server beside a hand-written floor (echo) and the bare framework.

cargo bench --bench latency -- [OPTIONS]
cargo bench --bench latency -- text SHAPE SIZE      print one of the texts; SHAPE as in the tables, such as 'many items'

    --full              every text, size and place, and every transport of the bare framework
    --filter WORDS      only scenarios whose name holds WORDS, such as 'giant line' or '5 MB'
    --sizes 5K,50K,5M   only these sizes
    --server 'CMD ARGS' another server to measure; may be repeated
    --seconds N         how long each place is measured (6, or 10 with --full)
    --pause MS          wait before each sample (1)
    --unpinned          let client and servers run on any core (one by default)
    --write FILE        also write the tables, as Markdown
";

/// What to do; see [`HELP`].
#[derive(Debug, Default)]
pub(crate) struct Options {
    pub(crate) full: bool,
    pub(crate) smoke: bool,
    pub(crate) filter: String,
    pub(crate) sizes: Option<Vec<usize>>,
    pub(crate) servers: Vec<Launch>,
    pub(crate) seconds: Option<f64>,
    pub(crate) pause: f64,
    pub(crate) unpinned: bool,
    pub(crate) write: Option<PathBuf>,
}

const KB: usize = 1_000;
const MB: usize = 1_000_000;
const SIZES: [usize; 5] = [5 * KB, 50 * KB, 500 * KB, 5 * MB, 10 * MB];

impl Options {
    pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self { smoke: true, pause: 1.0, ..Self::default() };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            // `cargo bench` says so itself; without it, and without any option, this is only a check that nothing is broken.
            options.smoke = false;
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--bench" => {}
                "--unpinned" => options.unpinned = true,
                "--full" => options.full = true,
                "--filter" => options.filter = value()?,
                "--sizes" => options.sizes = Some(value()?.split(',').map(size).collect::<Result<_, _>>()?),
                "--server" => options.servers.push(server(&value()?)?),
                "--seconds" => options.seconds = Some(value()?.parse().map_err(|_| "--seconds needs a number")?),
                "--pause" => options.pause = value()?.parse().map_err(|_| "--pause needs a number")?,
                "--write" => options.write = Some(value()?.into()),
                _ => return Err(format!("unknown option {argument}; see --help")),
            }
        }
        Ok(options)
    }

    pub(crate) fn scenarios(&self) -> Vec<Scenario> {
        let sizes: &[usize] = self.sizes.as_deref().unwrap_or(if self.smoke { &SIZES[..1] } else { &SIZES });
        let mut scenarios = Vec::new();
        for shape in Shape::ALL {
            for &size in sizes {
                let places = self.places(shape, size);
                if !places.is_empty() {
                    scenarios.push(Scenario { shape, size, places });
                }
            }
        }
        scenarios
    }

    pub(crate) fn effort(&self) -> Effort {
        let seconds = self.seconds.unwrap_or(match (self.smoke, self.full) {
            (true, _) => 0.0,
            (_, true) => 10.0,
            _ => 6.0,
        });
        Effort {
            time: Duration::from_secs_f64(seconds),
            fewest_rounds: if self.smoke { 1 } else { 15 },
            most_rounds: 2_000,
            pause: Duration::from_secs_f64(self.pause / 1e3),
        }
    }

    fn places(&self, shape: Shape, size: usize) -> Vec<Place> {
        // An ordinary run shows each effect once: growth with the size, the place of the edit, the shape of the text.
        let in_short_run = |place: &Place| {
            self.full
                || self.sizes.is_some()
                || match shape {
                    Shape::Items => *place == Place::Rationale || size == 500 * KB,
                    Shape::GiantItem | Shape::GiantLine => *place == Place::Rationale && size == 5 * MB,
                }
        };
        let mut places = Place::ALL.to_vec();
        places.retain(in_short_run);
        places.retain(|place| name(shape, size, *place).contains(&self.filter));
        places
    }
}

/// What `--filter` looks at.
pub(crate) fn name(shape: Shape, size: usize, place: Place) -> String {
    format!("{}, {}, {}", shape.name(), size_name(size), place.name())
}

pub(crate) fn size_name(size: usize) -> String {
    match size {
        MB.. => format!("{} MB", size / MB),
        KB.. => format!("{} KB", size / KB),
        _ => format!("{size} B"),
    }
}

/// One of the texts, for a look at it or for other tools.
pub(crate) fn text(shape: &str, size_text: &str) -> Result<Text, String> {
    let named = Shape::ALL.into_iter().find(|other| other.name() == shape);
    let shape = named.ok_or_else(|| format!("no text is called {shape}"))?;
    Ok(Text::new(shape, size(size_text)?, SEED))
}

fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let factor = match text[digits.len()..].trim() {
        "" | "B" => 1,
        "K" | "KB" => KB,
        "M" | "MB" => MB,
        _ => return Err(format!("{text} is no size: write 500K or 5M")),
    };
    digits.parse::<usize>().map(|number| number * factor).map_err(|_| format!("{text} is no size: write 500K or 5M"))
}

fn server(command: &str) -> Result<Launch, String> {
    let mut words = command.split_whitespace().map(OsString::from);
    let program = words.next().ok_or("--server needs a command")?;
    let name = PathBuf::from(&program).file_name().map(|name| name.to_string_lossy().into_owned());
    Ok(Launch { name: name.unwrap_or_default(), program, arguments: words.collect() })
}
