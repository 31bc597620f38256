//! The pages of the example `serve` in a browser, as people use them. Where there is no browser, nothing is tested, which is said;
//! `OGI_BROWSER=required` asks for one.

#![cfg(all(feature = "html", feature = "docx", feature = "pdf", feature = "csv"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::print_stderr, reason = "a test fails by panicking, and shows why")]

#[path = "common/browser.rs"]
#[allow(dead_code, reason = "each of the tests uses a part of this")]
mod browser;
mod common;
#[path = "common/http.rs"]
mod http;
#[path = "common/program.rs"]
#[allow(dead_code, reason = "each of the programs uses a part of this")]
mod program;
#[path = "common/served.rs"]
mod served;

use std::collections::BTreeSet;

use common::page::Page;
use common::pdf::{Print, pdf};
use ogi_report::check::check;
use ogi_report::report::CellId;
use ogi_report::{SAMPLE, parse, read, write};
use serde_json::json;

use self::browser::{Browser, ENTER, ESCAPE, TAB, browse};

/// The sample with a wrong figure in a table and another one in the prose.
fn wrong() -> String {
    SAMPLE.replace("（七）总计\t\t13", "（七）总计\t\t31").replace("申请19件", "申请17件")
}

/// Nothing was complained of: no script that failed, nothing that the policy forbade, nothing that was not found.
#[track_caller]
fn assert_quiet(browser: &Browser) {
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn every_form_can_be_sent() {
    browse("forms", async |browser| {
        let report = parse(&wrong()).unwrap().report;
        let files: [(&str, Vec<u8>); 5] = [
            ("年报.txt", write::text(&report).into()),
            ("年报.md", write::markdown(&report).into()),
            ("年报.html", write::html(&report).into()),
            ("年报.docx", write::docx(&report)),
            ("年报.pdf", pdf(&Page::sample(), &Print::default())),
        ];
        for (name, bytes) in &files {
            browser.upload(&[(name, bytes)]).await;
            assert_eq!(browser.all(".about h2", "innerText").await, ["澄溪县人民政府"], "{name}");
            let parsed = read(bytes).unwrap();
            let violated = check(&parsed.report).violated().count();
            assert_eq!(browser.all(".card.violated, .card.remark", "id").await.len(), violated, "{name}");
            assert!(violated > 0 || name.ends_with("pdf"), "{name}");
            assert_eq!(browser.all("td[data-cell]", "id").await.len(), 200, "{name}");
            let received = browser.find("#cell-applications\\.received\\.total").await.text().await.unwrap();
            assert!(received.starts_with("19"), "{name}: {received}");
            assert_quiet(&browser);
        }
        // All at once: one office, and several versions of one year.
        let all: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
        browser.upload(&all).await;
        assert_eq!(browser.all("[data-report] article.report", "id").await.len(), 5);
        assert_quiet(&browser);
    });
}

#[test]
fn pasted_text_is_checked() {
    browse("paste", async |browser| {
        browser.open("/?lang=zh").await;
        let paste = "document.getElementById('text').value = arguments[0]";
        browser.client.execute(paste, vec![json!(wrong())]).await.unwrap();
        browser.click("button.main").await;
        assert_eq!(browser.find(".about h2").await.text().await.unwrap(), "澄溪县人民政府");
        assert!(!browser.all(".card.violated", "id").await.is_empty());
        browser.open("/?lang=en").await;
        browser.click("button.main").await;
        let alert = browser.find("[role=alert]").await.text().await.unwrap();
        assert_eq!(alert, "No file was chosen and no text was pasted.");
    });
}

/// What is marked on the page: ids of cells, and the words of the source.
async fn marked(browser: &Browser) -> (BTreeSet<String>, Vec<String>) {
    let cells = browser.all("[data-report] .lit", "id").await.into_iter().collect();
    (cells, browser.all("[data-source] .lit", "textContent").await)
}

#[test]
fn what_belongs_together_is_marked() {
    browse("marks", async |browser| {
        let text = wrong();
        let report = parse(&text).unwrap().report;
        let findings = check(&report);
        browser.upload(&[("年报.txt", text.as_bytes())]).await;
        for width in [1400, 700] {
            browser.widen(width);
            // A finding: its cells and their words, all of them and no others.
            for (nth, finding) in findings.violated().enumerate().filter(|(_, finding)| finding.span.is_none()) {
                browser.click(&format!("#finding-{} .pick", nth + 1)).await;
                let cells =
                    finding.operands.iter().filter_map(|operand| operand.cell).map(|cell| format!("cell-{cell}"));
                let words: Vec<&str> = report
                    .cells()
                    .filter(|(id, _)| finding.operands.iter().any(|operand| operand.cell == Some(*id)))
                    .filter_map(|(_, cell)| Some(cell.span?.slice(&text)))
                    .collect();
                let (lit, mut of_source) = marked(&browser).await;
                assert_eq!(lit, cells.collect(), "{}", finding.rule.code);
                let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
                words.sort_unstable();
                of_source.sort_unstable();
                assert_eq!(of_source, words, "{}", finding.rule.code);
                assert_eq!(browser.all(".card.lit", "id").await, [format!("finding-{}", nth + 1)]);
                assert_eq!(browser.all(".pick[aria-pressed=true]", "type").await.len(), 1);
                let status = browser.find(".chosen [role=status]").await.text().await.unwrap();
                assert!(status.contains(finding.rule.code) && status.contains(&words.len().to_string()), "{status}");
            }
            // A finding of the prose: the claim, its figure, and the cell that they were held against.
            let code = "Array.from(document.querySelectorAll('.card.violated')).find((card) => card.querySelector('code').textContent === 'N001')";
            let card = browser.run(&format!("return {code}.id")).await;
            browser.click(&format!("#{} .pick", card.as_str().unwrap())).await;
            let (lit, words) = marked(&browser).await;
            assert!(
                lit.contains("cell-applications.received.total") && lit.iter().any(|id| id.starts_with("text-")),
                "{lit:?}"
            );
            let mut claim =
                report.claims().find(|claim| claim.text.contains("17件")).unwrap().span.slice(&text).to_owned();
            claim.push_str("19");
            assert_eq!(words.concat(), claim);
            browser.press(ESCAPE).await;
            // A cell: its findings and its words.
            browser.click("#cell-applications\\.results\\.total\\.natural_person").await;
            let (lit, words) = marked(&browser).await;
            assert_eq!(lit, BTreeSet::from(["cell-applications.results.total.natural_person".to_owned()]));
            assert_eq!(words, ["31"]);
            let of_cell = |id: &CellId| id.to_string() == "applications.results.total.natural_person";
            let resting = findings
                .iter()
                .filter(|finding| finding.operands.iter().any(|operand| operand.cell.as_ref().is_some_and(of_cell)));
            let codes: BTreeSet<&str> = resting.map(|finding| finding.rule.code).collect();
            let shown: BTreeSet<String> = browser.all(".card.lit h4 code", "textContent").await.into_iter().collect();
            assert_eq!(shown, codes.iter().map(|code| (*code).to_owned()).collect());
            assert!(codes.contains("A001") && codes.contains("A003"));
            browser.press(ESCAPE).await;
            // A piece of the picture is its cell.
            browser.run("document.querySelectorAll('.pictures details').forEach((fold) => { fold.open = true })").await;
            browser.run("document.querySelector(\".zh svg [data-cell='applications.received.total']\").dispatchEvent(new MouseEvent('click', {bubbles: true}))").await;
            assert_eq!(marked(&browser).await.0, BTreeSet::from(["cell-applications.received.total".to_owned()]));
            browser.press(ESCAPE).await;
            // A figure of the prose, in the source: its finding, and its words in the report.
            let at = text.find("申请17件").unwrap() + "申请".len();
            browser.click(&format!("#words-{at}")).await;
            let (lit, words) = marked(&browser).await;
            assert_eq!(words, ["17"]);
            // A frame would hide the words beside it.
            assert_eq!(browser.all("[data-source] .lit.tight", "textContent").await, ["17"]);
            assert_eq!(lit.len(), 1);
            assert!(lit.first().unwrap().starts_with("text-"), "{lit:?}");
            assert!(browser.all(".card.lit h4 code", "textContent").await.contains(&"N001".to_owned()));
            // And the other way round.
            browser.press(ESCAPE).await;
            assert_eq!(browser.all(".lit", "id").await, [""; 0]);
            browser.click(&format!("#{}", lit.first().unwrap())).await;
            assert!(browser.all(".card.lit h4 code", "textContent").await.contains(&"N001".to_owned()));
            assert!(marked(&browser).await.1.concat().contains("17"));
            // Its words are cut where one of them is a figure, and are one place all the same.
            let pieces = marked(&browser).await.1;
            assert!(pieces.len() > 1, "{pieces:?}");
            let told = browser.find("[role=status] > :last-child .zh").await;
            assert!(told.text().await.unwrap().ends_with("原文1处"), "{pieces:?}");
            // A cell of the source.
            let at = text.find("（七）总计\t\t31").unwrap() + "（七）总计\t\t".len();
            browser.click(&format!("#words-{at}")).await;
            assert!(marked(&browser).await.0.contains("cell-applications.results.total.natural_person"));
            assert_eq!(browser.fragment().await, "cell-applications.results.total.natural_person");
            browser.press(ESCAPE).await;
            browser.click("h1").await;
        }
        assert_quiet(&browser);
    });
}

#[test]
fn keys_are_enough() {
    browse("keys", async |browser| {
        browser.open("/?lang=zh").await;
        browser.press(TAB).await;
        let skip = browser.client.active_element().await.unwrap();
        assert_eq!(
            skip.attr("class").await.unwrap().as_deref(),
            Some("skip"),
            "first of all, one can skip what is on every page"
        );
        assert!(skip.is_displayed().await.unwrap());
        for selector in ["a.home", "input[name=language]", "#files", "#text", "input[name=together]", "button.main"] {
            browser.tab_to(selector).await;
            let ring = browser.run("return getComputedStyle(document.activeElement).outlineStyle").await;
            assert_ne!(ring, json!("none"), "the focus is seen on {selector}");
        }
        browser.tab_to("a[href^='/sample/wrong']").await;
        browser.press(ENTER).await;
        browser.find(".office").await;
        // The marks of the report can be gone through, and jumped over.
        browser.tab_to("td.violated").await;
        browser.press(ENTER).await;
        assert_eq!(marked(&browser).await.0.len(), 1);
        assert!(!browser.all(".card.violated.lit", "id").await.is_empty());
        browser.tab_to(".note a[href^='#finding-']").await;
        browser.press(ENTER).await;
        assert!(browser.fragment().await.starts_with("finding-"));
        browser.press(ESCAPE).await;
        assert!(marked(&browser).await.0.is_empty());
        browser.open("/sample/wrong").await;
        browser.tab_to("a[href='#findings-1']").await;
        browser.press(ENTER).await;
        browser.tab_to(".card.violated .pick").await;
        browser.press(ENTER).await;
        let (cells, words) = marked(&browser).await;
        assert!(!cells.is_empty() && !words.is_empty());
        browser.tab_to(".card.violated a[href^='#cell-']").await;
        browser.press(ENTER).await;
        let cell = browser.fragment().await;
        assert_eq!(browser.run("return document.activeElement.id").await, json!(cell), "the focus is on the cell");
        browser.press(ESCAPE).await;
        assert!(marked(&browser).await.0.is_empty());
        assert_quiet(&browser);
    });
}

#[test]
fn downloads_are_those_of_the_library() {
    browse("downloads", async |browser| {
        let text = wrong();
        browser.upload(&[("年报2024.txt", text.as_bytes())]).await;
        let parsed = read(text.as_bytes()).unwrap();
        browser.click("button[value=json-0]").await;
        assert_eq!(browser.downloaded("年报2024.json").await, serde_json::to_vec(&parsed).unwrap());
        browser.click("button[value=docx-0]").await;
        assert_eq!(browser.downloaded("年报2024.docx").await, write::docx(&parsed.report));
        browser.click("button[value=csv-0]").await;
        let csv = browser.downloaded("年报2024.csv").await;
        assert!(csv.starts_with("\u{feff}document,".as_bytes()));
        browser.click("button[value=page-0]").await;
        let page = browser.downloaded("年报2024.html").await;
        let again = read(&page).unwrap().report;
        assert!(again.cells().zip(parsed.report.cells()).all(|((_, one), (_, other))| one.value == other.value));
        assert_eq!(browser.all(".about h2", "innerText").await.len(), 1, "the page is still there");
        assert_quiet(&browser);
    });
}

#[test]
fn without_a_script_links_and_forms_work() {
    browse("scriptless", async |browser| {
        browser.open("/").await;
        browser.silence();
        let text = wrong();
        browser.upload(&[("年报.txt", text.as_bytes())]).await;
        assert!(!browser.find(".chosen").await.is_displayed().await.unwrap(), "what needs the script is not there");
        browser.click(".card.violated a[href='#cell-applications.received.natural_person']").await;
        assert_eq!(browser.fragment().await, "cell-applications.received.natural_person");
        browser.click(".card.violated a[href^='#words-']").await;
        assert!(browser.fragment().await.starts_with("words-"));
        browser.click("button[value=json-0]").await;
        let parsed = read(text.as_bytes()).unwrap();
        assert_eq!(browser.downloaded("年报.json").await, serde_json::to_vec(&parsed).unwrap());
        browser.click("label[lang=en]").await;
        assert_eq!(browser.find("h1").await.text().await.unwrap(), "Findings");
    });
}

/// Text that is markup.
const MARKUP: &str =
    "</td></pre></span><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">";

#[test]
fn hostile_files_do_nothing() {
    browse("hostile", async |browser| {
        let text = SAMPLE
            .replace("县人民政府2024年政府", &format!("县{MARKUP}人民政府2024年政府"))
            .replace("行政许可\t387", &format!("行政许可\t{MARKUP}"))
            .replace("申请19件", &format!("申请17件{MARKUP}"));
        // Of plain text like this one may think that it is a web page; a Word document holds what it holds.
        let word = write::docx(&parse(&text).unwrap().report);
        let name = "<img src=x onerror=alert(1)>.docx";
        browser
            .upload(&[(name, &word), ("页.txt", text.as_bytes()), ("坏.pdf", b"%PDF-1.7 <script>alert(1)</script>")])
            .await;
        assert_eq!(browser.client.title().await.unwrap(), "检查结果 · ogi-report");
        let active =
            browser.all("script, img, iframe, object, embed, style, base, meta[http-equiv]", "outerHTML").await;
        assert_eq!(active, ["<script src=\"/page.js\" defer=\"\"></script>"]);
        assert!(browser.all("[data-report] .p", "textContent").await.concat().contains(MARKUP));
        assert!(browser.all(".source", "textContent").await.concat().contains(MARKUP));
        assert!(browser.all(".downloads bdi", "textContent").await.concat().contains(name));
        assert!(browser.all(".unreadable", "textContent").await.concat().contains("坏.pdf"));
        assert!(browser.client.get_alert_text().await.is_err(), "nothing asks");
        // What a click writes is text as well.
        for card in browser.all(".card", "id").await {
            browser.run(&format!("document.getElementById('{card}').click()")).await;
        }
        assert_eq!(browser.client.title().await.unwrap(), "检查结果 · ogi-report");
        assert_quiet(&browser);
        // The policy would stop what got through.
        browser.run("const script = document.createElement('script'); script.textContent = 'document.title = \\'run\\''; document.body.append(script)").await;
        assert_eq!(browser.client.title().await.unwrap(), "检查结果 · ogi-report");
        assert!(browser.complaints().concat().contains("Content Security Policy"));
        // A deep page, garbage and nothing at all.
        let deep = format!("<h1>某局2024年政府信息公开工作年度报告</h1>{}一、总体情况", "<div>".repeat(100_000));
        let garbage: Vec<u8> = (0..50_000u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
        browser.upload(&[("深.html", deep.as_bytes()), ("乱.bin", &garbage), ("空.txt", b"")]).await;
        assert!(browser.all(".unreadable li", "id").await.len() >= 2);
        browser.upload(&[("好.txt", SAMPLE.as_bytes())]).await;
        assert_eq!(browser.all(".office", "id").await.len(), 1, "it goes on");
        assert_quiet(&browser);
    });
}

#[test]
fn too_much_is_told() {
    browse("too-much", async |browser| {
        let large = vec![b'a'; 96 << 20];
        browser.open("/?lang=zh").await;
        let path = browser.downloads.join("large.txt");
        std::fs::write(&path, &large).unwrap();
        browser.find("#files").await.send_keys(path.to_str().unwrap()).await.unwrap();
        browser.click("button.main").await;
        let alert = browser.find("[role=alert]").await.text().await.unwrap();
        assert!(alert.contains("文件太大") && alert.contains("32 MiB"), "the browser shows the answer: {alert}");
        let _ = std::fs::remove_file(path);
    });
}

#[test]
fn both_languages_are_spoken() {
    browse("languages", async |browser| {
        browser.open("/").await;
        assert_eq!(browser.find("button.main").await.text().await.unwrap(), "检查", "the browser asks for Chinese");
        browser.click("label[lang=en]").await;
        assert_eq!(browser.find("button.main").await.text().await.unwrap(), "Check");
        assert_eq!(browser.run("return document.documentElement.lang").await, json!("en"));
        // What was chosen is sent along.
        let paste = "document.getElementById('text').value = arguments[0]";
        browser.client.execute(paste, vec![json!(wrong())]).await.unwrap();
        browser.click("button.main").await;
        browser.find(".office").await;
        assert_eq!(browser.find("h1").await.text().await.unwrap(), "Findings");
        assert_eq!(browser.client.title().await.unwrap(), "Findings · ogi-report");
        assert!(browser.find(".card.violated .message").await.text().await.unwrap().is_ascii());
        browser.click("label[lang='zh-CN']").await;
        assert_eq!(browser.find("h1").await.text().await.unwrap(), "检查结果");
        assert!(!browser.find(".card.violated .message").await.text().await.unwrap().is_ascii());
        assert_eq!(browser.run("return document.documentElement.lang").await, json!("zh-CN"));
        assert_quiet(&browser);
    });
}

const PAGES: [&str; 5] =
    ["/?lang=zh", "/sample/wrong?lang=zh", "/sample/wrong?lang=en", "/sample/years?lang=en", "/nowhere?lang=en"];

#[test]
fn narrow_pages_do_not_scroll_sideways() {
    browse("narrow", async |browser| {
        // 640 is a screen of 1280 at 200 %.
        for width in [320, 640, 768, 1343, 1400] {
            browser.widen(width);
            for path in PAGES {
                browser.open(path).await;
                browser.run("document.querySelectorAll('details').forEach((fold) => { fold.open = true })").await;
                let wide = browser.run("return document.documentElement.scrollWidth").await;
                assert!(wide.as_u64().unwrap() <= u64::from(width), "{path} is {wide} wide at {width}");
            }
        }
        browser.complaints();
        let name = format!("{}.txt", "很长的名字_without_a_space".repeat(4));
        let long = SAMPLE.replace("行政许可\t387", &format!("行政许可\t{}", "W".repeat(400)));
        browser.widen(320);
        browser.upload(&[(&name, long.as_bytes())]).await;
        let wide = browser.run("return document.documentElement.scrollWidth").await;
        assert!(wide.as_u64().unwrap() <= 320, "{wide}");
        assert_quiet(&browser);
    });
}

/// What makes a page hard to use for some, as far as a program can tell: it returns a list of faults.
const FAULTS: &str = r#"
const faults = [], seen = new Set();
const shown = (e) => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0;
for (const e of document.querySelectorAll("[id]")) {
  if (seen.has(e.id)) faults.push("two of " + e.id);
  seen.add(e.id);
}
for (const e of document.querySelectorAll("[aria-labelledby], [aria-describedby], a[href^='#'], label[for]")) {
  for (const name of ["aria-labelledby", "aria-describedby", "for"]) {
    for (const id of (e.getAttribute(name) || "").split(" ").filter(Boolean)) {
      if (!seen.has(id)) faults.push(name + " leads nowhere: " + id);
    }
  }
  if (e.hash && !seen.has(decodeURIComponent(e.hash.slice(1)))) faults.push("a link leads nowhere: " + e.hash);
}
const words = (e) => e.innerText.trim() || e.getAttribute("aria-label");
for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, summary, [role=region], nav, section, fieldset")) {
  if (!shown(e)) continue;
  const named = (e.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean).map((id) => document.getElementById(id)).filter(Boolean);
  const labels = [...named, ...(e.labels || [])];
  const has = labels.some(words) || (e.matches("a, button, summary") && (words(e) || e.matches(".w:empty"))) || e.getAttribute("aria-label")
    || (e.tagName === "FIELDSET" && words(e.querySelector("legend")));
  if (!has) faults.push("no name: " + e.outerHTML.slice(0, 120));
}
let level = 0;
for (const e of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
  if (!shown(e)) continue;
  const next = Number(e.tagName[1]);
  if (next > level + 1) faults.push("a heading is skipped before " + e.innerText);
  if (!words(e)) faults.push("an empty heading");
  level = next;
}
for (const name of ["header", "main", "h1"]) if (!document.querySelector(name)) faults.push("no " + name);
for (const e of document.querySelectorAll("th")) if (!e.scope) faults.push("a header of nothing: " + e.innerText);
for (const e of document.querySelectorAll("[tabindex]")) if (e.tabIndex > 0) faults.push("an order of its own");
if (!document.documentElement.lang || !document.title) faults.push("no language or no title");
for (const e of document.querySelectorAll(".zh, .en")) {
  const lang = e.closest("[lang]").lang;
  if (!lang.startsWith(e.classList[e.classList.length - 1] === "zh" || e.classList.contains("zh") ? "zh" : "en")) faults.push("another language: " + e.outerHTML.slice(0, 80));
}
// Contrast of text with what is behind it.
const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
const paint = (colours) => {
  canvas.clearRect(0, 0, 1, 1);
  for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
  return Array.from(canvas.getImageData(0, 0, 1, 1).data).slice(0, 3);
};
const light = (rgb) => {
  const [r, g, b] = rgb.map((c) => c / 255).map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const known = new Map();
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const e = node.parentElement;
  if (!node.data.trim() || !shown(e)) continue;
  const style = getComputedStyle(e), behind = [];
  for (let up = e; up; up = up.parentElement) behind.unshift(getComputedStyle(up).backgroundColor);
  const key = behind.join() + style.color;
  if (!known.has(key)) {
    const back = paint(behind), front = paint([...behind, style.color]);
    const [a, b] = [light(back), light(front)].sort((x, y) => y - x);
    known.set(key, (a + 0.05) / (b + 0.05));
  }
  if (known.get(key) < 4.5) { faults.push(known.get(key).toFixed(2) + " is little contrast: " + node.data.trim().slice(0, 40) + " " + e.className); known.set(key, 99); }
}
return faults;
"#;

#[test]
fn pages_can_be_used_by_all() {
    browse("access", async |browser| {
        for is_dark in [false, true] {
            browser.darken(is_dark);
            for path in PAGES {
                browser.open(path).await;
                browser.run("document.querySelectorAll('details').forEach((fold) => { fold.open = true })").await;
                assert_eq!(browser.run(FAULTS).await, json!([]), "{path}, dark: {is_dark}");
                if path.starts_with("/sample") {
                    browser.run("document.querySelector('.card .pick').click()").await;
                    assert_eq!(browser.run(FAULTS).await, json!([]), "{path} with a finding chosen, dark: {is_dark}");
                }
            }
        }
        // The measure itself tells what is wrong.
        browser.open("/nowhere").await;
        let spoilt = "document.body.innerHTML += '<h4 id=main style=\"color:#777;background:#888\">a</h4><button></button><a href=\"#b\">c</a>'";
        browser.run(spoilt).await;
        assert!(browser.run(FAULTS).await.as_array().unwrap().len() >= 4);
    });
}

#[test]
fn dropped_files_are_taken() {
    browse("drop", async |browser| {
        browser.open("/?lang=zh").await;
        let drop = "
            const files = new DataTransfer();
            files.items.add(new File([arguments[0]], '拖入.txt'));
            const zone = document.querySelector('.drop');
            zone.dispatchEvent(new DragEvent('dragover', {dataTransfer: files, bubbles: true, cancelable: true}));
            zone.dispatchEvent(new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true}));";
        browser.client.execute(drop, vec![json!(wrong())]).await.unwrap();
        assert_eq!(browser.find("#chosen").await.text().await.unwrap(), "已选1个：拖入.txt");
        browser.click("button.main").await;
        browser.find(".office").await;
        assert!(browser.all(".downloads bdi", "textContent").await.concat().contains("拖入.txt"));
        assert_quiet(&browser);
    });
}

