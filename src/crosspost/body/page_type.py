"""Detect the type of a page: a forum (also questions and answers), documentation or an article.

It is read from the generator (``<meta name="generator">``), the schema.org types and the words of
the URL. A page without any of these signs is an article.
"""

from __future__ import annotations

from typing import Final

from crosspost import urls
from crosspost.body.json_ld import json_ld_texts
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Document

ARTICLE: Final = "article"
FORUM: Final = "forum"
DOCUMENTATION: Final = "documentation"

_FORUM_PROGRAMS = lazy_compile(
    r"discourse|phpbb|vbulletin|xenforo|mybb|vanilla|flarum|nodebb|invision|smf|simple machines"
)
_DOCUMENTATION_PROGRAMS = lazy_compile(
    r"mkdocs|sphinx|docutils|docusaurus|gitbook|doxygen|javadoc|rustdoc|vitepress|docfx|starlight|"
    r"antora|mdbook|readme\.io"
)
_FORUM_TYPES = ("DiscussionForumPosting", "QAPage")
_DOCUMENTATION_TYPES = ("TechArticle", "APIReference")
_FORUM_HOSTS = frozenset(
    ("forum", "forums", "community", "discuss", "discourse", "board", "boards")
)
_FORUM_PATHS = lazy_compile(
    r"/(?:forums?|threads?|viewtopic|showthread|topic|questions/\d+|t/[^/]+/\d+|discussions?)"
    r"(?:[/.]|$)"  # not an article whose name starts with such a word
)
_DOCUMENTATION_HOSTS = frozenset(("docs", "doc", "documentation", "developer", "developers", "api"))
_DOCUMENTATION_PATHS = lazy_compile(r"/(?:docs?|documentation|manual|reference|api|man)/")


def detect(document: Document) -> str:
    """Return ``forum``, ``documentation`` or ``article``."""
    marks = f"{_generator(document)} {_types(document)}"
    if _FORUM_PROGRAMS.search(marks) or any(name in marks for name in _FORUM_TYPES):
        return FORUM
    if _DOCUMENTATION_PROGRAMS.search(marks) or any(name in marks for name in _DOCUMENTATION_TYPES):
        return DOCUMENTATION
    labels, path = urls.host(document.url).split(".")[:-1], urls.path(document.url)
    if _FORUM_HOSTS.intersection(labels) or _FORUM_PATHS.search(path):
        return FORUM
    if _DOCUMENTATION_HOSTS.intersection(labels) or _DOCUMENTATION_PATHS.search(path):
        return DOCUMENTATION
    return ARTICLE


def _generator(document: Document) -> str:
    for element in document.elements["meta"]:
        if (element.get("name") or "").lower() == "generator":
            return (element.get("content") or "")[:200].lower()
    return ""


def _types(document: Document) -> str:
    """The schema.org types in JSON-LD (only those searched for) and microdata."""
    types = []
    for text in json_ld_texts(document):
        types += [name for name in _FORUM_TYPES + _DOCUMENTATION_TYPES if f'"{name}"' in text]
    for element in document.attributed:
        if element is not document.tree:  # whose type is too general
            types.append((element.get("itemtype") or "").rsplit("/", 1)[-1])
    return " ".join(types)
