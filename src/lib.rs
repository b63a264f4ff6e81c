//! A language server for Independent Medical Review determination letters.
#![forbid(unsafe_code)]

pub mod server;
