"""Files that an article links to or plays from its own site: documents, sounds, films, archives.

They are recognized by the end of their URL before they are fetched, and by their content after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from bs4 import Tag

from crosspost import urls
from crosspost.images.names import is_attachment, name_in
from crosspost.model import Article, Picture, WebPicture

_ATTRIBUTES = {
    "a": "href",
    "audio": "src",
    "video": "src",
    "source": "src",
    "iframe": "src",
    "embed": "src",
    "object": "data",
}
# Hosts on which platforms keep the uploads of the sites that they host.
_UPLOADS = (
    ".files.wordpress.com",
    "storage.ghost.io",
    "static1.squarespace.com",
    "substack-post-media.s3.amazonaws.com",
    "api.substack.com",
    "docs.wixstatic.com",
    "a.tumblr.com",
)
_MOST_FOUND = 1000


def find(article: Article, site_url: str) -> list[WebPicture]:
    """Return the files of an article that are on its own site, in order, each once.

    Args:
        site_url: a URL of the site; empty: no file is.
    """
    found: dict[str, WebPicture] = {}
    for _, _, url in islice(_places(article.body, site_url), _MOST_FOUND):
        found.setdefault(url, WebPicture(url, name_in(url)))
    return list(found.values())


def use_copies(
    article: Article, copied: Mapping[str, Picture], site_url: str, folder_url: str
) -> Article:
    """Replace the URLs of files by those of their copies; changes the article's body.

    Args:
        copied: URLs, and what they were copied to.
        site_url: as of ``find``.
        folder_url: of the folder with the copies, without a final ``/``.
    """
    body, facts = article.body, article.metadata
    for tag, name, url in [*_places(body, site_url)]:
        if url in copied:
            fragment = "".join(str(tag[name]).partition("#")[1:])
            tag[name] = f"{folder_url}/{copied[url].name}{fragment}"
    return replace(article, make_metadata=lambda: facts, make_body=lambda: body)


def _places(body: Tag, site_url: str) -> Iterator[tuple[Tag, str, str]]:
    """Yield each element with a file, the attribute with its URL, and the URL."""
    site = _host(site_url)
    if not site:
        return
    for tag in body.find_all(list(_ATTRIBUTES)):
        name = _ATTRIBUTES[tag.name]
        url = urls.clean(str(tag.get(name) or "")).partition("#")[0]
        if is_attachment(url) and _is_of(url, site):
            yield tag, name, url


def _is_of(url: str, site: str) -> bool:
    host = _host(url)
    return host == site or host.endswith((f".{site}", *_UPLOADS))


def _host(url: str) -> str:
    return urls.host(url).removeprefix("www.") if urls.is_web(url) else ""
