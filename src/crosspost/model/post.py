"""A post, ready to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crosspost.model.article import Article
from crosspost.model.loss import Loss
from crosspost.model.page import Picture


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
        pictures: of a saved page, to be copied before it is written.
    """

    filename: str
    front_matter: Mapping[str, Any]
    body: str
    text: str
    article: Article
    warnings: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    pictures: tuple[Picture, ...] = ()
