"""The pictures of an article that came with it as files: the article refers to their copies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from bs4 import Tag

from crosspost.images.on_web import places
from crosspost.images.rewrite import forget_others
from crosspost.model import Article, GivenPicture, Picture

# The same words in every post, so that they are counted together.
_GONE = "pictures of the folder cannot be copied: their URLs are the old ones"


def use_given(
    article: Article,
    given: Iterable[GivenPicture],
    shown: Callable[[Tag], str | None],
    folder_url: str,
) -> tuple[Article, tuple[Picture, ...]]:
    """Replace the URLs of an article's pictures by those of their copies; changes its body.

    Args:
        given: the pictures.
        shown: as of ``on_web.find``.
        folder_url: of the folder with the copies, without a final ``/``; empty: do not copy.

    Returns:
        The article, with a warning if one cannot be copied, and the pictures to be copied.
    """
    by_url = {one.url: one for one in given}
    body, facts, warnings = article.body, article.metadata, article.warnings
    used: dict[str, Picture] = {}
    found: list[GivenPicture] = []
    for tag, name, url in [*places(body, shown)]:
        one = by_url.get(url)
        if one is None:
            continue
        found.append(one)
        if tag.name == "img":
            forget_others(tag)
        copy = one.picture if folder_url else None
        tag[name] = f"{folder_url}/{copy.name}" if copy else one.original
        if copy:
            used.setdefault(copy.name, copy)
    if any(one.picture is None for one in found):
        warnings = (*warnings, _GONE)
    article = replace(
        article, make_metadata=lambda: facts, make_body=lambda: body, warnings=warnings
    )
    return article, tuple(used.values())


def lead_picture(
    fields: Mapping[str, Any], given: Iterable[GivenPicture], folder_url: str
) -> tuple[Mapping[str, Any], Picture | None]:
    """Return fields whose lead picture is a copy, and the picture.

    Args:
        fields: ``image`` may be the URL of one of the pictures.
        folder_url: as of ``use_given``, as a field has it.
    """
    one = next((one for one in given if one.url == fields.get("image")), None)
    if one is None:
        return fields, None
    if one.picture is None or not folder_url:
        return {**fields, "image": one.original}, None
    return {**fields, "image": f"{folder_url}/{one.picture.name}"}, one.picture
