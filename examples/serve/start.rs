//! The first page.

use axum::response::Html;
use maud::html;
use ogi_report::check::Language;

use crate::frame::{self, FORM};
use crate::upload::Limits;
use crate::words::{Words, both, code};

/// Where to drop, choose or paste reports.
pub(crate) fn page(language: Language, limits: Limits) -> Html<String> {
    let (mebibytes, files) = (limits.bytes >> 20, limits.files);
    let body = html! {
        div.plain {
            h1 { (Words("检查政府信息公开工作年度报告", "Check annual reports on open government information")) }
            p { (Words(
                "本页读取年度报告，检查表格之间、表格与文字、年度之间的数字是否一致，并标出每一处不符所依据的原文。\
                 所有文件只交给本机上运行的这个程序，不保存，也不发往任何地方。",
                "This page reads annual reports, checks whether the figures of tables, prose and years agree, and marks the \
                 words that each finding rests on. Files go to this program on your own computer, are not kept, and are \
                 sent nowhere else.",
            )) }
            form.ask id=(FORM) action={ "/check?lang=" (code(language)) } method="post" enctype="multipart/form-data" {
                div.drop {
                    label for="files" { (Words("选择或拖入文件", "Choose or drop files")) }
                    input #files type="file" name="file" multiple aria-describedby="forms"
                        accept=".txt,.md,.markdown,.html,.htm,.docx,.pdf,text/plain,text/markdown,text/html,application/pdf";
                    p.hint #forms { (both(|language| match language {
                        Language::Zh => format!(
                            "网页、Word（.docx）、PDF、纯文本、Markdown；一次最多{files}个文件，共{mebibytes} MiB。同一机关的几个年度会相互比较。"
                        ),
                        _ => format!(
                            "Web pages, Word (.docx), PDF, plain text, Markdown; {files} files and {mebibytes} MiB at once at \
                             most. Several years of one office are compared with each other."
                        ),
                    })) }
                    p #chosen aria-live="polite" {}
                }
                div.paste {
                    label for="text" { (Words("或粘贴报告全文", "Or paste the text of a report")) }
                    textarea #text name="text" rows="8" lang="zh-CN" spellcheck="false" {}
                }
                p.choice {
                    label {
                        input type="checkbox" name="together" value="yes";
                        (Words("都是同一机关的报告（机关改过名称时勾选）", "All are of one office, even if its name changed"))
                    }
                }
                p { button.main type="submit" { (Words("检查", "Check")) } }
            }
            h2 { (Words("先看示例", "Try the sample")) }
            ul {
                @for (path, words) in [
                    ("/sample/wrong", Words("有几处错误的虚构报告", "an invented report with a few mistakes")),
                    ("/sample/years", Words("虚构机关的三个年度", "three years of an invented office")),
                    ("/sample", Words("各项相符的虚构报告", "an invented report that agrees")),
                ] {
                    li {
                        a.zh lang="zh-CN" href={ (path) "?lang=zh" } { (words.0) }
                        a.en lang="en" href={ (path) "?lang=en" } { (words.1) }
                    }
                }
            }
        }
    };
    frame::page(language, Words("检查年度报告", "Check annual reports"), &body)
}
