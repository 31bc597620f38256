//! Writes what the fuzzers begin with: `corpus/TARGET/seed-N` and `words/TARGET` beside this crate's manifest.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(here.join("words"))?;
    for target in ogi_report_fuzz::names() {
        let folder = here.join("corpus").join(target);
        fs::create_dir_all(&folder)?;
        let seeds = ogi_report_fuzz::seeds(target);
        for (n, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{n}")), seed)?;
        }
        let mut words = String::new();
        for word in ogi_report_fuzz::words(target) {
            let escaped: String = word.bytes().fold(String::new(), |mut all, byte| {
                let _ = write!(all, "\\x{byte:02X}");
                all
            });
            let _ = writeln!(words, "\"{escaped}\"");
        }
        fs::write(here.join("words").join(target), words)?;
        println!("{target}: {} seeds", seeds.len());
    }
    Ok(())
}
