//! tmp
use ogi_report::write::FlatReport;
fn main() {
    let mut args = std::env::args().skip(1);
    let file = args.next().unwrap();
    let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
    match ogi_report::parse(&text) {
        Ok(parsed) => {
            if std::env::var("D").is_ok() { for d in &parsed.diagnostics { eprintln!("{d} @{:?}", d.span); } }
            println!("{}", serde_json::to_string(&FlatReport::new(&parsed.report)).unwrap());
        }
        Err(e) => { eprintln!("{e}"); std::process::exit(2); }
    }
}
