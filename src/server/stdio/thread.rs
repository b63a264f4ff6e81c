//! Streams that a thread each waits for, with a bounded buffer between it and the runtime.

use std::io::{self, ErrorKind, Read, Write};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// What the buffer takes before the faster side has to wait for the slower one.
const CAPACITY: usize = 256 * 1024;
/// What one read asks for.
const CHUNK: usize = 64 * 1024;

/// The runtime's end of a thread that reads.
#[derive(Debug)]
pub(super) struct Reader(Arc<Buffer>);

/// The runtime's end of a thread that writes.
#[derive(Debug)]
pub(super) struct Writer(Arc<Buffer>);

#[derive(Debug, Default)]
struct Buffer {
    state: Mutex<State>,
    /// Tells the thread that there is room, something to write, or nobody left on the other side.
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    bytes: Vec<u8>,
    /// How much of `bytes` has been taken out already.
    taken: usize,
    /// The writing thread has taken bytes out and is not done with them.
    writing: bool,
    /// The thread has ended; a failure is kept for the runtime's next call.
    ended: Option<io::Result<()>>,
    abandoned: bool,
    waker: Option<Waker>,
}

impl Reader {
    pub(super) fn new(source: impl Read + Send + 'static) -> Self {
        let buffer = Arc::new(Buffer::default());
        let shared = buffer.clone();
        thread::spawn(move || shared.fill_from(source));
        Self(buffer)
    }
}

impl Writer {
    pub(super) fn new(sink: impl Write + Send + 'static) -> Self {
        let buffer = Arc::new(Buffer::default());
        let shared = buffer.clone();
        thread::spawn(move || shared.drain_into(sink));
        Self(buffer)
    }
}

impl AsyncRead for Reader {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let mut state = self.0.lock();
        if state.bytes.is_empty() {
            return match &mut state.ended {
                Some(ended) => Poll::Ready(std::mem::replace(ended, Ok(()))),
                None => state.pend(cx),
            };
        }
        let end = state.bytes.len().min(state.taken + out.remaining());
        out.put_slice(&state.bytes[state.taken..end]);
        state.taken = end;
        if state.taken == state.bytes.len() {
            state.bytes.clear();
            state.taken = 0;
            self.0.changed.notify_one();
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Writer {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let mut state = self.0.lock();
        if state.ended.is_some() {
            return Poll::Ready(Err(state.failure()));
        }
        let room = CAPACITY.saturating_sub(state.bytes.len());
        if room == 0 {
            return state.pend(cx);
        }
        let count = bytes.len().min(room);
        state.bytes.extend_from_slice(&bytes[..count]);
        self.0.changed.notify_one();
        Poll::Ready(Ok(count))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut state = self.0.lock();
        if state.ended.is_some() {
            Poll::Ready(Err(state.failure()))
        } else if state.bytes.is_empty() && !state.writing {
            Poll::Ready(Ok(()))
        } else {
            state.pend(cx)
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(cx)
    }
}

impl Buffer {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_while<'a>(
        &self,
        state: MutexGuard<'a, State>,
        condition: impl Fn(&State) -> bool,
    ) -> MutexGuard<'a, State> {
        self.changed
            .wait_while(state, |state| condition(state) && !state.abandoned)
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn fill_from(&self, mut source: impl Read) {
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = source.read(&mut chunk);
            let mut state = self.wait_while(self.lock(), |state| state.bytes.len() >= CAPACITY);
            if state.abandoned {
                return;
            }
            match read {
                Ok(count) if count > 0 => state.bytes.extend_from_slice(&chunk[..count]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                end => {
                    state.ended = Some(end.map(drop));
                    return wake(state);
                }
            }
            wake(state);
        }
    }

    fn drain_into(&self, mut sink: impl Write) {
        let mut chunk = Vec::new();
        loop {
            // What was written before the runtime's end was dropped still has to leave.
            let mut state = self.wait_while(self.lock(), |state| state.bytes.is_empty());
            if state.bytes.is_empty() {
                return;
            }
            std::mem::swap(&mut chunk, &mut state.bytes);
            state.writing = true;
            if chunk.len() >= CAPACITY {
                wake(state);
            } else {
                drop(state);
            }

            let written = sink.write_all(&chunk).and_then(|()| sink.flush());
            chunk.clear();

            let mut state = self.lock();
            state.writing = false;
            if written.is_err() {
                state.ended = Some(written);
                return wake(state);
            }
            wake(state);
        }
    }
}

/// Wakes the runtime without the lock, which it would at once have to wait for.
fn wake(mut state: MutexGuard<'_, State>) {
    let waker = state.waker.take();
    drop(state);
    if let Some(waker) = waker {
        waker.wake();
    }
}

impl State {
    fn pend<T>(&mut self, cx: &Context<'_>) -> Poll<T> {
        self.waker = Some(cx.waker().clone());
        Poll::Pending
    }

    /// The thread's failure the first time, and that the stream is broken from then on.
    fn failure(&mut self) -> io::Error {
        match self.ended.replace(Ok(())) {
            Some(Err(error)) => error,
            _ => ErrorKind::BrokenPipe.into(),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        abandon(&self.0);
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        abandon(&self.0);
    }
}

fn abandon(buffer: &Buffer) {
    buffer.lock().abandoned = true;
    buffer.changed.notify_one();
}
