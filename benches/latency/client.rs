//! A blocking client with one document open: the clock runs from the first byte written to the last byte read.

use std::ffi::OsString;
use std::fmt::{self, Display};
use std::io::{self, BufReader, Write};
use std::path::PathBuf;
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::frame;
use crate::languages::Language;
use crate::messages::{self, Changes, Incoming};
use crate::watchdog::Watchdog;

/// How to start a server.
#[derive(Clone, Debug)]
pub(crate) struct Launch {
    pub(crate) name: String,
    pub(crate) program: OsString,
    pub(crate) arguments: Vec<OsString>,
    pub(crate) peer: Option<Peer>,
    /// How long an answer may take.
    pub(crate) patience: Duration,
}

impl Launch {
    pub(crate) fn new(name: &str, program: impl Into<OsString>, arguments: &[&str]) -> Self {
        const PATIENCE: Duration = Duration::from_secs(20);
        Self {
            name: name.to_owned(),
            program: program.into(),
            arguments: arguments.iter().map(OsString::from).collect(),
            peer: None,
            patience: PATIENCE,
        }
    }
}

/// What is different about a server that reads no letters.
#[derive(Clone, Debug)]
pub(crate) struct Peer {
    pub(crate) language: Language,
    /// Where nothing is to be found that it could read besides.
    pub(crate) folder: PathBuf,
}

/// The letter that is open if it does not matter where it is.
const LETTER: &str = "file:///bench/CM14-0000001.imr.txt";

/// Why there is no figure.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    Silent(Duration),
    Ended(String),
    Unfit(&'static str),
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Silent(patience) => write!(f, "no answer in {} s", patience.as_secs()),
            Self::Ended(why) => write!(f, "ended: {why}"),
            Self::Unfit(why) => f.write_str(why),
        }
    }
}

/// What can be asked for after an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    Outline,
    Completion,
}

/// A server under test.
pub(crate) struct Client {
    /// Shared with the thread that writes many edits while their findings are read.
    input: Mutex<ChildStdin>,
    incoming: Reader,
    watchdog: Watchdog,
    uri: String,
    language: Option<Language>,
    capabilities: Value,
    changes: Changes,
    last_id: i64,
    version: i64,
    inserted: bool,
    /// How many findings there were last without the character, and with it.
    findings: [Option<usize>; 2],
}

