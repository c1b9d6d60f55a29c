"""Mark the hidden text of a page in ``Flow.flags``.

What is hidden at first but opened by the page itself counts as shown: a section that a button
opens, the panel of a tab, the rest of a text behind "read more", and a text so long that it can
only be the article, which a script shows.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Any

from lxml import etree

from crosspost.lazy_regex import lazy_compile
from crosspost.model.flow import SCREEN_READER, Flow
from crosspost.page.vocabulary import BLOCKS, is_screen_reader_only

# A text of this share of the page's, and of so many characters, is the article; a Chinese character
# says as much as three letters.
_ARTICLE_SHARE, _ARTICLE_LENGTH = 0.25, 400
_IDEOGRAPH = lazy_compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LETTERS_OF_IDEOGRAPH = 3
_MOST_LARGE = 20  # such texts, which may be within one another
_COLLAPSIBLE = lazy_compile(
    r"collaps|accordion|expand|toggle|tab-?(?:pane|panel|content)|faq|spoiler|read-?more|more-?text"
    r"|show-?more|truncat|paywall|^[SB]:[0-9a-f]+$",  # the last: React, streamed
    re.I,
)
_COLLAPSIBLE_ROLES = frozenset(("tabpanel", "region"))
_OPENERS: Any = etree.XPath(
    "//@aria-controls | //@data-target | //@data-bs-target | //a[starts-with(@href, '#')]/@href",
    smart_strings=False,
)
_QUESTIONS = ("button", "summary", "dt", "h2", "h3", "h4", "h5", "h6")
_WHOLE_PAGE = frozenset(("html", "body", "main", "article"))
_MEDIA_OR_FORMULA = ("img", "picture", "video", "iframe", "math")


def mark_hidden(flow: Flow, candidates: list[tuple[int, int]]) -> None:
    """Flag the runs of hidden elements, in place.

    Args:
        flow: of the page.
        candidates: elements that look hidden, in order: the node, the runs before it.
    """
    total = [0, *accumulate(map(len, flow.texts))]
    openers: frozenset[str] | None = None
    after = -1  # the first node behind the last hidden element
    large = 0
    for node, first in candidates:
        element = flow.nodes[node]
        if node < after or first == len(flow.texts) or element.tag in _WHOLE_PAGE:
            continue
        if openers is None:
            openers = _openers(element)
        if _is_opened(element, openers):
            continue
        behind = node + 1 + sum(1 for _ in element.iterdescendants())
        end = first
        while end < len(flow.texts) and _is_inside(flow.slots[end], node, behind):
            end += 1
        length = total[end] - total[first]
        if length >= _ARTICLE_SHARE * total[-1] and _is_long(flow.texts[first:end], length):
            large += 1
            if large > _MOST_LARGE:
                return
            continue
        is_inline = not any(flow.box_nodes[box] >= node for box in set(flow.boxes[first:end]))
        if not length or (is_inline and next(element.iter(_MEDIA_OR_FORMULA), None) is not None):
            continue
        after = behind
        flow.screen_reader_nodes.append(node)
        for run in range(first, end):
            flow.flags[run] |= SCREEN_READER


def _is_long(texts: list[str], length: int) -> bool:
    """Tell whether texts of so many characters are as long as an article."""
    if length >= _ARTICLE_LENGTH or length * _LETTERS_OF_IDEOGRAPH < _ARTICLE_LENGTH:
        return length >= _ARTICLE_LENGTH
    ideographs = sum(len(_IDEOGRAPH.findall(text)) for text in texts)
    return length + (_LETTERS_OF_IDEOGRAPH - 1) * ideographs >= _ARTICLE_LENGTH


def _is_inside(slot: int, node: int, behind: int) -> bool:
    holder = slot >> 1
    return node <= holder < behind and slot != 2 * node + 1


def _openers(element: Any) -> frozenset[str]:
    """Return the ids that buttons and links of the page name."""
    values = _OPENERS(element.getroottree())
    return frozenset(name.lstrip("#") for value in values for name in value.split())


def _is_opened(element: Any, openers: frozenset[str]) -> bool:
    identity, css_class = element.get("id") or "", element.get("class") or ""
    if identity in openers or element.get("role") in _COLLAPSIBLE_ROLES:
        return True
    if is_screen_reader_only(css_class):
        return False
    if _COLLAPSIBLE.search(identity) or _COLLAPSIBLE.search(css_class):
        return True
    if any(parent.tag == "details" for parent in element.iterancestors()):
        return True
    if element.tag not in BLOCKS:
        return False
    before = element.getprevious()
    if before is None and (around := element.getparent()) is not None:
        before = around.getprevious()
    return before is not None and _opens(before)


def _opens(before: Any) -> bool:
    """Tell whether the element before a hidden one is what opens it: a button, a question."""
    if before.tag in _QUESTIONS or before.get("aria-expanded"):
        return True
    if next(before.iter(*_QUESTIONS), None) is not None:
        return True
    return "".join(before.itertext()).strip()[-1:] in ("?", "？", "؟")
