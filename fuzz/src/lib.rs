//! The properties that the tests hold for a few seconds, for fuzzers that have hours. The files are those of the tests.

#[path = "../../tests/support/chance.rs"]
pub mod chance;
#[path = "../../tests/support/properties.rs"]
pub mod properties;
#[path = "../../tests/support/writer.rs"]
pub mod writer;