#[test]
fn years_are_compared() {
    browse("years", async |browser| {
        let before =
            SAMPLE.replace("县人民政府2024年政府", "县人民政府2023年政府").replace("行政许可\t387", "行政许可\t360");
        let other = SAMPLE.replace("澄溪县人民政府", "临江县人民政府");
        browser
            .upload(&[("今.txt", SAMPLE.as_bytes()), ("昔.txt", before.as_bytes()), ("他.txt", other.as_bytes())])
            .await;
        assert_eq!(browser.all(".about h2", "innerText").await, ["澄溪县人民政府", "临江县人民政府"]);
        assert_eq!(browser.all("table.changes tbody tr", "innerText").await.len(), 1);
        let row = browser.find("table.changes tbody tr").await.text().await.unwrap();
        assert!(
            row.contains("行政许可") && row.contains("360") && row.contains("+27") && row.contains("+7.50 %"),
            "{row}"
        );
        // A finding of the series marks cells of both years and words of both sources.
        let card = browser.run("return Array.from(document.querySelectorAll('#office-1 .card.violated')).find((card) => card.dataset.words.includes('0:') && card.dataset.words.includes('1:')).id").await;
        browser.click(&format!("#{} .pick", card.as_str().unwrap())).await;
        for input in 0..2 {
            assert!(!browser.all(&format!("[data-report='{input}'] .lit"), "id").await.is_empty(), "{input}");
            assert!(!browser.all(&format!("[data-source='{input}'] .lit"), "id").await.is_empty(), "{input}");
        }
        assert!(browser.all("#office-2 .lit", "id").await.is_empty());
        browser.click("table.changes a").await;
        assert_eq!(browser.fragment().await, "r2-cell-disclosure.licensing.decisions");
        assert_quiet(&browser);
    });
}