impl Client {
    /// Starts a server; also tells how long it took until it said what it can.
    pub(crate) fn start(launch: &Launch) -> Result<(Self, Duration), Failure> {
        let mut command = Command::new(&launch.program);
        if let Some(peer) = &launch.peer {
            command.current_dir(&peer.folder);
        }
        let start = Instant::now();
        let mut child = command
            .args(&launch.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Failure::Ended(format!("cannot start {}: {error}", launch.program.display())))?;
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::Unfit("its streams are not piped"));
        };
        let language = launch.peer.as_ref().map(|peer| peer.language);
        let mut client = Self {
            input: Mutex::new(input),
            incoming: Reader { output: BufReader::with_capacity(1 << 16, output), body: Vec::new() },
            watchdog: Watchdog::new(child, launch.patience),
            uri: language.map_or(LETTER, Language::uri).to_owned(),
            language,
            capabilities: Value::Null,
            changes: Changes::default(),
            last_id: 0,
            version: 1,
            inserted: false,
            findings: [None; 2],
        };
        client.initialize()?;
        let started = start.elapsed();
        client.send(&messages::framed(&messages::notification("initialized", &json!({}))))?;
        Ok((client, started))
    }

    fn initialize(&mut self) -> Result<(), Failure> {
        let id = self.next_id();
        let request = messages::request(id, "initialize", &messages::client(self.language.is_some()));
        self.send(&messages::framed(&request))?;
        while self.receive()?.response_to != Some(id) {}
        self.watchdog.answered();
        let mut answer: Value =
            serde_json::from_slice(&self.incoming.body).map_err(|error| Failure::Ended(error.to_string()))?;
        self.capabilities = answer["result"]["capabilities"].take();
        Ok(())
    }

    /// Opens the document, which is the one that is edited from now on; until its first findings.
    pub(crate) fn open(&mut self, text: &str) -> Result<Duration, Failure> {
        self.until_findings(messages::framed(&messages::did_open(&self.uri, self.language, text)))
    }

    /// Like [`Self::open`], under a name of one's own.
    pub(crate) fn open_as(&mut self, uri: String, text: &str) -> Result<Duration, Failure> {
        self.uri = uri;
        self.open(text)
    }

    /// Goes to another of the documents that are open, and there to a place.
    pub(crate) fn turn_to(&mut self, uri: String, text: &str, position: (usize, usize)) {
        self.uri = uri;
        self.go_to(text, position);
    }

    /// Where the edits from now on are, in the text as it was opened.
    pub(crate) fn go_to(&mut self, text: &str, position: (usize, usize)) {
        let sync = &self.capabilities["textDocumentSync"];
        let incremental = *sync == json!(2) || sync["change"] == json!(2);
        self.changes = if incremental { Changes::of_range(position) } else { Changes::of_text(text, position) };
    }

    pub(crate) fn answers(&self, question: Question) -> bool {
        let provider = match question {
            Question::Outline => "documentSymbolProvider",
            Question::Completion => "completionProvider",
        };
        !matches!(self.capabilities[provider], Value::Null | Value::Bool(false))
    }

    /// Types or removes one character, until the findings of that version arrive.
    pub(crate) fn edit(&mut self) -> Result<Duration, Failure> {
        let change = self.toggle();
        let elapsed = self.until_findings(change)?;
        // Else what is measured might be the findings of the version before.
        if self.language.is_some() && self.findings[0] == self.findings[1] {
            return Err(Failure::Unfit("its findings do not follow the edits"));
        }
        Ok(elapsed)
    }

    /// Edits and asks in one write; until the answer is there, and how long it is.
    pub(crate) fn edit_and_ask(&mut self, question: Question) -> Result<(Duration, usize), Failure> {
        let id = self.next_id();
        let mut frames = self.toggle();
        frame::append(&mut frames, &self.question(id, question));

        let start = Instant::now();
        self.send(&frames)?;
        let told = (!self.pulls()).then_some(self.version);
        let outcome = self.incoming.until_answer(&self.input, id, told);
        self.elapsed(start, outcome)
    }

    /// Many edits without a pause and then a request for the outline, until the outline is there.
    pub(crate) fn burst(&mut self, edits: u8) -> Result<Duration, Failure> {
        let id = self.next_id();
        let (first, inserted) = (self.version, self.inserted);
        self.version += i64::from(edits);
        self.inserted ^= edits % 2 == 1;
        let outline = messages::framed(&self.question(id, Question::Outline));

        self.watchdog.answer_is_due();
        // Some peers tell nothing of the last edits.
        let told = self.language.is_none().then_some(self.version);
        let Self { input, incoming, changes, uri, .. } = self;
        let start = Instant::now();
        // A server that writes findings while nobody reads them would stop reading at last.
        let outcome = thread::scope(|scope| {
            scope.spawn(|| {
                (1..=edits).try_for_each(|edit| {
                    let change = changes.did_change(uri, first + i64::from(edit), inserted ^ (edit % 2 == 0));
                    write(input, &messages::framed(&change))
                })?;
                write(input, &outline)
            });
            incoming.until_answer(input, id, told)
        });
        self.elapsed(start, outcome).map(|(elapsed, _)| elapsed)
    }

    /// The most memory the process ever held, in MB, where the system tells.
    pub(crate) fn peak_memory(&self) -> Option<f64> {
        self.status("VmHWM:")
    }

    /// What it holds now, in MB, where the system tells.
    pub(crate) fn memory(&self) -> Option<f64> {
        self.status("VmRSS:")
    }

    fn status(&self, name: &str) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.watchdog.process_id())).ok()?;
        let value = status.lines().find_map(|line| line.strip_prefix(name))?;
        let kib: f64 = value.split_whitespace().next()?.parse().ok()?;
        Some(kib * 1024.0 / 1e6)
    }

    /// How long the threads of the process have been on a processor, where the system tells.
    pub(crate) fn processor_time(&self) -> Option<Duration> {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.watchdog.process_id())).ok()?;
        let times = threads.filter_map(|thread| {
            let times = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
            times.split_whitespace().next()?.parse::<u64>().ok()
        });
        Some(Duration::from_nanos(times.sum()))
    }

    /// Lets the server finish what it does and leave as the protocol asks.
    pub(crate) fn end(mut self) -> Result<(), Failure> {
        const REST: Duration = Duration::from_millis(500);
        let mut before = None;
        while before != self.processor_time() {
            before = self.processor_time();
            thread::sleep(REST);
        }
        let id = self.next_id();
        self.send(&messages::framed(&messages::request(id, "shutdown", &Value::Null)))?;
        while self.receive()?.response_to != Some(id) {}
        self.send(&messages::framed(&messages::notification("exit", &Value::Null)))?;
        // The end of its output is the end of the process.
        while self.receive().is_ok() {}
        Ok(())
    }

    /// Whether findings are asked for, as peers are that offer it; the others tell them.
    fn pulls(&self) -> bool {
        self.language.is_some() && !self.capabilities["diagnosticProvider"].is_null()
    }

    fn until_findings(&mut self, mut frames: Vec<u8>) -> Result<Duration, Failure> {
        let question = self.pulls().then(|| self.next_id());
        if let Some(id) = question {
            frame::append(&mut frames, &messages::pull(&self.uri, id));
        }
        let start = Instant::now();
        self.send(&frames)?;
        loop {
            let incoming = self.receive()?;
            if question.map_or_else(|| incoming.publishes(self.version), |id| incoming.response_to == Some(id)) {
                self.watchdog.answered();
                self.findings[usize::from(self.inserted)] = messages::count_findings(&self.incoming.body);
                return Ok(incoming.at - start);
            }
        }
    }

    fn question(&self, id: i64, question: Question) -> Vec<u8> {
        messages::question(&self.uri, id, question, self.changes.place(self.inserted))
    }

    fn toggle(&mut self) -> Vec<u8> {
        self.version += 1;
        let change = self.changes.did_change(&self.uri, self.version, self.inserted);
        self.inserted = !self.inserted;
        messages::framed(&change)
    }

    fn next_id(&mut self) -> i64 {
        self.last_id += 1;
        self.last_id
    }

    fn send(&mut self, frames: &[u8]) -> Result<(), Failure> {
        self.watchdog.answer_is_due();
        write(&self.input, frames).map_err(|error| self.failure(&error))
    }

    fn receive(&mut self) -> Result<Incoming, Failure> {
        self.incoming.next(&self.input).map_err(|error| self.failure(&error))
    }

    fn elapsed(&self, start: Instant, outcome: io::Result<Answer>) -> Result<(Duration, usize), Failure> {
        let answer = outcome.map_err(|error| self.failure(&error))?;
        self.watchdog.answered();
        if answer.is_error {
            Err(Failure::Unfit("an error for an answer"))
        } else {
            Ok((answer.at - start, answer.bytes))
        }
    }

    fn failure(&self, error: &io::Error) -> Failure {
        self.watchdog.lost_patience().map_or_else(|| Failure::Ended(error.to_string()), Failure::Silent)
    }
}

