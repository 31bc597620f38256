//! The page of results.

use axum::response::Html;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, PreEscaped, html};
use ogi_report::check::Language;
use ogi_report::write::PageParts;

use crate::changes;
use crate::frame::{self, FORM, written};
use crate::study::{Input, Office, Study, issuer, year};
use crate::unread::{self, reason};
use crate::words::{Words, both, plain};

/// Everything that was found, each office by itself.
pub(crate) fn page(study: &Study, language: Language) -> Html<String> {
    let sources = study.sources();
    let annotated = study.page(&sources, &study.offices).language(language);
    let parts = annotated.to_parts();
    let title = Words("检查结果", "Findings");
    let body = html! {
        div.top-of-page {
            h1 { (title) }
            p {
                a.again.zh lang="zh-CN" href="/?lang=zh" { "检查其他文件" }
                a.again.en lang="en" href="/?lang=en" { "Check other files" }
            }
            @if !study.unread.is_empty() { (failures(study)) }
            @if study.offices.len() > 1 { (contents(study, &parts)) div lang="zh-CN" { (PreEscaped(parts.outcomes())) } }
            @if !study.offices.is_empty() {
                details.legends { summary { (Words("标记的含义", "What the signs mean")) } div lang="zh-CN" { (PreEscaped(PageParts::legend())) } }
            }
        }
        // What a click chose is told here by the script.
        div.chosen #chosen hidden {
            div role="status" aria-live="polite" {}
            nav aria-labelledby="chosen-name" { span #chosen-name { (Words("前往", "Go to")) } }
            button type="button" { (Words("取消", "Clear")) " (Esc)" }
        }
        @for (nth, of) in study.offices.iter().enumerate() { (office(study, &parts, nth, of)) }
        (sent(study))
    };
    frame::page(language, title, &body)
}

/// Files that could not be read, with what to do.
fn failures(study: &Study) -> Markup {
    html! {
        section.unreadable aria-labelledby="unreadable" {
            h2 #unreadable { span.sign aria-hidden="true" { "✗ " } (Words("未能读取", "Could not be read")) " " span.n { (study.unread.len()) } }
            ul { @for unread in &study.unread {
                li { bdi lang="zh-CN" { (unread.name) } " — " (reason(&unread.error)) }
            } }
        }
    }
}

fn contents(study: &Study, parts: &PageParts<'_>) -> Markup {
    html! {
        nav.contents aria-labelledby="offices" {
            h2 #offices { (Words("机关", "Offices")) " " span.n { (study.offices.len()) } }
            ol { @for (nth, of) in study.offices.iter().enumerate() {
                li {
                    a href={ "#office-" (nth + 1) } { (name(study, of)) } " "
                    (both(|language| parts.tally(of.inputs.clone()).words(language)))
                }
            } }
        }
    }
}

fn name(study: &Study, of: &Office) -> Markup {
    let first = study.inputs.get(of.inputs.end - 1);
    html! { @match first.and_then(|input| issuer(&input.parsed.report)) {
        Some(issuer) => bdi lang="zh-CN" { (plain(issuer)) },
        None => (Words("机关不明", "office unknown")),
    } }
}

fn inputs<'s>(study: &'s Study, of: &Office) -> impl Iterator<Item = (usize, &'s Input)> {
    of.inputs.clone().zip(study.inputs.get(of.inputs.clone()).unwrap_or_default())
}

