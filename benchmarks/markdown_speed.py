"""Speed of ``to_markdown`` beside markdownify, and how much of each is parsing.

    python benchmarks/markdown_speed.py [--bodies FOLDER] [--times 5]

FOLDER holds clean article bodies (``*.html``). markdownify must be importable
(``pip install markdownify``). Each converter takes each body in turn, in one process; of so many
turns the fastest counts, so that the ratios hold on a busy machine too.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup
from markdownify import markdownify

import crosspost
from crosspost.page.parse import parse_fragment
from crosspost.page.soup import to_soup

TAKERS: dict[str, Callable[[str], object]] = {
    "crosspost": crosspost.to_markdown,
    "  parsing (lxml)": lambda html: parse_fragment(html, None),
    "  parsing and copying to bs4": lambda html: to_soup(parse_fragment(html, None)),
    "markdownify": lambda html: markdownify(html, heading_style="ATX"),
    "  parsing (bs4, html.parser)": lambda html: BeautifulSoup(html, "html.parser"),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--bodies", type=Path, default=Path("../shared/data/bodies"))
    arguments.add_argument("--times", type=int, default=5)
    given = arguments.parse_args()
    bodies = [path.read_text(encoding="utf-8") for path in sorted(given.bodies.glob("*.html"))]
    if not bodies:
        raise SystemExit(f"no *.html in {given.bodies}")
    fastest = {name: [float("inf")] * len(bodies) for name in TAKERS}
    for _ in range(given.times):
        for number, body in enumerate(bodies):
            for name, take in TAKERS.items():
                start = time.perf_counter()
                take(body)
                took = time.perf_counter() - start
                fastest[name][number] = min(fastest[name][number], took)
    whole = sum(fastest["markdownify"])
    print(f"{len(bodies)} bodies, {sum(map(len, bodies)) / 1e6:.1f} million characters")
    for name, seconds in fastest.items():
        mean, median = statistics.mean(seconds), statistics.median(seconds)
        print(f"{name:<30} {1e3 * mean:6.2f} ms a body, median {1e3 * median:6.2f};"
              f" markdownify takes {whole / sum(seconds):.2f} times as long")  # fmt: skip


if __name__ == "__main__":
    main()
