"""Front matter of any generator → the fields of a post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crosspost.batch.sources.exports.values import split
from crosspost.batch.sources.exports.values import when as time_of
from crosspost.lazy_regex import lazy_compile

_EMAIL = lazy_compile(r"\s{0,9}<?[\w.+-]{1,64}+@[\w.-]{1,200}+>?")
_MOST = 200  # labels
# Names of fields, the best first. They are compared without "_" and "-", in lower case.
_DATES = ("date", "publishdate", "pubdate", "published", "publishedat", "publishedtime", "created")
_CHANGED = ("lastmodifiedat", "lastmod", "lastmodified", "updated", "updateddate", "modified")
_TAGS = ("tags", "tag")
_CATEGORIES = ("categories", "category")
_AUTHORS = ("authors", "author")
_DESCRIPTIONS = ("description", "summary", "excerpt", "subtitle")
_IMAGES = (
    *("image", "coverimage", "cover", "featuredimage", "featureimage", "heroimage", "thumbnail"),
    *("header", "banner", "images", "ogimage", "teaser"),
)
_CANONICALS = ("canonicalurl", "canonical")
_ALIASES = ("aliases", "redirectfrom", "alias")
# What is read elsewhere, or says nothing that a reader sees.
_ELSEWHERE = frozenset(
    {"title", "slug", "url", "permalink", "path", "draft", "published", "layout", "type", "status"}
    | {"taxonomies", "extra", "params", "math", "mathjax", "katex"}
)


@dataclass(frozen=True)
class Fields:
    """The fields of a post that its front matter has.

    Attributes:
        when: when it was published.
        changed: when the text was last changed.
        aliases: further paths or URLs of the page.
        ignored: names of fields that are not carried over.
    """

    title: str = ""
    when: date | datetime | None = None
    changed: date | datetime | None = None
    is_draft: bool = False
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    description: str = ""
    image: str = ""
    slug: str = ""
    canonical_url: str = ""
    aliases: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def fields(front: Mapping[str, Any], authors: Mapping[str, str], *, by_space: bool) -> Fields:
    """Return the fields of a post.

    Args:
        front: as ``front_matter.split`` returns it.
        authors: names of authors by what posts call them.
        by_space: labels in one text are separated by spaces.
    """
    inner = {}
    for name in ("extra", "params", "taxonomies"):  # tables of Zola, Hugo
        if isinstance(front.get(name), dict):
            inner.update(front[name])
    known = {_key(name): value for name, value in {**inner, **front}.items()}
    published = known.get("published")
    dates = [name for name in _DATES if name != "published" or not isinstance(published, bool)]
    return Fields(
        title=_text(known.get("title")),
        when=_when(known, dates),
        changed=_when(known, _CHANGED),
        is_draft=_is_draft(known),
        tags=_labels(known, _TAGS, by_space=by_space),
        categories=_labels(known, _CATEGORIES, by_space=by_space),
        authors=_authors(known, authors),
        description=next(filter(None, (_text(known.get(n)) for n in _DESCRIPTIONS)), ""),
        image=next(filter(None, (_image(known.get(n)) for n in _IMAGES)), ""),
        slug=_text(known.get("slug")),
        canonical_url=next(filter(None, (_text(known.get(n)) for n in _CANONICALS)), ""),
        aliases=tuple(one for name in _ALIASES for one in _texts(known.get(name)))[:_MOST],
        ignored=tuple(name for name in front if not _is_read(_key(name))),
    )


def _key(name: object) -> str:
    return re.sub(r"[_-]", "", str(name).lower())


def _is_read(key: str) -> bool:
    names = (_DATES, _CHANGED, _TAGS, _CATEGORIES, _AUTHORS, _DESCRIPTIONS, _IMAGES, _CANONICALS)
    return key in _ELSEWHERE or key in _ALIASES or any(key in one for one in names)


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in map(_text, values) if text]


def _when(known: Mapping[str, Any], names: Iterable[str]) -> date | datetime | None:
    found = (time_of(known[n]) for n in names if isinstance(known.get(n), str))
    return next((one for one in found if one is not None), None)


def _is_draft(known: Mapping[str, Any]) -> bool:
    """Tell whether a text is not published; a word in quotes is one that people write for it."""
    draft, published, status = known.get("draft"), known.get("published"), known.get("status")
    is_draft = draft is True or str(draft).lower() in ("true", "yes", "1")
    is_hidden = published is False or str(published).lower() in ("false", "no")
    return is_draft or is_hidden or str(status).lower() in ("draft", "hidden", "private")


def _labels(known: Mapping[str, Any], names: Iterable[str], *, by_space: bool) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        value = known.get(name)
        if isinstance(value, str):
            plural = name.endswith("s")
            if "," in value:
                found += split(value)
            else:
                found += value.split() if by_space and plural else [value.strip()]
        elif isinstance(value, list):
            for one in value:
                # Hexo has lists of lists; some have tables with a name.
                found += _texts(one) if not isinstance(one, dict) else _texts(one.get("name"))
        else:
            found += _texts(value)
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST]


def _authors(known: Mapping[str, Any], authors: Mapping[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in _AUTHORS:
        value = known.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                found += _texts(one.get("name") or one.get("display_name"))
            else:
                found += [authors.get(text, text) for text in _texts(one)]
        if found:
            break
    plain = (_EMAIL.sub("", one).strip() for one in found)
    return tuple(dict.fromkeys(filter(None, plain)))[:_MOST]


def _image(value: Any) -> str:
    """Return the URL of a lead picture: a text, the first of a list, or in a table of a theme."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        names = ("image", "src", "path", "url", "teaser", "overlay_image", "feature")
        value = next((value[n] for n in names if isinstance(value.get(n), str)), None)
    text = _text(value)
    return text if "/" in text or "." in text else ""
