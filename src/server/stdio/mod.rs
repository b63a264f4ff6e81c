//! Standard input and output for an asynchronous server, as cheap as the descriptors allow.
//!
//! Tokio's own [`stdin`](tokio::io::stdin) and [`stdout`](tokio::io::stdout) hand every read, write and flush to a
//! pool of threads, and those switches are most of what a keystroke costs. The pipes and sockets an editor gives us
//! can instead be [watched] by the runtime itself: they are made non-blocking, and their flags are put back when both
//! directions have been dropped.
//!
//! Not every descriptor may be treated so. A terminal is shared with the shell, which does not expect to find it
//! non-blocking; plain files and `/dev/null` cannot be watched; and a descriptor that is standard error as well would
//! make messages printed there fail. For those, and on systems other than Unix, [threads](thread) do the waiting.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use standard::Stream;

mod standard;
#[cfg(test)]
mod tests;
mod thread;
#[cfg(unix)]
mod watched;

/// Standard input; see [`stdio`].
#[derive(Debug)]
pub struct Input(Source);

/// Standard output; see [`stdio`].
///
/// A shutdown waits until everything is written, but leaves the descriptor open: it may be standard input as well.
#[derive(Debug)]
pub struct Output(Sink);

#[derive(Debug)]
enum Source {
    #[cfg(unix)]
    Watched(watched::Reader),
    Threaded(thread::Reader),
}

#[derive(Debug)]
enum Sink {
    #[cfg(unix)]
    Watched(watched::Writer),
    Threaded(thread::Writer),
}

/// Opens standard input and output, each in the cheapest way its descriptor allows.
///
/// Nothing else may read standard input or write to standard output while they are open. The runtime should be a
/// current-thread one: waking another thread costs about as much as the rest of a short message.
///
/// # Errors
///
/// When a standard stream was closed by whoever started the process.
///
/// # Panics
///
/// Outside a Tokio runtime, or inside one whose I/O driver is not enabled.
pub fn stdio() -> io::Result<(Input, Output)> {
    let (input, output) = (Stream::input()?, Stream::output()?);
    #[cfg(unix)]
    {
        let (reader, writer) = watched::watch(&input, &output, &io::stderr())?;
        Ok((
            Input(reader.map_or_else(|| Source::threaded(input), Source::Watched)),
            Output(writer.map_or_else(|| Sink::threaded(output), Sink::Watched)),
        ))
    }
    #[cfg(not(unix))]
    Ok((Input(Source::threaded(input)), Output(Sink::threaded(output))))
}

/// Opens standard input and output by threads, even where the runtime could watch them.
///
/// # Errors
///
/// When a standard stream was closed by whoever started the process.
pub fn threaded_stdio() -> io::Result<(Input, Output)> {
    let (input, output) = (Stream::input()?, Stream::output()?);
    Ok((Input(Source::threaded(input)), Output(Sink::threaded(output))))
}

impl Source {
    fn threaded(input: Stream) -> Self {
        Self::Threaded(thread::Reader::new(input))
    }
}

impl Sink {
    fn threaded(output: Stream) -> Self {
        Self::Threaded(thread::Writer::new(output))
    }
}

impl AsyncRead for Input {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match &mut self.0 {
            #[cfg(unix)]
            Source::Watched(reader) => Pin::new(reader).poll_read(cx, buffer),
            Source::Threaded(reader) => Pin::new(reader).poll_read(cx, buffer),
        }
    }
}

impl AsyncWrite for Output {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match &mut self.0 {
            #[cfg(unix)]
            Sink::Watched(writer) => Pin::new(writer).poll_write(cx, bytes),
            Sink::Threaded(writer) => Pin::new(writer).poll_write(cx, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.0 {
            #[cfg(unix)]
            Sink::Watched(writer) => Pin::new(writer).poll_flush(cx),
            Sink::Threaded(writer) => Pin::new(writer).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(cx)
    }
}
