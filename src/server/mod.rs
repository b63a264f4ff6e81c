//! The protocol, and nothing else.

pub mod stdio;
