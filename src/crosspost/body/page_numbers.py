"""The other pages of an article that is divided into several: ``page 1 of 3``.

The surest sign needs no words: a link to the page's own URL with the number of a page added
(``/article/2``, ``?page=2``, ``article-2.html``). ``rel=next`` alone says nothing, since blogs name
the next article so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crosspost import urls
from crosspost.body.blocks import Blocks
from crosspost.body.page_words import ALL, NEXT, OLDER, ON_ONE, PAGE, SAID
from crosspost.lazy_regex import lazy_compile
from crosspost.model import ON_ONE_PAGE, Document, Pages
from crosspost.model.selected import Item
from crosspost.page import class_hints

if TYPE_CHECKING:
    from lxml.etree import _Element

_FILE = r"\.(?:s?html?|php|aspx?)"
_BEFORE = rf"(?:[/_,-](?:{PAGE})[/_=-]?|[_,-]p(?=\d{{1,2}}\.))"
# The end of a path that gives a page its number by a word.
_NAMED = lazy_compile(rf"{_BEFORE}([1-9]\d?)(?:{_FILE})?/?", re.I)
_NAMED_END = lazy_compile(rf"{_BEFORE}[1-9]\d?(?:{_FILE})?/?\Z", re.I)
_FILE_END = lazy_compile(rf"{_FILE}\Z", re.I)
# The same without a word; ``-2`` only in names of files: ``/name-2`` is another article.
_BARE = lazy_compile(rf"/p?([1-9]\d?)(?:{_FILE})?/?", re.I)
_BARE_FILE = lazy_compile(rf"[_,-]p?([1-9]\d?){_FILE}", re.I)
_BARE_END = lazy_compile(r"/([2-9]|[1-9]\d)\Z")
_PARAMETER = lazy_compile(rf"(?:{PAGE}|p)=([1-9]\d?|all)", re.I)
_ALL = lazy_compile(
    r"[=/](?:all|komplettansicht)\b|[?&/](?:view|single|full|display)=(?:single|full|all|1|true)"
    r"|[?&/](?:single|full|one)-?page\b",
    re.I,
)
_DIGIT = lazy_compile(r"[2-9]")
_LONGEST = 120  # characters of a link in a pager
_LONGEST_NUMBER = 40  # characters of ``Page 1 of 3``
_MOSTLY = 0.6  # share of a line that is link
_ENDS = ".,;:!? \n"


def find_pages(
    document: Document, found: Blocks, first: tuple[str, int] | None = None
) -> Pages | None:
    """Return what a page says about the pages of its article, None if it is on one page.

    Args:
        document: the page.
        found: its blocks.
        first: for a page that another one has led to: ``own`` of that one (see ``Pages``), and the
            number of this page.
    """
    by_rule = _by_rule(document, first)
    if by_rule is not None:
        return by_rule
    if first is not None:
        return _find(document, found, *first)
    pages = None
    for url in (document.url, _canonical(document)):
        own, number = _base(urls.without_tracking(url.partition("#")[0]))
        if _ALL.search(own):
            return None
        if pages is None and (url or not document.url):
            pages = _find(document, found, *(_bare(document, found, own) or (own, number)))
    return pages


def _by_rule(document: Document, first: tuple[str, int] | None) -> Pages | None:
    """Return the pages that the rule for the site names; None if it names none in this page."""
    selected = document.selected
    if selected is None or not selected.items:
        return None
    own, number = first or _base(urls.without_tracking(document.url.partition("#")[0]))
    links = {number + 1: "next_page", ON_ONE_PAGE: "single_page"}
    known = {at: _target(document, selected.items.get(key, ())) for at, key in links.items()}
    known = {at: url for at, url in known.items() if url}
    return Pages(number, 0, known, own, by_rule=True) if known else None


def _target(document: Document, items: Sequence[Item]) -> str:
    """Return the URL of another page that one of the items leads to; empty if none does."""
    here = urls.identity(document.url)
    for item in items:
        href = (item if isinstance(item, str) else _href(item)).strip()
        url = (urls.absolute(document.base_url or document.url, href) or "").partition("#")[0]
        if href and urls.is_web(url) and urls.identity(url) != here:
            return url
    return ""


def _href(element: _Element) -> str:
    """Return where an element leads: a link, or the first link in it or around it."""
    link = next(element.iter("a", "link"), None)
    if link is None:
        link = next(element.iterancestors("a"), None)
    return "" if link is None else link.get("href") or ""


def _canonical(document: Document) -> str:
    """Return the canonical URL of a page if it is another one than its own; else empty.

    Pagers use it where the page was asked for by another URL, such as that of an older site.
    """
    for node in document.tree.iterfind("./head/link[@rel='canonical']"):
        url = urls.absolute(document.base_url or document.url, node.get("href") or "") or ""
        is_other = urls.identity(url) != urls.identity(document.url)
        return url if is_other and urls.host(url) == urls.host(document.url) else ""
    return ""


def _find(document: Document, found: Blocks, own: str, number: int) -> Pages | None:
    links: dict[int, str] = {}
    for page, url in _linked(document, found, own, number):
        if page != number:
            links.setdefault(page, url)
    others = [page for page in links if page != ON_ONE_PAGE]
    if (number > 1 and others) or number + 1 in others:
        return Pages(number, max(*others, number), links, own)
    return _said(document, found, own, number, links)


def _base(url: str) -> tuple[str, int]:
    """Return a URL without the number of its page, and the number (1 if it has none)."""
    rest, _, query = url.partition("?")
    named = _NAMED_END.search(rest)
    if named:
        match = _NAMED.match(rest, named.start())
        return rest[: named.start()] + (query and f"?{query}"), int(match[1]) if match else 1
    parameters = query.split("&")
    for parameter in parameters:
        found = _PARAMETER.fullmatch(parameter)
        # ``?p=17`` is the number of a post in WordPress.
        if found and found[1] != "all" and not parameter.startswith("p="):
            others = "&".join(other for other in parameters if other != parameter)
            return rest.rstrip("/") + (others and f"?{others}"), int(found[1])
    return rest.rstrip("/") + (query and f"?{query}"), 1


def _bare(document: Document, found: Blocks, own: str) -> tuple[str, int] | None:
    """Read ``/article/2``, which a link to the first page must confirm; None for another URL."""
    number = _BARE_END.search(own)
    if not number or own.count("/") < 4:
        return None
    base = own[: number.start()]
    for run, url in _links(document, found):
        if found.flow.texts[run].strip() == "1" and url.rstrip("/") == base:
            return base, int(number[1])
    return None


def _links(document: Document, found: Blocks, name: str = "") -> Iterator[tuple[int, str]]:
    """Yield the first run of each link, and the link's URL; only those with ``name`` in it.

    Links to comments are left out.
    """
    flow, base, seen = found.flow, document.base_url or document.url, -1
    for run, link in enumerate(flow.links):
        if link < 0 or link == seen:
            continue
        seen = link
        href = flow.nodes[link].get("href") or ""
        if (name in href or href[:1] == "?") and "omment" not in href:
            yield run, (urls.absolute(base, href) or "").partition("#")[0]


def _linked(document: Document, found: Blocks, own: str, number: int) -> Iterator[tuple[int, str]]:
    """Yield numbers and URLs of the pages of this article that the page links to."""
    base = document.base_url or document.url
    for node in document.tree.iterfind("./head/link[@rel='next']"):
        url = (urls.absolute(base, node.get("href") or "") or "").partition("#")[0]
        if page := _of_url(own, url):
            yield page, url
    stem = _FILE_END.sub("", own.partition("?")[0])
    for run, url in _links(document, found, _name(own)):
        text = found.flow.texts[run].strip()
        page = _of_url(own, url)
        if page:
            # A pager that counts from 0 is one of comments (Drupal).
            is_other = (text.isdecimal() and int(text) != page) or OLDER.fullmatch(text)
            if not is_other and not found.hints_around(found.flow.boxes[run]) & class_hints.COMMENT:
                yield page, url
        elif number > 1 and _FILE_END.sub("", url).rstrip("/") == stem.rstrip("/"):
            yield 1, url
        elif own and url.startswith(stem) and len(url) > len(own) and _is_all(own, url, text):
            yield ON_ONE_PAGE, url


def _is_all(own: str, url: str, text: str) -> bool:
    """Tell whether a link to a form of the page leads to the one with all of the article."""
    if text.isdecimal():
        return False
    if ON_ONE.fullmatch(text) or ALL.fullmatch(text.rstrip(_ENDS)):
        return True
    return "=all" in url and bool(_ALL.search(url)) and not _ALL.search(own)


def _of_url(own: str, url: str) -> int:
    """Return the number of the page of this article that a URL leads to; 0 if it is not one."""
    if not _DIGIT.search(url) or "omment" in url:
        return 0
    if not own:  # the URL of the page is not known
        rest = ""
    else:
        path, _, query = own.partition("?")
        stem = _FILE_END.sub("", path)
        if not url.startswith(stem):
            return 0
        base, number = _base(url)
        base, _, more = base.partition("?")
        # What else the page was asked with, such as ``?ref=home``, is not in the URLs of others.
        if number > 1 and base in (path, stem) and more in ("", query):
            return number
        rest, _, more = url[len(stem) :].partition("?")
        bare = _BARE.fullmatch(rest) or (stem != path and _BARE_FILE.fullmatch(rest))
        if bare and more in ("", query) and stem.count("/") > 2:
            return int(bare[1])
        if rest.strip("/") != path[len(stem) :]:
            return 0
    given = set(own.partition("?")[2].split("&"))
    parameters = set(url.partition("?")[2].split("&")) - given
    match = _PARAMETER.fullmatch(parameters.pop()) if len(parameters) == 1 else None
    if match is None or any(each.startswith(f"{match[0].partition('=')[0]}=") for each in given):
        return 0  # ``?p=17`` and ``?p=18`` are two articles
    if match[1] != "all" and url.startswith((own.partition("?")[0], "?")):
        return int(match[1])
    return 0


def _said(
    document: Document, found: Blocks, own: str, number: int, links: dict[int, str]
) -> Pages | None:
    """Return the pages that the page's text tells of, None if it tells of none."""
    name = _name(own)
    for block, text in enumerate(found.texts):
        if len(text) > _LONGEST:
            continue
        if found.link_chars[block] > _MOSTLY * len(text):
            if not _leads_to(found, block, name) or _is_beside(found, block):
                continue
            url = _url(document, found, found.runs[block])
            if NEXT.fullmatch(text):
                return Pages(number, 0, {number + 1: url} | links, own)
            if ON_ONE.fullmatch(text):
                return Pages(number, 0, {ON_ONE_PAGE: url} | links, own)
        elif len(text) <= _LONGEST_NUMBER and (said := SAID.fullmatch(text)):
            this, count = (int(group) for group in said.groups() if group)
            if 0 < this <= count and count > 1 and not _is_beside(found, block):
                url = _next_in_words(document, found)
                following = {this + 1: url} if url and this < count else {}
                return Pages(this, count, following | links, own)
    return None


