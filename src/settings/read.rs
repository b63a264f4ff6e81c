//! Reading settings. What is wrong with one of them is told, and the others count.

use super::keys::{self, IGNORE, KEYS, TABLES};
use super::{FileGlob, Ignored, ItemGlob, RuleName, Selector, Settings, Severity};
use crate::layouts::{LAYOUTS, LayoutId};
use crate::text::alike::{alike, did_you_mean};
use crate::text::planted;
use jiff::civil::Date;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Something wrong with settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How it is wrong.
    pub kind: ProblemKind,
    /// Where, in bytes of the file.
    pub range: Range<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

/// How settings can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file cannot be read at all.
    Broken,
    /// A name stands for nothing.
    Unknown,
    /// What stands behind a name makes no sense.
    Bad,
}

type Value<'t> = Spanned<DeValue<'t>>;
type Name<'t> = Spanned<std::borrow::Cow<'t, str>>;

/// So much of a pattern is shown: nobody can read more, and it may be very long.
const LONGEST_SHOWN: usize = 80;

/// Some editors write it at the start of a file.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Reads the settings of a file in a folder, from which its patterns count. The error is that it cannot be read at all.
pub fn read(text: &str, folder: Option<&Path>, rules: &[RuleName]) -> Result<(Settings, Vec<Problem>), Problem> {
    planted::fault("in settings", || text.into());
    let toml = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let skipped = text.len() - toml.len();
    let moved =
        |problem: Problem| Problem { range: problem.range.start + skipped..problem.range.end + skipped, ..problem };
    let table = DeTable::parse(toml).map_err(|error| {
        let range = error.span().unwrap_or(0..0);
        let message =
            format!("This cannot be read: {}. The settings that could be read last stay in force.", error.message());
        moved(Problem { kind: ProblemKind::Broken, range, message })
    })?;
    let mut reader = Reader { folder, rules, settings: Settings::default(), problems: Vec::new() };
    reader.top(table.into_inner());
    let mut problems: Vec<_> = reader.problems.into_iter().map(moved).collect();
    problems.sort_by_key(|problem| problem.range.start);
    Ok((reader.settings, problems))
}

