//! Whatever comes in, the session goes on; what should be answered is answered with the right error.

use crate::letter::{LETTER, symbols};
use crate::session::{
    INTERNAL_ERROR, INVALID_PARAMS, INVALID_REQUEST, METHOD_NOT_FOUND, OUTLINE, PARSE_ERROR, Session, URI, about,
    change, notification, open, part, pulling, request,
};
use serde_json::{Value, json};

fn framed(body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    [format!("Content-Length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

/// Sends `noise` between two good requests, and demands exactly these errors beside their answers.
fn assert_answers(what: &str, noise: &[u8], expected: &[(Value, i64)]) {
    let mut session = Session::start(pulling());
    let good = |id: &str| request(id, OUTLINE, about(URI));
    session.write(&[&good("before"), noise, &good("after")].concat());
    let (mut answers, code) = session.hang_up();
    for id in ["before", "after"] {
        let at = answers.iter().position(|answer| answer["id"] == id && answer.get("result").is_some());
        answers.remove(at.unwrap_or_else(|| panic!("{what}: no answer {id} in {answers:?}")));
    }
    let errors: Vec<_> =
        answers.iter().map(|answer| (answer["id"].clone(), answer["error"]["code"].as_i64())).collect();
    let expected: Vec<_> = expected.iter().map(|(id, code)| (id.clone(), Some(*code))).collect();
    assert_eq!((errors, code), (expected, Some(1)), "{what}");
}

#[test]
fn bodies_that_are_no_messages() {
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let with = |params: &str| format!(r#"{{"jsonrpc":"2.0","method":"x","params":{params}}}"#);
    let malformed = ["", " \r\n", r#"{"jsonrpc":"#, "{} {}", "\0\u{1}", &"[".repeat(100_000), &deep(100_000)];
    let params = ["[1e999]", "\"\u{1}\"", r#""\ud8""#, r#""\x""#, &deep(100_000), &deep(200)].map(with);
    let beside = format!(r#"{{"jsonrpc":"2.0","method":"x","beside":{}}}"#, deep(200));
    for body in malformed.into_iter().chain(params.iter().map(String::as_str)).chain([beside.as_str()]) {
        assert_answers(&body[..body.len().min(80)], &framed(body), &[(Value::Null, PARSE_ERROR)]);
    }
    for bytes in [&b"\xff\xfe"[..], b"na\xefve", b"\xe2\x80"] {
        assert_answers("invalid UTF-8", &framed(bytes), &[(Value::Null, PARSE_ERROR)]);
        let (start, end) = (&br#"{"jsonrpc":"2.0","method":"x","params":""#[..], &br#""}"#[..]);
        assert_answers("invalid UTF-8 in a text", &framed([start, bytes, end].concat()), &[(Value::Null, PARSE_ERROR)]);
    }
    let invalid = [
        ("5", Value::Null),
        ("\"exit\"", Value::Null),
        ("null", Value::Null),
        ("{}", Value::Null),
        ("[]", Value::Null),
        (r#"[{"jsonrpc":"2.0","method":"exit"}]"#, Value::Null),
        (r#"["2.0","exit",null,null,null]"#, Value::Null),
        (r#"{"jsonrpc":"2.0","method":"x","params":[],"params":[]}"#, Value::Null),
        (r#"{"id":1,"method":"shutdown"}"#, json!(1)),
        (r#"{"jsonrpc":"1.0","id":"a","method":"shutdown"}"#, json!("a")),
        (r#"{"jsonrpc":2.0,"method":"exit"}"#, Value::Null),
        (r#"{"jsonrpc":"2.0","id":1.5,"method":"shutdown"}"#, Value::Null),
        (r#"{"jsonrpc":"2.0","id":[1],"method":"shutdown"}"#, Value::Null),
        (r#"{"jsonrpc":"2.0","id":true,"method":"shutdown"}"#, Value::Null),
        (r#"{"jsonrpc":"2.0","id":18446744073709551615,"method":"x"}"#, Value::Null),
        (r#"{"jsonrpc":"2.0","method":5}"#, Value::Null),
        (r#"{"jsonrpc":"2.0","id":7}"#, json!(7)),
        (r#"{"jsonrpc":"2.0","id":7,"error":"no"}"#, json!(7)),
    ];
    for (body, id) in invalid {
        assert_answers(body, &framed(body), &[(id, INVALID_REQUEST)]);
    }
}

#[test]
fn headers_of_every_kind() {
    let body = r#"{"jsonrpc":"2.0","id":1,"method":"x"}"#;
    let (answer, error) = ((json!(1), METHOD_NOT_FOUND), (Value::Null, PARSE_ERROR));
    let many = format!("{}Content-Length: #\r\n\r\n", "X-Header: y\r\n".repeat(50));
    let garbage = "g".repeat(300_000) + "\r\nContent-Length: #\r\n\r\n";
    let both = [error.clone(), answer.clone()];
    let cases: [(&str, &[(Value, i64)]); 15] = [
        ("content-length: #\r\n\r\n", &both[1..]),
        ("CONTENT-LENGTH:#\r\n\r\n", &both[1..]),
        ("Content-Type: application/vscode-jsonrpc; charset=utf8\r\nContent-Length: #\r\n\r\n", &both[1..]),
        ("Content-Length: #\r\nContent-Type: text/plain\r\n\r\n", &both[1..]),
        (&many, &both[1..]),
        ("Content-Length: #\n\n", &both[1..]),
        ("\r\n\r\nContent-Length: #\r\n\r\n", &both[1..]),
        ("garbage\r\n\r\nContent-Length: #\r\n\r\n", &both),
        ("\0é\r\n\r\nContent-Length: #\r\n\r\n", &both),
        ("garbageContent-Length: #\r\n\r\n", &both[1..]),
        (&garbage, &both[1..]),
        ("Content-Length: some\r\n\r\n", &both[..1]),
        ("Content-Length: -1\r\n\r\n", &both[..1]),
        ("Content-Length: 99999999999999999999999\r\n\r\n", &both[..1]),
        ("Content-Length: 5\r\n\r\n", &both[..1]),
    ];
    for (headers, expected) in cases {
        let noise = headers.replace('#', &body.len().to_string()) + body;
        assert_answers(&headers[..headers.len().min(80)], noise.as_bytes(), expected);
    }
}

#[test]
fn messages_that_mean_nothing() {
    let silent = [
        framed(r#"{"jsonrpc":"2.0","id":99,"result":null}"#),
        framed(r#"{"jsonrpc":"2.0","id":null,"error":{"code":-1,"message":"no"}}"#),
        notification("imr/unknown", json!([])),
        notification("$/unknown", json!({})),
        notification("$/cancelRequest", json!({ "id": 12345 })),
        notification("$/cancelRequest", json!({ "id": {} })),
        notification(OUTLINE, about(URI)),
        notification("textDocument/didOpen", json!({})),
    ];
    for noise in silent {
        assert_answers(&String::from_utf8_lossy(&noise), &noise, &[]);
    }
    let without_params = framed(format!(r#"{{"jsonrpc":"2.0","id":1,"method":"{OUTLINE}"}}"#));
    let answered = [
        (request(1, "imr/unknown", Value::Null), json!(1), METHOD_NOT_FOUND),
        (request("ä", "textDocument/moniker", json!({})), json!("ä"), METHOD_NOT_FOUND),
        (request(-3, "$/unknown", json!({})), json!(-3), METHOD_NOT_FOUND),
        (request(1, "textDocument/didOpen", json!({})), json!(1), INVALID_REQUEST),
        (request(1, OUTLINE, json!({ "textDocument": 5 })), json!(1), INVALID_PARAMS),
        (without_params, json!(1), INVALID_PARAMS),
    ];
    for (noise, id, code) in answered {
        assert_answers(&String::from_utf8_lossy(&noise), &noise, &[(id, code)]);
    }
}

#[test]
fn a_body_that_is_too_long_is_skipped() {
    const MIB: usize = 1024 * 1024;
    let mut session = Session::start(pulling());
    session.write(format!("Content-Length: {}\r\n\r\n", 257 * MIB).as_bytes());
    let piece = b"Content-Length: 2\r\n\r\n{}..........".repeat(MIB / 32);
    for _ in 0..257 {
        session.write(&piece[..MIB]);
    }
    session.write(&open(URI, "imr", 1, LETTER));
    assert_eq!(session.outline(URI), symbols(LETTER, "utf-16"));
    assert_eq!(session.answer_to(Value::Null)["error"]["code"], INVALID_REQUEST);
    crate::load::assert_memory_stays_below(64, session.client.process());
    assert_eq!(session.end(), [Value::Null; 0]);
}

/// A line of 10 MB, in a body that is filled up to 64 MiB.
#[test]
fn long_bodies_and_long_lines_are_read() {
    let text = LETTER.to_owned() + &"The chart describes no spasm. ".repeat(10 * 1024 * 1024 / 30);
    let message = String::from_utf8(open(URI, "imr", 1, &text)).expect("text");
    let body = message.split_once("\r\n\r\n").expect("a frame").1;
    let mut session = Session::start(pulling());
    session.write(&framed(" ".repeat(64 * 1024 * 1024) + body));
    assert_eq!(session.outline(URI), symbols(&text, "utf-16"));
    assert_eq!(session.end(), [Value::Null; 0]);
}

#[test]
fn positions_of_every_kind() {
    let mut session = Session::start(pulling());
    session.write(&open(URI, "imr", 1, LETTER));
    let far = json!(u32::MAX);
    let odd = [json!(-1), json!(0.5), json!(u64::MAX), json!("0"), Value::Null, json!([])];
    let asked = ["hover", "completion", "definition", "references", "documentHighlight", "prepareRename"];
    let ranged = ["codeAction", "inlayHint", "rangeFormatting", "semanticTokens/range"];
    let mut ask = |method: &str, line: &Value, character: &Value| {
        let at = json!({ "line": line, "character": character });
        let params = json!({
            "textDocument": { "uri": URI },
            "position": at,
            "range": { "start": at, "end": { "line": 0, "character": 0 } },
            "context": { "diagnostics": [], "includeDeclaration": true },
            "options": { "tabSize": 4, "insertSpaces": true },
        });
        session.write(&request("asked", &format!("textDocument/{method}"), params));
        session.answer_to("asked")
    };
    for method in asked.iter().chain(&ranged) {
        for (line, character) in [(&far, &far), (&json!(0), &far), (&far, &json!(0))] {
            let answer = ask(method, line, character);
            assert_ne!(answer["error"]["code"], INTERNAL_ERROR, "{method}: {answer}");
        }
        for odd in &odd {
            for (line, character) in [(odd, &json!(0)), (&json!(0), odd)] {
                assert_eq!(ask(method, line, character)["error"]["code"], INVALID_PARAMS, "{method}: {odd}");
            }
        }
    }
    assert_eq!(session.outline(URI), symbols(LETTER, "utf-16"));
    assert_eq!(session.end(), [Value::Null; 0]);
}

/// Some editors send them, and columns stay what they are.
#[test]
fn half_a_surrogate_pair_reads_as_a_replacement_character() {
    let mut session = Session::start(pulling());
    let text = LETTER.replace("500mg", "\u{fffd}");
    let message = String::from_utf8(open(URI, "imr", 1, &text)).expect("text");
    let body = message.split_once("\r\n\r\n").expect("a frame").1.replace('\u{fffd}', r"\ud835");
    session.write(&framed(body));
    assert_eq!(session.outline(URI), symbols(&text, "utf-16"));
    assert_eq!(session.end(), [Value::Null; 0]);
}

#[test]
fn every_unreadable_frame_has_one_answer() {
    let frames = [framed("{"), framed("{}"), b"garbage\r\n\r\n".to_vec(), framed("\u{1}"), framed("[]")].concat();
    let errors =
        [PARSE_ERROR, INVALID_REQUEST, PARSE_ERROR, PARSE_ERROR, INVALID_REQUEST].map(|code| (Value::Null, code));
    assert_answers("several at once", &frames, &errors);
}

/// A change that cannot be read is lost, and so is the step with every text that it may have told of.
#[test]
fn an_unreadable_change_puts_all_texts_out_of_step() {
    let change = String::from_utf8(change(URI, 2, json!([part((0, 0), (0, 0), "x")]))).expect("text");
    let body = change.split_once("\r\n\r\n").expect("a frame").1;
    let broken = [
        framed(&body[..body.len() - 1]),
        framed(body.replace("\"x\"", "\"\\x\"")),
        framed(body.replace("2.0", "1.0")),
        [b"Content-Length: 9\r\n\r\n", body.as_bytes()].concat(),
        [b"Content-Length: some\r\n\r\n", body.as_bytes(), b"\r\n\r\n"].concat(),
    ];
    for noise in broken {
        let mut session = Session::start(pulling());
        session.write(&[open(URI, "imr", 1, LETTER), open("untitled:other", "imr", 1, LETTER), noise].concat());
        for uri in [URI, "untitled:other"] {
            assert_eq!(session.outline(uri), Value::Null, "what the editor shows is not known");
        }
        session.write(&open(URI, "imr", 3, LETTER));
        assert_eq!(session.outline(URI), symbols(LETTER, "utf-16"), "opened again");
        session.hang_up();
    }
    let mut session = Session::start(pulling());
    session
        .write(&[open(URI, "imr", 1, LETTER), framed("5 5"), framed(r#"{"method":"workspace/didChange"}"#)].concat());
    assert_eq!(session.outline(URI), symbols(LETTER, "utf-16"), "nothing was told of a text");
}
