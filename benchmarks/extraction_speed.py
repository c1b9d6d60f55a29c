"""Milliseconds a page of ``crosspost.extract`` beside ``trafilatura.extract``, in one process.

    python benchmarks/extraction_speed.py [--wcxb DIR] [--pages 200]

The pages are asked in turn, each by both, the better of three rounds counts; parsing is included.
Below it, where the time goes. trafilatura must be installed; crosspost does not need it.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

import trafilatura

import crosspost
from body_pages import wcxb_pages
from crosspost import metadata
from crosspost.body import classifier
from crosspost.body.blocks import segment
from crosspost.body.decide import choose
from crosspost.body.features import features
from crosspost.body.kinds import kind_of
from crosspost.body.page import measure
from crosspost.body.text import plain_text
from crosspost.errors import NoArticle
from crosspost.parse import parse_text

_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wcxb-dev"
_ROUNDS = 3
_IMPORT = (
    "from time import perf_counter as now; import lxml.etree; start = now(); "
    "from crosspost.body import classifier; classifier.load(); print(1e3 * (now() - start))"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--wcxb", type=Path, default=_DATA, metavar="DIR")
    parser.add_argument("--pages", type=int, default=200)
    options = parser.parse_args()
    every = list(wcxb_pages(options.wcxb))
    pages = every[:: max(1, len(every) // options.pages)][: options.pages]
    classifier.load()
    ours, theirs = [], []
    for truth, html in pages:
        url = truth["url"]
        ours.append(best(lambda html=html, url=url: extract(html, url)))
        theirs.append(best(lambda html=html, url=url: trafilatura.extract(html, url=url)))
    for name, times in (("crosspost", ours), ("trafilatura", theirs)):
        print(f"{name:12s} {figures(times)}")
    print(
        f"crosspost's share: mean {statistics.mean(ours) / statistics.mean(theirs):.2f}, "
        f"median {statistics.median(ours) / statistics.median(theirs):.2f}\n"
    )
    for name, times in steps(pages).items():
        print(f"{name:12s} {figures(times)}")
    loads = [float(run_python(_IMPORT)) for _ in range(5)]
    print(f"\nimport of the body room with its weights: {min(loads):.0f} ms (best of 5)")


def extract(html: str, url: str | None) -> None:
    try:
        _ = crosspost.extract(html, url).text
    except NoArticle:
        return


def best(call: Callable[[], object]) -> float:
    """Milliseconds of the best of a few rounds."""
    times = []
    for _ in range(_ROUNDS):
        start = perf_counter()
        call()
        times.append(1e3 * (perf_counter() - start))
    return min(times)


def steps(pages: list[tuple[dict[str, str], str]]) -> dict[str, list[float]]:
    """Milliseconds of each step of extraction, page by page."""
    times: dict[str, list[float]] = defaultdict(list)

    @contextmanager
    def clock(name: str) -> Iterator[None]:
        start = perf_counter()
        yield
        times[name].append(1e3 * (perf_counter() - start))

    shipped = classifier.load()
    for truth, html in pages:
        with clock("parse"):
            document = parse_text(html, truth["url"])
        with clock("metadata"):
            facts = metadata.read(document)
        with clock("kind"):
            kind_of(document)
        with clock("blocks"):
            found = segment(document.tree)
        if not found.texts:
            continue
        with clock("measure"):
            page = measure(found)
        with clock("features"):
            rows = features(found, page, facts.title, shipped.lexicon)
        with clock("network"):
            chances = shipped.of_rows(rows)
        with clock("choice"):
            kept = choose(found, page, chances, facts.title, True)[-1].kept
        with clock("text"):
            plain_text(found, kept.nonzero()[0].tolist())
    return times


def figures(times: list[float]) -> str:
    """Mean, median and 99th percentile in milliseconds."""
    high = sorted(times)[int(0.99 * len(times))]
    mean, median = statistics.mean(times), statistics.median(times)
    return f"mean {mean:6.2f}  median {median:6.2f}  99 % {high:7.2f} ms"


def run_python(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout


if __name__ == "__main__":
    main()
