//! The standard streams themselves: blocking, and without the standard library's buffers.
//!
//! [`io::Stdout`] is line-buffered and would send the header of every message apart from its body.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};

/// One of the standard streams, by a descriptor of its own.
#[derive(Debug)]
pub(super) struct Stream(File);

impl Stream {
    pub(super) fn input() -> io::Result<Self> {
        duplicate(&io::stdin()).map(Self)
    }

    pub(super) fn output() -> io::Result<Self> {
        duplicate(&io::stdout()).map(Self)
    }
}

#[cfg(unix)]
fn duplicate(stream: &impl std::os::fd::AsFd) -> io::Result<File> {
    Ok(stream.as_fd().try_clone_to_owned()?.into())
}

#[cfg(windows)]
fn duplicate(stream: &impl std::os::windows::io::AsHandle) -> io::Result<File> {
    Ok(stream.as_handle().try_clone_to_owned()?.into())
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.0.read(buffer) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => wait::until_readable(&self.0)?,
                result => return result,
            }
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.0.write(bytes) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => wait::until_writable(&self.0)?,
                result => return result,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whoever started us may have left a terminal non-blocking; its threads wait all the same.
#[cfg(unix)]
mod wait {
    use std::fs::File;
    use std::io;

    use rustix::event::{PollFd, PollFlags, poll};
    use rustix::io::Errno;

    pub(super) fn until_readable(file: &File) -> io::Result<()> {
        until(file, PollFlags::IN)
    }

    pub(super) fn until_writable(file: &File) -> io::Result<()> {
        until(file, PollFlags::OUT)
    }

    fn until(file: &File, flags: PollFlags) -> io::Result<()> {
        match poll(&mut [PollFd::new(file, flags)], None) {
            Ok(_) | Err(Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(not(unix))]
mod wait {
    use std::fs::File;
    use std::io::{self, ErrorKind};

    pub(super) fn until_readable(_: &File) -> io::Result<()> {
        Err(ErrorKind::WouldBlock.into())
    }

    pub(super) fn until_writable(_: &File) -> io::Result<()> {
        Err(ErrorKind::WouldBlock.into())
    }
}

#[cfg(unix)]
impl std::os::fd::AsFd for Stream {
    fn as_fd(&self) -> std::os::fd::BorrowedFd<'_> {
        self.0.as_fd()
    }
}

#[cfg(test)]
impl From<File> for Stream {
    fn from(file: File) -> Self {
        Self(file)
    }
}
