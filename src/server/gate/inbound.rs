//! What comes in.

use super::message::{self, Message};
use crate::server::sync::TextEvent;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, ReadBuf};

/// A body may be this long: enough for any letter many times over.
const LONGEST_BODY: usize = 256 * 1024 * 1024;
/// Headers are this long at most; what is longer is noise.
const LONGEST_HEADERS: usize = 16 * 1024;
const CHUNK: usize = 64 * 1024;
/// So much is read of messages whose turn has not come.
const AHEAD: usize = 1024 * 1024;

/// The client's messages.
pub(crate) struct Inbound<R> {
    inner: R,
    chunk: Box<[u8]>,
    raw: Vec<u8>,
    /// How much of `raw` is done with.
    done: usize,
    expects: Expects,
    is_read: bool,
    has_ended: bool,
}

/// What comes next in `raw`.
enum Expects {
    Headers,
    Body(usize),
    /// The rest of a body that is too long to be read.
    Skipped(usize),
}

impl<R> Inbound<R> {
    pub(crate) fn new(inner: R) -> Self {
        let chunk = vec![0; CHUNK].into();
        let (raw, expects) = (Vec::new(), Expects::Headers);
        Inbound { inner, chunk, raw, done: 0, expects, is_read: false, has_ended: false }
    }

    /// Nothing more is taken, whatever the client goes on to send.
    pub(crate) fn end(&mut self) {
        self.has_ended = true;
    }

    /// Whether nothing more will come.
    pub(crate) fn has_ended(&self) -> bool {
        self.has_ended
    }

    /// The next message in what has been read; `None` if more has to be read first.
    fn next_message(&mut self) -> Option<Message> {
        loop {
            let raw = &self.raw[self.done..];
            match self.expects {
                Expects::Headers => {
                    let Some(end) = end_of_headers(raw) else {
                        self.done += raw.len() - raw.len().min(LONGEST_HEADERS);
                        return None;
                    };
                    let headers = &raw[..end];
                    let len = content_length(headers);
                    let is_blank = headers.iter().all(u8::is_ascii_whitespace);
                    let is_change_lost = message::names_change(headers);
                    self.done += end;
                    match len {
                        Some(len) if len > LONGEST_BODY => {
                            self.expects = Expects::Skipped(len);
                            return Some(message::too_long(LONGEST_BODY));
                        }
                        Some(len) => {
                            self.expects = Expects::Body(len);
                            self.make_room(len);
                            if is_change_lost {
                                return Some(Message::Text(TextEvent::Lost));
                            }
                        }
                        None if is_blank => {}
                        None => return Some(message::unparsable(is_change_lost)),
                    }
                }
                Expects::Body(len) => {
                    let message = message::read(raw.get(..len)?);
                    self.done += len;
                    self.expects = Expects::Headers;
                    if message.is_some() {
                        return message;
                    }
                }
                Expects::Skipped(rest) => {
                    let skipped = rest.min(raw.len());
                    self.done += skipped;
                    self.expects = if skipped == rest { Expects::Headers } else { Expects::Skipped(rest - skipped) };
                    if skipped < rest {
                        return None;
                    }
                }
            }
        }
    }

    /// Lets go of what is done with, and makes room for a body in one go.
    fn make_room(&mut self, len: usize) {
        self.raw.drain(..self.done);
        self.done = 0;
        self.raw.shrink_to(CHUNK);
        self.raw.reserve_exact(len.saturating_sub(self.raw.len()));
    }
}

/// Where the headers end: behind an empty line.
fn end_of_headers(raw: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\n', raw).find_map(|at| match &raw[at + 1..] {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    })
}

/// The length that the headers give. The last one counts, even behind other bytes on its line: what stands
/// before it is what a frame of the wrong length left over.
fn content_length(headers: &[u8]) -> Option<usize> {
    const NAME: &[u8] = b"content-length";
    let at = headers.windows(NAME.len()).rposition(|window| window.eq_ignore_ascii_case(NAME))?;
    let rest = std::str::from_utf8(&headers[at + NAME.len()..]).ok()?;
    let line = rest.split(['\r', '\n']).next()?;
    line.trim_start().strip_prefix(':')?.trim().parse().ok()
}

