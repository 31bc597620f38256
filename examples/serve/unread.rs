//! Why a file could not be read, and what to do. The library says it in English.

use maud::{Markup, html};
use ogi_report::{Error, Form};

use crate::words::Words;

/// What went wrong, in the language of the page.
pub(crate) fn reason(error: &Error) -> Markup {
    html! {
        span.zh lang="zh-CN" { (chinese(error)) }
        span.en lang="en" { (error) }
    }
}

fn chinese(error: &Error) -> Markup {
    let words = match error {
        Error::Empty => "文件是空的，里面没有报告。",
        Error::TooLarge { .. } | Error::TooManyLines { .. } => "文本过长，不像一份年度报告。请检查文件，或将其拆分。",
        Error::Binary { .. } => "文件不是文字，无法读取。请选择网页、Word、PDF 或文本格式的报告。",
        Error::OtherForm { .. } => "文件的格式与所要读取的不同。",
        Error::Encrypted { .. } => "文件设有密码。请用密码打开，另存为不带密码的文件。",
        Error::Damaged { .. } => "文件已损坏或不完整。请从原处重新下载。",
        Error::TooMuchUnpacked { .. } | Error::TooDense { .. } => "压缩内容展开后过大，已停止读取。请检查文件的来源。",
        Error::Entities { .. } | Error::TooDeep { .. } => {
            "文件的结构异常，正常的文档不会如此，因此没有读取。请检查文件的来源。"
        }
        Error::NoSection { .. } => {
            "没有找到年度报告的任何一个部分：既没有六个部分的标题，也没有三张表格。请确认选择的是报告本身。"
        }
        Error::UnsupportedForm { form } => return unsupported(*form),
        Error::OnlyPictures { .. } => "PDF 里只有扫描图片，没有文字。请先进行文字识别，例如 ocrmypdf -l chi_sim。",
        Error::UnknownGlyphs { .. } => {
            "PDF 没有说明字形对应的文字。请换一份文件，或当作图片识别，例如 ocrmypdf --force-ocr -l chi_sim。"
        }
        Error::UnsupportedEncoding { .. } => "文字的编码无法读取。请另存为 UTF-8。",
        Error::Elsewhere { .. } => "这个网页里没有报告，只有通向报告的链接、图片或脚本。请打开报告本身再保存。",
        _ => return html! { span lang="en" { (error) } },
    };
    html! { (words) }
}

fn unsupported(form: Form) -> Markup {
    let what = match form {
        Form::Image => "图片需要先进行文字识别。",
        Form::Archive => "请先解压，再选择其中的报告。",
        Form::Ofd => "请先提取文字，或另存为 PDF。",
        Form::Encrypted => "请先取消密码，再另存为网页或文本。",
        Form::Xls | Form::Xlsx | Form::Pptx => "请选择报告正文的文件，或先另存为网页或文本。",
        _ => "请先另存为 .docx、网页或文本。",
    };
    html! { "不能读取" (kind(form)) "。" (what) }
}

/// What a form that is not read is called in Chinese.
fn kind(form: Form) -> Markup {
    let words = match form {
        Form::Doc => "旧版 Word 文件（.doc）",
        Form::Xls => "旧版电子表格（.xls、.et）",
        Form::Wps => " WPS 文字文件（.wps、.doc）",
        Form::Encrypted => "加密的 Office 文件",
        Form::Ole => "旧版 Office 或 WPS 文件",
        Form::Rtf => " RTF 文件",
        Form::WordXml => " Word 2003 XML 文件",
        Form::Mhtml => " MHTML 网页文件",
        Form::Ofd => " OFD 文件",
        Form::Xlsx => " Excel 电子表格（.xlsx）",
        Form::Pptx => " PowerPoint 演示文稿（.pptx）",
        Form::OpenDocument => " OpenDocument 文件（.odt、.ods）",
        Form::Epub => "电子书（.epub）",
        Form::Archive => "压缩包",
        Form::Image => "图片",
        other => return html! { span lang="en" { (other) } },
    };
    html! { (words) }
}

/// What a form that is read is called.
pub(crate) fn form(form: Form) -> Markup {
    match form {
        Form::Text => html! { (Words("纯文本", "plain text")) },
        Form::Html => html! { (Words("网页", "web page")) },
        Form::Docx => html! { "Word" },
        other => html! { (other) },
    }
}
