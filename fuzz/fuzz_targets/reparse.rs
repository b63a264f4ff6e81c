#![no_main]

use imr_ls_fuzz::properties::is_edited;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| is_edited(bytes));
