"""Candidate texts for the article in a page's data, with the titles, URLs and dates around them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crosspost.lazy_regex import lazy_compile
from crosspost.page_data import markdown_text, rich_blocks, rich_tree
from crosspost.page_data.html_parts import Budget, as_html, is_html
from crosspost.page_data.references import reference_id

_MOST_STEPS = 100_000
_MOST_MARKDOWN = 200_000  # characters of all texts in Markdown, which takes long to read
# An object that is rich text has at least one of these keys.
_RICH_TEXT_KEYS = frozenset(
    ("blocks", "root", "type", "nodeType", "mobiledoc", "sections", "blockName")
)
_MOST_FOUND = 200
_MOST_CHARACTERS = 4_000_000  # of all that is found
_MOST_NODES = 200_000  # of rich texts
_MAX_DEPTH = 60
_MAX_OWNERS = 4  # objects around a text that may say which article it is of
_LEAST, _MOST = 250, 1_000_000  # characters of a text
_FEWEST_BLOCKS = 2
_CHARACTERS_PER_NAME = 60  # for each name in a text, if it may be anything but JSON
_MAX_JSON_LEVELS = 2  # JSON in a string of JSON
# Properties that do not contain the article of the page, or that contain other articles.
_UNRELATED = lazy_compile(
    r"comment|repl(?:y|ies)|relat|recommend|similar|popular|trending|latest|sidebar|footer|header"
    r"|cookie|consent|privacy|terms|legal|imprint|impressum|newsletter|disclaimer|policy|polic"
    r"|translation|messages|i18n|locale|^bio|biograph|author|users?$|profile|advert|promo|teaser"
    r"|navigation|menu|styles?$|css|script|transcript|schema|config|settings|features?$",
)
_TITLES = ("headline", "title", "name", "heading", "subject")
_URLS = (
    *("url", "link", "permalink", "canonicalUrl", "canonical_url", "canonical", "path", "@id"),
    *("mainEntityOfPage", "websiteUrl", "website_url", "uri", "href", "shareUrl", "webUrl"),
)
_METADATA_KEYS = (
    "frontmatter",
    "fields",
    "attributes",
    "meta",
    "metadata",
    "seo",
    "headlines",
    "data",
)
_HOLDERS = ("rendered", "basic", "current", "@id")  # of a text in its place
_DATES = (
    *("datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "date"),
    *("firstPublishedAt", "first_published_at", "publicationDate", "published"),
)


@dataclass(frozen=True)
class Candidate:
    """A text of the data.

    Attributes:
        html: the text.
        is_plain: it had neither HTML nor any other form, so that pictures and links are missing.
        titles: what the objects around it are called.
        slugs: the ends of their URLs, as they are in the data.
        urls: their URLs.
        day: when they were published, as it is in the data; empty if it is not known.
    """

    html: str = field(repr=False)
    is_plain: bool = False
    titles: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    day: str = ""


class Finder:
    """Finds texts in the values of a page, within limits for all of them."""

    def __init__(self) -> None:
        self._steps, self._nodes = Budget(_MOST_STEPS), Budget(_MOST_NODES)
        self._left, self._markdown = _MOST_CHARACTERS, _MOST_MARKDOWN
        self._count = 0

    def find(self, value: Any, level: int = 0) -> Iterator[Candidate]:
        """Yield the long texts and the rich texts in a value.

        Args:
            value: JSON; objects in it may be in several places.
            level: of a text of JSON in JSON.
        """
        cache: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        seen: set[int] = set()
        todo: list[tuple[Any, tuple[Mapping[str, Any], ...], int]] = [(value, (), 0)]
        while todo and self._count < _MOST_FOUND and self._left > 0 and self._steps.spend(0):
            here, owners, depth = todo.pop()
            if id(here) in seen or depth > _MAX_DEPTH:
                continue
            seen.add(id(here))
            if isinstance(here, str):
                yield from self._of_text(here, owners, level)
                continue
            html = self._rich(here, cache)
            if html:
                yield self._candidate(html, owners)
            elif isinstance(here, list):
                around = owners if len(here) == 1 else ()  # each of several may be another's
                todo.extend(
                    (each, around, depth + 1) for each in reversed(here) if _is_long_enough(each)
                )
            elif (target := cache.get(reference_id(here))) is not None:
                todo.append((target, owners, depth + 1))
            else:
                cache = here if "ROOT_QUERY" in here else cache
                around = (here, *owners)[:_MAX_OWNERS]
                todo.extend(
                    (inner, around, depth + 1)
                    for name, inner in reversed(here.items())
                    if _is_long_enough(inner) and not _UNRELATED.search(name[:80].lower())
                )

    def _rich(self, value: Any, cache: Mapping[str, Any]) -> str:
        """Return rich text as HTML; empty if a value is not one."""
        if isinstance(value, list):
            if len(value) < _FEWEST_BLOCKS:
                return ""
            if isinstance(value[0], Mapping) and reference_id(value[0]):
                value = _resolved(value, cache)
            elif all(isinstance(one, str) for one in value):
                return _lines(value)
        elif _RICH_TEXT_KEYS.isdisjoint(value):
            return ""
        elif rich_blocks.is_blocks(value.get("blocks")):
            value = value["blocks"]
        if rich_blocks.is_blocks(value):
            return rich_blocks.to_html(value, self._nodes)
        return rich_tree.to_html(value, self._nodes) if rich_tree.is_tree(value) else ""

    def _of_text(
        self, text: str, owners: tuple[Mapping[str, Any], ...], level: int
    ) -> Iterator[Candidate]:
        """Yield what a long text is: JSON with further texts, HTML, Markdown or plain text."""
        if text[0] in "{[" and level < _MAX_JSON_LEVELS:
            try:
                value = json.loads(text, strict=False)
            except (ValueError, RecursionError):
                return
            if not isinstance(value, (dict, list)):
                return
            if html := self._rich(value, {}):
                yield self._candidate(html, owners)
            else:
                yield from self.find(value, level + 1)
        elif text.count('":') * _CHARACTERS_PER_NAME > len(text):
            return  # JSON in another form
        elif is_html(text):
            yield self._candidate(as_html(text), owners)
        elif len(text) <= self._markdown and markdown_text.is_markdown(text):
            self._markdown -= len(text)
            yield self._candidate(markdown_text.to_html(text), owners)
        elif " " in text or not text.isascii():
            yield self._candidate(as_html(text, is_block=True), owners, is_plain=True)

    def _candidate(
        self, html: str, owners: tuple[Mapping[str, Any], ...], *, is_plain: bool = False
    ) -> Candidate:
        self._count += 1
        self._left -= len(html)
        return _described(html, owners, is_plain=is_plain)


def _is_long_enough(value: Any) -> bool:
    if isinstance(value, str):
        return _LEAST <= len(value) <= _MOST
    return isinstance(value, (dict, list)) and len(value) > 0


def _resolved(values: list[Any], cache: Mapping[str, Any]) -> list[Any]:
    """Return what a list refers to in a cache, each once."""
    names = [reference_id(value) if isinstance(value, Mapping) else "" for value in values]
    found = []
    for name in dict.fromkeys(names):
        block = cache.get(name)
        if isinstance(block, Mapping):
            about = block.get("metadata")
            if isinstance(about, Mapping) and reference_id(about):
                block = {**block, "metadata": cache.get(reference_id(about), about)}
            found.append(block)
    return found


def _lines(texts: list[str]) -> str:
    """Return a list of texts as paragraphs, if these are long."""
    long = [text for text in texts if len(text) >= _LEAST // 4]
    if len(long) < len(texts) / 2 or sum(map(len, texts)) < _LEAST:
        return ""
    return "".join(text if is_html(text) else as_html(text, is_block=True) for text in texts)


def _described(html: str, owners: tuple[Mapping[str, Any], ...], *, is_plain: bool) -> Candidate:
    titles: list[str] = []
    slugs: list[str] = []
    urls: list[str] = []
    days: list[str] = []
    for owner in owners:
        inner = [owner[name] for name in _METADATA_KEYS if isinstance(owner.get(name), Mapping)]
        for facts in (owner, *inner):
            titles += _texts(facts, _TITLES)
            urls += _texts(facts, _URLS)
            slugs += _texts(facts, ("slug", "post_name", "uniqueSlug", "current"))
            days += _texts(facts, _DATES)
        if any(isinstance(owner.get(name), (str, Mapping)) for name in _TITLES[:2]):
            break
    day = days[0] if days else ""
    return Candidate(html, is_plain, tuple(titles), tuple(slugs), tuple(urls), day)


def _texts(facts: Mapping[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    """Yield the texts of properties, or of what they hold in their place."""
    for name in names:
        value = facts.get(name)
        if isinstance(value, Mapping):
            value = next((value[inner] for inner in _HOLDERS if inner in value), None)
        if isinstance(value, str) and value.strip() and len(value) < 2000:
            yield value.strip()
