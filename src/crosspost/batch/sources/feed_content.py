"""The full text of an item of a feed: what readers of its page would see, and its recordings."""

from __future__ import annotations

import html

from lxml import etree

from crosspost.batch.sources.exports.html_tree import body_of, inner_html, remove, tree_of
from crosspost.batch.sources.xml import local
from crosspost.lazy_regex import lazy_compile
from crosspost.page.vocabulary import is_hidden
from crosspost.urls import is_web

# Without one of these, nothing in a text is hidden; most texts have none.
_MAY_HIDE = lazy_compile(r"\s(?:hidden|style|class|aria-hidden)\b", 0x2)
_MOST = 20  # recordings of an item


def without_hidden(text: str) -> str:
    """Return HTML without the elements that a page would not show."""
    if not _MAY_HIDE.search(text):
        return text
    body = body_of(tree_of(text))
    hidden = [one for one in body.iter(etree.Element) if one is not body and _is_hidden(one)]
    for one in hidden:
        remove(one)
    return inner_html(body) if hidden else text


def _is_hidden(element: etree._Element) -> bool:
    about = (str(element.get("class") or ""), str(element.get("style") or ""))
    return is_hidden(*about, element.get("hidden"), is_leaf=not len(element))


def recordings(item: etree._Element) -> list[tuple[str, str]]:
    """Return kind (``audio`` or ``video``) and URL of the enclosures of an item."""
    found: dict[str, str] = {}
    for below in item:
        if not isinstance(below.tag, str):
            continue
        name, rel = local(below).lower(), str(below.get("rel") or "").lower()
        if name == "enclosure" or (name == "link" and rel == "enclosure"):
            url = str(below.get("url") or below.get("href") or "").strip()
            kind = str(below.get("type") or "").lower().partition("/")[0]
            if kind in ("audio", "video") and is_web(url):
                found.setdefault(url, kind)
    return [(kind, url) for url, kind in list(found.items())[:_MOST]]


def with_recordings(text: str, item: etree._Element) -> str:
    """Return the text of an item with players of those of its enclosures that it does not name."""
    there = html.unescape(text)
    players = [
        f'\n<{kind} src="{html.escape(url)}" controls></{kind}>'
        for kind, url in recordings(item)
        if url not in there
    ]
    return "".join([text, *players])
