"""Clean a page's texts: whitespace folded, no invisible characters, no markup, no entities.

Every text of a page that becomes metadata goes through ``fold``, which removes characters that text
cannot have (controls, lone surrogates, noncharacters).
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Any
from urllib.parse import unquote

from crosspost import urls
from crosspost.lazy_regex import lazy_compile

# C0 and C1 controls, zero-width and bidirectional marks, overrides and isolates, the byte order
# mark and soft hyphen: all of them are invisible and can deceive (Unicode UAX 9, UTR 36).
# The zero-width joiner stays: emoji and Indic scripts need it. Lone surrogates and
# noncharacters are removed because UTF-8 or YAML cannot contain them.
_INVISIBLE = lazy_compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200c\u200e\u200f"
    r"\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    rf"{''.join(chr(plane << 16 | last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))}]"
)
_ENTITY = lazy_compile(r"&(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});", re.I)
# Elements that editors leave in a field meant for plain text. A title may speak of "<br> tags",
# so only what is closed, or could not be meant as words, is taken for markup.
_MARKUP = lazy_compile(
    r"</?(?:a|abbr|b|big|cite|em|font|i|p|q|s|small|span|strong|sub|sup|u|div|h[1-6]|mark|nobr|li|ul)"
    r"(?:\s[^<>]{0,500})?>|<(?:br|wbr)\s*/>|<!--[^<>]{0,200}-->",
    re.I,
)
_SHORT = 300
# Characters of a value that are read; fields of a post, names and titles are shorter.
LONGEST = 10_000
_WORD = lazy_compile(r"\w+")
_SLUG_WORD = lazy_compile(r"[^\W_]+")


def listed(words: str) -> tuple[str, ...]:
    """Return the words of a list that is written as one text."""
    return tuple(words.split())


def fold(text: str) -> str:
    """Return the text as one line: whitespace folded to single spaces, no invisible characters."""
    folded = " ".join(text.split())
    return folded if folded.isprintable() else " ".join(_INVISIBLE.sub("", text).split())


def text_of(element: Any, between: str = "") -> str:
    """Return the text in an element, cut at ``LONGEST`` characters.

    Elements are nested, and the text is read again for each of them.

    Args:
        element: an lxml element.
        between: put between the texts of its nodes.
    """
    texts: list[str] = []
    left = LONGEST
    for text in element.itertext():
        texts.append(text[:left])
        left -= len(text) + len(between)
        if left <= 0:
            break
    return between.join(texts)


def plain(text: str) -> str:
    """Return a field's value as plain text: folded, entities decoded once, markup removed.

    The parser has decoded the page's own entities; those that are left were escaped twice by the
    site ("Q&amp;A", "it&#8217;s"). A long value is cut.
    """
    text = text[:LONGEST]
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if ("<" in text and "</" in text) or "/>" in text or "<!--" in text:
        text = _MARKUP.sub(" ", text)
    return fold(text)


def words(text: str) -> list[str]:
    """Return the words in lower case, without accents and punctuation, for comparisons."""
    if text.isascii():
        return _WORD.findall(text.lower())
    flat = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return _WORD.findall("".join(c for c in flat if not unicodedata.combining(c)))


def key(text: str) -> str:
    """Return a text that is equal for all spellings of the same words."""
    return _short_key(text) if len(text) < _SHORT else " ".join(words(text))


@lru_cache(maxsize=512)
def _short_key(text: str) -> str:
    # Cached: a page's title and names are compared with each other many times.
    return " ".join(words(text))


def squash(text: str) -> str:
    """Return only the letters and digits of a name: "marysue" for "The Mary Sue"."""
    flat = key(text)
    return flat.removeprefix("the ").replace(" ", "").replace("_", "")


def slug_words(url: str) -> frozenset[str]:
    """Return the words of the last segment of a URL's path that has more than one."""
    pieces = [_SLUG_WORD.findall(unquote(piece).lower()) for piece in urls.path(url).split("/")]
    named = [piece for piece in pieces if len(piece) > 1]
    return frozenset(named[-1][:40]) if named else frozenset()


def shorten(text: str, limit: int) -> str:
    """Cut a text at a word's end so that it has at most ``limit`` characters, "…" included."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:.-–—") + "…"
