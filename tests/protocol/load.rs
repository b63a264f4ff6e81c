//! Much at once, and things called off.

use crate::letter::{LETTER, symbols};
use crate::session::{
    CANCELLED, OUTLINE, PATIENCE, Session, URI, about, change, notification, open, part, pulling, pushed_to, request,
    server,
};
use imr_ls::demo::client::read_message;
use serde_json::{Value, json};
use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// Demands that a process never took more than this many megabytes, where the system tells.
pub fn assert_memory_stays_below(megabytes: u64, process: u32) {
    if let Some(peak) = memory(process, "VmHWM:") {
        assert!(peak < megabytes, "{peak} MB");
    }
}

/// How many megabytes a process takes now, where the system tells.
pub fn memory_now(process: u32) -> Option<u64> {
    memory(process, "VmRSS:")
}

fn memory(process: u32, figure: &str) -> Option<u64> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("a running process");
    let taken = status.lines().find_map(|line| line.strip_prefix(figure)?.trim().strip_suffix(" kB"));
    Some(taken.and_then(|taken| taken.parse::<u64>().ok()).expect("a number") / 1024)
}

fn cancel(id: i64) -> Vec<u8> {
    notification("$/cancelRequest", json!({ "id": id }))
}

fn prose(megabytes: usize) -> String {
    LETTER.to_owned() + &"The chart describes no spasm.\n".repeat(megabytes * 1024 * 1024 / 30)
}

/// A text with an outline of some 20 KB.
fn many_items() -> String {
    format!("IMR ISSUES, DECISIONS AND RATIONALES\n{}", "\nSoma 1\n\nDecision rationale: No.\n".repeat(40))
}

#[test]
fn a_cancelled_request_is_answered_once() {
    let mut session = Session::start(pulling());
    let text = prose(10);
    session.write(&open(URI, "imr", 1, &text));
    session.write(&[request(100, OUTLINE, about(URI)), cancel(100)].concat());
    let answer = session.answer_to(100);
    assert!(answer["error"]["code"] == CANCELLED || answer["result"] == symbols(&text, "utf-16"), "{answer}");
    assert_eq!(session.outline(URI), symbols(&text, "utf-16"));
    assert_eq!(session.end(), [Value::Null; 0]);
}

/// A cancellation is read although hundreds of requests are under way: all of them wait for the text to be read.
#[test]
fn one_of_many_requests_can_be_cancelled() {
    let mut session = Session::start(pulling());
    let text = prose(10);
    let mut messages = open(URI, "imr", 1, &text);
    messages.extend((1000..1200).flat_map(|id| request(id, OUTLINE, about(URI))));
    session.write(&[messages, cancel(1150)].concat());
    let expected = symbols(&text, "utf-16");
    for id in (1000..1200).filter(|id| *id != 1150) {
        assert_eq!(session.answer_to(id)["result"], expected);
    }
    assert_eq!(session.answer_to(1150)["error"]["code"], CANCELLED);
    assert_eq!(session.end(), [Value::Null; 0]);
}

/// What a client means by using a number twice nobody knows; it gets two answers, and the session goes on.
#[test]
fn a_number_that_is_used_twice_is_answered_twice() {
    let mut session = Session::start(pulling());
    let text = prose(1);
    let twice = [request(7, OUTLINE, about(URI)), request(7, OUTLINE, about(URI))].concat();
    session.write(&[open(URI, "imr", 1, &text), twice].concat());
    let answers = [session.answer_to(7), session.answer_to(7)];
    assert!(answers.iter().any(|answer| answer["result"] == symbols(&text, "utf-16")), "{answers:?}");
    assert_eq!(session.outline(URI), symbols(&text, "utf-16"));
    assert_eq!(session.end(), [Value::Null; 0]);
}

/// A server whose answers are read by nobody.
fn greeted_server() -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let mut server = server().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("the server starts");
    let mut input = server.stdin.take().expect("an input");
    let mut output = BufReader::new(server.stdout.take().expect("an output"));
    input.write_all(&request("hello", "initialize", json!({ "capabilities": pushed_to() }))).expect("a pipe");
    assert_eq!(read_message(&mut output).expect("frames").expect("an answer")["id"], "hello");
    (server, input, output)
}

/// Even if its answers can no longer be written.
#[test]
fn the_server_ends_with_its_input_although_nobody_reads() {
    let (mut server, mut input, _output) = greeted_server();
    let asked = (0..300).map(|id| request(id, OUTLINE, about(URI))).collect::<Vec<_>>().concat();
    input.write_all(&[open(URI, "imr", 0, &many_items()), asked].concat()).expect("a pipe");
    drop(input);
    let until = Instant::now() + PATIENCE;
    while server.try_wait().expect("a process").is_none() {
        assert!(Instant::now() < until, "the server does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(server.wait().expect("an end").code(), Some(1));
}

/// A client that writes ten thousand edits and requests before it reads anything is only slow.
#[test]
fn a_flood_is_answered_when_the_client_reads_at_last() {
    const FLOOD: usize = 10_000;
    let (mut server, mut input, mut output) = greeted_server();

    // All the answers together take far more room than the server may take.
    let mut messages = open(URI, "imr", 0, &many_items());
    for id in 0..FLOOD {
        messages.extend(change(URI, id, json!([part((2, 5), (2, 6), &(id % 10).to_string())])));
        messages.extend(request(id, OUTLINE, about(URI)));
    }
    let written = Arc::new(AtomicUsize::new(0));
    let progress = written.clone();
    let writing = std::thread::spawn(move || {
        for piece in messages.chunks(4096) {
            input.write_all(piece).expect("a pipe");
            progress.fetch_add(piece.len(), Ordering::Relaxed);
        }
        input
    });
    // Until everything is written, or the server waits for us to read.
    let mut before = usize::MAX;
    while before != written.load(Ordering::Relaxed) {
        before = written.load(Ordering::Relaxed);
        std::thread::sleep(Duration::from_secs(1));
    }

    let (sender, read) = channel();
    std::thread::spawn(move || {
        while let Some(message) = read_message(&mut output).expect("nothing but frames") {
            sender.send(message).expect("somebody reads");
        }
    });
    let (mut answers, mut last_version) = (vec![0; FLOOD], Value::Null);
    while answers.contains(&0) || last_version != FLOOD - 1 {
        let message = read.recv_timeout(PATIENCE).expect("the server goes on");
        match message["id"].as_u64() {
            Some(id) => {
                answers[id as usize] += 1;
                let item = &message["result"][0]["children"][0]["name"];
                assert_eq!(*item, format!("1. Soma {} — undecided", id % 10));
            }
            None => last_version = message["params"]["version"].clone(),
        }
    }
    assert_memory_stays_below(64, server.id());
    drop(writing.join().expect("everything was written"));
    assert_eq!(answers, [1; FLOOD], "every request is answered once");
    assert_eq!(read.iter().count(), 0, "nothing is said twice");
    assert_eq!(server.wait().expect("an end").code(), Some(1));
}
