//! How sessions begin and end.

use crate::letter::LETTER;
use crate::session::{
    CANCELLED, INVALID_REQUEST, NOT_INITIALIZED, OUTLINE, Session, URI, about, exit, notification, open, pulling,
    request, server,
};
use imr_ls::demo::client::{Client, frame, read_message};
use serde_json::{Value, json};
use std::io::{BufReader, Write};

fn greeting() -> Vec<u8> {
    request("greeting", "initialize", json!({ "processId": null, "rootUri": null, "capabilities": pulling() }))
}

/// Sends the pieces one by one, each when an answer to the one before has come, and then ends the input.
/// Gives ids and error codes of the answers, and the exit code.
fn converse(pieces: &[Vec<u8>]) -> (Vec<(Value, Option<i64>)>, Option<i32>) {
    let mut session = Session::silent();
    let mut messages = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        if at > 0 {
            messages.push(session.client.wait_for(|_| true).expect("an answer"));
        }
        // A server that has ended takes no more.
        let _ = session.client.send_raw(piece);
    }
    let (unread, code) = session.hang_up();
    messages.extend(unread);
    let answer = |message: &Value| (message["id"].clone(), message["error"]["code"].as_i64());
    (messages.iter().map(answer).collect(), code)
}

/// Long enough that reading it takes the server a while.
fn long_letter() -> Vec<u8> {
    open(URI, "imr", 1, &(LETTER.to_owned() + &"The chart describes no spasm. ".repeat(350_000)))
}

#[test]
fn the_exit_code_tells_whether_the_client_left_properly() {
    let half = |message: &[u8]| message[..message.len() / 2].to_vec();
    let (hello, long, ask) = (greeting(), long_letter(), request("ask", OUTLINE, about(URI)));
    let shutdown = request("end", "shutdown", Value::Null);
    let bare = frame(&json!({ "jsonrpc": "2.0", "id": "end", "method": "shutdown" }));
    let after_shutdown = |then: &[&[u8]]| vec![hello.clone(), shutdown.clone(), then.concat()];
    let after_hello = |then: &[&[u8]]| vec![hello.clone(), then.concat()];
    let cases = [
        ("nothing at all", vec![vec![]], 1),
        ("half a header", vec![b"Content-Le".to_vec()], 1),
        ("half a greeting", vec![half(&hello)], 1),
        ("exit before the greeting", vec![exit()], 1),
        ("a greeting", after_hello(&[]), 1),
        ("exit", after_hello(&[&exit()]), 1),
        ("half a shutdown", after_hello(&[&half(&shutdown)]), 1),
        ("shutdown, exit", after_shutdown(&[&exit()]), 0),
        ("shutdown without parameters, exit", vec![hello.clone(), bare, exit()], 0),
        ("shutdown, and then the end", after_shutdown(&[]), 0),
        ("shutdown, exit, and more", after_shutdown(&[&exit(), &hello, &ask]), 0),
        ("shutdown and exit at once", after_hello(&[&shutdown, &exit()]), 0),
        ("everything at once", after_hello(&[&long, &ask, &shutdown, &exit()]), 0),
        ("half of a long text", after_hello(&[&half(&long)]), 1),
        ("a long text", after_hello(&[&long]), 1),
        ("a long text and a question", after_hello(&[&long, &ask]), 1),
        ("a long text, a question, exit", after_hello(&[&long, &ask, &exit()]), 1),
    ];
    for (what, pieces, expected) in cases {
        let (answers, code) = converse(&pieces);
        assert_eq!(code, Some(expected), "{what}");
        // Nobody waits for the answer who has sent `exit` already.
        let ends: Vec<_> = answers.iter().filter(|(id, _)| id == "end").collect();
        assert_eq!(ends.len(), usize::from(expected == 0), "{what}");
        assert!(ends.iter().all(|(_, error)| error.is_none_or(|code| code == CANCELLED)), "{what}: {ends:?}");
    }
}

/// Editors may keep the pipe open for ever.
#[test]
fn the_server_ends_although_its_input_stays_open() {
    for has_shut_down in [true, false] {
        let mut session = Session::start(pulling());
        session.write(&[long_letter(), request("pending", OUTLINE, about(URI))].concat());
        if has_shut_down {
            session.result("shutdown", Value::Null);
        }
        session.write(&exit());
        session.client.wait_for_end().expect("an end");
        assert_eq!(session.hang_up().1, Some(i32::from(!has_shut_down)));
    }
}

