//! The ratios as they were last accepted.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use benches::subject::root;

/// Ratios by the names of their cases.
pub(crate) struct Limits(BTreeMap<String, f64>);

impl Limits {
    pub(crate) fn read() -> Self {
        let limits = fs::read_to_string(path()).unwrap_or_default();
        let lines = limits.lines().filter(|line| !line.starts_with('#'));
        let named = lines.filter_map(|line| line.rsplit_once(": "));
        Self(named.filter_map(|(name, ratio)| Some((name.to_owned(), ratio.parse().ok()?))).collect())
    }

    pub(crate) fn of(&self, name: &str) -> Option<f64> {
        self.0.get(name).copied()
    }
}

/// Writes these in place of what was accepted before.
pub(crate) fn renew<'c>(ratios: impl Iterator<Item = (&'c str, f64)>) {
    let mut limits = String::from(
        "# Instructions over those of one NFKC pass over the report's text, as they were last accepted. Written by\n\
         # `cargo bench -p benches --bench counts -- --renew`; what exceeds them is told by the same without `--renew`.\n",
    );
    for (name, ratio) in ratios {
        let _ = writeln!(limits, "{name}: {ratio:.3}");
    }
    fs::write(path(), limits).expect("the repository can be written to");
}

fn path() -> PathBuf {
    root().join("benches/limits.txt")
}
