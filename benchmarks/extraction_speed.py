"""Milliseconds a page of ``crosspost.extract`` beside ``trafilatura.extract``, in one process.

    python benchmarks/extraction_speed.py [--wcxb DIR] [--pages 200]

Each page is taken by all in turn, then the next; the best of three rounds over all pages counts:
no page is taken twice in a row. Parsing is included; neither ``crosspost`` nor ``trafilatura``
reads the metadata, ``with metadata`` does. CPU time of the thread counts, so that the ratio holds
on a busy machine too. Below it, where the time goes, and what imports cost. trafilatura must be
installed; crosspost does not need it.
"""

from __future__ import annotations

import argparse
import compileall
import statistics
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import thread_time

import trafilatura

import crosspost
from body_pages import wcxb_pages
from crosspost import metadata
from crosspost.body import weights
from crosspost.body.blocks import group
from crosspost.body.features import features
from crosspost.body.page import measure
from crosspost.body.page_type import detect
from crosspost.body.select import select
from crosspost.body.text import plain_text
from crosspost.errors import NoArticle
from crosspost.page.parse import parse_text

_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "wcxb-dev"
_ROUNDS = 3
_LOADS = {
    "the body room and its weights": "from crosspost.body import weights; weights.load()",
    "the same, lxml and NumPy there": "from crosspost.body import weights; weights.load()",
    "crosspost.extract, all of it": "from crosspost import extract",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--wcxb", type=Path, default=_DATA, metavar="DIR")
    parser.add_argument("--pages", type=int, default=200)
    options = parser.parse_args()
    every = list(wcxb_pages(options.wcxb))
    pages = every[:: max(1, len(every) // options.pages)][: options.pages]
    del every  # what is not needed makes the garbage collector slower, for all
    weights.load()
    best = {name: [float("inf")] * len(pages) for name in TAKERS}
    for _ in range(_ROUNDS):
        for number, (truth, html) in enumerate(pages):
            for name, take in TAKERS.items():
                start = thread_time()
                take(html, truth["url"])
                best[name][number] = min(best[name][number], 1e3 * (thread_time() - start))
    theirs = best["trafilatura"]
    for name, times in best.items():
        mean = statistics.mean(times) / statistics.mean(theirs)
        median = statistics.median(times) / statistics.median(theirs)
        print(f"{name:14s} {figures(times)}  share: mean {mean:.2f}, median {median:.2f}")
    print()
    for name, times in steps(pages).items():
        print(f"{name:14s} {figures(times)}")
    print()
    compileall.compile_dir(str(Path(crosspost.__file__).parent), quiet=1)  # as an install does
    for name, code in _LOADS.items():
        there = "import lxml.etree, numpy; " if "there" in name else ""
        print(f"{min(load(there, code) for _ in range(5)):5.0f} ms to import {name} (best of 5)")


def extract(html: str, url: str | None) -> None:
    with suppress(NoArticle):
        _ = crosspost.extract(html, url).text


def extract_with_metadata(html: str, url: str | None) -> None:
    with suppress(NoArticle):
        article = crosspost.extract(html, url)
        _ = article.text, article.metadata


def take_by_trafilatura(html: str, url: str | None) -> None:
    trafilatura.extract(html, url=url)


TAKERS: dict[str, Callable[[str, str | None], None]] = {
    "crosspost": extract,
    "with metadata": extract_with_metadata,
    "trafilatura": take_by_trafilatura,
}


def steps(pages: list[tuple[dict[str, str], str]]) -> dict[str, list[float]]:
    """Milliseconds of each step of extraction, page by page."""
    times: dict[str, list[float]] = defaultdict(list)

    @contextmanager
    def clock(name: str) -> Iterator[None]:
        start = thread_time()
        yield
        times[name].append(1e3 * (thread_time() - start))

    shipped = weights.load()
    for truth, html in pages:
        with clock("parse"):
            document = parse_text(html, truth["url"])
        reading = metadata.Reading(document)
        with clock("title"):
            title = reading.title
        with clock("other metadata"):
            _ = reading.metadata
        with clock("kind"):
            detect(document)
        with clock("blocks"):
            found = group(document.flow)
        if not found.texts:
            continue
        with clock("measure"):
            page = measure(found)
        with clock("features"):
            values = features(found, page, title, shipped.lexicon)
        with clock("trees"):
            probabilities = shipped.of_columns(values)
        with clock("select"):
            kept = select(found, page, probabilities, title, True).kept
        with clock("text"):
            plain_text(found, kept.nonzero()[0].tolist())
    return times


def figures(times: list[float]) -> str:
    """Mean, median and 99th percentile in milliseconds."""
    high = sorted(times)[int(0.99 * len(times))]
    mean, median = statistics.mean(times), statistics.median(times)
    return f"mean {mean:6.2f}  median {median:6.2f}  99 % {high:7.2f} ms"


def load(first: str, code: str) -> float:
    """Milliseconds of CPU that a new Python takes to run ``code``, after ``first``."""
    whole = (
        f"from time import process_time as now; {first}start = now(); {code}; print(now() - start)"
    )
    done = subprocess.run([sys.executable, "-c", whole], capture_output=True, text=True, check=True)
    return 1e3 * float(done.stdout)


if __name__ == "__main__":
    main()
