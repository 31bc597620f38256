"""Holds what several readers make of reports against their true cells, form by form, and prints tables in Markdown.

    python3 benches/compare/score.py FOLDER [--ours PROGRAM] [--only 'regex;pandas'] [--show 5]

README.md in this folder tells what a FOLDER holds, what is counted how, and how to get one.
"""

import argparse
import collections
import json
import pathlib
import resource
import subprocess
import sys
from decimal import Decimal, InvalidOperation

HERE = pathlib.Path(__file__).resolve().parent
TRUTH = ".truth.json"
VERDICTS = ["right", "wrong", "invented", "said", "unsaid"]

# A reader's name, what it reads, and its command.
READERS = {
    "regex": ({"txt", "md", "html"}, [sys.executable, str(HERE / "regex_rows.py")]),
    "regex --first": ({"txt", "md", "html"}, [sys.executable, str(HERE / "regex_rows.py"), "--first"]),
    "pandas": ({"html"}, [sys.executable, str(HERE / "pandas_html.py")]),
    # Empty cells as noughts, as a line that sums up needs them.
    "pandas, fillna(0)": ({"html"}, [sys.executable, str(HERE / "pandas_html.py")]),
    "python-docx": ({"docx"}, [sys.executable, str(HERE / "docx_tables.py")]),
    **{
        name: ({"pdf"}, [sys.executable, str(HERE / "pdf_tables.py"), "--with", name])
        for name in ["pdfplumber", "camelot", "tabula"]
    },
}


# ---- truth


def reports(folder):
    """The reports of a folder: form, path, true cells, and the cells that the form has lost."""
    if (folder / "truth").is_dir():
        yield from corpus(folder) if (folder / "documents").is_dir() else seeds(folder)
        return
    for truth in sorted(folder.rglob(f"*{TRUTH}")):
        path = truth.with_name(truth.name.removesuffix(TRUTH))
        yield "".join(path.suffixes)[1:], path, json.loads(truth.read_text(encoding="utf-8"))["cells"], set()


def corpus(folder):
    """Cases as documents and as extracted texts; `lossy.json` lists the cells that a text has lost."""
    lossy = json.loads((folder / "lossy.json").read_text(encoding="utf-8"))
    for path in sorted((folder / "truth").glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))["tables"]
        for document in sorted((folder / "documents").glob(f"{path.stem}.*")):
            yield document.suffix[1:], document, truth, set()
        for text in sorted((folder / "extracted" / path.stem).glob("*.txt")):
            rows = lossy.get(f"{path.stem}/{text.stem}", {})
            lost = {id for id in truth for row, columns in rows.items() if is_of(id, row, columns)}
            yield text.stem, text, truth, lost


def is_of(id, row, columns):
    head, _, column = id.rpartition(".")
    return head == row and (columns == "*" or column in columns)


def seeds(folder):
    """Texts whose truth has the same name."""
    for path in sorted((folder / "truth").glob("*.json")):
        text = folder / f"{path.stem}.txt"
        yield "txt", text, json.loads(path.read_text(encoding="utf-8"))["cells"], set()


# ---- readers


def run(command, paths):
    """What a reader gives for each path, as {id: number or None}, or None for a whole report; and the seconds it took."""
    begun = processor()
    answer = subprocess.run([*command, *map(str, paths)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    seconds = processor() - begun
    lines = [json.loads(line) for line in answer.stdout.decode("utf-8").splitlines()]
    if len(lines) == len(paths):
        return [cells_of(line) for line in lines], seconds
    if len(paths) == 1:
        return [None], seconds
    return [run(command, [path])[0][0] for path in paths], seconds


def processor():
    """Seconds of the processor that the programs started here have taken: neighbours disturb those less than the clock's."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cells_of(line):
    """A cell that is not there is one that the reader says it has not got."""
    cells = {}
    for id, cell in line["cells"].items():
        status = cell["status"] if isinstance(cell, dict) else "number"
        value = cell["value"] if isinstance(cell, dict) else cell
        if status in ("number", "blank", "not_applicable"):
            cells[id] = decimal(value)
    return cells


def decimal(value):
    try:
        return None if value is None else Decimal(str(value).replace(",", ""))
    except InvalidOperation:
        return None


# ---- verdicts


def judge(truth, read):
    """Counts for a report, and the cells that are wrong or invented."""
    counts, bad = collections.Counter(), []
    for id in truth.keys() | read.keys():
        true = truth.get(id, {"status": "absent", "value": None})
        number = decimal(true["value"]) if true["status"] == "number" else None
        absent = true["status"] in ("absent", "missing")
        if id not in read:
            verdict = "right" if absent else "said"
        elif read[id] is not None:
            verdict = "right" if read[id] == number else "wrong" if number is not None else "invented"
        else:
            verdict = "unsaid" if number is not None else "right"
        if id in truth:
            counts[verdict] += 1
        elif verdict == "invented":
            counts["invented"] += 1
        if verdict in ("wrong", "invented"):
            bad.append(f"{id} is {true['value']} ({true['status']}), read as {read[id]}")
    return counts, bad


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--ours", help="the example program `parse` of this crate, built")
    arguments.add_argument("--only", help="readers, with semicolons between them")
    arguments.add_argument("--show", type=int, default=0, help="so many wrong cells of each reader")
    arguments = arguments.parse_args()

    readers = dict(READERS)
    if arguments.ours:
        readers = {"ogi-report": (None, [arguments.ours, "--format", "cells"]), **readers}
    if arguments.only:
        readers = {name: readers[name] for name in arguments.only.split(";")}

    forms = collections.defaultdict(list)
    for form, *report in reports(arguments.folder):
        forms[form].append(report)

    shown = []
    print("| form | reports | cells | reader | right | wrong | invented | not given, said | not given, unsaid | ms a report |")
    print("| --- | --: | --: | --- | --: | --: | --: | --: | --: | --: |")
    for form, of_form in sorted(forms.items()):
        kind = of_form[0][0].suffix[1:]
        for name, (kinds, command) in readers.items():
            if kinds is not None and kind not in kinds:
                continue
            read, seconds = run(command, [path for path, _, _ in of_form])
            if name.endswith("fillna(0)"):
                read = [{id: value or Decimal(0) for id, value in cells.items()} for cells in read]
            counts, excused = collections.Counter(), 0
            for (path, truth, lost), cells in zip(of_form, read):
                more, bad = judge(truth, cells or {})
                counts += more
                excused += sum(id not in (cells or {}) for id in lost)
                shown += [f"{name}: {form}/{path.name}: {line}" for line in bad[: arguments.show]]
            cells = sum(len(truth) for _, truth, _ in of_form)
            said = f"{counts['said']}" + (f" ({excused} lost)" if excused else "")
            figures = [counts["right"], counts["wrong"], counts["invented"], said, counts["unsaid"]]
            figures.append(f"{1000 * seconds / len(of_form):.1f}")
            print(f"| {form} | {len(of_form)} | {cells} | {name} | " + " | ".join(map(str, figures)) + " |", flush=True)
    print("\n".join(shown), file=sys.stderr)


if __name__ == "__main__":
    main()
