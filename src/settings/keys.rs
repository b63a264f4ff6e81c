//! Everything that can be set: from this table come the schema, and the help while settings are written.

/// A key of the settings.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// The table it belongs to; empty at the top.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What may stand behind it.
    pub kind: Kind,
    /// What it means, for a physician.
    pub meaning: &'static str,
    /// An example of what stands behind it.
    pub example: &'static str,
}

/// What may stand behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `auto`, or the name of a layout.
    Layout,
    /// A day.
    Day,
    /// Words that stand for rules.
    Selectors,
    /// One word that stands for rules.
    Selector,
    /// A severity for each of some selectors.
    Severities,
    /// Selectors for each of some patterns of files.
    SelectorsByFile,
    /// A pattern for files.
    File,
    /// Patterns for files.
    Files,
    /// A pattern for what is requested, or any text.
    Text,
    /// Names.
    Names,
    /// Yes or no.
    Switch,
}

/// The table of entries that each silence some findings; there may be many of it.
pub const IGNORE: &str = "ignore";

/// What the tables are for.
pub const TABLES: [(&str, &str); 5] = [
    ("rules", "Which rules speak, and how loudly."),
    (IGNORE, "Silences findings of a rule in some letters, or in some of their items."),
    ("guidelines", "The guideline files of your office."),
    ("reviewer", "What letters tell of the reviewer; never a name."),
    ("inlay-hints", "What is shown beside the text."),
];

/// All keys.
pub const KEYS: [Key; 15] = [
    Key {
        table: "",
        name: "layout",
        kind: Kind::Layout,
        meaning: "The layout by which letters are judged. With “auto” each letter's headings tell.",
        example: "\"letter-2015\"",
    },
    Key {
        table: "",
        name: "letter-date",
        kind: Kind::Day,
        meaning: "The day whose guideline editions count for letters whose front gives no date.",
        example: "\"2015-07-01\"",
    },
    Key {
        table: "rules",
        name: "select",
        kind: Kind::Selectors,
        meaning: "The rules that speak: codes, beginnings of codes, or names. A rule that is off by default must be named as such.",
        example: "[\"IMR\"]",
    },
    Key {
        table: "rules",
        name: "ignore",
        kind: Kind::Selectors,
        meaning: "Rules that are silent, in all letters.",
        example: "[\"IMR5\"]",
    },
    Key {
        table: "rules",
        name: "severity",
        kind: Kind::Severities,
        meaning: "How severe the findings of a rule are at most: “error”, “warning” or “information”.",
        example: "{ IMR301 = \"information\" }",
    },
    Key {
        table: "rules",
        name: "per-file-ignores",
        kind: Kind::SelectorsByFile,
        meaning: "Rules that are silent in some letters, by patterns of their names.",
        example: "{ \"archive/**\" = [\"IMR4\"] }",
    },
    Key {
        table: IGNORE,
        name: "code",
        kind: Kind::Selector,
        meaning: "The rule that is silent: a code, the beginning of codes, or a name.",
        example: "\"IMR212\"",
    },
    Key {
        table: IGNORE,
        name: "file",
        kind: Kind::File,
        meaning: "The letters in which it is silent, by a pattern of their names. Without it: in all letters.",
        example: "\"CM14-0012345.imr.txt\"",
    },
    Key {
        table: IGNORE,
        name: "item",
        kind: Kind::Text,
        meaning: "The disputed items in which it is silent, by a pattern of what is requested. Without it: in the whole letter.",
        example: "\"Robaxin*\"",
    },
    Key {
        table: IGNORE,
        name: "reason",
        kind: Kind::Text,
        meaning: "Why; a note for your office.",
        example: "\"The second line was asked for.\"",
    },
    Key {
        table: "guidelines",
        name: "paths",
        kind: Kind::Files,
        meaning: "The guideline files of your office. Without it: those in the nearest folder “guidelines”.",
        example: "[\"guidelines/*.toml\"]",
    },
    Key {
        table: "reviewer",
        name: "specialty",
        kind: Kind::Names,
        meaning: "The reviewer's specialties, as letters tell them.",
        example: "[\"Family Medicine\"]",
    },
    Key {
        table: "reviewer",
        name: "states",
        kind: Kind::Names,
        meaning: "The states in which the reviewer is licensed.",
        example: "[\"California\"]",
    },
    Key {
        table: "inlay-hints",
        name: "topics",
        kind: Kind::Switch,
        meaning: "Whether the topic is shown behind pages that stand alone.",
        example: "true",
    },
    Key {
        table: "inlay-hints",
        name: "generic-names",
        kind: Kind::Switch,
        meaning: "Whether the generic name is shown behind a brand.",
        example: "true",
    },
];

/// The keys of a table.
pub fn keys_of(table: &str) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.table == table)
}
