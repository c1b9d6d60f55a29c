"""What a provider says of a page by oEmbed (https://oembed.com) → the article.

The answer may be anyone's: of its HTML only a quotation's text and links, or the URL of a frame,
are used; of its fields only names, and URLs of the web.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from crosspost import urls
from crosspost.body.complete_body import article_of_body
from crosspost.errors import NoArticle
from crosspost.lazy_regex import lazy_compile
from crosspost.metadata.days.iso import read_timestamp
from crosspost.metadata.text import plain
from crosspost.model import Article, Document, Metadata, Page
from crosspost.page.quotation import read_quotation
from crosspost.page.standardize.embeds import find_player_url
from crosspost.page.standardize.tree import new, text_of

_LONGEST_HTML = 100_000  # characters
_LONGEST_TEXT = 20_000
_LONGEST_NAME = 300
_LONGEST_TITLE = 70
_MOST_LINES = 500
_ON_X = "https://x.com/"
_SHORTENED = lazy_compile(r"(?:https?://|pic\.(?:twitter|x)\.com/)\S*")


class _Embed(NamedTuple):
    """What is shown of a page, and what its HTML says.

    Attributes:
        shown: a quotation, a frame or a picture.
        title: the first words of a post; empty for anything else.
        day: as the text of its last link says.
    """

    shown: Any
    title: str = ""
    day: date | None = None


def read_embed(page: Page, document: Document | None = None) -> Article:
    """Return the article that a provider's answer shows: a quotation, a player or a picture.

    Args:
        page: its content is the answer; its final URL is that of the question, or of the page that
            was asked about.
        document: that page, if it was fetched.

    Raises:
        NoArticle: there is nothing to show.
    """
    url = document.url if document else page.final_url
    said = _answer(page)
    found = _shown(said, url, document)
    body = new("div")
    body.append(found.shown)
    author = _name(said, "author_name")
    title = found.title or _name(said, "title") or (author and f"A post by {author}") or None
    image = said.get("thumbnail_url")
    facts = Metadata(
        title=title,
        authors=(author,) if author else (),
        published=found.day,
        site=None if document else _name(said, "provider_name") or None,
        image=image if isinstance(image, str) and urls.is_web(image) else None,
        canonical_url=url,
    )
    return article_of_body(body, url, lambda: facts)


def _answer(page: Page) -> dict[str, Any]:
    try:
        said = json.loads(page.content)
    except (ValueError, RecursionError) as error:
        raise NoArticle(page.url, "the answer of its oEmbed is not JSON") from error
    if not isinstance(said, dict):
        raise NoArticle(page.url, "the answer of its oEmbed is not an object")
    return said


def _name(said: dict[str, Any], key: str) -> str:
    value = said.get(key)
    return plain(value[:_LONGEST_NAME]) if isinstance(value, str) else ""


def _shown(said: dict[str, Any], url: str, document: Document | None) -> _Embed:
    """Return what is shown.

    Raises:
        NoArticle: nothing.
    """
    title = _name(said, "title")
    if player := find_player_url(url, ""):
        return _Embed(_frame(player, title))
    kind, source, html = said.get("type"), said.get("url"), said.get("html")
    if kind == "photo" and isinstance(source, str) and urls.is_web(source):
        return _Embed(new("img", src=source, alt=title))
    if kind in ("rich", "video") and isinstance(html, str):
        quote, source = read_quotation(html[:_LONGEST_HTML], url)
        if quote is not None and (found := _quotation(quote, html, url, document)):
            return found
        if kind == "video" and urls.is_web(source):
            return _Embed(_frame(source, title))
    raise NoArticle(url, "its oEmbed shows no post, film or picture")


def _frame(url: str, title: str) -> Any:
    return new("iframe", src=url, **({"title": title} if title else {}))


def _quotation(quote: Any, html: str, url: str, document: Document | None) -> _Embed | None:
    """Return a post; None if the quotation has no text but links, as the card of an article has."""
    if "mastodon-embed" in html[:_LONGEST_HTML]:  # whose script asks for the text
        lines = _description(document)
        if not lines:
            return None
        for number, line in enumerate(lines):
            quote.insert(number, new("p", line))
        return _Embed(quote, _first_words(lines[0]))
    links = list(quote.iter("a"))
    if len(text_of(quote, _LONGEST_TEXT)) <= sum(len(text_of(link)) for link in links):
        return None
    day = None
    if url.startswith(_ON_X) and links:
        day = read_timestamp(text_of(links[-1]))
        links[-1].set("href", url)
    first = quote.find(".//p")
    words = "" if first is None else text_of(first, _LONGEST_TEXT)
    return _Embed(quote, _first_words(words), day)


def _description(document: Document | None) -> list[str]:
    """Return the lines of the text that a page gives for previews of it."""
    for meta in document.elements["meta"] if document else ():
        if meta.get("property") == "og:description":
            text = (meta.get("content") or "")[:_LONGEST_TEXT]
            return [line.strip() for line in text.split("\n") if line.strip()][:_MOST_LINES]
    return []


def _first_words(text: str) -> str:
    """Return the beginning of a post, without URLs, as its title."""
    words = _SHORTENED.sub("", text).split()
    title = " ".join(_fitting(words))
    return plain(title if len(title) >= len(" ".join(words)) else f"{title}…")


def _fitting(words: list[str]) -> Iterator[str]:
    length = 0
    for number, word in enumerate(words):
        length += len(word) + 1
        if number and length > _LONGEST_TITLE:
            return
        yield word[:_LONGEST_TITLE]
