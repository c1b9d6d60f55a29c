"""The pictures of a saved page: the article refers to their copies in the site.

A browser that saves a page puts its pictures beside it and changes their URLs; SingleFile puts
them into the page. Such a URL works nowhere else: it is replaced by that of the copy, or removed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from urllib.parse import quote, unquote

from bs4 import Tag

from crosspost.images import data_urls
from crosspost.images.names import name_of
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Article, Picture, Saved
from crosspost.page.picture_names import is_placeholder
from crosspost.page.vocabulary import LAZY_POSTER, LAZY_SOURCES, LAZY_SRCSETS, MEDIA
from crosspost.urls import absolute

_HOLD_URLS = (*MEDIA, "source", "track", "input", "image", "a")
# The attributes that a browser uses come first.
_URL_ATTRIBUTES = ("src", *LAZY_SOURCES, "href", "xlink:href", "poster", LAZY_POSTER, "data")
_SETS = ("srcset", *LAZY_SRCSETS)
_SHOWN = frozenset({"img", "amp-img"})
_BETWEEN = lazy_compile(r"[\s,]+")
_AROUND = 8  # elements between a picture and its ``picture``; libxml2 nests the sources


def use_copies(
    article: Article, base_url: str, saved: Saved | None, pictures_url: str
) -> tuple[Article, tuple[Picture, ...]]:
    """Replace the URLs of an article's pictures by those of their copies; changes its body.

    Args:
        base_url: what URLs of the page are relative to.
        saved: where the page is, and the files beside it; None: it was not saved.
        pictures_url: of the folder of the copies, without a final ``/``; empty: do not copy.

    Returns:
        The article, with a warning if something that was saved cannot be shown, and the
        pictures to be copied.
    """
    if saved is None:
        return article, ()
    body, found = article.body, _Found(saved, base_url, pictures_url)
    for tag in body.find_all(_HOLD_URLS):
        found.look_at(tag)
    warnings = article.warnings
    if found.lost:
        what = "picture or player" if found.lost == 1 else "pictures or players"
        why = "no PNG, JPEG, GIF, WebP or AVIF file" if pictures_url else "pictures is empty"
        warnings += (f"{found.lost} {what} of the saved page omitted: {why}",)
    facts = article.metadata
    shown = replace(article, make_metadata=lambda: facts, make_body=lambda: body, warnings=warnings)
    return shown, found.used


class _Found:
    """The files beside a page that the article shows.

    Attributes:
        lost: number of elements whose file in the folder cannot be copied.
    """

    def __init__(self, saved: Saved, base_url: str, pictures_url: str) -> None:
        self.lost = 0
        self._shown: list[tuple[Tag, str, Picture]] = []
        self._url = pictures_url
        self._page = saved.page
        self._pictures = {_plain(name): picture for name, picture in saved.pictures}
        folder = absolute(base_url, f"{quote(saved.folder)}/") or ""
        self._folder = _plain(unquote(folder)) if saved.folder else ""

    @property
    def used(self) -> tuple[Picture, ...]:
        """The pictures that are shown, in order, each once."""
        left = (
            picture
            for tag, name, picture in self._shown
            if tag.attrs.get(name) == self._url_of(picture)
        )
        return tuple(dict.fromkeys(left))

    def _url_of(self, picture: Picture) -> str:
        return f"{self._url}/{picture.name}"

    def look_at(self, tag: Tag) -> None:
        """Replace the URL of an element by that of the copy; remove it if there is none."""
        attrs = tag.attrs
        saved = [
            name for name in (*_URL_ATTRIBUTES, *_SETS) if self._is_saved(attrs.get(name), name)
        ]
        if not saved:
            return
        words = str(attrs.get("alt") or "")
        urls = [(name, url) for name in saved for url in _urls(attrs[name], name)]
        copies = ((name, self._copy(url, words)) for name, url in urls)
        name, copy = next(((name, copy) for name, copy in copies if copy), ("", None))
        for each in saved:
            del attrs[each]
        if copy is None:
            self.lost += tag.name != "a" and not any(
                attrs.get(n) for n in (*_URL_ATTRIBUTES, *_SETS)
            )
            return
        if tag.name in _SHOWN:
            forget_others(tag)
            name = "src"
        attrs[name] = self._url_of(copy)
        self._shown.append((tag, name, copy))

    def _is_saved(self, value: object, name: str) -> bool:
        urls = () if value is None else _urls(value, name)
        return any(self._name(url) is not None or self._is_inlined(url) for url in urls)

    def _copy(self, url: str, words: str) -> Picture | None:
        if not self._is_inlined(url):
            copy = self._pictures.get(self._name(url) or "")
            return None if copy is None or is_placeholder(self._url_of(copy)) else copy
        content = data_urls.content_of(url)
        name = name_of(words, content) if content else None
        return Picture(self._page, name, is_inlined=True) if name else None

    def _is_inlined(self, url: str) -> bool:
        """Tell whether a ``data:`` URL is a picture and not a placeholder."""
        is_picture = url[:11].lower() == "data:image/" and len(url) >= data_urls.LEAST
        return is_picture and bool(self._url)

    def _name(self, url: str) -> str | None:
        """Return the name of the file in the folder that a URL leads to."""
        if not self._folder or url[:5] == "data:":
            return None
        plain = _plain(unquote(re.split(r"[?#]", url, maxsplit=1)[0])).removeprefix("./")
        return plain[len(self._folder) :] if plain.startswith(self._folder) else None


def _plain(text: str) -> str:
    """Return a file name in a form that can be compared across file systems."""
    return unicodedata.normalize("NFC", text)


def _urls(value: object, name: str) -> list[str]:
    text = str(value).strip()
    if name in _SETS and text[:5] == "data:":
        return []  # commas do not separate here; the picture is in another attribute too
    return [url for url in _BETWEEN.split(text) if url] if name in _SETS else [text]


def forget_others(tag: Tag) -> None:
    """Remove the URLs of other sizes: only the saved one certainly exists."""
    for name in list(tag.attrs):
        if name.startswith("data-") or name in ("sizes", *_URL_ATTRIBUTES, *_SETS):
            del tag.attrs[name]
    parent = tag.parent
    for _ in range(_AROUND):
        if parent is None or parent.name not in ("source", "picture"):
            return
        if parent.name == "picture":
            for source in parent.find_all("source"):
                for name in [n for n in source.attrs if n.endswith("srcset") or n == "src"]:
                    del source.attrs[name]
        parent = parent.parent
