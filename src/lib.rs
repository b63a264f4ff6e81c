#![doc = include_str!("../ARCHITECTURE.md")]
#![forbid(unsafe_code)]

pub mod analysis;
pub mod cli;
pub mod demo;
pub mod features;
pub mod guidelines;
pub mod layouts;
pub mod model;
pub mod sequence;
pub mod server;
pub mod settings;
pub mod syntax;
pub mod text;
pub mod workspace;
