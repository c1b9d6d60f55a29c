"""Whether two pages are of one article, and what of one is on the other, too."""

from __future__ import annotations

import re
from collections.abc import Iterable

from crosspost import urls
from crosspost.body.blocks import Blocks
from crosspost.body.page_words import PAGE
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Document

_FILE = lazy_compile(r"\.(?:s?html?|php|aspx?)\Z", re.I)
_NUMBER = lazy_compile(
    rf"[\s(|:–—-]{{0,9}}\b(?:{PAGE}|part|teil|partie|parte|deel|del|część|часть|страница)\s?\d{{1,2}}"
    r"(?:\s?(?:/|of|von|sur|de|di|van|z|из)\s?\d{1,2})?\b\)?",
    re.I,
)
_TITLE_ENDS = lazy_compile(r"\s[|–—·»-]\s")
_LONG = 60  # letters of a text that is not a title or a label
_NO_LABEL = 20
_MOST_OF = 0.8
_NEW = 200  # letters that a page must have besides those of another


def key(text: str) -> str:
    """Return a text's letters and digits in lower case: what is compared."""
    return "".join(filter(str.isalnum, text.casefold()))


def without_number(title: str) -> str:
    """Return a title without the number of a page in it."""
    return _NUMBER.sub("", title)


def is_same_article(first: Document, other: Document, own: str) -> bool:
    """Tell whether a page belongs to the article of another.

    Args:
        own: of the first page, see ``model.Pages``.
    """
    stem = _FILE.sub("", own.partition("?")[0])
    if urls.path(stem) not in ("", "/") and other.url.startswith(stem):
        return True
    return not _titles(first).isdisjoint(_titles(other))


def _titles(document: Document) -> set[str]:
    """Return what a page calls itself; a heading may be the name of the site."""
    texts = [element.text or "" for element in document.elements["title"][:1]]
    for meta in document.elements["meta"]:
        if meta.get("property") == "og:title":
            texts.append(meta.get("content") or "")
    firsts = [_TITLE_ENDS.split(without_number(text), maxsplit=1)[0] for text in texts]
    return {title for title in map(key, firsts) if title}


def is_whole(first: Iterable[str], whole: Iterable[str]) -> bool:
    """Tell whether a page has all long texts of another, and more."""
    before, after = _long(first), _long(whole)
    if sum(len(text) for text in after - before) < _NEW:
        return False
    return len(before & after) >= _MOST_OF * len(before)


def has_new_text(first: Blocks, other: Blocks) -> bool:
    """Tell whether a page is more than another one again."""
    return bool(_long(other.texts, _NO_LABEL) - _long(first.texts, _NO_LABEL))


def _long(texts: Iterable[str], least: int = _LONG) -> set[str]:
    return {found for found in map(key, texts) if len(found) >= least}
