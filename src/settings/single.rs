//! Writing one key into settings. All else in the file stays as it is written.

use super::silence::{Toml, insertion, quoted};
use crate::text::{Edit, apply_all};
use toml::Spanned;
use toml::de::DeValue;

/// What has to change for a key that stands above all tables to have a value; nothing if it has it. `None` if the settings
/// cannot be read or leave no place for it.
pub fn edits(settings: &str, key: &str, value: &str) -> Option<Vec<Edit>> {
    let toml = Toml::parse(settings)?;
    let edits = match toml.table.get(key) {
        Some(written) if written.get_ref().as_str() == Some(value) => return Some(Vec::new()),
        Some(written) => vec![Edit { range: toml.place(written), insert: quoted(value) }],
        None => vec![toml.adding_above_tables(&format!("{key} = {}", quoted(value)))],
    };
    let changed = apply_all(settings, &edits);
    let is_set = Toml::parse(&changed)?.table.get(key)?.get_ref().as_str() == Some(value);
    is_set.then_some(edits)
}

impl Toml<'_> {
    /// Writes a line behind the keys that stand above all tables, or before everything.
    fn adding_above_tables(&self, line: &str) -> Edit {
        let is_own = |value: &&Spanned<DeValue<'_>>| {
            value.get_ref().as_table().is_none() && !self.text[self.place(value)].starts_with("[[")
        };
        let own = self.table.values().filter(is_own).map(|value| self.place(value));
        match own.map(|place| place.end).max() {
            Some(end) => self.line_behind(end, line),
            None => insertion(self.skipped, format!("{line}{}", self.line_end())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(settings: &str) -> Option<String> {
        edits(settings, "layout", "letter-2015").map(|edits| apply_all(settings, &edits))
    }

    #[test]
    fn nothing_else_is_touched() {
        for (before, after) in [
            ("", "layout = \"letter-2015\"\n"),
            ("layout='auto' # ours\n", "layout=\"letter-2015\" # ours\n"),
            ("layout = \"letter-2015\"", "layout = \"letter-2015\""),
            ("letter-date = \"2015-07-01\"", "letter-date = \"2015-07-01\"\nlayout = \"letter-2015\"\n"),
            (
                "letter-date = \"2015-07-01\" # day\r\n\r\n[rules]\r\nignore = []\r\n",
                "letter-date = \"2015-07-01\" # day\r\nlayout = \"letter-2015\"\r\n\r\n[rules]\r\nignore = []\r\n",
            ),
            (
                "[rules]\nignore = [\n  \"IMR5\",\n]\n",
                "layout = \"letter-2015\"\n[rules]\nignore = [\n  \"IMR5\",\n]\n",
            ),
            ("[[ignore]]\ncode = \"IMR201\"\n", "layout = \"letter-2015\"\n[[ignore]]\ncode = \"IMR201\"\n"),
            ("\u{feff}[rules]\n", "\u{feff}layout = \"letter-2015\"\n[rules]\n"),
            ("rules.ignore = [\"IMR5\"]\n", "layout = \"letter-2015\"\nrules.ignore = [\"IMR5\"]\n"),
        ] {
            assert_eq!(set(before).as_deref(), Some(after), "{before:?}");
        }
        assert_eq!(set("layout = "), None);
    }
}
