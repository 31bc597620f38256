//! What is no table: title, preamble, headings, prose, signature.

use std::borrow::Cow;

use super::value::one_line;
use super::{Block, OfficialForm, Paragraph, ParagraphKind, Run, Table};
use crate::report::{self, Date, Section, SectionKind, SubHeading};
use crate::{Report, Span, Spanned};

impl<'r> OfficialForm<'r> {
    /// What stands before the first section.
    pub(super) fn front(&mut self, report: &'r Report) {
        if let Some(title) = &report.title {
            self.paragraph(ParagraphKind::Title, None, vec![run(&title.text, title.span)]);
        }
        let publication = &report.publication;
        let mut runs = Vec::new();
        if let Some(date) = &publication.date {
            runs.push(Run { text: format!("发布日期：{}", date.value).into(), ..run("", date.span) });
        }
        if let Some(source) = &publication.source {
            let gap = if runs.is_empty() { "" } else { "\u{3000}" };
            let text = format!("{gap}来源：{}", one_line(&source.value));
            runs.push(Run { text: text.into(), ..run("", source.span) });
        }
        self.paragraph(ParagraphKind::Publication, None, runs);
        for paragraph in report.preamble.iter().flat_map(|preamble| &preamble.paragraphs) {
            self.paragraph(ParagraphKind::Text, None, vec![run(&paragraph.text, paragraph.span)]);
        }
    }

    /// A section: its heading, its prose, and its table where that stood among the prose.
    pub(super) fn section(&mut self, kind: SectionKind, section: &'r Section, table: Option<Table<'r>>) {
        if let Some(heading) = &section.heading {
            let heading = Run { is_heading: true, ..run(&heading.text, heading.span) };
            self.paragraph(ParagraphKind::Heading, Some(kind), vec![heading]);
        }
        let at = table.as_ref().and_then(|table| table.span).map(|span| span.start);
        let mut table = table.map(Block::Table);
        let mut blocks = section.narrative.iter().peekable();
        while let Some(block) = blocks.next() {
            // A report that stands in no text has its tables behind the prose.
            if at.is_some_and(|at| !block.span().is_empty() && block.span().start > at) {
                self.blocks.extend(table.take());
            }
            match block {
                report::Block::Paragraph(paragraph) => {
                    self.paragraph(ParagraphKind::Text, Some(kind), vec![run(&paragraph.text, paragraph.span)]);
                }
                report::Block::SubHeading(heading) if heading.run_in => {
                    let mut runs = vec![sub_heading(heading, "。")];
                    if let Some(report::Block::Paragraph(paragraph)) =
                        blocks.next_if(|block| matches!(block, report::Block::Paragraph(_)))
                    {
                        runs.push(run(&paragraph.text, paragraph.span));
                    }
                    self.paragraph(ParagraphKind::Text, Some(kind), runs);
                }
                report::Block::SubHeading(heading) => {
                    self.paragraph(ParagraphKind::SubHeading, Some(kind), vec![sub_heading(heading, "")]);
                }
            }
        }
        self.blocks.extend(table);
    }

    /// What stands behind the last section.
    pub(super) fn back(&mut self, report: &'r Report) {
        let signature = &report.signature;
        if let Some(issuer) = &signature.issuer {
            self.paragraph(ParagraphKind::Signature, None, vec![run(&issuer.value, issuer.span)]);
        }
        if let Some(Spanned { value, span }) = signature.date {
            self.paragraph(
                ParagraphKind::Signature,
                None,
                vec![Run { text: in_chinese(value).into(), ..run("", span) }],
            );
        }
    }

    fn paragraph(&mut self, kind: ParagraphKind, section: Option<SectionKind>, mut runs: Vec<Run<'r>>) {
        runs.retain(|run| !run.text.is_empty());
        if !runs.is_empty() {
            self.blocks.push(Block::Paragraph(Paragraph { kind, section, runs }));
        }
    }
}

fn run(text: &str, span: Span) -> Run<'_> {
    Run { text: one_line(text), is_heading: false, span: Some(span).filter(|span| !span.is_empty()) }
}

fn sub_heading(heading: &SubHeading, stop: &str) -> Run<'static> {
    let text: Cow<'static, str> = format!("{}{}{stop}", heading.numbering, one_line(&heading.title)).into();
    Run { text, is_heading: true, ..run("", heading.span) }
}

fn in_chinese(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}
