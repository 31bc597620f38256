"""Makes of generated reports what people often have instead of them: texts by common extractors, and PDF.

    python3 benches/compare/extract.py FOLDER OUT

FOLDER is what the example `generate` made with `--truth`, of the forms docx and html. Uses pandoc, lynx, w3m, LibreOffice
(`soffice`) and pdftotext; what is not installed is left out, and that is said. The truth is copied beside each text.
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

TRUTH = ".truth.json"


def run(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options).stdout


def of_docx(path):
    """Kinds of text, and what makes them."""
    if shutil.which("pandoc"):
        for form in ["plain", "gfm"]:
            yield f"pandoc-{form}.txt", run("pandoc", "-f", "docx", "-t", form, path)
    if shutil.which("soffice"):
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder) / "report.docx"
            shutil.copy(path, source)
            run("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, source)
            pdf = source.with_suffix(".pdf")
            yield "pdf", pdf.read_bytes()
            if shutil.which("pdftotext"):
                yield "pdftotext.txt", run("pdftotext", pdf, "-")
                yield "pdftotext-layout.txt", run("pdftotext", "-layout", pdf, "-")


def of_html(path):
    if shutil.which("lynx"):
        yield "lynx.txt", run("lynx", "-dump", "-nolist", "-width=200", "-display_charset=utf-8", "-assume_charset=utf-8", path)
    if shutil.which("w3m"):
        yield "w3m.txt", run("w3m", "-dump", "-cols", "200", "-I", "UTF-8", "-O", "UTF-8", "-T", "text/html", path)


def main():
    folder, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    missing = [name for name in ["pandoc", "lynx", "w3m", "soffice", "pdftotext"] if not shutil.which(name)]
    if missing:
        print("not installed, left out:", ", ".join(missing), file=sys.stderr)
    for truth in sorted(folder.rglob(f"*{TRUTH}")):
        path = truth.with_name(truth.name.removesuffix(TRUTH))
        for kind, data in {".docx": of_docx, ".html": of_html}.get(path.suffix, lambda _: [])(path):
            text = out / f"{path.stem}.{kind}"
            text.write_bytes(data)
            shutil.copy(truth, f"{text}{TRUTH}")


if __name__ == "__main__":
    main()
