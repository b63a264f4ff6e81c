//! Help while settings are written. It reads the text by its lines, because it has to work while that is no TOML yet.

mod completion;
mod hover;
mod place;

pub use completion::complete;
pub use hover::hover;
