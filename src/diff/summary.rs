//! A diff in words.

use core::fmt::{self, Display, Write};

use super::{CellChange, Diff, Presence, PresenceChange, Replaced, State};
use crate::check::Language;
use crate::report::{CellStatus, Decimal, Unit};

pub(super) fn summary(diff: &Diff, language: Language) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(diff, language, &mut out);
    out
}

fn write(diff: &Diff, language: Language, out: &mut String) -> fmt::Result {
    let zh = language == Language::Zh;
    let (changed, unchanged, unread) = (diff.changes().count(), diff.unchanged(), diff.unread());
    if zh {
        write!(out, "单元格：变化{changed}个，未变{unchanged}个")?;
    } else {
        write!(out, "cells: {changed} changed, {unchanged} unchanged")?;
    }
    match (zh, unread) {
        (_, 0) => {}
        (true, _) => write!(out, "，两份均未读出{unread}个")?,
        (false, _) => write!(out, ", {unread} not read in either")?,
    }
    match (zh, diff.not_compared.len()) {
        (_, 0) => {}
        (true, n) => write!(out, "，因格式版本不同未比较{n}个")?,
        (false, n) => write!(out, ", {n} not compared as the editions differ")?,
    }
    out.push('\n');
    replaced(if zh { "发布机关" } else { "issuer" }, diff.issuer.as_ref(), zh, out)?;
    replaced(if zh { "年度" } else { "year" }, diff.year.as_ref(), zh, out)?;
    let period = diff.period.as_ref().map(|period| {
        let words = |period: crate::report::Period| format!("{}/{}", period.start, period.end);
        Replaced { old: period.old.map(words), new: period.new.map(words) }
    });
    replaced(if zh { "统计期限" } else { "period" }, period.as_ref(), zh, out)?;
    replaced(if zh { "落款日期" } else { "dated" }, diff.dated.as_ref(), zh, out)?;
    let edition = diff.edition.as_ref().map(|edition| Replaced {
        old: edition.old.map(crate::report::Edition::as_str),
        new: edition.new.map(crate::report::Edition::as_str),
    });
    replaced(if zh { "格式版本" } else { "edition" }, edition.as_ref(), zh, out)?;
    for change in &diff.sections {
        presence(if zh { "部分" } else { "section" }, *change, zh, out)?;
    }
    for change in &diff.tables {
        presence(if zh { "表格" } else { "table" }, *change, zh, out)?;
    }
    diff.changes().try_for_each(|change| cell(change, zh, out))
}

fn replaced<T: Display>(what: &str, change: Option<&Replaced<T>>, zh: bool, out: &mut String) -> fmt::Result {
    let Some(change) = change else { return Ok(()) };
    let words = |value: Option<&T>| value.map_or_else(|| "?".to_owned(), ToString::to_string);
    let colon = if zh { "：" } else { ": " };
    writeln!(out, "{what}{colon}{} → {}", words(change.old.as_ref()), words(change.new.as_ref()))
}

fn presence(what: &str, change: PresenceChange, zh: bool, out: &mut String) -> fmt::Result {
    let how = match (change.presence, zh) {
        (Presence::Appeared, true) => "新出现",
        (Presence::Vanished, true) => "不再出现",
        (Presence::Appeared, false) => "appeared",
        (Presence::Vanished, false) => "vanished",
    };
    let heading = change.section.heading();
    if zh { writeln!(out, "{what}{how}：{heading}") } else { writeln!(out, "{what} {how}: {heading}") }
}

fn cell(change: &CellChange, zh: bool, out: &mut String) -> fmt::Result {
    let (label, colon) = if zh { (change.new_id.label_zh(), "：") } else { (change.new_id.label_en(), ": ") };
    write!(out, "{label}{colon}{} → {}", state(&change.old, zh), state(&change.new, zh))?;
    let Some(absolute) = change.absolute else {
        out.push('\n');
        return Ok(());
    };
    out.push_str(if zh { "（" } else { " (" });
    signed(absolute, out)?;
    // Of amounts in one unit, the two numbers have shown it.
    if let Some(unit) = change.unit.filter(|_| change.old.unit != change.new.unit) {
        write!(out, "{unit}")?;
    }
    if let Some(percent) = change.percent {
        out.push_str(if zh { "，" } else { ", " });
        signed(percent, out)?;
        out.push('%');
    }
    out.push_str(if zh { "）\n" } else { ")\n" });
    Ok(())
}

fn signed(number: Decimal, out: &mut String) -> fmt::Result {
    write!(out, "{}{}", if number.is_negative() { "−" } else { "+" }, number.abs())
}

fn state(state: &State, zh: bool) -> String {
    let unit = state.unit.filter(|unit| *unit != Unit::Item).map_or("", Unit::as_str);
    match (state.value, state.status) {
        (Some(value), _) => format!("{value}{unit}"),
        (None, CellStatus::Blank) => if zh { "空白" } else { "blank" }.to_owned(),
        (None, CellStatus::NotApplicable) => if zh { "不适用" } else { "not applicable" }.to_owned(),
        (None, CellStatus::Unreadable) => format!("“{}”", state.raw),
        (None, CellStatus::Ambiguous) => if zh { "位置不明" } else { "ambiguous" }.to_owned(),
        (None, _) => if zh { "未找到" } else { "missing" }.to_owned(),
    }
}
