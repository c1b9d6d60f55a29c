"""Whether a page's scripts may have its article, seen without reading their data."""

from __future__ import annotations

from collections.abc import Iterator

from crosspost.lazy_regex import lazy_compile
from crosspost.model import Document

_LEAST = 300  # characters of a script
_MAX_SCRIPTS = 300
# Plain words, which are written the same in data.
_WORDS = lazy_compile(r"[^\W\d_]+(?: [^\W\d_]+){4,8}")
_SAMPLES, _APART = 3, 5
_LONGER = 1.2


def may_have_more(document: Document, text: str) -> bool:
    """Tell whether a script may have an article, of which a page shows a text, and more of it."""
    scripts = [t for t in _texts(document) if len(t) > _LONGER * len(text)]
    if not scripts:
        return False
    samples = list(_samples(text))
    return any(sample in script for script in scripts for sample in samples)


def may_have_article(document: Document) -> bool:
    """Tell whether a script is long enough to have an article."""
    return next(_texts(document), None) is not None


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
