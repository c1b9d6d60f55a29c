"""Cheap tests whether a page's scripts may contain its article, without parsing their data."""

from __future__ import annotations

from collections.abc import Iterator

from crosspost.body.json_ld import json_ld_texts
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Article, Document

_LEAST = 300  # characters of a script
_MAX_SCRIPTS = 300
# Plain words, which are written the same in data; Chinese and Japanese have no spaces.
_WORDS = lazy_compile(
    r"\b[^\W\d_]{1,25}(?: [^\W\d_]{1,25}){4,8}|[\u3040-\u30ff\u3400-\u9fff]{8,20}"
)
_LONGEST = 8_000  # characters of what a page shows, if it is a beginning
_AT_END = 600  # characters of what a page shows
_SAMPLES = 4
_AFTER = 6_000  # characters of a script after the end of what the page shows
_FEWEST_NEW = 6  # runs of words there that the page does not show
_FEWEST_ESCAPED = 300  # letters there that are escaped
_COUNT = lazy_compile(r'wordCount"\s{0,9}:\s{0,9}"?(\d{2,6})\b')
_MOST_OF, _LEAST_MORE = 0.6, 100  # words


def may_have_more(document: Document, text: str) -> bool:
    """Tell whether a script has the end of what a page shows of its article, and more after it.

    Most pages of frameworks have all of their article in their data, too: reading it takes a tenth
    of the time of all else.
    """
    if len(text) > _LONGEST:
        return False
    samples = [words[0] for words in _WORDS.finditer(text[-_AT_END:])][-_SAMPLES:]
    if not samples:
        return False
    escaped = [one.encode("ascii", "backslashreplace").decode("ascii") for one in samples]
    on_page = ""
    for script in _texts(document):
        place = max(map(script.find, samples))
        if place >= 0:
            after = script[place : place + _AFTER]
            on_page = on_page or " ".join(document.flow.texts)
            new = [words for words in _WORDS.findall(after) if words not in on_page]
            if len(new) >= _FEWEST_NEW:
                return True
            continue
        place = max(map(script.find, escaped))
        if place >= 0 and script.count("\\u", place, place + _AFTER) >= _FEWEST_ESCAPED:
            return True
    return False


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
