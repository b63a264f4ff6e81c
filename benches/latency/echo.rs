//! The protocol's floor: a synchronous loop that answers constants.
//!
//! Nothing that speaks the protocol on standard input and output can be faster; a server's distance from it is what the server itself costs.

use std::io::{self, BufReader, Write};

use serde_json::{Value, json};

use crate::frame;

/// Serves until `exit` or the end of input. With `apply` the text is kept and edited, too.
pub(crate) fn run(apply: bool) -> io::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut output = unbuffered_output()?;
    let mut text = apply.then(String::new);
    let mut fault = false;
    // Answers to what was asked in one write leave in one write.
    let mut answers = Vec::new();
    while let Some(body) = frame::read(&mut input)? {
        let message: Value = serde_json::from_slice(&body)?;
        let params = &message["params"];
        let answer = match message["method"].as_str().unwrap_or_default() {
            "exit" => break,
            "initialize" => result(&message, initialized()),
            "shutdown" => result(&message, Value::Null),
            "textDocument/documentSymbol" => result(&message, outline()),
            "textDocument/completion" => result(&message, json!([{"label": "constant"}])),
            "textDocument/didOpen" => {
                if let Some(text) = &mut text {
                    *text = string(&params["textDocument"]["text"]);
                }
                published(&params["textDocument"], &mut fault)
            }
            "textDocument/didChange" => {
                if let Some(text) = &mut text {
                    for change in params["contentChanges"].as_array().into_iter().flatten() {
                        change_text(text, change);
                    }
                }
                published(&params["textDocument"], &mut fault)
            }
            _ if message["id"].is_null() => continue,
            _ => {
                json!({"jsonrpc": "2.0", "id": message["id"], "error": {"code": -32601, "message": "Method not found"}})
            }
        };
        frame::append(&mut answers, &serde_json::to_vec(&answer)?);
        if input.buffer().is_empty() {
            output.write_all(&answers)?;
            answers.clear();
        }
    }
    Ok(())
}

/// Standard output without the line buffer of [`io::stdout`], which would send a frame's header and its body apart.
#[cfg(unix)]
fn unbuffered_output() -> io::Result<impl io::Write> {
    use std::os::fd::AsFd;
    Ok(std::fs::File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

#[cfg(not(unix))]
fn unbuffered_output() -> io::Result<impl io::Write> {
    Ok(io::stdout().lock())
}

fn result(request: &Value, result: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": request["id"], "result": result})
}

fn initialized() -> Value {
    json!({
        "serverInfo": {"name": "echo"},
        "capabilities": {
            "positionEncoding": "utf-8",
            "textDocumentSync": 2,
            "documentSymbolProvider": true,
            "completionProvider": {},
        },
    })
}

fn outline() -> Value {
    let range = range(0, 1);
    json!([{"name": "constant", "kind": 3, "range": range, "selectionRange": range}])
}

fn published(document: &Value, fault: &mut bool) -> Value {
    *fault = !*fault;
    let diagnostics =
        if *fault { json!([{"range": range(1, 4), "severity": 1, "message": "constant"}]) } else { json!([]) };
    json!({
        "jsonrpc": "2.0",
        "method": "textDocument/publishDiagnostics",
        "params": {"uri": document["uri"], "version": document["version"], "diagnostics": diagnostics},
    })
}

fn range(line: u32, end: u32) -> Value {
    json!({"start": {"line": line, "character": 0}, "end": {"line": line, "character": end}})
}

fn change_text(text: &mut String, change: &Value) {
    let new = string(&change["text"]);
    match change.get("range") {
        Some(range) => text.replace_range(offset(text, &range["start"])..offset(text, &range["end"]), &new),
        None => *text = new,
    }
}

fn offset(text: &str, position: &Value) -> usize {
    let number = |key: &str| position[key].as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
    let line = match number("line") {
        0 => 0,
        n => memchr::memchr_iter(b'\n', text.as_bytes()).nth(n - 1).map_or(text.len(), |at| at + 1),
    };
    (line + number("character")).min(text.len())
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
