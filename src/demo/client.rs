//! A small client of the protocol, as an editor would be: the demo drives the server with it, and so do
//! the tests.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How long a server may take to answer before the client gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server and the messages it has sent.
pub struct Client {
    server: Child,
    input: Option<ChildStdin>,
    incoming: Receiver<Value>,
    /// Messages that came while another was waited for.
    waiting: VecDeque<Value>,
    last_id: i64,
}

impl Client {
    /// Starts a server.
    pub fn start(mut command: Command) -> io::Result<Self> {
        let mut server = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = server.stdin.take();
        let output = server.stdout.take().ok_or_else(|| io::Error::other("the server has no output"))?;
        let (sender, incoming) = channel();
        // Reading never waits for whoever asks, so that the server never waits for us.
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Ok(Some(message)) = read_message(&mut output) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Ok(Client { server, input, incoming, waiting: VecDeque::new(), last_id: 0 })
    }

    /// Starts a session with a client that can do what `capabilities` say; gives what the server answered.
    pub fn initialize(&mut self, capabilities: Value) -> io::Result<Value> {
        let params = json!({ "processId": std::process::id(), "rootUri": null, "capabilities": capabilities });
        let answer = self.request("initialize", params)?;
        self.notify("initialized", json!({}))?;
        Ok(answer)
    }

    /// Sends a notification.
    pub fn notify(&mut self, method: &str, params: Value) -> io::Result<()> {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }))
    }

    /// Sends a request and gives its number.
    pub fn ask(&mut self, method: &str, params: Value) -> io::Result<i64> {
        self.last_id += 1;
        let id = self.last_id;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }))?;
        Ok(id)
    }

    /// The whole answer to a request.
    pub fn answer(&mut self, id: i64) -> io::Result<Value> {
        self.wait_for(|message| message.get("method").is_none() && message["id"] == id)
    }

    /// Sends a request and gives its result. An error answer is an error.
    pub fn request(&mut self, method: &str, params: Value) -> io::Result<Value> {
        let id = self.ask(method, params)?;
        let mut answer = self.answer(id)?;
        match answer.get("error") {
            Some(error) => Err(io::Error::other(format!("{method}: {error}"))),
            None => Ok(answer["result"].take()),
        }
    }

    /// The parameters of the next notification of this kind for which `wanted` holds.
    pub fn notification(&mut self, method: &str, wanted: impl Fn(&Value) -> bool) -> io::Result<Value> {
        let mut message = self.wait_for(|message| message["method"] == method && wanted(&message["params"]))?;
        Ok(message["params"].take())
    }

    /// The first message for which `wanted` holds; earlier ones stay for later.
    pub fn wait_for(&mut self, wanted: impl Fn(&Value) -> bool) -> io::Result<Value> {
        if let Some(at) = self.waiting.iter().position(&wanted) {
            return self.waiting.remove(at).ok_or_else(|| io::Error::other("the message is gone"));
        }
        let until = Instant::now() + PATIENCE;
        loop {
            let patience = until.saturating_duration_since(Instant::now());
            match self.incoming.recv_timeout(patience) {
                Ok(message) if wanted(&message) => return Ok(message),
                Ok(message) => self.waiting.push_back(message),
                Err(RecvTimeoutError::Timeout) => return Err(io::Error::other("the server does not answer")),
                Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("the server has ended")),
            }
        }
    }

    /// The messages that have come and were not asked for, after waiting a while for more.
    pub fn rest(&mut self, wait: Duration) -> Vec<Value> {
        while let Ok(message) = self.incoming.recv_timeout(wait) {
            self.waiting.push_back(message);
        }
        self.waiting.drain(..).collect()
    }

    /// Sends one message.
    pub fn send(&mut self, message: &Value) -> io::Result<()> {
        self.send_raw(&frame(message))
    }

    /// Sends bytes as they are.
    pub fn send_raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        let input = self.input.as_mut().ok_or_else(|| io::Error::other("the input is closed"))?;
        input.write_all(bytes)?;
        input.flush()
    }

    /// Closes the server's input.
    pub fn close_input(&mut self) {
        self.input = None;
    }

    /// Ends the session as the protocol asks, and gives how the server ended.
    pub fn shut_down(mut self) -> io::Result<ExitStatus> {
        self.request("shutdown", Value::Null)?;
        self.send(&json!({ "jsonrpc": "2.0", "method": "exit" }))?;
        self.wait_for_end()
    }

    /// Waits until the server's process ends.
    pub fn wait_for_end(&mut self) -> io::Result<ExitStatus> {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Some(status) = self.server.try_wait()? {
                return Ok(status);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Err(io::Error::other("the server does not end"))
    }

    /// The server's process.
    pub fn process(&self) -> u32 {
        self.server.id()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // Nobody is left to be told about a failure.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A message as it goes over the wire.
pub fn frame(message: &Value) -> Vec<u8> {
    let body = message.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// Reads a message; `None` at the end. Anything but frames of the plainest kind is an error.
pub fn read_message(input: &mut impl BufRead) -> io::Result<Option<Value>> {
    let mut length = None;
    let mut line = String::new();
    loop {
        line.clear();
        if input.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        let value = header.strip_prefix("Content-Length: ").and_then(|value| value.parse::<u64>().ok());
        length = Some(value.ok_or_else(|| io::Error::other(format!("no header: {header:?}")))?);
    }
    let length = length.ok_or_else(|| io::Error::other("a message without a length"))?;
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    Ok(Some(serde_json::from_slice(&body)?))
}
