"""A post, ready to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crosspost.model.article import Article
from crosspost.model.loss import Loss
from crosspost.model.page import Picture, WebPicture


@dataclass(frozen=True)
class Post:
    """A post, ready to be written.

    Attributes:
        filename: the file's name, without a folder.
        front_matter: the fields in the order they are in the file.
        body: everything after the front matter: note, attribution, Markdown.
        text: the whole file.
        article: what it was made from.
        losses: what the article has and the post has not.
        pictures: that it shows copies of; they are to be copied before it is written.
        on_web: pictures that it shows from the web although copies are wanted: not fetched yet.
        not_copied: URLs of pictures that could not be copied, each with the reason.
    """

    filename: str
    front_matter: Mapping[str, Any]
    body: str
    text: str
    article: Article
    warnings: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    pictures: tuple[Picture, ...] = ()
    on_web: tuple[WebPicture, ...] = ()
    not_copied: tuple[tuple[str, str], ...] = ()
