//! Pipes and Unix sockets that the runtime waits for.

use std::fs::File;
use std::io;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::os::unix::net;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::UnixStream;
use tokio::net::unix::pipe;

/// An input that the runtime waits for.
#[derive(Debug)]
pub(super) struct Reader {
    end: ReadEnd,
    _flags: Arc<[Flags; 2]>,
}

/// An output that the runtime waits for.
#[derive(Debug)]
pub(super) struct Writer {
    end: WriteEnd,
    _flags: Arc<[Flags; 2]>,
}

#[derive(Debug)]
enum ReadEnd {
    Pipe(pipe::Receiver),
    Socket(UnixStream),
}

#[derive(Debug)]
enum WriteEnd {
    Pipe(pipe::Sender),
    Socket(UnixStream),
}

/// Puts both directions under the runtime's watch; `None` for each that has to be left to a thread.
pub(super) fn watch(
    input: &impl AsFd,
    output: &impl AsFd,
    error: &impl AsFd,
) -> io::Result<(Option<Reader>, Option<Writer>)> {
    // Both flags are read before either is changed, since both directions may be one and the same socket. For the same
    // reason they are shared, and put back only when neither direction is in use any more.
    let flags = Arc::new([Flags::of(input)?, Flags::of(output)?]);
    let error = File::from(duplicate(error)?).metadata()?;
    let kind = |fd: &OwnedFd| Kind::of(fd, (error.dev(), error.ino()));

    let (input, output) = (duplicate(input)?, duplicate(output)?);
    let (input_kind, output_kind) = (kind(&input)?, kind(&output)?);
    let reader = match input_kind {
        Kind::Pipe => pipe::Receiver::from_owned_fd(input).map(ReadEnd::Pipe).ok(),
        Kind::Socket => socket(input).map(ReadEnd::Socket).ok(),
        Kind::Other => None,
    };
    let writer = match output_kind {
        Kind::Pipe => pipe::Sender::from_owned_fd(output).map(WriteEnd::Pipe).ok(),
        Kind::Socket => socket(output).map(WriteEnd::Socket).ok(),
        Kind::Other => None,
    };
    Ok((reader.map(|end| Reader { end, _flags: flags.clone() }), writer.map(|end| Writer { end, _flags: flags })))
}

fn duplicate(fd: &impl AsFd) -> io::Result<OwnedFd> {
    fd.as_fd().try_clone_to_owned()
}

fn socket(fd: OwnedFd) -> io::Result<UnixStream> {
    let stream = net::UnixStream::from(fd);
    // Fails for every other family of sockets, which the type would not fit.
    stream.local_addr()?;
    stream.set_nonblocking(true)?;
    UnixStream::from_std(stream)
}

enum Kind {
    Pipe,
    Socket,
    Other,
}

impl Kind {
    /// `error` is the file behind standard error, where a message must never fail because the descriptor is busy.
    fn of(fd: &OwnedFd, error: (u64, u64)) -> io::Result<Self> {
        let metadata = File::from(fd.try_clone()?).metadata()?;
        let file_type = metadata.file_type();
        Ok(if (metadata.dev(), metadata.ino()) == error {
            Self::Other
        } else if file_type.is_fifo() {
            Self::Pipe
        } else if file_type.is_socket() {
            Self::Socket
        } else {
            Self::Other
        })
    }
}

/// The flags a descriptor came with, put back on drop.
#[derive(Debug)]
struct Flags {
    fd: OwnedFd,
    original: OFlags,
}

impl Flags {
    fn of(fd: &impl AsFd) -> io::Result<Self> {
        let fd = duplicate(fd)?;
        let original = fcntl_getfl(&fd)?;
        Ok(Self { fd, original })
    }
}

impl Drop for Flags {
    fn drop(&mut self) {
        // Nobody is left to be told about a failure.
        let _ = fcntl_setfl(&self.fd, self.original);
    }
}

impl AsyncRead for Reader {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match &mut self.end {
            ReadEnd::Pipe(pipe) => Pin::new(pipe).poll_read(cx, buffer),
            ReadEnd::Socket(socket) => Pin::new(socket).poll_read(cx, buffer),
        }
    }
}

impl AsyncWrite for Writer {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        match &mut self.end {
            WriteEnd::Pipe(pipe) => Pin::new(pipe).poll_write(cx, bytes),
            WriteEnd::Socket(socket) => Pin::new(socket).poll_write(cx, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
