"""How long pandas.read_html takes for pages: its tables as strings, nothing checked, nothing named.

    python3 -m pip install pandas lxml html5lib beautifulsoup4
    python3 benches/pandas/read_html.py benches/subjects/*.html

Prints the median and the quickest of some runs for each page and parser, in milliseconds of
the processor, as the benchmarks do. It is run by hand, on the machine
and the day that `cargo bench -p benches --bench pages` is.
"""

import io
import statistics
import sys
import time

import pandas


def text_of(path):
    with open(path, "rb") as file:
        page = file.read()
    try:
        return page.decode("utf-8")
    except UnicodeDecodeError:
        return page.decode("gb18030")


def milliseconds(page, flavor):
    times = []
    begun = time.perf_counter()
    while len(times) < 5 or time.perf_counter() - begun < 2:
        start = time.thread_time()
        pandas.read_html(io.StringIO(page), flavor=flavor)
        times.append((time.thread_time() - start) * 1e3)
    return statistics.median(times), min(times)


def main():
    print(f"pandas {pandas.__version__}, Python {sys.version.split()[0]}")
    print(f"{'page':<26} {'bytes':>7} {'lxml ms':>9} {'at best':>9} {'html5lib':>9} {'at best':>9}")
    for path in sys.argv[1:]:
        page = text_of(path)
        figures = [*milliseconds(page, "lxml"), *milliseconds(page, "html5lib")]
        name = path.rsplit("/", 1)[-1]
        print(f"{name:<26} {len(page.encode()):>7} " + " ".join(f"{figure:>9.2f}" for figure in figures))


if __name__ == "__main__":
    main()
