//! Writing into settings that findings are not to be told any more. All else in the file stays as it is written.

use super::globs::literal;
use super::keys::IGNORE;
use crate::text::pattern::pattern;
use crate::text::spaces::one_line;
use crate::text::{Edit, apply_all};
use regex::Regex;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::sync::LazyLock;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Findings that are not to be told any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Silence {
    /// The code of the rule that finds them.
    pub code: String,
    /// Where.
    pub scope: Scope,
}

/// Where findings are not to be told any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scope {
    /// In an item of a letter, known by what it requests.
    Item {
        /// The letter's file name; `None` if it is not in a file, and the only one that is meant.
        file: Option<String>,
        /// What the item requests.
        request: String,
    },
    /// In a letter.
    Letter {
        /// Its file name; `None` as above.
        file: Option<String>,
    },
    /// In all letters of the office.
    Office,
}

impl Silence {
    /// What has to change in the settings; nothing if they say so already. `None` if they cannot be read or leave no
    /// place for it.
    pub fn edits(&self, settings: &str) -> Option<Vec<Edit>> {
        let toml = Toml::parse(settings)?;
        let edits = match self.scope {
            Scope::Office => toml.adding_to_rules(&self.code)?,
            _ => toml.adding_entry(&self.entry()),
        };
        let changed = apply_all(settings, &edits);
        Toml::parse(&changed).map(|_| edits)
    }

    /// The keys of an entry.
    fn entry(&self) -> Vec<(&'static str, String)> {
        let mut entry = vec![("code", self.code.clone())];
        if let Scope::Item { file: Some(file), .. } | Scope::Letter { file: Some(file) } = &self.scope {
            entry.push(("file", literal(file)));
        }
        if let Scope::Item { request, .. } = &self.scope {
            entry.push(("item", literal(&one_line(request))));
        }
        entry
    }
}

/// Settings with the places of what is written in them.
pub(super) struct Toml<'t> {
    pub(super) text: &'t str,
    /// The length of what precedes what was parsed.
    pub(super) skipped: usize,
    pub(super) table: DeTable<'t>,
}

/// A key and its value in basic strings, which JSON's are as well.
fn pair((key, value): &(&'static str, String)) -> String {
    format!("{key} = {}", quoted(value))
}

pub(super) fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string()
}

impl<'t> Toml<'t> {
    /// `None` for settings that cannot be read.
    pub(super) fn parse(text: &'t str) -> Option<Self> {
        let without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
        let table = DeTable::parse(without_mark).ok()?.into_inner();
        Some(Toml { text, skipped: text.len() - without_mark.len(), table })
    }
}

