"""Reads PDF files with a general extractor of tables.

    python3 benches/compare/pdf_tables.py --with pdfplumber|camelot|tabula FILE...
"""

import sys

import grids


def pdfplumber_tables(path):
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        return [table for page in pdf.pages for table in page.extract_tables()]


def camelot_tables(path):
    import camelot

    # Cells that span others are filled in, as camelot's manual shows it.
    found = camelot.read_pdf(path, pages="all", flavor="lattice", copy_text=["h", "v"])
    return [table.df.values.tolist() for table in found]


def tabula_tables(path):
    import tabula

    frames = tabula.read_pdf(path, pages="all", lattice=True, pandas_options={"header": None, "dtype": str})
    return [[right_aligned(row) for row in frame.values.tolist()] for frame in frames if len(frame)]


def right_aligned(row):
    """A row without what is empty at its end: where labels span columns, tabula moves the figures to the left."""
    row = [cell if isinstance(cell, str) else None for cell in row]
    given = max((at + 1 for at, cell in enumerate(row) if cell is not None), default=0)
    return [None] * (len(row) - given) + row[:given]


if __name__ == "__main__":
    extractor = globals()[f"{sys.argv[2]}_tables"]
    del sys.argv[1:3]
    grids.run(extractor)