def _next_in_words(document: Document, found: Blocks) -> str:
    """Return the URL of the next page by the name of the link alone; empty if there is none."""
    base = document.base_url or document.url
    for path in ("./head/link[@rel='next']", ".//a[@rel='next']"):
        for node in document.tree.iterfind(path):
            return (urls.absolute(base, node.get("href") or "") or "").partition("#")[0]
    for run, url in _links(document, found):
        if NEXT.fullmatch(found.flow.texts[run].strip()):
            return url
    return ""


def _url(document: Document, found: Blocks, run: int) -> str:
    link = found.flow.links[run]
    href = (found.flow.nodes[link].get("href") or "") if link >= 0 else ""
    return (urls.absolute(document.base_url or document.url, href) or "").partition("#")[0]


def _name(own: str) -> str:
    """Return what all URLs of the pages of an article contain: the last part of the path."""
    path = _FILE_END.sub("", own.partition("?")[0])
    return path.rsplit("/", 1)[-1] if path.count("/") > 2 else ""


def _leads_to(found: Blocks, block: int, name: str) -> bool:
    """Tell whether the first link of a block leads to a form of the page itself."""
    link = found.flow.links[found.runs[block]]
    href = (found.flow.nodes[link].get("href") or "") if link >= 0 else ""
    return href[:1] == "?" or (name != "" and name in href)


def _is_beside(found: Blocks, block: int) -> bool:
    unlikely = class_hints.COMMENT | class_hints.HIDDEN
    return bool(found.hints_around(found.boxes[block]) & unlikely)
