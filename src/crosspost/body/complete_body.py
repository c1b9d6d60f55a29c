"""A body that is an article as it is, such as one that came with a feed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
from lxml.etree import _Element

from crosspost.body import page_type
from crosspost.body.blocks import group
from crosspost.body.decision import Decision, Selection
from crosspost.body.expected import expected_parts
from crosspost.body.icons import is_icon
from crosspost.body.omissions import find_omissions
from crosspost.body.page import measure
from crosspost.body.region import find_region
from crosspost.model import Article, Metadata, Part
from crosspost.page.flow import walk

# All text of a tree that readers see.
_HIDDEN = ("script", "style", "template", "noscript", "svg", "select", "textarea", "iframe", "rp")
_TEXT = f".//text()[not({' or '.join(f'ancestor::{name}' for name in _HIDDEN)})]"


def article_of_body(body: _Element, url: str, make_metadata: Callable[[], Metadata]) -> Article:
    """Return the article of a body: all that is in it.

    Args:
        body: of ``page.parse.parse_fragment``.
        url: of the page.
        make_metadata: as of ``Article``.
    """
    from crosspost.page.soup import to_soup

    text = "\n\n".join(" ".join(piece.split()) for piece in body.xpath(_TEXT) if piece.strip())
    find_parts = partial(parts_of_body, body)
    return Article(url, make_metadata, text, partial(to_soup, body), find_parts=find_parts)


def parts_of_body(body: _Element) -> tuple[Part, ...]:
    """Return what a post of a body should have: all of it but icons and portraits."""
    found = group(walk(body))
    if not found.texts:
        return ()
    kept = np.ones(len(found.texts), dtype=bool)
    nodes = found.flow.nodes
    media = np.array([not is_icon(nodes[node]) for node, _, _ in found.media], dtype=bool)
    selection = Selection(kept, media, ("given",) * len(kept))
    decision = Decision(found, measure(found), page_type.ARTICLE, kept.astype(float), selection)
    region = find_region(decision)
    return expected_parts(decision, region, find_omissions(decision, region))
