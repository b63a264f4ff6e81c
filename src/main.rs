//! The `imr-ls` program.

fn main() {}
