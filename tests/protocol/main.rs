//! The server as an editor meets it: the real program at the other end of a pipe.

mod agreement;
mod assist;
mod check_workspace;
mod commands;
mod completion;
mod findings;
mod formatting;
mod gate;
mod help;
mod inline_completion;
mod letter;
mod life;
mod load;
mod model;
mod offices;
mod places;
mod session;
mod settings;
mod silencing;
mod stages;
#[path = "../support/mod.rs"]
mod support;
mod symbols;
mod texts;
mod tokens;
