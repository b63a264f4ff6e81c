//! What the library and the program do, by files, tables, letters and command lines. Together they are built once.

#[path = "../support/mod.rs"]
mod support;

mod architecture;
mod catalogue;
mod citation_rules;
mod citations;
mod combinations;
mod command_line;
mod command_line_exit;
mod command_line_fix;
mod command_line_folders;
mod command_line_formats;
mod command_line_helpers;
mod command_line_layout;
mod command_line_settings;
mod compared;
mod completions;
mod conclusions;
mod conclusions_more;
mod configuration;
mod corpus;
mod dialects;
mod everywhere;
mod exam;
mod features;
mod fixes;
mod formatting;
mod headings;
mod hostile_folders;
mod incremental;
mod items;
mod letter_rules;
mod letters;
mod mending;
mod mutations;
mod places;
mod privacy;
mod report;
mod resolutions;
mod rules;
mod settings;
mod settings_help;
mod snippets;
mod tokens;
mod treatments;
