//! The page of the project that shows what was measured.

use std::fs;
use std::path::Path;

/// Puts tables into a page, in place of those that it has of this kind.
pub(crate) fn put(kind: &str, tables: &str, path: &Path) -> Result<(), String> {
    let start = format!("<!-- {kind}: what follows is written by `make bench`. -->\n");
    let end = format!("<!-- {kind}: up to here. -->\n");
    let page = fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let (before, rest) = page.split_once(&start).ok_or_else(|| format!("{} lacks a line: {start}", path.display()))?;
    let (_, behind) = rest.split_once(&end).ok_or_else(|| format!("{} lacks a line: {end}", path.display()))?;
    fs::write(path, format!("{before}{start}{tables}{end}{behind}"))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}
