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
_NOT_LETTERS = re.compile(r"[\W_]+")
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
    written = [_letters(html.unescape(text)) for text in (shown, _TAG.sub("", shown))]
    missed = 0
    for word, lacking in left.items():
        letters = _letters(word.decode("utf-8", "replace"))
        if len(letters) < _SHORTEST or letters.isdecimal():
            continue
        missed += min(lacking, max(0, wanted[word] - max(text.count(letters) for text in written)))
    return missed


def _count(text: str) -> Counter[bytes]:
    if not text.isascii():
        text = text.translate(_SPACE)
    return Counter(text.encode("utf-8", "replace").translate(_SPACES).split())


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", text)
