//! The command line.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::client::{Launch, Peer};
use crate::languages::Language;
use crate::measure::{Effort, Scenario};
use crate::texts::{Place, SEED, Shape, Text};

pub(crate) const HELP: &str = "\
Latency of the server beside a hand-written floor (echo), the bare framework and servers for other languages.

cargo bench --bench latency -- [OPTIONS]
cargo bench --bench latency -- instructions [OPTIONS]
                                                    instead of time, count the server's instructions under valgrind;
                                                    of the options it knows --filter, --sizes and --write
cargo bench --bench latency -- soak [OPTIONS]       type over 50 open letters for as long as --minutes says
cargo bench --bench latency -- text SHAPE SIZE      print one of the texts; SHAPE as in the tables, such as 'many items',
                                                    or what a peer reads, such as toml

    --filter WORDS      only what has WORDS in its name, such as 'many items', '5 MB, date' or 'open'
    --sizes 5K,50K,5M   these sizes
    --transports        every transport of the bare framework
    --server 'CMD ARGS' another server to measure; may be repeated
    --peers DIR         the servers that benches/peers.sh has put there, too
    --rounds N          two samples of each kind in each round (200)
    --seconds N         a server that takes longer for one kind of sample gives no more of it (6)
    --pause MS          wait before each sample (1)
    --unpinned          let client and servers run on any core (one by default)
    --minutes N         how long to soak (60)
    --write FILE        also write the tables, as Markdown, in place of those in the file
";

/// What to do; see [`HELP`].
#[derive(Debug, Default)]
pub(crate) struct Options {
    pub(crate) transports: bool,
    smoke: bool,
    pub(crate) filter: String,
    pub(crate) sizes: Option<Vec<usize>>,
    rounds: Option<usize>,
    pub(crate) servers: Vec<Launch>,
    seconds: f64,
    pause: f64,
    pub(crate) unpinned: bool,
    pub(crate) minutes: f64,
    pub(crate) write: Option<PathBuf>,
}

pub(crate) const KB: usize = 1_000;
pub(crate) const MB: usize = 1_000_000;

impl Options {
    pub(crate) fn parse(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self { smoke: true, seconds: 6.0, pause: 1.0, minutes: 60.0, ..Self::default() };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            // `cargo bench` says so itself; without it, and without any option, this is only a check that nothing is broken.
            options.smoke = false;
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--bench" => {}
                "--unpinned" => options.unpinned = true,
                "--transports" => options.transports = true,
                "--filter" => options.filter = value()?,
                "--sizes" => options.sizes = Some(value()?.split(',').map(size).collect::<Result<_, _>>()?),
                "--server" => options.servers.push(server(&value()?)?),
                "--peers" => options.servers.extend(peers(&value()?)?),
                "--rounds" => options.rounds = Some(value()?.parse().map_err(|_| "--rounds needs a number")?),
                "--seconds" => options.seconds = value()?.parse().map_err(|_| "--seconds needs a number")?,
                "--pause" => options.pause = value()?.parse().map_err(|_| "--pause needs a number")?,
                "--minutes" => options.minutes = value()?.parse().map_err(|_| "--minutes needs a number")?,
                "--write" => options.write = Some(value()?.into()),
                _ => return Err(format!("unknown option {argument}; see --help")),
            }
        }
        Ok(options)
    }

    pub(crate) fn scenarios(&self) -> Vec<Scenario> {
        let mut scenarios = Vec::new();
        for shape in Shape::ALL {
            for &size in self.sizes(shape) {
                let mut places = Place::ALL.to_vec();
                places.retain(|place| name(shape, size, *place).contains(&self.filter));
                if !places.is_empty() {
                    scenarios.push(Scenario { shape, size, places });
                }
            }
        }
        scenarios
    }

    fn sizes(&self, shape: Shape) -> &[usize] {
        match (&self.sizes, shape) {
            (Some(sizes), _) => sizes,
            _ if self.smoke => &[5 * KB],
            (_, Shape::Items) => &[5 * KB, 50 * KB, 500 * KB, 5 * MB, 10 * MB],
            (_, Shape::GiantItem | Shape::GiantLine) => &[500 * KB, 10 * MB],
        }
    }

    pub(crate) fn effort(&self) -> Effort {
        Effort {
            rounds: self.rounds.unwrap_or(if self.smoke { 1 } else { 200 }),
            repeats: if self.smoke { 1 } else { 5 },
            time: Duration::from_secs_f64(self.seconds),
            pause: Duration::from_secs_f64(self.pause / 1e3),
        }
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
pub(crate) fn text(kind: &str, size_text: &str) -> Result<Text, String> {
    let size = size(size_text)?;
    let shape = Shape::ALL.into_iter().find(|shape| shape.name() == kind);
    let letter = shape.map(|shape| Text::new(shape, size, SEED));
    let text = letter.or_else(|| Language::from_id(kind).map(|language| Text::of_peer(language, size, SEED)));
    text.ok_or_else(|| format!("no text is called {kind}"))
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
    let words: Vec<&str> = command.split_whitespace().collect();
    let (program, arguments) = words.split_first().ok_or("--server needs a command")?;
    let name = Path::new(program).file_name().unwrap_or_default();
    Ok(Launch::new(&name.to_string_lossy(), program, arguments))
}

/// Reads the list beside the peers: a line for each, with its name, its language and its command.
fn peers(folder: &str) -> Result<Vec<Launch>, String> {
    let folder = Path::new(folder).canonicalize().map_err(|error| format!("no peers at {folder}: {error}"))?;
    let list = fs::read_to_string(folder.join("list")).map_err(|error| format!("no list of peers: {error}"))?;
    let peer = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, language, command] = fields[..] else {
            return Err(format!("{line} describes no peer"));
        };
        let language = Language::from_id(language).ok_or_else(|| format!("no text is in {language}"))?;
        let Launch { program, arguments, patience, .. } = server(command)?;
        let peer = Some(Peer { language, folder: folder.join("nothing") });
        Ok(Launch { name: name.to_owned(), program: folder.join(program).into(), arguments, peer, patience })
    };
    list.lines().map(peer).collect()
}
