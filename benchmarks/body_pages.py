"""The pages that the extractor learns from, cut into blocks, beside the text that is the truth.

Three collections, none of them part of this repository:

* WCXB, the Web Content eXtraction Benchmark (Murrough Foley, CC-BY-4.0), development split:
  ``html/NNNN.html.gz`` and ``ground-truth.jsonl.xz``;
* the test pages of Mozilla's Readability (Apache-2.0): ``NAME/source.html.gz`` and
  ``NAME/expected.html.gz``, the body that a person accepted;
* news pages from the tests of fundus (MIT; the pages are their publishers'): ``html/ID.html.gz``
  and ``truth.jsonl`` with the standfirst, headings and paragraphs that a parser written for the
  publisher reads.

Labels made by reading pages of the first two by eye correct the truths (``body_labels.correct``).
"""

from __future__ import annotations

import argparse
import functools
import gzip
import hashlib
import json
import lzma
import pickle
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from lxml import html as lxml_html

from crosspost import metadata
from crosspost.body import blocks, page
from crosspost.errors import NoArticle
from crosspost.page.flow import walk
from crosspost.page.parse import parse_text

FOLDS = 5
_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
_FAKE_HOST = "fakehost"
Page = TypeVar("Page")


@dataclass
class Sample:
    """A page and its truth.

    Attributes:
        identity: ``wcxb/0001``, ``readability/ars-1`` or ``news/us-Reuters``.
        kind: WCXB's page type; ``readability`` and ``news`` for pages of the other collections.
        group: the registered domain: pages of one site are never on both sides of a fold.
        found: its blocks, without the elements; None where the page could not be parsed.
        title: as the metadata room reads it.
        truth: the text of the article.
    """

    identity: str
    kind: str
    url: str
    group: str
    found: blocks.Blocks | None
    title: str | None
    truth: str

    @property
    def fold(self) -> int:
        """The fold in which this page is held out; the same on every machine."""
        return fold_of(self.group)


def fold_of(group: str) -> int:
    """The fold of a registered domain's pages."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


def add_folders(parser: argparse.ArgumentParser) -> None:
    """Add the options that say where the collections are."""
    for name in ("wcxb-dev", "readability-pages", "news-dev", "editor"):
        option = f"--{name.partition('-')[0]}"
        parser.add_argument(option, type=Path, default=_DATA / name, metavar="DIR")


def samples(wcxb: Path, readability: Path, news: Path, cache: Path | None = None) -> list[Sample]:
    """Read and cut all pages of the collections (from ``cache``, if it is there)."""
    if cache and cache.exists():
        with cache.open("rb") as file:
            cached: list[Sample] = pickle.load(file)
        return cached
    read = [*_of_wcxb(wcxb), *_of_readability(readability), *_of_news(news)]
    if cache:
        cache.parent.mkdir(parents=True, exist_ok=True)
        with cache.open("wb") as file:
            pickle.dump(read, file)
    return read


def some(folder: Path, pages: Iterable[Page]) -> Iterator[Page]:
    """The pages of a collection; the command ends where there are none, with what to do."""
    number = 0
    try:
        for number, page_ in enumerate(pages, 1):  # noqa: B007 -- whether there was one
            yield page_
    except FileNotFoundError as error:
        sys.exit(f"{error.filename} is missing: benchmarks/README.md says what is needed")
    if not number:
        sys.exit(f"{folder} has no pages: benchmarks/README.md says what is needed")


def wcxb_pages(folder: Path) -> Iterator[tuple[dict[str, str], str]]:
    """Each ground truth of WCXB and the HTML of its page."""
    return some(folder, _wcxb_pages(folder))


def _wcxb_pages(folder: Path) -> Iterator[tuple[dict[str, str], str]]:
    with lzma.open(folder / "ground-truth.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            truth = json.loads(line)
            path = folder / "html" / f"{truth['id']}.html.gz"
            yield truth, gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def readability_pages(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Name, HTML and expected text of each page of Readability."""
    return some(folder, _readability_pages(folder))


