"""Whether numbered pages are those of an article, not those of a blog, a shop or a section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crosspost import urls
from crosspost.body.blocks import Blocks
from crosspost.body.cards import follows_cards
from crosspost.body.listing import declared, prose_share
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
_PARAGRAPHS = 0.5  # share of the text
_SECTION = lazy_compile(
    r"/(?:blogs?|news|archives?|archiv|authors?|autor|auteur|posts|articles|latest|topics?"
    r"|category|kategorie|categor\w{1,4}|tags?|search|suche|\d{4}(?:/\d\d){0,2})/?\Z",
    re.I,
)


def are_of_article(document: Document, found: Blocks, kept: Sequence[int], pages: Pages) -> bool:
    """Tell whether the pages of a pager are those of an article.

    The page calls itself one, or most of it is paragraphs; and nothing says that it is a blog's
    archive, a section or a search, and what is before the pager is not a list of cards.

    Args:
        document: the page.
        found: its blocks.
        kept: the blocks that were found to be the article.
        pages: what the page says of the other pages.
    """
    own = pages.own or document.url
    if own and "?" not in own and (urls.path(own) in ("", "/") or _SECTION.search(urls.path(own))):
        return False
    body = document.tree.find("body")
    classes = set("" if body is None else (body.get("class") or "").lower().split())
    if classes & _OF_MANY and not classes & _OF_ONE:
        return False
    is_article, is_list = declared(document)
    if not is_article and (is_list or prose_share(found, kept) < _PARAGRAPHS):
        return False
    return not follows_cards(document, pages.urls.values())
