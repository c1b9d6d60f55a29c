"""An item of a WordPress export: what its elements are called."""

from __future__ import annotations

from lxml import etree

from crosspost.batch.sources.xml import child, local, text_of


def content(item: etree._Element) -> str:
    """Return the text of a post; the excerpt has the same element name in another namespace."""
    return _encoded(item, is_excerpt=False)


def excerpt(item: etree._Element) -> str:
    """Return the excerpt of a post, or the caption of an attachment."""
    return _encoded(item, is_excerpt=True)


def _encoded(item: etree._Element, *, is_excerpt: bool) -> str:
    for below in item:
        tag = str(below.tag)
        # Without a declaration of its prefix the name has it.
        if tag.endswith(("}encoded", ":encoded")) and ("excerpt" in tag) == is_excerpt:
            return text_of(below)
    return ""


def meta(item: etree._Element, *keys: str) -> str:
    """Return the value of the first of these custom fields that is not empty."""
    found: dict[str, str] = {}
    for below in item:
        if isinstance(below.tag, str) and local(below) == "postmeta":
            key = child(below, "meta_key")
            if key in keys:
                found.setdefault(key, child(below, "meta_value"))
    return next((found[key] for key in keys if found.get(key)), "")


def metas(item: etree._Element, key: str) -> list[str]:
    """Return all values of a custom field."""
    return [
        child(below, "meta_value")
        for below in item
        if isinstance(below.tag, str)
        and local(below) == "postmeta"
        and child(below, "meta_key") == key
    ]


def terms(item: etree._Element) -> list[tuple[str, str, str]]:
    """Return the terms of a post: taxonomy, slug, name as HTML; each once.

    WXR 1.0 says ``tag`` for ``post_tag`` and has categories twice, once without anything.
    """
    found: dict[tuple[str, str], str] = {}
    for below in item:
        if not isinstance(below.tag, str) or local(below) != "category":
            continue
        name = text_of(below)
        domain = below.get("domain") or "category"
        domain = "post_tag" if domain == "tag" else domain
        if name and (domain, name) not in found:
            found[domain, name] = below.get("nicename") or ""
        elif name:
            found[domain, name] = found[domain, name] or below.get("nicename") or ""
    return [(domain, nicename, name) for (domain, name), nicename in found.items()]
