//! Explanations in words, in Chinese and English.

use core::fmt::Write;

use super::cause::{Cause, Link};
use super::location::{Component, Correction, Explanation, Location};
use crate::check::finding::{Finding, Subject};
use crate::check::language::Language;
use crate::report::CellStatus;

/// Explanations that are shown below a finding at most: more help nobody to choose.
const SHOWN: usize = 5;

impl Location {
    /// What to show below a finding of an identity: how the problem that it belongs to stands, and what would have to be
    /// corrected. Findings of one problem are explained together, below the first of them. Empty for other findings.
    ///
    /// ```
    /// use ogi_report::check::{Language, check, locate};
    ///
    /// let text = ogi_report::SAMPLE.replace("（一）予以公开\t\t4", "（一）予以公开\t\t40");
    /// let report = ogi_report::parse(&text)?.report;
    /// let location = locate(&report);
    /// let notes: Vec<Vec<String>> =
    ///     check(&report).violated().map(|finding| location.notes(finding, Language::En)).collect();
    /// assert_eq!(notes[0][0], "2 identities violated, at least 1 cell wrong: there is one smallest correction");
    /// assert_eq!(notes[1], ["explained together with applications-outcome-total, natural persons"]);
    /// # Ok::<(), ogi_report::Error>(())
    /// ```
    pub fn notes(&self, finding: &Finding, language: Language) -> Vec<String> {
        let concerns = |component: &&Component| component.violated.iter().any(|violation| violation.is(finding));
        let component = self.components.iter().find(concerns);
        let Some((component, first)) = component.and_then(|component| Some((component, component.violated.first()?)))
        else {
            return Vec::new();
        };
        let zh = language == Language::Zh;
        if !first.is(finding) {
            let (name, subject) = (first.rule.name, first.subject.label(language));
            return vec![if zh {
                format!("与 {name}（{subject}）一并说明")
            } else {
                format!("explained together with {name}, {subject}")
            }];
        }
        let mut notes = vec![component.summary(language)];
        notes.extend(component.explanations.iter().take(SHOWN).map(|explanation| explanation.summary(language)));
        if let Some(more) = component.n_ties.checked_sub(SHOWN).filter(|&more| more > 0) {
            notes.push(if zh { format!("另有 {more} 种改法") } else { format!("and {more} more") });
        }
        notes
    }
}

impl Component {
    /// How the problem stands, in a sentence without a final stop. What the explanations are is in theirs.
    pub fn summary(&self, language: Language) -> String {
        let (n_violated, n_cells, n_ties) = (self.violated.len(), self.n_cells, self.n_ties);
        let zh = language == Language::Zh;
        let mut out = if zh {
            format!("{n_violated} 项勾稽关系不成立，至少 {n_cells} 个单元格有误")
        } else {
            let (identities, cells) = (plural(n_violated, "identity", "identities"), plural(n_cells, "cell", "cells"));
            format!("{n_violated} {identities} violated, at least {n_cells} {cells} wrong")
        };
        // Writing to a string cannot fail.
        let _ = match (zh, n_ties, self.complete) {
            (true, 0, _) => write!(out, "，未能定位"),
            (true, 1, true) => write!(out, "，只有一种最小改法"),
            (true, _, true) => write!(out, "，最小改法有 {n_ties} 种，仅凭勾稽关系无法区分"),
            (true, _, false) => write!(out, "，已找到 {n_ties} 种最小改法，可能还有其他"),
            (false, 0, _) => write!(out, ": they were not found"),
            (false, 1, true) => write!(out, ": there is one smallest correction"),
            (false, _, true) => {
                write!(out, ": there are {n_ties} smallest corrections, and the identities cannot decide between them")
            }
            (false, _, false) => write!(out, ": {n_ties} smallest corrections were found, and there may be others"),
        };
        out
    }
}

impl Explanation {
    /// What would have to be corrected, in a sentence without a final stop.
    pub fn summary(&self, language: Language) -> String {
        let corrections: Vec<String> = self.corrections.iter().map(|correction| correction.summary(language)).collect();
        let mut out = match language {
            Language::Zh => format!("若把{}，相关勾稽关系全部成立", corrections.join("、")),
            Language::En => {
                let list = match corrections.split_last() {
                    Some((last, [])) => last.clone(),
                    Some((last, others)) => format!("{} and {last}", others.join(", ")),
                    None => String::new(),
                };
                format!("if {list}, all identities concerned would hold")
            }
        };
        if let Some(link) = self.link {
            out.push_str(if language == Language::Zh { "；" } else { "; " });
            out.push_str(link.text().get(language));
            if let Link::LeftOut(part) | Link::CountedTwice(part) = link {
                name(part, language, &mut out);
            }
        }
        let _ = match (language, self.supported_by) {
            (_, 0) => Ok(()),
            (Language::Zh, n) => write!(out, "；文字中有 {n} 处说法与此相符"),
            (Language::En, 1) => write!(out, "; a statement of the prose agrees with it"),
            (Language::En, n) => write!(out, "; {n} statements of the prose agree with it"),
        };
        let _ = match (language, self.contradicted_by) {
            (_, 0) => Ok(()),
            (Language::Zh, n) => write!(out, "；文字中有 {n} 处说法与此不符"),
            (Language::En, 1) => write!(out, "; a statement of the prose speaks against it"),
            (Language::En, n) => write!(out, "; {n} statements of the prose speak against it"),
        };
        out
    }
}

impl Correction {
    /// The correction as part of a sentence: `“（一）予以公开 自然人”由 12 改为 21（相邻数字颠倒）`.
    pub fn summary(&self, language: Language) -> String {
        let zh = language == Language::Zh;
        let label = Subject::Cell(self.cell).label(language);
        let needed = self.needed;
        let mut out = match (zh, self.reported, self.status) {
            (true, Some(reported), _) => format!("“{label}”由 {reported} 改为 {needed}"),
            (true, None, CellStatus::NotApplicable) => format!("“{label}”由不适用标记改为 {needed}"),
            (true, None, _) => format!("“{label}”由空白改为 {needed}"),
            (false, Some(reported), _) => format!("“{label}” were {needed} instead of {reported}"),
            (false, None, CellStatus::NotApplicable) => format!("“{label}” were {needed} instead of not applicable"),
            (false, None, _) => format!("“{label}” were {needed} instead of blank"),
        };
        // That a blank cell was left blank has been said.
        if let Some(cause) = self.cause.filter(|cause| *cause != Cause::LeftBlank) {
            out.push_str(if zh { "（" } else { " (" });
            out.push_str(cause.text().get(language));
            if let Cause::PartLeftOut(part) | Cause::PartCountedTwice(part) = cause {
                name(part, language, &mut out);
            }
            out.push(if zh { '）' } else { ')' });
        }
        out
    }
}

fn plural(n: usize, one: &'static str, many: &'static str) -> &'static str {
    if n == 1 { one } else { many }
}

/// Names a part of a total behind what was said of it.
fn name(part: Subject, language: Language, out: &mut String) {
    let label = part.label(language);
    let _ = match language {
        Language::Zh => write!(out, "：“{label}”"),
        Language::En => write!(out, ": “{label}”"),
    };
}
