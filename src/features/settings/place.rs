//! Where a cursor stands in settings, read by their lines: while they are typed they are no TOML.

use crate::settings::keys::{IGNORE, KEYS, Key, TABLES};
use std::ops::Range;

/// Where a cursor stands.
pub(super) struct Place<'t> {
    /// The table at hand; empty at the top.
    pub(super) table: &'t str,
    /// The other keys that stand in it.
    pub(super) keys: Vec<&'t str>,
    /// The other tables that there are, but for those of which there may be many.
    pub(super) tables: Vec<&'t str>,
    /// What belongs there.
    pub(super) wanted: Wanted,
    /// What stands there already, without quotation marks; with the brackets of a table.
    pub(super) word: Range<usize>,
    /// What stands behind that in its line.
    pub(super) behind: &'t str,
}

/// What belongs at a place.
#[derive(Clone, Copy)]
pub(super) enum Wanted {
    /// A table in its brackets.
    Table,
    /// A key.
    Key,
    /// A part of a key's value, and the quotation mark before it.
    Value(&'static Key, Slot, Option<char>),
}

/// A part of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// All of it.
    Alone,
    /// An element of a list.
    InList,
    /// What stands before an `=` in braces.
    PairName,
    /// What stands behind it.
    PairValue,
}

impl<'t> Place<'t> {
    /// The place of an offset; `None` in comments, and where nothing is known to belong.
    pub(super) fn at(text: &'t str, offset: usize) -> Option<Self> {
        let offset = (0..=offset.min(text.len())).rev().find(|offset| text.is_char_boundary(*offset))?;
        let statements = statements(text);
        let index = statements.iter().rposition(|statement| statement.start <= offset)?;
        let statement = statements[index].clone();
        let written = |index: usize| &text[statements[index].clone()];
        let top = (0..=index).rev().find(|index| header(written(*index)).is_some());
        let end = (index + 1..statements.len()).find(|index| header(written(*index)).is_some());
        let section = top.map_or(0, |top| top + 1)..end.unwrap_or(statements.len());
        let others = || (0..statements.len()).filter(|other| *other != index);
        let before = scan(&text[statement.start..offset]);
        if before.is_comment {
            return None;
        }
        let mut place = Place {
            table: top.and_then(|top| header(written(top))).unwrap_or(""),
            keys: others().filter(|other| section.contains(other)).filter_map(|other| key(written(other))).collect(),
            tables: others().filter_map(|other| header(written(other))).filter(|table| *table != IGNORE).collect(),
            wanted: Wanted::Key,
            word: word_at(text, offset),
            behind: "",
        };
        if header(written(index)).is_some() {
            place.wanted = Wanted::Table;
            place.word = brackets(text, &statement);
            if !(place.word.start + 1..=place.word.end).contains(&offset) {
                return None;
            }
        } else if let Some(equals) = before.equals {
            place.read_value(text, statement.start, equals, &before)?;
        } else {
            place.read_key(text, statement.start)?;
        }
        place.behind = text[place.word.end..].lines().next().unwrap_or("");
        Some(place)
    }

    fn read_value(&mut self, text: &'t str, start: usize, equals: usize, before: &Scan) -> Option<()> {
        let name = text[start..start + equals].trim();
        let (table, name) = name.rsplit_once('.').filter(|_| self.table.is_empty()).unwrap_or((self.table, name));
        let key = KEYS.iter().find(|key| key.table == table && key.name == name)?;
        let slot = match before.open.last() {
            None => Slot::Alone,
            Some('[') => Slot::InList,
            Some(_) if before.is_behind_equals => Slot::PairValue,
            Some(_) => Slot::PairName,
        };
        if let Some((quote, opened)) = before.quote {
            let line = text[self.word.end..].lines().next().unwrap_or("");
            let end = line.find(quote).map_or(self.word.end, |closed| self.word.end + closed);
            self.word = start + opened..end;
        }
        self.wanted = Wanted::Value(key, slot, before.quote.map(|(quote, _)| quote));
        Some(())
    }

