#![no_main]

use imr_ls_fuzz::properties::is_cited;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| is_cited(&String::from_utf8_lossy(bytes)));
