"""Reads reports with regular expressions: text, Markdown, and web pages once their tables are lines.

    python3 benches/compare/regex_rows.py [--first] FILE...

With --first, a row is its label and as many figures as it has columns, the first that follow, as such scripts often begin;
without, a row counts only if there are exactly as many before the next label.

Prints a JSON object a line for each file: `file`, `cells` (a number, or null where the cell is empty or says that nothing
applies) and `notes`: rows that were not found or have not as many cells as they should, which are left out.
"""

import json
import re
import sys
import unicodedata

from form import COLUMNS, DISPUTES, applications, decode, disclosure, is_label, squeeze

FIGURE = r"[+-]?\d[\d,]*(?:\.\d+)?"
UNIT = r"(?:件|万元|项|个|元)?"
MARKS = r"/|\\|-+|—+|\*|无|不适用|不涉及"
TOKEN = re.compile(rf"(?<!\S)(?:{FIGURE}{UNIT}|{MARKS})(?!\S)")

HEADINGS = [
    r"^\W*(二\W*)?(行政机关)?主动公开政府信息\S{0,4}$",
    r"^\W*(三\W*)?(行政机关)?收到和处理政府信息公开申请\S{0,4}$",
    r"^\W*(四\W*)?.{0,14}行政复议.{0,6}行政诉讼.{0,4}$",
    r"^\W*(五\W*)?.{0,10}存在的?(主要)?问题.{0,10}$",
]


def text_of(path):
    """The text of a file, under NFKC. Rows of tables of a page become lines with tabs."""
    text = decode(open(path, "rb").read())
    if re.search(r"<t[dh][\s>]", text, re.I):
        import bs4

        page = bs4.BeautifulSoup(text, "lxml")
        for row in page.find_all("tr"):
            if not row.find("table"):
                cells = row.find_all(["td", "th"])
                row.replace_with("\n" + "\t".join(squeeze(cell.get_text()) for cell in cells) + "\n")
        text = page.get_text("\n")
    text = re.sub(r"\[bookmark:[^\]]*\]", "", text)
    return unicodedata.normalize("NFKC", text).replace("**", "").replace("\\*", "*")


def sections(text):
    """The text of sections two, three and four; what stands before a heading that is missing is empty."""
    text = re.sub(r"(?m)^#+", "", text)
    starts, behind = [], 0
    for heading in HEADINGS:
        match = re.compile(heading, re.M).search(text, behind)
        starts.append(match.start() if match else None)
        behind = match.end() if match else behind
    for nth, start in enumerate(starts[:3]):
        end = next((end for end in starts[nth + 1 :] if end is not None), len(text))
        yield text[start:end] if start is not None else ""


def number(token):
    """The number of a cell, or None."""
    match = re.fullmatch(rf"({FIGURE}){UNIT}", token.strip())
    return match[1].replace(",", "").lstrip("+") if match else None


def fields(line):
    """The cells of a line that has tabs or bars."""
    if line.strip().startswith("|"):
        line = line.strip().strip("|").replace("|", "\t")
    return [field.strip() for field in line.split("\t")]


def cells_of_line(section, words, wanted):
    """The cells of a row that stands on one line, its blanks kept."""
    for line in section.splitlines():
        if "\t" not in line and not line.strip().startswith("|"):
            continue
        row = fields(line)
        for nth, field in enumerate(row):
            if not is_label(squeeze(field), words):
                continue
            values = row[nth + 1 :]
            while len(values) > wanted and values[0] == "":
                values.pop(0)
            while len(values) > wanted and values[-1] == "":
                values.pop()
            if len(values) == wanted and all(value == "" or TOKEN.fullmatch(value) for value in values):
                return [number(value) for value in values]
    return None


def spread(words):
    """Words that may be parted by white space. 其他 and 总计 are the label's end."""
    pattern = r"\s*".join(map(re.escape, words))
    return rf"{pattern}(?:\s*处\s*理)?(?=\s)" if words in ("其他", "总计") else pattern


def places(section, rows):
    """Where the labels of the rows stand: each behind the one before it."""
    found, at = [], 0
    for row in rows:
        match = re.compile(spread(row[1])).search(section, at)
        found.append(match)
        at = match.end() if match else at
    return found


def read_first(section, rows, cells, notes):
    """The first figures behind each label, as many as the row has cells."""
    for (name, _, columns), match in zip(rows, places(section, rows)):
        tokens = TOKEN.findall(section, match.end()) if match else []
        if len(tokens) < len(columns):
            notes.append(f"{name}: not found, or not {len(columns)} cells")
            continue
        cells.update(zip((f"{name}.{column}" for column in columns), map(number, tokens)))


def read_rows(section, rows, cells, notes):
    """A row's cells from its line, or else all figures between its label and the next."""
    found = places(section, rows)
    for nth, (name, words, columns) in enumerate(rows):
        values = cells_of_line(section, words, len(columns))
        if values is None and found[nth]:
            end = next((match.start() for match in found[nth + 1 :] if match), len(section))
            tokens = TOKEN.findall(section[found[nth].end() : end])
            values = [number(token) for token in tokens] if len(tokens) == len(columns) else None
        if values is None:
            notes.append(f"{name}: not found, or not {len(columns)} cells")
            continue
        cells.update(zip((f"{name}.{column}" for column in columns), values))


def read_in_order(section, rows, cells):
    """All cells of a table in their order, where there are as many figures as cells: labels can be torn from rows."""
    wanted = [f"{name}.{column}" for name, _, columns in rows for column in columns]
    tokens = TOKEN.findall(section)
    if len(tokens) == len(wanted):
        cells.update(zip(wanted, map(number, tokens)))
    return len(tokens) == len(wanted)


def read_disputes(section, cells, notes):
    """The one row of table four."""
    values = None
    for line in section.splitlines():
        row = fields(line)
        while len(row) > 15 and row[-1] == "":
            row.pop()
        if len(row) == 15 and any(map(number, row)) and all(value == "" or TOKEN.fullmatch(value) for value in row):
            values = [number(value) for value in row]
    if values is None and "总计" in squeeze(section):
        tokens = TOKEN.findall(section)
        values = [number(token) for token in tokens] if len(tokens) == 15 else None
    if values is None:
        notes.append("disputes: not found, or not 15 cells")
    else:
        cells.update(zip(DISPUTES, values))


def read(path, first):
    two, three, four = sections(text_of(path))
    cells, notes = {}, []
    by_label = read_first if first else read_rows
    by_label(two, disclosure(two), cells, notes)
    columns = [column for column, _ in COLUMNS]
    rows = [(f"applications.{name}", words, columns) for name, words in applications(three)]
    # The words of the table's head are labels of rows as well.
    three = three[three.rfind("\n", 0, max(three.find("本年新收"), 0)) + 1 :]
    found, missed = {}, []
    by_label(three, rows, found, missed)
    if not missed or first or not read_in_order(three, rows, cells):
        cells.update(found)
        notes += missed
    read_disputes(four, cells, notes)
    return {"file": path, "cells": cells, "notes": notes}


def main():
    first = "--first" in sys.argv
    for path in sys.argv[1:]:
        if path != "--first":
            print(json.dumps(read(path, first), ensure_ascii=False))


if __name__ == "__main__":
    main()
