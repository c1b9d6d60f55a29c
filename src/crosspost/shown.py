"""What of a page is shown to a reader, where its elements alone do not tell.

Which part of a page is text, and what of it is written, is asked in two rooms; the answer is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Characters; a longer ``noscript`` is text: Discourse serves all of its pages' text in one.
SHORT_NOSCRIPT = 400
_LONGEST_LABEL = 3  # words on a button
_OPENED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})
_OF_TEXT = frozenset({"p", "li", "td", "blockquote"})
_LETTER = re.compile(r"\w")


def is_label(text: str, around: Sequence[str]) -> bool:
    """True for a sign or a few words on a button.

    A longer label is a question that opens its answer, so is one in a heading, and one in a
    paragraph is a part of it.

    Args:
        text: what stands on the button.
        around: the names of the two blocks around it, the nearest first.
    """
    if not _LETTER.search(text):
        return True
    if not _OPENED.isdisjoint(around) or not _OF_TEXT.isdisjoint(around[:1]):
        return False
    return text.count(" ") < _LONGEST_LABEL and "?" not in text
