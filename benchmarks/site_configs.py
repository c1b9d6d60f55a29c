"""What a folder of site config (Full-Text RSS) is worth: do its lines parse, do they help?

    python benchmarks/site_configs.py FOLDER [--wcxb DIR] [--news DIR] [--verbose]

Reads all files, and prints how many there are, how many lines cannot be used, and the time. With
pages whose text is known (WCXB's development split; pages with the paragraphs of fundus' parsers in
``truth.jsonl``), it takes those whose host has a file, and prints for each set in how many the body
is found by the file, and the word F1 of the text without and with the folder.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np

from body_measure import score
from crosspost.config import Config
from crosspost.errors import CrosspostError
from crosspost.extraction import find_article
from crosspost.page.parse import parse_text
from crosspost.sites import rule_of
from crosspost.sites.site_config.find import files, names
from crosspost.sites.site_config.read import read
from crosspost.urls import read as read_url


class Known(NamedTuple):
    """A page whose text is known."""

    kind: str
    url: str
    html: bytes
    text: str


class Compared(NamedTuple):
    """The scores of a page, without and with the folder."""

    url: str
    names_body: bool
    has_body: bool
    without: float
    with_it: float
    warnings: tuple[str, ...]


def read_all(folder: Path) -> None:
    start = perf_counter()
    configs = [read(path, path.stem) for path in files(folder)]
    seconds = perf_counter() - start
    faults = sum(len(config.faults) for config in configs)
    directives = sum(sum(config.counts.values()) for config in configs)
    print(f"{len(configs):,} files, {directives:,} directives, {faults} lines cannot be used")
    print(f"{seconds:.2f} s, {1e6 * seconds / max(len(configs), 1):.0f} µs a file")


def wcxb(folder: Path) -> Iterator[Known]:
    with lzma.open(folder / "ground-truth.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            truth = json.loads(line)
            path = folder / "html" / f"{truth['id']}.html.gz"
            kind = "article" if truth["page_type"] == "article" else "other"
            html = gzip.decompress(path.read_bytes())
            yield Known(f"WCXB {kind}", truth["url"] or "", html, truth["main_content"])


def news(folder: Path) -> Iterator[Known]:
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        truth = json.loads(line)
        html = gzip.decompress((folder / "html" / f"{truth['id']}.html.gz").read_bytes())
        parts = ("summary", "headings", "paragraphs")
        text = "\n".join(piece for part in parts for piece in truth.get(part) or ())
        yield Known("news", truth["url"], html, text)


def compare(page: Known, config: Config) -> Compared:
    html = page.html.decode("utf-8", "replace")
    scores, document = [], None
    warnings: tuple[str, ...] = ()
    for settings in (Config(), config):
        try:
            document = parse_text(html, page.url, rule_of(settings))
            article = find_article(document, settings)
            scores.append(score(article.text, page.text)[0])
            warnings = article.warnings
        except CrosspostError as error:
            scores.append(score("", page.text)[0])
            warnings = (str(error),)
    selected = document.selected if document else None
    is_named = bool(selected and selected.rule.body)
    return Compared(page.url, is_named, bool(selected and selected.body), *scores, warnings)


def show(kind: str, found: list[Compared]) -> None:
    with_body = [each for each in found if each.has_body]
    named = sum(each.names_body for each in found)
    print(f"{kind}: {len(found)} pages with a file, {named} with a body, found {len(with_body)}")
    for label, group in (("all", found), ("body found", with_body)):
        if group:
            without = np.array([each.without for each in group])
            with_it = np.array([each.with_it for each in group])
            better = int((with_it > without + 0.01).sum())
            worse = int((with_it < without - 0.01).sum())
            means = f"{without.mean():.3f} without, {with_it.mean():.3f} with"
            print(f"  {label}: word F1 {means}; better {better}, worse {worse} of {len(group)}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--wcxb", type=Path)
    parser.add_argument("--news", type=Path)
    parser.add_argument("--verbose", action="store_true", help="print each page that differs")
    options = parser.parse_args()
    read_all(options.folder)
    config = Config(site_config=(str(options.folder),))
    known: dict[str, list[Compared]] = {}
    sets: list[Iterable[Known]] = []
    sets += [wcxb(options.wcxb)] if options.wcxb else []
    sets += [news(options.news)] if options.news else []
    for pages in sets:
        for page in pages:
            url = read_url(page.url)
            if url is None or not any(
                (options.folder / f"{name}.txt").is_file() for name in names(url.host)
            ):
                continue
            result = compare(page, config)
            known.setdefault(page.kind, []).append(result)
            if options.verbose and abs(result.with_it - result.without) > 0.01:
                change = f"{result.without:.3f} → {result.with_it:.3f}"
                state = "body" if result.has_body else "no body"
                print(f"{change} {state:8} {page.url} {'; '.join(result.warnings)[:150]}")
    for kind, found in known.items():
        show(kind, found)


if __name__ == "__main__":
    main()
