//! Instructions, counted by callgrind in a process for each case.

use std::fs;
use std::process::Command;

/// Whether there is a valgrind that runs.
pub(crate) fn runs() -> bool {
    Command::new("valgrind").args(["--tool=none", "true"]).output().is_ok_and(|output| output.status.success())
}

/// The instructions of a case, counted by callgrind in a process of its own.
pub(crate) fn instructions(name: &str) -> u64 {
    let out = std::env::temp_dir().join(format!("ogi-report-counts-{}", std::process::id()));
    let this = std::env::current_exe().expect("a program knows where it is");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--toggle-collect=*ogi_counted*"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(this)
        .args(["--count", name])
        .output()
        .expect("valgrind was there a moment ago");
    let profile = fs::read_to_string(&out).unwrap_or_default();
    let _ = fs::remove_file(&out);
    let totals = profile.lines().filter_map(|line| line.strip_prefix("totals: ")?.trim().parse::<u64>().ok()).sum();
    assert!(
        output.status.success() && totals > 0,
        "{name} was not counted: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    totals
}
