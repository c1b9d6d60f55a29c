"""Callouts: notes, tips and warnings in a box."""

from __future__ import annotations

from itertools import islice

from bs4 import Tag

from crosspost.lazy_regex import lazy_compile
from crosspost.markdown import search
from crosspost.page.vocabulary import HEADINGS

# Class names of the box, by the tools that make them: Sphinx, MkDocs and Docusaurus (admonition),
# Obsidian and Notion (callout), Bootstrap (alert), GitHub (markdown-alert), VitePress
# (custom-block), Asciidoctor (admonitionblock), Minimal Mistakes (notice).
BOXES = frozenset(
    [
        *("admonition", "admonitionblock", "callout", "alert", "markdown-alert", "custom-block"),
        *("notecard", "notice", "note-box", "info-box", "infobox-note", "tip-box", "warning-box"),
        *("theme-admonition", "callout-block", "callout-box"),
    ]
)
_TITLES = frozenset(
    [
        *("admonition-title", "callout-title", "markdown-alert-title", "custom-block-title"),
        *("alert-heading", "admonition-heading", "callout-heading"),
    ]
)
# Docusaurus ends the name of a class with letters of its own.
_BEGINS = "admonitionHeading_"
_ANY = frozenset(["p", "div", "span", "strong", "b", "summary", *HEADINGS])
_HOLDERS = frozenset(["div", "aside", "section"])
# Types of callouts, and other names of them in classes.
_KINDS = {
    **{name: name for name in ("note", "tip", "info", "warning", "danger", "important", "success")},
    **{name: name for name in ("caution", "question", "failure", "bug", "example", "quote")},
    **{"hint": "tip", "error": "danger", "attention": "warning", "abstract": "abstract"},
}
_WORD = lazy_compile(r"[a-z]+")


def is_callout(tag: Tag) -> bool:
    """Tell whether an element is a callout's box."""
    return tag.name in _HOLDERS and not BOXES.isdisjoint(tag.get_attribute_list("class"))


def kind(tag: Tag) -> str:
    """Return the type of a callout (``note``, ``warning`` …) by its classes; else ``note``."""
    words = _WORD.findall(" ".join(tag.get_attribute_list("class")).lower())
    return next((_KINDS[word] for word in words if word in _KINDS), "note")


def title(tag: Tag) -> Tag | None:
    """Return the element with a callout's title ("Note", "Warning"), if it has one."""
    for node in islice(search.every(tag, _ANY), 6):
        classes = node.get_attribute_list("class")
        if not _TITLES.isdisjoint(classes) or any(
            str(name).startswith(_BEGINS) for name in classes
        ):
            return node
    return None