impl<R: AsyncRead + Unpin> Inbound<R> {
    /// The next message; `None` at the end. It is `Pending` only when there is nothing to read.
    pub(crate) fn poll_message(&mut self, context: &mut Context<'_>) -> Poll<Option<Message>> {
        loop {
            if self.has_ended {
                return Poll::Ready(None);
            }
            if let Some(message) = self.next_message() {
                return Poll::Ready(Some(message));
            }
            if self.is_read {
                self.end();
            } else {
                ready!(self.poll_read(context));
            }
        }
    }

    /// Reads on while no message can be taken; it is `Ready` at the end of the stream, which would not be noticed else.
    pub(crate) fn poll_end(&mut self, context: &mut Context<'_>) -> Poll<()> {
        while !self.is_read {
            if self.raw.len() - self.done > AHEAD {
                return Poll::Pending;
            }
            ready!(self.poll_read(context));
        }
        Poll::Ready(())
    }

    fn poll_read(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if self.done > 0 && (self.done == self.raw.len() || self.done > AHEAD) {
            self.make_room(0);
        }
        let mut chunk = ReadBuf::new(&mut self.chunk);
        match ready!(Pin::new(&mut self.inner).poll_read(context, &mut chunk)) {
            Ok(()) if !chunk.filled().is_empty() => self.raw.extend_from_slice(chunk.filled()),
            // A broken stream is an ended one: nobody is there to be told.
            Ok(()) | Err(_) => self.is_read = true,
        }
        Poll::Ready(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::poll_fn;

    /// The messages in a stream: requests as they are, errors as they will be answered.
    async fn through(input: &[u8]) -> Vec<String> {
        let mut gate = Inbound::new(input);
        let mut messages = Vec::new();
        while let Some(message) = poll_fn(|context| gate.poll_message(context)).await {
            messages.push(match message {
                Message::Call(request) => request.to_string(),
                Message::Unreadable { answer, .. } => answer.error().expect("an error").to_string(),
                other => panic!("{other:?}"),
            });
        }
        messages
    }

    const GOOD: &str = r#"{"jsonrpc":"2.0","method":"initialized"}"#;

    #[tokio::test]
    async fn headers_in_any_shape() {
        let len = GOOD.len();
        for headers in [
            format!("Content-Length: {len}\r\n\r\n"),
            format!("content-length:{len}\r\nContent-Type: x\r\nA: b\r\nC: d\r\n\r\n"),
            format!("CONTENT-LENGTH : {len}\n\n"),
            format!("\r\n\r\nContent-Length: {len}\r\n\r\n"),
        ] {
            let input = format!("{headers}{GOOD}{headers}{GOOD}");
            assert_eq!(through(input.as_bytes()).await, [GOOD, GOOD], "{headers:?}");
        }
    }

    #[tokio::test]
    async fn the_session_goes_on_behind_anything() {
        let good = format!("Content-Length: {}\r\n\r\n{GOOD}", GOOD.len());
        for noise in [
            "hello\r\n\r\n",
            "Content-Length: x\r\n\r\n",
            "Content-Length: 2\r\n\r\n{{",
            "Content-Length: 0\r\n\r\n",
            "Content-Length: 4\r\n\r\nnull",
        ] {
            let read = through(format!("{noise}{good}").as_bytes()).await;
            assert_eq!(read.last().map(String::as_str), Some(GOOD), "{noise:?}");
            assert!(read.len() == 2 && read[0] != GOOD, "{read:?}");
        }
    }

    #[tokio::test]
    async fn long_bodies_are_skipped() {
        let mut input = format!("Content-Length: {}\r\n\r\n", LONGEST_BODY + 1).into_bytes();
        input.resize(input.len() + LONGEST_BODY + 1, b' ');
        input.extend_from_slice(format!("Content-Length: {}\r\n\r\n{GOOD}", GOOD.len()).as_bytes());
        let read = through(&input).await;
        assert!(read[0].contains("longer than"), "{}", read[0]);
        assert_eq!(read[1], GOOD);
    }
}
