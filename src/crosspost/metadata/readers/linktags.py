"""Links that say what they lead to: ``<title>`` and ``<link>`` in the head, ``rel`` in the body.

https://html.spec.whatwg.org/#linkTypes, https://microformats.org/wiki/existing-rel-values
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from crosspost.metadata.candidate import Candidate
from crosspost.metadata.text import fold, plain
from crosspost.metadata.view import View

_LINKS = etree.XPath("//link[@rel and @href]")
_RELATED = etree.XPath("//a[@rel and @href][contains(@rel,'tag') or contains(@rel,'license')]")
_COMMONS = etree.XPath("//a[contains(@href,'creativecommons.org/')]")
_LICENSE = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/[a-z-]+|publicdomain/(?:zero|mark))/",
    re.I,
)
_MAX_LINKS = 300


def read(view: View) -> Iterator[Candidate]:
    """Yield canonical address, image, license, language, tags and authors that links name."""
    title = view.tree.find(".//head/title")
    if title is None:
        title = view.tree.find(".//title")
    text = plain(title.text or "") if title is not None else ""
    if text:
        yield Candidate("title", text, "title element", 0.6)
    language = view.tree.get("lang") or view.tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    language = language or view.tree.get("xml:lang") or ""
    if language.strip():
        yield Candidate("language", fold(language), "html lang", 0.9)
    for link in _LINKS(view.tree)[:_MAX_LINKS]:
        rels = link.get("rel").lower().split()
        href = link.get("href").strip()
        if "canonical" in rels:
            yield Candidate("canonical_url", href, "link canonical", 0.9)
        elif "image_src" in rels:
            yield Candidate("image", href, "link image_src", 0.6)
        elif "license" in rels:
            yield Candidate("license", href, "link license", 0.9)
        elif "shortlink" in rels:
            continue
    yield from _body(view)


def _body(view: View) -> Iterator[Candidate]:
    tags: list[str] = []
    for link in _RELATED(view.tree)[:_MAX_LINKS]:
        rels = link.get("rel").lower().split()
        text = fold("".join(link.itertext()))
        if "license" in rels:
            yield Candidate("license", link.get("href"), "rel=license", 0.95)
        elif "tag" in rels and "category" not in rels:
            tags.append(text.lstrip("#"))
        elif "category" in rels and text:
            yield Candidate("categories", (text,), "rel=category", 0.7)
    if any(tags):
        yield Candidate("tags", tuple(filter(None, tags)), "rel=tag", 0.8)
    for link in _COMMONS(view.tree)[:20]:
        if _LICENSE.match(link.get("href")):
            where = "footer" if _in_footer(link) else "page"
            trust = 0.7 if where == "footer" else 0.6
            yield Candidate("license", link.get("href"), "Creative Commons link", trust)


def _in_footer(element: Any) -> bool:
    return any(parent.tag == "footer" for parent in element.iterancestors())
