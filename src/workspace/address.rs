//! Addresses of files, as editors write them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::borrow::Cow;
use std::path::{Path, PathBuf};

const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// The file that an address names; `None` if it names none.
pub fn path(address: &str) -> Option<PathBuf> {
    let rest = address.strip_prefix("file://")?;
    let (host, path) = rest.split_at(rest.find('/')?);
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let has_drive = cfg!(windows) && path.as_bytes().get(2) == Some(&b':');
    Some(match host {
        "" | "localhost" if has_drive => PathBuf::from(&path[1..]),
        "" | "localhost" => PathBuf::from(&*path),
        host => PathBuf::from(format!("//{host}{path}")),
    })
}

/// The address of a file with an absolute path.
pub fn address(path: &Path) -> String {
    let slash = if cfg!(windows) { "/" } else { "" };
    format!("file://{slash}{}", escaped(&path.to_string_lossy()))
}

/// The address of a file, or what leads to it from the working folder.
pub fn reference(path: &str) -> String {
    if Path::new(path).is_absolute() { address(Path::new(path)) } else { escaped(path) }
}

fn escaped(path: &str) -> String {
    let path = if cfg!(windows) { Cow::Owned(path.replace('\\', "/")) } else { Cow::Borrowed(path) };
    utf8_percent_encode(&path, ESCAPED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_addresses() {
        let file = if cfg!(windows) { "C:/Büro 1/x.toml" } else { "/Büro 1/x.toml" };
        assert_eq!(path(&address(Path::new(file))), Some(PathBuf::from(file)));
        assert_eq!(path("file:///B%C3%BCro%201/x.toml"), Some(PathBuf::from("/Büro 1/x.toml")));
        assert_eq!(path("file://server/office/x.toml"), Some(PathBuf::from("//server/office/x.toml")));
        for other in ["untitled:letter", "http://x/y", "file:", "", "file:///%FF"] {
            assert_eq!(path(other), None, "{other}");
        }
    }
}
