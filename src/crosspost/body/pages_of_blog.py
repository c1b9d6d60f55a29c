"""Whether numbered pages are those of a blog or a section, rather than those of an article."""

from __future__ import annotations

import re

from crosspost import urls
from crosspost.lazy_regex import lazy_compile
from crosspost.model import Document, Pages

# Classes of the body of a page with several posts, and of one with a single post (WordPress, Ghost,
# Drupal, Hugo's themes).
_OF_MANY = frozenset(
    {
        *("blog", "home", "archive", "search", "category", "tag", "date", "author", "paged"),
        *("home-template", "tag-template", "author-template", "post-type-archive"),
        *("front", "path-frontpage"),
    }
)
_OF_ONE = frozenset(
    {"single", "singular", "single-post", "page", "post", "article", "post-template", "node"}
)
_SECTION = lazy_compile(
    r"/(?:blogs?|news|archives?|archiv|authors?|autor|auteur|posts|articles|latest|topics?"
    r"|category|kategorie|categor\w{1,4}|tags?|search|suche|\d{4}(?:/\d\d){0,2})/?\Z",
    re.I,
)


def is_blog(document: Document, pages: Pages) -> bool:
    """Tell whether the pages of a pager are a blog's archive, a section or a search.

    Args:
        document: the page.
        pages: what it says of the other pages.
    """
    own = pages.own or document.url
    if own and "?" not in own and (urls.path(own) in ("", "/") or _SECTION.search(urls.path(own))):
        return True
    body = document.tree.find("body")
    classes = set("" if body is None else (body.get("class") or "").lower().split())
    return bool(classes & _OF_MANY) and not classes & _OF_ONE