def _readability_pages(folder: Path) -> Iterator[tuple[str, str, str]]:
    for case in sorted(folder.iterdir()):
        if not case.is_dir():
            continue
        source, expected = (
            gzip.decompress((case / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")
            for name in ("source", "expected")
        )
        tree = lxml_html.document_fromstring(f"<html><body>{expected}</body></html>")
        yield case.name, source, "\n\n".join(blocks.group(walk(tree)).texts)


def news_pages(folder: Path) -> Iterator[tuple[dict[str, Any], str]]:
    """What the publisher's parser reads of each page of news, and the HTML of the page."""
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        path = folder / "html" / f"{truth['id']}.html.gz"
        yield truth, gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def _of_wcxb(folder: Path) -> Iterator[Sample]:
    for truth, html in wcxb_pages(folder):
        url = truth["url"] or ""
        group = registered_domain(url) or f"page {truth['id']}"
        yield _sample(
            f"wcxb/{truth['id']}", truth["page_type"], url, group, html, truth["main_content"] or ""
        )


def _of_readability(folder: Path) -> Iterator[Sample]:
    for name, html, expected in readability_pages(folder):
        # All of them are said to be of one host; the canonical link tells the true one.
        sample = _sample(f"readability/{name}", "readability", "", f"page {name}", html, expected)
        sample.group = registered_domain(sample.url) or sample.group
        yield sample


def _of_news(folder: Path) -> Iterator[Sample]:
    for truth, html in news_pages(folder):
        url = truth["url"]
        group = registered_domain(url) or f"page {truth['id']}"
        sample = _sample(f"news/{truth['id']}", "news", url, group, html, "")
        parts = [*truth["summary"], *truth["headings"], *truth["paragraphs"]]
        sample.truth = "\n\n".join(_in_page_order(parts, sample.found))
        yield sample


def _in_page_order(parts: list[str], found: blocks.Blocks | None) -> list[str]:
    """Sort the parts of a truth, which are given by kind, by where they are in the page."""
    page = " ".join(" ".join(found.texts).split()).lower() if found else ""
    places = []
    for part in parts:
        place = page.find(" ".join(part.split()).lower()[:80])
        # A part that is not there in this form stays after the one before it.
        places.append(place if place >= 0 else (places[-1] if places else 0))
    return [parts[at] for at in sorted(range(len(parts)), key=places.__getitem__)]


def _sample(identity: str, kind: str, url: str, group: str, html: str, truth: str) -> Sample:
    try:
        document = parse_text(html, url or None)
    except NoArticle:
        return Sample(identity, kind, url, group, None, None, truth)
    facts = metadata.read(document)
    address = url or facts.canonical_url or document.url
    found = blocks.group(document.flow)
    found.flow = None  # type: ignore[assignment]  # so that the blocks can be stored
    if not found.texts:
        return Sample(identity, kind, address, group, None, facts.title, truth)
    return Sample(identity, kind, address, group, found, facts.title, truth)


def registered_domain(url: str) -> str:
    """The domain that one can register, of a URL; empty where there is none."""
    host = urlsplit(url).hostname or ""
    return "" if host == _FAKE_HOST else _domains()(host).top_domain_under_public_suffix


@functools.cache
def _domains() -> Any:
    import tldextract  # of the extra "train", which the tests do without

    return tldextract.TLDExtract(suffix_list_urls=())  # the list that the package ships


_MEASURED: dict[str, page.PageArrays] = {}


def measured(sample: Sample) -> page.PageArrays:
    """The page in numbers, which are kept; only for samples that have blocks."""
    assert sample.found is not None
    if sample.identity not in _MEASURED:
        _MEASURED[sample.identity] = page.measure(sample.found)
    return _MEASURED[sample.identity]
