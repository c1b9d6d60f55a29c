"""Split classes, ids and short lines into words, all of a page in one call.

One call for each takes four times as long: a page has hundreds of them, of few words each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from crosspost.body.arrays import Ints
from crosspost.lazy_regex import lazy_compile

#: Comes before the words of each name or line; pages contain no NUL, see ``parse``.
START: Final = "\0"
MOST_IN_LINE: Final = 20  # words, by the spaces; longer blocks are prose and have no line scores
_LONGEST_LINE = 250  # characters
_LONGEST_NAME = 400  # characters; longer ones are machine-made

# A capital is searched for first: there are few.
_CAMEL = lazy_compile(r"[A-Z](?<=[a-z][A-Z])")
# "ad" within a number in base 16, as page builders give to boxes ("element-07a6ad9"), is not a
# word.
_HEXADECIMAL = lazy_compile(r"ad(?:(?<=[0-9]ad)(?![a-z])|(?<![a-z]ad)(?=[0-9]+[a-f]))")
_WORD = lazy_compile(r"[^\W\d_]+|\d+|\0")
_TO_WORDS = str.maketrans({chr(code): " " for code in range(1, 0x80) if not chr(code).isalpha()})
_TO_WORDS_AND_NUMBERS = _TO_WORDS | dict.fromkeys(map(ord, "0123456789"), "#")
# Typographic characters, replaced so that more lines are ASCII, which is split five times as fast.
_TYPOGRAPHIC = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\xa0\xb7\u2022\xbb\u203a\xa9"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of several names or lines.

    Attributes:
        words: in lower case, with ``START`` before each name or line; not in the given order.
        starts: the index of each ``START``.
        rows: for each of these, the number of the name or line.
    """

    words: list[str]
    starts: Ints
    rows: Ints


def of_names(names: Sequence[str]) -> Words:
    """The words of each class and id, without numbers: ``postNav col-2`` gives post, nav, col."""
    text = START.join([name[:_LONGEST_NAME] for name in names])
    if not text.islower():
        text = _CAMEL.sub(r" \g<0>", text)
    text = _HEXADECIMAL.sub("#", text)
    words, rows = _split(text, len(names), _TO_WORDS)
    if "#" in words:
        words = [word for word in words if word != "#"]
    return _marked(words, rows)


def of_lines(lines: Sequence[str]) -> Words:
    """The words of each line, numbers as ``#``: ``Read 12 comments`` gives read, #, comments."""
    return _marked(*_split(START.join(lines), len(lines), _TO_WORDS_AND_NUMBERS))


def is_line(text: str) -> bool:
    """True for a text that is short enough to be scored by its words."""
    return len(text) < _LONGEST_LINE and text.count(" ") < MOST_IN_LINE


def of_line(text: str) -> list[str]:
    """The words of a line; an empty list if the text is too long for one."""
    return _split(text, 1, _TO_WORDS_AND_NUMBERS)[0][1:] if is_line(text) else []


def _split(text: str, count: int, table: dict[int, str]) -> tuple[list[str], list[int]]:
    """The words and rows of ``Words``: first the texts in ASCII, which are split faster.

    Args:
        text: the texts, separated by ``START``.
        count: the number of texts.
        table: what the ASCII characters become that are not letters.
    """
    text = text.lower()
    if not text.isascii():
        for sign in _TYPOGRAPHIC:
            text = text.replace(sign, " ")
    rows: tuple[list[int], list[int]] = ([], [])
    parts: tuple[list[str], list[str]] = ([""], [""])
    if count:
        for row, part in enumerate(text.split(START)):
            is_other = not part.isascii()
            rows[is_other].append(row)
            parts[is_other].append(part)
    plain = f" {START} ".join(parts[0]).translate(table)
    while "##" in plain:
        plain = plain.replace("##", "#")
    words = plain.replace("#", " # ").split()
    other = _WORD.findall(START.join(parts[1]))
    return [*words, *("#" if word.isdigit() else word for word in other)], rows[0] + rows[1]


def _marked(words: list[str], rows: list[int]) -> Words:
    starts = [at for at, word in enumerate(words) if word == START]
    return Words(words, np.array(starts, dtype=np.int64), np.array(rows, dtype=np.int64))
