//! What comes in.

use super::envelope::{self, Body, Kind};
use crate::server::life::Life;
use std::io;
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, ReadBuf};

/// A body may be this long: enough for any letter many times over.
const LONGEST_BODY: usize = 256 * 1024 * 1024;
/// Headers are this long at most; what is longer is noise.
const LONGEST_HEADERS: usize = 16 * 1024;
const CHUNK: usize = 64 * 1024;

/// The client's messages, of which only those come through that the framework can read. It ends at the
/// end of the stream and after `exit`, whatever the client goes on to send.
pub(crate) struct Inbound<R> {
    inner: R,
    chunk: Box<[u8]>,
    raw: Vec<u8>,
    expects: Expects,
    /// Bytes on their way out: a frame's start, then a part of `raw`.
    start: io::Cursor<Vec<u8>>,
    body: Range<usize>,
    life: Arc<Life>,
    /// Waits for the answer to `initialize`: the framework loses what comes before that.
    beginning: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
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
    /// Reads from `inner`; tells `life` when nothing more will come.
    pub(crate) fn new(inner: R, life: Arc<Life>) -> Self {
        Inbound {
            inner,
            chunk: vec![0; CHUNK].into(),
            raw: Vec::new(),
            expects: Expects::Headers,
            start: io::Cursor::new(Vec::new()),
            body: 0..0,
            life,
            beginning: None,
            has_ended: false,
        }
    }

    /// Hands out as much as fits; tells whether there was anything.
    fn hand_out(&mut self, buffer: &mut ReadBuf<'_>) -> bool {
        let before = buffer.filled().len();
        let position = self.start.position() as usize;
        let start = &self.start.get_ref()[position..];
        let taken = start.len().min(buffer.remaining());
        buffer.put_slice(&start[..taken]);
        self.start.set_position((position + taken) as u64);
        let taken = self.body.len().min(buffer.remaining());
        buffer.put_slice(&self.raw[self.body.start..self.body.start + taken]);
        self.body.start += taken;
        buffer.filled().len() > before
    }

    /// Finds the next frame in what has been read; tells whether there is anything new to hand out or to
    /// look for.
    fn advance(&mut self) -> bool {
        if self.body.end > 0 {
            self.raw.drain(..self.body.end);
            self.body = 0..0;
            if self.raw.is_empty() {
                self.raw.shrink_to(CHUNK);
            }
        }
        match self.expects {
            Expects::Headers => self.read_headers(),
            Expects::Skipped(rest) => {
                let skipped = rest.min(self.raw.len());
                self.raw.drain(..skipped);
                self.expects = if skipped == rest { Expects::Headers } else { Expects::Skipped(rest - skipped) };
                skipped == rest
            }
            Expects::Body(len) if self.raw.len() >= len => {
                self.expects = Expects::Headers;
                match envelope::judge(&self.raw[..len]) {
                    Body::Message(kind) => {
                        self.start = io::Cursor::new(format!("Content-Length: {len}\r\n\r\n").into_bytes());
                        self.body = 0..len;
                        self.note(kind);
                    }
                    Body::Mended(kind, body) => {
                        self.raw.drain(..len);
                        self.replace(&body);
                        self.note(kind);
                    }
                    Body::Unreadable(answer) => {
                        self.raw.drain(..len);
                        self.replace(&answer);
                    }
                }
                true
            }
            Expects::Body(_) => false,
        }
    }

    fn read_headers(&mut self) -> bool {
        let Some(end) = end_of_headers(&self.raw) else {
            if self.raw.len() > LONGEST_HEADERS {
                self.raw.drain(..self.raw.len() - LONGEST_HEADERS / 2);
            }
            return false;
        };
        let len = content_length(&self.raw[..end]);
        let is_blank = self.raw[..end].iter().all(u8::is_ascii_whitespace);
        self.raw.drain(..end);
        match len {
            Some(len) if len > LONGEST_BODY => {
                self.expects = Expects::Skipped(len);
                if let Body::Unreadable(answer) = envelope::too_long(LONGEST_BODY) {
                    self.replace(&answer);
                }
            }
            Some(len) => self.expects = Expects::Body(len),
            None if is_blank => {}
            None => {
                if let Body::Unreadable(answer) = envelope::judge(b"") {
                    self.replace(&answer);
                }
            }
        }
        true
    }

    fn replace(&mut self, body: &[u8]) {
        let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
        frame.extend_from_slice(body);
        self.start = io::Cursor::new(frame);
    }

    fn note(&mut self, kind: Kind) {
        match kind {
            Kind::Initialize => {
                let (life, sent) = (self.life.clone(), self.life.sent());
                self.beginning = Some(Box::pin(async move { life.sends_more_than(sent).await }));
            }
            Kind::Shutdown => self.life.shut_down(),
            Kind::Exit => self.end(),
            Kind::Other => {}
        }
    }

    fn end(&mut self) {
        self.has_ended = true;
        self.life.end();
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

impl<R: AsyncRead + Unpin> AsyncRead for Inbound<R> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        loop {
            if this.hand_out(buffer) || this.has_ended {
                return Poll::Ready(Ok(()));
            }
            if let Some(beginning) = &mut this.beginning {
                ready!(beginning.as_mut().poll(context));
                this.beginning = None;
            }
            if this.advance() {
                continue;
            }
            let mut chunk = ReadBuf::new(&mut this.chunk);
            match ready!(Pin::new(&mut this.inner).poll_read(context, &mut chunk)) {
                Ok(()) if !chunk.filled().is_empty() => this.raw.extend_from_slice(chunk.filled()),
                // A broken stream is an ended one: nobody is there to be told.
                Ok(()) | Err(_) => this.end(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncReadExt;

    async fn through(input: &[u8]) -> Vec<String> {
        let mut gate = Inbound::new(input, Arc::new(Life::default()));
        let mut output = Vec::new();
        gate.read_to_end(&mut output).await.expect("reading from memory");
        let text = String::from_utf8(output).expect("text");
        text.split("Content-Length: ")
            .skip(1)
            .map(|frame| frame.split_once("\r\n\r\n").map_or("", |parts| parts.1).to_owned())
            .collect()
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
            assert!(read.len() == 2 && read[0].contains(crate::server::gate::UNREADABLE), "{read:?}");
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

    #[tokio::test]
    async fn nothing_comes_after_exit() {
        let exit = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let input = format!("Content-Length: {}\r\n\r\n{exit}Content-Length: {}\r\n\r\n{GOOD}", exit.len(), GOOD.len());
        assert_eq!(through(input.as_bytes()).await, [exit]);
    }
}
