//! A blocking client with one document open: the clock runs from the first byte written to the last byte read.

use std::ffi::OsString;
use std::fmt::{self, Display};
use std::io::{self, BufReader, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::frame;
use crate::messages::{self, Incoming, URI};
use crate::watchdog::{PATIENCE, Watchdog};

/// How to start a server.
#[derive(Clone, Debug)]
pub(crate) struct Launch {
    pub(crate) name: String,
    pub(crate) program: OsString,
    pub(crate) arguments: Vec<OsString>,
}

/// Why there is no figure.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    Silent,
    Ended(String),
    Unfit(&'static str),
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Silent => write!(f, "no answer in {} s", PATIENCE.as_secs()),
            Self::Ended(why) => write!(f, "ended: {why}"),
            Self::Unfit(why) => f.write_str(why),
        }
    }
}

/// A server under test.
pub(crate) struct Client {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    body: Vec<u8>,
    watchdog: Watchdog,
    last_id: i64,
    version: i64,
    inserted: bool,
}

impl Client {
    /// Starts a server and opens a document in it; also tells how long it took from there to its first findings.
    pub(crate) fn open(launch: &Launch, text: &str) -> Result<(Self, Duration), Failure> {
        let mut child = Command::new(&launch.program)
            .args(&launch.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Failure::Ended(format!("cannot start {}: {error}", launch.program.display())))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::Unfit("its streams are not piped"));
        };
        let mut client = Self {
            input,
            output: BufReader::with_capacity(1 << 16, output),
            body: Vec::new(),
            watchdog: Watchdog::new(child),
            last_id: 0,
            version: 1,
            inserted: false,
        };
        client.initialize()?;
        let opened = client.until_published(&messages::did_open(text))?;
        Ok((client, opened))
    }

    fn initialize(&mut self) -> Result<(), Failure> {
        let id = self.next_id();
        self.say(&messages::request(id, "initialize", &messages::client()))?;
        while self.receive()?.response_to != Some(id) {}
        let answer: Value = serde_json::from_slice(&self.body).map_err(|error| Failure::Ended(error.to_string()))?;
        let sync = &answer["result"]["capabilities"]["textDocumentSync"];
        if *sync != json!(2) && sync["change"] != json!(2) {
            return Err(Failure::Unfit("no incremental sync"));
        }
        self.say(&messages::notification("initialized", &json!({})))
    }

    /// Types or removes one character at a place, until the findings of that version arrive.
    pub(crate) fn edit(&mut self, position: (usize, usize)) -> Result<Duration, Failure> {
        let change = self.toggle(position);
        self.until_published(&messages::framed(&change))
    }

    /// Edits and asks for the outline in one write; until the outline is there, and how long it is.
    pub(crate) fn edit_and_outline(&mut self, position: (usize, usize)) -> Result<(Duration, usize), Failure> {
        let id = self.next_id();
        let mut frames = messages::framed(&self.toggle(position));
        let document = json!({"textDocument": {"uri": URI}});
        frame::append(&mut frames, &messages::request(id, "textDocument/documentSymbol", &document));

        let start = Instant::now();
        self.send(&frames)?;
        let mut outline = None;
        let mut published = false;
        while outline.is_none() || !published {
            let incoming = self.receive()?;
            if incoming.response_to == Some(id) {
                if incoming.is_error {
                    return Err(Failure::Unfit("no outline"));
                }
                outline = Some((incoming.at - start, self.body.len()));
            }
            published |= incoming.publishes(self.version);
        }
        self.watchdog.answered();
        outline.ok_or(Failure::Unfit("no outline"))
    }

    /// The most memory the process ever held, in KiB, where the system tells.
    pub(crate) fn peak_memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.watchdog.process_id())).ok()?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        peak.split_whitespace().next()?.parse().ok()
    }

    fn until_published(&mut self, frames: &[u8]) -> Result<Duration, Failure> {
        let start = Instant::now();
        self.send(frames)?;
        loop {
            let incoming = self.receive()?;
            if incoming.publishes(self.version) {
                self.watchdog.answered();
                return Ok(incoming.at - start);
            }
        }
    }

    fn toggle(&mut self, (line, column): (usize, usize)) -> Vec<u8> {
        let (end, text) = if self.inserted { (column + 1, "") } else { (column, "x") };
        self.inserted = !self.inserted;
        self.version += 1;
        messages::did_change(self.version, line, column..end, text)
    }

    fn next_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    fn say(&mut self, body: &[u8]) -> Result<(), Failure> {
        self.watchdog.answer_is_due();
        frame::write(&mut self.input, body).map_err(|error| self.failure(&error))
    }

    fn send(&mut self, frames: &[u8]) -> Result<(), Failure> {
        self.watchdog.answer_is_due();
        self.input.write_all(frames).map_err(|error| self.failure(&error))
    }

    /// The next message, with the time at which it was complete; what the server asks for is answered.
    fn receive(&mut self) -> Result<Incoming, Failure> {
        loop {
            match frame::read_into(&mut self.output, &mut self.body) {
                Ok(true) => {}
                Ok(false) => return Err(self.failure(&io::ErrorKind::UnexpectedEof.into())),
                Err(error) => return Err(self.failure(&error)),
            }
            let incoming = Incoming::read(Instant::now(), &self.body);
            match &incoming.reply {
                Some(reply) => self.input.write_all(reply).map_err(|error| self.failure(&error))?,
                None => return Ok(incoming),
            }
        }
    }

    fn failure(&self, error: &io::Error) -> Failure {
        if self.watchdog.has_bitten() { Failure::Silent } else { Failure::Ended(error.to_string()) }
    }
}
