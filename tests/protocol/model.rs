//! A client that does whatever the protocol allows, in any order, against a model that knows nothing but texts.

#![allow(clippy::print_stdout, reason = "a long run has to say how much memory it took")]

use crate::agreement::line;
use crate::letter::{LETTER, Writer, assert_sound, findings, plain, symbols};
use crate::load::memory_now;
use crate::session::{OUTLINE, PUBLISH, PULL, Session, able, about, close, notification, open, request};
use crate::support::program::{out, run_with_input};
use crate::support::properties::INTERNAL_ERROR;
use crate::support::seeds::{REQUESTS, question};
use crate::support::{Chance, read_letter};
use imr_ls::demo::client::frame;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

/// So many letters may be open at once.
const LETTERS: usize = 4;
/// After so many messages everything has to be answered, and all findings have to be those of the texts.
const BATCH: usize = 40;

/// After so many messages a server has taken what it needs,
const SETTLED: usize = 1000;
/// and takes no more than so many megabytes beside that, however long the session lasts.
const GROWTH: u64 = 16;

/// What is expected of an answer.
enum Expected {
    /// That it comes.
    Any,
    /// The outline of the text as it was.
    Outline(Value),
}

struct Reviewer {
    session: Session,
    encoding: &'static str,
    pulls: bool,
    chance: Chance,
    letters: [Option<Writer>; LETTERS],
    texts: Vec<String>,
    asked: BTreeMap<usize, Expected>,
    last_id: usize,
    /// The findings that were pushed last, by letter.
    pushed: HashMap<String, Value>,
    sent: usize,
}

impl Reviewer {
    fn new(encoding: &'static str, pulls: bool, seed: u64) -> Self {
        let crlf = read_letter(Path::new("tests/letters/2014-word-bom-crlf.txt"));
        Reviewer {
            session: Session::start(able(if pulls { "diagnostic" } else { "publishDiagnostics" }, &[encoding])),
            encoding,
            pulls,
            chance: Chance::new(seed),
            letters: [const { None }; LETTERS],
            texts: vec![String::new(), LETTER.to_owned(), LETTER.replace('\n', "\r"), crlf],
            asked: BTreeMap::new(),
            last_id: 0,
            pushed: HashMap::new(),
            sent: 0,
        }
    }

    /// The next thing that a reviewer and their editor might do.
    fn next(&mut self) -> Vec<u8> {
        self.sent += 1;
        let which = self.chance.below(LETTERS);
        match (&mut self.letters[which], self.chance.below(16)) {
            (Some(letter), 0..=5) => letter.write(),
            (None, 0..=5) => {
                let text = &self.texts[self.chance.below(self.texts.len())];
                let letter = Writer::new(&uri(which), text, self.encoding, self.sent as u64);
                let message = letter.open();
                self.letters[which] = Some(letter);
                message
            }
            (Some(_), 6) => {
                self.letters[which] = None;
                close(&uri(which))
            }
            (Some(letter), 7..=9) => {
                let expected = Expected::Outline(symbols(&letter.text, self.encoding));
                let id = self.ask(expected);
                request(id, OUTLINE, about(&uri(which)))
            }
            (_, 10) if self.last_id > 0 => {
                let id = self.last_id - self.chance.below(self.last_id.min(3));
                self.asked.entry(id).and_modify(|expected| *expected = Expected::Any);
                notification("$/cancelRequest", json!({ "id": id }))
            }
            (_, 11) => {
                let ignored = [json!([]), json!(["IMR2"]), json!(["IMR"])][self.chance.below(3)].take();
                configured(&ignored)
            }
            _ => {
                let method = REQUESTS[self.chance.below(REQUESTS.len())];
                let (line, character) = (self.chance.below(40), self.chance.below(60));
                let id = self.ask(Expected::Any);
                frame(&question(id, method, &uri(which), line, character))
            }
        }
    }

    fn ask(&mut self, expected: Expected) -> usize {
        self.last_id += 1;
        self.asked.insert(self.last_id, expected);
        self.last_id
    }

    /// Takes messages until the awaited one has come and everything that was asked is answered.
    fn read_until(&mut self, mut is_awaited: impl FnMut(&Value) -> bool) {
        let mut has_come = false;
        while !has_come || !self.asked.is_empty() {
            let mut message = self.session.client.wait_for(|_| true).expect("an answer to everything");
            has_come |= is_awaited(&message);
            if message["method"] == PUBLISH {
                let uri = message["params"]["uri"].as_str().expect("an address").to_owned();
                self.pushed.insert(uri, message["params"].take());
            } else if message.get("method").is_none() {
                assert_ne!(message["error"]["code"], INTERNAL_ERROR, "{message}");
                let id = message["id"].as_u64().and_then(|id| usize::try_from(id).ok()).expect("a number");
                match self.asked.remove(&id).unwrap_or_else(|| panic!("{id} is answered again: {message}")) {
                    Expected::Any => {}
                    Expected::Outline(outline) => {
                        assert_sound(&message["result"], None);
                        assert_eq!(message["result"], outline, "an edit is lost before request {id}");
                    }
                }
            }
        }
    }

