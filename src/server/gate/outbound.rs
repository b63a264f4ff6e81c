//! What goes out.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::AsyncWrite;

/// While more than this waits for a slow reader, nothing more should be asked for.
const BACKLOG: usize = 1024 * 1024;

/// The server's messages on their way to the client.
pub(crate) struct Outbound<W> {
    inner: W,
    waiting: Vec<u8>,
    written: usize,
}

impl<W> Outbound<W> {
    pub(crate) fn new(inner: W) -> Self {
        Outbound { inner, waiting: Vec::new(), written: 0 }
    }

    /// Takes a message, whose body comes in pieces.
    pub(crate) fn push(&mut self, pieces: &[&[u8]]) {
        // What is written goes, even if the reader never quite catches up.
        if self.written > BACKLOG {
            self.waiting.drain(..self.written);
            self.written = 0;
        }
        let len: usize = pieces.iter().map(|piece| piece.len()).sum();
        self.waiting.reserve(len + 32);
        self.waiting.extend_from_slice(format!("Content-Length: {len}\r\n\r\n").as_bytes());
        pieces.iter().for_each(|piece| self.waiting.extend_from_slice(piece));
    }

    /// Whether the reader is so far behind that nothing should be added.
    pub(crate) fn is_full(&self) -> bool {
        self.waiting.len() - self.written > BACKLOG
    }
}

impl<W: AsyncWrite + Unpin> Outbound<W> {
    /// Writes what can be written at once; tells whether that was anything. An error is the end: nobody reads.
    pub(crate) fn write(&mut self, context: &mut Context<'_>) -> io::Result<bool> {
        let before = self.written;
        while self.written < self.waiting.len() {
            match Pin::new(&mut self.inner).poll_write(context, &self.waiting[self.written..]) {
                Poll::Ready(Ok(0)) => return Err(io::ErrorKind::WriteZero.into()),
                Poll::Ready(written) => self.written += written?,
                Poll::Pending => return Ok(self.written > before),
            }
        }
        self.waiting.clear();
        self.waiting.shrink_to(BACKLOG);
        Ok(std::mem::take(&mut self.written) > before)
    }

    /// Waits until everything has left.
    pub(crate) fn poll_flush(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.write(context)?;
        if self.waiting.is_empty() { Pin::new(&mut self.inner).poll_flush(context) } else { Poll::Pending }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_a_slow_reader_has_not_taken_waits() {
        let (inner, mut reader) = tokio::io::duplex(8);
        let mut gate = Outbound::new(inner);
        gate.push(&[b"[1,", b"2]"]);
        gate.push(&[b"{}"]);
        assert!(!gate.is_full());
        let expected = "Content-Length: 5\r\n\r\n[1,2]Content-Length: 2\r\n\r\n{}";
        let read = async {
            let mut read = vec![0; expected.len()];
            tokio::io::AsyncReadExt::read_exact(&mut reader, &mut read).await.expect("all of it");
            read
        };
        let (flushed, read) = tokio::join!(std::future::poll_fn(|context| gate.poll_flush(context)), read);
        flushed.expect("somebody reads");
        assert_eq!(String::from_utf8_lossy(&read), expected);
        gate.push(&[&vec![b' '; BACKLOG + 1]]);
        assert!(gate.is_full());
    }
}
