"""How long kramdown takes for a paragraph, and what it costs to end it.

For most of the marks that kramdown stops at it copies the paragraph up to there: time grows with
the length times their number, a minute for 200 KB of backticks (measured with 2.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Characters; text is added in pieces of that size, and a shorter paragraph is never slow. What is
#: one line by its nature (a heading, a term, a cell) is written as something else if it is longer.
LONG = 5000
# A paragraph ends where its length times the number of what kramdown stops at is greater: 50 KB of
# prose, 7 KB of nothing but quotation marks.
_SLOW = 50_000_000
_BUSY = re.compile(r"""[*_`\[\]<>&'"|~{$\\\u00a0]|--|\.\.\.""")
# Characters that may be written again because paragraphs end within elements, those aside that a
# short URL and a few marks take.
_MOST_AGAIN = 200_000
_SHORT_AGAIN = 200


class Measure:
    """What is known of the paragraph that is being collected."""

    __slots__ = ("_again", "_busy", "_size")

    def __init__(self) -> None:
        self._size = self._busy = self._again = 0

    def add(self, text: str) -> None:
        """Count text."""
        self._size += len(text)
        if self._size > LONG:
            self._busy += len(_BUSY.findall(text))

    def add_mark(self, markdown: str) -> None:
        """Count a mark, however long it is, as one thing to stop at."""
        self._size += len(markdown)
        self._busy += 1

    def is_slow(self, has_space: bool) -> bool:
        """Tell whether the paragraph has to end.

        Args:
            has_space: there is a space to end at; where there is none, it may get twice as slow.
        """
        return self._size > LONG and self._size * self._busy > (_SLOW if has_space else 2 * _SLOW)

    def may_end(self, again: Iterable[int]) -> bool:
        """Tell whether the paragraph may end within elements that the next one begins again.

        Args:
            again: characters that each of these takes; a link's URL may be long.
        """
        self._again += max(0, sum(again) - _SHORT_AGAIN)
        return self._again <= _MOST_AGAIN

    def begin(self) -> None:
        """Begin the next paragraph."""
        self._size = self._busy = 0
