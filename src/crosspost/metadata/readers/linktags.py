"""``<title>``, ``<html lang>``, ``<link>`` in the head, and links with ``rel`` in the body.

https://html.spec.whatwg.org/#linkTypes, https://microformats.org/wiki/existing-rel-values
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.candidate import Candidate
from crosspost.metadata.days.labels import says
from crosspost.metadata.position import surroundings
from crosspost.metadata.source import Source, SourceType
from crosspost.metadata.text import fold, listed, plain, text_of
from crosspost.metadata.view import View
from crosspost.page.absolute_urls import resolver

# "/tag/rivers", "/tags/rivers/", "?tag=rivers"; the same in other languages.
_TAG_PAGE = lazy_compile(r"[/?](?:tags?|etiquetas?|etiquettes?)[/=][^/?#=]+/?(?:$|[?#])", re.I)
_ASIDE_TAGS = frozenset({"nav", "aside", "footer", "header"})
_ASIDE_CLASS_HINTS = ("cloud", "sidebar", "related", "menu", "widget", "teaser", "card", "popular")
_COUNTER = lazy_compile(r"\(\d{1,4}\+?\)\s(?=\S)")
_OF_OTHERS = listed("related recommend teaser popular tag-cloud tagcloud most-read recent-posts")
_MAX_TAG_LINKS, _MAX_TAGS, _MAX_STEPS = 60, 15, 12
_MAX_LINKS = 300
_MAX_ANCHORS = 3_000


def read(view: View) -> Iterator[Candidate]:
    """Yield title, language, canonical URL, image, tags, categories and authors."""
    text = _without_counter(plain(view.title_element), view)
    if text:
        yield Candidate("title", text, Source(SourceType.TITLE_ELEMENT), 0.6)
    language = view.tree.get("lang") or view.tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    language = language or view.tree.get("xml:lang") or ""
    if language.strip():
        yield Candidate("language", fold(language), Source(SourceType.HTML_ELEMENT, "lang"), 0.9)
    for link in view.document.elements["link"][:_MAX_LINKS]:
        rels = (link.get("rel") or "").lower().split()
        href = (link.get("href") or "").strip()
        if not href:
            continue
        if "canonical" in rels:
            yield Candidate("canonical_url", href, _head("canonical"), 0.9)
        elif "image_src" in rels:
            yield Candidate("image", href, _head("image_src"), 0.6)
        elif "author" in rels and plain(link.get("title") or ""):
            yield Candidate("authors", (plain(link.get("title")),), _head("author"), 0.4)
    yield from _links(view)


def _without_counter(title: str, view: View) -> str:
    """Return the title of a tab without the number of unread messages: "(4) Ann on River Post".

    "(500) Days of Summer" has it elsewhere too.
    """
    counter = _COUNTER.match(title)
    if counter is None:
        return title
    others = [*view.title_texts[1:], *(fold(text_of(heading)) for heading in view.headings)]
    is_said = any(other.startswith(counter[0]) for other in others)
    return title if is_said else title[counter.end() :]


def _head(detail: str) -> Source:
    return Source(SourceType.HEAD_LINK, detail)


def _body(detail: str) -> Source:
    return Source(SourceType.BODY_LINK, detail)


def _links(view: View) -> Iterator[Candidate]:
    tags: list[str] = []
    to_tags: list[Any] = []
    for link in islice(view.tree.iter("a"), _MAX_ANCHORS):
        rel, href = link.get("rel"), link.get("href") or ""
        rels = rel.lower().split() if rel else ()
        is_label = "category" in rels or "tag" in rels
        if is_label and _is_of_other_story(link, view):
            continue
        if "category" in rels:
            yield Candidate("categories", (_words(link),), _body("rel=category"), 0.7)
        elif "tag" in rels:
            tags.append(_words(link).lstrip("#"))
        elif ("tag" in href or "/etiq" in href) and _TAG_PAGE.search(href):
            to_tags.append(link)
    if any(tags):
        yield Candidate("tags", tuple(filter(None, tags)), _body("rel=tag"), 0.8)
    yield from _to_tag_pages(to_tags, view)


def _to_tag_pages(links: list[Any], view: View) -> Iterator[Candidate]:
    """Yield the texts of links to pages of tags, but not those of a cloud, a menu or a teaser.

    Only links within the site: shops use ``?tag=`` for affiliates.
    """
    resolve, here = resolver(view.document.base_url), urls.host(view.document.url)
    found = [
        link
        for link in links[:_MAX_TAG_LINKS]
        if urls.host(resolve(link.get("href") or "") or "") == here and not _is_beside(link)
    ]
    texts = dict.fromkeys(_words(link).lstrip("# ") for link in found)
    texts.pop("", None)
    if 0 < len(texts) <= _MAX_TAGS:
        yield Candidate("tags", tuple(texts), _body("links to tags"), 0.35)


def _is_of_other_story(link: Any, view: View) -> bool:
    """Tell whether a link is in a teaser or a cloud of tags."""
    zone = surroundings(link, view)
    in_other = "<article>" in zone and any(e.tag == "article" for e in view.around_heading)
    return in_other or says(_OF_OTHERS, zone)


def _is_beside(link: Any) -> bool:
    """Tell whether a link is in a part that is not the article's own."""
    for parent in islice(link.iterancestors(), _MAX_STEPS):
        named = f"{parent.get('class') or ''} {parent.get('id') or ''}".lower()
        if parent.tag in _ASIDE_TAGS or any(word in named for word in _ASIDE_CLASS_HINTS):
            return True
    return False


def _words(link: Any) -> str:
    return fold(text_of(link))
