//! How much memory pages take that were made to take much: it grows with their size and not faster.

#![cfg(feature = "html")]
#![allow(clippy::panic, clippy::print_stderr, reason = "a test fails by panicking, and shows why")]

use ogi_report::Options;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What a page of any size may take.
const BASE: usize = 16 << 20;

/// A byte of a page may take so many. Most take six to twelve; a page of cells of a digit each takes the most.
const TIMES: usize = 26;

#[test]
fn pages_made_to_take_much_memory() {
    let size = 3 << 20;
    let fill = |text: &str| text.repeat(size / text.len());
    let page = |body: String| format!("<html><body><h2>一、总体情况</h2><p>无。</p>{body}");
    let wide = "<td rowspan=20000000 colspan=20000000>1</td>";
    let mut over = Vec::new();
    for (name, body) in [
        ("cells", format!("<table><tr>{}", fill("<td>1</td>"))),
        ("empty cells", format!("<table><tr>{}", fill("<td></td>"))),
        ("rows", format!("<table>{}", fill("<tr><td>规章</td><td>1</td></tr>"))),
        ("spans", format!("<table>{}", fill(&format!("<tr><td>规章</td>{wide}{wide}</tr>")))),
        ("spans of one row", format!("<table><tr>{}", fill(wide))),
        ("spans one over the other", {
            let rows = (1..size / 60).map(|n| format!("<tr><td rowspan={n} colspan={}>1</td><td>2</td></tr>", n % 100));
            format!("<table>{}", rows.collect::<String>())
        }),
        ("merged columns", {
            let header = format!("<tr><td>信息内容</td>{}</tr>", "<td>规章</td>".repeat(31));
            format!("<table>{header}{}", fill("<tr><td>规章</td><td>1</td><td colspan=30></td></tr>"))
        }),
        ("depth", fill("<div>")),
        ("tables", fill("<table>")),
        ("tables in cells", fill("<table><tr><td>")),
        ("one cell", format!("<table><tr><td>规章</td><td>{}</td></tr></table>", fill("1 "))),
        ("attribute", format!("<a href=\"{}\">1</a><p title='{}'>2</p>", fill("x"), fill("y"))),
        ("attributes", format!("<p {}>1</p>", fill("a=1 "))),
        ("links", fill("<a href=/x.pdf>1</a>")),
        ("bold", fill("<b>")),
        ("words", fill("<p>本年度公开政府信息。</p>")),
    ] {
        let html = page(body);
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let read = Options::new().read(html.as_bytes()).map(|parsed| parsed.diagnostics.len());
        let peak = MEMORY.peak_usage().saturating_sub(before);
        eprintln!("{name}: {} MiB, {} times its size, {read:?}", peak >> 20, peak / html.len());
        if peak > TIMES * html.len() + BASE {
            over.push(name);
        }
    }
    assert!(over.is_empty(), "{over:?}");
}
