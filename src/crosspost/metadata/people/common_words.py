"""Common words: a name that has no other words is not a person's.

``data/common_words.txt`` has them, written by ``benchmarks/metadata_words.py``. English only; for
other languages the page's own text shows which words are common (``View.is_common``).
"""

from __future__ import annotations

from functools import cache

from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.data_files import read_data

_WORD = lazy_compile(r"[^\W\d_]+")
_MAX_ACRONYM = 4


@cache
def _common() -> frozenset[str]:
    text = read_data("common_words.txt")
    return frozenset(text.split())


def is_of_common_words(name: str, least: int = 2) -> bool:
    """Tell whether a name has only common words and abbreviations: "HR Strategy".

    ``least`` is the number of words that it must have: "Research" alone may be a family name.
    """
    found = _WORD.findall(name)
    if len(found) < least or not any(map(_is_common, found)):
        return False
    return all(_is_common(w) or (w.isupper() and len(w) <= _MAX_ACRONYM) for w in found)


def has_common_word(name: str) -> bool:
    """Tell whether a word of a name is a common one: "Chicago Botanic Garden"."""
    return any(map(_is_common, _WORD.findall(name)))


def _is_common(word: str) -> bool:
    word = word.lower()
    known = _common()
    return word in known or (word.endswith("s") and word[:-1] in known)