    /// Reads the key at hand, whose table may stand before it with a dot.
    fn read_key(&mut self, text: &'t str, start: usize) -> Option<()> {
        match text[start..self.word.start].trim().strip_suffix('.') {
            Some(table) if self.table.is_empty() => {
                self.table = table.trim();
                let keys = self.keys.iter().filter_map(|key| key.rsplit_once('.'));
                self.keys = keys.filter(|(table, _)| *table == self.table).map(|(_, key)| key).collect();
                Some(())
            }
            _ => text[start..self.word.start].trim().is_empty().then_some(()),
        }
    }
}

/// Headers, keys with their values, and lines of neither, from the start of a line to its end or to that of another.
fn statements(text: &str) -> Vec<Range<usize>> {
    let mut statements: Vec<Range<usize>> = Vec::new();
    let mut read = Scan::default();
    let last = Some("").filter(|_| text.is_empty() || text.ends_with('\n'));
    let mut start = 0;
    for line in text.split_inclusive('\n').chain(last) {
        let end = start + line.len();
        match statements.last_mut() {
            // What nobody has closed yet does not swallow what follows.
            Some(open) if !read.open.is_empty() && !starts_anew(line) => open.end = end,
            _ => {
                statements.push(start..end);
                read = Scan::default();
            }
        }
        if header(&text[statements.last().map_or(start, |last| last.start)..end]).is_none() {
            read.read(line);
        }
        start = end;
    }
    statements
}

fn starts_anew(line: &str) -> bool {
    header(line).is_some_and(|name| TABLES.iter().any(|(table, _)| *table == name))
        || key(line).is_some_and(|name| KEYS.iter().any(|key| key.name == name))
}

/// The name of the table that a statement opens, as far as it is written.
fn header(statement: &str) -> Option<&str> {
    let name = statement.trim_start().strip_prefix('[')?.trim_start_matches(['[', ' ', '\t']);
    Some(&name[..name.find(|char| !is_of_name(char)).unwrap_or(name.len())])
}

/// The key of a statement.
fn key(statement: &str) -> Option<&str> {
    let name = statement[..scan(statement).equals?].trim();
    name.chars().all(|char| is_of_name(char) || char == '.').then_some(name)
}

fn is_of_name(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '_')
}

/// The brackets of a table, with what stands between them.
fn brackets(text: &str, statement: &Range<usize>) -> Range<usize> {
    let line = text[statement.clone()].lines().next().unwrap_or("");
    let line = line.split('#').next().unwrap_or("").trim_end();
    let start = line.len() - line.trim_start().len();
    statement.start + start..statement.start + line.len()
}

/// The word around an offset.
fn word_at(text: &str, offset: usize) -> Range<usize> {
    let (before, behind) = text.split_at(offset);
    let start = before.trim_end_matches(is_of_name).len();
    offset - (before.len() - start)..offset + behind.find(|char| !is_of_name(char)).unwrap_or(behind.len())
}

/// What a piece of text leaves open.
#[derive(Default)]
struct Scan {
    /// The first `=` outside of brackets.
    equals: Option<usize>,
    open: Vec<char>,
    /// The quotation mark of an open string, and where that begins.
    quote: Option<(char, usize)>,
    /// Whether an `=` precedes in the same braces, with no comma behind it.
    is_behind_equals: bool,
    is_comment: bool,
    length: usize,
}

fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    scan.read(text);
    scan
}

impl Scan {
    /// Reads on.
    fn read(&mut self, text: &str) {
        let start = self.length;
        self.length += text.len();
        let mut chars = text.char_indices();
        while let Some((at, char)) = chars.next() {
            match (self.quote, char) {
                (_, '\n') => (self.quote, self.is_comment) = (None, false),
                _ if self.is_comment => {}
                (Some(('"', _)), '\\') => drop(chars.next()),
                (Some((quote, _)), _) if quote == char => self.quote = None,
                (Some(_), _) => {}
                (None, '#') => self.is_comment = true,
                (None, '"' | '\'') => self.quote = Some((char, start + at + 1)),
                (None, '[') => self.open.push(char),
                (None, '{') => {
                    self.open.push(char);
                    self.is_behind_equals = false;
                }
                (None, ']' | '}') => drop(self.open.pop()),
                (None, ',') if self.open.last() == Some(&'{') => self.is_behind_equals = false,
                (None, '=') if self.open.is_empty() => self.equals = self.equals.or(Some(start + at)),
                (None, '=') => self.is_behind_equals = true,
                _ => {}
            }
        }
    }
}
