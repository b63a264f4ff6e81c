#![no_main]

use imr_ls_fuzz::properties::is_served;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| drop(is_served(bytes)));
