//! What stands around the reports: the head of the page, the list of findings, what reading met.

use core::fmt::Write;

use super::card::english;
use super::words::{both, push, say, text};
use super::{Input, Page, Shown, prefix};
use crate::check::{Language, Outcome, Text};
use crate::report::CellStatus;
use crate::write::official::{OfficialForm, OmissionKind};

/// Diagnostics and omissions of a report that are listed at most.
const MOST: usize = 200;

impl Page<'_> {
    /// The head of the page: what it is about, what was found, and what the signs mean.
    pub(super) fn top(&self, out: &mut String) {
        out.push_str("<aside class=\"top\">\n<nav><a href=\"#reports\">");
        say(out, "报告", "Report");
        out.push_str("</a> <a href=\"#findings\">");
        say(out, "检查结果", "Findings");
        out.push_str("</a></nav>\n<fieldset><legend>语言 <span lang=\"en\">Language</span></legend>");
        for (language, id, name) in [(Language::Zh, "zh", "中文"), (Language::En, "en", "English")] {
            let checked = if language == self.of.language { " checked" } else { "" };
            let _ = write!(
                out,
                "<label lang=\"{id}\"><input type=\"radio\" name=\"language\" id=\"language-{id}\"{checked}>{name}</label>"
            );
        }
        out.push_str("</fieldset>\n<ul class=\"inputs\">");
        for (nth, input) in self.of.inputs.iter().enumerate() {
            out.push_str("<li>");
            name(nth, input, out);
            out.push_str("</li>");
        }
        out.push_str("</ul>\n<p class=\"summary\">");
        both(out, |language| self.of.summary.words(language));
        out.push_str("</p>\n");
        legend(out);
        out.push_str("</aside>\n");
    }

    /// All findings, by their outcomes, and what reading met.
    pub(super) fn list(&self, out: &mut String) {
        out.push_str("<aside class=\"findings\" id=\"findings\" tabindex=\"-1\">\n<h2>");
        say(out, "检查结果", "Findings");
        out.push_str("</h2>\n");
        for (name, error) in &self.of.unread {
            out.push_str("<p class=\"unread\">");
            say(out, "未能读取：", "Could not be read: ");
            push(name, out);
            out.push_str(" — ");
            english(error, out);
            out.push_str("</p>\n");
        }
        self.groups(&|_| true, out);
        for (nth, input) in self.of.inputs.iter().enumerate() {
            self.diagnostics(nth, input, out);
        }
        out.push_str("</aside>\n");
    }

    /// Those of the findings that are chosen, by their outcomes.
    pub(super) fn groups(&self, is_chosen: &dyn Fn(&Shown<'_>) -> bool, out: &mut String) {
        self.group(Outcome::Violated, Text::new("不符", "Violated"), is_chosen, out);
        self.group(Outcome::NotAssessable, Text::new("无法判断", "Cannot be assessed"), is_chosen, out);
        self.group(Outcome::Holds, Text::new("相符", "Holds"), is_chosen, out);
        if self.left_out > 0 {
            let n = self.left_out;
            out.push_str("<p class=\"unread\">");
            both(out, |language| match (language, n) {
                (Language::Zh, _) => format!("另有{n}项检查结果超出本页上限，未列出"),
                (Language::En, 1) => "1 more finding is beyond the limit of this page and not listed".to_owned(),
                (Language::En, _) => format!("{n} more findings are beyond the limit of this page and not listed"),
            });
            out.push_str("</p>\n");
        }
    }

    /// The findings of an outcome. What holds is folded away.
    fn group(&self, outcome: Outcome, name: Text, is_chosen: &dyn Fn(&Shown<'_>) -> bool, out: &mut String) {
        let is_here = |shown: &Shown<'_>| shown.finding.outcome == outcome && is_chosen(shown);
        let of_outcome = || self.shown.iter().enumerate().filter(|(_, shown)| is_here(shown));
        let n = of_outcome().count();
        if n == 0 && outcome != Outcome::Violated {
            return;
        }
        let is_open = if outcome == Outcome::Holds { "" } else { " open" };
        let _ = write!(out, "<details class=\"group\"{is_open}><summary><h3>");
        text(out, name);
        let _ = writeln!(out, " <span class=\"n\">{n}</span></h3></summary>");
        for (number, shown) in of_outcome() {
            self.card(number, shown, out);
        }
        out.push_str("</details>\n");
    }

    /// What was unusual in reading a source.
    pub(super) fn diagnostics(&self, nth: usize, input: &Input<'_>, out: &mut String) {
        let diagnostics = input.parsed.map_or(&[][..], |parsed| parsed.diagnostics.as_slice());
        if diagnostics.is_empty() {
            return;
        }
        out.push_str("<details class=\"group\"><summary><h3>");
        say(out, "读取时的说明", "Diagnostics of reading");
        if self.of.inputs.len() > 1 {
            out.push(' ');
            name(nth, input, out);
        }
        let _ = write!(out, " <span class=\"n\">{}</span></h3></summary>\n<ul>\n", diagnostics.len());
        for diagnostic in diagnostics.iter().take(MOST) {
            out.push_str("<li>");
            text(out, diagnostic.severity.text());
            let _ = write!(out, " <code>{}</code> ", diagnostic.code);
            english(&diagnostic.message, out);
            out.push(' ');
            input.quote(diagnostic.span, self.words_id(nth, diagnostic.span), out);
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
        more(diagnostics.len(), out);
        out.push_str("</details>\n");
    }
}

/// What the signs and shades mean.
pub(super) fn legend(out: &mut String) {
    out.push_str("<p class=\"legend\">");
    let signs = [
        ("violated", Text::new("不符", "violated")),
        ("remark", Text::new("提示", "worth a look")),
        ("open", Text::new("无法判断", "cannot be assessed")),
        ("holds", Text::new("相符", "holds")),
        ("suspect", Text::new("可能有误的数", "figure that may be wrong")),
    ];
    for (class, words) in signs {
        let _ = write!(out, "<span class=\"m {class}\">");
        text(out, words);
        out.push_str("</span> ");
    }
    out.push_str("<span class=\"claim\">");
    say(out, "未作比较的数", "claim that nothing was compared with");
    out.push_str("</span></p>\n<p class=\"legend\">");
    say(out, "单元格：", "Cells: ");
    for (status, words) in statuses() {
        let _ = write!(out, "<span class=\"status\" data-status=\"{status}\">");
        text(out, words);
        out.push_str("</span> ");
    }
    out.push_str("</p>\n");
}

/// What a cell can be, other than a number.
fn statuses() -> [(CellStatus, Text); 5] {
    [
        (CellStatus::Blank, Text::new("空白", "blank")),
        (CellStatus::NotApplicable, Text::new("不适用", "not applicable")),
        (CellStatus::Unreadable, Text::new("不是数字", "no number")),
        (CellStatus::Ambiguous, Text::new("归属不明", "ambiguous")),
        (CellStatus::Missing, Text::new("缺失", "missing")),
    ]
}

/// Writes the name of a source, which leads to its report.
fn name(nth: usize, input: &Input<'_>, out: &mut String) {
    if input.parsed.is_none() {
        return push(input.source.name(), out);
    }
    let _ = write!(out, "<a href=\"#{}report\">", prefix(nth));
    push(input.source.name(), out);
    out.push_str("</a>");
}

/// Says how many there are beyond those that are listed.
fn more(n: usize, out: &mut String) {
    if let Some(more) = n.checked_sub(MOST).filter(|more| *more > 0) {
        out.push_str("<p>");
        both(out, |language| match language {
            Language::Zh => format!("另有{more}项未列出"),
            Language::En => format!("{more} more are not listed"),
        });
        out.push_str("</p>\n");
    }
}

/// Text of the source that the form has no place for.
pub(super) fn left_out(input: &Input<'_>, form: &OfficialForm<'_>, out: &mut String) {
    let is_text = |kind: OmissionKind| !matches!(kind, OmissionKind::Cell(_));
    let omissions: Vec<_> = form.omissions().iter().filter(|omission| is_text(omission.kind)).collect();
    if omissions.is_empty() {
        return;
    }
    out.push_str("<aside class=\"left-out\"><details><summary>");
    say(out, "格式之外的文字", "Text that the form has no place for");
    let _ = write!(out, " <span class=\"n\">{}</span></summary>\n<ul>\n", omissions.len());
    for omission in omissions.iter().take(MOST) {
        let name = match omission.kind {
            OmissionKind::Furniture => Text::new("页面文字", "page furniture"),
            OmissionKind::TitleCopy => Text::new("重复的标题", "copy of the title"),
            _ => Text::new("未归入的文字", "unplaced text"),
        };
        out.push_str("<li>");
        text(out, name);
        out.push(' ');
        if let Some(span) = omission.span {
            input.quote(span, None, out);
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n");
    more(omissions.len(), out);
    out.push_str("</details></aside>\n");
}
