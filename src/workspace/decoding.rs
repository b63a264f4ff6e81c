//! The encodings that letters come in.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// What stands in a file.
pub struct Decoded<'b> {
    /// Its text. The byte order mark of sound UTF-8 stays, so that places in the text are places in the file.
    pub text: Cow<'b, str>,
    /// How it is written.
    pub encoding: &'static Encoding,
    /// Whether some characters could not be read.
    pub had_errors: bool,
}

/// UTF-8, UTF-16 with a byte order mark, or else Windows-1252, in which Word saves plain text; `None` if it is no text.
pub fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match marked {
        Some(encoding) => encoding,
        None if bytes.contains(&0) => return None,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => WINDOWS_1252,
    };
    Some(match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if encoding == UTF_8 => Decoded { text, encoding, had_errors: false },
        _ => {
            let (text, _, had_errors) = encoding.decode(bytes);
            Decoded { text, encoding, had_errors }
        }
    })
}