impl Toml<'_> {
    fn adding_entry(&self, entry: &[(&'static str, String)]) -> Vec<Edit> {
        let says_so = |value: &Spanned<DeValue<'_>>| {
            ["code", "file", "item"].into_iter().all(|key| {
                let wanted = entry.iter().find(|(name, _)| *name == key).map(|(_, value)| value.as_str());
                value.get_ref().get(key).and_then(|value| value.get_ref().as_str()) == wanted
            })
        };
        let pairs: Vec<String> = entry.iter().map(pair).collect();
        match self.table.get(IGNORE).map(|value| (value, value.get_ref())) {
            Some((_, DeValue::Array(entries))) if entries.iter().any(says_so) => Vec::new(),
            Some((value, DeValue::Array(entries)))
                if self.text[self.place(value)].starts_with('[') && !self.text[self.place(value)].starts_with("[[") =>
            {
                self.adding_to_list(value, entries, &format!("{{ {} }}", pairs.join(", ")))
            }
            _ => self.appending(&format!("[[{IGNORE}]]"), &pairs),
        }
    }

    /// `None` if something else than a list stands there.
    fn adding_to_rules(&self, code: &str) -> Option<Vec<Edit>> {
        let says_so =
            |value: &Spanned<DeValue<'_>>| value.get_ref().as_str().is_some_and(|word| word.eq_ignore_ascii_case(code));
        let line = format!("ignore = [{}]", quoted(code));
        let Some(rules) = self.table.get("rules") else { return Some(self.appending("[rules]", &[line])) };
        Some(match rules.get_ref().get("ignore").map(|value| (value, value.get_ref())) {
            Some((_, DeValue::Array(codes))) if codes.iter().any(says_so) => Vec::new(),
            Some((value, DeValue::Array(codes))) => self.adding_to_list(value, codes, &quoted(code)),
            Some(_) => return None,
            None => self.adding_key_to_rules(rules, &line),
        })
    }

    /// Writes a key behind the last one of `[rules]`, in the form that they have there.
    fn adding_key_to_rules(&self, rules: &Spanned<DeValue<'_>>, line: &str) -> Vec<Edit> {
        static HEADER: LazyLock<Regex> = LazyLock::new(|| {
            let header = r#"(?m)^\u{feff}?[ \t]*\[[ \t]*(?:rules|"rules"|'rules')[ \t]*\]"#;
            pattern(header)
        });
        let place = self.place(rules);
        if self.text[place.clone()].starts_with('{') {
            let inside = &self.text[place.start + 1..place.end - 1];
            let written = inside.trim_end();
            return vec![match written {
                "" => Edit { range: place.start + 1..place.end - 1, insert: format!(" {line} ") },
                written if written.ends_with(',') => insertion(place.start + 1 + written.len(), format!(" {line}")),
                written => insertion(place.start + 1 + written.len(), format!(", {line}")),
            }];
        }
        let header = HEADER.find(self.text);
        let start = header.map_or(0, |header| header.end());
        let last = self.last_value(rules.get_ref()).filter(|end| *end > start);
        match (header, last) {
            (Some(_), last) => vec![self.line_behind(last.unwrap_or(start), line)],
            (None, Some(last)) => vec![self.line_behind(last, &format!("rules.{line}"))],
            (None, None) => self.appending("[rules]", &[line.to_owned()]),
        }
    }

    /// Where the last value ends that is written right in a table, not below a header of its own.
    fn last_value(&self, table: &DeValue<'_>) -> Option<usize> {
        let values = table.as_table()?.iter().map(|(_, value)| value);
        let ends = values.filter_map(|value| {
            let place = self.place(value);
            match value.get_ref() {
                DeValue::Table(_) if self.text[place.clone()].starts_with('[') => None,
                inner @ DeValue::Table(_) if !self.text[place.clone()].starts_with('{') => self.last_value(inner),
                _ => Some(place.end),
            }
        });
        ends.max()
    }

    /// Writes a line behind the one that holds a place.
    pub(super) fn line_behind(&self, place: usize, line: &str) -> Edit {
        match self.text[place..].find('\n') {
            Some(end) => insertion(place + end + 1, format!("{line}{}", self.line_end())),
            None => insertion(self.text.len(), format!("{end}{line}{end}", end = self.line_end())),
        }
    }

    /// Writes another element at the end of a list, in the manner of the others.
    fn adding_to_list(
        &self,
        list: &Spanned<DeValue<'_>>,
        elements: &[Spanned<DeValue<'_>>],
        element: &str,
    ) -> Vec<Edit> {
        let place = self.place(list);
        let Some(last) = elements.last().map(|last| self.place(last)) else {
            return vec![insertion(place.start + 1, element.to_owned())];
        };
        let behind = &self.text[last.end..place.end - 1];
        let comma = behind.find(',').filter(|at| !behind[..*at].contains('#')).map(|at| last.end + at + 1);
        let line = self.text[..last.start].rfind('\n').map_or(0, |at| at + 1);
        if line <= place.start {
            return vec![match comma {
                Some(comma) => insertion(comma, format!(" {element},")),
                None => insertion(last.end, format!(", {element}")),
            }];
        }
        let indent: String = self.text[line..].chars().take_while(|char| matches!(char, ' ' | '\t')).collect();
        let broken = format!("{}{indent}{element}", self.line_end());
        let end = behind.find(['\n', '\r']).map(|at| last.end + at);
        match (comma, end) {
            (Some(_), Some(end)) => vec![insertion(end, format!("{broken},"))],
            (Some(comma), None) => vec![insertion(comma, broken)],
            (None, Some(end)) if end > last.end => vec![insertion(last.end, ",".to_owned()), insertion(end, broken)],
            (None, _) => vec![insertion(last.end, format!(",{broken}"))],
        }
    }

    /// Writes a table at the end.
    fn appending(&self, header: &str, lines: &[String]) -> Vec<Edit> {
        let end = self.line_end();
        let written = &self.text[self.skipped..];
        let last_line = written.strip_suffix('\n').map(|lines| lines.rsplit('\n').next().unwrap_or("").trim());
        let gap = match last_line {
            None if written.is_empty() => String::new(),
            None => end.repeat(2),
            Some("") => String::new(),
            Some(_) => end.to_owned(),
        };
        vec![insertion(self.text.len(), format!("{gap}{header}{end}{}{end}", lines.join(end)))]
    }

    pub(super) fn line_end(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    pub(super) fn place<T>(&self, value: &Spanned<T>) -> Range<usize> {
        value.span().start + self.skipped..value.span().end + self.skipped
    }
}

pub(super) fn insertion(at: usize, insert: String) -> Edit {
    Edit { range: at..at, insert }
}
