//! What stands around every page.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use ogi_report::check::Language;

use crate::words::{Words, code};

/// The form of a page that the switch of languages belongs to, so that what is sent says which one was chosen.
pub(crate) const FORM: &str = "ask";

/// A whole page.
pub(crate) fn page(language: Language, title: Words, body: &Markup) -> Html<String> {
    let tag = if language == Language::Zh { "zh-CN" } else { "en" };
    let page = html! {
        (DOCTYPE)
        html lang=(tag) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title.get(language)) " · ogi-report" }
                link rel="icon" href="/icon.svg";
                link rel="stylesheet" href="/page.css";
                script src="/page.js" defer {}
            }
            body {
                a.skip href="#main" { (Words("跳到正文", "Skip to the content")) }
                header.site {
                    a.home.zh lang="zh-CN" href="/?lang=zh" { "年报检查 · ogi-report" }
                    a.home.en lang="en" href="/?lang=en" { "ogi-report · reports checked" }
                    (switch(language))
                }
                main #main tabindex="-1" { (body) }
            }
        }
    };
    Html(page.into_string())
}

/// The switch between the languages.
fn switch(shown: Language) -> Markup {
    html! {
        fieldset.languages {
            legend { span lang="zh-CN" { "语言" } " " span lang="en" { "Language" } }
            @for (language, tag, name) in [(Language::Zh, "zh-CN", "中文"), (Language::En, "en", "English")] {
                label lang=(tag) {
                    input type="radio" name="language" value=(code(language)) id={ "language-" (code(language)) }
                        form=(FORM) data-tag=(tag) checked[language == shown];
                    (name)
                }
            }
        }
    }
}

/// A page that says what went wrong, and what to do.
pub(crate) fn failure(status: StatusCode, language: Language, what: &Markup) -> Response {
    let title = Words("未能完成", "That did not work");
    let body = html! {
        div.plain {
            h1 { (title) }
            p role="alert" { (what) }
            p {
                a.zh lang="zh-CN" href="/?lang=zh" { "返回，重新选择文件" }
                a.en lang="en" href="/?lang=en" { "Go back and choose again" }
            }
            form id=(FORM) {}
        }
    };
    (status, page(language, title, &body)).into_response()
}

/// HTML that the library wrote, which has escaped whatever comes from a report.
pub(crate) fn written(html: &str) -> PreEscaped<&str> {
    PreEscaped(html)
}
