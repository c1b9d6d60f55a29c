"""Words of the article that are missing in the post.

Most posts have all words of the article in the same form; to see that takes a hundredth of the time
of a conversion. Only words that are missing then are looked for between tags and escapes.
"""

from __future__ import annotations

import html
import re
import string
from collections import Counter

# ASCII characters other than letters and digits become spaces.
_SPACES = bytes(
    code if code >= 0x80 or chr(code) in string.ascii_letters + string.digits else 0x20
    for code in range(256)
)
_SPACE = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f\u2028\u2029", " "))
# The URL of a link; it may hold the words of a title.
_URL = re.compile(r"\]\([^)\s]*")
_TAG = re.compile(r"(?<!\\)</?[a-z][a-z0-9]*(?: [^<>]*)?>")
_EMPHASIS = re.compile(r"[*_~`^\\\[\]]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_MARKS = re.compile(r"[^\w\s]+|_+")
# Characters that are searched for words that marks and spaces separate, which takes seconds; after
# that, words count as missing.
_MOST_SEARCHED = 1_000_000_000
_SHORTEST = 3  # letters; shorter ones are mostly signs and numbers of notes and lines


def missing_words(text: str, markdown: str) -> int:
    """Return how many words of the text are not in the Markdown.

    Each occurrence of a word counts. Words shorter than three letters and numbers are ignored,
    since numbers of notes and lines are written differently.

    Args:
        text: the article as plain text.
        markdown: the same as Markdown.
    """
    wanted = _count(text)
    shown = _URL.sub(" ", markdown)
    left = wanted - _count(shown)
    if not left:
        return 0
    # A word may be within a tag (in code), and a tag within a word.
    forms = [_written(_URL.sub("", markdown)), _written(_TAG.sub("", _URL.sub("", markdown)))]
    missed, searched = 0, 0
    for word, lacking in left.items():
        letters = _letters(word.decode("utf-8", "replace"))
        if len(letters) < _SHORTEST or letters.isdecimal():
            continue
        found = max(words[letters] for words, _ in forms)
        if found < wanted[word] and searched < _MOST_SEARCHED:
            searched += len(markdown)
            found = max(text.count(letters) for _, text in forms)
        missed += min(lacking, max(0, wanted[word] - found))
    return missed


def _written(markdown: str) -> tuple[Counter[str], str]:
    """Return the words without marks in them, and all of them as one text."""
    plain = html.unescape(markdown)
    words: list[str] = _MARKS.sub("", plain).split()
    parts: list[str] = _NO_LETTERS.split(_EMPHASIS.sub("", plain))
    return Counter(words) | Counter(parts), "".join(words)


def _count(text: str) -> Counter[bytes]:
    if not text.isascii():
        text = text.translate(_SPACE)
    return Counter(text.encode("utf-8", "replace").translate(_SPACES).split())


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text)