    /// Demands that everything is answered, and that the findings are those of the texts as they are now.
    fn come_to_rest(&mut self) {
        let mut messages = configured(&json!([]));
        if self.pulls {
            let id = self.ask(Expected::Any);
            self.session.write(&[messages, request(id, OUTLINE, about("untitled:none"))].concat());
            self.read_until(|message| message["id"] == id);
        } else {
            // It is pushed when all else has been.
            let barrier = format!("untitled:barrier {}", self.sent);
            messages.extend(open(&barrier, "imr", 1, ""));
            self.session.write(&messages);
            self.read_until(|message| message["params"]["uri"] == barrier);
            self.session.write(&close(&barrier));
        }
        for which in 0..LETTERS {
            let told = match (&self.letters[which], self.pulls) {
                (Some(_), true) => self.session.result(PULL, about(&uri(which)))["items"].take(),
                (Some(letter), false) => {
                    let pushed = &self.pushed[&letter.uri];
                    assert_eq!(pushed["version"], letter.version, "the last edit is not judged");
                    pushed["diagnostics"].clone()
                }
                (None, _) => {
                    let pushed = self.pushed.get(&uri(which)).map(|pushed| &pushed["diagnostics"]);
                    assert!(pushed.is_none_or(|left| *left == json!([])), "a closed letter has findings: {pushed:?}");
                    continue;
                }
            };
            let Some(letter) = &self.letters[which] else { continue };
            assert_eq!(plain(&told), findings(&letter.text, self.encoding), "{:?}", letter.text);
        }
    }

    /// Demands that the command line finds nothing else in the letters that are open.
    fn compare_with_the_command_line(&mut self) {
        for which in 0..LETTERS {
            let Some(letter) = &self.letters[which] else { continue };
            let text = letter.text.clone();
            let told = self.session.result(PULL, about(&uri(which)))["items"].take();
            let told: Vec<String> = told.as_array().expect("a list").iter().map(|one| line("-", one)).collect();
            let output = run_with_input(&["check", "--draft", "--format", "concise", "-"], text.as_bytes());
            for found in out(&output).lines() {
                let (_, found) = found.split_once(':').expect("a place");
                assert!(told.contains(&format!("-:{found}")), "{found} is missing in {told:?}");
            }
        }
    }
}

fn uri(which: usize) -> String {
    format!("untitled:{which}")
}

fn configured(ignored: &Value) -> Vec<u8> {
    notification(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "imr": { "rules": { "ignore": ignored } } } }),
    )
}

fn review(encoding: &'static str, pulls: bool, seed: u64, messages: usize) {
    let mut reviewer = Reviewer::new(encoding, pulls, seed);
    let mut early = None;
    while reviewer.sent < messages {
        let batch: Vec<u8> = (0..BATCH).flat_map(|_| reviewer.next()).collect();
        reviewer.session.write(&batch);
        reviewer.come_to_rest();
        if reviewer.sent <= SETTLED {
            early = memory_now(reviewer.session.client.process());
        }
    }
    if let (Some(early), Some(late)) = (early, memory_now(reviewer.session.client.process())) {
        let asks = if pulls { "pulls" } else { "is pushed to" };
        println!("{encoding}, {asks}: {early} MB after {SETTLED} messages, {late} MB after {}", reviewer.sent);
        assert!(late < early + GROWTH, "memory grows from {early} to {late} MB");
    }
    if pulls && encoding == "utf-32" {
        reviewer.compare_with_the_command_line();
    }
    let unread = reviewer.session.end();
    assert!(unread.iter().all(|message| message["method"] == PUBLISH), "{unread:?}");
}

/// `make soak` asks for more of them.
#[test]
fn whatever_a_client_does_nothing_is_lost() {
    let messages = std::env::var("SOAK_MESSAGES").map_or(6000, |count| count.parse().expect("a number"));
    for (seed, encoding) in (1..).zip(["utf-8", "utf-16", "utf-32"]) {
        for pulls in [false, true] {
            review(encoding, pulls, seed, messages / 6);
        }
    }
}
