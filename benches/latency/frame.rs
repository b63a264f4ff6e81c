//! One message of the protocol on the wire: headers, an empty line, a body.

use std::io::{self, BufRead, ErrorKind, Read};

/// Bodies above this are taken for a broken header, so that a bad server cannot exhaust the client's memory.
const LARGEST_BODY: usize = 1 << 30;

/// Reads one body; `None` when the stream ends between two frames.
pub(crate) fn read(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut body = Vec::new();
    Ok(read_into(input, &mut body)?.then_some(body))
}

/// Like [`read`], into a buffer that is kept between frames: fresh pages for every large answer would be billed to the server.
pub(crate) fn read_into(input: &mut impl BufRead, body: &mut Vec<u8>) -> io::Result<bool> {
    body.clear();
    let mut length = None;
    let mut line = Vec::with_capacity(64);
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return match length {
                None => Ok(false),
                Some(_) => Err(ErrorKind::UnexpectedEof.into()),
            };
        }
        let header = line.trim_ascii_end();
        if header.is_empty() {
            break;
        }
        length = content_length(header)?.or(length);
    }
    let length = length.ok_or_else(|| invalid("a header without Content-Length"))?;
    body.reserve(length);
    if input.take(length as u64).read_to_end(body)? < length {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(true)
}

/// Puts one frame behind others that are to leave in the same `write`, so that the reader wakes up once.
pub(crate) fn append(frames: &mut Vec<u8>, body: &[u8]) {
    frames.extend_from_slice(b"Content-Length: ");
    frames.extend_from_slice(body.len().to_string().as_bytes());
    frames.extend_from_slice(b"\r\n\r\n");
    frames.extend_from_slice(body);
}

fn content_length(header: &[u8]) -> io::Result<Option<usize>> {
    let Some((name, value)) = header.split_at_checked("Content-Length:".len()) else {
        return Ok(None);
    };
    if !name.eq_ignore_ascii_case(b"Content-Length:") {
        return Ok(None);
    }
    let length: usize = str::from_utf8(value.trim_ascii())
        .ok()
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| invalid("a Content-Length that is no number"))?;
    if length > LARGEST_BODY {
        return Err(invalid("a Content-Length beyond all reason"));
    }
    Ok(Some(length))
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, what)
}
