"""The pictures that an article shows from the web, and their replacement by copies.

A picture that is not copied stays as it is, so that a post never refers to a copy that it has not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from bs4 import Tag

from crosspost import urls
from crosspost.images import data_urls
from crosspost.images.names import PICTURE_FILE, name_in
from crosspost.images.rewrite import forget_others
from crosspost.model import Article, Picture, WebPicture
from crosspost.page.vocabulary import LAZY_POSTER

# Which URL of an element is shown; None if it shows nothing.
Shown = Callable[[Tag], "str | None"]

_PICTURES = ("img", "amp-img")
_HOLDERS = (*_PICTURES, "a", "video", "amp-video", "object", "embed")
_POSTERS = ("poster", LAZY_POSTER)
# What a link leads to and what an ``object`` shows is recognized by the name before it is fetched.
_LONGEST = 4096  # characters of a URL on the web
_MOST_FOUND = 1000  # many more than are copied: each is looked for in the text of the post


def find(article: Article, shown: Shown) -> list[WebPicture]:
    """Return the pictures of an article that are on the web, the lead image last, each once."""
    found: dict[str, WebPicture] = {}
    for tag, _, url in islice(places(article.body, shown), _MOST_FOUND):
        found.setdefault(url, WebPicture(url, _words(url, str(tag.get("alt") or ""))))
    lead = urls.clean(article.metadata.image or "")
    if _is_fetchable(lead):
        found.setdefault(lead, WebPicture(lead, _words(lead, "")))
    return list(found.values())


def use_copies(
    article: Article, copied: Mapping[str, Picture], shown: Shown, folder_url: str
) -> Article:
    """Replace the URLs of pictures by those of their copies; changes the article's body.

    Args:
        copied: URLs, and what they were copied to.
        folder_url: of the folder with the copies, without a final ``/``.
    """
    body, facts = article.body, article.metadata
    for tag, name, url in [*places(body, shown)]:
        picture = copied.get(url)
        if picture is None:
            continue
        if tag.name in _PICTURES:
            forget_others(tag)
        tag[name] = f"{folder_url}/{picture.name}"
    return replace(article, make_metadata=lambda: facts, make_body=lambda: body)


def lead_to(article: Article, elsewhere: Callable[[str], str], shown: Shown) -> Article:
    """Have the pictures of an article come from other URLs; changes the article's body.

    Args:
        elsewhere: returns the new URL of a picture.
    """
    body, facts = article.body, article.metadata
    for tag, name, url in [*places(body, shown)]:
        if url[:5].lower() != "data:":
            if tag.name in _PICTURES:
                forget_others(tag)
            tag[name] = elsewhere(url)
    lead = urls.clean(facts.image or "")
    if urls.is_web(lead):
        facts = replace(facts, image=elsewhere(lead))
    return replace(article, make_metadata=lambda: facts, make_body=lambda: body)


def places(body: Tag, shown: Shown) -> Iterator[tuple[Tag, str, str]]:
    """Yield each element with a picture on the web, the attribute for its URL, and the URL."""
    for tag in body.find_all(_HOLDERS):
        if tag.name in _PICTURES:
            name, url = "src", shown(tag) or _inlined(tag)
        elif tag.name == "a":
            name, url = "href", str(tag.get("href") or "")
            if not PICTURE_FILE.search(urls.path(url)) or tag.find(_PICTURES) is None:
                continue
        elif tag.name.endswith("video"):
            name = next((n for n in _POSTERS if tag.get(n)), "")
            url = str(tag.get(name) or "")
        else:
            name = "data" if tag.get("data") else "src"
            url = str(tag.get(name) or "")
            if not PICTURE_FILE.search(urls.path(url)):
                continue
        url = urls.clean(url)
        if _is_fetchable(url):
            yield tag, name, url


def _inlined(tag: Tag) -> str:
    """Return the URL of a picture that is in the page itself, and too large to be in a post."""
    url = str(tag.get("src") or "")
    return url if url[:11].lower() == "data:image/" and len(url) >= data_urls.LEAST else ""


def _is_fetchable(url: str) -> bool:
    if url[:5].lower() == "data:":
        return True
    return len(url) <= _LONGEST and urls.is_web(url)


def _words(url: str, alt: str) -> str:
    """Return what to name a copy after: the file, the same in every post; else what it shows."""
    return alt if url[:5].lower() == "data:" else name_in(url)
