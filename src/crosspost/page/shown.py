"""Whether a reader sees a part of a page as text, if its element alone does not tell.

``body`` (which parts are text) and ``markdown`` (which parts are written) use the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosspost.lazy_regex import lazy_compile

#: Characters; a longer ``noscript`` is text: Discourse puts the whole text of a page into one.
SHORT_NOSCRIPT = 400
_LONGEST_LABEL = 3  # words on a button
_OPENED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"})
_OF_TEXT = frozenset({"p", "li", "td", "blockquote"})
_LETTER = lazy_compile(r"\w")


def is_label(text: str, around: Sequence[str]) -> bool:
    """Tell whether the text of a button is a label: a sign or a few words.

    A longer text, or one in a heading, is a question that opens its answer; a button in a
    paragraph is part of the paragraph.

    Args:
        text: of the button, on one line.
        around: the names of the two blocks around it, the nearest first.
    """
    if not _LETTER.search(text):
        return True
    if not _OPENED.isdisjoint(around) or not _OF_TEXT.isdisjoint(around[:1]):
        return False
    return text.count(" ") < _LONGEST_LABEL and "?" not in text
