"""An estimate of kramdown's time for a paragraph, to end paragraphs that are too slow.

At most marks, kramdown copies the paragraph up to there. Its time grows with the length times the
number of marks: a minute for 200 KB of backticks (measured with 2.4).
"""

from __future__ import annotations

from collections.abc import Iterable

from crosspost.lazy_regex import lazy_compile

#: Characters. Text is added in pieces of this size, and a shorter paragraph is never slow. A longer
#: heading, term or cell, which has to be on one line, is written in another form.
LONG = 5000
# Length times number of marks at which a paragraph ends: 50 KB of prose, 7 KB of quotation marks.
_SLOW = 50_000_000
_BUSY = lazy_compile(r"""[*_`\[\]<>&'"|~{$\\\u00a0]|--|\.\.\.""")
# Characters that are added to a tilde, which is written as an entity.
_TILDE = len("&#126;") - len("~")
# Characters of marks that may be written again after paragraphs that end within elements, and how
# many of each paragraph do not count: a short URL and a few marks.
_MOST_AGAIN = 200_000
_SHORT_AGAIN = 200


class Measure:
    """The size of the paragraph that is being collected."""

    __slots__ = ("_again", "_busy", "_size")

    def __init__(self) -> None:
        self._size = self._busy = self._again = 0

    def add(self, text: str) -> None:
        """Count text."""
        self._size += len(text) + _TILDE * text.count("~")
        if self._size > LONG:
            self._busy += len(_BUSY.findall(text))

    def add_mark(self, markdown: str) -> None:
        """Count one mark."""
        self._size += len(markdown)
        self._busy += 1

    def is_slow(self, has_space: bool) -> bool:
        """Tell whether the paragraph has to end.

        Args:
            has_space: there is a space at which it can end; if not, it may be twice as slow.
        """
        return self._size > LONG and self._size * self._busy > (_SLOW if has_space else 2 * _SLOW)

    def may_end(self, again: Iterable[int]) -> bool:
        """Tell whether the paragraph may end within elements that the next one begins again.

        Args:
            again: characters of the start and end of each element; a URL may be long.
        """
        self._again += max(0, sum(again) - _SHORT_AGAIN)
        return self._again <= _MOST_AGAIN

    def begin(self) -> None:
        """Begin the next paragraph."""
        self._size = self._busy = 0
