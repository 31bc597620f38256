#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ogi_report_fuzz::run("pdf", bytes));
