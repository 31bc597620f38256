"""From tables of any extractor to cells: a table is found by words of its head, a row by its label, a column by its head.

A grid is a list of rows of texts. A cell that spans others may stand in each of them, or in the first with None behind it.
"""

import json
import re
import sys

import pandas

from form import COLUMNS, DISPUTES, applications, disclosure, is_label, squeeze


def text_of(grid):
    return "".join(squeeze(cell) for row in grid for cell in row if isinstance(cell, str))


def numbers(values):
    """Cells as numbers, as pandas makes them. What is none is not a number, whatever it is."""
    values = pandas.Series([re.sub(r",|\s*(件|万元|项|元)$", "", str(value).strip()) for value in values], dtype=object)
    return [None if pandas.isna(value) else value for value in pandas.to_numeric(values, errors="coerce")]


def heads(grid):
    """The column of each kind of applicant, by the words above it; else the last seven."""
    columns = {}
    for row in grid[:6]:
        for at, cell in enumerate(row):
            for name, words in COLUMNS:
                if squeeze(cell) == words:
                    columns.setdefault(name, at)
    if len(columns) < len(COLUMNS):
        first = len(grid[0]) - len(COLUMNS)
        columns = {name: first + nth for nth, (name, _) in enumerate(COLUMNS)}
    return columns


def read_applications(grids, cells, notes):
    # All tables with enough columns and few others: a page of a PDF may end within the table. Innermost ones first.
    grids = [grid for grid in grids if len(COLUMNS) < len(grid[0]) <= 12 and "行政诉讼" not in text_of(grid)]
    grids.sort(key=lambda grid: "本年新收" not in text_of(grid))
    for name, words in applications("".join(map(text_of, grids))):
        for grid in grids:
            columns = heads(grid)
            row = row_of(grid, words, min(columns.values()))
            if row:
                values = numbers(row[at] if at < len(row) else None for at in columns.values())
                cells.update(zip((f"applications.{name}.{column}" for column in columns), values))
                break
        else:
            notes.append(f"applications.{name}: no row")


def row_of(grid, words, first):
    """The row whose label has the words: the last text in front of the figures. Those before it span rows."""
    for row in grid:
        labels = [squeeze(cell) for cell in row[:first] if isinstance(cell, str) and squeeze(cell)]
        if labels and is_label(labels[-1], words):
            return row
    return None


def read_disclosure(grids, cells, notes):
    grids = [grid for grid in grids if "信息内容" in text_of(grid) and "上年结转" not in text_of(grid)]
    rows = [row for grid in grids for row in grid]
    for name, words, columns in disclosure(text_of(rows)):
        for row in rows:
            if len(row) > 1 and words in squeeze(row[0]) and len(squeeze(row[0])) < 12:
                # A figure that spans columns stands in each of them, or in the first.
                values = numbers(row[1 : 1 + len(columns)])
                if len(columns) == 2 and len(row) == 4:
                    values = spanned(numbers(row[1:]))
                cells.update(zip((f"{name}.{column}" for column in columns), values))
                break
        else:
            notes.append(f"{name}: no row")


def spanned(values):
    """Two figures over three columns: the first and the last that there is."""
    given = [value for value in values if value is not None]
    return [given[0], given[-1]] if given else [None, None]


def read_disputes(grids, cells, notes):
    wide = [grid for grid in grids if len(grid[0]) == len(DISPUTES) and len(grid) < 12]
    heads = {"总计", "维持", "结果维持"}
    rows = [grid[-1] for grid in wide if heads.isdisjoint(map(squeeze, grid[-1]))]
    if rows:
        # Of what the ends of pages cut in two, the part with the figures.
        values = max(map(numbers, rows), key=lambda values: sum(value is not None for value in values))
        cells.update(zip(DISPUTES, values))
    else:
        notes.append("disputes: no table of 15 columns")


def read(grids):
    """Cells, and what was not found."""
    cells, notes = {}, []
    grids = [grid for grid in grids if grid and grid[0]]
    read_disclosure(grids, cells, notes)
    read_applications(grids, cells, notes)
    read_disputes(grids, cells, notes)
    return {"cells": cells, "notes": notes}


def run(grids_of):
    """Reads the files of the command line, and prints a JSON object a line for each."""
    for path in sys.argv[1:]:
        try:
            answer = read(grids_of(path))
        except Exception as error:
            answer = {"cells": {}, "notes": [f"{type(error).__name__}: {error}"]}
        cells = {name: None if value is None else str(value) for name, value in answer["cells"].items()}
        print(json.dumps({"file": path, "cells": cells, "notes": answer["notes"]}, ensure_ascii=False))
