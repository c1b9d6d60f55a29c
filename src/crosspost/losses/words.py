"""Words of the article that are missing in the post.

Most posts have all words of the article in the same form; checking that takes a hundredth of the
time of a conversion. Only words that are still missing are searched for between tags and escapes.
"""

from __future__ import annotations

import html
import string
from collections import Counter

from crosspost.lazy_regex import lazy_compile

# ASCII characters other than letters and digits become spaces.
_SPACES = bytes(
    code if code >= 0x80 or chr(code) in string.ascii_letters + string.digits else 0x20
    for code in range(256)
)
_SPACES_BEYOND_ASCII = "\u00a0\u2009\u202f\u2028\u2029"
# The URL of a link; it may contain the words of a title.
_URL = lazy_compile(r"\]\([^)\s]*")
_TAG = lazy_compile(r"(?<!\\)</?[a-z][a-z0-9]*(?: [^<>]*)?>")
_EMPHASIS = lazy_compile(r"[*_~`^\\\[\]]+")
_NOT_LETTER = lazy_compile(r"[\W_]+")
_MARKS = lazy_compile(r"[^\w\s]+|_+")
# Characters that are searched for words that markup or spaces separate, which takes seconds; after
# that, words count as missing.
_MOST_SEARCHED = 1_000_000_000
# Characters of a line that is unlikely to be part of another one; failed searches, each of which
# reads all of the rest.
_LONG_LINE, _MOST_FAILURES = 40, 100
_SHORTEST = 3  # letters; shorter words are mostly symbols and numbers of notes and lines


def missing_words(text: str, markdown: str) -> int:
    """Return how many words of the text are not in the Markdown.

    Each occurrence of a word counts. Words shorter than three letters and numbers are ignored,
    since numbers of notes and lines are written differently.

    Args:
        text: the article as plain text.
        markdown: the same as Markdown.
    """
    text, markdown = _without_unchanged_lines(text, markdown)
    wanted = _count(text)
    written = _count(_URL.sub(" ", markdown))
    missing: dict[str, int] = {}  # letters of a word → how often the text has it
    for word, count in wanted.items():
        if count > written[word]:
            letters = _letters(word.decode("utf-8", "replace"))
            if len(letters) >= _SHORTEST and not letters.isdecimal():
                missing[letters] = missing.get(letters, 0) + count
    # A word may be within a tag (in code), and a tag within a word.
    plain = _URL.sub("", markdown)
    forms = []
    for tag in (None, _TAG):
        if not missing:
            return 0
        words, joined = _without_marks(tag.sub("", plain) if tag else plain)
        forms.append((words, joined))
        missing = {letters: count for letters, count in missing.items() if count > words[letters]}
    total = searched = 0
    for letters, count in missing.items():
        found = max(words[letters] for words, _ in forms)
        if searched < _MOST_SEARCHED:
            searched += len(plain)
            found = max(found, *(joined.count(letters) for _, joined in forms))
        total += max(0, count - found)
    return total


def _without_unchanged_lines(text: str, markdown: str) -> tuple[str, str]:
    """Remove from both the long lines of the text that are unchanged in the Markdown.

    Most are, and finding them takes less time than counting their words.
    """
    lines, parts = [], []
    position = failures = 0
    for line in text.split("\n"):
        if len(line) >= _LONG_LINE and failures < _MOST_FAILURES:
            found = markdown.find(line, position)
            end = found + len(line)
            is_whole = found >= 0 and not (
                markdown[found - 1 : found].isalnum() or markdown[end : end + 1].isalnum()
            )
            if is_whole:
                parts.append(markdown[position:found])
                position = end
                continue
            failures += 1
        lines.append(line)
    return "\n".join(lines), " ".join([*parts, markdown[position:]])


def _without_marks(markdown: str) -> tuple[Counter[str], str]:
    """Return the words of Markdown without markup in them, and all of them as one text."""
    plain = html.unescape(markdown)
    words: list[str] = _MARKS.sub("", plain).split()
    parts: list[str] = _NOT_LETTER.split(_EMPHASIS.sub("", plain))
    return Counter(words) | Counter(parts), "".join(words)


def _count(text: str) -> Counter[bytes]:
    if not text.isascii():
        for space in _SPACES_BEYOND_ASCII:
            text = text.replace(space, " ")
    return Counter(text.encode("utf-8", "replace").translate(_SPACES).split())


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", text)
