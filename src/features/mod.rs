//! What an editor can show, one file each: pure functions of a snapshot, or of a text with settings; byte offsets in and out.

pub mod actions;
pub mod arrange;
pub mod card;
pub mod completion;
pub mod decide;
pub mod entry;
pub mod folding;
pub mod formatting;
pub mod highlight;
pub mod hints;
pub mod hover;
pub mod inline_completion;
pub mod ledger;
pub mod lens;
pub mod links;
pub mod navigation;
pub mod new_letter;
pub mod outline;
pub mod rename;
pub mod report;
pub mod selection;
pub mod settings;
mod settled;
pub mod symbols;
pub mod tokens;
pub mod undecided;
