//! A stand-in for an editor: it keeps a text in step with the server and shows what comes back.

use super::client::Client;
use crate::analysis::Severity;
use crate::cli::render::{self, Note, Style};
use crate::text::position::{Encoding, Position};
use crate::text::{Edit, Text};
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};
use std::ops::Range;
use std::process::Command;

pub(super) struct Editor {
    client: Client,
    name: &'static str,
    uri: String,
    text: Text,
    /// Where the next character goes.
    cursor: usize,
    version: i64,
    keystrokes: usize,
    diagnostics: Vec<Value>,
    outline: Value,
}

impl Editor {
    /// Starts this very program as a server and opens a text in it.
    pub(super) fn open(name: &'static str, text: &str) -> io::Result<Self> {
        let mut server = Command::new(std::env::current_exe()?);
        server.arg("server");
        let mut client = Client::start(server)?;
        let answer = client.initialize(json!({
            "general": { "positionEncodings": ["utf-8"] },
            "textDocument": {
                "publishDiagnostics": { "versionSupport": true, "relatedInformation": true },
                "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
                "completion": { "completionItem": {} },
                "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["quickfix"] } } },
            },
        }))?;
        if answer["capabilities"]["positionEncoding"] != "utf-8" {
            return Err(io::Error::other("the server does not count in UTF-8 although we do"));
        }
        let uri = format!("untitled:{name}");
        let item = json!({ "uri": uri, "languageId": "imr", "version": 0, "text": text });
        client.notify("textDocument/didOpen", json!({ "textDocument": item }))?;
        let mut editor = Editor {
            client,
            name,
            uri,
            text: Text::from(text),
            cursor: 0,
            version: 0,
            keystrokes: 0,
            diagnostics: Vec::new(),
            outline: Value::Null,
        };
        editor.hear()?;
        Ok(editor)
    }

    /// Puts the cursor behind some words, deletes backwards, and types, one character after the other.
    pub(super) fn type_behind(&mut self, words: &str, deleted: usize, typed: &str) -> io::Result<()> {
        let text = self.text.slice(0..self.text.len()).into_owned();
        self.cursor = text.rfind(words).map(|at| at + words.len()).ok_or_else(|| io::Error::other("no such place"))?;
        for _ in 0..deleted {
            self.edit(self.cursor - 1..self.cursor, "")?;
        }
        for char in typed.chars() {
            self.edit(self.cursor..self.cursor, &char.to_string())?;
        }
        Ok(())
    }

    /// Shows what can be written at the cursor and takes the first of it, which must be `first`.
    pub(super) fn complete(&mut self, first: &str, output: &mut impl Write) -> io::Result<()> {
        const SHOWN: usize = 5;
        let place = json!({ "textDocument": { "uri": self.uri }, "position": self.position(self.cursor) });
        let list = self.client.request("textDocument/completion", place)?;
        let items = list["items"].as_array().cloned().unwrap_or_default();
        for item in items.iter().take(SHOWN) {
            let beside = item["detail"].as_str().unwrap_or_default();
            writeln!(output, "  ▸ {:<44} {beside}", item["label"].as_str().unwrap_or_default())?;
        }
        writeln!(output)?;
        let taken = items.first().filter(|item| item["label"] == first);
        let taken = taken.ok_or_else(|| io::Error::other(format!("“{first}” is not the first completion")))?;
        self.apply(&taken["textEdit"])
    }

    /// Takes the quick fix with this title.
    pub(super) fn fix(&mut self, title: &str, output: &mut impl Write) -> io::Result<()> {
        let diagnostic = self.diagnostics.first().ok_or_else(|| io::Error::other("nothing to fix"))?;
        let params = json!({
            "textDocument": { "uri": self.uri },
            "range": diagnostic["range"],
            "context": { "diagnostics": [diagnostic], "only": ["quickfix"] },
        });
        let actions = self.client.request("textDocument/codeAction", params)?;
        let actions = actions.as_array().cloned().unwrap_or_default();
        for action in &actions {
            writeln!(output, "  💡 {}", action["title"].as_str().unwrap_or_default())?;
        }
        writeln!(output)?;
        let taken = actions.iter().find(|action| action["title"] == title);
        let taken = taken.ok_or_else(|| io::Error::other(format!("“{title}” is not offered")))?;
        let edits = taken["edit"]["changes"][&self.uri].as_array().cloned().unwrap_or_default();
        // From the last to the first, so that none moves another.
        edits.iter().rev().try_for_each(|edit| self.apply(edit))
    }

