"""A post, ready to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crosspost.model.article import Article
from crosspost.model.page import Picture


@dataclass(frozen=True)
class Post:
    """A post, ready to be written.

    Attributes:
        filename: the file's name, without a folder.
        front_matter: the fields in the order they stand in the file.
        body: everything after the front matter: note, attribution, Markdown.
        text: the whole file.
        article: what it was made from.
        pictures: of a saved page, to be copied before it is written.
    """

    filename: str
    front_matter: Mapping[str, Any]
    body: str
    text: str
    article: Article
    warnings: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
