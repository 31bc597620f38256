//! Pictures of figures, as SVG.
//!
//! | picture | of | what it shows |
//! | --- | --- | --- |
//! | [`Flow`] | one report | where applications came from, what became of them, and what is carried forward |
//! | [`Years`] | the reports of one issuer | its applications, results, reviews and lawsuits, year by year |
//! | [`Outcomes`] | many reports | how the results part into groups: over all, and in each report |
//!
//! ```
//! use ogi_report::check::Language;
//! use ogi_report::write::chart::Flow;
//!
//! let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
//! let picture = Flow::of(&report).language(Language::En).to_svg();
//! assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! # What can be trusted
//!
//! Each figure stands in a picture as its cell has it, not rounded, in an element that says which cell that is: the id in
//! `data-cell`, the status in `data-status`, the number in `data-value`, and in a picture of several reports the report in
//! `data-report`. [`Figure`]s are the same as data, for a table beside the picture.
//!
//! A cell that is blank, not applicable, unreadable, ambiguous or missing is no nought. It is drawn as a hatched piece of a
//! fixed size that says nothing of how many there are, with `?` and the reason. Where sums do not agree, nothing is made to
//! fit: the difference is drawn and named, and `notes` says it in a sentence.
//!
//! ```
//! use ogi_report::check::Language;
//! use ogi_report::write::chart::Flow;
//!
//! let text = ogi_report::SAMPLE.replace("（七）总计\t\t13\t4\t1\t1\t2\t0\t21", "（七）总计\t\t13\t4\t1\t1\t2\t0\t20");
//! let report = ogi_report::parse(&text)?.report;
//! let flow = Flow::of(&report).language(Language::En);
//! assert_eq!(flow.notes()[0], "received + carried over = 22, total of results + carried forward = 21: 1 apart");
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! A piece that would be thinner than a pixel and a half is drawn that thick, so that it is seen: the number beside it
//! counts, and not its size.
//!
//! # On a page
//!
//! `to_svg` gives a file of its own; `to_inline` gives the same without the style, to stand in a page that has [`STYLE`] among
//! its styles. There is no script, no link, no id and no `style` attribute in a picture, so a content security policy needs
//! [`STYLE_HASH`] and nothing else.
//!
//! ```
//! use ogi_report::write::chart::{Flow, STYLE, STYLE_HASH};
//!
//! let report = ogi_report::parse(ogi_report::SAMPLE)?.report;
//! let policy = format!("default-src 'none'; style-src '{STYLE_HASH}'");
//! let page = format!("<style>{STYLE}</style>{}", Flow::of(&report).to_inline());
//! assert!(!page.contains("style=") && !page.contains("id=") && !page.contains("http:"));
//! # Ok::<(), ogi_report::Error>(())
//! ```
//!
//! Signs and hatching tell what colours tell. Light or dark is as the reader's system has it, and print is without grounds.
//! Widths of words are estimated, as nobody knows the reader's typeface; words that need more than there is room for end in
//! `…`, and the whole of them is in the title of their element.

mod draw;
mod figure;
mod flow;
mod gap;
mod group;
mod outcomes;
mod picture;
mod scale;
mod svg;
mod texture;
mod words;
mod years;

pub use self::figure::Figure;
pub use self::flow::Flow;
pub use self::outcomes::Outcomes;
pub use self::years::Years;
use super::html::Style;

/// How pictures look.
pub(in crate::write) const CHART: Style =
    Style { text: include_str!("chart.css"), hash: "sha256-ydma/96FRW6FefSxOmUX31tzzuueERfSi0t5SeexWzk=" };

/// The style of pictures that stand in a page. All of it is about elements of the class `ogi-chart`.
pub const STYLE: &str = CHART.text;

/// The hash of [`STYLE`], as a content security policy names it.
///
/// ```
/// assert!(ogi_report::write::chart::STYLE_HASH.starts_with("sha256-"));
/// ```
pub const STYLE_HASH: &str = CHART.hash;