    fn apply(&mut self, edit: &Value) -> io::Result<()> {
        self.edit(self.range(&edit["range"]), edit["newText"].as_str().unwrap_or_default())
    }

    fn edit(&mut self, range: Range<usize>, insert: &str) -> io::Result<()> {
        let place = json!({ "start": self.position(range.start), "end": self.position(range.end) });
        let change = json!({ "range": place, "text": insert });
        self.cursor = range.start + insert.len();
        self.text.apply(&Edit { range, insert: insert.to_owned() });
        self.version += 1;
        self.keystrokes += 1;
        let document = json!({ "uri": self.uri, "version": self.version });
        let params = json!({ "textDocument": document, "contentChanges": [change] });
        self.client.notify("textDocument/didChange", params)?;
        self.hear()
    }

    fn position(&self, offset: usize) -> Value {
        let Position { line, column } = self.text.position(offset, Encoding::Utf8);
        json!({ "line": line, "character": column })
    }

    /// Takes the findings of this very version, and the outline.
    fn hear(&mut self) -> io::Result<()> {
        let version = self.version;
        let published =
            self.client.notification("textDocument/publishDiagnostics", |params| params["version"] == version)?;
        self.diagnostics = published["diagnostics"].as_array().cloned().unwrap_or_default();
        let params = json!({ "textDocument": { "uri": self.uri } });
        self.outline = self.client.request("textDocument/documentSymbol", params)?;
        Ok(())
    }

    /// Shows findings and outline.
    pub(super) fn show(&self, output: &mut impl Write) -> io::Result<()> {
        let style = Style::for_output(io::stdout().is_terminal());
        for diagnostic in &self.diagnostics {
            let severity = match diagnostic["severity"].as_i64() {
                Some(1) => Severity::Error,
                Some(2) => Severity::Warning,
                _ => Severity::Information,
            };
            let related = &diagnostic["relatedInformation"][0];
            let note = Note {
                severity,
                code: diagnostic["code"].as_str().unwrap_or_default(),
                name: None,
                message: diagnostic["message"].as_str().unwrap_or_default(),
                range: self.range(&diagnostic["range"]),
                related: related["message"]
                    .as_str()
                    .map(|message| (self.range(&related["location"]["range"]), message)),
                help: None,
            };
            writeln!(output, "{}\n", render::render(&self.text, self.name, &note, style))?;
        }
        writeln!(output, "  outline")?;
        write_symbols(&self.outline, 2, output)?;
        let state = match self.diagnostics.len() {
            0 => "ready".to_owned(),
            1 => "1 finding".to_owned(),
            count => format!("{count} findings"),
        };
        writeln!(output, "  {state}\n")
    }

    fn range(&self, range: &Value) -> Range<usize> {
        let at = |position: &Value| {
            let number = |value: &Value| value.as_u64().and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
            let position = Position { line: number(&position["line"]), column: number(&position["character"]) };
            self.text.offset(position, Encoding::Utf8)
        };
        at(&range["start"])..at(&range["end"])
    }

    /// Demands that these findings and these items are shown.
    pub(super) fn expect(&self, findings: &[&str], items: &[&str]) -> io::Result<()> {
        let shown: Vec<&str> = self.diagnostics.iter().filter_map(|diagnostic| diagnostic["code"].as_str()).collect();
        let sections = self.outline.as_array().into_iter().flatten();
        let entries = sections.flat_map(|section| section["children"].as_array().into_iter().flatten());
        let names: Vec<&str> = entries.filter_map(|item| item["name"].as_str()).collect();
        if shown != findings || names != items {
            return Err(io::Error::other(format!(
                "expected {findings:?} and {items:?}, found {shown:?} and {names:?}"
            )));
        }
        Ok(())
    }

    /// Ends the session; tells how many keys were typed in it.
    pub(super) fn close(self) -> io::Result<usize> {
        match self.client.shut_down()? {
            status if status.success() => Ok(self.keystrokes),
            status => Err(io::Error::other(format!("the server ended with {status}"))),
        }
    }
}

fn write_symbols(symbols: &Value, depth: usize, output: &mut impl Write) -> io::Result<()> {
    for symbol in symbols.as_array().into_iter().flatten() {
        writeln!(output, "{:indent$}{}", "", symbol["name"].as_str().unwrap_or_default(), indent = depth * 2)?;
        write_symbols(&symbol["children"], depth + 1, output)?;
    }
    Ok(())
}
