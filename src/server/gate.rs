//! A gate around the standard streams.
//!
//! The framework ends the whole session, without a word, at the first frame it cannot read. The gate lets
//! only frames through that it can: header names in any case and number, bodies that are requests,
//! notifications or answers. What is unreadable goes through as a request for [`UNREADABLE`], whose
//! handler answers it with the proper error. On the way out, the gate puts sealed answers in the place of
//! their seals: see [`super::sealed`].

mod envelope;
mod inbound;
mod outbound;

pub(super) use envelope::{UNREADABLE, Unreadable};
pub(super) use inbound::Inbound;
pub(super) use outbound::Outbound;
