use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::thread;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::standard::Stream;
use super::thread::{Reader, Writer};

const LARGE: usize = 1 << 20;

fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|n| u8::try_from(n % 251).unwrap_or_default()).collect()
}

fn read_slowly(mut source: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let (mut all, mut chunk) = (Vec::new(), [0; 50_000]);
        loop {
            thread::sleep(Duration::from_millis(1));
            match source.read(&mut chunk).expect("the writer is well") {
                0 => return all,
                count => all.extend_from_slice(&chunk[..count]),
            }
        }
    })
}

#[tokio::test]
async fn a_thread_reads_to_the_end() {
    let (input, mut writer) = io::pipe().expect("a pipe");
    let feeder = thread::spawn(move || writer.write_all(&pattern(LARGE)));
    let mut bytes = Vec::new();
    Reader::new(input).read_to_end(&mut bytes).await.expect("readable");
    feeder.join().expect("no panic").expect("everything is taken");
    assert!(bytes == pattern(LARGE));
}

#[tokio::test]
async fn a_thread_writes_for_a_slow_reader() {
    let (reader, output) = io::pipe().expect("a pipe");
    let slow = read_slowly(reader);
    let mut writer = Writer::new(output);
    writer.write_all(&pattern(LARGE)).await.expect("writable");
    writer.shutdown().await.expect("flushed");
    drop(writer);
    assert!(slow.join().expect("no panic") == pattern(LARGE));
}

#[tokio::test]
async fn what_was_written_leaves_though_nobody_flushes() {
    let (mut reader, output) = io::pipe().expect("a pipe");
    let mut writer = Writer::new(output);
    writer.write_all(b"last words").await.expect("writable");
    drop(writer);
    let mut text = String::new();
    reader.read_to_string(&mut text).expect("readable");
    assert_eq!(text, "last words");
}

#[tokio::test]
async fn a_thread_reports_a_closed_pipe() {
    let (reader, output) = io::pipe().expect("a pipe");
    drop(reader);
    let mut writer = Writer::new(output);
    writer.write_all(b"x").await.expect("buffered");
    for _ in 0..2 {
        let error = writer.flush().await.expect_err("nobody reads");
        assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    }
}

#[tokio::test]
async fn a_thread_reads_files() {
    let source = File::open("Cargo.toml").expect("present");
    let mut text = String::new();
    Reader::new(Stream::from(source)).read_to_string(&mut text).await.expect("readable");
    assert!(text.contains("[package]"));
}

#[cfg(unix)]
mod unix {
    use std::os::fd::{AsFd, OwnedFd};
    use std::os::unix::net::UnixStream;

    use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};

    use super::super::watched::watch;
    use super::*;

    fn is_blocking(fd: &impl AsFd) -> bool {
        !fcntl_getfl(fd).expect("open").contains(OFlags::NONBLOCK)
    }

    fn null() -> File {
        File::options().read(true).write(true).open("/dev/null").expect("present")
    }

    #[tokio::test]
    async fn pipes_are_watched() {
        let ((input, mut feed), (drain, output)) = (io::pipe().expect("a pipe"), io::pipe().expect("a pipe"));
        let (reader, writer) = watch(&input, &output, &null()).expect("open");
        let (mut reader, mut writer) = (reader.expect("watched"), writer.expect("watched"));
        drop(output);

        feed.write_all(b"question").expect("writable");
        drop(feed);
        let mut question = String::new();
        reader.read_to_string(&mut question).await.expect("readable");
        assert_eq!(question, "question");

        let slow = read_slowly(drain);
        writer.write_all(&pattern(LARGE)).await.expect("writable");
        writer.shutdown().await.expect("nothing is buffered");
        drop((reader, writer));
        assert!(slow.join().expect("no panic") == pattern(LARGE));
    }

    #[tokio::test]
    async fn one_socket_serves_both_directions_and_gets_its_flags_back() {
        let (socket, mut peer) = UnixStream::pair().expect("a pair");
        let (reader, writer) = watch(&socket, &socket, &null()).expect("open");
        let (mut reader, mut writer) = (reader.expect("watched"), writer.expect("watched"));
        assert!(!is_blocking(&socket));

        writer.write_all(b"to").await.expect("writable");
        let mut bytes = [0; 2];
        peer.read_exact(&mut bytes).expect("readable");
        assert_eq!(&bytes, b"to");

        drop(writer);
        assert!(!is_blocking(&socket), "the reader still needs it");
        peer.write_all(b"fro").expect("writable");
        drop(peer);
        let mut text = String::new();
        reader.read_to_string(&mut text).await.expect("readable");
        assert_eq!(text, "fro");

        drop(reader);
        assert!(is_blocking(&socket));
    }

    #[tokio::test]
    async fn a_closed_reader_is_reported() {
        let (reader, output) = io::pipe().expect("a pipe");
        drop(reader);
        let (_, writer) = watch(&null(), &output, &null()).expect("open");
        let error = writer.expect("watched").write_all(b"x").await.expect_err("nobody reads");
        assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    }

    #[tokio::test]
    async fn files_devices_and_terminals_are_left_to_threads() {
        let file = File::open("Cargo.toml").expect("present");
        let terminal = File::options().read(true).write(true).open("/dev/ptmx").unwrap_or_else(|_| null());
        for fd in [file, null(), terminal] {
            let (reader, writer) = watch(&fd, &fd, &io::stderr()).expect("open");
            assert!(reader.is_none() && writer.is_none());
            assert!(is_blocking(&fd));
        }
    }

    #[tokio::test]
    async fn an_output_that_is_standard_error_as_well_is_left_to_a_thread() {
        let (_reader, output) = io::pipe().expect("a pipe");
        let (_, writer) = watch(&null(), &output, &output).expect("open");
        assert!(writer.is_none());
        assert!(is_blocking(&output));
    }

    #[test]
    fn a_thread_waits_for_a_descriptor_that_came_non_blocking() {
        let (input, mut feed) = io::pipe().expect("a pipe");
        let flags = fcntl_getfl(&input).expect("open");
        fcntl_setfl(&input, flags | OFlags::NONBLOCK).expect("open");
        let feeder = thread::spawn(move || {
            thread::sleep(Duration::from_millis(20));
            feed.write_all(b"late")
        });
        let mut text = String::new();
        Stream::from(File::from(OwnedFd::from(input))).read_to_string(&mut text).expect("readable");
        feeder.join().expect("no panic").expect("writable");
        assert_eq!(text, "late");
    }
}