struct Reader {
    output: BufReader<ChildStdout>,
    body: Vec<u8>,
}

struct Answer {
    at: Instant,
    bytes: usize,
    is_error: bool,
}

impl Reader {
    /// The next message, with the time at which it was complete; what the server asks for is answered.
    fn next(&mut self, input: &Mutex<ChildStdin>) -> io::Result<Incoming> {
        loop {
            if !frame::read_into(&mut self.output, &mut self.body)? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let incoming = Incoming::read(Instant::now(), &self.body);
            match &incoming.reply {
                Some(reply) => write(input, reply)?,
                None => return Ok(incoming),
            }
        }
    }

    /// An answer; and the findings that are told of a version, so that they do not get into the way of what comes next.
    fn until_answer(&mut self, input: &Mutex<ChildStdin>, id: i64, told: Option<i64>) -> io::Result<Answer> {
        let mut answer = None;
        let mut published = told.is_none();
        loop {
            let incoming = self.next(input)?;
            published |= told.is_some_and(|version| incoming.publishes(version));
            if incoming.response_to == Some(id) {
                answer = Some(Answer { at: incoming.at, bytes: self.body.len(), is_error: incoming.is_error });
            }
            if published && let Some(answer) = answer.take() {
                return Ok(answer);
            }
        }
    }
}

fn write(input: &Mutex<ChildStdin>, frames: &[u8]) -> io::Result<()> {
    input.lock().unwrap_or_else(PoisonError::into_inner).write_all(frames)
}
