"""Reads Word documents with python-docx, which gives a cell that spans others in each of their places.

    python3 benches/compare/docx_tables.py FILE...
"""

import docx

import grids


def tables(path):
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(path).tables]


if __name__ == "__main__":
    grids.run(tables)
