"""Reads web pages with pandas.read_html.

    python3 benches/compare/pandas_html.py FILE...
"""

import io

import pandas

import grids
from form import decode


def rows(frame):
    """The rows of a frame, those of its head first: read_html makes columns of a table's <thead>."""
    columns = frame.columns
    if isinstance(columns, pandas.MultiIndex):
        head = [list(row) for row in zip(*columns)]
    else:
        head = [] if isinstance(columns, pandas.RangeIndex) else [list(columns)]
    return head + frame.values.tolist()


def tables(path):
    # Only an empty cell is a missing value: "无" and "-" are words of the report.
    page = decode(open(path, "rb").read())
    return [rows(frame) for frame in pandas.read_html(io.StringIO(page), keep_default_na=False, na_values=[""])]


if __name__ == "__main__":
    grids.run(tables)