struct Reader<'r> {
    folder: Option<&'r Path>,
    rules: &'r [RuleName],
    settings: Settings,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn top(&mut self, table: DeTable<'_>) {
        for (name, value) in table {
            let Some((known, _)) = TABLES.iter().find(|(known, _)| *known == name.get_ref().as_ref()) else {
                self.key("", &name, &value);
                continue;
            };
            match (known == &IGNORE, value.get_ref()) {
                (false, DeValue::Table(table)) => table.iter().for_each(|(name, value)| self.key(known, name, value)),
                (true, DeValue::Array(entries)) => entries.iter().for_each(|entry| self.ignored(entry)),
                (false, _) => self.bad(&value, format!("Write the settings of “{known}” below a line [{known}].")),
                (true, _) => self.bad(&value, "Write [[ignore]], in two pairs of brackets, before each entry. To silence a rule in all letters, write “ignore” below [rules]."),
            }
        }
    }

    fn key(&mut self, table: &str, name: &Name<'_>, value: &Value<'_>) {
        match (table, name.get_ref().as_ref()) {
            ("", "layout") => self.settings.layout = self.layout(value),
            ("", "letter-date") => self.settings.letter_date = self.day(value),
            ("rules", "select") => self.settings.select = self.selectors(value),
            ("rules", "ignore") => self.settings.ignore = self.selectors(value),
            ("rules", "severity") => self.settings.severities = self.pairs(value, Self::severity),
            ("rules", "per-file-ignores") => self.settings.ignored_in_files = self.pairs(value, Self::ignored_in_file),
            ("guidelines", "paths") => {
                self.settings.guideline_files = self.list(value, Self::guideline_files);
            }
            ("reviewer", "specialty") => self.settings.specialties = self.list(value, Self::name),
            ("reviewer", "states") => self.settings.states = self.list(value, Self::name),
            ("inlay-hints", "topics") => self.settings.topic_hints = self.switch(value),
            ("inlay-hints", "generic-names") => self.settings.generic_name_hints = self.switch(value),
            _ => self.unknown_key(table, name),
        }
    }

    fn unknown_key(&mut self, table: &str, name: &Name<'_>) {
        let written = name.get_ref().as_ref();
        let tables = TABLES.iter().map(|(known, _)| *known).filter(|_| table.is_empty());
        let elsewhere = KEYS.iter().find(|key| key.name == written && key.table != table);
        let hint = match elsewhere {
            Some(key) if key.table.is_empty() => " It stands at the top of the file, above all [brackets].".to_owned(),
            Some(key) => format!(" It belongs below [{}].", key.table),
            None => did_you_mean(written, keys::keys_of(table).map(|key| key.name).chain(tables)),
        };
        self.complain(ProblemKind::Unknown, name.span(), format!("There is no setting “{written}” here.{hint}"));
    }

    fn ignored(&mut self, entry: &Value<'_>) {
        let Some(table) = entry.get_ref().as_table() else {
            return self.bad(entry, "Write [[ignore]] before each entry, and “code” below it.");
        };
        let (mut rules, mut file, mut item, mut is_sound) = (None, None, None, true);
        for (name, value) in table {
            let complaints = self.problems.len();
            match name.get_ref().as_ref() {
                "code" => rules = self.selector(value),
                "file" => {
                    let folder = self.folder;
                    file = self.glob(value, |glob| FileGlob::new(glob, folder));
                }
                "item" => item = self.glob(value, ItemGlob::new),
                "reason" => {
                    self.name(value);
                    continue;
                }
                _ => {
                    self.unknown_key(IGNORE, name);
                    continue;
                }
            }
            // An entry whose pattern makes no sense would silence more than was meant.
            is_sound &= self.problems[complaints..].iter().all(|problem| problem.kind == ProblemKind::Unknown);
        }
        match rules {
            Some(rules) if is_sound => self.settings.ignored.push(Ignored { rules, file, item }),
            None if is_sound => self.bad(entry, "This entry silences nothing: write the “code” of a rule."),
            _ => {}
        }
    }

    fn layout(&mut self, value: &Value<'_>) -> Option<Option<LayoutId>> {
        let names = || LAYOUTS.iter().map(|layout| layout.name).chain(["auto"]);
        let word = self.text(value, "Write the name of a layout, as in \"letter-2015\".")?;
        let found = LAYOUTS.iter().find(|layout| layout.name == word);
        if found.is_none() && word != "auto" {
            let hint = did_you_mean(word, names());
            let all = names().collect::<Vec<_>>().join(", ");
            self.bad(value, format!("There is no layout “{word}”.{hint} Layouts are: {all}."));
            return None;
        }
        Some(found.map(|layout| layout.id))
    }

    fn day(&mut self, value: &Value<'_>) -> Option<Date> {
        let written = match value.get_ref() {
            DeValue::Datetime(day) => day.to_string(),
            DeValue::String(day) => day.trim().to_owned(),
            _ => String::new(),
        };
        let is_day = written.len() == "2015-07-01".len();
        let day = written.parse().ok().filter(|_| is_day);
        if day.is_none() {
            self.bad(value, "Write a day that there is, as in \"2015-07-01\".");
        }
        day
    }

    fn selectors(&mut self, value: &Value<'_>) -> Option<Vec<Selector>> {
        self.list(value, Self::selector)
    }

    fn selector(&mut self, value: &Value<'_>) -> Option<Selector> {
        let word = self.text(value, "Write codes or names of rules in quotes, as in \"IMR301\".")?;
        self.known_selector(word, value.span())
    }

    fn known_selector(&mut self, word: &str, place: Range<usize>) -> Option<Selector> {
        let selector = Selector::new(word);
        if !selector.means_any(self.rules) {
            let names = self.rules.iter().flat_map(|rule| [rule.code, rule.name]);
            // A letter is easily taken for the digit that looks like it.
            let digits = word.to_ascii_uppercase().replacen("IMR", "", 1).replace('O', "0").replace(['I', 'L'], "1");
            let code = format!("IMR{digits}");
            let is_code = self.rules.iter().any(|rule| rule.code == code);
            let hint = did_you_mean(if is_code { &code } else { word }, names);
            self.complain(ProblemKind::Unknown, place, format!("There is no rule “{word}”.{hint}"));
        }
        Some(selector)
    }

    fn severity(&mut self, name: &Name<'_>, value: &Value<'_>) -> Option<(Selector, Severity)> {
        let word = self.text(value, "Write \"error\", \"warning\" or \"information\".")?;
        let severity = Severity::ALL.into_iter().find(|severity| severity.word() == word);
        if severity.is_none() {
            let nearest = alike(word, Severity::ALL.map(Severity::word))
                .map_or_else(String::new, |word| format!(" Did you mean “{word}”?"));
            self.bad(value, format!("“{word}” is no severity: write “error”, “warning” or “information”.{nearest}"));
        }
        let rules = self.known_selector(name.get_ref(), name.span())?;
        Some((rules, severity?))
    }

    fn ignored_in_file(&mut self, name: &Name<'_>, value: &Value<'_>) -> Option<(FileGlob, Vec<Selector>)> {
        let rules = self.selectors(value);
        match FileGlob::new(name.get_ref(), self.folder) {
            Ok(glob) => Some((glob, rules?)),
            Err(error) => {
                self.complain(ProblemKind::Bad, name.span(), bad_pattern(name.get_ref(), &error));
                None
            }
        }
    }

    fn glob<T>(&mut self, value: &Value<'_>, glob: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let written = self.text(value, "Write a pattern in quotes, as in \"CM14-*\".")?;
        glob(written).map_err(|error| self.bad(value, bad_pattern(written, &error))).ok()
    }

    /// Nothing is opened on another machine: its name could have come with a folder, and who asks it shows himself.
    fn guideline_files(&mut self, value: &Value<'_>) -> Option<FileGlob> {
        let is_slash = |char| matches!(char, '/' | '\\');
        if value
            .get_ref()
            .as_str()
            .is_some_and(|written| written.chars().take(2).filter(|char| is_slash(*char)).count() == 2)
        {
            self.bad(value, "This names another machine, of which nothing is read. Give its folder a drive’s letter, and write that.");
            return None;
        }
        let folder = self.folder;
        self.glob(value, |glob| FileGlob::new(glob, folder))
    }

    fn name(&mut self, value: &Value<'_>) -> Option<String> {
        self.text(value, "Write words in quotes.").map(str::to_owned)
    }

    fn switch(&mut self, value: &Value<'_>) -> Option<bool> {
        let switch = value.get_ref().as_bool();
        if switch.is_none() {
            self.bad(value, "Write true or false, without quotes.");
        }
        switch
    }

    fn list<T>(
        &mut self,
        value: &Value<'_>,
        mut read: impl FnMut(&mut Self, &Value<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Some(list) = value.get_ref().as_array() else {
            self.bad(value, "Write a list in brackets, as in [\"…\", \"…\"].");
            return None;
        };
        let read: Vec<Option<T>> = list.iter().map(|value| read(self, value)).collect();
        read.into_iter().collect()
    }

    fn pairs<T>(&mut self, value: &Value<'_>, read: impl Fn(&mut Self, &Name<'_>, &Value<'_>) -> Option<T>) -> Vec<T> {
        let Some(table) = value.get_ref().as_table() else {
            self.bad(value, "Write pairs in braces, as in { IMR301 = … }.");
            return Vec::new();
        };
        table.iter().filter_map(|(name, value)| read(self, name, value)).collect()
    }

    fn text<'v>(&mut self, value: &'v Value<'_>, otherwise: &str) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.bad(value, otherwise);
        }
        text
    }

    fn bad(&mut self, value: &Value<'_>, message: impl Into<String>) {
        self.complain(ProblemKind::Bad, value.span(), message.into());
    }

    fn complain(&mut self, kind: ProblemKind, range: Range<usize>, message: String) {
        self.problems.push(Problem { kind, range, message });
    }
}

fn bad_pattern(written: &str, error: &str) -> String {
    let shown: String = written.chars().take(LONGEST_SHOWN).collect();
    format!("“{shown}” is no pattern for names: {error}. To mean a special character as such, put it in brackets: [*].")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_can_be_read() {
        let rules = [("IMR212", "duplicate-field"), ("IMR301", "unknown-topic"), ("IMR401", "x"), ("IMR501", "y")];
        let rules = rules.map(|(code, name)| RuleName { code, name, summary: "", is_on: true });
        for key in KEYS {
            let (open, code) = match key.table {
                "" => (String::new(), ""),
                IGNORE => ("[[ignore]]\n".to_owned(), if key.name == "code" { "" } else { "code = \"IMR212\"\n" }),
                table => (format!("[{table}]\n"), ""),
            };
            let text = format!("{open}{code}{} = {}\n", key.name, key.example);
            let (settings, problems) = read(&text, None, &rules).expect("this is TOML");
            assert_eq!(problems, [], "{text}");
            assert_ne!(settings, Settings::default(), "{text}");
        }
    }
}
