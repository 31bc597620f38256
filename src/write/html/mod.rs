//! The official form as a web page.

pub(in crate::write) mod escape;
mod form;
mod frame;

pub(in crate::write) use self::form::{Annotate, push_class, write};
pub(in crate::write) use self::frame::{Frame, Style};
use super::official::OfficialForm;
use crate::Report;

/// How the form looks, on a screen and on paper.
pub(in crate::write) const FORM: Style =
    Style { text: include_str!("form.css"), hash: "sha256-kVh7ESD55yEEoWsQwaQELWyBJMbKMhb3Jijnv+3QUDg=" };

/// A report as a web page in the [official form](OfficialForm): one file that needs no other, with a style of its own for
/// screens and for paper of size A4, and no script.
///
/// Headings are headings, tables are merged as the format prescribes, and every cell says what it is: its id in `data-cell`,
/// its status in `data-status`. Whatever stands in the report is text on the page, and never markup. What the form does not
/// show is told by [`OfficialForm::omissions`].
///
/// ```
/// let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
/// let page = ogi_report::write::html(&report);
/// assert!(page.starts_with("<!doctype html>\n<html lang=\"zh-CN\">"));
/// assert!(page.contains(r#"<td data-cell="applications.received.total" data-status="number">19</td>"#));
/// # #[cfg(feature = "html")] {
/// // It reads back as what it was made of.
/// let read = ogi_report::read(page.as_bytes())?.report;
/// assert!(report.cells().zip(read.cells()).all(|((_, one), (_, other))| one.value == other.value));
/// # }
/// # Ok::<(), ogi_report::Error>(())
/// ```
pub fn html(report: &Report) -> String {
    let form = OfficialForm::new(report);
    let title = report.title.as_ref().map_or("政府信息公开工作年度报告", |title| &title.text);
    let mut frame = Frame::new(title, &[FORM]);
    frame.body.push_str("<main>\n");
    write(&form, &mut form::Plain, &mut frame.body);
    frame.body.push_str("</main>\n");
    frame.finish()
}
