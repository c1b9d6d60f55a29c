"""What a reader of the built page sees, beside what the source showed, on real bodies.

    python benchmarks/markdown_fidelity.py [--bench FOLDER] [--bodies FOLDER] [--worst N] [NAME ...]

FOLDER of ``--bench`` holds ``fidelity.py``, which compares headings, paragraphs, links, pictures,
code, lists, tables, quotes, emphasis, players and words of the source with those of the page that
real Liquid and kramdown make of the Markdown. It is run as it is, and once more with one line
mended: its table of the addresses of one picture was read by its pairs and not by its addresses,
so that the largest of a ``srcset`` counted as another picture. Then, which of the HTML tags left in
crosspost's Markdown stand in tables that span cells, where Markdown has no mark.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import statistics
from collections import Counter
from pathlib import Path
from types import ModuleType

import crosspost

TABLE = re.compile(r"^(?:> ?| )*<table>.*?</table>", re.S | re.M)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", default=["crosspost"])
    arguments.add_argument("--bench", type=Path, default=Path("../shared/bench"))
    arguments.add_argument("--bodies", type=Path, default=Path("../shared/data/bodies"))
    arguments.add_argument("--worst", type=int, default=0)
    given = arguments.parse_args()
    compare = load(given.bench / "fidelity.py")
    files = sorted(map(str, given.bodies.glob("*.html")))
    pages = [Path(file).read_text(encoding="utf-8") for file in files]
    shown = [compare.atoms(page) for page in pages]
    for name in given.names:
        print("as it is")
        compare.run(name, files, pages, shown)
    mend(compare)
    for name in given.names:
        print("pictures compared by their addresses")
        compare.run(name, files, pages, shown, given.worst)
    left(compare, pages)


def load(path: Path) -> ModuleType:
    """Return the comparison as a module."""
    spec = importlib.util.spec_from_file_location("fidelity", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"no comparison at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def mend(compare: ModuleType) -> None:
    """Let another address of the same picture count as that picture."""
    compared = compare.compared

    def by_address(kind: str, source: dict[str, Counter], built: dict[str, Counter]) -> tuple:
        if kind != "image":
            return compared(kind, source, built)
        same = dict(source["_same"].keys())
        pictures: Counter[str] = Counter()
        for url, number in built["image"].items():
            pictures[same.get(url, url)] += number
        return source["image"], pictures

    compare.compared = by_address


def left(compare: ModuleType, pages: list[str]) -> None:
    """Say how much HTML is left, in tables that span cells and elsewhere."""
    inside, outside, tables = [], [], 0
    tags: Counter[str] = Counter()
    for page in pages:
        text = compare.CODE.sub("", crosspost.to_markdown(page))
        rest = TABLE.sub("", text)
        tables += len(TABLE.findall(text))
        found = compare.RAW.findall(rest)
        tags.update(found)
        outside.append(len(found))
        inside.append(len(compare.RAW.findall(text)) - len(found))
    print(f"HTML tags a page: {statistics.mean(inside):.2f} in {tables} tables that span cells,"
          f" {statistics.mean(outside):.2f} elsewhere: {dict(tags.most_common(6))}")  # fmt: skip


if __name__ == "__main__":
    main()