/// An office: its reports, what was found in them, their sources.
fn office(study: &Study, parts: &PageParts<'_>, nth: usize, of: &Office) -> Markup {
    let id = |what: &str| format!("{what}-{}", nth + 1);
    html! {
        section.office id=(id("office")) aria-labelledby=(id("office-name")) {
            div.about {
                h2 id=(id("office-name")) { (name(study, of)) }
                p.summary { (both(|language| parts.tally(of.inputs.clone()).words(language))) }
                nav.within aria-labelledby=(id("office-name")) {
                    a href={ "#" (id("findings")) } { (Words("检查结果", "Findings")) } " "
                    a href={ "#" (id("reports")) } { (Words("报告", "Report")) } " "
                    a href={ "#" (id("sources")) } { (Words("原文", "Source")) }
                    @if of.inputs.len() > 1 { " " a href={ "#" (id("years")) } { (Words("年度变化", "Changes")) } }
                }
                (downloads(study, of, nth))
            }
            div.panes {
                div.reports id=(id("reports")) tabindex="-1" lang="zh-CN" {
                    @for (input, _) in inputs(study, of) { div data-report=(input) { (written(parts.report(input))) } }
                }
                div.side {
                    section.findings id=(id("findings")) tabindex="-1" lang="zh-CN" aria-labelledby=(id("findings-name")) {
                        h2 id=(id("findings-name")) { (Words("检查结果", "Findings")) }
                        (PreEscaped(parts.findings(of.inputs.clone())))
                        @for (input, _) in inputs(study, of) { (PreEscaped(parts.diagnostics(input))) }
                    }
                    section.sources id=(id("sources")) tabindex="-1" lang="zh-CN" aria-labelledby=(id("sources-name")) {
                        h2 id=(id("sources-name")) { (Words("原文", "Source")) }
                        @for (input, of_input) in inputs(study, of) {
                            h3 id={ "source-" (input + 1) } { bdi { (of_input.file.name) } " " (form(of_input)) }
                            pre.source role="region" tabindex="0" aria-labelledby={ "source-" (input + 1) } data-source=(input) {
                                (PreEscaped(parts.source(input)))
                            }
                        }
                    }
                }
            }
            @if of.inputs.len() > 1 {
                section.years id=(id("years")) tabindex="-1" aria-labelledby=(id("years-name")) {
                    h2 id=(id("years-name")) { (Words("年度变化", "Changes over the years")) }
                    div lang="zh-CN" { (PreEscaped(parts.years(of.inputs.clone()))) }
                    (changes::tables(study, of.inputs.clone()))
                }
            }
        }
    }
}

/// The form that a file has.
fn form(input: &Input) -> Markup {
    html! { @if let Some(source) = &input.parsed.source { span.n { (unread::form(source.form)) } } }
}

/// Buttons that send the sources again, and get what is made of them.
fn downloads(study: &Study, of: &Office, nth: usize) -> Markup {
    let button = |get: String, label: Words, name: &str| {
        html! {
            button type="submit" form=(FORM) name="get" value=(get) { (label) @if !name.is_empty() { span.unseen { " " (name) } } }
        }
    };
    html! {
        ul.downloads {
            @for (input, of_input) in inputs(study, of) {
                li {
                    bdi lang="zh-CN" { (of_input.file.name) }
                    @if let Some(year) = year(&of_input.parsed.report) { " · " (year) }
                    " · " (form(of_input)) " "
                    span.buttons {
                        @for (what, label) in [
                            ("json", Words("JSON", "JSON")),
                            ("csv", Words("单元格 CSV", "Cells, CSV")),
                            ("docx", Words("规范格式 DOCX", "Official form, DOCX")),
                        ] { (button(format!("{what}-{input}"), label, &of_input.file.name)) " " }
                    }
                }
            }
            li { (button(format!("page-{nth}"), Words("带标注的网页（单个文件）", "Annotated page, one file"), "")) }
        }
    }
}

/// The files themselves, in a form that sends them again: nothing of them is kept anywhere but here.
fn sent(study: &Study) -> Markup {
    html! {
        form id=(FORM) action="/download" method="post" enctype="multipart/form-data" {
            @if study.together { input type="hidden" name="together" value="yes"; }
            @for input in &study.inputs {
                input type="hidden" name="name" value=(input.file.name);
                input type="hidden" name="source" value=(STANDARD.encode(&input.file.bytes));
            }
        }
    }
}
