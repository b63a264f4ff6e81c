#![no_main]

use imr_ls_fuzz::properties::is_catalogue;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| is_catalogue(&String::from_utf8_lossy(bytes)));
