//! A gate around the standard streams: bytes to messages, and back.
//!
//! The framework's own reader ends the whole session, without a word, at the first frame it cannot read. The gate
//! takes header names in any case and number and skips what is too long; what it cannot read becomes a message that
//! holds the proper error as its answer.

mod inbound;
mod message;
mod outbound;

pub(super) use inbound::Inbound;
pub(super) use message::Message;
pub(super) use outbound::Outbound;
