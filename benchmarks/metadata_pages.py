"""Article pages with title, authors and day, for measuring and learning.

Neither collection is part of this repository:

- WCXB, the Web Content eXtraction Benchmark (Murrough Foley, CC-BY-4.0), development split, with
  what a person sees of an article: ``html/NNNN.html.gz`` and ``ground-truth.jsonl.xz``.
- News pages of the parser tests of fundus (flairNLP, MIT), with what a parser that was written for
  the publisher reads: ``html/ID.html.gz`` and ``truth.jsonl``.
"""

from __future__ import annotations

import gzip
import json
import lzma
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tldextract

from crosspost.model import Document
from crosspost.page.parse import parse_text

_SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
DATA, NEWS = _SHARED / "wcxb-dev", _SHARED / "news-dev"
_DOMAINS = tldextract.TLDExtract(suffix_list_urls=())  # the list that the package ships


@dataclass(frozen=True)
class Sample:
    """A page and its truth.

    Attributes:
        identity: the page's number in the collection.
        group: the registered domain: pages of one site are never on both sides of a fold.
        title: the title, always there.
        authors: the names, folded for comparing; empty where the page names nobody.
        day: ISO 8601, empty where the page shows none.
        said: the truth's own words for the authors.
        is_news: it is of the collection of news pages, whose titles are often the head's.
    """

    identity: str
    url: str
    group: str
    document: Document
    title: str
    authors: frozenset[str]
    day: str
    said: str
    is_news: bool = False


def samples(data: Path) -> Iterator[Sample]:
    with lzma.open(data / "ground-truth.jsonl.xz", "rt", encoding="utf-8") as lines:
        truths = [json.loads(line) for line in lines]
    for truth in truths:
        if truth["page_type"] != "article":
            continue
        url = truth["url"] or ""
        day = re.match(r"\d{4}-\d\d-\d\d", truth["publish_date"] or "")
        yield Sample(
            identity=truth["id"],
            url=url,
            group=_group(url),
            document=parse_text(_html(data, truth["id"]), url),
            title=fold(truth["title"] or ""),
            authors=names(truth["author"]),
            day=day[0] if day else "",
            said=truth["author"] or "",
        )


def news_samples(data: Path) -> Iterator[Sample]:
    for line in (data / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        url = truth["url"]
        yield Sample(
            identity=truth["id"],
            url=url,
            group=_group(url),
            document=parse_text(_html(data, truth["id"]), url),
            title=fold(truth["title"]),
            authors=names(tuple(truth["authors"])),
            day=truth["date"][:10],
            said="; ".join(truth["authors"]),
            is_news=True,
        )


def _html(data: Path, identity: str) -> str:
    name = f"{identity}.html.gz"
    with gzip.open(data / "html" / name, "rt", encoding="utf-8", errors="replace") as page:
        return page.read()


def _group(url: str) -> str:
    return _DOMAINS(url).top_domain_under_public_suffix or url


def fold(text: str | None) -> str:
    """Fold a text as the acceptance script does, so that only the words count."""
    flat = unicodedata.normalize("NFKD", text or "").casefold().replace("’", "'")
    return re.sub(r"[^\w]+", " ", flat).strip()


def names(value: str | tuple[str, ...] | None) -> frozenset[str]:
    """Return a set of names; a text is split at commas, "and", "&", ";" and "|"."""
    if isinstance(value, str):
        value = tuple(re.split(r";|,| and | & |\|", value))
    cut = (re.sub(r"^by\s+", "", name.strip(), flags=re.I) for name in value or ())
    return frozenset(fold(name) for name in cut if fold(name))
