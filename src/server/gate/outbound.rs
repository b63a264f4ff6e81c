//! What goes out.

use crate::server::life::Life;
use crate::server::sealed::Seals;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::AsyncWrite;

/// No more than this waits for a slow reader before the framework has to wait too.
const BACKLOG: usize = 1024 * 1024;
/// A frame that only holds a seal is shorter than this.
const LONGEST_SEALED: usize = 512;

/// The server's messages, with sealed answers opened.
pub(crate) struct Outbound<W> {
    inner: W,
    seals: Seals,
    life: Arc<Life>,
    /// Bytes of a frame that is not complete yet.
    partial: Vec<u8>,
    waiting: Vec<u8>,
    written: usize,
}

impl<W> Outbound<W> {
    pub(crate) fn new(inner: W, seals: Seals, life: Arc<Life>) -> Self {
        Outbound { inner, seals, life, partial: Vec::new(), waiting: Vec::new(), written: 0 }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.partial.extend_from_slice(bytes);
        let mut start = 0;
        while let Some((header, len)) = frame_at(&self.partial[start..]) {
            self.life.send_one();
            let end = start + header + len;
            let body = &self.partial[start + header..end];
            match (len <= LONGEST_SEALED).then(|| self.seals.open(body)).flatten() {
                Some(opened) => {
                    self.waiting.extend_from_slice(format!("Content-Length: {}\r\n\r\n", opened.len()).as_bytes());
                    self.waiting.extend_from_slice(&opened);
                }
                None => self.waiting.extend_from_slice(&self.partial[start..end]),
            }
            start = end;
        }
        self.partial.drain(..start);
    }
}

/// The lengths of headers and body of the complete frame at the start, as the framework writes it.
fn frame_at(bytes: &[u8]) -> Option<(usize, usize)> {
    const NAME: &[u8] = b"Content-Length: ";
    let digits = bytes.strip_prefix(NAME)?;
    let end = memchr::memchr(b'\r', digits)?;
    let len: usize = std::str::from_utf8(&digits[..end]).ok()?.parse().ok()?;
    let header = NAME.len() + end + 4;
    (bytes.len() >= header + len).then_some((header, len))
}

impl<W: AsyncWrite + Unpin> Outbound<W> {
    fn poll_drain(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.written < self.waiting.len() {
            match ready!(Pin::new(&mut self.inner).poll_write(context, &self.waiting[self.written..])) {
                Ok(written @ 1..) => self.written += written,
                // Nobody reads any more, and nobody would tell the framework.
                broken => {
                    self.life.end();
                    return Poll::Ready(Err(broken.err().unwrap_or_else(|| io::ErrorKind::WriteZero.into())));
                }
            }
        }
        self.waiting.clear();
        self.waiting.shrink_to(BACKLOG);
        self.written = 0;
        Poll::Ready(Ok(()))
    }
}

impl<W: AsyncWrite + Unpin> AsyncWrite for Outbound<W> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.waiting.len() - self.written > BACKLOG {
            ready!(self.poll_drain(context))?;
        }
        // What is written goes, even if the reader never quite catches up.
        if self.written > BACKLOG {
            let written = std::mem::take(&mut self.written);
            self.waiting.drain(..written);
        }
        self.take(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_drain(context))?;
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_drain(context))?;
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncWriteExt;

    fn frame(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[tokio::test]
    async fn seals_are_opened_wherever_writes_are_cut() {
        let seals = Seals::default();
        let sealed = seals.seal("[1,2]".to_owned());
        let with_seal = format!("{{\"jsonrpc\":\"2.0\",\"result\":{sealed},\"id\":7}}");
        let input = frame("{\"a\":1}") + &frame(&with_seal) + &frame("{\"b\":2}");
        let expected =
            frame("{\"a\":1}") + &frame("{\"jsonrpc\":\"2.0\",\"result\":[1,2],\"id\":7}") + &frame("{\"b\":2}");
        for cut in 0..input.len() {
            let seals = seals.clone_for_test();
            let mut gate = Outbound::new(Vec::new(), seals, Arc::new(Life::default()));
            gate.write_all(&input.as_bytes()[..cut]).await.expect("writing to memory");
            gate.flush().await.expect("writing to memory");
            gate.write_all(&input.as_bytes()[cut..]).await.expect("writing to memory");
            gate.flush().await.expect("writing to memory");
            assert_eq!(String::from_utf8_lossy(&gate.inner), expected);
        }
    }
}
