"""Whether a page's scripts may have its article, seen without reading their data."""

from __future__ import annotations

from collections.abc import Iterator

from crosspost.body.json_ld import json_ld_texts
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Article, Document

_LEAST = 300  # characters of a script
_MAX_SCRIPTS = 300
# Plain words, which are written the same in data.
_WORDS = lazy_compile(r"[^\W\d_]+(?: [^\W\d_]+){4,8}")
_SAMPLES, _APART = 3, 5
_LONGER = 1.2
_COUNT = lazy_compile(r'wordCount"\s{0,9}:\s{0,9}"?(\d{2,6})\b')
_MOST_OF, _LEAST_MORE = 0.6, 100  # words


def may_have_more(document: Document, text: str) -> bool:
    """Tell whether a script may have an article, of which a page shows a text, and more of it."""
    scripts = list(_texts(document))
    if sum(map(len, scripts)) < _LONGER * len(text):
        return False
    samples = list(_samples(text))
    return any(sample in script for script in scripts for sample in samples)


def may_have_article(document: Document) -> bool:
    """Tell whether a script is long enough to have an article."""
    return next(_texts(document), None) is not None


def says_more(document: Document, article: Article) -> bool:
    """Tell whether the JSON-LD counts clearly more words than a page shows."""
    texts = [text for text in json_ld_texts(document) if "wordCount" in text]
    counts = {int(count) for text in texts for count in _COUNT.findall(text)}
    if len(counts) != 1:
        return False
    (count,) = counts
    return article.words < _MOST_OF * count and article.words + _LEAST_MORE < count


def _texts(document: Document) -> Iterator[str]:
    """Yield the texts of the scripts that may be data."""
    for script in document.elements["script"][:_MAX_SCRIPTS]:
        text = script.text
        if text is not None and len(text) >= _LEAST:
            if "ld+json" in (script.get("type") or "") and "articleBody" not in text:
                continue
            yield text


def _samples(text: str) -> Iterator[str]:
    """Yield some words of a text as they are, and as JSON may have them."""
    found = list(zip(range(_SAMPLES * _APART), _WORDS.finditer(text), strict=False))
    for _, words in found[::_APART]:
        yield words[0]
        if not words[0].isascii():
            yield words[0].encode("ascii", "backslashreplace").decode("ascii")
