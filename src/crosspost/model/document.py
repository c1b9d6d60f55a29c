"""A page as a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosspost.model.flow import Flow

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True)
class Document:
    """A page as a tree.

    Attributes:
        url: the address of the page, after redirects; empty if unknown.
        base_url: what relative addresses are relative to (``<base href>`` counted in).
        tree: the root of an lxml tree; nothing changes it.
        flow: what the tree says and shows, in order.
        warnings: losses noticed in decoding and parsing.
    """

    url: str
    base_url: str
    tree: _Element
    flow: Flow
    warnings: tuple[str, ...] = ()
