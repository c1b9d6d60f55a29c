"""A piece of a page, cut into blocks and measured: what the tests of the body room begin with."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from crosspost.body.arrays import Bools
from crosspost.body.blocks import Blocks, group
from crosspost.body.page import PageArrays, measure
from crosspost.model import Document
from crosspost.page.parse import parse_text

PROSE = (
    "The ferry leaves the harbour at six, and by seven the islands are behind it. Nobody on the "
    "lower deck looks up from the cards, because the weather has been like this for a week."
)


def document(body: str, *, head: str = "", url: str = "https://example.org/ferry") -> Document:
    """Return a page with this body."""
    return parse_text(f"<html><head>{head}</head><body>{body}</body></html>", url)


def cut(body: str) -> tuple[Blocks, PageArrays]:
    """Return the blocks of a page with this body, and the page in numbers."""
    found = group(document(body).flow)
    return found, measure(found)


def some(found: Blocks, *texts: str) -> Bools:
    """Return a choice: the blocks that have one of these texts."""
    assert set(texts) <= set(found.texts)
    return np.array([text in texts for text in found.texts])


def texts(found: Blocks, kept: Iterable[bool]) -> list[str]:
    """Return the texts of the blocks of a choice."""
    return [text for text, is_kept in zip(found.texts, kept, strict=True) if is_kept]
