"""Whether a page is one of several pages of an article: ``page 1 of 3``.

The surest sign needs no words: a link to the page's own URL with the number of a page added
(``/article/2``, ``?page=2``, ``article-2.html``). ``rel=next`` alone says nothing, since blogs name
the next article so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from crosspost import urls
from crosspost.body.blocks import Blocks
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Document
from crosspost.page import class_hints

_PAGE = (
    "page|pages|paged|pageno|pagenum|page_?n[or]|pag|pg|pagina|página|seite|sida|side|strona"
    "|stranica|stranka|oldal|sayfa|trang|halaman"
)
_FILE = r"\.(?:s?html?|php|aspx?)"
# The end of a path that gives a page its number by a word.
_NAMED = lazy_compile(rf"[/_,-](?:{_PAGE})[/_=-]?([1-9]\d?)(?:{_FILE})?/?", re.I)
_NAMED_END = lazy_compile(rf"[/_,-](?:{_PAGE})[/_=-]?[1-9]\d?(?:{_FILE})?/?\Z", re.I)
_FILE_END = lazy_compile(rf"{_FILE}\Z", re.I)
# The same without a word; ``-2`` only in names of files: ``/name-2`` is another article.
_BARE = lazy_compile(rf"/([1-9]\d?)(?:{_FILE})?/?")
_BARE_FILE = lazy_compile(rf"[_,-]([1-9]\d?){_FILE}")
_PARAMETER = lazy_compile(rf"(?:{_PAGE}|p)=([1-9]\d?|all)", re.I)
_ALL = lazy_compile(r"(?:=|/)(?:all|komplettansicht)\b", re.I)
_DIGIT = lazy_compile(r"[2-9]")
_PAGE_OF = lazy_compile(
    r"\W{0,3}(?:page|seite|página|pagina|strona|sida|side|stránka|oldal|sayfa|trang|halaman|страница)"
    r"\s?:?\s?(\d{1,2})\s?(?:of|von|sur|de|di|z|ze|av|af|van|из|sa|/)\s?(\d{1,2})\W{0,3}"
    r"|\W{0,3}(\d{1,2})\s?/\s?(\d{1,2})\s?(?:ページ|页|頁|페이지)\W{0,3}"
    r"|第\s?(\d{1,2})\s?[页頁]\W{0,3}[共全]\s?(\d{1,2})\s?[页頁]",
    re.I,
)
_NEXT = lazy_compile(
    r"\W*(?:(?:go to |continue (?:to|on) |continued on )?(?:the )?next page|nächste seite"
    r"|page suivante|página siguiente|próxima página|pagina successiva|volgende pagina|nästa sida"
    r"|neste side|næste side|seuraava sivu|następna strona|další stránka|следующая страница"
    r"|sonraki sayfa|次のページ|次ページ|下一页|下一頁|다음 페이지).{0,80}",
    re.I | re.S,
)
_ON_ONE = lazy_compile(
    r"\W*(?:(?:view|read|show|see) (?:this |the )?(?:article |story |all )?(?:on|as) (?:a |one )?"
    r"(?:single )?page|single[- ]page(?: view)?|(?:artikel )?auf einer seite (?:lesen|anzeigen)"
    r"|lire (?:l.article )?sur une (?:seule )?page|(?:ver|leer) en una (?:sola )?página"
    r"|leggi (?:tutto )?su (?:una|un.unica) pagina|(?:op|lees op) één pagina"
    r"|1ページで表示|在本页阅读全文|余下全文|阅读全文)\W*",
    re.I,
)
_LONGEST = 120  # characters of a link in a pager
_LONGEST_NUMBER = 40  # characters of ``Page 1 of 3``
_MOSTLY = 0.6  # share of a line that is link


def find_page_number(document: Document, found: Blocks) -> tuple[int, int] | None:
    """Return the number of this page and of all, None for an article on one page.

    The number of all pages is 0 if it is not known.
    """
    own, number = _base(urls.without_tracking(document.url.partition("#")[0]))
    if _ALL.search(own):
        return None
    others = {page for page in _linked_pages(document, found, own) if page != number}
    if (number > 1 and others) or number + 1 in others:
        return number, max(*others, number)
    return _stated_numbers(found, own)


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


def _linked_pages(document: Document, found: Blocks, own: str) -> Iterator[int]:
    """Yield the numbers of the pages of this article that the page links to."""
    flow = found.flow
    for node in document.tree.iterfind("./head/link[@rel='next']"):
        yield from _pages_of_link(document, own, node.get("href") or "")
    name = _name(own)
    seen = -1
    for run, link in enumerate(flow.links):
        if link < 0 or link == seen:
            continue
        seen = link
        href = flow.nodes[link].get("href") or ""
        if name not in href and href[:1] != "?":
            continue
        for number in _pages_of_link(document, own, href):
            text = flow.texts[run].strip()
            # A pager that counts from 0 is one of comments (Drupal).
            is_other = text.isdecimal() and int(text) != number
            if not is_other and not found.hints_around(flow.boxes[run]) & class_hints.COMMENT:
                yield number


def _pages_of_link(document: Document, own: str, href: str) -> Iterator[int]:
    if not _DIGIT.search(href) or "omment" in href:
        return
    url = urls.absolute(document.base_url or document.url, href) or ""
    url = url.partition("#")[0]
    if not own:  # the URL of the page is not known
        rest = ""
    else:
        path, _, query = own.partition("?")
        stem = _FILE_END.sub("", path)
        if not url.startswith(stem):
            return
        base, number = _base(url)
        if base == own and number > 1:
            yield number
            return
        rest, _, more = url[len(stem) :].partition("?")
        bare = _BARE.fullmatch(rest) or (stem != path and _BARE_FILE.fullmatch(rest))
        if bare and more == query and stem.count("/") > 2:
            yield int(bare[1])
            return
        if rest.strip("/") != path[len(stem) :]:
            return
    parameters = set(url.partition("?")[2].split("&")) - set(own.partition("?")[2].split("&"))
    match = _PARAMETER.fullmatch(parameters.pop()) if len(parameters) == 1 else None
    if match and match[1] != "all" and url.startswith((own.partition("?")[0], "?")):
        yield int(match[1])


def _stated_numbers(found: Blocks, own: str) -> tuple[int, int] | None:
    """Return the numbers that the page's text gives."""
    name = _name(own)
    for block, text in enumerate(found.texts):
        if len(text) > _LONGEST:
            continue
        if found.link_chars[block] > _MOSTLY * len(text):
            if not _leads_to(found, block, name) or _is_beside(found, block):
                continue
            if _NEXT.fullmatch(text) or _ON_ONE.fullmatch(text):
                return 1, 0
        elif len(text) <= _LONGEST_NUMBER and (stated := _PAGE_OF.fullmatch(text)):
            number, count = (int(group) for group in stated.groups() if group)
            if 0 < number <= count and count > 1 and not _is_beside(found, block):
                return number, count
    return None


def _name(own: str) -> str:
    """Return what all URLs of the pages of an article contain: the last part of the path."""
    return _FILE_END.sub("", own.partition("?")[0]).rsplit("/", 1)[-1]


def _leads_to(found: Blocks, block: int, name: str) -> bool:
    """Tell whether the first link of a block leads to a form of the page itself."""
    link = found.flow.links[found.runs[block]]
    href = (found.flow.nodes[link].get("href") or "") if link >= 0 else ""
    return href[:1] == "?" or (name != "" and name in href)


def _is_beside(found: Blocks, block: int) -> bool:
    unlikely = class_hints.COMMENT | class_hints.HIDDEN
    return bool(found.hints_around(found.boxes[block]) & unlikely)