#[test]
fn messages_have_their_time() {
    let ask = |id: &str| request(id, OUTLINE, about(URI));
    let shutdown = |id: &str| request(id, "shutdown", Value::Null);
    let early = [notification("x", json!({})), open(URI, "imr", 1, LETTER), ask("early")].concat();
    let pieces =
        [early, shutdown("early too"), greeting(), greeting(), shutdown("end"), [ask("late"), exit()].concat()];
    let expected = [
        ("early", Some(NOT_INITIALIZED)),
        ("early too", Some(NOT_INITIALIZED)),
        ("greeting", None),
        ("greeting", Some(INVALID_REQUEST)),
        ("end", None),
        ("late", Some(INVALID_REQUEST)),
    ];
    assert_eq!(converse(&pieces), (expected.map(|(id, error)| (json!(id), error)).to_vec(), Some(0)));

    let mut session = Session::silent();
    session.write(&open(URI, "imr", 1, LETTER));
    session.client.initialize(pulling()).expect("the session begins");
    assert_eq!(session.outline(URI), Value::Null, "what comes before the greeting is dropped");
    session.end();
}

#[cfg(unix)]
#[test]
fn the_server_does_not_outlive_its_editor() {
    let editor = Client::start(server()).expect("a process starts");
    let greet = |process| {
        let mut session = Session::silent();
        session.result("initialize", json!({ "processId": process, "rootUri": null, "capabilities": {} }));
        session
    };
    let others = [Value::Null, json!(0), json!(-1), json!(i32::MIN)].map(greet);
    let mut session = greet(json!(editor.process()));
    drop(editor);
    session.client.wait_for_end().expect("an end");
    assert_eq!(session.hang_up().1, Some(1));
    // By now the others have looked after their editors, too, which never were.
    for mut session in others {
        assert_eq!(session.outline(URI), Value::Null);
        session.end();
    }
}

/// It holds nothing that could be lost, so it ends at once, at whatever point, and leaves nothing behind.
#[cfg(unix)]
#[test]
fn a_signal_ends_the_server_without_a_word() {
    use rustix::process::{Pid, Signal, kill_process};
    use std::os::unix::process::ExitStatusExt;
    type Point = (&'static str, fn(&mut Session));
    let points: [Point; 4] = [
        ("before the greeting", |_| {}),
        ("after it", |session| drop(session.result("initialize", json!({ "capabilities": {} })))),
        ("at work", |session| {
            session.result("initialize", json!({ "capabilities": pulling() }));
            session.write(&[long_letter(), request("pending", OUTLINE, about(URI))].concat());
        }),
        ("after shutdown", |session| {
            session.result("initialize", json!({ "capabilities": {} }));
            session.result("shutdown", Value::Null);
        }),
    ];
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        for (what, begin) in points {
            let mut session = Session::silent();
            begin(&mut session);
            let process = i32::try_from(session.client.process()).ok().and_then(Pid::from_raw).expect("a process");
            kill_process(process, signal).expect("it is there");
            let status = session.client.wait_for_end().expect("an end");
            assert_eq!(status.signal(), Some(signal.as_raw()), "{what}");
            session.hang_up();
        }
    }
}

/// Writing to nobody is no reason for a signal, nor for a word.
#[cfg(unix)]
#[test]
fn the_server_ends_when_nobody_reads_any_more() {
    use rustix::process::{Pid, Signal, kill_process};
    use std::io::Read;
    use std::process::Stdio;
    let mut server = server();
    server.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut server = server.spawn().expect("the server starts");
    let (mut input, output) = (server.stdin.take().expect("an input"), server.stdout.take().expect("an output"));
    input.write_all(&greeting()).expect("a pipe");
    let mut output = BufReader::new(output);
    assert_eq!(read_message(&mut output).expect("frames").expect("an answer")["id"], "greeting");
    kill_process(Pid::from_child(&server), Signal::PIPE).expect("it is there");
    input.write_all(&request("asked", OUTLINE, about(URI))).expect("a pipe");
    assert_eq!(read_message(&mut output).expect("frames").expect("an answer")["id"], "asked");
    drop(output);
    input.write_all(&request("asked in vain", OUTLINE, about(URI))).expect("a pipe");
    let mut said = String::new();
    server.stderr.take().expect("errors").read_to_string(&mut said).expect("words");
    assert_eq!((server.wait().expect("an end").code(), said.as_str()), (Some(1), ""));
}
